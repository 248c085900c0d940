/*
 * Data for the benchmark of small least squares, and what runs beside it in the same program: GSL.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef OLS_ROWS_H
#define OLS_ROWS_H

enum { SMALL_ROWS = 290, SMALL_TERMS = 7, MOST_TERMS = 7, BENCH_REFITS = 10000 };

struct rows {
    int n_rows, n_terms;
    double *columns[MOST_TERMS + 1]; /* the terms, then the response */
};

/* SMALL_ROWS rows of SMALL_TERMS terms. */
struct rows *rows_make(void);

/* All columns, one after the other. */
void rows_write(const struct rows *rows, const char *folder, const char *name);

/* Each returns milliseconds. */
double gsl_one_fit(const struct rows *rows);
double gsl_leave_one_out(const struct rows *rows);

#endif
