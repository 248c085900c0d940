/*
 * How a figure has developed: change between two years with its interval, slopes, tests of trend,
 * and the verdict: random, or part of a trend?
 *
 * In all of these, missing years leave a row out; infinite values, values that their counts
 * contradict, and years that are no whole number or lie further than 2^53 from 0 are bad data, as
 * are numbers beyond 1e130: the row is left out, and the first is reported (NKT_ROWS_INVALID). Two
 * rows of one year are refused (NKT_E_DUPLICATE, the later row in error.row). On refusal nothing is
 * written. No work area is needed.
 *
 * Years on both sides of a break are not compared, unless options.across_breaks says so: the breaks
 * that the catalogue knows of the ids of values, parts and wholes (nkt_break_of; columns without an id
 * have none), and those of the series itself. The years from the last break on are used. Where a break
 * lies among the years with values, results are NKT_FLAG_SERIES_BREAK, whether the years before it
 * were left out or not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_TREND_H
#define NYCKELTAL_TREND_H

#include "catalogue.h"
#include "estimate.h"
#include "table.h"
#include "target.h"

NKT_BEGIN

/* What there may be at most. */
enum nkt_trend_limit {
    NKT_TREND_YEARS_MAX = 60 /* rows of a series */
};

/*
 * A series: a row per year, in any order, no year twice. Zero is "not given" for every member but
 * rows and years.
 *
 * A row without a value is a gap. A value beside counts is the same share as they are, as published:
 * options.tolerance. Where counts are not known in some year, its value still has its
 * part in everything that rests on values: change, slope, order of the values. What rests on counts
 * uses the years that have them; each result says how many years it used.
 */
typedef struct nkt_series {
    nkt_rows rows;            /* at most 60, without groups */
    const nkt_column *years;  /* the year of each row */
    const nkt_column *values; /* the figure; NULL: 100 · part / whole */
    const nkt_column *parts; /* the counts behind a share, 0 or more; both or neither. A part may */
    const nkt_column
        *wholes; /*   exceed its whole (perturbed tables); a whole of 0 is none known */
    const nkt_column *breaks; /* the caller's own breaks, besides the catalogue's. Not 0: from this
                                 year on the figure is another one, also where the year itself has
                                 no value; what lies before is left out */
} nkt_series;

/* Pass NULL for all defaults; otherwise set size first. Zero is the default of every field. */
typedef struct nkt_trend_options {
    uint32_t size;      /* sizeof (nkt_trend_options) as the caller compiled it; not 0 */
    int32_t measure;    /* NKT_MEASURE_*: what is counted. Of a stock, neighbouring years are
                               largely the same persons, so their chance goes together; the years
                               of flows, cohorts and amounts per year are independent. 0: as the
                               catalogue says of the id of the parts, wholes or values; where it
                               says nothing and there are counts, the call is refused
                               (NKT_E_MEASURE); without counts it is then taken for a stock */
    double dead_band;   /* a change within it is none, in the unit of the figure; 0: none */
    double confidence;  /* of intervals and tests, between 0 and 1; 0: 0.95 */
    double correlation; /* between first and last year, -1 ... 1, for the interval of the change;
                               0: independent */
    double
        autocorrelation;   /* of chance in neighbouring years, 0 ... below 1, where the caller knows
                               it: of a stock, the part that stays times the correlation of a
                               person's own outcome in two years. -1: none. 0: not known; of flows,
                               and for Mann & Kendall's test alone, none */
    int64_t draws;         /* for the test of differences; -1: none, always the chi-square
                               distribution; 0: 9999 */
    uint64_t seed;         /* of the draws: the same seed, the same p */
    int32_t across_breaks; /* NKT_ACROSS_*: whether years are compared across breaks all the same.
                              0: not */
    int32_t mode;          /* NKT_MODE_*; NKT_MODE_DESCRIPTIVE: change and slope have no limits.
                               0: process */
    double
        tolerance;  /* how far a value may be from 100 · part / whole beside it, percentage points,
                         0 ... 100; beyond, the row is bad data. -1: any distance. 0: 0.5, what is
                         rounded to whole per cent */
    double renewal; /* of a stock: the part of its persons that is new each year, 0 ... 1. A trend
                          is then judged as if all others kept their outcome. 0: not known, and
                          chance may add up from year to year without end */
    double dispersion;    /* how many times the variance of persons by chance the years vary about
                          their line, 1 or more, where the caller knows it, as from the same figure
                          of others: the sum of dispersion · dispersion_df of nkt_trend_result over
                          the sum of dispersion_df. 0: estimated from the series, 1 at least */
    double dispersion_df; /* the degrees of freedom that dispersion was estimated with: it is then
                             weighed together with that of the series itself (as in Smyth 2004).
                             0: it is known for sure, and the series' own is not looked at */
} nkt_trend_options;

