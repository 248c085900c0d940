/*
 * The audit of a table with hidden cells.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/suppression.h"

#define PIVOTS  100000
#define TABLEAU (INT64_C(1) << 22) /* 32 MB; a larger program would take hours */

nkt_suppression_options nkt_i_suppression_options(nkt_i_call *call,
                                                  const nkt_suppression_options *options) {
    nkt_suppression_options o;

    nkt_i_options_open(call, options, &o, sizeof o);
    nkt_i_code(call, "options.effort", o.effort, NKT_EFFORT_SOLVE, NKT_EFFORT_QUICK);
    if (o.width == 0)
        o.width = 1;
    nkt_i_within(call, "options.width", o.width, 1, (double)NKT_I_MOST_COUNT);
    if (o.width != floor(o.width))
        nkt_i_refuse_value(call, NKT_E_OPTION, NKT_REASON_NOT_WHOLE, "options.width", o.width,
                           NULL);
    nkt_i_count(call, "options.pivots", o.pivots, 0, INT64_MAX);
    if (o.pivots == 0)
        o.pivots = PIVOTS;
    nkt_i_count(call, "options.tableau", o.tableau, -1, INT64_MAX);
    if (o.tableau == 0)
        o.tableau = TABLEAU;
    if (o.tableau < 0 || o.effort == NKT_EFFORT_BOUNDS)
        o.tableau = 0;
    return o;
}

void nkt_i_table_audit(nkt_i_table *t, const nkt_suppression_options *o) {
    nkt_i_table_bound(t);
    nkt_i_table_solve(t, o->effort != NKT_EFFORT_BOUNDS ? o->pivots : 0);
    /* A bad cell spoils those it is connected with: a reader may know its number. */
    for (int64_t c = 0; c < t->n_cells; c++)
        if (t->is_bad[c] == 1 && t->is_bad[t->group[c]] == 0)
            t->is_bad[t->group[c]] = 2;
}

/* Whether it is proven that a reader's bounds lie closer to the count than the cell needs. */
static int is_too_close(const nkt_i_table *t, int64_t c) {
    const int64_t above = t->need_above[c], below = t->need_below[c];

    return t->value[c] >= 0 && ((above != NKT_I_NO_BOUND && t->high[c] != NKT_I_NO_BOUND &&
                                 t->high[c] - t->value[c] < above) ||
                                (below != NKT_I_NO_BOUND && t->value[c] - t->low[c] < below));
}

static int32_t judge(const nkt_i_table *t, int64_t c, const nkt_suppression_options *o) {
    const int64_t width = t->states[c] == NKT_CELL_PRIMARY ? (int64_t)o->width : 1;

    if ((t->high[c] != NKT_I_NO_BOUND && t->high[c] - t->low[c] < width) || is_too_close(t, c))
        return NKT_FEASIBLE_DISCLOSED;
    if (!t->is_bad[c] && !t->is_bad[t->group[c]] && nkt_i_is_protected(t, c, width))
        return NKT_FEASIBLE_SAFE;
    return NKT_FEASIBLE_UNPROVEN;
}

static double number(int64_t bound) {
    return bound == NKT_I_NO_BOUND ? INFINITY : (double)bound;
}

nkt_feasible nkt_i_table_feasible(const nkt_i_table *t, int64_t c,
                                  const nkt_suppression_options *o) {
    nkt_feasible f = {number(t->low[c]), number(t->high[c]), NAN, NAN, NKT_FEASIBLE_SHOWN, 0};

    if (t->reached_low[c] <= t->reached_high[c]) {
        f.reached_lower = number(t->reached_low[c]);
        f.reached_upper = number(t->reached_high[c]);
    }
    if (!nkt_i_is_hidden(t, c)) {
        f.exact = 1;
        return f;
    }
    f.verdict = judge(t, c, o);
    f.exact = !t->is_bad[c] && !t->is_bad[t->group[c]] && f.lower == f.reached_lower &&
              f.upper == f.reached_upper;
    if (t->is_bad[c] || t->is_bad[t->group[c]])
        f.reached_lower = f.reached_upper = NAN;
    return f;
}

/* ---- the calls ------------------------------------------------------------------------------- */

nkt_status nkt_suppression_audit(const nkt_cells *cells, const nkt_suppression_options *options,
                                 nkt_feasible *out, int64_t stride, nkt_memory *work,
                                 nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "cells options out stride work error");
    const int64_t n_cells = cells ? cells->n_cells : 0;
    nkt_suppression_options o;
    nkt_i_array to;
    nkt_i_table t;

    nkt_i_cells_check(&call, cells, NKT_I_TO_AUDIT);
    o = nkt_i_suppression_options(&call, options);
    to = nkt_i_array_open(&call, "out", out, sizeof *out, "stride", stride, n_cells, 1);
    t = nkt_i_table_claim(&call, cells, NKT_I_TO_AUDIT, &o, work);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_table_read(&call, &t, cells);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_table_audit(&t, &o);
    for (int64_t c = 0; c < n_cells; c++) {
        const nkt_feasible found = nkt_i_table_feasible(&t, c, &o);
        nkt_i_array_put(&to, c, &found);
    }
    return nkt_i_call_end(&call);
}
