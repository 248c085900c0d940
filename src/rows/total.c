/*
 * Totals as columns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"

nkt_status nkt_total_column(const nkt_total *totals, int64_t stride, int32_t id, nkt_column *out,
                            nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "totals stride id out error");
    nkt_i_array array;

    /* Two of them show whether they overlap. */
    array = nkt_i_array_open(&call, "totals", totals, sizeof *totals, "stride", stride, 2, 1);
    nkt_i_needed(&call, "out", out);
    if (nkt_i_call_refused(&call))
        return call.status;
    *out = NKT_TOTALS_N(id, totals, 0);
    out->stride = out->reasons_stride = array.stride;
    return NKT_OK;
}
