/*
 * The demography area's own question: in which areas of operation most will have to be recruited.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/demography.h"

#include "figures/areas.h"

/* The question, and what is kept of its rows for the second part: sums and ranks of municipalities. */
struct need {
    const int64_t *groups;
    double horizon;
    nkt_i_target ranks;
    double *numbers; /* aged 55-64, by row */
    int64_t *order, *scratch;
    int8_t *states;
    int64_t beyond; /* a row of a municipality whose sum is beyond the largest double; -1: none */
};

/* argument: the number of n_rows in the public call. */
static nkt_status sizes(int64_t n_rows, int32_t argument, size_t *numbers, size_t *all,
                        nkt_error *error) {
    size_t states;

    if ((uint64_t)n_rows > SIZE_MAX || !nkt_i_size_mul((size_t)n_rows, 8, numbers) ||
        !nkt_i_size_align8((size_t)n_rows, &states) || !nkt_i_size_mul(*numbers, 3, all) ||
        !nkt_i_size_add(*all, states, all))
        return nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(argument), "n_rows",
                               "so many rows need more memory than there can be");
    return NKT_OK;
}

nkt_status nkt_recruiting_need_work_size(int64_t n_rows, size_t *size, nkt_error *error) {
    size_t numbers, all;
    nkt_status status;

    nkt_i_error_clear(error);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 1, "n_rows", n_rows);
    if (!size)
        return nkt_i_refuse_null(error, 2, "size");
    status = sizes(n_rows, 1, &numbers, &all, error);
    if (!status)
        *size = all;
    return status;
}

static nkt_status check_groups(const int64_t *groups, int64_t n_rows, nkt_error *error) {
    for (int64_t i = 0; groups && i < n_rows; i++)
        if (groups[i] < -1) {
            nkt_i_fault fault = NKT_I_FAULT(4);
            fault.row = i;
            fault.value = (double)groups[i];
            return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "groups", "is below -1");
        }
    return NKT_OK;
}

static nkt_status check_horizon(double horizon, nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(5);

    if (horizon >= 0 && horizon <= DBL_MAX)
        return NKT_OK;
    fault.value = horizon;
    return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "horizon",
                             "is no finite number of years above 0");
}

/* ---- rows by themselves --------------------------------------------------------------------------- */

static void per_year(nkt_i_block *number, int64_t count, double horizon) {
    for (int64_t i = 0; i < count; i++)
        number->value[i] /= horizon;
}

static void need_step(nkt_i_walk *walk, const void *context, int64_t first, int64_t count) {
    const struct need *need = context;
    nkt_i_operand older, employees;
    nkt_i_block block;

    nkt_i_walk_load(walk, NKT_IN_EMPLOYEES_55_64, first, count, &older);
    nkt_i_walk_load(walk, NKT_IN_EMPLOYEES, first, count, &employees);
    nkt_i_block_share(&older, &employees, count, 1, &walk->method, &block);
    nkt_i_walk_write(walk, &block, first, count, NKT_NEED_SHARE);
    for (int64_t i = 0; i < count; i++)
        if (block.states[i] == NKT_STATE_INVALID && older.states[i] == NKT_STATE_VALUE &&
            employees.states[i] == NKT_STATE_VALUE)
            nkt_i_walk_fault(walk, NKT_IN_EMPLOYEES_55_64, first + i, older.values[i],
                             "is above its whole");
    nkt_i_block_count(&older, count, 0, &walk->method, &block);
    nkt_i_walk_write(walk, &block, first, count, NKT_NEED_NUMBER);
    per_year(&block, count, need->horizon);
    nkt_i_walk_write(walk, &block, first, count, NKT_NEED_PER_YEAR);
    memcpy(need->numbers + first, older.values, (size_t)count * sizeof *need->numbers);
    memcpy(need->states + first, older.states, (size_t)count);
}

/* ---- municipalities ----------------------------------------------------------------------------------- */

static int64_t group_of(const struct need *need, int64_t row) {
    return need->groups ? need->groups[row] : 0;
}

/* By municipality, within it the largest number first, rows without a number last. */
static int comes_before(const void *context, int64_t a, int64_t b) {
    const struct need *need = context;
    int64_t group_a = group_of(need, a), group_b = group_of(need, b);

    if (group_a != group_b)
        return group_a < group_b;
    return nkt_i_double_less(-need->numbers[a], -need->numbers[b]);
}

/* The whole need of a municipality, by the rules of total.h. */
static nkt_estimate whole_of(const struct need *need, const int64_t *rows, int64_t n) {
    nkt_estimate whole = {.state = NKT_STATE_NOT_APPLICABLE};
    int8_t missing = 0, members = 0;

    for (int64_t i = 0; i < n; i++) {
        int8_t state = need->states[rows[i]];
        if (state == NKT_STATE_NOT_APPLICABLE)
            continue;
        members = 1;
        if (state == NKT_STATE_VALUE) {
            whole.value += need->numbers[rows[i]]; /* in descending order: the same bits always */
        } else if (state == NKT_STATE_SECRET || state == NKT_STATE_INVALID) {
            if (whole.state != NKT_STATE_SECRET)
                whole.state = state;
        } else {
            missing = 1;
        }
    }
    if (members && whole.state == NKT_STATE_NOT_APPLICABLE)
        whole.state = isfinite(whole.value) ? NKT_STATE_VALUE : NKT_STATE_INVALID;
    whole.flags = missing ? NKT_FLAG_PARTIAL : 0;
    return whole;
}

