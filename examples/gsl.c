/*
 * The same linear model by gsl_multifit_linear and by this library, on the same memory: a matrix and
 * a vector of GSL, seen through the macros of <nyckeltal/gsl.h>. Prints coefficients and standard
 * errors of both as CSV, and how far apart they are.
 *
 *     gsl
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gsl/gsl_matrix.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_vector.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <nyckeltal.h>
#include <nyckeltal/gsl.h>

#include "fail.h"

enum { ROWS = 12, COEFFICIENTS = 3 };

/* Made up: employed after three years (per cent), unemployment and short schooling (per cent). */
static const double figures[ROWS][3] = {{41.2, 7.1, 38.0}, {36.5, 9.4, 41.5},  {52.8, 4.2, 30.1},
                                        {47.9, 5.5, 36.2}, {33.1, 10.8, 47.3}, {44.6, 6.9, 33.8},
                                        {50.2, 5.1, 27.4}, {38.7, 8.8, 44.9},  {46.3, 6.0, 39.6},
                                        {35.9, 9.9, 39.0}, {55.1, 3.6, 31.7},  {42.0, 7.7, 35.5}};

/* By this library: the columns of the matrix are its terms, but for the first, which is 1. */
static void fit_here(const gsl_matrix *x, const gsl_vector *y, gsl_matrix *out) {
    const nkt_column response = NKT_GSL_VECTOR(0, y);
    const nkt_column terms[] = {NKT_GSL_COLUMN(0, x, 1), NKT_GSL_COLUMN(0, x, 2)};
    const nkt_design design = {.rows = NKT_ROWS((int64_t)y->size),
                               .response = &response,
                               .terms = terms,
                               .n_terms = COEFFICIENTS - 1};
    const int32_t lists[] = {NKT_OLS_LIST_COEFFICIENT, NKT_OLS_LIST_SE};
    nkt_memory fit = NKT_MEMORY_REALLOC;

    must(nkt_ols(&design, NULL, &fit, &scratch, &fault));
    for (size_t list = 0; list < 2; list++)
        must(nkt_ols_copy(&fit, lists[list], &NKT_GSL_TO_COLUMN(out, list), &fault));
    nkt_memory_free(&fit);
}

static void fit_by_gsl(const gsl_matrix *x, const gsl_vector *y, gsl_matrix *out) {
    gsl_multifit_linear_workspace *work = gsl_multifit_linear_alloc(x->size1, x->size2);
    gsl_vector *coefficients = gsl_vector_alloc(x->size2);
    gsl_matrix *covariance = gsl_matrix_alloc(x->size2, x->size2);
    double squares;

    gsl_multifit_linear(x, y, coefficients, covariance, &squares, work);
    for (size_t j = 0; j < x->size2; j++) {
        gsl_matrix_set(out, j, 0, gsl_vector_get(coefficients, j));
        gsl_matrix_set(out, j, 1, sqrt(gsl_matrix_get(covariance, j, j)));
    }
    gsl_matrix_free(covariance);
    gsl_vector_free(coefficients);
    gsl_multifit_linear_free(work);
}

int main(void) {
    static const char *const names[COEFFICIENTS] = {"(Intercept)", "unemployment", "schooling"};
    gsl_matrix *x = gsl_matrix_alloc(ROWS, COEFFICIENTS);
    gsl_vector *y = gsl_vector_alloc(ROWS);
    gsl_matrix *here = gsl_matrix_alloc(COEFFICIENTS, 2),
               *there = gsl_matrix_alloc(COEFFICIENTS, 2);

    for (size_t i = 0; i < ROWS; i++) {
        gsl_vector_set(y, i, figures[i][0]);
        gsl_matrix_set(x, i, 0, 1);
        gsl_matrix_set(x, i, 1, figures[i][1]);
        gsl_matrix_set(x, i, 2, figures[i][2]);
    }
    fit_here(x, y, here);
    fit_by_gsl(x, y, there);
    printf("term,estimate,se,gsl_estimate,gsl_se\n");
    for (size_t j = 0; j < COEFFICIENTS; j++)
        printf("%s,%.12g,%.12g,%.12g,%.12g\n", names[j], gsl_matrix_get(here, j, 0),
               gsl_matrix_get(here, j, 1), gsl_matrix_get(there, j, 0),
               gsl_matrix_get(there, j, 1));
    gsl_matrix_free(there);
    gsl_matrix_free(here);
    gsl_vector_free(y);
    gsl_matrix_free(x);
    check_output();
    return 0;
}
