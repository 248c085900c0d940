/*
 * Working days, against the holidays that almanacs print, an Easter of another kind, and days of the
 * caller's own.
 *
 * Typed from allasvar.se (2019), temadagar.se (2020), veckorna.se (2024), tidochdatum.se (2027, 2030)
 * and varligger.se (2005, 2091) for Sweden, danmarkguiden.se (2023) and kalender-365.dk (2053) for
 * Denmark; the eves and Constitution Day, which are not printed as holidays, are those of the statutes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>

#include "followup/dates.h"
#include "followup/offers.h"

static int64_t next_of(int32_t rule, int64_t day) {
    const nkt_calendar calendar = {.rule = rule};
    int64_t out;

    ck_assert_int_eq(nkt_next_working_day(&calendar, day, &out, &error), NKT_OK);
    return out;
}

/* ---- what is printed -------------------------------------------------------------------------- */

typedef struct almanac {
    int year;
    int32_t rule;
    const char *free; /* month-day of those that are neither Saturday nor Sunday, or may be */
} almanac;

static const almanac printed[] = {
    {2005, NKT_CALENDAR_SWEDEN,
     "0101 0106 0325 0328 0501 0505 0606 0624 0625 1105 1224 1225 1226 1231"},
    {2019, NKT_CALENDAR_SWEDEN,
     "0101 0106 0419 0422 0501 0530 0606 0621 0622 1102 1224 1225 1226 1231"},
    {2020, NKT_CALENDAR_SWEDEN,
     "0101 0106 0410 0413 0501 0521 0606 0619 0620 1031 1224 1225 1226 1231"},
    {2024, NKT_CALENDAR_SWEDEN,
     "0101 0106 0329 0401 0501 0509 0606 0621 0622 1102 1224 1225 1226 1231"},
    {2027, NKT_CALENDAR_SWEDEN,
     "0101 0106 0326 0329 0501 0506 0606 0625 0626 1106 1224 1225 1226 1231"},
    {2030, NKT_CALENDAR_SWEDEN,
     "0101 0106 0419 0422 0501 0530 0606 0621 0622 1102 1224 1225 1226 1231"},
    {2091, NKT_CALENDAR_SWEDEN,
     "0101 0106 0406 0409 0501 0517 0606 0622 0623 1103 1224 1225 1226 1231"},
    {2023, NKT_CALENDAR_DENMARK, "0101 0406 0407 0410 0505 0518 0529 0605 1224 1225 1226 1231"},
    {2053, NKT_CALENDAR_DENMARK, "0101 0403 0404 0407 0515 0526 0605 1224 1225 1226 1231"},
};

static int is_printed(const almanac *a, const struct tm *date) {
    char text[8];

    snprintf(text, sizeof text, "%02d%02d", (date->tm_mon + 1) % 100, date->tm_mday % 100);
    return strstr(a->free, text) != NULL;
}

START_TEST(days_are_free_as_almanacs_print_them) {
    for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
        const almanac *a = &printed[i];
        for (int64_t day = day_of(a->year, 1, 1); day <= day_of(a->year, 12, 30); day++) {
            const struct tm date = date_of(day);
            const int is_free = date.tm_wday == 0 || date.tm_wday == 6 || is_printed(a, &date);
            ck_assert_msg((next_of(a->rule, day) != day) == is_free, "%d-%02d-%02d", a->year,
                          date.tm_mon + 1, date.tm_mday);
        }
    }
}
END_TEST

/* Where the law has changed, and what a court has said of a day that many have off. */
START_TEST(laws_change) {
    const int sweden = NKT_CALENDAR_SWEDEN, denmark = NKT_CALENDAR_DENMARK;

    /* Whit Monday 2004 was free, the 6th of June 2005 was a Monday and free, Whit Monday 2005 not */
    ck_assert_int_eq(next_of(sweden, day_of(2004, 5, 31)), day_of(2004, 6, 1));
    ck_assert_int_eq(next_of(sweden, day_of(2005, 5, 16)), day_of(2005, 5, 16));
    ck_assert_int_eq(next_of(sweden, day_of(2003, 6, 6)), day_of(2003, 6, 6));
    ck_assert_int_eq(next_of(sweden, day_of(2005, 6, 6)), day_of(2005, 6, 7));
    /* RÅ 2004 not 40: the 5th of January is no public holiday */
    ck_assert_int_eq(next_of(sweden, day_of(2004, 1, 5)), day_of(2004, 1, 5));
    /* Great Prayer Day would have been the 26th of April 2024 */
    ck_assert_int_eq(next_of(denmark, day_of(2023, 5, 5)), day_of(2023, 5, 8));
    ck_assert_int_eq(next_of(denmark, day_of(2024, 4, 26)), day_of(2024, 4, 26));
}
END_TEST

