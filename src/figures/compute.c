/*
 * nkt_compute: figures of the catalogue over the rows, block by block.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/plain.h"

#include "catalogue/catalogue.h"

/* Blocks that are worked on together, so that columns are read and written in longer runs. */
enum { BLOCKS = 8, SPAN = BLOCKS * NKT_I_BLOCK };

/*
 * What is asked for; and of each figure of the catalogue how many rows had a value so far, -1 once
 * one of them had its part within its whole. Of each figure asked for, as far as there is room, how
 * its plain rows are made, and which blocks of the span are still to be made, a bit for each.
 */
typedef struct request {
    const int32_t *figures;
    int64_t n_figures;
    int64_t *with_part_above;
    const nkt_i_plain *plain;
    uint8_t *left;
} request;

/* Part and whole may have been swapped where every row with a value has the part above. */
static void look_for_swaps(const nkt_indicator *figure, const nkt_i_block *block, int64_t count,
                           const request *asked) {
    int64_t *n = &asked->with_part_above[figure - nkt_i_indicators];

    if (figure->kind != NKT_KIND_SHARE)
        return;
    for (int64_t i = 0; *n >= 0 && i < count; i++)
        if (block->states[i] == NKT_STATE_VALUE)
            *n = block->flags[i] & NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR ? *n + 1 : -1;
}

/* Makes the blocks of the span that are plain; the others are left. Bad rows are in none of these. */
static void plain_blocks(const nkt_i_walk *walk, const request *asked, int64_t f) {
    const nkt_indicator *figure = nkt_indicator_by_id(asked->figures[f]);
    const nkt_i_plain *plain = &asked->plain[f];
    int64_t *n = &asked->with_part_above[figure - nkt_i_indicators];

    asked->left[f] = 0xff;
    for (int64_t b = 0; plain->way && b < BLOCKS; b++) {
        const int64_t first = walk->first + b * NKT_I_BLOCK, left = walk->n_rows - first;
        const int64_t count = left < NKT_I_BLOCK ? left : NKT_I_BLOCK;
        if (count <= 0 || !nkt_i_plain_block(walk, plain, first, count, f))
            continue;
        if (plain->is_share && *n >= 0 && !nkt_i_plain_within(plain, first, count))
            continue; /* looked at for swaps */
        if (plain->is_share)
            *n = -1;
        asked->left[f] &= (uint8_t) ~(1u << b);
    }
}

/* Blocks that are left are made in the order of rows, as bad rows are noted by window. */
static void compute_step(nkt_i_walk *walk, const void *context) {
    const request *asked = context;
    const int64_t b = walk->first % SPAN / NKT_I_BLOCK;
    nkt_i_block block;

    for (int64_t f = 0; b == 0 && f < asked->n_figures && f < NKT_I_MOST_INDICATORS; f++)
        plain_blocks(walk, asked, f);
    for (int64_t f = 0; f < asked->n_figures; f++) {
        const nkt_indicator *figure;
        if (f < NKT_I_MOST_INDICATORS && !(asked->left[f] >> b & 1))
            continue;
        figure = nkt_indicator_by_id(asked->figures[f]);
        nkt_i_figure_block(walk, figure, &block);
        look_for_swaps(figure, &block, walk->count, asked);
        nkt_i_walk_write(walk, &block, f);
    }
}

/* The first figure that these columns cannot make. */
static void remark_lacking(nkt_i_walk *walk, const request *asked) {
    int32_t lacking[NKT_I_MOST_LACKING];

    for (int64_t f = 0; walk->call->bad_rows == 0 && f < asked->n_figures; f++) {
        const nkt_indicator *figure = nkt_indicator_by_id(asked->figures[f]);
        if (nkt_i_lacking(walk->table, figure, lacking) > 0) {
            nkt_i_remark_lacking(walk->call, "figures", (int32_t)f, figure->id, figure->name,
                                 lacking[0]);
            return;
        }
    }
}

/* The fewest rows that say anything: one or two small counts of a perturbed table do not. */
enum { FEWEST_SWAPPED = 3 };

static void remark_swaps(nkt_i_walk *walk, const request *asked) {
    for (int64_t f = 0; walk->call->bad_rows == 0 && f < asked->n_figures; f++) {
        const nkt_indicator *figure = nkt_indicator_by_id(asked->figures[f]);
        nkt_i_fault fault = NKT_I_AT("figures");
        if (asked->with_part_above[figure - nkt_i_indicators] < FEWEST_SWAPPED)
            continue;
        fault.item = (int32_t)f;
        fault.id = figure->id;
        fault.name = figure->name;
        nkt_i_remark(walk->call, NKT_PARTS_ABOVE, NKT_REASON_ABOVE_WHOLE, fault,
                     "the part is above its whole in every row: are they swapped?");
        return;
    }
}

nkt_status nkt_compute(const nkt_table *table, const int32_t *figures, int64_t n_figures,
                       const nkt_options *options, const nkt_estimates *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "table figures n_figures options out error");
    int64_t with_part_above[NKT_I_MOST_INDICATORS] = {0};
    nkt_i_plain plain[NKT_I_MOST_INDICATORS];
    uint8_t left[NKT_I_MOST_INDICATORS];
    const request asked = {figures, n_figures, with_part_above, plain, left};
    nkt_i_walk walk = nkt_i_walk_over(&call, table);

    nkt_i_columns_open(&call, "table", "table.columns", table, NKT_I_WITHOUT_GROUPS,
                       NKT_I_IDS_OF_INPUTS);
    nkt_i_figures_check(&call, figures, n_figures);
    nkt_i_method_open(&call, options, &walk.method);
    nkt_i_walk_out(&walk, "out", out, n_figures);
    if (nkt_i_call_refused(&call))
        return call.status;
    if (!walk.out.lower && !walk.out.upper) /* limits cost the most: not for nobody */
        walk.method.options.mode = NKT_MODE_DESCRIPTIVE;
    for (int64_t f = 0; f < n_figures && f < NKT_I_MOST_INDICATORS; f++)
        plain[f] = nkt_i_plain_way(&walk, nkt_indicator_by_id(figures[f]));
    nkt_i_walk_rows(&walk, compute_step, &asked);
    remark_lacking(&walk, &asked);
    remark_swaps(&walk, &asked);
    nkt_i_remark_proportions(&call, "table.columns", table);
    return nkt_i_call_end(&call);
}
