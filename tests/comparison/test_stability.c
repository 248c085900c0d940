/*
 * What stays of deviations: flags by hand, components against simulated ones, predictions against
 * the full matrix, bad input.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "draw.h"
#include "nyckeltal/kinds.h"
#include "nyckeltal/stability.h"

enum { UNITS = 4000, YEARS = 6, ROWS = UNITS * YEARS };

static double d[ROWS], v[ROWS];
static int64_t units[ROWS];
static nkt_column deviations, variances;
static nkt_estimate persistent[UNITS];
static nkt_components c;
static void *work;
static size_t work_size;
static nkt_error error;

static void setup(void) {
    deviations = doubles(d);
    variances = doubles(v);
    ck_assert_int_eq(nkt_stability_work_size(UNITS, &work_size, &error), NKT_OK);
    work = malloc(work_size);
}

static void teardown(void) {
    free(work);
}

/* Deviations with these variances; correlation of the chance between years. */
static void make(double between, double within, double correlation) {
    seed = 3;
    for (int u = 0; u < UNITS; u++) {
        const double a = sqrt(between) * normal(), shared = normal();
        for (int t = 0; t < YEARS; t++) {
            const int row = t * UNITS + u;
            units[row] = u;
            v[row] = 2 + 20 * uniform() * uniform();
            d[row] = a + sqrt(within) * normal() +
                     sqrt(v[row]) * (sqrt(correlation) * shared + sqrt(1 - correlation) * normal());
            if (uniform() < 0.2)
                d[row] = NAN;
        }
    }
}

static nkt_status split(double correlation, int64_t n_units) {
    return nkt_stability_components(&deviations, &variances, units, ROWS, n_units, correlation,
                                    NULL, &c, persistent, sizeof persistent[0], work, work_size,
                                    &error);
}

START_TEST(flags_are_counted) {
    const double before[] = {1, 1, 2, -1, -1, 0, 0, NAN, 1, 0},
                 now[] = {1, 0, 1, -2, 1, 0, -1, 1, NAN, 0};
    const int64_t wanted[9] = {1, 0, 1, 1, 2, 0, 0, 1, 2};
    const nkt_column b = doubles(before), n = doubles(now);
    nkt_estimate share, naive;
    int64_t counts[9];
    double chance;

    ck_assert_int_eq(nkt_stability_flags(&b, &n, 10, NULL, counts, &share, &chance, &error),
                     NKT_OK);
    ck_assert_mem_eq(counts, wanted, sizeof wanted);
    ck_assert_int_eq(nkt_share(3, 5, NULL, &naive, NULL), NKT_OK);
    ck_assert_mem_eq(&share, &naive, sizeof share);
    /* 2 of 8 are below now, 2 were; 3 of 8 are above now, 3 were */
    ck_assert_double_eq_tol(chance, 100 * (2 * 2 / 8.0 + 3 * 3 / 8.0) / 5, 1e-12);
}
END_TEST

