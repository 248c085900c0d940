/*
 * Refits against fits from the start with the same weights; drawn weights against what they should
 * be; leaving one out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/ols_help.h"
#include "model/refit.h"

enum { N = 80, TERMS = 3, P = TERMS + 1, MOST = 2000 };

static double y[N], x[TERMS][N], w[N], v[MOST][N], out[MOST][P];
static nkt_column response, terms[TERMS], weight, weights[MOST];
static int8_t included[N];
static model m;
static nkt_memory refit;
static nkt_design design;
static nkt_error error;

static uint64_t seed;

static double uniform(void) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return ((double)(seed >> 11) + 0.5) * 0x1p-53;
}

static void setup(void) {
    seed = 17;
    for (int i = 0; i < N; i++) {
        for (int k = 0; k < TERMS; k++)
            x[k][i] = 20 + 30 * uniform();
        y[i] = 60 - 0.5 * x[0][i] + 0.2 * x[1][i] + 5 * (uniform() + uniform() - 1);
        w[i] = 1 + floor(300 * uniform());
        included[i] = i != 33;
        for (int j = 0; j < MOST; j++)
            v[j][i] = floor(4 * uniform());
    }
    response = numbers(y);
    weight = numbers(w);
    for (int k = 0; k < TERMS; k++)
        terms[k] = numbers(x[k]);
    for (int j = 0; j < MOST; j++)
        weights[j] = numbers(v[j]);
}

/* Fits and prepares; by_weight, include: whether the fit has them. */
static void prepare(int by_weight, const nkt_column *include, const nkt_ols_options *options) {
    const nkt_memory empty = NKT_MEMORY_REALLOC;

    model_init(&m, TERMS, options);
    design = design_of(&response, terms, TERMS, by_weight ? &weight : NULL, include, N);
    ck_assert_int_ge(nkt_ols_add(&m.state, &design, &error), 0);
    ck_assert_int_ge(model_fit(&m, NULL), 0);
    refit = empty;
    ck_assert_int_eq(nkt_refit_init(&refit, &m.fit, &design, &m.work, &error), NKT_OK);
}

static void teardown(void) {
    model_free(&m);
    nkt_memory_free(&refit);
}

static nkt_status given(int64_t n, double *to) {
    const nkt_table table = NKT_TABLE_OF(weights, n, N);
    const nkt_target target = {.values = to, .type = NKT_FLOAT64};
    return nkt_refit_weights(&refit, &table, &target, &m.work, &error);
}

#define WEIGHTS(n) given(n, out[0])
#define BOOTSTRAP(kind, seed, first, n)                                                            \
    nkt_refit_bootstrap(&refit, kind, seed, first, n,                                              \
                        &(nkt_target){.values = out, .type = NKT_FLOAT64}, &m.work, &error)

/* Coefficient k of a fit from the start, with those weights times w if by_weight. */
static void same_as_from_the_start(const double *replicate, const double *with, int by_weight) {
    nkt_column product;
    double both[N];
    model fresh;

    for (int i = 0; i < N; i++)
        both[i] = (by_weight ? w[i] : 1) * with[i];
    product = numbers(both);
    ck_assert_int_ge(model_of(&fresh, &response, terms, TERMS, &product, N, NULL), 0);
    for (int k = 0; k < P; k++)
        ck_assert_double_eq_tol(replicate[k], one(&fresh, NKT_OLS_LIST_COEFFICIENT, k),
                                1e-10 * one(&fresh, NKT_OLS_LIST_SE, k));
    model_free(&fresh);
}

START_TEST(given_weights_are_fits_from_the_start) {
    prepare(_i, NULL, NULL);
    ck_assert_int_eq(WEIGHTS(10), NKT_OK);
    for (int j = 0; j < 10; j++)
        same_as_from_the_start(out[j], v[j], _i);
}
END_TEST

