/*
 * Columns made to have their values in the same rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"

/* Whether the columns can be read, each as the mean of its rows would need. */
static nkt_status check_columns(const nkt_column *columns, int64_t n_columns, int64_t n_rows,
                                nkt_error *error) {
    for (int64_t c = 0; c < n_columns; c++) {
        nkt_i_fault fault = NKT_I_FAULT(1);
        nkt_i_terms terms;
        nkt_status status;
        fault.item = (int32_t)(c > INT32_MAX ? INT32_MAX : c);
        status = nkt_i_terms_open(&columns[c], n_rows, NKT_I_AVERAGE, fault, &terms, error);
        if (status)
            return status;
    }
    return NKT_OK;
}

/* The element of a row: what the row of the column's copy must be to find it. */
static int64_t element_of(const nkt_column *column, int64_t row) {
    return column->rows ? column->rows[row] : row;
}

/* A column that was checked, and so cannot be refused. */
static nkt_i_terms terms_of(const nkt_column *column, int64_t n_rows) {
    nkt_i_terms terms;
    nkt_i_terms_open(column, n_rows, NKT_I_AVERAGE, NKT_I_FAULT(1), &terms, NULL);
    return terms;
}

/* all[r]: whether every column has a value in row r. */
static void find_matched(const nkt_column *columns, int64_t n_columns, int64_t n_rows,
                         int64_t *all) {
    for (int64_t r = 0; r < n_rows; r++)
        all[r] = 1;
    for (int64_t c = 0; c < n_columns; c++) {
        const nkt_i_terms terms = terms_of(&columns[c], n_rows);
        for (int64_t r = 0; r < n_rows; r++) {
            int8_t state;
            nkt_i_terms_value(&terms, r, &state);
            all[r] &= state == NKT_STATE_VALUE;
        }
    }
}

/* The elements of one column: none where it has a value and another has not. May replace `all`. */
static void match(const nkt_column *column, int64_t n_rows, const int64_t *all, int64_t *rows) {
    const nkt_i_terms terms = terms_of(column, n_rows);
    for (int64_t r = 0; r < n_rows; r++) {
        int8_t state = NKT_STATE_VALUE;
        if (!all[r])
            nkt_i_terms_value(&terms, r, &state);
        rows[r] = all[r] || state != NKT_STATE_VALUE ? element_of(column, r) : -1;
    }
}

nkt_status nkt_total_match(const nkt_column *columns, int64_t n_columns, int64_t n_rows,
                           int64_t *rows, int64_t capacity, nkt_error *error) {
    nkt_status status;

    nkt_i_error_clear(error);
    if (n_columns < 0)
        return nkt_i_refuse_count(error, 2, "n_columns", n_columns);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 3, "n_rows", n_rows);
    if (capacity < 0)
        return nkt_i_refuse_count(error, 5, "capacity", capacity);
    if (!columns && n_columns > 0)
        return nkt_i_refuse_null(error, 1, "columns");
    status = check_columns(columns, n_columns, n_rows, error);
    if (status || n_rows == 0 || n_columns == 0)
        return status;
    if (!rows)
        return nkt_i_refuse_null(error, 4, "rows");
    if (capacity / n_rows < n_columns) {
        nkt_i_fault fault = NKT_I_FAULT(5);
        fault.value = (double)capacity;
        return nkt_i_error_value(error, NKT_E_CAPACITY, fault, "capacity",
                                 "is less than there are rows in all columns");
    }
    /* The first column's part of the output holds what was found until that column's own turn. */
    find_matched(columns, n_columns, n_rows, rows);
    for (int64_t c = n_columns - 1; c >= 0; c--)
        match(&columns[c], n_rows, rows, rows + c * n_rows);
    return NKT_OK;
}
