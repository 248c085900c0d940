/*
 * What the tests of the Gram matrix share: random numbers, matrices and whether two are the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_GRAM_HELP_H
#define TESTS_GRAM_HELP_H

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "numeric/gram.h"
#include "numeric/numeric.h"

enum { COLUMNS = 4, ROWS = 50, PACKED_MOST = 10000 };

static int64_t scratch[COLUMNS * NKT_I_GRAM_PARTS * NKT_I_GRAM_ROWS];

static uint64_t seed = UINT64_C(88172645463325252);

static inline uint64_t next(void) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

/* A double with all its bits in use, its exponent spread over `spread` powers of two. */
static inline double number(int spread) {
    return ldexp((double)(int64_t)next(), (int)(next() % (uint64_t)spread) - spread / 2 - 63);
}

static inline nkt_i_gram *new_gram(void) {
    nkt_i_gram *gram = malloc(nkt_i_gram_size(COLUMNS));
    nkt_i_gram_init(gram, COLUMNS);
    return gram;
}

typedef struct block {
    double high[COLUMNS * NKT_I_GRAM_ROWS], low[COLUMNS * NKT_I_GRAM_ROWS],
        weights[NKT_I_GRAM_ROWS];
    nkt_i_gram_rows rows;
} block;

static inline void fill(block *b, int spread, int weighted, int pairs) {
    memset(b, 0, sizeof *b);
    for (int c = 0; c < COLUMNS; c++)
        for (int r = 0; r < ROWS; r++) {
            double *high = &b->high[c * NKT_I_GRAM_ROWS + r];
            *high = next() % 16 ? number(spread) : 0;
            if (pairs)
                b->low[c * NKT_I_GRAM_ROWS + r] =
                    *high * 0x1p-54 * ((double)(next() % 1000) / 1000);
        }
    for (int r = 0; r < ROWS; r++)
        b->weights[r] = next() % 8 ? fabs(number(spread)) : 0;
    b->rows = (nkt_i_gram_rows){b->high, pairs ? b->low : NULL, weighted ? b->weights : NULL, ROWS};
}

static inline size_t packed(const nkt_i_gram *gram, unsigned char *out) {
    const size_t size = (size_t)(nkt_i_gram_pack(gram, out) - out);
    ck_assert_uint_eq(size, nkt_i_gram_packed_size(gram));
    ck_assert_uint_le(size, PACKED_MOST);
    return size;
}

static inline void same_sums(const nkt_i_gram *a, const nkt_i_gram *b) {
    static unsigned char one[PACKED_MOST], other[PACKED_MOST];
    const size_t size = packed(a, one);
    ck_assert_uint_eq(size, packed(b, other));
    ck_assert_mem_eq(one, other, size);
}

#endif
