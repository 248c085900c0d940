/*
 * The employment area's question: the deviation from the expected share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/employment.h"

#include "figures/walk.h"

/* A share as the caller gives it, not made from counts. */
static void given_share(nkt_i_walk *walk, int32_t id, nkt_i_block *block) {
    nkt_i_operand given;

    nkt_i_walk_load(walk, id, &given);
    block->n_beyond = 0;
    for (int64_t i = 0; i < walk->count; i++) {
        block->value[i] = given.values[i];
        block->lower[i] = block->upper[i] = block->basis[i] = NAN;
        block->states[i] = given.states[i];
        block->flags[i] = given.states[i] == NKT_STATE_VALUE ? NKT_FLAG_OPERAND_GIVEN : 0;
    }
    nkt_i_flags_add(block->flags, &given, walk->count);
    nkt_i_block_finish(block, walk->count, &walk->method);
}

static int32_t side_of(double deviation, int8_t state) {
    if (state != NKT_STATE_VALUE)
        return NKT_NO_CODE;
    return deviation > 0 ? NKT_SIDE_ABOVE : deviation < 0 ? NKT_SIDE_BELOW : NKT_SIDE_EQUAL;
}

static void deviation_step(nkt_i_walk *walk, const void *context) {
    const nkt_indicator *actual = nkt_indicator_by_id(NKT_REFUGEES_EMPLOYED_SHARE);
    nkt_i_block block;

    (void)context;
    if (nkt_i_has_inputs(walk->table, actual))
        nkt_i_figure_block(walk, actual, &block);
    else
        given_share(walk, NKT_REFUGEES_EMPLOYED_SHARE, &block);
    nkt_i_walk_write(walk, &block, NKT_ITEM_DEVIATION_ACTUAL);
    nkt_i_figure_block(walk, nkt_indicator_by_id(NKT_REFUGEES_EMPLOYED_EXPECTED), &block);
    nkt_i_walk_write(walk, &block, NKT_ITEM_DEVIATION_EXPECTED);
    nkt_i_figure_block(walk, nkt_indicator_by_id(NKT_REFUGEES_EMPLOYED_DEVIATION), &block);
    nkt_i_walk_write(walk, &block, NKT_ITEM_DEVIATION_POINTS);
    for (int64_t i = 0; i < walk->count; i++)
        nkt_i_walk_code(walk, i, side_of(block.value[i], block.states[i]));
}

nkt_status nkt_employment_deviation(const nkt_table *table, const nkt_options *options,
                                    const nkt_estimates *out, const nkt_target *sides,
                                    nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "table options out sides error");
    const nkt_indicator *deviation = nkt_indicator_by_id(NKT_REFUGEES_EMPLOYED_DEVIATION);
    nkt_i_walk walk = nkt_i_walk_over(&call, table);
    int32_t lacking[NKT_I_MOST_LACKING];

    nkt_i_columns_open(&call, "table", "table.columns", table, NKT_I_WITHOUT_GROUPS,
                       NKT_I_IDS_OF_INPUTS);
    nkt_i_method_open(&call, options, &walk.method);
    nkt_i_walk_out(&walk, "out", out, 3);
    walk.codes = nkt_i_target_open(
        &call, "sides", sides, NKT_I_CONTENT_CODES(NKT_NO_CODE, NKT_SIDE_ABOVE), walk.n_rows, 1, 0);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_walk_rows(&walk, deviation_step, NULL);
    nkt_i_walk_needs(&walk, deviation->name, lacking, nkt_i_lacking(table, deviation, lacking));
    return nkt_i_call_end(&call);
}
