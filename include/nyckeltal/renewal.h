/*
 * How much two stocks have in common, and so how their shares go together: what options.correlation
 * is to be of neighbouring years, or of a part and its whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_RENEWAL_H
#define NYCKELTAL_RENEWAL_H

#include "error.h"

NKT_BEGIN

/*
 * The correlation between the shares of two groups that have persons in common: persistence · in_both
 * / sqrt(whole_1 · whole_2). With two stocks of one size of which a part is new, it is persistence ·
 * (1 - renewal). It goes into nkt_options.correlation, for nkt_difference and nkt_balance, and into the
 * options of trend.h that have that name.
 *
 * in_both           persons who are in both groups, 0 ... the smaller of them
 * whole_1, whole_2  persons in each, above 0
 * persistence       the correlation between what a person is in the one group and in the other, -1 ...
 *                   1, as nkt_persistence tells it; 1 where nobody changes, or where one group is a part
 *                   of the other at the same time, as employees are of a population
 * correlation       receives it; NaN where a number is
 *
 * A persistence that is not known is no reason for 1: that is the largest correlation there can be, with
 * the narrowest limits. With 0 limits are as wide as for independent groups, and on the safe side.
 * Returns NKT_OK, NKT_E_NULL, NKT_E_DOMAIN.
 */
NKT_API nkt_status nkt_overlap_correlation(double in_both, double whole_1, double whole_2,
                                           double persistence, double *correlation,
                                           nkt_error *error);

/*
 * How what a person is keeps from one year to the next: the correlation phi = (a d - b c) /
 * sqrt((a + b) (c + d) (a + c) (b + d)) of the fourfold table of those who are in both years. 1: nobody
 * changes; 0: the first year says nothing of the second.
 *
 * both, first_only, second_only, neither  a, b, c, d: persons who are counted (employed, say) in both
 *                                         years, in the first or second alone, in neither; 0 or more
 * persistence                             receives it; NaN where a number is, and where all or none are
 *                                         counted in a year
 *
 * Source: Yule 1912. Returns NKT_OK, NKT_E_NULL, NKT_E_DOMAIN.
 */
NKT_API nkt_status nkt_persistence(double both, double first_only, double second_only,
                                   double neither, double *persistence, nkt_error *error);

NKT_END

#endif
