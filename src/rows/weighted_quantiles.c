/*
 * Quantiles of numbers with weights.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/order.h"

/* The first number up to which there is so much weight, within rounding; the last one at most. */
static int64_t first_upto(const nkt_i_weighted *s, double weight) {
    const double least = weight - NKT_I_ROUNDING * s->total;
    int64_t low = 0, high = s->n - 1;

    while (low < high) {
        const int64_t middle = low + (high - low) / 2;
        if (s->upto[middle] < least)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static double between(double below, double above, double weight) {
    return below == above ? below : (1 - weight) * below + weight * above;
}

/* Rows written out: number so and so is the first up to which there are as many. */
static double of_rank(const nkt_i_weighted *s, double rank) {
    int64_t low = 0, high = s->n - 1;

    while (low < high) {
        const int64_t middle = low + (high - low) / 2;
        if (s->upto[middle] < rank)
            low = middle + 1;
        else
            high = middle;
    }
    return s->values[low];
}

static double of_frequencies(const nkt_i_weighted *s, double p, int32_t type) {
    const nkt_i_position q = nkt_i_quantile_position(s->total, p, type);

    if (q.weight == 0)
        return of_rank(s, q.below);
    if (q.weight == 1)
        return of_rank(s, q.below + 1);
    return between(of_rank(s, q.below), of_rank(s, q.below + 1), q.weight);
}

/* Types 1 and 2: the inverse of the distribution, at a step its middle. */
static double of_steps(const nkt_i_weighted *s, double p, int32_t type) {
    const double aim = p * s->total;
    int64_t k = first_upto(s, aim);
    const int is_at_step = fabs(s->upto[k] - aim) <= NKT_I_ROUNDING * s->total;

    return type == 2 && is_at_step && k + 1 < s->n ? between(s->values[k], s->values[k + 1], 0.5)
                                                   : s->values[k];
}

/* Types 4 to 9: the mean over a window as wide as one of `size` equal rows. */
static double of_window(const nkt_i_weighted *s, double p, int32_t type) {
    const double a = nkt_i_quantile_ends[type][0], b = nkt_i_quantile_ends[type][1];
    const double rank = fmin(s->size, fmax(1, a + p * (s->size + 1 - a - b)));
    const double width = s->total / s->size, from = (rank - 1) * width, to = rank * width;
    double sum = 0, weight = 0;

    for (int64_t k = first_upto(s, from); k < s->n; k++) {
        const double begin = k == 0 ? 0 : s->upto[k - 1];
        const double inside = fmin(to, s->upto[k]) - fmax(from, begin);
        if (begin >= to)
            break;
        if (!(inside > NKT_I_ROUNDING * s->total)) /* it only seems to be in it */
            continue;
        weight += inside;
        /* a mean of what was and what is added: no product is beyond the largest double */
        sum = between(sum, s->values[k], inside / weight);
    }
    return sum;
}

nkt_status nkt_weighted_quantiles(const nkt_weighted *sample, const double *probabilities,
                                  int64_t n_probabilities, int32_t type, double *out,
                                  nkt_memory *work, nkt_error *error) {
    nkt_i_call call =
        nkt_i_call_begin(error, "sample probabilities n_probabilities type out work error");
    nkt_i_weighted weighted;
    nkt_i_ordered ordered;

    nkt_i_weighted_check(&call, sample);
    nkt_i_probabilities_check(&call, probabilities, n_probabilities, type, out);
    if (sample && sample->weighting == NKT_WEIGHTING_ANALYTIC && type == 3)
        nkt_i_refuse_value(&call, NKT_E_ID, NKT_REASON_CONTRADICTION, "type", type,
                           "needs weights that are frequencies");
    ordered = nkt_i_weighted_claim(&call, sample, &weighted, work);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_weighted_read(&call, sample, 1, &ordered, &weighted);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t k = 0; k < n_probabilities; k++)
        out[k] = weighted.n == 0 ? NAN
                 : sample->weighting == NKT_WEIGHTING_FREQUENCY
                     ? of_frequencies(&weighted, probabilities[k], type)
                 : type <= 2 ? of_steps(&weighted, probabilities[k], type)
                             : of_window(&weighted, probabilities[k], type);
    return nkt_i_call_end(&call);
}
