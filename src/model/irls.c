/*
 * Iteratively reweighted least squares: the call, its rows, and the basis that its steps are solved
 * in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/irls.h"

/* ---- memory --------------------------------------------------------------------------------------------- */

/* The parts of the work area; at its end what least squares needs, a step at a time. */
typedef struct scratch {
    nkt_i_ols_fit *fit;
    double *weights; /* of each row; NaN: it is not used */
    int8_t *used;    /* 1: it is */
    double *basis, *room;
    char *step;
} scratch;

static scratch claim(nkt_i_call *call, int64_t n_terms, int64_t n_rows, nkt_memory *work) {
    const nkt_i_ols_shape shape = nkt_i_ols_shape_plain(n_terms);
    const nkt_i_bytes inner = nkt_i_inner_bytes(n_terms);
    scratch s = {NULL, NULL, NULL, NULL, NULL, NULL};
    nkt_i_bytes bytes = {0, 0};
    size_t fit, weights, used, basis, room, step, numbers;
    char *at;

    fit = nkt_i_bytes_add(&bytes, 1, nkt_i_ols_fit_bytes(&shape));
    weights = nkt_i_bytes_add(&bytes, n_rows, sizeof(double));
    used = nkt_i_bytes_add(&bytes, n_rows, sizeof(int8_t));
    room = nkt_i_bytes_add(&bytes, n_rows, 4 * sizeof(double));
    if (!nkt_i_basis_numbers(n_rows, n_terms + 1, &numbers))
        bytes.overflow = 1;
    basis = nkt_i_bytes_add(&bytes, bytes.overflow ? 0 : (int64_t)numbers, sizeof(double));
    step = nkt_i_bytes_add(&bytes, 1, inner.total);
    at = nkt_i_claim(call, "work", work, bytes);
    if (nkt_i_call_refused(call))
        return s;
    s.fit = (nkt_i_ols_fit *)(void *)(at + fit);
    s.weights = (double *)(void *)(at + weights);
    s.used = (int8_t *)(at + used);
    s.basis = (double *)(void *)(at + basis);
    s.room = (double *)(void *)(at + room);
    s.step = at + step;
    return s;
}

/* ---- rows ----------------------------------------------------------------------------------------------- */

/* The verdict on a row's weight, which joins the one on response and terms. */
static int32_t judge_weight(nkt_i_call *call, const nkt_column *weight, int64_t row,
                            int32_t verdict, double *w) {
    int8_t state;

    *w = 1;
    if (!weight)
        return verdict;
    *w = nkt_i_column_value(weight, row, &state);
    if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && *w < 0)) {
        nkt_i_bad_element(call, "design.weight", -1, NULL, weight, row, NKT_REASON_NEGATIVE);
        return NKT_USE_INVALID;
    }
    if (verdict != NKT_USE_USED)
        return verdict;
    if (state != NKT_STATE_VALUE)
        return NKT_USE_MISSING;
    return *w == 0 ? NKT_USE_ZERO_WEIGHT : NKT_USE_USED;
}

/* One row. A response that is no share is bad data for the logit. */
static int32_t judge_row(nkt_i_call *call, const nkt_design *design,
                         const nkt_irls_options *options, int64_t row, double *w, double *y) {
    int32_t verdict;

    if (!nkt_i_row_included(call, "design.rows.include", &design->rows, row))
        return NKT_USE_NOT_INCLUDED;
    verdict = nkt_i_inner_judge(call, design, row, y);
    verdict = judge_weight(call, design->weight, row, verdict, w);
    if (verdict == NKT_USE_USED && options->method == NKT_IRLS_METHOD_LOGIT &&
        nkt_i_inner_is_no_share(call, design, row, *y, options->whole))
        verdict = NKT_USE_INVALID;
    return verdict;
}

static nkt_i_inner_range judge(nkt_i_call *call, const nkt_design *design,
                               const nkt_irls_options *options, const scratch *s,
                               nkt_i_irls *found) {
    nkt_i_inner_range range = {0, 0, 0};

    for (int64_t row = 0; row < design->rows.n_rows; row++) {
        double w = NAN, y = NAN;
        const int32_t use = judge_row(call, design, options, row, &w, &y);
        s->used[row] = use == NKT_USE_USED;
        s->weights[row] = use == NKT_USE_USED ? w : NAN;
        found->invalid += use == NKT_USE_INVALID;
        found->left_out += use != NKT_USE_USED && use != NKT_USE_INVALID;
        if (use == NKT_USE_USED)
            nkt_i_inner_widen(&range, y);
    }
    return range;
}

/* What stands for the variance in the basis. */
static double weight_of(const void *context, int64_t row, double fitted) {
    (void)fitted;
    return ((const double *)context)[row];
}

/* ---- the call -------------------------------------------------------------------------------------------- */

