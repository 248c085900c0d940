/*
 * What is integrated over tau², against the same integral with 6000 values of tau², each of which is
 * solved by elimination in long double.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected_help.h"

#include <stdint.h>

enum { MOST = 60, P = 2, NODES = 6000 };

static double y[MOST], x[MOST], size[MOST];
static int n;
static uint64_t seed;

static double uniform(void) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return ((double)(seed >> 11) + 0.5) * 0x1p-53;
}

static double normal(void) {
    return sqrt(-2 * log(uniform())) * cos(6.283185307179586 * uniform());
}

static void make(int units, double spread) {
    n = units;
    seed = (uint64_t)(units + 100 * spread);
    for (int i = 0; i < n; i++) {
        x[i] = 10 * uniform();
        size[i] = floor(exp(3.5 + 5 * uniform()));
        y[i] = 40 + 2 * x[i] + spread * normal();
        y[i] += sqrt(y[i] * (100 - y[i]) / size[i]) * normal();
        y[i] = fmin(fmax(y[i], 0), 100);
    }
}

/* ---- the long way ---------------------------------------------------------------------------------- */

/* A straight line: the sums, their determinant, the coefficients. */
static long double s0, s1, s2, determinant, b0, b1;

static void solve(const long double *w) {
    long double t0 = 0, t1 = 0;
    s0 = s1 = s2 = 0;
    for (int i = 0; i < n; i++) {
        s0 += w[i];
        s1 += w[i] * (long double)x[i];
        s2 += w[i] * (long double)x[i] * (long double)x[i];
        t0 += w[i] * (long double)y[i];
        t1 += w[i] * (long double)x[i] * (long double)y[i];
    }
    determinant = s0 * s2 - s1 * s1;
    b0 = (s2 * t0 - s1 * t1) / determinant;
    b1 = (s0 * t1 - s1 * t0) / determinant;
}

static long double v[MOST];
static double weight[NODES], middle[NODES][MOST], error_of[NODES][MOST], share[NODES][MOST];

static void fill(int restricted) {
    static long double log_weight[NODES];
    const long double end = sqrtl(10) / (1 + sqrtl(10)); /* where tau is half of the whole */
    long double w[MOST] = {0}, best = -1e30L, sum = 0;

    for (int i = 0; i < n; i++)
        w[i] = 1;
    solve(w);
    for (int i = 0; i < n; i++) {
        const long double p = fminl(fmaxl(b0 + b1 * (long double)x[i], 2), 98);
        v[i] = p * (100 - p) / (long double)size[i];
    }
    for (int k = 0; k < NODES; k++) {
        const long double s = end * (k + 0.5L) / NODES, tau = 5 * s * s / ((1 - s) * (1 - s));
        const long double tau2 = tau * tau;
        long double q = 0, logs = 0;
        for (int i = 0; i < n; i++)
            w[i] = 1 / (tau2 + v[i]);
        solve(w);
        for (int i = 0; i < n; i++) {
            const long double e = (long double)y[i] - b0 - b1 * (long double)x[i];
            const long double b = tau2 * w[i];
            const long double form =
                (s2 - 2 * s1 * (long double)x[i] + s0 * (long double)x[i] * (long double)x[i]) /
                determinant;
            q += w[i] * e * e;
            logs += logl(w[i]);
            middle[k][i] = (double)(b * e);
            error_of[k][i] = (double)sqrtl(b * v[i] + b * b * form);
            share[k][i] = (double)b;
        }
        log_weight[k] =
            restricted ? (logs - logl(determinant) - q) / 2 : ((n - P) * logl(q) - q) / 2;
        /* sqrt(tau) d tau, d tau = 10 s / (1 - s)³ ds */
        log_weight[k] += logl(tau) / 2 + logl(s) - 3 * logl(1 - s);
        best = fmaxl(best, log_weight[k]);
    }
    for (int k = 0; k < NODES; k++)
        sum += expl(log_weight[k] - best);
    for (int k = 0; k < NODES; k++)
        weight[k] = (double)(expl(log_weight[k] - best) / sum);
}

static double above(int i, double at) {
    double sum = 0;
    for (int k = 0; k < NODES; k++)
        sum += weight[k] * 0.5 * erfc((at - middle[k][i]) / error_of[k][i] / sqrt(2));
    return sum;
}

/* ---- tests -------------------------------------------------------------------------------------------- */

static const struct {
    int units;
    double spread;
} worlds[] = {{60, 4}, {60, 1}, {20, 0.1}, {20, 3}, {8, 5}, {P + 1, 3}};

