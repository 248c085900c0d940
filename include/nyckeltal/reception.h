/*
 * Area 1: asylum seekers and persons received in the municipality.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_RECEPTION_H
#define NYCKELTAL_RECEPTION_H

#include "indicator.h"

NKT_BEGIN

/* clang-format off */

/* The key figures of this area; what each is made of: nkt_indicator_by_id. Pinned for ever. */
enum {
    NKT_ASYLUM_SEEKERS                  = 101,
    NKT_ASYLUM_SEEKERS_0_17             = 102,
    NKT_ASYLUM_SEEKERS_18_PLUS          = 103,
    NKT_ASYLUM_SEEKERS_ABO              = 104,
    NKT_ASYLUM_SEEKERS_EBO              = 105,
    NKT_ASYLUM_SEEKERS_PER_1000         = 106,
    NKT_ASSIGNED_UNACCOMPANIED_CHILDREN = 107,
    NKT_RECEIVED                        = 108,
    NKT_RECEIVED_0_5                    = 109,
    NKT_RECEIVED_6_15                   = 110,
    NKT_RECEIVED_16_17                  = 111,
    NKT_RECEIVED_18_19                  = 112,
    NKT_RECEIVED_20_64                  = 113,
    NKT_RECEIVED_ASSIGNED               = 114,
    NKT_RECEIVED_ASSIGNED_SHARE         = 115,
    NKT_RECEIVED_2_YEARS                = 116,
    NKT_RECEIVED_2_YEARS_PER_1000       = 117,
    NKT_RECEIVED_PER_1000               = 118,
    NKT_ASYLUM_SEEKERS_OTHER            = 119
};

/* Its inputs; what each counts: nkt_input_by_id. Pinned for ever. */
enum {
    NKT_IN_ASYLUM_SEEKERS                  = 1001,
    NKT_IN_ASYLUM_SEEKERS_0_17             = 1002,
    NKT_IN_ASYLUM_SEEKERS_18_PLUS          = 1003,
    NKT_IN_ASYLUM_SEEKERS_ABO              = 1004,
    NKT_IN_ASYLUM_SEEKERS_EBO              = 1005,
    NKT_IN_ASYLUM_SEEKERS_OTHER            = 1006,
    NKT_IN_ASSIGNED_UNACCOMPANIED_CHILDREN = 1007,
    NKT_IN_RECEIVED                        = 1008,
    NKT_IN_RECEIVED_PREVIOUS_YEAR          = 1009,
    NKT_IN_RECEIVED_0_5                    = 1010,
    NKT_IN_RECEIVED_6_15                   = 1011,
    NKT_IN_RECEIVED_16_17                  = 1012,
    NKT_IN_RECEIVED_18_19                  = 1013,
    NKT_IN_RECEIVED_20_64                  = 1014,
    NKT_IN_RECEIVED_ASSIGNED               = 1015
};

/* clang-format on */

NKT_END

#endif
