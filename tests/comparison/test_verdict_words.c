/*
 * The words of a verdict: stable, turned, random, not testable.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/trend_series.h"

static nkt_trend_options flow(double dead_band) {
    return (nkt_trend_options){.size = sizeof(nkt_trend_options),
                               .measure = NKT_MEASURE_FLOW,
                               .draws = -1,
                               .dead_band = dead_band};
}

static void fill(int n, const double *per_cent, double size) {
    for (int i = 0; i < n; i++) {
        year[i] = 2012 + i;
        y[i] = per_cent[i];
        whole[i] = size;
        part[i] = size * per_cent[i] / 100;
    }
}

static nkt_status judge_values(int n, const nkt_trend_options *options) {
    const nkt_series series = of_values(n);
    return nkt_trend(&series, options, &result, &error);
}

/* First and last are alike, and what lies between is not. */
START_TEST(stable_is_the_whole_series) {
    static const double away[] = {30, 45, 60, 45, 30}, near[] = {30, 31, 30, 29, 30};
    const nkt_trend_options band = flow(10);

    fill(5, away, 1000);
    judge(5, &band);
    ck_assert_int_eq(result.arrow, NKT_SIDE_EQUAL);
    ck_assert_int_ne(result.verdict, NKT_VERDICT_STABLE);
    fill(5, near, 1000);
    judge(5, &band);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_STABLE);
    fill(5, near, 60); /* so few persons may be anywhere */
    judge(5, &band);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_RANDOM);
    fill(5, away, 1000);
    for (int i = 1; i < 4; i++)
        part[i] = NAN; /* values without counts count too */
    {
        nkt_series series = of_counts(5);
        series.values = &values;
        nkt_trend(&series, &band, &result, &error);
        ck_assert_int_ne(result.verdict, NKT_VERDICT_STABLE);
    }
}
END_TEST

START_TEST(a_gap_is_stable_as_a_whole) {
    static const double away[] = {30, 45, 60, 45, 30};
    const nkt_trend_options band = flow(12);
    const nkt_series series = of_counts(5);
    nkt_column flat = doubles(y);
    nkt_series second = series;

    fill(5, away, 1000);
    for (int i = 0; i < 5; i++)
        y[i] = 300;
    second.parts = &flat;
    nkt_trend_gap(&series, &second, NKT_CONTRAST_DIFFERENCE, &band, &result, &error);
    ck_assert_int_eq(result.arrow, NKT_SIDE_EQUAL);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_TURNED);
    for (int i = 0; i < 5; i++)
        y[i] = part[i];
    nkt_trend_gap(&series, &second, NKT_CONTRAST_DIFFERENCE, &band, &result, &error);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_STABLE);
}
END_TEST

START_TEST(a_rise_and_then_a_fall_is_a_turn) {
    static const double peak[] = {30, 45, 60, 45, 30}, late[] = {30, 34, 39, 43, 48, 41, 35},
                        valley[] = {60, 51, 42, 33, 41, 50, 59};

    fill(5, peak, 1000);
    judge(5, NULL);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_TURNED);
    ck_assert_int_eq(result.turn.sign, NKT_SIDE_BELOW);
    ck_assert_int_eq(result.turn_year, 2014);
    fill(7, late, 1000);
    judge(7, NULL);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_TURNED);
    ck_assert_int_eq(result.turn_year, 2016);
    fill(7, valley, 500);
    judge(7, NULL);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_TURNED);
    ck_assert_int_eq(result.turn.sign, NKT_SIDE_ABOVE);
    ck_assert_int_eq(result.turn_year, 2015);
    judge_values(7, NULL); /* without counts too */
    ck_assert_int_eq(result.verdict, NKT_VERDICT_TURNED);
    fill(4, peak, 1000); /* too short for one */
    judge(4, NULL);
    ck_assert_int_eq(result.turn.method, NKT_TEST_NONE);
    ck_assert_double_nan(result.turn.p);
    ck_assert_int_eq(result.turn_year, 0);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_CHANGED);
}
END_TEST

/* The bend, against normal equations of three unknowns, in each year that has two on either side. */
START_TEST(the_best_bend_by_normal_equations) {
    const nkt_trend_options independent = {.size = sizeof independent, .autocorrelation = -1};

    for (int set = 0; set < 100; set++) {
        const int n = 5 + set % 6;
        double best = 0, at = 0;
        draw(n, 0);
        judge_values(n, &independent);
        for (int k = 2; k < n - 2; k++) {
            double m[3][4] = {{0}}, inverse, rest = 0, t;
            for (int pass = 0; pass < 2; pass++)
                for (int i = 0; i < n; i++) {
                    const double x[] = {1, year[i] - 2004, fabs(year[i] - year[k]), y[i]};
                    double left = x[3];
                    for (int a = 0; a < 3; a++) {
                        left -= pass ? m[a][3] * x[a] : 0;
                        for (int b = 0; b < 4 && !pass; b++)
                            m[a][b] += x[a] * x[b];
                    }
                    rest += pass ? left * left : 0;
                    if (i == n - 1 && !pass) { /* eliminate; the last pivot is 1 / variance */
                        inverse = 0;
                        for (int c = 0; c < 3; c++) {
                            const double pivot = m[c][c];
                            inverse = 1 / pivot;
                            for (int b = 0; b < 4; b++)
                                m[c][b] /= pivot;
                            for (int a = 0; a < 3; a++) {
                                const double much = m[a][c];
                                for (int b = 0; b < 4 && a != c; b++)
                                    m[a][b] -= much * m[c][b];
                            }
                        }
                        rest = 0;
                        at = inverse;
                    }
                }
            t = m[2][3] / sqrt(rest / (n - 3) * at);
            if (fabs(m[2][3]) > fabs(m[1][3]) && fabs(t) > fabs(best))
                best = t;
        }
        if (best == 0) {
            ck_assert_int_eq(result.turn_year, 0);
            ck_assert_double_nan(result.turn.p);
            continue;
        }
        ck_assert_double_eq_tol(result.turn.statistic, best, 1e-6 * fabs(best));
        ck_assert_double_eq(result.turn.df, n - 3);
    }
}
END_TEST

START_TEST(random_is_said_of_what_was_tested) {
    static const double alike[] = {0, 0, 0, 0, 0, 0, 0}, tied[] = {10, 10, 10, 11, 11},
                        mixed[] = {10, 12, 9, 11, 10};

    fill(7, alike, 50); /* nobody of fifty, every year */
    judge(7, NULL);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_NOT_TESTABLE);
    judge_values(7, NULL);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_NOT_TESTABLE);
    fill(5, tied, 50); /* in no order could five such values show a trend */
    judge_values(5, NULL);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_NOT_TESTABLE);
    judge(5, NULL); /* their counts can */
    ck_assert_int_eq(result.verdict, NKT_VERDICT_RANDOM);
    fill(5, mixed, 50);
    judge_values(5, NULL);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_RANDOM);
    judge_values(4, NULL);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_TOO_FEW_YEARS);
}
END_TEST

Suite *nkt_suite_verdict_words(void) {
    Suite *suite = suite_create("verdict_words");
    TCase *tcase = tcase_create("verdict_words");
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_test(tcase, stable_is_the_whole_series);
    tcase_add_test(tcase, a_gap_is_stable_as_a_whole);
    tcase_add_test(tcase, a_rise_and_then_a_fall_is_a_turn);
    tcase_add_test(tcase, the_best_bend_by_normal_equations);
    tcase_add_test(tcase, random_is_said_of_what_was_tested);
    suite_add_tcase(suite, tcase);
    return suite;
}
