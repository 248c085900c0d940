/*
 * The walk through the rows of a call, block by block.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/walk.h"

nkt_i_walk nkt_i_walk_over(nkt_i_call *call, const nkt_table *table) {
    nkt_i_walk walk;

    walk.call = call;
    walk.table = table;
    walk.path = "table.columns";
    walk.include_path = "table.rows.include";
    walk.n_rows = table ? table->rows.n_rows : 0;
    memset(&walk.method, 0, sizeof walk.method);
    memset(&walk.out, 0, sizeof walk.out);
    memset(&walk.codes, 0, sizeof walk.codes);
    walk.are_structs = walk.is_direct = 0;
    walk.first = walk.count = 0;
    walk.some_left_out = 0;
    return walk;
}

/* Which rows of the block take no part. */
static void leave_out(nkt_i_walk *walk, const nkt_rows *rows) {
    walk->some_left_out = 0;
    for (int64_t i = 0; rows->include && i < walk->count; i++) {
        walk->left_out[i] =
            (uint8_t)!nkt_i_row_included(walk->call, walk->include_path, rows, walk->first + i);
        walk->some_left_out |= walk->left_out[i];
    }
}

void nkt_i_walk_rows(nkt_i_walk *walk, nkt_i_step *step, const void *context) {
    for (walk->first = 0; walk->first < walk->n_rows; walk->first += NKT_I_BLOCK) {
        const int64_t left = walk->n_rows - walk->first;
        walk->count = left < NKT_I_BLOCK ? left : NKT_I_BLOCK;
        if (walk->table)
            leave_out(walk, &walk->table->rows);
        step(walk, context);
    }
}

/* ---- reading ------------------------------------------------------------------------------------- */

static void note_invalid(nkt_i_walk *walk, const nkt_column *column, int64_t row, int64_t i,
                         nkt_i_fault fault) {
    const int32_t why = nkt_i_column_why_invalid(column, row, &fault.value);

    fault.row = walk->first + i;
    nkt_i_bad_row(walk->call, why ? why : NKT_REASON_NEGATIVE, fault, NULL);
}

/* Rows that are left out: nothing of them is looked at, good or bad. */
static void mask(const nkt_i_walk *walk, nkt_i_operand *operand) {
    for (int64_t i = 0; walk->some_left_out && i < walk->count; i++)
        if (walk->left_out[i]) {
            operand->values[i] = NAN;
            operand->states[i] = NKT_STATE_NOT_APPLICABLE;
            operand->flags[i] = 0;
        }
}

static void read_flags(const nkt_column *column, int64_t from, int64_t count,
                       nkt_i_operand *operand) {
    operand->flagged = column->flags != NULL;
    for (int64_t i = 0; operand->flagged && i < count; i++)
        operand->flags[i] = nkt_i_column_flags(column, from + i);
}

void nkt_i_walk_read(nkt_i_walk *walk, const nkt_column *column, int64_t from, int32_t lowest,
                     nkt_i_fault place, nkt_i_operand *operand) {
    const double least = lowest == NKT_I_NOT_NEGATIVE ? 0 : -DBL_MAX;

    if (!column) {
        for (int64_t i = 0; i < walk->count; i++)
            operand->values[i] = NAN;
        memset(operand->states, NKT_STATE_MISSING, (size_t)walk->count);
        operand->flagged = 0;
        mask(walk, operand);
        return;
    }
    nkt_i_column_load_bounded(column, from, walk->count, least, operand->values, operand->states);
    read_flags(column, from, walk->count, operand);
    mask(walk, operand);
    place.id = column->id;
    NKT_I_FOR_ODD(i, operand->states, walk->count) {
        if (operand->states[i] == NKT_STATE_INVALID)
            note_invalid(walk, column, from + i, i, place);
        operand->values[i] = NAN;
    }
}

/* Where the column of an id stands. */
static nkt_i_fault place_of(const nkt_i_walk *walk, const nkt_column *column) {
    nkt_i_fault place = NKT_I_AT(walk->path);

    place.item = column ? (int32_t)(column - walk->table->columns) : -1;
    place.name = column ? nkt_i_name_of(column) : NULL;
    return place;
}

void nkt_i_walk_load(nkt_i_walk *walk, int32_t id, nkt_i_operand *operand) {
    const nkt_column *column = nkt_i_column_of(walk->table, id);
    const nkt_indicator *figure = nkt_indicator_by_id(id);
    const int modelled = figure && figure->kind == NKT_KIND_MODEL;

    nkt_i_walk_read(walk, column, walk->first, modelled ? NKT_I_ANY_FINITE : NKT_I_NOT_NEGATIVE,
                    place_of(walk, column), operand);
}

void nkt_i_walk_bad(nkt_i_walk *walk, int64_t i, int32_t id, double value, int32_t reason,
                    const char *sentence) {
    nkt_i_fault fault = place_of(walk, nkt_i_column_of(walk->table, id));

    fault.id = id;
    fault.value = value;
    fault.row = walk->first + i;
    nkt_i_bad_row(walk->call, reason, fault, sentence);
}

/* ---- writing ------------------------------------------------------------------------------------- */

/* Whether the view is an array of nkt_estimate, or a member of the caller's structs that is one. */
static int are_structs(const nkt_estimates *out) {
    const char *at = (const char *)out->value;

    return at && (const char *)out->lower == at + offsetof(nkt_estimate, lower) &&
           (const char *)out->upper == at + offsetof(nkt_estimate, upper) &&
           (const char *)out->basis == at + offsetof(nkt_estimate, basis) &&
           (const char *)out->state == at + offsetof(nkt_estimate, state) &&
           (const char *)out->flags == at + offsetof(nkt_estimate, flags) &&
           out->stride == out->state_stride && out->item_stride == out->state_item_stride;
}

