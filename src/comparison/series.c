/*
 * Reading a series of years.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/series.h"

static nkt_status check_one(const nkt_column *column, int64_t n_rows, int32_t argument,
                            const char *name, nkt_error *error) {
    return column ? nkt_i_column_check(column, n_rows, NKT_I_FAULT(argument), name, error) : NKT_OK;
}

nkt_status nkt_i_series_check(const nkt_i_series_columns *in, nkt_error *error) {
    nkt_status status;

    if (in->n_rows < 0 || in->n_rows > NKT_I_YEARS)
        return nkt_i_refuse_count(error, in->n_rows_argument, "n_rows", in->n_rows);
    if (!in->years)
        return nkt_i_refuse_null(error, 1, "years");
    status = check_one(in->years, in->n_rows, 1, "years", error);
    if (!status)
        status = check_one(in->values, in->n_rows, in->values_argument, "values", error);
    if (!status)
        status = check_one(in->parts, in->n_rows, in->parts_argument, "parts", error);
    if (!status)
        status = check_one(in->wholes, in->n_rows, in->parts_argument + 1, "wholes", error);
    if (!status)
        status = check_one(in->breaks, in->n_rows, in->parts_argument + 2, "breaks", error);
    return status;
}

/* A number of a row; 1: it has one, 0: none, -1: bad data, noted. */
static int read_number(const nkt_column *column, int64_t row, double least, int32_t argument,
                       const char *name, nkt_i_bad_rows *bad, double *to) {
    int8_t state;

    *to = NAN;
    if (!column)
        return 1;
    *to = nkt_i_column_value(column, row, &state);
    if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && *to < least)) {
        nkt_i_bad_rows_note(bad, argument, -1, row, *to, name,
                            state == NKT_STATE_INVALID ? "is no finite number" : "is negative");
        return -1;
    }
    return state == NKT_STATE_VALUE;
}

/* What a row holds, into place n of the series; 1: all that is needed. */
static int read_row(const nkt_i_series_columns *in, int64_t row, nkt_i_series *s,
                    nkt_i_bad_rows *bad) {
    const int64_t n = s->n;
    double is_break = 0;
    int value, part, whole;

    value = read_number(in->values, row, -INFINITY, in->values_argument, "values", bad,
                        &s->at[n].value);
    if (value < 0)
        return 0;
    part = read_number(in->parts, row, 0, in->parts_argument, "parts", bad, &s->at[n].part);
    if (part < 0)
        return 0;
    whole = read_number(in->wholes, row, 0, in->parts_argument + 1, "wholes", bad, &s->at[n].whole);
    if (whole < 0)
        return 0;
    if (in->breaks && read_number(in->breaks, row, -INFINITY, in->parts_argument + 2, "breaks", bad,
                                  &is_break) < 0)
        return 0;
    s->at[n].is_break = is_break != 0 && !isnan(is_break);
    return value && part && whole && (!in->wholes || s->at[n].whole > 0);
}

/* Takes what lies in the next free place into the series, at the place of its year. */
static void insert_next(nkt_i_series *s, int64_t year) {
    nkt_i_year next;
    int64_t at = s->n++;

    next = s->at[at];
    next.year = year;
    for (; at > 0 && s->at[at - 1].year > year; at--)
        s->at[at] = s->at[at - 1];
    s->at[at] = next;
}

/* Every row's year, also where it has no value: of two rows nobody could say which counts. */
static nkt_status refuse_doubles(const nkt_i_series_columns *in, nkt_error *error) {
    for (int64_t a = 0; a < in->n_rows; a++)
        for (int64_t b = 0; b < a; b++) {
            nkt_i_fault fault = NKT_I_FAULT(1);
            int8_t state, other;
            const int64_t year = nkt_i_column_code(in->years, a, &state);
            if (nkt_i_column_code(in->years, b, &other) != year || state != NKT_STATE_VALUE ||
                other != NKT_STATE_VALUE)
                continue;
            fault.row = a;
            fault.value = (double)year;
            return nkt_i_error_value(error, NKT_E_DUPLICATE, fault, "years", "stands twice");
        }
    return NKT_OK;
}

nkt_status nkt_i_series_read(const nkt_i_series_columns *in, nkt_i_series *s, nkt_i_bad_rows *bad,
                             nkt_error *error) {
    const nkt_status status = refuse_doubles(in, error);

    s->n = 0;
    if (status)
        return status;
    for (int64_t row = 0; row < in->n_rows; row++) {
        int8_t state;
        const int64_t year = nkt_i_column_code(in->years, row, &state);
        if (state == NKT_STATE_INVALID)
            nkt_i_bad_rows_note(bad, 1, -1, row, NAN, "years", "is no whole number");
        if (state == NKT_STATE_VALUE && read_row(in, row, s, bad))
            insert_next(s, year);
    }
    return NKT_OK;
}
