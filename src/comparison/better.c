/*
 * Who does better under similar conditions?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/rank.h"

/* The parameters of the call. */
typedef struct call {
    const nkt_estimate *estimates;
    int64_t stride, n_rows, focus;
    const int64_t *members;
    int64_t n_members;
    int32_t first;
    double confidence, certainty;
} call;

static nkt_estimate estimate_of(const call *in, int64_t row) {
    nkt_estimate e;
    memcpy(&e, (const char *)in->estimates + row * in->stride, sizeof e);
    return e;
}

static nkt_status refuse(int32_t argument, int64_t item, double value, const char *name,
                         const char *sentence, nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(argument);

    fault.item = item > INT32_MAX ? INT32_MAX : (int32_t)item;
    fault.value = value;
    return nkt_i_error_value(error, NKT_E_DOMAIN, fault, name, sentence);
}

static nkt_status check_rows(const call *in, nkt_error *error) {
    const nkt_i_target from =
        nkt_i_target_of((void *)(uintptr_t)in->estimates, sizeof *in->estimates, in->n_rows,
                        in->stride, "estimates", 1);
    nkt_status status;

    if (in->n_rows < 0)
        return nkt_i_refuse_count(error, 3, "n_rows", in->n_rows);
    status = nkt_i_target_check(&from, 1, error);
    if (status)
        return status;
    if (in->focus < 0 || in->focus >= in->n_rows)
        return refuse(4, -1, (double)in->focus, "focus", "is no number of a row", error);
    if (in->n_members < 0)
        return nkt_i_refuse_count(error, 6, "n_members", in->n_members);
    if (in->n_members > 0 && !in->members)
        return nkt_i_refuse_null(error, 5, "members");
    for (int64_t k = 0; k < in->n_members; k++)
        if (in->members[k] < -1 || in->members[k] >= in->n_rows)
            return refuse(5, k, (double)in->members[k], "members", "is no number of a row", error);
    return NKT_OK;
}

static nkt_status check(const call *in, const int64_t *better, int64_t capacity,
                        const int64_t *n_better, nkt_error *error) {
    nkt_status status = check_rows(in, error);

    if (!status)
        status = nkt_i_check_first(in->first, 7, error);
    if (status)
        return status;
    if (!(in->confidence > 0 && in->confidence < 1))
        return refuse(8, -1, in->confidence, "confidence", "is not between 0 and 1", error);
    if (!(in->certainty >= 0.5 && in->certainty < 1))
        return refuse(9, -1, in->certainty, "certainty", "is not 0.5 to below 1", error);
    if (in->n_members > 0 && !better)
        return nkt_i_refuse_null(error, 10, "better");
    status = nkt_i_capacity_check(capacity, in->n_members, 12, error);
    return status || n_better ? status : nkt_i_refuse_null(error, 13, "n_better");
}

/* The probability that a is above b; NaN where one of them has no value or no limits. */
static double probability_above(const nkt_estimate *a, const nkt_estimate *b, double confidence) {
    const double distance = a->value - b->value;
    const double reach_a = distance > 0 ? a->value - a->lower : a->upper - a->value;
    const double reach_b = distance > 0 ? b->upper - b->value : b->value - b->lower;
    const double sd =
        sqrt(reach_a * reach_a + reach_b * reach_b) / nkt_i_normal_quantile(0.5 + confidence / 2);

    if (a->state != NKT_STATE_VALUE || b->state != NKT_STATE_VALUE || isnan(sd))
        return NAN;
    if (sd == 0)
        return distance > 0 ? 1 : distance < 0 ? 0 : 0.5;
    return nkt_i_normal_cdf(distance / sd);
}

nkt_status nkt_better_among(const nkt_estimate *estimates, int64_t stride, int64_t n_rows,
                            int64_t focus, const int64_t *members, int64_t n_members, int32_t first,
                            double confidence, double certainty, int64_t *better,
                            double *probabilities, int64_t capacity, int64_t *n_better,
                            nkt_error *error) {
    const call in = {estimates,
                     stride,
                     n_rows,
                     focus,
                     members,
                     n_members,
                     first,
                     confidence == 0 ? 0.95 : confidence,
                     certainty == 0 ? 0.95 : certainty};
    nkt_estimate own;
    nkt_status status;
    int64_t n = 0;

    nkt_i_error_clear(error);
    status = check(&in, better, capacity, n_better, error);
    if (status)
        return status;
    own = estimate_of(&in, focus);
    for (int64_t k = 0; k < n_members; k++) {
        nkt_estimate other;
        double p;
        if (members[k] < 0 || members[k] == focus)
            continue;
        other = estimate_of(&in, members[k]);
        p = first == NKT_DIRECTION_HIGH ? probability_above(&other, &own, in.confidence)
                                         : probability_above(&own, &other, in.confidence);
        if (!(p >= in.certainty))
            continue;
        better[n] = members[k];
        if (probabilities)
            probabilities[n] = p;
        n++;
    }
    *n_better = n;
    return NKT_OK;
}