START_TEST(rows_outside_the_fit_are_not_looked_at) {
    const nkt_column include = {.values = included, .stride = 1, .type = NKT_BOOL};
    double changed[N];

    prepare(0, &include, NULL);
    v[1][33] = -INFINITY;
    ck_assert_int_eq(WEIGHTS(2), NKT_OK);
    for (int j = 0; j < 2; j++) {
        memcpy(changed, v[j], sizeof changed);
        changed[33] = 0;
        same_as_from_the_start(out[j], changed, 0);
    }
}
END_TEST

START_TEST(powers_and_no_intercept) {
    nkt_ols_options options = {.size = sizeof options, .intercept = NKT_OLS_INTERCEPT_NONE};
    nkt_column product = numbers(v[0]);
    double coefficients[P + 1];
    model fresh;

    options.degree[1] = 2;
    prepare(0, NULL, &options);
    ck_assert_int_eq(given(1, coefficients), NKT_OK);
    model_init(&fresh, TERMS, &options);
    model_add(&fresh, &response, terms, TERMS, &product, NULL, N, &error);
    ck_assert_int_ge(model_fit(&fresh, NULL), 0);
    for (int k = 0; k < P; k++)
        ck_assert_double_eq_tol(coefficients[k], one(&fresh, NKT_OLS_LIST_COEFFICIENT, k),
                                1e-10 * one(&fresh, NKT_OLS_LIST_SE, k));
    model_free(&fresh);
}
END_TEST

START_TEST(dropped_terms_stay_dropped) {
    for (int i = 0; i < N; i++)
        x[2][i] = x[0][i] + x[1][i];
    prepare(0, NULL, NULL);
    ck_assert_int_eq(WEIGHTS(3), NKT_OK);
    for (int j = 0; j < 3; j++) {
        ck_assert_double_nan(out[j][3]);
        ck_assert(isfinite(out[j][0]) && isfinite(out[j][2]));
    }
}
END_TEST

/* Cases: each replicate is a fit with whole weights that add up to the number of rows. */
START_TEST(cases_are_drawn_evenly) {
    const int32_t draws = MOST;
    int64_t position_counts[N] = {0};
    double chi2 = 0;

    prepare(0, NULL, NULL);
    ck_assert_int_eq(BOOTSTRAP(NKT_REFIT_CASES, 42, 0, draws), NKT_OK);
    /* The same stream drawn here: how often each row came. */
    for (int j = 0; j < draws; j++) {
        const uint64_t stream = nkt_i_random_stream(42, (uint64_t)j);
        memset(v[0], 0, sizeof v[0]);
        for (int i = 0; i < N; i++) {
            uint64_t high;
            nkt_i_multiply64(nkt_i_random_bits(stream, (uint64_t)i), N, &high);
            position_counts[high]++;
            v[0][high]++;
        }
        if (j < 5)
            same_as_from_the_start(out[j], v[0], 0);
    }
    for (int i = 0; i < N; i++)
        chi2 += pow((double)position_counts[i] - draws, 2) / draws;
    /* chi-square with 79 degrees of freedom: 42 and 129 leave out 1 in 5 000 at each end */
    ck_assert(chi2 > 42 && chi2 < 129);
}
END_TEST

