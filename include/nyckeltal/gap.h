/*
 * The gap between two groups, women and men or any other two, in a share of the catalogue.
 *
 * Data with a column per group (women's and men's counts side by side): nkt_gap. Data with a row
 * per group (municipality × year × sex): nkt_gap_rows, with the row of each pair in two arrays.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_GAP_H
#define NYCKELTAL_GAP_H

#include "compute.h"

NKT_BEGIN

/* How two shares are set against each other. Pinned for ever. */
enum {
    NKT_GAP_DIFFERENCE = 1, /* first - second, percentage points; as nkt_difference */
    NKT_GAP_RATIO = 2       /* first / second; as nkt_balance */
};

/*
 * The gap in shares of the catalogue between two groups whose inputs are columns beside each other:
 * the share of the first group less that of the second (or divided by it), row by row.
 *
 * inputs_1, n_inputs_1  the first group's columns of n_rows rows, in any order. Each has the id of
 *                       an input; or of a figure, and then holds the share itself, in per cent. An
 *                       id that is neither is refused, and so is one that stands twice. Columns
 *                       that no figure needs are not looked at. NULL only if there are none
 * inputs_2, n_inputs_2  the same of the second group, with the same ids
 * n_rows                0 or more
 * figures, n_figures    ids of figures, which may repeat. Figures that are no shares
 *                       (nkt_indicator.kind) are refused with NKT_E_MEASURE. NULL only if
 *                       n_figures is 0
 * measure               NKT_GAP_DIFFERENCE or NKT_GAP_RATIO
 * options               NULL: the defaults. The interval is that of nkt_difference (Newcombe) or
 *                       nkt_balance (MOVER-R), where the catalogue says that a process stands
 *                       behind the figure; correlation is for groups that share persons, as women
 *                       and men do not
 * out                   receives the gap of row r and figure f at (char *) out + r · row_stride +
 *                       f · figure_stride. It may not overlap the inputs and needs no alignment.
 *                       NULL only if there is nothing to write
 * row_stride, figure_stride
 *                       bytes, may be negative; elements may not overlap (a stride is not looked at
 *                       where there is only one row, or one figure)
 *
 * The basis is the smaller of the two wholes. Where the counts of a group are not all among its
 * columns, the figure's own column serves, with NKT_FLAG_OPERAND_GIVEN, no interval and no basis;
 * where that is not there either, the gap is missing. A gap has a value only where both shares have
 * one; otherwise it has the worst of their states. A ratio to a share of 0 is
 * NKT_STATE_NO_DENOMINATOR. Parts above their whole are flagged, or invalid, as
 * options.part_above_whole says.
 *
 * Returns NKT_OK; NKT_ROWS_INVALID with the first bad row, column and value, and the number of bad
 * rows, in error; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID, NKT_E_DUPLICATE, NKT_E_MEASURE,
 * NKT_E_DOMAIN (measure), NKT_E_OPTION, NKT_E_OPTIONS_SIZE, NKT_E_STRIDE, NKT_E_SIZE. On refusal
 * nothing is written to out. Uses about 30 kB of stack. Thread-safe on distinct outputs. Since 0.1.
 */
NKT_API nkt_status nkt_gap(const nkt_column *inputs_1, int64_t n_inputs_1,
                           const nkt_column *inputs_2, int64_t n_inputs_2, int64_t n_rows,
                           const int32_t *figures, int64_t n_figures, int32_t measure,
                           const nkt_options *options, nkt_estimate *out, int64_t row_stride,
                           int64_t figure_stride, nkt_error *error);

/*
 * The same for groups that are rows: pair p is row rows_1[p] against row rows_2[p] of one set of
 * columns.
 *
 * inputs, n_inputs, n_rows  the columns, as inputs_1 of nkt_gap
 * rows_1, rows_2            n_pairs row numbers each, such as the women's and the men's rows of
 *                           every municipality and year; -1: not there, the gap is missing. NULL
 *                           only if n_pairs is 0
 * n_pairs                   0 or more
 * out                       receives the gap of pair p and figure f at (char *) out + p ·
 *                           row_stride + f · figure_stride
 *
 * The rest as nkt_gap. In error, row is the number of the pair, and argument that of rows_1 or
 * rows_2: which of the two it was. NKT_E_DOMAIN also for a row number below -1 or not below n_rows.
 * Since 0.1.
 */
NKT_API nkt_status nkt_gap_rows(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                                const int64_t *rows_1, const int64_t *rows_2, int64_t n_pairs,
                                const int32_t *figures, int64_t n_figures, int32_t measure,
                                const nkt_options *options, nkt_estimate *out, int64_t row_stride,
                                int64_t figure_stride, nkt_error *error);

NKT_END

#endif
