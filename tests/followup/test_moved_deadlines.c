/*
 * Deadlines that end on a day that is free: which cases are in time then, and what the result says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "offers.h"

/* Case k begins so that its month ends on the given day, and has its only offer `after` days later. */
static void ends_on(int k, int64_t last, int after) {
    start[k] = (double)naive_months(last, -1);
    offer[k] = (double)(last + after);
    offsets[k + 1] = k + 1;
}

/*
 * A month that ends on Friday, Saturday, Sunday, and on Christmas Eve, a Thursday with three free days
 * after it. Off by default.
 */
START_TEST(deadlines_move_to_the_next_working_day) {
    const nkt_calendar sweden = {.rule = NKT_CALENDAR_SWEDEN};
    static const int moved[] = {0, 2, 1, 4}, days[][2] = {{10, 16}, {10, 17}, {10, 18}, {12, 24}};

    for (int after = 0; after <= 5; after++) {
        for (int k = 0; k < 4; k++)
            ends_on(k, day_of(2020, days[k][0], days[k][1]), after);
        offers.calendar = NULL;
        ck_assert_int_eq(time_cases(4, NULL), NKT_OK);
        for (int k = 0; k < 4; k++) {
            ck_assert_int_eq(cases[k].status, after > 0 ? NKT_CASE_LATE : NKT_CASE_IN_TIME);
            ck_assert_int_eq(cases[k].flags, 0);
        }
        offers.calendar = &sweden;
        ck_assert_int_eq(time_cases(4, NULL), NKT_OK);
        for (int k = 0; k < 4; k++) {
            ck_assert_double_eq(cases[k].deadline,
                                (double)(day_of(2020, days[k][0], days[k][1]) + moved[k]));
            ck_assert_double_eq(cases[k].delay, after - moved[k]);
            ck_assert_int_eq(cases[k].status, after > moved[k] ? NKT_CASE_LATE : NKT_CASE_IN_TIME);
            ck_assert_int_eq(cases[k].flags, moved[k] ? NKT_OFFERS_MOVED : 0);
        }
    }
}
END_TEST

/* A thousand cases: only deadlines change, each to what the day itself says, and groups count them. */
START_TEST(only_deadlines_move) {
    static nkt_case_time plain[CASES];
    static const double closed[] = {18262}; /* the 1st of January 2020 */
    const nkt_column free_days = NKT_ARRAY_N(0, closed, 1);
    nkt_calendar calendars[] = {{.rule = NKT_CALENDAR_WEEKEND},
                                {.rule = NKT_CALENDAR_SWEDEN},
                                {.rule = NKT_CALENDAR_DENMARK},
                                {.free_days = &free_days, .n_free_days = 1}};
    const nkt_rows rows = NKT_ROWS(CASES);
    nkt_timeliness found;

    draw_cases(1);
    offers.ends = &ends;
    options.until = until;
    ck_assert_int_eq(time_cases(CASES, &options), NKT_OK);
    memcpy(plain, cases, sizeof cases);
    for (int i = 0; i < 4; i++) {
        int64_t n_moved = 0;
        offers.calendar = &calendars[i];
        ck_assert_int_eq(time_cases(CASES, &options), NKT_OK);
        for (int k = 0; k < CASES; k++) {
            nkt_case_time wanted = plain[k];
            int64_t day;
            nkt_next_working_day(&calendars[i], (int64_t)wanted.deadline, &day, NULL);
            if ((double)day > wanted.deadline) {
                n_moved++;
                wanted.flags |= NKT_OFFERS_MOVED;
                wanted.delay -= (double)day - wanted.deadline;
                wanted.deadline = (double)day;
                if (wanted.delay <= 0)
                    wanted.status = wanted.n_offers > 0 ? NKT_CASE_IN_TIME : NKT_CASE_NOT_DUE;
            }
            ck_assert_mem_eq(&cases[k], &wanted, sizeof wanted);
        }
        ck_assert_int_gt(n_moved, 0);
        ck_assert_int_eq(nkt_timeliness_groups(cases, 0, &rows, NULL, NULL, &found, 0, &error),
                         NKT_OK);
        ck_assert_int_eq(found.n_moved, n_moved);
    }
}
END_TEST

/* Days after the months are part of the period: it is the last day that moves, once. */
START_TEST(the_whole_period_comes_first) {
    const nkt_calendar denmark = {.rule = NKT_CALENDAR_DENMARK};

    ends_on(0, day_of(2019, 12, 20), 0); /* a Friday; four days later is Christmas Eve */
    options.months = 1;
    options.days = 4;
    offers.calendar = &denmark;
    ck_assert_int_eq(time_cases(1, &options), NKT_OK);
    ck_assert_double_eq(cases[0].deadline, (double)day_of(2019, 12, 27));
    options.months = NKT_PERIOD_UNLIMITED; /* nothing to move, and no year to know */
    options.days = 0;
    start[0] = offer[0] = (double)day_of(1960, 1, 1);
    ck_assert_int_eq(time_cases(1, &options), NKT_OK);
    ck_assert_int_eq(cases[0].status, NKT_CASE_NO_DEADLINE);
    ck_assert_int_eq(cases[0].flags, 0);
}
END_TEST

Suite *nkt_suite_moved_deadlines(void) {
    Suite *suite = suite_create("moved_deadlines");
    TCase *tcase = tcase_create("moved_deadlines");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, deadlines_move_to_the_next_working_day);
    tcase_add_test(tcase, only_deadlines_move);
    tcase_add_test(tcase, the_whole_period_comes_first);
    suite_add_tcase(suite, tcase);
    return suite;
}
