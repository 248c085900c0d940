/*
 * A table with hidden cells, as the files of suppression see it: everything in the work area.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_COMPARE_SUPPRESSION_H
#define NKT_COMPARE_SUPPRESSION_H

#include "disclosure/disclosure.h"
#include "disclosure/simplex.h"
#include "nyckeltal/suppression.h"

/* Counts go up to this, and relations have so many cells, so that sums fit in 64 bits. */
#define NKT_I_MOST_COUNT   (INT64_C(1) << 40)
#define NKT_I_MOST_BOUND   (INT64_C(1) << 44) /* a larger upper bound counts as none */
#define NKT_I_MOST_MEMBERS (INT64_C(1) << 18)

/* What the caller says of a table; the numbers of the parameters in the public call. */
typedef struct nkt_i_table_input {
    const nkt_column *counts, *least, *most;
    int64_t n_cells;
    const nkt_relations *relations;
    int32_t least_argument, most_argument;
} nkt_i_table_input;

typedef struct nkt_i_table {
    int64_t n_cells, n_relations;
    const nkt_relations *relations;
    int64_t *value;        /* of each cell the count, -1: not known */
    int64_t *known_low;    /* what is known beforehand */
    int64_t *known_high;   /* NKT_I_NO_BOUND: nothing */
    int64_t *low, *high;   /* outer bounds of what is feasible */
    int64_t *reached_low;  /* proven feasible: from the largest ... */
    int64_t *reached_high; /* ... to the smallest number where nothing is; NKT_I_NO_BOUND: any */
    int64_t *is_bad;       /* cells with bad data */
    int64_t *group;        /* of each cell that hangs together with others, one cell of them */
    int64_t *order;        /* of cells, by group */
    int64_t *scratch;      /* of cells */
    int64_t *local;        /* of each cell, its number in its group */
    int64_t *rest;         /* of each relation what its hidden cells add up to */
    int64_t *relation_group, *relation_order, *relation_scratch;
    int64_t *own;     /* for nkt_suppression_choose: 5 n_cells + 1 + n_relations + elements */
    int64_t *tableau; /* the rest of the work area */
    size_t tableau_length;
} nkt_i_table;

/* How many int64_t the table takes without its tableau; 0 returned where they do not fit. */
int nkt_i_table_length(int64_t n_cells, int64_t n_relations, int64_t n_elements, size_t *length);

/* Checks relations (parameters 2 and 3) but not whether they add up. relations may be NULL. */
nkt_status nkt_i_relations_check(const nkt_relations *relations, int64_t n_cells, nkt_error *error);

/* Refuses relation r because of the value; it is parameter 3. */
nkt_status nkt_i_relation_refuse(nkt_error *error, int64_t r, double value, const char *sentence);

/* Lays out the work area (parameter number `argument`), or refuses it. */
nkt_status nkt_i_table_open(nkt_i_table *t, const nkt_i_table_input *input, void *work,
                            size_t work_size, int32_t argument, nkt_error *error);

/* Reads counts and what is known beforehand; notes bad ones; relations must add up. */
nkt_status nkt_i_table_read(nkt_i_table *t, const nkt_i_table_input *input, nkt_i_bad_rows *bad,
                            nkt_error *error);

/* The sign of element e of relation r. */
static inline int64_t nkt_i_sign(const nkt_relations *relations, int64_t r, int64_t e) {
    if (relations->signs)
        return relations->signs[e];
    return e == relations->first[r] ? 1 : -1;
}

/* Whether the reader does not know the cell from the table. */
static inline int nkt_i_is_hidden(const nkt_i_table *t, const int32_t *states, int64_t cell) {
    return states[cell] != NKT_CELL_SHOWN || t->value[cell] < 0;
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

/* The options with their defaults. */
nkt_status nkt_i_suppression_options(const nkt_suppression_options *options, int32_t argument,
                                     nkt_suppression_options *out, nkt_error *error);

/* Low and high from single relations, until nothing changes; also sets rest. */
void nkt_i_table_bound(nkt_i_table *t, const int32_t *states);

/* Groups of cells that hang together, each solved as far as it goes. */
void nkt_i_table_solve(nkt_i_table *t, const int32_t *states, int64_t pivots);

/* Bounds and solves a table that was read, beginning with what is proven; then judges. */
void nkt_i_table_audit(nkt_i_table *t, const int32_t *states, const nkt_suppression_options *o);

/* What was found of one cell, by an audit. */
nkt_feasible nkt_i_table_feasible(const nkt_i_table *t, const int32_t *states, int64_t cell,
                                  const nkt_suppression_options *o);

#endif
