/*
 * Area 4: refugees in work and studies.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_EMPLOYMENT_H
#define NYCKELTAL_EMPLOYMENT_H

#include "indicator.h"

NKT_BEGIN

/* clang-format off */

/* The key figures of this area; what each is made of: nkt_indicator_by_id. Pinned for ever. */
enum {
    NKT_REFUGEES_EMPLOYED_SHARE             = 401,
    NKT_REFUGEES_EMPLOYED_EXPECTED          = 402,
    NKT_REFUGEES_EMPLOYED_DEVIATION         = 403,
    NKT_REFUGEES_STUDYING_SHARE             = 404,
    NKT_SOCIAL_ASSISTANCE_TO_NET_INCOME     = 405,
    NKT_REFUGEES_20_25_NEET_SHARE           = 406,
    NKT_REFUGEES_EMPLOYED_OR_STUDYING_SHARE = 407,
    NKT_REFUGEES_RESIDENCE_0_6_SHARE        = 410,
    NKT_REFUGEES_RESIDENCE_0_2_SHARE        = 411,
    NKT_REFUGEES_RESIDENCE_3_6_SHARE        = 412,
    NKT_REFUGEES_LOWER_SECONDARY_SHARE      = 413,
    NKT_REFUGEES_UPPER_SECONDARY_SHARE      = 414,
    NKT_REFUGEES_POST_SECONDARY_SHARE       = 415,
    NKT_NATIVE_BORN_UNEMPLOYED_SHARE        = 416
};

/* Its inputs; what each counts: nkt_input_by_id. Pinned for ever. */
enum {
    NKT_IN_NATIVE_BORN_20_64             = 4001,
    NKT_IN_NATIVE_BORN_UNEMPLOYED        = 4002,
    NKT_IN_REFUGEES_20_64                = 4003,
    NKT_IN_REFUGEES_EMPLOYED             = 4004,
    NKT_IN_REFUGEES_STUDYING             = 4005,
    NKT_IN_REFUGEES_EMPLOYED_OR_STUDYING = 4006,
    NKT_IN_REFUGEES_20_25                = 4007,
    NKT_IN_REFUGEES_20_25_NEET           = 4008,
    NKT_IN_REFUGEES_RESIDENCE_0_2        = 4009,
    NKT_IN_REFUGEES_RESIDENCE_3_6        = 4010,
    NKT_IN_REFUGEES_LOWER_SECONDARY      = 4011,
    NKT_IN_REFUGEES_UPPER_SECONDARY      = 4012,
    NKT_IN_REFUGEES_POST_SECONDARY       = 4013,
    NKT_IN_SOCIAL_ASSISTANCE             = 4014,
    NKT_IN_NET_INCOME                    = 4015
};

/* clang-format on */

NKT_END

#endif
