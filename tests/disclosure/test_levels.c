/*
 * How uncertain a sum of amounts must stay: the handbook's examples, the formulas by hand, and that a
 * level is above 0 exactly where a rule is broken.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <stdlib.h>

#include "disclosure/disclosure_help.h"
#include "nyckeltal/realloc.h"

static nkt_memory work = NKT_MEMORY_REALLOC;

/* The level of one cell of n contributions. */
static double level(const double *amounts, int64_t n, const nkt_disclosure_options *o) {
    const nkt_column a = {.values = amounts, .stride = sizeof *amounts, .type = NKT_FLOAT64};
    double out;

    ck_assert_int_eq(nkt_disclosure_levels(&a, ROWS_OF(n), o, &NKT_TO_N(&out, 1), &work, &error),
                     NKT_OK);
    return out;
}

static nkt_disclosure_options only(double p, int32_t n, double k) {
    return (nkt_disclosure_options){.size = sizeof(nkt_disclosure_options),
                                    .p_percent = p,
                                    .dominance_n = n,
                                    .dominance_percent = k,
                                    .minimum_contributors = -1};
}

/* Hundepool et al., Handbook on Statistical Disclosure Control, 4.2: examples 1, 2 and 4. */
START_TEST(examples_of_the_handbook) {
    const double one[] = {50000, 49000, 600, 400}, two[] = {52000, 50000, 8000};
    const double four[] = {300, 20, 10};
    nkt_disclosure_options o = only(-1, 1, 90);

    ck_assert_double_eq(level(one, 4, &o), 0); /* safe by (1, 90) */
    o = only(2.5, 1, -1);                      /* 51 000 overestimates by 2 per cent */
    ck_assert_double_eq(level(one, 4, &o), 250);
    o = only(2, 1, -1);
    ck_assert_double_eq(level(one, 4, &o), 0);
    o = only(10, 1, -1);
    ck_assert_double_eq(level(two, 3, &o), 0);
    o = only(-1, 2, 100 / 1.1); /* 102 000 is more than 100 000 */
    ck_assert_double_eq_tol(level(two, 3, &o), 2200, 1e-9);
    o = only(-1, 1, 85); /* 352.94 */
    ck_assert_double_eq_tol(330 + level(four, 3, &o), 352.94, .005);
    ck_assert_double_eq(level(four, 3, &o), 1950. / 85);
    o = only(-1, -1, -1);
    o.dominance_n = 0;
    ck_assert_double_eq(level(four, 3, &o), 0); /* no rule */
}
END_TEST

/* One contributor, two, none, and whole levels that come out whole. */
START_TEST(few_contributors) {
    const double amounts[] = {300, 100, 0, 0};
    nkt_disclosure_options o = only(10, 1, -1);

    ck_assert_double_eq(level(amounts, 1, &o), 30);
    ck_assert_double_eq(level(amounts, 2, &o), 30);
    ck_assert_double_eq(level(amounts + 2, 2, &o), 0);
    ck_assert_double_eq(level(amounts, 0, &o), 0);
    for (int p = 1; p <= 100; p++)
        for (double x = 100; x < 1e15; x *= 10) {
            o = only(p, 1, -1);
            ck_assert_double_eq(level(&x, 1, &o), p * (x / 100));
        }
    o = only(-1, 2, 80);
    ck_assert_double_eq(level(amounts, 2, &o), 100); /* 400 is to be 80 per cent of 500 */
}
END_TEST

static int descending(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? 1 : x > y ? -1 : 0;
}

