/*
 * Wide numbers: quotient and square root, by Newton's iteration from a double. Each step doubles
 * the correct bits: 52, 104, 208, all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/wide.h"

#include <math.h>

enum { STEPS = 3, BITS = 64 * NKT_I_WIDE_LIMBS };

nkt_i_wide nkt_i_wide_divide(const nkt_i_wide *a, const nkt_i_wide *b) {
    const nkt_i_wide one = nkt_i_wide_from_integer(1);
    nkt_i_wide m = *b, inverse, quotient, rest;

    if (!a->sign)
        return nkt_i_wide_zero();
    m.exponent = -BITS; /* m is b scaled into [1/2, 1) */
    inverse = nkt_i_wide_from_double(1 / nkt_i_wide_round(&m));
    for (int i = 0; i < STEPS; i++) {
        rest = nkt_i_wide_subtract_product(&one, &m, &inverse);
        inverse = nkt_i_wide_add_product(&inverse, &inverse, &rest);
    }
    quotient = nkt_i_wide_multiply(a, &inverse);
    /* One more step on the quotient itself, so that exact quotients come out exact or next to. */
    rest = nkt_i_wide_subtract_product(a, &m, &quotient);
    quotient = nkt_i_wide_add_product(&quotient, &inverse, &rest);
    return nkt_i_wide_scale(quotient, -(b->exponent + BITS));
}

nkt_i_wide nkt_i_wide_root(const nkt_i_wide *a) {
    const nkt_i_wide one = nkt_i_wide_from_integer(1);
    nkt_i_wide m = *a, inverse, square, rest, root;
    int64_t half;

    if (!a->sign)
        return nkt_i_wide_zero();
    /* m is a scaled by an even power of two into [1/4, 1). */
    half = (a->exponent + BITS) / 2;
    if (2 * half < a->exponent + BITS)
        half++;
    m.exponent = a->exponent - 2 * half;
    inverse = nkt_i_wide_from_double(1 / sqrt(nkt_i_wide_round(&m)));
    for (int i = 0; i < STEPS; i++) { /* y + y/2 (1 - m y²) */
        square = nkt_i_wide_multiply(&inverse, &inverse);
        rest = nkt_i_wide_subtract_product(&one, &m, &square);
        rest = nkt_i_wide_scale(rest, -1);
        inverse = nkt_i_wide_add_product(&inverse, &inverse, &rest);
    }
    root = nkt_i_wide_multiply(&m, &inverse);
    rest = nkt_i_wide_subtract_product(&m, &root, &root);
    rest = nkt_i_wide_scale(rest, -1);
    root = nkt_i_wide_add_product(&root, &inverse, &rest);
    return nkt_i_wide_scale(root, half);
}
