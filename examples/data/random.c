/*
 * A small pseudo-random generator: see random.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "random.h"

#include <math.h>

/* SplitMix64 (Steele, Lea & Flood 2014). */
static uint64_t next(random_state *state) {
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

/* 53 random bits: exact in a double. */
static double uniform(random_state *state) {
    return (double)(next(state) >> 11) * 0x1p-53;
}

/* Nearly standard normal: the sum of twelve uniform numbers, which needs no logarithm. */
static double normal(random_state *state) {
    double sum = -6;
    for (int i = 0; i < 12; i++)
        sum += uniform(state);
    return sum;
}

double random_between(random_state *state, double low, double high) {
    return low + (high - low) * uniform(state);
}

double random_part(random_state *state, double n, double chance) {
    double part = 0;

    chance = chance < 0 ? 0 : chance > 1 ? 1 : chance;
    if (n > 200) {
        part = floor(n * chance + sqrt(n * chance * (1 - chance)) * normal(state) + 0.5);
        return part < 0 ? 0 : part > n ? n : part;
    }
    for (double person = 0; person < n; person++)
        part += uniform(state) < chance;
    return part;
}
