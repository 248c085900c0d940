/*
 * The interval of a ratio by Fieller's theorem.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/fieller.h"

#include "numeric/numeric.h"
#include "followup/followup.h"

/*
 * The numbers r with a r² - 2 b r + c <= 0, where quarter is b² - a c, told without cancellation.
 */
static void solve(double a, double b, double c, double quarter, nkt_fieller *f) {
    const double root = sqrt(quarter > 0 ? quarter : 0);
    const double q = b + copysign(root, b); /* the root that does not cancel is q / a */
    double first, second;

    if (a == 0) {
        f->kind = b > 0   ? NKT_FIELLER_ABOVE
                  : b < 0 ? NKT_FIELLER_BELOW
                  : c > 0 ? NKT_FIELLER_NONE
                          : NKT_FIELLER_WHOLE_LINE;
        f->lower = b > 0 ? c / (2 * b) : b < 0 || c <= 0 ? -INFINITY : NAN;
        f->upper = b < 0 ? c / (2 * b) : b > 0 || c <= 0 ? INFINITY : NAN;
        return;
    }
    if (a < 0 && !(quarter > 0)) {
        f->kind = NKT_FIELLER_WHOLE_LINE;
        f->lower = -INFINITY;
        f->upper = INFINITY;
        return;
    }
    first = q / a;
    second = q == 0 ? 0 : c / q;
    f->kind = a > 0 ? NKT_FIELLER_BOUNDED : NKT_FIELLER_OUTSIDE;
    f->lower = (a > 0) == (first < second) ? first : second;
    f->upper = (a > 0) == (first < second) ? second : first;
}

/* In units of the larger of estimate and standard error nothing overflows. */
static double unit_of(double estimate, double variance) {
    const double unit = fmax(fabs(estimate), sqrt(variance));

    return unit > 0 ? unit : 1;
}

nkt_fieller nkt_i_fieller(const nkt_fieller_input *in, double confidence) {
    nkt_fieller f = {NAN, NAN, NAN, NKT_FIELLER_NONE, 0};
    const double p = (1 - confidence) / 2;
    double t, x_unit, y_unit, u, v, var_u, var_v, cov, own, spread;

    if (!isnan(in->x) && in->y != 0)
        f.ratio = in->x / in->y;
    if (isnan(in->x + in->y + in->var_x + in->var_y + in->cov))
        return f;
    t = isinf(in->df) ? -nkt_i_normal_quantile(p) : -nkt_i_t_quantile(p, in->df);
    x_unit = unit_of(in->x, in->var_x);
    y_unit = unit_of(in->y, in->var_y);
    u = in->x / x_unit;
    v = in->y / y_unit;
    var_u = in->var_x / x_unit / x_unit;
    var_v = in->var_y / y_unit / y_unit;
    cov = in->cov / x_unit / y_unit;
    own = fmax(var_u * var_v - cov * cov, 0);
    spread = fmax(var_u * v * v - 2 * cov * u * v + var_v * u * u, 0);
    solve(v * v - t * t * var_v, u * v - t * t * cov, u * u - t * t * var_u,
          t * t * (spread - t * t * own), &f);
    f.lower *= x_unit / y_unit;
    f.upper *= x_unit / y_unit;
    return f;
}

/* ---- what is refused ----------------------------------------------------------------------------- */

double nkt_i_cost_confidence(nkt_i_call *call, const nkt_cost_options *options) {
    nkt_cost_options read;

    nkt_i_options_open(call, options, &read, sizeof read);
    nkt_i_confidence_option(call, &read.confidence);
    nkt_i_reserved(call, "options.reserved", read.reserved);
    return read.confidence;
}

void nkt_i_finite_or_nan(nkt_i_call *call, const char *path, double number) {
    if (isinf(number))
        nkt_i_refuse_value(call, NKT_E_DOMAIN, NKT_REASON_NOT_FINITE, path, number, NULL);
}

void nkt_i_variance(nkt_i_call *call, const char *path, double variance) {
    if (!isnan(variance))
        nkt_i_at_least(call, path, variance, 0);
}

void nkt_i_covariance(nkt_i_call *call, const char *path, double cov, double var_x, double var_y) {
    const double bound = sqrt(var_x) * sqrt(var_y);
    nkt_i_fault fault = NKT_I_AT(path);

    nkt_i_finite_or_nan(call, path, cov);
    fault.value = cov;
    fault.bound = bound;
    if (fabs(cov) > bound * (1 + NKT_I_ROUNDING))
        nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_IMPOSSIBLE, fault,
                     "is more than the variances allow");
}

nkt_status nkt_cost_fieller(const nkt_fieller_input *input, const nkt_cost_options *options,
                            nkt_fieller *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "input options out error");
    double confidence;

    nkt_i_needed(&call, "input", input);
    if (input) {
        nkt_i_finite_or_nan(&call, "input.x", input->x);
        nkt_i_finite_or_nan(&call, "input.y", input->y);
        nkt_i_variance(&call, "input.var_x", input->var_x);
        nkt_i_variance(&call, "input.var_y", input->var_y);
        nkt_i_covariance(&call, "input.cov", input->cov, input->var_x, input->var_y);
        if (input->df != INFINITY)
            nkt_i_at_least(&call, "input.df", input->df, 1);
    }
    confidence = nkt_i_cost_confidence(&call, options);
    nkt_i_needed(&call, "out", out);
    if (nkt_i_call_refused(&call))
        return call.status;
    *out = nkt_i_fieller(input, confidence);
    return NKT_OK;
}
