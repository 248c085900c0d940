/*
 * A result of iteratively reweighted least squares: its layout, and how it is read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/irls.h"

int nkt_i_irls_bytes(int64_t n_terms, int64_t n_rows, size_t *size) {
    const size_t coefficients = NKT_I_IRLS_COEFFICIENT_LISTS * (size_t)(n_terms + 1);
    size_t rows;

    return nkt_i_size_mul((size_t)n_rows, NKT_I_IRLS_ROW_LISTS * sizeof(double), &rows) &&
           nkt_i_size_add(rows, sizeof(nkt_i_irls) + coefficients * sizeof(double), size);
}

/* Which list has that id; -1: none. */
static int64_t list_number(int32_t what) {
    if (what >= NKT_IRLS_COEFFICIENT && what <= NKT_IRLS_EFFECT_SE)
        return what - NKT_IRLS_COEFFICIENT;
    if (what >= NKT_IRLS_ROW_FITTED && what <= NKT_IRLS_ROW_WEIGHT)
        return what - NKT_IRLS_ROW_FITTED;
    return -1;
}

static int is_per_row(int32_t what) {
    return what >= NKT_IRLS_ROW_FITTED;
}

double *nkt_i_irls_list(const nkt_i_irls *result, int32_t what) {
    /* The caller's result may be const; then what is found here is only read. */
    double *lists = (double *)(uintptr_t)(result + 1);

    if (!is_per_row(what))
        return lists + list_number(what) * (result->n_terms + 1);
    return lists + NKT_I_IRLS_COEFFICIENT_LISTS * (result->n_terms + 1) +
           list_number(what) * result->n_rows;
}

static nkt_status check_result(const void *result, nkt_error *error) {
    const nkt_i_irls *live = (const nkt_i_irls *)result;
    nkt_i_fault fault = NKT_I_FAULT(1);
    size_t size;

    if (!result)
        return nkt_i_refuse_null(error, 1, "result");
    if (!nkt_i_is_aligned8(result))
        return nkt_i_error_set(error, NKT_E_ALIGNMENT, fault, "result", "is not 8-byte aligned");
    if (live->magic != NKT_I_IRLS || live->n_terms < 0 || live->n_terms > NKT_OLS_TERMS_MAX ||
        live->n_rows < 0 || !nkt_i_irls_bytes(live->n_terms, live->n_rows, &size) ||
        live->size != size)
        return nkt_i_error_set(error, NKT_E_STATE, fault, "result", "is no result, or is damaged");
    return NKT_OK;
}

static nkt_status refuse_id(nkt_error *error, int32_t what, const char *sentence) {
    nkt_i_fault fault = NKT_I_FAULT(2);
    fault.id = what;
    fault.value = what;
    return nkt_i_error_value(error, NKT_E_ID, fault, "what", sentence);
}

nkt_status nkt_irls_get(const void *result, int32_t what, double *value, nkt_error *error) {
    const nkt_i_irls *live = (const nkt_i_irls *)result;
    nkt_status status;

    nkt_i_error_clear(error);
    status = check_result(result, error);
    if (!status && !value)
        status = nkt_i_refuse_null(error, 3, "value");
    if (!status && (what < NKT_IRLS_N || what > NKT_IRLS_DEVIANCE))
        status = refuse_id(error, what, "is no number of a result");
    if (!status) {
        const double numbers[] = {(double)live->used,
                                  (double)live->rank,
                                  (double)live->left_out,
                                  (double)live->invalid,
                                  (double)live->iterations,
                                  (double)live->converged,
                                  live->scale,
                                  live->deviance};
        *value = numbers[what - NKT_IRLS_N];
    }
    return status;
}

nkt_status nkt_irls_copy(const void *result, int32_t what, void *out, int64_t stride,
                         int64_t capacity, nkt_error *error) {
    const nkt_i_irls *live = (const nkt_i_irls *)result;
    int64_t count;
    nkt_status status;

    nkt_i_error_clear(error);
    status = check_result(result, error);
    if (status)
        return status;
    if (list_number(what) < 0)
        return refuse_id(error, what, "is no list of a result");
    count = is_per_row(what) ? live->n_rows : live->n_terms + 1;
    return nkt_i_list_copy(nkt_i_irls_list(live, what), count, out, stride, capacity, error);
}
