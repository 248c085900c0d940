/*
 * A panel: rows keyed by unit and year, in any order, and what belongs to them in other years.
 *
 * A panel knows where each row stands among the years of its unit, and holds none of the caller's
 * data. Years are counted, not rows: where a year is absent, the year before it is not taken in its
 * place.
 *
 * Figures made of last year's inputs, without copying any data:
 *
 *     nkt_column columns[40];
 *     nkt_panel_table(&panel, &table, columns, 40, &n_columns, &last_year, &error);
 *     const nkt_table both = NKT_TABLE_OF(columns, n_columns, n);     then nkt_compute(&both, ...)
 *
 * A key figure of several years is computed from the sums of its counts, never as a mean of the
 * years' figures. The share of received persons who were assigned, over three years:
 *
 *     nkt_panel_window(&panel, &assigned, 3, NKT_ACROSS_NONE, a, 0, &error);
 *     nkt_panel_window(&panel, &received, 3, NKT_ACROSS_NONE, b, 0, &error);
 *     const nkt_column sums[] = {NKT_TOTALS(NKT_IN_RECEIVED_ASSIGNED, a),
 *                                NKT_TOTALS(NKT_IN_RECEIVED, b)};
 *     const nkt_table pooled = NKT_TABLE(sums, n);                    then nkt_compute(&pooled, ...)
 *
 * Where one of the two may be missing in a year in which the other is not, pass both columns
 * through nkt_total_match first (total.h).
 *
 * A panel is one flat block of the caller's memory without pointers: it may be copied and moved, to
 * any 8-byte aligned place, and needs no release. Every function below refuses one that was not
 * initialised or was damaged (NKT_E_STATE), NULL (NKT_E_NULL) and a misaligned one
 * (NKT_E_ALIGNMENT). A panel that is only read may be shared by threads.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_PANEL_H
#define NYCKELTAL_PANEL_H

#include "catalogue.h"
#include "group.h"

NKT_BEGIN

/*
 * Makes a panel.
 *
 * panel  receives it
 * keys   1 ... NKT_KEYS_MAX columns of whole-number codes that together name the unit (municipality,
 *        sex, area of operation), of rows in any order. Their ids are not looked at. Without groups
 * years  a column of whole numbers
 * work   scratch
 *
 * A row whose key or year is missing (for whatever reason) belongs to no unit, and neither does one
 * that is left out; nor one where it is bad data: fractional, infinite, beyond 2^53 in a type other
 * than int64, marked invalid. Nothing of keys and years is kept but the years and the order.
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups),
 * NKT_E_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT; NKT_E_DUPLICATE where the same unit and year appears
 * twice: error.row is the first row that repeats an earlier one, which the message names, and
 * error.rows_affected how many do; and where panel and work are one block.
 */
NKT_API nkt_status nkt_panel_init(nkt_memory *panel, const nkt_table *keys, const nkt_column *years,
                                  nkt_memory *work, nkt_error *error);

/* What can be asked of a panel. Pinned for ever. */
enum nkt_panel_count {
    NKT_PANEL_ROWS = 1,    /* how many rows it was made from */
    NKT_PANEL_UNITS = 2,   /* how many units they belong to */
    NKT_PANEL_LEFT_OUT = 3 /* how many rows belong to no unit */
};

/*
 * How many rows, units, or rows without a unit a panel has.
 *
 * what   NKT_PANEL_*
 * value  receives the number
 * Returns NKT_OK, NKT_E_NULL, NKT_E_ALIGNMENT, NKT_E_STATE, NKT_E_ID (what).
 */
NKT_API nkt_status nkt_panel_get(const nkt_memory *panel, int32_t what, int64_t *value,
                                 nkt_error *error);

/*
 * For each row the row of the same unit some years earlier: as the rows of a column, its lag.
 *
 * years  how many years earlier; negative: later; 0: the row itself
 * rows   a numbering, for each of the panel's rows: the number of the other row; none where the unit
 *        has no row of that year, or the row belongs to no unit. An array of int64_t with numbers
 *        from 0 is what nkt_column.rows takes
 *
 * Returns NKT_OK, NKT_E_NULL, NKT_E_ALIGNMENT, NKT_E_STATE, NKT_E_TYPE, NKT_E_COUNT, NKT_E_STRIDE,
 * NKT_E_SIZE, NKT_E_CAPACITY.
 */
NKT_API nkt_status nkt_panel_lag(const nkt_memory *panel, int64_t years, const nkt_target *rows,
                                 nkt_error *error);

