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
static inline nkt_i_limits nkt_i_mover_r(double p1, nkt_i_limits l1, double p2, nkt_i_limits l2) {
    const double product = p1 * p2, square = product * product;
    const double below = l1.lower * (2 * p1 - l1.lower), above = l1.upper * (2 * p1 - l1.upper);
    const double under = below / (product + sqrt(square - below * l2.upper * (2 * p2 - l2.upper)));
    const double lower = below == 0 ? 0 : under;
    const double upper = (product + sqrt(square - above * l2.lower * (2 * p2 - l2.lower))) /
                         (l2.lower * (2 * p2 - l2.lower));
    /* No limits of a share, or a second share that may be 0: no bound, hence no interval. */
    const double known = upper < (double)INFINITY ? lower : (double)NAN;

    return (nkt_i_limits){known, known == known ? upper : (double)NAN};
}

#endif
