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
#include "nyckeltal/realloc.h"
#include "nyckeltal/stability.h"

enum { UNITS = 4000, YEARS = 6, ROWS = UNITS * YEARS };

static double d[ROWS], v[ROWS];
static int64_t units[ROWS];
static nkt_column deviations, variances, of_units;
static nkt_estimate persistent[UNITS];
static nkt_components c;
static nkt_memory work = NKT_MEMORY_REALLOC;
static nkt_error error;

static void setup(void) {
    deviations = doubles(d);
    variances = doubles(v);
    of_units = NKT_ARRAY(0, units);
}

static void teardown(void) {
    nkt_memory_free(&work);
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

static nkt_rows rows_of(int64_t n_units) {
    return (nkt_rows){.groups = &of_units, .n_rows = ROWS, .n_groups = n_units};
}

static nkt_status split(double correlation, int64_t n_units) {
    const nkt_stability_options options = {.size = sizeof options, .correlation = correlation};
    const nkt_rows rows = rows_of(n_units);

    return nkt_stability_components(&deviations, &variances, &rows, &options, &c,
                                    &NKT_ESTIMATES(persistent), &work, &error);
}

static nkt_status sides(const nkt_column *before, const nkt_column *now, int64_t n, int64_t *counts,
                        nkt_estimate *share, double *chance) {
    return nkt_stability_sides(before, now, &(nkt_rows)NKT_ROWS(n), NULL, counts, share, chance,
                               &error);
}

START_TEST(sides_are_counted) {
    const double before[] = {1, 1, 1, -1, -1, 0, 0, NAN, 1, 0},
                 now[] = {1, 0, 1, -1, 1, 0, -1, 1, NAN, 0};
    const int64_t wanted[9] = {1, 0, 1, 1, 2, 0, 0, 1, 2};
    const nkt_column b = doubles(before), n = doubles(now);
    nkt_estimate share, naive;
    int64_t counts[9];
    double chance;

    ck_assert_int_eq(sides(&b, &n, 10, counts, &share, &chance), NKT_OK);
    ck_assert_mem_eq(counts, wanted, sizeof wanted);
    ck_assert_int_eq(nkt_share(3, 5, NULL, &naive, NULL), NKT_OK);
    ck_assert_mem_eq(&share, &naive, sizeof share);
    /* 2 of 8 are below now, 2 were; 3 of 8 are above now, 3 were */
    ck_assert_double_eq_tol(chance, 100 * (2 * 2 / 8.0 + 3 * 3 / 8.0) / 5, 1e-12);
}
END_TEST

START_TEST(no_side_no_share) {
    const double none[] = {0, 0, 0};
    const nkt_column b = doubles(none);
    nkt_estimate share;
    int64_t counts[9];
    double chance;

    ck_assert_int_eq(sides(&b, &b, 3, counts, &share, &chance), NKT_OK);
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

START_TEST(one_year_each_says_nothing) {
    make(10, 5, 0);
    for (int row = UNITS; row < ROWS; row++)
        units[row] = -1;
    ck_assert_int_eq(split(0, UNITS), NKT_NOT_ESTIMABLE);
    ck_assert_str_eq(error.message, "rows.groups: have one row each at most: nothing can stay");
    ck_assert_double_nan(c.persistent);
    ck_assert_double_nan(c.share);
    ck_assert_int_eq(persistent[0].state, NKT_STATE_MISSING);
}
END_TEST

START_TEST(bad_rows_are_reported_and_left_out) {
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
    ck_assert_str_eq(error.message, "deviations: row 20: infinity is no finite number");
    ck_assert_int_eq(error.rows_affected, 3);
    ck_assert_mem_eq(&c, &without, sizeof c);
}
END_TEST

START_TEST(squares_that_overflow_are_reported) {
    make(10, 5, 0);
    d[7] = 1e200;
    ck_assert_int_eq(split(0, UNITS), NKT_NOT_ESTIMABLE);
    ck_assert_str_eq(error.message, "deviations: are too large to be squared");
    ck_assert_int_eq(persistent[7].state, NKT_STATE_MISSING);
}
END_TEST

START_TEST(a_row_with_two_bad_sides_counts_once) {
    const double wrong[] = {1, INFINITY, -1, -INFINITY};
    const nkt_column b = doubles(wrong);
    nkt_estimate share;
    int64_t counts[9];

    ck_assert_int_eq(sides(&b, &b, 4, counts, &share, NULL), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "before: row 1: infinity is no finite number");
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

/* What targets write where there is no side, what classes are numbered by, the row of the country. */
START_TEST(what_is_no_side_does_not_count) {
    static const int8_t before[] = {NKT_SIDE_ABOVE, NKT_SIDE_ABOVE, NKT_SIDE_BELOW,
                                    NKT_NO_CODE,    NKT_SIDE_ABOVE, 2,
                                    NKT_SIDE_ABOVE};
    static const int16_t now[] = {NKT_SIDE_ABOVE, NKT_SIDE_EQUAL, NKT_SIDE_BELOW,
                                  NKT_SIDE_BELOW, NKT_NO_CODE,    2,
                                  NKT_SIDE_ABOVE};
    static const int32_t include[] = {1, 1, 1, 1, 1, 1, 0};
    const nkt_column b = NKT_ARRAY(0, before), n = NKT_ARRAY(0, now), i = NKT_ARRAY(0, include);
    nkt_rows rows = NKT_ROWS(7);
    nkt_estimate share;
    int64_t counts[9];

    rows.include = &i;
    ck_assert_int_eq(nkt_stability_sides(&b, &n, &rows, NULL, counts, &share, NULL, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "before: row 5: 2 is no such code");
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_double_eq(share.basis, 3);
    ck_assert_int_eq(counts[8], 1);
    ck_assert_int_eq(counts[7], 1);
    ck_assert_int_eq(counts[0], 1);
}
END_TEST

/* Units as factors of R, limits into columns, rows left out; the memory that is needed. */
START_TEST(components_of_a_data_frame) {
    static int32_t factor[ROWS];
    static int8_t include[ROWS];
    static double value[UNITS], upper[UNITS];
    static int32_t state[UNITS];
    const nkt_column groups = {.values = factor, .stride = 4, .type = NKT_INT32_R},
                     of_include = NKT_ARRAY(0, include);
    const nkt_estimates frame = {.value = value, .upper = upper, .state = state};
    nkt_rows rows = {.include = &of_include,
                     .groups = &groups,
                     .n_rows = ROWS,
                     .n_groups = UNITS,
                     .first_group = 1};
    nkt_memory lent = {0};
    nkt_components found;

    make(10, 5, 0);
    for (int row = 0; row < ROWS; row++) {
        include[row] = row % 7 != 0;
        factor[row] = row % 11 == 0 ? INT32_MIN : (int32_t)units[row] + 1;
        if (row % 7 == 0 || row % 11 == 0)
            units[row] = -1;
    }
    ck_assert_int_eq(split(0, UNITS), NKT_OK);
    ck_assert_int_eq(nkt_stability_components(&deviations, &variances, &rows, NULL, &found, &frame,
                                              &lent, &error),
                     NKT_E_CAPACITY);
    ck_assert_double_eq(error.bound, (double)lent.needed);
    lent.data = malloc(lent.needed);
    lent.size = lent.needed;
    ck_assert_int_eq(nkt_stability_components(&deviations, &variances, &rows, NULL, &found, &frame,
                                              &lent, &error),
                     NKT_OK);
    free(lent.data);
    ck_assert_mem_eq(&found, &c, sizeof c);
    for (int u = 0; u < UNITS; u++) {
        ck_assert_int_eq(state[u], persistent[u].state);
        if (state[u] != NKT_STATE_VALUE)
            continue;
        ck_assert_double_eq(value[u], persistent[u].value);
        ck_assert_double_eq(upper[u], persistent[u].upper);
    }
}
END_TEST

START_TEST(calls_are_checked) {
    nkt_column odd = deviations;
    const nkt_rows plain = NKT_ROWS(3), negative = NKT_ROWS(-1);
    nkt_rows rows = rows_of(3), wrong = rows;
    nkt_stability_options options = {.size = sizeof options};
    nkt_memory lent = {0};
    nkt_estimates close = NKT_ESTIMATES(persistent), far = close;
    nkt_estimate share;
    int64_t counts[9];

    odd.type = 99;
    close.stride = 7;
    far.stride = INT64_MAX;
#define SIDES(b, n, rows, counts_, share_)                                                         \
    nkt_stability_sides(b, n, rows, NULL, counts_, share_, NULL, &error)
    refused(SIDES(NULL, &deviations, &plain, counts, &share), NKT_E_NULL, 1, "before: is NULL");
    refused(SIDES(&deviations, NULL, &plain, counts, &share), NKT_E_NULL, 2, "now: is NULL");
    refused(SIDES(&odd, &deviations, &plain, counts, &share), NKT_E_TYPE, 1, NULL);
    refused(SIDES(&deviations, &deviations, &negative, counts, &share), NKT_E_COUNT, 3, NULL);
    refused(SIDES(&deviations, &deviations, NULL, counts, &share), NKT_E_NULL, 3, NULL);
    refused(SIDES(&deviations, &deviations, &plain, NULL, &share), NKT_E_NULL, 5,
            "counts: is NULL");
    refused(SIDES(&deviations, &deviations, &plain, counts, NULL), NKT_E_NULL, 6,
            "persisting: is NULL");
#define SPLIT(d_, rows_, o, out, to, lent)                                                         \
    nkt_stability_components(d_, NULL, rows_, o, out, to, lent, &error)
    rows.n_rows = 9;
    refused(SPLIT(NULL, &rows, NULL, &c, NULL, &work), NKT_E_NULL, 1, "deviations: is NULL");
    refused(SPLIT(&odd, &rows, NULL, &c, NULL, &work), NKT_E_TYPE, 1, NULL);
    refused(SPLIT(&deviations, NULL, NULL, &c, NULL, &work), NKT_E_NULL, 3, "rows: is NULL");
    refused(SPLIT(&deviations, &plain, NULL, &c, NULL, &work), NKT_E_NULL, 3,
            "rows.groups: is NULL");
    wrong.n_rows = -9;
    refused(SPLIT(&deviations, &wrong, NULL, &c, NULL, &work), NKT_E_COUNT, 3, NULL);
    wrong = rows;
    wrong.n_groups = -3;
    refused(SPLIT(&deviations, &wrong, NULL, &c, NULL, &work), NKT_E_COUNT, 3, NULL);
    options.correlation = 1.5;
    refused(SPLIT(&deviations, &rows, &options, &c, NULL, &work), NKT_E_OPTION, 4,
            "options.correlation: 1.5 is not within 0 and 1");
    options.correlation = NAN;
    refused(SPLIT(&deviations, &rows, &options, &c, NULL, &work), NKT_E_OPTION, 4, NULL);
    options.correlation = 0;
    options.mode = 2;
    refused(SPLIT(&deviations, &rows, &options, &c, NULL, &work), NKT_E_OPTION, 4, NULL);
    refused(SPLIT(&deviations, &rows, NULL, NULL, NULL, &work), NKT_E_NULL, 5, "out: is NULL");
    refused(SPLIT(&deviations, &rows, NULL, &c, &close, &work), NKT_E_STRIDE, 6, NULL);
    refused(SPLIT(&deviations, &rows, NULL, &c, &far, &work), NKT_E_SIZE, 6, NULL);
    refused(SPLIT(&deviations, &rows, NULL, &c, NULL, NULL), NKT_E_NULL, 7, NULL);
    refused(SPLIT(&deviations, &rows, NULL, &c, NULL, &lent), NKT_E_CAPACITY, 7, NULL);
    wrong.n_groups = INT64_MAX;
    refused(SPLIT(&deviations, &wrong, NULL, &c, NULL, &work), NKT_E_SIZE, 7, NULL);
}
END_TEST

Suite *nkt_suite_stability(void) {
    Suite *suite = suite_create("stability");
    TCase *tcase = tcase_create("stability");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, sides_are_counted);
    tcase_add_test(tcase, no_side_no_share);
    tcase_add_loop_test(tcase, components_are_found_again, 0, 4);
    tcase_add_test(tcase, components_are_what_they_are_defined_to_be);
    tcase_add_loop_test(tcase, units_are_predicted_by_the_full_matrix, 0, 2);
    tcase_add_test(tcase, one_year_each_says_nothing);
    tcase_add_test(tcase, bad_rows_are_reported_and_left_out);
    tcase_add_test(tcase, squares_that_overflow_are_reported);
    tcase_add_test(tcase, a_row_with_two_bad_sides_counts_once);
    tcase_add_test(tcase, calls_are_checked);
    tcase_add_test(tcase, what_is_no_side_does_not_count);
    tcase_add_test(tcase, components_of_a_data_frame);
    suite_add_tcase(suite, tcase);
    return suite;
}
