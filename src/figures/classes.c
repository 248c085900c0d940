/*
 * Classes of a figure: rounded first, then compared with cut points; and how rows distribute.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/classes.h"

#include "figures/classify.h"
#include "numeric/numeric.h"

double nkt_round_half_away(double value, int32_t decimals) {
    return nkt_i_round_half_away(value, decimals);
}

/* ---- classify --------------------------------------------------------------------------------------- */

static nkt_status check_cuts(const double *cuts, int64_t n_cuts, nkt_error *error) {
    if (n_cuts < 0 || n_cuts >= INT32_MAX)
        return nkt_i_refuse_count(error, 4, "n_cuts", n_cuts);
    if (!cuts && n_cuts > 0)
        return nkt_i_refuse_null(error, 3, "cuts");
    for (int64_t i = 0; i < n_cuts; i++) {
        nkt_i_fault fault = NKT_I_FAULT(3);
        fault.item = (int32_t)i;
        fault.value = cuts[i];
        if (!isfinite(cuts[i]))
            return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "cuts", "is no finite number");
        if (i > 0 && cuts[i] <= cuts[i - 1])
            return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "cuts",
                                     "is not above the cut point before it");
    }
    return NKT_OK;
}

static nkt_status refuse_domain(nkt_error *error, int32_t argument, const char *name, int32_t value,
                                const char *sentence) {
    nkt_i_fault fault = NKT_I_FAULT(argument);
    fault.value = value;
    return nkt_i_error_value(error, NKT_E_DOMAIN, fault, name, sentence);
}

static nkt_status check_rule(int32_t closed, int32_t decimals, nkt_error *error) {
    if (closed != NKT_CLOSED_RIGHT && closed != NKT_CLOSED_LEFT)
        return refuse_domain(error, 5, "closed", closed,
                             "is neither NKT_CLOSED_RIGHT nor NKT_CLOSED_LEFT");
    if (decimals != NKT_UNROUNDED && (decimals < -9 || decimals > 15))
        return refuse_domain(error, 6, "decimals", decimals,
                             "is neither -9 to 15 nor NKT_UNROUNDED");
    return NKT_OK;
}

/* Whether a value lies above a cut point, or, where the upper class has it, on it. */
static int passes(double value, double cut, const nkt_i_classes *rule) {
    int on = value == cut;

    if (rule->decimals != NKT_UNROUNDED)
        on = fabs(value - cut) <= NKT_I_ROUNDING * fabs(cut);
    return on ? rule->closed == NKT_CLOSED_LEFT : value > cut;
}

static int32_t class_of(double value, const nkt_i_classes *rule) {
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

static void classify_step(nkt_i_walk *walk, const void *context, int64_t first, int64_t count) {
    const nkt_i_classes *rule = context;
    nkt_i_fault place = NKT_I_FAULT(1);
    nkt_i_operand operand;

    place.row = first;
    nkt_i_operand_load(walk->inputs, first, count, rule->lowest, place, rule->name, &operand,
                       &walk->faults);
    for (int64_t i = 0; i < count; i++) {
        int has_value = operand.states[i] == NKT_STATE_VALUE;
        int32_t class_number = has_value ? class_of(operand.values[i], rule) : -1;
        int32_t state = operand.states[i];

        nkt_i_target_put(&walk->codes, first + i, 0, &class_number);

        nkt_i_target_put(&rule->states, first + i, 0, &state);
    }
}

nkt_status nkt_i_classify(const nkt_column *column, int64_t n_rows, const nkt_i_classes *rule,
                          const nkt_i_target *classes, nkt_error *error) {
    nkt_i_walk walk = {.inputs = column, .n_inputs = 1, .n_rows = n_rows, .codes = *classes};
    nkt_status status;

    if (!column)
        return nkt_i_refuse_null(error, 1, rule->name);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 2, "n_rows", n_rows);
    status = nkt_i_plain_columns_check(column, 1, n_rows, 1, rule->name, error);
    if (!status)
        status = check_cuts(rule->cuts, rule->n_cuts, error);
    if (!status)
        status = check_rule(rule->closed, rule->decimals, error);
    if (!status)
        status = nkt_i_target_check(classes, 1, error);
    if (!status)
        status = nkt_i_target_check(&rule->states, 0, error);
    return status ? status : nkt_i_walk_rows(&walk, classify_step, rule, error);
}

