/*
 * Goals and what was reached; cases per case worker.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/audit.h"

#include "numeric/numeric.h"
#include "followup/followup.h"

/* A number that is 0 or more, and its state; bad data is told, unless the row was before. */
static double read(const nkt_column *column, int64_t row, int32_t argument, const char *name,
                   int8_t *state, nkt_i_bad_rows *bad, int told) {
    const double value = nkt_i_column_value(column, row, state);

    if (*state == NKT_STATE_VALUE && value < 0)
        *state = NKT_STATE_INVALID;
    if (*state == NKT_STATE_INVALID && !told)
        nkt_i_bad_rows_note(bad, argument, -1, row, value, name,
                            value < 0 ? "is negative" : "is no number to be held against another");
    return value;
}

static int8_t read_direction(const nkt_column *directions, int64_t row, int *at_most,
                             nkt_i_bad_rows *bad, int told) {
    int8_t state;
    double value;

    *at_most = 0;
    if (!directions)
        return NKT_STATE_VALUE;
    value = nkt_i_column_value(directions, row, &state);
    *at_most = value == NKT_GOAL_AT_MOST;
    if (state == NKT_STATE_VALUE && value != NKT_GOAL_AT_LEAST && value != NKT_GOAL_AT_MOST)
        state = NKT_STATE_INVALID;
    if (state == NKT_STATE_INVALID && !told)
        nkt_i_bad_rows_note(bad, 3, -1, row, value, "directions", "is no direction");
    return state;
}

static nkt_goal goal_of(double target, double outcome, int at_most) {
    const double better = at_most ? target : outcome, worse = at_most ? outcome : target;
    const double margin = better - worse, size = better > worse ? better : worse;
    const double attained = worse > 0 ? 100 * (better / worse) : NAN;
    const int is_equal = fabs(margin) <= NKT_I_ROUNDING * size;

    return (nkt_goal){is_equal ? 0 : margin, isinf(attained) ? NAN : attained, NKT_STATE_VALUE,
                      is_equal || margin > 0};
}

static nkt_status check_columns(const nkt_column *const *columns, const char *const *names,
                                int n_columns, int needed, int64_t n, nkt_error *error) {
    nkt_status status = NKT_OK;

    if (n < 0)
        return nkt_i_refuse_count(error, n_columns + 1, n_columns == 3 ? "n_goals" : "n_rows", n);
    for (int c = 0; c < n_columns && !status; c++) {
        if (columns[c])
            status = nkt_i_column_check(columns[c], n, NKT_I_FAULT(c + 1), names[c], error);
        else if (c < needed)
            status = nkt_i_refuse_null(error, c + 1, names[c]);
    }
    return status;
}

nkt_status nkt_audit_goals(const nkt_column *targets, const nkt_column *outcomes,
                           const nkt_column *directions, int64_t n_goals, nkt_goal *out,
                           int64_t stride, nkt_error *error) {
    static const char *const names[] = {"targets", "outcomes", "directions"};
    const nkt_column *const columns[] = {targets, outcomes, directions};
    nkt_i_bad_rows bad = {0};
    nkt_status status;

    nkt_i_error_clear(error);
    status = check_columns(columns, names, 3, 2, n_goals, error);
    if (!status && !out && n_goals > 0)
        status = nkt_i_refuse_null(error, 5, "out");
    if (!status)
        status = nkt_i_stride_check(stride, (int64_t)sizeof *out, n_goals, 6, "stride", error);
    if (status)
        return status;
    for (int64_t k = 0; k < n_goals; k++) {
        int8_t state, other, way;
        int at_most;
        const double target = read(targets, k, 1, names[0], &state, &bad, 0);
        const double outcome =
            read(outcomes, k, 2, names[1], &other, &bad, state == NKT_STATE_INVALID);
        nkt_goal goal = {NAN, NAN, 0, 0};
        state = nkt_i_state_worst(state, other);
        way = read_direction(directions, k, &at_most, &bad, state == NKT_STATE_INVALID);
        state = nkt_i_state_worst(state, way);
        if (state == NKT_STATE_VALUE)
            goal = goal_of(target, outcome, at_most);
        else
            goal.state = state;
        memcpy((char *)out + k * stride, &goal, sizeof goal);
    }
    return nkt_i_bad_rows_end(&bad, error);
}

/* ---- caseload -------------------------------------------------------------------------------- */

static nkt_caseload load_of(double cases, double workers, double norm) {
    const double per_worker = cases / workers, of_norm = 100 * (per_worker / norm);

    if (!isfinite(per_worker))
        return (nkt_caseload){NAN, NAN, NAN, NKT_STATE_INVALID, 0};
    return (nkt_caseload){per_worker, isinf(of_norm) ? NAN : of_norm,
                          isinf(cases / norm) ? NAN : cases / norm, NKT_STATE_VALUE,
                          per_worker > norm * (1 + NKT_I_ROUNDING)};
}

nkt_status nkt_audit_caseload(const nkt_column *cases, const nkt_column *workers, int64_t n_rows,
                              double norm, nkt_caseload *out, int64_t stride, nkt_error *error) {
    static const char *const names[] = {"cases", "workers"};
    const nkt_column *const columns[] = {cases, workers};
    nkt_i_fault fault = NKT_I_FAULT(4);
    nkt_i_bad_rows bad = {0};
    nkt_status status;

    nkt_i_error_clear(error);
    status = check_columns(columns, names, 2, 1, n_rows, error);
    fault.value = norm;
    if (!status && (norm <= 0 || isinf(norm)))
        status = nkt_i_error_value(error, NKT_E_DOMAIN, fault, "norm", "is not above 0");
    if (!status && !out && n_rows > 0)
        status = nkt_i_refuse_null(error, 5, "out");
    if (!status)
        status = nkt_i_stride_check(stride, (int64_t)sizeof *out, n_rows, 6, "stride", error);
    if (status)
        return status;
    for (int64_t k = 0; k < n_rows; k++) {
        nkt_caseload load = {NAN, NAN, NAN, 0, 0};
        int8_t state, other = NKT_STATE_VALUE;
        const double n = read(cases, k, 1, names[0], &state, &bad, 0);
        const double by =
            workers ? read(workers, k, 2, names[1], &other, &bad, state == NKT_STATE_INVALID) : 1;
        state = nkt_i_state_worst(state, other);
        if (state == NKT_STATE_VALUE && by == 0)
            state = NKT_STATE_NO_DENOMINATOR;
        load.state = state;
        if (state == NKT_STATE_VALUE) {
            load = load_of(n, by, norm);
            if (load.state)
                nkt_i_bad_rows_note(&bad, 2, -1, k, by, names[1], "are too few to divide by");
        }
        memcpy((char *)out + k * stride, &load, sizeof load);
    }
    return nkt_i_bad_rows_end(&bad, error);
}
