/*
 * Compositions: a whole, its parts, and what they leave.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/composition.h"

#include "figures/areas.h"
#include "numeric/numeric.h"

const char *nkt_sum_name(int32_t sum) {
    switch (sum) {
    case NKT_SUM_NONE:
        return "none";
    case NKT_SUM_EQUAL:
        return "equal";
    case NKT_SUM_BELOW:
        return "below";
    case NKT_SUM_ABOVE:
        return "above";
    case NKT_SUM_PARTS_MISSING:
        return "parts_missing";
    case NKT_SUM_ALL_ZERO:
        return "all_zero";
    default:
        return "";
    }
}

/* The parts of each row of a block, added up. */
struct sums {
    double high[NKT_I_BLOCK], low[NKT_I_BLOCK]; /* of those present: rounded, and the rest of it */
    int8_t states[NKT_I_BLOCK];                 /* the worst of the parts that do apply */
    uint8_t any[NKT_I_BLOCK];                   /* whether some part does */
    uint8_t not_zero[NKT_I_BLOCK];              /* whether one of those present is above 0 */
};

/* What the parts and the whole of each row of a block are to each other. */
struct judgement {
    nkt_i_operand whole, remainder;
    uint8_t above[NKT_I_BLOCK]; /* the parts are more than the whole */
    int32_t codes[NKT_I_BLOCK]; /* NKT_SUM_* */
};

/* Part k; the whole, where k is n_parts. */
static void load(nkt_i_walk *walk, const nkt_i_division *division, int64_t k, int64_t first,
                 int64_t count, nkt_i_operand *operand) {
    int is_whole = k == division->n_parts;
    nkt_i_fault place = NKT_I_FAULT(is_whole ? 3 : 1);

    if (division->ids) {
        nkt_i_walk_load(walk, is_whole ? division->whole_id : division->ids[k], first, count,
                        operand);
        return;
    }
    place.row = first;
    place.item = is_whole ? -1 : (int32_t)k;
    nkt_i_operand_load(is_whole ? division->whole : &walk->inputs[k], first, count,
                       NKT_I_NOT_NEGATIVE, place, is_whole ? "whole" : "parts", operand,
                       &walk->faults);
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

static void add_parts(nkt_i_walk *walk, const nkt_i_division *division, int64_t first,
                      int64_t count, struct sums *sums) {
    nkt_i_operand part;

    memset(sums, 0, sizeof *sums); /* NKT_STATE_VALUE is 0 */
    for (int64_t k = 0; k < division->n_parts; k++) {
        load(walk, division, k, first, count, &part);
        add_part(sums, &part, count);
    }
    for (int64_t i = 0; i < count; i++) {
        if (division->n_parts > 0 && !sums->any[i])
            sums->states[i] = NKT_STATE_NOT_APPLICABLE;
        if (!isfinite(sums->high[i])) {
            nkt_i_fault fault = NKT_I_FAULT(1);
            sums->high[i] = sums->low[i] = 0;
            sums->states[i] = nkt_i_state_worst(sums->states[i], NKT_STATE_INVALID);
            nkt_i_faults_add(&walk->faults, first + i, "parts",
                             "their sum is beyond the largest number", fault);
        }
    }
}

/* The whole is what the parts make it: nothing to compare, and no question of a remainder. */
static void take_sum_as_whole(const struct sums *sums, int64_t count, struct judgement *judgement) {
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

/* Parts above their whole that the caller declared invalid are told by the whole. */
static void report_above(nkt_i_walk *walk, const nkt_i_division *division, int64_t first,
                         int64_t count, const struct judgement *judgement) {
    if (walk->method.options.part_above_whole != NKT_PART_ABOVE_INVALID)
        return;
    for (int64_t i = 0; i < count; i++) {
        static const char sentence[] = "is less than its parts together";
        double value = judgement->whole.values[i];
        nkt_i_fault fault = NKT_I_FAULT(3);
        if (!judgement->above[i])
            continue;
        if (division->ids) {
            nkt_i_walk_fault(walk, division->whole_id, first + i, value, sentence);
            continue;
        }
        fault.id = division->whole->id;
        fault.value = value;
        nkt_i_faults_add(&walk->faults, first + i, nkt_i_name_of(fault.id, "whole"), sentence,
                         fault);
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
            block->value[i] = 100 * remainder->values[i] / whole->values[i];
        }
    }
}

void nkt_i_division_step(nkt_i_walk *walk, const void *context, int64_t first, int64_t count) {
    const nkt_i_division *division = context;
    const nkt_i_method *method = &walk->method;
    struct sums sums;
    struct judgement judgement;
    nkt_i_operand part;
    nkt_i_block block;

    add_parts(walk, division, first, count, &sums);
    if (division->whole_is_sum) {
        take_sum_as_whole(&sums, count, &judgement);
    } else {
        load(walk, division, division->n_parts, first, count, &judgement.whole);
        compare_with_whole(&sums, count, &judgement);
        report_above(walk, division, first, count, &judgement);
    }
    for (int64_t k = 0; k < division->n_parts; k++) {
        load(walk, division, k, first, count, &part);
        clip_rounding(&part, &judgement, count);
        nkt_i_block_share(&part, &judgement.whole, count, division->interval, method, &block);
        mark_above(&block, &judgement, count, method);
        nkt_i_walk_write(walk, &block, first, count, k);
    }
    nkt_i_block_remainder(&judgement.remainder, &judgement.whole, count, division->interval, method,
                          &block);
    mark_above(&block, &judgement, count, method);
    nkt_i_walk_write(walk, &block, first, count, division->n_parts);
    for (int64_t i = 0; i < count; i++)
        nkt_i_target_put(&walk->codes, first + i, 0, &judgement.codes[i]);
}

static nkt_status check_columns(const nkt_column *parts, int64_t n_parts, const nkt_column *whole,
                                int64_t n_rows, nkt_error *error) {
    nkt_status status;

    if (n_parts < 0 || n_parts >= INT32_MAX)
        return nkt_i_refuse_count(error, 2, "n_parts", n_parts);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 4, "n_rows", n_rows);
    if (!parts && n_parts > 0)
        return nkt_i_refuse_null(error, 1, "parts");
    status = nkt_i_plain_columns_check(parts, n_parts, n_rows, 1, "parts", error);
    if (!status && whole)
        status = nkt_i_plain_columns_check(whole, 1, n_rows, 3, "whole", error);
    return status;
}

