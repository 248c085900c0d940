/*
 * Expected values: what a figure of a municipality would be with its conditions, and what its
 * deviation from that is worth.
 *
 *     nkt_expected         fits a cross-section: one year
 *     nkt_expected_get     one number of the model
 *     nkt_expected_copy    one list of it: a number, or a code, for each row
 *     nkt_expected_ols     the least-squares fit in it
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
 * share tau² / (tau² + v) of it that is not chance, and comes with its error, its limits, the
 * probability that it is above 0, and a rank with its interval. Without sizes there is no benchmark.
 *
 * tau² is not known, and in a county of 25 units its estimate is often 0. So all that is said of u is
 * integrated over what tau² may be: over the likelihood of the method, weighted by sqrt(tau) d tau,
 * tau at most half of the whole, which is the greatest standard deviation that a share can have.
 * That of REML is the restricted likelihood; that of Paule & Mandel's equation is Q^(nu/2) exp(-Q/2),
 * where Q = sum (y - x'b)² / (tau² + v) and nu = m - r: each is greatest at the estimate. What the
 * limits cover is measured in docs/models.md.
 *
 * Source: Kolada N00485 and N00486; Fay & Herriot 1979; Paule & Mandel 1982; Morris & Tang 2011
 * (integrating over tau²); Prasad & Rao 1990, Datta & Lahiri 2000 (error of the plug-in with REML),
 * Datta, Rao & Smith 2005 (with Paule & Mandel's equation, which is Fay & Herriot's); Viechtbauer 2007
 * (limits of tau²); Benjamini & Hochberg 1995.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_EXPECTED_H
#define NYCKELTAL_EXPECTED_H

#include "design.h"
#include "memory.h"
#include "options.h"
#include "target.h"

NKT_BEGIN

/* Whether expected values are rounded before the deviation is formed. Pinned for ever. */
enum nkt_decimals {
    NKT_DECIMALS_ALL = 0, /* not rounded */
    NKT_DECIMALS_ONE = 1  /* as Kolada publishes them: deviation = actual - rounded */
};

/*
 * How tau² is estimated, never below 0, and so the likelihood that deviations are integrated over.
 * Pinned for ever.
 */
enum nkt_tau2 {
    NKT_TAU2_PAULE_MANDEL = 0, /* sum (y - x'b)² / (tau² + v) = m - r */
    NKT_TAU2_REML = 1          /* restricted maximum likelihood of a normal distribution */
};

/* Pass NULL for all defaults; otherwise set size first. Zero is the default of every field. */
typedef struct nkt_expected_options {
    uint32_t size;       /* sizeof (nkt_expected_options) as the caller compiled it; not 0 */
    int32_t decimals;    /* NKT_DECIMALS_*; 0: all */
    int32_t tau2_method; /* NKT_TAU2_*; 0: Paule & Mandel */
    int32_t direction;   /* NKT_DIRECTION_HIGH or _LOW: which end of ranking and quarters is
                               number 1; 0: high */
    double whole;        /* the response if all of a group had it, above 0; 0: 100, a percentage */
    double minimum_persons; /* groups with fewer persons are left out of the fit; 0: none is. A
                               missing size is not a small one */
    double confidence;      /* of limits, between 0 and 1; 0: 0.95 */
    double certainty;       /* how probable a class must be, above 0.5 and below 1; 0: 0.95 */
    double above_by;        /* what a deviation must exceed to be far above or below, in the unit of
                               the response; 0: no deviation is called far */
    int64_t draws; /* from which rank limits are formed, at most 1000000; 0: 2000; -1: none,
                               and there are no rank limits */
    uint64_t seed; /* of the draws, any number: the same seed, the same limits */
} nkt_expected_options;

