/*
 * NKT_FIELD, NKT_ARRAY, NKT_TOTALS and NKT_TOTALS_FIELD infer what they should, for every element
 * type, constant or not. Compiled and run as C and as C++ by inference.sh, which also sees to it
 * that WRONG, a macro over the struct `other`, does not compile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <nyckeltal.h>
#include <stdio.h>
#ifndef __cplusplus
#include <stdbool.h>
#endif

struct row {
    char code[5];
    double float64;
    float float32;
    int64_t int64;
    int32_t int32;
    int16_t int16;
    int8_t int8;
    uint64_t uint64;
    uint32_t uint32;
    uint16_t uint16;
    uint8_t uint8;
    bool truth;
    long long_;
    unsigned long unsigned_long;
    long long long_long;
    unsigned long long unsigned_long_long;
    nkt_total total;
};

struct other {
    int32_t int32;
    char character;
    const char *pointer;
    double numbers[3];
    nkt_total total;
    long double wide;
};

static struct row rows[3];
static const struct row *const constant = rows;
static int faults;

/* How long a column is: an array says it, so that a call on more rows is refused. */
static void lengths(void) {
    static double array[3];
    static nkt_estimate estimates[4], matrix[4][3];
    static nkt_total totals[2];
    const nkt_estimates packed = NKT_ESTIMATES(estimates), rowwise = NKT_ESTIMATES_ROWS(matrix);
    const nkt_estimates some = NKT_ESTIMATES_N(&estimates[1], 2);

    faults += NKT_ARRAY(0, array).length != 3 || NKT_ARRAY_N(0, &array[1], 2).length != 2;
    faults += NKT_FIELD(0, rows, int8).length != 0 || NKT_CONSTANT(0, array[1]).length != 0;
    faults += NKT_TOTALS(0, totals).length != 2 || NKT_TOTALS_N(0, &totals[1], 1).length != 1;
    faults += NKT_ESTIMATE_ARRAY(0, estimates).length != 4;
    faults += packed.room != 4 || packed.capacity != 0 || packed.stride != 0 || some.room != 2;
    faults += rowwise.room != 12 || rowwise.capacity != 3 || rowwise.value != &matrix[0][0].value ||
              rowwise.stride != (int64_t)sizeof matrix[0] ||
              rowwise.item_stride != (int64_t)sizeof matrix[0][0];
}

static void expect(const char *what, nkt_column column, const void *values, size_t stride,
                   int32_t type) {
    if (column.values != values || column.stride != (int64_t)stride || column.type != type ||
        column.id != 1001 || column.validity || column.reasons || column.rows ||
        column.reasons_stride || column.validity_offset) {
        printf("%s: type %d, not %d, or another member is wrong\n", what, (int)column.type,
               (int)type);
        faults++;
    }
}

#define FIELD(member, type)                                                                        \
    expect("NKT_FIELD of " #member, NKT_FIELD(1001, rows, member), &rows[0].member,                \
           sizeof rows[0], type);                                                                  \
    expect("NKT_FIELD of const " #member, NKT_FIELD(1001, constant, member), &constant[0].member,  \
           sizeof constant[0], type)

