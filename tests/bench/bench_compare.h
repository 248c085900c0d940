/*
 * Whether two sides computed the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef BENCH_COMPARE_H
#define BENCH_COMPARE_H

#include "bench_ours.h"

/*
 * Compares with FOLDER/NAME.bin: per figure, BENCH_ROWS doubles each of value, lower, upper, basis
 * and state. States must be the same, and so must be which numbers are NaN. Returns the largest
 * difference of a number, relative to the largest number among the value and limits of that
 * estimate: a lower limit near 0 is, in the textbook form, a difference of numbers of that size.
 */
double compare_file(const struct ours *ours, const char *folder, const char *name);

/* What the other wants must be the same bits. */
void compare_layouts(const struct ours *all, const struct ours *other);

#endif
