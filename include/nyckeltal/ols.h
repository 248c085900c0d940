/*
 * Least squares: one model, fed in chunks, merged exactly, and read out as the statistics
 * packages do, down to the influence of each row.
 *
 *     nkt_ols_size, nkt_ols_init    a state in the caller's memory
 *     nkt_ols_add, nkt_ols_merge    rows, in any split, order and tree: the same bits
 *     nkt_ols_fit                   coefficients and all that follows from the sums
 *     nkt_ols_get, nkt_ols_copy     what was found
 *     nkt_ols_rows                  per row, on a second pass over the same columns
 *     nkt_ols_scores_...            robust errors, PRESS, heteroscedasticity: also a second pass
 *
 * The sums of squares and products are exact, and what is solved from them is computed with 256
 * bits and rounded once: coefficients have 14 correct digits, standard errors 13, up to a
 * condition number of 1e14.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_OLS_H
#define NYCKELTAL_OLS_H

#include "column.h"

NKT_BEGIN

/* The most columns a model may have, powers counted one by one, the intercept not counted. */
#define NKT_OLS_TERMS_MAX 64

enum { NKT_OLS_WITH_INTERCEPT = 0, NKT_OLS_NO_INTERCEPT = 1 };

/* What is done about a term that is a combination of those before it. */
enum { NKT_OLS_COLLINEAR_DROP = 0, NKT_OLS_COLLINEAR_REFUSE = 1 };

/*
 * Pass NULL for all defaults; otherwise set size first. Zero is the default of every field.
 * Give the same options to the calls that make a state and to the fit: the first read degree, the
 * fit reads the rest.
 */
typedef struct nkt_ols_options {
    uint32_t size;     /* sizeof (nkt_ols_options) as the caller compiled it; not 0 */
    int32_t intercept; /* NKT_OLS_WITH_INTERCEPT or NKT_OLS_NO_INTERCEPT */
    int32_t collinear; /* NKT_OLS_COLLINEAR_DROP or NKT_OLS_COLLINEAR_REFUSE */
    int32_t reserved;  /* 0 */
    double confidence; /* of limits, between 0 and 1; 0: 0.95 */
    double tolerance;  /* a term is dropped if what is its own is less than this share of its
                          length; 0: 2^-52 times the number of coefficients. Below 1 */
    uint8_t degree[NKT_OLS_TERMS_MAX]; /* of term k: 0 or 1 the term itself; d: its powers
                                          1 ... d, each formed with twice the bits of a double */
} nkt_ols_options;

/* ---- the state -------------------------------------------------------------------------------- */

/*
 * How many bytes a state takes.
 *
 * n_terms  columns of terms, 0 ... 64
 * options  NULL: the defaults
 * size     receives the number of bytes: 1600 for each pair of columns, 6144 for each column (with
 *          powers twice that), and some
 * Returns NKT_OK, NKT_E_COUNT (n_terms, also with powers more than 64), NKT_E_NULL,
 * NKT_E_OPTION, NKT_E_OPTIONS_SIZE. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_ols_size(int64_t n_terms, const nkt_ols_options *options, size_t *size,
                                nkt_error *error);

/*
 * Makes an empty state in the caller's memory: 8-byte aligned, flat, without pointers, so it may be
 * copied as bytes on the same kind of machine.
 *
 * state       at least the bytes that nkt_ols_size said
 * state_size  how many there are
 * n_terms, options  as for nkt_ols_size
 * Returns NKT_OK, what nkt_ols_size returns, NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 * Thread-safe on distinct states. Since 0.1.
 */
NKT_API nkt_status nkt_ols_init(void *state, size_t state_size, int64_t n_terms,
                                const nkt_ols_options *options, nkt_error *error);

