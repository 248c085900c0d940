/*
 * How amounts distribute.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/funding.h"

#include "numeric/numeric.h"
#include "followup/followup.h"

nkt_status nkt_funding_work_size(int64_t n_rows, size_t *size, nkt_error *error) {
    size_t bytes;

    nkt_i_error_clear(error);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 1, "n_rows", n_rows);
    if (!size)
        return nkt_i_refuse_null(error, 2, "size");
    if ((uint64_t)n_rows > SIZE_MAX || !nkt_i_size_mul((size_t)n_rows, 3 * sizeof(double), &bytes))
        return nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(1), "n_rows",
                               "is more than memory can hold");
    *size = bytes;
    return NKT_OK;
}

/* Whether a row counts; unknown where the mark is bad data, which is noted. */
static int is_included(const nkt_column *include, int64_t row, nkt_i_bad_rows *bad) {
    int8_t state;
    double value;

    if (!include)
        return 1;
    value = nkt_i_column_value(include, row, &state);
    if (state == NKT_STATE_INVALID)
        nkt_i_bad_rows_note(bad, 2, -1, row, value, "include", "is no mark");
    return state == NKT_STATE_VALUE && value != 0;
}

/* The amounts that count, one after another; returns how many they are. */
static int64_t gather(const nkt_column *amounts, const nkt_column *include, int64_t n_rows,
                      double *values, nkt_funding_spread *out, nkt_i_bad_rows *bad) {
    int64_t n = 0;

    for (int64_t row = 0; row < n_rows; row++) {
        int8_t state;
        double value;
        if (!is_included(include, row, bad))
            continue;
        value = nkt_i_column_value(amounts, row, &state);
        if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && value < 0))
            nkt_i_bad_rows_note(bad, 1, -1, row, value, "amounts",
                                value < 0 ? "is negative" : "is no amount");
        else if (state == NKT_STATE_VALUE)
            values[n++] = value;
        else
            out->n_missing++;
    }
    return n;
}

static int less(const void *context, int64_t a, int64_t b) {
    const double *values = context;
    return values[a] < values[b];
}

/* n values in memory that has room for two numbers of rows beside each. */
static void spread(const double *values, int64_t n, int64_t *rows, nkt_funding_spread *out) {
    nkt_i_exact_sum sum;

    nkt_i_exact_sum_init(&sum);
    for (int64_t i = 0; i < n; i++) {
        nkt_i_exact_sum_add(&sum, values[i]);
        rows[i] = i;
    }
    out->n = n;
    out->sum = nkt_i_exact_sum_round(&sum);
    out->smallest = out->largest = out->mean = out->median = NAN;
    if (n == 0)
        return;
    nkt_i_sort(rows, rows + n, n, less, values);
    out->smallest = values[rows[0]];
    out->largest = values[rows[n - 1]];
    out->mean = out->sum / (double)n;
    out->median =
        n % 2 ? values[rows[n / 2]] : values[rows[n / 2 - 1]] / 2 + values[rows[n / 2]] / 2;
}

nkt_status nkt_funding_amounts(const nkt_column *amounts, const nkt_column *include, int64_t n_rows,
                               nkt_funding_spread *out, void *work, size_t work_size,
                               nkt_error *error) {
    nkt_funding_spread found = {0};
    nkt_i_bad_rows bad = {0};
    nkt_status status;
    size_t needed = 0;
    int64_t n;

    nkt_i_error_clear(error);
    if (!amounts)
        return nkt_i_refuse_null(error, 1, "amounts");
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 3, "n_rows", n_rows);
    status = nkt_i_column_check(amounts, n_rows, NKT_I_FAULT(1), "amounts", error);
    if (!status && include)
        status = nkt_i_column_check(include, n_rows, NKT_I_FAULT(2), "include", error);
    if (!status && !out)
        status = nkt_i_refuse_null(error, 4, "out");
    if (!status && (status = nkt_funding_work_size(n_rows, &needed, error)) && error)
        error->argument = 3;
    if (!status)
        status = nkt_i_memory_check(work, work_size, needed, 5, "work", error);
    if (status)
        return status;
    n = gather(amounts, include, n_rows, work, &found, &bad);
    spread(work, n, work ? (int64_t *)work + n_rows : NULL, &found);
    if (!isfinite(found.sum))
        return nkt_i_error_set(error, NKT_E_DOMAIN, NKT_I_FAULT(1), "amounts",
                               "sum to more than the largest double");
    *out = found;
    return nkt_i_bad_rows_end(&bad, error);
}
