/*
 * The distribution of a figure over units: quantiles, the mean with its interval, and the whole in
 * short.
 *
 * All read a column of numbers, a row per unit; rows that are left out, and those without a number,
 * take no part. Infinite numbers are bad data: they take no part, and the first is reported
 * (NKT_ROWS_INVALID). On refusal nothing is written.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_DISTRIBUTION_H
#define NYCKELTAL_DISTRIBUTION_H

#include "estimate.h"
#include "memory.h"
#include "table.h"

NKT_BEGIN

/*
 * Quantiles, by any of the nine definitions that Hyndman & Fan (1996) number and R's quantile has.
 *
 * values         numbers
 * rows           without groups
 * probabilities  n_probabilities numbers, 0 ... 1
 * type           1 ... 9; 7 is the default of R and of spreadsheets, 2 has the median of each half
 * out            receives n_probabilities numbers; NaN where there is no row with a number
 * work           scratch
 *
 * A rank within rounding of a whole number is that number: .07 of 100 numbers is the 7th by type 1,
 * where .07 · 100 in doubles is a little more than 7 and R's quantile gives the 8th.
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups),
 * NKT_E_DOMAIN (a probability, with its place in error.item), NKT_E_ID (type), NKT_E_SIZE,
 * NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_quantiles(const nkt_column *values, const nkt_rows *rows,
                                 const double *probabilities, int64_t n_probabilities, int32_t type,
                                 double *out, nkt_memory *work, nkt_error *error);

/* What weights are. Pinned for ever. */
enum nkt_weighting {
    NKT_WEIGHTING_ANALYTIC = 0, /* how much each row counts; only their proportions matter: units of
                                   several sizes, answers of a sample */
    NKT_WEIGHTING_FREQUENCY = 1 /* how many equal rows each row stands for: whole numbers */
};

/*
 * Numbers with weights. A row takes part where it has a number and a weight above 0. A negative or
 * infinite number of `weights`, and of frequencies one that is not whole, is bad data.
 */
typedef struct nkt_weighted {
    nkt_rows rows; /* without groups */
    const nkt_column *values;
    const nkt_column *weights; /* NULL: each is 1 */
    int32_t weighting;         /* NKT_WEIGHTING_* */
    int32_t reserved;          /* 0 */
} nkt_weighted;

/*
 * Quantiles of numbers with weights.
 *
 * Frequencies: those of the rows written out as often as they say, by any of the nine types.
 *
 * Analytic weights, with W their sum: type 1 is the first number at or below which there is p · W, and
 * type 2 the middle of that one and the next where it is just p · W. Types 4 to 9 are those of Akinshin
 * (2023): the rank h = a + p (N + 1 - a - b) among N = W² / sum w² numbers (Kish's effective size; a and
 * b as of Hyndman & Fan, 1 and 1 for type 7), held within 1 ... N, and the mean of the quantile function
 * from (h - 1) / N to h / N. With equal weights all of them are those of nkt_quantiles.
 *
 * sample         the numbers and their weights
 * probabilities  n_probabilities numbers, 0 ... 1
 * type           1 ... 9; of analytic weights not 3, which is about even and odd ranks. 7 as in
 *                nkt_quantiles
 * out            receives n_probabilities numbers; NaN where no row takes part
 * work           scratch
 *
 * What is within rounding of a rank is that rank. Weights are scaled by a power of two, and their sums
 * are exact. Frequencies may sum to 2^53 at most.
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups),
 * NKT_E_DOMAIN (a probability, with its place in error.item; a sum of frequencies), NKT_E_ID (type,
 * sample.weighting), NKT_E_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_weighted_quantiles(const nkt_weighted *sample, const double *probabilities,
                                          int64_t n_probabilities, int32_t type, double *out,
                                          nkt_memory *work, nkt_error *error);

/*
 * The mean of numbers with Student's interval, n - 1 degrees of freedom: nkt_mean of kinds.h in two
 * passes, the squares about the mean, so that the limits keep their digits however alike the numbers
 * are. Sums are exact.
 *
 * values   numbers
 * rows     without groups
 * options  mode, confidence, minimum_basis; NULL: the defaults
 * out      receives the mean; its basis is the number of rows with a number. Below 2 it has no
 *          limits, of 0 it is NKT_STATE_NO_DENOMINATOR
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups too),
 * NKT_E_OPTIONS_SIZE, NKT_E_DOMAIN (a sum beyond the largest double).
 */
NKT_API nkt_status nkt_mean_of(const nkt_column *values, const nkt_rows *rows,
                               const nkt_options *options, nkt_estimate *out, nkt_error *error);

/* A distribution in short. 96 bytes, frozen for ever. All but the counts NaN where n is 0. */
typedef struct nkt_summary {
    double minimum;
    double lower_quartile; /* quantiles of type 7 */
    double median;
    double upper_quartile;
    double maximum;
    double mean;          /* unweighted (ovägt medel) */
    double weighted_mean; /* sum weight · value / sum weight; NaN where there are no weights, or
                             they sum to 0 */
    double sd;            /* n - 1; NaN below 2 rows */
    double weights;       /* their sum */
    int64_t n;            /* rows with a number */
    int64_t n_weighted;   /* those of them with a weight */
    int64_t n_missing;    /* rows that take part, without a number */
} nkt_summary;

/*
 * The summary of a figure's distribution over units.
 *
 * values   numbers
 * weights  0 or more; NULL: none. A row without a weight is left out of the weighted mean only;
 *          a negative or infinite weight is bad data
 * rows     without groups
 * out      receives the summary; its sums are exact and rounded once, and may lie beyond the largest
 *          double where what is made of them does not
 * work     scratch
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups),
 * NKT_E_DOMAIN (a deviation, or a sum of weights, beyond the largest double), NKT_E_SIZE,
 * NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_summarise(const nkt_column *values, const nkt_column *weights,
                                 const nkt_rows *rows, nkt_summary *out, nkt_memory *work,
                                 nkt_error *error);

NKT_END

#endif
