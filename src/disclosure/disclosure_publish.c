/*
 * What the public sees of an estimate.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/disclosure.h"

typedef struct view {
    int32_t decimals, show;
    nkt_i_bad_rows *bad;
} view;

static void note(const view *v, int64_t row, double value, const char *sentence) {
    nkt_i_fault fault = NKT_I_FAULT(1);

    fault.row = row;
    fault.value = value;
    nkt_i_bad_rows_add(v->bad, fault, "estimates", sentence);
}

static nkt_estimate without_value(int32_t state) {
    return (nkt_estimate){NAN, NAN, NAN, NAN, state, 0};
}

/* An estimate that is not hidden. */
static nkt_estimate shown(const view *v, const nkt_estimate *e, int64_t row) {
    nkt_estimate out = without_value(NKT_STATE_INVALID);

    if (e->state < NKT_STATE_VALUE || e->state > NKT_STATE_INVALID) {
        note(v, row, e->state, "is no state");
        return out;
    }
    out.state = e->state;
    if (e->state != NKT_STATE_VALUE)
        return out;
    if (!isfinite(e->value)) {
        note(v, row, e->value, isnan(e->value) ? "a value is not there" : "is no value");
        return without_value(NKT_STATE_INVALID);
    }
    out.value = nkt_i_round_half_away(e->value, v->decimals);
    out.flags = e->flags;
    if (v->show & NKT_PUBLISH_LIMITS) {
        out.lower = nkt_i_round_half_away(e->lower, v->decimals);
        out.upper = nkt_i_round_half_away(e->upper, v->decimals);
    }
    if (v->show & NKT_PUBLISH_BASIS)
        out.basis = e->basis;
    else
        out.flags &= ~NKT_FLAG_BASIS_BELOW_MINIMUM;
    return out;
}

static nkt_status check(const nkt_estimate *estimates, int64_t stride, int64_t n_rows,
                        int32_t decimals, int32_t show, const nkt_estimate *out, int64_t out_stride,
                        nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(5);
    nkt_status status;

    if (n_rows < 0)
        return nkt_i_refuse_count(error, 3, "n_rows", n_rows);
    status = nkt_i_estimates_check(estimates, n_rows, stride, 1, "estimates", 2, "stride", error);
    if (status)
        return status;
    fault.value = decimals;
    if (decimals < -9 || decimals > 15)
        return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "decimals", "is not -9 to 15");
    fault.argument = 6;
    fault.value = show;
    if (show < 0 || show > (NKT_PUBLISH_LIMITS | NKT_PUBLISH_BASIS))
        return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "show", "is not 0 to 3");
    return nkt_i_estimates_check(out, n_rows, out_stride, 7, "out", 8, "out_stride", error);
}

nkt_status nkt_disclosure_publish(const nkt_estimate *estimates, int64_t stride, int64_t n_rows,
                                  const int32_t *hidden, int32_t decimals, int32_t show,
                                  nkt_estimate *out, int64_t out_stride, nkt_error *error) {
    nkt_i_bad_rows bad;
    const view v = {decimals, show, &bad};
    nkt_status status;

    nkt_i_error_clear(error);
    status = check(estimates, stride, n_rows, decimals, show, out, out_stride, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    for (int64_t row = 0; row < n_rows; row++) {
        nkt_estimate e;
        memcpy(&e, (const char *)estimates + (row ? row * stride : 0), sizeof e);
        e = hidden && hidden[row] ? without_value(NKT_STATE_SECRET) : shown(&v, &e, row);
        memcpy((char *)out + (row ? row * out_stride : 0), &e, sizeof e);
    }
    return nkt_i_bad_rows_end(&bad, error);
}
