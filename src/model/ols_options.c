/*
 * Options of least squares, and the shape of a model that they give.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

/* No release will have options as large as this: a size above it was never set. */
#define LARGEST 4096

static nkt_status copy(const nkt_ols_options *options, int32_t argument, nkt_ols_options *out,
                       nkt_error *error) {
    const unsigned char *bytes = (const unsigned char *)options;
    nkt_i_fault fault = NKT_I_FAULT(argument);
    uint32_t size;

    memcpy(&size, options, sizeof size);
    fault.value = size;
    if (size < 8 || size % 8 || size > LARGEST)
        return nkt_i_error_value(error, NKT_E_OPTIONS_SIZE, fault, "options.size",
                                 "is no size of options: set it to sizeof (nkt_ols_options)");
    memcpy(out, options, size < sizeof *out ? size : sizeof *out);
    for (size_t i = sizeof *out; i < size; i++)
        if (bytes[i])
            return nkt_i_error_value(error, NKT_E_OPTIONS_SIZE, fault, "options.size",
                                     "bytes set a field that this library does not have");
    return NKT_OK;
}

static nkt_status refuse(nkt_error *error, int32_t argument, double value, const char *field,
                         const char *sentence) {
    nkt_i_fault fault = NKT_I_FAULT(argument);
    fault.value = value;
    return nkt_i_error_value(error, NKT_E_OPTION, fault, field, sentence);
}

nkt_status nkt_i_ols_options(const nkt_ols_options *options, int32_t argument, nkt_ols_options *out,
                             nkt_error *error) {
    memset(out, 0, sizeof *out);
    if (options) {
        nkt_status status = copy(options, argument, out, error);
        if (status)
            return status;
    }
    out->size = sizeof *out;
    if (out->confidence == 0)
        out->confidence = 0.95;
    if (out->intercept != NKT_OLS_WITH_INTERCEPT && out->intercept != NKT_OLS_NO_INTERCEPT)
        return refuse(error, argument, out->intercept, "options.intercept", "is not 0 or 1");
    if (out->collinear != NKT_OLS_COLLINEAR_DROP && out->collinear != NKT_OLS_COLLINEAR_REFUSE)
        return refuse(error, argument, out->collinear, "options.collinear", "is not 0 or 1");
    if (out->reserved)
        return refuse(error, argument, out->reserved, "options.reserved", "is not 0");
    if (!(out->confidence > 0 && out->confidence < 1))
        return refuse(error, argument, out->confidence, "options.confidence",
                      "is not between 0 and 1");
    if (!(out->tolerance >= 0 && out->tolerance < 1))
        return refuse(error, argument, out->tolerance, "options.tolerance",
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
