/*
 * Pseudo-values of the restricted mean, for all persons in two walks along the curve.
 *
 * Without one person, the curve has one fewer at risk up to the time when that person leaves, and is
 * the same curve, in proportion, after it. So the mean without the person is the area up to that time
 * under a curve that all persons share, and what the old curve adds from there on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/survival.h"

/* The area under the curve itself. */
static double whole_area(const nkt_i_times *times, double horizon) {
    double survival = 1, area = 0, before = 0;
    nkt_i_step step;

    for (int64_t i = 0; nkt_i_step_at(times, i, 0, &step); i += step.n) {
        area += survival * (nkt_i_cut(step.time, horizon) - nkt_i_cut(before, horizon));
        before = step.time;
        survival *= (double)(step.at_risk - step.n_events) / (double)step.at_risk;
    }
    return area;
}

/* The factor of a step when one of the n at risk, and one of the d events or none, is left out. */
static double factor(int64_t n, int64_t d) {
    return n > 0 ? (double)(n - d) / (double)n : 1;
}

/*
 * The way there: for the persons of each step, the area without them up to their time, and the curve
 * just after it.
 */
static void walk_there(const nkt_i_times *times, double horizon, double *area_of,
                       double *level_of) {
    double survival = 1, area = 0, before = 0;
    nkt_i_step step;

    for (int64_t i = 0; nkt_i_step_at(times, i, 0, &step); i += step.n) {
        area += survival * (nkt_i_cut(step.time, horizon) - nkt_i_cut(before, horizon));
        before = step.time;
        for (int64_t k = i; k < i + step.n; k++) {
            const int had = nkt_i_times_cause(times, times->items[k].row) != 0;
            area_of[k] = area;
            level_of[k] = survival * factor(step.at_risk - 1, step.n_events - had);
        }
        if (step.at_risk > step.n) /* somebody is left to be left out later */
            survival *= factor(step.at_risk - 1, step.n_events);
    }
}

/* The way back: from each step on, the area that the old curve has, in units of its level there. */
static void walk_back(const nkt_i_times *times, double horizon, double *area_of,
                      const double *level_of) {
    double rest = horizon - nkt_i_cut(nkt_i_times_last(times), horizon);
    int64_t end = times->n;

    while (end > 0) {
        const uint64_t key = times->items[end - 1].key;
        int64_t first = end - 1, n_events = 0;
        double time;
        while (first > 0 && times->items[first - 1].key == key)
            first--;
        for (int64_t k = first; k < end; k++) {
            area_of[k] += level_of[k] * rest;
            n_events += nkt_i_times_cause(times, times->items[k].row) != 0;
        }
        time = nkt_i_key_value(key);
        rest *= factor(times->n - first, n_events);
        if (first > 0)
            rest += nkt_i_cut(time, horizon) -
                    nkt_i_cut(nkt_i_key_value(times->items[first - 1].key), horizon);
        end = first;
    }
}

/* Writes the values of those who take part. The mean without a person is area_of, once walked. */
static void write_values(const nkt_i_times *times, double horizon, const nkt_i_out *to) {
    double *area_of = times->scratch, *level_of = area_of + times->cases->rows.n_rows;
    const double n = (double)times->n, area = whole_area(times, horizon);

    walk_there(times, horizon, area_of, level_of);
    walk_back(times, horizon, area_of, level_of);
    for (int64_t k = 0; k < times->n; k++)
        nkt_i_put_number(to, times->items[k].row, 0, area + (n - 1) * (area - area_of[k]));
}

nkt_status nkt_cohort_pseudo(const nkt_cases *cases, const nkt_cohort_options *options,
                             const nkt_target *out, nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "cases options out work error");
    const nkt_cohort_options read = nkt_i_cases_check(&call, cases, options);
    const int64_t n_rows = cases ? cases->rows.n_rows : 0;
    const nkt_i_out to = nkt_i_target_open(&call, "out", out, NKT_I_CONTENT_NUMBERS, n_rows, 1, 1);
    nkt_i_times times = nkt_i_times_claim(&call, cases, work);
    double horizon;

    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_times_read(&call, &times);
    horizon = nkt_i_times_horizon(&times, &read);
    if (horizon > nkt_i_times_last(&times)) {
        nkt_i_fault fault = NKT_I_AT("options.horizon");
        fault.value = horizon;
        fault.bound = nkt_i_times_last(&times);
        nkt_i_refuse(&call, NKT_E_OPTION, NKT_REASON_TOO_LARGE, fault,
                     "is beyond the largest time");
        return call.status;
    }
    for (int64_t row = 0; row < n_rows; row++)
        nkt_i_put_number(&to, row, 0, NAN);
    write_values(&times, horizon, &to);
    return nkt_i_call_end(&call);
}
