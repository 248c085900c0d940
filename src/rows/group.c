/*
 * The numbering of groups of rows by their keys, and a row to represent each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"

/* Groups are read by blocks of rows; bad rows are counted once where a block is one window of them. */
enum { BLOCK = NKT_I_BAD_WINDOW };

/* Numbers the groups of rows in order: codes[i] is that of order->rows[i]. Returns how many. */
static int64_t number(const nkt_i_row_keys *by, nkt_i_row_order *order) {
    int64_t group = -1;

    for (int64_t i = 0; i < order->n; i++) {
        group += i == 0 || !nkt_i_row_keys_equal(by, order->rows[i - 1], order->rows[i]);
        order->codes[i] = group;
    }
    return group + 1;
}

nkt_status nkt_group_keys(const nkt_table *keys, const nkt_target *groups, int64_t *n_groups,
                          nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "keys groups n_groups work error");
    const nkt_i_row_keys by = {keys, NULL};
    const int64_t n_rows = keys ? keys->rows.n_rows : 0;
    nkt_i_bytes bytes = {0, 0};
    nkt_i_row_order order;
    nkt_i_out out;
    int64_t n;
    void *at;

    nkt_i_row_keys_check(&call, keys);
    out = nkt_i_target_open(&call, "groups", groups, NKT_I_CONTENT_NUMBERING(0), n_rows, 1, 1);
    nkt_i_needed(&call, "n_groups", n_groups);
    nkt_i_row_order_bytes(&bytes, n_rows);
    at = nkt_i_claim(&call, "work", work, bytes);
    if (nkt_i_call_refused(&call))
        return call.status;

    order = nkt_i_row_order_at(at, n_rows);
    nkt_i_row_keys_sort(&call, &by, &order);
    n = number(&by, &order);
    /* Only now is it known which types will do: a few groups of many rows fit in a byte. */
    nkt_i_target_open(&call, "groups", groups, NKT_I_CONTENT_NUMBERING(n > 0 ? n - 1 : 0), n_rows,
                      1, 1);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t row = 0; row < n_rows; row++)
        nkt_i_put_numbering(&out, row, 0, -1);
    for (int64_t i = 0; i < order.n; i++)
        nkt_i_put_numbering(&out, order.rows[i], 0, order.codes[i]);
    *n_groups = n;
    return nkt_i_call_end(&call);
}

nkt_status nkt_group_first(const nkt_rows *rows, const nkt_target *first_rows, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "rows first_rows error");
    int64_t groups[BLOCK], n_rows, n_groups;
    nkt_i_out out;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITH_GROUPS);
    if (nkt_i_call_refused(&call))
        return call.status;
    n_rows = rows->n_rows;
    n_groups = nkt_i_n_groups(rows);
    out = nkt_i_target_open(&call, "first_rows", first_rows,
                            NKT_I_CONTENT_NUMBERING(n_rows > 0 ? n_rows - 1 : 0), n_groups, 1, 1);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t g = 0; g < n_groups; g++)
        nkt_i_put_numbering(&out, g, 0, -1);
    /* Backwards: the first row of a group is the last one written. */
    for (int64_t first = (n_rows - 1) / BLOCK * BLOCK; first >= 0 && n_rows > 0; first -= BLOCK) {
        const int64_t count = n_rows - first < BLOCK ? n_rows - first : BLOCK;
        nkt_i_row_groups(&call, "rows.include", "rows.groups", rows, first, count, groups);
        for (int64_t i = count - 1; i >= 0; i--)
            if (groups[i] >= 0)
                nkt_i_put_numbering(&out, groups[i], 0, first + i);
    }
    return nkt_i_call_end(&call);
}
