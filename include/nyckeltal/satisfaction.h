/*
 * A satisfaction index from answers on a scale from 1 to 10, what drives it, and whether a target
 * was missed by more than chance.
 *
 * The index is (mean - 1) · 100 / 9 (Integrationsverket 2001:1 takes Statistics Sweden's model; its
 * weights by latent variables, effect measures and margins are not published: here weights are
 * equal or the caller's, effects are by least squares, and standard errors the ordinary ones).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_SATISFACTION_H
#define NYCKELTAL_SATISFACTION_H

#include "column.h"

NKT_BEGIN

/* The most questions one index may have, and the most areas that may drive it. */
#define NKT_SATISFACTION_QUESTIONS_MAX 1024
#define NKT_SATISFACTION_AREAS_MAX     64

/* (mean - 1) · 100 / 9 for a mean from 1 to 10; NaN for others. Thread-safe. Since 0.1. */
NKT_API double nkt_satisfaction_of_mean(double mean);

/*
 * The index of each respondent: of the weighted mean of the questions answered.
 *
 * answers      n_questions columns of n_rows answers from 1 to 10
 * n_questions  1 ... NKT_SATISFACTION_QUESTIONS_MAX
 * weights      n_questions numbers, 0 or more, not all 0; NULL: equal. A question that was not
 *              answered gives its weight to the others in proportion
 * minimum      how many questions must be answered, 1 ... n_questions; with fewer there is no index
 * n_rows       0 or more
 * out          receives the index of row i at (char *) out + i · stride; NaN: none
 * stride       bytes, at least 8 in size, may be negative
 *
 * A row with an answer outside 1 to 10 has no index and is told, with the question in error.item.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DOMAIN (a weight, or
 * minimum), NKT_E_STRIDE, NKT_E_SIZE. On refusal nothing is written. Thread-safe on distinct
 * outputs. Since 0.1.
 */
NKT_API nkt_status nkt_satisfaction_respondents(const nkt_column *answers, int64_t n_questions,
                                                const double *weights, int64_t minimum,
                                                int64_t n_rows, double *out, int64_t stride,
                                                nkt_error *error);

/* The levels of an index. Pinned for ever. */
enum {
    NKT_SATISFACTION_NOT_APPROVED = 0, /* below 40 */
    NKT_SATISFACTION_APPROVED = 1,
    NKT_SATISFACTION_VERY_SATISFIED = 2 /* 75 and over */
};

/* Zero is the default of every field; set size first. */
typedef struct nkt_satisfaction_options {
    uint32_t size;     /* sizeof (nkt_satisfaction_options) as the caller compiled it; not 0 */
    int32_t reserved;  /* 0 */
    double confidence; /* of the margin, between 0 and 1; 0: 0.95 */
    double approved;   /* the lowest index that is approved, above 0; 0: 40 */
    double very;       /* the lowest that is very satisfied, above that, at most 100; 0: 75 */
} nkt_satisfaction_options;

/* The index of a group. 48 bytes, frozen for ever. */
typedef struct nkt_satisfaction {
    double index;      /* 0 ... 100, the mean of the respondents' */
    double se;         /* s / sqrt(n) · sqrt(1 - n / N); NaN below 2 respondents */
    double margin;     /* t · se, n - 1 degrees of freedom; NaN likewise */
    int64_t n;         /* respondents */
    int64_t n_without; /* rows of the group without an index */
    int32_t state;     /* NKT_STATE_VALUE; NKT_STATE_MISSING where n is 0; _INVALID */
    int32_t level;     /* NKT_SATISFACTION_*; -1: none */
} nkt_satisfaction;

/*
 * The index of groups of respondents, such as municipality and year.
 *
 * indices      n_rows indices from 0 to 100, as of nkt_satisfaction_respondents
 * groups       of each row the number of its group, as of nkt_group_keys; -1: none. NULL: all rows
 *              are group 0
 * n_rows       0 or more
 * populations  n_groups numbers N of those who were to be asked, for the finite-population
 *              correction; a missing one, or NULL: no correction
 * n_groups     0 or more
 * options      NULL: the defaults. For other levels classify the indices by nkt_classify
 * out          receives group g at (char *) out + g · stride
 * stride       bytes, at least sizeof (nkt_satisfaction) in size, may be negative
 *
 * Levels are those of the index as it is, not rounded; an index within 2^-50 of a limit is on it.
 * Bad data: an index outside 0 to 100, or a group that is none, leaves its row out; a population
 * below n or infinite makes its group NKT_STATE_INVALID. Both are told.
 * Returns NKT_OK; NKT_ROWS_INVALID (error.row is a group where error.argument is 4); NKT_E_NULL,
 * NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION, NKT_E_OPTIONS_SIZE, NKT_E_STRIDE, NKT_E_SIZE. On refusal
 * nothing is written. Thread-safe on distinct outputs. Since 0.1.
 */
