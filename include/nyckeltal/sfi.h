/*
 * Area 2: Swedish for immigrants (sfi).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_SFI_H
#define NYCKELTAL_SFI_H

#include "indicator.h"

NKT_BEGIN

/* clang-format off */

/* The key figures of this area; what each is made of: nkt_indicator_by_id. Pinned for ever. */
enum {
    NKT_SFI_PASSED_SHARE                           = 201,
    NKT_SFI_CONTINUING_SHARE                       = 202,
    NKT_SFI_INTERRUPTED_SHARE                      = 203,
    NKT_SFI_INTERRUPTED_EMPLOYED_OR_STUDYING_SHARE = 204,
    NKT_SFI_PUPILS                                 = 205,
    NKT_SFI_PUPILS_REFUGEES_SHARE                  = 206,
    NKT_SFI_PUPILS_SCHOOLING_0_6_SHARE             = 207,
    NKT_SFI_TRACK_1_SHARE                          = 208,
    NKT_SFI_TRACK_2_SHARE                          = 209,
    NKT_SFI_TRACK_3_SHARE                          = 210,
    NKT_SFI_TEACHERS_WITH_DEGREE_SHARE             = 211,
    NKT_SFI_TEACHERS_CERTIFIED_SHARE               = 212,
    NKT_SFI_PUPILS_PER_TEACHER                     = 213,
    NKT_SFI_INTERRUPTED_EMPLOYED_SHARE             = 214,
    NKT_SFI_INTERRUPTED_STUDYING_SHARE             = 215
};

/* Its inputs; what each counts: nkt_input_by_id. Pinned for ever. */
enum {
    NKT_IN_SFI_BEGINNERS                        = 2001,
    NKT_IN_SFI_PASSED                           = 2002,
    NKT_IN_SFI_CONTINUING                       = 2003,
    NKT_IN_SFI_INTERRUPTED                      = 2004,
    NKT_IN_SFI_INTERRUPTED_EMPLOYED             = 2005,
    NKT_IN_SFI_INTERRUPTED_STUDYING             = 2006,
    NKT_IN_SFI_INTERRUPTED_EMPLOYED_OR_STUDYING = 2007,
    NKT_IN_SFI_PUPILS                           = 2008,
    NKT_IN_SFI_PUPILS_REFUGEES                  = 2009,
    NKT_IN_SFI_PUPILS_SCHOOLING_0_6             = 2010,
    NKT_IN_SFI_PUPILS_OWN                       = 2011,
    NKT_IN_SFI_PARTICIPANTS                     = 2012,
    NKT_IN_SFI_TRACK_1                          = 2013,
    NKT_IN_SFI_TRACK_2                          = 2014,
    NKT_IN_SFI_TRACK_3                          = 2015,
    NKT_IN_SFI_TEACHERS                         = 2016,
    NKT_IN_SFI_TEACHERS_WITH_DEGREE             = 2017,
    NKT_IN_SFI_TEACHERS_CERTIFIED               = 2018
};

/* clang-format on */

NKT_END

#endif