static int lies_on(const void *at, int64_t item_stride, int64_t alignment) {
    return (intptr_t)at % alignment == 0 && item_stride % alignment == 0;
}

/* Whether members can be written as arrays of their types: one after another, and aligned. */
static int are_direct(const nkt_estimates *out) {
    const int64_t of_double = _Alignof(double), of_code = _Alignof(int32_t);

    return out->stride == (int64_t)sizeof(double) &&
           out->state_stride == (int64_t)sizeof(int32_t) &&
           lies_on(out->value, out->item_stride, of_double) &&
           lies_on(out->lower, out->item_stride, of_double) &&
           lies_on(out->upper, out->item_stride, of_double) &&
           lies_on(out->basis, out->item_stride, of_double) &&
           lies_on(out->state, out->state_item_stride, of_code) &&
           lies_on(out->flags, out->state_item_stride, of_code);
}

void nkt_i_walk_out(nkt_i_walk *walk, const char *path, const nkt_estimates *out, int64_t n_items) {
    walk->out = nkt_i_estimates_open(walk->call, path, out, walk->n_rows, n_items, 1);
    walk->are_structs = are_structs(&walk->out);
    walk->is_direct = are_direct(&walk->out);
}

static void write_doubles(double *to, int64_t offset, int64_t stride, const double *from,
                          int64_t count) {
    char *at = (char *)to + offset;

    if (!to)
        return;
    if (stride == (int64_t)sizeof *from) {
        memcpy(at, from, (size_t)count * sizeof *from);
        return;
    }
    for (int64_t i = 0; i < count; i++)
        memcpy(at + i * stride, &from[i], sizeof *from);
}

static void write_codes(int32_t *to, int64_t offset, int64_t stride, const int32_t *from,
                        int64_t count) {
    char *at = (char *)to + offset;

    if (!to)
        return;
    if (stride == (int64_t)sizeof *from) {
        memcpy(at, from, (size_t)count * sizeof *from);
        return;
    }
    for (int64_t i = 0; i < count; i++)
        memcpy(at + i * stride, &from[i], sizeof *from);
}

/* Whole structs at once: the commonest layout of programs in C. */
static void write_structs(const nkt_estimates *out, const nkt_i_lines *lines, int64_t offset,
                          int64_t count) {
    char *at = (char *)out->value + offset;

    for (int64_t i = 0; i < count; i++) {
        const nkt_estimate estimate = {lines->value[i], lines->lower[i], lines->upper[i],
                                       lines->basis[i], lines->state[i], lines->flags[i]};
        memcpy(at + i * out->stride, &estimate, sizeof estimate);
    }
}

void nkt_i_walk_put(const nkt_i_walk *walk, const nkt_i_lines *lines, int64_t first, int64_t count,
                    int64_t item) {
    const nkt_estimates *out = &walk->out;
    const int64_t at = first * out->stride + item * out->item_stride;
    const int64_t state_at = first * out->state_stride + item * out->state_item_stride;

    if (walk->are_structs) {
        write_structs(out, lines, at, count);
        return;
    }
    write_doubles(out->value, at, out->stride, lines->value, count);
    write_doubles(out->lower, at, out->stride, lines->lower, count);
    write_doubles(out->upper, at, out->stride, lines->upper, count);
    write_doubles(out->basis, at, out->stride, lines->basis, count);
    write_codes(out->state, state_at, out->state_stride, lines->state, count);
    write_codes(out->flags, state_at, out->state_stride, lines->flags, count);
}

static double *double_line(const nkt_i_walk *walk, double *out, int64_t at, double *room) {
    if (!out || !walk->is_direct)
        return out ? room : NULL;
    return (double *)(void *)((char *)out + at);
}

static int32_t *code_line(const nkt_i_walk *walk, int32_t *out, int64_t at, int32_t *room) {
    if (!out || !walk->is_direct)
        return out ? room : NULL;
    return (int32_t *)(void *)((char *)out + at);
}

nkt_i_lines nkt_i_walk_lines(const nkt_i_walk *walk, int64_t first, int64_t item,
                             nkt_i_line_room *room) {
    const nkt_estimates *out = &walk->out;
    const int64_t at = first * out->stride + item * out->item_stride;
    const int64_t state_at = first * out->state_stride + item * out->state_item_stride;

    return (nkt_i_lines){.value = double_line(walk, out->value, at, room->numbers[0]),
                         .lower = double_line(walk, out->lower, at, room->numbers[1]),
                         .upper = double_line(walk, out->upper, at, room->numbers[2]),
                         .basis = double_line(walk, out->basis, at, room->numbers[3]),
                         .state = code_line(walk, out->state, state_at, room->codes[0]),
                         .flags = code_line(walk, out->flags, state_at, room->codes[1])};
}

/* Values that no double holds, where nobody knew better what to say of them. */
static void note_beyond(const nkt_i_walk *walk, const nkt_i_block *block) {
    for (int64_t i = 0; i < walk->count; i++) {
        nkt_i_fault fault = NKT_I_AT(walk->path);
        fault.row = walk->first + i;
        if (nkt_i_is_beyond(block, i))
            nkt_i_bad_row(walk->call, NKT_REASON_OVERFLOW, fault, "lead beyond the largest number");
    }
}

void nkt_i_walk_write(const nkt_i_walk *walk, nkt_i_block *block, int64_t item) {
    int32_t states[NKT_I_BLOCK];
    const nkt_i_lines lines = {block->value, block->lower, block->upper,
                               block->basis, states,       block->flags};

    if (block->n_beyond > 0)
        note_beyond(walk, block);
    for (int64_t i = 0; i < walk->count; i++)
        states[i] = block->states[i];
    nkt_i_walk_put(walk, &lines, walk->first, walk->count, item);
}
