/*
 * Gini's coefficient with weights: pairs one by one, rows written out, a jackknife, coverage, bad input.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "draw.h"
#include "nyckeltal/concentration.h"
#include "nyckeltal/realloc.h"

enum { MOST = 600 };

static double x[MOST], w[MOST];
static nkt_column values, weights;
static nkt_estimate e;
static nkt_memory memory = NKT_MEMORY_REALLOC;
static nkt_error error;

static void setup(void) {
    values = doubles(x);
    weights = doubles(w);
    seed = 1912;
}

static void teardown(void) {
    nkt_memory_free(&memory);
}

static nkt_status gini(int n, int weighting) {
    const nkt_weighted sample = {
        .rows = NKT_ROWS(n), .values = &values, .weights = &weights, .weighting = weighting};

    return nkt_gini(&sample, NULL, &e, &memory, &error);
}

/* Of all pairs, without row `out` (-1: with all). */
static double of_pairs(int n, int out) {
    double difference = 0, total = 0, amount = 0;

    for (int i = 0; i < n; i++) {
        if (i == out || isnan(x[i] + w[i]))
            continue;
        total += w[i];
        amount += w[i] * x[i];
        for (int j = 0; j < n; j++)
            if (j != out && !isnan(x[j] + w[j]))
                difference += w[i] * w[j] * fabs(x[i] - x[j]);
    }
    return difference / (2 * total * amount);
}

START_TEST(of_all_pairs) {
    for (int n = 2; n < 300; n *= 2) {
        for (int i = 0; i < n; i++) {
            x[i] = floor(exp(4 * uniform())); /* ties */
            w[i] = uniform();
            if (uniform() < 0.1)
                *(uniform() < 0.5 ? &x[i] : &w[i]) = NAN;
        }
        x[0] = w[0] = 1;
        ck_assert_int_eq(gini(n, NKT_WEIGHTING_ANALYTIC), NKT_OK);
        ck_assert_double_eq_tol(e.value, of_pairs(n, -1), 1e-13);
    }
}
END_TEST

/* Frequencies are rows written out, limits and all; without weights it is that of nkt_concentration. */
START_TEST(rows_written_out) {
    static double plain[MOST];
    const nkt_column column = doubles(plain);
    nkt_weighted sample = {.rows = NKT_ROWS(0), .values = &column};
    nkt_concentration_result c;
    nkt_estimate written;
    int m = 0;

    for (int i = 0; i < 100; i++) {
        x[i] = floor(30 * uniform());
        w[i] = floor(5 * uniform());
        for (int j = 0; j < w[i]; j++)
            plain[m++] = x[i];
    }
    sample.rows.n_rows = m;
    ck_assert_int_eq(nkt_gini(&sample, NULL, &written, &memory, &error), NKT_OK);
    ck_assert_int_eq(gini(100, NKT_WEIGHTING_FREQUENCY), NKT_OK);
    ck_assert_double_eq_tol(e.value, written.value, 1e-14);
    ck_assert_double_eq_tol(e.lower, written.lower, 1e-13);
    ck_assert_double_eq_tol(e.upper, written.upper, 1e-13);
    ck_assert_double_eq(e.basis, m);
    nkt_concentration(&column, &sample.rows, 1, 50, &c, &memory, &error);
    ck_assert_double_eq_tol(e.value, c.gini, 1e-14);
    for (int i = 0; i < 100; i++) /* only proportions of analytic weights matter */
        w[i] *= 1e-180;
    gini(100, NKT_WEIGHTING_ANALYTIC);
    ck_assert_double_eq_tol(e.value, written.value, 1e-14);
    ck_assert_double_le(e.basis, 100);
}
END_TEST

/* The limits' standard error, read back, is that of the jackknife but for terms of the order of 1 / n. */
START_TEST(as_the_jackknife) {
    const int n = 400;
    double mean = 0, squares = 0, total = 0, of_weights = 0, size, middle, half, without[MOST];

    for (int i = 0; i < n; i++) {
        x[i] = -log(uniform());
        w[i] = 1 + floor(3 * uniform());
        total += w[i];
        of_weights += w[i] * w[i];
    }
    for (int i = 0; i < n; i++) {
        without[i] = of_pairs(n, i);
        mean += without[i] / n;
    }
    for (int i = 0; i < n; i++)
        squares += (without[i] - mean) * (without[i] - mean);
    gini(n, NKT_WEIGHTING_ANALYTIC);
    size = total * total / of_weights;
    middle = e.value * size / (size - 1);
    ck_assert_double_eq_tol(log(e.lower / (1 - e.lower)) + log(e.upper / (1 - e.upper)),
                            2 * log(middle / (1 - middle)), 1e-12);
    half = (log(e.upper / (1 - e.upper)) - log(e.lower / (1 - e.lower))) / 2;
    half *= middle * (1 - middle) * (size - 1) / size / 1.9659273; /* t of 399 degrees */
    ck_assert_double_eq_tol(half / sqrt((n - 1.0) / n * squares), 1, 0.01);
}
END_TEST

/* 2 000 samples: three standard errors are .015. */
static double covered(int n, int is_lognormal, double truth) {
    int count = 0;

    for (int k = 0; k < 2000; k++) {
        for (int i = 0; i < n; i++) {
            x[i] = is_lognormal ? exp(normal()) : -log(uniform());
            w[i] = 1 + floor(4 * uniform());
        }
        gini(n, NKT_WEIGHTING_ANALYTIC);
        count += e.lower <= truth && truth <= e.upper;
    }
    return count / 2000.0;
}