void nkt_i_irls_inference(const nkt_i_irls_task *task) {
    const nkt_i_irls *result = task->result;
    const double z = nkt_i_normal_quantile(0.5 + task->options->confidence / 2);

    for (int64_t k = 0; k <= result->n_terms; k++) {
        const double b = nkt_i_irls_list(result, NKT_IRLS_COEFFICIENT)[k];
        const double se = nkt_i_irls_list(result, NKT_IRLS_COEFFICIENT_SE)[k];
        nkt_i_irls_list(result, NKT_IRLS_COEFFICIENT_Z)[k] = b / se;
        nkt_i_irls_list(result, NKT_IRLS_COEFFICIENT_P)[k] = 2 * nkt_i_normal_sf(fabs(b / se));
        nkt_i_irls_list(result, NKT_IRLS_COEFFICIENT_LOWER)[k] = b - z * se;
        nkt_i_irls_list(result, NKT_IRLS_COEFFICIENT_UPPER)[k] = b + z * se;
    }
}

void nkt_i_irls_remark(const nkt_i_irls_task *task, nkt_status status, int32_t reason,
                       const char *sentence) {
    nkt_i_fault fault = NKT_I_AT("design.response");

    fault.id = task->response->id;
    fault.name = task->response->name;
    nkt_i_remark(task->call, status, reason, fault, sentence);
}

/* A result of which nothing is known but its rows and options. */
static nkt_i_irls nothing_found(const nkt_design *design, const nkt_irls_options *options,
                                size_t size) {
    nkt_i_irls r;

    memset(&r, 0, sizeof r);
    r.magic = NKT_I_IRLS;
    r.size = size;
    r.n_terms = design->n_terms;
    r.n_rows = design->rows.n_rows;
    r.scale = r.deviance = NAN;
    r.intercept = 1;
    r.method = options->method;
    r.robust = options->robust;
    r.iterations = options->iterations;
    r.whole = options->whole;
    r.k = options->k;
    r.tolerance = options->tolerance;
    r.confidence = options->confidence;
    return r;
}

/* Puts it into the caller's memory, where it replaces whatever was there. */
static void begin(nkt_i_irls *result, const nkt_i_irls *found) {
    const int64_t numbers =
        NKT_I_IRLS_COEFFICIENT_LISTS * (found->n_terms + 1) + NKT_I_IRLS_ROW_LISTS * found->n_rows;
    double *lists;

    *result = *found;
    lists = nkt_i_irls_list(result, NKT_IRLS_COEFFICIENT);
    for (int64_t i = 0; i < numbers; i++)
        lists[i] = NAN;
}

static void iterate(nkt_i_call *call, const nkt_design *design, const nkt_irls_options *options,
                    const scratch *s, nkt_i_irls *result) {
    nkt_i_irls_task task = {
        .call = call, .result = result, .options = options, .response = design->response};
    nkt_i_inner inner;

    task.terms = s->fit;
    task.room = s->room;
    nkt_i_basis_place(&task.basis, result->n_rows, result->n_terms + 1, s->basis);
    nkt_i_inner_begin(&inner, call, design, s->used, s->step);
    /* The weights matter neither to rank nor to basis; nor do remarks on the response. */
    nkt_i_inner_fit(&inner, options->confidence, NKT_I_REMARKS_OF_TERMS, s->fit);
    nkt_i_inner_fill(&inner, s->fit, weight_of, s->weights, &task.basis);
    result->used = task.basis.n_rows;
    result->rank = task.basis.rank;
    if (options->method == NKT_IRLS_METHOD_LOGIT)
        nkt_i_irls_logit(&task);
    else
        nkt_i_irls_huber(&task);
}

nkt_status nkt_irls(const nkt_design *design, const nkt_irls_options *options, nkt_memory *result,
                    nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "design options result work error");
    nkt_i_bytes bytes;
    nkt_irls_options read;
    nkt_i_inner_range range;
    nkt_i_irls found, *made;
    scratch s;

    nkt_i_inner_check(&call, design, NKT_I_TAKES_WEIGHT);
    read = nkt_i_irls_options(&call, options);
    nkt_i_distinct(&call, "work", result, work);
    if (nkt_i_call_refused(&call))
        return call.status;
    bytes = nkt_i_irls_bytes(design->n_terms, design->rows.n_rows);
    made = nkt_i_claim(&call, "result", result, bytes);
    s = claim(&call, design->n_terms, design->rows.n_rows, work);
    if (nkt_i_call_refused(&call))
        return call.status;

    /* Up to here the result that may be in the memory is as it was; from `begin` on nothing is refused. */
    found = nothing_found(design, &read, bytes.total);
    range = judge(&call, design, &read, &s, &found);
    nkt_i_inner_enough(&call, &range, design->n_terms);
    if (nkt_i_call_refused(&call))
        return call.status;
    if (read.method == NKT_IRLS_METHOD_LOGIT)
        nkt_i_inner_scale(&call, design, &range, read.whole);
    begin(made, &found);
    iterate(&call, design, &read, &s, made);
    return nkt_i_call_end(&call);
}
