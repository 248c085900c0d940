/*
 * Windows over years on both sides of a break.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdint.h>

#include "nyckeltal.h"
#include "nyckeltal/realloc.h"

enum { N = 6 };

static const int32_t unit[N] = {1, 1, 1, 1, 1, 1}, year[N] = {2022, 2026, 2023, 2025, 2024, 2027};
static const double number[N] = {1, 16, 2, 8, 4, 32};
static nkt_memory panel = NKT_MEMORY_REALLOC, work = NKT_MEMORY_REALLOC;
static nkt_total out[N];

static void window(int32_t id, int64_t width, int32_t across_breaks) {
    const nkt_column key = NKT_ARRAY(0, unit), years = NKT_ARRAY(0, year),
                     values = NKT_ARRAY(id, number);
    const nkt_table keys = NKT_TABLE_OF(&key, 1, N);

    ck_assert_int_eq(nkt_panel_init(&panel, &keys, &years, &work, NULL), NKT_OK);
    ck_assert_int_eq(nkt_panel_window(&panel, &values, width, across_breaks, out, 0, NULL), NKT_OK);
}

static void is(int row, double value, int64_t contributors, int32_t flags) {
    ck_assert_double_eq(out[row].value, value);
    ck_assert_int_eq(out[row].contributors, contributors);
    ck_assert_int_eq(out[row].flags, flags);
}

/* Aged 20-65 from 2024. */
START_TEST(years_before_a_break_are_missing) {
    enum { BOTH = NKT_FLAG_PARTIAL | NKT_FLAG_SERIES_BREAK };

    window(NKT_IN_RECEIVED_20_64, 3, NKT_ACROSS_NONE);
    is(2, 3, 2, NKT_FLAG_PARTIAL); /* 2023: 2021 is not there */
    is(4, 4, 1, BOTH);             /* 2024: alone */
    is(3, 12, 2, BOTH);            /* 2025 */
    is(1, 28, 3, 0);               /* 2026: three years of the new series */
    is(5, 56, 3, 0);
    window(NKT_IN_RECEIVED_20_64, 3, NKT_ACROSS_ALL);
    is(4, 7, 3, NKT_FLAG_SERIES_BREAK);
    is(3, 14, 3, NKT_FLAG_SERIES_BREAK);
    is(1, 28, 3, 0);
    window(NKT_IN_RECEIVED_20_64, INT64_MAX, NKT_ACROSS_CATALOGUE);
    is(5, 63, 6, BOTH);
    window(NKT_IN_RECEIVED_20_64, 1, NKT_ACROSS_NONE);
    is(4, 4, 1, 0);
    window(0, 3, NKT_ACROSS_NONE); /* nothing is known of it */
    is(4, 7, 3, 0);
    window(NKT_IN_RECEIVED, 3, NKT_ACROSS_NONE); /* of all ages */
    is(4, 7, 3, 0);
    nkt_memory_free(&panel);
    nkt_memory_free(&work);
}
END_TEST

START_TEST(there_are_three_ways) {
    const nkt_column key = NKT_ARRAY(0, unit), years = NKT_ARRAY(0, year),
                     values = NKT_ARRAY(0, number);
    const nkt_table keys = NKT_TABLE_OF(&key, 1, N);
    nkt_error error;

    nkt_panel_init(&panel, &keys, &years, &work, NULL);
    ck_assert_int_eq(nkt_panel_window(&panel, &values, 3, 3, out, 0, &error), NKT_E_ID);
    ck_assert_int_eq(error.argument, 4);
    ck_assert_int_eq(nkt_panel_window(&panel, &values, 3, -1, out, 0, &error), NKT_E_ID);
    nkt_memory_free(&panel);
    nkt_memory_free(&work);
}
END_TEST

Suite *nkt_suite_window_breaks(void) {
    Suite *suite = suite_create("window_breaks");
    TCase *tcase = tcase_create("window_breaks");
    tcase_add_test(tcase, years_before_a_break_are_missing);
    tcase_add_test(tcase, there_are_three_ways);
    suite_add_tcase(suite, tcase);
    return suite;
}
