/*
 * Data and rivals for the benchmark of least squares: see ols_rows.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "ols_rows.h"

#include "bench_common.h"

#include <gsl/gsl_multifit.h>
#include <stdint.h>
#include <stdlib.h>

/* ---- data ---------------------------------------------------------------------------------------------- */

static double uniform(uint64_t *seed) {
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return ((double)(*seed >> 11) + 0.5) * 0x1p-53;
}

struct rows *rows_make(void) {
    struct rows *rows = bench_allocate(sizeof *rows);
    uint64_t seed = 1;

    rows->n_rows = SMALL_ROWS;
    rows->n_terms = SMALL_TERMS;
    for (int k = 0; k <= rows->n_terms; k++) {
        rows->columns[k] = bench_allocate(SMALL_ROWS * sizeof(double));
        for (int i = 0; i < SMALL_ROWS; i++)
            rows->columns[k][i] = 100 * uniform(&seed);
    }
    return rows;
}

void rows_write(const struct rows *rows, const char *folder, const char *name) {
    FILE *file = bench_open(folder, name, "wb");
    for (int k = 0; k <= rows->n_terms; k++)
        fwrite(rows->columns[k], sizeof(double), (size_t)rows->n_rows, file);
    if (fclose(file))
        bench_fail("%s could not be written", name);
}

/* ---- GSL ------------------------------------------------------------------------------------------------- */

/* left_out: a row that is not taken; -1: none. */
static double gsl_fit(const struct rows *rows, int left_out) {
    const size_t n = (size_t)rows->n_rows - (left_out >= 0), p = (size_t)rows->n_terms + 1;
    gsl_matrix *x = gsl_matrix_alloc(n, p), *covariance = gsl_matrix_alloc(p, p);
    gsl_vector *y = gsl_vector_alloc(n), *b = gsl_vector_alloc(p);
    gsl_multifit_linear_workspace *work = gsl_multifit_linear_alloc(n, p);
    double start, chi2, took;
    size_t at = 0;

    for (int i = 0; i < rows->n_rows; i++) {
        if (i == left_out)
            continue;
        gsl_matrix_set(x, at, 0, 1);
        for (int k = 0; k < rows->n_terms; k++)
            gsl_matrix_set(x, at, (size_t)k + 1, rows->columns[k][i]);
        gsl_vector_set(y, at++, rows->columns[rows->n_terms][i]);
    }
    start = bench_clock(); /* the fit alone: laying out its matrix is not counted against it */
    gsl_multifit_linear(x, y, b, covariance, &chi2, work);
    took = bench_clock() - start;
    gsl_multifit_linear_free(work);
    gsl_matrix_free(x);
    gsl_matrix_free(covariance);
    gsl_vector_free(y);
    gsl_vector_free(b);
    return took;
}

double gsl_one_fit(const struct rows *rows) {
    double sum = 0;
    const int times = 20;
    for (int i = 0; i < times; i++)
        sum += gsl_fit(rows, -1);
    return sum / times;
}

double gsl_leave_one_out(const struct rows *rows) {
    double sum = 0;
    for (int i = 0; i < rows->n_rows; i++)
        sum += gsl_fit(rows, i);
    return sum;
}
