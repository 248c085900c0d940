/*
 * A year's newly arrived, followed over time: what they do by years since reception, how long it
 * takes to the first job, and how long it could be expected to take.
 *
 * Time to an event (the first job) is censored for those who have not had it when they are last
 * seen; moving away or emigrating is another event that ends the waiting. Times may have any unit.
 *
 * Source: Integrationsverket 2001 (register statistics of an annual cohort: occupation, education,
 * income). Methods: Kaplan & Meier 1958, Greenwood 1926, Aalen & Johansen 1978, Andersen, Klein &
 * Rosthøj 2003 (pseudo-values).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_COHORT_H
#define NYCKELTAL_COHORT_H

#include "estimate.h"

NKT_BEGIN

/* ---- by years since reception ------------------------------------------------------------------ */

/* The columns of nkt_cohort_years: set nkt_column.id to it. Pinned for ever. */
enum {
    NKT_COHORT_SINCE = 1,    /* whole years since reception, 0 or more */
    NKT_COHORT_RESIDENT = 2, /* 1: still lives in the municipality; 0: does not */
    NKT_COHORT_EMPLOYED = 3, /* 1 or 0; so are the next two */
    NKT_COHORT_STUDYING = 4,
    NKT_COHORT_SELF_SUPPORTING = 5,
    NKT_COHORT_INCOME = 6 /* kronor, of any sign */
};

/* A cohort so many years after reception. 200 bytes, frozen for ever. */
typedef struct nkt_cohort_year {
    nkt_estimate resident; /* share of those known, per cent */
    nkt_estimate employed; /* shares of the residents known */
    nkt_estimate studying;
    nkt_estimate self_supporting;
    double income_lower_quartile; /* of the residents; as R's quantile of type 7 */
    double income_median;
    double income_upper_quartile;
    int64_t n;        /* rows of that year */
    int64_t n_income; /* residents with an income */
} nkt_cohort_year;

/* How many bytes of work area that takes. Returns NKT_OK, NKT_E_COUNT, NKT_E_NULL, NKT_E_SIZE.
 * Thread-safe. Since 0.1. */
NKT_API nkt_status nkt_cohort_years_work_size(int64_t n_rows, int64_t n_years, size_t *size,
                                              nkt_error *error);

/*
 * Shares and incomes by years since reception, from a row for each person and year.
 *
 * inputs, n_inputs  columns of n_rows rows, each with the id of what it holds, in any order, none
 *                   twice. NKT_COHORT_SINCE is needed. What is not there is missing; without
 *                   NKT_COHORT_RESIDENT all count as residents, and that share is missing
 * n_rows            0 or more
 * n_years           0 or more: years 0 ... n_years - 1; later ones are not looked at
 * options           of the intervals; NULL: the defaults
 * out               receives year y at (char *) out + y · stride
 * stride            bytes, at least sizeof (nkt_cohort_year) in size, may be negative
 * work              scratch; work_size as nkt_cohort_years_work_size said
 *
 * Whoever has moved away counts in `resident` only; of whom it is not known counts nowhere else.
 * Bad data (a year that is no whole number of 0 or more, a 0-or-1 that is neither, an infinite
 * income) leave the person's year out, and are told.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID, NKT_E_DUPLICATE,
 * NKT_E_OPTION, NKT_E_OPTIONS_SIZE, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT. On
 * refusal nothing is written but work. Thread-safe on distinct outputs and work areas. Since 0.1.
 */
NKT_API nkt_status nkt_cohort_years(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                                    int64_t n_years, const nkt_options *options,
                                    nkt_cohort_year *out, int64_t stride, void *work,
                                    size_t work_size, nkt_error *error);

/* ---- time to an event -------------------------------------------------------------------------- */

/* On which scale limits are symmetric. Pinned for ever. */
enum {
    NKT_LIMITS_LOG = 0,     /* the logarithm, at most 1: what R's survfit does unless told */
    NKT_LIMITS_LOG_LOG = 1, /* the logarithm of minus the logarithm: between 0 and 1 */
    NKT_LIMITS_PLAIN = 2    /* the number itself, cut at 0 and 1 */
};

