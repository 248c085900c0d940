/*
 * Compositions: a whole, its parts, and what they leave.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/composition.h"

#include "figures/walk.h"
#include "numeric/numeric.h"

/* The parts of each row of a block, added up. */
struct sums {
    double high[NKT_I_BLOCK], low[NKT_I_BLOCK]; /* of those present: rounded, and the rest of it */
    int8_t states[NKT_I_BLOCK];                 /* the worst of the parts that do apply */
    uint8_t any[NKT_I_BLOCK];                   /* whether some part does */
    uint8_t not_zero[NKT_I_BLOCK];              /* whether one of those present is above 0 */
    nkt_i_operand flags;                        /* only the flags of the parts */
};

/* What the parts and the whole of each row of a block are to each other. */
struct judgement {
    nkt_i_operand whole, remainder;
    uint8_t above[NKT_I_BLOCK]; /* the parts are more than the whole */
    int32_t codes[NKT_I_BLOCK]; /* NKT_SUM_* */
};

/* Part k; the whole, where k is n_parts. */
static void load(nkt_i_walk *walk, const nkt_i_division *division, int64_t k,
                 nkt_i_operand *operand) {
    const nkt_column *column;
    nkt_i_fault place;

    if (division->ids) {
        nkt_i_walk_load(walk, division->ids[k], operand);
        return;
    }
    if (k < division->n_parts) {
        column = &walk->table->columns[k];
        place = NKT_I_AT(walk->path);
        place.item = (int32_t)k;
    } else {
        column = division->whole;
        place = NKT_I_AT("whole");
    }
    place.name = nkt_i_name_of(column);
    nkt_i_walk_read(walk, column, walk->first, NKT_I_NOT_NEGATIVE, place, operand);
}

static void add_part(struct sums *sums, const nkt_i_operand *part, int64_t count) {
    for (int64_t i = 0; i < count; i++) {
        int8_t state = part->states[i];
        double error;
        if (state == NKT_STATE_NOT_APPLICABLE)
            continue;
        sums->any[i] = 1;
        sums->states[i] = nkt_i_state_worst(sums->states[i], state);
        if (state != NKT_STATE_VALUE)
            continue;
        sums->not_zero[i] |= part->values[i] > 0;
        nkt_i_two_sum(sums->high[i], part->values[i], &sums->high[i], &error);
        sums->low[i] += error;
    }
}

/* A sum of parts that no double holds. */
static void note_overflow(nkt_i_walk *walk, const nkt_i_division *division, int64_t i) {
    nkt_i_fault fault = NKT_I_AT(walk->path);

    if (division->ids) {
        const nkt_column *part = nkt_i_column_of(walk->table, division->ids[0]);
        fault.id = division->ids[0];
        fault.name = part ? nkt_i_name_of(part) : NULL;
    }
    fault.row = walk->first + i;
    nkt_i_bad_row(walk->call, NKT_REASON_OVERFLOW, fault,
                  "the sum of the parts is beyond the largest number");
}

static void add_parts(nkt_i_walk *walk, const nkt_i_division *division, struct sums *sums) {
    const int64_t count = walk->count;
    nkt_i_operand part;

    memset(sums, 0, sizeof *sums); /* NKT_STATE_VALUE is 0 */
    for (int64_t k = 0; k < division->n_parts; k++) {
        load(walk, division, k, &part);
        add_part(sums, &part, count);
        nkt_i_operand_join(&sums->flags, &part, count);
    }
    for (int64_t i = 0; i < count; i++) {
        if (division->n_parts > 0 && !sums->any[i])
            sums->states[i] = NKT_STATE_NOT_APPLICABLE;
        if (!isfinite(sums->high[i])) {
            sums->high[i] = sums->low[i] = 0;
            sums->states[i] = nkt_i_state_worst(sums->states[i], NKT_STATE_INVALID);
            note_overflow(walk, division, i);
        }
    }
}