nkt_status nkt_composition(const nkt_column *parts, int64_t n_parts, const nkt_column *whole,
                           int64_t n_rows, const nkt_options *options, nkt_estimate *out,
                           int64_t capacity, int64_t row_stride, int64_t item_stride, int32_t *sums,
                           int64_t sums_stride, nkt_error *error) {
    const nkt_i_division division = {
        .n_parts = n_parts, .whole = whole, .whole_is_sum = !whole, .interval = 1};
    nkt_i_walk walk = {.inputs = parts, .n_inputs = n_parts, .n_rows = n_rows};
    nkt_status status;

    nkt_i_error_clear(error);
    status = check_columns(parts, n_parts, whole, n_rows, error);
    if (!status)
        status = nkt_i_method_read(options, 5, &walk.method, error);
    if (!status)
        status = nkt_i_capacity_check(capacity, n_parts + 1, 7, error);
    walk.out = (nkt_i_target){
        (char *)out, sizeof *out, n_rows, n_parts + 1, row_stride, item_stride, "out", 6, 8};
    walk.codes = nkt_i_target_of(sums, sizeof *sums, n_rows, sums_stride, "sums", 10);
    if (!status)
        status = nkt_i_target_check(&walk.out, 1, error);
    if (!status)
        status = nkt_i_target_check(&walk.codes, 0, error);
    return status ? status : nkt_i_walk_rows(&walk, nkt_i_division_step, &division, error);
}
