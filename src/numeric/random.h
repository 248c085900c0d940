/*
 * Random numbers that are a function of a seed, a stream and a position, so that any part of a
 * simulation can be drawn anywhere, in any order, with the same bits.
 *
 * The mixing is that of SplitMix64 (Steele, Lea & Flood 2014).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_RANDOM_H
#define NKT_RANDOM_H

#include <stdint.h>

static inline uint64_t nkt_i_random_mix(uint64_t x) {
    x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
    return x ^ (x >> 31);
}

/* Where the numbers of a stream begin. */
static inline uint64_t nkt_i_random_stream(uint64_t seed, uint64_t stream) {
    const uint64_t step = UINT64_C(0x9E3779B97F4A7C15);
    return nkt_i_random_mix(nkt_i_random_mix(seed + step) ^ (stream * step + 1));
}

/* 64 random bits. */
static inline uint64_t nkt_i_random_bits(uint64_t stream, uint64_t position) {
    return nkt_i_random_mix(stream + (position + 1) * UINT64_C(0x9E3779B97F4A7C15));
}

/* A number between 0 and 1, neither of them among the outcomes. */
static inline double nkt_i_random_uniform(uint64_t stream, uint64_t position) {
    return ((double)(nkt_i_random_bits(stream, position) >> 11) + 0.5) * 0x1p-53;
}

#endif
