/*
 * The numbers of a column in their order: what ranks, quantiles and summaries are made from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_ORDER_H
#define NKT_ORDER_H

#include "nyckeltal/distribution.h"
#include "rows/rows.h"

/* The work area of these functions: room for two keyed items per row, and for select.c. */
typedef struct nkt_i_ordered {
    nkt_i_keyed *items, *scratch;
    int64_t *starts; /* of a selection */
    int64_t n;       /* rows with a number */
} nkt_i_ordered;

/*
 * The three steps of a call: checks rows (without groups) and column; claims the work area, after all
 * other checks of the call; reads the numbers of the rows that take part, keys ascending from the
 * first end of the order (high_first: keys are those of the numbers with the sign turned). Bad data
 * are noted.
 */
void nkt_i_order_check(nkt_i_call *call, const nkt_column *values, const nkt_rows *rows);
nkt_i_ordered nkt_i_order_claim(nkt_i_call *call, int64_t n_rows, nkt_memory *work);
void nkt_i_order_read(nkt_i_call *call, nkt_i_ordered *ordered, const nkt_column *values,
                      const nkt_rows *rows, int high_first);

/* The same claim with room for n_more numbers besides. */
nkt_i_ordered nkt_i_order_claim_with(nkt_i_call *call, int64_t n_rows, int64_t n_more,
                                     double **more, nkt_memory *work);

/*
 * The same reading of any column, whose bad data are noted under the path; item: of several columns,
 * or -1. call NULL: nothing is noted.
 */
void nkt_i_order_read_column(nkt_i_call *call, nkt_i_ordered *ordered, const char *path,
                             int32_t item, const nkt_column *column, const nkt_rows *rows,
                             int high_first);

/* The numbers alone, as keys in scratch: all that nkt_i_key_quantiles needs. */
void nkt_i_order_read_keys(nkt_i_call *call, nkt_i_ordered *ordered, const nkt_column *values,
                           const nkt_rows *rows);

/* ---- with weights ------------------------------------------------------------------------------- */

/* The distinct numbers of a sample, ascending, and what the rows that have them weigh. */
typedef struct nkt_i_weighted {
    double *values, *weights;
    double *squares; /* sums of the squares of the weights */
    double *upto;    /* the weights up to this number */
    int64_t n;       /* distinct numbers */
    int64_t n_rows;  /* rows */
    double total;    /* the sum of the weights: upto of the last */
    double size;     /* how many rows they are worth: frequencies, their sum; otherwise Kish's */
} nkt_i_weighted;

/*
 * Checks the sample; claims the work area, after all other checks of the call; reads. May refuse:
 * frequencies beyond 2^53. may_be_negative: the numbers may.
 */
void nkt_i_weighted_check(nkt_i_call *call, const nkt_weighted *sample);
nkt_i_ordered nkt_i_weighted_claim(nkt_i_call *call, const nkt_weighted *sample,
                                   nkt_i_weighted *weighted, nkt_memory *work);
void nkt_i_weighted_read(nkt_i_call *call, const nkt_weighted *sample, int may_be_negative,
                         nkt_i_ordered *ordered, nkt_i_weighted *weighted);

/* A quantile of n numbers lies at (1 - weight) of rank `below` and weight of the next; ranks from 1. */
typedef struct nkt_i_position {
    double below, weight;
} nkt_i_position;
nkt_i_position nkt_i_quantile_position(double n, double p, int32_t type);

/* The ends a and b of types 4 to 9: rank a + p (n + 1 - a - b). */
extern const double nkt_i_quantile_ends[10][2];

/* Checks probabilities and their number, type from 1 to 9, and that there is an `out`. */
void nkt_i_probabilities_check(nkt_i_call *call, const double *probabilities, int64_t n,
                               int32_t type, const double *out);

/* Where the items that are equal to item i end. */
int64_t nkt_i_ordered_equal(const nkt_i_ordered *ordered, int64_t i);

/*
 * Quantiles of the items, which are gone afterwards. Keys are those of the numbers themselves (low
 * first).
 */
void nkt_i_ordered_quantiles(nkt_i_ordered *ordered, const double *probabilities, int64_t n,
                             int32_t type, double *out);

/* The same of keys in scratch. */
void nkt_i_key_quantiles(nkt_i_ordered *ordered, const double *probabilities, int64_t n,
                         int32_t type, double *out);

#endif
