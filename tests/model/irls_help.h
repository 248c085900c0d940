/*
 * Made-up rows for the fractional logit and for Huber's fit, and what a fit says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_IRLS_HELP_H
#define TESTS_IRLS_HELP_H

#include <check.h>
#include <math.h>

#include "nyckeltal/irls.h"
#include "nyckeltal/realloc.h"

enum { N = 80, TERMS = 2, P = TERMS + 1, SETS = 4 };

static double y[N], x[TERMS][N], w[N];
static nkt_column response, terms[TERMS], weight;
static nkt_design design;
static nkt_memory result, work;
static nkt_error error;

static uint64_t seed;

static inline double uniform(void) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return ((double)(seed >> 11) + 0.5) * 0x1p-53;
}

static inline nkt_column doubles(const double *values) {
    return (nkt_column){.values = values, .stride = sizeof *values, .type = NKT_FLOAT64};
}

/* Shares of all sizes; for Huber's fit some rows lie far off. */
static inline void make(int set) {
    seed = 100 + (uint64_t)set;
    for (int i = 0; i < N; i++) {
        x[0][i] = 10 + 40 * uniform();
        x[1][i] = 5 * uniform();
        w[i] = 1 + floor(400 * uniform());
        y[i] = 100 / (1 + exp(-(-2 + 0.06 * x[0][i] - 0.3 * x[1][i] + 2 * (uniform() - 0.5))));
        if (set >= 2)
            y[i] = 60 - 0.5 * x[0][i] + 3 * x[1][i] + 8 * (uniform() + uniform() - 1) +
                   (i % 13 == 0 ? 40 : 0);
    }
    if (set < 2) {
        y[5] = 0;
        y[6] = 100;
    }
}

static inline void setup(void) {
    response = doubles(y);
    weight = doubles(w);
    for (int k = 0; k < TERMS; k++)
        terms[k] = doubles(x[k]);
    design =
        (nkt_design){.rows = NKT_ROWS(N), .response = &response, .terms = terms, .n_terms = TERMS};
    result = work = (nkt_memory)NKT_MEMORY_REALLOC;
}

static inline void teardown(void) {
    nkt_memory_free(&result);
    nkt_memory_free(&work);
}

static inline nkt_status fit(int by_weight, const nkt_column *include,
                             const nkt_irls_options *options) {
    design.rows.include = include;
    design.weight = by_weight ? &weight : NULL;
    return nkt_irls(&design, options, &result, &work, &error);
}

static inline double number(int32_t what) {
    double value;
    ck_assert_int_eq(nkt_irls_get(&result, what, &value, NULL), NKT_OK);
    return value;
}

static inline double item(int32_t what, int k) {
    double list[N];
    ck_assert_int_eq(nkt_irls_copy(&result, what, &NKT_TO(list), NULL), NKT_OK);
    return list[k];
}

#endif
