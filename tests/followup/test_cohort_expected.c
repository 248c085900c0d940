/*
 * Expected times of groups, by the regression of pseudo-values.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/cohort_persons.h"
#include "nyckeltal/ols.h"

START_TEST(expected_times) {
    double age[N], market[N], a = 0, sum = 0;
    nkt_column terms[2] = {doubles(age), doubles(market)}, p;
    nkt_table table = NKT_TABLE(terms, N);
    nkt_expected_time_options odd = {.size = sizeof odd, .confidence = 0.9};
    nkt_column group = {.values = NULL};
    nkt_expected_time t[3];
    int8_t groups[N];
    const nkt_design design = {.rows = NKT_ROWS(N), .response = &p, .terms = terms, .n_terms = 2};
    nkt_memory fit = NKT_MEMORY_REALLOC;
    double b[3];

    for (int i = 0; i < N; i++) {
        groups[i] = (int8_t)(i % 4 - 1);
        age[i] = 20 + floor(30 * uniform());
        market[i] = i % 4;
    }
    group = NKT_ARRAY(0, groups);
    table.rows.groups = &group;
    table.rows.n_groups = 3;
    make_pseudo(N);
    p = doubles(pseudo);
    age[2] = NAN; /* takes no part */
    ck_assert_int_eq(nkt_cohort_expected(&p, &table, NULL, t, 0, &memory, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols(&design, NULL, &fit, &memory, &error), NKT_OK);
    nkt_ols_copy(&fit, NKT_OLS_LIST_COEFFICIENT, &NKT_TO(b), NULL);
    for (int i = 1; i < N; i += 4) { /* group 0 */
        a += pseudo[i] / 23;
        sum += (b[0] + b[1] * age[i] + b[2] * market[i]) / 23;
    }
    ck_assert_int_eq(t[0].n, 23);
    ck_assert_int_eq(t[1].n, 21);
    ck_assert_int_eq(t[1].state, NKT_STATE_VALUE);
    ck_assert_double_eq_tol(t[0].observed, a, 1e-10);
    ck_assert_double_eq_tol(t[0].expected, sum, 1e-10);
    ck_assert_double_eq_tol(t[0].deviation, a - sum, 1e-10);
    ck_assert_double_gt(t[0].se, 0);
    ck_assert_double_eq_tol(t[0].upper - t[0].deviation, 1.959963984540054 * t[0].se, 1e-9);
    ck_assert_int_eq(nkt_cohort_expected(&p, &table, &odd, t, 0, &memory, &error), NKT_OK);
    ck_assert_double_eq_tol(t[0].upper - t[0].deviation, 1.644853626951472 * t[0].se, 1e-9);
    pseudo[7] = INFINITY;
    groups[0] = 9;
    ck_assert_int_eq(nkt_cohort_expected(&p, &table, NULL, t, 0, &memory, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message,
                     "terms.rows.groups: row 0: 9 is no such code, the last one is 2");
    ck_assert_int_eq(error.rows_affected, 2);
    table.rows.groups = NULL;
    table.rows.n_groups = 0;
    table.rows.n_rows = 2;
    ck_assert_int_eq(nkt_cohort_expected(&p, &table, NULL, t, 0, &memory, &error),
                     NKT_E_TOO_FEW_ROWS);
    ck_assert_str_eq(error.subject, "terms.rows");
    ck_assert_int_eq(error.argument, 2);
    pseudo[7] = 3;
    table = (nkt_table)NKT_TABLE_OF(NULL, 0, N);
    ck_assert_int_eq(nkt_cohort_expected(&p, &table, NULL, t, 0, &memory, &error), NKT_OK);
    ck_assert_double_eq_tol(t[0].deviation, 0, 1e-10);
    nkt_memory_free(&fit);
}
END_TEST

/* Who is in no group counts in the model, who is in one that is none does not; who is left out neither. */
START_TEST(who_counts_in_the_model) {
    double y[] = {1, 2, 3, 1000, 1000, 4}, x[] = {1, 2, 3, 4, 5, 4}, include[] = {1, 1, 1, 1, 0, 1};
    int32_t groups[] = {1, 1, INT32_MIN, 7, 1, 2}; /* factors of R */
    nkt_column p = doubles(y), term = doubles(x), in = doubles(include);
    nkt_column group = {.values = groups, .stride = 4, .type = NKT_INT32_R};
    const nkt_table table = {{&in, &group, 6, 3, 1, 0}, &term, 1};
    nkt_expected_time t[3];

    ck_assert_int_eq(nkt_cohort_expected(&p, &table, NULL, t, 0, &memory, &error),
                     NKT_PERFECT_FIT); /* so the 1 000 are not in it */
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_int_eq(t[0].n, 2);
    ck_assert_double_eq(t[0].observed, 1.5);
    ck_assert_double_eq_tol(t[0].expected, 1.5, 1e-12);
    ck_assert_int_eq(t[1].n, 1);
    ck_assert_double_eq(t[1].observed, 4);
    ck_assert_int_eq(t[2].n, 0);
    ck_assert_int_eq(t[2].state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_double_nan(t[2].observed);
}
END_TEST

/* 2^53, 1 and 1 add up to two more, not to none; and a term that is another one is dropped by name. */
START_TEST(sums_of_times_are_exact) {
    double y[] = {0x1p53, 1, 1, 0}, x[] = {1, 2, 3, 4}, z[] = {2, 4, 6, 8};
    nkt_column p = doubles(y), terms[] = {doubles(x), doubles(z)};
    const nkt_table table = NKT_TABLE(terms, 4);
    nkt_expected_time t;

    ck_assert_int_eq(nkt_cohort_expected(&p, &table, NULL, &t, 0, &memory, &error),
                     NKT_TERM_DROPPED);
    ck_assert_str_eq(error.subject, "terms.columns[1]");
    ck_assert_int_eq(error.reason, NKT_REASON_COLLINEAR);
    ck_assert_double_eq(t.observed, (0x1p53 + 2) / 4);
}
END_TEST

Suite *nkt_suite_cohort_expected(void) {
    Suite *suite = suite_create("cohort_expected");
    TCase *tcase = tcase_create("cohort_expected");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, expected_times);
    tcase_add_test(tcase, who_counts_in_the_model);
    tcase_add_test(tcase, sums_of_times_are_exact);
    suite_add_tcase(suite, tcase);
    return suite;
}
