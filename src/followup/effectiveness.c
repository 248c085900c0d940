/*
 * What an outcome costs, and what one more costs beside another way of working.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/fieller.h"

#include "numeric/numeric.h"
#include "followup/followup.h"

/* The columns of the call. */
typedef struct persons {
    const nkt_column *costs, *outcomes;
    const nkt_rows *rows;
} persons;

enum { OUT_OF_IT, LACKS, HAS };

/* One of the two numbers: OUT_OF_IT (bad, and noted unless call is NULL), LACKS or HAS. */
static int read_number(nkt_i_call *call, const nkt_column *column, const char *path, int64_t row,
                       double *x) {
    int8_t state;

    *x = nkt_i_column_value(column, row, &state);
    if (state != NKT_STATE_INVALID && !(state == NKT_STATE_VALUE && *x < 0))
        return state == NKT_STATE_VALUE ? HAS : LACKS;
    if (call)
        nkt_i_bad_element(call, path, -1, NULL, column, row, NKT_REASON_NEGATIVE);
    return OUT_OF_IT;
}

static int read_person(nkt_i_call *call, const persons *in, int64_t row, double *cost,
                       double *outcome) {
    int has_cost, has_outcome;

    if (!nkt_i_row_included(call, "rows.include", in->rows, row))
        return OUT_OF_IT;
    has_cost = read_number(call, in->costs, "costs", row, cost);
    if (has_cost == OUT_OF_IT)
        return OUT_OF_IT;
    has_outcome = read_number(call, in->outcomes, "outcomes", row, outcome);
    if (has_outcome == OUT_OF_IT)
        return OUT_OF_IT;
    return has_cost == HAS && has_outcome == HAS ? HAS : LACKS;
}

/* Counts and means. */
static void find_means(nkt_i_call *call, const persons *in, nkt_cost_outcome *o) {
    nkt_i_exact_sum cost_sum, outcome_sum;
    double cost, outcome;

    nkt_i_exact_sum_init(&cost_sum);
    nkt_i_exact_sum_init(&outcome_sum);
    for (int64_t row = 0; row < in->rows->n_rows; row++) {
        const int use = read_person(call, in, row, &cost, &outcome);
        o->n_without += use == LACKS;
        if (use != HAS)
            continue;
        o->n++;
        o->n_outcome += outcome > 0;
        nkt_i_exact_sum_add(&cost_sum, cost);
        nkt_i_exact_sum_add(&outcome_sum, outcome);
    }
    o->total = nkt_i_exact_sum_round(&cost_sum);
    o->cost = o->n > 0 ? o->total / (double)o->n : NAN;
    o->outcome = o->n > 0 ? nkt_i_exact_sum_round(&outcome_sum) / (double)o->n : NAN;
}

/* Variances of the means and their covariance, on a second pass. */
static void find_spread(const persons *in, nkt_cost_outcome *o) {
    const double divisor = (double)o->n * ((double)o->n - 1);
    nkt_i_exact_sum sums[3];
    double cost, outcome;

    for (int k = 0; k < 3; k++)
        nkt_i_exact_sum_init(&sums[k]);
    for (int64_t row = 0; row < in->rows->n_rows; row++) {
        if (read_person(NULL, in, row, &cost, &outcome) != HAS)
            continue;
        cost -= o->cost;
        outcome -= o->outcome;
        nkt_i_exact_sum_add(&sums[0], cost * cost);
        nkt_i_exact_sum_add(&sums[1], outcome * outcome);
        nkt_i_exact_sum_add(&sums[2], cost * outcome);
    }
    o->var_cost = o->n > 1 ? nkt_i_exact_sum_round(&sums[0]) / divisor : NAN;
    o->var_outcome = o->n > 1 ? nkt_i_exact_sum_round(&sums[1]) / divisor : NAN;
    o->cov = o->n > 1 ? nkt_i_exact_sum_round(&sums[2]) / divisor : NAN;
}

