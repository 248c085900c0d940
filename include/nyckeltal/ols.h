/*
 * Least squares: one model, fitted in one call or fed in chunks, merged exactly, and read out as the
 * statistics packages do, down to the influence of each row.
 *
 *     nkt_ols                                      rows in, a fit out
 *     nkt_ols_init, _add, _merge, _fit             the same in chunks: any split, order and tree
 *     nkt_ols_get, nkt_ols_copy                    what was found
 *     nkt_ols_rows, nkt_ols_predict                per row, on a second pass over the same columns
 *     nkt_ols_robust, or nkt_ols_scores_...        robust errors, PRESS, heteroscedasticity: likewise
 *
 *     nkt_memory fit = NKT_MEMORY_REALLOC, work = NKT_MEMORY_REALLOC;
 *     nkt_column y = NKT_FIELD(0, units, employed), x = NKT_FIELD(0, units, unemployed);
 *     nkt_design design = {NKT_ROWS(290), &y, &x, 1, NULL, NULL, NULL, NULL};
 *     nkt_ols(&design, NULL, &fit, &work, &error);
 *     nkt_ols_get(&fit, NKT_OLS_R2, &r2, &error);
 *     nkt_ols_rows(&fit, &design, &what, 1, &NKT_TO_FIELD(units, expected), &work, &error);
 *
 * The sums of squares and products are exact, and what is solved from them is computed with 256
 * bits and rounded once: coefficients have 14 correct digits, standard errors 13, up to a
 * condition number of 1e14.
 *
 * Rows of a design: one that misses its response, weight or a term is left out and counted. Bad data:
 * a row with an infinity, a negative weight, or a power beyond the largest double is left out and
 * counted as invalid, and the first one is reported (NKT_ROWS_INVALID, "design.terms[2]"). A row that
 * rows.include leaves out is not looked at by the fit. A design's cluster is taken by the robust
 * covariances NKT_ROBUST_CR1 and _CR2 alone, its size by none of these: elsewhere they are refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_OLS_H
#define NYCKELTAL_OLS_H

#include "design.h"
#include "memory.h"
#include "target.h"

NKT_BEGIN

enum nkt_ols_limit {
    NKT_OLS_TERMS_MAX = 64 /* the most columns a model may have, powers counted one by one, the
                              intercept not counted */
};

/* Whether there is an intercept. Pinned for ever. */
enum nkt_ols_intercept {
    NKT_OLS_INTERCEPT_WITH = 0,
    NKT_OLS_INTERCEPT_NONE = 1 /* the fit goes through 0 */
};

/* What is done about a term that is a combination of those before it. Pinned for ever. */
enum nkt_ols_collinear {
    NKT_OLS_COLLINEAR_DROP = 0,  /* it has no coefficient: NKT_TERM_DROPPED */
    NKT_OLS_COLLINEAR_REFUSE = 1 /* there is no fit: NKT_E_COLLINEAR */
};

/*
 * What a weight says of its row. Pinned for ever. Coefficients are the same; errors are not: under
 * analytic weights a row of weight 2 is one observation, of half the variance, under frequencies it is
 * two observations that are alike.
 */
enum nkt_ols_weights {
    NKT_OLS_WEIGHTS_ANALYTIC = 0, /* in inverse proportion to the variance of its response, such as
                                     how many persons a mean is of: n counts rows */
    NKT_OLS_WEIGHTS_FREQUENCY = 1 /* how often the row occurs, a whole number up to 2^32: n counts
                                     occurrences, and all is as if the row were written so often */
};

/*
 * NULL: all defaults. Otherwise set size first; 0 is the default of every field.
 * A state keeps the options that it was made with, and they are those of its fit, unless the fit is
 * given others.
 */
