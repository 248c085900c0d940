/*
 * Where least squares packages go astray: too few rows, constant response, perfect fit, collinear
 * terms, very large and very small numbers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/ols_edge_rows.h"

START_TEST(too_few_rows_are_refused) {
    model m;
    setup();
    ck_assert_int_eq(model_of(&m, &response, terms, 3, NULL, 3, NULL), NKT_E_TOO_FEW_ROWS);
    ck_assert_str_eq(m.error.message, "state: 3 rows are too few for 4 coefficients");
    ck_assert_double_eq(m.error.value, 3);
    ck_assert_double_eq(m.error.bound, 4);
    ck_assert_int_eq(m.error.reason, NKT_REASON_TOO_FEW);
    model_free(&m);
    ck_assert_int_eq(model_of(&m, &response, terms, 0, NULL, 0, NULL), NKT_E_TOO_FEW_ROWS);
    ck_assert_str_eq(m.error.message, "state: 0 rows are too few for 1 coefficient");
    model_free(&m);
    memset(w, 0, sizeof w);
    ck_assert_int_eq(model_of(&m, &response, terms, 1, &weight, N, NULL), NKT_E_TOO_FEW_ROWS);
    model_free(&m);
}
END_TEST

START_TEST(as_many_rows_as_coefficients_have_no_inference) {
    double fitted[4];
    const int32_t what = NKT_OLS_ROW_FITTED;
    nkt_design design;
    model m;
    setup();
    ck_assert_int_eq(model_of(&m, &response, terms, 3, NULL, 4, NULL), NKT_NOT_ESTIMABLE);
    ck_assert_str_eq(m.error.message,
                     "state: 4 rows, as many as coefficients: there are no standard errors");
    for (int k = 0; k < 4; k++) {
        ck_assert(isfinite(one(&m, NKT_OLS_LIST_COEFFICIENT, k)));
        for (int32_t list = NKT_OLS_LIST_SE; list <= NKT_OLS_LIST_UPPER; list++)
            ck_assert_double_nan(one(&m, list, k));
        ck_assert_double_nan(one(&m, NKT_OLS_LIST_COVARIANCE, k));
    }
    ck_assert_double_nan(get(&m, NKT_OLS_SIGMA));
    ck_assert_double_nan(get(&m, NKT_OLS_F));
    ck_assert_double_nan(get(&m, NKT_OLS_R2_ADJUSTED));
    ck_assert_double_nan(get(&m, NKT_OLS_AIC));
    ck_assert_double_eq(get(&m, NKT_OLS_R2), 1);
    ck_assert_double_eq(get(&m, NKT_OLS_DF), 0);
    design = design_of(&response, terms, 3, NULL, NULL, 4);
    ck_assert_int_eq(model_rows(&m, &design, &what, 1, fitted, NULL), NKT_LEVERAGE_ONE);
    for (int i = 0; i < 4; i++)
        ck_assert_double_eq_tol(fitted[i], y[i], 1e-14);
    model_free(&m);
}
END_TEST

START_TEST(a_constant_response_has_no_r2) {
    nkt_ols_options options = {.size = sizeof options, .intercept = NKT_OLS_INTERCEPT_NONE};
    model m;
    setup();
    for (int i = 0; i < N; i++)
        y[i] = 0.1;
    ck_assert_int_eq(model_of(&m, &response, terms, 2, NULL, N, NULL), NKT_CONSTANT_RESPONSE);
    ck_assert_str_eq(m.error.message,
                     "design.response: is the same in every row: there is nothing to explain");
    ck_assert_double_nan(get(&m, NKT_OLS_R2));
    ck_assert_double_nan(get(&m, NKT_OLS_F));
    ck_assert_double_eq(get(&m, NKT_OLS_SIGMA), 0);
    ck_assert_double_eq(one(&m, NKT_OLS_LIST_COEFFICIENT, 0), 0.1);
    ck_assert_double_eq(get(&m, NKT_OLS_REMARKS),
                        (1 << NKT_CONSTANT_RESPONSE) + (1 << NKT_PERFECT_FIT));
    model_free(&m);
    /* Without an intercept there is something to explain: what lies above 0. */
    ck_assert_int_eq(model_of(&m, &response, terms, 2, NULL, N, &options), NKT_OK);
    ck_assert(get(&m, NKT_OLS_R2) > 0 && get(&m, NKT_OLS_R2) < 1);
    model_free(&m);
}
END_TEST

