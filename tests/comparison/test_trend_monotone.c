/*
 * Mann and Kendall's test against all orders of the values, Theil and Sen's limits against the
 * test that they invert.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/trend_series.h"

static double s_of(const double *v, int n) {
    double s = 0;
    for (int a = 0; a < n; a++)
        for (int b = a + 1; b < n; b++)
            s += (v[b] > v[a]) - (v[b] < v[a]);
    return s;
}

/* How many of all orders of v[k...] have |S| of at least `least`; n! of them. */
static double count_orders(double *v, int n, int k, double least) {
    double found = 0;
    if (k == n)
        return fabs(s_of(v, n)) >= least;
    for (int i = k; i < n; i++) {
        double kept = v[k];
        v[k] = v[i], v[i] = kept;
        found += count_orders(v, n, k + 1, least);
        kept = v[k], v[k] = v[i], v[i] = kept;
    }
    return found;
}

static double exact_p(const double *v, int n) {
    double copy[MOST], orders = 1;
    memcpy(copy, v, (size_t)n * sizeof *v);
    for (int i = 2; i <= n; i++)
        orders *= i;
    return count_orders(copy, n, 0, fabs(s_of(v, n))) / orders;
}

START_TEST(kendall_is_that_of_all_orders) {
    const int n = 3 + _i / 2, with_ties = _i % 2;
    const int rounds = n < 8 ? 10 : 1;

    for (int round = 0; round < rounds; round++) {
        draw(n, with_ties);
        if (with_ties)
            y[0] = 1, y[1] = 2; /* not all alike */
        ck_assert_int_eq(kendall(n), NKT_OK);
        ck_assert_int_eq(test.method, NKT_TEST_EXACT);
        ck_assert_int_eq(test.n, n);
        ck_assert_double_eq(test.statistic, s_of(y, n));
        ck_assert_double_eq_tol(test.p, exact_p(y, n), 1e-14);
    }
}
END_TEST

START_TEST(kendall_of_the_methods) {
    static const double ties[] = {1, 2, 2, 3, 3},
                        smallest[] = {NAN, NAN, NAN, 1.0 / 3, 1.0 / 12, 1.0 / 60};

    for (int i = 0; i < 12; i++)
        year[i] = 2010 - i; /* the order of the rows does not matter */
    for (int i = 0; i < 5; i++)
        y[i] = -ties[i];
    kendall(5);
    ck_assert_double_eq_tol(test.p, 2 / 30.0, 1e-14);
    ck_assert_int_eq(test.sign, 1);
    for (int i = 0; i < 12; i++)
        y[i] = i;
    for (int n = 3; n <= 5; n++) {
        kendall(n);
        ck_assert_double_eq_tol(test.p, smallest[n], 1e-14);
        ck_assert_int_eq(test.sign, -1);
    }
    kendall(2);
    ck_assert_int_eq(test.method, NKT_TEST_NONE);
    ck_assert_double_nan(test.p);
    kendall(12); /* S = -66, variance 212.67 */
    ck_assert_int_eq(test.method, NKT_TEST_ASYMPTOTIC);
    ck_assert_double_eq_tol(test.p, erfc(65 / sqrt(12 * 11 * 29 / 18.0) / sqrt(2)), 1e-14);
    nkt_mann_kendall(
        &(nkt_series){.rows = NKT_ROWS(12), .years = &years, .values = &values},
        &(nkt_trend_options){.size = sizeof(nkt_trend_options), .autocorrelation = 0.5}, &test,
        &error);
    ck_assert_double_eq_tol(test.p, erfc(65 / sqrt(3 * 12 * 11 * 29 / 18.0) / sqrt(2)), 1e-14);
}
END_TEST

/* Whether the exact test rejects that the slope is b. */
static int rejects(int n, double b, double alpha) {
    double rest[MOST];
    for (int i = 0; i < n; i++)
        rest[i] = y[i] - b * (year[i] - year[0]);
    return exact_p(rest, n) <= alpha;
}

START_TEST(theil_sen_limits_invert_the_test) {
    for (int n = 5; n <= 7; n++)
        for (int round = 0; round < 5; round++) {
            double width;
            draw(n, 0);
            ck_assert_int_eq(slope(n, NKT_SLOPE_THEIL_SEN), NKT_OK);
            width = estimate.upper - estimate.lower;
            ck_assert(estimate.lower <= estimate.value && estimate.value <= estimate.upper);
            ck_assert(!rejects(n, estimate.lower + 1e-9 * width, 0.05));
            ck_assert(!rejects(n, estimate.upper - 1e-9 * width, 0.05));
            ck_assert(rejects(n, estimate.lower - 1e-9 * width, 0.05));
            ck_assert(rejects(n, estimate.upper + 1e-9 * width, 0.05));
        }
    ck_assert_int_eq(slope(4, NKT_SLOPE_THEIL_SEN), NKT_OK);
    ck_assert_double_nan(estimate.lower);
    ck_assert_int_eq(estimate.state, NKT_STATE_VALUE);
}
END_TEST

START_TEST(theil_sen_is_the_median_of_pairs) {
    for (int n = 2; n <= MOST; n += 7) {
        int below = 0, above = 0, pairs = n * (n - 1) / 2;
        draw(n, 0);
        slope(n, NKT_SLOPE_THEIL_SEN);
        for (int a = 0; a < n; a++)
            for (int b = a + 1; b < n; b++) {
                const double slope = (y[b] - y[a]) / (year[b] - year[a]);
                below += slope < estimate.value - 1e-12;
                above += slope > estimate.value + 1e-12;
            }
        ck_assert_int_eq(below, pairs / 2);
        ck_assert_int_eq(above, pairs / 2);
        ck_assert_double_eq(estimate.basis, n);
    }
    ck_assert_int_eq(slope(1, NKT_SLOPE_THEIL_SEN), NKT_OK);
    ck_assert_int_eq(estimate.state, NKT_STATE_MISSING);
}
END_TEST

Suite *nkt_suite_trend_monotone(void) {
    Suite *suite = suite_create("trend_monotone");
    TCase *tcase = tcase_create("trend_monotone");
    tcase_set_timeout(tcase, 120);
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_loop_test(tcase, kendall_is_that_of_all_orders, 0, 16);
    tcase_add_test(tcase, kendall_of_the_methods);
    tcase_add_test(tcase, theil_sen_limits_invert_the_test);
    tcase_add_test(tcase, theil_sen_is_the_median_of_pairs);
    suite_add_tcase(suite, tcase);
    return suite;
}
