/*
 * Refits of a least-squares model under other weights, without another look at the data: for the
 * bootstrap, and for leaving groups of rows out. (What a fit without one row predicts for it,
 * nkt_ols_rows says: NKT_OLS_ROW_LOO_PREDICTION.)
 *
 *     nkt_refit_init         one pass over the rows of a fit
 *     nkt_refit_weights      coefficients under the caller's weights
 *     nkt_refit_bootstrap    coefficients under weights drawn from a seed
 *
 * The rows are kept in the orthonormal basis of the fit, where any reasonable weights leave the
 * equations well conditioned: plain doubles are enough. Coefficients agree with those of nkt_ols_fit
 * under the same weights within 1e-10 of their standard errors.
 *
 * Rows are added in their order, whatever the machine's vectors, so the bits are the same
 * everywhere. Replicate k of a seed is the same in whatever pieces the replicates are computed.
 *
 * Source: Efron & Tibshirani 1993, chapter 9 (cases); Wu 1986, Liu 1988, Davidson & Flachaire 2008 (wild).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_REFIT_H
#define NYCKELTAL_REFIT_H

#include "ols.h"

NKT_BEGIN

/* How rows are resampled. Pinned for ever. */
enum nkt_refit {
    NKT_REFIT_CASES = 0,    /* as many rows as there are, drawn with replacement */
    NKT_REFIT_WILD = 1,     /* each residual with a random sign (Rademacher) */
    NKT_REFIT_WILD_HC2 = 2, /* the same, residuals divided by sqrt(1 - leverage) */
    NKT_REFIT_WILD_HC3 = 3  /* divided by 1 - leverage */
};

/*
 * Prepares refits.
 *
 * refit   receives them: with r coefficients, about 8 (r + 4) (r + 3) / 2 bytes for each row. What
 *         was in it stays where the call is refused
 * fit     from nkt_ols or nkt_ols_fit, with analytic weights or none; it is not needed afterwards
 * design  all rows of the fit, as they were fitted
 * work    scratch
 *
 * Returns NKT_OK; NKT_ROWS_INVALID (rows that were not part of the fit: the first is reported);
 * NKT_LEVERAGE_ONE (error.row: the first row that decides a coefficient alone, rows_affected: how
 * many: without it no refit is possible); NKT_E_TOO_FEW_ROWS (these are not the rows of the fit:
 * error.value says how many are, error.bound how many it has); NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE,
 * NKT_E_OPTION (a column that is not taken; a fit of frequencies, whose rows stand for several),
 * NKT_E_STATE, NKT_E_DUPLICATE, NKT_E_CAPACITY, NKT_E_ALIGNMENT, NKT_E_SIZE.
 */
NKT_API nkt_status nkt_refit_init(nkt_memory *refit, const nkt_memory *fit,
                                  const nkt_design *design, nkt_memory *work, nkt_error *error);

/*
 * Coefficients under the caller's weights: those that minimise Σ v w (y - x'b)², w the weights of
 * the fit.
 *
 * refit    from nkt_refit_init
 * weights  a column of v for each refit, 0 or more; its rows are those given to nkt_refit_init, without
 *          groups. Rows that weights.rows.include leaves out weigh 0; those that are no part of the fit
 *          are not looked at
 * out      numbers: a row for each refit, an item for each coefficient: first the intercept (if there
 *          is one), then the terms in order; NaN for one that the fit dropped
 * work     scratch
 *
 * A refit whose weights are bad data (missing, negative, infinite) or leave too few rows to determine
 * every coefficient is all NaN.
 * Returns NKT_OK; NKT_ROWS_INVALID (error.row: the first row with a bad weight, error.item: its refit);
 * NKT_NOT_ESTIMABLE (error.item: the first refit without a solution, error.rows_affected: how many);
 * NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups), NKT_E_STRIDE, NKT_E_SIZE, NKT_E_STATE,
 * NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_refit_weights(const nkt_memory *refit, const nkt_table *weights,
                                     const nkt_target *out, nkt_memory *work, nkt_error *error);

/*
 * Coefficients under drawn weights or signs.
 *
 * refit      from nkt_refit_init
 * kind       NKT_REFIT_*
 * seed       the same seed gives the same replicates
 * first      the number of the first replicate, 0 or more
 * n_refits   how many replicates, 0 or more
 * out, work  as for nkt_refit_weights
 *
 * Returns as nkt_refit_weights; NKT_E_ID (kind).
 */
NKT_API nkt_status nkt_refit_bootstrap(const nkt_memory *refit, int32_t kind, uint64_t seed,
                                       int64_t first, int64_t n_refits, const nkt_target *out,
                                       nkt_memory *work, nkt_error *error);

NKT_END

#endif