START_TEST(a_perfect_fit_is_reported) {
    model m;
    setup();
    for (int i = 0; i < N; i++)
        y[i] = 0.1 + 0.3 * a[i]; /* rounded, as computed data are */
    ck_assert_int_eq(model_of(&m, &response, terms, 1, NULL, N, NULL), NKT_PERFECT_FIT);
    ck_assert_str_eq(
        m.error.message,
        "design.response: nothing of it is left over: sigma is 0, t and F are undefined");
    ck_assert_double_eq(get(&m, NKT_OLS_SIGMA), 0);
    ck_assert_double_eq(get(&m, NKT_OLS_R2), 1);
    ck_assert_double_nan(get(&m, NKT_OLS_F));
    ck_assert_double_nan(get(&m, NKT_OLS_LOG_LIKELIHOOD));
    ck_assert_double_eq(one(&m, NKT_OLS_LIST_SE, 1), 0);
    ck_assert_double_nan(one(&m, NKT_OLS_LIST_T, 1));
    ck_assert_double_nan(one(&m, NKT_OLS_LIST_P, 1));
    ck_assert_double_eq_tol(one(&m, NKT_OLS_LIST_COEFFICIENT, 1), 0.3, 1e-15);
    model_free(&m);
    y[3] += 1e-9; /* not perfect any more */
    ck_assert_int_eq(model_of(&m, &response, terms, 1, NULL, N, NULL), NKT_OK);
    ck_assert(get(&m, NKT_OLS_SIGMA) > 0);
    model_free(&m);
}
END_TEST

START_TEST(the_last_of_collinear_terms_is_dropped) {
    nkt_ols_options options = {.size = sizeof options, .collinear = NKT_OLS_COLLINEAR_REFUSE};
    double value;
    model m, small;
    setup();
    for (int i = 0; i < N; i++)
        c[i] = a[i] + 2 * b[i];
    ck_assert_int_eq(model_of(&small, &response, terms, 2, NULL, N, NULL), NKT_OK);
    ck_assert_int_eq(model_of(&m, &response, terms, 3, NULL, N, NULL), NKT_TERM_DROPPED);
    ck_assert_str_eq(m.error.message,
                     "design.terms[2]: is a combination of the terms before it, and was dropped");
    ck_assert_int_eq(m.error.item, 2);
    ck_assert_str_eq(m.error.subject, "state.terms[2]");
    ck_assert_int_eq(m.error.reason, NKT_REASON_COLLINEAR);
    ck_assert_double_eq(get(&m, NKT_OLS_RANK), 3);
    ck_assert_double_eq(get(&m, NKT_OLS_N_DROPPED), 1);
    ck_assert_double_eq(get(&m, NKT_OLS_CONDITION), get(&small, NKT_OLS_CONDITION));
    for (int32_t list = NKT_OLS_LIST_COEFFICIENT; list <= NKT_OLS_LIST_UPPER; list++) {
        ck_assert_double_nan(one(&m, list, 3));
        for (int k = 0; k < 3; k++)
            ck_assert_double_eq(one(&m, list, k), one(&small, list, k));
    }
    ck_assert_double_eq(one(&m, NKT_OLS_LIST_DROPPED, 3), 1);
    ck_assert_double_eq(one(&m, NKT_OLS_LIST_DROPPED, 2), 0);
    ck_assert_double_nan(one(&m, NKT_OLS_LIST_COVARIANCE, 15));
    ck_assert_int_eq(model_fit(&m, &options), NKT_E_COLLINEAR);
    ck_assert_str_eq(m.error.message, "design.terms[2]: is a combination of the terms before it");
    /* the fit that was in the memory is still there */
    ck_assert_int_eq(nkt_ols_get(&m.fit, NKT_OLS_R2, &value, NULL), NKT_OK);
    ck_assert_double_eq(value, get(&small, NKT_OLS_R2));
    model_free(&m);
    for (int i = 0; i < N; i++)
        a[i] = 7.3; /* the intercept's own */
    ck_assert_int_eq(model_of(&m, &response, terms, 2, NULL, N, NULL), NKT_TERM_DROPPED);
    ck_assert_int_eq(m.error.item, 0);
    model_free(&m);
    memset(b, 0, sizeof b);
    ck_assert_int_eq(model_of(&m, &response, terms, 2, NULL, N, NULL), NKT_TERM_DROPPED);
    ck_assert_double_eq(get(&m, NKT_OLS_RANK), 1);
    ck_assert_double_eq(get(&m, NKT_OLS_R2), 0);
    ck_assert_double_nan(get(&m, NKT_OLS_F));
    model_free(&m);
    model_free(&small);
}
END_TEST

