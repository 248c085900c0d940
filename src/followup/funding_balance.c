/*
 * What is left of an appropriation.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/funding.h"

#include "base/base.h"

nkt_status nkt_funding_balance(double appropriation, double tied, double waiting, double more,
                               nkt_appropriation *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "appropriation tied waiting more out error");
    nkt_appropriation found;

    nkt_i_at_least(&call, "appropriation", appropriation, 0);
    nkt_i_at_least(&call, "tied", tied, 0);
    nkt_i_at_least(&call, "waiting", waiting, 0);
    nkt_i_at_least(&call, "more", more, 0);
    nkt_i_needed(&call, "out", out);
    if (nkt_i_call_refused(&call))
        return call.status;
    found.left = appropriation - tied;
    found.tied_share = appropriation > 0 ? 100 * (tied / appropriation) : NAN;
    found.after = found.left - waiting;
    found.with_more = found.after + more;
    found.needed = found.after >= 0 ? 0 : -found.after < more ? -found.after : more;
    if (!isfinite(found.after) || !isfinite(found.with_more) || isinf(found.tied_share)) {
        nkt_i_refuse_path(&call, NKT_E_DOMAIN, NKT_REASON_OVERFLOW, "appropriation",
                          "leaves a balance beyond the largest double");
        return call.status;
    }
    *out = found;
    return nkt_i_call_end(&call);
}
