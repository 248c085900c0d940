/*
 * What the public sees of an estimate.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/disclosure.h"

static nkt_estimate without_value(int32_t state) {
    return (nkt_estimate){NAN, NAN, NAN, NAN, state, 0};
}

/* An estimate that is not hidden. */
static nkt_estimate shown(nkt_i_call *call, const nkt_estimates *from, int64_t row,
                          int32_t decimals, int32_t show) {
    const nkt_estimate e = nkt_i_estimates_get(from, row, 0);
    nkt_i_fault fault = NKT_I_AT("estimates");
    const int32_t with = (show & NKT_PUBLISH_LIMITS ? NKT_I_WITH_LIMITS : 0) |
                         (show & NKT_PUBLISH_BASIS ? NKT_I_WITH_BASIS : 0);
    const int32_t why = nkt_i_estimates_why_invalid(from, row, 0, with, &fault.value);
    nkt_estimate out = without_value(e.state);

    if (why) {
        fault.row = row;
        nkt_i_bad_row(call, why, fault, NULL);
        return without_value(NKT_STATE_INVALID);
    }
    if (e.state != NKT_STATE_VALUE)
        return out;
    out.value = nkt_i_round_half_away(e.value, decimals);
    out.flags = e.flags;
    if (show & NKT_PUBLISH_LIMITS) {
        out.lower = nkt_i_round_half_away(e.lower, decimals);
        out.upper = nkt_i_round_half_away(e.upper, decimals);
    }
    if (show & NKT_PUBLISH_BASIS)
        out.basis = e.basis;
    else
        out.flags &= ~NKT_FLAG_BASIS_BELOW_MINIMUM;
    return out;
}

nkt_status nkt_disclosure_publish(const nkt_estimates *estimates, const nkt_rows *rows,
                                  const nkt_column *hidden, int32_t decimals, int32_t show,
                                  const nkt_estimates *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "estimates rows hidden decimals show out error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    nkt_estimates from, to;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    from = nkt_i_estimates_open(&call, "estimates", estimates, n_rows, 1, 1);
    if (n_rows > 0)
        nkt_i_needed(&call, "estimates.value", from.value);
    nkt_i_column_optional(&call, "hidden", hidden, n_rows);
    nkt_i_within(&call, "decimals", decimals, -9, 15);
    nkt_i_code(&call, "show", show, NKT_PUBLISH_VALUE, NKT_PUBLISH_LIMITS | NKT_PUBLISH_BASIS);
    to = nkt_i_estimates_open(&call, "out", out, n_rows, 1, 1);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t row = 0; row < n_rows; row++) {
        nkt_estimate e;
        if (!nkt_i_row_included(&call, "rows.include", rows, row))
            e = without_value(NKT_STATE_NOT_APPLICABLE);
        else if (hidden && nkt_i_hidden_read(&call, "hidden", hidden, row))
            e = without_value(NKT_STATE_SECRET);
        else
            e = shown(&call, &from, row, decimals, show);
        nkt_i_estimates_put(&to, row, 0, &e);
    }
    return nkt_i_call_end(&call);
}
