/*
 * The benchmark against its definitions, solved the long way: full matrices in long double,
 * bisection for tau², a search over the restricted likelihood for REML.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected_help.h"

#include <stdint.h>

enum { N = 60, TERMS = 2, P = TERMS + 1 };

static double y[N], x[TERMS][N], size[N];
static nkt_column response, terms[TERMS], sizes;

static uint64_t seed;

static double uniform(void) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return ((double)(seed >> 11) + 0.5) * 0x1p-53;
}

static double normal(void) {
    double sum = -6;
    for (int k = 0; k < 12; k++)
        sum += uniform();
    return sum;
}

/* spread: the standard deviation of what the terms do not explain. */
static void make(uint64_t start, double spread) {
    seed = start;
    for (int i = 0; i < N; i++) {
        x[0][i] = 40 + 30 * uniform();
        x[1][i] = 5 + 6 * uniform();
        size[i] = floor(exp(3.5 + 5 * uniform()));
        y[i] = 70 - 0.4 * x[0][i] + 1.5 * x[1][i] + spread * normal();
        y[i] += sqrt(y[i] * (100 - y[i]) / size[i]) * normal();
    }
    response = doubles(y);
    sizes = doubles(size);
    for (int k = 0; k < TERMS; k++)
        terms[k] = doubles(x[k]);
}

/* ---- the long way ---------------------------------------------------------------------------------- */

typedef struct reference {
    long double v[N], w[N], b[P], inverse[P][P], residual[N], form[N], log_det;
} reference;

static long double term(int k, int i) {
    return k == 0 ? 1 : (long double)x[k - 1][i];
}

/* b, (X'WX)^-1, residuals and x'(X'WX)^-1 x for the weights. */
static void solve(reference *r) {
    long double a[P][2 * P + 1] = {{0}};

    for (int i = 0; i < N; i++)
        for (int j = 0; j < P; j++) {
            for (int k = 0; k < P; k++)
                a[j][k] += r->w[i] * term(j, i) * term(k, i);
            a[j][2 * P] += r->w[i] * term(j, i) * (long double)y[i];
        }
    r->log_det = 0;
    for (int j = 0; j < P; j++)
        a[j][P + j] = 1;
    for (int j = 0; j < P; j++) {
        const long double pivot = a[j][j];
        r->log_det += logl(pivot);
        for (int k = 0; k <= 2 * P; k++)
            a[j][k] /= pivot;
        for (int i = 0; i < P; i++) {
            const long double factor = a[i][j];
            for (int k = 0; k <= 2 * P && i != j; k++)
                a[i][k] -= factor * a[j][k];
        }
    }
    for (int j = 0; j < P; j++) {
        r->b[j] = a[j][2 * P];
        for (int k = 0; k < P; k++)
            r->inverse[j][k] = a[j][P + k];
    }
    for (int i = 0; i < N; i++) {
        r->residual[i] = (long double)y[i];
        r->form[i] = 0;
        for (int j = 0; j < P; j++) {
            r->residual[i] -= r->b[j] * term(j, i);
            for (int k = 0; k < P; k++)
                r->form[i] += term(j, i) * r->inverse[j][k] * term(k, i);
        }
    }
}

static void variances(reference *r) {
    for (int i = 0; i < N; i++)
        r->w[i] = 1;
    solve(r);
    for (int i = 0; i < N; i++) {
        long double p = (long double)y[i] - r->residual[i];
        p = p < 2 ? 2 : p > 98 ? 98 : p;
        r->v[i] = p * (100 - p) / (long double)size[i];
    }
}

static void weigh(reference *r, long double tau2) {
    for (int i = 0; i < N; i++)
        r->w[i] = 1 / (tau2 + r->v[i]);
    solve(r);
}

static long double weighted_squares(reference *r, long double tau2) {
    long double sum = 0;
    weigh(r, tau2);
    for (int i = 0; i < N; i++)
        sum += r->w[i] * r->residual[i] * r->residual[i];
    return sum;
}

