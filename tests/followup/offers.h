/*
 * A thousand made-up cases with their offers, and the calendar of the C library, for the tests of
 * timeliness.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_OFFERS_H
#define TESTS_OFFERS_H

#include <check.h>
#include <string.h>
#include <time.h>

#include "draw.h"
#include "nyckeltal/realloc.h"
#include "nyckeltal/timeliness.h"

enum { CASES = 1000, OFFERS = 6 * CASES };

static double start[CASES], offer[OFFERS], end[OFFERS];
static int64_t offsets[CASES + 1];
static int32_t case_of[OFFERS];
static int8_t groups[CASES];
static nkt_column starts, dates, ends, numbers;
static nkt_offers offers;
static nkt_case_time cases[CASES];
static nkt_timeliness_options options;
static nkt_memory memory = NKT_MEMORY_REALLOC;
static nkt_error error;

static inline void setup(void) {
    starts = doubles(start);
    dates = doubles(offer);
    ends = doubles(end);
    numbers = NKT_ARRAY_N(0, case_of, 0);
    offers = (nkt_offers){.starts = &starts, .dates = &dates, .offsets = offsets};
    options = (nkt_timeliness_options){.size = sizeof options};
    memset(cases, 0, sizeof cases);
    seed = 17;
}

static inline void teardown(void) {
    nkt_memory_free(&memory);
}

/* The first n cases, with the offers that their offsets give them. */
static inline nkt_status time_cases(int n, const nkt_timeliness_options *how) {
    offers.rows.n_rows = n;
    offers.n_offers = offsets[n];
    return nkt_timeliness_cases(&offers, how, cases, 0, &memory, &error);
}

static inline int64_t day_of(int year, int month, int day) {
    struct tm tm = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day};
    return (int64_t)timegm(&tm) / 86400;
}

static inline struct tm date_of(int64_t day) {
    const time_t seconds = (time_t)(day * 86400);
    struct tm tm;
    gmtime_r(&seconds, &tm);
    return tm;
}

/* The same day of the month, or the last one: by asking the C library for each. */
static inline int64_t naive_months(int64_t day, int months) {
    const struct tm from = date_of(day);
    const int month = from.tm_year * 12 + from.tm_mon + months;
    for (int in_month = from.tm_mday; in_month > 0; in_month--) {
        const int64_t found = day_of(1900 + month / 12, 1 + month % 12, in_month);
        if (date_of(found).tm_mday == in_month)
            return found;
    }
    return 0;
}

static int64_t until;

static inline void draw_cases(int with_ends) {
    int64_t n = 0;

    until = day_of(2020, 6, 30);
    for (int k = 0; k < CASES; k++) {
        const int count = (int)(6 * uniform());
        offsets[k] = n;
        start[k] = (double)(day_of(2018, 12, 1) + (int64_t)(500 * uniform()));
        if (k % 3 == 0) /* the days on which months end */
            start[k] = (double)(day_of(2019, 1 + k % 14, 1) - 1);
        for (int i = 0; i < count; i++, n++) {
            offer[n] = start[k] + floor(uniform() * uniform() * 300);
            end[n] = with_ends ? offer[n] + floor(60 * uniform()) : offer[n];
            if (uniform() < 0.03)
                offer[n] = NAN;
        }
        groups[k] = k % 8 - 1;
    }
    offsets[CASES] = n;
    for (int k = 0; k < CASES; k++)
        for (int64_t i = offsets[k]; i < offsets[k + 1]; i++)
            case_of[i] = k;
}

#endif
