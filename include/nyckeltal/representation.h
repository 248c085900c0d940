/*
 * Area 6: foreign-born among employees and elected politicians.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_REPRESENTATION_H
#define NYCKELTAL_REPRESENTATION_H

#include "catalogue.h"
#include "estimate.h"

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

/* The guide's classes of a balance index, rounded to one decimal. Pinned for ever. */
enum {
    NKT_REPRESENTATION_UNDER = 0,   /* at most 0.7: the foreign-born are under-represented */
    NKT_REPRESENTATION_SIMILAR = 1, /* 0.8 to 1.0: as large a share, or nearly */
    NKT_REPRESENTATION_OVER = 2     /* above 1.0: over-represented */
};

/*
 * The name of such a class: "under-represented", "similar", "over-represented"; "" for an unknown
 * one. Constant string. Thread-safe. Since 0.1.
 */
NKT_API const char *nkt_representation_class_name(int32_t representation_class);

/*
 * The class of each row's balance index: nkt_classify, closed on the right, of the index rounded to
 * one decimal, as it is published.
 *
 * balance     column of n_rows balance indices, 0 or more, such as estimates of figure 604 or 606;
 *             its id is an input or figure of the catalogue, or 0
 * cuts, n_cuts
 *             cut points of the caller's own, as for nkt_classify. NULL (n_cuts is then 0): the
 *             guide's 0.7 and 1.0, with the classes NKT_REPRESENTATION_*. In 2014 they held 58, 37
 *             and 5 per cent of the municipalities
 * classes, classes_stride, states, states_stride
 *             as in nkt_classify
 *
 * A negative index is bad data. The guide on what the classes mean: a balance below 1 need not be a
 * problem; if it is large and lasts, it may be worth looking for structural obstacles.
 * Returns what nkt_classify returns. Thread-safe on
 * distinct outputs. Source: the guide, area 6. Since 0.1.
 */
NKT_API nkt_status nkt_representation_classes(const nkt_column *balance, int64_t n_rows,
                                              const double *cuts, int64_t n_cuts, int32_t *classes,
                                              int64_t classes_stride, int32_t *states,
                                              int64_t states_stride, nkt_error *error);

NKT_END

#endif
