/*
 * Options of least squares, and the shape of a model that they give.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

nkt_status nkt_i_ols_options(const nkt_ols_options *options, int32_t argument, nkt_ols_options *out,
                             nkt_error *error) {
    nkt_status status =
        nkt_i_options_copy(options, argument, out, sizeof *out,
                           "is no size of options: set it to sizeof (nkt_ols_options)", error);

    if (status)
        return status;
    if (out->confidence == 0)
        out->confidence = 0.95;
    if (out->intercept != NKT_OLS_WITH_INTERCEPT && out->intercept != NKT_OLS_NO_INTERCEPT)
        return nkt_i_refuse_option(error, argument, out->intercept, "options.intercept",
                                   "is not 0 or 1");
    if (out->collinear != NKT_OLS_COLLINEAR_DROP && out->collinear != NKT_OLS_COLLINEAR_REFUSE)
        return nkt_i_refuse_option(error, argument, out->collinear, "options.collinear",
                                   "is not 0 or 1");
    if (out->reserved)
        return nkt_i_refuse_option(error, argument, out->reserved, "options.reserved", "is not 0");
    if (!(out->confidence > 0 && out->confidence < 1))
        return nkt_i_refuse_option(error, argument, out->confidence, "options.confidence",
                                   "is not between 0 and 1");
    if (!(out->tolerance >= 0 && out->tolerance < 1))
        return nkt_i_refuse_option(error, argument, out->tolerance, "options.tolerance",
                                   "is not 0 or more and below 1");
    return NKT_OK;
}

nkt_status nkt_i_ols_shape_make(int64_t n_terms, const nkt_ols_options *options,
                                nkt_i_ols_shape *shape, nkt_error *error) {
    memset(shape, 0, sizeof *shape);
    if (n_terms < 0 || n_terms > NKT_OLS_TERMS_MAX)
        return nkt_i_refuse_count(error, 1, "n_terms", n_terms);
    shape->n_terms = n_terms;
    for (int64_t k = 0; k < n_terms; k++) {
        shape->degree[k] = options->degree[k] ? options->degree[k] : 1;
        shape->n_columns += shape->degree[k];
    }
    if (shape->n_columns > NKT_OLS_TERMS_MAX) {
        nkt_i_fault fault = NKT_I_FAULT(1);
        fault.value = (double)shape->n_columns;
        return nkt_i_error_value(error, NKT_E_COUNT, fault, "n_terms",
                                 "columns, powers counted, are more than 64");
    }
    return NKT_OK;
}

int nkt_i_ols_shape_same(const nkt_i_ols_shape *a, const nkt_i_ols_shape *b) {
    return a->n_terms == b->n_terms && memcmp(a->degree, b->degree, sizeof a->degree) == 0;
}

int nkt_i_ols_shape_has_powers(const nkt_i_ols_shape *shape) {
    return shape->n_columns > shape->n_terms;
}
