/*
 * Limits of a quotient from those of its two shares.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_MOVER_H
#define NKT_MOVER_H

#include "figures/figures.h"

/*
 * MOVER-R (Donner & Zou 2012) for p1 / p2. The published lower limit is a difference divided by
 * u2 (2 p2 - u2), which may be 0; multiplied out with its conjugate that factor cancels. Without
 * branches, so that loops over it vectorise.
 */
static inline nkt_i_limits nkt_i_mover_r(double p1, nkt_i_limits l1, double p2, nkt_i_limits l2,
                                         double phi) {
    const double down_1 = p1 - l1.lower, up_1 = l1.upper - p1;
    const double down_2 = p2 - l2.lower, up_2 = l2.upper - p2;
    const double below = l1.lower * (2 * p1 - l1.lower), above = l1.upper * (2 * p1 - l1.upper);
    /* what is correlated lies less far apart */
    const double with_below = p1 * p2 - phi * down_1 * up_2;
    const double with_above = p1 * p2 - phi * up_1 * down_2;
    const double square_below = with_below * with_below - below * l2.upper * (2 * p2 - l2.upper);
    const double square_above = with_above * with_above - above * l2.lower * (2 * p2 - l2.lower);
    /* A square that rounding makes negative is 0: phi = 1 and equal distances. */
    const double root_below = sqrt(square_below > 0 ? square_below : 0);
    const double root_above = sqrt(square_above > 0 ? square_above : 0);
    const double under = below / (with_below + root_below);
    const double lower = below == 0 ? 0 : under;
    const double upper = (with_above + root_above) / (l2.lower * (2 * p2 - l2.lower));
    /* No limits of a share, or a second share that may be 0: no bound, hence no interval. */
    const double known = upper < (double)INFINITY ? lower : (double)NAN;

    return (nkt_i_limits){known, known == known ? upper : (double)NAN};
}

#endif
