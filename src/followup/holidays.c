/*
 * Which days are free: the holidays of Sweden and Denmark by their statutes, weekends, and the caller's
 * own days.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/dates.h"

/*
 * The years in which a rule is what it says. Sweden: since the act on public holidays (1989:253), the
 * act on statutory time having had its present days since SFS 1987:1212. Denmark: since the Limitation
 * Act of 2007. After 2099: who knows what the law will be.
 */
typedef struct years {
    int64_t first, last;
} years;

static const years known[] = {
    [NKT_CALENDAR_NONE] = {INT64_MIN, INT64_MAX},
    [NKT_CALENDAR_WEEKEND] = {INT64_MIN, INT64_MAX},
    [NKT_CALENDAR_SWEDEN] = {1990, 2099},
    [NKT_CALENDAR_DENMARK] = {2008, 2099},
};

enum { NATIONAL_DAY_SINCE = 2005, GREAT_PRAYER_DAY_UNTIL = 2023 };

/* Days from Easter Sunday. */
enum {
    MAUNDY_THURSDAY = -3,
    GOOD_FRIDAY = -2,
    EASTER_MONDAY = 1,
    GREAT_PRAYER_DAY = 26, /* the fourth Friday after */
    ASCENSION_DAY = 39,    /* the sixth Thursday after */
    WHIT_MONDAY = 50       /* the day after the seventh Sunday after */
};

/* From Monday, which is 0. */
enum { FRIDAY = 4, SATURDAY = 5 };

/* The first of January 1970 was a Thursday. */
static int64_t weekday_of(int64_t day) {
    return day + 3 - 7 * nkt_i_floor_divide(day + 3, 7);
}

/*
 * Butcher's rule (Ecclesiastical Calendar, 1876), in the letters of H. V. Smith, Mathematical Spectrum
 * 11 (1978/79), 23-24; Meeus 1991, Astronomical Algorithms, chapter 8, has the same.
 */
int64_t nkt_i_easter(int64_t y) {
    const int64_t j = y % 19, k = y / 100, h = y % 100, m = k / 4, n = k % 4, p = (k + 8) / 25;
    const int64_t q = (k - p + 1) / 3, r = (19 * j + k - m - q + 15) % 30, s = h / 4, u = h % 4;
    const int64_t v = (32 + 2 * n + 2 * s - r - u) % 7, w = (j + 11 * r + 22 * v) / 451;
    const int64_t month_and_day = r + v - 7 * w + 114;

    return nkt_i_day_from(y, month_and_day / 31, month_and_day % 31 + 1);
}

static int is_date(const nkt_i_date *d, int64_t month, int64_t day) {
    return d->month == month && d->day == day;
}

/* New Year's Day, Christmas with its eve, New Year's Eve: free in both countries. */
static int is_turn_of_year(const nkt_i_date *d) {
    return is_date(d, 1, 1) || (d->month == 12 && d->day >= 24 && d->day <= 26) ||
           is_date(d, 12, 31);
}

/* All Saints' Day and Midsummer Day are Saturdays: free as such. */
static int is_free_in_sweden(const nkt_i_date *d, int64_t weekday, int64_t from_easter) {
    const int is_midsummer_eve = weekday == FRIDAY && d->month == 6 && d->day >= 19 && d->day <= 25;
    const int is_national_day = is_date(d, 6, 6) && d->year >= NATIONAL_DAY_SINCE;
    const int is_whit_monday = from_easter == WHIT_MONDAY && d->year < NATIONAL_DAY_SINCE;

    return is_turn_of_year(d) || is_date(d, 1, 6) || is_date(d, 5, 1) || is_midsummer_eve ||
           is_national_day || is_whit_monday || from_easter == GOOD_FRIDAY ||
           from_easter == EASTER_MONDAY || from_easter == ASCENSION_DAY;
}

static int is_free_in_denmark(const nkt_i_date *d, int64_t from_easter) {
    const int is_great_prayer_day =
        from_easter == GREAT_PRAYER_DAY && d->year <= GREAT_PRAYER_DAY_UNTIL;

    return is_turn_of_year(d) || is_date(d, 6, 5) || is_great_prayer_day ||
           from_easter == MAUNDY_THURSDAY || from_easter == GOOD_FRIDAY ||
           from_easter == EASTER_MONDAY || from_easter == ASCENSION_DAY ||
           from_easter == WHIT_MONDAY;
}

