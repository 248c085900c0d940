/*
 * Expected values: what a figure of a municipality would be with its conditions, and what its
 * deviation from that is worth.
 *
 *     nkt_expected_size, nkt_expected_work_size, nkt_expected_fit    one cross-section: one year
 *     nkt_expected_get, nkt_expected_copy                            what was found
 *     nkt_expected_ols                                               the least-squares fit in it
 *
 * Two layers answer two questions.
 *
 * As published. What would Kolada print? Unweighted least squares with intercept over the
 * municipalities of one year, a deviation, and, where the caller wants them, quarters. Every
 * municipality counts the same, whether its figure rests on 50 persons or on 50 000.
 *
 * The benchmark. What can be said about this municipality, given how few its figure rests on? The
 * same terms in the variance model of Fay & Herriot (1979),
 *
 *     y = x'b + u + e,   u ~ (0, tau²),   e ~ (0, v),   v = p (whole - p) / size,
 *
 * where u is what the municipality's conditions do not explain, and e is chance. p is the
 * least-squares fit, held between 2 and 98 per cent of the whole. The deviation is shrunken by the
 * share tau² / (tau² + v) of it that is not chance, and comes with its error, the probability that it is
 * above 0, and a rank with its interval. Without sizes there is no benchmark.
 *
 * Source: Kolada N00485 and N00486; Fay & Herriot 1979; Paule & Mandel 1982; Datta, Rao & Smith
 * 2005 (the error of u); Viechtbauer 2007 (limits of tau²); Benjamini & Hochberg 1995.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_EXPECTED_H
#define NYCKELTAL_EXPECTED_H

#include "ols.h"
#include "options.h"

NKT_BEGIN

/* Whether expected values are rounded before the deviation is formed. */
enum {
    NKT_EXPECTED_UNROUNDED = 0,
    NKT_EXPECTED_ONE_DECIMAL = 1 /* as Kolada publishes them: deviation = actual - rounded */
};

/* How tau² is estimated; never below 0. */
enum {
    NKT_EXPECTED_PAULE_MANDEL = 0, /* sum (y - x'b)² / (tau² + v) = m - r */
    NKT_EXPECTED_REML = 1          /* restricted maximum likelihood of a normal distribution */
};

/* Pass NULL for all defaults; otherwise set size first. Zero is the default of every field. */
typedef struct nkt_expected_options {
    uint32_t size;       /* sizeof (nkt_expected_options) as the caller compiled it; not 0 */
    int32_t rounding;    /* NKT_EXPECTED_UNROUNDED or _ONE_DECIMAL */
    int32_t tau_method;  /* NKT_EXPECTED_PAULE_MANDEL or _REML */
    int32_t first;       /* NKT_DIRECTION_HIGH or _LOW: which end of the ranking is number 1;
                            0: high */
    double whole;        /* the response if all of a group had it; 0: 100, a percentage */
    double minimum_size; /* smaller groups are left out of the fit; 0: none. A missing size is not
                            a small one */
    double confidence;   /* of limits, between 0 and 1; 0: 0.95 */
    double certainty;    /* how probable a class must be, above 0.5 and below 1; 0: 0.95 */
    double above_by;     /* what a deviation must exceed to be far above or below; 0: no such
                            class */
    int64_t nation;      /* the code that is no unit but the sum of all */
    int64_t draws;       /* from which rank limits are formed; 0: 2000; -1: none are wanted */
    uint64_t seed;       /* of the draws: the same seed, the same limits */
} nkt_expected_options;

