/*
 * The state of least squares: exact sums over rows, in the caller's memory, mergeable.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

#define ROWS NKT_I_OLS_ROWS

/* ---- making ---------------------------------------------------------------------------------------- */

void nkt_i_ols_state_init(nkt_i_ols_state *state, const nkt_i_ols_shape *shape,
                          const nkt_ols_options *options) {
    memset(state, 0, sizeof *state);
    state->magic = NKT_I_OLS_STATE;
    state->size = nkt_i_ols_state_size(shape);
    state->shape = *shape;
    state->intercept = options->intercept;
    state->collinear = options->collinear;
    state->tolerance = options->tolerance;
    state->confidence = options->confidence;
    state->response_min = INFINITY;
    state->response_max = -INFINITY;
    nkt_i_exact_sum_init(&state->log_weights);
    nkt_i_gram_init(nkt_i_ols_gram(state), shape->n_columns + 2);
}

nkt_ols_options nkt_i_ols_state_options(const nkt_i_ols_state *state) {
    nkt_ols_options options;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.intercept = (int32_t)state->intercept;
    options.collinear = (int32_t)state->collinear;
    options.weights = (int32_t)state->shape.weights;
    options.tolerance = state->tolerance;
    options.confidence = state->confidence;
    for (int64_t k = 0; k < state->shape.n_terms; k++)
        options.degree[k] = (uint8_t)state->shape.degree[k];
    return options;
}

nkt_status nkt_ols_init(nkt_memory *state, int64_t n_terms, const nkt_ols_options *options,
                        nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "state n_terms options error");
    const nkt_ols_options read = nkt_i_ols_options(&call, options);
    const nkt_i_ols_shape shape = nkt_i_ols_shape_make(&call, "n_terms", n_terms, &read);
    nkt_i_bytes bytes = {0, 0};
    nkt_i_ols_state *live;

    nkt_i_bytes_add(&bytes, 1, nkt_i_ols_state_size(&shape));
    live = nkt_i_claim(&call, "state", state, bytes);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_ols_state_init(live, &shape, &read);
    return nkt_i_call_end(&call);
}

/* ---- adding ---------------------------------------------------------------------------------------- */

static int all_used(const nkt_i_ols_block *block, int64_t count) {
    int8_t any = 0;

    for (int64_t r = 0; r < count; r++)
        any |= block->use[r] ^ NKT_USE_USED;
    return !any;
}

/* Counts the rows of a block, and moves those that are used to its front. Returns how many. */
static int64_t gather(nkt_i_ols_state *state, nkt_i_ols_block *block, int64_t count) {
    const int64_t n_columns = state->shape.n_columns + 2;
    int64_t kept = 0;

    for (int64_t r = 0; r < count; r++)
        state->used += block->use[r] == NKT_USE_USED ? (int64_t)block->times[r] : 0;
    if (all_used(block, count))
        return count;
    for (int64_t r = 0; r < count; r++) {
        state->zero_weight += block->use[r] == NKT_USE_ZERO_WEIGHT;
        state->excluded += block->use[r] == NKT_USE_NOT_INCLUDED;
        state->missing += block->use[r] == NKT_USE_MISSING;
        state->invalid += block->use[r] == NKT_USE_INVALID;
        if (block->use[r] != NKT_USE_USED)
            continue;
        if (kept < r) {
            block->weights[kept] = block->weights[r];
            block->times[kept] = block->times[r];
            for (int64_t c = 0; c < n_columns; c++) {
                block->high[c * ROWS + kept] = block->high[c * ROWS + r];
                if (block->low)
                    block->low[c * ROWS + kept] = block->low[c * ROWS + r];
            }
        }
        kept++;
    }
    return kept;
}

static void add_range(nkt_i_ols_state *state, const double *response, int64_t n_rows) {
    double least = state->response_min, greatest = state->response_max;

    for (int64_t r = 0; r < n_rows; r++) {
        const double y = response[r] + 0.0; /* one kind of zero, whichever came first */
        least = y < least ? y : least;
        greatest = y > greatest ? y : greatest;
    }
    state->response_min = least;
    state->response_max = greatest;
}