/*
 * Fits both layers to the rows of one year.
 *
 * design   a row per unit. response: the figure, in per cent (or of options.whole), as published.
 *          terms: conditions; the guide's model has the share with 0-2 years of residence, the share
 *          with 3-6, a share of education, and the native-born who are unemployed; any others will
 *          do. size: how many persons the response of each row rests on; NULL: not known, then only
 *          the layer as published is formed; a row without a size has no benchmark. Weight and
 *          cluster are not taken
 * options  NULL: the defaults
 * model    receives the model; a refused call leaves the one that was there as it was
 * work     scratch: the rows in the columns of the fit, and the draws
 *
 * The nation is no unit: leave its row out by rows.include. A row that is left out, or small, or
 * lacks its response, is no part of the fit; it is expected something all the same if it has all
 * terms. What became of a row, NKT_EXPECTED_ROW_USE says. Collinear terms are dropped, the last ones
 * first.
 *
 * Bad data of a row, which leaves it out: an infinity; a size that is negative, or 0 where there is a
 * response; where sizes are given, a response below 0 or above options.whole, which is no share and
 * has no such variance. Without sizes a response may be anything.
 *
 * Of several remarks the first in this list is returned, bad rows last: error.rows_affected counts
 * them in any case.
 *
 * Returns NKT_OK; NKT_SEEMS_PROPORTIONS (every response fitted lies between 0 and 1, and the whole
 * is 100: set options.whole to 1 if they are proportions); NKT_CONSTANT_RESPONSE, NKT_TERM_DROPPED,
 * NKT_PERFECT_FIT, NKT_NEARLY_COLLINEAR (of least squares); NKT_NOT_ESTIMABLE (as many rows as
 * coefficients; or sizes are given, but there are no more rows with a size than coefficients, so
 * there is no benchmark); NKT_ROWS_INVALID; NKT_E_TOO_FEW_ROWS (fewer than coefficients),
 * NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION, NKT_E_OPTIONS_SIZE, NKT_E_DUPLICATE,
 * NKT_E_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_expected(const nkt_design *design, const nkt_expected_options *options,
                                nkt_memory *model, nkt_memory *work, nkt_error *error);

/* What one number of a model may be. Pinned for ever. */
enum nkt_expected_number {
    NKT_EXPECTED_N = 401,              /* rows of the fit */
    NKT_EXPECTED_N_BENCHMARK = 402,    /* m: those of them with a size */
    NKT_EXPECTED_N_SMALL = 403,        /* rows left out for their size */
    NKT_EXPECTED_N_NOT_INCLUDED = 404, /* rows left out by rows.include */
    NKT_EXPECTED_N_MISSING = 405,      /* rows that lack their response or a term */
    NKT_EXPECTED_N_INVALID = 406,      /* rows with bad data */
    NKT_EXPECTED_TAU2 = 411,           /* variance between units that the terms do not explain */
    NKT_EXPECTED_TAU2_LOWER = 412, /* its limits: where sum (y - x'b)² / (tau² + v) meets the */
    NKT_EXPECTED_TAU2_UPPER = 413, /*   chi-square quantiles with m - r degrees of freedom */
    NKT_EXPECTED_Q = 414,          /* the same sum at tau² = 0: is there more than chance? */
    NKT_EXPECTED_Q_DF = 415,       /* m - r */
    NKT_EXPECTED_Q_P = 416,        /* the probability of a Q as large by chance alone */

    /* what the model was made of */
    NKT_EXPECTED_N_TERMS = 421,         /* columns of terms */
    NKT_EXPECTED_N_ROWS = 422,          /* rows, used or not: the length of a list of rows */
    NKT_EXPECTED_INTERCEPT = 423,       /* 1: there is one */
    NKT_EXPECTED_DECIMALS = 424,        /* the options, defaults filled in */
    NKT_EXPECTED_TAU2_METHOD = 425,     /* NKT_TAU2_* */
    NKT_EXPECTED_DIRECTION = 426,       /* NKT_DIRECTION_* */
    NKT_EXPECTED_WHOLE = 427,           /* the response if all of a group had it */
    NKT_EXPECTED_MINIMUM_PERSONS = 428, /* smaller groups were left out */
    NKT_EXPECTED_CONFIDENCE = 429,      /* of limits */
    NKT_EXPECTED_CERTAINTY = 430,       /* of classes */
    NKT_EXPECTED_ABOVE_BY = 431,        /* of the far classes; 0: there are none */
    NKT_EXPECTED_DRAWS = 432            /* of rank limits; -1: there are none */
};

