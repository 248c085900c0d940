/*
 * Tails of the beta and gamma distributions for shapes of any size.
 *
 * The variable is t = logit(x) - logit(mode) for beta and t = log(x / mode) for gamma, where the
 * density is smooth and log-concave: exp(log_peak + exponent(t)). Gamma is a beta whose mode is 0.
 * What makes it accurate for 10^9 trials is that nothing large is ever subtracted: the peak comes
 * from Stirling's series, the exponent is 0 at the peak. Against 30-digit arithmetic the tails are
 * right to 2e-14 of their value from 1e-8 to 1 and shapes from 0.01 to 10^9, and further out to
 * about the rounding of their logarithm.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/numeric.h"

#include <math.h>

#define LOG_2PI 1.8378770664093454836

/* Beyond this t, e^t is near overflow, and so large that 1 + mode · e^t is mode · e^t. */
#define FAR_RIGHT 500.0

/* ---- the peak -------------------------------------------------------------------------------- */

/* log Γ(z) - ((z - 1/2) log z - z + log(2π) / 2), for z > 0. */
static double stirling_rest(double z) {
    /* Below 10 the series is too short: Γ(z + 1) = z Γ(z) steps up to it. */
    double steps = 0.0;
    if (z < 1.0) {
        steps = (z + 0.5) * (log1p(z) - log(z)) - 1.0;
        z += 1.0;
    }
    while (z < 10.0) {
        steps += (z + 0.5) * log1p(1.0 / z) - 1.0;
        z += 1.0;
    }
    /* clang-format off */
    static const double nkt_i_stirling[] = {
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156
    };
    /* clang-format on */
    const double y = 1.0 / (z * z);
    double series = 0.0;
    for (int i = 6; i >= 0; i--)
        series = series * y + nkt_i_stirling[i];
    return steps + series / z;
}

void nkt_i_tail_beta(nkt_i_tail *tail, double a, double b) {
    tail->a = a;
    tail->b = b;
    tail->sum = a + b;
    tail->mode = a / tail->sum;
    tail->log_peak = 0.5 * (log(a) + log(b / tail->sum) - LOG_2PI) - stirling_rest(a) -
                     (stirling_rest(b) - stirling_rest(tail->sum));
}

void nkt_i_tail_gamma(nkt_i_tail *tail, double shape) {
    tail->a = shape;
    tail->b = 0.0;
    tail->sum = shape;
    tail->mode = 0.0;
    tail->log_peak = 0.5 * (log(shape) - LOG_2PI) - stirling_rest(shape);
}

/* ---- the density, relative to its peak ------------------------------------------------------- */

/* e^t - 1 - t without cancellation. */
static double exp_excess(double t, double exp_less_1) {
    if (fabs(t) > 0.5)
        return exp_less_1 - t;
    /* clang-format off */
    static const double nkt_i_inverse_factorial[] = {
        1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040, 1.0 / 40320, 1.0 / 362880,
        1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800.0, 1.0 / 87178291200.0,
        1.0 / 1307674368000.0
    };
    /* clang-format on */
    double series = 0.0;
    for (int i = 13; i >= 0; i--)
        series = series * t + nkt_i_inverse_factorial[i];
    return t * t * series;
}

/* log(1 + u) - u without cancellation, from the series of atanh(s), s = u / (2 + u). */
static double log_excess(double u) {
    if (fabs(u) > 0.25)
        return log1p(u) - u;
    /* clang-format off */
    static const double nkt_i_inverse_odd[] = {
        1.0 / 3, 1.0 / 5, 1.0 / 7, 1.0 / 9, 1.0 / 11, 1.0 / 13, 1.0 / 15, 1.0 / 17, 1.0 / 19,
        1.0 / 21
    };
    /* clang-format on */
    const double s = u / (2.0 + u);
    const double y = s * s;
    double series = 0.0;
    for (int i = 9; i >= 0; i--)
        series = series * y + nkt_i_inverse_odd[i];
    return 2.0 * s * y * series - s * u;
}