/* Random cells: the formulas, and the same verdict as the rules. */
START_TEST(levels_are_those_of_the_formulas) {
    enum { N = 40 };
    int broken = 0, kept = 0;

    for (int repeat = 0; repeat < 20000; repeat++) {
        double amounts[N], sum = 0, top = 0, wanted = 0;
        const int64_t n = draw(repeat % 4 ? 8 : N);
        const double k = 50 + (double)draw(50), p = 1 + (double)draw(40);
        const nkt_disclosure_options o = only(p, 1 + (int32_t)draw(5), k);
        const nkt_column a = NKT_ARRAY(0, amounts);
        int32_t hide;
        for (int i = 0; i < n; i++) {
            const double root = (double)draw(300);
            amounts[i] = root * root;
            sum += amounts[i];
        }
        ck_assert_int_eq(
            nkt_disclosure_magnitudes(&a, ROWS_OF(n), &o, &NKT_TO_N(&hide, 1), &work, &error),
            NKT_OK);
        const double found = level(amounts, n, &o);
        qsort(amounts, (size_t)n, sizeof *amounts, descending);
        for (int i = 0; i < o.dominance_n && i < n; i++)
            top += amounts[i];
        if (n > 0)
            wanted = p / 100 * amounts[0] - (sum - amounts[0] - (n > 1 ? amounts[1] : 0));
        wanted = fmax(0, fmax(wanted, 100 / k * top - sum));
        ck_assert_double_eq_tol(found, wanted, 1e-9 * (1 + sum));
        ck_assert_int_eq(found > 0, (hide & (NKT_HIDE_P_PERCENT | NKT_HIDE_DOMINANCE)) != 0);
        broken += found > 0;
        kept += found == 0;
    }
    ck_assert(broken > 1000 && kept > 1000);
}
END_TEST

START_TEST(unknown_levels_and_bad_calls) {
    double amounts[] = {5, 7, NAN, 4, 9, -1, 1e308, 1e308};
    const int16_t cells[] = {0, 0, 1, 1, 2, 2, 3, 3};
    const nkt_column a = NKT_ARRAY(0, amounts), groups = NKT_ARRAY(0, cells);
    nkt_rows rows = {.groups = &groups, .n_rows = 8, .n_groups = 5};
    float levels[5] = {4711};
    int32_t codes[5];
    const nkt_target to = NKT_TO(levels);
    nkt_memory none = {0};

    ck_assert_int_eq(nkt_disclosure_levels(&a, &rows, NULL, &to, &work, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "amounts: row 5: -1 is negative");
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_float_eq(levels[0], (float)(12 * 15 / 85.));
    ck_assert(isnan(levels[1]) && isnan(levels[2]) && isnan(levels[3]));
    ck_assert_float_eq(levels[4], 0);
    levels[0] = 4711;
#define LEVELS(a_, rows_, o_, to_, w_) nkt_disclosure_levels(a_, rows_, o_, to_, w_, &error)
    refused(LEVELS(NULL, &rows, NULL, &to, &work), NKT_E_NULL, 1, NULL);
    refused(LEVELS(&a, NULL, NULL, &to, &work), NKT_E_NULL, 2, NULL);
    refused(LEVELS(&a, &rows, &(nkt_disclosure_options){.size = 1}, &to, &work), NKT_E_OPTIONS_SIZE,
            3, NULL);
    refused(LEVELS(&a, &rows, NULL, NULL, &work), NKT_E_NULL, 4, NULL);
    refused(LEVELS(&a, &rows, NULL, &NKT_TO(codes), &work), NKT_E_TYPE, 4, NULL);
    refused(LEVELS(&a, &rows, NULL, &NKT_TO_N(levels, 4), &work), NKT_E_CAPACITY, 4, NULL);
    refused(LEVELS(&a, &rows, NULL, &to, &none), NKT_E_CAPACITY, 5, NULL);
    rows.n_rows = -1;
    refused(LEVELS(&a, &rows, NULL, &to, &work), NKT_E_COUNT, 2, "rows.n_rows: -1 is negative");
    ck_assert_float_eq(levels[0], 4711);
}
END_TEST

static void teardown(void) {
    nkt_memory_free(&work);
}

Suite *nkt_suite_levels(void) {
    Suite *suite = suite_create("levels");
    TCase *tcase = tcase_create("levels");
    tcase_add_checked_fixture(tcase, NULL, teardown);
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, examples_of_the_handbook);
    tcase_add_test(tcase, few_contributors);
    tcase_add_test(tcase, levels_are_those_of_the_formulas);
    tcase_add_test(tcase, unknown_levels_and_bad_calls);
    suite_add_tcase(suite, tcase);
    return suite;
}
