/*
 * Two years: the change, and its direction.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/series.h"

double nkt_i_combine(double a, double b, double r) {
    return sqrt(fabs((a - b) * (a - b) + 2 * (1 - r) * a * b));
}

nkt_estimate nkt_i_change(const nkt_estimate *before, const nkt_estimate *now, double correlation) {
    nkt_estimate e = {NAN, NAN, NAN, NAN, NKT_STATE_VALUE, 0};

    e.state = nkt_state_worst(before->state, now->state);
    e.flags = before->flags | now->flags;
    e.basis = isnan(before->basis) || before->basis < now->basis ? before->basis : now->basis;
    if (e.state == NKT_STATE_VALUE) {
        e.value = now->value - before->value;
        e.lower = e.value - nkt_i_combine(now->value - now->lower, before->upper - before->value,
                                          correlation);
        e.upper = e.value + nkt_i_combine(now->upper - now->value, before->value - before->lower,
                                          correlation);
    }
    return e;
}

int32_t nkt_i_arrow(const nkt_estimate *change, double dead_band) {
    if (change->state != NKT_STATE_VALUE)
        return NKT_SIDE_EQUAL;
    return (change->value > dead_band) - (change->value < -dead_band);
}

nkt_status nkt_change(const nkt_estimate *before, const nkt_estimate *now, double correlation,
                      nkt_estimate *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "before now correlation out error");

    nkt_i_needed(&call, "before", before);
    nkt_i_needed(&call, "now", now);
    nkt_i_within(&call, "correlation", correlation, -1, 1);
    nkt_i_needed(&call, "out", out);
    if (nkt_i_call_refused(&call))
        return call.status;
    *out = nkt_i_change(before, now, correlation);
    return nkt_i_call_end(&call);
}

nkt_status nkt_arrow(const nkt_estimate *change, double dead_band, int32_t *arrow,
                     nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "change dead_band arrow error");

    nkt_i_needed(&call, "change", change);
    nkt_i_at_least(&call, "dead_band", dead_band, 0);
    nkt_i_needed(&call, "arrow", arrow);
    if (nkt_i_call_refused(&call))
        return call.status;
    *arrow = nkt_i_arrow(change, dead_band);
    return nkt_i_call_end(&call);
}
