/*
 * The cell-key method: keys of cells, and the change that a key picks from the caller's table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/rounding.h"

#include "disclosure/disclosure.h"

#define ALL_WHOLE 0x1p53
#define TOLERANCE 1e-9

/* A key; NaN where there is none. Noted where it is bad, or missing though it is needed. */
static double read_key(const nkt_column *keys, int64_t row, int32_t argument, const char *name,
                       int is_needed, nkt_i_bad_rows *bad, int8_t *state) {
    const double key = nkt_i_column_value(keys, row, state);
    nkt_i_fault fault = NKT_I_FAULT(argument);

    if (*state == NKT_STATE_VALUE && key >= 0 && key < 1)
        return key;
    fault.row = row;
    if (*state == NKT_STATE_VALUE || *state == NKT_STATE_INVALID) {
        *state = NKT_STATE_INVALID;
        fault.value = key;
        nkt_i_bad_rows_add(bad, fault, name, "is no key: 0 or more, and below 1");
    } else if (is_needed) {
        nkt_i_bad_rows_add(bad, fault, name, "a key is missing");
    }
    return NAN;
}

/* ---- keys of cells --------------------------------------------------------------------------- */

/* a + b without the whole part: exact for multiples of 2^-53. NaN stays. */
static double add_keys(double a, double b) {
    const double over = (a - 1) + b;
    return over >= 0 ? over : a + b;
}

static nkt_status check_cells(const nkt_column *record_keys, const int64_t *cells, int64_t n_rows,
                              int64_t n_cells, const double *keys, nkt_error *error) {
    nkt_status status;

    if (n_rows < 0)
        return nkt_i_refuse_count(error, 3, "n_rows", n_rows);
    if (n_cells < 0)
        return nkt_i_refuse_count(error, 4, "n_cells", n_cells);
    status = nkt_i_column_need(record_keys, n_rows, 1, "record_keys", error);
    if (!status && !cells && n_rows > 0)
        status = nkt_i_refuse_null(error, 2, "cells");
    if (!status && !keys && n_cells > 0)
        status = nkt_i_refuse_null(error, 5, "keys");
    for (int64_t row = 0; !status && row < n_rows; row++)
        if (cells[row] < -1 || cells[row] >= n_cells) {
            nkt_i_fault fault = NKT_I_FAULT(2);
            fault.row = row;
            fault.value = (double)cells[row];
            status = nkt_i_error_value(error, NKT_E_DOMAIN, fault, "cells", "is no cell");
        }
    return status;
}

nkt_status nkt_rounding_cell_keys(const nkt_column *record_keys, const int64_t *cells,
                                  int64_t n_rows, int64_t n_cells, double *keys, nkt_error *error) {
    nkt_i_bad_rows bad;
    nkt_status status;

    nkt_i_error_clear(error);
    status = check_cells(record_keys, cells, n_rows, n_cells, keys, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    for (int64_t c = 0; c < n_cells; c++)
        keys[c] = 0;
    for (int64_t row = 0; row < n_rows; row++) {
        int8_t state;
        double key;
        if (cells[row] < 0)
            continue;
        key = read_key(record_keys, row, 1, "record_keys", 1, &bad, &state);
        keys[cells[row]] = add_keys(keys[cells[row]], floor(key * ALL_WHOLE) / ALL_WHOLE);
    }
    return nkt_i_bad_rows_end(&bad, error);
}

/* ---- the table ------------------------------------------------------------------------------- */

static nkt_status refuse_line(nkt_error *error, int64_t line, double value, const char *sentence) {
    nkt_i_fault fault = NKT_I_FAULT(4);

    fault.item = line > INT32_MAX ? INT32_MAX : (int32_t)line;
    fault.value = value;
    return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "table", sentence);
}

