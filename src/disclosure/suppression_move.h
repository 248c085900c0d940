/*
 * Which cells move when one is moved and every sum is to stay as it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_SUPPRESSION_MOVE_H
#define NKT_SUPPRESSION_MOVE_H

#include "disclosure/suppression.h"

/* Cells that must not be hidden. */
#define NKT_I_KEEP (-1)

/* Losses are brought to whole numbers up to this. */
#define NKT_I_MOST_LOSS (INT64_C(1) << 20)

typedef struct nkt_i_choice {
    nkt_i_table *t;
    const nkt_suppression_options *o;
    int64_t *loss;           /* of each cell, 1 or more, or NKT_I_KEEP */
    int64_t *mark;           /* of each cell: whether it is among those that may move */
    int64_t *saved_low;      /* what was proven to be feasible, */
    int64_t *saved_high;     /* of each cell */
    int64_t *cell_first;     /* of each cell, where its relations begin: n_cells + 1 */
    int64_t *cell_relations; /* numbers of relations by cell */
    int64_t *ring;           /* of each relation, how far it is from the cell; -1: not reached */
} nkt_i_choice;

/* Lays out a choice in the table's memory and fills in the relations by cell. */
void nkt_i_choice_open(nkt_i_choice *choice, nkt_i_table *t, const nkt_suppression_options *o);

/*
 * Hides what is cheapest to hide so that the target is proven to be uncertain by the width, and as far
 * above and below its number as it needs. 0: there is no such thing, or no room to look for it.
 */
int nkt_i_choice_protect(nkt_i_choice *choice, int64_t target, int64_t width);

/* Hides a second cell of every relation that has one hidden cell alone. */
void nkt_i_choice_pair(nkt_i_choice *choice);

/*
 * Shows hidden cells again, those of the largest loss first, as long as an audit finds the others
 * safe. All of them are safe before and after.
 */
void nkt_i_choice_tidy(nkt_i_choice *choice);

/* How many hidden cells the last audit did not find safe. */
int64_t nkt_i_choice_not_safe(const nkt_i_choice *choice);

#endif
