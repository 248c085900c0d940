/*
 * Ninety made-up persons who wait for a job, for the tests of cohorts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_COHORT_PERSONS_H
#define TESTS_COHORT_PERSONS_H

#include <check.h>
#include <string.h>

#include "draw.h"
#include "nyckeltal/cohort.h"
#include "nyckeltal/realloc.h"

enum { N = 90, HORIZON = 30 };

static double times[N], causes[N];
static nkt_column time_column, cause_column;
static nkt_cases cases;
static nkt_curve_point points[N];
static nkt_curve curve;
static nkt_waiting waiting;
static double pseudo[N];
static nkt_cohort_options options;
static nkt_error error;
static nkt_memory memory = NKT_MEMORY_REALLOC;

/* Whole months, so with ties between events, other events and those last seen. */
static inline void setup(void) {
    seed = 31;
    for (int i = 0; i < N; i++) {
        const double job = -30 * log(uniform()), move = -60 * log(uniform()), seen = 60 * uniform();
        const double first = fmin(job, fmin(move, seen));
        times[i] = ceil(first);
        causes[i] = first == job ? 1 : first == move ? 2 : 0;
    }
    time_column = doubles(times);
    cause_column = doubles(causes);
    cases = (nkt_cases){NKT_ROWS(N), &time_column, &cause_column};
    curve = (nkt_curve){points, 0, N, 0};
    options = (nkt_cohort_options){.size = sizeof options, .horizon = HORIZON};
}

static inline void teardown(void) {
    nkt_memory_free(&memory);
}

static inline nkt_status wait(int n) {
    cases.rows.n_rows = n;
    return nkt_cohort_waiting(&cases, &options, &curve, &waiting, &memory, &error);
}

static inline nkt_status make_pseudo(int n) {
    cases.rows.n_rows = n;
    return nkt_cohort_pseudo(&cases, &options, &NKT_TO(pseudo), &memory, &error);
}

static inline nkt_status incidence(int64_t cause, const nkt_cohort_options *with) {
    return nkt_cohort_incidence(&cases, cause, with, &curve, &memory, &error);
}

static inline void refused(nkt_status got, nkt_status status, const char *subject) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.status, status);
    ck_assert_str_eq(error.subject, subject);
    ck_assert_int_gt(error.argument, 0);
    ck_assert_int_ne(error.reason, NKT_REASON_NONE);
}

#endif
