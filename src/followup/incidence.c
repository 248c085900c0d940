/*
 * Aalen–Johansen: the share that has had the event of one cause.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/survival.h"

/*
 * The curve and the influence that persons have on it: on survival s and on the share f. All who are
 * still there have the same, (s, f); of those who have left only sums of squares are needed, because
 * each step changes all of them by the same linear map.
 */
typedef struct influence {
    double survival, share;
    double s, f;
    double ss, sf, ff;
} influence;

/* Who leaves: `count` persons with that influence after the step. */
static void leave(influence *in, double count, double s, double f) {
    in->ss += count * s * s;
    in->sf += count * s * f;
    in->ff += count * f * f;
}

static void advance(influence *in, const nkt_i_step *step) {
    const double n = (double)step->at_risk, d = (double)step->n_events;
    const double all = (d + (double)step->n_other) / n, own = d / n, stay = 1 - all;
    const double was_s = in->s, was_f = in->f, unit = in->survival / n;

    /* those who had left before */
    in->ff += own * (2 * in->sf + own * in->ss);
    in->sf = stay * (in->sf + own * in->ss);
    in->ss *= stay * stay;
    /* those who are at risk and have no event now */
    in->s = was_s * stay + unit * all;
    in->f = was_f + was_s * own - unit * own;
    leave(in, (double)step->n_censored, in->s, in->f);
    leave(in, d, in->s - unit, in->f + unit);
    leave(in, (double)step->n_other, in->s - unit, in->f);
    in->share += in->survival * own;
    in->survival *= stay;
}

static nkt_curve_point point_of(const influence *in, const nkt_i_step *step, int32_t limits,
                                double z) {
    const double staying = (double)(step->at_risk - step->n);
    const double variance = in->ff + staying * in->f * in->f;
    nkt_curve_point p = {.time = step->time,
                         .value = in->share,
                         .se = in->share > 0 ? sqrt(variance > 0 ? variance : 0) : NAN,
                         .at_risk = step->at_risk,
                         .n_events = step->n_events,
                         .n_other = step->n_other,
                         .n_censored = step->n_censored};

    nkt_i_point_limits(&p, limits, z);
    return p;
}

nkt_status nkt_cohort_incidence(const nkt_cases *cases, int64_t cause,
                                const nkt_cohort_options *options, nkt_curve *curve,
                                nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "cases cause options curve work error");
    const nkt_cohort_options read = nkt_i_cases_check(&call, cases, options);
    influence in = {.survival = 1};
    nkt_i_array points;
    nkt_i_times times;
    nkt_i_step step;
    double z;
    int64_t n, k = 0;

    nkt_i_at_least(&call, "cause", (double)cause, 1);
    nkt_i_needed(&call, "curve", curve);
    points = nkt_i_curve_open(&call, curve);
    times = nkt_i_times_claim(&call, cases, work);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_times_read(&call, &times);
    n = nkt_i_curve_room(&call, curve, &times);
    if (nkt_i_call_refused(&call))
        return call.status;
    z = -nkt_i_normal_quantile((1 - read.confidence) / 2);
    for (int64_t i = 0; points.at && nkt_i_step_at(&times, i, cause, &step); i += step.n) {
        advance(&in, &step);
        nkt_i_point_put(&points, k++, point_of(&in, &step, read.limits, z));
    }
    curve->n = n;
    return nkt_i_call_end(&call);
}
