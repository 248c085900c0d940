/*
 * Trends of stocks and of flows, of counts and of published values.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/trend_series.h"
#include "nyckeltal/reception.h"

/* Whether years may be compared by their counts is never assumed. */
START_TEST(stock_or_flow_is_known_or_refused) {
    nkt_series series = of_counts(9);
    nkt_trend_options options = {.size = sizeof options};

    draw(9, 0);
    result.verdict = 4711;
    refused(nkt_trend(&series, NULL, &result, &error), NKT_E_MEASURE, 2, NULL);
    ck_assert_int_eq(error.reason, NKT_REASON_LACKING);
    ck_assert_str_eq(error.subject, "options.measure");
    parts.id = NKT_IN_ASYLUM_SEEKERS; /* those there at a point in time */
    ck_assert_int_eq(nkt_input_by_id(parts.id)->measure, NKT_MEASURE_STOCK);
    ck_assert_int_eq(nkt_trend(&series, NULL, &result, &error), NKT_OK);
    ck_assert_int_eq(result.differ.method, NKT_TEST_NONE);
    parts.id = NKT_IN_RECEIVED; /* those of a year */
    ck_assert_int_eq(nkt_input_by_id(parts.id)->measure, NKT_MEASURE_FLOW);
    ck_assert_int_eq(nkt_trend(&series, NULL, &result, &error), NKT_OK);
    ck_assert_int_ne(result.differ.method, NKT_TEST_NONE);
    options.measure = NKT_MEASURE_STOCK; /* the caller's word comes first */
    ck_assert_int_eq(nkt_trend(&series, &options, &result, &error), NKT_OK);
    ck_assert_int_eq(result.differ.method, NKT_TEST_NONE);
    parts.id = 0;
    series.values = &values;
    for (int i = 0; i < 9; i++)
        y[i] = 100 * part[i] / whole[i];
    values.id = NKT_ASYLUM_SEEKERS_PER_1000; /* the figure's numerator says it */
    ck_assert_int_eq(nkt_trend(&series, NULL, &result, &error), NKT_OK);
    ck_assert_int_eq(result.differ.method, NKT_TEST_NONE);
    values.id = 0;
    series.parts = series.wholes = NULL; /* without counts nothing depends on it */
    ck_assert_int_eq(nkt_trend(&series, NULL, &result, &error), NKT_OK);
}
END_TEST

/* Years whose counts are not known keep their published values. */
START_TEST(values_without_counts_are_kept) {
    const nkt_trend_options flow = {.size = sizeof flow, .measure = NKT_MEASURE_FLOW},
                            stock = {.size = sizeof stock, .measure = NKT_MEASURE_STOCK};
    nkt_series series = of_counts(8);
    nkt_trend_result counted, of_all;

    for (int i = 0; i < 8; i++) {
        year[i] = 2010 + i;
        whole[i] = 400;
        part[i] = 160 + 10 * i;
        y[i] = 100 * part[i] / whole[i];
    }
    whole[0] = NAN; /* not published */
    part[3] = NAN;
    ck_assert_int_eq(nkt_trend(&series, &flow, &counted, &error), NKT_OK);
    series.values = &values;
    ck_assert_int_eq(nkt_trend(&series, &flow, &result, &error), NKT_OK);
    ck_assert_int_eq(result.first_year, 2010);
    ck_assert_int_eq(counted.first_year, 2011);
    ck_assert_double_eq_tol(result.change.value, 17.5, 1e-12);
    ck_assert_double_nan(result.change.lower); /* the first year has no counts */
    ck_assert_double_eq(result.slope.basis, 8);
    ck_assert_int_eq(result.monotone.n, 6);
    ck_assert_int_eq(result.differ.n, 6);
    ck_assert_double_eq(result.monotone.p, counted.monotone.p);
    ck_assert_int_eq(result.verdict, counted.verdict);
    ck_assert_int_eq(nkt_trend(&series, &stock, &result, &error), NKT_OK);
    ck_assert_int_eq(result.monotone.n, 8);
    series.parts = series.wholes = NULL;
    ck_assert_int_eq(nkt_trend(&series, NULL, &of_all, &error), NKT_OK);
    ck_assert_double_eq(result.monotone.p, of_all.monotone.p);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_UP);
}
END_TEST

Suite *nkt_suite_trend_stock(void) {
    Suite *suite = suite_create("trend_stock");
    TCase *tcase = tcase_create("trend_stock");
    tcase_set_timeout(tcase, 120);
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_test(tcase, stock_or_flow_is_known_or_refused);
    tcase_add_test(tcase, values_without_counts_are_kept);
    suite_add_tcase(suite, tcase);
    return suite;
}
