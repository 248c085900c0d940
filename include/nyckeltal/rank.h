/*
 * Where a unit stands among others: ranks, quarters and their colours, a composite index.
 *
 * A rank of figures that rest on few persons is mostly chance: nkt_rank_limits says how far.
 *
 * All of these read a row per unit; rows that are left out, and those without a number, take no part.
 * Infinite numbers are bad data: they take no part, and the first is reported (NKT_ROWS_INVALID). On
 * refusal nothing is written.
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
enum nkt_ties {
    NKT_TIES_BETTER = 0,  /* 1 2 2 4: all have the better one */
    NKT_TIES_WORSE = 1,   /* 1 3 3 4: all have the worse one */
    NKT_TIES_AVERAGE = 2, /* 1 2.5 2.5 4: all have the mean of theirs */
    NKT_TIES_FIRST = 3,   /* 1 2 3 4: in the order of the rows */
    NKT_TIES_DENSE = 4    /* 1 2 2 3: no rank is passed over */
};

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
 * behind those whose lower limit is above its upper one, and before those whose upper limit is below
 * its lower one. These ranks hold as far as the limits do, and no further. Where the limits of all
 * figures hold together with some confidence, so do all these ranks (Klein, Wright & Wieczorek 2020);
 * limits that hold with 95 per cent each do not: among 290 that are equal, the true first lies
 * outside its own ranks in 15 per cent of cases, and in 44 where some are three times as unsure as
 * others; somebody does nearly always. nkt_rank_limits_joint holds for all.
 *
 * estimates  one item per row; those that have no value (a secret one is none), or not both limits,
 *            take no part. An infinite value or limit, and a lower limit above its upper one, are
 *            bad data
 * rows       without groups
 * direction  NKT_DIRECTION_HIGH or _LOW: which end is number 1
 * limits     numbers, two items: the best and the worst rank of each row; NaN where it takes no part
 * work       scratch
 *
 * Returns as nkt_rank.
 */
NKT_API nkt_status nkt_rank_limits(const nkt_estimates *estimates, const nkt_rows *rows,
                                   int32_t direction, const nkt_target *limits, nkt_memory *work,
                                   nkt_error *error);

/* Set size first. */
typedef struct nkt_rank_options {
    uint32_t size;     /* sizeof (nkt_rank_options) as the caller compiled it; not 0 */
    int32_t direction; /* NKT_DIRECTION_HIGH or _LOW: which end is number 1. It has no default, so
                          the options are needed */
    double confidence; /* of the limits that the estimates come with, between 0 and 1; 0: 0.95 */
    double joint;      /* how probable it is that the ranks of all rows lie within their limits,
                          between 0 and 1; 0: 0.95 */
} nkt_rank_options;

/*
 * Between which ranks all rows lie together: with the probability `joint` no row's rank is outside
 * its limits. A row is behind those that are surely before it, from the differences of all pairs: one
 * surely differs from another where they are more standard errors apart than the largest and the
 * smallest of as many equal ones would be, q / sqrt(2) with Tukey's studentised range q. The standard
 * error is that of a normal distribution as wide as the limits of both, each on the side that faces
 * the other.
 *
 * estimates  as for nkt_rank_limits
 * rows       without groups
 * options    direction, confidence, joint
 * limits     numbers, two items: the best and the worst rank of each row; NaN where it takes no part
 * work       scratch
 *
 * The probability is exact where all have the same standard error and are equal in truth, and higher
 * otherwise (Hayter 1984); the estimates are taken to be independent. Rows that are equal in truth
 * have all the ranks that they share. The time is that of all pairs.
 * Source: Tukey 1953; Mohamad, Goeman & van Zwet 2019. Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL,
 * NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups too), NKT_E_OPTIONS_SIZE, NKT_E_STRIDE, NKT_E_SIZE,
 * NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_rank_limits_joint(const nkt_estimates *estimates, const nkt_rows *rows,
                                         const nkt_rank_options *options, const nkt_target *limits,
                                         nkt_memory *work, nkt_error *error);

/* How Kolada colours a municipality. Pinned for ever. */
enum nkt_colour {
    NKT_COLOUR_NONE = 0,   /* no value, or a figure without direction */
    NKT_COLOUR_BEST = 1,   /* the best quarter */
    NKT_COLOUR_MIDDLE = 2, /* the middle half */
    NKT_COLOUR_WORST = 3   /* the worst quarter */
};

/*
 * The quarter of each row, and its colour. The quarter is 1 + (4 · how many are better) / n, rounded
 * down: 1 is the best one, here and in NKT_EXPECTED_ROW_QUARTER (expected.h); so there is always a worst quarter, however small the differences are, and rows that are
 * equal share the better quarter.
 *
 * values     numbers
 * rows       without groups; the row of the country is no municipality: leave it out
 * direction  NKT_DIRECTION_*, as nkt_indicator says of each figure; with _NONE the highest quarter is
 *            1 and there are no colours
 * quarters   codes: 1 ... 4 of each row; NKT_NO_CODE where it has no number or is left out. NULL: not
 *            wanted
 * colours    codes: NKT_COLOUR_* of each row. NULL: not wanted
 * work       scratch
 *
 * Returns as nkt_rank.
 */
