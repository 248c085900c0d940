/*
 * Figures over plain rows, which are made in loops of their own, beside the same rows where every one
 * takes part because a column says so, which are made one question after another: the same bits, the
 * same bad rows, from and to any layout.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nyckeltal/codes.h"
#include "nyckeltal/compute.h"
#include "nyckeltal/catalogue.h"

enum { ROWS = 1300, MOST_COLUMNS = 256, MOST_FIGURES = 256 };

/* What the columns of one table hold: the higher, the odder. */
enum { WHOLE_NUMBERS, SOME_MISSING, SOME_BAD, ANYTHING };

static double numbers[MOST_COLUMNS][ROWS];
static int32_t codes[ROWS][MOST_COLUMNS];
static float narrow[MOST_COLUMNS][ROWS];
static nkt_column columns[MOST_COLUMNS];
static int64_t n_columns, n_figures;
static int32_t figures[MOST_FIGURES];
static const int32_t all_take_part = 1;

/* The estimates of both ways, and what was said of them. */
static struct made {
    nkt_estimate *structs;
    double *members[4];
    int32_t *codes[2];
    nkt_error error;
    nkt_status status;
} here, there;

static uint64_t seed;

static uint32_t draw(uint32_t below) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((seed >> 33) % below);
}

/* A NaN as another program may leave one. */
static double other_nan(void) {
    const uint64_t bits = UINT64_C(0xfff80000000007a2);
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static double number(int oddness) {
    static const double rare[] = {-0.0, -1,   -INFINITY, INFINITY,  1e151, 1e300, DBL_MAX,
                                  1e-5, -1e9, DBL_MIN,   0x1p-1074, 1e150, 1e308, 0.25};
    const double count = draw(4) ? 1 + draw(50000) : draw(3);

    if (oddness >= ANYTHING && draw(4) == 0)
        return rare[draw(sizeof rare / sizeof rare[0])];
    if (oddness >= SOME_BAD && draw(400) == 0)
        return rare[draw(sizeof rare / sizeof rare[0])];
    if (oddness >= SOME_MISSING && draw(50) == 0)
        return draw(2) ? NAN : other_nan();
    return count;
}

static void add_column(int32_t id, int oddness) {
    for (int64_t row = 0; row < ROWS; row++)
        numbers[n_columns][row] = number(oddness);
    columns[n_columns] = NKT_ARRAY_N(id, numbers[n_columns], ROWS);
    n_columns++;
}

/* A table of the inputs and operands that there may be; some lack. */
static void make_table(int oddness, uint32_t one_lacks_in) {
    n_columns = 0;
    for (int64_t i = 0; i < nkt_input_count(); i++)
        if (one_lacks_in == 0 || draw(one_lacks_in))
            add_column(nkt_input_at(i)->id, oddness);
    for (int64_t f = 0; f < nkt_indicator_count(); f++)
        if (nkt_indicator_at(f)->kind == NKT_KIND_MODEL)
            add_column(nkt_indicator_at(f)->id, oddness);
    ck_assert_int_eq(nkt_area_figures(0, figures, MOST_FIGURES, &n_figures, NULL), NKT_OK);
}

/* The same numbers, as far as the types go, as floats and as strided whole numbers. */
static void change_types(void) {
    for (int64_t c = 0; c < n_columns; c++) {
        for (int64_t row = 0; row < ROWS; row++) {
            const double x = numbers[c][row];
            narrow[c][row] = (float)(fabs(x) > 1e30 ? 1e30 : x);
            codes[row][c] = isnan(x) ? INT32_MIN : fabs(x) > 1e9 ? -7 : (int32_t)x;
        }
        if (c % 3 == 1)
            columns[c] = NKT_ARRAY_N(columns[c].id, narrow[c], ROWS);
        if (c % 3 == 2)
            columns[c] = (nkt_column){.values = &codes[0][c],
                                      .stride = sizeof codes[0],
                                      .type = c % 2 ? NKT_INT32_R : NKT_INT32,
                                      .id = columns[c].id};
    }
}

/* wanted: a bit for each of value, lower, upper, basis, state, flags; 0: structs. */
static void compute(struct made *made, int with_include, const nkt_options *options, int wanted) {
    const nkt_column include = NKT_CONSTANT(0, all_take_part);
    nkt_table table = NKT_TABLE_OF(columns, n_columns, ROWS);
    const size_t n = (size_t)(n_figures * ROWS);
    nkt_estimates out = {.stride = sizeof(double),
                         .item_stride = ROWS * (int64_t)sizeof(double),
                         .state_stride = sizeof(int32_t),
                         .state_item_stride = ROWS * (int64_t)sizeof(int32_t)};

    if (!made->structs) {
        made->structs = malloc(n * sizeof *made->structs);
        for (int k = 0; k < 4; k++)
            made->members[k] = malloc(n * sizeof(double));
        for (int k = 0; k < 2; k++)
            made->codes[k] = malloc(n * sizeof(int32_t));
    }
    memset(made->structs, 0, n * sizeof *made->structs);
    for (int k = 0; k < 4; k++)
        memset(made->members[k], 0, n * sizeof(double));
    for (int k = 0; k < 2; k++)
        memset(made->codes[k], 0, n * sizeof(int32_t));
    out.value = wanted & 1 ? made->members[0] : NULL;
    out.lower = wanted & 2 ? made->members[1] : NULL;
    out.upper = wanted & 4 ? made->members[2] : NULL;
    out.basis = wanted & 8 ? made->members[3] : NULL;
    out.state = wanted & 16 ? made->codes[0] : NULL;
    out.flags = wanted & 32 ? made->codes[1] : NULL;
    if (!wanted)
        out = NKT_ESTIMATES_N(made->structs, n_figures * ROWS);
    if (with_include)
        table.rows.include = &include;
    made->status = nkt_compute(&table, figures, n_figures, options, &out, &made->error);
    ck_assert_int_ge(made->status, 0);
}

static void are_same(void) {
    const size_t n = (size_t)(n_figures * ROWS);

    ck_assert_int_eq(memcmp(here.structs, there.structs, n * sizeof *here.structs), 0);
    for (int k = 0; k < 4; k++)
        ck_assert_int_eq(memcmp(here.members[k], there.members[k], n * sizeof(double)), 0);
    for (int k = 0; k < 2; k++)
        ck_assert_int_eq(memcmp(here.codes[k], there.codes[k], n * sizeof(int32_t)), 0);
    ck_assert_int_eq(here.status, there.status);
    ck_assert_str_eq(here.error.message, there.error.message);
    ck_assert_int_eq(here.error.row, there.error.row);
    ck_assert_int_eq(here.error.item, there.error.item);
    ck_assert_int_eq(here.error.rows_affected, there.error.rows_affected);
}

static void compare(const nkt_options *options, int wanted) {
    compute(&here, 0, options, wanted);
    compute(&there, 1, options, wanted);
    are_same();
}

static const nkt_options some_options[] = {
    {.size = sizeof(nkt_options)},
    {.size = sizeof(nkt_options), .confidence = 0.5},
    {.size = sizeof(nkt_options), .correlation = 0.7},
    {.size = sizeof(nkt_options), .mode = NKT_MODE_DESCRIPTIVE},
    {.size = sizeof(nkt_options), .part_above_whole = NKT_PART_ABOVE_INVALID},
    {.size = sizeof(nkt_options), .minimum_basis = 10000},
    {.size = sizeof(nkt_options), .noise_variance = 2},
};
enum { OPTIONS = sizeof some_options / sizeof some_options[0] };

START_TEST(same_bits) {
    for (int oddness = WHOLE_NUMBERS; oddness <= ANYTHING; oddness++) {
        seed = (uint64_t)oddness;
        make_table(oddness, 0);
        for (int k = 0; k < OPTIONS; k++)
            compare(&some_options[k], 63);
        compare(NULL, 0);
        change_types();
        compare(NULL, 63);
        compare(NULL, 0);
    }
}
END_TEST

START_TEST(only_what_is_wanted) {
    static const int wanted[] = {1, 7, 2, 4, 9, 48, 57};

    seed = 11;
    make_table(SOME_BAD, 0);
    for (size_t k = 0; k < sizeof wanted / sizeof wanted[0]; k++) {
        compare(NULL, wanted[k]);
        compute(&there, 0, NULL, 63); /* and what is wanted does not depend on what else is */
        for (int m = 0; m < 4; m++)
            if (wanted[k] >> m & 1)
                ck_assert_int_eq(memcmp(here.members[m], there.members[m],
                                        (size_t)(n_figures * ROWS) * sizeof(double)),
                                 0);
    }
}
END_TEST

START_TEST(some_columns_lack) {
    for (uint64_t k = 0; k < 8; k++) {
        seed = 100 + k;
        make_table(k % 2 ? SOME_BAD : SOME_MISSING, 4);
        compare(NULL, 63);
    }
}
END_TEST

/* Parts above their wholes in every row, or in all but the last: what is said of swaps. */
START_TEST(swapped) {
    for (int within = 0; within < 2; within++) {
        seed = 7;
        make_table(WHOLE_NUMBERS, 0);
        for (int64_t c = 0; c < n_columns; c++)
            for (int64_t row = 0; row < ROWS; row++) {
                numbers[c][row] = 2;
                for (int64_t f = 0; f < n_figures; f++)
                    if (nkt_indicator_by_id(figures[f])->denominator == columns[c].id)
                        numbers[c][row] = within && row == ROWS - 1 ? 5 : 1;
            }
        compare(NULL, 63);
        ck_assert_int_eq(here.status == NKT_PARTS_ABOVE, !within);
    }
}
END_TEST

Suite *nkt_suite_plain(void) {
    Suite *suite = suite_create("plain");
    TCase *tcase = tcase_create("plain");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, same_bits);
    tcase_add_test(tcase, only_what_is_wanted);
    tcase_add_test(tcase, some_columns_lack);
    tcase_add_test(tcase, swapped);
    suite_add_tcase(suite, tcase);
    return suite;
}
