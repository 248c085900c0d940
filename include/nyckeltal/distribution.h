/*
 * The distribution of a figure over units: quantiles, and the whole in short.
 *
 * Both read a column of numbers of n_rows rows, a row per unit; rows without a number take no part.
 * Infinite numbers are bad data: they take no part, and the first is told (NKT_ROWS_INVALID). On
 * refusal nothing is written but work. Their work area is as large as nkt_rank_work_size says.
 * Thread-safe on distinct outputs and work areas. Since 0.1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_DISTRIBUTION_H
#define NYCKELTAL_DISTRIBUTION_H

#include "column.h"

NKT_BEGIN

/*
 * Quantiles, by any of the nine definitions that Hyndman & Fan (1996) number and R's quantile has.
 *
 * probabilities    n_probabilities numbers, 0 ... 1
 * type             1 ... 9; 7 is the default of R and of spreadsheets, 2 has the median of each half
 * out              receives n_probabilities numbers; NaN where there is no row with a number
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DOMAIN (a
 * probability, with its place in error.item; type), NKT_E_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_quantiles(const nkt_column *values, int64_t n_rows,
                                 const double *probabilities, int64_t n_probabilities, int32_t type,
                                 double *out, void *work, size_t work_size, nkt_error *error);

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
    int64_t n_missing;    /* rows without a number */
} nkt_summary;

/*
 * The summary of a figure's distribution over units.
 *
 * weights  0 or more; NULL: none. A row without a weight is left out of the weighted mean only;
 *          a negative or infinite weight is bad data
 * out      receives the summary; its sums are exact and rounded once
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_SIZE,
 * NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_summarise(const nkt_column *values, const nkt_column *weights,
                                 int64_t n_rows, nkt_summary *out, void *work, size_t work_size,
                                 nkt_error *error);

NKT_END

#endif