START_TEST(limits_cover) {
    ck_assert_double_eq_tol(covered(30, 0, 0.5), 0.94, 0.017);
    ck_assert_double_eq_tol(covered(200, 0, 0.5), 0.945, 0.017);
    ck_assert_double_eq_tol(covered(30, 1, erf(0.5)), 0.86, 0.025); /* as the header says */
}
END_TEST

START_TEST(ends) {
    const nkt_weighted sample = {.rows = NKT_ROWS(10), .values = &values};
    nkt_options options = {.size = sizeof options, .minimum_basis = 20};

    for (int i = 0; i < 10; i++)
        x[i] = 5, w[i] = i + 1;
    gini(10, NKT_WEIGHTING_ANALYTIC); /* all equal */
    ck_assert_double_eq_tol(e.value, 0, 1e-15);
    ck_assert_double_nan(e.lower);
    for (int i = 0; i < 10; i++)
        x[i] = 0;
    gini(10, NKT_WEIGHTING_ANALYTIC);
    ck_assert_int_eq(e.state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_double_nan(e.value);
    x[4] = 7; /* one has all */
    nkt_gini(&sample, &options, &e, &memory, &error);
    ck_assert_double_eq_tol(e.value, 0.9, 1e-15);
    ck_assert_double_nan(e.upper);
    ck_assert_int_eq(e.flags, NKT_FLAG_BASIS_BELOW_MINIMUM);
    x[3] = 1;
    nkt_gini(&sample, &options, &e, &memory, &error);
    ck_assert(e.lower > 0 && e.lower <= e.value && e.value <= e.upper && e.upper < 1);
    options.mode = NKT_MODE_DESCRIPTIVE;
    nkt_gini(&sample, &options, &e, &memory, &error);
    ck_assert_double_nan(e.lower);
    ck_assert_int_eq(gini(0, NKT_WEIGHTING_ANALYTIC), NKT_OK);
    ck_assert_int_eq(e.state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_double_eq(e.basis, 0);
    ck_assert_int_eq(gini(1, NKT_WEIGHTING_ANALYTIC), NKT_OK);
}
END_TEST

START_TEST(bad_rows_and_calls) {
    const nkt_weighted good = {.rows = NKT_ROWS(3), .values = &values, .weights = &weights};
    nkt_weighted bad = good;
    nkt_options options = {.size = sizeof options, .confidence = 1};
    nkt_memory none = {0};

    for (int i = 0; i < 4; i++)
        x[i] = w[i] = i + 1;
    x[1] = -1;
    w[2] = -1;
    ck_assert_int_eq(gini(4, NKT_WEIGHTING_ANALYTIC), NKT_ROWS_INVALID);
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_str_eq(error.message, "sample.values: row 1: -1 is negative");
    ck_assert_double_eq(e.basis, 2);
    e.basis = 4711;
#define REFUSED(call, status, number)                                                              \
    do {                                                                                           \
        ck_assert_int_eq(call, status);                                                            \
        ck_assert_int_eq(error.argument, number);                                                  \
        ck_assert_double_eq(e.basis, 4711);                                                        \
    } while (0)
#define CALL(sample, options, to, lent) nkt_gini(sample, options, to, lent, &error)
    REFUSED(CALL(NULL, NULL, &e, &memory), NKT_E_NULL, 1);
    bad.weighting = -1;
    REFUSED(CALL(&bad, NULL, &e, &memory), NKT_E_ID, 1);
    bad = good;
    bad.values = NULL;
    REFUSED(CALL(&bad, NULL, &e, &memory), NKT_E_NULL, 1);
    REFUSED(CALL(&good, &options, &e, &memory), NKT_E_OPTION, 2);
    options.size = 2;
    REFUSED(CALL(&good, &options, &e, &memory), NKT_E_OPTIONS_SIZE, 2);
    REFUSED(CALL(&good, NULL, NULL, &memory), NKT_E_NULL, 3);
    REFUSED(CALL(&good, NULL, &e, NULL), NKT_E_NULL, 4);
    REFUSED(CALL(&good, NULL, &e, &none), NKT_E_CAPACITY, 4);
    bad = good;
    bad.weighting = NKT_WEIGHTING_FREQUENCY;
    w[0] = 0x1p53;
    w[2] = 3;
    REFUSED(CALL(&bad, NULL, &e, &memory), NKT_E_DOMAIN, 1);
    none.data = malloc(none.needed);
    none.size = none.needed;
    ck_assert_int_eq(CALL(&good, NULL, &e, &none), NKT_ROWS_INVALID);
    free(none.data);
}
END_TEST

Suite *nkt_suite_gini(void) {
    Suite *suite = suite_create("gini");
    TCase *tcase = tcase_create("gini");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, of_all_pairs);
    tcase_add_test(tcase, rows_written_out);
    tcase_add_test(tcase, as_the_jackknife);
    tcase_add_test(tcase, limits_cover);
    tcase_add_test(tcase, ends);
    tcase_add_test(tcase, bad_rows_and_calls);
    suite_add_tcase(suite, tcase);
    return suite;
}
