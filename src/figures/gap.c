/*
 * The gap between two groups in a share of the catalogue: difference or ratio, with interval.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/gap.h"

#include "figures/areas.h"

/* One of the two groups: its columns, and which of their rows are its own. */
struct group {
    const nkt_column *inputs;
    int64_t n_inputs;
    const int64_t *rows; /* NULL: the rows as they are */
    int32_t argument;    /* of the public call, to say which of the two is at fault */
};

/* A call that was checked. */
struct gap {
    struct group groups[2];
    const int32_t *figures;
    int32_t measure;
};

/* The share of one group in a block of rows. */
struct share {
    nkt_i_operand part, whole; /* of counts */
    nkt_i_operand value;       /* the figure as given, in per cent, where there are no counts */
    int given;
};

/* ---- checks ------------------------------------------------------------------------------------------- */

static nkt_status check_id(const nkt_column *inputs, int64_t item, int32_t argument,
                           nkt_error *error) {
    int32_t id = inputs[item].id;
    nkt_i_fault fault = NKT_I_FAULT(argument);

    fault.item = (int32_t)item;
    fault.id = id;
    fault.value = id;
    if (!nkt_i_name_of(id, NULL))
        return nkt_i_error_value(error, NKT_E_ID, fault, "inputs",
                                 "is the id of no input and no figure");
    for (int64_t i = 0; i < item; i++)
        if (inputs[i].id == id)
            return nkt_i_error_set(error, NKT_E_DUPLICATE, fault, nkt_i_name_of(id, ""),
                                   "stands twice among the inputs");
    return NKT_OK;
}

/* inputs and n_inputs are parameters number `argument` and the next. */
static nkt_status check_inputs(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                               int32_t argument, nkt_error *error) {
    if (n_inputs < 0)
        return nkt_i_refuse_count(error, argument + 1, "n_inputs", n_inputs);
    if (!inputs && n_inputs > 0)
        return nkt_i_refuse_null(error, argument, "inputs");
    for (int64_t i = 0; i < n_inputs; i++) {
        nkt_status status = check_id(inputs, i, argument, error);
        if (status)
            return status;
    }
    return nkt_i_plain_columns_check(inputs, n_inputs, n_rows, argument, "inputs", error);
}

static nkt_status check_rows(const int64_t *rows, int64_t n_pairs, int64_t n_rows, int32_t argument,
                             const char *name, nkt_error *error) {
    if (!rows && n_pairs > 0)
        return nkt_i_refuse_null(error, argument, name);
    for (int64_t i = 0; i < n_pairs; i++)
        if (rows[i] < -1 || rows[i] >= n_rows) {
            nkt_i_fault fault = NKT_I_FAULT(argument);
            fault.row = i;
            fault.value = (double)rows[i];
            return nkt_i_error_value(error, NKT_E_DOMAIN, fault, name, "is no row");
        }
    return NKT_OK;
}

static nkt_status check_figure(int32_t id, int64_t item, int32_t argument, nkt_error *error) {
    const nkt_indicator *figure = nkt_indicator_by_id(id);
    nkt_i_fault fault = NKT_I_FAULT(argument);

    if (figure && figure->kind == NKT_KIND_SHARE)
        return NKT_OK;
    fault.item = (int32_t)(item > INT32_MAX ? INT32_MAX : item);
    fault.id = id;
    fault.value = id;
    if (!figure)
        return nkt_i_error_value(error, NKT_E_ID, fault, "figures", "is no figure's id");
    return nkt_i_error_set(error, NKT_E_MEASURE, fault, figure->name,
                           "is no share: a gap is between shares of two groups");
}

/* The parameters that both calls end with; figures is number `argument`. */
static nkt_status check_rest(const struct gap *gap, int64_t n_figures, int32_t argument,
                             const nkt_options *options, nkt_i_walk *walk, nkt_error *error) {
    nkt_status status = NKT_OK;

    if (n_figures < 0)
        return nkt_i_refuse_count(error, argument + 1, "n_figures", n_figures);
    if (!gap->figures && n_figures > 0)
        return nkt_i_refuse_null(error, argument, "figures");
    for (int64_t i = 0; !status && i < n_figures; i++)
        status = check_figure(gap->figures[i], i, argument, error);
    if (!status && gap->measure != NKT_GAP_DIFFERENCE && gap->measure != NKT_GAP_RATIO) {
        nkt_i_fault fault = NKT_I_FAULT(argument + 2);
        fault.value = gap->measure;
        status = nkt_i_error_value(error, NKT_E_DOMAIN, fault, "measure",
                                   "is neither NKT_GAP_DIFFERENCE nor NKT_GAP_RATIO");
    }
    if (!status)
        status = nkt_i_method_read(options, argument + 3, &walk->method, error);
    return status ? status : nkt_i_target_check(&walk->out, 1, error);
}