/* ---- two years -------------------------------------------------------------------------------- */

/*
 * The change between two estimates of one figure: now - before, with limits from the limits of
 * both (MOVER: Zou & Donner 2008). For shares whose counts are known, nkt_difference does the same.
 *
 * before, now  the estimates. A value that is NaN is missing. An infinite number and a state that is
 *              none are bad data, and so is a change beyond the largest double: the change is
 *              NKT_STATE_INVALID, error.row 0
 * correlation  between the two, -1 ... 1: stocks of neighbouring years are largely the same
 *              persons, so their chance goes together; 0: independent
 * out          receives the change; no limits where one of the two has none; its basis is the smaller
 *              one, its state the worse one of both
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_DOMAIN (correlation).
 */
NKT_API nkt_status nkt_change(const nkt_estimate *before, const nkt_estimate *now,
                              double correlation, nkt_estimate *out, nkt_error *error);

/*
 * The direction of a change: NKT_SIDE_ABOVE where it is up, NKT_SIDE_BELOW where it is down,
 * NKT_SIDE_EQUAL where it is at most dead_band in size; NKT_NO_CODE where it has no value.
 *
 * change     the change; bad data as for nkt_change
 * dead_band  0 or more, in the unit of the change
 * arrow      receives NKT_SIDE_* or NKT_NO_CODE
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_DOMAIN.
 */
NKT_API nkt_status nkt_arrow(const nkt_estimate *change, double dead_band, int32_t *arrow,
                             nkt_error *error);

/* Pass NULL for all defaults; otherwise set size first. Zero is the default of every field. */
typedef struct nkt_power_options {
    uint32_t size;      /* sizeof (nkt_power_options) as the caller compiled it; not 0 */
    int32_t reserved;   /* 0 */
    double confidence;  /* of the test, between 0 and 1; 0: 0.95 */
    double power;       /* the probability that the test finds it, between 0 and 1; 0: 0.8 */
    double correlation; /* between the chance of both years, -1 ... 1; not looked at by
                           nkt_years_to_show; 0: independent */
} nkt_power_options;

/*
 * The smallest differences that show, percentage points, 0 or more; NaN: none does, however large. 16
 * bytes, frozen for ever.
 */
typedef struct nkt_detectable {
    double up;   /* of a rise from the share before */
    double down; /* of a fall */
} nkt_detectable;

/*
 * The smallest difference from a share that groups of these sizes would show: one that nkt_difference
 * finds with the probability `power`, its limits (Newcombe's, at this confidence) leaving out 0 on the
 * right side. Up and down differ, because the smaller share varies less.
 *
 * share                  per cent before, 0 ... 100
 * size_before, size_now  persons, 1 or more; parts of persons are left out
 * options                NULL: the defaults
 * out                    receives the differences; 0 where even none is found so often, by chance
 *
 * Exact, over all outcomes of both groups. With a correlation, and where the count before has a
 * standard deviation above 60, by the normal distribution, with the variance that each share gives.
 * Returns NKT_OK, NKT_E_NULL, NKT_E_DOMAIN, NKT_E_OPTION, NKT_E_OPTIONS_SIZE. Source: Newcombe 1998;
 * on power with both variances Fleiss, Levin & Paik 2003, chapter 4.
 */
NKT_API nkt_status nkt_detectable_difference(double share, double size_before, double size_now,
                                             const nkt_power_options *options, nkt_detectable *out,
                                             nkt_error *error);

/*
 * How many years of flows it takes until a steady change would show: the smallest number of years
 * in a row for which nkt_trend, with all errors of its verdict 1 - confidence, calls it a trend in its
 * direction with the probability `power`, where the years vary no more than persons do by chance.
 *
 * share    per cent of the first year, 0 ... 100
 * size     persons in the group of each year, 1 or more; parts of persons are left out
 * change   percentage points a year, not 0
 * options  NULL: the defaults
 * years    receives 3 ... NKT_TREND_YEARS_MAX; -1: not within so many, or not before the share would
 *          leave 0 to 100 per cent
 *
 * Each year has its own share and variance; of all outcomes of the sum of counts, the test is nearly
 * normal. That the series has to go one way besides costs a little of it. Returns as nkt_detectable_difference.
 */