#define ARRAY(element, type)                                                                       \
    do {                                                                                           \
        static element array[3];                                                                   \
        static const element fixed[3] = {0, 0, 0};                                                 \
        const element *pointer = array;                                                            \
        expect("NKT_ARRAY of " #element, NKT_ARRAY(1001, array), array, sizeof array[0], type);    \
        expect("NKT_ARRAY of const " #element, NKT_ARRAY(1001, fixed), fixed, sizeof fixed[0],     \
               type);                                                                              \
        expect("NKT_ARRAY_N of " #element " *", NKT_ARRAY_N(1001, pointer, 3), array,              \
               sizeof array[0], type);                                                             \
    } while (0)

static void every_type(void) {
    const int32_t long_type = sizeof(long) == 8 ? NKT_INT64 : NKT_INT32;
    const int32_t unsigned_long_type = sizeof(long) == 8 ? NKT_UINT64 : NKT_UINT32;

    FIELD(float64, NKT_FLOAT64);
    FIELD(float32, NKT_FLOAT32);
    FIELD(int64, NKT_INT64);
    FIELD(int32, NKT_INT32);
    FIELD(int16, NKT_INT16);
    FIELD(int8, NKT_INT8);
    FIELD(uint64, NKT_UINT64);
    FIELD(uint32, NKT_UINT32);
    FIELD(uint16, NKT_UINT16);
    FIELD(uint8, NKT_UINT8);
    FIELD(truth, NKT_BOOL);
    FIELD(long_, long_type);
    FIELD(unsigned_long, unsigned_long_type);
    FIELD(long_long, NKT_INT64);
    FIELD(unsigned_long_long, NKT_UINT64);

    ARRAY(double, NKT_FLOAT64);
    ARRAY(float, NKT_FLOAT32);
    ARRAY(int64_t, NKT_INT64);
    ARRAY(int32_t, NKT_INT32);
    ARRAY(int16_t, NKT_INT16);
    ARRAY(int8_t, NKT_INT8);
    ARRAY(uint64_t, NKT_UINT64);
    ARRAY(uint32_t, NKT_UINT32);
    ARRAY(uint16_t, NKT_UINT16);
    ARRAY(uint8_t, NKT_UINT8);
    ARRAY(bool, NKT_BOOL);
    ARRAY(long, long_type);
    ARRAY(unsigned long, unsigned_long_type);
}

static void expect_total(const char *what, nkt_column column, const nkt_total *total,
                         size_t stride) {
    if (column.values != &total->value || column.reasons != &total->state ||
        column.stride != (int64_t)stride || column.reasons_stride != (int64_t)stride ||
        column.type != NKT_FLOAT64 || column.id != 1001 || column.validity || column.rows ||
        column.validity_offset) {
        printf("%s: a member is wrong\n", what);
        faults++;
    }
}

static void totals(void) {
    static nkt_total array[3];
    const nkt_total *pointer = array;

    expect_total("NKT_TOTALS", NKT_TOTALS(1001, array), array, sizeof array[0]);
    expect_total("NKT_TOTALS_N of const", NKT_TOTALS_N(1001, pointer, 3), array, sizeof array[0]);
    expect_total("NKT_TOTALS_FIELD", NKT_TOTALS_FIELD(1001, rows, total), &rows[0].total,
                 sizeof rows[0]);
    expect_total("NKT_TOTALS_FIELD of const", NKT_TOTALS_FIELD(1001, constant, total),
                 &constant[0].total, sizeof constant[0]);
}

/* Options that are all defaults, in C and C++. */
static void defaults(void) {
    const nkt_options options = NKT_DEFAULTS(nkt_options);
    const nkt_ols_options others = NKT_DEFAULTS(nkt_ols_options);

    if (options.size != sizeof options || options.mode != 0 || options.part_above_whole != 0 ||
        others.size != sizeof others || others.intercept != 0) {
        printf("NKT_DEFAULTS: a member is wrong\n");
        faults++;
    }
}

#ifdef WRONG
nkt_column wrong(const struct other *others, const double *numbers);
nkt_column wrong(const struct other *others, const double *numbers) {
    (void)others;
    (void)numbers;
    return WRONG;
}
#endif

int main(void) {
    /* A list of columns, as nkt_compute takes them. */
    const nkt_column list[] = {NKT_FIELD(1001, rows, int32), NKT_FIELD(1002, rows, float64)};

    if (list[0].id != 1001 || list[1].id != 1002 || list[1].type != NKT_FLOAT64) {
        printf("a list of columns is wrong\n");
        faults++;
    }
    every_type();
    lengths();
    totals();
    defaults();
    return faults ? 1 : 0;
}
