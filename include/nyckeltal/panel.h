/*
 * A panel: rows keyed by unit and year, in any order, and what belongs to them in other years.
 *
 * A panel knows where each row stands among the years of its unit, and holds none of the caller's
 * data. Years are counted, not rows: where a year is absent, the year before it is not taken in its
 * place.
 *
 * Last year's value, for the figures that are made of it, without copying any data:
 *
 *     nkt_panel_lag(panel, 1, last_year, n, &error);
 *     nkt_column before = NKT_FIELD(NKT_IN_POPULATION_PREVIOUS_YEAR, rows, population);
 *     before.rows = last_year;
 *
 * A key figure of several years is computed from the sums of its counts, never as a mean of the
 * years' figures. The share of received persons who were assigned, over three years:
 *
 *     nkt_column assigned = NKT_FIELD(NKT_IN_RECEIVED_ASSIGNED, rows, assigned);
 *     nkt_column received = NKT_FIELD(NKT_IN_RECEIVED, rows, received);
 *     nkt_panel_window(panel, &assigned, 3, a, sizeof *a, &error);
 *     nkt_panel_window(panel, &received, 3, b, sizeof *b, &error);
 *     const nkt_column sums[] = {NKT_TOTALS(NKT_IN_RECEIVED_ASSIGNED, a),
 *                                NKT_TOTALS(NKT_IN_RECEIVED, b)};
 *     const int32_t figure = NKT_RECEIVED_ASSIGNED_SHARE;
 *     nkt_compute(sums, 2, n, &figure, 1, NULL, shares, sizeof *shares, 0, &error);
 *
 * Where one of the two may be missing in a year in which the other is not, pass both columns
 * through nkt_total_match first (total.h).
 *
 * A panel is one flat block of the caller's memory without pointers: it may be copied and moved, to
 * any 8-byte aligned place, and needs no release. Every function below refuses one that was not
 * initialised or was damaged (NKT_E_STATE), NULL (NKT_E_NULL) and a misaligned one
 * (NKT_E_ALIGNMENT). A panel that is not being initialised may be shared by threads.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_PANEL_H
#define NYCKELTAL_PANEL_H

#include "group.h"

NKT_BEGIN

/*
 * How many bytes a panel of n_rows rows takes.
 *
 * n_rows  0 or more
 * size    receives the bytes
 * Returns NKT_OK, NKT_E_NULL, NKT_E_COUNT, NKT_E_SIZE. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_panel_size(int64_t n_rows, size_t *size, nkt_error *error);

/*
 * Makes a panel.
 *
 * panel       8-byte aligned, panel_size bytes as told by nkt_panel_size
 * keys        n_keys columns of whole-number codes that together name the unit (municipality, sex,
 *             area of operation). The id of a key is not looked at
 * n_keys      1 to NKT_KEYS_MAX
 * years       a column of whole numbers
 * n_rows      0 or more, in any order
 *
 * A row whose key or year is missing (for whatever reason) belongs to no unit; nor does one where
 * it is bad data: fractional, infinite, beyond 2^53 in a type other than int64, marked invalid.
 * Nothing of keys and years is kept but the years and the order.
 *
 * Returns NKT_OK; NKT_ROWS_INVALID with the first row whose key or year is bad data, and how many
 * there are; NKT_E_DUPLICATE where the same unit and year stands twice: error.row is the first row
 * that repeats an earlier one, which the message names; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE,
 * NKT_E_CAPACITY (panel_size), NKT_E_ALIGNMENT, NKT_E_SIZE. On refusal nothing is written, but
 * with NKT_E_DUPLICATE, which is found by sorting, the memory holds no panel any more.
 * Thread-safe on distinct panels. Since 0.1.
 */
NKT_API nkt_status nkt_panel_init(void *panel, size_t panel_size, const nkt_column *keys,
                                  int64_t n_keys, const nkt_column *years, int64_t n_rows,
                                  nkt_error *error);