START_TEST(shares_that_sum_to_100_but_for_rounding_are_kept) {
    /* Eight decimals: what is left of the third is its own, small as it is. */
    static double first[100], second[100], third[100], outcome[100];
    nkt_column share[3] = {numbers(first), numbers(second), numbers(third)}, of = numbers(outcome);
    model m;
    for (int i = 0; i < 100; i++) {
        first[i] = round((20 + 11 * sin(i)) * 1e8) / 1e8;
        second[i] = round((30 + 13 * cos(1.7 * i)) * 1e8) / 1e8;
        third[i] = round((100 - first[i] - second[i] + 1e-8 * sin(9.1 * i)) * 1e8) / 1e8;
        outcome[i] = first[i] - second[i] + sin(3.3 * i);
    }
    ck_assert_int_eq(model_of(&m, &of, share, 3, NULL, 100, NULL), NKT_NEARLY_COLLINEAR);
    ck_assert_double_eq(get(&m, NKT_OLS_RANK), 4);
    ck_assert(m.error.value < 1e-9 && m.error.value > 1e-11);
    /* The sum is 100 times the intercept, which has the least of its own. */
    ck_assert_int_eq(m.error.item, -1);
    ck_assert_ptr_nonnull(strstr(m.error.message, "the intercept: "));
    ck_assert(get(&m, NKT_OLS_CONDITION) > 1e9);
    model_free(&m);
}
END_TEST

START_TEST(size_of_numbers_does_not_matter) {
    static const double scales[] = {1e-200, 1e-30, 1e30, 1e150, 1e250};
    model m, scaled;
    setup();
    ck_assert_int_eq(model_of(&m, &response, terms, 2, NULL, N, NULL), NKT_OK);
    for (size_t s = 0; s < sizeof scales / sizeof scales[0]; s++) {
        const double by = ldexp(1, ilogb(scales[s])); /* a power of two: exact */
        const int32_t what[] = {NKT_OLS_ROW_LEVERAGE, NKT_OLS_ROW_DELETED, NKT_OLS_ROW_DFBETAS + 1};
        double out[N][3], plain[N][3];
        const nkt_design design = design_of(&response, terms, 2, NULL, NULL, N);
        model_rows(&m, &design, what, 3, plain[0], NULL);
        for (int i = 0; i < N; i++)
            a[i] *= by;
        ck_assert_int_eq(model_of(&scaled, &response, terms, 2, NULL, N, NULL), NKT_OK);
        ck_assert_double_eq(one(&scaled, NKT_OLS_LIST_COEFFICIENT, 1),
                            one(&m, NKT_OLS_LIST_COEFFICIENT, 1) / by);
        ck_assert_double_eq(one(&scaled, NKT_OLS_LIST_T, 1), one(&m, NKT_OLS_LIST_T, 1));
        ck_assert_double_eq(get(&scaled, NKT_OLS_R2), get(&m, NKT_OLS_R2));
        ck_assert_double_eq_tol(get(&scaled, NKT_OLS_CONDITION), get(&m, NKT_OLS_CONDITION), 1e-12);
        model_rows(&scaled, &design, what, 3, out[0], NULL);
        for (int i = 0; i < N; i++)
            for (int k = 0; k < 3; k++)
                ck_assert_double_eq_tol(out[i][k], plain[i][k], 1e-13 * fmax(1, fabs(plain[i][k])));
        for (int i = 0; i < N; i++)
            a[i] /= by;
        model_free(&scaled);
    }
    model_free(&m);
}
END_TEST