typedef struct nkt_ols_options {
    uint32_t size;     /* sizeof (nkt_ols_options) as the caller compiled it; not 0 */
    int32_t intercept; /* NKT_OLS_INTERCEPT_*; 0: with one */
    int32_t collinear; /* NKT_OLS_COLLINEAR_*; 0: dropped */
    int32_t weights;   /* NKT_OLS_WEIGHTS_*, what design.weight is; 0: analytic */
    double confidence; /* of limits, between 0 and 1; 0: 0.95 */
    double tolerance;  /* a term is dropped if what is its own is less than this share of its
                          length, below 1; 0: 2^-52 times the number of coefficients; the smallest
                          double above 0 keeps all but exact combinations */
    uint8_t degree[NKT_OLS_TERMS_MAX]; /* of term k: 0 or 1 the term itself; d: its powers
                                          1 ... d, each formed with twice the bits of a double */
} nkt_ols_options;

/* ---- the fit ---------------------------------------------------------------------------------- */

/*
 * Fits in one call: coefficients b that minimise Σ w (y - x'b)², and all that follows from the sums.
 *
 * design   response, terms (0 ... 64, powers counted) and, if wanted, a weight, 0 or more, which means
 *          what options.weights says: by default inverse variances, not frequencies. A row of weight 0
 *          is left out of the fit and counted. Under frequencies a weight that is no whole number, or
 *          more than 2^32, is bad data
 * options  NULL: the defaults
 * fit      receives the fit
 * work     scratch: the state, and the fit until it stands
 *
 * Terms are taken in the caller's order, so of terms that together are collinear the last is
 * dropped, as in R; its coefficient is NaN. Of several remarks the first of this list is returned,
 * and NKT_OLS_REMARKS has them all. A call that is refused leaves the fit that was in the memory.
 * Returns NKT_OK; NKT_CONSTANT_RESPONSE, NKT_TERM_DROPPED (error.item: the first term dropped),
 * NKT_NOT_ESTIMABLE, NKT_PERFECT_FIT (what is left of the response is less than its last bits),
 * NKT_NEARLY_COLLINEAR (error.item: the term, error.value: the share that is its own);
 * NKT_ROWS_INVALID where there is nothing else to remark; NKT_E_TOO_FEW_ROWS, NKT_E_COLLINEAR,
 * NKT_E_NULL, NKT_E_COUNT (n_terms, also with powers more than 64; nothing to fit), NKT_E_TYPE,
 * NKT_E_OPTION, NKT_E_OPTIONS_SIZE, NKT_E_DUPLICATE (one block twice), NKT_E_CAPACITY,
 * NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_ols(const nkt_design *design, const nkt_ols_options *options,
                           nkt_memory *fit, nkt_memory *work, nkt_error *error);

/* ---- the fit in chunks ------------------------------------------------------------------------ */

/*
 * Makes an empty state.
 *
 * state    receives it: 1600 bytes for each pair of columns, 6144 for each column (with powers twice
 *          that), and some
 * n_terms  columns of terms, 0 ... 64
 * options  NULL: the defaults. The state keeps them
 * Returns NKT_OK, NKT_E_COUNT (n_terms, also with powers more than 64), NKT_E_NULL,
 * NKT_E_OPTION, NKT_E_OPTIONS_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_ols_init(nkt_memory *state, int64_t n_terms, const nkt_ols_options *options,
                                nkt_error *error);

/*
 * Adds rows: the exact sums Σ w·x·y of every pair of columns. For plain terms w·x·y is exact;
 * powers above the first are rounded to twice the bits of a double before they are multiplied.
 *
 * state   from nkt_ols_init
 * design  response, as many terms as the state was made for, and, if wanted, a weight
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (a column that
 * is not taken), NKT_E_STATE, NKT_E_ALIGNMENT: then nothing was added.
 */
NKT_API nkt_status nkt_ols_add(nkt_memory *state, const nkt_design *design, nkt_error *error);

/*
 * Adds all rows of another state, which stays as it is. An empty state changes nothing.
 *
 * state, source  distinct states of as many terms, the same degrees, both with an intercept or both
 *                without, and with weights of one meaning; the other options stay those of `state`
 * Returns NKT_OK, NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT, NKT_E_SHAPE, NKT_E_DUPLICATE (the same
 * state twice).
 */
