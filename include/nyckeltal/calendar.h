/*
 * Days: what dates count, calendar months, and working days by the law of a country.
 *
 * A date is a whole number of days since 1 January 1970 in the Gregorian calendar, or of seconds or
 * parts of them since then: so NumPy's datetime64, Arrow's date32 and timestamp, and R's Date and
 * POSIXct are read as they are. Times lie in the day they fall in (UTC). NumPy's NaT and R's NA are
 * missing where the column's type is NKT_INT64_R, or a float.
 *
 * A time limit that ends on a day that is free is kept on the next day that is not:
 *
 *   Sweden   Act (1930:173) on the computation of statutory time, section 2: Sundays, other public
 *            holidays, Saturdays, Midsummer Eve, Christmas Eve and New Year's Eve; public holidays are
 *            those of Act (1989:253), in force since 1990: since 1 April 2005 with the national day
 *            and without Whit Monday (SFS 2004:1320).
 *   Denmark  no act for all limits. Acts that say it (Limitation Act, section 27(2); Restaurant Act,
 *            section 36a(5)) name weekends, church holidays, Constitution Day, 24 and 31 December; for
 *            complaints in general the Ministry of Justice's guidance no. 9533 of 2018 says weekends,
 *            holidays and the like. Great Prayer Day is no holiday from 2024 on (Act no. 214 of 2023).
 *
 * What of this was read in the statutes and what was not is in docs/programmes.md.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_CALENDAR_H
#define NYCKELTAL_CALENDAR_H

#include "column.h"
#include "error.h"

NKT_BEGIN

/* Dates lie within this many days of 1970: some 2.7 million years. */
enum nkt_day_limit { NKT_DAY_MAX = 1000000000 };

/* What dates count. Pinned for ever. */
enum nkt_time_unit {
    NKT_TIME_DAYS = 0,         /* whole days; a fraction is bad data */
    NKT_TIME_SECONDS = 1,      /* seconds, rounded down to the day */
    NKT_TIME_MILLISECONDS = 2, /* milliseconds, likewise */
    NKT_TIME_MICROSECONDS = 3, /* microseconds, likewise */
    NKT_TIME_NANOSECONDS = 4   /* nanoseconds, likewise */
};

/*
 * The day that lies so many calendar months after another: the same day of the month, or the last day
 * of a month that is too short for it. So one month after 31 January is 28 or 29 February, and one month
 * after 28 February is 28 March.
 *
 * day     -NKT_DAY_MAX ... NKT_DAY_MAX
 * months  -12000 ... 12000
 * out     receives the day
 * Returns NKT_OK, NKT_E_NULL, NKT_E_DOMAIN.
 */
NKT_API nkt_status nkt_add_months(int64_t day, int32_t months, int64_t *out, nkt_error *error);

/* Which days are free by rule. Pinned for ever. */
enum nkt_calendar_rule {
    NKT_CALENDAR_NONE = 0,    /* none: only the days that are given */
    NKT_CALENDAR_WEEKEND = 1, /* Saturdays and Sundays */
    NKT_CALENDAR_SWEDEN = 2,  /* the days of the Swedish acts; years 1990 ... 2099 */
    NKT_CALENDAR_DENMARK = 3  /* the days of the Danish acts; years 2008 ... 2099 */
};

/*
 * Which days are free: those of a rule and those of the caller, such as days on which a municipality
 * is closed, or all of them under NKT_CALENDAR_NONE. Zeros: every day is a working day.
 */
typedef struct nkt_calendar {
    const nkt_column *free_days; /* dates, none missing, in ascending order; NULL: none */
    int64_t n_free_days;         /* 0 or more */
    int32_t rule;                /* NKT_CALENDAR_* */
    int32_t unit;                /* NKT_TIME_*, of free_days */
} nkt_calendar;

/*
 * The first working day from a day on: the day itself where it is one, so that a day is a working day
 * where out equals it. A day after a day that is free may be free too, and is passed over as well.
 *
 * calendar  which days are free
 * day       -NKT_DAY_MAX ... NKT_DAY_MAX, within the years of the rule
 * out       receives the day
 * Returns NKT_OK; NKT_E_NULL; NKT_E_COUNT; NKT_E_TYPE; NKT_E_ID (rule, unit); NKT_E_DOMAIN (day: beyond
 * its range, or it or the working day outside the years of the rule; free_days: missing, no date, or
 * before the one before it, with the place in error.item).
 */
NKT_API nkt_status nkt_next_working_day(const nkt_calendar *calendar, int64_t day, int64_t *out,
                                        nkt_error *error);

NKT_END

#endif
