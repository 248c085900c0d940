/*
 * How a model of expected values lies in memory, how one is recognised, and how the work area of its
 * fit is divided.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected.h"

/* ---- the model ---------------------------------------------------------------------------------- */

static size_t fit_bytes(int64_t n_terms) {
    const nkt_i_ols_shape shape = nkt_i_ols_shape_plain(n_terms);
    return nkt_i_ols_fit_bytes(&shape);
}

nkt_i_bytes nkt_i_expected_bytes(int64_t n_terms, int64_t n_rows) {
    nkt_i_bytes bytes = {0, 0};

    nkt_i_bytes_add(&bytes, 1, sizeof(nkt_i_expected));
    nkt_i_bytes_add(&bytes, 1, fit_bytes(n_terms));
    nkt_i_bytes_add(&bytes, n_terms + 1, 2 * sizeof(double));
    nkt_i_bytes_add(&bytes, n_rows, NKT_I_ROW_LISTS * sizeof(double));
    return bytes;
}

nkt_i_ols_fit *nkt_i_expected_fit(const nkt_i_expected *model) {
    /* The caller's model may be const; then what is found here is only read. */
    return (nkt_i_ols_fit *)(uintptr_t)(model + 1);
}

double *nkt_i_expected_coefficients(const nkt_i_expected *model) {
    return (double *)((uintptr_t)(model + 1) + fit_bytes(model->n_terms));
}

int64_t nkt_i_expected_list_number(int32_t what) {
    if (what >= NKT_EXPECTED_ROW_USE && what <= NKT_EXPECTED_ROW_OLS_UPPER)
        return what - NKT_EXPECTED_ROW_USE;
    if (what >= NKT_EXPECTED_ROW_VARIANCE && what <= NKT_EXPECTED_ROW_PLUG_IN_SE)
        return NKT_I_PUBLISHED_LISTS + what - NKT_EXPECTED_ROW_VARIANCE;
    return -1;
}

double *nkt_i_expected_list(const nkt_i_expected *model, int32_t what) {
    return nkt_i_expected_coefficients(model) + 2 * (model->n_terms + 1) +
           nkt_i_expected_list_number(what) * model->n_rows;
}

/* Whether the fit inside is one of so many terms: its own readers look at no more than that. */
static int holds_fit(const nkt_i_expected *model) {
    const nkt_i_ols_fit *fit = nkt_i_expected_fit(model);
    const nkt_i_ols_shape shape = nkt_i_ols_shape_plain(model->n_terms);

    return fit->magic == NKT_I_OLS_FIT && fit->size == fit_bytes(model->n_terms) &&
           nkt_i_ols_shape_same(&fit->shape, &shape) && fit->intercept == 1 &&
           fit->n_coefficients == model->n_terms + 1 && fit->rank >= 0 &&
           fit->rank <= fit->n_coefficients;
}

const nkt_i_expected *nkt_i_expected_open(nkt_i_call *call, const char *path,
                                          const nkt_memory *memory) {
    const nkt_i_expected *model = nkt_i_held(call, path, memory, sizeof *model);
    nkt_i_bytes bytes;

    if (nkt_i_call_refused(call))
        return NULL;
    if (model->magic == NKT_I_EXPECTED && model->n_terms >= 0 &&
        model->n_terms <= NKT_OLS_TERMS_MAX && model->n_rows >= 0) {
        bytes = nkt_i_expected_bytes(model->n_terms, model->n_rows);
        if (!bytes.overflow && model->size == bytes.total && bytes.total <= memory->size &&
            holds_fit(model))
            return model;
    }
    nkt_i_refuse_path(call, NKT_E_STATE, NKT_REASON_NO_STATE, path,
                      "is no model of expected values, or is damaged");
    return NULL;
}

void nkt_i_expected_check(nkt_i_call *call, const char *path, const nkt_memory *memory) {
    nkt_i_expected_open(call, path, memory);
}

/* ---- what tau² may be ------------------------------------------------------------------------------- */

int64_t nkt_i_spread_numbers(int64_t n_coefficients) {
    return NKT_I_SPREAD_NODES * (2 + n_coefficients + nkt_i_triangle(n_coefficients, 0));
}

nkt_i_spread nkt_i_spread_place(int64_t n_coefficients, double *room) {
    nkt_i_spread spread = {0, room, NULL, NULL, NULL};

    spread.probability = spread.tau2 + NKT_I_SPREAD_NODES;
    spread.change = spread.probability + NKT_I_SPREAD_NODES;
    spread.factor = spread.change + NKT_I_SPREAD_NODES * n_coefficients;
    return spread;
}

/* ---- the work area --------------------------------------------------------------------------------- */

/* What one step needs at most. */
static nkt_i_bytes step_bytes(int64_t n_terms, int64_t n_rows, int64_t draws) {
    const nkt_i_bytes inner = nkt_i_inner_bytes(n_terms);
    const nkt_i_bytes ranks = nkt_i_expected_rank_bytes(n_rows, draws);
    return ranks.overflow || ranks.total > inner.total ? ranks : inner;
}

nkt_i_expected_work nkt_i_expected_claim(nkt_i_call *call, int64_t n_terms, int64_t n_rows,
                                         int64_t draws, nkt_memory *work) {
    const nkt_i_bytes step = step_bytes(n_terms, n_rows, draws);
    nkt_i_expected_work w = {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL};
    nkt_i_bytes bytes = {0, 0};
    size_t numbers, sizes, use, order, scratch, candidate, basis, spread, at_step;
    char *at;

    sizes = nkt_i_bytes_add(&bytes, n_rows, sizeof(double));
    use = nkt_i_bytes_add(&bytes, n_rows, sizeof(double));
    order = nkt_i_bytes_add(&bytes, n_rows, sizeof(int64_t));
    scratch = nkt_i_bytes_add(&bytes, n_rows, sizeof(int64_t));
    candidate = nkt_i_bytes_add(&bytes, n_rows, sizeof(int8_t));
    if (!nkt_i_basis_numbers(n_rows, n_terms + 1, &numbers))
        bytes.overflow = 1;
    basis = nkt_i_bytes_add(&bytes, bytes.overflow ? 0 : (int64_t)numbers, sizeof(double));
    spread = nkt_i_bytes_add(&bytes, nkt_i_spread_numbers(n_terms + 1), sizeof(double));
    at_step = nkt_i_bytes_add(&bytes, 1, step.total);
    bytes.overflow |= step.overflow;
    at = nkt_i_claim(call, "work", work, bytes);
    if (nkt_i_call_refused(call))
        return w;
    w.sizes = (double *)(void *)(at + sizes);
    w.use = (double *)(void *)(at + use);
    w.order = (int64_t *)(void *)(at + order);
    w.scratch = (int64_t *)(void *)(at + scratch);
    w.candidate = (int8_t *)(at + candidate);
    w.basis = (double *)(void *)(at + basis);
    w.spread = (double *)(void *)(at + spread);
    w.step = at + at_step;
    return w;
}
