/*
 * Single rows of least squares: leverage 1, leaving one out, odd weights, missing and infinite
 * cells, new rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/ols_edge_rows.h"

START_TEST(leverage_1_cannot_be_left_out) {
    static const int32_t what[] = {NKT_OLS_ROW_LEVERAGE,      NKT_OLS_ROW_LOO_PREDICTION,
                                   NKT_OLS_ROW_LOO_DEVIATION, NKT_OLS_ROW_DELETED,
                                   NKT_OLS_ROW_COOK,          NKT_OLS_ROW_DFBETAS,
                                   NKT_OLS_ROW_LOO_SIGMA,     NKT_OLS_ROW_FITTED};
    double out[N][8];
    nkt_design design;
    nkt_error error;
    model m;
    setup();
    memset(b, 0, sizeof b);
    b[5] = 0.1; /* the only row that has any */
    ck_assert_int_eq(model_of(&m, &response, terms, 2, NULL, N, NULL), NKT_OK);
    design = design_of(&response, terms, 2, NULL, NULL, N);
    ck_assert_int_eq(model_rows(&m, &design, what, 8, out[0], &error), NKT_LEVERAGE_ONE);
    ck_assert_str_eq(error.message,
                     "design.rows: row 5: decides a coefficient alone: its leverage is 1");
    ck_assert_int_eq(error.row, 5);
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_double_eq(out[5][0], 1);
    ck_assert_double_eq_tol(out[5][7], y[5], 1e-14);
    for (int k = 1; k < 7; k++) {
        ck_assert_double_nan(out[5][k]);
        ck_assert(isfinite(out[4][k]));
    }
    for (int32_t kind = NKT_ROBUST_DEFAULT; kind <= NKT_ROBUST_HC3; kind++) {
        const int defined = kind == NKT_ROBUST_HC0 || kind == NKT_ROBUST_HC1;
        ck_assert_int_eq(nkt_ols_robust(&m.fit, &design, kind, &m.work, &error), NKT_LEVERAGE_ONE);
        ck_assert_int_eq(error.rows_affected, 1);
        ck_assert_int_eq(!isnan(one(&m, NKT_OLS_LIST_ROBUST_SE, 1)), defined);
        ck_assert_double_nan(get(&m, NKT_OLS_PRESS));
    }
    model_free(&m);
}
END_TEST

START_TEST(leaving_out_is_refitting_without) {
    static const int32_t what[] = {NKT_OLS_ROW_LOO_PREDICTION, NKT_OLS_ROW_LOO_DEVIATION,
                                   NKT_OLS_ROW_LOO_SIGMA};
    double out[N][3], predicted;
    nkt_design design;
    model m, without;
    setup();
    ck_assert_int_eq(model_of(&m, &response, terms, 2, &weight, N, NULL), NKT_OK);
    design = design_of(&response, terms, 2, &weight, NULL, N);
    ck_assert_int_eq(model_rows(&m, &design, what, 3, out[0], NULL), NKT_OK);
    for (int i = 0; i < N; i++) {
        const double keep = w[i];
        w[i] = 0;
        ck_assert_int_eq(model_of(&without, &response, terms, 2, &weight, N, NULL), NKT_OK);
        predicted = one(&without, NKT_OLS_LIST_COEFFICIENT, 0) +
                    one(&without, NKT_OLS_LIST_COEFFICIENT, 1) * a[i] +
                    one(&without, NKT_OLS_LIST_COEFFICIENT, 2) * b[i];
        ck_assert_double_eq_tol(out[i][0], predicted, 1e-12);
        ck_assert_double_eq_tol(out[i][1], y[i] - predicted, 1e-12);
        ck_assert_double_eq_tol(out[i][2], get(&without, NKT_OLS_SIGMA), 1e-12);
        ck_assert_double_eq(get(&without, NKT_OLS_N_ZERO_WEIGHT), 1);
        w[i] = keep;
        model_free(&without);
    }
    model_free(&m);
}
END_TEST

