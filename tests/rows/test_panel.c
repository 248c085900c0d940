/*
 * Panels against plain searches on random rows: lags, other years, units; broken years, bad keys,
 * and the ends of the range of years. Windows are in test_window.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/random_panel.h"

static int64_t count_of(int32_t what) {
    int64_t n = -1;
    ck_assert_int_eq(nkt_panel_get(&panel, what, &n, NULL), NKT_OK);
    return n;
}

START_TEST(lags_are_those_of_a_search) {
    static const int64_t lags[] = {0, 1, 2, 3, -1, -2, 8, 100, INT64_MAX, INT64_MIN};
    int64_t found[N + 1];

    make_rows(_i);
    make_panel();
    for (size_t k = 0; k < sizeof lags / sizeof lags[0]; k++) {
        found[N] = 42;
        ck_assert_int_eq(nkt_panel_lag(&panel, lags[k], &NKT_TO(found), NULL), NKT_OK);
        for (int64_t r = 0; r < N; r++) {
            int64_t expected = lags[k] > 1000 || lags[k] < -1000 ? -1 : naive_lag(r, lags[k]);
            ck_assert_int_eq(found[r], expected);
        }
        ck_assert_int_eq(found[N], 42);
    }
}
END_TEST

START_TEST(units_are_those_of_a_search) {
    int64_t n, units = 0, left_out = 0, found, unit_rows[N];

    make_rows(_i);
    make_panel();
    for (int64_t r = 0; r < N; r++) {
        int64_t count = 0, before = INT64_MIN, first = belongs(&rows[r]);
        for (int64_t i = 0; i < N; i++) {
            count += same_unit(&rows[r], &rows[i]);
            first &= !(i < r && same_unit(&rows[r], &rows[i]));
        }
        units += first;
        left_out += !belongs(&rows[r]);
        ck_assert_int_eq(nkt_panel_unit_rows(&panel, r, NULL, &n, NULL), NKT_OK);
        ck_assert_int_eq(n, count);
        ck_assert_int_eq(nkt_panel_unit_rows(&panel, r, &NKT_TO_N(unit_rows, count), &n, NULL),
                         NKT_OK);
        for (int64_t i = 0; i < n; i++) {
            ck_assert(same_unit(&rows[r], &rows[unit_rows[i]]));
            ck_assert_int_gt(rows[unit_rows[i]].year, before);
            before = rows[unit_rows[i]].year;
        }
        for (int64_t year = 2008; year < 2021; year++) {
            ck_assert_int_eq(nkt_panel_find(&panel, r, year, &found, NULL), NKT_OK);
            ck_assert_int_eq(found, naive_find(r, year));
        }
    }
    ck_assert_int_eq(count_of(NKT_PANEL_ROWS), N);
    ck_assert_int_eq(count_of(NKT_PANEL_UNITS), units);
    ck_assert_int_eq(count_of(NKT_PANEL_LEFT_OUT), left_out);
    ck_assert_int_gt(left_out, 5);
    ck_assert_int_gt(units, 20);
}
END_TEST

START_TEST(gaps_are_not_bridged) {
    static const int32_t years[] = {2015, 2012, 2013, 2017, 2016};
    static const int32_t people[] = {15, 12, 13, 17, 16};
    static const int64_t before[] = {-1, -1, 1, 4, 0};
    static const double sums[] = {15, 12, 25, 33, 31};
    static const int32_t unit = 1;
    nkt_column key = {.values = &unit, .type = NKT_INT32}, year = NKT_ARRAY(0, years);
    nkt_column column = NKT_ARRAY(NKT_IN_RECEIVED, people);
    int64_t found[5];
    nkt_total totals[5];

    ck_assert_int_eq(make_small(&key, &year, 5, NULL), NKT_OK);
    ck_assert_int_eq(nkt_panel_lag(&panel, 1, &NKT_TO(found), NULL), NKT_OK);
    ck_assert_mem_eq(found, before, sizeof before);
    nkt_panel_window(&panel, &column, 2, 0, totals, 0, NULL);
    for (int r = 0; r < 5; r++) {
        ck_assert_double_eq(totals[r].value, sums[r]);
        ck_assert_int_eq(totals[r].members, 2);
        ck_assert_int_eq(totals[r].flags, before[r] < 0 ? NKT_FLAG_PARTIAL : 0);
    }
}
END_TEST

START_TEST(years_may_be_any_int64) {
    static const int64_t years[] = {INT64_MAX, INT64_MIN, INT64_MAX - 1, INT64_MIN + 1, 0, 0};
    /* Two units that are the same number as doubles. */
    static const int64_t units[] = {INT64_MAX - 1, INT64_MAX - 1, INT64_MAX - 1,
                                    INT64_MAX - 1, INT64_MAX - 1, INT64_MAX};
    static const int64_t year_before[] = {2, -1, -1, 1, -1, -1};
    static const int64_t year_after[] = {-1, 3, 0, -1, -1, -1};
    static const int64_t far_after[] = {-1, 4, -1, -1, -1, -1}; /* by 2^63 years */
    static const double longest[] = {2, 1, 2, 2, 1, 1};
    nkt_column key = NKT_ARRAY(0, units), year = NKT_ARRAY(0, years);
    int64_t found[6];
    nkt_total totals[6];
    double ones[] = {1, 1, 1, 1, 1, 1};
    nkt_column column = NKT_ARRAY(0, ones);

    ck_assert_int_eq(make_small(&key, &year, 6, NULL), NKT_OK);
    ck_assert_int_eq(count_of(NKT_PANEL_UNITS), 2);
    nkt_panel_lag(&panel, 1, &NKT_TO(found), NULL);
    ck_assert_mem_eq(found, year_before, sizeof found);
    nkt_panel_lag(&panel, -1, &NKT_TO(found), NULL);
    ck_assert_mem_eq(found, year_after, sizeof found);
    nkt_panel_lag(&panel, INT64_MIN, &NKT_TO(found), NULL);
    ck_assert_mem_eq(found, far_after, sizeof found);
    nkt_panel_window(&panel, &column, INT64_MAX, 0, totals, 0, NULL);
    for (int r = 0; r < 6; r++) {
        ck_assert_double_eq(totals[r].value, longest[r]);
        ck_assert_int_eq(totals[r].members, INT64_MAX);
    }
}
END_TEST

