/*
 * Breaks and revisions by hand, years without value, rows that are left out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/trend_series.h"

/* ---- breaks and revisions ------------------------------------------------------------------------------------------- */

START_TEST(series_are_spliced) {
    const double old_series[] = {10, 20, 30, 40, NAN}, new_series[] = {NAN, NAN, 33, 45, 50};
    const nkt_column o = doubles(old_series), n = doubles(new_series);
    double out[5], step;
    int64_t overlap;

    ck_assert_int_eq(nkt_splice(&o, &n, &(nkt_rows)NKT_ROWS(5), NKT_CONTRAST_DIFFERENCE,
                                &NKT_TO(out), &step, &overlap, &error),
                     NKT_OK);
    ck_assert_int_eq(overlap, 2);
    ck_assert_double_eq(step, 4);
    ck_assert_double_eq(out[0], 14);
    ck_assert_double_eq(out[2], 33);
    ck_assert_double_eq(out[4], 50);
    ck_assert_int_eq(nkt_splice(&o, &n, &(nkt_rows)NKT_ROWS(5), NKT_CONTRAST_RATIO, &NKT_TO(out),
                                &step, &overlap, &error),
                     NKT_OK);
    ck_assert_double_eq_tol(step, 78 / 70.0, 1e-15);
    ck_assert_double_eq_tol(out[1], 20 * 78 / 70.0, 1e-13);
    ck_assert_int_eq(nkt_splice(&o, &n, &(nkt_rows)NKT_ROWS(2), NKT_CONTRAST_RATIO, &NKT_TO(out),
                                &step, &overlap, &error),
                     NKT_NOT_ESTIMABLE);
    ck_assert_double_nan(out[0]);
    ck_assert_double_nan(step);
}
END_TEST

START_TEST(revisions_are_measured) {
    const double was[] = {10, 20, 30, NAN, 50, 60}, is[] = {10.04, 21, 28, 5, NAN, 60};
    const nkt_column earlier = doubles(was), later = doubles(is);
    nkt_revision r;

    ck_assert_int_eq(nkt_revision_of(&earlier, &later, &(nkt_rows)NKT_ROWS(6), 0.05, &r, &error),
                     NKT_OK);
    ck_assert_int_eq(r.n, 4);
    ck_assert_int_eq(r.n_changed, 2);
    ck_assert_int_eq(r.n_lost, 2);
    ck_assert_double_eq(r.largest, -2);
    ck_assert_int_eq(r.largest_row, 2);
    ck_assert_double_eq_tol(r.mean, (0.04 + 1 - 2) / 4, 1e-12);
    ck_assert_double_eq_tol(r.mean_absolute, 3.04 / 4, 1e-12);
    nkt_revision_of(&earlier, &later, &(nkt_rows)NKT_ROWS(0), 0, &r, &error);
    ck_assert_int_eq(r.largest_row, -1);
    ck_assert_double_nan(r.mean);
}
END_TEST

/* ---- stocks and flows, counts and values -------------------------------------------------------------------- */

START_TEST(a_break_counts_in_a_year_without_value) {
    const nkt_trend_options across = {.size = sizeof across, .across_breaks = 1};
    nkt_series series = of_values(6);

    draw(6, 0);
    series.breaks = &breaks;
    is_break[3] = 1;
    y[3] = NAN;
    ck_assert_int_eq(nkt_trend(&series, NULL, &result, &error), NKT_OK);
    ck_assert_int_eq(result.first_year, (int64_t)year[4]);
    ck_assert_int_eq(nkt_mann_kendall(&series, NULL, &test, &error), NKT_OK);
    ck_assert_int_eq(test.n, 2);
    ck_assert_int_eq(nkt_mann_kendall(&series, &across, &test, &error), NKT_OK);
    ck_assert_int_eq(test.n, 5);
}
END_TEST

/* Years and values of a data frame, rows that are left out, no limits where none are wanted. */
START_TEST(a_series_among_other_rows) {
    static const int16_t when[] = {2014, 2015, 2015, 2016, 2017, 2018, 2019};
    static const int8_t include[] = {1, 1, 0, 1, 1, 1, 1};
    static const float level[] = {10, 11, 99, 12, 13, 14, 15};
    const nkt_column of_when = NKT_ARRAY(0, when), of_include = NKT_ARRAY(0, include),
                     of_level = NKT_ARRAY(0, level);
    const nkt_trend_options bare = {.size = sizeof bare, .mode = NKT_MODE_DESCRIPTIVE};
    nkt_series series = {.rows = NKT_ROWS(7), .years = &of_when, .values = &of_level};
    float spliced[7];
    double step;
    int64_t overlap;
    nkt_revision revision;

    ck_assert_int_eq(nkt_trend(&series, NULL, &result, &error), NKT_E_DUPLICATE);
    ck_assert_int_eq(error.row, 2);
    series.rows.include = &of_include;
    ck_assert_int_eq(nkt_trend(&series, NULL, &result, &error), NKT_OK);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_UP);
    ck_assert_double_eq(result.change.value, 5);
    ck_assert(isfinite(result.slope.lower));
    ck_assert_int_eq(nkt_trend(&series, &bare, &result, &error), NKT_OK);
    ck_assert_double_nan(result.slope.lower);
    ck_assert_int_eq(nkt_splice(&of_level, &of_level, &series.rows, NKT_CONTRAST_RATIO,
                                &NKT_TO(spliced), &step, &overlap, &error),
                     NKT_OK);
    ck_assert_int_eq(overlap, 6);
    ck_assert_float_nan(spliced[2]);
    ck_assert_float_eq(spliced[6], 15);
    ck_assert_int_eq(nkt_revision_of(&of_level, &of_level, &series.rows, 0, &revision, &error),
                     NKT_OK);
    ck_assert_int_eq(revision.n, 6);
    ck_assert_int_eq(revision.n_lost, 0);
}
END_TEST

Suite *nkt_suite_trend_breaks(void) {
    Suite *suite = suite_create("trend_breaks");
    TCase *tcase = tcase_create("trend_breaks");
    tcase_set_timeout(tcase, 120);
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_test(tcase, series_are_spliced);
    tcase_add_test(tcase, revisions_are_measured);
    tcase_add_test(tcase, a_break_counts_in_a_year_without_value);
    tcase_add_test(tcase, a_series_among_other_rows);
    suite_add_tcase(suite, tcase);
    return suite;
}
