/*
 * Trends stop at the breaks that the catalogue knows of their columns, say so, and go on where asked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/trend_series.h"

#include "nyckeltal.h"

/* Ten years of a flow that breaks in 2018: the programme. */
static nkt_series programme(void) {
    nkt_series series = of_counts(10);

    for (int i = 0; i < 10; i++) {
        year[i] = 2012 + i;
        whole[i] = 200;
        part[i] = year[i] < 2018 ? 40 : 90;
        y[i] = 100 * part[i] / whole[i];
    }
    parts.id = NKT_IN_LEFT_EMPLOYED;
    wholes.id = NKT_IN_LEFT;
    series.breaks = &breaks;
    return series;
}

static nkt_trend_options across(int32_t what) {
    return (nkt_trend_options){.size = sizeof(nkt_trend_options), .across_breaks = what};
}

START_TEST(a_series_stops_and_says_so) {
    const nkt_trend_options all = across(NKT_ACROSS_ALL);
    nkt_series series = programme();

    ck_assert_int_eq(nkt_trend(&series, NULL, &result, &error), NKT_OK);
    ck_assert_int_eq(result.first_year, 2018);
    ck_assert_int_eq(result.break_year, 2018);
    ck_assert_int_eq(nkt_break_by_id(result.break_id)->kind, NKT_BREAK_LAW);
    ck_assert_double_eq(result.change.value, 0);
    ck_assert_int_eq(result.change.flags & NKT_FLAG_SERIES_BREAK, NKT_FLAG_SERIES_BREAK);
    ck_assert_int_eq(result.slope.flags & NKT_FLAG_SERIES_BREAK, NKT_FLAG_SERIES_BREAK);
    ck_assert_int_eq(result.monotone.n, 4);
    ck_assert_int_eq(nkt_trend(&series, &all, &result, &error), NKT_OK);
    ck_assert_int_eq(result.first_year, 2012);
    ck_assert_int_eq(result.break_year, 2018);
    ck_assert_double_eq_tol(result.change.value, 25, 1e-12);
    ck_assert_int_eq(result.change.flags & NKT_FLAG_SERIES_BREAK, NKT_FLAG_SERIES_BREAK);
}
END_TEST

START_TEST(what_has_no_id_has_no_break) {
    nkt_series series = programme();
    const nkt_trend_options flow = {.size = sizeof flow, .measure = NKT_MEASURE_FLOW};

    parts.id = wholes.id = 0;
    ck_assert_int_eq(nkt_trend(&series, &flow, &result, &error), NKT_OK);
    ck_assert_int_eq(result.first_year, 2012);
    ck_assert_int_eq(result.break_year, 0);
    ck_assert_int_eq(result.break_id, 0);
    ck_assert_int_eq(result.change.flags, 0);
    parts.id = NKT_IN_LEFT_EMPLOYED; /* nor where it ends before, or begins with it */
    series.rows.n_rows = 6;
    ck_assert_int_eq(nkt_trend(&series, NULL, &result, &error), NKT_OK);
    ck_assert_int_eq(result.break_year, 0);
    ck_assert_int_eq(result.monotone.n, 6);
    series.rows.n_rows = 10;
    for (int i = 0; i < 6; i++)
        part[i] = NAN;
    ck_assert_int_eq(nkt_trend(&series, NULL, &result, &error), NKT_OK);
    ck_assert_int_eq(result.break_year, 0);
    ck_assert_int_eq(result.first_year, 2018);
}
END_TEST

/* The caller's break, the catalogue's, and either without the other. */
START_TEST(the_callers_breaks_come_besides) {
    const nkt_trend_options own = across(NKT_ACROSS_CATALOGUE), all = across(NKT_ACROSS_ALL);
    nkt_series series = programme();

    is_break[3] = 1; /* 2015 */
    ck_assert_int_eq(nkt_trend(&series, NULL, &result, &error), NKT_OK);
    ck_assert_int_eq(result.first_year, 2018);
    ck_assert_int_eq(nkt_trend(&series, &own, &result, &error), NKT_OK);
    ck_assert_int_eq(result.first_year, 2015);
    ck_assert_int_eq(result.break_year, 2018);
    is_break[8] = 1; /* 2020 */
    ck_assert_int_eq(nkt_trend(&series, NULL, &result, &error), NKT_OK);
    ck_assert_int_eq(result.first_year, 2020);
    ck_assert_int_eq(result.break_year, 2020);
    ck_assert_int_eq(result.break_id, 0);
    ck_assert_int_eq(nkt_trend(&series, &all, &result, &error), NKT_OK);
    ck_assert_int_eq(result.first_year, 2012);
}
END_TEST