/*
 * How many bytes a model takes, and how many bytes of work area its fit takes.
 *
 * n_terms  columns of terms, 0 ... 64
 * n_rows   0 or more
 * options  NULL: the defaults; the draws are what matters
 * size     receives the number of bytes
 * Returns NKT_OK, NKT_E_NULL, NKT_E_COUNT, NKT_E_SIZE, NKT_E_OPTION, NKT_E_OPTIONS_SIZE.
 * Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_expected_size(int64_t n_terms, int64_t n_rows, size_t *size,
                                     nkt_error *error);
NKT_API nkt_status nkt_expected_work_size(int64_t n_terms, int64_t n_rows,
                                          const nkt_expected_options *options, size_t *size,
                                          nkt_error *error);

/*
 * Fits both layers to the rows of one year.
 *
 * response    the figure, in per cent (or of options.whole), as published
 * terms       n_terms columns of conditions. The guide's model has the share with 0-2 years of
 *             residence, the share with 3-6, a share of education, and the native-born who are
 *             unemployed; any others will do
 * group_size  how many persons the response of each row rests on; NULL: not known, then only the
 *             layer as published is formed. A row without a size has no benchmark
 * unit        codes of the units; a row with options.nation is never a unit. NULL: no row is the
 *             nation
 * include     a row is fitted only where this is neither 0 nor missing; NULL: every row is
 * n_rows      one row per unit
 * model       receives the model: 8-byte aligned, flat, without pointers
 * model_size  as nkt_expected_size said
 * work        scratch; work_size as nkt_expected_work_size said
 *
 * A row that lacks its response or a term is left out and counted; so is one with bad data
 * (infinite; a size that is negative, infinite or 0 where there is a response; a unit that is no
 * whole number), and the first one is told in error. Rows that are not part of the fit but have all
 * terms are predicted. Collinear terms are dropped as in nkt_ols_fit.
 *
 * Returns NKT_OK; NKT_ROWS_INVALID, or the remarks of nkt_ols_fit; NKT_NOT_ESTIMABLE also where
 * sizes are given but there are no more rows with a size than coefficients, so there is no
 * benchmark; NKT_E_TOO_FEW_ROWS and NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_SIZE, NKT_E_OPTION,
 * NKT_E_OPTIONS_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT: then the model is not written, or holds none.
 * Thread-safe on distinct models and work areas. Since 0.1.
 */
NKT_API nkt_status nkt_expected_fit(const nkt_column *response, const nkt_column *terms,
                                    int64_t n_terms, const nkt_column *group_size,
                                    const nkt_column *unit, const nkt_column *include,
                                    int64_t n_rows, const nkt_expected_options *options,
                                    void *model, size_t model_size, void *work, size_t work_size,
                                    nkt_error *error);

/*
 * The least-squares fit of the layer as published, for nkt_ols_get, nkt_ols_copy and
 * nkt_ols_test_coefficients; it lies in the model. NULL where model is no model. Since 0.1.
 */
NKT_API const void *nkt_expected_ols(const void *model);

/* What one number of a model may be. Pinned for ever. */
enum {
    NKT_EXPECTED_N = 401,             /* rows of the fit */
    NKT_EXPECTED_N_BENCHMARK = 402,   /* m: those of them with a size */
    NKT_EXPECTED_N_SMALL = 403,       /* left out for their size */
    NKT_EXPECTED_N_NOT_INCLUDED = 404,
    NKT_EXPECTED_N_MISSING = 405,
    NKT_EXPECTED_N_INVALID = 406,
    NKT_EXPECTED_N_NATION = 407,
    NKT_EXPECTED_TAU2 = 411,          /* variance between units that the terms do not explain */
    NKT_EXPECTED_TAU2_LOWER = 412,    /* limits: where sum (y - x'b)² / (tau² + v) meets the chi-square */
    NKT_EXPECTED_TAU2_UPPER = 413,    /*   quantiles with m - r degrees of freedom */
    NKT_EXPECTED_Q = 414,             /* the same sum at tau² = 0: is there more than chance? */
    NKT_EXPECTED_Q_DF = 415,          /* m - r */
    NKT_EXPECTED_Q_P = 416
};

/* Reads one number of a model; NaN where it is undefined. Returns NKT_OK, NKT_E_NULL, NKT_E_STATE,
 * NKT_E_ALIGNMENT, NKT_E_ID. Thread-safe. Since 0.1. */
NKT_API nkt_status nkt_expected_get(const void *model, int32_t what, double *value,
                                    nkt_error *error);

/* What became of a row. */
enum {
    NKT_EXPECTED_USED = 0,
    NKT_EXPECTED_SMALL = 1, /* below options.minimum_size */
    NKT_EXPECTED_NOT_INCLUDED = 2,
    NKT_EXPECTED_MISSING = 3,
    NKT_EXPECTED_INVALID = 4,
    NKT_EXPECTED_NATION = 5
};

/* Classes of the benchmark: with which certainty a deviation is above or below 0. */
enum {
    NKT_EXPECTED_FAR_BELOW = -2, /* P(u < -above_by) is at least options.certainty */
    NKT_EXPECTED_BELOW = -1,     /* P(u < 0) is */
    NKT_EXPECTED_UNCERTAIN = 0,  /* neither: the figure rests on too few to tell */
    NKT_EXPECTED_ABOVE = 1,
    NKT_EXPECTED_FAR_ABOVE = 2
};

/*
 * What a list of numbers may be: one per row, or one per coefficient of the benchmark. Pinned for
 * ever. There are no default thresholds of a deviation: for classes by the caller's, pass the
 * deviations to nkt_classify (classes.h).
 */