double nkt_i_tail_exponent(const nkt_i_tail *tail, double t) {
    const double w = expm1(t);
    if (tail->mode == 0.0)
        return -tail->a * exp_excess(t, w);
    if (t > FAR_RIGHT)
        return -tail->b * t - tail->sum * log(tail->mode);
    /* Near the peak the terms of order t cancel on paper, far from it those of order e^t. */
    if (fabs(t) <= 1.0)
        return -(tail->a * exp_excess(t, w) + tail->sum * log_excess(tail->mode * w));
    return tail->a * t - tail->sum * log1p(tail->mode * w);
}

double nkt_i_tail_slope(const nkt_i_tail *tail, double t) {
    const double w = expm1(t);
    if (tail->mode == 0.0)
        return -tail->a * w;
    if (t > FAR_RIGHT)
        return -tail->b;
    return -tail->a * (tail->b / tail->sum) * (w / (1.0 + tail->mode * w));
}

/* Minus the second derivative of the exponent: above 0 everywhere. */
static double curvature(const nkt_i_tail *tail, double t) {
    if (tail->mode == 0.0)
        return tail->a * exp(t);
    if (t > FAR_RIGHT)
        return tail->b / tail->mode * exp(-t);
    const double scale = 1.0 / (1.0 + tail->mode * expm1(t));
    return tail->a * (tail->b / tail->sum) * exp(t) * scale * scale;
}

/* ---- the tail by a continued fraction -------------------------------------------------------- */

/* Beyond this many steps the quadrature is faster. */
#define STEPS_MAX 150

/*
 * I_x(a, b) divided by the density at x in t: the continued fraction of DiDonato & Morris (1992),
 * for x at or below the mode, where its first b terms are positive. slope = a - (a + b) x.
 * 0 if it has not settled after STEPS_MAX steps.
 */
static double fraction(double a, double b, double x, double slope) {
    /* Numerators and denominators of two neighbours, divided by the later denominator. */
    double value = (a + 1.0) / (a * (slope + 1.0));
    double before = 0.0, before_denominator = value;
    for (int n = 1; n <= STEPS_MAX; n++) {
        const double ratio = x / (a + 2.0 * n - 1.0);
        const double part = n * (b - n) * ratio;
        const double numerator = part * (a + n - 1.0) * ((a + b + n - 1.0) * ratio);
        const double denominator =
            n + part + (a + n) / (a + 2.0 * n + 1.0) * (slope + 1.0 + n * (2.0 - x));
        const double scale = 1.0 / (denominator + numerator * before_denominator);
        const double next = (denominator * value + numerator * before) * scale;
        if (fabs(next - value) <= 4e-16 * next)
            return next;
        before = value * scale;
        before_denominator = scale;
        value = next;
    }
    return 0.0;
}

/*
 * Whether the fraction is worth a try. At the peak of a large shape it needs more and more steps;
 * some way from it the number no longer grows with the shape.
 */
static int fraction_suits(const nkt_i_tail *tail, double t, double exponent) {
    return fabs(t) <= FAR_RIGHT && (tail->a < 1e4 || exponent < -0.2);
}

static double mass_by_fraction(const nkt_i_tail *tail, double t, double direction) {
    /* For gamma, a b so large that b less anything is b: the limit, to the last bit. */
    const double b = tail->mode == 0.0 ? 1e40 * fmax(1.0, tail->a) : tail->b;
    const double mode = tail->mode == 0.0 ? tail->a / b : tail->mode;
    const double slope = nkt_i_tail_slope(tail, t);
    const double scale = 1.0 / (1.0 + mode * expm1(t));
    if (direction < 0.0)
        return fraction(tail->a, b, mode * exp(t) * scale, slope);
    return fraction(b, tail->a, (1.0 - mode) * scale, -slope);
}

