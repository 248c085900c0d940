/*
 * Rounding as figures are rounded in print.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/numeric.h"

#include <math.h>

/* All exact. */
static const double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

/* From here on every double is a whole number. */
#define ALL_WHOLE 0x1p52

/*
 * The whole number nearest to a number that is 0 or more and stands as high + low; halves, and what
 * is nearly a half, upwards. The reach of "nearly" is bounded, so that large numbers, whose last
 * place is a good part of a unit, do not all become halves.
 */
static double nearest(double high, double low) {
    double reach = NKT_I_ROUNDING * high, whole = floor(high), rest = (high - whole) + low;

    if (reach > 0.001)
        reach = 0.001;
    if (rest < 0) {
        whole -= 1;
        rest += 1;
    }
    return rest >= 0.5 - reach ? whole + 1 : whole;
}

double nkt_i_round_half_away(double value, int32_t decimals) {
    double size = fabs(value), high, low, rounded;

    if (decimals < -9 || decimals > 15)
        return NAN;
    if (!isfinite(value))
        return value;
    if (decimals < 0) {
        rounded = nearest(size / powers[-decimals], 0) * powers[-decimals];
    } else {
        if (size * powers[decimals] >= ALL_WHOLE)
            return value;
        nkt_i_two_product(size, powers[decimals], &high, &low);
        rounded = nearest(high, low) / powers[decimals];
    }
    return rounded == 0 ? 0 : value < 0 ? -rounded : rounded;
}