NKT_API nkt_status nkt_ols_merge(nkt_memory *state, const nkt_memory *source, nkt_error *error);

/*
 * Fits a state, as nkt_ols fits rows.
 *
 * state    stays as it is, and may be added to afterwards
 * options  NULL: those of the state. Otherwise these, which may differ in what is made of the sums
 *          (collinear, tolerance, confidence), but not in intercept or weights, nor, where any is
 *          given, in the degrees
 * fit      receives the fit; what was in it stays where the call is refused
 * work     scratch
 * Returns as nkt_ols; NKT_E_STATE; NKT_E_SHAPE (intercept, weights or degree are not those of the state).
 */
NKT_API nkt_status nkt_ols_fit(const nkt_memory *state, const nkt_ols_options *options,
                               nkt_memory *fit, nkt_memory *work, nkt_error *error);

/* ---- what was found --------------------------------------------------------------------------- */

/*
 * What one number of a fit may be. n rows used (weight above 0; under frequencies the sum of them), r rank, nu = n - r, RSS = Σ w e²,
 * TSS about the weighted mean if the intercept is in the column space and about 0 otherwise, k0 = 1
 * or 0 likewise. Pinned for ever.
 */
enum nkt_ols_number {
    NKT_OLS_N = 1,               /* rows used; of a state too */
    NKT_OLS_RANK = 2,            /* r: coefficients not dropped */
    NKT_OLS_DF = 3,              /* nu */
    NKT_OLS_N_COEFFICIENTS = 4,  /* intercept and terms, dropped ones among them; of a state too */
    NKT_OLS_N_MISSING = 5,       /* rows left out because something is missing; of a state too */
    NKT_OLS_N_INVALID = 6,       /* rows left out for bad data; of a state too */
    NKT_OLS_N_ZERO_WEIGHT = 7,   /* rows left out for a weight of 0; of a state too */
    NKT_OLS_N_EXCLUDED = 8,      /* rows that were not to be included; of a state too */
    NKT_OLS_REMARKS = 9,         /* sum of 2^status over the remarks (NKT_TERM_DROPPED: 4, ...) */
    NKT_OLS_N_DROPPED = 10,      /* coefficients dropped */
    NKT_OLS_TSS_IS_CENTRED = 11, /* k0 */
    NKT_OLS_N_TERMS = 12,        /* the caller's columns, powers not counted; of a state too */
    NKT_OLS_HAS_INTERCEPT = 13,  /* 1 or 0; of a state too */
    NKT_OLS_WEIGHTS = 14,        /* NKT_OLS_WEIGHTS_*; of a state too */
    NKT_OLS_RSS = 20,            /* residual sum of squares */
    NKT_OLS_TSS = 21,            /* total sum of squares */
    NKT_OLS_SIGMA = 22,          /* sqrt(RSS / nu) */
    NKT_OLS_R2 = 23,             /* 1 - RSS / TSS */
    NKT_OLS_R2_ADJUSTED = 24,    /* 1 - (RSS / nu) / (TSS / (n - k0)) */
    NKT_OLS_F = 25,              /* ((TSS - RSS) / (r - k0)) / (RSS / nu) */
    NKT_OLS_F_DF1 = 26,          /* r - k0 */
    NKT_OLS_F_P = 27,            /* of F with r - k0 and nu degrees of freedom */
    NKT_OLS_LOG_LIKELIHOOD = 28, /* at the maximum, sigma² = RSS / n */
    NKT_OLS_AIC = 29,            /* sigma counted as a parameter: 2 (r + 1) - 2 log likelihood */
    NKT_OLS_BIC = 30,            /* the same with log n for 2 */
    NKT_OLS_CONFIDENCE = 31,     /* of the limits; of a state too */
    NKT_OLS_CONDITION = 32,      /* of the columns scaled to length 1, intercept among them
                                     (Belsley, Kuh & Welsch 1980) */
    NKT_OLS_OWN_SHARE = 33,      /* the smallest share of a term's length that is its own */
    NKT_OLS_TOLERANCE = 34,      /* below which share a term is dropped; of a state too */
    /* after nkt_ols_robust or nkt_ols_scores_apply */
    NKT_OLS_PRESS = 40,         /* Σ w d², d the leave-one-out deviations */
    NKT_OLS_R2_PREDICTIVE = 41, /* 1 - PRESS / TSS */
    NKT_OLS_BP = 42,            /* Breusch-Pagan, studentised (Koenker 1981): n R² of e² on the
                                     terms; unweighted fits only */
    NKT_OLS_BP_DF = 43,         /* its degrees of freedom, r - 1 */
    NKT_OLS_BP_P = 44,          /* of chi-square with them */
    NKT_OLS_ROBUST_KIND = 45,   /* NKT_ROBUST_HC0 ... NKT_ROBUST_CR1 */
    NKT_OLS_ROBUST_DF = 46,     /* of t: nu, or clusters less 1; NaN for CR2 */
    NKT_OLS_N_CLUSTERS = 47     /* clusters that have rows of the fit; NaN but for CR1, CR2 */
};

