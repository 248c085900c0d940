/*
 * Reading estimates that are compared by their limits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/limited.h"

static int is_bad(nkt_i_call *call, const nkt_estimates *estimates, int64_t row,
                  const nkt_estimate *e) {
    nkt_i_fault fault = NKT_I_AT("estimates");
    const char *sentence = NULL;
    int32_t why = nkt_i_estimates_why_invalid(estimates, row, 0, NKT_I_WITH_LIMITS, &fault.value);

    if (why == NKT_REASON_MISSING)
        why = NKT_REASON_NONE;
    if (!why && e->state == NKT_STATE_VALUE && e->lower > e->upper) {
        why = NKT_REASON_IMPOSSIBLE;
        fault.value = e->lower;
        sentence = "is above the upper limit";
    }
    fault.row = row;
    if (why && call)
        nkt_i_bad_row(call, why, fault, sentence);
    return why != NKT_REASON_NONE;
}

int nkt_i_limited_read(nkt_i_call *call, const nkt_estimates *estimates, const nkt_rows *rows,
                       int64_t row, nkt_estimate *out) {
    if (!nkt_i_row_included(call, "rows.include", rows, row))
        return 0;
    *out = nkt_i_estimates_get(estimates, row, 0);
    if (is_bad(call, estimates, row, out))
        return 0;
    return out->state == NKT_STATE_VALUE && !isnan(out->lower) && !isnan(out->upper);
}
