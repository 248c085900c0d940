/*
 * Random panels for tests, and what a plain search finds in them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_TESTS_RANDOM_PANEL_H
#define NKT_TESTS_RANDOM_PANEL_H

#include <check.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "nyckeltal.h"
#include "nyckeltal/realloc.h"

enum { N = 240, TRIALS = 12 };

static uint64_t seed;

static uint64_t draw(uint64_t below) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (seed >> 33) % below;
}

struct row {
    int32_t municipality;
    int8_t sex;
    double area; /* of operation; NaN: missing */
    int16_t year;
    float eighths; /* a number of eighths: no float rounds it */
    int32_t year_reason, reason;
    nkt_total pooled;
};

static struct row rows[N];
static nkt_memory panel = NKT_MEMORY_REALLOC, work = NKT_MEMORY_REALLOC;

static void keys_of(const struct row *from, nkt_column keys[3], nkt_column *years) {
    keys[0] = NKT_FIELD(0, from, municipality);
    keys[1] = NKT_FIELD(0, from, sex);
    keys[2] = NKT_FIELD(0, from, area);
    *years = NKT_FIELD(0, from, year);
    years->reasons = &from->year_reason;
    years->reasons_stride = sizeof *from;
}

static int belongs(const struct row *row) {
    return !isnan(row->area) && !row->year_reason;
}

static int same_unit(const struct row *a, const struct row *b) {
    return belongs(a) && belongs(b) && a->municipality == b->municipality && a->sex == b->sex &&
           a->area == b->area;
}

static void shuffle(struct row *what) {
    for (uint64_t i = N - 1; i > 0; i--) {
        uint64_t j = draw(i + 1);
        struct row swap = what[i];
        what[i] = what[j];
        what[j] = swap;
    }
}

/* Units of 1 to 9 years with gaps; some rows without key or year; every kind of missing value. */
static void make_rows(int trial) {
    int n = 0;

    seed = 19870401 + (uint64_t)trial; /* every trial runs in a process of its own */

    memset(rows, 0, sizeof rows);
    for (int32_t unit = 0; n < N; unit++)
        for (int16_t year = 2010; year < 2019 && n < N; year++) {
            struct row *row = &rows[n];
            if (draw(4) == 0)
                continue;
            *row = (struct row){.municipality = 100 * (unit / 4) - 300,
                                .sex = (int8_t)(unit / 2 % 2),
                                .area = unit % 2 ? 7 : -2,
                                .year = year,
                                .eighths = (float)draw(4000) / 8};
            if (draw(15) == 0)
                row->area = NAN;
            else if (draw(15) == 0)
                row->year_reason = NKT_STATE_MISSING;
            if (draw(4) == 0)
                row->reason = (int32_t)(1 + draw(4)); /* all but invalid */
            else if (draw(12) == 0)
                row->eighths = NAN;
            n++;
        }
    shuffle(rows);
}

static void make_panel(void) {
    nkt_column keys[3], years;
    const nkt_table table = NKT_TABLE(keys, N);
    nkt_error error;
    nkt_status status;

    keys_of(rows, keys, &years);
    status = nkt_panel_init(&panel, &table, &years, &work, &error);
    ck_assert_msg(status == NKT_OK, "%s", error.message);
}

/* A panel of units by one key. */
static nkt_status make_small(const nkt_column *key, const nkt_column *years, int64_t n,
                             nkt_error *error) {
    const nkt_table table = NKT_TABLE_OF(key, 1, n);
    return nkt_panel_init(&panel, &table, years, &work, error);
}

static int64_t naive_find(int64_t r, int64_t year) {
    for (int64_t i = 0; i < N; i++)
        if (same_unit(&rows[r], &rows[i]) && rows[i].year == year)
            return i;
    return -1;
}

static int64_t naive_lag(int64_t r, int64_t years) {
    return belongs(&rows[r]) ? naive_find(r, rows[r].year - years) : -1;
}

#endif
