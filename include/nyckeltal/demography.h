/*
 * Area 5: demography and housing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_DEMOGRAPHY_H
#define NYCKELTAL_DEMOGRAPHY_H

#include "indicator.h"

NKT_BEGIN

/* clang-format off */

/* The key figures of this area; what each is made of: nkt_indicator_by_id. Pinned for ever. */
enum {
    NKT_DEPENDENCY_RATIO                   = 501,
    NKT_EMPLOYEES_55_64                    = 502,
    NKT_EMPLOYEES_55_64_SHARE              = 503,
    NKT_FOREIGN_BORN_OUTSIDE_EU_EFTA_SHARE = 504,
    NKT_FOREIGN_BORN_SHARE                 = 505,
    NKT_RENTAL_DWELLINGS_PER_1000          = 506,
    NKT_RENTAL_DWELLINGS_PUBLIC_PER_1000   = 507,
    NKT_FLOOR_AREA_PER_PERSON              = 508
};

/* Its inputs; what each counts: nkt_input_by_id. Pinned for ever. */
enum {
    NKT_IN_POPULATION                   = 5001,
    NKT_IN_POPULATION_PREVIOUS_YEAR     = 5002,
    NKT_IN_POPULATION_0_19              = 5003,
    NKT_IN_POPULATION_65_PLUS           = 5004,
    NKT_IN_POPULATION_DEPENDENT         = 5005,
    NKT_IN_POPULATION_20_64             = 5006,
    NKT_IN_FOREIGN_BORN                 = 5007,
    NKT_IN_FOREIGN_BORN_OUTSIDE_EU_EFTA = 5008,
    NKT_IN_EMPLOYEES                    = 5009,
    NKT_IN_EMPLOYEES_55_64              = 5010,
    NKT_IN_RENTAL_DWELLINGS             = 5011,
    NKT_IN_RENTAL_DWELLINGS_PUBLIC      = 5012,
    NKT_IN_FLOOR_AREA                   = 5013,
    NKT_IN_RESIDENTS_IN_DWELLINGS       = 5014
};

/* clang-format on */

NKT_END

#endif
