/*
 * Where least squares packages go astray: too few rows, constant response, perfect fit, collinear
 * terms, leverage 1, odd weights, missing and infinite cells, very large and very small numbers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <float.h>

#include "model/ols_help.h"

enum { N = 8 };

static double y[N], a[N], b[N], c[N], w[N];
static nkt_column response, terms[3], weight;

static void setup(void) {
    static const double noise[N] = {0.3, -0.2, 0.5, -0.7, 0.1, 0.4, -0.6, 0.2};
    for (int i = 0; i < N; i++) {
        a[i] = i;
        b[i] = (i * 3) % 7 + 0.25;
        c[i] = i * i % 5;
        y[i] = 2 + 3 * a[i] - b[i] + noise[i];
        w[i] = 1 + i % 3;
    }
    response = numbers(y);
    terms[0] = numbers(a);
    terms[1] = numbers(b);
    terms[2] = numbers(c);
    weight = numbers(w);
}

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

Suite *nkt_suite_ols_edges(void) {
    Suite *suite = suite_create("ols_edges");
    TCase *tcase = tcase_create("ols_edges");
    tcase_add_test(tcase, too_few_rows_are_refused);
    tcase_add_test(tcase, as_many_rows_as_coefficients_have_no_inference);
    tcase_add_test(tcase, a_constant_response_has_no_r2);
    tcase_add_test(tcase, a_perfect_fit_is_reported);
    tcase_add_test(tcase, the_last_of_collinear_terms_is_dropped);
    tcase_add_test(tcase, shares_that_sum_to_100_but_for_rounding_are_kept);
    tcase_add_test(tcase, leverage_1_cannot_be_left_out);
    tcase_add_test(tcase, leaving_out_is_refitting_without);
    tcase_add_test(tcase, rows_are_left_out_counted_and_located);
    tcase_add_test(tcase, powers_that_overflow_are_bad_data);
    tcase_add_test(tcase, size_of_numbers_does_not_matter);
    tcase_add_test(tcase, dummies_that_sum_to_one_hold_the_intercept);
    tcase_add_test(tcase, sixty_four_terms_are_fitted);
    tcase_add_test(tcase, new_rows_are_predicted);
    suite_add_tcase(suite, tcase);
    return suite;
}