/*
 * How many units the panel has. Returns NKT_OK, NKT_E_NULL, NKT_E_ALIGNMENT, NKT_E_STATE.
 * Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_panel_units(const void *panel, int64_t *n_units, nkt_error *error);

/*
 * How many rows belong to no unit, because a key or the year is missing or bad data.
 * Returns NKT_OK, NKT_E_NULL, NKT_E_ALIGNMENT, NKT_E_STATE. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_panel_left_out(const void *panel, int64_t *n_rows, nkt_error *error);

/*
 * For each row the row of the same unit some years earlier: as the rows of a column, its lag.
 *
 * years     how many years earlier; negative: later; 0: the row itself
 * rows      receives for each of the panel's rows a row number, -1: the unit has no row of that
 *           year, or the row belongs to no unit. NULL only if the panel has no rows
 * capacity  how many numbers fit: as many as the panel has rows, or more
 *
 * Returns NKT_OK, NKT_E_NULL, NKT_E_ALIGNMENT, NKT_E_STATE, NKT_E_CAPACITY, NKT_E_COUNT (capacity).
 * On refusal nothing is written. Thread-safe on distinct outputs. Since 0.1.
 */
NKT_API nkt_status nkt_panel_lag(const void *panel, int64_t years, int64_t *rows, int64_t capacity,
                                 nkt_error *error);

/*
 * The row of the same unit in a given year.
 *
 * row    a row of the panel, from 0
 * year   which year
 * found  receives the row number, -1: none
 * Returns NKT_OK, NKT_E_NULL, NKT_E_ALIGNMENT, NKT_E_STATE, NKT_E_COUNT (no such row in the panel).
 * Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_panel_find(const void *panel, int64_t row, int64_t year, int64_t *found,
                                  nkt_error *error);

/*
 * All rows of the unit that a row belongs to, in order of year, itself among them.
 *
 * row       a row of the panel, from 0
 * rows      receives the row numbers; NULL to ask only how many there are, then capacity is 0
 * capacity  how many fit
 * n         receives how many there are; 0 where the row belongs to no unit
 * Returns NKT_OK, NKT_E_NULL, NKT_E_ALIGNMENT, NKT_E_STATE, NKT_E_COUNT (no such row in the panel;
 * capacity), NKT_E_CAPACITY. On refusal nothing is written. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_panel_unit_rows(const void *panel, int64_t row, int64_t *rows,
                                       int64_t capacity, int64_t *n, nkt_error *error);

/*
 * A rolling window: for every row the sum over the years T - width + 1 ... T of its unit, T being
 * the row's year, by the rules of total.h. Its members are `width` years (those to which the figure
 * does not apply left out); a year that the panel does not have is a missing member, so the first
 * years of a unit, and those after a gap, are NKT_FLAG_PARTIAL.
 *
 * column   as many rows as the panel; its id is an input, or 0. Pooling years is for flows: with a
 *          width above 1, an input measured at a point in time is refused (NKT_E_MEASURE; see
 *          NKT_MEASURE_*), and so is a figure (pool what it is made of). Under id 0 it is the
 *          caller's word that years add up
 * width    how many years, 1 or more
 * out      receives the total of row r at (char *) out + r · stride; needs no alignment; may not
 *          overlap the panel or the column. A row that belongs to no unit is NKT_STATE_MISSING.
 *          NULL only if the panel has no rows
 * stride   bytes, may be negative, at least sizeof (nkt_total) in size; not looked at where there
 *          is one row
 *
 * Returns NKT_OK; NKT_ROWS_INVALID with the first row of the column that is bad data, and how many
 * there are; NKT_E_NULL, NKT_E_ALIGNMENT, NKT_E_STATE, NKT_E_COUNT (width), NKT_E_TYPE, NKT_E_ID,
 * NKT_E_MEASURE, NKT_E_STRIDE, NKT_E_SIZE. On refusal nothing is written to out. Thread-safe on
 * distinct outputs. Since 0.1.
 */
NKT_API nkt_status nkt_panel_window(const void *panel, const nkt_column *column, int64_t width,
                                    nkt_total *out, int64_t stride, nkt_error *error);

NKT_END

#endif
