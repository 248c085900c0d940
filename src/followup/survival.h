/*
 * Times to an event in ascending order, step by step.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_SURVIVAL_H
#define NKT_SURVIVAL_H

#include "nyckeltal/cohort.h"

#include "numeric/numeric.h"
#include "followup/followup.h"

/* What the parts of a parameter with cases are called; "cases" in most calls. */
typedef struct nkt_i_cases_paths {
    const char *cases, *rows, *include, *times, *causes;
} nkt_i_cases_paths;
extern const nkt_i_cases_paths nkt_i_cases_paths_of_one, nkt_i_cases_paths_of_two[2];

/* Those who take part, ascending by time, and the work area they lie in. */
typedef struct nkt_i_times {
    nkt_i_keyed *items;
    int64_t n, n_without;
    const nkt_cases *cases;
    const nkt_i_cases_paths *paths;
    void *scratch; /* of the sorting: two doubles for each row, free afterwards */
    double beyond; /* above it, a time would be another one than the last */
} nkt_i_times;

/* One distinct time. The persons are items[first] ... items[first + n - 1]. */
typedef struct nkt_i_step {
    double time;
    int64_t first, n;
    int64_t at_risk, n_events, n_other, n_censored;
} nkt_i_step;

/* The time up to which a curve counts. */
static inline double nkt_i_cut(double time, double horizon) {
    return time < horizon ? time : horizon;
}

/* Checks cases and options; returns the options with the defaults filled in, but for the horizon. */
nkt_cohort_options nkt_i_cases_check(nkt_i_call *call, const nkt_cases *cases,
                                     const nkt_cohort_options *options);

/* Each by itself. */
void nkt_i_cases_check_at(nkt_i_call *call, const nkt_i_cases_paths *paths, const nkt_cases *cases);
nkt_cohort_options nkt_i_cohort_options(nkt_i_call *call, const nkt_cohort_options *options);

/* Checks where the points go; curve NULL, or without capacity: nowhere. */
nkt_i_array nkt_i_curve_open(nkt_i_call *call, const nkt_curve *curve);

/* Claims the work area, after all other checks of the call. */
nkt_i_times nkt_i_times_claim(nkt_i_call *call, const nkt_cases *cases, nkt_memory *work);

/* The same of two at once. */
void nkt_i_times_claim_two(nkt_i_call *call, const nkt_cases *const cases[2], nkt_i_times times[2],
                           nkt_memory *work);

/* Reads and sorts; bad rows are noted. */
void nkt_i_times_read(nkt_i_call *call, nkt_i_times *times);

/* Refuses room for too few points, unless none are wanted. Returns how many there are. */
int64_t nkt_i_curve_room(nkt_i_call *call, const nkt_curve *curve, const nkt_i_times *times);

/*
 * The step that begins with item number `first`; 0 where there is none. cause 0: every event is one;
 * otherwise those of other causes are n_other.
 */
int nkt_i_step_at(const nkt_i_times *times, int64_t first, int64_t cause, nkt_i_step *step);

/* The cause of a row that was read. */
int64_t nkt_i_times_cause(const nkt_i_times *times, int64_t row);

/* The time of the last step; NaN where there is none. */
double nkt_i_times_last(const nkt_i_times *times);

/* A horizon to work with: that of the options, or the last time. */
double nkt_i_times_horizon(const nkt_i_times *times, const nkt_cohort_options *options);

/* A point whose value and se, from 0 to 1, are there: sets its limits; z is a normal deviate. */
void nkt_i_point_limits(nkt_curve_point *point, int32_t limits, double z);

/* The area under the curve up to the horizon, and its variance; NaN where it is not known so far. */
typedef struct nkt_i_area {
    double mean, variance;
} nkt_i_area;
nkt_i_area nkt_i_times_area(const nkt_i_times *times, double horizon);

/* Writes a point, its share in per cent. */
void nkt_i_point_put(const nkt_i_array *points, int64_t k, nkt_curve_point point);

#endif
