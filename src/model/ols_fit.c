/*
 * The fit of a state: its checks, its remarks, and the calls.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

enum { NAME_SIZE = 96 };

/* ---- names ----------------------------------------------------------------------------------------- */

/* "design.terms[2]", "unemployed", "unemployed to the power 3", "the intercept". */
static void name_coefficient(const nkt_i_ols_names *names, const nkt_i_ols_fit *fit,
                             int64_t coefficient, char *name, nkt_i_fault *fault) {
    const nkt_column *terms = names->design ? names->design->terms : NULL;
    nkt_i_text text = nkt_i_text_begin(name, NAME_SIZE);
    nkt_i_ols_place place;

    *fault = NKT_I_AT(names->terms);
    fault->name = name;
    if (coefficient < fit->intercept) {
        nkt_i_text_add(&text, "the intercept");
        return;
    }
    place = nkt_i_ols_place_of(&fit->shape, coefficient - fit->intercept);
    fault->item = (int32_t)place.term;
    if (terms && terms[place.term].name) {
        nkt_i_text_add(&text, terms[place.term].name);
    } else {
        nkt_i_text_add(&text, "design.terms[");
        nkt_i_text_integer(&text, place.term);
        nkt_i_text_add(&text, "]");
    }
    if (place.power > 1) {
        nkt_i_text_add(&text, " to the power ");
        nkt_i_text_integer(&text, place.power);
    }
}

/* ---- refusals and remarks ---------------------------------------------------------------------------- */

static void check_rows(nkt_i_call *call, const nkt_i_ols_names *names, const nkt_i_ols_state *state,
                       const nkt_ols_options *options) {
    const int64_t p = state->shape.n_columns + (options->intercept == NKT_OLS_INTERCEPT_WITH);

    if (nkt_i_call_refused(call))
        return;
    if (p == 0)
        nkt_i_refuse_path(call, NKT_E_COUNT, NKT_REASON_CONTRADICTION, "options.intercept",
                          "there is neither an intercept nor a term to fit");
    if (state->used < p)
        nkt_i_refuse_too_few(call, names->rows, (double)state->used, p);
}

static int64_t first_dropped(const nkt_i_ols_fit *fit) {
    const double *dropped = nkt_i_ols_list(fit, NKT_OLS_LIST_DROPPED);
    int64_t k = 0;

    while (dropped[k] == 0)
        k++;
    return k;
}

static void check_collinear(nkt_i_call *call, const nkt_i_ols_names *names,
                            const nkt_ols_options *options, const nkt_i_ols_fit *fit) {
    char name[NAME_SIZE];
    nkt_i_fault fault;

    if (options->collinear != NKT_OLS_COLLINEAR_REFUSE || fit->rank == fit->n_coefficients)
        return;
    name_coefficient(names, fit, first_dropped(fit), name, &fault);
    nkt_i_refuse(call, NKT_E_COLLINEAR, NKT_REASON_COLLINEAR, fault,
                 "is a combination of the terms before it");
}

static void remark_on_terms(nkt_i_call *call, const nkt_i_ols_names *names,
                            const nkt_i_ols_fit *fit, nkt_status status) {
    char name[NAME_SIZE];
    nkt_i_fault fault;

    if (status == NKT_TERM_DROPPED) {
        name_coefficient(names, fit, first_dropped(fit), name, &fault);
        nkt_i_remark(call, status, NKT_REASON_COLLINEAR, fault,
                     "is a combination of the terms before it, and was dropped");
        return;
    }
    name_coefficient(names, fit, fit->least_own, name, &fault);
    fault.value = fit->own_share;
    fault.bound = NKT_I_OLS_NEARLY_COLLINEAR;
    nkt_i_remark(call, status, NKT_REASON_COLLINEAR, fault,
                 "of its length is all that the other terms do not explain");
}

void nkt_i_ols_remark(nkt_i_call *call, const nkt_i_ols_names *names, const nkt_i_ols_fit *fit,
                      int64_t which) {
    nkt_i_fault response = NKT_I_AT(names->response), rows = NKT_I_AT(names->rows);
    const nkt_column *column = names->design ? names->design->response : NULL;
    const int64_t there = fit->remarks & which;

    response.name = column && column->name ? column->name : "design.response";
    rows.value = (double)fit->used;
    rows.bound = (double)fit->rank + 1;
    /* In the order of the header: the first of them stays. */
    if (there & NKT_I_OLS_REMARK(NKT_CONSTANT_RESPONSE))
        nkt_i_remark(call, NKT_CONSTANT_RESPONSE, NKT_REASON_CONSTANT, response,
                     "is the same in every row: there is nothing to explain");
    if (there & NKT_I_OLS_REMARK(NKT_TERM_DROPPED))
        remark_on_terms(call, names, fit, NKT_TERM_DROPPED);
    if (there & NKT_I_OLS_REMARK(NKT_NOT_ESTIMABLE))
        nkt_i_remark(call, NKT_NOT_ESTIMABLE, NKT_REASON_TOO_FEW, rows,
                     "rows, as many as coefficients: there are no standard errors");
    if (there & NKT_I_OLS_REMARK(NKT_PERFECT_FIT))
        nkt_i_remark(call, NKT_PERFECT_FIT, NKT_REASON_NOTHING_LEFT, response,
                     "nothing of it is left over: sigma is 0, t and F are undefined");
    if (there & NKT_I_OLS_REMARK(NKT_NEARLY_COLLINEAR))
        remark_on_terms(call, names, fit, NKT_NEARLY_COLLINEAR);
}

