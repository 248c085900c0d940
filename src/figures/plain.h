/*
 * Figures over plain rows: what most of nkt_compute's time goes into, with nothing to branch on.
 *
 * A block is plain where every number is missing, as NaN, or such as a figure can be made of: then
 * states and flags follow from comparisons. Whether it was is known when it has been computed; a
 * block that was not is computed again by the way that can tell what is wrong with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_PLAIN_H
#define NKT_PLAIN_H

#include "figures/walk.h"

/* ---- loops over one block, in plain_loops.c ------------------------------------------------------ */

/* Each returns whether the block was plain. What to does not want (NULL) is not computed. */

/* scale · part / whole without limits; is_share: a part above its whole has a flag. */
int nkt_i_plain_quotient(const double *part, const double *whole, int64_t count, double scale,
                         int is_share, const nkt_i_lines *to);

/* A share in per cent with Wilson limits, of which at least one is wanted. */
int nkt_i_plain_share(const double *part, const double *whole, int64_t count, double z,
                      const nkt_i_lines *to);

/* A count as it is. */
int nkt_i_plain_count(const double *number, int64_t count, const nkt_i_lines *to);

/* sum = a + b */
int nkt_i_plain_sum(const double *a, const double *b, int64_t count, double *sum);

/* ---- which figures, and over all rows -------------------------------------------------------------- */

/* How a figure is made where rows are plain. */
typedef struct nkt_i_plain {
    int32_t way; /* 0: not here */
    int32_t is_share;
    double scale;
    const nkt_column *part, *part_2, *whole;
} nkt_i_plain;

/* How the walk can make the figure. */
nkt_i_plain nkt_i_plain_way(const nkt_i_walk *walk, const nkt_indicator *figure);

/* Makes item `item` of rows first ... first + count - 1, a block; returns whether they were plain. */
int nkt_i_plain_block(const nkt_i_walk *walk, const nkt_i_plain *plain, int64_t first,
                      int64_t count, int64_t item);

/* Whether some row of a share has a part within its whole. */
int nkt_i_plain_within(const nkt_i_plain *plain, int64_t first, int64_t count);

#endif
