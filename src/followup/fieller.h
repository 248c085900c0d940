/*
 * What the functions of costs per outcome share: Fieller's interval, and checks of what it is made of.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_FIELLER_H
#define NKT_FIELLER_H

#include "base/base.h"
#include "nyckeltal/cost.h"

/* nkt_cost_fieller for an input that was checked. */
nkt_fieller nkt_i_fieller(const nkt_fieller_input *in, double confidence);

/* Reads the options; returns the confidence. */
double nkt_i_cost_confidence(nkt_i_call *call, const nkt_cost_options *options);

/* Refuse what cannot be; NaN is not known, and may be. */
void nkt_i_finite_or_nan(nkt_i_call *call, const char *path, double number);
void nkt_i_variance(nkt_i_call *call, const char *path, double variance);
void nkt_i_covariance(nkt_i_call *call, const char *path, double cov, double var_x, double var_y);

#endif
