/*
 * Options of least squares, and the shape of a model that they give.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

nkt_ols_options nkt_i_ols_options(nkt_i_call *call, const nkt_ols_options *options) {
    nkt_ols_options read;

    nkt_i_options_open(call, options, &read, sizeof read);
    nkt_i_code(call, "options.intercept", read.intercept, NKT_OLS_INTERCEPT_WITH,
               NKT_OLS_INTERCEPT_NONE);
    nkt_i_code(call, "options.collinear", read.collinear, NKT_OLS_COLLINEAR_DROP,
               NKT_OLS_COLLINEAR_REFUSE);
    nkt_i_code(call, "options.weights", read.weights, NKT_OLS_WEIGHTS_ANALYTIC,
               NKT_OLS_WEIGHTS_FREQUENCY);
    nkt_i_confidence_option(call, &read.confidence);
    if (!(read.tolerance >= 0 && read.tolerance < 1))
        nkt_i_refuse_value(call, NKT_E_OPTION, NKT_REASON_OUT_OF_RANGE, "options.tolerance",
                           read.tolerance, "is not 0 or more and below 1");
    return read;
}

double nkt_i_ols_tolerance(const nkt_ols_options *options, int64_t n_coefficients) {
    return options->tolerance > 0 ? options->tolerance : 0x1p-52 * (double)n_coefficients;
}

/* A degree that belongs to no term was meant for another one. */
static void check_degrees(nkt_i_call *call, const nkt_ols_options *options, int64_t n_terms) {
    for (int64_t k = n_terms; k < NKT_OLS_TERMS_MAX; k++)
        if (options->degree[k]) {
            nkt_i_fault fault = NKT_I_AT("options.degree");
            fault.item = (int32_t)k;
            fault.value = options->degree[k];
            nkt_i_refuse(call, NKT_E_OPTION, NKT_REASON_CONTRADICTION, fault,
                         "is the degree of a term that is not there");
        }
}

nkt_i_ols_shape nkt_i_ols_shape_make(nkt_i_call *call, const char *path, int64_t n_terms,
                                     const nkt_ols_options *options) {
    nkt_i_ols_shape shape;
    nkt_i_fault fault = NKT_I_AT(path);

    memset(&shape, 0, sizeof shape);
    nkt_i_count(call, path, n_terms, 0, NKT_OLS_TERMS_MAX);
    if (nkt_i_call_refused(call))
        return shape;
    shape.n_terms = n_terms;
    shape.weights = options->weights;
    for (int64_t k = 0; k < n_terms; k++) {
        shape.degree[k] = options->degree[k] ? options->degree[k] : 1;
        shape.n_columns += shape.degree[k];
    }
    fault.value = (double)shape.n_columns;
    fault.bound = NKT_OLS_TERMS_MAX;
    if (shape.n_columns > NKT_OLS_TERMS_MAX)
        nkt_i_refuse(call, NKT_E_COUNT, NKT_REASON_TOO_LARGE, fault,
                     "columns, powers counted, are more than 64");
    check_degrees(call, options, n_terms);
    return shape;
}

nkt_i_ols_shape nkt_i_ols_shape_plain(int64_t n_terms) {
    nkt_i_ols_shape shape;

    memset(&shape, 0, sizeof shape);
    shape.n_terms = n_terms;
    shape.n_columns = n_terms;
    for (int64_t k = 0; k < n_terms; k++)
        shape.degree[k] = 1;
    return shape;
}

int nkt_i_ols_shape_same(const nkt_i_ols_shape *a, const nkt_i_ols_shape *b) {
    return a->n_terms == b->n_terms && memcmp(a->degree, b->degree, sizeof a->degree) == 0;
}

int nkt_i_ols_shape_has_powers(const nkt_i_ols_shape *shape) {
    return shape->n_columns > shape->n_terms;
}

int nkt_i_ols_shape_is_sound(const nkt_i_ols_shape *shape) {
    int64_t n_columns = 0;

    if (shape->n_terms < 0 || shape->n_terms > NKT_OLS_TERMS_MAX ||
        shape->weights < NKT_OLS_WEIGHTS_ANALYTIC || shape->weights > NKT_OLS_WEIGHTS_FREQUENCY)
        return 0;
    for (int64_t k = 0; k < NKT_OLS_TERMS_MAX; k++) {
        const int64_t degree = shape->degree[k];
        if (degree < 0 || degree > NKT_OLS_TERMS_MAX || (k < shape->n_terms) != (degree > 0))
            return 0;
        n_columns += degree;
    }
    return n_columns == shape->n_columns && n_columns <= NKT_OLS_TERMS_MAX;
}

nkt_i_ols_place nkt_i_ols_place_of(const nkt_i_ols_shape *shape, int64_t column) {
    nkt_i_ols_place place = {0, column + 1};

    while (place.power > shape->degree[place.term])
        place.power -= shape->degree[place.term++];
    return place;
}
