/*
 * Sorting many numbers: by keys of 64 bits, digit by digit.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_SORT_KEYED_H
#define NKT_SORT_KEYED_H

#include <stdint.h>
#include <string.h>

typedef struct nkt_i_keyed {
    uint64_t key;
    int64_t row;
} nkt_i_keyed;

/* A key whose order is that of the numbers; -0 and 0 have the same. Not for NaN. */
static inline uint64_t nkt_i_key_of(double x) {
    uint64_t bits;

    x += 0.0; /* -0 becomes 0 */
    memcpy(&bits, &x, sizeof bits);
    return bits ^ ((uint64_t)((int64_t)bits >> 63) | UINT64_C(1) << 63);
}

static inline double nkt_i_key_value(uint64_t key) {
    const uint64_t bits = key >> 63 ? key ^ UINT64_C(1) << 63 : ~key;
    double x;

    memcpy(&x, &bits, sizeof x);
    return x;
}

/* Sorts stably, in ascending order of keys; scratch holds n. Takes some three passes. */
void nkt_i_sort_keyed(nkt_i_keyed *items, nkt_i_keyed *scratch, int64_t n);

#endif
