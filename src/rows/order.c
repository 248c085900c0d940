/*
 * The numbers of a column in their order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/order.h"

int nkt_i_ordered_bytes(int64_t n_rows, size_t *bytes) {
    return nkt_i_size_mul((size_t)n_rows, 2 * sizeof(nkt_i_keyed), bytes) &&
           nkt_i_size_add(*bytes, NKT_I_SELECT_BYTES, bytes);
}

nkt_status nkt_i_ordered_begin(nkt_i_ordered *ordered, int64_t n_rows, int32_t argument, void *work,
                               size_t work_size, int32_t work_argument, nkt_error *error) {
    nkt_status status;
    size_t bytes;

    if (n_rows < 0)
        return nkt_i_refuse_count(error, argument, "n_rows", n_rows);
    if (!nkt_i_ordered_bytes(n_rows, &bytes))
        return nkt_i_refuse_size(argument, n_rows, error);
    status = nkt_i_memory_check(work, work_size, bytes, work_argument, "work", error);
    if (status)
        return status;
    ordered->items = (nkt_i_keyed *)work;
    ordered->scratch = ordered->items + n_rows;
    ordered->starts = (int64_t *)(void *)(ordered->scratch + n_rows);
    ordered->n = 0;
    return NKT_OK;
}

nkt_status nkt_i_ordered_check(const nkt_column *values, int64_t n_rows, int32_t argument,
                               const char *name, nkt_error *error) {
    if (!values)
        return nkt_i_refuse_null(error, argument, name);
    return nkt_i_column_check(values, n_rows, NKT_I_FAULT(argument), name, error);
}

void nkt_i_ordered_read(nkt_i_ordered *ordered, const nkt_column *values, int64_t n_rows,
                        int high_first, int32_t argument, const char *name,
                        nkt_i_bad_rows *bad) {
    ordered->n = 0;
    for (int64_t row = 0; row < n_rows; row++) {
        int8_t state;
        const double x = nkt_i_column_value(values, row, &state);
        if (state == NKT_STATE_INVALID) {
            nkt_i_bad_rows_note(bad, argument, -1, row, x, name, "is no finite number");
        } else if (state == NKT_STATE_VALUE) {
            ordered->items[ordered->n++] =
                (nkt_i_keyed){nkt_i_key_of(high_first ? -x : x), row};
        }
    }
}

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

nkt_i_ordered nkt_i_order_claim(nkt_i_call *call, int64_t n_rows, nkt_memory *work) {
    nkt_i_ordered ordered = {NULL, NULL, NULL, 0};
    nkt_i_bytes bytes = {0, 0};
    const size_t items = nkt_i_bytes_add(&bytes, n_rows, sizeof(nkt_i_keyed));
    const size_t scratch = nkt_i_bytes_add(&bytes, n_rows, sizeof(nkt_i_keyed));
    const size_t starts = nkt_i_bytes_add(&bytes, 1, NKT_I_SELECT_BYTES);
    char *at = nkt_i_claim(call, "work", work, bytes);

    if (!nkt_i_call_refused(call)) {
        ordered.items = (nkt_i_keyed *)(void *)(at + items);
        ordered.scratch = (nkt_i_keyed *)(void *)(at + scratch);
        ordered.starts = (int64_t *)(void *)(at + starts);
    }
    return ordered;
}

void nkt_i_order_read(nkt_i_call *call, nkt_i_ordered *ordered, const nkt_column *values,
                      const nkt_rows *rows, int high_first) {
    ordered->n = 0;
    for (int64_t row = 0; row < rows->n_rows; row++) {
        int8_t state;
        double x;
        if (!nkt_i_row_included(call, "rows.include", rows, row))
            continue;
        x = nkt_i_column_value(values, row, &state);
        if (state == NKT_STATE_INVALID)
            nkt_i_bad_element(call, "values", -1, NULL, values, row, NKT_REASON_NOT_FINITE);
        else if (state == NKT_STATE_VALUE)
            ordered->items[ordered->n++] = (nkt_i_keyed){nkt_i_key_of(high_first ? -x : x), row};
    }
}
