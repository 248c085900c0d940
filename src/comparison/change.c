/*
 * Two years: the change, and its direction.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/series.h"

double nkt_i_combine(double a, double b, double r) {
    const double square = (a - b) * (a - b) + 2 * (1 - r) * a * b, scale = fmax(fabs(a), fabs(b));

    if (isfinite(square) || isnan(a) || isnan(b) || isinf(scale))
        return sqrt(fabs(square));
    return scale * nkt_i_combine(a / scale, b / scale, r); /* only the squares were too large */
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
    if (change->state != NKT_STATE_VALUE || isnan(change->value))
        return NKT_NO_CODE;
    return (change->value > dead_band) - (change->value < -dead_band);
}

/* A change that no double holds, or whose limits none holds, is bad data of the two together. */
static void note_overflow(nkt_i_call *call, nkt_estimate *e) {
    nkt_i_fault fault = NKT_I_AT("now");

    if (e->state != NKT_STATE_VALUE || !(isinf(e->value) || isinf(e->lower) || isinf(e->upper)))
        return;
    fault.row = 0;
    nkt_i_bad_row(call, NKT_REASON_OVERFLOW, fault, "less before is beyond the largest number");
    e->state = NKT_STATE_INVALID;
    e->value = e->lower = e->upper = NAN;
}

nkt_status nkt_change(const nkt_estimate *before, const nkt_estimate *now, double correlation,
                      nkt_estimate *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "before now correlation out error");
    nkt_estimate first, last;

    nkt_i_needed(&call, "before", before);
    nkt_i_needed(&call, "now", now);
    nkt_i_within(&call, "correlation", correlation, -1, 1);
    nkt_i_needed(&call, "out", out);
    if (nkt_i_call_refused(&call))
        return call.status;
    first = nkt_i_estimate_read(&call, "before", before);
    last = nkt_i_estimate_read(&call, "now", now);
    *out = nkt_i_change(&first, &last, correlation);
    note_overflow(&call, out);
    return nkt_i_call_end(&call);
}

nkt_status nkt_arrow(const nkt_estimate *change, double dead_band, int32_t *arrow,
                     nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "change dead_band arrow error");
    nkt_estimate read;

    nkt_i_needed(&call, "change", change);
    nkt_i_at_least(&call, "dead_band", dead_band, 0);
    nkt_i_needed(&call, "arrow", arrow);
    if (nkt_i_call_refused(&call))
        return call.status;
    read = nkt_i_estimate_read(&call, "change", change);
    *arrow = nkt_i_arrow(&read, dead_band);
    return nkt_i_call_end(&call);
}
