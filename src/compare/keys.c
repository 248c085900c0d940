/*
 * Rows in order of their keys, for groups and for panels.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "compare/compare.h"

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

/* Below 0, 0, above 0: as a's code is less than, equal to, greater than b's. Both have one. */
static int compare_code(const nkt_column *column, int64_t a, int64_t b) {
    int8_t state;
    int64_t code_a = nkt_i_column_code(column, a, &state);
    int64_t code_b = nkt_i_column_code(column, b, &state);
    return (code_a > code_b) - (code_a < code_b);
}

static int compare_keys(const nkt_i_keys *keys, int64_t a, int64_t b) {
    int order = 0;
    for (int64_t k = 0; k < keys->n_keys && !order; k++)
        order = compare_code(&keys->keys[k], a, b);
    return order;
}

static int is_less(const void *context, int64_t a, int64_t b) {
    const nkt_i_keys *keys = (const nkt_i_keys *)context;
    int order = compare_keys(keys, a, b);
    if (!order && keys->years)
        order = compare_code(keys->years, a, b);
    return order < 0;
}

/* Rows often come in order: one pass that sees it is cheaper than sorting them. */
static int is_sorted(const nkt_i_keys *keys, const int64_t *rows, int64_t n) {
    for (int64_t i = 1; i < n; i++)
        if (is_less(keys, rows[i], rows[i - 1]))
            return 0;
    return 1;
}

int64_t nkt_i_keys_sort(const nkt_i_keys *keys, int64_t n_rows, int64_t *rows, int64_t *scratch,
                        nkt_i_bad_rows *bad) {
    int64_t n = 0;

    for (int64_t row = 0; row < n_rows; row++)
        if (has_all(keys, row, bad))
            rows[n++] = row;
    if (!is_sorted(keys, rows, n))
        nkt_i_sort(rows, scratch, n, is_less, keys);
    return n;
}

int nkt_i_keys_equal(const nkt_i_keys *keys, int64_t a, int64_t b) {
    return compare_keys(keys, a, b) == 0;
}

int64_t nkt_i_keys_year(const nkt_i_keys *keys, int64_t row) {
    int8_t state;
    return nkt_i_column_code(keys->years, row, &state);
}
