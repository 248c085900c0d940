/*
 * Calendars that cannot be, and days that they know nothing of.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "offers.h"

static void refused(nkt_status got, nkt_status status, int argument, const char *message) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
    if (message)
        ck_assert_str_eq(error.message, message);
}

START_TEST(calendars_are_checked) {
    double days[] = {10, 11, 9};
    const nkt_column some = doubles(days);
    nkt_column odd = some;
    const nkt_calendar good = {.free_days = &some, .n_free_days = 2};
    nkt_calendar wrong;
    int64_t out = 4711;

    odd.type = 99;
#define NEXT(calendar, day, out) nkt_next_working_day(calendar, day, out, &error)
#define WRONG(member, value, status, message)                                                      \
    wrong = good;                                                                                  \
    wrong.member = value;                                                                          \
    refused(NEXT(&wrong, 10, &out), status, 1, message);                                           \
    ck_assert_int_eq(out, 4711);                                                                   \
    offers.calendar = &wrong;                                                                      \
    ck_assert_int_eq(time_cases(0, NULL), status);                                                 \
    ck_assert_int_eq(strncmp(error.subject, "offers.calendar.", 16), 0)
    refused(NEXT(NULL, 10, &out), NKT_E_NULL, 1, NULL);
    refused(NEXT(&good, 10, NULL), NKT_E_NULL, 3, NULL);
    WRONG(rule, 4, NKT_E_ID, NULL);
    WRONG(rule, -1, NKT_E_ID, NULL);
    WRONG(unit, 5, NKT_E_ID, NULL);
    WRONG(unit, -1, NKT_E_ID, NULL);
    WRONG(n_free_days, -1, NKT_E_COUNT, "calendar.n_free_days: -1 is negative");
    WRONG(free_days, NULL, NKT_E_NULL, NULL);
    WRONG(free_days, &odd, NKT_E_TYPE, NULL);
    WRONG(n_free_days, 3, NKT_E_DOMAIN, "calendar.free_days[2]: 9 is before the one before");
    ck_assert_int_eq(error.item, 2);
    days[1] = NAN;
    refused(NEXT(&good, 10, &out), NKT_E_DOMAIN, 1, "calendar.free_days[1]: is missing");
    days[1] = 10.5;
    refused(NEXT(&good, 10, &out), NKT_E_DOMAIN, 1, "calendar.free_days[1]: is no date");
    days[1] = INFINITY;
    refused(NEXT(&good, 10, &out), NKT_E_DOMAIN, 1, "calendar.free_days[1]: is no date");
    days[1] = 2e9;
    refused(NEXT(&good, 10, &out), NKT_E_DOMAIN, 1, "calendar.free_days[1]: is no date");
    ck_assert_int_eq(out, 4711);
    days[1] = 11;
    refused(NEXT(&good, 10, &out), NKT_OK, 0, NULL);
    ck_assert_int_eq(out, 12);
}
END_TEST

/* The first and the last day of each rule, and the days beyond them. */
START_TEST(rules_know_their_years) {
    static const int32_t rules[] = {NKT_CALENDAR_SWEDEN, NKT_CALENDAR_DENMARK};
    static const int first[] = {1990, 2008};
    int64_t out;

    for (int i = 0; i < 2; i++) {
        const nkt_calendar calendar = {.rule = rules[i]};
        refused(NEXT(&calendar, day_of(first[i], 1, 1), &out), NKT_OK, 0, NULL);
        ck_assert_int_eq(out, day_of(first[i], 1, 2));
        out = 4711;
        refused(NEXT(&calendar, day_of(first[i], 1, 1) - 1, &out), NKT_E_DOMAIN, 2, NULL);
        refused(NEXT(&calendar, day_of(2100, 1, 4), &out), NKT_E_DOMAIN, 2, NULL);
        /* the 31st of December is free, and the day after it is of a year that is not known */
        refused(NEXT(&calendar, day_of(2099, 12, 31), &out), NKT_E_DOMAIN, 2, NULL);
        ck_assert_int_eq(out, 4711);
        refused(NEXT(&calendar, day_of(2099, 12, 30), &out), NKT_OK, 0, NULL);
    }
    for (int i = 0; i < 2; i++) {
        const nkt_calendar weekend = {.rule = NKT_CALENDAR_WEEKEND};
        const int64_t most = NKT_DAY_MAX;
        refused(NEXT(&weekend, i ? most : -most, &out), NKT_OK, 0, NULL);
        refused(NEXT(&weekend, i ? most + 1 : -most - 1, &out), NKT_E_DOMAIN, 2, NULL);
        refused(NEXT(&weekend, i ? INT64_MAX : INT64_MIN, &out), NKT_E_DOMAIN, 2, NULL);
    }
}
END_TEST

/* A case whose deadline is in another year is bad data; the others are what they are. */
START_TEST(deadlines_outside_the_years_are_bad_data) {
    const nkt_calendar sweden = {.rule = NKT_CALENDAR_SWEDEN};

    start[0] = (double)day_of(1989, 11, 30);
    start[1] = (double)day_of(1989, 12, 31);
    start[2] = NAN;
    start[3] = (double)day_of(2099, 12, 1);
    for (int k = 0; k < 4; k++)
        offer[k] = NAN, offsets[k + 1] = k + 1;
    offers.calendar = &sweden;
    ck_assert_int_eq(time_cases(4, NULL), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message,
                     "offers.starts: row 0: 7273 has a deadline outside the years of "
                     "the calendar's rule");
    ck_assert_int_eq(error.reason, NKT_REASON_OUT_OF_RANGE);
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(cases[0].state, NKT_STATE_INVALID);
    ck_assert_double_nan(cases[0].deadline);
    ck_assert_double_eq(cases[1].deadline, (double)day_of(1990, 1, 31));
    ck_assert_int_eq(cases[2].state, NKT_STATE_MISSING);
    ck_assert_int_eq(cases[3].state, NKT_STATE_INVALID);
}
END_TEST

Suite *nkt_suite_calendar_bad(void) {
    Suite *suite = suite_create("calendar_bad");
    TCase *tcase = tcase_create("calendar_bad");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, calendars_are_checked);
    tcase_add_test(tcase, rules_know_their_years);
    tcase_add_test(tcase, deadlines_outside_the_years_are_bad_data);
    suite_add_tcase(suite, tcase);
    return suite;
}
