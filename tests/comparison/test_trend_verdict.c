/*
 * The verdict by hand, and where the truth is known.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>

#include "comparison/trend_series.h"
#include "data.h"
#include "nyckeltal/codes.h"

static nkt_status judge_values(int n, const nkt_trend_options *options) {
    const nkt_series series = of_values(n);
    return nkt_trend(&series, options, &result, &error);
}

START_TEST(verdicts_by_hand) {
    nkt_trend_options options = {.size = sizeof options, .measure = NKT_MEASURE_FLOW};
    static const double up[] = {40, 45, 50, 55, 60}, away[] = {50, 70, 30, 70, 50};

    for (int i = 0; i < 6; i++) {
        year[i] = 2014 + i;
        whole[i] = 400;
        part[i] = 200 + i % 2;
    }
    ck_assert_int_eq(judge(5, NULL), NKT_OK);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_RANDOM);
    ck_assert_int_eq(result.first_year, 2014);
    ck_assert_int_eq(result.last_year, 2018);
    options.dead_band = 10;
    judge(5, &options);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_STABLE);
    ck_assert_int_eq(result.arrow, 0);
    options.dead_band = 0;
    judge(2, &options);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_TOO_FEW_YEARS);
    ck_assert_double_eq_tol(result.change.value, 0.25, 1e-12);
    for (int i = 0; i < 5; i++)
        part[i] = 4 * up[i];
    judge(5, &options);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_UP);
    ck_assert_int_eq(result.arrow, 1);
    ck_assert_double_eq_tol(result.slope.value, 5, 1e-12);
    is_break[2] = 1; /* what lies before 2016 is another figure */
    judge(5, &options);
    ck_assert_int_eq(result.first_year, 2016);
    ck_assert_double_eq_tol(result.change.value, 10, 1e-12);
    options.across_breaks = 1;
    judge(5, &options);
    ck_assert_int_eq(result.first_year, 2014);
    options.across_breaks = 0;
    is_break[2] = 0;
    for (int i = 0; i < 5; i++)
        part[i] = 400 - 4 * up[i];
    judge(5, &options);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_DOWN);
    options.measure = NKT_MEASURE_STOCK; /* five years of one order: exact p = 1 / 60 */
    judge(5, &options);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_DOWN);
    ck_assert_int_eq(result.monotone.method, NKT_TEST_STUDENT);
    ck_assert_double_eq_tol(result.monotone.p, 1 / 60.0, 1e-12);
    ck_assert_int_eq(result.differ.method, NKT_TEST_NONE);
    judge(4, &options);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_TOO_FEW_YEARS);
    options.measure = NKT_MEASURE_FLOW;
    for (int i = 0; i < 5; i++)
        part[i] = 4 * away[i];
    judge(5, &options);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_CHANGED);
    for (int i = 0; i < 6; i++)
        y[i] = i;
    ck_assert_int_eq(judge_values(6, &options), NKT_OK);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_UP);
    ck_assert_double_nan(result.change.lower);
    ck_assert_int_eq(judge_values(0, NULL), NKT_OK);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_TOO_FEW_YEARS);
    ck_assert_str_eq(nkt_code_name("verdict", NKT_VERDICT_CHANGED), "changed");
    ck_assert_str_eq(nkt_code_name("verdict", NKT_VERDICT_TURNED), "turned");
    ck_assert_str_eq(nkt_code_name("verdict", 8), "");
}
END_TEST

enum { UNITS = 300 };

/* Sizes of the groups of one year after the other: published shares betray them. */
static int read_sizes(double sizes[UNITS][4]) {
    static char codes[UNITS][8];
    const char *path = data_path("refugee_group_size_2014_2018.csv");
    csv_table *csv = path ? csv_read(path) : NULL;
    int n = 0;

    if (!csv)
        return 0;
    for (int r = 0; r < csv_rows(csv); r++) {
        const char *code = csv_text(csv, r, csv_column(csv, "municipality"));
        const int when = (int)csv_number(csv, r, csv_column(csv, "year")) - 2014;
        const double size = csv_number(csv, r, csv_column(csv, "refugees_20_64"));
        int unit = 0;
        while (unit < n && strcmp(codes[unit], code) != 0)
            unit++;
        if (unit == n && n < UNITS)
            snprintf(codes[n++], sizeof codes[0], "%s", code);
        if (unit < UNITS && when >= 0 && when < 5 && when != 2)
            sizes[unit][when > 2 ? when - 1 : when] = size;
    }
    csv_free(csv);
    return n;
}

/* Where it is known that years vary as persons do, and where four years have to show that themselves. */
START_TEST(constant_shares_seldom_show_a_trend) {
    const nkt_trend_options known = {
        .size = sizeof known, .measure = NKT_MEASURE_FLOW, .dispersion = 1, .draws = -1};
    static double sizes[UNITS][4];
    static const double when[4] = {2014, 2015, 2017, 2018};
    const int n_units = read_sizes(sizes);
    double trends[2] = {0}, untold[2] = {0}, judged = 0;

    if (n_units == 0)
        return;
    for (int round = 0; round < 100; round++)
        for (int unit = 0; unit < n_units; unit++) {
            const double share = 0.3 + 0.4 * uniform();
            int complete = 1;
            for (int i = 0; i < 4; i++)
                complete &= sizes[unit][i] > 0 && sizes[unit][i] < 3000;
            if (!complete)
                continue;
            judged++;
            for (int rising = 0; rising < 2; rising++) {
                for (int i = 0; i < 4; i++) {
                    year[i] = when[i];
                    whole[i] = sizes[unit][i];
                    part[i] = binomial(whole[i], share + rising * 0.02 * (when[i] - 2016));
                }
                ck_assert_int_eq(judge(4, &known), NKT_OK);
                trends[rising] +=
                    result.verdict == NKT_VERDICT_UP || result.verdict == NKT_VERDICT_DOWN;
                ck_assert_int_eq(judge(4, NULL), NKT_OK);
                untold[rising] +=
                    result.verdict == NKT_VERDICT_UP || result.verdict == NKT_VERDICT_DOWN;
            }
        }
    printf(
        "  trend seen where there is none: %.2f %% of %.0f; where it is 2 points a year: %.0f %%\n",
        100 * trends[0] / judged, judged, 100 * trends[1] / judged);
    printf("  where four years have to show how much they vary: %.2f %%, %.0f %%\n",
           100 * untold[0] / judged, 100 * untold[1] / judged);
    ck_assert_double_gt(judged, 20000);
    ck_assert_double_le(trends[0] / judged, 0.05);
    ck_assert_double_le(untold[0] / judged, 0.05);
    ck_assert_double_gt(untold[1], untold[0]);
    ck_assert_double_gt(trends[1] / judged, 0.3);
}
END_TEST

Suite *nkt_suite_trend_verdict(void) {
    Suite *suite = suite_create("trend_verdict");
    TCase *tcase = tcase_create("trend_verdict");
    tcase_set_timeout(tcase, 120);
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_test(tcase, verdicts_by_hand);
    tcase_add_test(tcase, constant_shares_seldom_show_a_trend);
    suite_add_tcase(suite, tcase);
    return suite;
}
