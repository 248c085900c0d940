/*
 * What the tests of expected values share: a model in memory that grows, made in one call.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_TESTS_EXPECTED_HELP_H
#define NKT_TESTS_EXPECTED_HELP_H

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nyckeltal/expected.h"
#include "nyckeltal/ols.h"
#include "nyckeltal/realloc.h"

typedef struct expected {
    nkt_memory model, work;
    nkt_error error;
} expected;

static inline nkt_column doubles(const double *values) {
    return (nkt_column){.values = values, .stride = sizeof *values, .type = NKT_FLOAT64};
}

/* Fits; size, include may be NULL. */
static inline nkt_status expected_of(expected *e, const nkt_column *response,
                                     const nkt_column *terms, int64_t n_terms,
                                     const nkt_column *size, const nkt_column *include,
                                     int64_t n_rows, const nkt_expected_options *options) {
    const nkt_design design = {.rows = {.include = include, .n_rows = n_rows},
                               .response = response,
                               .terms = terms,
                               .n_terms = n_terms,
                               .size = size};
    *e = (expected){.model = NKT_MEMORY_REALLOC, .work = NKT_MEMORY_REALLOC};
    return nkt_expected(&design, options, &e->model, &e->work, &e->error);
}

static inline void expected_free(expected *e) {
    nkt_memory_free(&e->model);
    nkt_memory_free(&e->work);
}

static inline double number_of(const expected *e, int32_t what) {
    double value = 0;
    ck_assert_int_eq(nkt_expected_get(&e->model, what, &value, NULL), NKT_OK);
    return value;
}

/* A list of the model, in memory that the next two calls leave alone. */
static inline const double *list_of(const expected *e, int32_t what) {
    enum { MOST = 1000, KEPT = 3 };
    static double lists[KEPT][MOST];
    static int last;
    last = (last + 1) % KEPT;
    ck_assert_int_eq(nkt_expected_copy(&e->model, what, &NKT_TO(lists[last]), NULL), NKT_OK);
    return lists[last];
}

static inline double cell(const expected *e, int32_t what, int64_t row) {
    return list_of(e, what)[row];
}

/* A number, and the coefficients, of the least-squares fit inside. */
static inline double ols_number_of(const expected *e, int32_t what) {
    double value = 0;
    nkt_memory fit;
    ck_assert_int_eq(nkt_expected_ols(&e->model, &fit, NULL), NKT_OK);
    ck_assert_int_eq(nkt_ols_get(&fit, what, &value, NULL), NKT_OK);
    return value;
}

static inline void ols_coefficients_of(const expected *e, double *coefficients, int64_t n) {
    nkt_memory fit;
    ck_assert_int_eq(nkt_expected_ols(&e->model, &fit, NULL), NKT_OK);
    ck_assert_int_eq(nkt_ols_copy(&fit, NKT_OLS_LIST_COEFFICIENT, &NKT_TO_N(coefficients, n), NULL),
                     NKT_OK);
}

#endif