START_TEST(dummies_that_sum_to_one_hold_the_intercept) {
    nkt_ols_options options = {.size = sizeof options, .intercept = NKT_OLS_INTERCEPT_NONE};
    model with, without;
    setup();
    for (int i = 0; i < N; i++) {
        a[i] = i < 3;
        b[i] = i >= 3;
    }
    ck_assert_int_eq(model_of(&without, &response, terms, 2, NULL, N, &options), NKT_OK);
    ck_assert_int_eq(model_of(&with, &response, terms, 1, NULL, N, NULL), NKT_OK);
    ck_assert_double_eq(get(&without, NKT_OLS_TSS_IS_CENTRED), 1);
    ck_assert_double_eq(get(&without, NKT_OLS_R2), get(&with, NKT_OLS_R2));
    ck_assert_double_eq(get(&without, NKT_OLS_F), get(&with, NKT_OLS_F));
    model_free(&with);
    model_free(&without);
}
END_TEST

START_TEST(sixty_four_terms_are_fitted) {
    enum { K = 64, ROWS = 150 };
    static double cells[ROWS][K + 1];
    nkt_column columns[K + 1];
    model m;
    uint64_t seed = 88172645463325252u;
    for (int r = 0; r < ROWS; r++) {
        cells[r][0] = 5;
        for (int k = 1; k <= K; k++) {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            cells[r][k] = (double)(seed >> 40);
            cells[r][0] += k * cells[r][k];
        }
        cells[r][0] += r % 2 ? 1 : -1;
    }
    for (int k = 0; k <= K; k++)
        columns[k] =
            (nkt_column){.values = &cells[0][k], .stride = sizeof cells[0], .type = NKT_FLOAT64};
    ck_assert_int_eq(model_of(&m, &columns[0], columns + 1, K, NULL, ROWS, NULL), NKT_OK);
    ck_assert_double_eq(get(&m, NKT_OLS_RANK), 65);
    for (int k = 1; k <= K; k++)
        ck_assert_double_eq_tol(one(&m, NKT_OLS_LIST_COEFFICIENT, k), k, 1e-6);
    ck_assert(get(&m, NKT_OLS_CONDITION) > 1);
    model_free(&m);
}
END_TEST

Suite *nkt_suite_ols_edges(void) {
    Suite *suite = suite_create("ols_edges");
    TCase *tcase = tcase_create("ols_edges");
    tcase_add_test(tcase, too_few_rows_are_refused);
    tcase_add_test(tcase, as_many_rows_as_coefficients_have_no_inference);
    tcase_add_test(tcase, a_constant_response_has_no_r2);
    tcase_add_test(tcase, a_perfect_fit_is_reported);
    tcase_add_test(tcase, the_last_of_collinear_terms_is_dropped);
    tcase_add_test(tcase, shares_that_sum_to_100_but_for_rounding_are_kept);
    tcase_add_test(tcase, size_of_numbers_does_not_matter);
    tcase_add_test(tcase, dummies_that_sum_to_one_hold_the_intercept);
    tcase_add_test(tcase, sixty_four_terms_are_fitted);
    suite_add_tcase(suite, tcase);
    return suite;
}