static void compare(const expected *e, double confidence, double by) {
    for (int i = 0; i < n; i++) {
        double mean = 0, squares = 0, b = 0, se;
        for (int k = 0; k < NODES; k++) {
            mean += weight[k] * middle[k][i];
            b += weight[k] * share[k][i];
        }
        for (int k = 0; k < NODES; k++)
            squares += weight[k] * (error_of[k][i] * error_of[k][i] +
                                    (middle[k][i] - mean) * (middle[k][i] - mean));
        se = sqrt(squares);
        ck_assert_double_eq_tol(cell(e, NKT_EXPECTED_ROW_SHRUNKEN, i), mean, 1e-6 * se);
        ck_assert_double_eq_tol(cell(e, NKT_EXPECTED_ROW_SE, i), se, 1e-6 * se);
        ck_assert_double_eq_tol(cell(e, NKT_EXPECTED_ROW_WEIGHT, i), b, 1e-6);
        ck_assert_double_eq_tol(above(i, cell(e, NKT_EXPECTED_ROW_SHRUNKEN_LOWER, i)),
                                (1 + confidence) / 2, 1e-7);
        ck_assert_double_eq_tol(above(i, cell(e, NKT_EXPECTED_ROW_SHRUNKEN_UPPER, i)),
                                (1 - confidence) / 2, 1e-7);
        ck_assert_double_eq_tol(cell(e, NKT_EXPECTED_ROW_P_ABOVE, i), above(i, 0), 1e-7);
        ck_assert_double_eq_tol(cell(e, NKT_EXPECTED_ROW_P_ABOVE_BY, i), above(i, by), 1e-7);
    }
}

START_TEST(the_deviation_is_integrated_over_tau2) {
    nkt_expected_options options = {.size = sizeof options,
                                    .draws = -1,
                                    .above_by = 1.5,
                                    .confidence = 0.9,
                                    .tau2_method = _i % 2};
    const nkt_column response = doubles(y), term = doubles(x), sizes = doubles(size);
    expected e;

    make(worlds[_i / 2].units, worlds[_i / 2].spread);
    ck_assert_int_eq(expected_of(&e, &response, &term, 1, &sizes, NULL, n, &options), NKT_OK);
    fill(options.tau2_method == NKT_TAU2_REML);
    compare(&e, options.confidence, options.above_by);
    expected_free(&e);
}
END_TEST

/* Equal groups and a mean alone: both likelihoods are one. */
START_TEST(with_equal_variances_the_methods_agree) {
    nkt_expected_options options = {.size = sizeof options, .draws = -1};
    const nkt_column response = doubles(y), sizes = doubles(size);
    expected e, reml;

    make(25, 3);
    for (int i = 0; i < n; i++)
        size[i] = 200;
    ck_assert_int_eq(expected_of(&e, &response, NULL, 0, &sizes, NULL, n, &options), NKT_OK);
    options.tau2_method = NKT_TAU2_REML;
    ck_assert_int_eq(expected_of(&reml, &response, NULL, 0, &sizes, NULL, n, &options), NKT_OK);
    for (int32_t what = NKT_EXPECTED_ROW_WEIGHT; what <= NKT_EXPECTED_ROW_P_ABOVE_BY; what++)
        for (int i = 0; i < n; i++)
            ck_assert_double_eq_tol(cell(&e, what, i), cell(&reml, what, i), 1e-8);
    expected_free(&e);
    expected_free(&reml);
}
END_TEST

/* Nothing is left: nobody is above, nor could a further unit be. */
START_TEST(a_perfect_fit_has_deviations_of_0) {
    const nkt_column response = doubles(y), sizes = doubles(size);
    expected e;

    make(25, 3);
    for (int i = 0; i < n; i++)
        y[i] = 50;
    ck_assert_int_eq(expected_of(&e, &response, NULL, 0, &sizes, NULL, n, NULL),
                     NKT_CONSTANT_RESPONSE);
    for (int i = 0; i < n; i++) {
        ck_assert_double_eq_tol(cell(&e, NKT_EXPECTED_ROW_SHRUNKEN, i), 0, 1e-60);
        ck_assert_double_eq_tol(cell(&e, NKT_EXPECTED_ROW_P_ABOVE, i), 0.5, 1e-12);
        ck_assert(cell(&e, NKT_EXPECTED_ROW_SHRUNKEN_LOWER, i) < 0);
        ck_assert(cell(&e, NKT_EXPECTED_ROW_SHRUNKEN_UPPER, i) > 0);
    }
    expected_free(&e);
}
END_TEST

Suite *nkt_suite_expected_spread(void) {
    Suite *suite = suite_create("expected_spread");
    TCase *tcase = tcase_create("expected_spread");
    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, the_deviation_is_integrated_over_tau2, 0,
                        2 * (int)(sizeof worlds / sizeof worlds[0]));
    tcase_add_test(tcase, with_equal_variances_the_methods_agree);
    tcase_add_test(tcase, a_perfect_fit_has_deviations_of_0);
    suite_add_tcase(suite, tcase);
    return suite;
}
