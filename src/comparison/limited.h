/*
 * Estimates that are compared by their limits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_LIMITED_H
#define NKT_LIMITED_H

#include "base/base.h"

/*
 * The estimate of a row that takes part and has a value and both limits: 1. Otherwise 0: with one
 * limit alone nothing is known on the other side. Bad data are noted; call NULL: they were.
 */
int nkt_i_limited_read(nkt_i_call *call, const nkt_estimates *estimates, const nkt_rows *rows,
                       int64_t row, nkt_estimate *out);

#endif
