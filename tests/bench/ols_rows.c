/*
 * Data and rivals for the benchmark of least squares: see ols_rows.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "ols_rows.h"

#include "bench_common.h"

#include <gsl/gsl_multifit.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

/* ---- data ---------------------------------------------------------------------------------------------- */

static double uniform(uint64_t *seed) {
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return ((double)(*seed >> 11) + 0.5) * 0x1p-53;
}

static double number(uint64_t *seed, int kind) {
    const double u = uniform(seed);
    if (kind == ONE_DECIMAL)
        return floor(1000 * u) / 10;
    return kind == FULL_MANTISSAS ? 100 * u
                                  : sqrt(-2 * log(u)) * cos(6.283185307179586 * uniform(seed));
}

struct rows *rows_make(int n_rows, int n_terms, int kind) {
    struct rows *rows = bench_allocate(sizeof *rows);
    uint64_t seed = 1;

    rows->n_rows = n_rows;
    rows->n_terms = n_terms;
    for (int k = 0; k <= n_terms; k++) {
        rows->columns[k] = bench_allocate((size_t)n_rows * sizeof(double));
        for (int i = 0; i < n_rows; i++)
            rows->columns[k][i] = number(&seed, kind);
    }
    return rows;
}

void rows_free(struct rows *rows) {
    for (int k = 0; k <= rows->n_terms; k++)
        free(rows->columns[k]);
    free(rows);
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
    const int times = rows->n_rows > 1000 ? 1 : 20;
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

/* ---- Dot2 ------------------------------------------------------------------------------------------------ */

enum { LANES = 4 };

/* Sums of products with the errors of every product and sum added up beside (Ogita, Rump & Oishi 2005). */
static double dot2(const double *restrict x, const double *restrict y, int n) {
    double sum[LANES] = {0}, low[LANES] = {0}, total = 0;

    for (int i = 0; i + LANES <= n; i += LANES)
        for (int l = 0; l < LANES; l++) {
            const double a = x[i + l], b = y[i + l], p = a * b;
            const double as = 134217729.0 * a, bs = 134217729.0 * b;
            const double ah = as - (as - a), bh = bs - (bs - b), al = a - ah, bl = b - bh;
            const double e = ((ah * bh - p) + ah * bl + al * bh) + al * bl;
            const double s = sum[l] + p, t = s - sum[l];
            low[l] += ((sum[l] - (s - t)) + (p - t)) + e;
            sum[l] = s;
        }
    for (int l = 0; l < LANES; l++)
        total += sum[l] + low[l];
    return total;
}

/* Columns in blocks that stay in the cache, as one would write it. */
double dot2_gram(const struct rows *rows) {
    enum { BLOCK = 512 };
    static volatile double kept[MOST_TERMS + 1][MOST_TERMS + 1];
    double start = bench_clock();

    for (int at = 0; at < rows->n_rows; at += BLOCK) {
        const int n = rows->n_rows - at < BLOCK ? rows->n_rows - at : BLOCK;
        for (int j = 0; j <= rows->n_terms; j++)
            for (int k = 0; k <= j; k++)
                kept[j][k] += dot2(rows->columns[j] + at, rows->columns[k] + at, n);
    }
    return bench_clock() - start;
}

double plain_read(const struct rows *rows) {
    static volatile double kept;
    double start = bench_clock(), sum[LANES] = {0};

    for (int k = 0; k <= rows->n_terms; k++)
        for (int i = 0; i + LANES <= rows->n_rows; i += LANES)
            for (int l = 0; l < LANES; l++)
                sum[l] += rows->columns[k][i + l];
    kept = sum[0] + sum[1] + sum[2] + sum[3];
    (void)kept;
    return bench_clock() - start;
}
