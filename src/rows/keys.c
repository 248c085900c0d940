/*
 * Rows in order of their keys, for groups and for panels.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"

void nkt_i_row_keys_check(nkt_i_call *call, const nkt_table *keys) {
    nkt_i_needed(call, "keys", keys);
    if (!keys)
        return;
    nkt_i_count(call, "keys.n_columns", keys->n_columns, 1, NKT_KEYS_MAX);
    nkt_i_table_check(call, "keys", keys, NKT_I_WITHOUT_GROUPS);
}

size_t nkt_i_row_order_bytes(nkt_i_bytes *bytes, int64_t n_rows) {
    const size_t at = nkt_i_bytes_add(bytes, n_rows, sizeof(int64_t));

    nkt_i_bytes_add(bytes, n_rows, sizeof(int64_t));
    nkt_i_bytes_add(bytes, n_rows, sizeof(int64_t));
    return at;
}

nkt_i_row_order nkt_i_row_order_at(void *memory, int64_t n_rows) {
    int64_t *at = (int64_t *)memory;

    if (n_rows == 0) /* then there need be no memory */
        return (nkt_i_row_order){NULL, NULL, NULL, 0};
    return (nkt_i_row_order){at, at + n_rows, at + 2 * n_rows, 0};
}

/* Whether a row has this code; item: of the keys, -1 for the year. Returns -1 for bad data, noted. */
static int has_code(nkt_i_call *call, const nkt_column *column, int32_t item, int64_t row) {
    int8_t state, ignored;
    double value;

    nkt_i_column_code(column, row, &state);
    if (state != NKT_STATE_INVALID)
        return state == NKT_STATE_VALUE;
    value = nkt_i_column_value(column, row, &ignored);
    nkt_i_bad_element(call, item < 0 ? "years" : "keys.columns", item, NULL, column, row,
                      value == floor(value) ? NKT_REASON_OUT_OF_RANGE : NKT_REASON_NOT_WHOLE);
    return -1;
}

/* Whether a row takes part and has all codes. One with several that are bad is noted for the first. */
static int has_all(nkt_i_call *call, const nkt_i_row_keys *by, int64_t row) {
    int has = 1, all = 1;

    if (!nkt_i_row_included(call, "keys.rows.include", &by->keys->rows, row))
        return 0;
    for (int64_t k = 0; k < by->keys->n_columns && has >= 0; k++) {
        has = has_code(call, &by->keys->columns[k], (int32_t)k, row);
        all &= has > 0;
    }
    if (by->years && has >= 0)
        all &= has_code(call, by->years, -1, row) > 0;
    return all;
}

/* Whether two rows have the same code. Both have one. */
static int is_equal(const nkt_column *column, int64_t a, int64_t b) {
    int8_t state;
    return nkt_i_column_code(column, a, &state) == nkt_i_column_code(column, b, &state);
}

static void sort_by(const nkt_column *column, nkt_i_row_order *order) {
    int8_t state;
    for (int64_t i = 0; i < order->n; i++)
        order->codes[order->rows[i]] = nkt_i_column_code(column, order->rows[i], &state);
    nkt_i_sort_by_code(order->rows, order->scratch, order->codes, order->n);
}

void nkt_i_row_keys_sort(nkt_i_call *call, const nkt_i_row_keys *by, nkt_i_row_order *order) {
    order->n = 0;
    for (int64_t row = 0; row < by->keys->rows.n_rows; row++)
        if (has_all(call, by, row))
            order->rows[order->n++] = row;
    /* A stable sort keeps the order of what was sorted before: the least important goes first. */
    if (by->years)
        sort_by(by->years, order);
    for (int64_t k = by->keys->n_columns - 1; k >= 0; k--)
        sort_by(&by->keys->columns[k], order);
}

int nkt_i_row_keys_equal(const nkt_i_row_keys *by, int64_t a, int64_t b) {
    for (int64_t k = 0; k < by->keys->n_columns; k++)
        if (!is_equal(&by->keys->columns[k], a, b))
            return 0;
    return 1;
}

int64_t nkt_i_row_year(const nkt_i_row_keys *by, int64_t row) {
    int8_t state;
    return nkt_i_column_code(by->years, row, &state);
}
