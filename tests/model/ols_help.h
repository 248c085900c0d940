/*
 * What the tests of least squares share: a model in allocated memory, made in one call.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_TESTS_OLS_HELP_H
#define NKT_TESTS_OLS_HELP_H

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nyckeltal/ols.h"

typedef struct model {
    void *state, *fit, *work, *rows_work;
    size_t state_size, fit_size, work_size, rows_work_size;
    nkt_status status; /* of the fit */
    nkt_error error;
} model;

static inline nkt_column numbers(const double *values) {
    return (nkt_column){.values = values, .stride = sizeof *values, .type = NKT_FLOAT64};
}

static inline void model_init(model *m, int64_t n_terms, const nkt_ols_options *options) {
    memset(m, 0, sizeof *m);
    ck_assert_int_eq(nkt_ols_size(n_terms, options, &m->state_size, &m->error), NKT_OK);
    m->state = malloc(m->state_size);
    ck_assert_int_eq(nkt_ols_init(m->state, m->state_size, n_terms, options, &m->error), NKT_OK);
}

static inline nkt_status model_fit(model *m, const nkt_ols_options *options) {
    free(m->fit);
    free(m->work);
    free(m->rows_work);
    ck_assert_int_eq(nkt_ols_fit_size(m->state, &m->fit_size, &m->error), NKT_OK);
    ck_assert_int_eq(nkt_ols_fit_work_size(m->state, &m->work_size, &m->error), NKT_OK);
    m->fit = malloc(m->fit_size);
    m->work = malloc(m->work_size);
    m->status =
        nkt_ols_fit(m->state, options, m->fit, m->fit_size, m->work, m->work_size, &m->error);
    if (m->status >= 0) {
        nkt_error error;
        ck_assert_int_eq(nkt_ols_rows_work_size(m->fit, &m->rows_work_size, &error), NKT_OK);
        m->rows_work = malloc(m->rows_work_size);
    } else {
        m->rows_work = NULL;
    }
    return m->status;
}

/* Makes, feeds and fits. */
static inline nkt_status model_of(model *m, const nkt_column *response, const nkt_column *terms,
                                  int64_t n_terms, const nkt_column *weight, int64_t n_rows,
                                  const nkt_ols_options *options) {
    nkt_status status;
    model_init(m, n_terms, options);
    status = nkt_ols_add(m->state, response, terms, n_terms, weight, NULL, n_rows, &m->error);
    ck_assert_msg(status >= 0, "%s", m->error.message);
    return model_fit(m, options);
}

static inline void model_free(model *m) {
    free(m->state);
    free(m->fit);
    free(m->work);
    free(m->rows_work);
    memset(m, 0, sizeof *m);
}

static inline double get(const model *m, int32_t what) {
    double value = 4711;
    ck_assert_int_eq(nkt_ols_get(m->fit, what, &value, NULL), NKT_OK);
    return value;
}

/* One number of a list. */
static inline double one(const model *m, int32_t what, int k) {
    double list[65 * 65];
    ck_assert_int_eq(nkt_ols_copy(m->fit, what, list, 8, 65 * 65, NULL), NKT_OK);
    return list[k];
}

#endif