START_TEST(repeated_keys_are_refused) {
    /* In order of unit the first repetition is not the first by row, nor is the last. */
    static const int32_t units[] = {1, 2, 3, 2, 3, 1, 1};
    static const int32_t years[] = {9, 9, 9, 9, 9, 9, 8};
    nkt_column key = NKT_ARRAY(0, units), year = NKT_ARRAY(0, years);
    nkt_error error;

    ck_assert_int_eq(make_small(&key, &year, 3, &error), NKT_OK);
    ck_assert_int_eq(make_small(&key, &year, 7, &error), NKT_E_DUPLICATE);
    ck_assert_str_eq(error.message, "keys: row 3: has the same keys and year as row 1");
    ck_assert_int_eq(error.row, 3);
    ck_assert_int_eq(error.rows_affected, 3);
    ck_assert_int_eq(error.argument, 2);
    ck_assert_int_eq(error.reason, NKT_REASON_TWICE);
    ck_assert_str_eq(error.subject, "keys");
    /* What was there before is as it was. */
    ck_assert_int_eq(count_of(NKT_PANEL_ROWS), 3);
    ck_assert_int_eq(count_of(NKT_PANEL_UNITS), 3);
}
END_TEST

START_TEST(bad_keys_are_told_and_belong_to_no_unit) {
    double units[] = {1, 1.5, NAN, 2, 1};
    float years[] = {2001, 2002, 2003, INFINITY, 2000};
    int32_t reasons[] = {0, 0, NKT_STATE_SECRET, 0, 0};
    nkt_column keys[] = {NKT_ARRAY(0, units), NKT_ARRAY(0, units)}, year = NKT_ARRAY(0, years);
    const nkt_table table = NKT_TABLE(keys, 5);
    int64_t found[5];
    nkt_error error;

    keys[1].reasons = reasons;
    keys[1].reasons_stride = sizeof(int32_t);
    ck_assert_int_eq(nkt_panel_init(&panel, &table, &year, &work, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "keys.columns[0]: row 1: 1.5 is no whole number");
    ck_assert_str_eq(error.subject, "keys.columns[0]");
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_WHOLE);
    ck_assert_int_eq(error.row, 1);
    ck_assert_int_eq(error.item, 0);
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(count_of(NKT_PANEL_LEFT_OUT), 3);
    nkt_panel_lag(&panel, 1, &NKT_TO(found), NULL);
    ck_assert_int_eq(found[0], 4);
    ck_assert_int_eq(found[1], -1);
    units[1] = 1;
    ck_assert_int_eq(nkt_panel_init(&panel, &table, &year, &work, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "years: row 3: infinity is no finite number");
    ck_assert_int_eq(error.argument, 3);
    ck_assert_int_eq(error.item, -1);
    years[3] = 1e30f; /* whole, but beyond what a float of 64 bits counts without gaps */
    ck_assert_int_eq(nkt_panel_init(&panel, &table, &year, &work, &error), NKT_ROWS_INVALID);
    ck_assert_int_eq(error.reason, NKT_REASON_OUT_OF_RANGE);
    ck_assert_int_eq(error.row, 3);
    /* Marked as bad: there is no number to show. */
    reasons[0] = NKT_STATE_INVALID;
    nkt_panel_init(&panel, &table, &year, &work, &error);
    ck_assert_str_eq(error.message, "keys.columns[1]: row 0: is marked as invalid");
    ck_assert_int_eq(error.item, 1);
}
END_TEST

START_TEST(a_panel_may_be_moved) {
    static int64_t elsewhere[8 + 5 * N];
    nkt_memory copy = {elsewhere, sizeof elsewhere, 0, NULL, NULL};
    int64_t found[N], moved[N];

    make_rows(0);
    make_panel();
    nkt_panel_lag(&panel, 1, &NKT_TO(found), NULL);
    memcpy(elsewhere, panel.data, panel.needed);
    memset(panel.data, 0x55, panel.size);
    memset(rows, 0, sizeof rows); /* it keeps nothing of the caller's */
    ck_assert_int_eq(nkt_panel_lag(&copy, 1, &NKT_TO(moved), NULL), NKT_OK);
    ck_assert_mem_eq(found, moved, sizeof found);
}
END_TEST

START_TEST(an_empty_panel_is_a_panel) {
    nkt_column key = {.type = NKT_INT32}, year = {.type = NKT_INT32};
    nkt_column column = {.type = NKT_FLOAT64};
    int64_t n = 42;

    ck_assert_int_eq(make_small(&key, &year, 0, NULL), NKT_OK);
    ck_assert_int_eq(count_of(NKT_PANEL_UNITS), 0);
    ck_assert_int_eq(nkt_panel_lag(&panel, 1, NULL, NULL), NKT_OK);
    ck_assert_int_eq(nkt_panel_window(&panel, &column, 3, 0, NULL, 0, NULL), NKT_OK);
    ck_assert_int_eq(nkt_panel_find(&panel, 0, 2015, &n, NULL), NKT_E_COUNT);
}
END_TEST

/* The row of the country, and a year of no interest: as if they were not there. */
START_TEST(rows_that_are_left_out_belong_to_no_unit) {
    static const int16_t units[] = {0, 7, 0, 7, 7, 7};
    static const int16_t years[] = {2014, 2014, 2015, 2015, 2016, 2016};
    static const int8_t include[] = {0, 1, 0, 1, 1, 0};
    static const int64_t before[] = {-1, -1, -1, 1, 3, -1};
    static const double people[] = {900, 1, 900, 2, 4, INFINITY};
    static const double sums[] = {NAN, 1, NAN, 3, 6, NAN};
    const nkt_column key = NKT_ARRAY(0, units), year = NKT_ARRAY(0, years);
    const nkt_column column = NKT_ARRAY(NKT_IN_RECEIVED, people), take = NKT_ARRAY(0, include);
    nkt_table table = NKT_TABLE_OF(&key, 1, 6);
    int64_t found[6];
    nkt_total totals[6];
    nkt_error error;

    table.rows.include = &take;
    /* Unit 7 has 2016 twice, but once only among those that take part. */
    ck_assert_int_eq(nkt_panel_init(&panel, &table, &year, &work, &error), NKT_OK);
    ck_assert_int_eq(count_of(NKT_PANEL_UNITS), 1);
    ck_assert_int_eq(count_of(NKT_PANEL_LEFT_OUT), 3);
    nkt_panel_lag(&panel, 1, &NKT_TO(found), NULL);
    ck_assert_mem_eq(found, before, sizeof found);
    ck_assert_int_eq(nkt_panel_window(&panel, &column, 2, 0, totals, 0, &error), NKT_OK);
    for (int r = 0; r < 6; r++) {
        ck_assert_int_eq(totals[r].state, include[r] ? NKT_STATE_VALUE : NKT_STATE_NOT_APPLICABLE);
        ck_assert_int_eq(totals[r].members, include[r] ? 2 : 0);
        if (include[r])
            ck_assert_double_eq(totals[r].value, sums[r]);
    }
}
END_TEST

/* Numbers of rows in the caller's type, counted from 1 where it says so. */
START_TEST(row_numbers_of_any_type) {
    static const int32_t years[] = {2015, 2012, 2013, 2014}, unit = 1;
    const nkt_column key = {.values = &unit, .type = NKT_INT32}, year = NKT_ARRAY(0, years);
    struct {
        char gap;
        int8_t number;
    } narrow[4];
    int32_t r[4];
    float floats[4];
    uint32_t wrong[4];
    int64_t n;
    nkt_target target = NKT_TO(r);
    nkt_error error;

    ck_assert_int_eq(make_small(&key, &year, 4, NULL), NKT_OK);
    ck_assert_int_eq(nkt_panel_lag(&panel, 1, &NKT_TO_FIELD(narrow, number), &error), NKT_OK);
    ck_assert_int_eq(narrow[0].number, 3);
    ck_assert_int_eq(narrow[1].number, -1);
    ck_assert_int_eq(narrow[2].number, 1);
    target.type = NKT_INT32_R;
    target.first = 1;
    ck_assert_int_eq(nkt_panel_lag(&panel, 1, &target, &error), NKT_OK);
    ck_assert_int_eq(r[0], 4);
    ck_assert_int_eq(r[1], INT32_MIN);
    ck_assert_int_eq(nkt_panel_lag(&panel, 1, &NKT_TO(floats), &error), NKT_OK);
    ck_assert_float_eq(floats[0], 3);
    ck_assert_float_nan(floats[1]);
    ck_assert_int_eq(nkt_panel_lag(&panel, 1, &NKT_TO(wrong), &error), NKT_E_TYPE);
    ck_assert_str_eq(error.subject, "rows");
    ck_assert_int_eq(nkt_panel_unit_rows(&panel, 0, &target, &n, &error), NKT_OK);
    ck_assert_int_eq(n, 4);
    ck_assert_int_eq(r[0], 2);
    ck_assert_int_eq(r[3], 1);
    target.capacity = 0; /* where the call decides how many, that is room for none */
    ck_assert_int_eq(nkt_panel_unit_rows(&panel, 0, &target, &n, &error), NKT_E_CAPACITY);
    ck_assert_double_eq(error.bound, 4);
}
END_TEST

Suite *nkt_suite_panel(void) {
    Suite *suite = suite_create("panel");
    TCase *tcase = tcase_create("panel");
    tcase_add_loop_test(tcase, lags_are_those_of_a_search, 0, TRIALS);
    tcase_add_loop_test(tcase, units_are_those_of_a_search, 0, TRIALS);
    tcase_add_test(tcase, gaps_are_not_bridged);
    tcase_add_test(tcase, years_may_be_any_int64);
    tcase_add_test(tcase, repeated_keys_are_refused);
    tcase_add_test(tcase, bad_keys_are_told_and_belong_to_no_unit);
    tcase_add_test(tcase, a_panel_may_be_moved);
    tcase_add_test(tcase, an_empty_panel_is_a_panel);
    tcase_add_test(tcase, rows_that_are_left_out_belong_to_no_unit);
    tcase_add_test(tcase, row_numbers_of_any_type);
    suite_add_tcase(suite, tcase);
    return suite;
}
