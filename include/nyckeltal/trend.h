/*
 * How a figure has developed: change between two years with its interval, slopes, tests of trend,
 * and the verdict: random, or part of a trend?
 *
 * A series is n_rows rows with a year each, in any order, no year twice; a row without a value is a
 * gap. At most NKT_TREND_YEARS_MAX rows.
 *
 * In all of these, missing years leave a row out, infinite values and years that are no whole
 * number are bad data: the row is left out, and the first is told (NKT_ROWS_INVALID). Two rows of
 * one year are refused (NKT_E_DUPLICATE, the later row in error.row). On refusal nothing is
 * written. No work area is needed. Thread-safe on distinct outputs. Since 0.1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_TREND_H
#define NYCKELTAL_TREND_H

#include "gap.h"

NKT_BEGIN

#define NKT_TREND_YEARS_MAX 60

/* ---- two years -------------------------------------------------------------------------------- */

/*
 * The change between two estimates of one figure: now - before, with limits from the limits of
 * both (MOVER: Zou & Donner 2008). For shares whose counts are known, nkt_difference does the same.
 *
 * correlation  between the two, -1 ... 1: stocks of neighbouring years are largely the same
 *              persons, so their chance goes together; 0: independent
 * out          receives the change; no limits where one of the two has none; its basis is the smaller
 *              one, its state the worse one of both
 * Returns NKT_OK, NKT_E_NULL, NKT_E_DOMAIN (correlation).
 */
NKT_API nkt_status nkt_change(const nkt_estimate *before, const nkt_estimate *now,
                              double correlation, nkt_estimate *out, nkt_error *error);

/*
 * The direction of a change: 1 up, -1 down, 0 where it is at most dead_band in size, or unknown.
 *
 * dead_band  0 or more, in the unit of the change
 * Returns NKT_OK, NKT_E_NULL, NKT_E_DOMAIN.
 */
NKT_API nkt_status nkt_arrow(const nkt_estimate *change, double dead_band, int32_t *arrow,
                             nkt_error *error);

/*
 * The smallest difference between two shares that groups of these sizes would show: one that a
 * two-sided test at 1 - confidence finds with the probability `power`.
 *
 * share                     per cent, 0 ... 100, near which both lie
 * size_before, size_now     above 0
 * correlation               between the chance of both, -1 ... 1
 * confidence, power         above 0 and below 1; confidence 0: 0.95, power 0: 0.8
 * points                    receives (z + z') · root of the variance of the difference, percentage points
 * Returns NKT_OK, NKT_E_NULL, NKT_E_DOMAIN. Source: Fleiss, Levin & Paik 2003, chapter 4.
 */
NKT_API nkt_status nkt_detectable_difference(double share, double size_before, double size_now,
                                             double correlation, double confidence, double power,
                                             double *points, nkt_error *error);

/*
 * How many years of flows it takes until a steady change would show: the smallest number of years
 * in a row for which a test of the slope at 1 - confidence finds it with the probability `power`.
 *
 * share, confidence, power  as above
 * size                      of the group of each year, above 0
 * change                    percentage points a year, not 0
 * years                     receives 2 ... NKT_TREND_YEARS_MAX; -1: not within so many
 * Returns NKT_OK, NKT_E_NULL, NKT_E_DOMAIN.
 */
NKT_API nkt_status nkt_years_to_show(double share, double size, double change, double confidence,
                                     double power, int32_t *years, nkt_error *error);

/* ---- tests -------------------------------------------------------------------------------------- */

/* How a p-value was found. Pinned for ever. */
enum {
    NKT_TEST_NONE = 0,       /* it was not: the series is too short, or all are alike */
    NKT_TEST_EXACT = 1,      /* from all orders of the values */
    NKT_TEST_ASYMPTOTIC = 2, /* from the normal or chi-square distribution */
    NKT_TEST_PERMUTATION = 3 /* from seeded draws */
};

/* A test. 40 bytes, frozen for ever. */
typedef struct nkt_test {
    double statistic;
    double df;      /* degrees of freedom; NaN where there are none */
    double p;       /* two-sided; NaN where it was not found */
    int64_t n;      /* years used */
    int32_t method; /* NKT_TEST_* */
    int32_t sign;   /* of the trend: 1 up, -1 down, 0 neither */
} nkt_test;

/*
 * Mann & Kendall's test of a monotone trend: the statistic is S, the number of pairs of years that
 * rise less those that fall. Exact up to 10 years, over all orders of the values as they are, ties
 * included; beyond that normal, with the variance for ties and a continuity correction.
 *
 * autocorrelation  of neighbouring years, 0 ... below 1, where the caller knows it: the variance is
 *                  then that of the normal distribution times (1 + r) / (1 - r)
 * out              receives the test. Below 3 years there is no p; below 5 it cannot reach .05
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DUPLICATE, NKT_E_DOMAIN
 * (autocorrelation). Source: Mann 1945; Kendall 1975; Bayley & Hammersley 1946.
 */
NKT_API nkt_status nkt_mann_kendall(const nkt_column *years, const nkt_column *values,
                                    int64_t n_rows, double autocorrelation, nkt_test *out,
                                    nkt_error *error);