enum {
    /* as published */
    NKT_EXPECTED_ROW_USE = 301,         /* NKT_EXPECTED_USED ... _NATION */
    NKT_EXPECTED_ROW_EXPECTED = 302,    /* least squares; rounded where options.rounding says so */
    NKT_EXPECTED_ROW_DEVIATION = 303,   /* actual - expected */
    NKT_EXPECTED_ROW_QUARTER = 304,     /* 1 ... 4, the highest deviations in 4: always a quarter of
                                           the units, however small the differences; fitted rows */
    NKT_EXPECTED_ROW_LEVERAGE = 305,
    NKT_EXPECTED_ROW_LOO_EXPECTED = 306, /* of a fit without the row, never rounded */
    NKT_EXPECTED_ROW_LOO_DEVIATION = 307,
    NKT_EXPECTED_ROW_OLS_LOWER = 308,   /* prediction limits of least squares: too narrow for small */
    NKT_EXPECTED_ROW_OLS_UPPER = 309,   /*   groups, too wide for large ones */

    /* the benchmark: fitted rows with a size */
    NKT_EXPECTED_ROW_VARIANCE = 321,    /* v: of chance */
    NKT_EXPECTED_ROW_BENCHMARK = 322,   /* x'b by generalised least squares */
    NKT_EXPECTED_ROW_ABOVE_BENCHMARK = 323, /* y - x'b */
    NKT_EXPECTED_ROW_WEIGHT = 324,      /* B = tau² / (tau² + v): what is not chance */
    NKT_EXPECTED_ROW_SHRUNKEN = 325,    /* the deviation u = B (y - x'b) */
    NKT_EXPECTED_ROW_SE = 326,          /* its error: root of B v + B² x'V(b)x + 2 g3 */
    NKT_EXPECTED_ROW_SHRUNKEN_LOWER = 327,
    NKT_EXPECTED_ROW_SHRUNKEN_UPPER = 328,
    NKT_EXPECTED_ROW_P_ABOVE = 329,     /* P(u > 0) */
    NKT_EXPECTED_ROW_P_ABOVE_BY = 330,  /* P(u > options.above_by) */
    NKT_EXPECTED_ROW_CLASS = 331,       /* NKT_EXPECTED_FAR_BELOW ... _FAR_ABOVE */
    NKT_EXPECTED_ROW_CLASS_P = 332,     /* its probability; of _UNCERTAIN that of the likelier side */
    NKT_EXPECTED_ROW_LOWER = 333,       /* between these a unit of its size and conditions is */
    NKT_EXPECTED_ROW_UPPER = 334,       /*   expected, itself left out: x'b ± z sqrt(tau² + v + x'Vx) */
    NKT_EXPECTED_ROW_RANK = 335,        /* of u; equal ones share the better rank */
    NKT_EXPECTED_ROW_RANK_LOWER = 336,
    NKT_EXPECTED_ROW_RANK_UPPER = 337,
    NKT_EXPECTED_ROW_FUNNEL_LOWER = 338, /* x'b ± z sqrt(v): chance alone */
    NKT_EXPECTED_ROW_FUNNEL_UPPER = 339,
    NKT_EXPECTED_ROW_FUNNEL_TAU_LOWER = 340, /* x'b ± z sqrt(tau² + v) */
    NKT_EXPECTED_ROW_FUNNEL_TAU_UPPER = 341,
    NKT_EXPECTED_ROW_OUTLYING_P = 342, /* is it outlying, given tau²? two-sided, itself left out */
    NKT_EXPECTED_ROW_OUTLYING_Q = 343, /* the same, adjusted for the number of rows: the share of
                                          false ones among all with a q as small (Benjamini-Hochberg) */

    /* per coefficient: the intercept, then the terms; NaN for a dropped one */
    NKT_EXPECTED_COEFFICIENT = 381, /* of the benchmark, tau² taken as known */
    NKT_EXPECTED_COEFFICIENT_SE = 382
};

/*
 * Copies a list of numbers of a model; NaN where they are undefined.
 *
 * out       element k goes to (char *) out + k · stride; no alignment needed
 * stride    bytes, at least 8 in size, may be negative
 * capacity  how many fit: fewer than there are rows, or coefficients: NKT_E_CAPACITY
 * Returns NKT_OK, NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT, NKT_E_ID, NKT_E_STRIDE, NKT_E_SIZE,
 * NKT_E_CAPACITY. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_expected_copy(const void *model, int32_t what, void *out, int64_t stride,
                                     int64_t capacity, nkt_error *error);

NKT_END

#endif