/*
 * Reads one number of a model.
 *
 * model  a memory that nkt_expected has filled
 * what   NKT_EXPECTED_N, ...
 * value  receives the number; NaN where it is undefined
 *
 * Returns NKT_OK, NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT, NKT_E_ID.
 */
NKT_API nkt_status nkt_expected_get(const nkt_memory *model, int32_t what, double *value,
                                    nkt_error *error);

/* Classes of the benchmark: with which certainty a deviation is above or below 0. */
enum nkt_benchmark_class {
    NKT_BENCHMARK_CLASS_FAR_BELOW = -2, /* P(u < -above_by) is at least options.certainty */
    NKT_BENCHMARK_CLASS_BELOW = -1,     /* P(u < 0) is */
    NKT_BENCHMARK_CLASS_UNCERTAIN = 0,  /* neither: the figure rests on too few to tell */
    NKT_BENCHMARK_CLASS_ABOVE = 1,      /* P(u > 0) is */
    NKT_BENCHMARK_CLASS_FAR_ABOVE = 2   /* P(u > above_by) is */
};

/*
 * What a list of one number per row may be. Pinned for ever. There are no default thresholds of a
 * deviation: for classes by the caller's, pass the deviations to nkt_classify (classes.h).
 */
enum nkt_expected_row {
    /* as published */
    NKT_EXPECTED_ROW_USE = 301,           /* a code, NKT_USE_* (design.h): what became of the row */
    NKT_EXPECTED_ROW_EXPECTED = 302,      /* least squares; rounded if options.decimals says so */
    NKT_EXPECTED_ROW_DEVIATION = 303,     /* actual - expected */
    NKT_EXPECTED_ROW_QUARTER = 304,       /* a code, 1 ... 4, as nkt_quarters has it: 1 holds the
                                             end that options.direction calls number 1, so by
                                             default the highest deviations; always a quarter of
                                             the units, however small the differences; fitted
                                             rows */
    NKT_EXPECTED_ROW_LEVERAGE = 305,      /* h: how much the row decides its own expected value */
    NKT_EXPECTED_ROW_LOO_EXPECTED = 306,  /* of a fit without the row, never rounded */
    NKT_EXPECTED_ROW_LOO_DEVIATION = 307, /* actual - that */
    NKT_EXPECTED_ROW_OLS_LOWER = 308,     /* prediction limits of least squares: too narrow for */
    NKT_EXPECTED_ROW_OLS_UPPER = 309,     /*   small groups, too wide for large ones */