/*
 * Adds rows: the exact sums Σ w·x·y of every pair of columns. For plain terms w·x·y is exact;
 * powers above the first are rounded to twice the bits of a double before they are multiplied.
 *
 * state     from nkt_ols_init
 * response  the column that is explained
 * terms     n_terms columns, as many as the state was made for; NULL only if that is 0
 * weight    0 or more; NULL: 1. A row of weight 0 is left out of the fit and counted
 * include   a row is used only where this is neither 0 nor missing; NULL: every row is. The other
 *           columns of a row that is not included are not looked at
 * n_rows    0 or more
 *
 * Missing data: a row that misses its response, weight or a term is left out and counted. Bad data:
 * a row with an infinity, a negative weight, or a power beyond the largest double is left out,
 * counted as invalid, and the first one is told in error.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_STATE,
 * NKT_E_ALIGNMENT: then nothing was added. Thread-safe on distinct states. Since 0.1.
 */
NKT_API nkt_status nkt_ols_add(void *state, const nkt_column *response, const nkt_column *terms,
                               int64_t n_terms, const nkt_column *weight,
                               const nkt_column *include, int64_t n_rows, nkt_error *error);

/*
 * Adds all rows of another state, which stays as it is. An empty state changes nothing.
 *
 * state, source  distinct states of as many terms and the same degrees
 * Returns NKT_OK, NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT, NKT_E_SHAPE, NKT_E_DUPLICATE (the same
 * state twice). Thread-safe on distinct states. Since 0.1.
 */
NKT_API nkt_status nkt_ols_merge(void *state, const void *source, nkt_error *error);

/*
 * How many bytes the state takes when packed: usually far fewer than live. Two states of the same
 * rows pack to the same bytes. Returns NKT_OK, NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT.
 * Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_ols_pack_size(const void *state, size_t *size, nkt_error *error);

/*
 * Packs a state: little-endian, versioned, with a check of its bytes; for files, databases and
 * other machines.
 *
 * packed    receives the bytes; any alignment
 * capacity  how many fit; fewer than nkt_ols_pack_size said: NKT_E_CAPACITY
 * Returns as nkt_ols_pack_size. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_ols_pack(const void *state, void *packed, size_t capacity,
                                nkt_error *error);

/*
 * How many bytes a live state of these packed bytes takes. The bytes are not trusted.
 * Returns NKT_OK, NKT_E_NULL, NKT_E_PACKED. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_ols_unpack_size(const void *packed, size_t packed_size, size_t *size,
                                       nkt_error *error);

/*
 * Makes a live state of packed bytes, which are not trusted: magic, version, shape, length and check
 * are looked at before anything is written.
 * Returns NKT_OK, NKT_E_NULL, NKT_E_PACKED, NKT_E_CAPACITY, NKT_E_ALIGNMENT. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_ols_unpack(void *state, size_t state_size, const void *packed,
                                  size_t packed_size, nkt_error *error);

/* ---- the fit ---------------------------------------------------------------------------------- */

/* How many bytes the fit of a state takes. Returns as nkt_ols_pack_size. Since 0.1. */
NKT_API nkt_status nkt_ols_fit_size(const void *state, size_t *size, nkt_error *error);

/* How many bytes of work area the fit of a state takes. Returns as nkt_ols_pack_size. Since 0.1. */
NKT_API nkt_status nkt_ols_fit_work_size(const void *state, size_t *size, nkt_error *error);