/* The whole is what the parts make it: nothing to compare, and no question of a remainder. */
static void take_sum_as_whole(const struct sums *sums, int64_t count, struct judgement *judgement) {
    judgement->whole.flagged = judgement->remainder.flagged = 0;
    nkt_i_operand_join(&judgement->whole, &sums->flags, count);
    for (int64_t i = 0; i < count; i++) {
        int8_t state = sums->states[i];
        int has_value = state == NKT_STATE_VALUE;
        judgement->whole.values[i] = has_value ? sums->high[i] + sums->low[i] : (double)NAN;
        judgement->whole.states[i] = state;
        judgement->remainder.values[i] = NAN;
        judgement->remainder.states[i] = NKT_STATE_NOT_APPLICABLE;
        judgement->above[i] = 0;
        judgement->codes[i] = has_value                    ? NKT_SUM_EQUAL
                              : state == NKT_STATE_INVALID ? NKT_SUM_NONE
                                                           : NKT_SUM_PARTS_MISSING;
    }
}

static int32_t code_of(int8_t whole, int8_t parts, int above, double remainder, int not_zero) {
    if (whole != NKT_STATE_VALUE)
        return NKT_SUM_NONE;
    if (above)
        return NKT_SUM_ABOVE;
    if (parts != NKT_STATE_VALUE)
        return parts == NKT_STATE_INVALID ? NKT_SUM_NONE : NKT_SUM_PARTS_MISSING;
    if (remainder == 0)
        return NKT_SUM_EQUAL;
    return not_zero ? NKT_SUM_BELOW : NKT_SUM_ALL_ZERO;
}

static void compare_with_whole(const struct sums *sums, int64_t count,
                               struct judgement *judgement) {
    const nkt_i_operand *whole = &judgement->whole;
    nkt_i_operand *remainder = &judgement->remainder;

    remainder->flagged = 0;
    nkt_i_operand_join(remainder, &sums->flags, count);
    for (int64_t i = 0; i < count; i++) {
        double rest = whole->values[i] - sums->high[i] - sums->low[i];
        if (fabs(rest) <= NKT_I_ROUNDING * whole->values[i])
            rest = 0;
        judgement->above[i] = rest < 0; /* of a NaN: no */
        remainder->states[i] = nkt_i_state_worst(whole->states[i], sums->states[i]);
        remainder->values[i] = remainder->states[i] == NKT_STATE_VALUE ? rest : (double)NAN;
        judgement->codes[i] = code_of(whole->states[i], sums->states[i], judgement->above[i], rest,
                                      sums->not_zero[i]);
    }
}

/* Parts above their whole that the caller declared invalid are reported by the whole. */
static void report_above(nkt_i_walk *walk, const nkt_i_division *division,
                         const struct judgement *judgement) {
    if (walk->method.options.part_above_whole != NKT_PART_ABOVE_INVALID)
        return;
    for (int64_t i = 0; i < walk->count; i++) {
        static const char sentence[] = "is less than its parts together";
        const double value = judgement->whole.values[i];
        nkt_i_fault fault = NKT_I_AT("whole");
        if (!judgement->above[i])
            continue;
        if (division->ids) {
            nkt_i_walk_bad(walk, i, division->ids[division->n_parts], value, NKT_REASON_ABOVE_WHOLE,
                           sentence);
            continue;
        }
        fault.id = division->whole->id;
        fault.name = nkt_i_name_of(division->whole);
        fault.value = value;
        fault.row = walk->first + i;
        nkt_i_bad_row(walk->call, NKT_REASON_ABOVE_WHOLE, fault, sentence);
    }
}

/* A part that only rounding puts above its whole is not above it. */
static void clip_rounding(nkt_i_operand *part, const struct judgement *judgement, int64_t count) {
    for (int64_t i = 0; i < count; i++)
        if (part->values[i] > judgement->whole.values[i] && !judgement->above[i])
            part->values[i] = judgement->whole.values[i];
}

/* What parts above their whole make of the other shares of the row. */
static void mark_above(nkt_i_block *block, const struct judgement *judgement, int64_t count,
                       const nkt_i_method *method) {
    int invalid = method->options.part_above_whole == NKT_PART_ABOVE_INVALID;

    for (int64_t i = 0; i < count; i++) {
        if (!judgement->above[i])
            continue;
        block->flags[i] |= NKT_FLAG_PARTS_DIFFER;
        if (!invalid)
            continue;
        block->states[i] = nkt_i_state_worst(block->states[i], NKT_STATE_INVALID);
        block->value[i] = block->lower[i] = block->upper[i] = block->basis[i] = NAN;
        block->flags[i] &= ~NKT_FLAG_BASIS_BELOW_MINIMUM;
    }
}

