/*
 * Reading a series of years.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/series.h"

/* Every row's year, also where it has no value: of two rows nobody could say which counts. */
static void refuse_doubles(nkt_i_call *call, const nkt_i_series_paths *paths,
                           const nkt_series *in) {
    for (int64_t a = 0; a < in->rows.n_rows; a++)
        for (int64_t b = 0; b < a; b++) {
            nkt_i_fault fault = NKT_I_AT(paths->years);
            int8_t state, other;
            const int64_t year = nkt_i_column_code(in->years, a, &state);
            if (nkt_i_column_code(in->years, b, &other) != year || state != NKT_STATE_VALUE ||
                other != NKT_STATE_VALUE || !nkt_i_row_included(NULL, NULL, &in->rows, a) ||
                !nkt_i_row_included(NULL, NULL, &in->rows, b))
                continue;
            fault.row = a;
            fault.value = (double)year;
            nkt_i_refuse(call, NKT_E_DUPLICATE, NKT_REASON_TWICE, fault, NULL);
        }
}

void nkt_i_series_check(nkt_i_call *call, const nkt_i_series_paths *paths, const nkt_series *in,
                        int what) {
    int64_t n;

    nkt_i_needed(call, paths->series, in);
    if (nkt_i_call_refused(call))
        return;
    n = in->rows.n_rows;
    nkt_i_rows_check(call, paths->rows, &in->rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_count(call, paths->rows, n, 0, NKT_I_YEARS);
    nkt_i_column_needed(call, paths->years, in->years, n);
    nkt_i_column_optional(call, paths->values, in->values, n);
    nkt_i_column_optional(call, paths->parts, in->parts, n);
    nkt_i_column_optional(call, paths->wholes, in->wholes, n);
    nkt_i_column_optional(call, paths->breaks, in->breaks, n);
    if (what == NKT_I_SERIES_COUNTS || in->wholes)
        nkt_i_needed(call, paths->parts, in->parts);
    if (what == NKT_I_SERIES_COUNTS || in->parts)
        nkt_i_needed(call, paths->wholes, in->wholes);
    if (what == NKT_I_SERIES_VALUES && !in->parts)
        nkt_i_needed(call, paths->values, in->values);
    if (!nkt_i_call_refused(call))
        refuse_doubles(call, paths, in);
}

/*
 * The squares of sums of numbers up to this, times the squares of years, are doubles. No figure is
 * larger; bounding it here keeps every test and slope from being infinite.
 */
#define LARGEST 1e130

/* 0: the number is too large, which is noted. */
static int is_within(nkt_i_call *call, const char *path, const nkt_column *column, int64_t row,
                     double number) {
    nkt_i_fault fault = NKT_I_AT(path);

    if (!(fabs(number) > LARGEST))
        return 1;
    fault.row = row;
    fault.value = number;
    fault.bound = LARGEST;
    fault.id = column->id;
    fault.name = column->name;
    nkt_i_bad_row(call, NKT_REASON_OVERFLOW, fault, "is too large for a series: 1e130 is the most");
    return 0;
}

/* A number of a row, NaN where it has none; 0: bad data, noted. */
static int read_number(nkt_i_call *call, const char *path, const nkt_column *column, int64_t row,
                       double least, double *to) {
    int8_t state;

    *to = NAN;
    if (!column)
        return 1;
    *to = nkt_i_column_value(column, row, &state);
    if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && *to < least)) {
        nkt_i_bad_element(call, path, -1, NULL, column, row, NKT_REASON_NEGATIVE);
        return 0;
    }
    if (state != NKT_STATE_VALUE)
        *to = NAN;
    return is_within(call, path, column, row, *to);
}

/*
 * Whether a value is that of the counts beside it; noted where it is not. Otherwise a result would take
 * its change from the one and its limits from the other.
 */
static int agree(nkt_i_call *call, const nkt_i_series_paths *paths, const nkt_series *in,
                 double tolerance, int64_t row, const nkt_i_year *year) {
    nkt_i_fault fault = NKT_I_AT(paths->values);

    if (tolerance < 0 || !(fabs(year->value - 100 * year->part / year->whole) >
                           tolerance + NKT_I_ROUNDING * fabs(year->value)))
        return 1;
    fault.row = row;
    fault.value = year->value;
    fault.bound = 100 * year->part / year->whole;
    fault.id = in->values->id;
    fault.name = in->values->name;
    nkt_i_bad_row(call, NKT_REASON_CONTRADICTION, fault, "is not what its part and whole give");
    return 0;
}