static int is_free_by_rule(int32_t rule, int64_t day, const nkt_i_date *d) {
    const int64_t weekday = weekday_of(day);

    if (rule == NKT_CALENDAR_NONE)
        return 0;
    if (weekday >= SATURDAY)
        return 1;
    if (rule == NKT_CALENDAR_WEEKEND)
        return 0;
    return rule == NKT_CALENDAR_SWEDEN ? is_free_in_sweden(d, weekday, day - nkt_i_easter(d->year))
                                       : is_free_in_denmark(d, day - nkt_i_easter(d->year));
}

/* ---- the caller's days ------------------------------------------------------------------------ */

static int64_t free_day(const nkt_calendar *calendar, int64_t k) {
    int64_t day = 0;

    nkt_i_read_date(calendar->free_days, k, calendar->unit, &day);
    return day;
}

static int is_given(const nkt_calendar *calendar, int64_t day) {
    int64_t low = 0, high = calendar->free_days ? calendar->n_free_days : 0;

    while (low < high) {
        const int64_t middle = low + (high - low) / 2, found = free_day(calendar, middle);
        if (found == day)
            return 1;
        if (found < day)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

static void check_free_days(nkt_i_call *call, const char *path, const nkt_calendar *calendar) {
    int64_t day = 0, before = 0;

    for (int64_t k = 0; k < calendar->n_free_days && !nkt_i_call_refused(call); k++) {
        const int found = nkt_i_read_date(calendar->free_days, k, calendar->unit, &day);
        nkt_i_fault fault = NKT_I_AT(path);
        fault.item = k > INT32_MAX ? INT32_MAX : (int32_t)k;
        if (found == NKT_I_DATE_NONE) {
            nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_MISSING, fault, NULL);
        } else if (found == NKT_I_DATE_BAD) {
            nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, fault, "is no date");
        } else if (k > 0 && day < before) {
            fault.value = (double)day;
            nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_NOT_SORTED, fault,
                         "is before the one before");
        }
        before = day;
    }
}

/* ---- calendars -------------------------------------------------------------------------------- */

void nkt_i_calendar_check(nkt_i_call *call, const char *path, const nkt_calendar *calendar) {
    char at[NKT_I_PATH_SIZE];

    if (!calendar || nkt_i_call_refused(call))
        return;
    nkt_i_code(call, nkt_i_member_path(at, path, ".rule"), calendar->rule, NKT_CALENDAR_NONE,
               NKT_CALENDAR_DENMARK);
    nkt_i_code(call, nkt_i_member_path(at, path, ".unit"), calendar->unit, NKT_TIME_DAYS,
               NKT_TIME_NANOSECONDS);
    nkt_i_count(call, nkt_i_member_path(at, path, ".n_free_days"), calendar->n_free_days, 0,
                INT64_MAX);
    if (calendar->n_free_days > 0)
        nkt_i_column_needed(call, nkt_i_member_path(at, path, ".free_days"), calendar->free_days,
                            calendar->n_free_days);
    if (!nkt_i_call_refused(call))
        check_free_days(call, nkt_i_member_path(at, path, ".free_days"), calendar);
}

int nkt_i_next_working_day(const nkt_calendar *calendar, int64_t day, int64_t *out) {
    const years *in = &known[calendar->rule];

    for (;; day++) {
        const nkt_i_date date = nkt_i_date_of(day);
        if (date.year < in->first || date.year > in->last)
            return 0;
        if (!is_free_by_rule(calendar->rule, day, &date) && !is_given(calendar, day)) {
            *out = day;
            return 1;
        }
    }
}

nkt_status nkt_next_working_day(const nkt_calendar *calendar, int64_t day, int64_t *out,
                                nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "calendar day out error");

    nkt_i_needed(&call, "calendar", calendar);
    nkt_i_calendar_check(&call, "calendar", calendar);
    if (day < -NKT_DAY_MAX || day > NKT_DAY_MAX)
        nkt_i_refuse_value(&call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, "day", (double)day,
                           "is too far from 1970");
    nkt_i_needed(&call, "out", out);
    if (nkt_i_call_refused(&call))
        return call.status;
    if (!nkt_i_next_working_day(calendar, day, out))
        nkt_i_refuse_value(
            &call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, "day", (double)day,
            "is not in the years of the calendar's rule, or has no working day there");
    return nkt_i_call_end(&call);
}
