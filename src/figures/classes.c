/*
 * Classes of a figure: rounded first, then compared with cut points.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/classes.h"

#include "figures/walk.h"
#include "numeric/numeric.h"
#include "nyckeltal/representation.h"

double nkt_round_half_away(double value, int32_t decimals) {
    return nkt_i_round_half_away(value, decimals);
}

static void check_cuts(nkt_i_call *call, const nkt_classing *classing) {
    nkt_i_count(call, "classing.n_cuts", classing->n_cuts, 0, INT32_MAX - 1);
    if (classing->n_cuts > 0)
        nkt_i_needed(call, "classing.cuts", classing->cuts);
    for (int64_t i = 0; !nkt_i_call_refused(call) && i < classing->n_cuts; i++) {
        const double *cuts = classing->cuts;
        nkt_i_fault fault = NKT_I_AT("classing.cuts");
        fault.item = (int32_t)i;
        fault.value = cuts[i];
        if (!isfinite(cuts[i]))
            nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_NOT_FINITE, fault, NULL);
        else if (i > 0 && cuts[i] <= cuts[i - 1])
            nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_NOT_SORTED, fault,
                         "is not above the cut point before it");
    }
}

static void check_classing(nkt_i_call *call, const nkt_classing *classing) {
    nkt_i_needed(call, "classing", classing);
    if (nkt_i_call_refused(call))
        return;
    check_cuts(call, classing);
    if (classing->reserved)
        nkt_i_refuse_path(call, NKT_E_OPTION, NKT_REASON_NOT_TAKEN, "classing.reserved", NULL);
    if (classing->closed != NKT_CLOSED_RIGHT && classing->closed != NKT_CLOSED_LEFT)
        nkt_i_refuse_value(call, NKT_E_ID, NKT_REASON_UNKNOWN_CODE, "classing.closed",
                           classing->closed, "is neither right (1) nor left (2)");
    if (classing->decimals != NKT_UNROUNDED && (classing->decimals < -9 || classing->decimals > 15))
        nkt_i_refuse_value(call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, "classing.decimals",
                           classing->decimals, "is neither -9 to 15 nor NKT_UNROUNDED");
}

/* Whether a value lies above a cut point, or, where the upper class has it, on it. */
static int passes(double value, double cut, const nkt_classing *rule) {
    int on = value == cut;

    if (rule->decimals != NKT_UNROUNDED)
        on = fabs(value - cut) <= NKT_I_ROUNDING * fabs(cut);
    return on ? rule->closed == NKT_CLOSED_LEFT : value > cut;
}

static int32_t class_of(double value, const nkt_classing *rule) {
    int64_t low = 0, high = rule->n_cuts; /* it passes the first `low`, and none from `high` on */

    if (rule->decimals != NKT_UNROUNDED)
        value = nkt_i_round_half_away(value, rule->decimals);
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (passes(value, rule->cuts[middle], rule))
            low = middle + 1;
        else
            high = middle;
    }
    return (int32_t)low;
}

/* The caller's rule, and where the states go; the classes are the codes of the walk. */
typedef struct request {
    const nkt_column *column;
    const nkt_classing *rule;
    nkt_i_out states;
} request;

static void classify_step(nkt_i_walk *walk, const void *context) {
    const request *asked = context;
    nkt_i_fault place = NKT_I_AT("column");
    nkt_i_operand operand;

    place.name = nkt_i_name_of(asked->column);
    nkt_i_walk_read(walk, asked->column, walk->first, NKT_I_ANY_FINITE, place, &operand);
    for (int64_t i = 0; i < walk->count; i++) {
        const int has_value = operand.states[i] == NKT_STATE_VALUE;
        nkt_i_put_numbering(&walk->codes, walk->first + i, 0,
                            has_value ? class_of(operand.values[i], asked->rule) : -1);
        nkt_i_put_code(&asked->states, walk->first + i, 0, operand.states[i]);
    }
}

nkt_status nkt_classify(const nkt_column *column, const nkt_rows *rows,
                        const nkt_classing *classing, const nkt_target *classes,
                        const nkt_target *states, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "column rows classing classes states error");
    const nkt_table table = {.rows = rows ? *rows : (nkt_rows){0}};
    nkt_i_walk walk = nkt_i_walk_over(&call, &table);
    request asked = {.column = column, .rule = classing};

    walk.include_path = "rows.include";
    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_named_column(&call, "column", column, walk.n_rows);
    check_classing(&call, classing);
    walk.codes = nkt_i_target_open(&call, "classes", classes,
                                   NKT_I_CONTENT_NUMBERING(classing ? classing->n_cuts : 0),
                                   walk.n_rows, 1, 1);
    asked.states = nkt_i_target_open(&call, "states", states,
                                     NKT_I_CONTENT_CODES(NKT_STATE_VALUE, NKT_STATE_INVALID),
                                     walk.n_rows, 1, 0);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_walk_rows(&walk, classify_step, &asked);
    return nkt_i_call_end(&call);
}
