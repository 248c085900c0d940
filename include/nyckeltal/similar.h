/*
 * Similar municipalities: the nearest units by any variables, and why they are near.
 *
 * The relation is not symmetric: the seven nearest of one unit need not have it among theirs.
 *
 * Source: Kolada, "Liknande kommuner": the seven smallest city-block distances
 * sum |x - y| / scale. The rule behind Kolada's scales is not published, so scales, weights and
 * metric are the caller's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_SIMILAR_H
#define NYCKELTAL_SIMILAR_H

#include "memory.h"
#include "table.h"
#include "target.h"

NKT_BEGIN

/* What there may be at most. */
enum nkt_similar_limit {
    NKT_SIMILAR_VARIABLES_MAX = 64 /* variables of a distance */
};

/* How the variables' differences make a distance. Pinned for ever. */
enum nkt_metric {
    NKT_METRIC_CITY_BLOCK = 0, /* sum of weight · |x - y| / scale */
    NKT_METRIC_EUCLIDEAN = 1   /* root of the sum of weight · ((x - y) / scale)² */
};

/*
 * The scale of a variable, where the caller gives none: over all units that are not left out.
 * Pinned for ever.
 */
enum nkt_scaling {
    NKT_SCALING_SD = 0,    /* the standard deviation (n - 1) */
    NKT_SCALING_MEAN = 1,  /* the absolute value of the mean */
    NKT_SCALING_MAD = 2,   /* the median absolute deviation from the median · 1.4826 */
    NKT_SCALING_RANGE = 3, /* largest - smallest */
    NKT_SCALING_NONE = 4   /* 1 */
};

/* Pass NULL for all defaults; otherwise set size first. Zero is the default of every field. */
typedef struct nkt_similar_options {
    uint32_t size;  /* sizeof (nkt_similar_options) as the caller compiled it; not 0 */
    int32_t metric; /* NKT_METRIC_*; 0: city block */
    int32_t
        scaling; /* NKT_SCALING_*; not looked at where scales are given; 0: standard deviation */
    int32_t reserved; /* 0 */
    double band;      /* a member's population is at most band times the focus's, and at least the
                         focus's / band; 1 or more; 0: any population */
} nkt_similar_options;

/* What is looked for. Zero is "not given" for every member but variables and k. */
typedef struct nkt_similar_task {
    nkt_table variables;   /* 1 ... 64 columns, a row per unit, without groups; what their ids are
                               is not looked at. A unit that is left out is neither focus nor member:
                               so is the row of the country */
    const double *scales;  /* one per variable, above 0; NULL: as options.scaling says. A variable
                               whose scale comes out as 0 (all units are alike in it) contributes
                               nothing */
    const double *weights; /* one per variable, 0 or more, not all 0; NULL: 1 */
    const nkt_column *region;     /* codes: only units with the focus's code are its members; NULL:
                                     no restriction */
    const nkt_column *population; /* above 0, for options.band; needed only there */
    const nkt_column *foci; /* n_foci numbers of rows, of any integer type; NULL: every unit is a
                               focus */
    int64_t n_foci;         /* 0 or more; without foci 0 */
    int64_t k;              /* 1 or more: how many are looked for */
    int32_t first_row;      /* what the first row is called, in foci: 0, or 1 as in R */
    int32_t reserved;       /* 0 */
} nkt_similar_task;

/*
 * Where the answer goes. A target whose values are NULL is not wanted. Those with items have a row
 * per focus; leave item_stride and stride 0 for an array that is filled row by row.
 */
typedef struct nkt_similar_result {
    nkt_target members;   /* numbering, k items: the nearest units, the nearest first; none where
                             there are no more. Needed */
    nkt_target distances; /* numbers, k items: their distances */
    nkt_target contributions; /* numbers, k · n_columns items: what each variable contributes to the
                             first member's distance, then to the second's, ...: the terms of the
                             sum, which in the Euclidean metric is the squared distance */
    nkt_target states; /* codes, one per unit: NKT_STATE_VALUE, or why it was left out as focus and
                             as member */
    double *scales_used; /* receives the scale of each variable; NULL: not wanted */
} nkt_similar_result;

/*
 * Finds the k nearest units of each focus, the nearest first; equally near ones in the order of
 * their rows.
 *
 * task     units, variables, what restricts the members
 * options  NULL: the defaults
 * result   where the answer goes
 * work     scratch
 *
 * A unit that misses a variable (or its region or population, where those are used) is left out as
 * focus and as member. Bad data (infinite; a population that is not above 0; a region that is no
 * whole number; a value beyond 1e150 scales) leave a unit out too, and the first is reported. On
 * refusal nothing is written. Takes some n log n steps for few variables.
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DOMAIN (a scale, weight
 * or focus, with its place in error.item), NKT_E_OPTION, NKT_E_OPTIONS_SIZE, NKT_E_STRIDE,
 * NKT_E_CAPACITY, NKT_E_ALIGNMENT, NKT_E_SIZE.
 */
NKT_API nkt_status nkt_similar(const nkt_similar_task *task, const nkt_similar_options *options,
                               const nkt_similar_result *result, nkt_memory *work,
                               nkt_error *error);

NKT_END

#endif
