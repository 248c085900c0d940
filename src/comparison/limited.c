/*
 * Reading estimates that are compared by their limits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/limited.h"

/* What is wrong with the estimate, and the number at fault. */
static int32_t why_bad(const nkt_estimates *estimates, int64_t row, const nkt_estimate *e,
                       double *value, const char **sentence) {
    const int32_t why = nkt_i_estimates_why_invalid(estimates, row, 0, value);

    if (why && why != NKT_REASON_MISSING)
        return why;
    if (e->state != NKT_STATE_VALUE)
        return NKT_REASON_NONE;
    if (isinf(e->lower) || isinf(e->upper)) {
        *value = isinf(e->lower) ? e->lower : e->upper;
        return NKT_REASON_NOT_FINITE;
    }
    if (e->lower > e->upper) {
        *value = e->lower;
        *sentence = "is above the upper limit";
        return NKT_REASON_IMPOSSIBLE;
    }
    return NKT_REASON_NONE;
}

int nkt_i_limited_read(nkt_i_call *call, const nkt_estimates *estimates, const nkt_rows *rows,
                       int64_t row, nkt_estimate *out) {
    nkt_i_fault fault = NKT_I_AT("estimates");
    const char *sentence = NULL;
    int32_t why;

    if (!nkt_i_row_included(call, "rows.include", rows, row))
        return 0;
    *out = nkt_i_estimates_get(estimates, row, 0);
    why = why_bad(estimates, row, out, &fault.value, &sentence);
    fault.row = row;
    if (why && call)
        nkt_i_bad_row(call, why, fault, sentence);
    return !why && out->state == NKT_STATE_VALUE && !isnan(out->lower) && !isnan(out->upper);
}