/*
 * Cochran & Armitage's test of a trend in shares: the statistic is z² with one degree of freedom
 * (R: prop.trend.test, scores the years). For flows: stocks of neighbouring years are largely the
 * same persons.
 *
 * parts, wholes  0 or more; a whole of 0 leaves the year out. In perturbed tables a part may exceed
 *                its whole
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DUPLICATE.
 * Source: Armitage 1955.
 */
NKT_API nkt_status nkt_cochran_armitage(const nkt_column *years, const nkt_column *parts,
                                        const nkt_column *wholes, int64_t n_rows, nkt_test *out,
                                        nkt_error *error);

/*
 * Do the shares of the years differ more than by chance? Pearson's chi-square with one degree of
 * freedom less than years (R: chisq.test without correction); where an expected count is below 5,
 * the p-value comes from draws of the parts over the years, their sum and the wholes kept, if the
 * counts are whole numbers and the rarer outcome has at most 2000 in all. For flows.
 *
 * draws  how many; 0: 9999; -1: none, always the chi-square distribution
 * seed   of the draws: the same seed, the same p
 * Returns as nkt_cochran_armitage; NKT_E_DOMAIN (draws).
 */
NKT_API nkt_status nkt_heterogeneity(const nkt_column *years, const nkt_column *parts,
                                     const nkt_column *wholes, int64_t n_rows, int64_t draws,
                                     uint64_t seed, nkt_test *out, nkt_error *error);

/* ---- slopes --------------------------------------------------------------------------------------- */

enum {
    NKT_SLOPE_LEAST_SQUARES = 0, /* limits by Student's t */
    NKT_SLOPE_THEIL_SEN = 1      /* the median of the slopes of all pairs of years; limits from the
                                    null distribution of Mann & Kendall's S (Sen 1968) */
};

/*
 * The change per year.
 *
 * method  NKT_SLOPE_*
 * options mode and confidence; NULL: the defaults
 * out     receives the slope; its basis is the number of years. Below 2 years it is missing; below
 *         3 (least squares), or where so few years cannot bound it (Theil-Sen: below 5 for 95 per
 *         cent), it has no limits
 * Returns as nkt_mann_kendall; NKT_E_OPTION, NKT_E_OPTIONS_SIZE.
 */
NKT_API nkt_status nkt_slope(const nkt_column *years, const nkt_column *values, int64_t n_rows,
                             int32_t method, const nkt_options *options, nkt_estimate *out,
                             nkt_error *error);

/* ---- the verdict ------------------------------------------------------------------------------------- */

/* Pinned for ever. */
enum {
    NKT_VERDICT_TOO_FEW_YEARS = 0,
    NKT_VERDICT_STABLE = 1, /* the interval of the change lies inside the dead band */
    NKT_VERDICT_RANDOM = 2, /* the years differ no more than by chance */
    NKT_VERDICT_UP = 3,     /* a monotone trend */
    NKT_VERDICT_DOWN = 4,
    NKT_VERDICT_CHANGED = 5 /* the years differ by more than chance, without a trend */
};

/* Pass NULL for all defaults; otherwise set size first. Zero is the default of every field. */
typedef struct nkt_trend_options {
    uint32_t size;          /* sizeof (nkt_trend_options) as the caller compiled it; not 0 */
    int32_t is_stock;       /* 1: neighbouring years are largely the same persons, so the years are
                               not compared by their counts; 0: a flow */
    double dead_band;       /* a change within it is none, in the unit of the figure; 0: none */
    double confidence;      /* of intervals and tests, between 0 and 1; 0: 0.95 */
    double correlation;     /* between first and last year, for the interval of the change */
    double autocorrelation; /* of neighbouring years, for Mann & Kendall's test */
    int64_t draws;          /* as for nkt_heterogeneity */
    uint64_t seed;
    int32_t across_breaks; /* 1: compare across breaks of the series all the same */
    int32_t reserved;      /* 0 */
} nkt_trend_options;

/* What became of a series. 184 bytes, frozen for ever. */
typedef struct nkt_trend_result {
    nkt_estimate change; /* last year - first year */
    nkt_estimate slope;  /* Theil & Sen's, per year */
    nkt_test monotone; /* flows with counts: Cochran & Armitage with a continuity correction of half
                            a year; otherwise Mann & Kendall */
    nkt_test differ;   /* heterogeneity, for flows with counts; otherwise NKT_TEST_NONE */
    int64_t first_year; /* of the years compared; 0 where there are none */
    int64_t last_year;
    int32_t verdict; /* NKT_VERDICT_* */
    int32_t arrow;   /* of the change: 1, 0, -1 */
} nkt_trend_result;

