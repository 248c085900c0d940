/*
 * Where the parts of a state, of a fit and of scores lie in their memory.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

/* ---- the state: behind the struct the Gram matrix, then scratch: integers, numbers --------------- */

nkt_i_gram *nkt_i_ols_gram(nkt_i_ols_state *state) {
    return (nkt_i_gram *)(void *)(state + 1);
}

const nkt_i_gram *nkt_i_ols_gram_const(const nkt_i_ols_state *state) {
    return (const nkt_i_gram *)(const void *)(state + 1);
}

int64_t *nkt_i_ols_integers(nkt_i_ols_state *state) {
    const size_t gram = nkt_i_gram_size(state->shape.n_columns + 2);
    return (int64_t *)(void *)((char *)(state + 1) + gram);
}

static int64_t n_integers(const nkt_i_ols_shape *shape) {
    return nkt_i_gram_scratch(shape->n_columns + 2, nkt_i_ols_shape_has_powers(shape));
}

double *nkt_i_ols_numbers(nkt_i_ols_state *state) {
    return (double *)(void *)(nkt_i_ols_integers(state) + n_integers(&state->shape));
}

size_t nkt_i_ols_state_size(const nkt_i_ols_shape *shape) {
    const int64_t scratch = n_integers(shape) + nkt_i_ols_block_numbers(shape);
    return sizeof(nkt_i_ols_state) + nkt_i_gram_size(shape->n_columns + 2) +
           (size_t)scratch * sizeof(int64_t);
}

/* ---- the fit --------------------------------------------------------------------------------------- */

/* Room is made for an intercept, whether there is one or not. */
static int64_t most_coefficients(const nkt_i_ols_shape *shape) {
    return shape->n_columns + 1;
}

size_t nkt_i_ols_fit_bytes(const nkt_i_ols_shape *shape) {
    const int64_t p = most_coefficients(shape), triangle = nkt_i_triangle(p, 0);
    return sizeof(nkt_i_ols_fit) + (size_t)(4 * p + triangle) * sizeof(nkt_i_wide) +
           (size_t)((NKT_I_OLS_LISTS + 3) * p + 4 * triangle) * sizeof(double);
}

nkt_i_ols_parts nkt_i_ols_fit_parts(const nkt_i_ols_fit *fit) {
    const int64_t p = most_coefficients(&fit->shape), triangle = nkt_i_triangle(p, 0);
    nkt_i_ols_parts parts;
    double *numbers;

    /* The caller's fit may be const; then what is found here is only read. */
    parts.coefficient = (nkt_i_wide *)(uintptr_t)(fit + 1);
    parts.reciprocal = parts.coefficient + p;
    parts.length2 = parts.reciprocal + p;
    parts.spread2 = parts.length2 + p;
    parts.inverse = parts.spread2 + p;
    numbers = (double *)(void *)(parts.inverse + triangle);
    parts.list = numbers;
    parts.correlation = parts.list + NKT_I_OLS_LISTS * p;
    parts.robust = parts.correlation + triangle;
    parts.m_high = parts.robust + triangle;
    parts.m_low = parts.m_high + triangle;
    parts.b_high = parts.m_low + triangle;
    parts.b_low = parts.b_high + p;
    parts.exponent = (int64_t *)(void *)(parts.b_low + p);
    return parts;
}

double *nkt_i_ols_list(const nkt_i_ols_fit *fit, int32_t what) {
    const int64_t p = most_coefficients(&fit->shape);
    const int32_t number = what == NKT_OLS_LIST_ROBUST_DF  ? NKT_I_OLS_LISTS - 1
                           : what < NKT_OLS_LIST_ROBUST_SE ? what - NKT_OLS_LIST_COEFFICIENT
                                                           : what - NKT_OLS_LIST_ROBUST_SE + 8;
    return nkt_i_ols_fit_parts(fit).list + number * p;
}

/* ---- a pass over rows ------------------------------------------------------------------------------ */

int64_t nkt_i_ols_block_numbers(const nkt_i_ols_shape *shape) {
    return (shape->n_columns + 2) * NKT_I_OLS_ROWS * (nkt_i_ols_shape_has_powers(shape) ? 2 : 1);
}

void nkt_i_ols_block_place(nkt_i_ols_block *block, const nkt_i_ols_shape *shape, double *numbers) {
    block->high = numbers;
    block->low = nkt_i_ols_shape_has_powers(shape)
                     ? numbers + (shape->n_columns + 2) * NKT_I_OLS_ROWS
                     : NULL;
}

void nkt_i_ols_pass_bytes(nkt_i_bytes *bytes, const nkt_i_ols_shape *shape) {
    nkt_i_bytes_add(bytes, nkt_i_ols_block_numbers(shape), sizeof(double));
}

/* ---- scores ---------------------------------------------------------------------------------------- */

nkt_i_exact_sum *nkt_i_ols_scores_zq(const nkt_i_ols_scores *scores) {
    return (nkt_i_exact_sum *)(uintptr_t)(scores + 1);
}

nkt_i_gram *nkt_i_ols_scores_gram(const nkt_i_ols_scores *scores) {
    return (nkt_i_gram *)(void *)(nkt_i_ols_scores_zq(scores) + scores->n_coefficients);
}

int64_t *nkt_i_ols_scores_table(const nkt_i_ols_scores *scores) {
    return (int64_t *)(void *)(nkt_i_ols_scores_zq(scores) + scores->n_coefficients);
}

/* Behind the Gram matrix: its scratch, then the block of scores. */
int64_t *nkt_i_ols_scores_scratch(const nkt_i_ols_scores *scores) {
    return (int64_t *)(void *)((char *)nkt_i_ols_scores_gram(scores) +
                               nkt_i_gram_size(scores->n_coefficients));
}

double *nkt_i_ols_scores_block(const nkt_i_ols_scores *scores) {
    return (double *)(void *)(nkt_i_ols_scores_scratch(scores) +
                              nkt_i_gram_scratch(scores->n_coefficients, 0));
}

int64_t nkt_i_ols_slots_for(int64_t clusters) {
    return clusters + clusters / 2 + 1;
}

void nkt_i_ols_scores_bytes(nkt_i_bytes *bytes, int64_t n_coefficients, int64_t kind,
                            int64_t clusters) {
    const int64_t p = n_coefficients;
    const size_t slot = (size_t)nkt_i_ols_slot_numbers(p, kind) * sizeof(int64_t);

    nkt_i_bytes_add(bytes, 1, sizeof(nkt_i_ols_scores));
    nkt_i_bytes_add(bytes, p, sizeof(nkt_i_exact_sum));
    if (nkt_i_ols_is_clustered(kind)) {
        nkt_i_bytes_add(bytes, nkt_i_ols_slots_for(clusters), slot);
        return;
    }
    nkt_i_bytes_add(bytes, 1, nkt_i_gram_size(p));
    nkt_i_bytes_add(bytes, nkt_i_gram_scratch(p, 0) + p * NKT_I_OLS_ROWS, sizeof(int64_t));
}