/* Zero is the default of every field; set size first. */
typedef struct nkt_cohort_options {
    uint32_t size;     /* sizeof (nkt_cohort_options) as the caller compiled it; not 0 */
    int32_t limits;    /* NKT_LIMITS_* */
    double confidence; /* between 0 and 1; 0: 0.95 */
    double horizon;    /* of restricted means, above 0; 0: the largest time */
} nkt_cohort_options;

/* A curve from one time to the next. 72 bytes, frozen for ever. */
typedef struct nkt_curve_point {
    double time;
    double value; /* from this time on: the share without the event, or with it */
    double se;    /* NaN, and so are the limits, where it cannot be told: at 0 and beyond */
    double lower;
    double upper;
    int64_t at_risk;    /* just before */
    int64_t n_events;   /* at this time */
    int64_t n_other;    /* events of other causes */
    int64_t n_censored; /* last seen at this time, after the events */
} nkt_curve_point;

/* Waiting times in short. 96 bytes, frozen for ever. NaN: not reached, or nobody there. */
typedef struct nkt_waiting {
    double median;       /* the time by which half have had the event; where the curve stays at one
                            half, the middle of that stretch, as in R */
    double median_lower; /* where the limits of the curve pass one half */
    double median_upper;
    double mean;       /* within the horizon: the area under the curve up to there; NaN where the
                          horizon is beyond the last time and somebody still waits */
    double mean_se;    /* by Greenwood's formula */
    double mean_lower; /* mean ± z · se */
    double mean_upper;
    double horizon;
    int64_t n;
    int64_t n_events;
    int64_t n_censored;
    int64_t n_without; /* those who lack time or cause */
} nkt_waiting;

/* How many bytes of work area the functions below take. Returns NKT_OK, NKT_E_COUNT, NKT_E_NULL,
 * NKT_E_SIZE. Thread-safe. Since 0.1. */
NKT_API nkt_status nkt_cohort_work_size(int64_t n_rows, size_t *size, nkt_error *error);

/*
 * Time to an event: the share still waiting (Kaplan–Meier), its median and restricted mean.
 *
 * times     n_rows times, 0 or more: of the event, or when last seen
 * causes    n_rows whole numbers: 0 last seen, without an event; any other: the event
 * include   a row takes part where this is neither 0 nor missing; NULL: every row does
 * n_rows    0 or more
 * options   NULL: the defaults
 * points    receives a point for each distinct time, ascending; NULL only if capacity is 0
 * capacity  how many points there is room for; 0: none are wanted. Never more than n_rows are needed
 * n_points  receives how many there are. NULL: not wanted
 * out       receives median and mean. NULL: not wanted
 * work      scratch; work_size as nkt_cohort_work_size said
 *
 * Who lacks time or cause is left out and counted. Bad data (a time that is negative or infinite, a
 * cause that is no whole number of 0 or more) are left out and told.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION,
 * NKT_E_OPTIONS_SIZE, NKT_E_CAPACITY (also: too few points), NKT_E_ALIGNMENT, NKT_E_SIZE. On refusal
 * nothing is written but work. Thread-safe on distinct outputs and work areas. Since 0.1.
 */
NKT_API nkt_status nkt_cohort_waiting(const nkt_column *times, const nkt_column *causes,
                                      const nkt_column *include, int64_t n_rows,
                                      const nkt_cohort_options *options, nkt_curve_point *points,
                                      int64_t capacity, int64_t *n_points, nkt_waiting *out,
                                      void *work, size_t work_size, nkt_error *error);

/*
 * Competing events: the share that has had the event of one cause (Aalen–Johansen), others having
 * moved, emigrated or died before.
 *
 * causes   n_rows whole numbers: 0 last seen; 1, 2, ...: the event of that cause
 * cause    the one whose share is wanted, 1 or more
 * All else as at nkt_cohort_waiting. Standard errors are those of the infinitesimal jackknife, as in
 * R's survfit. Treating other causes as censored would overstate this share.
 * Returns what nkt_cohort_waiting returns; NKT_E_DOMAIN (cause). Since 0.1.
 */
