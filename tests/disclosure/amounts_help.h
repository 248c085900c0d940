/*
 * Tables whose cells need to be uncertain by so much above and below: the judge's verdict, and calls.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_AMOUNTS_HELP_H
#define TESTS_AMOUNTS_HELP_H

#include <math.h>
#include <stdio.h>

#include "disclosure/suppression_tables.h"

static nkt_error error;
static table t;
static judge j;
static int32_t states[TABLE_CELLS];
static int64_t above[TABLE_CELLS], below[TABLE_CELLS];
static nkt_feasible found[TABLE_CELLS];
static int64_t block[400000];
static nkt_memory work = {.data = block, .size = sizeof block};

/* The judge tries numbers up to t.most; here it is known to the reader too. */
static inline nkt_status audit_amounts(double width, int64_t factor) {
    static int64_t counts[TABLE_CELLS], most[TABLE_CELLS], up[TABLE_CELLS], down[TABLE_CELLS];
    const nkt_column c = table_column(counts), m = table_column(most),
                     hidden = table_states(states);
    const nkt_column a = table_column(up), b = table_column(down);
    const nkt_cells cells = {.counts = &c,
                             .hidden = &hidden,
                             .most = &m,
                             .need_above = &a,
                             .need_below = &b,
                             .relations = &t.relations,
                             .n_cells = t.n_cells};
    const nkt_suppression_options o = {.size = sizeof o, .width = width};

    for (int64_t i = 0; i < t.n_cells; i++) {
        counts[i] = t.count[i] * factor;
        most[i] = t.most[i] * factor;
        up[i] = above[i] * factor;
        down[i] = below[i] * factor;
    }
    return nkt_suppression_audit(&cells, &o, found, 0, &work, &error);
}

/* What a cell that is judged needs. */
static inline int is_wide_enough(int64_t c, const int32_t *pattern, double width) {
    return (double)(j.high[c] - j.low[c]) >= (pattern[c] == NKT_CELL_PRIMARY ? width : 1) &&
           j.high[c] >= t.count[c] + above[c] && j.low[c] <= t.count[c] - below[c];
}

#endif
