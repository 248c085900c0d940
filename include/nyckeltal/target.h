/*
 * Where numbers go: a member of the caller's structs, an array, a column of a data frame.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_TARGET_H
#define NYCKELTAL_TARGET_H

#include "column.h"

NKT_BEGIN

/*
 * Memory of the caller's for one number per row, or for several (items) per row. The number of row r
 * and item i goes to (char *) values + r · stride + i · item_stride.
 *
 * What a call writes is one of three kinds, and its description says which:
 *   numbers       NKT_FLOAT64 or NKT_FLOAT32; NaN where there is none
 *   codes         of an enum: any signed integer type, or a float; a code that does not fit in the
 *                 type is refused beforehand. Where there is none: NKT_NO_CODE, NaN in a float, NA
 *                 under the types of R
 *   numbering     numbers of rows, groups or classes, counted from `first`: any signed integer type,
 *                 or a float. Where there is none: -1, NaN, or NA under the types of R
 * Another type is refused with NKT_E_TYPE. Elements need no alignment, and may not overlap the
 * inputs or each other.
 */
typedef struct nkt_target {
    void *values;        /* NULL: not wanted, where the call allows that */
    int64_t stride;      /* bytes between rows, may be negative; 0: rows follow one another */
    int64_t item_stride; /* bytes between the items of a row; 0: they follow one another */
    int64_t capacity;    /* how many rows there is room for; 0: as many as the call has rows. Where
                            the call itself decides how many it writes, 0 is room for none */
    int32_t type;        /* NKT_FLOAT64, NKT_INT32, ... */
    int32_t first;       /* of a numbering: what the first one is called, 0 or (as in R) 1 */
} nkt_target;

NKT_END

/*
 * NKT_TO(a):                the array (no pointer) `a`, one item per row
 * NKT_TO_N(p, n):           the same from a pointer to n elements
 * NKT_TO_FIELD(rows, field): member `field` of the caller's array of structs `rows`
 * All infer the type, as NKT_ARRAY and NKT_FIELD do.
 */
#ifdef NKT_COLUMN_
#ifdef __cplusplus
#define NKT_TARGET_(p, s, n, t)                                                                    \
    nkt_target {                                                                                   \
        (p), (s), 0, (n), (t), 0                                                                   \
    }
#else
#define NKT_TARGET_(p, s, n, t)                                                                    \
    ((nkt_target){.values = (p), .stride = (s), .capacity = (n), .type = (t)})
#endif
#define NKT_TO(a)      NKT_TO_N(&(a)[0], (int64_t)(sizeof(a) / sizeof(a)[0]))
#define NKT_TO_N(p, n) NKT_TARGET_((p), (int64_t)sizeof(p)[0], (n), NKT_TYPE_OF((p)[0]))
#define NKT_TO_FIELD(rows, field)                                                                  \
    NKT_TARGET_(&(rows)->field, (int64_t)sizeof *(rows), 0, NKT_TYPE_OF((rows)->field))
#endif

#endif
