/*
 * What an outcome costs, and what one more costs beside another way of working.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/cost.h"

#include "numeric/numeric.h"
#include "followup/followup.h"

/* The columns of the call, and where bad rows are noted: only on the first pass. */
typedef struct persons {
    const nkt_column *costs, *outcomes, *include;
    nkt_i_bad_rows *bad;
} persons;

enum { OUT_OF_IT, LACKS, HAS };

/* One of the two numbers; its state is told as OUT_OF_IT (bad), LACKS or HAS. */
static int read_number(const nkt_column *column, int32_t argument, const char *name, int64_t row,
                       double *x, nkt_i_bad_rows *bad) {
    int8_t state;

    *x = nkt_i_column_value(column, row, &state);
    if (state != NKT_STATE_INVALID && !(state == NKT_STATE_VALUE && *x < 0))
        return state == NKT_STATE_VALUE ? HAS : LACKS;
    if (bad)
        nkt_i_bad_rows_note(bad, argument, -1, row, *x, name,
                            *x < 0 ? "is negative" : "is no finite number");
    return OUT_OF_IT;
}

static int read_person(const persons *in, int64_t row, double *cost, double *outcome) {
    int8_t state;
    int has_cost, has_outcome;

    if (in->include &&
        !(nkt_i_column_value(in->include, row, &state) != 0 && state == NKT_STATE_VALUE))
        return OUT_OF_IT;
    has_cost = read_number(in->costs, 1, "costs", row, cost, in->bad);
    if (has_cost == OUT_OF_IT)
        return OUT_OF_IT;
    has_outcome = read_number(in->outcomes, 2, "outcomes", row, outcome, in->bad);
    if (has_outcome == OUT_OF_IT)
        return OUT_OF_IT;
    return has_cost == HAS && has_outcome == HAS ? HAS : LACKS;
}

/* Counts and means. */
static void find_means(const persons *in, int64_t n_rows, nkt_cost_outcome *o) {
    nkt_i_exact_sum cost_sum, outcome_sum;
    double cost, outcome;

    nkt_i_exact_sum_init(&cost_sum);
    nkt_i_exact_sum_init(&outcome_sum);
    for (int64_t row = 0; row < n_rows; row++) {
        const int use = read_person(in, row, &cost, &outcome);
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
static void find_spread(const persons *in, int64_t n_rows, nkt_cost_outcome *o) {
    const double divisor = (double)o->n * ((double)o->n - 1);
    nkt_i_exact_sum sums[3];
    double cost, outcome;

    for (int k = 0; k < 3; k++)
        nkt_i_exact_sum_init(&sums[k]);
    for (int64_t row = 0; row < n_rows; row++) {
        if (read_person(in, row, &cost, &outcome) != HAS)
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
                                const nkt_column *include, int64_t n_rows, double confidence,
                                nkt_cost_outcome *out, nkt_error *error) {
    nkt_cost_outcome o = {.n = 0};
    nkt_i_bad_rows bad;
    persons in = {costs, outcomes, include, &bad};
    nkt_status status;

    nkt_i_error_clear(error);
    if (!costs)
        return nkt_i_refuse_null(error, 1, "costs");
    if (!outcomes)
        return nkt_i_refuse_null(error, 2, "outcomes");
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 4, "n_rows", n_rows);
    status = nkt_i_column_check(costs, n_rows, NKT_I_FAULT(1), "costs", error);
    if (!status)
        status = nkt_i_column_check(outcomes, n_rows, NKT_I_FAULT(2), "outcomes", error);
    if (!status && include)
        status = nkt_i_column_check(include, n_rows, NKT_I_FAULT(3), "include", error);
    if (!status)
        status = nkt_i_confidence(&confidence, 5, error);
    if (!status && !out)
        status = nkt_i_refuse_null(error, 6, "out");
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    find_means(&in, n_rows, &o);
    in.bad = NULL;
    find_spread(&in, n_rows, &o);
    o.per_outcome = (nkt_fieller){o.outcome > 0 ? o.cost / o.outcome : NAN, NAN, NAN, 0, 0};
    if (o.n > 1)
        nkt_cost_fieller(o.cost, o.outcome, o.var_cost, o.var_outcome, o.cov, (double)o.n - 1,
                         confidence, &o.per_outcome, NULL);
    *out = o;
    return nkt_i_bad_rows_end(&bad, error);
}

/* ---- beside another ---------------------------------------------------------------------------- */

static int32_t standing_of(double cost, double outcome) {
    if (isnan(cost + outcome))
        return NKT_COST_UNKNOWN;
    if (cost == 0 && outcome == 0)
        return NKT_COST_SAME;
    if (cost <= 0 && outcome >= 0)
        return NKT_COST_DOMINATES;
    if (cost >= 0 && outcome <= 0)
        return NKT_COST_DOMINATED;
    return cost > 0 ? NKT_COST_BUYS : NKT_COST_SAVES;
}

nkt_status nkt_cost_compare(const nkt_cost_outcome *first, const nkt_cost_outcome *second,
                            double confidence, nkt_cost_incremental *out, nkt_error *error) {
    nkt_cost_incremental d = {.reserved = 0};
    double df, t, var_cost, var_outcome;
    nkt_status status;

    nkt_i_error_clear(error);
    if (!first)
        return nkt_i_refuse_null(error, 1, "first");
    if (!second)
        return nkt_i_refuse_null(error, 2, "second");
    status = nkt_i_confidence(&confidence, 3, error);
    if (!status && !out)
        status = nkt_i_refuse_null(error, 4, "out");
    if (status)
        return status;
    df = (double)(first->n < second->n ? first->n : second->n) - 1;
    t = df >= 1 ? -nkt_i_t_quantile((1 - confidence) / 2, df) : NAN;
    var_cost = first->var_cost + second->var_cost;
    var_outcome = first->var_outcome + second->var_outcome;
    d.cost = first->cost - second->cost;
    d.cost_lower = d.cost - t * sqrt(var_cost);
    d.cost_upper = d.cost + t * sqrt(var_cost);
    d.outcome = first->outcome - second->outcome;
    d.outcome_lower = d.outcome - t * sqrt(var_outcome);
    d.outcome_upper = d.outcome + t * sqrt(var_outcome);
    d.standing = standing_of(d.cost, d.outcome);
    status = nkt_cost_fieller(d.cost, d.outcome, var_cost, var_outcome, first->cov + second->cov,
                              df >= 1 ? df : 1, confidence, &d.per_outcome, error);
    if (status) { /* what is given was not made by nkt_cost_per_outcome */
        if (error)
            error->argument = 1;
        return status;
    }
    *out = d;
    return NKT_OK;
}