START_TEST(no_flag_no_share) {
    const double none[] = {0, 0, 0};
    const nkt_column b = doubles(none);
    nkt_estimate share;
    int64_t counts[9];
    double chance;

    ck_assert_int_eq(nkt_stability_flags(&b, &b, 3, NULL, counts, &share, &chance, &error), NKT_OK);
    ck_assert_int_eq(share.state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_double_nan(chance);
    ck_assert_int_eq(counts[4], 3);
}
END_TEST

START_TEST(components_are_found_again) {
    static const double cases[][3] = {{25, 9, 0}, {0, 16, 0}, {12, 0, 0}, {20, 5, 0.6}};
    const double *k = cases[_i];

    make(k[0], k[1], k[2]);
    ck_assert_int_eq(split(k[2], UNITS), NKT_OK);
    ck_assert_int_eq(c.n_units, UNITS);
    ck_assert(c.n_rows > 0.78 * ROWS && c.n_rows < 0.82 * ROWS);
    ck_assert_double_eq_tol(c.persistent, k[0], 4 * c.persistent_se);
    ck_assert_double_eq_tol(c.transitory, k[1], 4 * c.transitory_se);
    ck_assert(c.persistent_se > 0 && c.persistent_se < 1.5 && c.transitory_se < 1);
    if (k[0] + k[1] > 0)
        ck_assert_double_eq_tol(c.share, 100 * c.persistent / (c.persistent + c.transitory), 1e-12);
    if (k[2] > 0) { /* without knowing that chance is shared, some of it looks persistent */
        ck_assert_int_eq(split(0, UNITS), NKT_OK);
        ck_assert_double_gt(c.persistent, k[0] + 3);
    }
}
END_TEST

/* The naive products of all pairs of years. */
START_TEST(components_are_what_they_are_defined_to_be) {
    double products = 0, pairs = 0, squares = 0, rows = 0, chance = 0;

    make(10, 5, 0);
    ck_assert_int_eq(split(0.25, UNITS), NKT_OK);
    for (int u = 0; u < UNITS; u++)
        for (int t = 0; t < YEARS; t++) {
            const int row = t * UNITS + u;
            if (isnan(d[row]))
                continue;
            rows++;
            squares += d[row] * d[row] - v[row];
            chance += v[row];
            for (int s = 0; s < YEARS; s++) {
                const int other = s * UNITS + u;
                if (s == t || isnan(d[other]))
                    continue;
                pairs++;
                products += d[row] * d[other] - 0.25 * sqrt(v[row] * v[other]);
            }
        }
    ck_assert_double_eq_tol(c.persistent, products / pairs, 1e-10);
    ck_assert_double_eq_tol(c.transitory, squares / rows - products / pairs, 1e-10);
    ck_assert_double_eq_tol(c.chance, chance / rows, 1e-10);
}
END_TEST

/* cov(a, d) V^-1 d with V in full, by elimination. */
START_TEST(units_are_predicted_by_the_full_matrix) {
    const double correlation = _i ? 0.3 : 0;

    make(10, 5, correlation);
    ck_assert_int_eq(split(correlation, UNITS), NKT_OK);
    for (int u = 0; u < 50; u++) {
        double a[YEARS][YEARS + 2], value = 0, form = 0;
        int rows[YEARS], n = 0;
        for (int t = 0; t < YEARS; t++)
            if (!isnan(d[t * UNITS + u]))
                rows[n++] = t * UNITS + u;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++)
                a[i][j] = c.persistent + (i == j ? c.transitory + v[rows[i]]
                                                 : correlation * sqrt(v[rows[i]] * v[rows[j]]));
            a[i][n] = d[rows[i]];
            a[i][n + 1] = 1;
        }
        for (int p = 0; p < n; p++)
            for (int i = 0; i < n; i++) {
                const double factor = i == p ? 0 : a[i][p] / a[p][p];
                for (int j = 0; j < n + 2; j++)
                    a[i][j] -= factor * a[p][j];
            }
        for (int i = 0; i < n; i++) {
            value += c.persistent * a[i][n] / a[i][i];
            form += a[i][n + 1] / a[i][i];
        }
        ck_assert_double_eq_tol(persistent[u].value, value, 1e-10);
        ck_assert_double_eq_tol(persistent[u].upper - persistent[u].value,
                                1.95996398454005423552 *
                                    sqrt(c.persistent - c.persistent * c.persistent * form),
                                1e-10);
        ck_assert_double_eq(persistent[u].basis, n);
    }
}
END_TEST

START_TEST(one_year_each_tells_nothing) {
    make(10, 5, 0);
    for (int row = UNITS; row < ROWS; row++)
        units[row] = -1;
    ck_assert_int_eq(split(0, UNITS), NKT_NOT_ESTIMABLE);
    ck_assert_str_eq(error.message, "units: have one row each at most: nothing can stay");
    ck_assert_double_nan(c.persistent);
    ck_assert_double_nan(c.share);
    ck_assert_int_eq(persistent[0].state, NKT_STATE_MISSING);
}
END_TEST

START_TEST(bad_rows_are_told_and_left_out) {
    nkt_components without;

    make(10, 5, 0);
    for (int row = 0; row < ROWS; row++) /* these three are to count */
        d[row] = isnan(d[row]) ? 1 : d[row];
    d[20] = d[21] = d[22] = NAN;
    ck_assert_int_eq(split(0, UNITS), NKT_OK);
    without = c;
    d[20] = INFINITY;
    d[21] = d[22] = 1;
    v[21] = -1;
    units[22] = UNITS;
    ck_assert_int_eq(split(0, UNITS), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "deviations: row 20: infinity is no deviation");
    ck_assert_int_eq(error.rows_affected, 3);
    ck_assert_mem_eq(&c, &without, sizeof c);
}
END_TEST

START_TEST(squares_that_overflow_are_told) {
    make(10, 5, 0);
    d[7] = 1e200;
    ck_assert_int_eq(split(0, UNITS), NKT_NOT_ESTIMABLE);
    ck_assert_str_eq(error.message, "deviations: are too large to be squared");
    ck_assert_int_eq(persistent[7].state, NKT_STATE_MISSING);
}
END_TEST