/*
 * Reads one number of a fit; NaN where it is undefined. Uses up to 70 kB of stack for
 * NKT_OLS_CONDITION.
 *
 * fit    from nkt_ols or nkt_ols_fit; or a state, for the numbers that a state has
 * what   NKT_OLS_N ... NKT_OLS_N_CLUSTERS
 * value  receives the number
 * Returns NKT_OK, NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT, NKT_E_ID.
 */
NKT_API nkt_status nkt_ols_get(const nkt_memory *fit, int32_t what, double *value,
                               nkt_error *error);

/*
 * What a list of numbers may be: one per coefficient, first the intercept (if there is one), then
 * the terms in order, a term's powers in its place. NaN for a dropped one. Pinned for ever.
 */
enum nkt_ols_list {
    NKT_OLS_LIST_COEFFICIENT = 101, /* b */
    NKT_OLS_LIST_SE = 102,          /* standard errors, sigma² (X'WX)^-1 */
    NKT_OLS_LIST_T = 103,           /* coefficient / standard error */
    NKT_OLS_LIST_P = 104,           /* two-sided, t with nu degrees of freedom */
    NKT_OLS_LIST_LOWER = 105,       /* lower confidence limit */
    NKT_OLS_LIST_UPPER = 106,       /* upper one */
    NKT_OLS_LIST_DROPPED = 107,     /* codes: 1 where dropped, otherwise 0 */
    NKT_OLS_LIST_VIF = 108,         /* variance inflation; NaN for the intercept */
    NKT_OLS_LIST_COVARIANCE = 109,  /* all pairs, row by row */
    NKT_OLS_LIST_UNSCALED = 110,    /* (X'WX)^-1, all pairs, row by row */
    NKT_OLS_LIST_TERM = 111,        /* codes: which of the caller's terms it belongs to, from 0;
                                          -1: the intercept */
    NKT_OLS_LIST_POWER = 112,       /* codes: which power of it; 0: the intercept */
    /* after nkt_ols_robust or nkt_ols_scores_apply */
    NKT_OLS_LIST_ROBUST_SE = 121,         /* robust standard errors */
    NKT_OLS_LIST_ROBUST_T = 122,          /* coefficient / robust standard error */
    NKT_OLS_LIST_ROBUST_P = 123,          /* two-sided, t with NKT_OLS_LIST_ROBUST_DF */
    NKT_OLS_LIST_ROBUST_LOWER = 124,      /* lower confidence limit from it */
    NKT_OLS_LIST_ROBUST_UPPER = 125,      /* upper one */
    NKT_OLS_LIST_ROBUST_COVARIANCE = 126, /* all pairs, row by row */
    NKT_OLS_LIST_ROBUST_DF = 127 /* degrees of freedom of each: of CR2 Satterthwaite's, otherwise
                                    NKT_OLS_ROBUST_DF for all */
};

