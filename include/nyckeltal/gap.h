/*
 * The gap between two groups, women and men or any other two, in a share of the catalogue.
 *
 * Data with a column per group (women's and men's counts side by side): nkt_gap. Data with a row
 * per group (municipality × year × sex): nkt_gap_rows, with the row of each pair in two columns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_GAP_H
#define NYCKELTAL_GAP_H

#include "catalogue.h"
#include "estimate.h"
#include "table.h"

NKT_BEGIN

/*
 * The gap in shares of the catalogue between two groups whose inputs are columns beside each other:
 * the share of the first group less that of the second (or divided by it), row by row.
 *
 * table_1    the first group's columns. Each has the id of an input; or of a figure, and then holds
 *            the share itself, in per cent. An id that is neither is refused, and so is one that
 *            appears twice. Columns that no figure needs are not looked at. Without groups
 * table_2    the same of the second group, with the same ids and as many rows, without groups
 * figures    n_figures ids, which may repeat. Figures that are no shares (nkt_indicator.kind) are
 *            refused with NKT_E_MEASURE. NULL only if n_figures is 0
 * contrast   NKT_CONTRAST_DIFFERENCE, in percentage points, or NKT_CONTRAST_RATIO
 * options    NULL: the defaults. The interval is that of nkt_difference (difference_interval) or
 *            nkt_balance (MOVER-R), where the catalogue says that a process stands behind the figure;
 *            correlation is for groups that share persons, as women and men do not
 * out        an item for each figure
 *
 * A row takes part where neither table leaves it out. The basis is the smaller of the two wholes.
 * Where the counts of a group are not all among its columns, the figure's own column serves, with
 * NKT_FLAG_OPERAND_GIVEN, no interval and no basis; where that is not there either, the gap is
 * missing, and NKT_INPUTS_LACK says so as in nkt_compute. A gap has a value only where both shares
 * have one; otherwise it has the worst of their states. A ratio to a share of 0 is
 * NKT_STATE_NO_DENOMINATOR. Parts above their whole are flagged, or invalid, as
 * options.part_above_whole says. Bad data of one group beside a secret share of the other leave the
 * gap secret; the row is reported and counted all the same.
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_INPUTS_LACK, NKT_SEEMS_PROPORTIONS, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID,
 * NKT_E_DUPLICATE, NKT_E_MEASURE, NKT_E_OPTION, NKT_E_OPTIONS_SIZE, NKT_E_CAPACITY, NKT_E_STRIDE,
 * NKT_E_SIZE. Uses about 40 kB of stack.
 */
NKT_API nkt_status nkt_gap(const nkt_table *table_1, const nkt_table *table_2,
                           const int32_t *figures, int64_t n_figures, int32_t contrast,
                           const nkt_options *options, const nkt_estimates *out, nkt_error *error);

/* Pairs of rows, such as the women's and the men's of every municipality and year. */
typedef struct nkt_pairs {
    const nkt_column *first;  /* numbers of rows, n_pairs of them, of any integer type; -1 or
                                 missing: not there */
    const nkt_column *second; /* the same of the other row of each pair */
    int64_t n_pairs;          /* 0 or more */
    int32_t first_row;        /* what the first row is called: 0, or 1 as in R */
    int32_t reserved;         /* 0 */
} nkt_pairs;

/*
 * The same for groups that are rows of one table: the gap of pair p in row p of out.
 *
 * table      the columns, as table_1 of nkt_gap, without groups. A pair one of whose rows is left
 *            out is left out
 * pairs      which rows; a number of no row is bad data of the pair
 * out        a row for each pair, an item for each figure
 *
 * A pair one of whose rows is not there has no gap: it is missing. The rest as nkt_gap. In error, row
 * is the number of the pair, id the input, and subject "pairs.first" or "pairs.second" says which of
 * its rows it was.
 */
NKT_API nkt_status nkt_gap_rows(const nkt_table *table, const nkt_pairs *pairs,
                                const int32_t *figures, int64_t n_figures, int32_t contrast,
                                const nkt_options *options, const nkt_estimates *out,
                                nkt_error *error);

NKT_END

#endif
