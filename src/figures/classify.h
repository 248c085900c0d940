/*
 * Rows in classes: what counting and changing have in common.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_CLASSIFY_H
#define NKT_CLASSIFY_H

#include "figures/walk.h"
#include "nyckeltal/classes.h"

/*
 * The class of a row that takes part, from 0; -1: none, and its state says why. A number that is no
 * class is bad data, and noted under the path.
 */
int64_t nkt_i_class_of_row(nkt_i_call *call, const char *path, const nkt_column *classes,
                           int32_t first, int64_t n_classes, int64_t row, int8_t *state);

/* n of all rows in per cent, without interval: municipalities are no sample. */
nkt_estimate nkt_i_share_of_rows(int64_t n, int64_t all);

#endif
