/*
 * Two fits that check a least-squares model of shares: what changes if the response is taken for
 * the share that it is, and what changes if outlying rows count for less?
 *
 *     nkt_irls_size, nkt_irls_work_size, nkt_irls_fit    the fit, by iteratively reweighted least squares
 *     nkt_irls_get, nkt_irls_copy                        what was found
 *
 * Fractional logit (Papke & Wooldridge 1996): the response is expected to be
 * whole / (1 + exp(-x'b)), so never below none nor above all; b maximises the Bernoulli quasi
 * likelihood; standard errors are robust, because the variance of a share is not known.
 *
 * Huber's M-fit (Huber 1981): a row whose residual is beyond k times the scale counts as if it
 * stood at k; the scale is the median of the absolute residuals / 0.6745, renewed in each step.
 * Where it agrees with least squares, no few rows decide the model.
 *
 * Each step is solved in the orthonormal basis of the terms, in plain doubles. The exponential function
 * is that of the C library, whose last bits may differ from one to another.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_IRLS_H
#define NYCKELTAL_IRLS_H

#include "ols.h"

NKT_BEGIN

enum { NKT_IRLS_LOGIT = 0, NKT_IRLS_HUBER = 1 };

/* Robust standard errors of the fractional logit. */
enum { NKT_IRLS_HC0 = 0, NKT_IRLS_HC1 = 1 /* times n / (n - r) */ };

/* Pass NULL for all defaults; otherwise set size first. Zero is the default of every field. */
typedef struct nkt_irls_options {
    uint32_t size;      /* sizeof (nkt_irls_options) as the caller compiled it; not 0 */
    int32_t method;     /* NKT_IRLS_LOGIT or NKT_IRLS_HUBER */
    int32_t robust;     /* NKT_IRLS_HC0 or NKT_IRLS_HC1 */
    int32_t iterations; /* at most so many; 0: 200 */
    double whole;       /* the response if all of a group had it; 0: 100, a percentage */
    double k;           /* of Huber's fit; 0: 1.345, 95 per cent efficient where errors are normal */
    double tolerance;   /* the relative change at which iteration ends; 0: 1e-13 */
    double confidence;  /* of limits, between 0 and 1; 0: 0.95 */
} nkt_irls_options;

/*
 * How many bytes a result takes, and how many bytes of work area its fit.
 *
 * n_terms  columns of terms, 0 ... 64
 * n_rows   0 or more
 * size     receives the number of bytes
 * Returns NKT_OK, NKT_E_NULL, NKT_E_COUNT, NKT_E_SIZE. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_irls_size(int64_t n_terms, int64_t n_rows, size_t *size, nkt_error *error);
NKT_API nkt_status nkt_irls_work_size(int64_t n_terms, int64_t n_rows, size_t *size,
                                      nkt_error *error);

/*
 * Fits, with an intercept.
 *
 * response     for the fractional logit from 0 to options.whole: others are bad data
 * terms        n_terms columns
 * weight       0 or more, such as how many persons the response rests on; in Huber's fit the
 *              inverse of a variance. A row of weight 0 is left out. NULL: 1
 * include      a row is used only where this is neither 0 nor missing; NULL: every row is
 * n_rows       0 or more
 * result       receives the result: 8-byte aligned, flat, without pointers
 * result_size  as nkt_irls_size said
 * work         scratch; work_size as nkt_irls_work_size said
 *
 * Rows that miss something are left out and counted; rows with bad data too, and the first one is
 * told. Collinear terms are dropped, the last ones first.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_TERM_DROPPED; NKT_NOT_CONVERGED (the iteration came to no
 * end, or the likelihood has no maximum, because the terms separate none from all);
 * NKT_PERFECT_FIT (half of the rows or more have no residual: Huber's scale is 0);
 * NKT_NOT_ESTIMABLE (as many rows as coefficients: no standard errors); NKT_E_TOO_FEW_ROWS,
 * NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_SIZE, NKT_E_OPTION, NKT_E_OPTIONS_SIZE, NKT_E_CAPACITY,
 * NKT_E_ALIGNMENT: then there is no result. Thread-safe on distinct results and work areas.
 * Since 0.1.
 */
NKT_API nkt_status nkt_irls_fit(const nkt_column *response, const nkt_column *terms,
                                int64_t n_terms, const nkt_column *weight,
                                const nkt_column *include, int64_t n_rows,
                                const nkt_irls_options *options, void *result, size_t result_size,
                                void *work, size_t work_size, nkt_error *error);

/* What one number of a result may be. Pinned for ever. */
enum {
    NKT_IRLS_N = 501,          /* rows used */
    NKT_IRLS_RANK = 502,       /* coefficients not dropped */
    NKT_IRLS_N_LEFT_OUT = 503, /* rows that miss something, are not included or have weight 0 */
    NKT_IRLS_N_INVALID = 504,
    NKT_IRLS_ITERATIONS = 505, /* steps taken */
    NKT_IRLS_CONVERGED = 506,  /* 1 or 0 */
    NKT_IRLS_SCALE = 507,      /* logit: root of the Pearson dispersion; Huber: the scale */
    NKT_IRLS_DEVIANCE = 508    /* logit: twice what the log likelihood lacks of the greatest
                                  possible; NaN for Huber */
};

/* Reads one number of a result; NaN where it is undefined. Returns NKT_OK, NKT_E_NULL, NKT_E_STATE,
 * NKT_E_ALIGNMENT, NKT_E_ID. Thread-safe. Since 0.1. */
NKT_API nkt_status nkt_irls_get(const void *result, int32_t what, double *value, nkt_error *error);

/* What a list of numbers may be. Pinned for ever. */
enum {
    /* per coefficient: the intercept, then the terms; NaN for a dropped one */
    NKT_IRLS_COEFFICIENT = 521,
    NKT_IRLS_SE = 522,        /* logit: robust; Huber: as in Huber 1981, section 7.6 */
    NKT_IRLS_SE_MODEL = 523,  /* logit: with the Pearson dispersion; NaN for Huber */
    NKT_IRLS_Z = 524,         /* coefficient / SE */
    NKT_IRLS_P = 525,         /* two-sided, normal */
    NKT_IRLS_LOWER = 526,
    NKT_IRLS_UPPER = 527,
    NKT_IRLS_EFFECT = 528,    /* by how much the response changes with the term, the mean over the
                                 rows: comparable with the coefficients of least squares */
    NKT_IRLS_EFFECT_SE = 529, /* by the delta method from the robust covariance */

    /* per row; NaN for a row that was not used */
    NKT_IRLS_ROW_FITTED = 541,   /* in the unit of the response */
    NKT_IRLS_ROW_RESIDUAL = 542, /* response - fitted */
    NKT_IRLS_ROW_WEIGHT = 543    /* logit: weight · share · (1 - share); Huber: what the row counts
                                    for in the end, 1 for an ordinary one */
};

/*
 * Copies a list of numbers of a result.
 *
 * out       element k goes to (char *) out + k · stride; no alignment needed
 * stride    bytes, at least 8 in size, may be negative
 * capacity  how many fit: fewer than there are rows, or coefficients: NKT_E_CAPACITY
 * Returns NKT_OK, NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT, NKT_E_ID, NKT_E_STRIDE, NKT_E_SIZE,
 * NKT_E_COUNT, NKT_E_CAPACITY. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_irls_copy(const void *result, int32_t what, void *out, int64_t stride,
                                 int64_t capacity, nkt_error *error);

NKT_END

#endif
