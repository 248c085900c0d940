/*
 * Where a unit stands among others: ranks, quarters and their colours, a composite index.
 *
 * A rank of figures that rest on few persons is mostly chance: nkt_rank_limits says how far.
 *
 * All of these read a column of numbers of n_rows rows, a row per unit; rows without a number take
 * no part. Infinite numbers are bad data: they take no part, and the first is told
 * (NKT_ROWS_INVALID). On refusal nothing is written but work. Thread-safe on distinct outputs and
 * work areas. Since 0.1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_RANK_H
#define NYCKELTAL_RANK_H

#include "distribution.h"
#include "estimate.h"
#include "memory.h"
#include "target.h"

NKT_BEGIN

/* The rank of rows that are equal. Pinned for ever. */
enum {
    NKT_TIES_BETTER = 0,  /* 1 2 2 4: all have the better one */
    NKT_TIES_WORSE = 1,   /* 1 3 3 4 */
    NKT_TIES_AVERAGE = 2, /* 1 2.5 2.5 4 */
    NKT_TIES_FIRST = 3,   /* 1 2 3 4: in the order of the rows */
    NKT_TIES_DENSE = 4    /* 1 2 2 3 */
};

/*
 * How many bytes of work area the functions of this header take.
 *
 * n_rows  0 or more
 * size    receives the number of bytes
 * Returns NKT_OK, NKT_E_COUNT, NKT_E_NULL, NKT_E_SIZE.
 */
NKT_API nkt_status nkt_rank_work_size(int64_t n_rows, size_t *size, nkt_error *error);

/*
 * The rank of each row, 1 being the first.
 *
 * values     numbers
 * rows       without groups
 * direction  NKT_DIRECTION_HIGH or _LOW: which end is number 1
 * ties       NKT_TIES_*
 * ranks      numbers: the rank of each row; NaN where it has no number, or is left out
 * n_ranked   receives how many rows have a rank. NULL: not wanted
 * work       scratch
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID (direction, ties),
 * NKT_E_OPTION (groups), NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_rank(const nkt_column *values, const nkt_rows *rows, int32_t direction,
                            int32_t ties, const nkt_target *ranks, int64_t *n_ranked,
                            nkt_memory *work, nkt_error *error);

/*
 * Between which ranks a row may lie, given the limits of its figure and those of the others: it is
 * surely behind those whose lower limit is above its upper one, and surely before those whose upper
 * limit is below its lower one. Where the limits of all figures hold together with some confidence,
 * so do all these ranks (Klein, Wright & Wieczorek 2020); with 95 per cent limits each, a rank
 * interval holds at least about as often.
 *
 * estimates  n_rows of them, row r at (const char *) estimates + r · stride; those that have no
 *            value or no limits take no part
 * stride     bytes, at least sizeof (nkt_estimate) in size, may be negative
 * first      NKT_DIRECTION_HIGH or _LOW
 * lower, upper  receive the best and the worst rank of row r at lower[r] and upper[r]; NaN where it
 *            takes no part
 *
 * A lower limit above its upper one is bad data. Returns as nkt_rank.
 */
NKT_API nkt_status nkt_rank_limits(const nkt_estimate *estimates, int64_t stride, int64_t n_rows,
                                   int32_t first, double *lower, double *upper, void *work,
                                   size_t work_size, nkt_error *error);

/* How Kolada colours a municipality. Pinned for ever. */
enum {
    NKT_COLOUR_NONE = 0,   /* no value, or a figure without direction */
    NKT_COLOUR_BEST = 1,   /* the best quarter */
    NKT_COLOUR_MIDDLE = 2, /* the middle half */
    NKT_COLOUR_WORST = 3   /* the worst quarter */
};

/*
 * The quarter of each row, and its colour. The quarter is 1 + (4 · how many are better) / n, rounded
 * down; so there is always a worst quarter, however small the differences are, and rows that are
 * equal share the better quarter.
 *
 * direction  NKT_DIRECTION_HIGH, NKT_DIRECTION_LOW or _NONE, as nkt_indicator says of
 *            each figure; with _NONE the highest quarter is 1 and there are no colours
 * quarters   receives 1 ... 4 of row r at (char *) quarters + r · quarters_stride; 0: no number.
 *            NULL: not wanted
 * colours    receives NKT_COLOUR_* of row r at (char *) colours + r · colours_stride. NULL: not wanted
 * quarters_stride, colours_stride  bytes, at least 4 in size, may be negative
 *
 * Returns as nkt_rank; NKT_E_DOMAIN for direction.
 */
