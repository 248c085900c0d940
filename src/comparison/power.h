/*
 * What the files of power share: options, and means over a binomial distribution.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_POWER_H
#define NKT_POWER_H

#include "comparison/series.h"

/* Checks a share in per cent and the options, and fills in the defaults. */
void nkt_i_power_options(nkt_i_call *call, double share, const nkt_power_options *options,
                         nkt_power_options *out);

/* The normal deviate that the test asks for. */
double nkt_i_power_deviate(const nkt_power_options *options);

/* Up to this standard deviation of a count, all its outcomes are gone through. */
#define NKT_I_POWER_MOST 60

/*
 * The mean of f(context, k), k the successes among n with the probability p each; n whole, f within
 * 0 and 1. Outcomes that together have less than some 1e-12 are left out.
 */
double nkt_i_binomial_mean(double n, double p, double (*f)(const void *context, double k),
                           const void *context);

#endif