START_TEST(every_question_stops) {
    const nkt_trend_options all = across(NKT_ACROSS_ALL);
    const nkt_series series = programme();

    ck_assert_int_eq(nkt_mann_kendall(&series, NULL, &test, &error), NKT_OK);
    ck_assert_int_eq(test.n, 4);
    ck_assert_int_eq(test.flags, NKT_FLAG_SERIES_BREAK);
    ck_assert_int_eq(nkt_break_by_id(test.break_id)->year, 2018);
    ck_assert_int_eq(nkt_mann_kendall(&series, &all, &test, &error), NKT_OK);
    ck_assert_int_eq(test.n, 10);
    ck_assert_int_eq(test.flags, NKT_FLAG_SERIES_BREAK);
    nkt_cochran_armitage(&series, NULL, &test, &error);
    ck_assert_int_eq(test.n, 4);
    ck_assert_int_eq(test.flags, NKT_FLAG_SERIES_BREAK);
    nkt_heterogeneity(&series, NULL, &test, &error);
    ck_assert_int_eq(test.n, 4);
    ck_assert_int_eq(test.flags, NKT_FLAG_SERIES_BREAK);
    nkt_slope(&series, NKT_SLOPE_THEIL_SEN, NULL, &estimate, &error);
    ck_assert_double_eq(estimate.basis, 4);
    ck_assert_int_eq(estimate.flags, NKT_FLAG_SERIES_BREAK);
}
END_TEST

START_TEST(a_gap_breaks_with_either_group) {
    const nkt_trend_options all = across(NKT_ACROSS_ALL);
    const nkt_series first = programme();
    nkt_column other_parts = parts, other_wholes = wholes;
    nkt_series second = first;

    other_parts.id = NKT_IN_SFI_PASSED; /* cohorts, without breaks */
    other_wholes.id = NKT_IN_SFI_BEGINNERS;
    second.parts = &other_parts;
    second.wholes = &other_wholes;
    for (int k = 0; k < 2; k++) {
        ck_assert_int_eq(nkt_trend_gap(k ? &first : &second, k ? &second : &first,
                                       NKT_CONTRAST_DIFFERENCE, NULL, &result, &error),
                         NKT_OK);
        ck_assert_int_eq(result.first_year, 2018);
        ck_assert_int_eq(result.break_year, 2018);
        ck_assert_int_eq(nkt_break_by_id(result.break_id)->kind, NKT_BREAK_LAW);
        nkt_trend_gap(k ? &first : &second, k ? &second : &first, NKT_CONTRAST_DIFFERENCE, &all,
                      &result, &error);
        ck_assert_int_eq(result.first_year, 2012);
        ck_assert_int_eq(result.change.flags & NKT_FLAG_SERIES_BREAK, NKT_FLAG_SERIES_BREAK);
    }
}
END_TEST

START_TEST(what_is_done_at_breaks_has_three_ways) {
    const nkt_series series = programme();
    nkt_trend_options options = across(3);

    result.verdict = 4711;
    refused(nkt_trend(&series, &options, &result, &error), NKT_E_OPTION, 2, NULL);
    options.across_breaks = -1;
    refused(nkt_trend(&series, &options, &result, &error), NKT_E_OPTION, 2, NULL);
}
END_TEST

Suite *nkt_suite_catalogue_breaks(void) {
    Suite *suite = suite_create("catalogue_breaks");
    TCase *tcase = tcase_create("catalogue_breaks");
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_test(tcase, a_series_stops_and_says_so);
    tcase_add_test(tcase, what_has_no_id_has_no_break);
    tcase_add_test(tcase, the_callers_breaks_come_besides);
    tcase_add_test(tcase, every_question_stops);
    tcase_add_test(tcase, a_gap_breaks_with_either_group);
    tcase_add_test(tcase, what_is_done_at_breaks_has_three_ways);
    suite_add_tcase(suite, tcase);
    return suite;
}
