/*
 * Wide numbers: conversion, sum, product, comparison.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/wide.h"

#include <math.h>
#include <string.h>

#define LIMBS NKT_I_WIDE_LIMBS
#define BITS  (64 * LIMBS)

nkt_i_wide nkt_i_wide_zero(void) {
    nkt_i_wide zero;
    memset(&zero, 0, sizeof zero);
    return zero;
}

/* to = from · 2^-shift, cut, over n limbs; shift is below 64 · n. */
static void shift_down(const uint64_t *from, int n, int shift, uint64_t *to) {
    const int whole = shift / 64, part = shift % 64;
    for (int i = 0; i < n; i++) {
        const uint64_t low = i + whole < n ? from[i + whole] : 0;
        const uint64_t high = i + whole + 1 < n ? from[i + whole + 1] : 0;
        to[i] = part ? low >> part | high << (64 - part) : low;
    }
}

nkt_i_wide nkt_i_wide_from_limbs(const uint64_t *limbs, int n, int64_t exponent, int64_t sign) {
    nkt_i_wide a = nkt_i_wide_zero();
    int top = n - 1;

    while (top >= 0 && limbs[top] == 0)
        top--;
    if (top < 0 || sign == 0)
        return a;
    const int zeros = nkt_i_leading_zeros(limbs[top]);
    for (int i = 0; i < LIMBS; i++) {
        const int at = top - (LIMBS - 1) + i;
        const uint64_t high = at >= 0 ? limbs[at] : 0, low = at >= 1 ? limbs[at - 1] : 0;
        a.limb[i] = zeros ? high << zeros | low >> (64 - zeros) : high;
    }
    a.exponent = exponent + 64 * (top - (LIMBS - 1)) - zeros;
    a.sign = sign;
    return a;
}

nkt_i_wide nkt_i_wide_from_double(double x) {
    uint64_t bits, limbs[LIMBS] = {0};
    int32_t exponent;

    memcpy(&bits, &x, sizeof bits);
    exponent = (int32_t)(bits >> 52 & 2047);
    limbs[0] = bits & ((UINT64_C(1) << 52) - 1);
    if (exponent)
        limbs[0] |= UINT64_C(1) << 52;
    else
        exponent = 1;
    return nkt_i_wide_from_limbs(limbs, LIMBS, exponent - 1075, bits >> 63 ? -1 : 1);
}

nkt_i_wide nkt_i_wide_from_integer(int64_t x) {
    uint64_t limbs[LIMBS] = {x < 0 ? 0 - (uint64_t)x : (uint64_t)x};
    return nkt_i_wide_from_limbs(limbs, LIMBS, 0, x < 0 ? -1 : 1);
}

double nkt_i_wide_round(const nkt_i_wide *a) {
    uint64_t kept, rest, half, bits;
    double result;
    int64_t exponent; /* of the top bit */
    int drop;         /* bits of the top limb that do not fit */
    int sticky;

    if (!a->sign)
        return 0;
    exponent = a->exponent + BITS - 1;
    if (exponent > 1023)
        return a->sign < 0 ? -INFINITY : INFINITY;
    if (exponent < -1075)
        return a->sign < 0 ? -0.0 : 0.0;
    drop = exponent < -1022 ? 11 + (int)(-1022 - exponent) : 11; /* up to 64: nothing is kept */
    sticky = (a->limb[0] | a->limb[1] | a->limb[2]) != 0;
    kept = drop < 64 ? a->limb[LIMBS - 1] >> drop : 0;
    rest = drop < 64 ? a->limb[LIMBS - 1] & ((UINT64_C(1) << drop) - 1) : a->limb[LIMBS - 1];
    half = UINT64_C(1) << (drop - 1);
    if (rest > half || (rest == half && (sticky || (kept & 1))))
        kept++;
    /* The hidden bit, where there is one, adds the 1 that the biased exponent lacks here. */
    bits = exponent < -1022 ? kept : ((uint64_t)(exponent + 1022) << 52) + kept;
    bits |= (uint64_t)(a->sign < 0) << 63;
    memcpy(&result, &bits, sizeof result);
    return result;
}

void nkt_i_wide_round_pair(const nkt_i_wide *a, double *high, double *low) {
    nkt_i_wide first, rest;

    *high = nkt_i_wide_round(a);
    *low = 0;
    if (!isfinite(*high))
        return;
    first = nkt_i_wide_from_double(*high);
    rest = nkt_i_wide_subtract(a, &first);
    *low = nkt_i_wide_round(&rest);
}