NKT_API nkt_status nkt_satisfaction_groups(const nkt_column *indices, const int64_t *groups,
                                           int64_t n_rows, const nkt_column *populations,
                                           int64_t n_groups,
                                           const nkt_satisfaction_options *options,
                                           nkt_satisfaction *out, int64_t stride, nkt_error *error);

/* Where an area stands in the priority matrix. Pinned for ever. */
enum {
    NKT_PRIORITY_IMPROVE = 1,     /* low grade, high effect: first */
    NKT_PRIORITY_KEEP = 2,        /* high grade, high effect */
    NKT_PRIORITY_IF_POSSIBLE = 3, /* low grade, low effect */
    NKT_PRIORITY_LAST = 4         /* high grade, low effect */
};

/* What an area of questions does to the index. 56 bytes, frozen for ever. */
typedef struct nkt_driver {
    double grade;     /* the area's mean, 0 ... 100 */
    double effect;    /* by how much the index moves when the grade moves by 5; NaN: collinear */
    double effect_se; /* NaN where it cannot be estimated; so are the limits */
    double lower;     /* 95 % limits of the effect */
    double upper;
    double p;         /* two-sided, of the effect being 0 */
    int32_t priority; /* NKT_PRIORITY_*; 0: there is no effect to judge by */
    int32_t rank;     /* 1: the largest effect; 0: none */
} nkt_driver;

/*
 * Which area moves the index most: least squares of the index on the areas' grades, over the rows
 * that have them all.
 *
 * indices      n_rows indices from 0 to 100
 * areas        n_areas columns of grades from 0 to 100, each made of its own questions by
 *              nkt_satisfaction_respondents
 * n_areas      1 ... NKT_SATISFACTION_AREAS_MAX
 * n_rows       0 or more
 * grade_limit  a grade below this is low; NaN: the mean over the areas
 * effect_limit an effect of this or more is high; NaN: the mean over the areas
 * out          receives n_areas drivers
 * work         scratch; work_size as nkt_satisfaction_work_size said
 *
 * A row that lacks something is left out; so is one with bad data (outside 0 to 100), which is
 * told.
 * Returns NKT_OK; NKT_ROWS_INVALID; of nkt_ols_fit NKT_CONSTANT_RESPONSE, NKT_TERM_DROPPED,
 * NKT_NOT_ESTIMABLE, NKT_PERFECT_FIT, NKT_NEARLY_COLLINEAR, NKT_E_TOO_FEW_ROWS; NKT_E_NULL,
 * NKT_E_COUNT, NKT_E_TYPE, NKT_E_DOMAIN (an infinite limit), NKT_E_CAPACITY, NKT_E_ALIGNMENT. On
 * refusal nothing is written but work. Thread-safe on distinct work areas. Since 0.1.
 */
NKT_API nkt_status nkt_satisfaction_drivers(const nkt_column *indices, const nkt_column *areas,
                                            int64_t n_areas, int64_t n_rows, double grade_limit,
                                            double effect_limit, nkt_driver *out, void *work,
                                            size_t work_size, nkt_error *error);

/* How many bytes of work area that takes. Returns NKT_OK, NKT_E_NULL, NKT_E_COUNT.
 * Thread-safe. Since 0.1. */
NKT_API nkt_status nkt_satisfaction_work_size(int64_t n_areas, size_t *size, nkt_error *error);

/* Whether a target was missed by chance. 32 bytes, frozen for ever. */
typedef struct nkt_attainment {
    double difference;  /* reached - target, in percentage points */
    double probability; /* of k or fewer of n, if the true share were the target */
    int64_t k;          /* the whole number nearest to n · reached / 100 */
    int64_t smallest;   /* the smallest n, of those that can give the share reached, by which the
                           probability is at most level; 0: none up to most */
} nkt_attainment;

/*
 * How probable so low a share is if the true share were the target (exact binomial tail), and how
 * many persons it would take to tell. The audit of Alvesta 2018 aims at 90 %, reaches 82 %, and
 * does not say of how many: n is required.
 *
 * target   per cent, above 0 and below 100
 * reached  per cent, 0 ... 100, as printed
 * decimals of reached, 0 ... 9: n persons must be able to give that share when it is rounded
 * n        persons, 1 or more
 * level    of significance, above 0 and below 1
 * most     where to stop looking for the smallest n, 0 (do not look) ... 1000000
 * out      receives the answer
 * Returns NKT_OK; NKT_E_NULL; NKT_E_COUNT (n, most); NKT_E_DOMAIN (the others; n persons cannot
 * give that share). On refusal nothing is written. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_satisfaction_attain(double target, double reached, int32_t decimals,
                                           int64_t n, double level, int64_t most,
                                           nkt_attainment *out, nkt_error *error);

NKT_END

#endif
