/*
 * What the files of rank.h share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_RANK_INTERNAL_H
#define NKT_RANK_INTERNAL_H

#include "rows/order.h"
#include "nyckeltal/rank.h"

nkt_status nkt_i_check_first(int32_t first, int32_t argument, nkt_error *error);

#endif
