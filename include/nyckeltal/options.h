/*
 * How figures and their intervals are computed. Zero is the default of every field.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_OPTIONS_H
#define NYCKELTAL_OPTIONS_H

#include "error.h"

NKT_BEGIN

/* Which end of an order is the better one, or the first. Pinned for ever. */
enum nkt_direction {
    NKT_DIRECTION_LOW = -1,
    NKT_DIRECTION_NONE = 0, /* a figure that describes and does not grade; no order */
    NKT_DIRECTION_HIGH = 1
};

/* On which side something lies. Pinned for ever. */
enum nkt_side {
    NKT_SIDE_BELOW = -1,
    NKT_SIDE_EQUAL = 0, /* neither */
    NKT_SIDE_ABOVE = 1
};

/* How two figures are set against each other. Pinned for ever. */
enum nkt_contrast {
    NKT_CONTRAST_DIFFERENCE = 1, /* first - second */
    NKT_CONTRAST_RATIO = 2       /* first / second */
};

/* Where a code is to be written and there is none, because there is no value. */
enum nkt_no_code { NKT_NO_CODE = -128 };

/* Register counts are complete, so agencies disagree on intervals. Both views, by name: */
enum nkt_mode {
    NKT_MODE_PROCESS = 0,    /* the counts are one outcome of an underlying process: interval */
    NKT_MODE_DESCRIPTIVE = 1 /* the counts are all there is, as in Kolada: no interval */
};

/* Interval methods. Pinned for ever. */
enum nkt_interval {
    NKT_INTERVAL_DEFAULT = 0,
    /* of a share; also of its odds and, combined, of balances and differences */
    NKT_INTERVAL_WILSON = 1,          /* score interval (Wilson 1927): the default */
    NKT_INTERVAL_CLOPPER_PEARSON = 2, /* exact: covers at least the confidence, always */
    NKT_INTERVAL_MID_P = 3,           /* exact with half the probability of the outcome itself */
    NKT_INTERVAL_JEFFREYS = 4,        /* beta(1/2, 1/2) prior; limits 0 at none and 1 at all */
    /* of a count of events, and of a rate */
    NKT_INTERVAL_EXACT_OR_BYAR = 11, /* exact below 10 events, Byar from 10: the default */
    NKT_INTERVAL_EXACT_POISSON = 12, /* Garwood 1936 */
    NKT_INTERVAL_BYAR = 13,          /* Byar's approximation (Breslow & Day 1987) */
    /* of a difference of shares */
    NKT_INTERVAL_NEWCOMBE = 21,      /* hybrid score (Newcombe 1998): the default */
    NKT_INTERVAL_AGRESTI_CAFFO = 22, /* Wald after one added success and failure in each group */
    NKT_INTERVAL_MIETTINEN_NURMINEN = 23 /* score interval (Miettinen & Nurminen 1985) */
};

/* What a part above its whole is. */
enum nkt_part_above {
    NKT_PART_ABOVE_FLAGGED = 0, /* a value with NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR */
    NKT_PART_ABOVE_INVALID = 1  /* bad data: the row is NKT_STATE_INVALID */
};

/*
 * Pass NULL for all defaults. Otherwise set size first:
 *
 *     nkt_options options = {.size = sizeof options};
 *     options.confidence = 0.99;
 *
 * A program compiled against an older, shorter struct gets defaults for what it does not know; one
 * compiled against a newer struct is refused only if it sets a field that this library lacks.
 */
typedef struct nkt_options {
    uint32_t size;          /* sizeof (nkt_options) as the caller compiled it; not 0 */
    int32_t mode;           /* NKT_MODE_*; 0: NKT_MODE_PROCESS */
    double confidence;      /* of intervals, between 0 and 1; 0: 0.95 */
    double minimum_basis;   /* an estimate that rests on fewer gets NKT_FLAG_BASIS_BELOW_MINIMUM;
                               0: none does */
    double correlation;     /* between the two shares of a difference (Newcombe's interval only) or
                                  of a balance, -1 to 1: stocks that overlap from year to year,
                                  employees among a population (renewal.h); 0: independent */
    double noise_variance;  /* of the noise on each count of a perturbed table (cell key); it
                                  widens Wilson intervals and what is made of them, and is refused
                                  beside other intervals of shares. 0: none */
    int32_t share_interval; /* of a share; 0: NKT_INTERVAL_WILSON */
    int32_t rate_interval;  /* of a count or rate; 0: NKT_INTERVAL_EXACT_OR_BYAR */
    int32_t difference_interval; /* of two shares; 0: NKT_INTERVAL_NEWCOMBE */
    int32_t part_above_whole;    /* NKT_PART_ABOVE_*; 0: NKT_PART_ABOVE_FLAGGED */
} nkt_options;

NKT_END

/*
 * NKT_DEFAULTS(type): options of that type with their size set and all else at its default,
 *     nkt_options options = NKT_DEFAULTS(nkt_options);
 * in C and, without a warning of missing initialisers, in C++.
 */
#ifndef NKT_NO_STD_INCLUDES
#ifdef __cplusplus
template <class T> inline T nkt_defaults() {
    T options = T();
    options.size = static_cast<uint32_t>(sizeof(T));
    return options;
}
#define NKT_DEFAULTS(type) nkt_defaults<type>()
#else
#define NKT_DEFAULTS(type) ((type){.size = sizeof(type)})
#endif
#endif

#endif
