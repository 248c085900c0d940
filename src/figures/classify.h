/*
 * Forming classes, for the areas that have class limits of their own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_INDICATORS_CLASSIFY_H
#define NKT_INDICATORS_CLASSIFY_H

#include "figures/areas.h"

/* How classes are formed, and where the states of the rows go. */
typedef struct nkt_i_classes {
    const double *cuts;
    int64_t n_cuts;
    int32_t closed, decimals;
    int32_t lowest;   /* NKT_I_NOT_NEGATIVE or NKT_I_ANY_FINITE */
    const char *name; /* of the column */
    nkt_i_target states;
} nkt_i_classes;

/* nkt_classify once its error is cleared. Column, n_rows, cuts and n_cuts are parameters 1 to 4. */
nkt_status nkt_i_classify(const nkt_column *column, int64_t n_rows, const nkt_i_classes *rule,
                          const nkt_i_target *classes, nkt_error *error);

#endif