/* What a row holds; 1: all that is needed. tolerance: see nkt_trend_options. */
static int read_row(nkt_i_call *call, const nkt_i_series_paths *paths, const nkt_series *in,
                    int what, double tolerance, int64_t row, nkt_i_year *to) {
    const nkt_column *values = what == NKT_I_SERIES_VALUES ? in->values : NULL;

    if (!read_number(call, paths->values, values, row, -INFINITY, &to->value) ||
        !read_number(call, paths->parts, in->parts, row, 0, &to->part) ||
        !read_number(call, paths->wholes, in->wholes, row, 0, &to->whole))
        return 0;
    if (isnan(to->part) || !(to->whole > 0))
        to->part = to->whole = NAN;
    if (!values)
        to->value = 100 * to->part / to->whole;
    if (!values && !is_within(call, paths->parts, in->parts, row, to->value))
        return 0;
    return !isnan(to->value) && agree(call, paths, in, values ? tolerance : -1, row, to);
}

/*
 * As far as doubles count without gaps. Years further off are none, and the distance of two of them
 * would not fit an int64; within it, it always does.
 */
#define FURTHEST_YEAR (INT64_C(1) << 53)

/* The year of a row; its state, INVALID where it is bad data, which is noted. */
static int8_t read_year(nkt_i_call *call, const char *path, const nkt_column *years, int64_t row,
                        int64_t *year) {
    nkt_i_fault fault = NKT_I_AT(path);
    int8_t state, of_number;

    *year = nkt_i_column_code(years, row, &state);
    if (state != NKT_STATE_INVALID &&
        (state != NKT_STATE_VALUE || (*year >= -FURTHEST_YEAR && *year <= FURTHEST_YEAR)))
        return state;
    fault.value = nkt_i_column_value(years, row, &of_number);
    if (of_number != NKT_STATE_VALUE || !(fabs(fault.value) >= (double)FURTHEST_YEAR)) {
        nkt_i_bad_element(call, path, -1, NULL, years, row, NKT_REASON_NOT_WHOLE);
        return NKT_STATE_INVALID;
    }
    fault.bound = fault.value < 0 ? -(double)FURTHEST_YEAR : (double)FURTHEST_YEAR;
    fault.id = years->id;
    fault.name = years->name;
    fault.row = row;
    nkt_i_bad_row(call, fault.value < 0 ? NKT_REASON_TOO_SMALL : NKT_REASON_TOO_LARGE, fault,
                  "is no year: they lie within 2^53 of 0");
    return NKT_STATE_INVALID;
}

/* Puts a year where it belongs. */
static void insert(nkt_i_series *s, const nkt_i_year *next) {
    int64_t at = s->n++;

    for (; at > 0 && s->at[at - 1].year > next->year; at--)
        s->at[at] = s->at[at - 1];
    s->at[at] = *next;
}

int64_t nkt_i_series_read(nkt_i_call *call, const nkt_i_series_paths *paths, const nkt_series *in,
                          int what, double tolerance, nkt_i_series *s) {
    int64_t last_break = INT64_MIN;

    *s = (nkt_i_series){0};
    for (int64_t row = 0; row < in->rows.n_rows; row++) {
        double is_break;
        nkt_i_year next;
        if (!nkt_i_row_included(call, paths->include, &in->rows, row))
            continue;
        if (read_year(call, paths->years, in->years, row, &next.year) != NKT_STATE_VALUE)
            continue;
        if (!read_number(call, paths->breaks, in->breaks, row, -INFINITY, &is_break))
            continue;
        if (is_break != 0 && !isnan(is_break) && next.year > last_break)
            last_break = next.year;
        if (read_row(call, paths, in, what, tolerance, row, &next))
            insert(s, &next);
    }
    return last_break;
}

void nkt_i_series_counted(nkt_i_series *s) {
    int64_t n = 0;

    for (int64_t i = 0; i < s->n; i++)
        if (!isnan(s->at[i].whole))
            s->at[n++] = s->at[i];
    s->n = n;
}

int nkt_i_series_open(nkt_i_call *call, const nkt_series *series, int what,
                      const nkt_trend_options *options, nkt_trend_options *read, const void *out,
                      nkt_i_series *to) {
    const nkt_i_series_paths *paths = NKT_I_SERIES("series");
    int64_t last_break;

    nkt_i_series_check(call, paths, series, what);
    nkt_i_trend_options(call, options, read);
    nkt_i_needed(call, "out", out);
    if (nkt_i_call_refused(call))
        return 0;
    last_break = nkt_i_series_read(call, paths, series, what, read->tolerance, to);
    nkt_i_series_break(to, series, last_break, read->across_breaks);
    return 1;
}