static void add_block(nkt_i_ols_state *state, const nkt_i_ols_block *block, int64_t n_rows,
                      int weighted) {
    const double *response = block->high + (state->shape.n_columns + 1) * ROWS;
    const int frequencies = state->shape.weights == NKT_OLS_WEIGHTS_FREQUENCY;
    const double *weights = frequencies ? block->times : block->weights;
    const nkt_i_gram_rows rows = {block->high, block->low, weighted ? weights : NULL, n_rows};

    if (n_rows == 0)
        return;
    nkt_i_gram_add(nkt_i_ols_gram(state), &rows, nkt_i_ols_integers(state));
    add_range(state, response, n_rows);
    for (int64_t r = 0; weighted && !frequencies && r < n_rows; r++)
        nkt_i_exact_sum_add(&state->log_weights, log(block->weights[r]));
}

void nkt_i_ols_add_rows(nkt_i_call *call, nkt_i_ols_state *state, const nkt_design *design) {
    const int64_t n_rows = design->rows.n_rows;
    nkt_i_ols_block block;

    nkt_i_ols_block_place(&block, &state->shape, nkt_i_ols_numbers(state));
    for (int64_t first = 0; first < n_rows; first += ROWS) {
        const int64_t count = nkt_i_ols_block_count(n_rows, first);
        nkt_i_ols_block_load(&block, &state->shape, design, first, count, call);
        add_block(state, &block, gather(state, &block, count), design->weight != NULL);
    }
}

nkt_status nkt_ols_add(nkt_memory *state, const nkt_design *design, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "state design error");
    nkt_i_ols_state *live = nkt_i_ols_state_open(&call, "state", state);

    nkt_i_ols_design_check(&call, design, live ? &live->shape : NULL, NKT_I_OLS_RESPONSE);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_ols_add_rows(&call, live, design);
    return nkt_i_call_end(&call);
}

/* ---- merging --------------------------------------------------------------------------------------- */

static void check_same(nkt_i_call *call, const nkt_i_ols_state *to, const nkt_i_ols_state *from) {
    if (nkt_i_call_refused(call))
        return;
    if (!nkt_i_ols_shape_same(&to->shape, &from->shape))
        nkt_i_refuse_path(call, NKT_E_SHAPE, NKT_REASON_OTHER_SHAPE, "source",
                          "has other terms than the state");
    else if (to->shape.weights != from->shape.weights)
        nkt_i_refuse_path(call, NKT_E_SHAPE, NKT_REASON_CONTRADICTION, "source",
                          from->shape.weights == NKT_OLS_WEIGHTS_FREQUENCY
                              ? "has frequencies for weights, and the state has analytic ones"
                              : "has analytic weights, and the state has frequencies");
    else if (to->intercept != from->intercept)
        nkt_i_refuse_path(call, NKT_E_SHAPE, NKT_REASON_CONTRADICTION, "source",
                          from->intercept == NKT_OLS_INTERCEPT_WITH
                              ? "has an intercept, and the state has none"
                              : "has no intercept, and the state has one");
}

nkt_status nkt_ols_merge(nkt_memory *state, const nkt_memory *source, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "state source error");
    nkt_i_ols_state *to = nkt_i_ols_state_open(&call, "state", state);
    const nkt_i_ols_state *from = nkt_i_ols_state_open(&call, "source", source);

    nkt_i_distinct(&call, "source", state, source);
    check_same(&call, to, from);
    if (nkt_i_call_refused(&call))
        return call.status;
    to->used += from->used;
    to->missing += from->missing;
    to->invalid += from->invalid;
    to->zero_weight += from->zero_weight;
    to->excluded += from->excluded;
    to->response_min = fmin(to->response_min, from->response_min);
    to->response_max = fmax(to->response_max, from->response_max);
    nkt_i_exact_sum_merge(&to->log_weights, &from->log_weights);
    nkt_i_gram_merge(nkt_i_ols_gram(to), nkt_i_ols_gram_const(from));
    return nkt_i_call_end(&call);
}