NKT_API nkt_status nkt_years_to_show(double share, double size, double change,
                                     const nkt_power_options *options, int32_t *years,
                                     nkt_error *error);

/* ---- tests -------------------------------------------------------------------------------------- */

/* How a p-value was found. Pinned for ever. */
enum nkt_test_method {
    NKT_TEST_NONE = 0,        /* it was not: the series is too short, or all are alike */
    NKT_TEST_EXACT = 1,       /* from all orders of the values */
    NKT_TEST_ASYMPTOTIC = 2,  /* from the normal or chi-square distribution */
    NKT_TEST_PERMUTATION = 3, /* from seeded draws */
    NKT_TEST_STUDENT = 4      /* from Student's t distribution: the statistic is t */
};

/* A test. 48 bytes, frozen for ever. */
typedef struct nkt_test {
    double statistic;
    double df;      /* degrees of freedom; NaN where there are none */
    double p;       /* two-sided; NaN where it was not found */
    int64_t n;      /* years used */
    int32_t method; /* NKT_TEST_* */
    int32_t sign;   /* of the trend: NKT_SIDE_ABOVE is up, NKT_SIDE_BELOW down */
    int32_t flags;  /* NKT_FLAG_SERIES_BREAK: a break lies among the years of the series */
    int32_t
        break_id; /* which one of the catalogue (nkt_break_by_id); 0: none, or the caller's own */
} nkt_test;

/*
 * Mann & Kendall's test of a monotone trend: the statistic is S, the number of pairs of years that
 * rise less those that fall. Exact up to 10 years, over all orders of the values as they are, ties
 * included; beyond that, and with autocorrelation, normal, with the variance for ties and a
 * continuity correction. Autocorrelation r makes the variance (1 + r) / (1 - r) times as large: even a
 * strict rise has a p below .05 only from 6 years on at r = .2, 7 at .4, 10 at .6, 19 at .8, 36 at .9.
 *
 * series   values, or counts to make them from
 * options  autocorrelation, across_breaks; NULL: the defaults
 * out      receives the test. Below 3 years there is no p; below 5 it cannot reach .05
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DUPLICATE, NKT_E_OPTION,
 * NKT_E_OPTIONS_SIZE. Source: Mann 1945; Kendall 1975; Bayley & Hammersley 1946.
 */
NKT_API nkt_status nkt_mann_kendall(const nkt_series *series, const nkt_trend_options *options,
                                    nkt_test *out, nkt_error *error);

/*
 * Cochran & Armitage's test of a trend in shares: the statistic is z² with one degree of freedom
 * (R: prop.trend.test, scores the years). For flows: stocks of neighbouring years are largely the
 * same persons.
 *
 * series   parts and wholes; values are not looked at
 * options  across_breaks; NULL: the defaults
 * out      receives the test
 *
 * Returns as nkt_mann_kendall. Source: Armitage 1955.
 */
NKT_API nkt_status nkt_cochran_armitage(const nkt_series *series, const nkt_trend_options *options,
                                        nkt_test *out, nkt_error *error);

/*
 * Do the shares of the years differ more than by chance? Pearson's chi-square with one degree of
 * freedom less than years (R: chisq.test without correction); where an expected count is below 5,
 * the p-value comes from draws of the parts over the years, their sum and the wholes kept, if the
 * counts are whole numbers and the rarer outcome has at most 2000 in all. For flows.
 *
 * series   parts and wholes; values are not looked at
 * options  draws, seed, across_breaks; NULL: the defaults
 * out      receives the test
 *
 * Returns as nkt_mann_kendall.
 */
NKT_API nkt_status nkt_heterogeneity(const nkt_series *series, const nkt_trend_options *options,
                                     nkt_test *out, nkt_error *error);

/* ---- slopes --------------------------------------------------------------------------------------- */

/* How a slope is found. Pinned for ever. */
enum nkt_slope_method {
    NKT_SLOPE_LEAST_SQUARES = 0, /* limits by Student's t */
    NKT_SLOPE_THEIL_SEN = 1      /* the median of the slopes of all pairs of years; limits from the
                                    null distribution of Mann & Kendall's S (Sen 1968) */
};

