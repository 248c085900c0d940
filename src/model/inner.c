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
    const int64_t p = n_terms + 1;
    nkt_i_fault fault = NKT_I_AT("design.rows");
    char sentence[80];
    nkt_i_text text = nkt_i_text_begin(sentence, sizeof sentence);

    if (range->n >= p)
        return;
    fault.value = (double)range->n;
    fault.bound = (double)p;
    nkt_i_text_add(&text, "rows are too few for ");
    nkt_i_text_integer(&text, p);
    nkt_i_text_add(&text, p == 1 ? " coefficient" : " coefficients");
    nkt_i_refuse(call, NKT_E_TOO_FEW_ROWS, NKT_REASON_TOO_FEW, fault, sentence);
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

nkt_i_ols_shape nkt_i_inner_shape(int64_t n_terms) {
    nkt_i_ols_shape shape;

    memset(&shape, 0, sizeof shape);
    shape.n_terms = n_terms;
    shape.n_columns = n_terms;
    for (int64_t k = 0; k < n_terms; k++)
        shape.degree[k] = 1;
    return shape;
}

/* A state and the work area of its fit; or a block of rows. */
nkt_i_bytes nkt_i_inner_bytes(int64_t n_terms) {
    const nkt_i_ols_shape shape = nkt_i_inner_shape(n_terms);
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
    inner->rows.include = &inner->include;
    inner->rows.n_terms = design->n_terms;
    inner->rows.n_rows = design->rows.n_rows;
    inner->shape = nkt_i_inner_shape(design->n_terms);
    inner->step = step;
}

/* What least squares has remarked, in the words of this call. told.item counts the intercept. */
static void pass_on(const nkt_i_inner *inner, nkt_status status, const nkt_error *told,
                    int remarks) {
    nkt_i_fault terms = NKT_I_AT("design.terms"), rows = NKT_I_AT("design.rows");

    rows.value = told->value;
    switch (status) {
    case NKT_TERM_DROPPED:
        if (told->item > 0) {
            terms.item = told->item - 1;
            terms.id = inner->given->terms[terms.item].id;
            terms.name = inner->given->terms[terms.item].name;
        }
        nkt_i_remark(inner->call, status, NKT_REASON_COLLINEAR, terms,
                     "is a combination of the terms before it, and was dropped");
        return;
    case NKT_NOT_ESTIMABLE:
        rows.bound = told->value + 1;
        nkt_i_remark(inner->call, status, NKT_REASON_TOO_FEW, rows,
                     "rows, as many as coefficients: there are no standard errors");
        return;
    default:
        break;
    }
    if (remarks != NKT_I_REMARKS_ALL)
        return;
    if (status == NKT_CONSTANT_RESPONSE)
        nkt_i_remark(inner->call, status, NKT_REASON_CONSTANT, NKT_I_AT("design.response"),
                     "is the same in every row: there is nothing to explain");
    else if (status == NKT_PERFECT_FIT)
        nkt_i_remark(inner->call, status, NKT_REASON_NONE, NKT_I_AT("design.response"),
                     "nothing of it is left over: sigma is 0, t and F are undefined");
    else if (status == NKT_NEARLY_COLLINEAR) {
        terms.value = told->value;
        nkt_i_remark(inner->call, status, NKT_REASON_COLLINEAR, terms,
                     "of a term's length is all that the other terms do not explain");
    }
}

void nkt_i_inner_fit(nkt_i_inner *inner, double confidence, int remarks, nkt_i_ols_fit *fit) {
    const size_t state_size = nkt_i_ols_state_size(&inner->shape);
    const nkt_i_ols_input *rows = &inner->rows;
    nkt_ols_options options;
    nkt_error told;
    nkt_status status;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.confidence = confidence;
    nkt_i_ols_state_init((nkt_i_ols_state *)(void *)inner->step, &inner->shape);
    nkt_ols_add(inner->step, rows->response, rows->terms, rows->n_terms, NULL, rows->include,
                rows->n_rows, NULL);
    status = nkt_ols_fit(inner->step, &options, fit, nkt_i_ols_fit_bytes(&inner->shape),
                         inner->step + state_size, nkt_i_ols_fit_work_bytes(&inner->shape), &told);
    pass_on(inner, status, &told, remarks);
}

void nkt_i_inner_rows(nkt_i_inner *inner, const nkt_i_ols_fit *fit, const int32_t *what,
                      int64_t n_what, double *to) {
    const nkt_i_ols_input *rows = &inner->rows;
    const size_t work = (size_t)nkt_i_ols_block_numbers(&inner->shape) * sizeof(double);
    const int64_t size = sizeof *to;

    /* Bad data was noted when the rows were judged. */
    nkt_ols_rows(fit, rows->response, rows->terms, rows->n_terms, NULL, rows->include, rows->n_rows,
                 what, n_what, to, size, rows->n_rows * size, inner->step, work, NULL);
}

void nkt_i_inner_fill(nkt_i_inner *inner, const nkt_i_ols_fit *fit, nkt_i_inner_variance *variance,
                      const void *context, nkt_i_basis *basis) {
    const int64_t n_rows = inner->rows.n_rows;
    nkt_i_ols_block block;
    nkt_i_ols_faults ignored; /* bad data was noted when the rows were judged */
    nkt_i_ols_pass pass;

    nkt_i_ols_faults_begin(&ignored);
    nkt_i_ols_pass_begin(&pass, fit);
    nkt_i_ols_block_place(&block, &inner->shape, (double *)(void *)inner->step);
    basis->rank = fit->rank;
    for (int64_t first = 0; first < n_rows; first += NKT_I_OLS_ROWS) {
        const int64_t left = n_rows - first;
        const int64_t count = left < NKT_I_OLS_ROWS ? left : NKT_I_OLS_ROWS;
        nkt_i_ols_block_load(&block, &inner->shape, &inner->rows, first, count, &ignored);
        for (int64_t r = 0; r < count; r++) {
            nkt_i_ols_row made;
            double v;
            if (block.use[r] != NKT_I_ROW_USED)
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
