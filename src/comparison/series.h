/*
 * What the files of trend.h share: a series in the order of its years, and tests on it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_SERIES_H
#define NKT_SERIES_H

#include "rows/rows.h"
#include "nyckeltal/trend.h"

enum { NKT_I_YEARS = NKT_TREND_YEARS_MAX, NKT_I_EXACT_YEARS = 10 };

/* A year, and what is known of it. */
typedef struct nkt_i_year {
    int64_t year;
    double value, part, whole;
    int is_break;
} nkt_i_year;

/* Years in ascending order. */
typedef struct nkt_i_series {
    int64_t n;
    nkt_i_year at[NKT_I_YEARS];
} nkt_i_series;

/* The columns of a series; those that are NULL are not read. */
typedef struct nkt_i_series_columns {
    const nkt_column *years, *values, *parts, *wholes, *breaks;
    int32_t values_argument, parts_argument; /* of values and parts; wholes follow parts */
    int64_t n_rows;
    int32_t n_rows_argument;
} nkt_i_series_columns;

/* Refuses columns that cannot be read. years is parameter 1. */
nkt_status nkt_i_series_check(const nkt_i_series_columns *in, nkt_error *error);

/*
 * Reads the rows that have a year and, of the columns that are not NULL, a value and both counts; a
 * whole of 0 leaves the row out. Refuses a year that stands twice. Bad data are noted.
 */
nkt_status nkt_i_series_read(const nkt_i_series_columns *in, nkt_i_series *series,
                             nkt_i_bad_rows *bad, nkt_error *error);

/* Leaves out what lies before the last break: it is another figure. */
void nkt_i_series_cut(nkt_i_series *s);

/* The caller's options with their defaults, checked; parameter number `argument`. */
nkt_status nkt_i_trend_options(const nkt_trend_options *options, int32_t argument,
                               nkt_trend_options *out, nkt_error *error);

/* The verdict on a series whose change and tests are in r. */
int32_t nkt_i_trend_verdict(const nkt_i_series *s, int compares_counts,
                            const nkt_trend_options *options, const nkt_trend_result *r);

nkt_test nkt_i_no_test(int64_t n);

/* Pairs that rise less pairs that fall. */
double nkt_i_kendall_s(const nkt_i_series *s);

nkt_test nkt_i_mann_kendall(const nkt_i_series *s, double autocorrelation);
/* Corrected: less half a step, so that chance alone rejects at most as often as it may. */
nkt_test nkt_i_cochran_armitage(const nkt_i_series *s, int is_corrected);
nkt_test nkt_i_heterogeneity(const nkt_i_series *s, int64_t draws, uint64_t seed);
nkt_estimate nkt_i_slope(const nkt_i_series *s, int32_t method, double confidence);

/*
 * P(S >= s) under the null, for ties of these sizes (n_groups of them, their sum n at most
 * NKT_I_EXACT_YEARS).
 */
double nkt_i_kendall_tail(int64_t n, const int64_t *groups, int64_t n_groups, double s);

/* The variance of S under the null, with ties. */
double nkt_i_kendall_variance(int64_t n, const int64_t *groups, int64_t n_groups);

/* Sizes of the groups of equal values, largest number NKT_I_YEARS; returns how many groups. */
int64_t nkt_i_ties(const nkt_i_series *s, int64_t *groups);

#endif
