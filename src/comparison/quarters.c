/*
 * Quarters and colours.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/rank.h"
#include "rows/order.h"

static int32_t colour_of(int32_t quarter, int32_t direction) {
    if (direction == NKT_DIRECTION_NONE)
        return NKT_COLOUR_NONE;
    return quarter == 1 ? NKT_COLOUR_BEST : quarter == 4 ? NKT_COLOUR_WORST : NKT_COLOUR_MIDDLE;
}

/* 1 + 4 · better / n, rounded down, without overflow. */
static int32_t quarter_of(int64_t better, int64_t n) {
    int32_t quarter = 1;
    for (int64_t k = 1; k < 4; k++)
        quarter += (double)better >= (double)k * (double)n / 4;
    return quarter;
}

nkt_status nkt_quarters(const nkt_column *values, const nkt_rows *rows, int32_t direction,
                        const nkt_target *quarters, const nkt_target *colours, nkt_memory *work,
                        nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "values rows direction quarters colours work error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    nkt_i_out to_quarters, to_colours;
    nkt_i_ordered ordered;

    nkt_i_order_check(&call, values, rows);
    nkt_i_code(&call, "direction", direction, NKT_DIRECTION_LOW, NKT_DIRECTION_HIGH);
    to_quarters = nkt_i_target_open(&call, "quarters", quarters,
                                    NKT_I_CONTENT_CODES(NKT_NO_CODE, 4), n_rows, 1, 0);
    to_colours =
        nkt_i_target_open(&call, "colours", colours,
                          NKT_I_CONTENT_CODES(NKT_COLOUR_NONE, NKT_COLOUR_WORST), n_rows, 1, 0);
    ordered = nkt_i_order_claim(&call, n_rows, work);
    if (nkt_i_call_refused(&call))
        return call.status;

    nkt_i_order_read(&call, &ordered, values, rows, direction != NKT_DIRECTION_LOW);
    nkt_i_sort_keyed(ordered.items, ordered.scratch, ordered.n);
    for (int64_t row = 0; row < n_rows; row++) {
        nkt_i_put_code(&to_quarters, row, 0, NKT_NO_CODE);
        nkt_i_put_code(&to_colours, row, 0, NKT_COLOUR_NONE);
    }
    for (int64_t begin = 0, end; begin < ordered.n; begin = end) {
        const int32_t quarter = quarter_of(begin, ordered.n);
        const int32_t colour = colour_of(quarter, direction);
        end = nkt_i_ordered_equal(&ordered, begin);
        for (int64_t i = begin; i < end; i++) {
            nkt_i_put_code(&to_quarters, ordered.items[i].row, 0, quarter);
            nkt_i_put_code(&to_colours, ordered.items[i].row, 0, colour);
        }
    }
    return nkt_i_call_end(&call);
}
