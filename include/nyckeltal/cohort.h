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
#include "memory.h"
#include "table.h"
#include "target.h"

NKT_BEGIN

/* ---- by years since reception ------------------------------------------------------------------ */

/* The columns of nkt_cohort_years: set nkt_column.id to it. No ids of the catalogue. Pinned for ever. */
enum nkt_cohort_in {
    NKT_COHORT_IN_SINCE = 9101,           /* whole years since reception, 0 or more */
    NKT_COHORT_IN_RESIDENT = 9102,        /* 1: still lives in the municipality; 0: does not */
    NKT_COHORT_IN_EMPLOYED = 9103,        /* 1 or 0 */
    NKT_COHORT_IN_STUDYING = 9104,        /* 1 or 0 */
    NKT_COHORT_IN_SELF_SUPPORTING = 9105, /* 1 or 0 */
    NKT_COHORT_IN_INCOME = 9106           /* kronor, of any sign */
};

/* A cohort so many years after reception. 200 bytes, frozen for ever. */
typedef struct nkt_cohort_year {
    nkt_estimate resident; /* share of those known, per cent */
    nkt_estimate employed; /* shares of the residents known, per cent */
    nkt_estimate studying;
    nkt_estimate self_supporting;
    double income_lower_quartile; /* of the residents; as R's quantile of type 7. NaN: none known */
    double income_median;
    double income_upper_quartile;
    int64_t n;        /* rows of that year */
    int64_t n_income; /* residents with an income */
} nkt_cohort_year;

/*
 * Shares and incomes by years since reception, from a row for each person and year.
 *
 * table    columns with the ids of what they hold, none twice; rows without groups.
 *          NKT_COHORT_IN_SINCE is needed. What is not there is missing; without
 *          NKT_COHORT_IN_RESIDENT all count as residents, and that share is missing
 * n_years  0 or more: years 0 ... n_years - 1; later ones are not looked at
 * options  of the intervals of shares; NULL: the defaults
 * out      receives n_years structs
 * stride   bytes from one to the next, 0: packed
 * work     scratch: the rows put together by year, and the incomes of one
 *
 * Whoever has moved away counts in `resident` only; of whom it is not known counts nowhere else.
 * A row without years since reception takes no part. Bad data (a year that is no whole number of 0
 * or more, a 0-or-1 that is neither, an infinite income) leave the row out, and are reported.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID, NKT_E_DUPLICATE,
 * NKT_E_OPTION, NKT_E_OPTIONS_SIZE, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_cohort_years(const nkt_table *table, int64_t n_years,
                                    const nkt_options *options, nkt_cohort_year *out,
                                    int64_t stride, nkt_memory *work, nkt_error *error);

/* ---- time to an event -------------------------------------------------------------------------- */

/* Persons who wait for an event: a row for each. */
typedef struct nkt_cases {
    nkt_rows rows;            /* without groups */
    const nkt_column *times;  /* 0 or more: of the event, or when last seen. Times that lie within
                                 1.5e-8 of the mean distinct time are one, the earliest, as in R */
    const nkt_column *causes; /* whole numbers: 0 last seen, without an event; 1, 2, ...: the event
                                 of that cause */
} nkt_cases;

/* On which scale limits are symmetric. Pinned for ever. */
enum nkt_limits {
    NKT_LIMITS_LOG = 0,     /* the logarithm, at most 100 per cent: what R's survfit does unless
                               another is asked for */
    NKT_LIMITS_LOG_LOG = 1, /* the logarithm of minus the logarithm: between 0 and 100 per cent */
    NKT_LIMITS_PLAIN = 2    /* the number itself, cut at 0 and 100 per cent */
};

/* Zero is the default of every field; set size first. */
typedef struct nkt_cohort_options {
    uint32_t size;     /* sizeof (nkt_cohort_options) as the caller compiled it; not 0 */
    int32_t limits;    /* NKT_LIMITS_*; 0: NKT_LIMITS_LOG */
    double confidence; /* between 0 and 1; 0: 0.95 */
    double horizon;    /* of restricted means, above 0, in the unit of times; 0: the largest time */
} nkt_cohort_options;