nkt_status nkt_cost_per_outcome(const nkt_column *costs, const nkt_column *outcomes,
                                const nkt_rows *rows, const nkt_cost_options *options,
                                nkt_cost_outcome *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "costs outcomes rows options out error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    const persons in = {costs, outcomes, rows};
    nkt_cost_outcome o = {.n = 0};
    double confidence;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_column_needed(&call, "costs", costs, n_rows);
    nkt_i_column_needed(&call, "outcomes", outcomes, n_rows);
    confidence = nkt_i_cost_confidence(&call, options);
    nkt_i_needed(&call, "out", out);
    if (nkt_i_call_refused(&call))
        return call.status;
    find_means(&call, &in, &o);
    find_spread(&in, &o);
    o.per_outcome = (nkt_fieller){o.outcome > 0 ? o.cost / o.outcome : NAN, NAN, NAN, 0, 0};
    if (o.n > 1) {
        const nkt_fieller_input means = {o.cost,        o.outcome, o.var_cost,
                                         o.var_outcome, o.cov,     (double)o.n - 1};
        o.per_outcome = nkt_i_fieller(&means, confidence);
    }
    *out = o;
    return nkt_i_call_end(&call);
}

/* ---- beside another ---------------------------------------------------------------------------- */

static int32_t standing_of(double cost, double outcome) {
    if (isnan(cost + outcome))
        return NKT_COST_STANDING_UNKNOWN;
    if (cost == 0 && outcome == 0)
        return NKT_COST_STANDING_SAME;
    if (cost <= 0 && outcome >= 0)
        return NKT_COST_STANDING_DOMINATES;
    if (cost >= 0 && outcome <= 0)
        return NKT_COST_STANDING_DOMINATED;
    return cost > 0 ? NKT_COST_STANDING_BUYS : NKT_COST_STANDING_SAVES;
}

/* Refuses what nkt_cost_per_outcome does not give. */
static void check_outcome(nkt_i_call *call, const char *path, const nkt_cost_outcome *o) {
    char at[NKT_I_PATH_SIZE];

    nkt_i_needed(call, path, o);
    if (!o)
        return;
    nkt_i_count(call, nkt_i_member_path(at, path, ".n"), o->n, 0, INT64_MAX);
    nkt_i_finite_or_nan(call, nkt_i_member_path(at, path, ".cost"), o->cost);
    nkt_i_finite_or_nan(call, nkt_i_member_path(at, path, ".outcome"), o->outcome);
    nkt_i_variance(call, nkt_i_member_path(at, path, ".var_cost"), o->var_cost);
    nkt_i_variance(call, nkt_i_member_path(at, path, ".var_outcome"), o->var_outcome);
    nkt_i_covariance(call, nkt_i_member_path(at, path, ".cov"), o->cov, o->var_cost,
                     o->var_outcome);
}

nkt_status nkt_cost_compare(const nkt_cost_outcome *first, const nkt_cost_outcome *second,
                            const nkt_cost_options *options, nkt_cost_incremental *out,
                            nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "first second options out error");
    nkt_cost_incremental d = {.reserved = 0};
    nkt_fieller_input difference;
    double confidence, df, t;

    check_outcome(&call, "first", first);
    check_outcome(&call, "second", second);
    confidence = nkt_i_cost_confidence(&call, options);
    nkt_i_needed(&call, "out", out);
    if (nkt_i_call_refused(&call))
        return call.status;
    df = (double)(first->n < second->n ? first->n : second->n) - 1;
    t = df >= 1 ? -nkt_i_t_quantile((1 - confidence) / 2, df) : NAN;
    difference = (nkt_fieller_input){
        first->cost - second->cost,         first->outcome - second->outcome,
        first->var_cost + second->var_cost, first->var_outcome + second->var_outcome,
        first->cov + second->cov,           df >= 1 ? df : 1};
    d.cost = difference.x;
    d.cost_lower = d.cost - t * sqrt(difference.var_x);
    d.cost_upper = d.cost + t * sqrt(difference.var_x);
    d.outcome = difference.y;
    d.outcome_lower = d.outcome - t * sqrt(difference.var_y);
    d.outcome_upper = d.outcome + t * sqrt(difference.var_y);
    d.standing = standing_of(d.cost, d.outcome);
    d.per_outcome = nkt_i_fieller(&difference, confidence);
    *out = d;
    return NKT_OK;
}
