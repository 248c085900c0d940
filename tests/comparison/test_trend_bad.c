/*
 * Trends of bad years, and calls that are refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/trend_series.h"

START_TEST(bad_years_are_reported_and_left_out) {
    draw(8, 0);
    part[1] = whole[1] + 1; /* as perturbed tables have it */
    part[2] = -1;
    whole[3] = INFINITY;
    whole[4] = 0; /* no share: a gap */
    part[5] = NAN;
    year[6] = 2010.5;
    ck_assert_int_eq(judge(8, NULL), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "series.parts: row 2: -1 is negative");
    ck_assert_int_eq(error.rows_affected, 3);
    ck_assert_int_eq(result.monotone.n, 3);
}
END_TEST

START_TEST(years_may_come_in_any_order_but_once) {
    nkt_trend_result sorted;

    draw(9, 0);
    judge(9, NULL);
    sorted = result;
    for (int i = 0; i < 4; i++) { /* the other way round */
        double *const all[] = {year, part, whole};
        for (int k = 0; k < 3; k++) {
            const double kept = all[k][i];
            all[k][i] = all[k][8 - i];
            all[k][8 - i] = kept;
        }
    }
    judge(9, NULL);
    ck_assert_mem_eq(&result, &sorted, sizeof sorted);
    year[7] = year[3];
    ck_assert_int_eq(judge(9, NULL), NKT_E_DUPLICATE);
    ck_assert_int_eq(error.row, 7);
    ck_assert_int_eq(error.argument, 1);
}
END_TEST

