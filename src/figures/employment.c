/*
 * The employment area's own questions: the deviation from the expected share, and which similar
 * municipality has a larger positive one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/employment.h"

#include "figures/areas.h"
#include "figures/figure.h"

static int is_among(const nkt_i_walk *walk, int32_t id) {
    return nkt_i_input_column(walk->inputs, walk->n_inputs, id) != NULL;
}

/* A share as the caller gives it, not made from counts. */
static void given_share(nkt_i_walk *walk, int32_t id, int64_t first, int64_t count,
                        nkt_i_block *block) {
    nkt_i_operand given;

    nkt_i_walk_load(walk, id, first, count, &given);
    for (int64_t i = 0; i < count; i++) {
        block->value[i] = given.values[i];
        block->lower[i] = block->upper[i] = block->basis[i] = NAN;
        block->states[i] = given.states[i];
        block->flags[i] = given.states[i] == NKT_STATE_VALUE ? NKT_FLAG_OPERAND_GIVEN : 0;
    }
    nkt_i_block_finish(block, count, &walk->method);
}

static int32_t side_of(double deviation, int8_t state) {
    if (state != NKT_STATE_VALUE)
        return NKT_NO_CODE;
    return deviation > 0 ? NKT_SIDE_ABOVE : deviation < 0 ? NKT_SIDE_BELOW : NKT_SIDE_EQUAL;
}

static void deviation_step(nkt_i_walk *walk, const void *context, int64_t first, int64_t count) {
    const nkt_i_request request = {walk->inputs, walk->n_inputs, 1, walk->method};
    int from_counts =
        is_among(walk, NKT_IN_REFUGEES_EMPLOYED) && is_among(walk, NKT_IN_REFUGEES_20_64);
    nkt_i_block block;

    (void)context;
    if (from_counts)
        nkt_i_figure_block(nkt_indicator_by_id(NKT_REFUGEES_EMPLOYED_SHARE), &request, first, count,
                           &block, &walk->faults);
    else
        given_share(walk, NKT_REFUGEES_EMPLOYED_SHARE, first, count, &block);
    nkt_i_walk_write(walk, &block, first, count, NKT_DEVIATION_ACTUAL);
    nkt_i_figure_block(nkt_indicator_by_id(NKT_REFUGEES_EMPLOYED_EXPECTED), &request, first, count,
                       &block, &walk->faults);
    nkt_i_walk_write(walk, &block, first, count, NKT_DEVIATION_EXPECTED);
    nkt_i_figure_block(nkt_indicator_by_id(NKT_REFUGEES_EMPLOYED_DEVIATION), &request, first, count,
                       &block, &walk->faults);
    nkt_i_walk_write(walk, &block, first, count, NKT_DEVIATION_POINTS);
    for (int64_t i = 0; i < count; i++) {
        int32_t side = side_of(block.value[i], block.states[i]);
        nkt_i_target_put(&walk->codes, first + i, 0, &side);
    }
}

nkt_status nkt_employment_deviation(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                                    const nkt_options *options, nkt_estimate *out, int64_t capacity,
                                    int64_t row_stride, int64_t item_stride, int32_t *sides,
                                    int64_t sides_stride, nkt_error *error) {
    const nkt_i_question question = {inputs, n_inputs,     n_rows,     options,
                                     out,    capacity,     row_stride, item_stride,
                                     sides,  sides_stride, "sides"};
    return nkt_i_answer(&question, 3, deviation_step, NULL, error);
}

/* ---- who is ahead --------------------------------------------------------------------------------- */

struct ahead {
    const nkt_column *deviation;
    int64_t focus;
    double of_focus; /* NaN: none, then nobody is ahead */
};

static int is_ahead(const struct ahead *call, int64_t row) {
    int8_t state;
    double value = nkt_i_column_value(call->deviation, row, &state);
    return state == NKT_STATE_VALUE && value > 0 && value > call->of_focus;
}

/* Whether row a is told after row b: rows that are ahead have values. */
static int is_after(const nkt_column *deviation, int64_t a, int64_t b) {
    int8_t state;
    double of_a = nkt_i_column_value(deviation, a, &state);
    double of_b = nkt_i_column_value(deviation, b, &state);
    return of_a < of_b || (of_a == of_b && a > b);
}

static void sift(const nkt_column *deviation, int64_t *rows, int64_t root, int64_t n) {
    for (int64_t child; (child = 2 * root + 1) < n; root = child) {
        int64_t row = rows[root];
        if (child + 1 < n && is_after(deviation, rows[child + 1], rows[child]))
            child++;
        if (!is_after(deviation, rows[child], row))
            return;
        rows[root] = rows[child];
        rows[child] = row;
    }
}

/* A heap sort, because it needs no memory besides; the order is total, so stability is no matter. */
static void sort_ahead(const nkt_column *deviation, int64_t *rows, int64_t n) {
    for (int64_t root = n / 2; root-- > 0;)
        sift(deviation, rows, root, n);
    for (int64_t end = n; end-- > 1;) {
        int64_t last = rows[0];
        rows[0] = rows[end];
        rows[end] = last;
        sift(deviation, rows, 0, end);
    }
}