/*
 * A table with the inputs of the year before: the table's own columns, and behind them, for each
 * input of the catalogue that is another one's value of the year before (nkt_input.lag_of) where
 * the table has the other and not the input itself, a view of the other through the lag. So a rate
 * per 1 000 of last year's population is this call and nkt_compute.
 *
 * table      columns of the panel's rows; what the catalogue says of them goes by their ids. Include
 *            and groups are not looked at: what is left out is for the panel and for the next call
 *            to say
 * columns    receives the columns; it may be the array that the table's own columns lie in. NULL to
 *            ask only how many there are and how much memory, then capacity is 0
 * capacity   how many columns there is room for
 * n_columns  receives how many there are
 * lag        the memory that the row numbers of the year before live in: keep it as it is as long
 *            as the columns are used
 *
 * A row whose unit has no row of the year before is missing there.
 * Returns NKT_OK, NKT_E_NULL, NKT_E_ALIGNMENT, NKT_E_STATE, NKT_E_COUNT (also rows that are not as
 * many as the panel's), NKT_E_TYPE, NKT_E_SIZE, NKT_E_CAPACITY, NKT_E_DUPLICATE (panel and lag are
 * one block, or lag is what columns of the table point at).
 */
NKT_API nkt_status nkt_panel_table(const nkt_memory *panel, const nkt_table *table,
                                   nkt_column *columns, int64_t capacity, int64_t *n_columns,
                                   nkt_memory *lag, nkt_error *error);

/*
 * The row of the same unit in a given year.
 *
 * row    a row of the panel, from 0
 * year   which year
 * found  receives the row number, from 0; -1: none
 * Returns NKT_OK, NKT_E_NULL, NKT_E_ALIGNMENT, NKT_E_STATE, NKT_E_COUNT (no such row in the panel).
 */
NKT_API nkt_status nkt_panel_find(const nkt_memory *panel, int64_t row, int64_t year,
                                  int64_t *found, nkt_error *error);

/*
 * All rows of the unit that a row belongs to, in order of year, itself among them.
 *
 * row   a row of the panel, from 0
 * rows  a numbering of as many rows as there are: their numbers. NULL: not wanted
 * n     receives how many there are; 0 where the row belongs to no unit
 * Returns NKT_OK, NKT_E_NULL, NKT_E_ALIGNMENT, NKT_E_STATE, NKT_E_COUNT (no such row in the panel),
 * NKT_E_TYPE, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY (error.bound are needed).
 */
NKT_API nkt_status nkt_panel_unit_rows(const nkt_memory *panel, int64_t row, const nkt_target *rows,
                                       int64_t *n, nkt_error *error);

/*
 * A rolling window: for every row the sum over the years T - width + 1 ... T of its unit, T being
 * the row's year, by the rules of total.h. Its members are `width` years (those to which the figure
 * does not apply left out); a year that the panel does not have is a missing member, so the first
 * years of a unit, and those after a gap, are NKT_FLAG_PARTIAL. So are the years before a break that
 * the catalogue knows of the column's input, unless the caller wants them (see nkt_break_of); a
 * window with a break in it is NKT_FLAG_SERIES_BREAK either way.
 *
 * values   as many rows as the panel; its id is an input, or 0. Pooling years is for flows: with a
 *          width above 1, an input measured at a point in time is refused (NKT_E_MEASURE; see
 *          NKT_MEASURE_*), and so is a figure (pool what it is made of). Under id 0 it is the
 *          caller's word that years add up
 * width    how many years, 1 or more
 * across_breaks  NKT_ACROSS_NONE: a year before the last break within the window is a missing
 *          member; NKT_ACROSS_ALL, NKT_ACROSS_CATALOGUE: it is a member like any other
 * out      receives the total of row r at (char *) out + r · stride; needs no alignment; may not
 *          overlap the panel or the column. A row that belongs to no unit is NKT_STATE_MISSING, one
 *          that was left out NKT_STATE_NOT_APPLICABLE without members. NULL only if the panel has
 *          no rows
 * stride   bytes, may be negative; 0: totals follow one another
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_ALIGNMENT, NKT_E_STATE, NKT_E_COUNT,
 * NKT_E_TYPE, NKT_E_ID, NKT_E_MEASURE, NKT_E_STRIDE, NKT_E_SIZE.
 */
NKT_API nkt_status nkt_panel_window(const nkt_memory *panel, const nkt_column *values,
                                    int64_t width, int32_t across_breaks, nkt_total *out,
                                    int64_t stride, nkt_error *error);

NKT_END

#endif
