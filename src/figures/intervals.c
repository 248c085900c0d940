/*
 * Limits of a share and of a count by the method that the options name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/figures.h"

#include "numeric/numeric.h"

void nkt_i_method_open(nkt_i_call *call, const nkt_options *options, nkt_i_method *method) {
    nkt_i_figure_options(call, options, NKT_INTERVAL_WILSON, &method->options);
    if (nkt_i_call_refused(call))
        return;
    method->tail = (1 - method->options.confidence) / 2;
    method->z = -nkt_i_normal_quantile(method->tail);
}

/*
 * The score interval with noise on the counts: the P from 0 to 1 with f(P) <= 0, where
 *
 *     f(P) = (p - P)² - z² (P (1 - P) / n + V (1 + k P + l P²) / n²) = a P² - 2 h P + c
 *
 * and the last bracket is the variance that the noise V of each count gives p. It may hold no P at
 * all: then the counts contradict what the caller says of the noise, and there is no interval. A
 * limit at which f has no root is an end of the scale: the noise drowns what lies there.
 */
static nkt_i_limits noisy_limits(double part, double whole, double k, double l,
                                 const nkt_i_method *method) {
    const double p = part / whole, zz = method->z * method->z;
    const double noise = zz * method->options.noise_variance / (whole * whole);
    const double a = 1 + zz / whole - l * noise, c = p * p - noise;
    const double h = p + zz / (2 * whole) + k * noise / 2;
    const double square = h * h - a * c, root = sqrt(fmax(0, square));
    nkt_i_limits limits = {0, 1};

    if (square < 0) /* f has one sign */
        return a > 0 ? NKT_I_NO_LIMITS : limits;
    /* The smaller root by the product of both, c / a: neither is a difference of near numbers. Where
     * h is negative, so is c. */
    if (c > 0)
        limits.lower = c / (h + root);
    if (limits.lower > 1)
        return NKT_I_NO_LIMITS;
    if (a - 2 * h + c > 0)
        limits.upper = fmin(1, h > 0 ? (h + root) / a : c / (h - root));
    return limits;
}

/*
 * Limits of the share of a group so large that all methods come to the same: Wilson's, in numbers
 * whose squares are doubles.
 */
static nkt_i_limits large_limits(double part, double whole, double z) {
    const double p = part / whole, rest = (whole - part) / whole, a = z * z / whole;
    const double root = hypot(sqrt(p) * sqrt(rest) * sqrt(a), a / 2), high = p + a / 2 + root;

    return (nkt_i_limits){high > 0 ? p * (p / high) : 0, part == whole ? 1 : high / (1 + a)};
}

/* Whether a method's functions can take a group of that size. */
static int is_large(double whole, int32_t interval) {
    return whole > (interval == NKT_INTERVAL_WILSON ? NKT_I_LARGE : 0.5 * NKT_I_SHAPE_MAX);
}

nkt_i_limits nkt_i_share_limits(double part, double whole, const nkt_i_method *method) {
    if (method->options.noise_variance > 0)
        return noisy_limits(part, whole, 0, 1, method);
    if (part > whole)
        return NKT_I_NO_LIMITS;
    if (is_large(whole, method->options.share_interval))
        return large_limits(part, whole, method->z);
    switch (method->options.share_interval) {
    case NKT_INTERVAL_CLOPPER_PEARSON:
        return nkt_i_clopper_pearson_limits(part, whole, method->tail);
    case NKT_INTERVAL_MID_P:
        return nkt_i_mid_p_limits(part, whole, method->tail);
    case NKT_INTERVAL_JEFFREYS:
        return nkt_i_jeffreys_limits(part, whole, method->tail);
    default: {
        double value, lower, upper;
        nkt_i_wilson(part, whole, method->z, &value, &lower, &upper);
        return (nkt_i_limits){lower / 100, upper / 100};
    }
    }
}

nkt_i_limits nkt_i_odds_limits(double numerator, double denominator, const nkt_i_method *method) {
    const double all = numerator + denominator;

    if (isinf(all)) /* halves are as sure: such a crowd has no chance to speak of */
        return nkt_i_odds_limits(numerator / 2, denominator / 2, method);
    /* The noise of numerator and denominator moves the share by (1 - P) and P: (1 - P)² + P². */
    const nkt_i_limits share = method->options.noise_variance > 0
                                   ? noisy_limits(numerator, all, -2, 2, method)
                                   : nkt_i_share_limits(numerator, all, method);

    if (!(share.upper < 1)) /* the denominator may be nobody: the odds have no bound */
        return NKT_I_NO_LIMITS;
    return (nkt_i_limits){share.lower / (1 - share.lower), share.upper / (1 - share.upper)};
}

static nkt_i_limits byar_limits(double events, double z) {
    double above = events + 1;
    double low = events > 0 ? 1 - 1 / (9 * events) - z / (3 * sqrt(events)) : 0;
    double high = 1 - 1 / (9 * above) + z / (3 * sqrt(above));
    /* Few events and a high confidence make the cube root negative: no rate is. */
    return (nkt_i_limits){low > 0 ? events * low * low * low : 0, above * high * high * high};
}

nkt_i_limits nkt_i_count_limits(double events, const nkt_i_method *method) {
    int32_t interval = method->options.rate_interval;
    if (interval == NKT_INTERVAL_BYAR || events > 0.5 * NKT_I_SHAPE_MAX ||
        (interval == NKT_INTERVAL_EXACT_OR_BYAR && events >= 10))
        return byar_limits(events, method->z);
    return nkt_i_poisson_limits(events, method->tail);
}