/* ---- one block ------------------------------------------------------------------------------------------- */

static const nkt_column *column_of(const struct group *group, int32_t id) {
    return nkt_i_input_column(group->inputs, group->n_inputs, id);
}

static void load(const struct group *group, int32_t id, int64_t first, int64_t count,
                 nkt_i_operand *operand, nkt_i_faults *faults) {
    const nkt_column *column = column_of(group, id);
    nkt_i_fault place = NKT_I_FAULT(group->argument);
    int64_t rows[NKT_I_BLOCK];
    nkt_column view;

    place.row = first;
    place.item = column ? (int32_t)(column - group->inputs) : -1;
    if (!column || !group->rows) {
        nkt_i_operand_load(column, first, count, NKT_I_NOT_NEGATIVE, place, "", operand, faults);
        return;
    }
    /* The rows of the group, seen through the rows that the column has itself. */
    for (int64_t i = 0; i < count; i++) {
        int64_t row = group->rows[first + i];
        rows[i] = row < 0 || !column->rows ? row : column->rows[row];
    }
    view = *column;
    view.rows = rows;
    nkt_i_operand_load(&view, 0, count, NKT_I_NOT_NEGATIVE, place, "", operand, faults);
}

static void add(nkt_i_operand *a, const nkt_i_operand *b, int64_t count) {
    for (int64_t i = 0; i < count; i++) {
        a->values[i] += b->values[i];
        a->states[i] = nkt_i_state_worst(a->states[i], b->states[i]);
    }
}

static int has_counts(const struct group *group, const nkt_indicator *figure) {
    return column_of(group, figure->numerator[0]) && column_of(group, figure->denominator) &&
           (!figure->numerator[1] || column_of(group, figure->numerator[1]));
}

static void load_share(const struct group *group, const nkt_indicator *figure, int64_t first,
                       int64_t count, struct share *share, nkt_i_faults *faults) {
    nkt_i_operand other;

    share->given = !has_counts(group, figure);
    if (share->given) {
        load(group, figure->id, first, count, &share->value, faults);
        return;
    }
    load(group, figure->numerator[0], first, count, &share->part, faults);
    if (figure->numerator[1]) {
        load(group, figure->numerator[1], first, count, &other, faults);
        add(&share->part, &other, count);
    }
    load(group, figure->denominator, first, count, &share->whole, faults);
}

/* A part above its whole that the caller declared invalid: told by its group. */
static void report_above(const struct gap *gap, const nkt_indicator *figure,
                         const struct share shares[2], int64_t first, int64_t count,
                         const nkt_i_method *method, nkt_i_faults *faults) {
    if (method->options.part_above_whole != NKT_PART_ABOVE_INVALID)
        return;
    for (int g = 0; g < 2; g++)
        for (int64_t i = 0; !shares[g].given && i < count; i++) {
            const nkt_column *part = column_of(&gap->groups[g], figure->numerator[0]);
            nkt_i_fault fault = NKT_I_FAULT(gap->groups[g].argument);
            if (!(shares[g].part.values[i] > shares[g].whole.values[i]))
                continue;
            fault.item = (int32_t)(part - gap->groups[g].inputs);
            fault.id = figure->id;
            fault.value = shares[g].part.values[i];
            nkt_i_faults_add(faults, first + i, figure->name, "is above its whole", fault);
        }
}

/* The share itself, in per cent. flags: of each row, added to. */
static void form_value(struct share *share, int64_t count, const nkt_i_method *method,
                       int32_t *flags) {
    nkt_i_block block;

    if (!share->given)
        nkt_i_block_share(&share->part, &share->whole, count, 0, method, &block);
    for (int64_t i = 0; i < count; i++) {
        if (share->given) {
            flags[i] |= share->value.states[i] == NKT_STATE_VALUE ? NKT_FLAG_OPERAND_GIVEN : 0;
            continue;
        }
        share->value.values[i] = block.value[i];
        share->value.states[i] = block.states[i];
        flags[i] |= block.flags[i] & NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR;
    }
}

