/*
 * What the tests of least squares share: a model in memory that grows, made in one call.
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
#include "nyckeltal/realloc.h"

typedef struct model {
    nkt_memory state, fit, work;
    nkt_status status; /* of the fit */
    nkt_error error;
} model;

static inline nkt_column numbers(const double *values) {
    return (nkt_column){.values = values, .stride = sizeof *values, .type = NKT_FLOAT64};
}

static inline nkt_design design_of(const nkt_column *response, const nkt_column *terms,
                                   int64_t n_terms, const nkt_column *weight,
                                   const nkt_column *include, int64_t n_rows) {
    nkt_design design = {.rows = NKT_ROWS(n_rows)};
    design.rows.include = include;
    design.response = response;
    design.terms = terms;
    design.n_terms = n_terms;
    design.weight = weight;
    return design;
}

static inline void model_init(model *m, int64_t n_terms, const nkt_ols_options *options) {
    const nkt_memory empty = NKT_MEMORY_REALLOC;
    memset(m, 0, sizeof *m);
    m->state = m->fit = m->work = empty;
    ck_assert_int_eq(nkt_ols_init(&m->state, n_terms, options, &m->error), NKT_OK);
}

static inline nkt_status model_add(model *m, const nkt_column *response, const nkt_column *terms,
                                   int64_t n_terms, const nkt_column *weight,
                                   const nkt_column *include, int64_t n_rows, nkt_error *error) {
    const nkt_design design = design_of(response, terms, n_terms, weight, include, n_rows);
    return nkt_ols_add(&m->state, &design, error);
}

static inline nkt_status model_fit(model *m, const nkt_ols_options *options) {
    m->status = nkt_ols_fit(&m->state, options, &m->fit, &m->work, &m->error);
    return m->status;
}

/* Makes, feeds and fits; and the one call says the same. */
static inline nkt_status model_of(model *m, const nkt_column *response, const nkt_column *terms,
                                  int64_t n_terms, const nkt_column *weight, int64_t n_rows,
                                  const nkt_ols_options *options) {
    const nkt_design design = design_of(response, terms, n_terms, weight, NULL, n_rows);
    nkt_memory fit = NKT_MEMORY_REALLOC;
    nkt_status status, whole;
    model_init(m, n_terms, options);
    status = nkt_ols_add(&m->state, &design, &m->error);
    ck_assert_msg(status >= 0, "%s", m->error.message);
    model_fit(m, NULL);
    whole = nkt_ols(&design, options, &fit, &m->work, NULL);
    ck_assert_int_eq(whole, m->status == NKT_OK ? status : m->status);
    if (whole >= 0)
        ck_assert_mem_eq(fit.data, m->fit.data, m->fit.needed);
    nkt_memory_free(&fit);
    return m->status;
}

/* n_what numbers of each row, packed. */
static inline nkt_status model_rows(model *m, const nkt_design *design, const int32_t *what,
                                    int64_t n_what, double *out, nkt_error *error) {
    const nkt_target target = {.values = out, .type = NKT_FLOAT64};
    return nkt_ols_rows(&m->fit, design, what, n_what, &target, &m->work, error);
}

static inline void model_free(model *m) {
    nkt_memory_free(&m->state);
    nkt_memory_free(&m->fit);
    nkt_memory_free(&m->work);
    memset(m, 0, sizeof *m);
}

static inline double get(const model *m, int32_t what) {
    double value = 4711;
    ck_assert_int_eq(nkt_ols_get(&m->fit, what, &value, NULL), NKT_OK);
    return value;
}

/* One number of a list. */
static inline double one(const model *m, int32_t what, int k) {
    double list[65 * 65];
    ck_assert_int_eq(nkt_ols_copy(&m->fit, what, &NKT_TO(list), NULL), NKT_OK);
    return list[k];
}

#endif
