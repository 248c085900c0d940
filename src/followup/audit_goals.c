/*
 * Goals and what was reached.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/audit.h"

#include "followup/followup.h"
#include "numeric/numeric.h"

/* A number that is 0 or more, and its state; bad data is noted. */
static double read_number(nkt_i_call *call, const nkt_column *column, int64_t row, const char *path,
                          int8_t *state) {
    const double value = nkt_i_column_value(column, row, state);

    if (*state == NKT_STATE_VALUE && value < 0)
        *state = NKT_STATE_INVALID;
    if (*state == NKT_STATE_INVALID)
        nkt_i_bad_element(call, path, -1, NULL, column, row, NKT_REASON_NEGATIVE);
    return value;
}

/* Whether the target is the most that should be; bad data is noted. */
static int read_direction(nkt_i_call *call, const nkt_column *directions, int64_t row,
                          int8_t *state) {
    double value = NKT_DIRECTION_HIGH;

    *state = NKT_STATE_VALUE;
    if (directions)
        value = nkt_i_column_value(directions, row, state);
    if (*state == NKT_STATE_VALUE && value != NKT_DIRECTION_HIGH && value != NKT_DIRECTION_LOW)
        *state = NKT_STATE_INVALID;
    if (*state == NKT_STATE_INVALID) {
        nkt_i_fault fault = NKT_I_AT("directions");
        fault.row = row;
        fault.value = value;
        nkt_i_bad_row(call, NKT_REASON_UNKNOWN_CODE, fault, "is neither high (1) nor low (-1)");
    }
    return value == NKT_DIRECTION_LOW;
}

static nkt_goal goal_of(double target, double outcome, int at_most) {
    const double better = at_most ? target : outcome, worse = at_most ? outcome : target;
    const double margin = better - worse, size = better > worse ? better : worse;
    const double attained = worse > 0 ? 100 * (better / worse) : NAN;
    const int is_equal = fabs(margin) <= NKT_I_ROUNDING * size;

    return (nkt_goal){is_equal ? 0 : margin, isinf(attained) ? NAN : attained, NKT_STATE_VALUE,
                      is_equal || margin > 0};
}

nkt_status nkt_audit_goals(const nkt_column *targets, const nkt_column *outcomes,
                           const nkt_column *directions, const nkt_rows *rows, nkt_goal *out,
                           int64_t stride, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "targets outcomes directions rows out stride error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    nkt_i_array to;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_column_needed(&call, "targets", targets, n_rows);
    nkt_i_column_needed(&call, "outcomes", outcomes, n_rows);
    nkt_i_column_optional(&call, "directions", directions, n_rows);
    to = nkt_i_array_open(&call, "out", out, sizeof *out, "stride", stride, n_rows, 1);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t k = 0; k < n_rows; k++) {
        nkt_goal goal = {NAN, NAN, NKT_STATE_NOT_APPLICABLE, 0};
        if (nkt_i_row_included(&call, "rows.include", rows, k)) {
            int8_t state, other, way;
            const double target = read_number(&call, targets, k, "targets", &state);
            const double outcome = read_number(&call, outcomes, k, "outcomes", &other);
            const int at_most = read_direction(&call, directions, k, &way);
            goal.state = nkt_i_state_worst(nkt_i_state_worst(state, other), way);
            if (goal.state == NKT_STATE_VALUE)
                goal = goal_of(target, outcome, at_most);
        }
        nkt_i_array_put(&to, k, &goal);
    }
    return nkt_i_call_end(&call);
}