static long double bisect(reference *r, long double level) {
    long double low = 0, high = 1e6L;
    if (weighted_squares(r, 0) <= level)
        return 0;
    for (int step = 0; step < 200; step++) {
        const long double middle = (low + high) / 2;
        if (weighted_squares(r, middle) > level)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static long double restricted_log_likelihood(reference *r, long double tau2) {
    long double sum = -weighted_squares(r, tau2) - r->log_det;
    for (int i = 0; i < N; i++)
        sum += logl(r->w[i]);
    return sum / 2;
}

/* ---- tests -------------------------------------------------------------------------------------------- */

#define CLOSE(got, wanted)                                                                         \
    ck_assert_double_eq_tol(got, (double)(wanted), 1e-10 * (1 + fabs((double)(wanted))))

START_TEST(every_list_is_what_it_is_defined_to_be) {
    nkt_expected_options options = {.size = sizeof options, .draws = -1, .above_by = 3};
    const double z = 1.95996398454005423552;
    long double tau2, weights = 0, squares = 0;
    static reference r;
    expected e;

    make((uint64_t)_i + 1, _i == 0 ? 0.02 : 1.5 * _i);
    ck_assert_int_eq(expected_of(&e, &response, terms, TERMS, &sizes, NULL, N, &options), NKT_OK);
    variances(&r);
    CLOSE(number_of(&e, NKT_EXPECTED_Q), weighted_squares(&r, 0));
    tau2 = bisect(&r, N - P);
    ck_assert_double_eq_tol(number_of(&e, NKT_EXPECTED_TAU2), (double)tau2,
                            1e-11 * (1 + (double)tau2));
    /* qchisq (c (0.975, 0.025), 57) in R 4.2.2 */
    CLOSE(number_of(&e, NKT_EXPECTED_TAU2_LOWER), bisect(&r, 79.752192280290373L));
    CLOSE(number_of(&e, NKT_EXPECTED_TAU2_UPPER), bisect(&r, 38.026740956217438L));
    weigh(&r, tau2);
    for (int i = 0; i < N; i++) {
        weights += r.w[i];
        squares += r.w[i] * r.w[i];
    }
    for (int k = 0; k < P; k++) {
        CLOSE(list_of(&e, NKT_EXPECTED_COEFFICIENT)[k], r.b[k]);
        CLOSE(list_of(&e, NKT_EXPECTED_COEFFICIENT_SE)[k], sqrtl(r.inverse[k][k]));
    }
    for (int i = 0; i < N; i++) {
        const long double v = r.v[i], b = tau2 / (tau2 + v), u = b * r.residual[i];
        const long double g3 = v * v * r.w[i] * r.w[i] * r.w[i] * 2 * N / (weights * weights);
        const long double bias =
            2 * (N * squares - weights * weights) / (weights * weights * weights);
        const long double mse = b * v + b * b * r.form[i] + 2 * g3 - (1 - b) * (1 - b) * bias;
        const long double fitted = (long double)y[i] - r.residual[i];
        const long double rest = 1 - r.w[i] * r.form[i],
                          out = (long double)y[i] - r.residual[i] / rest;
        const long double reach = z * sqrtl(tau2 + v + r.form[i] / rest);
        CLOSE(cell(&e, NKT_EXPECTED_ROW_VARIANCE, i), v);
        CLOSE(cell(&e, NKT_EXPECTED_ROW_BENCHMARK, i), fitted);
        CLOSE(cell(&e, NKT_EXPECTED_ROW_FROM_BENCHMARK, i), r.residual[i]);
        CLOSE(cell(&e, NKT_EXPECTED_ROW_PLUG_IN, i), u);
        if (mse >= 0)
            CLOSE(cell(&e, NKT_EXPECTED_ROW_PLUG_IN_SE, i), sqrtl(mse));
        else
            ck_assert_double_nan(cell(&e, NKT_EXPECTED_ROW_PLUG_IN_SE, i));
        CLOSE(cell(&e, NKT_EXPECTED_ROW_LOWER, i), out - reach);
        CLOSE(cell(&e, NKT_EXPECTED_ROW_UPPER, i), out + reach);
        CLOSE(cell(&e, NKT_EXPECTED_ROW_FUNNEL_LOWER, i), fitted - z * sqrtl(v));
        CLOSE(cell(&e, NKT_EXPECTED_ROW_FUNNEL_UPPER, i), fitted + z * sqrtl(v));
        CLOSE(cell(&e, NKT_EXPECTED_ROW_FUNNEL_TAU_LOWER, i), fitted - z * sqrtl(tau2 + v));
        CLOSE(cell(&e, NKT_EXPECTED_ROW_FUNNEL_TAU_UPPER, i), fitted + z * sqrtl(tau2 + v));
        CLOSE(cell(&e, NKT_EXPECTED_ROW_OUTLYING_P, i),
              erfc(fabs((double)((r.residual[i] / rest) / (reach / z))) / sqrt(2)));
    }
    expected_free(&e);
}
END_TEST

/* Leaving a row out in earnest, tau² held, gives the limits that come without. */
START_TEST(a_row_left_out_is_really_left_out) {
    nkt_expected_options options = {.size = sizeof options, .draws = -1};
    static reference r;
    expected e;

    make(3, 4);
    ck_assert_int_eq(expected_of(&e, &response, terms, TERMS, &sizes, NULL, N, &options), NKT_OK);
    variances(&r);
    for (int left_out = 0; left_out < N; left_out += 7) {
        const long double tau2 = (long double)number_of(&e, NKT_EXPECTED_TAU2);
        long double fitted, reach;
        for (int i = 0; i < N; i++)
            r.w[i] = i == left_out ? 0 : 1 / (tau2 + r.v[i]);
        solve(&r);
        fitted = (long double)y[left_out] - r.residual[left_out];
        reach = 1.95996398454005423552L * sqrtl(tau2 + r.v[left_out] + r.form[left_out]);
        CLOSE(cell(&e, NKT_EXPECTED_ROW_LOWER, left_out), fitted - reach);
        CLOSE(cell(&e, NKT_EXPECTED_ROW_UPPER, left_out), fitted + reach);
    }
    expected_free(&e);
}
END_TEST

START_TEST(reml_is_where_the_likelihood_is_greatest) {
    nkt_expected_options options = {
        .size = sizeof options, .draws = -1, .tau2_method = NKT_TAU2_REML};
    static reference r;
    long double best, at;
    expected e;

    make((uint64_t)_i + 1, _i == 0 ? 0.02 : 1.5 * _i);
    ck_assert_int_eq(expected_of(&e, &response, terms, TERMS, &sizes, NULL, N, &options), NKT_OK);
    variances(&r);
    at = (long double)number_of(&e, NKT_EXPECTED_TAU2);
    best = restricted_log_likelihood(&r, at);
    for (long double other = 0; other < 100; other += 0.01L)
        ck_assert(restricted_log_likelihood(&r, other) <= best + 1e-15L);
    { /* the published error of the plug-in: 2 / sum w² is the variance of tau² */
        long double squares = 0;
        weigh(&r, at);
        for (int i = 0; i < N; i++)
            squares += r.w[i] * r.w[i];
        for (int i = 0; i < N; i++) {
            const long double v = r.v[i], w = r.w[i], b = at * w;
            CLOSE(cell(&e, NKT_EXPECTED_ROW_PLUG_IN, i), b * r.residual[i]);
            CLOSE(cell(&e, NKT_EXPECTED_ROW_PLUG_IN_SE, i),
                  sqrtl(b * v + b * b * r.form[i] + 4 * v * v * w * w * w / squares));
        }
    }
    if (at > 0) { /* the slope is 0: what a step of 1e-4 loses is of second order */
        const long double up = best - restricted_log_likelihood(&r, at + 1e-4L);
        const long double down = best - restricted_log_likelihood(&r, at - 1e-4L);
        ck_assert_double_eq_tol((double)((up - down) / (up + down)), 0, 1e-3);
    }
    expected_free(&e);
}
END_TEST

/* p ascending: q = min over those above it of p m / rank. */
START_TEST(p_values_are_adjusted_for_their_number) {
    expected e;
    static double p[N], q[N];

    make(5, 4);
    ck_assert_int_eq(expected_of(&e, &response, terms, TERMS, &sizes, NULL, N, NULL), NKT_OK);
    memcpy(p, list_of(&e, NKT_EXPECTED_ROW_OUTLYING_P), sizeof p);
    memcpy(q, list_of(&e, NKT_EXPECTED_ROW_OUTLYING_Q), sizeof q);
    for (int i = 0; i < N; i++) {
        double least = 1;
        for (int j = 0; j < N; j++)
            if (p[j] >= p[i]) {
                int rank = 0;
                for (int k = 0; k < N; k++)
                    rank += p[k] <= p[j];
                least = fmin(least, p[j] * N / rank);
            }
        ck_assert_double_eq_tol(q[i], least, 1e-15);
    }
    expected_free(&e);
}
END_TEST

/* P(rank) from the draws against the pairwise probabilities that add up to the expected rank. */
START_TEST(ranks_follow_the_deviations_and_their_errors) {
    nkt_expected_options options = {
        .size = sizeof options, .draws = 20000, .seed = 7, .confidence = 0.9};
    static double u[N], se[N], rank[N], lower[N], upper[N];
    expected e, low;
    int inside = 0;

    make(9, 3);
    ck_assert_int_eq(expected_of(&e, &response, terms, TERMS, &sizes, NULL, N, &options), NKT_OK);
    memcpy(u, list_of(&e, NKT_EXPECTED_ROW_SHRUNKEN), sizeof u);
    memcpy(se, list_of(&e, NKT_EXPECTED_ROW_SE), sizeof se);
    memcpy(rank, list_of(&e, NKT_EXPECTED_ROW_RANK), sizeof rank);
    memcpy(lower, list_of(&e, NKT_EXPECTED_ROW_RANK_LOWER), sizeof lower);
    memcpy(upper, list_of(&e, NKT_EXPECTED_ROW_RANK_UPPER), sizeof upper);
    for (int i = 0; i < N; i++) {
        double mean = 1, variance = 0, above = 1;
        for (int j = 0; j < N; j++)
            if (j != i) {
                const double p = 0.5 * erfc(-(u[j] - u[i]) / hypot(se[i], se[j]) / sqrt(2));
                mean += p;
                variance += p * (1 - p);
                above += u[j] > u[i];
            }
        ck_assert_double_eq(rank[i], above);
        ck_assert(lower[i] >= 1 && lower[i] <= upper[i] && upper[i] <= N);
        inside += lower[i] <= mean && mean <= upper[i];
        /* the ranks of one unit spread at least as much as independent comparisons would */
        ck_assert(upper[i] - lower[i] >= 2 * sqrt(variance));
    }
    ck_assert_int_eq(inside, N);
    options.direction = NKT_DIRECTION_LOW;
    ck_assert_int_eq(expected_of(&low, &response, terms, TERMS, &sizes, NULL, N, &options), NKT_OK);
    for (int i = 0; i < N; i++) {
        ck_assert_double_eq(cell(&low, NKT_EXPECTED_ROW_RANK, i), N + 1 - rank[i]);
        ck_assert_double_eq_tol(cell(&low, NKT_EXPECTED_ROW_RANK_LOWER, i), N + 1 - upper[i], 2);
    }
    expected_free(&low);
    options.direction = NKT_DIRECTION_HIGH;
    ck_assert_int_eq(expected_of(&low, &response, terms, TERMS, &sizes, NULL, N, &options), NKT_OK);
    ck_assert_mem_eq(list_of(&low, NKT_EXPECTED_ROW_RANK_LOWER), lower, sizeof lower);
    expected_free(&low);
    expected_free(&e);
}
END_TEST

/* What a model of the shares that are missing has above, this one has below. */
START_TEST(a_class_carries_its_probability) {
    nkt_expected_options options = {
        .size = sizeof options, .draws = -1, .certainty = 0.9, .above_by = 1};
    int seen[5] = {0};
    expected e, mirrored;

    make(11, 4);
    ck_assert_int_eq(expected_of(&e, &response, terms, TERMS, &sizes, NULL, N, &options), NKT_OK);
    for (int i = 0; i < N; i++)
        y[i] = 100 - y[i];
    ck_assert_int_eq(expected_of(&mirrored, &response, terms, TERMS, &sizes, NULL, N, &options),
                     NKT_OK);
    for (int i = 0; i < N; i++) {
        const int up = cell(&e, NKT_EXPECTED_ROW_SHRUNKEN, i) > 0;
        const expected *side = up ? &e : &mirrored;
        const double far = cell(side, NKT_EXPECTED_ROW_P_ABOVE_BY, i);
        const double sure = cell(side, NKT_EXPECTED_ROW_P_ABOVE, i);
        const double class = (far >= 0.9 ? 2 : sure >= 0.9 ? 1 : 0) * (up ? 1 : -1);
        ck_assert_double_eq(cell(&e, NKT_EXPECTED_ROW_CLASS, i), class);
        ck_assert_double_eq_tol(cell(&e, NKT_EXPECTED_ROW_CLASS_P, i),
                                far >= 0.9 ? far : fmax(sure, 1 - sure), 1e-12);
        seen[(int)class + 2]++;
    }
    for (int k = 0; k < 5; k++)
        ck_assert_int_gt(seen[k], 0);
    expected_free(&e);
    expected_free(&mirrored);
}
END_TEST

/* A row without a size stands in the layer as published and has no benchmark. */
START_TEST(rows_without_a_size_have_no_benchmark) {
    expected e, without;

    make(13, 4);
    size[4] = size[9] = NAN;
    ck_assert_int_eq(expected_of(&e, &response, terms, TERMS, &sizes, NULL, N, NULL), NKT_OK);
    ck_assert_int_eq(expected_of(&without, &response, terms, TERMS, NULL, NULL, N, NULL), NKT_OK);
    ck_assert_double_eq(number_of(&e, NKT_EXPECTED_N), N);
    ck_assert_double_eq(number_of(&e, NKT_EXPECTED_N_BENCHMARK), N - 2);
    ck_assert_double_eq(number_of(&without, NKT_EXPECTED_N_BENCHMARK), 0);
    ck_assert_double_nan(number_of(&without, NKT_EXPECTED_TAU2));
    for (int32_t what = NKT_EXPECTED_ROW_VARIANCE; what <= NKT_EXPECTED_ROW_OUTLYING_Q; what++)
        for (int i = 0; i < N; i++) {
            ck_assert_int_eq(isnan(cell(&e, what, i)) != 0, i == 4 || i == 9);
            ck_assert_double_nan(cell(&without, what, i));
        }
    for (int i = 0; i < N; i++)
        ck_assert_double_eq(cell(&e, NKT_EXPECTED_ROW_EXPECTED, i),
                            cell(&without, NKT_EXPECTED_ROW_EXPECTED, i));
    expected_free(&e);
    expected_free(&without);
    for (int i = 2; i < N; i++)
        size[i] = NAN;
    ck_assert_int_eq(expected_of(&e, &response, terms, TERMS, &sizes, NULL, N, NULL),
                     NKT_NOT_ESTIMABLE);
    ck_assert_str_eq(e.error.message, "design.size: is known for too few rows to form a benchmark");
    ck_assert_str_eq(e.error.subject, "design.size");
    ck_assert_int_eq(e.error.reason, NKT_REASON_TOO_FEW);
    ck_assert_double_eq(number_of(&e, NKT_EXPECTED_N_BENCHMARK), 2);
    ck_assert_double_nan(cell(&e, NKT_EXPECTED_ROW_SHRUNKEN, 0));
    ck_assert(!isnan(cell(&e, NKT_EXPECTED_ROW_DEVIATION, 0)));
    expected_free(&e);
}
END_TEST

Suite *nkt_suite_expected_benchmark(void) {
    Suite *suite = suite_create("expected_benchmark");
    TCase *tcase = tcase_create("expected_benchmark");
    tcase_add_loop_test(tcase, every_list_is_what_it_is_defined_to_be, 0, 4);
    tcase_add_test(tcase, a_row_left_out_is_really_left_out);
    tcase_add_loop_test(tcase, reml_is_where_the_likelihood_is_greatest, 0, 4);
    tcase_add_test(tcase, p_values_are_adjusted_for_their_number);
    tcase_add_test(tcase, ranks_follow_the_deviations_and_their_errors);
    tcase_add_test(tcase, a_class_carries_its_probability);
    tcase_add_test(tcase, rows_without_a_size_have_no_benchmark);
    suite_add_tcase(suite, tcase);
    return suite;
}