/*
 * Fits: coefficients b that minimise Σ w (y - x'b)².
 *
 * state    stays as it is, and may be added to afterwards
 * options  as at nkt_ols_init
 * fit      receives the fit: flat, without pointers; fit_size as nkt_ols_fit_size said
 * work     scratch; work_size as nkt_ols_fit_work_size said
 *
 * Terms are taken in the caller's order, so of terms that together are collinear the last is
 * dropped, as in R; its coefficient is NaN. Of several remarks the first of this list is returned,
 * and NKT_OLS_REMARKS has them all.
 * Returns NKT_OK; NKT_CONSTANT_RESPONSE, NKT_TERM_DROPPED (error.item: the first coefficient
 * dropped), NKT_NOT_ESTIMABLE, NKT_PERFECT_FIT (what is left of the response is less than its last
 * bits), NKT_NEARLY_COLLINEAR (error.item: the coefficient, error.value: the share that is its
 * own); NKT_E_TOO_FEW_ROWS, NKT_E_COLLINEAR, NKT_E_NULL, NKT_E_STATE, NKT_E_SHAPE (degree
 * is not that of the state), NKT_E_COUNT (nothing to fit), NKT_E_OPTION, NKT_E_OPTIONS_SIZE,
 * NKT_E_CAPACITY, NKT_E_ALIGNMENT. Thread-safe on distinct fits and work areas. Since 0.1.
 */
NKT_API nkt_status nkt_ols_fit(const void *state, const nkt_ols_options *options, void *fit,
                               size_t fit_size, void *work, size_t work_size, nkt_error *error);

/*
 * What one number of a fit may be. n rows used (weight above 0), r rank, nu = n - r, RSS = Σ w e²,
 * TSS about the weighted mean if the intercept is in the column space and about 0 otherwise, k0 = 1
 * or 0 likewise. Pinned for ever.
 */
enum {
    NKT_OLS_N = 1,                /* rows used */
    NKT_OLS_RANK = 2,             /* r: coefficients not dropped */
    NKT_OLS_DF = 3,               /* nu */
    NKT_OLS_N_COEFFICIENTS = 4,   /* intercept and terms, dropped ones among them */
    NKT_OLS_N_MISSING = 5,        /* rows left out because something is missing */
    NKT_OLS_N_INVALID = 6,        /* rows left out for bad data */
    NKT_OLS_N_ZERO_WEIGHT = 7,    /* rows left out for a weight of 0 */
    NKT_OLS_N_EXCLUDED = 8,       /* rows that were not to be included */
    NKT_OLS_REMARKS = 9,          /* sum of 2^status over the remarks (NKT_TERM_DROPPED: 4, ...) */
    NKT_OLS_N_DROPPED = 10,       /* coefficients dropped */
    NKT_OLS_TSS_IS_CENTRED = 11,  /* k0 */
    NKT_OLS_RSS = 20,
    NKT_OLS_TSS = 21,
    NKT_OLS_SIGMA = 22,           /* sqrt(RSS / nu) */
    NKT_OLS_R2 = 23,              /* 1 - RSS / TSS */
    NKT_OLS_R2_ADJUSTED = 24,     /* 1 - (RSS / nu) / (TSS / (n - k0)) */
    NKT_OLS_F = 25,               /* ((TSS - RSS) / (r - k0)) / (RSS / nu) */
    NKT_OLS_F_DF1 = 26,           /* r - k0 */
    NKT_OLS_F_P = 27,
    NKT_OLS_LOG_LIKELIHOOD = 28,  /* at the maximum, sigma² = RSS / n */
    NKT_OLS_AIC = 29,             /* sigma counted as a parameter: 2 (r + 1) - 2 log likelihood */
    NKT_OLS_BIC = 30,             /* the same with log n for 2 */
    NKT_OLS_CONFIDENCE = 31,      /* of the limits */
    NKT_OLS_CONDITION = 32,       /* of the columns scaled to length 1, intercept among them
                                     (Belsley, Kuh & Welsch 1980) */
    NKT_OLS_OWN_SHARE = 33,       /* the smallest share of a term's length that is its own */
    /* after nkt_ols_scores_apply */
    NKT_OLS_PRESS = 40,           /* Σ w d², d the leave-one-out deviations */
    NKT_OLS_R2_PREDICTIVE = 41,   /* 1 - PRESS / TSS */
    NKT_OLS_BP = 42,              /* Breusch-Pagan, studentised (Koenker 1981): n R² of e² on the
                                     terms; unweighted fits only */
    NKT_OLS_BP_DF = 43,
    NKT_OLS_BP_P = 44,
    NKT_OLS_ROBUST_KIND = 45,     /* NKT_OLS_HC0 ... NKT_OLS_CR1 */
    NKT_OLS_ROBUST_DF = 46,       /* of t: nu, or clusters less 1 */
    NKT_OLS_N_CLUSTERS = 47
};

