/*
 * Numbers for tests, the same on every machine: a linear congruential generator (Knuth's MMIX), and
 * columns of doubles.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_DRAW_H
#define TESTS_DRAW_H

#include <math.h>
#include <stdint.h>

#include "nyckeltal/column.h"

static uint64_t seed;

/* Between 0 and 1, neither of them among the outcomes. */
static inline double uniform(void) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return ((double)(seed >> 11) + 0.5) * 0x1p-53;
}

static inline double normal(void) {
    return sqrt(-2 * log(uniform())) * cos(6.283185307179586 * uniform());
}

static inline nkt_column doubles(const double *values) {
    return (nkt_column){.values = values, .stride = sizeof *values, .type = NKT_FLOAT64};
}

#endif