/* A curve from one time to the next. 72 bytes, frozen for ever. */
typedef struct nkt_curve_point {
    double time;
    double value; /* from this time on: the share without the event, or with it, per cent */
    double se; /* per cent; NaN, and so are the limits, where it cannot be known: at 0 and beyond */
    double lower;
    double upper;
    int64_t at_risk;    /* just before */
    int64_t n_events;   /* at this time */
    int64_t n_other;    /* events of other causes */
    int64_t n_censored; /* last seen at this time, after the events */
} nkt_curve_point;

/*
 * Where a curve goes: a point for each distinct time, ascending. Never more than there are rows.
 * With too little room the call is refused (NKT_E_CAPACITY, error.bound: how many there are);
 * capacity 0 asks for their number only.
 */
typedef struct nkt_curve {
    nkt_curve_point *points; /* NULL only if capacity is 0 */
    int64_t stride;          /* bytes from one to the next, 0: packed */
    int64_t capacity;        /* how many points there is room for, 0 or more */
    int64_t n;               /* receives how many there are */
} nkt_curve;

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

/*
 * Time to an event: the share still waiting (Kaplan–Meier), its median and restricted mean. Any
 * cause but 0 is the event.
 *
 * cases    who waits
 * options  NULL: the defaults
 * curve    receives the share still waiting. NULL: not wanted
 * out      receives median and mean. NULL: not wanted
 * work     scratch: the times in their order
 *
 * Who lacks time or cause is left out and counted. Bad data (a time that is negative or infinite, a
 * cause that is no whole number of 0 or more) are left out and reported.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION,
 * NKT_E_OPTIONS_SIZE, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY (work; curve.capacity),
 * NKT_E_ALIGNMENT. Source: Kaplan & Meier 1958, Greenwood 1926.
 */
NKT_API nkt_status nkt_cohort_waiting(const nkt_cases *cases, const nkt_cohort_options *options,
                                      nkt_curve *curve, nkt_waiting *out, nkt_memory *work,
                                      nkt_error *error);

/* How much longer one group waits. 80 bytes, frozen for ever. */
typedef struct nkt_waiting_difference {
    double difference; /* first - second, in the unit of times, within the horizon */
    double se;         /* sqrt(se² + se²) of the two means, each by Greenwood's formula */
    double lower;      /* difference ± z · se */
    double upper;
    double first; /* the restricted mean of each */
    double second;
    double horizon;
    int64_t n_first; /* persons in each */
    int64_t n_second;
    int64_t n_without; /* those of both who lack time or cause */
} nkt_waiting_difference;

/*
 * The difference of two restricted mean waiting times: how much longer the first group waits on the
 * average, of the time up to the horizon. It needs no proportional hazards, and holds where curves
 * cross.
 *
 * first, second  who waits; any cause but 0 is the event. Nobody is in both
 * options        confidence, and the horizon; with 0 it is the last time of the group that is seen
 *                shorter. NULL: the defaults. `limits` is not looked at
 * out            receives the difference. The mean of a group is NaN, and so are the difference and
 *                its limits, where it has nobody, or where the horizon is beyond its last time and
 *                somebody still waits
 * work           scratch: the times of both in their order
 *
 * 95 per cent limits cover in 94 to 96 per cent of cases for groups of 100, a third of whom are last
 * seen without the event, and in 92 to 95 for groups of 20. Missing and bad rows as at
 * nkt_cohort_waiting; `error.row` is of the group that `error.subject` names.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION,
 * NKT_E_OPTIONS_SIZE, NKT_E_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 * Source: Royston & Parmar 2013; Uno et al. 2014.
 */
NKT_API nkt_status nkt_cohort_difference(const nkt_cases *first, const nkt_cases *second,
                                         const nkt_cohort_options *options,
                                         nkt_waiting_difference *out, nkt_memory *work,
                                         nkt_error *error);

