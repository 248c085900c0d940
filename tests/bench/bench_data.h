/*
 * What the benchmark computes on: every input of the catalogue, and the modelled figure, for
 * municipality × year × sex. Synthetic and the same in every run.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef BENCH_DATA_H
#define BENCH_DATA_H

#include <nyckeltal.h>

enum { BENCH_MUNICIPALITIES = 290, BENCH_YEARS = 25, BENCH_SEXES = 3 };
#define BENCH_ROWS ((int64_t)BENCH_MUNICIPALITIES * BENCH_YEARS * BENCH_SEXES)

/* How many columns there are: the inputs in order, then the figures that come from a model. */
int64_t bench_columns(void);

/* The id of a column, and the column of an id; -1: there is none. */
int32_t bench_column_id(int64_t column);
int64_t bench_column_of(int32_t id);

/* Whether a program would keep the column as double: amounts and full-time equivalents. */
int bench_is_real(int64_t column);

/*
 * One number: about 2 per cent are missing (NaN), one in 10 000 is bad (negative), denominators
 * are now and then 0, parts now and then above their whole.
 */
double bench_number(int64_t column, int64_t row);

#endif
