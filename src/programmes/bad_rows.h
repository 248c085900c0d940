/*
 * Bad rows met so far, in any order: the first one is told in full, the others are counted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_PROGRAMMES_BAD_ROWS_H
#define NKT_PROGRAMMES_BAD_ROWS_H

#include "base/base.h"

typedef struct nkt_i_bad {
    nkt_i_fault first;
    const char *subject, *sentence; /* of the first */
    int64_t rows;
} nkt_i_bad;

/* Notes a bad row; each row is to be noted once. Start from (nkt_i_bad){0}. */
void nkt_i_bad_note(nkt_i_bad *bad, int32_t argument, int32_t item, int64_t row, double value,
                    const char *subject, const char *sentence);

/* NKT_OK, or NKT_ROWS_INVALID with the error filled in. */
nkt_status nkt_i_bad_end(const nkt_i_bad *bad, nkt_error *error);

/* Refuses a stride by which n elements of this size overlap, or reach beyond memory. */
nkt_status nkt_i_stride_check(int64_t stride, int64_t size, int64_t n, int32_t argument,
                              const char *name, nkt_error *error);

#endif
