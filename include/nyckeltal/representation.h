/*
 * Area 6: foreign-born among employees and elected politicians.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_REPRESENTATION_H
#define NYCKELTAL_REPRESENTATION_H

#include "indicator.h"

NKT_BEGIN

/* clang-format off */

/* The key figures of this area; what each is made of: nkt_indicator_by_id. Pinned for ever. */
enum {
    NKT_EMPLOYEES_FOREIGN_BORN_SHARE        = 601,
    NKT_ELECTED_FOREIGN_BORN_SHARE          = 602,
    NKT_POPULATION_18_64_FOREIGN_BORN_SHARE = 603,
    NKT_EMPLOYEES_FOREIGN_BORN_BALANCE      = 604,
    NKT_COUNCIL_FOREIGN_BORN_SHARE          = 605,
    NKT_COUNCIL_FOREIGN_BORN_BALANCE        = 606
};

/* Its inputs; what each counts: nkt_input_by_id. Pinned for ever. */
enum {
    NKT_IN_POPULATION_18_64             = 6001,
    NKT_IN_FOREIGN_BORN_18_64           = 6002,
    NKT_IN_EMPLOYEES_18_64              = 6003,
    NKT_IN_EMPLOYEES_18_64_FOREIGN_BORN = 6004,
    NKT_IN_ELECTED                      = 6005,
    NKT_IN_ELECTED_FOREIGN_BORN         = 6006,
    NKT_IN_COUNCIL                      = 6007,
    NKT_IN_COUNCIL_FOREIGN_BORN         = 6008
};

/* clang-format on */

NKT_END

#endif
