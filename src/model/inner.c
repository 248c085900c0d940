/*
 * Least squares inside another model: see inner.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/inner.h"

/* ---- the caller's design ------------------------------------------------------------------------ */

void nkt_i_inner_check(nkt_i_call *call, const nkt_design *design, int takes) {
    int64_t n_rows;

    nkt_i_needed(call, "design", design);
    if (nkt_i_call_refused(call))
        return;
    n_rows = design->rows.n_rows;
    nkt_i_rows_check(call, "design.rows", &design->rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_column_needed(call, "design.response", design->response, n_rows);
    nkt_i_columns(call, "design.terms", design->terms, "design.n_terms", design->n_terms,
                  NKT_OLS_TERMS_MAX, n_rows);
    if (takes & NKT_I_TAKES_WEIGHT)
        nkt_i_column_optional(call, "design.weight", design->weight, n_rows);
    else
        nkt_i_not_taken(call, "design.weight", design->weight);
    nkt_i_not_taken(call, "design.cluster", design->cluster);
    if (takes & NKT_I_TAKES_SIZE)
        nkt_i_column_optional(call, "design.size", design->size, n_rows);
    else
        nkt_i_not_taken(call, "design.size", design->size);
    nkt_i_not_taken(call, "design.reserved", design->reserved);
}

int32_t nkt_i_inner_judge(nkt_i_call *call, const nkt_design *design, int64_t row, double *y) {
    int32_t verdict = NKT_USE_USED;

    *y = NAN;
    for (int64_t k = -1; k < design->n_terms; k++) {
        const nkt_column *column = k < 0 ? design->response : &design->terms[k];
        int8_t state;
        const double value = nkt_i_column_value(column, row, &state);
        if (state == NKT_STATE_INVALID) {
            nkt_i_bad_element(call, k < 0 ? "design.response" : "design.terms", (int32_t)k, NULL,
                              column, row, NKT_REASON_NOT_FINITE);
            verdict = NKT_USE_INVALID;
        } else if (state != NKT_STATE_VALUE && verdict == NKT_USE_USED) {
            verdict = NKT_USE_MISSING;
        }
        if (k < 0 && state == NKT_STATE_VALUE)
            *y = value;
    }
    return verdict;
}

int nkt_i_inner_is_no_share(nkt_i_call *call, const nkt_design *design, int64_t row, double y,
                            double whole) {
    nkt_i_fault fault = NKT_I_AT("design.response");

    if (!(y < 0 || y > whole))
        return 0;
    fault.id = design->response->id;
    fault.name = design->response->name;
    fault.row = row;
    fault.value = y;
    fault.bound = y < 0 ? 0 : whole;
    nkt_i_bad_row(call, y < 0 ? NKT_REASON_NEGATIVE : NKT_REASON_ABOVE_WHOLE, fault, NULL);
    return 1;
}

void nkt_i_inner_widen(nkt_i_inner_range *range, double y) {
    range->least = range->n ? fmin(range->least, y) : y;
    range->most = range->n ? fmax(range->most, y) : y;
    range->n++;
}

void nkt_i_inner_enough(nkt_i_call *call, const nkt_i_inner_range *range, int64_t n_terms) {
    if (range->n < n_terms + 1)
        nkt_i_refuse_too_few(call, "design.rows", (double)range->n, n_terms + 1);
}

void nkt_i_inner_scale(nkt_i_call *call, const nkt_design *design, const nkt_i_inner_range *range,
                       double whole) {
    nkt_i_fault fault = NKT_I_AT("design.response");

    if (whole != 100 || range->n == 0 || range->least < 0 || range->most > 1 || range->most == 0)
        return;
    fault.id = design->response->id;
    fault.name = design->response->name;
    fault.value = range->most;
    fault.bound = whole;
    nkt_i_remark(call, NKT_SEEMS_PROPORTIONS, NKT_REASON_OTHER_SCALE, fault,
                 "is the largest: proportions, it seems, and the whole is 100 (options.whole)");
}

/* ---- the fit --------------------------------------------------------------------------------------- */

/* A state and the work area of its fit; or a block of rows. */
nkt_i_bytes nkt_i_inner_bytes(int64_t n_terms) {
    const nkt_i_ols_shape shape = nkt_i_ols_shape_plain(n_terms);
    nkt_i_bytes fit = {0, 0}, rows = {0, 0};

    nkt_i_bytes_add(&fit, 1, nkt_i_ols_state_size(&shape));
    nkt_i_bytes_add(&fit, 1, nkt_i_ols_fit_work_bytes(&shape));
    nkt_i_bytes_add(&rows, nkt_i_ols_block_numbers(&shape), sizeof(double));
    return fit.total > rows.total ? fit : rows;
}

void nkt_i_inner_begin(nkt_i_inner *inner, nkt_i_call *call, const nkt_design *design,
                       const int8_t *candidates, char *step) {
    memset(inner, 0, sizeof *inner);
    inner->call = call;
    inner->given = design;
    inner->include.values = candidates;
    inner->include.stride = 1;
    inner->include.type = NKT_INT8;
    inner->rows.response = design->response;
    inner->rows.terms = design->terms;
    inner->rows.n_terms = design->n_terms;
    inner->rows.rows.n_rows = design->rows.n_rows;
    inner->rows.rows.include = &inner->include;
    inner->shape = nkt_i_ols_shape_plain(design->n_terms);
    inner->step = step;
}

void nkt_i_inner_fit(nkt_i_inner *inner, double confidence, int remarks, nkt_i_ols_fit *fit) {
    const nkt_i_ols_names names = {"design.rows", "design.response", "design.terms", inner->given};
    const nkt_ols_options given = {.size = sizeof given, .confidence = confidence};
    const nkt_ols_options options = nkt_i_ols_options(inner->call, &given);
    nkt_i_ols_state *state = (nkt_i_ols_state *)(void *)inner->step;
    char *work = inner->step + nkt_i_ols_state_size(&inner->shape);

    nkt_i_ols_state_init(state, &inner->shape, &options);
    nkt_i_ols_add_rows(NULL, state, &inner->rows); /* bad data was noted when they were judged */
    nkt_i_ols_fit_make(inner->call, &names, state, &options, fit, (nkt_i_wide *)(void *)work);
    if (!nkt_i_call_refused(inner->call))
        nkt_i_ols_remark(inner->call, &names, fit,
                         remarks == NKT_I_REMARKS_ALL ? NKT_I_OLS_REMARKS
                                                      : NKT_I_OLS_REMARK(NKT_TERM_DROPPED) |
                                                            NKT_I_OLS_REMARK(NKT_NOT_ESTIMABLE));
}

void nkt_i_inner_rows(nkt_i_inner *inner, const nkt_i_ols_fit *fit, const int32_t *what,
                      int64_t n_what, double *to) {
    nkt_i_ols_rows_into(fit, &inner->rows, what, n_what, to, (double *)(void *)inner->step);
}

void nkt_i_inner_fill(nkt_i_inner *inner, const nkt_i_ols_fit *fit, nkt_i_inner_variance *variance,
                      const void *context, nkt_i_basis *basis) {
    const int64_t n_rows = inner->rows.rows.n_rows;
    nkt_i_ols_block block;
    nkt_i_ols_pass pass;

    nkt_i_ols_pass_begin(&pass, fit);
    nkt_i_ols_block_place(&block, &inner->shape, (double *)(void *)inner->step);
    basis->rank = fit->rank;
    for (int64_t first = 0; first < n_rows; first += NKT_I_OLS_ROWS) {
        const int64_t count = nkt_i_ols_block_count(n_rows, first);
        /* Bad data was noted when the rows were judged. */
        nkt_i_ols_block_load(&block, &inner->shape, &inner->rows, first, count, NULL);
        for (int64_t r = 0; r < count; r++) {
            nkt_i_ols_row made;
            double v;
            if (block.use[r] != NKT_USE_USED)
                continue;
            nkt_i_ols_row_make(&pass, &block, r, 1, &made);
            v = variance(context, first + r, made.fitted);
            if (isnan(v))
                continue;
            basis->variance[basis->n_rows] = v;
            nkt_i_basis_add(basis, &pass, &block, r, first + r, &made);
        }
    }
}
