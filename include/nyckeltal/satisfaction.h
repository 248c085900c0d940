/*
 * A satisfaction index of groups, what drives it, and whether a target was missed by more than chance.
 *
 * The index of a respondent is (mean - 1) · 100 / 9 for the mean of answers from 1 to 10, which is
 * nkt_survey_degrees on the scale {.lowest = 1, .highest = 10}. Integrationsverket 2001:1 takes
 * Statistics Sweden's model; its weights by latent variables, effect measures and margins are not
 * published: here weights are equal or the caller's, effects are by least squares, and standard errors
 * the ordinary ones.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_SATISFACTION_H
#define NYCKELTAL_SATISFACTION_H

#include "memory.h"
#include "table.h"
#include "target.h"

NKT_BEGIN

enum nkt_satisfaction_limit {
    NKT_SATISFACTION_AREAS_MAX = 64 /* the most areas that may drive it */
};

/* The levels of an index. Pinned for ever. */
enum nkt_satisfaction_level {
    NKT_LEVEL_NONE = -1,         /* there is no index */
    NKT_LEVEL_NOT_APPROVED = 0,  /* below 40 */
    NKT_LEVEL_APPROVED = 1,      /* 40 and over */
    NKT_LEVEL_VERY_SATISFIED = 2 /* 75 and over */
};

/* Pass NULL for all defaults; otherwise set size first. Zero is the default of every field. */
typedef struct nkt_satisfaction_options {
    uint32_t size;     /* sizeof (nkt_satisfaction_options) as the caller compiled it; not 0 */
    int32_t reserved;  /* 0 */
    double confidence; /* of the margin, between 0 and 1; 0: 0.95 */
    double approved;   /* the lowest index that is approved, above 0 and below 100; 0: 40 */
    double very;       /* the lowest that is very satisfied, above that, at most 100; 0: 75 */
} nkt_satisfaction_options;

/* The index of a group. 48 bytes, frozen for ever. */
typedef struct nkt_satisfaction {
    double index;      /* 0 ... 100, the mean of the respondents'; NaN where there is none */
    double se;         /* s / sqrt(n) · sqrt(1 - n / N); NaN below 2 respondents */
    double margin;     /* t · se, n - 1 degrees of freedom; NaN likewise */
    int64_t n;         /* respondents */
    int64_t n_without; /* rows of the group without an index */
    int32_t state;     /* NKT_STATE_VALUE; NKT_STATE_MISSING where n is 0; _INVALID */
    int32_t level;     /* NKT_LEVEL_* */
} nkt_satisfaction;

/*
 * The index of groups of respondents, such as municipality and year.
 *
 * indices      indices from 0 to 100, as of nkt_survey_degrees
 * rows         the respondents that take part, and the group of each
 * populations  for each group the number N of those who were to be asked, for the finite-population
 *              correction; a missing one, or NULL: no correction
 * options      NULL: the defaults. For other levels classify the indices by nkt_classify
 * out          receives the groups; sums are exact and rounded once
 * stride       bytes
 * work         scratch, in which rows are brought together by group
 *
 * Levels are those of the index as it is, not rounded; an index within 2^-50 of a limit is on it.
 * Bad data: an index outside 0 to 100, or a group that is none, leaves its row out; a population
 * below n or infinite makes its group NKT_STATE_INVALID. Both are reported.
 * Returns NKT_OK; NKT_ROWS_INVALID (error.row is a group where error.subject is "populations");
 * NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION, NKT_E_OPTIONS_SIZE, NKT_E_STRIDE, NKT_E_SIZE,
 * NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_satisfaction_groups(const nkt_column *indices, const nkt_rows *rows,
                                           const nkt_column *populations,
                                           const nkt_satisfaction_options *options,
                                           nkt_satisfaction *out, int64_t stride, nkt_memory *work,
                                           nkt_error *error);

/* Where an area stands in the priority matrix. Pinned for ever. */
enum nkt_priority {
    NKT_PRIORITY_NONE = 0,        /* there is no effect to judge by */
    NKT_PRIORITY_IMPROVE = 1,     /* low grade, high effect: first */
    NKT_PRIORITY_KEEP = 2,        /* high grade, high effect */
    NKT_PRIORITY_IF_POSSIBLE = 3, /* low grade, low effect */
    NKT_PRIORITY_LAST = 4         /* high grade, low effect */
};

