/*
 * Quotients of products that no double holds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/numeric.h"

#include <math.h>

double nkt_i_scaled_quotient(double a, double b, double c, double d) {
    const double plain = a * b / c / d;
    int in_a, in_b, in_c, in_d;
    double mantissa;

    if (!isfinite(a) || !isfinite(b) || !isfinite(c) || !isfinite(d) || c == 0 || d == 0)
        return NAN;
    if (isfinite(plain))
        return plain;
    mantissa = frexp(a, &in_a) * frexp(b, &in_b) / frexp(c, &in_c) / frexp(d, &in_d);
    return ldexp(mantissa, in_a + in_b - in_c - in_d);
}