NKT_API nkt_status nkt_quarters(const nkt_column *values, const nkt_rows *rows, int32_t direction,
                                const nkt_target *quarters, const nkt_target *colours,
                                nkt_memory *work, nkt_error *error);

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
 * values     numbers
 * rows       without groups. A member that is left out is passed over; a focus that is left out has
 *            no number
 * peers      the unit, and the rows it is placed among, itself among them or not. A member that
 *            appears twice counts twice
 * direction  NKT_DIRECTION_HIGH or _LOW: which end is number 1
 * out        receives the place
 *
 * Returns NKT_OK, NKT_ROWS_INVALID (infinite numbers among the focus and the members), NKT_E_NULL,
 * NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID (direction), NKT_E_OPTION (groups), NKT_E_DOMAIN (focus, a
 * member, with its place in error.item).
 */
NKT_API nkt_status nkt_place_among(const nkt_column *values, const nkt_rows *rows,
                                   const nkt_peers *peers, int32_t direction, nkt_place *out,
                                   nkt_error *error);

/* What a certainty is promised of where several are compared with one. Pinned for ever. */
enum nkt_control {
    NKT_CONTROL_GROUP = 0, /* of all that are said together: that nobody who is not better is among
                              them */
    NKT_CONTROL_EACH = 1   /* of each by itself, as if it were the only one compared */
};

/* Set size first. */
typedef struct nkt_better_options {
    uint32_t size;     /* sizeof (nkt_better_options) as the caller compiled it; not 0 */
    int32_t direction; /* NKT_DIRECTION_HIGH or _LOW: which end is better. It has no default, so
                          the options are needed: a guess would be wrong for every other figure */
    double confidence; /* of the limits that the estimates come with, between 0 and 1; 0: 0.95 */
    double certainty;  /* how probable it must be that another one is better, 0.5 or more and below
                          1; 0: 0.95. One that is equal, and so better with probability 0.5, is not */
    int32_t control;   /* NKT_CONTROL_*: what the certainty is promised of; 0: NKT_CONTROL_GROUP */
    int32_t reserved;  /* 0 */
} nkt_better_options;

/*
 * Who does better under similar conditions? Of some units, such as those most like the focus, those
 * that are clearly better: with the probability `certainty` there is nobody among them who is not
 * better than the focus, however many were compared, and whichever of them are better.
 *
 * Each differs from the focus by so many standard errors, of a normal distribution as wide as the
 * limits of both, each on the side that faces the other. From the largest down, the largest of the
 * rest is compared with what the largest of so many would be if none were better, all being compared
 * with the same focus: Dunnett's test in its step-down form, one-sided. NKT_CONTROL_EACH compares
 * each as if it were alone: of seven that are as good as the focus, one is then "better" in a fifth
 * of all cases.
 *
 * estimates      one item per row: values or deviations, with limits. Those that have no value (a
 *                secret one is none), or not both limits, are passed over. Bad data as for
 *                nkt_rank_limits
 * rows           without groups; a member that is left out is passed over
 * peers          the unit, and the rows it is compared with; the unit itself is passed over. A
 *                member that appears twice counts twice
 * options        direction, confidence, certainty, control
 * better         numbering: the rows of those that are better, in the order of the members. Needed
 *                is room for as many as they are, at most the number of members
 * probabilities  numbers: the largest certainty at which each of them would still be here; with
 *                NKT_CONTROL_EACH, how probable it is that this one is better. NULL: not wanted
 * n_better       receives how many they are; 0 where the focus is left out, or has no value or not
 *                both limits
 *
 * The estimates are taken to be independent. Source: Dunnett 1955; Dunnett & Tamhane 1991.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_STRIDE, NKT_E_SIZE,
 * NKT_E_CAPACITY (error.bound: how many are better), NKT_E_DOMAIN (focus, a member, with its place in
 * error.item), NKT_E_OPTION, NKT_E_OPTIONS_SIZE.
 */
NKT_API nkt_status nkt_better_among(const nkt_estimates *estimates, const nkt_rows *rows,
                                    const nkt_peers *peers, const nkt_better_options *options,
                                    const nkt_target *better, const nkt_target *probabilities,
                                    int64_t *n_better, nkt_error *error);

/*
 * A composite index of several figures by RKA's rule: each figure is scaled so that its 2.5th
 * percentile (type 7) is 0 and its 97.5th is 100, what lies beyond them held there, and turned
 * where low is better; a unit's index is the mean over the figures, scaled in the same way again.
 *
 * figures     1 column or more, without groups; what their ids are is not looked at
 * directions  of each figure NKT_DIRECTION_HIGH or NKT_DIRECTION_LOW
 * index       numbers: the index of each row, 0 ... 100; NaN where it misses a figure or is left
 *             out. A figure whose percentiles are equal puts every unit at 50
 * work        scratch
 *
 * Source: RKA, composite index of Kolada. Returns as nkt_rank; NKT_E_ID for a direction, with its
 * place in error.item.
 */
NKT_API nkt_status nkt_composite(const nkt_table *figures, const int32_t *directions,
                                 const nkt_target *index, nkt_memory *work, nkt_error *error);

NKT_END

#endif
