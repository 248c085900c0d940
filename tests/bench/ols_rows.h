/*
 * Data for the benchmark of least squares, and what runs beside it in the same program: GSL, and a
 * Gram matrix in compensated arithmetic.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef OLS_ROWS_H
#define OLS_ROWS_H

enum {
    SMALL_ROWS = 290,
    SMALL_TERMS = 7,
    BIG_ROWS = 1000000,
    BIG_TERMS = 10,
    MOST_TERMS = 10,
    BENCH_REFITS = 10000
};

/* What the numbers look like: 0 to 100 with one decimal, the same with all bits, normal deviates. */
enum { ONE_DECIMAL, FULL_MANTISSAS, NORMAL_DEVIATES, KINDS };

struct rows {
    int n_rows, n_terms;
    double *columns[MOST_TERMS + 1]; /* the terms, then the response */
};

struct rows *rows_make(int n_rows, int n_terms, int kind);
void rows_free(struct rows *rows);

/* All columns, one after the other. */
void rows_write(const struct rows *rows, const char *folder, const char *name);

/* Each returns milliseconds. */
double gsl_one_fit(const struct rows *rows);
double gsl_leave_one_out(const struct rows *rows);
double dot2_gram(const struct rows *rows);
double plain_read(const struct rows *rows);

#endif
