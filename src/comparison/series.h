/*
 * What the files of trend.h share: a series in the order of its years, and tests on it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_SERIES_H
#define NKT_SERIES_H

#include "numeric/numeric.h"
#include "rows/rows.h"
#include "nyckeltal/trend.h"

enum { NKT_I_YEARS = NKT_TREND_YEARS_MAX, NKT_I_EXACT_YEARS = 10 };

/* A year, and what is known of it. */
typedef struct nkt_i_year {
    int64_t year;
    double value;
    double part, whole; /* NaN where the counts are not known */
} nkt_i_year;

/* Years in ascending order. */
typedef struct nkt_i_series {
    int64_t n;
    int64_t break_year; /* the last break that lies among the years read; 0: none */
    int32_t break_id;   /* the catalogue's id of it; 0: it is the caller's own */
    nkt_i_year at[NKT_I_YEARS];
} nkt_i_series;

/* What a series is called in a call: constants, because bad rows are reported at its end. */
typedef struct nkt_i_series_paths {
    const char *series, *rows, *include, *years, *values, *parts, *wholes, *breaks;
} nkt_i_series_paths;
#define NKT_I_SERIES(name)                                                                         \
    (&(const nkt_i_series_paths){name, name ".rows", name ".rows.include", name ".years",          \
                                 name ".values", name ".parts", name ".wholes", name ".breaks"})

/* What is read of a series. */
enum {
    NKT_I_SERIES_VALUES, /* rows with a value, or with counts to make one from; counts besides */
    NKT_I_SERIES_COUNTS  /* rows with counts */
};

/* Refuses a series that cannot be read, that lacks what is to be read, or has a year twice. */
void nkt_i_series_check(nkt_i_call *call, const nkt_i_series_paths *paths, const nkt_series *series,
                        int what);

/*
 * Reads the rows that have a year and what is to be read. Bad data are noted, values among them that
 * are further than the tolerance from their counts (below 0: any distance is well). Returns the last
 * year with a break, INT64_MIN where there is none.
 */
int64_t nkt_i_series_read(nkt_i_call *call, const nkt_i_series_paths *paths,
                          const nkt_series *series, int what, double tolerance, nkt_i_series *out);

/*
 * Finds the last break among the years, of those that the caller gave (the last of which is own, or
 * INT64_MIN) and those of the catalogue, and leaves out what lies before it, as across_breaks says.
 */
void nkt_i_series_break(nkt_i_series *s, const nkt_series *series, int64_t own,
                        int32_t across_breaks);

/* NKT_FLAG_SERIES_BREAK where the series has one. */
int32_t nkt_i_series_flags(const nkt_i_series *s);

/* Says in a result what break its series has. */
void nkt_i_trend_break(nkt_trend_result *result, const nkt_i_series *s);

/* Says in a test what break its series has. */
void nkt_i_test_break(nkt_test *test, const nkt_i_series *s);

/* Leaves out the years without counts. */
void nkt_i_series_counted(nkt_i_series *s);

/* The caller's options with their defaults, checked. */
void nkt_i_trend_options(nkt_i_call *call, const nkt_trend_options *options,
                         nkt_trend_options *out);

/* The way of a call that reads one series, from its checks to the cut; 0: it is refused. */
int nkt_i_series_open(nkt_i_call *call, const nkt_series *series, int what,
                      const nkt_trend_options *options, nkt_trend_options *read, const void *out,
                      nkt_i_series *to);

/*
 * Whether neighbouring years are the same persons: by options.measure, otherwise by the ids of the
 * columns (second may be NULL). Refused where neither says: it is never assumed.
 */
int nkt_i_series_is_stock(nkt_i_call *call, const nkt_trend_options *options,
                          const nkt_series *first, const nkt_series *second);

/* Whether the catalogue or the caller says that the years are independent. */
int nkt_i_series_is_flow(const nkt_trend_options *options, const nkt_series *series);

/* How much chance of neighbouring years goes together: see nkt_i_points. */
double nkt_i_series_together(const nkt_trend_options *options, int is_stock);

nkt_test nkt_i_no_test(int64_t n);

/* Pairs that rise less pairs that fall. */
double nkt_i_kendall_s(const nkt_i_series *s);

nkt_test nkt_i_mann_kendall(const nkt_i_series *s, double autocorrelation);
/* Corrected: less half a step, so that chance alone rejects at most as often as it may. */
nkt_test nkt_i_cochran_armitage(const nkt_i_series *s, int is_corrected);
nkt_test nkt_i_heterogeneity(const nkt_i_series *s, int64_t draws, uint64_t seed);
/* confidence NaN: no limits. */
nkt_estimate nkt_i_slope(const nkt_i_series *s, int32_t method, double confidence);

/* A distance of a limit: root of a² + b² - 2 r a b, in a form that rounding hardly makes negative. */
double nkt_i_combine(double a, double b, double r);

/* Now - before, with limits from both; see nkt_change. */
nkt_estimate nkt_i_change(const nkt_estimate *before, const nkt_estimate *now, double correlation);

/* NKT_SIDE_* of a change; NKT_NO_CODE where it is unknown. */
int32_t nkt_i_arrow(const nkt_estimate *change, double dead_band);

/*
 * P(S >= s) under the null, for ties of these sizes (n_groups of them, their sum n at most
 * NKT_I_EXACT_YEARS).
 */
double nkt_i_kendall_tail(int64_t n, const int64_t *groups, int64_t n_groups, double s);

/*
 * How many of the steps by which S comes down from its largest value have together a probability of
 * at most half, without ties, for any n.
 */
int64_t nkt_i_kendall_outside(int64_t n, double half);

/* The variance of S under the null, with ties. */
double nkt_i_kendall_variance(int64_t n, const int64_t *groups, int64_t n_groups);

/* The smallest p that these values could have had, in the best order; 0 beyond NKT_I_EXACT_YEARS. */
double nkt_i_kendall_least_p(const nkt_i_series *s);

/* Sizes of the groups of equal values, largest number NKT_I_YEARS; returns how many groups. */
int64_t nkt_i_ties(const nkt_i_series *s, int64_t *groups);

#endif
