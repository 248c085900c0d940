/*
 * How a result of iteratively reweighted least squares lies in memory, and how one is recognised.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/irls.h"

nkt_i_bytes nkt_i_irls_bytes(int64_t n_terms, int64_t n_rows) {
    nkt_i_bytes bytes = {0, 0};

    nkt_i_bytes_add(&bytes, 1, sizeof(nkt_i_irls));
    nkt_i_bytes_add(&bytes, n_terms + 1, NKT_I_IRLS_COEFFICIENT_LISTS * sizeof(double));
    nkt_i_bytes_add(&bytes, n_rows, NKT_I_IRLS_ROW_LISTS * sizeof(double));
    return bytes;
}

double *nkt_i_irls_list(const nkt_i_irls *result, int32_t what) {
    /* The caller's result may be const; then what is found here is only read. */
    double *lists = (double *)(uintptr_t)(result + 1);

    if (what < NKT_IRLS_ROW_FITTED)
        return lists + (what - NKT_IRLS_COEFFICIENT) * (result->n_terms + 1);
    return lists + NKT_I_IRLS_COEFFICIENT_LISTS * (result->n_terms + 1) +
           (what - NKT_IRLS_ROW_FITTED) * result->n_rows;
}

const nkt_i_irls *nkt_i_irls_open(nkt_i_call *call, const char *path, const nkt_memory *memory) {
    const nkt_i_irls *result = nkt_i_held(call, path, memory, sizeof *result);
    nkt_i_bytes bytes;

    if (nkt_i_call_refused(call))
        return NULL;
    if (result->magic == NKT_I_IRLS && result->n_terms >= 0 &&
        result->n_terms <= NKT_OLS_TERMS_MAX && result->n_rows >= 0) {
        bytes = nkt_i_irls_bytes(result->n_terms, result->n_rows);
        if (!bytes.overflow && result->size == bytes.total && bytes.total <= memory->size)
            return result;
    }
    nkt_i_refuse_path(call, NKT_E_STATE, NKT_REASON_NO_STATE, path, "is no result, or is damaged");
    return NULL;
}

void nkt_i_irls_check(nkt_i_call *call, const char *path, const nkt_memory *memory) {
    nkt_i_irls_open(call, path, memory);
}
