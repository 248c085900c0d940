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
    walk.are_structs = 0;
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

void nkt_i_walk_out(nkt_i_walk *walk, const char *path, const nkt_estimates *out, int64_t n_items) {
    walk->out = nkt_i_estimates_open(walk->call, path, out, walk->n_rows, n_items, 1);
    walk->are_structs = are_structs(&walk->out);
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

/* Whole structs at once: the commonest layout of programs in C. */
static void write_structs(const nkt_i_walk *walk, const nkt_i_block *block, int64_t item) {
    char *at =
        (char *)walk->out.value + walk->first * walk->out.stride + item * walk->out.item_stride;

    for (int64_t i = 0; i < walk->count; i++) {
        const nkt_estimate estimate = nkt_i_block_estimate(block, i);
        memcpy(at + i * walk->out.stride, &estimate, sizeof estimate);
    }
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

void nkt_i_walk_write(const nkt_i_walk *walk, const nkt_i_block *block, int64_t item) {
    const nkt_estimates *out = &walk->out;
    const int64_t at = walk->first * out->stride + item * out->item_stride;
    const int64_t state_at = walk->first * out->state_stride + item * out->state_item_stride;

    if (block->n_beyond > 0)
        note_beyond(walk, block);
    if (walk->are_structs) {
        write_structs(walk, block, item);
        return;
    }
    write_doubles(out->value, at, out->stride, block->value, walk->count);
    write_doubles(out->lower, at, out->stride, block->lower, walk->count);
    write_doubles(out->upper, at, out->stride, block->upper, walk->count);
    write_doubles(out->basis, at, out->stride, block->basis, walk->count);
    for (int64_t i = 0; out->state && i < walk->count; i++) {
        const int32_t state = block->states[i];
        memcpy((char *)out->state + state_at + i * out->state_stride, &state, sizeof state);
    }
    for (int64_t i = 0; out->flags && i < walk->count; i++)
        memcpy((char *)out->flags + state_at + i * out->state_stride, &block->flags[i],
               sizeof block->flags[i]);
}
