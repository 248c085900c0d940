/*
 * What stays of a deviation from one year to the next: how many flags persist, and which part of
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

NKT_BEGIN

/*
 * How many flags persist: of the rows that were flagged before, the share that has the same flag
 * now.
 *
 * before, now  n_rows flags each: above 0, below 0, or 0 for none, such as the classes of
 *              nkt_expected_copy. Last year's flags are the same column with nkt_panel_lag's rows.
 *              Only rows that have both count
 * n_rows       0 or more
 * options      mode and interval of the share; NULL: the defaults
 * counts       receives 9 numbers of rows: counts[3 · b + n] had flag b before and n now, 0 below,
 *              1 none, 2 above
 * persisting   receives the share in per cent; its basis is how many were flagged before
 * by_chance    receives the share in per cent that would persist if the flags now had nothing to
 *              do with those before; NaN where none was flagged. NULL: not wanted
 *
 * Returns NKT_OK; NKT_ROWS_INVALID (infinite flags); NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE,
 * NKT_E_OPTION, NKT_E_OPTIONS_SIZE. On refusal nothing is written. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_stability_flags(const nkt_column *before, const nkt_column *now,
                                       int64_t n_rows, const nkt_options *options, int64_t *counts,
                                       nkt_estimate *persisting, double *by_chance,
                                       nkt_error *error);

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
 * deviations   n_rows deviations from what is expected, about 0 in each year
 * variances    v of each, 0 or more, such as NKT_EXPECTED_ROW_VARIANCE; NULL: 0
 * units        of each row the number of its unit, 0 ... n_units - 1, as nkt_group_keys gives them;
 *              -1: none
 * n_rows, n_units  0 or more
 * correlation  between the chance of two years of one unit, 0 ... 1: groups that consist of the
 *              same persons from year to year share their chance, which would look persistent
 * options      confidence of the limits; NULL: the defaults
 * out          receives the components
 * persistent   receives a of unit u at (char *) persistent + u · stride: what its rows say of it,
 *              drawn towards 0 by how little they can, with limits; the basis is its number of
 *              rows. NULL: not wanted
 * stride       bytes, at least sizeof (nkt_estimate) in size, may be negative
 * work         scratch; work_size as nkt_stability_work_size said
 *
 * A row that lacks something is left out. Bad data (infinite; a negative variance; a unit that is no
 * number of one) is left out and told.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_NOT_ESTIMABLE (no unit has two rows: all NaN); NKT_E_NULL,
 * NKT_E_COUNT, NKT_E_TYPE, NKT_E_DOMAIN (correlation), NKT_E_STRIDE, NKT_E_SIZE, NKT_E_OPTION,
 * NKT_E_OPTIONS_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT. On refusal nothing is written but work.
 * Thread-safe on distinct outputs and work areas. Since 0.1.
 */
NKT_API nkt_status nkt_stability_components(const nkt_column *deviations,
                                            const nkt_column *variances, const int64_t *units,
                                            int64_t n_rows, int64_t n_units, double correlation,
                                            const nkt_options *options, nkt_components *out,
                                            nkt_estimate *persistent, int64_t stride, void *work,
                                            size_t work_size, nkt_error *error);

/* How many bytes of work area that takes. Returns NKT_OK, NKT_E_NULL, NKT_E_COUNT, NKT_E_SIZE.
 * Thread-safe. Since 0.1. */
NKT_API nkt_status nkt_stability_work_size(int64_t n_units, size_t *size, nkt_error *error);

NKT_END

#endif