void nkt_i_block_remainder(const nkt_i_operand *remainder, const nkt_i_operand *whole,
                           int64_t count, int interval, const nkt_i_method *method,
                           nkt_i_block *block) {
    nkt_i_operand not_negative = *remainder;
    int invalid = method->options.part_above_whole == NKT_PART_ABOVE_INVALID;

    /* The noise of every part is in it: more than the one that the options tell. */
    interval = interval && method->options.noise_variance == 0;
    for (int64_t i = 0; i < count; i++)
        if (remainder->values[i] < 0)
            not_negative.values[i] = 0;
    nkt_i_block_share(&not_negative, whole, count, interval, method, block);
    for (int64_t i = 0; i < count; i++) {
        if (!(remainder->values[i] < 0))
            continue;
        block->flags[i] |= NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR;
        block->lower[i] = block->upper[i] = NAN;
        if (invalid) {
            block->states[i] = NKT_STATE_INVALID;
            block->value[i] = block->basis[i] = NAN;
            block->flags[i] &= ~NKT_FLAG_BASIS_BELOW_MINIMUM;
        } else if (block->states[i] == NKT_STATE_VALUE) {
            block->value[i] = nkt_i_scaled_quotient(100, remainder->values[i], whole->values[i], 1);
        }
    }
    nkt_i_block_mark_beyond(block, count);
}

void nkt_i_division_step(nkt_i_walk *walk, const void *context) {
    const nkt_i_division *division = context;
    const nkt_i_method *method = &walk->method;
    const int64_t count = walk->count;
    struct sums sums;
    struct judgement judgement;
    nkt_i_operand part;
    nkt_i_block block;

    add_parts(walk, division, &sums);
    if (!division->ids && !division->whole) {
        take_sum_as_whole(&sums, count, &judgement);
    } else {
        load(walk, division, division->n_parts, &judgement.whole);
        compare_with_whole(&sums, count, &judgement);
        report_above(walk, division, &judgement);
    }
    for (int64_t k = 0; k < division->n_parts; k++) {
        load(walk, division, k, &part);
        clip_rounding(&part, &judgement, count);
        nkt_i_block_share(&part, &judgement.whole, count, division->interval, method, &block);
        mark_above(&block, &judgement, count, method);
        nkt_i_walk_write(walk, &block, k);
    }
    nkt_i_block_remainder(&judgement.remainder, &judgement.whole, count, division->interval, method,
                          &block);
    mark_above(&block, &judgement, count, method);
    nkt_i_walk_write(walk, &block, division->n_parts);
    for (int64_t i = 0; i < count; i++)
        nkt_i_walk_code(
            walk, i, walk->some_left_out && walk->left_out[i] ? NKT_SUM_NONE : judgement.codes[i]);
}

nkt_status nkt_composition(const nkt_table *parts, const nkt_column *whole,
                           const nkt_options *options, const nkt_estimates *out,
                           const nkt_target *sums, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "parts whole options out sums error");
    nkt_i_walk walk = nkt_i_walk_over(&call, parts);
    nkt_i_division division = {.whole = whole, .interval = 1};

    walk.path = "parts.columns";
    walk.include_path = "parts.rows.include";
    nkt_i_columns_open(&call, "parts", "parts.columns", parts, NKT_I_WITHOUT_GROUPS,
                       NKT_I_IDS_OR_NONE);
    if (whole)
        nkt_i_named_column(&call, "whole", whole, walk.n_rows);
    nkt_i_method_open(&call, options, &walk.method);
    if (nkt_i_call_refused(&call))
        return call.status;
    division.n_parts = parts->n_columns;
    nkt_i_walk_out(&walk, "out", out, division.n_parts + 1);
    walk.codes =
        nkt_i_target_open(&call, "sums", sums, NKT_I_CONTENT_CODES(NKT_SUM_NONE, NKT_SUM_ALL_ZERO),
                          walk.n_rows, 1, 0);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_walk_rows(&walk, nkt_i_division_step, &division);
    return nkt_i_call_end(&call);
}
