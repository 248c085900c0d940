/*
 * Inverses of the t, beta and gamma distributions: bracketed Newton steps on the logarithm of the
 * smaller tail, in the variable t of nkt_i_tail.
 *
 * There the logarithm of a tail is concave, so that Newton's step from the thin side never passes
 * the root; a step is taken with the second derivative (Halley), which the density gives for free.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/numeric.h"

#include <math.h>
#include <stddef.h>

/* ---- where to start -------------------------------------------------------------------------- */

/*
 * The normal deviate whose tail is, nearly, the tail at t: the signed root r = ±√(-2 exponent) with
 * Barndorff-Nielsen's correction log(q / r) / r. *rate: how fast r changes with t.
 */
static double deviate(const nkt_i_tail *tail, double t, double deviation, double *rate) {
    const double r = copysign(sqrt(-2.0 * nkt_i_tail_exponent(tail, t)), t);
    const double q = -nkt_i_tail_slope(tail, t) * deviation;
    *rate = 1.0 / deviation;
    if (fabs(r) < 1e-4) /* the limit of the correction at the peak */
        return r + (1.0 - 2.0 * tail->mode) * deviation / 3.0;
    *rate *= q / r;
    return r + log(q / r) / r;
}

/*
 * A t near the root, whose lower tail is that of the normal deviate z; 0, the peak, if none is
 * found: with a shape near 0 the deviate does not grow with t everywhere.
 */
static double start(const nkt_i_tail *tail, double z) {
    const double deviation = 1.0 / sqrt(tail->a * (tail->mode > 0.0 ? tail->b / tail->sum : 1.0));
    const double steps = z * deviation;
    double t = steps <= 0.0 ? steps : log1p(steps * (1.0 + 0.5 * steps));
    for (int i = 0; i < 20; i++) {
        double rate;
        const double missing = z - deviate(tail, t, deviation, &rate);
        t += missing / rate;
        if (fabs(missing) < 1e-3)
            return t;
    }
    return 0.0;
}

/* ---- the root -------------------------------------------------------------------------------- */

/*
 * The t with the given tails, of which the smaller is exact: that is the one to work in.
 */
static double solve(const nkt_i_tail *tail, double lower, double upper, int *evaluations) {
    const int use_upper = upper < lower;
    const double direction = use_upper ? -1.0 : 1.0; /* the way in which the tail grows */
    const double p = fmin(lower, upper), log_p = log(p);
    double t = start(tail, direction * nkt_i_normal_quantile(p));
    double low = -INFINITY, high = INFINITY;
    for (int i = 1; i <= NKT_I_EVALUATIONS_MAX; i++) {
        if (evaluations)
            *evaluations = i;
        const double log_tail = nkt_i_tail_log(tail, t, use_upper);
        const double excess = log_tail - log_p;
        if (direction * excess > 0.0)
            high = t;
        else
            low = t;
        /* Density over tail is the derivative of the logarithm of the tail. */
        const double hazard = exp(tail->log_peak + nkt_i_tail_exponent(tail, t) - log_tail);
        /* At most 0, as the logarithm is concave; rounding may say otherwise far out. */
        const double bend = fmin(0.0, direction * nkt_i_tail_slope(tail, t) / hazard - 1.0);
        const double newton = -direction * excess / hazard;
        const double halley = newton / fmin(2.0, fmax(0.5, 1.0 - 0.5 * excess * bend));
        if (fabs(excess) <= 1e-5) /* the step cubes what is missing */
            return t + halley;
        double next = t + halley;
        if (!(next > low && next < high)) /* halve the bracket or, without one, go for the peak */
            next = isinf(low) || isinf(high) ? 0.5 * t : 0.5 * (low + high);
        t = next;
    }
    return t;
}

/* ---- the distributions ----------------------------------------------------------------------- */

static int is_probability(double p) {
    return p >= 0.0 && p <= 1.0;
}

double nkt_i_beta_quantile_counted(double p, double a, double b, int upper, int *evaluations) {
    if (!is_probability(p) || !nkt_i_is_shape(a) || !nkt_i_is_shape(b))
        return NAN;
    if (p == 0.0 || p == 1.0)
        return upper ? 1.0 - p : p;
    const int mirrored = a > b;
    const int from_right = (upper != 0) != mirrored;
    nkt_i_tail tail;
    nkt_i_tail_beta(&tail, mirrored ? b : a, mirrored ? a : b);
    const double t = solve(&tail, from_right ? 1.0 - p : p, from_right ? p : 1.0 - p, evaluations);
    /* x and 1 - x at odds of mode / (1 - mode) · e^t, each without cancellation. */
    const double odds = tail.a / tail.b * exp(t);
    if (mirrored)
        return 1.0 / (1.0 + odds);
    return isinf(odds) ? 1.0 : odds / (1.0 + odds);
}

double nkt_i_gamma_quantile_counted(double p, double shape, int upper, int *evaluations) {
    if (!is_probability(p) || !nkt_i_is_shape(shape))
        return NAN;
    if (p == 0.0 || p == 1.0)
        return (upper != 0) == (p == 0.0) ? INFINITY : 0.0;
    nkt_i_tail tail;
    nkt_i_tail_gamma(&tail, shape);
    return shape * exp(solve(&tail, upper ? 1.0 - p : p, upper ? p : 1.0 - p, evaluations));
}

double nkt_i_t_quantile_counted(double p, double nu, int *evaluations) {
    if (!is_probability(p) || !nkt_i_is_shape(nu))
        return NAN;
    if (p == 0.0 || p == 1.0)
        return p == 0.0 ? -INFINITY : INFINITY;
    if (p == 0.5)
        return 0.0;
    /* Of T² beyond t²: F with 1 and nu degrees of freedom, whose logarithm is the variable. */
    const double outside = 2.0 * fmin(p, 1.0 - p);
    const int mirrored = nu < 1.0;
    nkt_i_tail tail;
    nkt_i_tail_beta(&tail, mirrored ? 0.5 * nu : 0.5, mirrored ? 0.5 : 0.5 * nu);
    const double inside = 1.0 - outside;
    const double log_f =
        solve(&tail, mirrored ? outside : inside, mirrored ? inside : outside, evaluations);
    return copysign(exp((mirrored ? -0.5 : 0.5) * log_f), p - 0.5);
}

double nkt_i_beta_quantile(double p, double a, double b) {
    return nkt_i_beta_quantile_counted(p, a, b, 0, NULL);
}

double nkt_i_beta_quantile_upper(double p, double a, double b) {
    return nkt_i_beta_quantile_counted(p, a, b, 1, NULL);
}

double nkt_i_gamma_quantile(double p, double shape) {
    return nkt_i_gamma_quantile_counted(p, shape, 0, NULL);
}

double nkt_i_gamma_quantile_upper(double p, double shape) {
    return nkt_i_gamma_quantile_counted(p, shape, 1, NULL);
}

double nkt_i_t_quantile(double p, double nu) {
    return nkt_i_t_quantile_counted(p, nu, NULL);
}
