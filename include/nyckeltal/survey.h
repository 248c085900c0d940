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

NKT_BEGIN

/* The most questions, or actors, a degree may be made of. */
#define NKT_SURVEY_QUESTIONS_MAX 1024

/*
 * A degree from 0 to 100 for each case: the weighted mean of answer / highest answer. For
 * individualisation the answers are what was fitted to the person; for co-operation there is a
 * column for each actor, 1 where it took part, and missing where it had no part to take.
 *
 * answers      n_questions columns of n_rows answers, from 0 to the highest
 * n_questions  1 ... NKT_SURVEY_QUESTIONS_MAX
 * highest      of each question its highest answer, above 0; NULL: 1, yes or no
 * weights      of each question, 0 or more, not all 0; NULL: equal. A question without an answer gives
 *              its weight to the others in proportion
 * minimum      how many must be answered, 1 ... n_questions; with fewer there is no degree
 * n_rows       0 or more
 * out          receives the degree of row r at (char *) out + r · stride; NaN: none
 * stride       bytes, at least 8 in size, may be negative
 *
 * A row with an answer outside its scale has no degree and is told, with the question in error.item.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DOMAIN (highest, weights,
 * minimum), NKT_E_STRIDE, NKT_E_SIZE. On refusal nothing is written. Thread-safe on distinct outputs.
 * Since 0.1.
 */
NKT_API nkt_status nkt_survey_degrees(const nkt_column *answers, int64_t n_questions,
                                      const double *highest, const double *weights, int64_t minimum,
                                      int64_t n_rows, double *out, int64_t stride,
                                      nkt_error *error);

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
 * plans              n_rows of 1 (has an individual plan) or 0. NULL: not asked
 * individualisation  n_rows degrees from 0 to 100, as of nkt_survey_degrees. NULL: not asked
 * cooperation        likewise
 * groups             of each row the number of its group; -1: none. NULL: all are in group 0
 * n_rows             0 or more
 * n_groups           1 or more
 * options            of the intervals; NULL: the defaults
 * out                receives group g at (char *) out + g · stride
 * stride             bytes, at least sizeof (nkt_survey) in size, may be negative
 *
 * Each of the three takes the cases for which it is known. A row with bad data (a plan that is neither
 * 0 nor 1, a degree outside 0 to 100, a group that is no number of one) is left out, and told.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION,
 * NKT_E_OPTIONS_SIZE, NKT_E_STRIDE, NKT_E_SIZE. On refusal nothing is written. Thread-safe on distinct
 * outputs. Since 0.1.
 */
NKT_API nkt_status nkt_survey_groups(const nkt_column *plans, const nkt_column *individualisation,
                                     const nkt_column *cooperation, const int64_t *groups,
                                     int64_t n_rows, int64_t n_groups, const nkt_options *options,
                                     nkt_survey *out, int64_t stride, nkt_error *error);

/* What is compared. Pinned for ever. */
enum {
    NKT_SURVEY_PLAN = 1,              /* shares, by Pearson's chi-square */
    NKT_SURVEY_INDIVIDUALISATION = 2, /* means, by Welch's test for several groups */
    NKT_SURVEY_COOPERATION = 3
};

/* Whether groups differ by more than chance. 48 bytes, frozen for ever. NaN: it cannot be told. */
typedef struct nkt_survey_difference {
    double statistic; /* chi-square, or F */
    double df;        /* groups - 1 */
    double df_within; /* the second of F; NaN for chi-square */
    double p;
    double spread;    /* highest less lowest, of the groups that take part */
    int64_t n_groups; /* those that take part: with a case, or, for means, with 2 that differ */
} nkt_survey_difference;

/*
 * Whether municipalities differ by more than chance.
 *
 * surveys   n_groups of them, as nkt_survey_groups gives them, group g at (const char *) surveys + g ·
 *           stride
 * n_groups  0 or more
 * what      NKT_SURVEY_*
 * out       receives the test; with fewer than two groups that take part it is NaN
 * Returns NKT_OK, NKT_E_NULL, NKT_E_COUNT, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_DOMAIN (what).
 * Thread-safe. Source: Welch 1951; as R's oneway.test and chisq.test. Since 0.1.
 */
NKT_API nkt_status nkt_survey_compare(const nkt_survey *surveys, int64_t stride, int64_t n_groups,
                                      int32_t what, nkt_survey_difference *out, nkt_error *error);

NKT_END

#endif
