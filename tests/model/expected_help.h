/*
 * What the tests of expected values share: a model in allocated memory, made in one call.
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

typedef struct expected {
    void *model, *work;
    size_t model_size, work_size;
    nkt_error error;
    int64_t n_rows;
} expected;

static inline nkt_column doubles(const double *values) {
    return (nkt_column){.values = values, .stride = sizeof *values, .type = NKT_FLOAT64};
}

/* Fits; size, unit, include may be NULL. */
static inline nkt_status expected_of(expected *e, const nkt_column *response,
                                     const nkt_column *terms, int64_t n_terms,
                                     const nkt_column *size, const nkt_column *unit,
                                     const nkt_column *include, int64_t n_rows,
                                     const nkt_expected_options *options) {
    memset(e, 0, sizeof *e);
    e->n_rows = n_rows;
    ck_assert_int_eq(nkt_expected_size(n_terms, n_rows, &e->model_size, &e->error), NKT_OK);
    ck_assert_int_eq(nkt_expected_work_size(n_terms, n_rows, options, &e->work_size, &e->error),
                     NKT_OK);
    e->model = malloc(e->model_size);
    e->work = malloc(e->work_size);
    return nkt_expected_fit(response, terms, n_terms, size, unit, include, n_rows, options,
                            e->model, e->model_size, e->work, e->work_size, &e->error);
}

static inline void expected_free(expected *e) {
    free(e->model);
    free(e->work);
}

static inline double number_of(const expected *e, int32_t what) {
    double value = 0;
    ck_assert_int_eq(nkt_expected_get(e->model, what, &value, NULL), NKT_OK);
    return value;
}

/* A list of the model, in memory that the next two calls leave alone. */
static inline const double *list_of(const expected *e, int32_t what) {
    enum { MOST = 1000, KEPT = 3 };
    static double lists[KEPT][MOST];
    static int last;
    last = (last + 1) % KEPT;
    ck_assert_int_eq(nkt_expected_copy(e->model, what, lists[last], sizeof(double), MOST, NULL),
                     NKT_OK);
    return lists[last];
}

static inline double cell(const expected *e, int32_t what, int64_t row) {
    return list_of(e, what)[row];
}

#endif
