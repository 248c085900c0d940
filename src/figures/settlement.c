/*
 * The reception area's own question: assigned or self-settled.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/reception.h"

#include "figures/walk.h"

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
        if (share->states[i] == NKT_STATE_INVALID && !nkt_i_is_beyond(share, i)) {
            number->states[i] = NKT_STATE_INVALID;
            number->value[i] = NAN;
        }
    }
}

static void settlement_step(nkt_i_walk *walk, const void *context) {
    const int64_t count = walk->count;
    nkt_i_operand assigned, received, self;
    nkt_i_block share, number;

    (void)context;
    nkt_i_walk_load(walk, NKT_IN_RECEIVED_ASSIGNED, &assigned);
    nkt_i_walk_load(walk, NKT_IN_RECEIVED, &received);
    self.flagged = 0;
    nkt_i_operand_join(&self, &received, count);
    nkt_i_operand_join(&self, &assigned, count);
    for (int64_t i = 0; i < count; i++) {
        self.values[i] = received.values[i] - assigned.values[i];
        self.states[i] = nkt_i_state_worst(received.states[i], assigned.states[i]);
    }
    nkt_i_block_share(&assigned, &received, count, 0, &walk->method, &share);
    nkt_i_walk_write(walk, &share, NKT_ITEM_SETTLEMENT_ASSIGNED_SHARE);
    nkt_i_block_remainder(&self, &received, count, 0, &walk->method, &share);
    nkt_i_walk_write(walk, &share, NKT_ITEM_SETTLEMENT_SELF_SHARE);
    number_of(&self, &share, count, &walk->method, &number);
    nkt_i_walk_write(walk, &number, NKT_ITEM_SETTLEMENT_SELF_NUMBER);
    for (int64_t i = 0; i < count; i++) {
        const int above = share.states[i] == NKT_STATE_INVALID &&
                          self.states[i] == NKT_STATE_VALUE && !nkt_i_is_beyond(&share, i);
        if (above)
            nkt_i_walk_bad(walk, i, NKT_IN_RECEIVED_ASSIGNED, assigned.values[i],
                           NKT_REASON_ABOVE_WHOLE, NULL);
        nkt_i_walk_code(
            walk, i,
            way_of(assigned.values[i], self.values[i], above ? NKT_STATE_INVALID : self.states[i]));
    }
}

nkt_status nkt_reception_settlement(const nkt_table *table, const nkt_options *options,
                                    const nkt_estimates *out, const nkt_target *ways,
                                    nkt_error *error) {
    static const int32_t needed[] = {NKT_IN_RECEIVED_ASSIGNED, NKT_IN_RECEIVED};
    nkt_i_call call = nkt_i_call_begin(error, "table options out ways error");
    nkt_i_walk walk = nkt_i_walk_over(&call, table);

    nkt_i_columns_open(&call, "table", "table.columns", table, NKT_I_WITHOUT_GROUPS,
                       NKT_I_IDS_OF_INPUTS);
    nkt_i_method_open(&call, options, &walk.method);
    nkt_i_walk_out(&walk, "out", out, 3);
    walk.codes = nkt_i_target_open(&call, "ways", ways,
                                   NKT_I_CONTENT_CODES(NKT_SETTLED_NONE, NKT_SETTLED_SELF),
                                   walk.n_rows, 1, 0);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_walk_rows(&walk, settlement_step, NULL);
    nkt_i_walk_needs(&walk, "settlement", needed, 2);
    return nkt_i_call_end(&call);
}
