/*
 * Calendar months: the proleptic Gregorian calendar in whole numbers (Hinnant 2013, "chrono-compatible
 * low-level date algorithms": years that begin in March, so that the leap day is the last).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/dates.h"

enum { DAYS_OF_ERA = 146097, EPOCH = 719468 /* days from 1 March of year 0 to 1970 */ };

/* The first day of a month that is counted from March of year 0. */
static int64_t first_of_month(int64_t month) {
    const int64_t year = nkt_i_floor_divide(month, 12), in_year = month - 12 * year;
    const int64_t era = nkt_i_floor_divide(year, 400), in_era = year - 400 * era;
    const int64_t before = 365 * in_era + in_era / 4 - in_era / 100 + (153 * in_year + 2) / 5;

    return era * DAYS_OF_ERA + before - EPOCH;
}

/* The month, counted from March of year 0, that a day lies in. */
static int64_t month_of(int64_t day) {
    const int64_t z = day + EPOCH, era = nkt_i_floor_divide(z, DAYS_OF_ERA),
                  in_era = z - era * DAYS_OF_ERA;
    const int64_t year =
        (in_era - in_era / 1460 + in_era / 36524 - in_era / (DAYS_OF_ERA - 1)) / 365;
    const int64_t in_year = in_era - (365 * year + year / 4 - year / 100);

    return 12 * (400 * era + year) + (5 * in_year + 2) / 153;
}

/* Months of the calendar begin with January of year 0: March is number 2 of its year. */
nkt_i_date nkt_i_date_of(int64_t day) {
    const int64_t month = month_of(day), from_january = month + 2;
    const int64_t year = nkt_i_floor_divide(from_january, 12);

    return (nkt_i_date){year, 1 + from_january - 12 * year, 1 + day - first_of_month(month)};
}

int64_t nkt_i_day_from(int64_t year, int64_t month, int64_t day) {
    return first_of_month(12 * year + month - 3) + day - 1;
}

int64_t nkt_i_add_months(int64_t day, int32_t months) {
    const int64_t from = month_of(day), to = from + months;
    const int64_t in_month = day - first_of_month(from), first = first_of_month(to);
    const int64_t last = first_of_month(to + 1) - 1;

    return first + in_month < last ? first + in_month : last;
}

nkt_status nkt_add_months(int64_t day, int32_t months, int64_t *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "day months out error");

    if (day < -NKT_DAY_MAX || day > NKT_DAY_MAX)
        nkt_i_refuse_value(&call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, "day", (double)day,
                           "is too far from 1970");
    if (months < -12000 || months > 12000)
        nkt_i_refuse_value(&call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, "months", months,
                           "is not -12000 to 12000");
    nkt_i_needed(&call, "out", out);
    if (nkt_i_call_refused(&call))
        return call.status;
    *out = nkt_i_add_months(day, months);
    return nkt_i_call_end(&call);
}