static nkt_status check_table(const nkt_noise *table, int64_t n_noise, nkt_error *error) {
    double sum = 0;

    if (n_noise < 1)
        return nkt_i_refuse_count(error, 5, "n_noise", n_noise);
    if (!table)
        return nkt_i_refuse_null(error, 4, "table");
    for (int64_t i = 0; i < n_noise; i++) {
        const nkt_noise *line = &table[i];
        const int is_first = i == 0 || line->count != line[-1].count;
        /* the line before has passed, so that its count is small */
        if (i == 0 ? line->count != 0 && line->count != 1
                   : line->count != line[-1].count + is_first)
            return refuse_line(error, i, (double)line->count, "is not the next count");
        if (line->change < -line->count || line->change > (int64_t)ALL_WHOLE)
            return refuse_line(error, i, (double)line->change,
                               "is a change that makes a count negative, or too large");
        if (!(line->probability >= 0 && line->probability <= 1 + TOLERANCE))
            return refuse_line(error, i, line->probability, "is no probability");
        sum = (is_first ? 0 : sum) + line->probability;
        if ((i == n_noise - 1 || line[1].count != line->count) && !(fabs(sum - 1) <= TOLERANCE))
            return refuse_line(error, i, sum, "is the sum of the probabilities of a count, not 1");
    }
    return NKT_OK;
}

/* The first line of a count of 1 or more, or of the largest that the table has. */
static int64_t first_line(const nkt_noise *table, int64_t n_noise, double count) {
    const int64_t last = table[n_noise - 1].count;
    const int64_t wanted = count > (double)last ? last : (int64_t)count;
    int64_t low = 0, high = n_noise;

    while (low < high) {
        const int64_t middle = low + (high - low) / 2;
        if (table[middle].count < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static double perturb(const nkt_noise *table, int64_t n_noise, double count, double key) {
    double cumulated = 0;
    int64_t line, found;

    if (count == 0 && table[0].count > 0)
        return 0;
    found = line = first_line(table, n_noise, count);
    /* Where rounding leaves the sum below the key, it is the last line that is ever taken. */
    for (; line < n_noise && table[line].count == table[found].count; line++) {
        cumulated += table[line].probability;
        if (table[line].probability > 0)
            found = line;
        if (key < cumulated)
            break;
    }
    return count + (double)table[found].change;
}

/* ---- the call -------------------------------------------------------------------------------- */

static double read_whole(const nkt_column *counts, int64_t row, nkt_i_bad_rows *bad,
                         int8_t *state) {
    const double count = nkt_i_count_read(counts, row, 1, "counts", bad, state);

    if (*state == NKT_STATE_VALUE && (count != floor(count) || count > ALL_WHOLE)) {
        nkt_i_fault fault = NKT_I_FAULT(1);
        fault.row = row;
        fault.value = count;
        nkt_i_bad_rows_add(bad, fault, "counts", "is no whole number below 2^53");
        *state = NKT_STATE_INVALID;
    }
    return count;
}

nkt_status nkt_rounding_perturb(const nkt_column *counts, const nkt_column *keys, int64_t n_rows,
                                const nkt_noise *table, int64_t n_noise, nkt_estimate *out,
                                int64_t stride, nkt_error *error) {
    nkt_i_bad_rows bad;
    nkt_status status;

    nkt_i_error_clear(error);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 3, "n_rows", n_rows);
    status = nkt_i_column_need(counts, n_rows, 1, "counts", error);
    if (!status)
        status = nkt_i_column_need(keys, n_rows, 2, "keys", error);
    if (!status)
        status = check_table(table, n_noise, error);
    if (!status)
        status = nkt_i_estimates_check(out, n_rows, stride, 6, "out", 7, "stride", error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    for (int64_t row = 0; row < n_rows; row++) {
        nkt_estimate e = {NAN, NAN, NAN, NAN, NKT_STATE_MISSING, 0};
        int8_t state, key_state = NKT_STATE_VALUE;
        const double count = read_whole(counts, row, &bad, &state);
        double key = NAN;

        if (state == NKT_STATE_VALUE)
            key = read_key(keys, row, 2, "keys", 0, &bad, &key_state);
        e.state = nkt_i_state_worst(state, key_state);
        if (e.state == NKT_STATE_VALUE)
            e.value = perturb(table, n_noise, count, key);
        memcpy((char *)out + (row ? row * stride : 0), &e, sizeof e);
    }
    return nkt_i_bad_rows_end(&bad, error);
}
