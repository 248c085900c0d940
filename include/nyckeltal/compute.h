/*
 * Key figures of the catalogue over the caller's rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_COMPUTE_H
#define NYCKELTAL_COMPUTE_H

#include "catalogue.h"
#include "estimate.h"

NKT_BEGIN

/*
 * Computes figures of the catalogue for every row: municipality × year × sex × area of operation,
 * or whatever the caller's rows are.
 *
 * inputs         n_inputs columns of n_rows rows, in any order; each has the id of an input, or of
 *                a figure that is an operand (401, 402; 601, 603; 605, 505). An id that is no
 *                input and no such figure is refused, and so is one that stands twice. NULL only
 *                if n_inputs is 0.
 * n_rows         0 or more
 * figures        n_figures ids, which may repeat. NULL only if n_figures is 0.
 * options        NULL: the defaults
 * out            receives the estimate of row r and figure f at (char *) out + r · row_stride +
 *                f · figure_stride, so that it can lie in the caller's own structs. It may not
 *                overlap the inputs. It needs no alignment. NULL only if there is nothing to write.
 * row_stride, figure_stride
 *                bytes, may be negative; elements may not overlap (a stride is not looked at
 *                where there is only one row, or one figure)
 *
 * Missing data: a row whose operand is missing, secret, ... has that state, the worst of its
 * operands (nkt_state_worst); a figure one of whose inputs is not among the columns is missing in
 * every row. A sum takes its whole (numerator_whole) where that has a value, otherwise its parts.
 * Figures made of figures take them from their counts if all of those are among the columns,
 * otherwise from the operand columns (in the figure's unit), with NKT_FLAG_OPERAND_GIVEN.
 * Bad data: a negative or infinite element of a column that a figure uses makes that figure of
 * that row NKT_STATE_INVALID; so does a part above its whole where options say so.
 *
 * Returns NKT_OK; NKT_ROWS_INVALID with the first bad row, column and value, and the number of bad
 * rows, in error; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID, NKT_E_DUPLICATE, NKT_E_OPTION,
 * NKT_E_OPTIONS_SIZE, NKT_E_STRIDE, NKT_E_SIZE. On refusal nothing is written to out.
 * Uses about 50 kB of stack. Thread-safe on distinct outputs: rows may be split among threads.
 * Since 0.1.
 */
NKT_API nkt_status nkt_compute(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                               const int32_t *figures, int64_t n_figures,
                               const nkt_options *options, nkt_estimate *out, int64_t row_stride,
                               int64_t figure_stride, nkt_error *error);

/*
 * The ids of the figures of an area, in order.
 *
 * area      NKT_AREA_*; 0: the whole catalogue
 * figures   receives the ids; NULL to ask only how many there are, then capacity is 0
 * capacity  how many ids fit
 * n_figures receives how many there are
 * Returns NKT_OK, NKT_E_NULL, NKT_E_COUNT (capacity), NKT_E_ID (area), NKT_E_CAPACITY.
 * Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_area_figures(int32_t area, int32_t *figures, int64_t capacity,
                                    int64_t *n_figures, nkt_error *error);

/*
 * Computes all figures of an area: nkt_compute with nkt_area_figures, whose order is that of the
 * estimates in out.
 *
 * area      NKT_AREA_*; 0: the whole catalogue
 * capacity  for how many figures there is room in each row of out; fewer than the area has are
 *           refused with NKT_E_CAPACITY, so that a later release with more figures harms no one
 * The rest, and the statuses, as nkt_compute; NKT_E_ID also for an unknown area.
 * Thread-safe on distinct outputs. Since 0.1.
 */
NKT_API nkt_status nkt_compute_area(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                                    int32_t area, const nkt_options *options, nkt_estimate *out,
                                    int64_t capacity, int64_t row_stride, int64_t figure_stride,
                                    nkt_error *error);

NKT_END

#endif