static nkt_estimate part_of(double number, int8_t state, const nkt_estimate *whole,
                            double minimum) {
    nkt_estimate part = {NAN, NAN, NAN, NAN, NKT_STATE_VALUE, 0};

    part.state = nkt_i_state_worst(state, (int8_t)whole->state);
    if (part.state == NKT_STATE_VALUE && whole->value == 0) {
        part.state = NKT_STATE_NO_DENOMINATOR;
        part.basis = 0;
    }
    if (part.state != NKT_STATE_VALUE)
        return part;
    part.value = 100 * number / whole->value;
    part.basis = whole->value;
    part.flags = whole->flags;
    if (whole->value < minimum)
        part.flags |= NKT_FLAG_BASIS_BELOW_MINIMUM;
    return part;
}

/* The rows of one municipality, in order. */
static void finish_group(struct need *need, const nkt_i_walk *walk, const int64_t *rows,
                         int64_t n) {
    const nkt_estimate whole = whole_of(need, rows, n);
    int64_t rank = 1;

    if (isinf(whole.value) && (need->beyond < 0 || rows[0] < need->beyond))
        need->beyond = rows[0];
    for (int64_t i = 0; i < n; i++) {
        int8_t state = need->states[rows[i]];
        double number = need->numbers[rows[i]];
        int64_t none = -1;
        nkt_estimate part = part_of(number, state, &whole, walk->method.options.minimum_basis);
        if (i > 0 && number < need->numbers[rows[i - 1]])
            rank = i + 1;
        nkt_i_target_put(&walk->out, rows[i], NKT_NEED_PART, &part);
        nkt_i_target_put(&need->ranks, rows[i], 0, state == NKT_STATE_VALUE ? &rank : &none);
    }
}

/* Rows of no municipality: no part of anything, and no rank. */
static void finish_others(const struct need *need, const nkt_i_walk *walk, const int64_t *rows,
                          int64_t n) {
    const nkt_estimate nowhere = {.state = NKT_STATE_MISSING};

    for (int64_t i = 0; i < n; i++) {
        int64_t none = -1;
        nkt_estimate part = part_of(NAN, need->states[rows[i]], &nowhere, 0);
        nkt_i_target_put(&walk->out, rows[i], NKT_NEED_PART, &part);
        nkt_i_target_put(&need->ranks, rows[i], 0, &none);
    }
}

static void finish(struct need *need, const nkt_i_walk *walk) {
    int64_t start = 0;

    for (int64_t i = 0; i < walk->n_rows; i++)
        need->order[i] = i;
    nkt_i_sort(need->order, need->scratch, walk->n_rows, comes_before, need);
    for (int64_t end = 1; end <= walk->n_rows; end++) {
        int64_t group = group_of(need, need->order[start]);
        if (end < walk->n_rows && group_of(need, need->order[end]) == group)
            continue;
        if (group == -1)
            finish_others(need, walk, need->order + start, end - start);
        else
            finish_group(need, walk, need->order + start, end - start);
        start = end;
    }
}

/* The parameters after the question's own are numbered as in the public call. */
static nkt_status check(const nkt_i_question *question, struct need *need, void *work,
                        size_t work_size, nkt_i_walk *walk, nkt_error *error) {
    size_t numbers, all;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_inputs_check(question->inputs, question->n_inputs, question->n_rows, 1, error);
    if (!status)
        status = check_groups(need->groups, question->n_rows, error);
    if (!status)
        status = check_horizon(need->horizon, error);
    if (!status)
        status = nkt_i_method_read(question->options, 6, &walk->method, error);
    if (!status)
        status = nkt_i_capacity_check(question->capacity, 4, 8, error);
    if (!status)
        status = nkt_i_target_check(&walk->out, 1, error);
    if (!status)
        status = nkt_i_target_check(&need->ranks, 0, error);
    if (!status)
        status = sizes(question->n_rows, 3, &numbers, &all, error);
    if (!status)
        status = nkt_i_memory_check(work, work_size, all, 13, "work", error);
    if (status || !question->n_rows)
        return status;
    need->numbers = (double *)work;
    need->order = (int64_t *)(void *)((char *)work + numbers);
    need->scratch = (int64_t *)(void *)((char *)work + 2 * numbers);
    need->states = (int8_t *)work + 3 * numbers;
    return NKT_OK;
}

nkt_status nkt_recruiting_need(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                               const int64_t *groups, double horizon, const nkt_options *options,
                               nkt_estimate *out, int64_t capacity, int64_t row_stride,
                               int64_t item_stride, int64_t *ranks, int64_t ranks_stride,
                               void *work, size_t work_size, nkt_error *error) {
    const nkt_i_question question = {.inputs = inputs,
                                     .n_inputs = n_inputs,
                                     .n_rows = n_rows,
                                     .options = options,
                                     .capacity = capacity};
    nkt_i_walk walk = {.inputs = inputs, .n_inputs = n_inputs, .n_rows = n_rows};
    struct need need = {.groups = groups, .horizon = horizon, .beyond = -1};
    nkt_status status;

    walk.out =
        (nkt_i_target){(char *)out, sizeof *out, n_rows, 4, row_stride, item_stride, "out", 7, 9};
    need.ranks = nkt_i_target_of(ranks, sizeof *ranks, n_rows, ranks_stride, "ranks", 11);
    status = check(&question, &need, work, work_size, &walk, error);
    if (status)
        return status;
    if (horizon == 0)
        need.horizon = NKT_NEED_HORIZON;
    status = nkt_i_walk_rows(&walk, need_step, &need, error);
    if (n_rows > 0)
        finish(&need, &walk);
    if (!status && need.beyond >= 0) {
        nkt_i_fault fault = NKT_I_FAULT(1);
        fault.id = NKT_IN_EMPLOYEES_55_64;
        fault.row = need.beyond;
        status = nkt_i_error_set(error, NKT_ROWS_INVALID, fault, "employees_55_64",
                                 "the sum of its municipality is beyond the largest number");
        if (error)
            error->rows_affected = 1;
    }
    return status;
}