/*
 * Reads one number of a fit; NaN where it is undefined. Uses up to 70 kB of stack for
 * NKT_OLS_CONDITION.
 * Returns NKT_OK, NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT, NKT_E_ID. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_ols_get(const void *fit, int32_t what, double *value, nkt_error *error);

/*
 * What a list of numbers may be: one per coefficient, first the intercept (if there is one), then
 * the terms in order, a term's powers in its place. NaN for a dropped one. Pinned for ever.
 */
enum {
    NKT_OLS_COEFFICIENT = 101,
    NKT_OLS_SE = 102,             /* standard errors, sigma² (X'WX)^-1 */
    NKT_OLS_T = 103,              /* coefficient / standard error */
    NKT_OLS_P = 104,              /* two-sided, t with nu degrees of freedom */
    NKT_OLS_LOWER = 105,          /* confidence limits */
    NKT_OLS_UPPER = 106,
    NKT_OLS_DROPPED = 107,        /* 1 where dropped, otherwise 0 */
    NKT_OLS_VIF = 108,            /* variance inflation; NaN for the intercept */
    NKT_OLS_COVARIANCE = 109,     /* all pairs, row by row */
    NKT_OLS_UNSCALED = 110,       /* (X'WX)^-1, all pairs, row by row */
    /* after nkt_ols_scores_apply */
    NKT_OLS_ROBUST_SE = 121,
    NKT_OLS_ROBUST_T = 122,
    NKT_OLS_ROBUST_P = 123,
    NKT_OLS_ROBUST_LOWER = 124,
    NKT_OLS_ROBUST_UPPER = 125,
    NKT_OLS_ROBUST_COVARIANCE = 126 /* all pairs, row by row */
};

/*
 * Copies a list of numbers of a fit.
 *
 * out       element k goes to (char *) out + k · stride; no alignment needed
 * stride    bytes, at least 8 in size, may be negative
 * capacity  how many fit: fewer than there are coefficients, or pairs of them: NKT_E_CAPACITY
 * Returns NKT_OK, NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT, NKT_E_ID, NKT_E_STRIDE, NKT_E_CAPACITY.
 * Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_ols_copy(const void *fit, int32_t what, void *out, int64_t stride,
                                int64_t capacity, nkt_error *error);

/* ---- rows ------------------------------------------------------------------------------------- */

/*
 * What may be asked of a row. h leverage, e residual, w weight, s sigma, r internal and t external
 * studentised residual. Rows that were not part of the fit (weight 0, not included) have those of
 * these numbers that say what the fit predicts for them. Pinned for ever.
 */
enum {
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
    NKT_OLS_ROW_CONFIDENCE_LOWER = 213, /* limits of x'b */
    NKT_OLS_ROW_CONFIDENCE_UPPER = 214,
    NKT_OLS_ROW_PREDICTION_LOWER = 215, /* limits of a new y: x'b ± t s sqrt(1/w + x'(X'WX)^-1 x) */
    NKT_OLS_ROW_PREDICTION_UPPER = 216,
    NKT_OLS_ROW_USE = 217, /* 0 used, 1 weight 0, 2 not included, 3 missing, 4 invalid */
    NKT_OLS_ROW_DFBETAS = 1000 /* + k: change of coefficient k in its standard errors, sigma
                                  estimated without the row */
};

/* How many bytes of work area nkt_ols_rows and nkt_ols_predict take. Since 0.1. */
NKT_API nkt_status nkt_ols_rows_work_size(const void *fit, size_t *size, nkt_error *error);

