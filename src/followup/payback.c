/*
 * When a way of working has repaid itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/cost.h"

#include "followup/followup.h"
#include "numeric/numeric.h"

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
    p = (nkt_payback){.saving = saving_per_case * cases};
    p.net = p.saving - cost;
    p.per_krona = cost > 0 ? p.saving / cost : NAN;
    p.months = p.saving > 0  ? nkt_i_scaled_quotient(cost, period, p.saving, 1)
               : isnan(cost) ? NAN
                             : INFINITY;
    p.highest_cost = p.saving > 0 ? nkt_i_scaled_quotient(p.saving, limit, period, 1) : 0;
    if (isinf(p.saving) || isinf(p.net) || isinf(p.per_krona) || isinf(p.highest_cost) ||
        (p.saving > 0 && isinf(p.months))) {
        nkt_i_refuse_value(&call, NKT_E_DOMAIN, NKT_REASON_OVERFLOW, "saving_per_case",
                           saving_per_case, "leads beyond the largest number");
        return call.status;
    }
    *out = p;
    return NKT_OK;
}