NKT_API nkt_status nkt_cohort_incidence(const nkt_column *times, const nkt_column *causes,
                                        const nkt_column *include, int64_t n_rows, int64_t cause,
                                        const nkt_cohort_options *options, nkt_curve_point *points,
                                        int64_t capacity, int64_t *n_points, void *work,
                                        size_t work_size, nkt_error *error);

/* ---- expected time ----------------------------------------------------------------------------- */

/*
 * Pseudo-values of the restricted mean: n · mean - (n - 1) · the mean without this person. They stand
 * for the time of each person, censored or not, and may be explained by least squares (ols.h, with
 * robust standard errors). Without censoring they are the times themselves, cut at the horizon.
 *
 * times, causes, include, n_rows, options  as at nkt_cohort_waiting; options.horizon may not be beyond
 *           the largest time
 * out       receives the value of row r at (char *) out + r · stride; NaN: the row takes no part
 * stride    bytes, at least 8 in size, may be negative
 * work      scratch; work_size as nkt_cohort_work_size said
 *
 * Where a curve without one person ends before the horizon, it stays at its last value.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DOMAIN (horizon),
 * NKT_E_OPTION, NKT_E_OPTIONS_SIZE, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT. On
 * refusal nothing is written but work. Thread-safe on distinct outputs and work areas. Since 0.1.
 */
NKT_API nkt_status nkt_cohort_pseudo(const nkt_column *times, const nkt_column *causes,
                                     const nkt_column *include, int64_t n_rows,
                                     const nkt_cohort_options *options, double *out, int64_t stride,
                                     void *work, size_t work_size, nkt_error *error);

/* How long it took in a group, and how long it could be expected to. 56 bytes, frozen for ever. */
typedef struct nkt_expected_time {
    double observed;  /* mean of the pseudo-values */
    double expected;  /* mean of what the model says of the same persons */
    double deviation; /* observed - expected; below 0: faster */
    double se;        /* of the deviation, from the spread of the persons about the model (of the
                         model itself it takes no account): sqrt(sum of squares) / n */
    double lower;     /* deviation ± z · se, 95 per cent */
    double upper;
    int64_t n; /* persons */
} nkt_expected_time;

/* How many bytes of work area nkt_cohort_expected takes. Returns NKT_OK, NKT_E_COUNT, NKT_E_NULL.
 * Thread-safe. Since 0.1. */
NKT_API nkt_status nkt_cohort_expected_work_size(int64_t n_terms, size_t *size, nkt_error *error);

/*
 * The time that could be expected of groups, such as municipalities, given who their people are and
 * what their labour market is: least squares of the pseudo-values on the terms, over all persons.
 *
 * pseudo    n_rows numbers, as of nkt_cohort_pseudo
 * terms     n_terms columns of n_rows numbers: of the person (age, education) or of the place
 * n_terms   0 ... 64
 * groups    of each row the number of its group; -1: none, but part of the model. NULL: one group
 * n_rows    0 or more
 * n_groups  1 or more
 * out       receives group g at (char *) out + g · stride; NaN: nobody in it
 * stride    bytes, at least sizeof (nkt_expected_time) in size, may be negative
 * work      scratch; work_size as nkt_cohort_expected_work_size said
 *
 * A row that lacks something takes no part; nor does one with bad data, or whose group is no number
 * of one, which are told.
 * Returns NKT_OK, NKT_ROWS_INVALID; the remarks of nkt_ols_fit; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE,
 * NKT_E_TOO_FEW_ROWS, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT. On refusal nothing
 * is written but work. Thread-safe on distinct outputs and work areas. Since 0.1.
 */
NKT_API nkt_status nkt_cohort_expected(const nkt_column *pseudo, const nkt_column *terms,
                                       int64_t n_terms, const int64_t *groups, int64_t n_rows,
                                       int64_t n_groups, nkt_expected_time *out, int64_t stride,
                                       void *work, size_t work_size, nkt_error *error);

NKT_END

#endif