/*
 * What the fit says of each of its rows, in numbers of twice the bits of a double.
 *
 * fit       from nkt_ols_fit, of states that were given these rows
 * response, terms, n_terms, weight, include, n_rows
 *           as at nkt_ols_add; in any split
 * what      n_what ids NKT_OLS_ROW_*, which may repeat
 * out       receives the number of row i and what[k] at (char *) out + i · row_stride +
 *           k · what_stride; no alignment needed; no overlap with the inputs or with itself
 * work      scratch; work_size as nkt_ols_rows_work_size said
 *
 * A row that lacks a term, or has bad data, has NaN; one that lacks only its response or has weight
 * 0, or is not included, is predicted as a new row is, and is compared with its response if it has
 * one. Where the leverage is 1, the row cannot be left out: what needs that is NaN.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_LEVERAGE_ONE (error.row: the first, rows_affected: how many);
 * NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_STATE,
 * NKT_E_CAPACITY, NKT_E_ALIGNMENT. Thread-safe on distinct outputs and work areas. Since 0.1.
 */
NKT_API nkt_status nkt_ols_rows(const void *fit, const nkt_column *response,
                                const nkt_column *terms, int64_t n_terms, const nkt_column *weight,
                                const nkt_column *include, int64_t n_rows, const int32_t *what,
                                int64_t n_what, void *out, int64_t row_stride,
                                int64_t what_stride, void *work, size_t work_size,
                                nkt_error *error);

/*
 * What the fit predicts for new rows.
 *
 * weight  of the new observations, for the prediction limits; NULL: 1
 * what    NKT_OLS_ROW_FITTED, _SE_FIT, _CONFIDENCE_LOWER, _CONFIDENCE_UPPER, _PREDICTION_LOWER,
 *         _PREDICTION_UPPER; any other is refused (NKT_E_ID)
 * The rest, and the statuses, as nkt_ols_rows. Thread-safe likewise. Since 0.1.
 */
NKT_API nkt_status nkt_ols_predict(const void *fit, const nkt_column *terms, int64_t n_terms,
                                   const nkt_column *weight, int64_t n_rows, const int32_t *what,
                                   int64_t n_what, void *out, int64_t row_stride,
                                   int64_t what_stride, void *work, size_t work_size,
                                   nkt_error *error);

/* ---- scores: robust errors, PRESS, heteroscedasticity ------------------------------------------- */

/* Robust covariances (MacKinnon & White 1985; Liang & Zeger 1986). Pinned for ever. */
enum {
    NKT_OLS_HC3 = 0, /* e / (1 - h): the default */
    NKT_OLS_HC0 = 1, /* e */
    NKT_OLS_HC1 = 2, /* HC0 times n / nu */
    NKT_OLS_HC2 = 3, /* e / sqrt(1 - h) */
    NKT_OLS_CR1 = 4  /* sums of e x within clusters; times G/(G-1) · (n-1)/(n-r), t with G-1
                        degrees of freedom, G clusters */
};

/*
 * How many bytes a state of scores takes, for the second pass over the rows of a fit.
 *
 * fit       from nkt_ols_fit
 * kind      NKT_OLS_HC0 ... NKT_OLS_HC3, NKT_OLS_CR1
 * clusters  for NKT_OLS_CR1 the most clusters there can be, 1 ... 2^40; otherwise 0
 * size      receives the number of bytes
 * Returns NKT_OK, NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT, NKT_E_ID (kind), NKT_E_COUNT
 * (clusters), NKT_E_SIZE. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_ols_scores_size(const void *fit, int32_t kind, int64_t clusters,
                                       size_t *size, nkt_error *error);

/*
 * Makes an empty state of scores in the caller's memory, for that fit alone.
 * Returns as nkt_ols_scores_size; NKT_E_CAPACITY. Thread-safe on distinct states. Since 0.1.
 */
