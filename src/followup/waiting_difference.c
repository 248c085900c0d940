/*
 * How much longer one group waits than another, within a horizon.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/survival.h"

/* The horizon of both: that of the options, or the last time of the one that is seen shorter. */
static double horizon_of(const nkt_i_times times[2], const nkt_cohort_options *options) {
    const double first = nkt_i_times_horizon(&times[0], options);
    const double second = nkt_i_times_horizon(&times[1], options);

    return isnan(first) || isnan(second) ? (double)NAN : fmin(first, second);
}

nkt_status nkt_cohort_difference(const nkt_cases *first, const nkt_cases *second,
                                 const nkt_cohort_options *options, nkt_waiting_difference *out,
                                 nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "first second options out work error");
    const nkt_cases *const cases[2] = {first, second};
    nkt_waiting_difference d;
    nkt_cohort_options read;
    nkt_i_times times[2];
    nkt_i_area areas[2];
    double z;

    for (int k = 0; k < 2; k++)
        nkt_i_cases_check_at(&call, &nkt_i_cases_paths_of_two[k], cases[k]);
    read = nkt_i_cohort_options(&call, options);
    nkt_i_needed(&call, "out", out);
    nkt_i_times_claim_two(&call, cases, times, work);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_times_read(&call, &times[0]);
    nkt_i_bad_rows_of_another_kind(&call);
    nkt_i_times_read(&call, &times[1]);
    d.horizon = horizon_of(times, &read);
    for (int k = 0; k < 2; k++)
        areas[k] = nkt_i_times_area(&times[k], d.horizon);
    z = -nkt_i_normal_quantile((1 - read.confidence) / 2);
    d.difference = areas[0].mean - areas[1].mean;
    d.se = sqrt(areas[0].variance + areas[1].variance);
    d.lower = d.difference - z * d.se;
    d.upper = d.difference + z * d.se;
    d.first = areas[0].mean;
    d.second = areas[1].mean;
    d.n_first = times[0].n;
    d.n_second = times[1].n;
    d.n_without = times[0].n_without + times[1].n_without;
    *out = d;
    return nkt_i_call_end(&call);
}
