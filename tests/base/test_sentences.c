/*
 * Sentences that say what is wrong and what is allowed, each for the parameter that it is about.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <string.h>

#include "nyckeltal.h"
#include "nyckeltal/realloc.h"

static nkt_error error;

static void says(nkt_status got, nkt_status status, int32_t reason, const char *message) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.reason, reason);
    ck_assert_str_eq(error.message, message);
    ck_assert_int_eq(strncmp(error.message, error.subject, strlen(error.subject)), 0);
}

START_TEST(what_a_state_has_not_and_what_there_is_not) {
    nkt_memory state = NKT_MEMORY_REALLOC;
    double value;

    ck_assert_int_eq(nkt_ols_init(&state, 1, NULL, &error), NKT_OK);
    says(nkt_ols_get(&state, 99, &value, &error), NKT_E_ID, NKT_REASON_UNKNOWN_CODE,
         "what: 99 is no number of a state or fit");
    says(nkt_ols_get(&state, NKT_OLS_SIGMA, &value, &error), NKT_E_ID, NKT_REASON_UNKNOWN_CODE,
         "what: 22 is no number of a state: fit it first");
    nkt_memory_free(&state);
}
END_TEST

START_TEST(counts_that_no_double_counts) {
    const double count[] = {0x1p53, 0x1p53 + 2, 1.5}, key[] = {0.5, 0.5, 0.5};
    const nkt_column counts = NKT_ARRAY(0, count), keys = NKT_ARRAY(0, key);
    const nkt_noise noise[] = {{.count = 1, .change = 0, .probability = 1}};
    const nkt_rows two = NKT_ROWS(2), rows = NKT_ROWS(3);
    nkt_estimate out[3];
    const nkt_estimates to = NKT_ESTIMATES(out);
    nkt_status status = nkt_rounding_perturb(&counts, &keys, &two, noise, 1, &to, &error);

    says(status, NKT_ROWS_INVALID, NKT_REASON_TOO_LARGE,
         "counts: row 1: 9007199254740994 is more than 2^53");
    ck_assert_double_eq(out[0].value, 0x1p53);
    status = nkt_rounding_perturb(&counts, &keys, &rows, noise, 1, &to, &error);
    ck_assert_int_eq(error.rows_affected, 2);
}
END_TEST

START_TEST(more_groups_than_memory) {
    const double x[] = {1};
    const int32_t group[] = {0};
    const nkt_column values = NKT_ARRAY(0, x), groups = NKT_ARRAY(0, group);
    const nkt_rows rows = {.n_rows = 1, .groups = &groups, .n_groups = INT64_MAX};
    nkt_memory work = NKT_MEMORY_REALLOC;
    nkt_total total;

    says(nkt_group_sum(&values, &rows, &total, 0, &work, &error), NKT_E_SIZE,
         NKT_REASON_BEYOND_MEMORY, "out: has more elements than there can be in memory");
    says(nkt_group_sum(&values, &rows, &total, 64, &work, &error), NKT_E_SIZE,
         NKT_REASON_BEYOND_MEMORY, "stride: has strides that reach beyond memory");
    nkt_memory_free(&work);
}
END_TEST

/* Five persons with an index and two grades. */
static const double index_[] = {50, 60, 70, 55, 65}, first[] = {5, 6, 7, 6, 6};
static const double second[] = {5, 7, 6, 5, 8};

static nkt_status drive(int n, nkt_driver *drivers) {
    const nkt_column indices = NKT_ARRAY(0, index_);
    const nkt_column grades[] = {NKT_ARRAY(0, first), NKT_ARRAY(0, second)};
    const nkt_table areas = {NKT_ROWS(n), grades, 2};
    nkt_memory work = NKT_MEMORY_REALLOC;
    const nkt_status status =
        nkt_satisfaction_drivers(&indices, &areas, NULL, drivers, 0, &work, &error);

    nkt_memory_free(&work);
    return status;
}

START_TEST(too_few_rows_have_their_bound) {
    const nkt_column pseudo = NKT_ARRAY(0, index_);
    const nkt_column columns[] = {NKT_ARRAY(0, first), NKT_ARRAY(0, second)};
    const nkt_table terms = {NKT_ROWS(2), columns, 2};
    nkt_memory work = NKT_MEMORY_REALLOC;
    nkt_expected_time time;
    nkt_driver drivers[2];

    says(drive(2, drivers), NKT_E_TOO_FEW_ROWS, NKT_REASON_TOO_FEW,
         "areas.rows: 2 rows are too few for 3 coefficients");
    ck_assert_double_eq(error.value, 2);
    ck_assert_double_eq(error.bound, 3);
    says(drive(3, drivers), NKT_NOT_ESTIMABLE, NKT_REASON_TOO_FEW,
         "areas: 3 rows, as many as coefficients: there are no standard errors");
    ck_assert_double_eq(error.value, 3);
    says(nkt_cohort_expected(&pseudo, &terms, NULL, &time, 0, &work, &error), NKT_E_TOO_FEW_ROWS,
         NKT_REASON_TOO_FEW, "terms.rows: 2 rows are too few for 3 coefficients");
    ck_assert_double_eq(error.value, 2);
    ck_assert_double_eq(error.bound, 3);
    nkt_memory_free(&work);
}
END_TEST

START_TEST(remarks_have_a_reason) {
    const double x[] = {1, 2, 3, 4, 50}, y[] = {2, 4, 6, 8, 100}, apart[] = {0, 0, 0, 0, 1};
    const double odd[] = {3, 5, 4, 6, 5};
    const nkt_column line = NKT_ARRAY(0, y), other = NKT_ARRAY(0, odd);
    const nkt_column terms[] = {NKT_ARRAY(0, x)}, dummy[] = {NKT_ARRAY(0, apart)};
    const nkt_design perfect = {
        .rows = NKT_ROWS(5), .response = &line, .terms = terms, .n_terms = 1};
    const nkt_design decisive = {
        .rows = NKT_ROWS(5), .response = &other, .terms = dummy, .n_terms = 1};
    nkt_memory fit = NKT_MEMORY_REALLOC, work = NKT_MEMORY_REALLOC;
    int32_t what = NKT_OLS_ROW_LEVERAGE;
    double leverage[5];

    ck_assert_int_eq(nkt_ols(&perfect, NULL, &fit, &work, &error), NKT_PERFECT_FIT);
    ck_assert_int_eq(error.reason, NKT_REASON_NOTHING_LEFT);
    ck_assert_int_eq(nkt_ols(&decisive, NULL, &fit, &work, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols_rows(&fit, &decisive, &what, 1, &NKT_TO(leverage), &work, &error),
                     NKT_LEVERAGE_ONE);
    ck_assert_int_eq(error.reason, NKT_REASON_DECISIVE);
    ck_assert_int_eq(nkt_ols_robust(&fit, &decisive, NKT_ROBUST_HC3, &work, &error),
                     NKT_LEVERAGE_ONE);
    ck_assert_int_eq(error.reason, NKT_REASON_DECISIVE);
    nkt_memory_free(&fit);
    nkt_memory_free(&work);
}
END_TEST

Suite *nkt_suite_sentences(void) {
    Suite *suite = suite_create("sentences");
    TCase *tcase = tcase_create("sentences");
    tcase_add_test(tcase, what_a_state_has_not_and_what_there_is_not);
    tcase_add_test(tcase, counts_that_no_double_counts);
    tcase_add_test(tcase, more_groups_than_memory);
    tcase_add_test(tcase, too_few_rows_have_their_bound);
    tcase_add_test(tcase, remarks_have_a_reason);
    suite_add_tcase(suite, tcase);
    return suite;
}
