/*
 * Columns: every type, stride, order and kind of missing, and the macros that infer types.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <stdint.h>

#include "base/base.h"
#include "nyckeltal.h"

static double value_at(const nkt_column *column, int64_t row, int32_t expected_state) {
    double value = -1, block_value;
    int32_t state = -1;
    int8_t block_state;

    ck_assert_int_eq(nkt_column_get(column, row, &value, &state, NULL), NKT_OK);
    ck_assert_int_eq(state, expected_state);
    ck_assert(isnan(value) == (state != NKT_STATE_VALUE));
    /* Reading a block must agree with reading a row. */
    nkt_i_column_load(column, row, 1, &block_value, &block_state);
    ck_assert_int_eq(block_state, state);
    if (state == NKT_STATE_VALUE)
        ck_assert_double_eq(block_value, value);
    return value;
}

/* An array whose elements 1 and 2 are the extremes of the type, through an unaligned view too. */
#define CHECK_TYPE(ctype, code, low, high, low_state)                                              \
    do {                                                                                           \
        ctype array[3] = {(ctype)7, (ctype)(low), (ctype)(high)};                                  \
        char bytes[sizeof array + 1];                                                              \
        nkt_column c = {.values = array, .stride = sizeof(ctype), .type = (code)};                 \
        ck_assert_double_eq(value_at(&c, 0, 0), 7);                                                \
        if ((low_state) == NKT_STATE_VALUE)                                                        \
            ck_assert_double_eq(value_at(&c, 1, 0), (double)array[1]);                             \
        else                                                                                       \
            value_at(&c, 1, low_state);                                                            \
        ck_assert_double_eq(value_at(&c, 2, 0), (double)array[2]);                                 \
        memcpy(bytes + 1, array, sizeof array);                                                    \
        c.values = bytes + 1;                                                                      \
        ck_assert_double_eq(value_at(&c, 2, 0), (double)array[2]);                                 \
        c.values = bytes + 1 + sizeof array - sizeof(ctype);                                       \
        c.stride = -(int64_t)sizeof(ctype);                                                        \
        ck_assert_double_eq(value_at(&c, 2, 0), 7);                                                \
        c.stride = 0;                                                                              \
        ck_assert_double_eq(value_at(&c, 1000, 0), (double)array[2]);                              \
    } while (0)

START_TEST(every_type_is_read) {
    CHECK_TYPE(double, NKT_FLOAT64, -1.5, 1e300, 0);
    CHECK_TYPE(float, NKT_FLOAT32, -1.5f, 3e38f, 0);
    CHECK_TYPE(int64_t, NKT_INT64, INT64_MIN, INT64_MAX, 0);
    CHECK_TYPE(int32_t, NKT_INT32, INT32_MIN, INT32_MAX, 0);
    CHECK_TYPE(int16_t, NKT_INT16, INT16_MIN, INT16_MAX, 0);
    CHECK_TYPE(int8_t, NKT_INT8, INT8_MIN, INT8_MAX, 0);
    CHECK_TYPE(uint64_t, NKT_UINT64, 0, UINT64_MAX, 0);
    CHECK_TYPE(uint32_t, NKT_UINT32, 0, UINT32_MAX, 0);
    CHECK_TYPE(uint16_t, NKT_UINT16, 0, UINT16_MAX, 0);
    CHECK_TYPE(uint8_t, NKT_UINT8, 0, UINT8_MAX, 0);
    CHECK_TYPE(int32_t, NKT_INT32_R, INT32_MIN, INT32_MAX, NKT_STATE_MISSING);
    CHECK_TYPE(int64_t, NKT_INT64_R, INT64_MIN, INT64_MAX, NKT_STATE_MISSING);
}
END_TEST

START_TEST(truth_values_are_read) {
    uint8_t bytes[] = {0, 1, 200};
    uint8_t bits[] = {0xB4, 0x01}; /* from bit 0 on: 0 0 1 0 1 1 0 1 | 1 */
    nkt_column c = {.values = bytes, .stride = 1, .type = NKT_BOOL};
    static const int expected[] = {0, 0, 1, 0, 1, 1, 0, 1, 1};

    ck_assert_double_eq(value_at(&c, 0, 0), 0);
    ck_assert_double_eq(value_at(&c, 1, 0), 1);
    ck_assert_double_eq(value_at(&c, 2, 0), 1);
    c = (nkt_column){.values = bits, .stride = 1, .type = NKT_BITS};
    for (int i = 0; i < 9; i++)
        ck_assert_double_eq(value_at(&c, i, 0), expected[i]);
    c.validity_offset = 3;
    for (int i = 0; i < 6; i++)
        ck_assert_double_eq(value_at(&c, i, 0), expected[i + 3]);
    c.validity_offset = 8;
    c.stride = -2;
    for (int i = 0; i < 5; i++)
        ck_assert_double_eq(value_at(&c, i, 0), expected[8 - 2 * i]);
    c.stride = 0;
    ck_assert_double_eq(value_at(&c, 50, 0), 1);
}
END_TEST

