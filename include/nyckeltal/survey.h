/*
 * The survey of introduction: who has an individual plan, how individual it is, and how far local and
 * regional actors work together, from answers about single cases.
 *
 * Source: Integrationsverket 2001 (the questions concern single persons; the form was not published
 * with the proposal, so questions, their scales and weights are the caller's).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_SURVEY_H
#define NYCKELTAL_SURVEY_H

#include "estimate.h"
#include "memory.h"
#include "table.h"
#include "target.h"

NKT_BEGIN

enum nkt_survey_limit {
    NKT_SURVEY_QUESTIONS_MAX = 1024 /* the most questions, or actors, a degree may be made of */
};

/*
 * How answers become a degree. Zero is the default of every member: yes (1) or no (0), equal weights,
 * one answer is enough. A satisfaction index of answers from 1 to 10: {.lowest = 1, .highest = 10}.
 */
typedef struct nkt_survey_scale {
    double lowest;         /* the answers of all questions go from here, finite, ... */
    double highest;        /* ... to here, finite, above it; both 0: 0 and 1 */
    int64_t minimum;       /* how many must be answered, 1 ... n_columns; 0: 1 */
    const double *lows;    /* of each question its lowest answer; NULL: lowest */
    const double *highs;   /* of each question its highest answer; NULL: highest */
    const double *weights; /* of each question, 0 or more, not all 0; NULL: equal */
    const void *reserved;  /* NULL */
} nkt_survey_scale;

/*
 * A degree from 0 to 100 for each case, or an index for each respondent: the weighted mean of 100 ·
 * (answer - lowest) / (highest - lowest). For individualisation the answers are what was fitted to the
 * person; for co-operation there is a column for each actor, 1 where it took part, and missing where
 * it had no part to take. For satisfaction they are those of one respondent, and on a scale from 1 to 10
 * the index is (mean - 1) · 100 / 9.
 *
 * answers  1 ... NKT_SURVEY_QUESTIONS_MAX columns of answers, a question each; rows without groups.
 *          A question without an answer gives its weight to the others in proportion. Ids are not
 *          looked at
 * scale    NULL: yes or no, equal weights, one answer is enough
 * out      receives a number for each row; NaN: too few answers, bad data, or left out
 *
 * Where all questions have the same range, the degree of whole answers and weights is the nearest
 * double. A row with an answer outside its scale has no degree and is reported, with the question in
 * error.item.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups),
 * NKT_E_DOMAIN (scale), NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY.
 */
NKT_API nkt_status nkt_survey_degrees(const nkt_table *answers, const nkt_survey_scale *scale,
                                      const nkt_target *out, nkt_error *error);

/* What is known of cases, a row for each. */
typedef struct nkt_survey_answers {
    const nkt_column *plans;             /* 1 (has an individual plan) or 0. NULL: not asked */
    const nkt_column *individualisation; /* degrees, 0 ... 100, as of nkt_survey_degrees. NULL: not
                                            asked */
    const nkt_column *cooperation;       /* likewise */
} nkt_survey_answers;

/* The cases of a group. 144 bytes, frozen for ever. */
typedef struct nkt_survey {
    nkt_estimate plan;              /* share with an individual plan, of those known, per cent */
    nkt_estimate individualisation; /* mean degree, 0 ... 100; Student's t */
    nkt_estimate cooperation;       /* likewise */
    double individualisation_sd;    /* between cases; NaN below 2 */
    double cooperation_sd;
    int64_t n; /* cases, known or not */
} nkt_survey;

/*
 * What the survey says of groups of cases, such as municipalities.
 *
 * answers  what is known of the cases
 * rows     who takes part, and in which group; without groups all are group 0
 * options  of the intervals; NULL: the defaults
 * out      receives a struct for each group
 * stride   bytes from one to the next, 0: packed
 * work     scratch: the rows put together by group
 *
 * Each of the three takes the cases for which it is known; sums are exact. A row with bad data (a plan
 * that is neither 0 nor 1, a degree outside 0 to 100) is left out, and reported.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION,
 * NKT_E_OPTIONS_SIZE, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_survey_groups(const nkt_survey_answers *answers, const nkt_rows *rows,
                                     const nkt_options *options, nkt_survey *out, int64_t stride,
                                     nkt_memory *work, nkt_error *error);

/* What is compared. Pinned for ever. */
enum nkt_survey_figure {
    NKT_SURVEY_FIGURE_PLAN = 1,              /* shares, by Pearson's chi-square */
    NKT_SURVEY_FIGURE_INDIVIDUALISATION = 2, /* means, by an F test */
    NKT_SURVEY_FIGURE_COOPERATION = 3        /* likewise */
};

/* How groups were compared. Pinned for ever. */
enum nkt_survey_test {
    NKT_SURVEY_TEST_NONE = 0, /* they were not: fewer than two groups, or no variance at all */
    NKT_SURVEY_TEST_CHI_SQUARE = 1, /* shares: Pearson's */
    NKT_SURVEY_TEST_WELCH = 2,      /* means, each group with its own variance */
    NKT_SURVEY_TEST_POOLED = 3      /* means, one variance for all: in some group all are alike */
};

/* Whether groups differ by more than chance. 56 bytes, frozen for ever. NaN: it cannot be known. */
typedef struct nkt_survey_difference {
    double statistic; /* chi-square, or F */
    double df;        /* groups - 1 */
    double df_within; /* the second of F; NaN for chi-square */
    double p;
    double spread;    /* highest less lowest, of the groups that take part */
    int64_t n_groups; /* those that take part: with a case, or, for means, with 2 */
    int32_t method;   /* NKT_SURVEY_TEST_* */
    int32_t reserved; /* 0 */
} nkt_survey_difference;

/*
 * Whether municipalities differ by more than chance.
 *
 * surveys   n_groups structs, as nkt_survey_groups gives them
 * stride    bytes from one to the next, 0: packed
 * n_groups  0 or more
 * figure    NKT_SURVEY_FIGURE_*
 * out       receives the test; with fewer than two groups that take part it is NaN
 *
 * Means are compared by Welch's test. A group in which all are alike has no variance, which that test
 * needs of each; it is not left out, but the variance is then taken to be the same in all groups (the
 * F test of an analysis of variance), and out->method says so.
 * Returns NKT_OK, NKT_E_NULL, NKT_E_COUNT, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_ID (figure).
 * Source: Welch 1951; as R's oneway.test, with var.equal where a group has no variance, and chisq.test.
 */
NKT_API nkt_status nkt_survey_compare(const nkt_survey *surveys, int64_t stride, int64_t n_groups,
                                      int32_t figure, nkt_survey_difference *out, nkt_error *error);

NKT_END

#endif