/*
 * Copies a list of numbers of a fit.
 *
 * fit   from nkt_ols or nkt_ols_fit
 * what  NKT_OLS_LIST_*
 * out   numbers, or codes where the list says so; one for each coefficient, or for each pair of
 *       them row by row. out.capacity says how many fit: fewer than there are is NKT_E_CAPACITY
 * Returns NKT_OK, NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT, NKT_E_ID, NKT_E_TYPE, NKT_E_STRIDE,
 * NKT_E_SIZE, NKT_E_CAPACITY.
 */
NKT_API nkt_status nkt_ols_copy(const nkt_memory *fit, int32_t what, const nkt_target *out,
                                nkt_error *error);

/* ---- rows ------------------------------------------------------------------------------------- */

/*
 * What may be asked of a row. h leverage, e residual, w weight (1 under frequencies: then all this is
 * said of one of the rows that are alike), s sigma, r internal and t external studentised residual. Rows that were not part of the fit (weight 0, not included) have those of
 * these numbers that say what the fit predicts for them. Pinned for ever.
 */
enum nkt_ols_row {
    NKT_OLS_ROW_FITTED = 201,           /* x'b */
    NKT_OLS_ROW_RESIDUAL = 202,         /* e = y - x'b */
    NKT_OLS_ROW_LEVERAGE = 203,         /* h = w x'(X'WX)^-1 x; 0 for weight 0 */
    NKT_OLS_ROW_STUDENTISED = 204,      /* r = e sqrt(w) / (s sqrt(1 - h)); R: rstandard */
    NKT_OLS_ROW_DELETED = 205,          /* t, with sigma estimated without the row; R: rstudent */
    NKT_OLS_ROW_COOK = 206,             /* r² h / (rank (1 - h)) */
    NKT_OLS_ROW_DFFITS = 207,           /* t sqrt(h / (1 - h)) */
    NKT_OLS_ROW_COVRATIO = 208,         /* how the determinant of the covariance changes */
    NKT_OLS_ROW_LOO_PREDICTION = 209,   /* what a fit without the row predicts: y - e / (1 - h) */
    NKT_OLS_ROW_LOO_DEVIATION = 210,    /* y less that: e / (1 - h) */
    NKT_OLS_ROW_LOO_SIGMA = 211,        /* sigma of a fit without the row */
    NKT_OLS_ROW_SE_FIT = 212,           /* standard error of x'b */
    NKT_OLS_ROW_CONFIDENCE_LOWER = 213, /* lower limit of x'b */
    NKT_OLS_ROW_CONFIDENCE_UPPER = 214, /* upper one */
    NKT_OLS_ROW_PREDICTION_LOWER = 215, /* of a new y: x'b - t s sqrt(1/w + x'(X'WX)^-1 x) */
    NKT_OLS_ROW_PREDICTION_UPPER = 216, /* and x'b + the same */
    NKT_OLS_ROW_USE = 217,              /* a code: NKT_USE_* */
    NKT_OLS_ROW_DFBETAS = 1000          /* + k: change of coefficient k in its standard errors,
                                           sigma estimated without the row */
};