START_TEST(every_kind_of_missing_is_told) {
    double values[] = {1, NAN, INFINITY, -INFINITY, 5, 6, 7, 8, 9};
    uint8_t validity[] = {0xFF, 0xFD}; /* of offset 4: bit 4 + 5 is clear */
    int32_t reasons[] = {0, 0, 0, 0, 0, 0, NKT_STATE_SECRET, NKT_STATE_NOT_APPLICABLE, 9};
    nkt_column c = NKT_ARRAY(0, values);

    c.validity = validity;
    c.validity_offset = 4;
    c.reasons = reasons;
    c.reasons_stride = sizeof(int32_t);
    ck_assert_double_eq(value_at(&c, 0, 0), 1);
    value_at(&c, 1, NKT_STATE_MISSING);
    value_at(&c, 2, NKT_STATE_INVALID);
    value_at(&c, 3, NKT_STATE_INVALID);
    ck_assert_double_eq(value_at(&c, 4, 0), 5);
    value_at(&c, 5, NKT_STATE_MISSING);
    value_at(&c, 6, NKT_STATE_SECRET);
    value_at(&c, 7, NKT_STATE_NOT_APPLICABLE);
    value_at(&c, 8, NKT_STATE_INVALID);
    /* a reason says more than a clear bit */
    reasons[5] = NKT_STATE_SECRET;
    value_at(&c, 5, NKT_STATE_SECRET);
    /* one reason for all */
    c.reasons = &reasons[7];
    c.reasons_stride = 0;
    value_at(&c, 0, NKT_STATE_NOT_APPLICABLE);
}
END_TEST

START_TEST(rows_are_gathered) {
    double values[] = {10, 11, 12, 13};
    int64_t rows[] = {3, -1, 0, 0, -2, 2};
    int32_t reasons[] = {0, 0, NKT_STATE_SECRET, 0};
    nkt_column c = NKT_ARRAY(0, values);

    c.rows = rows;
    c.reasons = reasons;
    c.reasons_stride = sizeof(int32_t);
    ck_assert_double_eq(value_at(&c, 0, 0), 13);
    value_at(&c, 1, NKT_STATE_MISSING);
    ck_assert_double_eq(value_at(&c, 2, 0), 10);
    ck_assert_double_eq(value_at(&c, 3, 0), 10);
    value_at(&c, 4, NKT_STATE_INVALID);
    value_at(&c, 5, NKT_STATE_SECRET);
    /* Nothing is read where nothing is there; a row that is looked for is bad, not a crash. */
    c.values = NULL;
    value_at(&c, 1, NKT_STATE_MISSING);
    value_at(&c, 0, NKT_STATE_INVALID);
}
END_TEST

START_TEST(blocks_agree_with_rows) {
    enum { N = 300 };
    static struct {
        char pad;
        float x;
        int16_t y;
    } records[N];
    nkt_column columns[2] = {NKT_FIELD(1, records, x), NKT_FIELD(2, records, y)};
    double values[N];
    int8_t states[N];

    for (int i = 0; i < N; i++) {
        records[i].x = i % 7 == 0 ? (float)NAN : (float)i / 3;
        records[i].y = (int16_t)(i - 100);
    }
    for (int k = 0; k < 2; k++) {
        nkt_i_column_load(&columns[k], 11, N - 11, values, states);
        for (int i = 11; i < N; i++) {
            int8_t state;
            double value = nkt_i_column_value(&columns[k], i, &state);
            ck_assert_int_eq(states[i - 11], state);
            if (state == NKT_STATE_VALUE)
                ck_assert_double_eq(values[i - 11], value);
        }
    }
}
END_TEST

START_TEST(macros_infer_types) {
    struct record {
        double a;
        float b;
        int8_t c;
        uint8_t d;
        int16_t e;
        uint16_t f;
        int32_t g;
        uint32_t h;
        int64_t i;
        uint64_t j;
        _Bool k;
    };
    const struct record records[2] = {{0}, {.g = 12}};
    double array[3] = {0};
    nkt_column c;

#define CHECK_FIELD(field, code)                                                                   \
    c = NKT_FIELD(77, records, field);                                                             \
    ck_assert_int_eq(c.type, code);                                                                \
    ck_assert_ptr_eq(c.values, &records[0].field);                                                 \
    ck_assert_int_eq(c.stride, (int64_t)sizeof records[0])
    CHECK_FIELD(a, NKT_FLOAT64);
    CHECK_FIELD(b, NKT_FLOAT32);
    CHECK_FIELD(c, NKT_INT8);
    CHECK_FIELD(d, NKT_UINT8);
    CHECK_FIELD(e, NKT_INT16);
    CHECK_FIELD(f, NKT_UINT16);
    CHECK_FIELD(h, NKT_UINT32);
    CHECK_FIELD(i, NKT_INT64);
    CHECK_FIELD(j, NKT_UINT64);
    CHECK_FIELD(k, NKT_BOOL);
    CHECK_FIELD(g, NKT_INT32);
    ck_assert_int_eq(c.id, 77);
    ck_assert_double_eq(value_at(&c, 1, 0), 12);
    c = NKT_ARRAY(5, array);
    ck_assert_int_eq(c.type, NKT_FLOAT64);
    ck_assert_int_eq(c.stride, 8);
    ck_assert_ptr_null(c.rows);
}
END_TEST