START_TEST(rows_are_left_out_counted_and_located) {
    nkt_column include;
    int8_t included[N] = {1, 1, 1, 1, 1, 1, 1, 0};
    static const int32_t what[] = {NKT_OLS_ROW_USE, NKT_OLS_ROW_FITTED, NKT_OLS_ROW_RESIDUAL,
                                   NKT_OLS_ROW_LOO_DEVIATION};
    double out[N][4];
    nkt_design design;
    nkt_error error;
    model m;
    setup();
    include = (nkt_column){.values = included, .stride = 1, .type = NKT_INT8};
    b[1] = NAN;
    y[2] = NAN;
    w[3] = 0;
    w[4] = -2;
    a[0] = -INFINITY;
    a[7] = INFINITY; /* not included: not looked at */
    model_init(&m, 1, NULL);
    ck_assert_int_eq(model_add(&m, &response, terms, 1, &weight, &include, N, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "design.terms[0]: row 0: -infinity is no finite number");
    ck_assert_int_eq(error.argument, 2);
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_FINITE);
    ck_assert_int_eq(error.item, 0);
    ck_assert_int_eq(error.row, 0);
    ck_assert_int_eq(error.rows_affected, 2);
    a[0] = 0;
    ck_assert_int_eq(nkt_ols_init(&m.state, 1, NULL, NULL), NKT_OK);
    ck_assert_int_eq(model_add(&m, &response, terms, 1, &weight, &include, N, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "design.weight: row 4: -2 is negative");
    ck_assert_int_eq(error.argument, 2);
    ck_assert_int_eq(model_fit(&m, NULL), NKT_OK);
    ck_assert_double_eq(get(&m, NKT_OLS_N), 4);
    ck_assert_double_eq(get(&m, NKT_OLS_N_MISSING), 1);
    ck_assert_double_eq(get(&m, NKT_OLS_N_INVALID), 1);
    ck_assert_double_eq(get(&m, NKT_OLS_N_ZERO_WEIGHT), 1);
    ck_assert_double_eq(get(&m, NKT_OLS_N_EXCLUDED), 1);
    a[7] = 7;
    design = design_of(&response, terms, 1, &weight, &include, N);
    ck_assert_int_eq(model_rows(&m, &design, what, 4, out[0], &error), NKT_ROWS_INVALID);
    ck_assert_double_eq(out[0][0], 0);
    ck_assert_double_eq(out[2][0], 3);
    ck_assert_double_eq(out[3][0], 1);
    ck_assert_double_eq(out[4][0], 4);
    ck_assert_double_eq(out[7][0], 2);
    ck_assert(isfinite(out[2][1]) && isnan(out[2][2]));
    ck_assert_double_eq_tol(out[3][2], y[3] - out[3][1], 1e-15);
    ck_assert_double_eq(out[3][3], out[3][2]); /* already left out */
    ck_assert_double_eq_tol(out[7][3], y[7] - out[7][1], 1e-14);
    model_free(&m);
}
END_TEST

START_TEST(powers_that_overflow_are_bad_data) {
    nkt_ols_options options = {.size = sizeof options, .degree = {1, 4}};
    nkt_error error;
    model m;
    setup();
    b[6] = 1e100;
    model_init(&m, 2, &options);
    ck_assert_int_eq(model_add(&m, &response, terms, 2, NULL, NULL, N, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message,
                     "design.terms[1]: row 6: 1e+100 leads beyond the largest number");
    ck_assert_int_eq(error.item, 1);
    ck_assert_int_eq(error.rows_affected, 1);
    model_free(&m);
}
END_TEST

START_TEST(new_rows_are_predicted) {
    static const int32_t what[] = {NKT_OLS_ROW_FITTED, NKT_OLS_ROW_PREDICTION_LOWER,
                                   NKT_OLS_ROW_PREDICTION_UPPER, NKT_OLS_ROW_SE_FIT};
    double out[N][4], again[N][4], heavy[N][4];
    nkt_design design, later;
    model m;
    setup();
    ck_assert_int_eq(model_of(&m, &response, terms, 2, NULL, N, NULL), NKT_OK);
    design = design_of(&response, terms, 2, NULL, NULL, N);
    ck_assert_int_eq(model_rows(&m, &design, what, 4, out[0], NULL), NKT_OK);
    later = design_of(NULL, terms, 2, NULL, NULL, N);
#define PREDICT(to)                                                                                \
    nkt_ols_predict(&m.fit, &later, what, 4, &(nkt_target){.values = (to), .type = NKT_FLOAT64},   \
                    &m.work, NULL)
    ck_assert_int_eq(PREDICT(again), NKT_OK);
    ck_assert_mem_eq(out, again, sizeof out);
    for (int i = 0; i < N; i++)
        w[i] = 1e12;
    later.weight = &weight;
    ck_assert_int_eq(PREDICT(heavy), NKT_OK);
    ck_assert_double_eq(heavy[2][0], out[2][0]);
    ck_assert_double_lt(heavy[2][2], out[2][2]); /* no noise of its own */
    model_free(&m);
}
END_TEST

Suite *nkt_suite_ols_rows(void) {
    Suite *suite = suite_create("ols_rows");
    TCase *tcase = tcase_create("ols_rows");
    tcase_add_test(tcase, leverage_1_cannot_be_left_out);
    tcase_add_test(tcase, leaving_out_is_refitting_without);
    tcase_add_test(tcase, rows_are_left_out_counted_and_located);
    tcase_add_test(tcase, powers_that_overflow_are_bad_data);
    tcase_add_test(tcase, new_rows_are_predicted);
    suite_add_tcase(suite, tcase);
    return suite;
}
