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

/* The bytes of that work area; 0 where they do not fit. */
int nkt_i_ordered_bytes(int64_t n_rows, size_t *bytes);

/* Checks n_rows and work; divides the work area. n_rows is parameter `argument`, work another. */
nkt_status nkt_i_ordered_begin(nkt_i_ordered *ordered, int64_t n_rows, int32_t argument, void *work,
                               size_t work_size, int32_t work_argument, nkt_error *error);

/* Refuses a column that is NULL or cannot be read; it is parameter `argument`. */
nkt_status nkt_i_ordered_check(const nkt_column *values, int64_t n_rows, int32_t argument,
                               const char *name, nkt_error *error);

/*
 * Reads the numbers of a column into items, keys ascending from the first end of the order
 * (high_first: keys are those of the numbers with the sign turned). Bad data are noted.
 */
void nkt_i_ordered_read(nkt_i_ordered *ordered, const nkt_column *values, int64_t n_rows,
                        int high_first, int32_t argument, const char *name,
                        nkt_i_bad_rows *bad);

/*
 * The three steps of a call: checks rows (without groups) and column; claims the work area, after all
 * other checks of the call; reads the numbers of the rows that take part. Bad data are noted.
 */
void nkt_i_order_check(nkt_i_call *call, const nkt_column *values, const nkt_rows *rows);
nkt_i_ordered nkt_i_order_claim(nkt_i_call *call, int64_t n_rows, nkt_memory *work);
void nkt_i_order_read(nkt_i_call *call, nkt_i_ordered *ordered, const nkt_column *values,
                      const nkt_rows *rows, int high_first);

/* Where the items that are equal to item i end. */
int64_t nkt_i_ordered_equal(const nkt_i_ordered *ordered, int64_t i);

/*
 * Quantiles of the items, which are gone afterwards. Keys are those of the numbers themselves (low
 * first).
 */
void nkt_i_ordered_quantiles(nkt_i_ordered *ordered, const double *probabilities, int64_t n,
                             int32_t type, double *out);

#endif
