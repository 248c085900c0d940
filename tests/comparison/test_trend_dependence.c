/*
 * Stocks, whose neighbouring years share persons: generalised least squares against normal equations
 * with the inverse written out, the worst case against the mean of the yearly changes, and persons who
 * stay and change.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>

#include "comparison/trend_series.h"

static nkt_trend_options stock(double renewal, double autocorrelation) {
    return (nkt_trend_options){.size = sizeof(nkt_trend_options),
                               .measure = NKT_MEASURE_STOCK,
                               .renewal = renewal,
                               .autocorrelation = autocorrelation};
}

static nkt_status judge_values(int n, const nkt_trend_options *options) {
    const nkt_series series = of_values(n);
    return nkt_trend(&series, options, &result, &error);
}

/* Inverse by Gauss and Jordan; no pivoting is needed of a covariance. */
static void invert(int n, double m[MOST][2 * MOST]) {
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            m[i][n + j] = i == j;
    for (int k = 0; k < n; k++) {
        const double pivot = m[k][k];
        for (int j = 0; j < 2 * n; j++)
            m[k][j] /= pivot;
        for (int i = 0; i < n; i++) {
            const double much = m[i][k];
            for (int j = 0; i != k && j < 2 * n; j++)
                m[i][j] -= much * m[k][j];
        }
    }
}

/* What the test of a slope is, by the inverse of the covariance. */
typedef struct gls {
    double slope, variance, rest, about_mean;
} gls;

static gls by_inverse(int n, const double *value, const double *spread, double r) {
    static double m[MOST][2 * MOST];
    double w = 0, wt = 0, wy = 0, wtt = 0, wty = 0, wyy = 0, d;
    gls out;

    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            m[i][j] = spread[i] * spread[j] * pow(r, fabs(year[i] - year[j]));
    invert(n, m);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            const double v = m[i][n + j], s = year[i] - year[0], t = year[j] - year[0];
            w += v;
            wt += v * t;
            wy += v * value[j];
            wtt += v * s * t;
            wty += v * s * value[j];
            wyy += v * value[i] * value[j];
        }
    d = w * wtt - wt * wt;
    out.slope = (w * wty - wt * wy) / d;
    out.variance = w / d;
    out.about_mean = wyy - wy * wy / w;
    out.rest = out.about_mean - out.slope * out.slope / out.variance;
    return out;
}

START_TEST(counts_against_the_inverse) {
    for (int set = 0; set < 100; set++) {
        const int n = 5 + set % 8;
        const double r = 0.1 + 0.85 * uniform();
        const nkt_trend_options options = stock(0, r), renewed = stock(1 - r, 0);
        double share[MOST], spread[MOST], a = 0, m = 0, phi;
        gls f;
        draw(n, 0);
        for (int i = 0; i < n; i++) {
            a += part[i];
            m += whole[i];
        }
        for (int i = 0; i < n; i++) {
            share[i] = part[i] / whole[i];
            spread[i] = sqrt(a / m * (1 - a / m) / whole[i]);
        }
        f = by_inverse(n, share, spread, r);
        phi = f.rest / (n - 2);
        ck_assert_int_eq(judge(n, &options), NKT_OK);
        ck_assert_double_eq_tol(result.monotone.statistic,
                                f.slope / sqrt(fmax(1, phi) * f.variance), 1e-7);
        ck_assert_double_eq(result.monotone.df, n - 2);
        ck_assert_double_eq_tol(result.dispersion, phi, 1e-7 * (1 + phi));
        ck_assert_double_eq_tol(result.differ.statistic, f.about_mean, 1e-7 * f.about_mean);
        ck_assert_double_eq(result.differ.df, n - 1);
        judge(n, &renewed); /* the same as an upper bound: nothing is said of differences */
        ck_assert_double_eq_tol(result.monotone.statistic,
                                f.slope / sqrt(fmax(1, phi) * f.variance), 1e-7);
        ck_assert_int_eq(result.differ.method, NKT_TEST_NONE);
    }
}
END_TEST

