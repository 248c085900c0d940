/*
 * One figure of the catalogue over one block of rows: which columns it takes, and by which kind.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/walk.h"

/* Adds b to a. */
static void add(nkt_i_operand *a, const nkt_i_operand *b, int64_t count) {
    for (int64_t i = 0; i < count; i++) {
        a->values[i] += b->values[i];
        a->states[i] = nkt_i_state_worst(a->states[i], b->states[i]);
    }
    nkt_i_operand_join(a, b, count);
}

/* Counts that differ by no more than this, relatively, are the same up to rounding. */
#define SAME 1e-9

/*
 * Where the whole has a value it stands for the sum of the parts; where both have one and they
 * differ, as in perturbed tables, a flag says so.
 */
static void prefer_whole(nkt_i_operand *parts, const nkt_i_operand *whole, int64_t count,
                         int32_t *flags) {
    if (whole->flagged)
        nkt_i_operand_join(parts, whole, 0);
    for (int64_t i = 0; i < count; i++) {
        if (whole->states[i] == NKT_STATE_VALUE) {
            if (parts->states[i] == NKT_STATE_VALUE &&
                fabs(parts->values[i] - whole->values[i]) > SAME * whole->values[i])
                flags[i] |= NKT_FLAG_PARTS_DIFFER;
            parts->values[i] = whole->values[i];
            parts->states[i] = NKT_STATE_VALUE;
            if (parts->flagged) /* those of the number that is taken */
                parts->flags[i] = whole->flagged ? whole->flags[i] : 0;
        }
    }
}

/* The numerator of a figure made of inputs. flags: of each row, added to. */
static void load_numerator(const nkt_indicator *figure, nkt_i_walk *walk, nkt_i_operand *sum,
                           int32_t *flags) {
    nkt_i_operand other;
    int32_t whole = figure->numerator_whole;
    int whole_given = nkt_i_column_of(walk->table, whole) != NULL;
    int part_given = nkt_i_column_of(walk->table, figure->numerator[0]) ||
                     nkt_i_column_of(walk->table, figure->numerator[1]);

    if (whole_given && !part_given) {
        nkt_i_walk_load(walk, whole, sum);
        return;
    }
    nkt_i_walk_load(walk, figure->numerator[0], sum);
    if (figure->numerator[1]) {
        nkt_i_walk_load(walk, figure->numerator[1], &other);
        add(sum, &other, walk->count);
    }
    if (whole_given) {
        nkt_i_walk_load(walk, whole, &other);
        prefer_whole(sum, &other, walk->count, flags);
    }
}

double nkt_i_figure_scale(const nkt_indicator *figure) {
    switch (figure->unit) {
    case NKT_UNIT_PER_CENT:
        return 100;
    case NKT_UNIT_PER_1000:
        return 1000;
    default:
        return 1;
    }
}

/* Count, share, rate, ratio, mean: figures made of inputs. */
static void simple_figure(const nkt_indicator *figure, nkt_i_walk *walk, nkt_i_block *block) {
    const nkt_i_method *method = &walk->method;
    int32_t remarks[NKT_I_BLOCK] = {0};
    nkt_i_operand numerator, denominator;
    int64_t count = walk->count;

    load_numerator(figure, walk, &numerator, remarks);
    if (figure->denominator)
        nkt_i_walk_load(walk, figure->denominator, &denominator);
    switch (figure->kind) {
    case NKT_KIND_COUNT:
        nkt_i_block_count(&numerator, count, figure->process, method, block);
        break;
    case NKT_KIND_SHARE:
        nkt_i_block_share(&numerator, &denominator, count, figure->process, method, block);
        break;
    case NKT_KIND_RATE:
        nkt_i_block_rate(&numerator, &denominator, nkt_i_figure_scale(figure), count,
                         figure->process, method, block);
        break;
    default:
        /* A ratio that has a process is one of two groups of persons; amounts have none. */
        if (figure->process)
            nkt_i_block_odds(&numerator, &denominator, count, 1, method, block);
        else
            nkt_i_block_ratio(&numerator, &denominator, nkt_i_figure_scale(figure), count, method,
                              block);
    }
    for (int64_t i = 0; figure->numerator_whole && i < count; i++)
        block->flags[i] |= remarks[i];
}

/* A part above its whole that the caller declared invalid is a fault like a negative count. */
static void report_parts_above(const nkt_indicator *figure, nkt_i_walk *walk,
                               const nkt_i_block *block) {
    if (walk->method.options.part_above_whole != NKT_PART_ABOVE_INVALID)
        return;
    for (int64_t i = 0; i < walk->count; i++)
        if (block->states[i] == NKT_STATE_INVALID &&
            block->flags[i] & NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR) {
            const nkt_column *part = nkt_i_column_of(walk->table, figure->numerator[0]);
            nkt_i_fault fault = NKT_I_AT(walk->path);
            int8_t state;
            fault.id = figure->id;
            fault.name = figure->name;
            fault.row = walk->first + i;
            fault.item = part ? (int32_t)(part - walk->table->columns) : -1;
            fault.value = part ? nkt_i_column_value(part, fault.row, &state) : NAN;
            nkt_i_bad_row(walk->call, NKT_REASON_ABOVE_WHOLE, fault, NULL);
        }
}

