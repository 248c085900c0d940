/*
 * The fit of a state: its memory, its checks, its remarks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

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
    const int32_t number =
        what < NKT_OLS_ROBUST_SE ? what - NKT_OLS_COEFFICIENT : what - NKT_OLS_ROBUST_SE + 8;
    return nkt_i_ols_fit_parts(fit).list + number * p;
}

nkt_status nkt_i_ols_fit_check(const void *fit, int32_t argument, nkt_error *error) {
    const nkt_i_ols_fit *live = (const nkt_i_ols_fit *)fit;
    nkt_i_fault fault = NKT_I_FAULT(argument);

    if (!fit)
        return nkt_i_refuse_null(error, argument, "fit");
    if (!nkt_i_is_aligned8(fit))
        return nkt_i_error_set(error, NKT_E_ALIGNMENT, fault, "fit", "is not 8-byte aligned");
    if (live->magic != NKT_I_OLS_FIT || live->shape.n_columns < 0 ||
        live->shape.n_columns > NKT_OLS_TERMS_MAX ||
        live->size != nkt_i_ols_fit_bytes(&live->shape))
        return nkt_i_error_set(error, NKT_E_STATE, fault, "fit",
                               "is no least-squares fit, or is damaged");
    return NKT_OK;
}

static nkt_status ask_size(const void *state, size_t *size, nkt_error *error) {
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ols_state_check(state, 1, "state", error);
    if (!status && !size)
        status = nkt_i_refuse_null(error, 2, "size");
    return status;
}

nkt_status nkt_ols_fit_size(const void *state, size_t *size, nkt_error *error) {
    const nkt_status status = ask_size(state, size, error);
    if (!status)
        *size = nkt_i_ols_fit_bytes(&((const nkt_i_ols_state *)state)->shape);
    return status;
}

size_t nkt_i_ols_fit_work_bytes(const nkt_i_ols_shape *shape) {
    return (size_t)nkt_i_ols_solve_numbers(shape) * sizeof(nkt_i_wide);
}

nkt_status nkt_ols_fit_work_size(const void *state, size_t *size, nkt_error *error) {
    const nkt_status status = ask_size(state, size, error);
    if (!status)
        *size = nkt_i_ols_fit_work_bytes(&((const nkt_i_ols_state *)state)->shape);
    return status;
}

/* The options of a fit name the degrees of the state, or none at all. */
static nkt_status check_degrees(const nkt_i_ols_shape *shape, const nkt_ols_options *options,
                                nkt_error *error) {
    int any = 0;

    for (int64_t k = 0; k < NKT_OLS_TERMS_MAX; k++)
        any |= options->degree[k];
    for (int64_t k = 0; any && k < shape->n_terms; k++)
        if ((options->degree[k] ? options->degree[k] : 1) != shape->degree[k]) {
            nkt_i_fault fault = NKT_I_FAULT(2);
            fault.item = (int32_t)k;
            fault.value = options->degree[k];
            return nkt_i_error_value(error, NKT_E_SHAPE, fault, "options.degree",
                                     "is not what the state was made with");
        }
    return NKT_OK;
}

/* "intercept", "term 3", "term 3 to the power 2". */
static void coefficient_name(const nkt_i_ols_fit *fit, int64_t coefficient, char *name,
                             size_t size) {
    nkt_i_text text = nkt_i_text_begin(name, size);
    int64_t column = coefficient - fit->intercept, term = 0;

    if (column < 0) {
        nkt_i_text_add(&text, "intercept");
        return;
    }
    while (column >= fit->shape.degree[term])
        column -= fit->shape.degree[term++];
    nkt_i_text_add(&text, "term ");
    nkt_i_text_integer(&text, term);
    if (column > 0) {
        nkt_i_text_add(&text, " to the power ");
        nkt_i_text_integer(&text, column + 1);
    }
}

static nkt_status tell_dropped(const nkt_i_ols_fit *fit, nkt_status status, nkt_error *error) {
    const double *dropped = nkt_i_ols_list(fit, NKT_OLS_DROPPED);
    nkt_i_fault fault = NKT_I_FAULT(1);
    char name[40];

    fault.item = 0;
    while (dropped[fault.item] == 0)
        fault.item++;
    coefficient_name(fit, fault.item, name, sizeof name);
    return nkt_i_error_set(error, status, fault, name,
                           status == NKT_TERM_DROPPED
                               ? "is a combination of the terms before it, and was dropped"
                               : "is a combination of the terms before it");
}