/*
 * What the fit says of each of its rows, in numbers of twice the bits of a double.
 *
 * fit     from nkt_ols, or nkt_ols_fit of states that were given these rows
 * design  response, terms and, if wanted, the weight, as they were fitted; in any split
 * what    n_what ids NKT_OLS_ROW_*, which may repeat
 * out     numbers: n_what items for each row. NKT_OLS_ROW_USE, asked alone, is codes
 * work    scratch
 *
 * A row that lacks a term, or has bad data, has NaN; one that lacks only its response or has weight
 * 0, or is not included, is predicted as a new row is, and is compared with its response if it has
 * one. Where the leverage is 1, the row cannot be left out: what needs that is NaN.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_LEVERAGE_ONE (error.row: the first, rows_affected: how many);
 * NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID, NKT_E_OPTION (a column that is not taken),
 * NKT_E_STRIDE, NKT_E_SIZE, NKT_E_STATE, NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_ols_rows(const nkt_memory *fit, const nkt_design *design,
                                const int32_t *what, int64_t n_what, const nkt_target *out,
                                nkt_memory *work, nkt_error *error);

/*
 * What the fit predicts for new rows: x'b, and its limits. They are those of the ordinary errors,
 * also after nkt_ols_robust.
 *
 * fit     from nkt_ols or nkt_ols_fit
 * design  terms, and, if wanted, the weight of the new observations, for the prediction limits; left
 *         out it is 1, which is seldom meant after a weighted fit. A response is refused
 * what    NKT_OLS_ROW_FITTED, _SE_FIT, _CONFIDENCE_LOWER, _CONFIDENCE_UPPER, _PREDICTION_LOWER,
 *         _PREDICTION_UPPER, n_what of them; any other is refused (NKT_E_ID)
 * out     numbers: n_what items for each row; NaN where a term is missing or bad data
 * work    scratch
 *
 * Returns as nkt_ols_rows, but NKT_LEVERAGE_ONE.
 */
NKT_API nkt_status nkt_ols_predict(const nkt_memory *fit, const nkt_design *design,
                                   const int32_t *what, int64_t n_what, const nkt_target *out,
                                   nkt_memory *work, nkt_error *error);

/* ---- robust errors, PRESS, heteroscedasticity ---------------------------------------------------- */

/*
 * Computes robust errors, PRESS and the test for heteroscedasticity of a fit, on a second pass over
 * its rows, and writes them into it: NKT_OLS_LIST_ROBUST_..., NKT_OLS_PRESS,
 * NKT_OLS_R2_PREDICTIVE, NKT_OLS_BP. With a row of leverage 1, HC2, HC3 and PRESS are NaN.
 *
 * CR2 takes weights for inverse variances, and equal variances and no correlation within clusters for
 * its working model; what a cluster decides alone is left out of it (a pseudo-inverse). Each
 * coefficient has its own degrees of freedom, Satterthwaite's, often far fewer than G - 1
 * (NKT_OLS_LIST_ROBUST_DF); NKT_OLS_ROBUST_DF is NaN.
 *
 * fit     from nkt_ols or nkt_ols_fit
 * design  all rows of the fit, as they were fitted; for NKT_ROBUST_CR1 and _CR2 with a cluster, whole
 *         numbers: a row of the fit that lacks one is bad data
 * kind    NKT_ROBUST_*; the default is HC3
 * work    scratch; for CR1 and CR2 it has room for as many clusters as there are rows: of very many rows in
 *         few clusters, nkt_ols_scores_init with their number takes less
 * Returns NKT_OK; NKT_LEVERAGE_ONE; NKT_NOT_ESTIMABLE (nu is 0); NKT_ROWS_INVALID; NKT_E_TOO_FEW_ROWS
 * (these are not the rows of the fit: error.value says how many are, error.bound how many it has),
 * NKT_E_CLUSTERS (fewer than two), NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID (kind),
 * NKT_E_OPTION, NKT_E_STATE, NKT_E_SHAPE (another fit), NKT_E_SIZE, NKT_E_CAPACITY,
 * NKT_E_ALIGNMENT: then the fit is as it was.
 */
NKT_API nkt_status nkt_ols_robust(nkt_memory *fit, const nkt_design *design, int32_t kind,
                                  nkt_memory *work, nkt_error *error);

