/*
 * When a way of working has repaid itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/cost.h"

#include "followup/followup.h"

nkt_status nkt_cost_payback(double saving_per_case, double cases, double period, double cost,
                            double limit, nkt_payback *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "saving_per_case cases period cost limit out error");
    nkt_payback p;

    nkt_i_at_least(&call, "saving_per_case", saving_per_case, -INFINITY);
    nkt_i_at_least(&call, "cases", cases, 0);
    nkt_i_above_0(&call, "period", period);
    if (!isnan(cost))
        nkt_i_at_least(&call, "cost", cost, 0);
    nkt_i_at_least(&call, "limit", limit, 0);
    nkt_i_needed(&call, "out", out);
    if (nkt_i_call_refused(&call))
        return call.status;
    p.saving = saving_per_case * cases;
    p.net = p.saving - cost;
    p.per_krona = cost > 0 ? p.saving / cost : NAN;
    p.months = p.saving > 0 ? cost * period / p.saving : isnan(cost) ? NAN : INFINITY;
    p.highest_cost = p.saving > 0 ? p.saving * limit / period : 0;
    *out = p;
    return NKT_OK;
}
