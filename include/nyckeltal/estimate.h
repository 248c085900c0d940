/*
 * A figure with its interval, and the remarks on it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_ESTIMATE_H
#define NYCKELTAL_ESTIMATE_H

#include "column.h"
#include "options.h"

NKT_BEGIN

/* Remarks on one estimate; several are added together. Pinned for ever. */
enum nkt_flag {
    NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR = 1, /* a part above its whole, as in perturbed tables */
    NKT_FLAG_BASIS_BELOW_MINIMUM = 2,         /* fewer than options.minimum_basis */
    NKT_FLAG_SERIES_BREAK = 4,                /* not comparable with earlier years */
    NKT_FLAG_PARTIAL = 8,                     /* a sum or mean of those present; some are missing */
    NKT_FLAG_OPERAND_GIVEN = 16, /* made from figures as given, not from counts: no interval */
    NKT_FLAG_PARTS_DIFFER = 32   /* a whole and the sum of its parts were given and differ */
};

/* 40 bytes, the same on every machine, frozen for ever. */
typedef struct nkt_estimate {
    double value; /* in the unit of the figure; NaN unless state is NKT_STATE_VALUE */
    double lower; /* confidence limits in the same unit; NaN where there is no interval */
    double upper;
    double basis;  /* the denominator: how many the figure rests on; NaN where not known */
    int32_t state; /* NKT_STATE_* */
    int32_t flags; /* NKT_FLAG_* */
} nkt_estimate;

/*
 * A view of estimates in the caller's memory, to be written or to be read: members of the caller's
 * structs, or columns of a data frame. For each member of an estimate there is a pointer to that of
 * row 0 and item 0 (the first figure); row r and item i lie at r · stride + i · item_stride bytes
 * from it, states and flags at r · state_stride + i · state_item_stride.
 *
 * A member whose pointer is NULL is not written, and read as NaN, NKT_STATE_VALUE or 0: a view that
 * is read has values, and where it has no states, a NaN is missing. Members need no alignment; they
 * may not overlap each other or the inputs, but a call may write the estimates that it reads.
 */
typedef struct nkt_estimates {
    double *value, *lower, *upper, *basis;
    int32_t *state, *flags;
    int64_t stride;       /* of the doubles between rows, in bytes, may be negative; 0: rows
                                  follow one another */
    int64_t item_stride;  /* of the doubles between the items of a row; 0: they follow one
                                  another, as doubles */
    int64_t state_stride; /* the same for states and flags; with 0 they follow one another as */
    int64_t state_item_stride; /*   numbers of four bytes */
    int64_t capacity;          /* how many items of a row there is room for; 0: as many as the call
                                  has */
    int64_t room;              /* how many estimates there is room for in all, rows times items; 0:
                                  as many as the call has */
} nkt_estimates;

/* Which member of an estimate. Pinned for ever. */
enum nkt_member {
    NKT_MEMBER_VALUE = 1,
    NKT_MEMBER_LOWER = 2,
    NKT_MEMBER_UPPER = 3,
    NKT_MEMBER_BASIS = 4
};

/*
 * A column of one member of estimates, with their states as reasons and their flags: so what is
 * secret, partial or not comparable stays so in whatever is computed from it. The same as
 * NKT_ESTIMATE_COLUMN, for languages that have no macros.
 *
 * estimates  a view; the doubles of the member are its numbers
 * item       which item, 0 or more
 * member     NKT_MEMBER_*
 * id         NKT_IN_*, or the id of a figure, or 0
 * out        receives the column
 * Returns NKT_OK; NKT_E_NULL (estimates, the member's pointer, out), NKT_E_COUNT (item), NKT_E_ID
 * (member), NKT_E_STRIDE (a view whose strides are 0 where one item follows another: say them; flags
 * without states).
 */
NKT_API nkt_status nkt_estimates_column(const nkt_estimates *estimates, int64_t item,
                                        int32_t member, int32_t id, nkt_column *out,
                                        nkt_error *error);

NKT_END

/*
 * NKT_ESTIMATES(a):               the array `a` of nkt_estimate, all of it; with several items, row by
 *                                 row: those of row 1 follow on those of row 0
 * NKT_ESTIMATES_N(p, n):          the same, n estimates that the pointer `p` points to
 * NKT_ESTIMATES_ROWS(a):          the array `a` of arrays: row r begins at a[r], however many items
 * NKT_ESTIMATES_FIELD(rows, field): member `field`, an nkt_estimate, of the caller's array of
 *                                 structs `rows`; `field[0]` for a member that is an array of items
 * NKT_ESTIMATE_COLUMN(id, rows, field): such a member's values as a column that keeps their states
 *                                 and flags
 * NKT_ESTIMATE_ARRAY(id, a):      the same for an array of nkt_estimate, all of it
 * NKT_ESTIMATE_ARRAY_N(id, p, n): the same for n of them from the pointer `p` on
 */
#ifdef NKT_COLUMN_
/* clang-format off */
#ifdef __cplusplus
#define NKT_ESTIMATES_(e, s, items, n) nkt_estimates{&(e).value, &(e).lower, &(e).upper, &(e).basis, \
    &(e).state, &(e).flags, (s), (int64_t)sizeof(nkt_estimate), (s), (int64_t)sizeof(nkt_estimate), (items), (n)}
#define NKT_ESTIMATE_COLUMN_(e, s, n, id_) nkt_column{&(e).value, nullptr, &(e).state, &(e).flags, nullptr, \
    nullptr, (s), (s), 0, (n), NKT_FLOAT64, (id_)}
#else
#define NKT_ESTIMATES_(e, s, items, n) ((nkt_estimates){&(e).value, &(e).lower, &(e).upper, &(e).basis, \
    &(e).state, &(e).flags, (s), (int64_t)sizeof(nkt_estimate), (s), (int64_t)sizeof(nkt_estimate), (items), (n)})
#define NKT_ESTIMATE_COLUMN_(e, s, n, id_) ((nkt_column){.values = &(e).value, .reasons = &(e).state, \
    .flags = &(e).flags, .stride = (s), .reasons_stride = (s), .length = (n), .type = NKT_FLOAT64, .id = (id_)})
#endif
/* clang-format on */
#define NKT_ESTIMATES(a)      NKT_ESTIMATES_N(&(a)[0], (int64_t)(sizeof(a) / sizeof(a)[0]))
#define NKT_ESTIMATES_N(p, n) NKT_ESTIMATES_((p)[0], 0, 0, (n))
#define NKT_ESTIMATES_ROWS(a)                                                                      \
    NKT_ESTIMATES_((a)[0][0], (int64_t)sizeof(a)[0], (int64_t)(sizeof(a)[0] / sizeof(a)[0][0]),    \
                   (int64_t)(sizeof(a) / sizeof(a)[0][0]))
#define NKT_ESTIMATES_FIELD(rows, field)                                                           \
    NKT_ESTIMATES_((rows)->field, (int64_t)sizeof *(rows), 0, 0)
#define NKT_ESTIMATE_COLUMN(id, rows, field)                                                       \
    NKT_ESTIMATE_COLUMN_((rows)->field, (int64_t)sizeof *(rows), 0, (id))
#define NKT_ESTIMATE_ARRAY(id, a)                                                                  \
    NKT_ESTIMATE_ARRAY_N(id, &(a)[0], (int64_t)(sizeof(a) / sizeof(a)[0]))
#define NKT_ESTIMATE_ARRAY_N(id, p, n)                                                             \
    NKT_ESTIMATE_COLUMN_((p)[0], (int64_t)sizeof(p)[0], (n), (id))
#endif

#endif
