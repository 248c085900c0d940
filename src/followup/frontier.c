/*
 * The frontier by free disposal hull.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/cost.h"

#include "followup/followup.h"

typedef struct side {
    const nkt_column *columns;
    int64_t count;
    const char *path;
} side;

/* Who is compared with whom. */
typedef struct peers {
    const nkt_rows *rows;
    side in, of;
} peers;

static double number(const side *s, int64_t column, int64_t unit, int8_t *state) {
    return nkt_i_column_value(&s->columns[column], unit, state);
}

/* The largest ratio of the peer's inputs to the unit's own; 1 where both lack all. */
static double input_ratio(const side *s, int64_t unit, int64_t peer) {
    double most = 0;
    int8_t state;
    int binds = 0;

    for (int64_t k = 0; k < s->count; k++) {
        const double own = number(s, k, unit, &state), other = number(s, k, peer, &state);
        const double ratio = own > 0 ? other / own : INFINITY;
        if (own == 0 && other == 0)
            continue;
        binds = 1;
        most = ratio > most ? ratio : most;
    }
    return binds ? most : 1;
}

/* The smallest ratio of the peer's outputs to the unit's own; 1 where both lack all. */
static double output_ratio(const side *s, int64_t unit, int64_t peer) {
    double least = INFINITY;
    int8_t state;
    int binds = 0;

    for (int64_t k = 0; k < s->count; k++) {
        const double own = number(s, k, unit, &state), other = number(s, k, peer, &state);
        if (own == 0 && other == 0)
            continue;
        binds = 1;
        if (own > 0 && other / own < least)
            least = other / own;
    }
    return binds ? least : 1;
}

/* -1: a has less of something than b, and more of nothing; 0: the same; 1: the other way; 2: both. */
static int order(const side *s, int64_t a, int64_t b) {
    int less = 0, more = 0;
    int8_t state;

    for (int64_t k = 0; k < s->count; k++) {
        const double x = number(s, k, a, &state), y = number(s, k, b, &state);
        less |= x < y;
        more |= x > y;
    }
    return less && more ? 2 : more - less;
}

static int is_no_more(int order) {
    return order == 0 || order == -1;
}

/* What a unit is on one side: a value where it has all its numbers. Bad data are noted if wanted. */
static int8_t state_of_side(nkt_i_call *call, const side *s, int64_t unit) {
    int8_t of_all = NKT_STATE_VALUE;

    for (int64_t k = 0; k < s->count; k++) {
        int8_t state;
        const double x = number(s, k, unit, &state);
        if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && x < 0)) {
            if (call)
                nkt_i_bad_element(call, s->path, (int32_t)k, NULL, &s->columns[k], unit,
                                  NKT_REASON_NEGATIVE);
            return NKT_STATE_INVALID;
        }
        if (state != NKT_STATE_VALUE)
            of_all = NKT_STATE_MISSING;
    }
    return of_all;
}

/* NKT_STATE_VALUE: a unit; otherwise why it is none. */
static int8_t state_of(nkt_i_call *call, const peers *p, int64_t unit) {
    int8_t in, of;

    if (!nkt_i_row_included(call, "units.rows.include", p->rows, unit))
        return NKT_STATE_NOT_APPLICABLE;
    in = state_of_side(call, &p->in, unit);
    of = state_of_side(in == NKT_STATE_INVALID ? NULL : call, &p->of, unit);
    return nkt_i_state_worst(in, of);
}

static nkt_frontier judge(const peers *p, int64_t unit) {
    nkt_frontier f = {1, 1, unit, unit, -1, 0, NKT_STATE_VALUE, 0};

    for (int64_t peer = 0; peer < p->rows->n_rows; peer++) {
        int inputs, outputs;
        if (peer == unit || state_of(NULL, p, peer) != NKT_STATE_VALUE)
            continue;
        inputs = order(&p->in, peer, unit);
        outputs = order(&p->of, unit, peer);
        if (is_no_more(outputs)) {
            const double ratio = input_ratio(&p->in, unit, peer);
            if (ratio < f.input) {
                f.input = ratio;
                f.input_peer = peer;
            }
        }
        if (is_no_more(inputs)) {
            const double ratio = output_ratio(&p->of, unit, peer);
            if (ratio > f.output) {
                f.output = ratio;
                f.output_peer = peer;
            }
        }
        if (is_no_more(inputs) && is_no_more(outputs) && (inputs < 0 || outputs < 0)) {
            if (f.n_dominating++ == 0)
                f.dominated_by = peer;
        }
    }
    f.input *= 100;
    return f;
}

/* The columns of a side: one at least. */
static void check_side(nkt_i_call *call, const side *s, const char *path_n, int64_t n_rows) {
    nkt_i_count(call, path_n, s->count, 1, INT32_MAX);
    nkt_i_columns(call, s->path, s->columns, path_n, s->count, INT32_MAX, n_rows);
}

nkt_status nkt_cost_frontier(const nkt_frontier_units *units, nkt_frontier *out, int64_t stride,
                             nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "units out stride error");
    peers p = {NULL, {NULL, 0, "units.inputs"}, {NULL, 0, "units.outputs"}};
    const int64_t n_rows = units ? units->rows.n_rows : 0;
    nkt_i_array to;

    nkt_i_needed(&call, "units", units);
    if (units) {
        p.rows = &units->rows;
        p.in.columns = units->inputs;
        p.in.count = units->n_inputs;
        p.of.columns = units->outputs;
        p.of.count = units->n_outputs;
        nkt_i_rows_check(&call, "units.rows", p.rows, NKT_I_WITHOUT_GROUPS);
        check_side(&call, &p.in, "units.n_inputs", n_rows);
        check_side(&call, &p.of, "units.n_outputs", n_rows);
    }
    to = nkt_i_array_open(&call, "out", out, sizeof *out, "stride", stride, n_rows, 1);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t unit = 0; unit < n_rows; unit++) {
        nkt_frontier f = {NAN, NAN, -1, -1, -1, 0, state_of(&call, &p, unit), 0};
        if (f.state == NKT_STATE_VALUE)
            f = judge(&p, unit);
        nkt_i_array_put(&to, unit, &f);
    }
    return nkt_i_call_end(&call);
}