    /* the benchmark: fitted rows with a size */
    NKT_EXPECTED_ROW_VARIANCE = 321,         /* v: of chance */
    NKT_EXPECTED_ROW_BENCHMARK = 322,        /* x'b by generalised least squares */
    NKT_EXPECTED_ROW_FROM_BENCHMARK = 323,   /* y - x'b, of either sign */
    NKT_EXPECTED_ROW_WEIGHT = 324,           /* the mean of B = tau² / (tau² + v), what is not
                                                chance, over all that tau² may be */
    NKT_EXPECTED_ROW_SHRUNKEN = 325,         /* the deviation u: the mean of B (y - x'b) */
    NKT_EXPECTED_ROW_SE = 326,               /* its error: root of the mean of B v + B² x'V(b)x and
                                                of the variance of B (y - x'b) */
    NKT_EXPECTED_ROW_SHRUNKEN_LOWER = 327,   /* limits of u: quantiles of its distribution */
    NKT_EXPECTED_ROW_SHRUNKEN_UPPER = 328,   /*   upper */
    NKT_EXPECTED_ROW_P_ABOVE = 329,          /* P(u > 0), by the same distribution */
    NKT_EXPECTED_ROW_P_ABOVE_BY = 330,       /* P(u > options.above_by) */
    NKT_EXPECTED_ROW_CLASS = 331,            /* a code, NKT_BENCHMARK_CLASS_* */
    NKT_EXPECTED_ROW_CLASS_P = 332,          /* its probability; of _UNCERTAIN that of the likelier
                                                side */
    NKT_EXPECTED_ROW_LOWER = 333,            /* between these a unit of its size and conditions is
                                                expected, itself left out: */
    NKT_EXPECTED_ROW_UPPER = 334,            /*   x'b ± z sqrt(tau² + v + x'Vx) */
    NKT_EXPECTED_ROW_RANK = 335,             /* of u, from 1; equal ones share the better rank */
    NKT_EXPECTED_ROW_RANK_LOWER = 336,       /* limits of the rank, from the draws */
    NKT_EXPECTED_ROW_RANK_UPPER = 337,       /*   upper */
    NKT_EXPECTED_ROW_FUNNEL_LOWER = 338,     /* x'b ± z sqrt(v): chance alone */
    NKT_EXPECTED_ROW_FUNNEL_UPPER = 339,     /*   upper */
    NKT_EXPECTED_ROW_FUNNEL_TAU_LOWER = 340, /* x'b ± z sqrt(tau² + v) */
    NKT_EXPECTED_ROW_FUNNEL_TAU_UPPER = 341, /*   upper */
    NKT_EXPECTED_ROW_OUTLYING_P = 342, /* is it outlying, given tau²? two-sided, itself left out */
    NKT_EXPECTED_ROW_OUTLYING_Q = 343, /* the same, adjusted for the number of rows: the share
                                                of false ones among all with a q as small
                                                (Benjamini-Hochberg) */
    NKT_EXPECTED_ROW_PLUG_IN = 344,   /* B (y - x'b) at the estimate of tau², as other software has
                                                it: 0 for all where that is 0 */
    NKT_EXPECTED_ROW_PLUG_IN_SE = 345 /* root of its published mean square error, B v +
                                                B² x'V(b)x + 2 g3 - (1 - B)² bias; NaN where that is
                                                below 0 */
};

/* The same per coefficient: the intercept, then the terms; NaN for a dropped one. Pinned for ever. */
enum nkt_expected_coefficient {
    NKT_EXPECTED_COEFFICIENT = 381,   /* of the benchmark, tau² taken as known */
    NKT_EXPECTED_COEFFICIENT_SE = 382 /* its standard error */
};

/*
 * Copies a list of a model.
 *
 * model  a memory that nkt_expected has filled
 * what   NKT_EXPECTED_ROW_*, NKT_EXPECTED_COEFFICIENT or _SE
 * out    numbers, but codes of _ROW_USE, _ROW_QUARTER and _ROW_CLASS: one per row, or coefficient
 *
 * Returns NKT_OK, NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT, NKT_E_ID, NKT_E_TYPE, NKT_E_COUNT,
 * NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY.
 */
NKT_API nkt_status nkt_expected_copy(const nkt_memory *model, int32_t what, const nkt_target *out,
                                     nkt_error *error);

/*
 * The least-squares fit of the layer as published, for the functions of ols.h that take a fit.
 *
 * model  a memory that nkt_expected has filled
 * fit    receives a view of the fit where it lies in the model: it cannot grow, is not to be freed,
 *        and holds until the model is moved, freed or fitted anew. What it was before is forgotten
 *
 * Returns NKT_OK, NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT, NKT_E_DUPLICATE (fit is the model).
 */
NKT_API nkt_status nkt_expected_ols(const nkt_memory *model, nkt_memory *fit, nkt_error *error);

NKT_END

#endif
