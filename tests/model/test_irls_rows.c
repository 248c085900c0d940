/*
 * Robust fits: rows that take no part, and fits without an answer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/irls_help.h"

START_TEST(rows_that_take_no_part) {
    static int8_t included[N];
    const nkt_column include = {.values = included, .stride = 1, .type = NKT_BOOL};
    double all[P];

    make(0);
    for (int i = 0; i < N; i++)
        included[i] = i != 3;
    for (int k = 0; k < P; k++)
        all[k] = 0;
    w[4] = 0;
    y[10] = NAN;
    y[11] = 100.5; /* no share */
    x[1][12] = -INFINITY;
    ck_assert_int_eq(fit(1, &include, NULL), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "design.response: row 11: 100.5 is more than its whole");
    ck_assert_int_eq(error.argument, 1);
    ck_assert_int_eq(error.reason, NKT_REASON_ABOVE_WHOLE);
    ck_assert_double_eq(error.bound, 100);
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_double_eq(number(NKT_IRLS_N), N - 5);
    ck_assert_double_eq(number(NKT_IRLS_N_LEFT_OUT), 3);
    ck_assert_double_eq(number(NKT_IRLS_N_INVALID), 2);
    ck_assert_double_nan(item(NKT_IRLS_ROW_FITTED, 3));
    ck_assert_double_nan(item(NKT_IRLS_ROW_WEIGHT, 4));
    for (int k = 0; k < P; k++)
        all[k] = item(NKT_IRLS_COEFFICIENT, k);
    for (int i = 0; i < N; i++)
        if (i == 3 || i == 4 || (i >= 10 && i <= 12))
            y[i] = NAN;
    x[1][12] = 0;
    ck_assert_int_eq(fit(1, NULL, NULL), NKT_OK);
    for (int k = 0; k < P; k++)
        ck_assert_double_eq(item(NKT_IRLS_COEFFICIENT, k), all[k]);
}
END_TEST

START_TEST(terms_that_separate_have_no_maximum) {
    make(0);
    for (int i = 0; i < N; i++)
        y[i] = x[0][i] > 30 ? 100 : 0;
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_NOT_CONVERGED);
    ck_assert_str_eq(
        error.message,
        "design.response: is separated into 0 and 100 per cent by the terms: there is no greatest "
        "likelihood");
    ck_assert_double_eq(number(NKT_IRLS_CONVERGED), 0);
    ck_assert_double_nan(item(NKT_IRLS_COEFFICIENT_SE, 1));
    for (int i = 0; i < N; i++)
        y[i] = 100;
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_NOT_CONVERGED);
    ck_assert_int_eq(error.reason, NKT_REASON_CONSTANT);
    ck_assert_str_eq(error.message,
                     "design.response: is 0, or the whole, in every row: there is no "
                     "greatest likelihood");
    for (int i = 0; i < N; i++)
        y[i] = 0;
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_NOT_CONVERGED);
    ck_assert_int_eq(error.reason, NKT_REASON_CONSTANT);
    for (int i = 0; i < N; i++)
        y[i] = 50;
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_OK);
    ck_assert_double_eq_tol(item(NKT_IRLS_COEFFICIENT, 1), 0, 1e-14);
}
END_TEST

START_TEST(too_few_steps_are_remarked) {
    nkt_irls_options options = {.size = sizeof options, .iterations = 2};

    make(0);
    ck_assert_int_eq(fit(0, NULL, &options), NKT_NOT_CONVERGED);
    ck_assert_str_eq(error.message,
                     "design.response: is not fitted by a logit: the iteration did not converge");
    ck_assert_double_eq(number(NKT_IRLS_STEPS), 2);
    options.method = NKT_IRLS_METHOD_HUBER;
    make(2);
    ck_assert_int_eq(fit(0, NULL, &options), NKT_NOT_CONVERGED);
    ck_assert_str_eq(
        error.message,
        "design.response: is not fitted by Huber's weights: the iteration did not converge");
}
END_TEST

START_TEST(a_scale_of_0_is_a_perfect_fit) {
    nkt_irls_options options = {.size = sizeof options, .method = NKT_IRLS_METHOD_HUBER};

    make(2);
    for (int i = 0; i < N; i++)
        y[i] = 7 + 2 * x[0][i] - x[1][i] / 3;
    ck_assert_int_eq(fit(0, NULL, &options), NKT_PERFECT_FIT);
    ck_assert_double_eq(number(NKT_IRLS_SCALE), 0);
    ck_assert_double_eq_tol(item(NKT_IRLS_COEFFICIENT, 1), 2, 1e-12);
    ck_assert_double_nan(item(NKT_IRLS_COEFFICIENT_SE, 1));
}
END_TEST

START_TEST(collinear_terms_are_dropped) {
    make(0);
    for (int i = 0; i < N; i++)
        x[1][i] = 3 * x[0][i] - 2;
    for (int32_t method = NKT_IRLS_METHOD_LOGIT; method <= NKT_IRLS_METHOD_HUBER; method++) {
        nkt_irls_options options = {.size = sizeof options, .method = method};
        ck_assert_int_eq(fit(0, NULL, &options), NKT_TERM_DROPPED);
        ck_assert_double_eq(number(NKT_IRLS_RANK), 2);
        ck_assert_double_nan(item(NKT_IRLS_COEFFICIENT, 2));
        ck_assert(isfinite(item(NKT_IRLS_COEFFICIENT_SE, 1)));
    }
}
END_TEST

START_TEST(as_many_rows_as_coefficients) {
    make(0);
    for (int i = 3; i < N; i++)
        y[i] = NAN;
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_NOT_ESTIMABLE);
    ck_assert_double_nan(item(NKT_IRLS_COEFFICIENT_SE, 0));
    y[2] = NAN;
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_E_TOO_FEW_ROWS);
    /* the result of before is still there */
    ck_assert_double_eq(number(NKT_IRLS_N), 3);
}
END_TEST

/* Proportions are far from all: the logit would take every one for a hundredth of itself. */
START_TEST(proportions_where_per_cent_are_meant_are_remarked) {
    nkt_irls_options options = {.size = sizeof options};
    double per_cent;

    make(0);
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_OK);
    per_cent = item(NKT_IRLS_COEFFICIENT, 1);
    for (int i = 0; i < N; i++)
        y[i] /= 100;
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_SEEMS_PROPORTIONS);
    ck_assert_int_eq(error.reason, NKT_REASON_OTHER_SCALE);
    ck_assert_str_eq(error.subject, "design.response");
    options.whole = 1;
    ck_assert_int_eq(fit(0, NULL, &options), NKT_OK);
    ck_assert_double_eq_tol(item(NKT_IRLS_COEFFICIENT, 1), per_cent, 1e-10);
    options.whole = 0;
    options.method = NKT_IRLS_METHOD_HUBER; /* takes them as they are */
    ck_assert_int_eq(fit(0, NULL, &options), NKT_OK);
}
END_TEST

Suite *nkt_suite_irls_rows(void) {
    Suite *suite = suite_create("irls_rows");
    TCase *tcase = tcase_create("irls_rows");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, rows_that_take_no_part);
    tcase_add_test(tcase, terms_that_separate_have_no_maximum);
    tcase_add_test(tcase, too_few_steps_are_remarked);
    tcase_add_test(tcase, a_scale_of_0_is_a_perfect_fit);
    tcase_add_test(tcase, collinear_terms_are_dropped);
    tcase_add_test(tcase, as_many_rows_as_coefficients);
    tcase_add_test(tcase, proportions_where_per_cent_are_meant_are_remarked);
    suite_add_tcase(suite, tcase);
    return suite;
}
