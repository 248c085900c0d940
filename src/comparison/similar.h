/*
 * What the files of nkt_similar share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_SIMILAR_INTERNAL_H
#define NKT_SIMILAR_INTERNAL_H

#include "nyckeltal/similar.h"

#include "numeric/numeric.h"

/*
 * The scale of n numbers, as NKT_SCALING_* say; NaN where there is no number. x may be
 * overwritten; items and scratch hold n each.
 */
double nkt_i_similar_scale(int32_t scaling, double *x, int64_t n, nkt_i_keyed *items,
                           nkt_i_keyed *scratch);

#endif
