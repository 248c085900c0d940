/*
 * Two fits that check a least-squares model of shares: what changes if the response is taken for
 * the share that it is, and what changes if outlying rows count for less?
 *
 *     nkt_irls                       the fit, by iteratively reweighted least squares
 *     nkt_irls_get, nkt_irls_copy    what was found: a number, a list
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

#include "design.h"
#include "memory.h"
#include "target.h"

NKT_BEGIN

/* Which of the two fits. Pinned for ever. */
enum nkt_irls_method {
    NKT_IRLS_METHOD_LOGIT = 0, /* fractional logit */
    NKT_IRLS_METHOD_HUBER = 1  /* Huber's M-fit */
};

/* Pass NULL for all defaults; otherwise set size first. Zero is the default of every field. */
typedef struct nkt_irls_options {
    uint32_t size;      /* sizeof (nkt_irls_options) as the caller compiled it; not 0 */
    int32_t method;     /* NKT_IRLS_METHOD_*; 0: logit */
    int32_t robust;     /* errors of the logit, NKT_ROBUST_HC0 or _HC1; 0: HC0 */
    int32_t iterations; /* at most so many steps, 1 ... 1000000; 0: 200 */
    double whole;       /* the response if all of a group had it, above 0; 0: 100, a percentage */
    double k;           /* of Huber's fit, above 0; 0: 1.345, 95 per cent efficient where errors are
                           normal */
    double tolerance;   /* the relative change at which iteration ends, between 0 and 1; 0: 1e-13 */
    double confidence;  /* of limits, between 0 and 1; 0: 0.95 */
} nkt_irls_options;

/*
 * Fits, with an intercept.
 *
 * design   response: for the fractional logit from 0 to options.whole: others are bad data. weight: 0
 *          or more, such as how many persons the response rests on; in Huber's fit the inverse of a
 *          variance; a row of weight 0 is left out. Cluster and size are not taken
 * options  NULL: the defaults
 * result   receives the result; a refused call leaves the one that was there as it was
 * work     scratch: the rows in the columns of a least-squares fit
 *
 * Rows that miss something are left out and counted; so are rows with bad data (an infinity, a
 * negative weight). Collinear terms are dropped, the last ones first.
 *
 * Of several remarks the first in this list is returned, bad rows last: error.rows_affected counts
 * them in any case.
 *
 * Returns NKT_OK; NKT_SEEMS_PROPORTIONS (logit: every response used lies between 0 and 1, and the
 * whole is 100: set options.whole to 1 if they are proportions); NKT_TERM_DROPPED; NKT_NOT_ESTIMABLE
 * (as many rows as coefficients: no standard errors); NKT_NOT_CONVERGED (too few iterations; or the
 * likelihood has no maximum, because the terms separate 0 from 100 per cent, or every response is 0 or
 * every one the whole: NKT_REASON_CONSTANT); NKT_PERFECT_FIT (half
 * of the rows or more have no residual: Huber's scale is 0); NKT_ROWS_INVALID; NKT_E_TOO_FEW_ROWS
 * (fewer than coefficients), NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION,
 * NKT_E_OPTIONS_SIZE, NKT_E_DUPLICATE, NKT_E_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_irls(const nkt_design *design, const nkt_irls_options *options,
                            nkt_memory *result, nkt_memory *work, nkt_error *error);

/* What one number of a result may be. Pinned for ever. */
enum nkt_irls_number {
    NKT_IRLS_N = 501,          /* rows used */
    NKT_IRLS_RANK = 502,       /* coefficients not dropped */
    NKT_IRLS_N_LEFT_OUT = 503, /* rows that miss something, are not included or have weight 0 */
    NKT_IRLS_N_INVALID = 504,  /* rows with bad data */
    NKT_IRLS_STEPS = 505,      /* steps taken */
    NKT_IRLS_CONVERGED = 506,  /* 1 or 0 */
    NKT_IRLS_SCALE = 507,      /* logit: root of the Pearson dispersion; Huber: the scale */
    NKT_IRLS_DEVIANCE = 508,   /* logit: twice what the log likelihood lacks of the greatest
                                  possible; NaN for Huber */

    /* what the result was made of */
    NKT_IRLS_N_TERMS = 509,    /* columns of terms */
    NKT_IRLS_N_ROWS = 510,     /* rows, used or not: the length of a list of rows */
    NKT_IRLS_INTERCEPT = 511,  /* 1: there is one */
    NKT_IRLS_METHOD = 512,     /* NKT_IRLS_METHOD_*: the options, defaults filled in */
    NKT_IRLS_ROBUST = 513,     /* NKT_ROBUST_* */
    NKT_IRLS_ITERATIONS = 514, /* at most so many steps */
    NKT_IRLS_WHOLE = 515,      /* the response if all of a group had it */
    NKT_IRLS_K = 516,          /* of Huber's fit */
    NKT_IRLS_TOLERANCE = 517,  /* the relative change at which iteration ends */
    NKT_IRLS_CONFIDENCE = 518  /* of limits */
};

/*
 * Reads one number of a result.
 *
 * result  a memory that nkt_irls has filled
 * what    NKT_IRLS_N, ...
 * value   receives the number; NaN where it is undefined
 *
 * Returns NKT_OK, NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT, NKT_E_ID.
 */
NKT_API nkt_status nkt_irls_get(const nkt_memory *result, int32_t what, double *value,
                                nkt_error *error);

/*
 * What a list of one number per coefficient may be: the intercept, then the terms; NaN for a dropped
 * one. Pinned for ever.
 */
enum nkt_irls_coefficient {
    NKT_IRLS_COEFFICIENT = 521,          /* of the logit: in log odds */
    NKT_IRLS_COEFFICIENT_SE = 522,       /* logit: robust; Huber: as in Huber 1981, section 7.6 */
    NKT_IRLS_COEFFICIENT_SE_MODEL = 523, /* logit: with the Pearson dispersion; NaN for Huber */
    NKT_IRLS_COEFFICIENT_Z = 524,        /* coefficient / SE */
    NKT_IRLS_COEFFICIENT_P = 525,        /* two-sided, normal */
    NKT_IRLS_COEFFICIENT_LOWER = 526,    /* coefficient ± z SE */
    NKT_IRLS_COEFFICIENT_UPPER = 527,    /*   upper */
    NKT_IRLS_COEFFICIENT_EFFECT = 528,   /* by how much the response changes with the term, the mean
                                            over the rows, weighted as the fit is: comparable with the
                                            coefficients of least squares; NaN for the intercept, and
                                            for Huber */
    NKT_IRLS_COEFFICIENT_EFFECT_SE = 529 /* by the delta method from the robust covariance */
};

/* The same per row; NaN for a row that was not used. Pinned for ever. */
enum nkt_irls_row {
    NKT_IRLS_ROW_FITTED = 541,   /* in the unit of the response */
    NKT_IRLS_ROW_RESIDUAL = 542, /* response - fitted */
    NKT_IRLS_ROW_WEIGHT = 543 /* logit: weight · share · (1 - share); Huber: what the row counts
                                    for in the end, 1 for an ordinary one */
};

/*
 * Copies a list of a result.
 *
 * result  a memory that nkt_irls has filled
 * what    NKT_IRLS_COEFFICIENT..., or NKT_IRLS_ROW_*
 * out     numbers: one per coefficient, or row
 *
 * Returns NKT_OK, NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT, NKT_E_ID, NKT_E_TYPE, NKT_E_COUNT,
 * NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY.
 */
NKT_API nkt_status nkt_irls_copy(const nkt_memory *result, int32_t what, const nkt_target *out,
                                 nkt_error *error);

NKT_END

#endif