/*
 * Makes an empty state of scores, for the same in chunks, for that fit alone.
 *
 * scores    receives it
 * fit       from nkt_ols or nkt_ols_fit
 * kind      NKT_ROBUST_*; the default is HC3
 * clusters  for NKT_ROBUST_CR1 and _CR2 the most clusters there can be, 1 ... 2^40; otherwise 0.
 *           With r coefficients each takes some 24 r bytes, with CR2 12 r² more
 * Returns NKT_OK, NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT, NKT_E_ID (kind), NKT_E_COUNT
 * (clusters), NKT_E_SIZE, NKT_E_CAPACITY.
 */
NKT_API nkt_status nkt_ols_scores_init(nkt_memory *scores, const nkt_memory *fit, int32_t kind,
                                       int64_t clusters, nkt_error *error);

/*
 * Adds rows of the fit: all of them must be added once, in any chunks, to one state or to several
 * that are merged.
 *
 * scores  from nkt_ols_scores_init for this fit
 * design  as for nkt_ols_robust
 * work    scratch
 *
 * Each row's part is a double that depends on that row alone, and the parts are summed exactly, so
 * any split, order and tree gives the same bits.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_CAPACITY (more clusters than the state has room for:
 * error.row says where), NKT_E_SHAPE (another fit), NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE,
 * NKT_E_OPTION, NKT_E_STATE, NKT_E_ALIGNMENT: then nothing was added.
 */
NKT_API nkt_status nkt_ols_scores_add(nkt_memory *scores, const nkt_memory *fit,
                                      const nkt_design *design, nkt_memory *work, nkt_error *error);

/*
 * Adds another state of scores.
 *
 * scores  from nkt_ols_scores_init
 * source  another one, for the same fit and kind; it stays as it is
 *
 * Returns NKT_OK, NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT, NKT_E_SHAPE, NKT_E_DUPLICATE,
 * NKT_E_CAPACITY (more clusters together than there is room for; then nothing was added).
 */
NKT_API nkt_status nkt_ols_scores_merge(nkt_memory *scores, const nkt_memory *source,
                                        nkt_error *error);

/*
 * Writes what the scores say into their fit, as nkt_ols_robust does.
 *
 * scores  all rows of the fit, each once
 * fit     the fit that they were made for; as it was where the call is refused
 * work    scratch
 * Returns as nkt_ols_robust.
 */
NKT_API nkt_status nkt_ols_scores_apply(const nkt_memory *scores, nkt_memory *fit, nkt_memory *work,
                                        nkt_error *error);

/* ---- tests of several coefficients -------------------------------------------------------------- */

/* What a test of coefficients gives. 48 bytes, frozen for ever. */
typedef struct nkt_ols_test {
    double f;          /* Wald statistic over its degrees of freedom */
    double df1, df2;   /* coefficients tested that are not dropped; degrees of freedom below */
    double p;          /* F with df1, df2 */
    double chi2;       /* df1 · f */
    double partial_r2; /* SS / (SS + RSS), SS what RSS grows by without them; NaN for robust ones */
} nkt_ols_test;

/*
 * Wald test that a set of coefficients is 0: F = b'V^-1 b / df1, V their covariance.
 *
 * fit           from nkt_ols or nkt_ols_fit
 * coefficients  n_coefficients numbers of coefficients (0: the intercept, if there is one), each
 *               once; dropped ones count for nothing
 * robust        0: V is sigma² (X'WX)^-1; 1: the robust covariance, after nkt_ols_robust
 * out           receives the test; all NaN where it is undefined (a perfect fit, no degrees of
 *               freedom, every coefficient dropped, no robust covariance; several coefficients with
 *               CR2, whose degrees of freedom are those of one)
 * work          scratch
 * Returns NKT_OK, NKT_E_NULL, NKT_E_COUNT, NKT_E_ID (no such coefficient; robust), NKT_E_DUPLICATE,
 * NKT_E_STATE, NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_ols_test_coefficients(const nkt_memory *fit, const int32_t *coefficients,
                                             int64_t n_coefficients, int32_t robust,
                                             nkt_ols_test *out, nkt_memory *work, nkt_error *error);

NKT_END

#endif
