/*
 * A table with hidden cells, as the files of suppression see it: everything in the work area.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_SUPPRESSION_H
#define NKT_SUPPRESSION_H

#include "disclosure/disclosure.h"
#include "disclosure/simplex.h"
#include "nyckeltal/suppression.h"

/* Counts go up to this, and relations have so many cells, so that sums fit in 64 bits. */
#define NKT_I_MOST_COUNT   (INT64_C(1) << 40)
#define NKT_I_MOST_BOUND   (INT64_C(1) << 44) /* a larger upper bound counts as none */
#define NKT_I_MOST_MEMBERS (INT64_C(1) << 18)

typedef struct nkt_i_table {
    int64_t n_cells, n_relations;
    const nkt_relations *relations;
    int32_t *states;     /* of each cell NKT_CELL_* */
    int64_t *value;      /* of each cell the count, -1: not known */
    int64_t *known_low;  /* what is known beforehand */
    int64_t *known_high; /* NKT_I_NO_BOUND: nothing */
    int64_t
        *need_above; /* how far the feasible numbers must reach beyond the count where the cell */
    int64_t *need_below;   /* is hidden; NKT_I_NO_BOUND: not known */
    int64_t *low, *high;   /* outer bounds of what is feasible */
    int64_t *reached_low;  /* proven feasible: from the largest ... */
    int64_t *reached_high; /* ... to the smallest number where nothing is; NKT_I_NO_BOUND: any */
    int64_t *is_bad;       /* cells with bad data */
    int64_t *group;        /* of each cell that is connected with others, one cell of them */
    int64_t *order;        /* of cells, by group */
    int64_t *scratch;      /* of cells */
    int64_t *local;        /* of each cell, its number in its group */
    int64_t *rest;         /* of each relation what its hidden cells add up to */
    int64_t *relation_group, *relation_order, *relation_scratch;
    int64_t *own;     /* to choose: 5 n_cells + 1 + n_relations + elements */
    int64_t *tableau; /* for linear programs */
    size_t tableau_length;
} nkt_i_table;

/* What is done with a table: which of its columns are taken, and how much memory. */
enum { NKT_I_TO_AUDIT = 0, NKT_I_TO_CHOOSE = 1, NKT_I_TO_SUM = 2 };

/* Checks relations but not whether they add up. path: "relations", "cells.relations". */
void nkt_i_relations_check(nkt_i_call *call, const char *path, const nkt_relations *relations,
                           int64_t n_cells);

/* Checks a table and its relations. */
void nkt_i_cells_check(nkt_i_call *call, const nkt_cells *cells, int use);

/* Claims the work area and lays it out. */
nkt_i_table nkt_i_table_claim(nkt_i_call *call, const nkt_cells *cells, int use,
                              const nkt_suppression_options *o, nkt_memory *work);

/* Reads counts and what is known beforehand; notes bad ones; relations must add up. */
void nkt_i_table_read(nkt_i_call *call, nkt_i_table *t, const nkt_cells *cells);

/* The sign of element e of relation r. */
static inline int64_t nkt_i_sign(const nkt_relations *relations, int64_t r, int64_t e) {
    if (relations->signs)
        return relations->signs[e];
    return e == relations->first[r] ? 1 : -1;
}

/* Whether the reader does not know the cell from the table. */
static inline int nkt_i_is_hidden(const nkt_i_table *t, int64_t cell) {
    return t->states[cell] != NKT_CELL_SHOWN || t->value[cell] < 0;
}

/* Widens what is proven to be feasible by a number. */
static inline void nkt_i_reach(nkt_i_table *t, int64_t cell, int64_t number) {
    if (number < t->reached_low[cell])
        t->reached_low[cell] = number;
    if (number > t->reached_high[cell])
        t->reached_high[cell] = number;
}

/* By how much the feasible numbers of a hidden cell are proven to differ. */
static inline int64_t nkt_i_reached_width(const nkt_i_table *t, int64_t cell) {
    if (t->reached_low[cell] > t->reached_high[cell])
        return 0;
    return t->reached_high[cell] - t->reached_low[cell];
}

/* Whether what is proven to be feasible reaches as far beyond the count as the cell needs. */
static inline int nkt_i_reaches_above(const nkt_i_table *t, int64_t cell) {
    return t->need_above[cell] != NKT_I_NO_BOUND &&
           (t->value[cell] < 0 ? t->need_above[cell] == 0
                               : t->reached_high[cell] - t->value[cell] >= t->need_above[cell]);
}

static inline int nkt_i_reaches_below(const nkt_i_table *t, int64_t cell) {
    return t->need_below[cell] != NKT_I_NO_BOUND &&
           (t->value[cell] < 0 ? t->need_below[cell] == 0
                               : t->value[cell] - t->reached_low[cell] >= t->need_below[cell]);
}

/* Whether a hidden cell is proven to be uncertain by the width, and as far as it needs. */
static inline int nkt_i_is_protected(const nkt_i_table *t, int64_t cell, int64_t width) {
    return nkt_i_reached_width(t, cell) >= width && nkt_i_reaches_above(t, cell) &&
           nkt_i_reaches_below(t, cell);
}

/* The options with their defaults: tableau 0 is none. */
nkt_suppression_options nkt_i_suppression_options(nkt_i_call *call,
                                                  const nkt_suppression_options *options);

/* Low and high from single relations, until nothing changes; also sets rest. */
void nkt_i_table_bound(nkt_i_table *t);

/* Groups of cells that are connected, each solved as far as it goes. */
void nkt_i_table_solve(nkt_i_table *t, int64_t pivots);

/* Bounds and solves a table that was read, beginning with what is proven; then judges. */
void nkt_i_table_audit(nkt_i_table *t, const nkt_suppression_options *o);

/* What was found of one cell, by an audit. */
nkt_feasible nkt_i_table_feasible(const nkt_i_table *t, int64_t cell,
                                  const nkt_suppression_options *o);

#endif