/* At least one share is given as it is: no interval, and no basis. */
static void block_of_values(struct share shares[2], int32_t measure, int64_t count,
                            const nkt_i_method *method, nkt_i_block *block) {
    memset(block->flags, 0, (size_t)count * sizeof *block->flags);
    form_value(&shares[0], count, method, block->flags);
    form_value(&shares[1], count, method, block->flags);
    for (int64_t i = 0; i < count; i++) {
        double a = shares[0].value.values[i], b = shares[1].value.values[i];
        int8_t state = nkt_i_state_worst(shares[0].value.states[i], shares[1].value.states[i]);
        if (state == NKT_STATE_VALUE && measure == NKT_GAP_RATIO && b == 0)
            state = NKT_STATE_NO_DENOMINATOR;
        block->states[i] = state;
        block->value[i] = measure == NKT_GAP_RATIO ? a / b : a - b;
        block->lower[i] = block->upper[i] = block->basis[i] = NAN;
    }
    nkt_i_block_finish(block, count, method);
}

static void gap_figure(nkt_i_walk *walk, const struct gap *gap, const nkt_indicator *figure,
                       int64_t first, int64_t count, nkt_i_block *block) {
    struct share shares[2];

    for (int g = 0; g < 2; g++)
        load_share(&gap->groups[g], figure, first, count, &shares[g], &walk->faults);
    report_above(gap, figure, shares, first, count, &walk->method, &walk->faults);
    if (shares[0].given || shares[1].given)
        block_of_values(shares, gap->measure, count, &walk->method, block);
    else if (gap->measure == NKT_GAP_RATIO)
        nkt_i_block_balance(&shares[0].part, &shares[0].whole, &shares[1].part, &shares[1].whole,
                            count, figure->process, &walk->method, block);
    else
        nkt_i_block_difference(&shares[0].part, &shares[0].whole, &shares[1].part, &shares[1].whole,
                               count, figure->process, &walk->method, block);
}

static void gap_step(nkt_i_walk *walk, const void *context, int64_t first, int64_t count) {
    const struct gap *gap = context;
    nkt_i_block block;

    for (int64_t f = 0; f < walk->out.n_items; f++) {
        gap_figure(walk, gap, nkt_indicator_by_id(gap->figures[f]), first, count, &block);
        nkt_i_walk_write(walk, &block, first, count, f);
    }
}

/* ---- the two calls ------------------------------------------------------------------------------------- */

nkt_status nkt_gap(const nkt_column *inputs_1, int64_t n_inputs_1, const nkt_column *inputs_2,
                   int64_t n_inputs_2, int64_t n_rows, const int32_t *figures, int64_t n_figures,
                   int32_t measure, const nkt_options *options, nkt_estimate *out,
                   int64_t row_stride, int64_t figure_stride, nkt_error *error) {
    const struct gap gap = {
        {{inputs_1, n_inputs_1, NULL, 1}, {inputs_2, n_inputs_2, NULL, 3}}, figures, measure};
    nkt_i_walk walk = {.n_rows = n_rows};
    nkt_status status;

    nkt_i_error_clear(error);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 5, "n_rows", n_rows);
    walk.out = (nkt_i_target){(char *)out,   sizeof *out, n_rows, n_figures, row_stride,
                              figure_stride, "out",       10,     11};
    status = check_inputs(inputs_1, n_inputs_1, n_rows, 1, error);
    if (!status)
        status = check_inputs(inputs_2, n_inputs_2, n_rows, 3, error);
    if (!status)
        status = check_rest(&gap, n_figures, 6, options, &walk, error);
    return status ? status : nkt_i_walk_rows(&walk, gap_step, &gap, error);
}

nkt_status nkt_gap_rows(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                        const int64_t *rows_1, const int64_t *rows_2, int64_t n_pairs,
                        const int32_t *figures, int64_t n_figures, int32_t measure,
                        const nkt_options *options, nkt_estimate *out, int64_t row_stride,
                        int64_t figure_stride, nkt_error *error) {
    const struct gap gap = {
        {{inputs, n_inputs, rows_1, 4}, {inputs, n_inputs, rows_2, 5}}, figures, measure};
    nkt_i_walk walk = {.n_rows = n_pairs};
    nkt_status status;

    nkt_i_error_clear(error);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 3, "n_rows", n_rows);
    if (n_pairs < 0)
        return nkt_i_refuse_count(error, 6, "n_pairs", n_pairs);
    walk.out = (nkt_i_target){(char *)out,   sizeof *out, n_pairs, n_figures, row_stride,
                              figure_stride, "out",       11,      12};
    status = check_inputs(inputs, n_inputs, n_rows, 1, error);
    if (!status)
        status = check_rows(rows_1, n_pairs, n_rows, 4, "rows_1", error);
    if (!status)
        status = check_rows(rows_2, n_pairs, n_rows, 5, "rows_2", error);
    if (!status)
        status = check_rest(&gap, n_figures, 7, options, &walk, error);
    return status ? status : nkt_i_walk_rows(&walk, gap_step, &gap, error);
}