START_TEST(a_row_with_two_bad_flags_counts_once) {
    const double wrong[] = {1, INFINITY, -1, -INFINITY};
    const nkt_column b = doubles(wrong);
    nkt_estimate share;
    int64_t counts[9];

    ck_assert_int_eq(nkt_stability_flags(&b, &b, 4, NULL, counts, &share, NULL, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "before: row 1: infinity is no flag");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_double_eq(share.value, 100);
}
END_TEST

static void refused(nkt_status got, nkt_status status, int argument, const char *message) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
    if (message)
        ck_assert_str_eq(error.message, message);
}

START_TEST(calls_are_checked) {
    nkt_column odd = deviations;
    nkt_estimate share;
    int64_t counts[9];
    size_t size = 4711;

    odd.type = 99;
#define FLAGS(b, n, rows, counts_, share_)                                                         \
    nkt_stability_flags(b, n, rows, NULL, counts_, share_, NULL, &error)
    refused(FLAGS(NULL, &deviations, 3, counts, &share), NKT_E_NULL, 1, "before: is NULL");
    refused(FLAGS(&deviations, NULL, 3, counts, &share), NKT_E_NULL, 2, "now: is NULL");
    refused(FLAGS(&odd, &deviations, 3, counts, &share), NKT_E_TYPE, 1, NULL);
    refused(FLAGS(&deviations, &deviations, -1, counts, &share), NKT_E_COUNT, 3, NULL);
    refused(FLAGS(&deviations, &deviations, 3, NULL, &share), NKT_E_NULL, 5, "counts: is NULL");
    refused(FLAGS(&deviations, &deviations, 3, counts, NULL), NKT_E_NULL, 6, "persisting: is NULL");
#define SPLIT(d_, units_, rows, n_units, rho, out, stride, work_, size_)                           \
    nkt_stability_components(d_, NULL, units_, rows, n_units, rho, NULL, out, persistent, stride,  \
                             work_, size_, &error)
    refused(SPLIT(NULL, units, 9, 3, 0, &c, 40, work, work_size), NKT_E_NULL, 1,
            "deviations: is NULL");
    refused(SPLIT(&odd, units, 9, 3, 0, &c, 40, work, work_size), NKT_E_TYPE, 1, NULL);
    refused(SPLIT(&deviations, NULL, 9, 3, 0, &c, 40, work, work_size), NKT_E_NULL, 3,
            "units: is NULL");
    refused(SPLIT(&deviations, units, -9, 3, 0, &c, 40, work, work_size), NKT_E_COUNT, 4, NULL);
    refused(SPLIT(&deviations, units, 9, -3, 0, &c, 40, work, work_size), NKT_E_COUNT, 5, NULL);
    refused(SPLIT(&deviations, units, 9, 3, 1.5, &c, 40, work, work_size), NKT_E_DOMAIN, 6,
            "correlation: 1.5 is not 0 to 1");
    refused(SPLIT(&deviations, units, 9, 3, NAN, &c, 40, work, work_size), NKT_E_DOMAIN, 6, NULL);
    refused(SPLIT(&deviations, units, 9, 3, 0, NULL, 40, work, work_size), NKT_E_NULL, 8,
            "out: is NULL");
    refused(SPLIT(&deviations, units, 9, 3, 0, &c, 39, work, work_size), NKT_E_STRIDE, 10, NULL);
    refused(SPLIT(&deviations, units, 9, 3, 0, &c, INT64_MAX, work, work_size), NKT_E_SIZE, 10,
            NULL);
    refused(SPLIT(&deviations, units, 9, 3, 0, &c, 40, NULL, work_size), NKT_E_NULL, 11, NULL);
    refused(SPLIT(&deviations, units, 9, 3, 0, &c, 40, work, 8), NKT_E_CAPACITY, 12, NULL);
    refused(nkt_stability_work_size(-1, &size, &error), NKT_E_COUNT, 1, NULL);
    refused(nkt_stability_work_size(INT64_MAX, &size, &error), NKT_E_SIZE, 1, NULL);
    refused(nkt_stability_work_size(3, NULL, &error), NKT_E_NULL, 2, NULL);
    ck_assert_uint_eq(size, 4711);
}
END_TEST

Suite *nkt_suite_stability(void) {
    Suite *suite = suite_create("stability");
    TCase *tcase = tcase_create("stability");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, flags_are_counted);
    tcase_add_test(tcase, no_flag_no_share);
    tcase_add_loop_test(tcase, components_are_found_again, 0, 4);
    tcase_add_test(tcase, components_are_what_they_are_defined_to_be);
    tcase_add_loop_test(tcase, units_are_predicted_by_the_full_matrix, 0, 2);
    tcase_add_test(tcase, one_year_each_tells_nothing);
    tcase_add_test(tcase, bad_rows_are_told_and_left_out);
    tcase_add_test(tcase, squares_that_overflow_are_told);
    tcase_add_test(tcase, a_row_with_two_bad_flags_counts_once);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
