/*
 * Gaps between offers that last: the days that are free, by the calendar.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "offers.h"

/* One case with two offers, the first from the 3rd to the 10th of January. */
static void two_offers(int64_t second) {
    start[0] = (double)day_of(2019, 1, 1);
    offer[0] = (double)day_of(2019, 1, 3);
    end[0] = (double)day_of(2019, 1, 10);
    offer[1] = (double)second;
    end[1] = (double)second + 4;
    offsets[1] = 2;
}

/* From the 11th of January six weeks are free until the 21st of February: the 22nd is in time. */
START_TEST(six_free_weeks_are_allowed) {
    offers.ends = &ends;
    for (int late = -1; late <= 1; late++) {
        two_offers(day_of(2019, 2, 22) + late);
        ck_assert_int_eq(time_cases(1, NULL), NKT_OK);
        ck_assert_double_eq(cases[0].longest_gap, 42 + late);
        ck_assert_int_eq(cases[0].n_gaps, late > 0);
    }
}
END_TEST

/* An offer on the day after the last one, or overlapping it, leaves no day free. */
START_TEST(offers_next_to_each_other_leave_no_gap) {
    offers.ends = &ends;
    options.gap = NKT_PERIOD_ZERO;
    for (int day = 4; day <= 12; day++) {
        two_offers(day_of(2019, 1, day));
        time_cases(1, &options);
        ck_assert_double_eq(cases[0].longest_gap, day > 11);
        ck_assert_int_eq(cases[0].n_gaps, day > 11);
    }
}
END_TEST

/* The last day observed is free itself: 42 days have passed when it is the 21st of February. */
START_TEST(an_open_gap_has_the_last_day_in_it) {
    offers.ends = &ends;
    two_offers(day_of(2030, 1, 1));
    for (int late = -1; late <= 1; late++) {
        options.until = day_of(2019, 2, 21) + late;
        time_cases(1, &options);
        ck_assert_double_eq(cases[0].longest_gap, 42 + late);
        ck_assert_int_eq(cases[0].n_gaps, late > 0);
        ck_assert_int_eq(cases[0].flags, late > 0 ? NKT_OFFERS_OPEN_GAP : 0);
    }
}
END_TEST

/* Without ends it is from date to date. */
START_TEST(without_ends_dates_are_compared) {
    two_offers(day_of(2019, 2, 14)); /* six weeks after the 3rd of January */
    time_cases(1, NULL);
    ck_assert_double_eq(cases[0].longest_gap, 42);
    ck_assert_int_eq(cases[0].n_gaps, 0);
}
END_TEST

Suite *nkt_suite_free_days(void) {
    Suite *suite = suite_create("free_days");
    TCase *tcase = tcase_create("free_days");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, six_free_weeks_are_allowed);
    tcase_add_test(tcase, offers_next_to_each_other_leave_no_gap);
    tcase_add_test(tcase, an_open_gap_has_the_last_day_in_it);
    tcase_add_test(tcase, without_ends_dates_are_compared);
    suite_add_tcase(suite, tcase);
    return suite;
}
