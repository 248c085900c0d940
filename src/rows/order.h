/*
 * The numbers of a column in their order: what ranks, quantiles and summaries are made from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_ORDER_H
#define NKT_ORDER_H

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
