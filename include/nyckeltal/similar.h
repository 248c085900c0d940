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

#include "column.h"

NKT_BEGIN

/* The most variables that a distance may have. */
#define NKT_SIMILAR_VARIABLES_MAX 64

/* How the variables' differences make a distance. */
enum {
    NKT_SIMILAR_CITY_BLOCK = 0, /* sum of weight · |x - y| / scale */
    NKT_SIMILAR_EUCLIDEAN = 1   /* root of the sum of weight · ((x - y) / scale)² */
};

/* The scale of a variable, where the caller gives none: over all units that are not left out. */
enum {
    NKT_SIMILAR_SCALE_SD = 0,    /* the standard deviation (n - 1) */
    NKT_SIMILAR_SCALE_MEAN = 1,  /* the absolute value of the mean */
    NKT_SIMILAR_SCALE_MAD = 2,   /* the median absolute deviation from the median · 1.4826 */
    NKT_SIMILAR_SCALE_RANGE = 3, /* largest - smallest */
    NKT_SIMILAR_SCALE_NONE = 4   /* 1 */
};

/* Pass NULL for all defaults; otherwise set size first. Zero is the default of every field. */
typedef struct nkt_similar_options {
    uint32_t size;    /* sizeof (nkt_similar_options) as the caller compiled it; not 0 */
    int32_t metric;   /* NKT_SIMILAR_CITY_BLOCK or _EUCLIDEAN */
    int32_t scaling;  /* NKT_SIMILAR_SCALE_*; not looked at where scales are given */
    int32_t reserved; /* 0 */
    double band;      /* a member's population is at most band times the focus's, and at least the
                         focus's / band; 1 or more; 0: any population */
} nkt_similar_options;

/*
 * How many bytes of work area nkt_similar takes.
 *
 * n_variables  1 ... 64
 * n_units      0 or more
 * size         receives the number of bytes
 * Returns NKT_OK, NKT_E_COUNT, NKT_E_NULL, NKT_E_SIZE. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_similar_work_size(int64_t n_variables, int64_t n_units, size_t *size,
                                         nkt_error *error);

/*
 * Finds the k nearest units of each focus, the nearest first; equally near ones in the order of
 * their numbers.
 *
 * variables    n_variables columns of n_units rows, a row per unit
 * n_variables  1 ... 64
 * n_units      0 or more
 * scales       one per variable, above 0; NULL: as options.scaling says. A variable whose scale
 *              comes out as 0 (all units are alike in it) contributes nothing
 * weights      one per variable, 0 or more, not all 0; NULL: 1
 * region       codes: only units with the focus's code are its members; NULL: no restriction
 * population   above 0, for options.band; NULL only if that is 0
 * foci         n_foci numbers of units; NULL: every unit is a focus, and n_foci is n_units
 * k            1 or more: how many are looked for
 * options      NULL: the defaults
 * members      receives numbers of units: the k of focus f from members[f · k] on; -1 where there
 *              are no more
 * distances    receives their distances; NaN there. NULL: not wanted
 * contributions  receives what each variable contributes, k · n_variables of focus f from
 *              contributions[f · k · n_variables] on: the terms of the sum, which in the Euclidean
 *              metric is the squared distance. NULL: not wanted
 * capacity     elements of members: at least n_foci · k
 * states       receives NKT_STATE_* per unit: NKT_STATE_VALUE, or why it was left out as focus and
 *              as candidate. NULL: not wanted
 * scales_used  receives the scale of each variable. NULL: not wanted
 * work         scratch; work_size as nkt_similar_work_size said
 *
 * A unit that misses a variable (or its region or population, where those are used) is left out as
 * focus and as candidate. Bad data (infinite; a population that is not above 0; a region that is no
 * whole number; a value beyond 1e150 scales) leave a unit out too, and the first is told.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DOMAIN (a scale, weight or
 * focus, with its place in error.item), NKT_E_OPTION, NKT_E_OPTIONS_SIZE, NKT_E_CAPACITY,
 * NKT_E_ALIGNMENT, NKT_E_SIZE. On refusal nothing is written but work. Takes some n log n steps for
 * few variables. Thread-safe on distinct outputs and work areas. Since 0.1.
 */
NKT_API nkt_status nkt_similar(const nkt_column *variables, int64_t n_variables, int64_t n_units,
                               const double *scales, const double *weights,
                               const nkt_column *region, const nkt_column *population,
                               const int64_t *foci, int64_t n_foci, int64_t k,
                               const nkt_similar_options *options, int64_t *members,
                               double *distances, double *contributions, int64_t capacity,
                               int32_t *states, double *scales_used, void *work, size_t work_size,
                               nkt_error *error);

NKT_END

#endif