/*
 * The change per year.
 *
 * series   values, or counts to make them from
 * method   NKT_SLOPE_*
 * options  mode, confidence, across_breaks; NULL: the defaults
 * out      receives the slope; its basis is the number of years. Below 2 years it is missing; below
 *          3 (least squares), or where so few years cannot bound it (Theil-Sen: below 5 for 95 per
 *          cent), it has no limits
 *
 * Returns as nkt_mann_kendall; NKT_E_ID (method).
 */
NKT_API nkt_status nkt_slope(const nkt_series *series, int32_t method,
                             const nkt_trend_options *options, nkt_estimate *out, nkt_error *error);

/* ---- the verdict ------------------------------------------------------------------------------------- */

/* What became of a figure. Pinned for ever. */
enum nkt_verdict {
    NKT_VERDICT_TOO_FEW_YEARS = 0, /* nothing can be said */
    NKT_VERDICT_STABLE = 1,        /* the whole series stays within the dead band */
    NKT_VERDICT_RANDOM = 2,        /* tested, and the years differ no more than by chance */
    NKT_VERDICT_UP = 3,            /* a monotone trend upwards */
    NKT_VERDICT_DOWN = 4,          /* a monotone trend downwards */
    NKT_VERDICT_CHANGED = 5,       /* the years differ by more than chance, without a trend */
    NKT_VERDICT_TURNED = 6,        /* a rise and then a fall, or a fall and then a rise */
    NKT_VERDICT_NOT_TESTABLE = 7   /* no test of these years could have told chance from a trend */
};

/* What became of a series. 288 bytes, frozen for ever. */
typedef struct nkt_trend_result {
    nkt_estimate change; /* last year - first year; limits where both have counts */
    nkt_estimate slope;  /* Theil & Sen's, per year; its limits are those of independent years */
    nkt_test monotone;   /* the test of a trend: see nkt_trend */
    nkt_test differ;     /* heterogeneity, for flows, and for stocks whose autocorrelation is known,
                            over the years with counts; otherwise NKT_TEST_NONE */
    nkt_test turn;     /* Student's test of a line that bends: sign is NKT_SIDE_BELOW for a rise and
                            then a fall, NKT_SIDE_ABOVE for a fall and then a rise; p is for all
                            years in which it may bend. From 5 years on */
    int64_t turn_year; /* the year in which such a line bends, if it does; 0: none */
    double
        dispersion; /* how many times the variance of persons by chance the years vary about their
                            line (Pearson's), as it is, also below 1; NaN: not known */
    double dispersion_df; /* its degrees of freedom */
    int64_t first_year;   /* of the years with values; 0 where there are none */
    int64_t last_year;
    int64_t break_year; /* the last break among the years with values; 0: none. At NKT_ACROSS_NONE
                           the first year is not before it */
    int32_t
        break_id; /* which one of the catalogue (nkt_break_by_id); 0: none, or the caller's own */
    int32_t verdict;  /* NKT_VERDICT_* */
    int32_t arrow;    /* of the change: NKT_SIDE_*; NKT_NO_CODE where it has no value */
    int32_t reserved; /* 0 */
} nkt_trend_result;

/*
 * Random, or part of a trend?
 *
 * series   values, counts, or both. Without counts the change has no interval, and the verdict rests
 *          on the values alone
 * options  NULL: the defaults
 * out      receives the result
 *
 * The verdict: too few years (below 3 with counts, of a flow; otherwise below 5 with values);
 * stable, where no two years differ by more than the dead band, by the limits of the difference where
 * they have counts, as the first and the last must; a trend up or down; a turn; changed without trend;
 * random, if something was tested; otherwise not testable.
 *
 * A trend, up or down, is found
 *   - in counts of a flow by the slope of Cochran & Armitage, with a continuity correction of half a
 *     year, over the variance of persons times the dispersion about the line (1 at least), by
 *     Student's t with the degrees of freedom of that dispersion; and the series goes one way: of
 *     the pairs of years that differ three of four do, or Mann & Kendall's p is below 1 - confidence;
 *   - in values of a flow by Mann & Kendall;
 *   - in a stock by the slope of generalised least squares, over what the years vary about the line,
 *     by Student's t with two degrees of freedom less than years. Chance goes together as
 *     options.autocorrelation or options.renewal says; with counts its variance is not below that of
 *     persons, and the series goes one way. Where neither is known chance may add up from year to
 *     year, which is the worst case: the test is that of the mean yearly change against what yearly
 *     changes vary. Without counts, and where neither is known, the order of the years has to
 *     say so too (Mann & Kendall): the larger p counts.
 *
 * What 1 - confidence promises is all errors of a verdict together: four fifths of it are for a
 * trend, one for a turn, which is looked for only where the years differ, and one for differences by
 * more than the chance of persons. So years that vary at random, by however much, are a trend or a turn
 * in at most 5 per cent, and persons alone make anything but random in at most 5 per cent.
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DUPLICATE,
 * NKT_E_MEASURE (stock or flow? the series has counts, and neither options.measure nor an id says),
 * NKT_E_OPTION, NKT_E_OPTIONS_SIZE.
 */