/* The remark that is told in words: the first of the list in the header. */
static nkt_status remark(const nkt_i_ols_fit *fit, nkt_error *error) {
    const int64_t remarks = fit->remarks;
    nkt_i_fault fault = NKT_I_FAULT(1);

    if (remarks >> NKT_CONSTANT_RESPONSE & 1)
        return nkt_i_error_set(error, NKT_CONSTANT_RESPONSE, fault, "response",
                               "is the same in every row: there is nothing to explain");
    if (remarks >> NKT_TERM_DROPPED & 1)
        return tell_dropped(fit, NKT_TERM_DROPPED, error);
    if (remarks >> NKT_NOT_ESTIMABLE & 1) {
        fault.value = (double)fit->used;
        return nkt_i_error_value(error, NKT_NOT_ESTIMABLE, fault, NULL,
                                 "rows, as many as coefficients: there are no standard errors");
    }
    if (remarks >> NKT_PERFECT_FIT & 1)
        return nkt_i_error_set(error, NKT_PERFECT_FIT, fault, NULL,
                               "nothing is left over: sigma is 0, t and F are undefined");
    if (remarks >> NKT_NEARLY_COLLINEAR & 1) {
        fault.value = fit->own_share;
        return nkt_i_error_value(error, NKT_NEARLY_COLLINEAR, fault, NULL,
                                 "of a term's length is all that the other terms do not explain");
    }
    return NKT_OK;
}

static void begin(const nkt_i_ols_state *state, const nkt_ols_options *options,
                  nkt_i_ols_fit *fit) {
    const nkt_i_gram *gram = nkt_i_ols_gram_const(state);
    const nkt_i_wide weights = nkt_i_gram_get(gram, 0, 0), n = nkt_i_wide_from_integer(state->used);

    memset(fit, 0, nkt_i_ols_fit_bytes(&state->shape));
    fit->magic = NKT_I_OLS_FIT;
    fit->size = nkt_i_ols_fit_bytes(&state->shape);
    fit->shape = state->shape;
    fit->intercept = options->intercept == NKT_OLS_WITH_INTERCEPT;
    fit->n_coefficients = state->shape.n_columns + fit->intercept;
    fit->used = state->used;
    fit->missing = state->missing;
    fit->invalid = state->invalid;
    fit->zero_weight = state->zero_weight;
    fit->excluded = state->excluded;
    fit->weighted =
        nkt_i_wide_compare(&weights, &n) != 0 || nkt_i_exact_sum_round(&state->log_weights) != 0;
    fit->confidence = options->confidence;
    fit->press = fit->r2_predictive = fit->bp = fit->bp_df = fit->bp_p = NAN;
    fit->robust_kind = fit->robust_df = fit->n_clusters = NAN;
    for (int32_t what = NKT_OLS_ROBUST_SE; what <= NKT_OLS_ROBUST_UPPER; what++)
        for (int64_t k = 0; k < fit->n_coefficients; k++)
            nkt_i_ols_list(fit, what)[k] = NAN;
    for (int64_t k = 0; k < nkt_i_triangle(fit->n_coefficients, 0); k++)
        nkt_i_ols_fit_parts(fit).robust[k] = NAN;
}

static nkt_status check_rows(const nkt_i_ols_state *state, const nkt_ols_options *options,
                             nkt_error *error) {
    const int64_t p = state->shape.n_columns + (options->intercept == NKT_OLS_WITH_INTERCEPT);
    nkt_i_fault fault = NKT_I_FAULT(1);
    char sentence[80];
    nkt_i_text text = nkt_i_text_begin(sentence, sizeof sentence);

    if (p == 0)
        return nkt_i_error_set(error, NKT_E_COUNT, NKT_I_FAULT(2), "options.intercept",
                               "there is neither an intercept nor a term to fit");
    if (state->used >= p)
        return NKT_OK;
    fault.value = (double)state->used;
    nkt_i_text_add(&text, "rows are too few for ");
    nkt_i_text_integer(&text, p);
    nkt_i_text_add(&text, p == 1 ? " coefficient" : " coefficients");
    return nkt_i_error_value(error, NKT_E_TOO_FEW_ROWS, fault, NULL, sentence);
}

nkt_status nkt_ols_fit(const void *state, const nkt_ols_options *options, void *fit,
                       size_t fit_size, void *work, size_t work_size, nkt_error *error) {
    const nkt_i_ols_state *live = (const nkt_i_ols_state *)state;
    nkt_i_ols_fit *result = (nkt_i_ols_fit *)fit;
    nkt_ols_options read;
    double tolerance;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ols_state_check(state, 1, "state", error);
    if (!status)
        status = nkt_i_ols_options(options, 2, &read, error);
    if (!status)
        status = check_degrees(&live->shape, &read, error);
    if (!status)
        status =
            nkt_i_memory_check(fit, fit_size, nkt_i_ols_fit_bytes(&live->shape), 3, "fit", error);
    if (!status)
        status = nkt_i_memory_check(work, work_size, nkt_i_ols_fit_work_bytes(&live->shape), 5,
                                    "work", error);
    if (!status)
        status = check_rows(live, &read, error);
    if (status)
        return status;
    begin(live, &read, result);
    tolerance = read.tolerance > 0 ? read.tolerance : 0x1p-52 * (double)result->n_coefficients;
    nkt_i_ols_solve(live, tolerance, result, (nkt_i_wide *)work);
    if (read.collinear == NKT_OLS_COLLINEAR_REFUSE && result->rank < result->n_coefficients) {
        result->magic = 0; /* no fit: nothing can be read from it */
        return tell_dropped(result, NKT_E_COLLINEAR, error);
    }
    nkt_i_ols_summarise(live, result);
    return remark(result, error);
}
