/*
 * The reception area's own questions: ages, housing, assigned or self-settled.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/reception.h"

#include "figures/areas.h"

nkt_status nkt_reception_ages(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                              const nkt_options *options, nkt_estimate *out, int64_t capacity,
                              int64_t row_stride, int64_t item_stride, int32_t *sums,
                              int64_t sums_stride, nkt_error *error) {
    static const int32_t parts[] = {NKT_IN_RECEIVED_0_5, NKT_IN_RECEIVED_6_15,
                                    NKT_IN_RECEIVED_16_17, NKT_IN_RECEIVED_18_19,
                                    NKT_IN_RECEIVED_20_64};
    const nkt_i_division ages = {.ids = parts, .n_parts = 5, .whole_id = NKT_IN_RECEIVED};
    const nkt_i_question question = {inputs,     n_inputs,    n_rows, options,     out,   capacity,
                                     row_stride, item_stride, sums,   sums_stride, "sums"};
    return nkt_i_answer(&question, 6, nkt_i_division_step, &ages, error);
}

nkt_status nkt_reception_asylum_ages(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                                     const nkt_options *options, nkt_estimate *out,
                                     int64_t capacity, int64_t row_stride, int64_t item_stride,
                                     int32_t *sums, int64_t sums_stride, nkt_error *error) {
    static const int32_t parts[] = {NKT_IN_ASYLUM_SEEKERS_0_17, NKT_IN_ASYLUM_SEEKERS_18_PLUS};
    const nkt_i_division ages = {.ids = parts, .n_parts = 2, .whole_id = NKT_IN_ASYLUM_SEEKERS};
    const nkt_i_question question = {inputs,     n_inputs,    n_rows, options,     out,   capacity,
                                     row_stride, item_stride, sums,   sums_stride, "sums"};
    return nkt_i_answer(&question, 3, nkt_i_division_step, &ages, error);
}

nkt_status nkt_reception_housing(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                                 const nkt_options *options, nkt_estimate *out, int64_t capacity,
                                 int64_t row_stride, int64_t item_stride, int32_t *sums,
                                 int64_t sums_stride, nkt_error *error) {
    static const int32_t parts[] = {NKT_IN_ASYLUM_SEEKERS_ABO, NKT_IN_ASYLUM_SEEKERS_EBO,
                                    NKT_IN_ASYLUM_SEEKERS_OTHER};
    const nkt_i_division housing = {.ids = parts, .n_parts = 3, .whole_id = NKT_IN_ASYLUM_SEEKERS};
    const nkt_i_question question = {inputs,     n_inputs,    n_rows, options,     out,   capacity,
                                     row_stride, item_stride, sums,   sums_stride, "sums"};
    return nkt_i_answer(&question, 4, nkt_i_division_step, &housing, error);
}

static int32_t way_of(double assigned, double self, int8_t state) {
    if (state != NKT_STATE_VALUE || assigned + self == 0)
        return NKT_SETTLED_NONE;
    if (assigned == self)
        return NKT_SETTLED_EQUAL;
    return assigned > self ? NKT_SETTLED_ASSIGNED : NKT_SETTLED_SELF;
}

/* The number of a remainder, which is negative where its share is: flagged or invalid like it. */
static void number_of(const nkt_i_operand *self, const nkt_i_block *share, int64_t count,
                      const nkt_i_method *method, nkt_i_block *number) {
    nkt_i_block_count(self, count, 0, method, number);
    for (int64_t i = 0; i < count; i++) {
        if (!(self->values[i] < 0))
            continue;
        number->flags[i] = share->flags[i];
        number->basis[i] = NAN;
        if (share->states[i] == NKT_STATE_INVALID) {
            number->states[i] = NKT_STATE_INVALID;
            number->value[i] = NAN;
        }
    }
}

static void settlement_step(nkt_i_walk *walk, const void *context, int64_t first, int64_t count) {
    nkt_i_operand assigned, received, self;
    nkt_i_block share, number;

    (void)context;
    nkt_i_walk_load(walk, NKT_IN_RECEIVED_ASSIGNED, first, count, &assigned);
    nkt_i_walk_load(walk, NKT_IN_RECEIVED, first, count, &received);
    for (int64_t i = 0; i < count; i++) {
        self.values[i] = received.values[i] - assigned.values[i];
        self.states[i] = nkt_i_state_worst(received.states[i], assigned.states[i]);
    }
    nkt_i_block_share(&assigned, &received, count, 0, &walk->method, &share);
    nkt_i_walk_write(walk, &share, first, count, NKT_SETTLEMENT_ASSIGNED_SHARE);
    nkt_i_block_remainder(&self, &received, count, 0, &walk->method, &share);
    nkt_i_walk_write(walk, &share, first, count, NKT_SETTLEMENT_SELF_SHARE);
    number_of(&self, &share, count, &walk->method, &number);
    nkt_i_walk_write(walk, &number, first, count, NKT_SETTLEMENT_SELF_NUMBER);
    for (int64_t i = 0; i < count; i++) {
        int8_t state = share.states[i] == NKT_STATE_INVALID ? share.states[i] : self.states[i];
        int32_t way = way_of(assigned.values[i], self.values[i], state);
        if (share.states[i] == NKT_STATE_INVALID && self.states[i] == NKT_STATE_VALUE)
            nkt_i_walk_fault(walk, NKT_IN_RECEIVED_ASSIGNED, first + i, assigned.values[i],
                             "is above its whole");
        nkt_i_target_put(&walk->codes, first + i, 0, &way);
    }
}

nkt_status nkt_reception_settlement(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                                    const nkt_options *options, nkt_estimate *out, int64_t capacity,
                                    int64_t row_stride, int64_t item_stride, int32_t *ways,
                                    int64_t ways_stride, nkt_error *error) {
    const nkt_i_question question = {inputs,     n_inputs,    n_rows, options,     out,   capacity,
                                     row_stride, item_stride, ways,   ways_stride, "ways"};
    return nkt_i_answer(&question, 3, settlement_step, NULL, error);
}