/* ---- fitting ----------------------------------------------------------------------------------------- */

static void begin(const nkt_i_ols_state *state, const nkt_ols_options *options,
                  nkt_i_ols_fit *fit) {
    const nkt_i_gram *gram = nkt_i_ols_gram_const(state);
    const nkt_i_wide weights = nkt_i_gram_get(gram, 0, 0), n = nkt_i_wide_from_integer(state->used);

    memset(fit, 0, nkt_i_ols_fit_bytes(&state->shape));
    fit->magic = NKT_I_OLS_FIT;
    fit->size = nkt_i_ols_fit_bytes(&state->shape);
    fit->shape = state->shape;
    fit->intercept = options->intercept == NKT_OLS_INTERCEPT_WITH;
    fit->n_coefficients = state->shape.n_columns + fit->intercept;
    fit->used = state->used;
    fit->missing = state->missing;
    fit->invalid = state->invalid;
    fit->zero_weight = state->zero_weight;
    fit->excluded = state->excluded;
    fit->weighted =
        nkt_i_wide_compare(&weights, &n) != 0 || nkt_i_exact_sum_round(&state->log_weights) != 0;
    fit->confidence = options->confidence;
    fit->tolerance = nkt_i_ols_tolerance(options, fit->n_coefficients);
    fit->press = fit->r2_predictive = fit->bp = fit->bp_df = fit->bp_p = NAN;
    fit->robust_kind = fit->robust_df = fit->n_clusters = NAN;
    for (int64_t k = 0; k < fit->n_coefficients; k++)
        nkt_i_ols_list(fit, NKT_OLS_LIST_ROBUST_DF)[k] = NAN;
    for (int32_t what = NKT_OLS_LIST_ROBUST_SE; what <= NKT_OLS_LIST_ROBUST_UPPER; what++)
        for (int64_t k = 0; k < fit->n_coefficients; k++)
            nkt_i_ols_list(fit, what)[k] = NAN;
    for (int64_t k = 0; k < nkt_i_triangle(fit->n_coefficients, 0); k++)
        nkt_i_ols_fit_parts(fit).robust[k] = NAN;
}

size_t nkt_i_ols_fit_work_bytes(const nkt_i_ols_shape *shape) {
    return (size_t)nkt_i_triangle(shape->n_columns + 2, 0) * sizeof(nkt_i_wide);
}

void nkt_i_ols_fit_make(nkt_i_call *call, const nkt_i_ols_names *names,
                        const nkt_i_ols_state *state, const nkt_ols_options *options,
                        nkt_i_ols_fit *fit, nkt_i_wide *work) {
    check_rows(call, names, state, options);
    if (nkt_i_call_refused(call))
        return;
    begin(state, options, fit);
    nkt_i_ols_solve(state, fit->tolerance, fit, work);
    check_collinear(call, names, options, fit);
    if (nkt_i_call_refused(call))
        return;
    nkt_i_ols_summarise(state, fit);
}

/* ---- the calls --------------------------------------------------------------------------------------- */

/* The options of a fit may not contradict the sums that its state has kept. */
static void check_options(nkt_i_call *call, const nkt_i_ols_state *state,
                          const nkt_ols_options *options) {
    nkt_i_fault fault = NKT_I_AT("options.degree");
    int any = 0;

    if (nkt_i_call_refused(call))
        return;
    if (options->intercept != state->intercept)
        nkt_i_refuse_value(call, NKT_E_SHAPE, NKT_REASON_CONTRADICTION, "options.intercept",
                           options->intercept,
                           options->intercept == NKT_OLS_INTERCEPT_WITH
                               ? "says with an intercept: the state was made without one"
                               : "says without an intercept: the state was made with one");
    if (options->weights != state->shape.weights)
        nkt_i_refuse_value(call, NKT_E_SHAPE, NKT_REASON_CONTRADICTION, "options.weights",
                           options->weights,
                           options->weights == NKT_OLS_WEIGHTS_FREQUENCY
                               ? "says frequencies: the state was made with analytic weights"
                               : "says analytic weights: the state was made with frequencies");
    for (int64_t k = 0; k < NKT_OLS_TERMS_MAX; k++)
        any |= options->degree[k];
    for (int64_t k = 0; any && k < NKT_OLS_TERMS_MAX; k++) {
        const int64_t degree =
            options->degree[k] || k >= state->shape.n_terms ? options->degree[k] : 1;
        fault.item = (int32_t)k;
        fault.value = options->degree[k];
        fault.bound = (double)state->shape.degree[k];
        if (degree != state->shape.degree[k])
            nkt_i_refuse(call, NKT_E_SHAPE, NKT_REASON_CONTRADICTION, fault,
                         "is not what the state was made with");
    }
}

