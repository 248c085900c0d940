/*
 * The state of least squares: exact sums over rows, in the caller's memory, mergeable.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

#define ROWS NKT_I_OLS_ROWS

/* Behind the struct: the Gram matrix, then scratch for a block of rows: integers, numbers. */

nkt_i_gram *nkt_i_ols_gram(nkt_i_ols_state *state) {
    return (nkt_i_gram *)(void *)(state + 1);
}

const nkt_i_gram *nkt_i_ols_gram_const(const nkt_i_ols_state *state) {
    return (const nkt_i_gram *)(const void *)(state + 1);
}

static int64_t *integers(nkt_i_ols_state *state) {
    const size_t gram = nkt_i_gram_size(state->shape.n_columns + 2);
    return (int64_t *)(void *)((char *)(state + 1) + gram);
}

static int64_t n_integers(const nkt_i_ols_shape *shape) {
    return nkt_i_gram_scratch(shape->n_columns + 2, nkt_i_ols_shape_has_powers(shape));
}

static double *numbers(nkt_i_ols_state *state) {
    return (double *)(void *)(integers(state) + n_integers(&state->shape));
}

size_t nkt_i_ols_state_size(const nkt_i_ols_shape *shape) {
    const int64_t scratch = n_integers(shape) + nkt_i_ols_block_numbers(shape);
    return sizeof(nkt_i_ols_state) + nkt_i_gram_size(shape->n_columns + 2) +
           (size_t)scratch * sizeof(int64_t);
}

void nkt_i_ols_state_init(nkt_i_ols_state *state, const nkt_i_ols_shape *shape) {
    memset(state, 0, sizeof *state);
    state->magic = NKT_I_OLS_STATE;
    state->size = nkt_i_ols_state_size(shape);
    state->shape = *shape;
    state->response_min = INFINITY;
    state->response_max = -INFINITY;
    nkt_i_exact_sum_init(&state->log_weights);
    nkt_i_gram_init(nkt_i_ols_gram(state), shape->n_columns + 2);
}

nkt_status nkt_i_ols_state_check(const void *state, int32_t argument, const char *name,
                                 nkt_error *error) {
    const nkt_i_ols_state *live = (const nkt_i_ols_state *)state;
    nkt_i_fault fault = NKT_I_FAULT(argument);

    if (!state)
        return nkt_i_refuse_null(error, argument, name);
    if (!nkt_i_is_aligned8(state))
        return nkt_i_error_set(error, NKT_E_ALIGNMENT, fault, name, "is not 8-byte aligned");
    if (live->magic != NKT_I_OLS_STATE || live->shape.n_columns < 0 ||
        live->shape.n_columns > NKT_OLS_TERMS_MAX ||
        live->size != nkt_i_ols_state_size(&live->shape))
        return nkt_i_error_set(error, NKT_E_STATE, fault, name,
                               "was not initialised as a least-squares state, or is damaged");
    return NKT_OK;
}

nkt_status nkt_ols_size(int64_t n_terms, const nkt_ols_options *options, size_t *size,
                        nkt_error *error) {
    nkt_ols_options read;
    nkt_i_ols_shape shape;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ols_options(options, 2, &read, error);
    if (!status)
        status = nkt_i_ols_shape_make(n_terms, &read, &shape, error);
    if (!status && !size)
        status = nkt_i_refuse_null(error, 3, "size");
    if (!status)
        *size = nkt_i_ols_state_size(&shape);
    return status;
}

/* n_terms is parameter 3 here, and 1 where its checks are shared with nkt_ols_size. */
static nkt_status move_argument(nkt_status status, nkt_error *error) {
    if (error && error->argument == 1)
        error->argument = 3;
    return status;
}

nkt_status nkt_ols_init(void *state, size_t state_size, int64_t n_terms,
                        const nkt_ols_options *options, nkt_error *error) {
    nkt_ols_options read;
    nkt_i_ols_shape shape;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ols_options(options, 4, &read, error);
    if (status)
        return status;
    status = nkt_i_ols_shape_make(n_terms, &read, &shape, error);
    if (status)
        return move_argument(status, error);
    status = nkt_i_memory_check(state, state_size, nkt_i_ols_state_size(&shape), 1, "state", error);
    if (!status)
        nkt_i_ols_state_init((nkt_i_ols_state *)state, &shape);
    return status;
}