nkt_status nkt_classify(const nkt_column *column, int64_t n_rows, const double *cuts,
                        int64_t n_cuts, int32_t closed, int32_t decimals, int32_t *classes,
                        int64_t classes_stride, int32_t *states, int64_t states_stride,
                        nkt_error *error) {
    const nkt_i_target target =
        nkt_i_target_of(classes, sizeof *classes, n_rows, classes_stride, "classes", 7);
    const nkt_i_classes rule = {
        cuts,
        n_cuts,
        closed,
        decimals,
        NKT_I_ANY_FINITE,
        "column",
        nkt_i_target_of(states, sizeof *states, n_rows, states_stride, "states", 9)};

    nkt_i_error_clear(error);
    return nkt_i_classify(column, n_rows, &rule, &target, error);
}

/* ---- distribution ----------------------------------------------------------------------------------- */

/* The first row whose class is bad data, and how many there are. */
struct bad_classes {
    nkt_i_fault first;
    int64_t rows;
};

/* Counts one row; returns its state. */
static int8_t count_row(const nkt_column *classes, int64_t row, int64_t n_classes, int64_t *counts,
                        struct bad_classes *bad) {
    int8_t state;
    int64_t number = nkt_i_column_code(classes, row, &state);

    if (state == NKT_STATE_VALUE && number < 0)
        return NKT_STATE_MISSING;
    if (state == NKT_STATE_VALUE && number < n_classes) {
        counts[number]++;
        return state;
    }
    if (state != NKT_STATE_VALUE && state != NKT_STATE_INVALID)
        return state;
    if (bad->rows++ == 0) {
        bad->first.row = row;
        bad->first.value = nkt_i_column_value(classes, row, &state);
    }
    return NKT_STATE_INVALID;
}

static void write_shares(const int64_t *counts, int64_t n_rows, const nkt_i_target *shares) {
    for (int64_t k = 0; k < shares->n_rows; k++) {
        nkt_estimate share = {NAN, NAN, NAN, (double)n_rows, NKT_STATE_NO_DENOMINATOR, 0};
        if (n_rows > 0) {
            share.value = 100 * (double)counts[k] / (double)n_rows;
            share.state = NKT_STATE_VALUE;
        }
        nkt_i_target_put(shares, k, 0, &share);
    }
}

static nkt_status tell_bad_classes(const struct bad_classes *bad, nkt_error *error) {
    if (bad->rows == 0)
        return NKT_OK;
    if (isnan(bad->first.value))
        nkt_i_error_set(error, NKT_ROWS_INVALID, bad->first, "classes",
                        "the value is marked as invalid, or by no known reason or row");
    else
        nkt_i_error_value(error, NKT_ROWS_INVALID, bad->first, "classes", "is no class");
    if (error)
        error->rows_affected = bad->rows;
    return NKT_ROWS_INVALID;
}

nkt_status nkt_class_distribution(const nkt_column *classes, int64_t n_rows, int64_t n_classes,
                                  int64_t *counts, nkt_estimate *shares, int64_t stride,
                                  int64_t *by_state, nkt_error *error) {
    const nkt_i_target target =
        nkt_i_target_of(shares, sizeof *shares, n_classes, stride, "shares", 5);
    struct bad_classes bad = {NKT_I_FAULT(1), 0};
    int64_t states[NKT_STATE_INVALID + 1] = {0};
    nkt_status status;

    nkt_i_error_clear(error);
    if (!classes)
        return nkt_i_refuse_null(error, 1, "classes");
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 2, "n_rows", n_rows);
    if (n_classes < 1) {
        nkt_i_fault fault = NKT_I_FAULT(3);
        fault.value = (double)n_classes;
        return nkt_i_error_value(error, NKT_E_COUNT, fault, "n_classes", "is less than 1");
    }
    if (!counts)
        return nkt_i_refuse_null(error, 4, "counts");
    status = nkt_i_column_check(classes, n_rows, NKT_I_FAULT(1), "classes", error);
    if (!status)
        status = nkt_i_target_check(&target, 0, error);
    if (status)
        return status;
    for (int64_t k = 0; k < n_classes; k++)
        counts[k] = 0;
    for (int64_t row = 0; row < n_rows; row++)
        states[count_row(classes, row, n_classes, counts, &bad)]++;
    if (shares)
        write_shares(counts, states[NKT_STATE_VALUE], &target);
    if (by_state)
        memcpy(by_state, states, sizeof states);
    return tell_bad_classes(&bad, error);
}