START_TEST(wild_replicates_are_fits_of_another_response) {
    static double fitted[N], residual[N], leverage[N], other[N];
    const int32_t what[3] = {NKT_OLS_ROW_FITTED, NKT_OLS_ROW_RESIDUAL, NKT_OLS_ROW_LEVERAGE};
    double *const to[3] = {fitted, residual, leverage};
    const nkt_column changed = numbers(other);
    int plus = 0;

    prepare(1, NULL, NULL);
    for (int k = 0; k < 3; k++)
        ck_assert_int_eq(model_rows(&m, &design, &what[k], 1, to[k], &error), NKT_OK);
    for (int32_t kind = NKT_REFIT_WILD; kind <= NKT_REFIT_WILD_HC3; kind++) {
        ck_assert_int_eq(BOOTSTRAP(kind, 7, 3, 40), NKT_OK);
        for (int j = 0; j < 40; j++) {
            const uint64_t stream = nkt_i_random_stream(7, (uint64_t)(3 + j));
            model fresh;
            for (int i = 0; i < N; i++) {
                const int sign = nkt_i_random_bits(stream, (uint64_t)(i / 64)) >> (i % 64) & 1;
                const double rest = 1 - leverage[i];
                const double size = kind == NKT_REFIT_WILD       ? 1
                                    : kind == NKT_REFIT_WILD_HC2 ? sqrt(rest)
                                                                 : rest;
                plus += sign;
                other[i] = fitted[i] + (sign ? 1 : -1) * residual[i] / size;
            }
            ck_assert_int_ge(model_of(&fresh, &changed, terms, TERMS, &weight, N, NULL), 0);
            for (int k = 0; k < P; k++)
                ck_assert_double_eq_tol(out[j][k], one(&fresh, NKT_OLS_LIST_COEFFICIENT, k),
                                        1e-10 * one(&fresh, NKT_OLS_LIST_SE, k));
            model_free(&fresh);
        }
    }
    /* 9 600 signs: 0.5 within 4 standard errors */
    ck_assert_double_eq_tol((double)plus / (3 * 40 * N), 0.5, 4 * 0.5 / sqrt(3 * 40 * N));
}
END_TEST

START_TEST(pieces_are_the_whole) {
    static double whole[60][P];

    prepare(0, NULL, NULL);
    for (int32_t kind = NKT_REFIT_CASES; kind <= NKT_REFIT_WILD; kind++) {
        ck_assert_int_eq(BOOTSTRAP(kind, 99, 0, 60), NKT_OK);
        memcpy(whole, out, sizeof whole);
        for (int at = 0; at < 60; at += 7) {
            const int count = at + 7 < 60 ? 7 : 60 - at;
            ck_assert_int_eq(BOOTSTRAP(kind, 99, at, count), NKT_OK);
            ck_assert_mem_eq(out, whole[at], (size_t)count * sizeof whole[0]);
        }
        ck_assert_int_eq(BOOTSTRAP(kind, 100, 0, 60), NKT_OK);
        ck_assert_mem_ne(out, whole, sizeof whole);
    }
}
END_TEST

/* The spread of replicates is the standard error: of wild ones that of HC0, exactly in the mean. */
START_TEST(the_spread_of_replicates_is_the_standard_error) {
    prepare(0, NULL, NULL);
    ck_assert_int_eq(nkt_ols_robust(&m.fit, &design, NKT_ROBUST_HC0, &m.work, &error), NKT_OK);
    for (int32_t kind = NKT_REFIT_CASES; kind <= NKT_REFIT_WILD; kind++) {
        ck_assert_int_eq(BOOTSTRAP(kind, 5, 0, MOST), NKT_OK);
        for (int k = 0; k < P; k++) {
            double sum = 0, squares = 0;
            for (int j = 0; j < MOST; j++)
                sum += out[j][k];
            for (int j = 0; j < MOST; j++)
                squares += pow(out[j][k] - sum / MOST, 2);
            /* 2 000 draws: 1.6 per cent error; cases differ from HC0 by terms of 1 / n */
            ck_assert_double_eq_tol(sqrt(squares / MOST) / one(&m, NKT_OLS_LIST_ROBUST_SE, k), 1,
                                    kind == NKT_REFIT_WILD ? 0.06 : 0.12);
        }
    }
}
END_TEST

/* A refit without a row predicts for it what the rows of the fit say. */
START_TEST(leaving_one_out_is_what_the_rows_say) {
    const int32_t what = NKT_OLS_ROW_LOO_DEVIATION;
    const nkt_column include = {.values = included, .stride = 1, .type = NKT_BOOL};
    static double exact[N];

    prepare(1, &include, NULL);
    ck_assert_int_eq(model_rows(&m, &design, &what, 1, exact, &error), NKT_OK);
    for (int j = 0; j < N; j++)
        for (int i = 0; i < N; i++)
            v[j][i] = i != j;
    ck_assert_int_eq(WEIGHTS(N), NKT_OK);
    for (int i = 0; i < N; i++) {
        double left = y[i] - out[i][0];
        for (int k = 0; k < TERMS; k++)
            left -= out[i][k + 1] * x[k][i];
        ck_assert_double_eq_tol(left, exact[i], 1e-12 * (1 + fabs(exact[i])));
    }
}
END_TEST