NKT_API nkt_status nkt_quarters(const nkt_column *values, int64_t n_rows, int32_t direction,
                                int32_t *quarters, int64_t quarters_stride, int32_t *colours,
                                int64_t colours_stride, void *work, size_t work_size,
                                nkt_error *error);

/* The place of one unit among others. 40 bytes, frozen for ever. */
typedef struct nkt_place {
    int64_t n;      /* others with a number, and the unit itself where it has one */
    int64_t before; /* of the others: before it in the order, */
    int64_t equal;  /*   equal to it, */
    int64_t behind; /*   behind it */
    double rank;    /* before + 1; NaN where the unit has no number */
} nkt_place;

/*
 * The place of a unit among all, or among some, such as those of its county or those most like it.
 *
 * focus      the number of the unit's row
 * members    n_members numbers of rows, the focus among them or not; -1 is passed over, as
 *            nkt_similar writes it. NULL: all rows, whatever n_members is
 * first      NKT_DIRECTION_HIGH or _LOW
 * out        receives the place
 *
 * A member that stands twice counts twice. Returns NKT_OK, NKT_ROWS_INVALID (infinite numbers among
 * the focus and the members), NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DOMAIN (focus, first, a
 * member, with its place in error.item).
 */
NKT_API nkt_status nkt_place_among(const nkt_column *values, int64_t n_rows, int64_t focus,
                                   const int64_t *members, int64_t n_members, int32_t first,
                                   nkt_place *out, nkt_error *error);

/*
 * Who does better under similar conditions? Of some units, such as those most like the focus, those
 * that are clearly better: whose figure is better with at least the probability `certainty`, by a
 * normal distribution as wide as the limits of both, each on the side that faces the other.
 *
 * estimates      n_rows of them, row r at (const char *) estimates + r · stride: values or
 *                deviations, with limits
 * stride         bytes, at least sizeof (nkt_estimate) in size, may be negative
 * focus          the number of the unit's row
 * members        n_members numbers of rows; -1 is passed over
 * first          NKT_DIRECTION_HIGH or _LOW: which is better
 * confidence     of the limits, between 0 and 1; 0: 0.95
 * certainty      0.5 or more and below 1; 0: 0.95
 * better         receives the rows of those that are, in the order of members
 * probabilities  receives how probable that is. NULL: not wanted
 * capacity       elements of better: at least n_members
 * n_better       receives how many they are; 0 where the focus has no value or no limits
 *
 * Members without a value or limits, and the focus itself, are passed over. Returns NKT_OK,
 * NKT_E_NULL, NKT_E_COUNT, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY, NKT_E_DOMAIN (focus, a member
 * with its place in error.item, first, confidence, certainty).
 */
NKT_API nkt_status nkt_better_among(const nkt_estimate *estimates, int64_t stride, int64_t n_rows,
                                    int64_t focus, const int64_t *members, int64_t n_members,
                                    int32_t first, double confidence, double certainty,
                                    int64_t *better, double *probabilities, int64_t capacity,
                                    int64_t *n_better, nkt_error *error);

/*
 * A composite index of several figures by RKA's rule: each figure is scaled so that its 2.5th
 * percentile (type 7) is 0 and its 97.5th is 100, what lies beyond them held there, and turned
 * where low is better; a unit's index is the mean over the figures, scaled in the same way again.
 *
 * figures     n_figures columns of n_rows rows
 * directions  of each figure NKT_DIRECTION_HIGH or NKT_DIRECTION_LOW
 * index       receives the index of row r, 0 ... 100, at (char *) index + r · stride; NaN where it
 *             misses a figure. A figure whose percentiles are equal puts every unit at 50
 * work        scratch; work_size as nkt_rank_work_size said
 *
 * Source: RKA, composite index of Kolada. Returns as nkt_rank; NKT_E_DOMAIN for a direction, with
 * its place in error.item.
 */
NKT_API nkt_status nkt_composite(const nkt_column *figures, int64_t n_figures, int64_t n_rows,
                                 const int32_t *directions, double *index, int64_t stride,
                                 void *work, size_t work_size, nkt_error *error);

NKT_END

#endif
