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

nkt_status nkt_cohort_incidence(const nkt_column *times, const nkt_column *causes,
                                const nkt_column *include, int64_t n_rows, int64_t cause,
                                const nkt_cohort_options *options, nkt_curve_point *points,
                                int64_t capacity, int64_t *n_points, void *work, size_t work_size,
                                nkt_error *error) {
    const nkt_i_curve_call call = {times, causes, include, n_rows,   work, work_size,
                                   6,     10,     points,  capacity, 7};
    influence in = {.survival = 1};
    nkt_cohort_options read;
    nkt_i_times sorted;
    nkt_i_bad_rows bad;
    nkt_i_step step;
    nkt_status status;
    double z;
    int64_t k = 0;

    nkt_i_error_clear(error);
    status = nkt_i_curve_check(&call, options, &read, error);
    if (!status && cause < 1)
        status = nkt_i_refuse_number(5, (double)cause, "cause", "is not 1 or more", error);
    if (!status)
        status = nkt_i_times_read(&call, &sorted, &bad, error);
    if (status)
        return status;
    z = -nkt_i_normal_quantile((1 - read.confidence) / 2);
    for (int64_t i = 0; capacity > 0 && nkt_i_step_at(&sorted, i, cause, &step); i += step.n) {
        advance(&in, &step);
        points[k++] = point_of(&in, &step, read.limits, z);
    }
    if (n_points)
        *n_points = nkt_i_times_count(&sorted);
    return nkt_i_bad_rows_end(&bad, error);
}
