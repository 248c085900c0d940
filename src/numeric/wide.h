/*
 * Floating-point numbers of 256 bits for small systems of equations: wide enough that what is
 * solved in them and then rounded to double is as good as exact, up to condition numbers that
 * doubles cannot express.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_WIDE_H
#define NKT_WIDE_H

#include "base/float.h"

#include <stdint.h>

enum { NKT_I_WIDE_LIMBS = 4 };

/*
 * sign · M · 2^exponent, where M is the integer of the limbs, least significant first, with its
 * top bit set. Zero: sign 0, all else 0. Native, flat, without 16-byte members.
 * Results of the operations are off by less than 2^-250 of themselves; the exponent is far from
 * its ends after any number of operations on doubles that a fit makes.
 */
typedef struct nkt_i_wide {
    uint64_t limb[NKT_I_WIDE_LIMBS];
    int64_t exponent; /* 8 bytes each, so that a block of wide numbers can be read word by word */
    int64_t sign;
} nkt_i_wide;

/* high · 2^64 + low = a · b. */
static inline uint64_t nkt_i_multiply64(uint64_t a, uint64_t b, uint64_t *high) {
#ifdef __SIZEOF_INT128__
    __extension__ typedef unsigned __int128 u128;
    const u128 product = (u128)a * b;
    *high = (uint64_t)(product >> 64);
    return (uint64_t)product;
#else
    const uint64_t low32 = UINT64_C(0xFFFFFFFF);
    const uint64_t a0 = a & low32, a1 = a >> 32, b0 = b & low32, b1 = b >> 32;
    const uint64_t p00 = a0 * b0, p01 = a0 * b1, p10 = a1 * b0;
    const uint64_t middle = (p00 >> 32) + (p01 & low32) + (p10 & low32);
    *high = a1 * b1 + (p01 >> 32) + (p10 >> 32) + (middle >> 32);
    return (p00 & low32) | middle << 32;
#endif
}

/* How many zero bits stand above the first set one; x is not 0. */
static inline int nkt_i_leading_zeros(uint64_t x) {
#if defined(__GNUC__)
    return __builtin_clzll(x);
#else
    int n = 0;
    for (; !(x >> 63); x <<= 1)
        n++;
    return n;
#endif
}

nkt_i_wide nkt_i_wide_zero(void);

/* x is finite; exact. */
nkt_i_wide nkt_i_wide_from_double(double x);
nkt_i_wide nkt_i_wide_from_integer(int64_t x);

/*
 * sign · (the integer of n limbs, least significant first) · 2^exponent, cut to 256 bits.
 * limbs is at least NKT_I_WIDE_LIMBS long; it need not be normalised.
 */
nkt_i_wide nkt_i_wide_from_limbs(const uint64_t *limbs, int n, int64_t exponent, int64_t sign);

/* Rounded once: to nearest, ties to even; gradual underflow; beyond the largest double, infinity. */
double nkt_i_wide_round(const nkt_i_wide *a);

/* The nearest double, and what is left of a rounded to double: an unevaluated sum. */
void nkt_i_wide_round_pair(const nkt_i_wide *a, double *high, double *low);

nkt_i_wide nkt_i_wide_negate(nkt_i_wide a);
nkt_i_wide nkt_i_wide_scale(nkt_i_wide a, int64_t power); /* a · 2^power */
nkt_i_wide nkt_i_wide_add(const nkt_i_wide *a, const nkt_i_wide *b);
nkt_i_wide nkt_i_wide_subtract(const nkt_i_wide *a, const nkt_i_wide *b);
nkt_i_wide nkt_i_wide_multiply(const nkt_i_wide *a, const nkt_i_wide *b);

/* b is not 0. */
nkt_i_wide nkt_i_wide_divide(const nkt_i_wide *a, const nkt_i_wide *b);

/* a is 0 or positive. */
nkt_i_wide nkt_i_wide_root(const nkt_i_wide *a);

/* Whether that has the form of a wide number, and an exponent such as any fit may have. */
int nkt_i_wide_is_sound(const nkt_i_wide *a);

/* -1, 0 or 1: a below, equal to, above b. */
int nkt_i_wide_compare(const nkt_i_wide *a, const nkt_i_wide *b);

/* a + b · c and a - b · c, for loops that eliminate. */
nkt_i_wide nkt_i_wide_add_product(const nkt_i_wide *a, const nkt_i_wide *b, const nkt_i_wide *c);
nkt_i_wide nkt_i_wide_subtract_product(const nkt_i_wide *a, const nkt_i_wide *b,
                                       const nkt_i_wide *c);

#endif
