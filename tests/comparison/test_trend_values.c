/*
 * Values beside counts: the same share, or bad data.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>

#include "draw.h"
#include "nyckeltal/classes.h"
#include "nyckeltal/trend.h"

enum { YEARS = 6 };

static double year[YEARS], y[YEARS], part[YEARS], whole[YEARS];
static nkt_column years, values, parts, wholes;
static nkt_series series;
static nkt_trend_options options;
static nkt_trend_result result;
static nkt_error error;

static void setup(void) {
    years = doubles(year);
    values = doubles(y);
    parts = doubles(part);
    wholes = doubles(whole);
    series = (nkt_series){.rows = NKT_ROWS(YEARS),
                          .years = &years,
                          .values = &values,
                          .parts = &parts,
                          .wholes = &wholes};
    options = (nkt_trend_options){.size = sizeof options, .measure = NKT_MEASURE_FLOW};
    for (int i = 0; i < YEARS; i++) {
        year[i] = 2010 + i;
        whole[i] = 60 + i;
        part[i] = 20 + 2 * i;
        y[i] = 100 * part[i] / whole[i];
    }
}

/* The last two years say something else than their counts: they take no part, and are reported. */
START_TEST(values_that_counts_contradict_are_bad) {
    nkt_trend_result shorter;

    series.rows.n_rows = YEARS - 2;
    ck_assert_int_eq(nkt_trend(&series, &options, &shorter, &error), NKT_OK);
    series.rows.n_rows = YEARS;
    y[YEARS - 2] = 98;
    y[YEARS - 1] = y[YEARS - 1] / 100; /* a proportion */
    ck_assert_int_eq(nkt_trend(&series, &options, &result, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "series.values: row 4: 98 is not what its part and whole give");
    ck_assert_int_eq(error.reason, NKT_REASON_CONTRADICTION);
    ck_assert_double_eq_tol(error.bound, 100 * part[4] / whole[4], 1e-12);
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_mem_eq(&result, &shorter, sizeof result);
    options.tolerance = -1; /* asked for: as it was */
    ck_assert_int_eq(nkt_trend(&series, &options, &result, &error), NKT_OK);
    ck_assert_int_eq(result.last_year, 2015);
}
END_TEST

/* The change is the published one, and its limits lie about it, as wide as those of the counts. */
START_TEST(rounded_values_agree) {
    nkt_trend_result exact;

    series.values = NULL;
    ck_assert_int_eq(nkt_trend(&series, &options, &exact, &error), NKT_OK);
    series.values = &values;
    for (int32_t decimals = 0; decimals <= 2; decimals++) {
        for (int i = 0; i < YEARS; i++)
            y[i] = nkt_round_half_away(100 * part[i] / whole[i], decimals);
        ck_assert_int_eq(nkt_trend(&series, &options, &result, &error), NKT_OK);
        ck_assert_double_eq_tol(result.change.value, y[YEARS - 1] - y[0], 1e-12);
        ck_assert_double_eq_tol(result.change.value - result.change.lower,
                                exact.change.value - exact.change.lower, 1e-12);
        ck_assert_double_eq_tol(result.change.upper - result.change.value,
                                exact.change.upper - exact.change.value, 1e-12);
    }
    options.tolerance = 0.001; /* two decimals are further than that */
    ck_assert_int_eq(nkt_trend(&series, &options, &result, &error), NKT_ROWS_INVALID);
    options.tolerance = 0.005;
    ck_assert_int_eq(nkt_trend(&series, &options, &result, &error), NKT_OK);
}
END_TEST

/* A half is rounded upwards: 12.5 published as 13 is as far as it may be, at any level. */
START_TEST(half_a_unit_is_within) {
    for (int i = 0; i < YEARS; i++) {
        whole[i] = 200;
        part[i] = 25 + 2 * i;
        y[i] = ceil(100 * part[i] / whole[i]);
    }
    ck_assert_int_eq(nkt_trend(&series, &options, &result, &error), NKT_OK);
    y[2] += 0.01;
    ck_assert_int_eq(nkt_trend(&series, &options, &result, &error), NKT_ROWS_INVALID);
    ck_assert_int_eq(error.row, 2);
}
END_TEST

START_TEST(tolerances_are_checked) {
    static const double bad[] = {-2, -0.5, 101, NAN, INFINITY};

    for (int k = 0; k < 5; k++) {
        options.tolerance = bad[k];
        ck_assert_int_eq(nkt_trend(&series, &options, &result, &error), NKT_E_OPTION);
        ck_assert_str_eq(error.subject, "options.tolerance");
    }
}
END_TEST

Suite *nkt_suite_trend_values(void) {
    Suite *suite = suite_create("trend_values");
    TCase *tcase = tcase_create("trend_values");
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_test(tcase, values_that_counts_contradict_are_bad);
    tcase_add_test(tcase, rounded_values_agree);
    tcase_add_test(tcase, half_a_unit_is_within);
    tcase_add_test(tcase, tolerances_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
