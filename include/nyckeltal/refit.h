/*
 * Refits of a least-squares model under other weights: for the bootstrap, and for leaving one row
 * out, without another look at the data.
 *
 *     nkt_refit_size, nkt_refit_init    one pass over the rows of a fit
 *     nkt_refit_weights                 coefficients under the caller's weights
 *     nkt_refit_bootstrap               coefficients under weights drawn from a seed
 *     nkt_refit_leave_one_out           what the other rows predict for each row
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
enum {
    NKT_REFIT_CASES = 0,   /* as many rows as there are, drawn with replacement */
    NKT_REFIT_WILD = 1,    /* each residual with a random sign (Rademacher) */
    NKT_REFIT_WILD_HC2 = 2, /* the same, residuals divided by sqrt(1 - leverage) */
    NKT_REFIT_WILD_HC3 = 3  /* divided by 1 - leverage */
};

/*
 * How many bytes the refits of a fit take.
 *
 * fit     from nkt_ols_fit
 * n_rows  how many rows nkt_refit_init will be given
 * size    receives the number of bytes: with r coefficients, about 8 (r + 4) (r + 3) / 2 for each row
 * Returns NKT_OK, NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT, NKT_E_COUNT, NKT_E_SIZE.
 * Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_refit_size(const void *fit, int64_t n_rows, size_t *size, nkt_error *error);

/*
 * Prepares refits.
 *
 * refit       8-byte aligned, refit_size bytes as nkt_refit_size said; flat, without pointers
 * fit         from nkt_ols_fit; it is not needed afterwards
 * response, terms, n_terms, weight, include, n_rows
 *             all rows of the fit, as at nkt_ols_add
 * work        scratch; work_size as nkt_ols_rows_work_size said
 *
 * Returns NKT_OK; NKT_ROWS_INVALID (rows that were not part of the fit: the first is told);
 * NKT_LEVERAGE_ONE (error.row: a row that decides a coefficient alone: without it no refit is
 * possible); NKT_E_TOO_FEW_ROWS (these are not the rows of the fit: error.value says how many are);
 * NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_STATE, NKT_E_CAPACITY, NKT_E_ALIGNMENT, NKT_E_SIZE:
 * then there are no refits in the memory. Thread-safe on distinct memory. Since 0.1.
 */
NKT_API nkt_status nkt_refit_init(void *refit, size_t refit_size, const void *fit,
                                  const nkt_column *response, const nkt_column *terms,
                                  int64_t n_terms, const nkt_column *weight,
                                  const nkt_column *include, int64_t n_rows, void *work,
                                  size_t work_size, nkt_error *error);

/* How many bytes of work area nkt_refit_weights and nkt_refit_bootstrap take. Returns NKT_OK,
 * NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT. Since 0.1. */
NKT_API nkt_status nkt_refit_work_size(const void *refit, size_t *size, nkt_error *error);

/*
 * Coefficients under the caller's weights: those that minimise Σ v w (y - x'b)², w the weights of
 * the fit.
 *
 * weights   n_refits columns of v, 0 or more, one row for each row given to nkt_refit_init; rows
 *           that are no part of the fit are not looked at
 * n_refits  0 or more
 * out       receives coefficient k of refit j at (char *) out + j · refit_stride +
 *           k · coefficient_stride: first the intercept (if there is one), then the terms in order;
 *           NaN for one that the fit dropped. No alignment needed
 * work      scratch; work_size as nkt_refit_work_size said
 *
 * A refit whose weights are bad data (missing, negative, infinite) or leave too few rows to determine every
 * coefficient is all NaN.
 * Returns NKT_OK; NKT_ROWS_INVALID (error.item: the first refit, error.row: its row);
 * NKT_NOT_ESTIMABLE (error.item: the first refit without a solution, error.rows_affected: how many);
 * NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_STATE, NKT_E_CAPACITY,
 * NKT_E_ALIGNMENT. Thread-safe on distinct outputs and work areas. Since 0.1.
 */
NKT_API nkt_status nkt_refit_weights(const void *refit, const nkt_column *weights,
                                     int64_t n_refits, double *out, int64_t refit_stride,
                                     int64_t coefficient_stride, void *work, size_t work_size,
                                     nkt_error *error);

/*
 * Coefficients under drawn weights or signs.
 *
 * kind       NKT_REFIT_CASES, NKT_REFIT_WILD, _WILD_HC2, _WILD_HC3
 * seed       the same seed gives the same replicates
 * first      the number of the first replicate, 0 or more
 * n_refits   how many replicates
 * out, work  as for nkt_refit_weights
 *
 * Returns as nkt_refit_weights; NKT_E_ID (kind). Thread-safe likewise. Since 0.1.
 */
NKT_API nkt_status nkt_refit_bootstrap(const void *refit, int32_t kind, uint64_t seed,
                                       int64_t first, int64_t n_refits, double *out,
                                       int64_t refit_stride, int64_t coefficient_stride,
                                       void *work, size_t work_size, nkt_error *error);

/*
 * Each row less what a fit without it predicts: e / (1 - leverage), in plain doubles. nkt_ols_rows
 * gives the same with more digits, and more beside.
 *
 * out     receives the deviation of row i at (char *) out + i · stride, NaN for a row that is no part of
 *         the fit or has leverage 1. No alignment needed
 * stride  bytes, at least 8 in size, may be negative
 * capacity  how many fit: as many as rows were given to nkt_refit_init, or more
 * Returns NKT_OK, NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_COUNT,
 * NKT_E_CAPACITY. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_refit_leave_one_out(const void *refit, double *out, int64_t stride,
                                           int64_t capacity, nkt_error *error);

NKT_END

#endif