START_TEST(values_against_the_inverse) {
    double ones[MOST];

    for (int i = 0; i < MOST; i++)
        ones[i] = 1;
    for (int set = 0; set < 100; set++) {
        const int n = 5 + set % 8;
        const double r = 0.1 + 0.85 * uniform();
        const nkt_trend_options options = stock(0, r);
        gls f;
        draw(n, 0);
        f = by_inverse(n, y, ones, r);
        judge_values(n, &options);
        ck_assert_double_eq_tol(result.monotone.statistic,
                                f.slope / sqrt(f.rest / (n - 2) * f.variance), 1e-7);
        ck_assert_double_nan(result.dispersion);
    }
}
END_TEST

/* Chance that adds up: the mean of the yearly changes against their spread. */
START_TEST(the_worst_case_is_that_of_yearly_changes) {
    const nkt_trend_options options = stock(0, 0);

    for (int set = 0; set < 100; set++) {
        const int n = 5 + set % 8;
        double mean, squares = 0;
        draw(n, 0);
        mean = (y[n - 1] - y[0]) / (year[n - 1] - year[0]);
        for (int i = 1; i < n; i++) {
            const double apart = year[i] - year[i - 1];
            squares += pow(y[i] - y[i - 1] - mean * apart, 2) / apart;
        }
        judge_values(n, &options);
        ck_assert_double_eq_tol(result.monotone.statistic,
                                mean / sqrt(squares / (n - 2) / (year[n - 1] - year[0])), 1e-8);
        kendall(n); /* and the order has to say so */
        ck_assert_double_ge(result.monotone.p, test.p);
    }
}
END_TEST

/* A stock without counts whose measure nobody knows is taken for one; -1 says that years are independent. */
START_TEST(independent_years_are_judged_by_their_order) {
    const nkt_trend_options options = stock(0, -1);

    draw(8, 0);
    judge_values(8, &options);
    kendall(8);
    ck_assert_int_eq(result.monotone.method, NKT_TEST_EXACT);
    ck_assert_double_eq(result.monotone.p, test.p);
    judge_values(8, NULL);
    ck_assert_int_eq(result.monotone.method, NKT_TEST_STUDENT);
}
END_TEST

/* Of a hundred persons a tenth is new each year, and a tenth of the others changes: nothing moves. */
START_TEST(persons_who_stay_and_change) {
    enum { N = 9, PERSONS = 100, DRAWS = 2000 };
    const nkt_trend_options ways[] = {stock(0, 0), stock(0.1, 0), stock(0, 0.81)};
    double seen[3] = {0}, alarms = 0, by_order = 0;

    for (int d = 0; d < DRAWS; d++) {
        char outcome[PERSONS];
        for (int i = 0; i < N; i++) {
            year[i] = 2010 + i;
            whole[i] = PERSONS;
            part[i] = 0;
            for (int k = 0; k < PERSONS; k++) {
                if (i == 0 || uniform() < 0.1 || uniform() < 0.1)
                    outcome[k] = uniform() < 0.4;
                part[i] += outcome[k];
            }
            y[i] = part[i];
        }
        for (int w = 0; w < 3; w++) {
            judge(N, &ways[w]);
            seen[w] += result.verdict == NKT_VERDICT_UP || result.verdict == NKT_VERDICT_DOWN ||
                       result.verdict == NKT_VERDICT_TURNED;
            alarms += w == 2 && result.verdict != NKT_VERDICT_RANDOM;
        }
        kendall(N);
        by_order += test.p < 0.05;
    }
    printf("  a trend or a turn: %.1f, %.1f, %.1f %%; by order alone %.1f %%\n",
           100 * seen[0] / DRAWS, 100 * seen[1] / DRAWS, 100 * seen[2] / DRAWS,
           100 * by_order / DRAWS);
    for (int w = 0; w < 3; w++)
        ck_assert_double_le(seen[w] / DRAWS, 0.05);
    ck_assert_double_le(alarms / DRAWS, 0.05);
    ck_assert_double_gt(by_order / DRAWS, 0.15); /* what it was */
}
END_TEST

Suite *nkt_suite_trend_dependence(void) {
    Suite *suite = suite_create("trend_dependence");
    TCase *tcase = tcase_create("trend_dependence");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_test(tcase, counts_against_the_inverse);
    tcase_add_test(tcase, values_against_the_inverse);
    tcase_add_test(tcase, the_worst_case_is_that_of_yearly_changes);
    tcase_add_test(tcase, independent_years_are_judged_by_their_order);
    tcase_add_test(tcase, persons_who_stay_and_change);
    suite_add_tcase(suite, tcase);
    return suite;
}
