/*
 * Figures over plain rows: what most of nkt_compute's time goes into, with nothing to branch on.
 *
 * A block is plain where every number is missing, as NaN, or such as a figure can be made of: then
 * states and flags follow from comparisons. Whether it was is known when it has been computed; a
 * block that was not is computed again by the way that can tell what is wrong with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_PLAIN_H
#define NKT_PLAIN_H

#include "figures/walk.h"

/* ---- what is said of an element ------------------------------------------------------------------- */

/*
 * It is a double that is chosen or computed, as wide as what is compared, and its bits are gathered as
 * integers. It is never chosen between constants: gcc 12 sees a comparison behind them, taken as an
 * int, and makes no vector of those.
 */
static inline uint64_t nkt_i_bits(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* 1 for a NaN, 0 for a number. */
static inline int32_t nkt_i_is_nan_code(double x) {
    const double missing = x == x ? 0 : x;
    return (int32_t)(nkt_i_bits(missing) >> 62 & 1); /* a bit of any NaN */
}

/* 1 for a number below 0; 0 for others, and for NaN. */
static inline int32_t nkt_i_is_negative_code(double x) {
    const double number = x == x ? x : 0;
    return (int32_t)(nkt_i_bits(number) >> 63);
}

/* `told` (not 0) where part and whole make no ordinary quotient, otherwise 0; a NaN is ordinary. */
static inline double nkt_i_is_odd(double part, double whole, double quotient, double told) {
    double odd = part < 0 ? told : 0;
    odd = whole <= 0 ? told : odd;
    odd = whole > NKT_I_LARGE ? told : odd;
    return quotient > DBL_MAX ? told : odd;
}

/* ---- loops over one block ------------------------------------------------------------------------- */

/*
 * Each returns whether the block was plain. What `to` does not want (NULL) is not computed. Every NaN
 * that comes out is NAN: one that went in may be another.
 *
 * In plain_loops.c: scale · part / whole without limits (is_share: a part above its whole has a
 * flag); a share in per cent with Wilson limits; a count as it is; a figure that a model gives.
 */
int nkt_i_plain_quotient(const double *part, const double *whole, int64_t count, double scale,
                         int is_share, const nkt_i_lines *to);
int nkt_i_plain_share(const double *part, const double *whole, int64_t count, double z,
                      const nkt_i_lines *to);
int nkt_i_plain_count(const double *number, int64_t count, const nkt_i_lines *to);
int nkt_i_plain_given(const double *number, int64_t count, const nkt_i_lines *to);

/* sum = a + b; sum = whole where it has a number, if it is that of the parts. */
int nkt_i_plain_sum(const double *a, const double *b, int64_t count, double *sum);
int nkt_i_plain_prefer(const double *parts, const double *whole, int64_t count, double *sum);

/* In plain_pairs.c: two counts and two denominators. */
typedef struct nkt_i_numbers {
    const double *part, *whole, *part_2, *whole_2;
} nkt_i_numbers;

/* part of part + whole, two groups of persons, as odds with limits. */
int nkt_i_plain_odds(const nkt_i_numbers *of, int64_t count, double z, const nkt_i_lines *to);

/* One share over another, whose counts have the correlation phi; z 0: without limits. */
int nkt_i_plain_balance(const nkt_i_numbers *of, int64_t count, double z, double phi,
                        const nkt_i_lines *to);

/* A share in per cent less a figure that a model gives, part_2. */
int nkt_i_plain_difference(const nkt_i_numbers *of, int64_t count, const nkt_i_lines *to);

/* ---- which figures, and over all rows -------------------------------------------------------------- */

/* How a figure is made where rows are plain. NULL: it has no such column. */
typedef struct nkt_i_plain {
    int32_t way; /* 0: not here */
    int32_t is_share;
    double scale, z, phi;
    const nkt_column *part, *addend,
        *sum; /* the numerator: part, + addend, or their sum as given */
    const nkt_column *whole, *part_2, *whole_2;
} nkt_i_plain;

/* How the walk can make the figure. */
nkt_i_plain nkt_i_plain_way(const nkt_i_walk *walk, const nkt_indicator *figure);

/* Makes item `item` of rows first ... first + count - 1, a block; returns whether they were plain. */
int nkt_i_plain_block(const nkt_i_walk *walk, const nkt_i_plain *plain, int64_t first,
                      int64_t count, int64_t item);

/* Whether some row of a share has a part within its whole. */
int nkt_i_plain_within(const nkt_i_plain *plain, int64_t first, int64_t count);

#endif
