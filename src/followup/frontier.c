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
} side;

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

/* Whether a unit has all its numbers; bad data is noted if wanted. */
static int is_complete(const side *s, int32_t argument, const char *name, int64_t unit,
                       nkt_i_bad_rows *bad) {
    int complete = 1;

    for (int64_t k = 0; k < s->count; k++) {
        int8_t state;
        const double x = number(s, k, unit, &state);
        if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && x < 0)) {
            if (bad)
                nkt_i_bad_rows_note(bad, argument, (int32_t)(k > INT32_MAX ? INT32_MAX : k), unit,
                                    x, name, x < 0 ? "is negative" : "is no finite number");
            return 0;
        }
        complete &= state == NKT_STATE_VALUE;
    }
    return complete;
}

static int is_unit(const side *in, const side *of, int64_t unit, nkt_i_bad_rows *bad) {
    const int64_t noted = bad ? bad->rows : 0;
    const int has_inputs = is_complete(in, 1, "inputs", unit, bad);

    return is_complete(of, 3, "outputs", unit, bad && bad->rows == noted ? bad : NULL) &&
           has_inputs;
}

static nkt_frontier judge(const side *in, const side *of, int64_t unit, int64_t n_units) {
    nkt_frontier f = {1, 1, unit, unit, -1, 0};

    for (int64_t peer = 0; peer < n_units; peer++) {
        int inputs, outputs;
        if (peer == unit || !is_unit(in, of, peer, NULL))
            continue;
        inputs = order(in, peer, unit);
        outputs = order(of, unit, peer);
        if (is_no_more(outputs)) {
            const double ratio = input_ratio(in, unit, peer);
            if (ratio < f.input) {
                f.input = ratio;
                f.input_peer = peer;
            }
        }
        if (is_no_more(inputs)) {
            const double ratio = output_ratio(of, unit, peer);
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
    return f;
}

static nkt_status check_side(const nkt_column *columns, int64_t count, int64_t n_units,
                             int32_t argument, const char *name, nkt_error *error) {
    if (!columns)
        return nkt_i_refuse_null(error, argument, name);
    if (count < 1)
        return nkt_i_error_set(error, NKT_E_COUNT, NKT_I_FAULT(argument + 1),
                               argument == 1 ? "n_inputs" : "n_outputs", "is less than 1");
    return nkt_i_columns_check(columns, count, n_units, argument, name, error);
}

nkt_status nkt_cost_frontier(const nkt_column *inputs, int64_t n_inputs, const nkt_column *outputs,
                             int64_t n_outputs, int64_t n_units, nkt_frontier *out, int64_t stride,
                             nkt_error *error) {
    const side in = {inputs, n_inputs}, of = {outputs, n_outputs};
    const nkt_i_target target = nkt_i_target_of(out, sizeof *out, n_units, stride, "out", 6);
    const nkt_frontier none = {NAN, NAN, -1, -1, -1, 0};
    nkt_i_bad_rows bad;
    nkt_status status;

    nkt_i_error_clear(error);
    if (n_units < 0)
        return nkt_i_refuse_count(error, 5, "n_units", n_units);
    status = check_side(inputs, n_inputs, n_units, 1, "inputs", error);
    if (!status)
        status = check_side(outputs, n_outputs, n_units, 3, "outputs", error);
    if (!status)
        status = nkt_i_target_check(&target, 1, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    for (int64_t unit = 0; unit < n_units; unit++) {
        const nkt_frontier f =
            is_unit(&in, &of, unit, &bad) ? judge(&in, &of, unit, n_units) : none;
        nkt_i_target_put(&target, unit, 0, &f);
    }
    return nkt_i_bad_rows_end(&bad, error);
}
