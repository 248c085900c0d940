/*
 * Ranks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/rank.h"
#include "rows/order.h"

/* Of the item i among equal ones that stand from begin to end - 1, the `groups`th such group. */
static double rank_of(int32_t ties, int64_t i, int64_t begin, int64_t end, int64_t groups) {
    switch (ties) {
    case NKT_TIES_WORSE:
        return (double)end;
    case NKT_TIES_AVERAGE:
        return ((double)begin + 1 + (double)end) / 2;
    case NKT_TIES_FIRST:
        return (double)(i + 1);
    case NKT_TIES_DENSE:
        return (double)groups;
    default:
        return (double)(begin + 1);
    }
}

/* Rows with a number, in order; `plain`: where ranks lie if they are doubles one after another. */
static void put_ranks(const nkt_i_ordered *ordered, int32_t ties, const nkt_i_out *out,
                      double *plain) {
    const nkt_i_keyed *items = ordered->items;

    for (int64_t begin = 0, end, groups = 1; begin < ordered->n; begin = end, groups++) {
        for (end = begin + 1; end < ordered->n && items[end].key == items[begin].key;)
            end++;
        for (int64_t i = begin; i < end; i++) {
            const double rank = rank_of(ties, i, begin, end, groups);
            if (plain)
                plain[items[i].row] = rank;
            else
                nkt_i_put_number(out, items[i].row, 0, rank);
        }
    }
}

nkt_status nkt_rank(const nkt_column *values, const nkt_rows *rows, int32_t direction, int32_t ties,
                    const nkt_target *ranks, int64_t *n_ranked, nkt_memory *work,
                    nkt_error *error) {
    nkt_i_call call =
        nkt_i_call_begin(error, "values rows direction ties ranks n_ranked work error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    nkt_i_ordered ordered;
    nkt_i_out out;

    nkt_i_order_check(&call, values, rows);
    nkt_i_direction(&call, "direction", direction);
    nkt_i_code(&call, "ties", ties, NKT_TIES_BETTER, NKT_TIES_DENSE);
    out = nkt_i_target_open(&call, "ranks", ranks, NKT_I_CONTENT_NUMBERS, n_rows, 1, 1);
    ordered = nkt_i_order_claim(&call, n_rows, work);
    if (nkt_i_call_refused(&call))
        return call.status;

    nkt_i_order_read(&call, &ordered, values, rows, direction == NKT_DIRECTION_HIGH);
    nkt_i_sort_keyed(ordered.items, ordered.scratch, ordered.n);
    for (int64_t row = 0; ordered.n < n_rows && row < n_rows; row++) /* those without a number */
        nkt_i_put_number(&out, row, 0, NAN);
    put_ranks(&ordered, ties, &out, nkt_i_out_doubles(&out));
    if (n_ranked)
        *n_ranked = ordered.n;
    return nkt_i_call_end(&call);
}