static nkt_status refuse_row(nkt_error *error, int32_t argument, const char *name, int64_t item,
                             int64_t row) {
    nkt_i_fault fault = NKT_I_FAULT(argument);

    fault.item = item < 0 ? -1 : (int32_t)(item > INT32_MAX ? INT32_MAX : item);
    fault.value = (double)row;
    return nkt_i_error_value(error, NKT_E_DOMAIN, fault, name, "is no row");
}

static nkt_status check_ahead(const nkt_column *deviation, int64_t n_rows, int64_t focus,
                              const int64_t *similar, int64_t n_similar, const int64_t *ahead,
                              int64_t capacity, const int64_t *n_ahead, nkt_error *error) {
    nkt_status status;

    if (!deviation)
        return nkt_i_refuse_null(error, 1, "deviation");
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 2, "n_rows", n_rows);
    status = nkt_i_plain_columns_check(deviation, 1, n_rows, 1, "deviation", error);
    if (status)
        return status;
    if (focus < 0 || focus >= n_rows)
        return refuse_row(error, 3, "focus", -1, focus);
    if (n_similar < 0)
        return nkt_i_refuse_count(error, 5, "n_similar", n_similar);
    if (!similar && n_similar > 0)
        return nkt_i_refuse_null(error, 4, "similar");
    for (int64_t i = 0; i < n_similar; i++)
        if (similar[i] < -1 || similar[i] >= n_rows)
            return refuse_row(error, 4, "similar", i, similar[i]);
    if (capacity < 0)
        return nkt_i_refuse_count(error, 7, "capacity", capacity);
    if (!ahead && capacity > 0)
        return nkt_i_refuse_null(error, 6, "ahead");
    if (!n_ahead)
        return nkt_i_refuse_null(error, 8, "n_ahead");
    return NKT_OK;
}

/* What was met among the deviations looked at. */
struct seen {
    int64_t n_ahead, n_missing, n_invalid;
    nkt_i_fault first_invalid;
};

static void look_at(const struct ahead *call, int64_t row, struct seen *seen) {
    int8_t state;
    double value = nkt_i_column_value(call->deviation, row, &state);

    if (state == NKT_STATE_INVALID) {
        if (seen->n_invalid++ == 0 || row < seen->first_invalid.row) {
            seen->first_invalid.row = row;
            seen->first_invalid.value = value;
        }
    }
    if (row == call->focus)
        return;
    seen->n_missing += state != NKT_STATE_VALUE;
    seen->n_ahead += is_ahead(call, row);
}

static nkt_status tell_invalid(const struct seen *seen, nkt_error *error) {
    const char *name = "deviation";

    if (seen->n_invalid == 0)
        return NKT_OK;
    if (isnan(seen->first_invalid.value))
        nkt_i_error_set(error, NKT_ROWS_INVALID, seen->first_invalid, name,
                        "the value is marked as invalid, or by no known reason or row");
    else
        nkt_i_error_value(error, NKT_ROWS_INVALID, seen->first_invalid, name, "is not finite");
    if (error)
        error->rows_affected = seen->n_invalid;
    return NKT_ROWS_INVALID;
}

nkt_status nkt_employment_ahead(const nkt_column *deviation, int64_t n_rows, int64_t focus,
                                const int64_t *similar, int64_t n_similar, int64_t *ahead,
                                int64_t capacity, int64_t *n_ahead, int64_t *n_missing,
                                int32_t *focus_state, nkt_error *error) {
    struct ahead call = {.deviation = deviation, .focus = focus};
    struct seen seen = {.first_invalid = NKT_I_FAULT(1)};
    int64_t n = 0;
    int8_t state;
    nkt_status status;

    nkt_i_error_clear(error);
    status =
        check_ahead(deviation, n_rows, focus, similar, n_similar, ahead, capacity, n_ahead, error);
    if (status)
        return status;
    call.of_focus = nkt_i_column_value(deviation, focus, &state);
    if (state != NKT_STATE_VALUE)
        call.of_focus = NAN;
    seen.first_invalid.id = deviation->id;
    look_at(&call, focus, &seen);
    for (int64_t i = 0; i < n_similar; i++)
        if (similar[i] != -1 && similar[i] != focus)
            look_at(&call, similar[i], &seen);
    if (ahead) {
        status = nkt_i_capacity_check(capacity, seen.n_ahead, 7, error);
        if (status)
            return status;
        for (int64_t i = 0; i < n_similar; i++)
            if (similar[i] != -1 && is_ahead(&call, similar[i]))
                ahead[n++] = similar[i];
        sort_ahead(deviation, ahead, n);
    }
    *n_ahead = seen.n_ahead;
    if (n_missing)
        *n_missing = seen.n_missing;
    if (focus_state)
        *focus_state = state;
    return tell_invalid(&seen, error);
}