/* Rows that the weights leave out weigh nothing; other types, and the caller's own. */
START_TEST(weights_are_a_table) {
    static float narrow[2][P];
    static uint8_t whole[N], keep[N];
    const nkt_column column = NKT_ARRAY(0, whole), include = NKT_ARRAY(0, keep);
    nkt_table table = NKT_TABLE_OF(&column, 1, N);
    double changed[N];

    prepare(0, NULL, NULL);
    for (int i = 0; i < N; i++) {
        whole[i] = (uint8_t)(1 + i % 3);
        keep[i] = i % 5 != 0;
        changed[i] = keep[i] * whole[i];
    }
    table.rows.include = &include;
    ck_assert_int_eq(nkt_refit_weights(&refit, &table,
                                       &(nkt_target){.values = narrow, .type = NKT_FLOAT32},
                                       &m.work, &error),
                     NKT_OK);
    weights[0] = numbers(changed);
    ck_assert_int_eq(WEIGHTS(1), NKT_OK);
    same_as_from_the_start(out[0], changed, 0);
    for (int k = 0; k < P; k++)
        ck_assert(narrow[0][k] == (float)out[0][k]);
}
END_TEST

/* Wider vectors change no bit. */
START_TEST(vectors_of_any_width_give_the_same_bits) {
    enum { ROWS = 77, TILES = 5, SUMS = NKT_I_REFITS * TILES * NKT_I_TILE };
    static double products[TILES * ROWS * NKT_I_TILE], given[ROWS * NKT_I_REFITS];
    static double wide[SUMS], portable[SUMS];

    seed = (uint64_t)_i;
    for (size_t i = 0; i < sizeof products / sizeof products[0]; i++)
        products[i] = exp(20 * uniform() - 10) - 1;
    for (size_t i = 0; i < sizeof given / sizeof given[0]; i++)
        given[i] = uniform() < 0.3 ? 0 : 3 * uniform();
    nkt_i_refit_sums(products, TILES, given, ROWS, wide);
    nkt_i_refit_sums_portable(products, TILES, given, ROWS, portable);
    ck_assert_mem_eq(wide, portable, sizeof wide);
    for (int k = 0; k < NKT_I_REFITS; k++)
        for (int t = 0; t < TILES; t++)
            for (int l = 0; l < NKT_I_TILE; l++) {
                double sum = 0;
                for (int i = 0; i < ROWS; i++)
                    sum += given[i * NKT_I_REFITS + k] * products[(t * ROWS + i) * NKT_I_TILE + l];
                ck_assert_double_eq(wide[(k * TILES + t) * NKT_I_TILE + l], sum);
            }
}
END_TEST

Suite *nkt_suite_refit(void) {
    Suite *suite = suite_create("refit");
    TCase *tcase = tcase_create("refit");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, given_weights_are_fits_from_the_start, 0, 2);
    tcase_add_test(tcase, rows_outside_the_fit_are_not_looked_at);
    tcase_add_test(tcase, powers_and_no_intercept);
    tcase_add_test(tcase, dropped_terms_stay_dropped);
    tcase_add_test(tcase, cases_are_drawn_evenly);
    tcase_add_test(tcase, wild_replicates_are_fits_of_another_response);
    tcase_add_test(tcase, pieces_are_the_whole);
    tcase_add_test(tcase, the_spread_of_replicates_is_the_standard_error);
    tcase_add_test(tcase, leaving_one_out_is_what_the_rows_say);
    tcase_add_test(tcase, weights_are_a_table);
    suite_add_tcase(suite, tcase);
    tcase = tcase_create("vectors");
    tcase_add_loop_test(tcase, vectors_of_any_width_give_the_same_bits, 0, 5);
    suite_add_tcase(suite, tcase);
    return suite;
}
