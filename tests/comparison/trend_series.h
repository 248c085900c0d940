/*
 * A series of years with values, with counts, and the questions put to it, for the tests of
 * trends.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_TREND_SERIES_H
#define TESTS_TREND_SERIES_H

#include <check.h>
#include <string.h>

#include "draw.h"
#include "nyckeltal/trend.h"

enum { MOST = NKT_TREND_YEARS_MAX };

static double year[MOST + 1], y[MOST + 1], part[MOST + 1], whole[MOST + 1], is_break[MOST + 1];
static nkt_column years, values, parts, wholes, breaks;
static nkt_error error;
static nkt_test test;
static nkt_estimate estimate;
static nkt_trend_result result;

static inline void setup(void) {
    years = doubles(year);
    values = doubles(y);
    parts = doubles(part);
    wholes = doubles(whole);
    breaks = doubles(is_break);
    memset(is_break, 0, sizeof is_break);
    seed = 5;
}

/* The first n rows, with values, with counts. */
static inline nkt_series of_values(int n) {
    return (nkt_series){.rows = NKT_ROWS(n), .years = &years, .values = &values};
}

static inline nkt_series of_counts(int n) {
    return (nkt_series){.rows = NKT_ROWS(n), .years = &years, .parts = &parts, .wholes = &wholes};
}

static inline nkt_status kendall(int n) {
    const nkt_series series = of_values(n);
    return nkt_mann_kendall(&series, NULL, &test, &error);
}

static inline nkt_status slope(int n, int method) {
    const nkt_series series = of_values(n);
    return nkt_slope(&series, method, NULL, &estimate, &error);
}

static inline nkt_status armitage(int n) {
    const nkt_series series = of_counts(n);
    return nkt_cochran_armitage(&series, NULL, &test, &error);
}

static inline double binomial(double n, double p) {
    double found = 0;
    for (double person = 0; person < n; person++)
        found += uniform() < p;
    return found;
}

static inline void draw(int n, int with_ties) {
    for (int i = 0; i < n; i++) {
        year[i] = 2000 + i + (i > n / 2 ? 2 : 0); /* a gap */
        y[i] = with_ties ? floor(4 * uniform()) : 50 + 10 * uniform();
        whole[i] = 20 + floor(200 * uniform());
        part[i] = binomial(whole[i], 0.3);
    }
}

/* Of a flow, unless the options say otherwise. */
static inline nkt_status judge(int n, const nkt_trend_options *options) {
    const nkt_trend_options flow = {.size = sizeof flow, .measure = NKT_MEASURE_FLOW};
    nkt_series series = of_counts(n);

    series.breaks = &breaks;
    return nkt_trend(&series, options ? options : &flow, &result, &error);
}

static inline void refused(nkt_status got, nkt_status status, int argument, const char *message) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
    if (message)
        ck_assert_str_eq(error.message, message);
    ck_assert_int_eq(result.verdict, 4711);
}

#endif