NKT_API nkt_status nkt_ols_scores_init(void *scores, size_t scores_size, const void *fit,
                                       int32_t kind, int64_t clusters, nkt_error *error);

/*
 * Adds rows of the fit: all of them must be added once, in any chunks, to one state or to several
 * that are merged.
 *
 * scores    from nkt_ols_scores_init for this fit
 * response, terms, n_terms, weight, include, n_rows
 *           as at nkt_ols_add
 * cluster   whole numbers, one for each row; a row of the fit that lacks one is told as invalid.
 *           NULL, except for NKT_OLS_CR1
 * work      scratch; work_size as nkt_ols_rows_work_size said
 *
 * Each row's part is a double that depends on that row alone, and the parts are summed exactly, so
 * any split, order and tree gives the same bits.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_CAPACITY (more clusters than the state has room for:
 * error.row says where; the rows before it are added, start again), NKT_E_SHAPE (another fit),
 * NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_STATE, NKT_E_ALIGNMENT.
 * Thread-safe on distinct states and work areas. Since 0.1.
 */
NKT_API nkt_status nkt_ols_scores_add(void *scores, const void *fit, const nkt_column *response,
                                      const nkt_column *terms, int64_t n_terms,
                                      const nkt_column *weight, const nkt_column *include,
                                      const nkt_column *cluster, int64_t n_rows, void *work,
                                      size_t work_size, nkt_error *error);

/*
 * Adds another state of scores for the same fit and kind, which stays as it is. Returns NKT_OK,
 * NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT, NKT_E_SHAPE, NKT_E_DUPLICATE, NKT_E_CAPACITY (more
 * clusters together than there is room for; then nothing was added). Since 0.1.
 */
NKT_API nkt_status nkt_ols_scores_merge(void *scores, const void *source, nkt_error *error);

/*
 * Writes what the scores say into their fit: NKT_OLS_ROBUST_..., NKT_OLS_PRESS,
 * NKT_OLS_R2_PREDICTIVE, NKT_OLS_BP. With a row of leverage 1, HC2, HC3 and PRESS are NaN.
 *
 * fit   the fit that the scores were made for
 * work  scratch; work_size as nkt_ols_rows_work_size said
 * Returns NKT_OK; NKT_LEVERAGE_ONE; NKT_NOT_ESTIMABLE (nu is 0); NKT_E_TOO_FEW_ROWS (rows of the
 * fit were not added, or some twice: error.value says how many were), NKT_E_CLUSTERS,
 * NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT, NKT_E_SHAPE, NKT_E_CAPACITY. Since 0.1.
 */
NKT_API nkt_status nkt_ols_scores_apply(const void *scores, void *fit, void *work,
                                        size_t work_size, nkt_error *error);

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
 * fit           from nkt_ols_fit
 * coefficients  count numbers of coefficients (0: the intercept, if there is one), each once;
 *               dropped ones count for nothing
 * robust        0: sigma² (X'WX)^-1; 1: the robust covariance, after nkt_ols_scores_apply
 * out           receives the test; all NaN where it is undefined (a perfect fit, no degrees of
 *               freedom, every coefficient dropped, no scores)
 * work          scratch; work_size as nkt_ols_test_work_size said
 * Returns NKT_OK, NKT_E_NULL, NKT_E_COUNT, NKT_E_ID (no such coefficient), NKT_E_DUPLICATE,
 * NKT_E_DOMAIN (robust), NKT_E_STATE, NKT_E_CAPACITY, NKT_E_ALIGNMENT. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_ols_test_coefficients(const void *fit, const int32_t *coefficients,
                                             int64_t count, int32_t robust, nkt_ols_test *out,
                                             void *work, size_t work_size, nkt_error *error);

/* How many bytes of work area that takes. Since 0.1. */
NKT_API nkt_status nkt_ols_test_work_size(const void *fit, size_t *size, nkt_error *error);

NKT_END

#endif
