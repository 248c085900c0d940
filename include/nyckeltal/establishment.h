/*
 * Area 3: the establishment programme of the Public Employment Service.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_ESTABLISHMENT_H
#define NYCKELTAL_ESTABLISHMENT_H

#include "indicator.h"

NKT_BEGIN

/* clang-format off */

/* The key figures of this area; what each is made of: nkt_indicator_by_id. Pinned for ever. */
enum {
    NKT_LEFT_EMPLOYED_OR_STUDYING_SHARE = 301,
    NKT_LEFT_EMPLOYED_SHARE             = 302,
    NKT_LEFT_STUDYING_SHARE             = 303,
    NKT_ENROLLED                        = 304,
    NKT_ENROLLED_POST_SECONDARY_SHARE   = 305,
    NKT_ENROLLED_UPPER_SECONDARY_SHARE  = 306,
    NKT_ENROLLED_LOWER_SECONDARY_SHARE  = 307,
    NKT_LEFT                            = 308,
    NKT_LEFT_IN_PROGRAMME_SHARE         = 309
};

/* Its inputs; what each counts: nkt_input_by_id. Pinned for ever. */
enum {
    NKT_IN_ENROLLED                  = 3001,
    NKT_IN_ENROLLED_LOWER_SECONDARY  = 3002,
    NKT_IN_ENROLLED_UPPER_SECONDARY  = 3003,
    NKT_IN_ENROLLED_POST_SECONDARY   = 3004,
    NKT_IN_LEFT                      = 3005,
    NKT_IN_LEFT_EMPLOYED             = 3006,
    NKT_IN_LEFT_STUDYING             = 3007,
    NKT_IN_LEFT_EMPLOYED_OR_STUDYING = 3008,
    NKT_IN_LEFT_IN_PROGRAMME         = 3009
};

/* clang-format on */

NKT_END

#endif