NKT_API nkt_status nkt_trend(const nkt_series *series, const nkt_trend_options *options,
                             nkt_trend_result *out, nkt_error *error);

/*
 * Does the gap between two groups, women and men or refugees and native-born, open or close? The
 * gap of each year is the difference of two shares in percentage points, or the logarithm of their
 * ratio, with the variance that its counts give it.
 *
 * first, second  parts and wholes of the groups; values are not looked at. They are brought together
 *                by year: a year in which one of them has no counts is left out, a break of either
 *                is a break of the gap
 * contrast  NKT_CONTRAST_DIFFERENCE, or NKT_CONTRAST_RATIO: then change and slope are factors, 1
 *           where the ratio stays as it is, and the dead band lies around 1
 * options   as above; the measure from the ids of the first group, otherwise of the second
 * out       receives the result. change: last gap - first gap (or their ratio), from the limits of
 *           both. slope: by least squares, weighted by 1 / variance, limits by the test of monotone;
 *           for stocks none. monotone, turn: as above, by that slope. differ: weighted squares about
 *           the mean gap, chi-square; for stocks as above. The verdict is the same as above, of the
 *           gap: up means that the first group gains on the second
 *
 * The variance of a year is made from the year's own level, the share of both groups together, and
 * the gap of all the years compared (Mantel & Haenszel's), with half a person of either outcome at
 * least, so that shares of 0 and 100 per cent have one too; ratios take half a person year by year,
 * because otherwise they need not exist.
 * Returns as nkt_trend; NKT_E_ID (contrast). Source: inverse-variance weights and the test of
 * differences as in Cochran 1954; Mantel & Haenszel 1959.
 */
NKT_API nkt_status nkt_trend_gap(const nkt_series *first, const nkt_series *second,
                                 int32_t contrast, const nkt_trend_options *options,
                                 nkt_trend_result *out, nkt_error *error);

/* ---- breaks and revisions ------------------------------------------------------------------------------ */

/*
 * Splices an old series to a new one, over the rows that have both.
 *
 * old_values, new_values  a row per year
 * rows       without groups
 * contrast   how the old series is brought to the level of the new one: NKT_CONTRAST_DIFFERENCE,
 *            plus the mean difference in the years that have both; NKT_CONTRAST_RATIO, times the sum
 *            of the new by that of the old ones in those years
 * out        numbers: the new value where there is one, otherwise the old one on the new level; NaN
 *            where there is neither, or the row is left out. An old value that is beyond the
 *            largest double on the new level is bad data
 * step       receives the difference, or the ratio
 * n_overlap  receives the number of rows that have both
 *
 * Without overlap, or where the step is beyond the largest double, the old values are not used, and
 * the return is NKT_NOT_ESTIMABLE.
 * Returns NKT_OK, NKT_NOT_ESTIMABLE, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE,
 * NKT_E_ID (contrast), NKT_E_OPTION (groups), NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY.
 */
NKT_API nkt_status nkt_splice(const nkt_column *old_values, const nkt_column *new_values,
                              const nkt_rows *rows, int32_t contrast, const nkt_target *out,
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
 * earlier, later  numbers; two that are further apart than the largest double are bad data
 * rows       without groups
 * tolerance  0 or more: half a unit of the last decimal published
 * out        receives the measures
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups),
 * NKT_E_DOMAIN (tolerance).
 */
NKT_API nkt_status nkt_revision_of(const nkt_column *earlier, const nkt_column *later,
                                   const nkt_rows *rows, double tolerance, nkt_revision *out,
                                   nkt_error *error);

NKT_END

#endif