/* One free day after another: Easter, and Christmas Eve on a Thursday. */
START_TEST(free_days_in_a_row_are_passed_over) {
    ck_assert_int_eq(next_of(NKT_CALENDAR_SWEDEN, day_of(2020, 4, 10)), day_of(2020, 4, 14));
    ck_assert_int_eq(next_of(NKT_CALENDAR_SWEDEN, day_of(2020, 12, 24)), day_of(2020, 12, 28));
    ck_assert_int_eq(next_of(NKT_CALENDAR_DENMARK, day_of(2023, 4, 6)), day_of(2023, 4, 11));
    ck_assert_int_eq(next_of(NKT_CALENDAR_WEEKEND, day_of(2020, 12, 24)), day_of(2020, 12, 24));
    ck_assert_int_eq(next_of(NKT_CALENDAR_WEEKEND, day_of(2020, 12, 26)), day_of(2020, 12, 28));
    ck_assert_int_eq(next_of(NKT_CALENDAR_NONE, day_of(2020, 12, 26)), day_of(2020, 12, 26));
}
END_TEST

/* ---- Easter ----------------------------------------------------------------------------------- */

/*
 * The definition of 1582: the Sunday after the 14th day of the ecclesiastical moon that is on or after
 * the 21st of March, by the golden number and the epact with its corrections (Clavius).
 */
static int64_t naive_easter(int year) {
    const int golden = year % 19 + 1, century = year / 100 + 1;
    const int solar = 3 * century / 4 - 12, lunar = (8 * century + 5) / 25 - 5;
    int epact = ((11 * golden + 20 + lunar - solar) % 30 + 30) % 30;
    int64_t moon;

    if (epact == 24 || (epact == 25 && golden > 11))
        epact++;
    moon = day_of(year, 3, 1) + 44 - epact - 1;
    if (moon < day_of(year, 3, 21))
        moon += 30;
    do
        moon++;
    while (date_of(moon).tm_wday != 0);
    return moon;
}

START_TEST(easter_is_the_sunday_after_the_full_moon) {
    /* the earliest and the latest there are, 1818 and 1943, and some that are printed */
    static const int typed[][3] = {{1818, 3, 22}, {1943, 4, 25}, {1961, 4, 2},  {2000, 4, 23},
                                   {2005, 3, 27}, {2019, 4, 21}, {2020, 4, 12}, {2023, 4, 9},
                                   {2024, 3, 31}, {2027, 3, 28}, {2053, 4, 6},  {2091, 4, 8}};

    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
        ck_assert_int_eq(nkt_i_easter(typed[i][0]), day_of(typed[i][0], typed[i][1], typed[i][2]));
    for (int year = 1583; year < 7300; year++)
        ck_assert_int_eq(nkt_i_easter(year), naive_easter(year));
}
END_TEST

START_TEST(days_and_dates_are_each_other) {
    for (int64_t day = day_of(1580, 1, 1); day < day_of(2420, 1, 1); day++) {
        const struct tm is = date_of(day);
        const nkt_i_date found = nkt_i_date_of(day);
        ck_assert(found.year == is.tm_year + 1900 && found.month == is.tm_mon + 1 &&
                  found.day == is.tm_mday);
        ck_assert_int_eq(nkt_i_day_from(found.year, found.month, found.day), day);
    }
}
END_TEST

/* ---- the caller's days ------------------------------------------------------------------------ */

/* Days on which a municipality is closed, beside a rule and alone, in two units and types. */
START_TEST(days_of_the_callers_own) {
    const int64_t after_ascension = day_of(2023, 5, 19);
    const double days[] = {(double)day_of(2022, 5, 27), (double)after_ascension,
                           (double)after_ascension, (double)day_of(2023, 7, 3)};
    int64_t seconds[4];
    const nkt_column in_days = NKT_ARRAY(0, days), in_seconds = NKT_ARRAY(0, seconds);
    nkt_calendar own = {.free_days = &in_days, .n_free_days = 4, .rule = NKT_CALENDAR_DENMARK};
    int64_t out;

    for (int k = 0; k < 4; k++)
        seconds[k] = (int64_t)days[k] * 86400 + 86399;
    for (int unit = NKT_TIME_DAYS; unit <= NKT_TIME_SECONDS; unit++) {
        own.unit = unit;
        own.free_days = unit == NKT_TIME_DAYS ? &in_days : &in_seconds;
        own.rule = NKT_CALENDAR_DENMARK;
        ck_assert_int_eq(nkt_next_working_day(&own, after_ascension - 1, &out, &error), NKT_OK);
        ck_assert_int_eq(out, day_of(2023, 5, 22));
        own.rule = NKT_CALENDAR_NONE;
        ck_assert_int_eq(nkt_next_working_day(&own, after_ascension - 1, &out, &error), NKT_OK);
        ck_assert_int_eq(out, after_ascension - 1);
        ck_assert_int_eq(nkt_next_working_day(&own, after_ascension, &out, &error), NKT_OK);
        ck_assert_int_eq(out, after_ascension + 1);
    }
}
END_TEST

Suite *nkt_suite_working_days(void) {
    Suite *suite = suite_create("working_days");
    TCase *tcase = tcase_create("working_days");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, days_are_free_as_almanacs_print_them);
    tcase_add_test(tcase, laws_change);
    tcase_add_test(tcase, free_days_in_a_row_are_passed_over);
    tcase_add_test(tcase, easter_is_the_sunday_after_the_full_moon);
    tcase_add_test(tcase, days_and_dates_are_each_other);
    tcase_add_test(tcase, days_of_the_callers_own);
    suite_add_tcase(suite, tcase);
    return suite;
}
