/*
 * Gini's coefficient of numbers with weights.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/concentration.h"

#include "rows/order.h"

/* The mean of the numbers, and the coefficient. */
typedef struct spread {
    double mean, gini;
} spread;

static spread spread_of(const nkt_i_weighted *s) {
    nkt_i_exact_sum amounts, differences;
    spread found;

    nkt_i_exact_sum_init(&amounts);
    nkt_i_exact_sum_init(&differences);
    for (int64_t k = 0; k < s->n; k++)
        nkt_i_exact_sum_add(&amounts, s->weights[k] / s->total * s->values[k]);
    found.mean = nkt_i_exact_sum_round(&amounts);
    for (int64_t k = 0; found.mean > 0 && k < s->n; k++) {
        const double before = k == 0 ? 0 : s->upto[k - 1];
        /* those below less those above */
        const double rank = (before - (s->total - s->upto[k])) / s->total;
        nkt_i_exact_sum_add(&differences,
                            s->weights[k] / s->total * (s->values[k] / found.mean) * rank);
    }
    found.gini = nkt_i_exact_sum_round(&differences);
    return found;
}

/* The variance of the linearised coefficient. */
static double variance_of(const nkt_i_weighted *s, const spread *found, int32_t weighting) {
    nkt_i_exact_sum amount, squares;
    double n = (double)s->n_rows;

    nkt_i_exact_sum_init(&amount); /* of all up to a number, of the mean */
    nkt_i_exact_sum_init(&squares);
    for (int64_t k = 0; k < s->n; k++) {
        const double y = s->values[k] / found->mean, below = s->upto[k] / s->total;
        double from_all, z;
        nkt_i_exact_sum_add(&amount, s->weights[k] / s->total * y);
        from_all = y * (2 * below - 1) - 2 * nkt_i_exact_sum_round(&amount) + 1;
        z = from_all - found->gini * (y + 1);
        nkt_i_exact_sum_add(&squares,
                            (weighting == NKT_WEIGHTING_FREQUENCY ? s->weights[k] : s->squares[k]) *
                                z * z);
    }
    if (weighting == NKT_WEIGHTING_FREQUENCY)
        n = s->total;
    return nkt_i_exact_sum_round(&squares) / (s->total * s->total) * n / (n - 1);
}

/* Limits that are symmetric in the log odds of the population's coefficient. */
static void put_limits(const nkt_i_weighted *s, const spread *found, const nkt_weighted *sample,
                       double confidence, nkt_estimate *e) {
    const double n = sample->weighting == NKT_WEIGHTING_FREQUENCY ? s->total : (double)s->n_rows;
    const double more = s->size / (s->size - 1), middle = found->gini * more;
    double half, odds;

    if (s->n < 2 || !(n >= 2) || !(found->gini > 0) || !(middle < 1))
        return;
    half = -nkt_i_t_quantile((1 - confidence) / 2, n - 1) * more *
           sqrt(variance_of(s, found, sample->weighting)) / (middle * (1 - middle));
    odds = middle / (1 - middle);
    e->lower = fmin(e->value, 1 / (1 + exp(half) / odds));
    e->upper = fmax(e->value, 1 / (1 + exp(-half) / odds));
}

nkt_status nkt_gini(const nkt_weighted *sample, const nkt_options *options, nkt_estimate *out,
                    nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "sample options out work error");
    nkt_estimate e = {NAN, NAN, NAN, 0, NKT_STATE_NO_DENOMINATOR, 0};
    nkt_i_weighted weighted;
    nkt_i_ordered ordered;
    nkt_options read;
    spread found;

    nkt_i_weighted_check(&call, sample);
    nkt_i_figure_options(&call, options, NKT_INTERVAL_WILSON, &read);
    nkt_i_needed(&call, "out", out);
    ordered = nkt_i_weighted_claim(&call, sample, &weighted, work);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_weighted_read(&call, sample, 0, &ordered, &weighted);
    if (nkt_i_call_refused(&call))
        return call.status;
    found = spread_of(&weighted);
    if (found.mean > 0) {
        e.state = NKT_STATE_VALUE;
        e.value = found.gini;
        e.basis =
            sample->weighting == NKT_WEIGHTING_FREQUENCY ? weighted.total : (double)weighted.n_rows;
        if (read.mode == NKT_MODE_PROCESS)
            put_limits(&weighted, &found, sample, read.confidence, &e);
        if (e.basis < read.minimum_basis)
            e.flags |= NKT_FLAG_BASIS_BELOW_MINIMUM;
    }
    *out = e;
    return nkt_i_call_end(&call);
}
