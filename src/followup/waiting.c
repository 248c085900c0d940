/*
 * Kaplan–Meier: the share still waiting, its median, its restricted mean.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/survival.h"

/* Going along the curve, one step after the other. */
typedef struct walk {
    double survival, greenwood; /* after the last step */
    double time, area;          /* the area up to that time, or to the horizon */
} walk;

static double greenwood(const nkt_i_step *step) {
    const double d = (double)step->n_events, n = (double)step->at_risk;

    return d == 0 ? 0 : d / (n * (n - d)); /* infinite where all have the event */
}

static void advance(walk *w, const nkt_i_step *step, double horizon) {
    w->area += w->survival * (nkt_i_cut(step->time, horizon) - nkt_i_cut(w->time, horizon));
    w->time = step->time;
    w->survival *= (double)(step->at_risk - step->n_events) / (double)step->at_risk;
    w->greenwood += greenwood(step);
}

static nkt_curve_point point_of(const walk *w, const nkt_i_step *step, int32_t limits, double z) {
    nkt_curve_point p = {.time = step->time,
                         .value = w->survival,
                         .se = w->survival > 0 ? w->survival * sqrt(w->greenwood) : NAN,
                         .at_risk = step->at_risk,
                         .n_events = step->n_events,
                         .n_other = step->n_other,
                         .n_censored = step->n_censored};

    nkt_i_point_limits(&p, limits, z);
    return p;
}

/* ---- the median ----------------------------------------------------------------------------------- */

/*
 * Where a curve that falls passes one half: `at`, once it has. At one half it may stay; then `at` is
 * the middle of that stretch. A limit is cut at 0, which is below one half like any other number.
 */
typedef struct crossing {
    double at;
    int has_crossed, is_at_half;
    double level;
} crossing;

/* How near to one half counts as one half, as in R. */
#define HALF_TOLERANCE 1.5e-8

static void cross(crossing *c, double time, double value) {
    if (isnan(value))
        return;
    if (!c->has_crossed && value < 0.5 + HALF_TOLERANCE) {
        *c = (crossing){time, 1, value > 0.5 - HALF_TOLERANCE, value};
    } else if (c->is_at_half && value < c->level) { /* it stayed, and now it falls on */
        c->at += (time - c->at) / 2;
        c->is_at_half = 0;
    }
}

/* ---- the mean ------------------------------------------------------------------------------------- */

/* The variance of the area: a second walk, once the whole area is known. */
static double area_variance(const nkt_i_times *times, double horizon, double area) {
    walk w = {1, 0, 0, 0};
    nkt_i_step step;
    double sum = 0;

    for (int64_t i = 0; nkt_i_step_at(times, i, 0, &step) && step.time <= horizon; i += step.n) {
        advance(&w, &step, horizon);
        if (step.n_events < step.at_risk)
            sum += (area - w.area) * (area - w.area) * greenwood(&step);
    }
    return sum;
}

nkt_i_area nkt_i_times_area(const nkt_i_times *times, double horizon) {
    const double last = nkt_i_times_last(times);
    walk w = {1, 0, 0, 0};
    nkt_i_area found = {NAN, NAN};
    nkt_i_step step;

    for (int64_t i = 0; nkt_i_step_at(times, i, 0, &step); i += step.n)
        advance(&w, &step, horizon);
    if (times->n == 0 || (horizon > last && w.survival > 0))
        return found;
    found.mean = w.area + w.survival * (horizon - nkt_i_cut(last, horizon));
    found.variance = area_variance(times, horizon, found.mean);
    return found;
}

static void find_mean(const nkt_i_times *times, double z, nkt_waiting *out) {
    const nkt_i_area area = nkt_i_times_area(times, out->horizon);

    out->mean = area.mean;
    out->mean_se = sqrt(area.variance);
    out->mean_lower = area.mean - z * out->mean_se;
    out->mean_upper = area.mean + z * out->mean_se;
}

/* ---- all of it -------------------------------------------------------------------------------------- */

static nkt_waiting waiting_of(const nkt_i_times *times, const nkt_cohort_options *options, double z,
                              const nkt_i_array *points) {
    nkt_waiting out = {NAN,      NAN, NAN, NAN,
                       NAN,      NAN, NAN, nkt_i_times_horizon(times, options),
                       times->n, 0,   0,   times->n_without};
    crossing middle = {.at = NAN}, lower = {.at = NAN}, upper = {.at = NAN};
    walk w = {1, 0, 0, 0};
    nkt_i_step step;
    int64_t k = 0;

    for (int64_t i = 0; nkt_i_step_at(times, i, 0, &step); i += step.n) {
        nkt_curve_point point;
        advance(&w, &step, out.horizon);
        point = point_of(&w, &step, options->limits, z);
        out.n_events += step.n_events;
        out.n_censored += step.n_censored;
        cross(&middle, step.time, point.value);
        cross(&lower, step.time, point.lower);
        cross(&upper, step.time, point.upper);
        nkt_i_point_put(points, k++, point);
    }
    out.median = middle.at;
    out.median_lower = lower.at;
    out.median_upper = upper.at;
    find_mean(times, z, &out);
    return out;
}

nkt_status nkt_cohort_waiting(const nkt_cases *cases, const nkt_cohort_options *options,
                              nkt_curve *curve, nkt_waiting *out, nkt_memory *work,
                              nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "cases options curve out work error");
    const nkt_cohort_options read = nkt_i_cases_check(&call, cases, options);
    const nkt_i_array points = nkt_i_curve_open(&call, curve);
    nkt_i_times times = nkt_i_times_claim(&call, cases, work);
    nkt_waiting waiting;
    int64_t n;

    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_times_read(&call, &times);
    n = nkt_i_curve_room(&call, curve, &times);
    if (nkt_i_call_refused(&call))
        return call.status;
    waiting = waiting_of(&times, &read, -nkt_i_normal_quantile((1 - read.confidence) / 2), &points);
    if (out)
        *out = waiting;
    if (curve)
        curve->n = n;
    return nkt_i_call_end(&call);
}