START_TEST(bad_columns_are_refused) {
    double values[2] = {1, 2}, value = 42;
    int32_t state = 42;
    nkt_error error;
    nkt_column c = NKT_ARRAY(9, values);
    static const int32_t bad[] = {0, -1, NKT_BITS + 1, INT32_MIN, INT32_MAX};

    ck_assert_int_eq(nkt_column_check(&c, 2, &error), NKT_OK);
    ck_assert_str_eq(error.message, "");
    ck_assert_int_eq(nkt_column_check(NULL, 2, &error), NKT_E_NULL);
    ck_assert_str_eq(error.message, "column: is NULL");
    ck_assert_int_eq(nkt_column_check(&c, -1, &error), NKT_E_COUNT);
    ck_assert_str_eq(error.message, "n_rows: -1 is negative");
    ck_assert_int_eq(error.argument, 2);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        c.type = bad[i];
        ck_assert_int_eq(nkt_column_check(&c, 2, &error), NKT_E_TYPE);
        ck_assert_int_eq(error.id, 9);
        ck_assert_double_eq(error.value, bad[i]);
        ck_assert_int_eq(nkt_column_get(&c, 0, &value, &state, &error), NKT_E_TYPE);
    }
    c = NKT_ARRAY(9, values);
    ck_assert_int_eq(nkt_column_get(NULL, 0, &value, &state, &error), NKT_E_NULL);
    ck_assert_int_eq(nkt_column_get(&c, -5, &value, &state, &error), NKT_E_COUNT);
    ck_assert_int_eq(nkt_column_get(&c, 0, NULL, &state, &error), NKT_E_NULL);
    ck_assert_int_eq(error.argument, 3);
    ck_assert_int_eq(nkt_column_get(&c, 0, &value, NULL, &error), NKT_E_NULL);
    ck_assert_int_eq(error.argument, 4);
    c.values = NULL;
    ck_assert_int_eq(nkt_column_check(&c, 0, &error), NKT_OK);
    ck_assert_int_eq(nkt_column_check(&c, 1, &error), NKT_E_NULL);
    ck_assert_int_eq(nkt_column_get(&c, 0, &value, &state, &error), NKT_E_NULL);
    ck_assert_double_eq(value, 42);
    ck_assert_int_eq(state, 42);
}
END_TEST

START_TEST(codes_are_exact) {
    int64_t big[] = {INT64_MAX, INT64_MIN, (1ll << 53) + 1};
    double reals[] = {3, 3.5, NAN, 1e300, -4, INFINITY};
    uint64_t large[] = {UINT64_MAX};
    int8_t state;
    nkt_column c = NKT_ARRAY(0, big);

    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(nkt_i_column_code(&c, i, &state), big[i]);
        ck_assert_int_eq(state, NKT_STATE_VALUE);
    }
    c.type = NKT_INT64_R;
    nkt_i_column_code(&c, 1, &state);
    ck_assert_int_eq(state, NKT_STATE_MISSING);
    c = NKT_ARRAY(0, reals);
    ck_assert_int_eq(nkt_i_column_code(&c, 0, &state), 3);
    nkt_i_column_code(&c, 1, &state);
    ck_assert_int_eq(state, NKT_STATE_INVALID);
    nkt_i_column_code(&c, 2, &state);
    ck_assert_int_eq(state, NKT_STATE_MISSING);
    nkt_i_column_code(&c, 3, &state);
    ck_assert_int_eq(state, NKT_STATE_INVALID);
    ck_assert_int_eq(nkt_i_column_code(&c, 4, &state), -4);
    nkt_i_column_code(&c, 5, &state);
    ck_assert_int_eq(state, NKT_STATE_INVALID);
    c = NKT_ARRAY(0, large);
    nkt_i_column_code(&c, 0, &state);
    ck_assert_int_eq(state, NKT_STATE_INVALID);
}
END_TEST

Suite *nkt_suite_column(void) {
    Suite *suite = suite_create("column");
    TCase *tcase = tcase_create("column");
    tcase_add_test(tcase, every_type_is_read);
    tcase_add_test(tcase, truth_values_are_read);
    tcase_add_test(tcase, every_kind_of_missing_is_told);
    tcase_add_test(tcase, rows_are_gathered);
    tcase_add_test(tcase, blocks_agree_with_rows);
    tcase_add_test(tcase, macros_infer_types);
    tcase_add_test(tcase, bad_columns_are_refused);
    tcase_add_test(tcase, codes_are_exact);
    suite_add_tcase(suite, tcase);
    return suite;
}
