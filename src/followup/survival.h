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

/* Those who take part, ascending by time; memory for twice as many is the caller's. */
typedef struct nkt_i_times {
    nkt_i_keyed *items;
    int64_t n, n_without;
    const nkt_column *causes;
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

/* The parameters that the functions of a curve have in common, and the numbers of some of them. */
typedef struct nkt_i_curve_call {
    const nkt_column *times, *causes, *include;
    int64_t n_rows;
    void *work;
    size_t work_size;
    int32_t options_argument, work_argument;
    nkt_curve_point *points; /* capacity is the parameter after it */
    int64_t capacity;
    int32_t points_argument;
} nkt_i_curve_call;

/* Checks them, and fills in the defaults of the options but the horizon. */
nkt_status nkt_i_curve_check(const nkt_i_curve_call *call, const nkt_cohort_options *options,
                             nkt_cohort_options *read, nkt_error *error);

/* Reads and sorts; bad rows are noted. Refuses room for too few points, unless none are wanted. */
nkt_status nkt_i_times_read(const nkt_i_curve_call *call, nkt_i_times *times, nkt_i_bad_rows *bad,
                            nkt_error *error);

/*
 * The step that begins with item number `first`; 0 where there is none. cause 0: every event is one;
 * otherwise those of other causes are n_other.
 */
int nkt_i_step_at(const nkt_i_times *times, int64_t first, int64_t cause, nkt_i_step *step);

/* How many steps there are. */
int64_t nkt_i_times_count(const nkt_i_times *times);

/* The cause of a row that was read. */
int64_t nkt_i_times_cause(const nkt_i_times *times, int64_t row);

/* The time of the last step; NaN where there is none. */
double nkt_i_times_last(const nkt_i_times *times);

/* A horizon to work with: that of the options, or the last time. */
double nkt_i_times_horizon(const nkt_i_times *times, const nkt_cohort_options *options);

/* Sets the limits of a point whose value and se are there; z is a normal deviate. */
void nkt_i_point_limits(nkt_curve_point *point, int32_t limits, double z);

#endif
