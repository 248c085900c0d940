/*
 * Key figures of the catalogue over the caller's rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_COMPUTE_H
#define NYCKELTAL_COMPUTE_H

#include "catalogue.h"
#include "estimate.h"
#include "memory.h"
#include "table.h"

NKT_BEGIN

/*
 * Computes figures of the catalogue for every row: municipality × year × sex × area of operation,
 * or whatever the caller's rows are.
 *
 * table      each column has the id of an input, or of a figure that is an operand (401, 402; 601,
 *            603; 605, 505). Another id is refused, with the input that is meant where it is that of
 *            another figure; and so is one that appears twice. Without groups
 * figures    n_figures ids, which may repeat. NULL only if n_figures is 0
 * options    NULL: the defaults
 * out        an item for each figure
 *
 * Missing data: a row whose operand is missing, secret, ... has that state, the worst of its
 * operands (nkt_state_worst). A sum takes its whole (numerator_whole) where that has a value,
 * otherwise its parts. Figures made of figures take them from their counts if all of those are among
 * the columns, otherwise from the operand columns (in the figure's unit), with
 * NKT_FLAG_OPERAND_GIVEN. Flags of the columns (nkt_column.flags) stay with what is computed from
 * them: a share of a partial sum is NKT_FLAG_PARTIAL.
 * Bad data: a negative or infinite element of a column that a figure uses makes that figure of
 * that row NKT_STATE_INVALID, unless another operand is secret or not applicable, which is worse; the
 * row is reported and counted in any case. So does a part above its whole where options say so, and a
 * figure that would be beyond the largest double (NKT_REASON_OVERFLOW).
 *
 * Remarks, one of them, in this order: NKT_ROWS_INVALID; NKT_INPUTS_LACK, where a figure cannot be
 * made from these columns at all, and so is missing in every row: error.id is the figure, error.item
 * its place in figures, and the message names the first input that lacks (nkt_lacking names all, and
 * nkt_possible the figures that can be made); NKT_PARTS_ABOVE, where the part of a share is above its
 * whole in every row, three or more, with a value: part and whole may have been swapped;
 * NKT_SEEMS_PROPORTIONS, where a column of a figure in per cent has numbers between 0 and 1 alone, three
 * or more.
 *
 * Returns NKT_OK, a remark, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID, NKT_E_DUPLICATE,
 * NKT_E_OPTION, NKT_E_OPTIONS_SIZE, NKT_E_CAPACITY, NKT_E_STRIDE, NKT_E_SIZE.
 * Uses about 60 kB of stack. Rows may be split among threads.
 */
NKT_API nkt_status nkt_compute(const nkt_table *table, const int32_t *figures, int64_t n_figures,
                               const nkt_options *options, const nkt_estimates *out,
                               nkt_error *error);

/*
 * Computes figures of groups of rows: of counties, of the nation (all rows one group), of several
 * years together. Each is made of the sums of its own inputs over the same rows: a row where one of
 * them has no value counts in neither numerator nor denominator, and the figure is NKT_FLAG_PARTIAL.
 * So what lacks for one figure says nothing of another, and a ratio compares like with like.
 *
 * table      as for nkt_compute, but its rows have groups; NULL groups: all rows are one
 * figures    n_figures ids, which may repeat. NULL only if n_figures is 0
 * options    NULL: the defaults
 * out        a row for each group, an item for each figure
 * work       scratch
 *
 * The sums follow the rules of total.h: a secret member makes the figure secret. A sum that may be
 * given as a whole or in parts (numerator_whole) is that of the whole where it is a column. A figure
 * that a model gives, and what is made of one (405), is no sum: it is missing, with NKT_INPUTS_LACK.
 * That a group holds no two years of a stock is the caller's word; only flows can be pooled.
 * Bad data, by row of the table, as for nkt_compute; where only groups are bad (a part above its
 * whole, with options that refuse it), error.row is a group's number.
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_INPUTS_LACK, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID,
 * NKT_E_DUPLICATE, NKT_E_OPTION, NKT_E_OPTIONS_SIZE, NKT_E_CAPACITY, NKT_E_STRIDE, NKT_E_SIZE,
 * NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_compute_groups(const nkt_table *table, const int32_t *figures,
                                      int64_t n_figures, const nkt_options *options,
                                      const nkt_estimates *out, nkt_memory *work, nkt_error *error);

/*
 * The ids of the figures of an area, in order.
 *
 * area       NKT_AREA_*; 0: the whole catalogue
 * figures    receives the ids; NULL to ask only how many there are, then capacity is 0
 * capacity   how many ids fit
 * n_figures  receives how many there are
 * Returns NKT_OK, NKT_E_NULL, NKT_E_COUNT (capacity), NKT_E_ID (area), NKT_E_CAPACITY.
 */
NKT_API nkt_status nkt_area_figures(int32_t area, int32_t *figures, int64_t capacity,
                                    int64_t *n_figures, nkt_error *error);

/*
 * The ids of the figures that these columns allow: those for which nkt_compute has all it needs, so
 * that what is missing in the estimates is missing in the data. Rows are not looked at.
 *
 * table      as for nkt_compute; groups are not looked at
 * figures, capacity, n_figures  as for nkt_area_figures; 128 ids are enough
 * Returns NKT_OK, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID, NKT_E_DUPLICATE, NKT_E_CAPACITY.
 */
NKT_API nkt_status nkt_possible(const nkt_table *table, int32_t *figures, int64_t capacity,
                                int64_t *n_figures, nkt_error *error);

/*
 * What lacks among these columns for a figure: the inputs, and the ids of modelled figures, that
 * would make it possible together with those that are there. Of a figure made of figures, which may
 * also be given as they are, the counts are named.
 *
 * table      as for nkt_compute; groups are not looked at
 * figure     its id
 * inputs     receives the ids in the order of the formula; NULL to ask only how many there are, then
 *            capacity is 0
 * capacity   how many ids fit; 8 are enough
 * n_inputs   receives how many lack; 0: the figure can be made
 * Returns as nkt_possible; NKT_E_ID also for figure.
 */
NKT_API nkt_status nkt_lacking(const nkt_table *table, int32_t figure, int32_t *inputs,
                               int64_t capacity, int64_t *n_inputs, nkt_error *error);

NKT_END

#endif