nkt_i_wide nkt_i_wide_negate(nkt_i_wide a) {
    a.sign = -a.sign;
    return a;
}

nkt_i_wide nkt_i_wide_scale(nkt_i_wide a, int64_t power) {
    if (a.sign)
        a.exponent += power;
    return a;
}

int nkt_i_wide_is_sound(const nkt_i_wide *a) {
    const int64_t limit = INT64_C(1) << 20;

    if (a->sign == 0)
        return !a->exponent && !(a->limb[0] | a->limb[1] | a->limb[2] | a->limb[3]);
    return (a->sign == 1 || a->sign == -1) && a->limb[LIMBS - 1] >> 63 && a->exponent < limit &&
           a->exponent > -limit;
}

static int compare_size(const nkt_i_wide *a, const nkt_i_wide *b) {
    if (a->exponent != b->exponent)
        return a->exponent < b->exponent ? -1 : 1;
    for (int i = LIMBS - 1; i >= 0; i--)
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    return 0;
}

int nkt_i_wide_compare(const nkt_i_wide *a, const nkt_i_wide *b) {
    if (a->sign != b->sign)
        return a->sign < b->sign ? -1 : 1;
    return (int)a->sign * compare_size(a, b);
}

/*
 * The sum of sizes (or the difference, |a| >= |b|), with a guard limb below: what the smaller
 * number loses when it is shifted out cannot be reached by cancellation.
 */
static nkt_i_wide combine(const nkt_i_wide *a, const nkt_i_wide *b, int subtract) {
    enum { N = LIMBS + 2 }; /* a guard limb below, a limb for the carry above */
    uint64_t x[N] = {0}, y[N] = {0}, from[N] = {0};
    const int64_t apart = a->exponent - b->exponent;
    uint64_t carry = 0;

    if (apart >= 64 * (LIMBS + 1))
        return *a;
    memcpy(x + 1, a->limb, sizeof a->limb);
    memcpy(from + 1, b->limb, sizeof b->limb);
    shift_down(from, N, (int)apart, y);
    for (int i = 0; i < N; i++) {
        if (subtract) {
            const uint64_t less = x[i] - y[i], result = less - carry;
            carry = (x[i] < y[i]) | (less < carry);
            x[i] = result;
        } else {
            const uint64_t more = x[i] + y[i], result = more + carry;
            carry = (more < y[i]) | (result < carry);
            x[i] = result;
        }
    }
    return nkt_i_wide_from_limbs(x, N, a->exponent - 64, a->sign);
}

nkt_i_wide nkt_i_wide_add(const nkt_i_wide *a, const nkt_i_wide *b) {
    int order;

    if (!b->sign)
        return *a;
    if (!a->sign)
        return *b;
    order = compare_size(a, b);
    if (a->sign == b->sign)
        return order >= 0 ? combine(a, b, 0) : combine(b, a, 0);
    if (order == 0)
        return nkt_i_wide_zero();
    return order > 0 ? combine(a, b, 1) : combine(b, a, 1);
}

nkt_i_wide nkt_i_wide_subtract(const nkt_i_wide *a, const nkt_i_wide *b) {
    const nkt_i_wide minus = nkt_i_wide_negate(*b);
    return nkt_i_wide_add(a, &minus);
}

nkt_i_wide nkt_i_wide_multiply(const nkt_i_wide *a, const nkt_i_wide *b) {
    uint64_t product[2 * LIMBS] = {0};

    if (!a->sign || !b->sign)
        return nkt_i_wide_zero();
    for (int i = 0; i < LIMBS; i++) {
        uint64_t carry = 0;
        for (int j = 0; j < LIMBS; j++) {
            uint64_t high, low = nkt_i_multiply64(a->limb[i], b->limb[j], &high);
            low += carry;
            high += low < carry;
            product[i + j] += low;
            high += product[i + j] < low;
            carry = high;
        }
        product[i + LIMBS] = carry;
    }
    return nkt_i_wide_from_limbs(product, 2 * LIMBS, a->exponent + b->exponent, a->sign * b->sign);
}

nkt_i_wide nkt_i_wide_add_product(const nkt_i_wide *a, const nkt_i_wide *b, const nkt_i_wide *c) {
    const nkt_i_wide product = nkt_i_wide_multiply(b, c);
    return nkt_i_wide_add(a, &product);
}

nkt_i_wide nkt_i_wide_subtract_product(const nkt_i_wide *a, const nkt_i_wide *b,
                                       const nkt_i_wide *c) {
    const nkt_i_wide product = nkt_i_wide_multiply(b, c);
    return nkt_i_wide_subtract(a, &product);
}