static int all_used(const nkt_i_ols_block *block, int64_t count) {
    int8_t any = 0;

    for (int64_t r = 0; r < count; r++)
        any |= block->use[r] ^ NKT_I_ROW_USED;
    return !any;
}

/* Counts the rows of a block, and moves those that are used to its front. Returns how many. */
static int64_t gather(nkt_i_ols_state *state, nkt_i_ols_block *block, int64_t count) {
    const int64_t n_columns = state->shape.n_columns + 2;
    int64_t kept = 0;

    if (all_used(block, count)) {
        state->used += count;
        return count;
    }
    for (int64_t r = 0; r < count; r++) {
        state->zero_weight += block->use[r] == NKT_I_ROW_ZERO;
        state->excluded += block->use[r] == NKT_I_ROW_EXCLUDED;
        state->missing += block->use[r] == NKT_I_ROW_MISSING;
        state->invalid += block->use[r] == NKT_I_ROW_INVALID;
        if (block->use[r] != NKT_I_ROW_USED)
            continue;
        if (kept < r) {
            block->weights[kept] = block->weights[r];
            for (int64_t c = 0; c < n_columns; c++) {
                block->high[c * ROWS + kept] = block->high[c * ROWS + r];
                if (block->low)
                    block->low[c * ROWS + kept] = block->low[c * ROWS + r];
            }
        }
        kept++;
    }
    state->used += kept;
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
    const nkt_i_gram_rows rows = {block->high, block->low, weighted ? block->weights : NULL,
                                  n_rows};

    if (n_rows == 0)
        return;
    nkt_i_gram_add(nkt_i_ols_gram(state), &rows, integers(state));
    add_range(state, response, n_rows);
    for (int64_t r = 0; weighted && r < n_rows; r++)
        nkt_i_exact_sum_add(&state->log_weights, log(block->weights[r]));
}

nkt_status nkt_ols_add(void *state, const nkt_column *response, const nkt_column *terms,
                       int64_t n_terms, const nkt_column *weight, const nkt_column *include,
                       int64_t n_rows, nkt_error *error) {
    const nkt_i_ols_input input = {response, terms, weight, include, n_terms, n_rows,
                                   2,        3,     5,      6,       7};
    nkt_i_ols_state *live = (nkt_i_ols_state *)state;
    nkt_i_ols_faults faults;
    nkt_i_ols_block block;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ols_state_check(state, 1, "state", error);
    if (!status && !response)
        status = nkt_i_refuse_null(error, 2, "response");
    if (!status)
        status = nkt_i_ols_input_check(&input, &live->shape, error);
    if (status)
        return status;
    nkt_i_ols_faults_begin(&faults);
    nkt_i_ols_block_place(&block, &live->shape, numbers(live));
    for (int64_t first = 0; first < n_rows; first += ROWS) {
        const int64_t left = n_rows - first, count = left < ROWS ? left : ROWS;
        nkt_i_ols_block_load(&block, &live->shape, &input, first, count, &faults);
        add_block(live, &block, gather(live, &block, count), weight != NULL);
    }
    return nkt_i_ols_faults_end(&faults, error);
}

nkt_status nkt_ols_merge(void *state, const void *source, nkt_error *error) {
    nkt_i_ols_state *to = (nkt_i_ols_state *)state;
    const nkt_i_ols_state *from = (const nkt_i_ols_state *)source;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ols_state_check(state, 1, "state", error);
    if (!status)
        status = nkt_i_ols_state_check(source, 2, "source", error);
    if (status)
        return status;
    if (to == from)
        return nkt_i_error_set(error, NKT_E_DUPLICATE, NKT_I_FAULT(2), "source",
                               "is the state itself");
    if (!nkt_i_ols_shape_same(&to->shape, &from->shape))
        return nkt_i_error_set(error, NKT_E_SHAPE, NKT_I_FAULT(2), "source",
                               "has other terms than the state");
    to->used += from->used;
    to->missing += from->missing;
    to->invalid += from->invalid;
    to->zero_weight += from->zero_weight;
    to->excluded += from->excluded;
    to->response_min = fmin(to->response_min, from->response_min);
    to->response_max = fmax(to->response_max, from->response_max);
    nkt_i_exact_sum_merge(&to->log_weights, &from->log_weights);
    nkt_i_gram_merge(nkt_i_ols_gram(to), nkt_i_ols_gram_const(from));
    return NKT_OK;
}
