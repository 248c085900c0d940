/*
 * The side of the library: nkt_compute over the whole catalogue, on two layouts of the same data.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef BENCH_OURS_H
#define BENCH_OURS_H

#include <nyckeltal.h>

/* Columns in memory, and room for the estimates. */
struct ours {
    nkt_column *columns;
    nkt_estimate *out;
    int64_t n_figures, row_stride, figure_stride;
    int32_t figures[256];
};

/* Every column an array of double; the estimates of a figure lie together. */
void ours_arrays(struct ours *ours, double *numbers);

/*
 * One struct per row, with a double for every amount and an int32 with R's NA for every count; the
 * estimates of a row lie together.
 */
void ours_structs(struct ours *ours, const double *numbers);

/* One call of nkt_compute: milliseconds. */
double ours_run(const struct ours *ours);

/* The estimate of a row and figure. */
const nkt_estimate *ours_estimate(const struct ours *ours, int64_t row, int64_t figure);

#endif
