/*
 * The table behind codes.h, which lib/describe writes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_CODES_H
#define NKT_CODES_H

#include "base/float.h"

#include "nyckeltal/codes.h"

/* In order of name. */
extern const nkt_enum nkt_i_enums[];
extern const int64_t nkt_i_n_enums;

#endif
