/*
 * Theil & Sen's limits for any number of years: the order statistics that the exact distribution of
 * Kendall's S gives, and how often they hold the slope.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <stdlib.h>

#include "draw.h"
#include "nyckeltal/trend.h"

enum { MOST = NKT_TREND_YEARS_MAX, PAIRS = MOST * (MOST - 1) / 2 };

static double years[MOST], values[MOST], slopes[PAIRS];
static nkt_column of_years, of_values;
static nkt_series series;
static nkt_estimate e;
static nkt_error error;

static void setup(void) {
    seed = 15;
    of_years = doubles(years);
    of_values = doubles(values);
    for (int i = 0; i < MOST; i++)
        years[i] = 2000 + i;
}

static void slope(int n) {
    series = (nkt_series){.rows = NKT_ROWS(n), .years = &of_years, .values = &of_values};
    ck_assert_int_eq(nkt_slope(&series, NKT_SLOPE_THEIL_SEN, NULL, &e, &error), NKT_OK);
}

static int by_value(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Orders of n values by their pairs that fall, in whole numbers: up to 20! in 64 bits. */
static int expected_outside(int n) {
    static uint64_t counts[2][21 * 10 + 1];
    uint64_t all = 1, tail = 0;
    int pairs = 0, m = 0;

    for (int k = 0; k <= 210; k++)
        counts[0][k] = k == 0;
    for (int i = 2; i <= n; i++) {
        pairs += i - 1;
        all *= (uint64_t)i;
        for (int k = 0; k <= pairs; k++) {
            counts[1][k] = 0;
            for (int j = 0; j < i && j <= k; j++)
                counts[1][k] += counts[0][k - j];
        }
        for (int k = 0; k <= pairs; k++)
            counts[0][k] = counts[1][k];
    }
    while ((tail + counts[0][m]) <= all / 40) /* at most .025, and never exactly that */
        tail += counts[0][m++];
    return m;
}

START_TEST(limits_are_exact_order_statistics) {
    for (int n = 5; n <= 20; n++) {
        const int m = expected_outside(n);
        int count = 0;
        for (int i = 0; i < n; i++)
            values[i] = normal();
        slope(n);
        for (int a = 0; a < n; a++)
            for (int b = a + 1; b < n; b++)
                slopes[count++] = (values[b] - values[a]) / (b - a);
        qsort(slopes, (size_t)count, sizeof *slopes, by_value);
        if (m == 0) {
            ck_assert_double_nan(e.lower);
            continue;
        }
        ck_assert_double_eq_tol(e.lower, slopes[m - 1], 1e-15);
        ck_assert_double_eq_tol(e.upper, slopes[count - m], 1e-15);
    }
}
END_TEST

/* At least 95 per cent, and with many years hardly more: no order statistic is given away. */
START_TEST(limits_hold_the_slope) {
    static const int lengths[] = {10, 11, 15, 20, 40, 60};
    enum { DRAWS = 4000 };

    for (int k = 0; k < 6; k++) {
        double held = 0;
        for (int d = 0; d < DRAWS; d++) {
            for (int i = 0; i < lengths[k]; i++)
                values[i] = 3 * i + normal();
            slope(lengths[k]);
            held += e.lower <= 3 && 3 <= e.upper;
        }
        ck_assert_msg(held / DRAWS > 0.94 && held / DRAWS < (lengths[k] < 20 ? 0.975 : 0.962),
                      "%d years: %.4f", lengths[k], held / DRAWS);
    }
}
END_TEST

Suite *nkt_suite_slope_limits(void) {
    Suite *suite = suite_create("slope_limits");
    TCase *tcase = tcase_create("slope_limits");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_test(tcase, limits_are_exact_order_statistics);
    tcase_add_test(tcase, limits_hold_the_slope);
    suite_add_tcase(suite, tcase);
    return suite;
}