/* Pass NULL for all defaults; otherwise set size first. Zero is the default of every field. */
typedef struct nkt_driver_options {
    uint32_t size;              /* sizeof (nkt_driver_options) as the caller compiled it; not 0 */
    int32_t grade_limit_given;  /* 1: a grade_limit of 0 is meant: no grade is low */
    int32_t effect_limit_given; /* 1: an effect_limit of 0 is meant: what does no harm is high */
    int32_t reserved;           /* 0 */
    double grade_limit;         /* a grade below this is low; 0: the mean over the areas, unless
                                   grade_limit_given is 1 */
    double effect_limit;        /* an effect of this or more is high; 0: the mean over the areas,
                                   unless effect_limit_given is 1 */
    double confidence;          /* of the limits, between 0 and 1; 0: 0.95 */
} nkt_driver_options;

/* What an area of questions does to the index. 64 bytes, frozen for ever. */
typedef struct nkt_driver {
    double grade;     /* the area's mean, 0 ... 100 */
    double effect;    /* by how much the index moves when the grade moves by 5; NaN: collinear */
    double effect_se; /* NaN where it cannot be estimated; so are the limits */
    double lower;     /* confidence limits of the effect */
    double upper;
    double p;         /* two-sided, of the effect being 0 */
    int32_t priority; /* NKT_PRIORITY_* */
    int32_t rank;     /* 1: the largest effect; 0: none */
    int32_t state;    /* NKT_STATE_VALUE; _MISSING: there is no effect */
    int32_t reserved; /* 0 */
} nkt_driver;

/*
 * Which area moves the index most: least squares of the index on the areas' grades, over the rows
 * that have them all.
 *
 * indices  indices from 0 to 100
 * areas    a row per respondent, without groups; a column of grades from 0 to 100 for each area, 1 ...
 *          NKT_SATISFACTION_AREAS_MAX, each made of its own questions by nkt_survey_degrees. Ids are not
 *          looked at
 * options  NULL: the defaults
 * out      receives a driver for each area
 * stride   bytes
 * work     scratch, for the fit
 *
 * A row that lacks something is left out; so is one with bad data (outside 0 to 100), which is
 * reported.
 * Returns NKT_OK; NKT_ROWS_INVALID; of nkt_ols_fit NKT_CONSTANT_RESPONSE, NKT_TERM_DROPPED,
 * NKT_NOT_ESTIMABLE, NKT_PERFECT_FIT, NKT_NEARLY_COLLINEAR, NKT_E_TOO_FEW_ROWS; NKT_E_NULL,
 * NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION, NKT_E_OPTIONS_SIZE, NKT_E_STRIDE, NKT_E_SIZE,
 * NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_satisfaction_drivers(const nkt_column *indices, const nkt_table *areas,
                                            const nkt_driver_options *options, nkt_driver *out,
                                            int64_t stride, nkt_memory *work, nkt_error *error);

/* A target, and the share that was reached. 32 bytes, frozen for ever. */
typedef struct nkt_aim {
    double target;    /* per cent, above 0 and below 100 */
    double reached;   /* per cent, 0 ... 100, as printed */
    int64_t n;        /* of how many persons, 1 or more */
    int32_t decimals; /* of reached, 0 ... 9, no fewer than it has: n persons must be able to give
                         that share when it is rounded, halves upwards */
    int32_t reserved; /* 0 */
} nkt_aim;

/* Pass NULL for all defaults; otherwise set size first. Zero is the default of every field. */
typedef struct nkt_attain_options {
    uint32_t size;     /* sizeof (nkt_attain_options) as the caller compiled it; not 0 */
    int32_t reserved;  /* 0 */
    double confidence; /* with which chance is to be excluded, between 0 and 1; 0: 0.95 */
    int64_t most;      /* where to stop looking for the smallest n, 0 (do not look) ... 1000000 */
} nkt_attain_options;

/* Whether a target was missed by chance. 32 bytes, frozen for ever. */
typedef struct nkt_attainment {
    double difference;  /* reached - target, in percentage points */
    double probability; /* of k or fewer of n, if the true share were the target */
    int64_t k;          /* the whole number nearest to n · reached / 100 */
    int64_t smallest;   /* the smallest n, of those that can give the share reached, by which the
                           probability is at most 1 - confidence; 0: none up to most */
} nkt_attainment;

/*
 * How probable so low a share is if the true share were the target (exact binomial tail), and how
 * many persons it would take to tell. The audit of Alvesta 2018 aims at 90 %, reaches 82 %, and
 * does not say of how many: aim->n is required.
 *
 * aim      the target and what was reached
 * options  NULL: the defaults
 * out      receives the answer
 * Returns NKT_OK; NKT_E_NULL; NKT_E_COUNT (aim.n); NKT_E_DOMAIN (its other members; n persons cannot
 * give that share); NKT_E_OPTION, NKT_E_OPTIONS_SIZE.
 */
NKT_API nkt_status nkt_satisfaction_attain(const nkt_aim *aim, const nkt_attain_options *options,
                                           nkt_attainment *out, nkt_error *error);

NKT_END

#endif