/* ---- the tail by quadrature ------------------------------------------------------------------ */

#define NODES 8 /* on each side of the middle of a panel */

/* The integral of exp(exponent - shift) over a panel, by Gauss and Legendre's rule. */
static double panel_mass(const nkt_i_tail *tail, double middle, double half, double shift) {
    /* clang-format off */
    static const double nkt_i_gauss[NODES][2] = { /* where, weight */
        {0.09501250983763744019, 0.1894506104550684963},
        {0.2816035507792589132,  0.1826034150449235889},
        {0.4580167776572273863,  0.1691565193950025382},
        {0.6178762444026437484,  0.1495959888165767321},
        {0.7554044083550030339,  0.1246289712555338721},
        {0.8656312023878317439,  0.09515851168249278481},
        {0.9445750230732325761,  0.06225352393864789286},
        {0.9894009349916499326,  0.02715245941175409485},
    };
    /* clang-format on */
    double sum = 0.0;
    for (int i = 0; i < NODES; i++) {
        const double step = half * nkt_i_gauss[i][0];
        sum += nkt_i_gauss[i][1] * (exp(nkt_i_tail_exponent(tail, middle - step) - shift) +
                                    exp(nkt_i_tail_exponent(tail, middle + step) - shift));
    }
    return half * sum;
}

/*
 * The mass from t on, towards the right (direction 1) or the left (-1), divided by the density at
 * t. Panel by panel, until what is left is negligible or an exponential, whose mass is known.
 */
static double mass_by_quadrature(const nkt_i_tail *tail, double t, double direction) {
    const double shift = nkt_i_tail_exponent(tail, t);
    double sum = 0.0;
    for (;;) {
        const double slope = direction * nkt_i_tail_slope(tail, t);
        const double bend = curvature(tail, t);
        const double straight = (direction > 0.0    ? -t
                                 : tail->mode > 0.0 ? t + log(tail->mode)
                                                    : -INFINITY) -
                                40.0;
        if (slope < 0.0) {
            const double rest = exp(nkt_i_tail_exponent(tail, t) - shift) / -slope;
            const double wrong_part = fmin(1.0, bend / slope / slope);
            if (rest * wrong_part <= 1e-17 * (sum + rest))
                return sum + rest;
        }
        /* So wide that 16 nodes leave 1e-15: three standard deviations, ten e-folds, two units... */
        double width = fmin(2.0, fmin(3.0 / sqrt(bend), 10.0 / fabs(slope)));
        /* ... but across the straight part beyond |t| = 40, where small shapes have mass, at once. */
        if (straight > 2.0)
            width = fmin(straight, 10.0 / fabs(slope));
        sum += panel_mass(tail, t + 0.5 * direction * width, 0.5 * width, shift);
        t += direction * width;
    }
}

/* ---- the tail -------------------------------------------------------------------------------- */

/* log of the mass beyond t in a direction that leads away from the peak. */
static double log_mass(const nkt_i_tail *tail, double t, double direction) {
    const double exponent = nkt_i_tail_exponent(tail, t);
    if (exponent == -INFINITY)
        return -INFINITY;
    double mass = 0.0;
    if (fraction_suits(tail, t, exponent))
        mass = mass_by_fraction(tail, t, direction);
    if (!(mass > 0.0))
        mass = mass_by_quadrature(tail, t, direction);
    return tail->log_peak + exponent + log(mass);
}

double nkt_i_tail_log(const nkt_i_tail *tail, double t, int upper) {
    const double direction = upper ? 1.0 : -1.0;
    if (direction * t >= 0.0)
        return log_mass(tail, t, direction);
    /* The peak lies within the tail asked for: the other is mostly the smaller and the faster. */
    const double other = exp(log_mass(tail, t, -direction));
    if (other <= 0.75)
        return log1p(-other);
    return tail->log_peak + nkt_i_tail_exponent(tail, t) +
           log(mass_by_quadrature(tail, t, direction));
}
