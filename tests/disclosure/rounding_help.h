/*
 * Counts, keys and random numbers, for the tests of rounding and of cell keys.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_ROUNDING_HELP_H
#define TESTS_ROUNDING_HELP_H

#include <stdint.h>

#include "nyckeltal/rounding.h"

enum { ROWS = 20000 };

#define ROWS_OF(n) (&(nkt_rows)NKT_ROWS(n))

static nkt_error error;
static uint64_t seed = 1;
static double counts[ROWS];

static nkt_estimate out[ROWS];

static inline int64_t draw(int64_t below) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)((seed >> 33) % (uint64_t)below);
}

static inline nkt_column doubles(const double *values) {
    return (nkt_column){.values = values, .stride = sizeof *values, .type = NKT_FLOAT64};
}

/* Changes without bias, of bounded size; small counts never become 1. */
static const nkt_noise noise[] = {
    {1, -1, 2.0 / 3}, {1, 2, 1.0 / 3}, {2, -2, 1.0 / 3}, {2, 1, 2.0 / 3},
    {3, -1, 0.125},   {3, 0, 0.75},    {3, 1, 0.125},    {4, -2, 0.1},
    {4, -1, 0.2},     {4, 0, 0.4},     {4, 1, 0.2},      {4, 2, 0.1},
};
enum { LINES = sizeof noise / sizeof noise[0] };

#endif
