/*
 * The numbers of a column in their order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/order.h"

int64_t nkt_i_ordered_equal(const nkt_i_ordered *ordered, int64_t i) {
    int64_t end = i + 1;

    while (end < ordered->n && ordered->items[end].key == ordered->items[i].key)
        end++;
    return end;
}

void nkt_i_order_check(nkt_i_call *call, const nkt_column *values, const nkt_rows *rows) {
    nkt_i_rows_check(call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_column_needed(call, "values", values, rows ? rows->n_rows : 0);
}

nkt_i_ordered nkt_i_order_claim_with(nkt_i_call *call, int64_t n_rows, int64_t n_more,
                                     double **more, nkt_memory *work) {
    nkt_i_ordered ordered = {NULL, NULL, NULL, 0};
    nkt_i_bytes bytes = {0, 0};
    const size_t items = nkt_i_bytes_add(&bytes, n_rows, sizeof(nkt_i_keyed));
    const size_t scratch = nkt_i_bytes_add(&bytes, n_rows, sizeof(nkt_i_keyed));
    const size_t starts = nkt_i_bytes_add(&bytes, 1, NKT_I_SELECT_BYTES);
    const size_t others = nkt_i_bytes_add(&bytes, n_more, sizeof(double));
    char *at = nkt_i_claim(call, "work", work, bytes);

    if (!nkt_i_call_refused(call)) {
        ordered.items = (nkt_i_keyed *)(void *)(at + items);
        ordered.scratch = (nkt_i_keyed *)(void *)(at + scratch);
        ordered.starts = (int64_t *)(void *)(at + starts);
        if (more)
            *more = (double *)(void *)(at + others);
    }
    return ordered;
}

nkt_i_ordered nkt_i_order_claim(nkt_i_call *call, int64_t n_rows, nkt_memory *work) {
    return nkt_i_order_claim_with(call, n_rows, 0, NULL, work);
}

void nkt_i_order_read_column(nkt_i_call *call, nkt_i_ordered *ordered, const char *path,
                             int32_t item, const nkt_column *column, const nkt_rows *rows,
                             int high_first) {
    ordered->n = 0;
    for (int64_t row = 0; row < rows->n_rows; row++) {
        int8_t state;
        double x;
        if (!nkt_i_row_included(call, "rows.include", rows, row))
            continue;
        x = nkt_i_column_value(column, row, &state);
        if (state == NKT_STATE_INVALID && call)
            nkt_i_bad_element(call, path, item, NULL, column, row, NKT_REASON_NOT_FINITE);
        else if (state == NKT_STATE_VALUE)
            ordered->items[ordered->n++] = (nkt_i_keyed){nkt_i_key_of(high_first ? -x : x), row};
    }
}

void nkt_i_order_read(nkt_i_call *call, nkt_i_ordered *ordered, const nkt_column *values,
                      const nkt_rows *rows, int high_first) {
    nkt_i_order_read_column(call, ordered, "values", -1, values, rows, high_first);
}
