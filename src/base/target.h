/*
 * Where results go: the caller's own memory, by strides in bytes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_TARGET_H
#define NKT_TARGET_H

#include <stdint.h>

#include "nyckeltal/error.h"

/* n_items elements of `size` bytes for each of n_rows rows. at NULL: the caller does not want them. */
typedef struct nkt_i_target {
    char *at;
    int64_t size, n_rows, n_items, row_stride, item_stride;
    const char *name;                  /* of the pointer among the parameters of the public call, */
    int32_t argument, stride_argument; /* its number, and that of the first of its strides */
} nkt_i_target;

/* One element for every row. The parameter after the pointer is its stride. */
nkt_i_target nkt_i_target_of(void *at, size_t size, int64_t n_rows, int64_t stride,
                             const char *name, int32_t argument);

/*
 * Refuses NULL (where the target is needed and there is something to write), strides that make
 * elements overlap, and strides that reach beyond memory.
 */
nkt_status nkt_i_target_check(const nkt_i_target *target, int needed, nkt_error *error);

/* Refuses a negative capacity, and one that is less than `needed` items. */
nkt_status nkt_i_capacity_check(int64_t capacity, int64_t needed, int32_t argument,
                                nkt_error *error);

/* Writes one element; nothing where the caller does not want them. */
void nkt_i_target_put(const nkt_i_target *target, int64_t row, int64_t item, const void *element);

#endif
