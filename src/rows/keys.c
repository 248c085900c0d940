/*
 * Rows in order of their keys, for groups and for panels.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"

nkt_status nkt_i_keys_check(const nkt_i_keys *keys, int64_t n_rows, nkt_error *error) {
    nkt_status status;

    if (keys->n_keys < 1 || keys->n_keys > NKT_KEYS_MAX) {
        nkt_i_fault fault = NKT_I_FAULT(keys->keys_argument + 1);
        fault.value = (double)keys->n_keys;
        return nkt_i_error_value(error, NKT_E_COUNT, fault, "n_keys", "is not between 1 and 8");
    }
    if (!keys->keys)
        return nkt_i_refuse_null(error, keys->keys_argument, "keys");
    status =
        nkt_i_columns_check(keys->keys, keys->n_keys, n_rows, keys->keys_argument, "keys", error);
    if (status || !keys->years_argument)
        return status;
    if (!keys->years)
        return nkt_i_refuse_null(error, keys->years_argument, "years");
    return nkt_i_column_check(keys->years, n_rows, NKT_I_FAULT(keys->years_argument), "years",
                              error);
}

/* Whether a row has this code; bad data are noted. item: -1 for the year. */
static int has_code(const nkt_column *column, int64_t row, int32_t argument, int32_t item,
                    nkt_i_bad_rows *bad) {
    nkt_i_fault fault = NKT_I_FAULT(argument);
    int8_t state, ignored;

    nkt_i_column_code(column, row, &state);
    if (state == NKT_STATE_INVALID) {
        fault.item = item;
        fault.id = column->id;
        fault.row = row;
        fault.value = nkt_i_column_value(column, row, &ignored);
        nkt_i_bad_rows_add(bad, fault, item < 0 ? "years" : "keys",
                           isnan(fault.value) ? "is marked as invalid, or by no known reason or row"
                                              : "is no whole number within range");
    }
    return state == NKT_STATE_VALUE;
}

/* Whether a row has all codes. A row with several that are bad is noted for the first. */
static int has_all(const nkt_i_keys *keys, int64_t row, nkt_i_bad_rows *bad) {
    int64_t noted = bad->rows;
    int all = 1;

    for (int64_t k = 0; k < keys->n_keys && bad->rows == noted; k++)
        all &= has_code(&keys->keys[k], row, keys->keys_argument, (int32_t)k, bad);
    if (keys->years && bad->rows == noted)
        all &= has_code(keys->years, row, keys->years_argument, -1, bad);
    return all;
}

/* Whether two rows have the same code. Both have one. */
static int is_equal(const nkt_column *column, int64_t a, int64_t b) {
    int8_t state;
    return nkt_i_column_code(column, a, &state) == nkt_i_column_code(column, b, &state);
}

static void sort_by(const nkt_column *column, int64_t *rows, int64_t *scratch, int64_t *codes,
                    int64_t n) {
    int8_t state;
    for (int64_t i = 0; i < n; i++)
        codes[rows[i]] = nkt_i_column_code(column, rows[i], &state);
    nkt_i_sort_by_code(rows, scratch, codes, n);
}

int64_t nkt_i_keys_sort(const nkt_i_keys *keys, int64_t n_rows, int64_t *rows, int64_t *scratch,
                        int64_t *codes, nkt_i_bad_rows *bad) {
    int64_t n = 0;

    for (int64_t row = 0; row < n_rows; row++)
        if (has_all(keys, row, bad))
            rows[n++] = row;
    /* A stable sort keeps the order of what was sorted before: the least important goes first. */
    if (keys->years)
        sort_by(keys->years, rows, scratch, codes, n);
    for (int64_t k = keys->n_keys - 1; k >= 0; k--)
        sort_by(&keys->keys[k], rows, scratch, codes, n);
    return n;
}

int nkt_i_keys_equal(const nkt_i_keys *keys, int64_t a, int64_t b) {
    for (int64_t k = 0; k < keys->n_keys; k++)
        if (!is_equal(&keys->keys[k], a, b))
            return 0;
    return 1;
}

int64_t nkt_i_keys_year(const nkt_i_keys *keys, int64_t row) {
    int8_t state;
    return nkt_i_column_code(keys->years, row, &state);
}
