/*
 * nkt_compute over the whole catalogue, from and to several layouts of memory.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef BENCH_OURS_H
#define BENCH_OURS_H

#include <nyckeltal.h>

/* What is wanted of every figure. */
enum wanted { WANT_VALUE, WANT_LIMITS /* and the value */, WANT_ALL, WANTED };

/* Columns in memory, and where the estimates go. */
struct ours {
    nkt_column *columns;
    nkt_estimates out;
    int64_t n_figures;
    int32_t figures[256];
};

/* Every column an array of double; of every figure each member that is wanted is an array too. */
void ours_columns(struct ours *ours, double *numbers, enum wanted wanted);

/* The same inputs; the estimates of a figure are an array of nkt_estimate. */
void ours_arrays(struct ours *ours, double *numbers);

/*
 * One struct per row, with a double for every amount and an int32 with R's NA for every count; the
 * estimates of a row lie together.
 */
void ours_structs(struct ours *ours, const double *numbers);

/* One call of nkt_compute: milliseconds. */
double ours_run(const struct ours *ours);

/*
 * What memory alone takes: milliseconds. Every input is read once, and everything that `ours` writes
 * is written once, a column at a time and with nothing computed. Of ours_columns.
 */
double ours_memory(const struct ours *ours);

/* The estimate of a row and figure; NaN and 0 for what is not wanted. */
nkt_estimate ours_estimate(const struct ours *ours, int64_t row, int64_t figure);

#endif