START_TEST(calls_are_checked) {
    const nkt_trend_options flow = {.size = sizeof flow, .measure = NKT_MEASURE_FLOW};
    const nkt_series good = of_values(9), counted = of_counts(9);
    const nkt_rows three = NKT_ROWS(3), negative = NKT_ROWS(-3);
    nkt_trend_options options = flow;
    nkt_power_options power = {.size = sizeof power};
    nkt_column odd = values;
    nkt_revision revision;
    nkt_series series;
    double x[3];
    nkt_detectable detectable = {4711, 4711};
    const nkt_target to = NKT_TO(x);
    nkt_target narrow = to;
    int64_t n;
    int32_t k;

    draw(9, 0);
    odd.type = 99;
    narrow.stride = 4;
    result.verdict = 4711;
#define SERIES(of, member, wrong, status, subject_)                                                \
    series = of;                                                                                   \
    series.member = wrong;                                                                         \
    refused(nkt_trend(&series, &flow, &result, &error), status, 1, NULL);                          \
    ck_assert_str_eq(error.subject, subject_)
    SERIES(good, years, NULL, NKT_E_NULL, "series.years");
    SERIES(good, years, &odd, NKT_E_TYPE, "series.years");
    SERIES(good, values, NULL, NKT_E_NULL, "series.values");
    SERIES(good, values, &odd, NKT_E_TYPE, "series.values");
    SERIES(counted, parts, NULL, NKT_E_NULL, "series.parts");
    SERIES(counted, wholes, NULL, NKT_E_NULL, "series.wholes");
    SERIES(counted, breaks, &odd, NKT_E_TYPE, "series.breaks");
    SERIES(good, rows.n_rows, -1, NKT_E_COUNT, "series.rows.n_rows");
    SERIES(good, rows.n_rows, MOST + 1, NKT_E_COUNT, "series.rows");
    SERIES(good, rows.groups, &odd, NKT_E_OPTION, "series.rows.groups");
    refused(nkt_trend(NULL, &flow, &result, &error), NKT_E_NULL, 1, "series: is NULL");
    refused(nkt_trend(&good, &flow, NULL, &error), NKT_E_NULL, 3, "out: is NULL");
#define OPTION(field, wrong)                                                                       \
    options = flow;                                                                                \
    options.field = wrong;                                                                         \
    refused(nkt_trend(&good, &options, &result, &error), NKT_E_OPTION, 2, NULL);                   \
    ck_assert_str_eq(error.subject, "options." #field)
    OPTION(measure, 7);
    OPTION(measure, -1);
    OPTION(dead_band, -1);
    OPTION(dead_band, NAN);
    OPTION(confidence, 1);
    OPTION(correlation, 2);
    OPTION(autocorrelation, 1);
    OPTION(draws, -2);
    OPTION(across_breaks, 3);
    OPTION(mode, 2);
    options.size = 3;
    refused(nkt_trend(&good, &options, &result, &error), NKT_E_OPTIONS_SIZE, 2, NULL);
    options = flow;
    options.autocorrelation = 1;
    refused(nkt_mann_kendall(&good, &options, &test, &error), NKT_E_OPTION, 2, NULL);
    refused(nkt_mann_kendall(NULL, NULL, &test, &error), NKT_E_NULL, 1, NULL);
    refused(nkt_mann_kendall(&good, NULL, NULL, &error), NKT_E_NULL, 3, NULL);
    refused(nkt_cochran_armitage(&good, NULL, &test, &error), NKT_E_NULL, 1, NULL);
    ck_assert_str_eq(error.subject, "series.parts");
    series = counted;
    series.wholes = NULL;
    refused(nkt_cochran_armitage(&series, NULL, &test, &error), NKT_E_NULL, 1, NULL);
    ck_assert_str_eq(error.subject, "series.wholes");
    series = counted;
    series.rows.n_rows = 99;
    refused(nkt_cochran_armitage(&series, NULL, &test, &error), NKT_E_COUNT, 1, NULL);
    refused(nkt_cochran_armitage(&counted, NULL, NULL, &error), NKT_E_NULL, 3, NULL);
    options = flow;
    options.draws = -2;
    refused(nkt_heterogeneity(&counted, &options, &test, &error), NKT_E_OPTION, 2, NULL);
    refused(nkt_heterogeneity(&counted, NULL, NULL, &error), NKT_E_NULL, 3, NULL);
    refused(nkt_slope(&good, 2, NULL, &estimate, &error), NKT_E_ID, 2, NULL);
    options = flow;
    options.confidence = 2;
    refused(nkt_slope(&good, 0, &options, &estimate, &error), NKT_E_OPTION, 3, NULL);
    refused(nkt_slope(&good, 0, NULL, NULL, &error), NKT_E_NULL, 4, NULL);
    refused(nkt_change(NULL, &estimate, 0, &estimate, &error), NKT_E_NULL, 1, NULL);
    refused(nkt_change(&estimate, NULL, 0, &estimate, &error), NKT_E_NULL, 2, NULL);
    refused(nkt_change(&estimate, &estimate, 1.5, &estimate, &error), NKT_E_DOMAIN, 3,
            "correlation: 1.5 is not within -1 and 1");
    refused(nkt_change(&estimate, &estimate, 0, NULL, &error), NKT_E_NULL, 4, NULL);
    refused(nkt_arrow(NULL, 0, &k, &error), NKT_E_NULL, 1, NULL);
    refused(nkt_arrow(&estimate, NAN, &k, &error), NKT_E_DOMAIN, 2, NULL);
    refused(nkt_arrow(&estimate, 0, NULL, &error), NKT_E_NULL, 3, NULL);
#define DETECT(share, a, b, o, to) nkt_detectable_difference(share, a, b, o, to, &error)
    refused(DETECT(101, 9, 9, NULL, &detectable), NKT_E_DOMAIN, 1, NULL);
    refused(DETECT(50, 0, 9, NULL, &detectable), NKT_E_DOMAIN, 2, NULL);
    refused(DETECT(50, 9, NAN, NULL, &detectable), NKT_E_DOMAIN, 3, NULL);
    power.correlation = 2;
    refused(DETECT(50, 9, 9, &power, &detectable), NKT_E_OPTION, 4, NULL);
    power = (nkt_power_options){.size = sizeof power, .confidence = 1};
    refused(DETECT(50, 9, 9, &power, &detectable), NKT_E_OPTION, 4, NULL);
    power = (nkt_power_options){.size = sizeof power, .power = 1};
    refused(DETECT(50, 9, 9, &power, &detectable), NKT_E_OPTION, 4, NULL);
    refused(DETECT(50, 9, 9, NULL, NULL), NKT_E_NULL, 5, NULL);
    refused(nkt_years_to_show(50, 0, 1, NULL, &k, &error), NKT_E_DOMAIN, 2, NULL);
    refused(nkt_years_to_show(50, 9, 0, NULL, &k, &error), NKT_E_DOMAIN, 3, NULL);
    power = (nkt_power_options){.size = sizeof power, .confidence = 2};
    refused(nkt_years_to_show(50, 9, 1, &power, &k, &error), NKT_E_OPTION, 4, NULL);
    refused(nkt_years_to_show(50, 9, 1, NULL, NULL, &error), NKT_E_NULL, 5, NULL);
#define SPLICE(a, b, rows, c, to, s, n) nkt_splice(a, b, rows, c, to, s, n, &error)
    refused(SPLICE(NULL, &values, &three, 1, &to, x, &n), NKT_E_NULL, 1, NULL);
    refused(SPLICE(&values, &odd, &three, 1, &to, x, &n), NKT_E_TYPE, 2, NULL);
    refused(SPLICE(&values, &values, &negative, 1, &to, x, &n), NKT_E_COUNT, 3, NULL);
    refused(SPLICE(&values, &values, &three, 0, &to, x, &n), NKT_E_ID, 4, NULL);
    refused(SPLICE(&values, &values, &three, 7, &to, x, &n), NKT_E_ID, 4, NULL);
    refused(SPLICE(&values, &values, &three, 1, NULL, x, &n), NKT_E_NULL, 5, NULL);
    refused(SPLICE(&values, &values, &three, 1, &narrow, x, &n), NKT_E_STRIDE, 5, NULL);
    refused(SPLICE(&values, &values, &three, 1, &to, NULL, &n), NKT_E_NULL, 6, NULL);
    refused(SPLICE(&values, &values, &three, 1, &to, x, NULL), NKT_E_NULL, 7, NULL);
    refused(nkt_revision_of(&values, NULL, &three, 0, &revision, &error), NKT_E_NULL, 2, NULL);
    refused(nkt_revision_of(&values, &values, NULL, 0, &revision, &error), NKT_E_NULL, 3, NULL);
    refused(nkt_revision_of(&values, &values, &three, -1, &revision, &error), NKT_E_DOMAIN, 4,
            NULL);
    refused(nkt_revision_of(&values, &values, &three, 0, NULL, &error), NKT_E_NULL, 5, NULL);
}
END_TEST

Suite *nkt_suite_trend_bad(void) {
    Suite *suite = suite_create("trend_bad");
    TCase *tcase = tcase_create("trend_bad");
    tcase_set_timeout(tcase, 120);
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_test(tcase, bad_years_are_reported_and_left_out);
    tcase_add_test(tcase, years_may_come_in_any_order_but_once);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