/*
 * Competing events: the share that has had the event of one cause (Aalen–Johansen), others having
 * moved, emigrated or died before.
 *
 * cases    who waits
 * cause    the one whose share is wanted, 1 or more
 * options  NULL: the defaults
 * curve    receives the share that has had it
 * work     scratch: the times in their order
 *
 * Standard errors are those of the infinitesimal jackknife, as in R's survfit. Treating other causes
 * as censored would overstate this share. Missing and bad rows as at nkt_cohort_waiting.
 * Returns what nkt_cohort_waiting returns; NKT_E_DOMAIN (cause). Source: Aalen & Johansen 1978.
 */
NKT_API nkt_status nkt_cohort_incidence(const nkt_cases *cases, int64_t cause,
                                        const nkt_cohort_options *options, nkt_curve *curve,
                                        nkt_memory *work, nkt_error *error);

/* ---- expected time ----------------------------------------------------------------------------- */

/*
 * Pseudo-values of the restricted mean: n · mean - (n - 1) · the mean without this person. They stand
 * for the time of each person, censored or not, and may be explained by least squares (ols.h, with
 * robust standard errors). Without censoring they are the times themselves, cut at the horizon.
 *
 * cases    who waits; any cause but 0 is the event
 * options  NULL: the defaults. The horizon may not be beyond the largest time
 * out      receives a number for each row; NaN: the row takes no part, or lacks something
 * work     scratch: the times in their order
 *
 * Where a curve without one person ends before the horizon, it stays at its last value. Bad rows as
 * at nkt_cohort_waiting.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION,
 * NKT_E_OPTIONS_SIZE, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 * Source: Andersen, Klein & Rosthøj 2003.
 */
NKT_API nkt_status nkt_cohort_pseudo(const nkt_cases *cases, const nkt_cohort_options *options,
                                     const nkt_target *out, nkt_memory *work, nkt_error *error);

/* Zero is the default of every field; set size first. */
typedef struct nkt_expected_time_options {
    uint32_t size;     /* sizeof (nkt_expected_time_options) as the caller compiled it; not 0 */
    int32_t reserved;  /* 0 */
    double confidence; /* of the limits, between 0 and 1; 0: 0.95 */
} nkt_expected_time_options;

/* How long it took in a group, and how long it could be expected to. 64 bytes, frozen for ever. */
typedef struct nkt_expected_time {
    double observed;  /* mean of the pseudo-values; NaN, as all numbers, for nobody */
    double expected;  /* mean of what the model says of the same persons */
    double deviation; /* observed - expected; below 0: faster */
    double se;        /* of the deviation, from the spread of all persons about the model, who make
                         the group's mean and the model (a sandwich, as HC1). NaN, and so are the
                         limits, where the model reproduces the group whatever its persons do: one
                         group of all of them, or a group that has a term of its own */
    double lower;     /* deviation ± z · se */
    double upper;
    int64_t n;        /* persons */
    int32_t state;    /* NKT_STATE_VALUE; nobody: NKT_STATE_NO_DENOMINATOR */
    int32_t reserved; /* 0 */
} nkt_expected_time;

/*
 * The time that could be expected of groups, such as municipalities, given who their people are and
 * what their labour market is: least squares of the pseudo-values on the terms, over all persons.
 *
 * pseudo   numbers, as of nkt_cohort_pseudo, of the rows of the terms
 * terms    0 ... 64 columns of numbers: of the person (age, education) or of the place. Their
 *          rows: a row whose group is none is part of the model; without groups all are group 0
 * options  NULL: the defaults
 * out      receives a struct for each group
 * stride   bytes from one to the next, 0: packed
 * work     scratch: the rows put together by group, and the model
 *
 * A row that lacks something takes no part; nor does one with bad data, or with a number that is no
 * group, which are reported. Sums by group are exact.
 * Returns NKT_OK, NKT_ROWS_INVALID; the remarks of a fit by least squares (ols.h), such as
 * NKT_TERM_DROPPED with the term in error.item; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION,
 * NKT_E_OPTIONS_SIZE, NKT_E_TOO_FEW_ROWS, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY,
 * NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_cohort_expected(const nkt_column *pseudo, const nkt_table *terms,
                                       const nkt_expected_time_options *options,
                                       nkt_expected_time *out, int64_t stride, nkt_memory *work,
                                       nkt_error *error);

NKT_END

#endif
