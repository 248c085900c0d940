/*
 * What a model of expected values is made of, and how it is read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected.h"

/* ---- layout ------------------------------------------------------------------------------------------ */

static size_t fit_bytes(int64_t n_terms) {
    nkt_i_ols_shape shape;
    memset(&shape, 0, sizeof shape);
    shape.n_terms = n_terms;
    shape.n_columns = n_terms;
    return nkt_i_ols_fit_bytes(&shape);
}

int nkt_i_expected_bytes(int64_t n_terms, int64_t n_rows, size_t *size) {
    size_t lists;

    return nkt_i_size_mul(sizeof(double) * NKT_I_ROW_LISTS, (size_t)n_rows, &lists) &&
           nkt_i_size_add(lists,
                          sizeof(nkt_i_expected) + fit_bytes(n_terms) +
                              2 * (size_t)(n_terms + 1) * sizeof(double),
                          size);
}

nkt_i_ols_fit *nkt_i_expected_fit(const nkt_i_expected *model) {
    /* The caller's model may be const; then what is found here is only read. */
    return (nkt_i_ols_fit *)(uintptr_t)(model + 1);
}

double *nkt_i_expected_coefficients(const nkt_i_expected *model) {
    return (double *)((uintptr_t)(model + 1) + fit_bytes(model->n_terms));
}

/* Which list has that id; -1: none. */
static int64_t list_number(int32_t what) {
    if (what >= NKT_EXPECTED_ROW_USE && what <= NKT_EXPECTED_ROW_OLS_UPPER)
        return what - NKT_EXPECTED_ROW_USE;
    if (what >= NKT_EXPECTED_ROW_VARIANCE && what <= NKT_EXPECTED_ROW_OUTLYING_Q)
        return NKT_I_PUBLISHED_LISTS + what - NKT_EXPECTED_ROW_VARIANCE;
    return -1;
}

double *nkt_i_expected_list(const nkt_i_expected *model, int32_t what) {
    return nkt_i_expected_coefficients(model) + 2 * (model->n_terms + 1) +
           list_number(what) * model->n_rows;
}

/* ---- reading ------------------------------------------------------------------------------------------ */

static nkt_status check_model(const void *model, nkt_error *error) {
    const nkt_i_expected *live = (const nkt_i_expected *)model;
    nkt_i_fault fault = NKT_I_FAULT(1);
    size_t size;

    if (!model)
        return nkt_i_refuse_null(error, 1, "model");
    if (!nkt_i_is_aligned8(model))
        return nkt_i_error_set(error, NKT_E_ALIGNMENT, fault, "model", "is not 8-byte aligned");
    if (live->magic != NKT_I_EXPECTED || live->n_terms < 0 || live->n_terms > NKT_OLS_TERMS_MAX ||
        live->n_rows < 0 || !nkt_i_expected_bytes(live->n_terms, live->n_rows, &size) ||
        live->size != size)
        return nkt_i_error_set(error, NKT_E_STATE, fault, "model",
                               "is no model of expected values, or is damaged");
    return NKT_OK;
}

const void *nkt_expected_ols(const void *model) {
    return check_model(model, NULL) ? NULL : nkt_i_expected_fit((const nkt_i_expected *)model);
}

static nkt_status refuse_id(nkt_error *error, int32_t what, const char *sentence) {
    nkt_i_fault fault = NKT_I_FAULT(2);
    fault.id = what;
    fault.value = what;
    return nkt_i_error_value(error, NKT_E_ID, fault, "what", sentence);
}

/* 1 where there is such a number. */
static int number_of(const nkt_i_expected *m, int32_t what, double *value) {
    switch (what) {
    case NKT_EXPECTED_N:
        *value = (double)m->used;
        return 1;
    case NKT_EXPECTED_N_BENCHMARK:
        *value = (double)m->with_size;
        return 1;
    case NKT_EXPECTED_N_SMALL:
        *value = (double)m->small;
        return 1;
    case NKT_EXPECTED_N_NOT_INCLUDED:
        *value = (double)m->not_included;
        return 1;
    case NKT_EXPECTED_N_MISSING:
        *value = (double)m->missing;
        return 1;
    case NKT_EXPECTED_N_INVALID:
        *value = (double)m->invalid;
        return 1;
    case NKT_EXPECTED_N_NATION:
        *value = (double)m->nation;
        return 1;
    case NKT_EXPECTED_TAU2:
        *value = m->tau2;
        return 1;
    case NKT_EXPECTED_TAU2_LOWER:
        *value = m->tau2_lower;
        return 1;
    case NKT_EXPECTED_TAU2_UPPER:
        *value = m->tau2_upper;
        return 1;
    case NKT_EXPECTED_Q:
        *value = m->q;
        return 1;
    case NKT_EXPECTED_Q_DF:
        *value = m->q_df;
        return 1;
    case NKT_EXPECTED_Q_P:
        *value = m->q_p;
        return 1;
    default:
        return 0;
    }
}

nkt_status nkt_expected_get(const void *model, int32_t what, double *value, nkt_error *error) {
    nkt_status status;

    nkt_i_error_clear(error);
    status = check_model(model, error);
    if (!status && !value)
        status = nkt_i_refuse_null(error, 3, "value");
    if (!status && !number_of((const nkt_i_expected *)model, what, value))
        status = refuse_id(error, what, "is no number of a model");
    return status;
}

nkt_status nkt_expected_copy(const void *model, int32_t what, void *out, int64_t stride,
                             int64_t capacity, nkt_error *error) {
    const nkt_i_expected *live = (const nkt_i_expected *)model;
    const int per_coefficient =
        what == NKT_EXPECTED_COEFFICIENT || what == NKT_EXPECTED_COEFFICIENT_SE;
    const double *list;
    int64_t count;
    nkt_status status;

    nkt_i_error_clear(error);
    status = check_model(model, error);
    if (status)
        return status;
    if (!per_coefficient && list_number(what) < 0)
        return refuse_id(error, what, "is no list of a model");
    count = per_coefficient ? live->n_terms + 1 : live->n_rows;
    list = per_coefficient ? nkt_i_expected_coefficients(live) +
                                 (what - NKT_EXPECTED_COEFFICIENT) * (live->n_terms + 1)
                           : nkt_i_expected_list(live, what);
    return nkt_i_list_copy(list, count, out, stride, capacity, error);
}