nkt_status nkt_ols_fit(const nkt_memory *state, const nkt_ols_options *options, nkt_memory *fit,
                       nkt_memory *work, nkt_error *error) {
    static const nkt_i_ols_names names = {"state", "state", "state.terms", NULL};
    nkt_i_call call = nkt_i_call_begin(error, "state options fit work error");
    const nkt_i_ols_state *live = nkt_i_ols_state_open(&call, "state", state);
    const nkt_i_ols_shape shape = live ? live->shape : nkt_i_ols_shape_plain(0);
    nkt_ols_options read = nkt_i_ols_options(&call, options);
    nkt_i_bytes kept = {0, 0}, scratch = {0, 0};
    size_t solving;
    nkt_i_ols_fit *result;
    char *at;

    if (live && options)
        check_options(&call, live, &read);
    if (live && !options)
        read = nkt_i_ols_state_options(live);
    if (live)
        check_rows(&call, &names, live, &read);
    nkt_i_distinct(&call, "fit", fit, state);
    nkt_i_distinct(&call, "work", work, state);
    nkt_i_distinct(&call, "work", work, fit);
    nkt_i_bytes_add(&kept, 1, nkt_i_ols_fit_bytes(&shape));
    /* The fit is made in the work area: what is refused on the way leaves the caller's as it was. */
    nkt_i_bytes_add(&scratch, 1, nkt_i_ols_fit_bytes(&shape));
    solving = nkt_i_bytes_add(&scratch, 1, nkt_i_ols_fit_work_bytes(&shape));
    result = nkt_i_claim(&call, "fit", fit, kept);
    at = nkt_i_claim(&call, "work", work, scratch);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_ols_fit_make(&call, &names, live, &read, (nkt_i_ols_fit *)(void *)at,
                       (nkt_i_wide *)(void *)(at + solving));
    if (nkt_i_call_refused(&call))
        return call.status;
    memcpy(result, at, kept.total);
    nkt_i_ols_remark(&call, &names, result, NKT_I_OLS_REMARKS);
    return nkt_i_call_end(&call);
}

nkt_status nkt_ols(const nkt_design *design, const nkt_ols_options *options, nkt_memory *fit,
                   nkt_memory *work, nkt_error *error) {
    const nkt_i_ols_names names = {"design.rows", "design.response", "design.terms", design};
    nkt_i_call call = nkt_i_call_begin(error, "design options fit work error");
    const nkt_ols_options read = nkt_i_ols_options(&call, options);
    nkt_i_bytes kept = {0, 0}, scratch = {0, 0};
    nkt_i_ols_state *state;
    nkt_i_ols_shape shape;
    size_t making, solving;
    nkt_i_ols_fit *result;
    char *at;

    nkt_i_ols_design_check(&call, design, NULL, NKT_I_OLS_RESPONSE);
    shape = nkt_i_ols_shape_make(&call, "design.n_terms", design ? design->n_terms : 0, &read);
    nkt_i_distinct(&call, "work", work, fit);
    nkt_i_bytes_add(&kept, 1, nkt_i_ols_fit_bytes(&shape));
    nkt_i_bytes_add(&scratch, 1, nkt_i_ols_state_size(&shape));
    making = nkt_i_bytes_add(&scratch, 1, nkt_i_ols_fit_bytes(&shape));
    solving = nkt_i_bytes_add(&scratch, 1, nkt_i_ols_fit_work_bytes(&shape));
    result = nkt_i_claim(&call, "fit", fit, kept);
    at = nkt_i_claim(&call, "work", work, scratch);
    if (nkt_i_call_refused(&call))
        return call.status;
    state = (nkt_i_ols_state *)(void *)at;
    nkt_i_ols_state_init(state, &shape, &read);
    nkt_i_ols_add_rows(&call, state, design);
    nkt_i_ols_fit_make(&call, &names, state, &read, (nkt_i_ols_fit *)(void *)(at + making),
                       (nkt_i_wide *)(void *)(at + solving));
    if (nkt_i_call_refused(&call))
        return call.status;
    memcpy(result, at + making, kept.total);
    nkt_i_ols_remark(&call, &names, result, NKT_I_OLS_REMARKS);
    return nkt_i_call_end(&call);
}