/* Values that no double holds, reported by the figure; n_beyond 0: nobody reports them again. */
static void report_beyond(const nkt_indicator *figure, nkt_i_walk *walk, nkt_i_block *block) {
    if (block->n_beyond == 0)
        return;
    for (int64_t i = 0; i < walk->count; i++) {
        const nkt_column *part = nkt_i_column_of(walk->table, figure->numerator[0]);
        nkt_i_fault fault = NKT_I_AT(walk->path);
        int8_t state;
        if (!block->beyond[i])
            continue;
        fault.id = figure->id;
        fault.name = figure->name;
        fault.row = walk->first + i;
        fault.item = part ? (int32_t)(part - walk->table->columns) : -1;
        fault.value = part ? nkt_i_column_value(part, fault.row, &state) : NAN;
        nkt_i_bad_row(walk->call, NKT_REASON_OVERFLOW, fault, NULL);
    }
    block->n_beyond = 0;
}

/* Both figures of a balance from their counts. */
static void balance_of_counts(const nkt_indicator *figure, nkt_i_walk *walk, nkt_i_block *block) {
    const nkt_indicator *first = nkt_indicator_by_id(figure->numerator[0]);
    const nkt_indicator *second = nkt_indicator_by_id(figure->denominator);
    nkt_i_operand part_1, whole_1, part_2, whole_2;

    nkt_i_walk_load(walk, first->numerator[0], &part_1);
    nkt_i_walk_load(walk, first->denominator, &whole_1);
    nkt_i_walk_load(walk, second->numerator[0], &part_2);
    nkt_i_walk_load(walk, second->denominator, &whole_2);
    nkt_i_block_balance(&part_1, &whole_1, &part_2, &whole_2, walk->count, figure->process,
                        &walk->method, block);
}

/*
 * A figure as an operand: from its counts, otherwise as the caller gives it. basis receives the
 * denominators, NaN where they are not known.
 */
static void load_figure(int32_t id, nkt_i_walk *walk, nkt_i_operand *operand, double *basis,
                        int32_t *flags) {
    const nkt_indicator *figure = nkt_indicator_by_id(id);
    nkt_i_block block;

    if (figure->kind == NKT_KIND_MODEL || !nkt_i_has_inputs(walk->table, figure)) {
        nkt_i_walk_load(walk, id, operand);
        for (int64_t i = 0; i < walk->count; i++) {
            basis[i] = NAN;
            flags[i] |= operand->states[i] == NKT_STATE_VALUE ? NKT_FLAG_OPERAND_GIVEN : 0;
        }
        nkt_i_flags_add(flags, operand, walk->count);
        return;
    }
    simple_figure(figure, walk, &block);
    report_parts_above(figure, walk, &block);
    report_beyond(figure, walk, &block);
    for (int64_t i = 0; i < walk->count; i++) {
        operand->values[i] = block.value[i];
        operand->states[i] = block.states[i];
        basis[i] = block.basis[i];
        flags[i] |= block.flags[i] & ~NKT_FLAG_BASIS_BELOW_MINIMUM;
    }
}

/* A balance or difference of two figures, at least one of them as given: no interval. */
static void figure_of_figures(const nkt_indicator *figure, nkt_i_walk *walk, nkt_i_block *block) {
    nkt_i_operand first, second;
    double basis_1[NKT_I_BLOCK], basis_2[NKT_I_BLOCK];
    int32_t flags[NKT_I_BLOCK] = {0};
    int difference = figure->kind == NKT_KIND_DIFFERENCE;

    load_figure(figure->numerator[0], walk, &first, basis_1, flags);
    load_figure(figure->denominator, walk, &second, basis_2, flags);
    block->n_beyond = 0;
    for (int64_t i = 0; i < walk->count; i++) {
        int8_t state = nkt_i_state_worst(first.states[i], second.states[i]);
        if (state == NKT_STATE_VALUE && !difference && second.values[i] == 0)
            state = NKT_STATE_NO_DENOMINATOR;
        block->states[i] = state;
        block->flags[i] = flags[i];
        block->value[i] =
            difference ? first.values[i] - second.values[i] : first.values[i] / second.values[i];
        block->lower[i] = block->upper[i] = NAN;
        block->basis[i] = fmin(basis_1[i], basis_2[i]); /* the one that is known, or NaN */
    }
    nkt_i_block_mark_beyond(block, walk->count);
    nkt_i_block_finish(block, walk->count, &walk->method);
}

/* A figure that a model gives: the caller's column as it stands. */
static void modelled_figure(const nkt_indicator *figure, nkt_i_walk *walk, nkt_i_block *block) {
    nkt_i_operand given;

    nkt_i_walk_load(walk, figure->id, &given);
    block->n_beyond = 0;
    for (int64_t i = 0; i < walk->count; i++) {
        block->states[i] = given.states[i];
        block->flags[i] = given.states[i] == NKT_STATE_VALUE ? NKT_FLAG_OPERAND_GIVEN : 0;
        block->value[i] = given.values[i];
        block->lower[i] = block->upper[i] = block->basis[i] = NAN;
    }
    nkt_i_flags_add(block->flags, &given, walk->count);
    nkt_i_block_finish(block, walk->count, &walk->method);
}

void nkt_i_figure_block(nkt_i_walk *walk, const nkt_indicator *figure, nkt_i_block *block) {
    switch (figure->kind) {
    case NKT_KIND_MODEL:
        modelled_figure(figure, walk, block);
        break;
    case NKT_KIND_BALANCE:
        if (nkt_i_has_inputs(walk->table, nkt_indicator_by_id(figure->numerator[0])) &&
            nkt_i_has_inputs(walk->table, nkt_indicator_by_id(figure->denominator)))
            balance_of_counts(figure, walk, block);
        else
            figure_of_figures(figure, walk, block);
        break;
    case NKT_KIND_DIFFERENCE:
        figure_of_figures(figure, walk, block);
        break;
    default:
        simple_figure(figure, walk, block);
    }
    report_parts_above(figure, walk, block);
    report_beyond(figure, walk, block);
}
