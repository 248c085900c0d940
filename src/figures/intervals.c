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

static double clamp(double x) {
    return x < 0 ? 0 : x > 1 ? 1 : x;
}

/*
 * The score interval with noise of variance V on part and whole: the roots P of
 * (p - P)² = z² (P (1 - P) / n + V (1 + P²) / n²). It exists also for a part above its whole.
 */
static nkt_i_limits noisy_wilson_limits(double part, double whole, const nkt_i_method *method) {
    double p = part / whole, zz = method->z * method->z;
    double noise = zz * method->options.noise_variance / (whole * whole);
    double a = 1 + zz / whole - noise;
    double half_b = p + zz / (2 * whole);
    double c = p * p - noise;
    double root = half_b * half_b - a * c;

    if (a <= 0 || root < 0) /* the noise drowns the counts: every share is possible */
        return (nkt_i_limits){0, 1};
    root = half_b + sqrt(root);
    return (nkt_i_limits){clamp(c / root), clamp(root / a)};
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
        return noisy_wilson_limits(part, whole, method);
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
