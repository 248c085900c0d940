/*
 * Dates as the caller has them, as whole days.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_DATES_H
#define NKT_DATES_H

#include "base/base.h"
#include "nyckeltal/timeliness.h"

/* a / b, rounded down; b above 0. */
int64_t nkt_i_floor_divide(int64_t a, int64_t b);

/* nkt_add_months for arguments in its range. */
int64_t nkt_i_add_months(int64_t day, int32_t months);

/* A day of the calendar: month and day count from 1. */
typedef struct nkt_i_date {
    int64_t year, month, day;
} nkt_i_date;
nkt_i_date nkt_i_date_of(int64_t day);
int64_t nkt_i_day_from(int64_t year, int64_t month, int64_t day);

/* Easter Sunday of a year of the Gregorian calendar, 1583 or later. */
int64_t nkt_i_easter(int64_t year);

/* Refuses a calendar that cannot be; NULL is none. path: "calendar", "offers.calendar". */
void nkt_i_calendar_check(nkt_i_call *call, const char *path, const nkt_calendar *calendar);

/*
 * The first working day from a day on, by a calendar that was checked. 0 returned: a day on the way
 * lies outside the years of its rule.
 */
int nkt_i_next_working_day(const nkt_calendar *calendar, int64_t day, int64_t *out);

/* Refuses options.unit where it is none. */
void nkt_i_time_unit(nkt_i_call *call, int32_t unit);

/* The day of a date in that unit; 0 returned where it lies beyond NKT_DAY_MAX. */
int nkt_i_day_of(int64_t date, int32_t unit, int64_t *day);

/*
 * The last day observed, of options.until: NKT_DAY_MAX where 0 stands for no such day. Refuses one
 * that is no date.
 */
int64_t nkt_i_until(nkt_i_call *call, int64_t until, int32_t is_given, int32_t unit);

/*
 * Months and days of a period: `months_default` months where nothing is said. *is_unlimited receives
 * whether there is none. Refuses what is no period.
 */
void nkt_i_period(nkt_i_call *call, int32_t *months, int32_t days, int32_t months_default,
                  int *is_unlimited);

/* What there is in an element of a column of dates. */
enum { NKT_I_DATE_BAD = -1, NKT_I_DATE_NONE = 0, NKT_I_DATE_THERE = 1 };
int nkt_i_read_date(const nkt_column *dates, int64_t element, int32_t unit, int64_t *day);

/* Notes a row for an element of that column that is no date; at: its path, item and row. */
void nkt_i_note_date(nkt_i_call *call, nkt_i_fault at, const nkt_column *dates, int64_t element);

/* Notes a row for a date that is none before another one: "is before the start". */
void nkt_i_note_order(nkt_i_call *call, nkt_i_fault at, const nkt_column *dates, int64_t element,
                      const char *sentence);

#endif
