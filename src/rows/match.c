/*
 * Columns made to have their values in the same rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"

static nkt_i_summand column_of(nkt_i_call *call, const nkt_table *table, int64_t c) {
    return nkt_i_summand_open(call, "table.columns", (int32_t)c, &table->columns[c],
                              table->rows.n_rows, NKT_I_AVERAGE);
}

/* The element of a row: what the row of the column's copy must be to find it. */
static int64_t element_of(const nkt_column *column, int64_t row) {
    return column->rows ? column->rows[row] : row;
}

/* What is known of a row beforehand. */
enum { LEFT_OUT = -1, DIFFERS = 0, MATCHED = 1 };

/* all[r]: whether every column has a value in row r. */
static void find_matched(nkt_i_call *call, const nkt_table *table, int64_t *all) {
    for (int64_t r = 0; r < table->rows.n_rows; r++)
        all[r] =
            nkt_i_row_included(call, "table.rows.include", &table->rows, r) ? MATCHED : LEFT_OUT;
    for (int64_t c = 0; c < table->n_columns; c++) {
        const nkt_i_summand summand = column_of(call, table, c);
        for (int64_t r = 0; r < table->rows.n_rows; r++) {
            int8_t state;
            if (all[r] != MATCHED)
                continue;
            nkt_i_summand_value(&summand, r, &state);
            all[r] = state == NKT_STATE_VALUE ? MATCHED : DIFFERS;
        }
    }
}

/* The elements of one column: none where it has a value and another has not. May replace `all`. */
static void match(const nkt_i_summand *summand, int64_t n_rows, const int64_t *all, int64_t *rows) {
    for (int64_t r = 0; r < n_rows; r++) {
        int8_t state = NKT_STATE_MISSING;
        if (all[r] == DIFFERS)
            nkt_i_summand_value(summand, r, &state);
        rows[r] = all[r] == MATCHED || (all[r] == DIFFERS && state != NKT_STATE_VALUE)
                      ? element_of(summand->column, r)
                      : -1;
    }
}

nkt_status nkt_total_match(const nkt_table *table, nkt_column *columns, nkt_memory *rows,
                           nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "table columns rows error");
    nkt_i_bytes bytes = {0, 0};
    int64_t *elements, n_rows;

    nkt_i_table_check(&call, "table", table, NKT_I_WITH_GROUPS);
    if (nkt_i_call_refused(&call))
        return call.status;
    n_rows = table->rows.n_rows;
    for (int64_t c = 0; c < table->n_columns; c++)
        column_of(&call, table, c);
    if (table->n_columns > 0)
        nkt_i_needed(&call, "columns", columns);
    nkt_i_not_inside(&call, "rows", rows, table);
    for (int64_t c = 0; c < table->n_columns && !bytes.overflow; c++)
        nkt_i_bytes_add(&bytes, n_rows, sizeof *elements);
    elements = nkt_i_claim(&call, "rows", rows, bytes);
    if (nkt_i_call_refused(&call) || table->n_columns == 0)
        return call.status;

    /* The first column's part of the memory holds what was found until that column's own turn. */
    find_matched(&call, table, elements);
    for (int64_t c = table->n_columns - 1; c >= 0; c--) {
        const nkt_i_summand summand = column_of(&call, table, c);
        match(&summand, n_rows, elements, elements + c * n_rows);
    }
    for (int64_t c = 0; c < table->n_columns; c++) {
        columns[c] = table->columns[c];
        columns[c].rows = elements + c * n_rows;
    }
    return nkt_i_call_end(&call);
}
