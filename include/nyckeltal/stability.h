/*
 * What stays of a deviation from one year to the next: how many stay on their side, and which part of
 * the deviations belongs to the municipality and which to the year. A council can act on what
 * stays.
 *
 * Source: analysis of variance of a random effect with known error variances (Searle, Casella &
 * McCulloch 1992); standard errors by the jackknife over units (Efron & Tibshirani 1993).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_STABILITY_H
#define NYCKELTAL_STABILITY_H

#include "estimate.h"
#include "memory.h"
#include "table.h"

NKT_BEGIN

/*
 * How many stay on their side: of the rows that lay below or above before, the share that lie on
 * the same side now. For classes of any number see nkt_class_changes.
 *
 * before, now  NKT_SIDE_* of each row; NKT_NO_CODE is missing. Only rows that have both count. Last
 *              year's sides are the same column with nkt_panel_lag's rows
 * rows         without groups
 * options      mode and interval of the share; NULL: the defaults
 * counts       receives 9 numbers of rows: counts[3 · b + n] were on side b - 1 before and are on
 *              side n - 1 now
 * persisting   receives the share in per cent; its basis is how many lay on either side before
 * by_chance    receives the share in per cent that would persist if the sides now had nothing to do
 *              with those before; NaN where none lay on either side. NULL: not wanted
 *
 * A number that is no side is bad data. Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT,
 * NKT_E_TYPE, NKT_E_OPTION, NKT_E_OPTIONS_SIZE.
 */
NKT_API nkt_status nkt_stability_sides(const nkt_column *before, const nkt_column *now,
                                       const nkt_rows *rows, const nkt_options *options,
                                       int64_t *counts, nkt_estimate *persisting, double *by_chance,
                                       nkt_error *error);

/* Pass NULL for all defaults; otherwise set size first. Zero is the default of every field. */
typedef struct nkt_stability_options {
    uint32_t size;      /* sizeof (nkt_stability_options) as the caller compiled it; not 0 */
    int32_t mode;       /* NKT_MODE_*; NKT_MODE_DESCRIPTIVE: units have no limits. 0: process */
    double confidence;  /* of the limits, between 0 and 1; 0: 0.95 */
    double correlation; /* between the chance of two years of one unit, 0 ... 1: groups that consist
                           of the same persons from year to year share their chance, which would look
                           persistent; 0: independent */
} nkt_stability_options;

/* Where the variance of deviations comes from. 64 bytes, frozen for ever. */
typedef struct nkt_components {
    double persistent;    /* between units: what stays; 0 or more */
    double transitory;    /* between years of a unit, beyond chance; 0 or more */
    double chance;        /* the mean of the given error variances */
    double persistent_se; /* standard errors by the jackknife over units; NaN below 2 units */
    double transitory_se;
    double share;    /* persistent / (persistent + transitory), in per cent; NaN where both are 0 */
    int64_t n_units; /* units with a row */
    int64_t n_rows;  /* rows with deviation, variance and unit */
} nkt_components;

/*
 * Splits deviations d of units in years into d = a + w + e: a of the unit, w of the year in the
 * unit, e chance with the known variance v.
 *
 * With n years of a unit, the mean product of two different years estimates var a, the mean of
 * d² - v estimates var a + var w; both are means over all units, so units with more years count for
 * more. Estimates below 0 are 0.
 *
 * deviations  from what is expected, about 0 in each year
 * variances   v of each, 0 or more, such as NKT_EXPECTED_ROW_VARIANCE; NULL: 0
 * rows        a row per unit and year; its groups are the units, and are needed
 * options     NULL: the defaults
 * out         receives the components
 * persistent  one per unit: a of the unit, what its rows say of it, drawn towards 0 by how little
 *             they can, with limits; the basis is its number of rows. NULL: not wanted
 * work        scratch
 *
 * A row that lacks something is left out. Bad data (infinite; a negative variance; a unit that is
 * not a valid group number) is left out and reported.
 * Returns NKT_OK; NKT_NOT_ESTIMABLE (no unit has two rows, or squares are beyond the largest
 * number: all NaN); NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_STRIDE, NKT_E_SIZE,
 * NKT_E_OPTION, NKT_E_OPTIONS_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_stability_components(const nkt_column *deviations,
                                            const nkt_column *variances, const nkt_rows *rows,
                                            const nkt_stability_options *options,
                                            nkt_components *out, const nkt_estimates *persistent,
                                            nkt_memory *work, nkt_error *error);

NKT_END

#endif
