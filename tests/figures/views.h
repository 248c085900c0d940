/*
 * Tables, rows, targets and estimates said in one word each, for tests that call in one line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_TESTS_VIEWS_H
#define NKT_TESTS_VIEWS_H

#include <stddef.h>
#include <stdint.h>

#include "nyckeltal.h"

/* n_columns columns at p, of n_rows rows; all rows take part. */
#define TABLE(p, n_columns, n_rows) (&(nkt_table)NKT_TABLE_OF(p, n_columns, n_rows))
#define ROWS(n)                     (&(nkt_rows)NKT_ROWS(n))

/* Where numbers go: p points to the first, `stride` bytes apart. LIST: room for n of them. */
#define TO(p, stride_) (&NKT_TARGET_((p), (stride_), 0, NKT_TYPE_OF((p)[0])))
#define LIST(p, n)     (&NKT_TO_N(p, n))

/* Where estimates go: an nkt_estimate at p, others so many bytes on. */
static inline nkt_estimates estimates_at(nkt_estimate *p, int64_t stride, int64_t item_stride) {
    const nkt_estimates nowhere = {0};
    char *at = (char *)p; /* it need not be aligned: no member of it is named */

    if (!p)
        return nowhere;
#define MEMBER(type, member) (type *)(void *)(at + offsetof(nkt_estimate, member))
    return (nkt_estimates){.value = MEMBER(double, value),
                           .lower = MEMBER(double, lower),
                           .upper = MEMBER(double, upper),
                           .basis = MEMBER(double, basis),
                           .state = MEMBER(int32_t, state),
                           .flags = MEMBER(int32_t, flags),
                           .stride = stride,
                           .item_stride = item_stride,
                           .state_stride = stride,
                           .state_item_stride = item_stride};
#undef MEMBER
}
#define AT(p, stride, item_stride) ((nkt_estimates[]){estimates_at(p, stride, item_stride)})

/* n pairs, or members, whose numbers of rows are in arrays. */
#define PAIRS(p, q, n)                                                                             \
    (&(nkt_pairs){.first = &NKT_ARRAY_N(0, p, 0), .second = &NKT_ARRAY_N(0, q, 0), .n_pairs = (n)})
#define PEERS(p, n, focus_)                                                                        \
    (&(nkt_peers){.members = &NKT_ARRAY(0, p), .n_members = (n), .focus = (focus_)})

#define CLASSING(cuts_, n, closed_, decimals_)                                                     \
    (&(nkt_classing){.cuts = (cuts_), .n_cuts = (n), .closed = (closed_), .decimals = (decimals_)})

/* Puts an interval method where it belongs: codes of shares end at 10, those of rates at 20. */
static inline void set_interval(nkt_options *options, int32_t method) {
    if (method < 10)
        options->share_interval = method;
    else if (method < 20)
        options->rate_interval = method;
    else
        options->difference_interval = method;
}

#endif
