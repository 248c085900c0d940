/*
 * The place of one unit among others.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/rank.h"
#include "rows/order.h"

/* The number of a row that takes part; NaN where there is none. Bad data are noted. */
static double read_number(nkt_i_call *call, const nkt_column *values, const nkt_rows *rows,
                          int64_t row) {
    int8_t state;
    double x;

    if (!nkt_i_row_included(call, "rows.include", rows, row))
        return NAN;
    x = nkt_i_column_value(values, row, &state);
    if (state == NKT_STATE_INVALID)
        nkt_i_bad_element(call, "values", -1, NULL, values, row, NKT_REASON_NOT_FINITE);
    return state == NKT_STATE_VALUE ? x : NAN;
}

nkt_status nkt_place_among(const nkt_column *values, const nkt_rows *rows, const nkt_peers *peers,
                           int32_t direction, nkt_place *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "values rows peers direction out error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    nkt_place place = {0, 0, 0, 0, NAN};
    int64_t focus;
    double own;

    nkt_i_order_check(&call, values, rows);
    nkt_i_peers_check(&call, "peers", peers, n_rows);
    nkt_i_direction(&call, "direction", direction);
    nkt_i_needed(&call, "out", out);
    if (nkt_i_call_refused(&call))
        return call.status;

    focus = nkt_i_focus(peers);
    own = read_number(&call, values, rows, focus);
    for (int64_t k = 0; k < nkt_i_n_peers(peers, n_rows); k++) {
        const int64_t row = nkt_i_peer(peers, k);
        double x;
        if (row == focus || row < 0)
            continue;
        x = read_number(&call, values, rows, row);
        place.n += !isnan(x);
        place.equal += x == own;
        place.before += direction == NKT_DIRECTION_HIGH ? x > own : x < own;
        place.behind += direction == NKT_DIRECTION_HIGH ? x < own : x > own;
    }
    if (!isnan(own)) {
        place.n++;
        place.rank = (double)(place.before + 1);
    }
    *out = place;
    return nkt_i_call_end(&call);
}