/*
 * Random, or part of a trend?
 *
 * years    the year of each row
 * values   the figure; NULL: 100 · part / whole
 * parts, wholes  the counts behind it, 0 or more; both or neither. NULL: not known: then the change
 *          has no interval, and the verdict rests on the order of the values alone
 * breaks   not 0: from this year on the figure is another one; what lies before is left out. NULL:
 *          no breaks
 * options  NULL: the defaults
 * out      receives the result
 *
 * The verdict: too few years (with counts of a flow below 3, otherwise below 5); stable, where the
 * interval of the change lies inside the dead band; a trend up or down, where the monotone test
 * rejects chance (and, with counts, pairs of years go the same way on balance); random, where the
 * test of differences does not reject it, or there is none; otherwise changed without trend.
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE,
 * NKT_E_DUPLICATE, NKT_E_OPTION, NKT_E_OPTIONS_SIZE.
 */
NKT_API nkt_status nkt_trend(const nkt_column *years, const nkt_column *values,
                             const nkt_column *parts, const nkt_column *wholes,
                             const nkt_column *breaks, int64_t n_rows,
                             const nkt_trend_options *options, nkt_trend_result *out,
                             nkt_error *error);

/*
 * Does the gap between two groups, women and men or refugees and native-born, open or close? The
 * gap of each year is the difference of two shares in percentage points, or the logarithm of their
 * ratio, with the variance that its counts give it.
 *
 * years              the year of each row
 * parts_1, wholes_1  counts of the first group, 0 or more; a whole of 0 leaves the year out
 * parts_2, wholes_2  of the second
 * breaks             as above
 * measure            NKT_CONTRAST_DIFFERENCE, or NKT_CONTRAST_RATIO: then change and slope are factors, 1 where
 *                    the ratio stays as it is, and the dead band lies around 1
 * options            as above
 * out                receives the result. change: last gap - first gap (or their ratio), from the limits
 *                    of both. slope: by least squares, weighted by 1 / variance, limits by the
 *                    normal distribution. monotone: (slope / its standard error)², for stocks
 *                    Mann & Kendall. differ: weighted squares about the mean gap, chi-square; for stocks
 *                    there is none. The verdict is the same as above, of the gap: up means that the
 *                    first group gains on the second
 *
 * Variances are made from the share of each group over all the years compared, with half a person
 * more of either outcome, so that shares of 0 and 100 per cent have one too; ratios take that half
 * person year by year, because otherwise they need not exist.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DUPLICATE, NKT_E_DOMAIN
 * (measure), NKT_E_OPTION, NKT_E_OPTIONS_SIZE. Source: inverse-variance weights and the test of
 * differences as in Cochran 1954.
 */
NKT_API nkt_status nkt_trend_gap(const nkt_column *years, const nkt_column *parts_1,
                                 const nkt_column *wholes_1, const nkt_column *parts_2,
                                 const nkt_column *wholes_2, const nkt_column *breaks,
                                 int64_t n_rows, int32_t measure, const nkt_trend_options *options,
                                 nkt_trend_result *out, nkt_error *error);

/* The name of a verdict: "too few years", "stable", "random", "trend up", "trend down", "changed
 * without trend"; "" for an unknown one. Constant string. Thread-safe. */
NKT_API const char *nkt_verdict_name(int32_t verdict);

/* ---- breaks and revisions ------------------------------------------------------------------------------ */

/* How an old series is brought to the level of a new one. */
enum {
    NKT_SPLICE_DIFFERENCE = 0, /* plus the mean difference in the years that have both */
    NKT_SPLICE_RATIO = 1       /* times the sum of the new by that of the old ones in those years */
};

/*
 * Splices an old series to a new one, over the rows that have both.
 *
 * old_values, new_values  n_rows rows, a row per year
 * method       NKT_SPLICE_*
 * out          receives, at (char *) out + r · stride, the new value where there is one, otherwise
 *              the old one on the new level; NaN where there is neither
 * stride       bytes, at least 8 in size, may be negative
 * step         receives the difference, or the ratio
 * n_overlap    receives the number of rows that have both
 *
 * Without overlap the old values are not used, and the return is NKT_NOT_ESTIMABLE.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_NOT_ESTIMABLE, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE,
 * NKT_E_DOMAIN (method), NKT_E_STRIDE, NKT_E_SIZE.
 */
NKT_API nkt_status nkt_splice(const nkt_column *old_values, const nkt_column *new_values,
                              int64_t n_rows, int32_t method, double *out, int64_t stride,
                              double *step, int64_t *n_overlap, nkt_error *error);

/* What became of published values in a later publication. 56 bytes, frozen for ever. */
typedef struct nkt_revision {
    double mean; /* later - earlier, over rows that have both; NaN without them */
    double mean_absolute;
    double largest;      /* in size, with its sign */
    int64_t largest_row; /* -1 without rows */
    int64_t n;           /* rows that have both */
    int64_t n_changed;   /* those that differ by more than the tolerance */
    int64_t n_lost;      /* rows that had a value and have none any more, or the other way round */
} nkt_revision;

/*
 * Measures a revision of earlier figures.
 *
 * earlier, later  n_rows rows each
 * tolerance       0 or more: half a unit of the last decimal published
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DOMAIN.
 */
NKT_API nkt_status nkt_revision_of(const nkt_column *earlier, const nkt_column *later,
                                   int64_t n_rows, double tolerance, nkt_revision *out,
                                   nkt_error *error);

NKT_END

#endif
