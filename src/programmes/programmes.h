/*
 * What the files of this room share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_PROGRAMMES_H
#define NKT_PROGRAMMES_H

#include "base/base.h"

/* Refuses a stride by which n elements of this size overlap, or reach beyond memory. */
nkt_status nkt_i_stride_check(int64_t stride, int64_t size, int64_t n, int32_t argument,
                              const char *name, nkt_error *error);

/* nkt_add_months for arguments in its range. */
int64_t nkt_i_add_months(int64_t day, int32_t months);

#endif
