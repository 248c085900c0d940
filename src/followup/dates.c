/*
 * Dates in days, seconds and parts of them, all since 1970, as whole days; periods of months and days.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/dates.h"

/* How many of each unit a day has. */
static int64_t per_day(int32_t unit) {
    static const int64_t numbers[] = {
        [NKT_TIME_DAYS] = 1,
        [NKT_TIME_SECONDS] = INT64_C(86400),
        [NKT_TIME_MILLISECONDS] = INT64_C(86400000),
        [NKT_TIME_MICROSECONDS] = INT64_C(86400000000),
        [NKT_TIME_NANOSECONDS] = INT64_C(86400000000000),
    };
    return numbers[unit];
}

void nkt_i_time_unit(nkt_i_call *call, int32_t unit) {
    nkt_i_code(call, "options.unit", unit, NKT_TIME_DAYS, NKT_TIME_NANOSECONDS);
}

int64_t nkt_i_floor_divide(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

int nkt_i_day_of(int64_t date, int32_t unit, int64_t *day) {
    *day = nkt_i_floor_divide(date, per_day(unit));
    return *day >= -NKT_DAY_MAX && *day <= NKT_DAY_MAX;
}

int64_t nkt_i_until(nkt_i_call *call, int64_t until, int32_t is_given, int32_t unit) {
    int64_t day = NKT_DAY_MAX;

    nkt_i_code(call, "options.until_given", is_given, 0, 1);
    if (nkt_i_call_refused(call) || (until == 0 && !is_given))
        return NKT_DAY_MAX;
    if (!nkt_i_day_of(until, unit, &day))
        nkt_i_refuse_value(call, NKT_E_OPTION, NKT_REASON_OUT_OF_RANGE, "options.until",
                           (double)until, "is too far from 1970");
    return day;
}

void nkt_i_period(nkt_i_call *call, int32_t *months, int32_t days, int32_t months_default,
                  int *is_unlimited) {
    nkt_i_count(call, "options.months", *months, NKT_PERIOD_ZERO, 1200);
    nkt_i_count(call, "options.days", days, 0, 36500);
    *is_unlimited = *months == NKT_PERIOD_UNLIMITED;
    if (*is_unlimited && days != 0)
        nkt_i_refuse_value(call, NKT_E_OPTION, NKT_REASON_CONTRADICTION, "options.days", days,
                           "days are given beside months without a limit");
    if (*months == 0 && days == 0)
        *months = months_default;
    else if (*months < 0)
        *months = 0;
}

int nkt_i_read_date(const nkt_column *dates, int64_t element, int32_t unit, int64_t *day) {
    int8_t state;
    int64_t date = nkt_i_column_code(dates, element, &state);

    if (state == NKT_STATE_INVALID && unit != NKT_TIME_DAYS) {
        /* A day has no fractions; a second may have them, or be a double beyond 2^53. */
        const double instant = floor(nkt_i_column_value(dates, element, &state));
        if (state == NKT_STATE_VALUE && instant >= -0x1p63 && instant < 0x1p63)
            date = (int64_t)instant;
        else
            state = NKT_STATE_INVALID;
    }
    if (state == NKT_STATE_INVALID)
        return NKT_I_DATE_BAD;
    if (state != NKT_STATE_VALUE)
        return NKT_I_DATE_NONE;
    return nkt_i_day_of(date, unit, day) ? NKT_I_DATE_THERE : NKT_I_DATE_BAD;
}

void nkt_i_note_date(nkt_i_call *call, nkt_i_fault at, const nkt_column *dates, int64_t element) {
    int8_t state;
    int32_t reason = nkt_i_column_why_invalid(dates, element, &at.value);

    at.name = dates->name;
    at.id = dates->id;
    if (!reason) {
        at.value = nkt_i_column_value(dates, element, &state);
        reason = at.value == floor(at.value) ? NKT_REASON_OUT_OF_RANGE : NKT_REASON_NOT_WHOLE;
    }
    nkt_i_bad_row(call, reason, at, "is no date");
}

void nkt_i_note_order(nkt_i_call *call, nkt_i_fault at, const nkt_column *dates, int64_t element,
                      const char *sentence) {
    int8_t state;

    at.name = dates->name;
    at.id = dates->id;
    at.value = nkt_i_column_value(dates, element, &state);
    nkt_i_bad_row(call, NKT_REASON_NOT_SORTED, at, sentence);
}
