/*
 * The interval of a ratio by Fieller's theorem.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/cost.h"

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

static nkt_status check(double x, double y, double var_x, double var_y, double cov, double df,
                        nkt_error *error) {
    const double bound = sqrt(var_x) * sqrt(var_y) * (1 + NKT_I_ROUNDING);

    if (isinf(x))
        return nkt_i_refuse_number(1, x, "x", "is infinite", error);
    if (isinf(y))
        return nkt_i_refuse_number(2, y, "y", "is infinite", error);
    if (var_x < 0 || isinf(var_x))
        return nkt_i_refuse_number(3, var_x, "var_x", "is no variance", error);
    if (var_y < 0 || isinf(var_y))
        return nkt_i_refuse_number(4, var_y, "var_y", "is no variance", error);
    if (isinf(cov) || fabs(cov) > bound)
        return nkt_i_refuse_number(5, cov, "cov", "is more than the variances allow", error);
    if (!(df >= 1))
        return nkt_i_refuse_number(6, df, "df", "is not 1 or more", error);
    return NKT_OK;
}

nkt_status nkt_cost_fieller(double x, double y, double var_x, double var_y, double cov, double df,
                            double confidence, nkt_fieller *out, nkt_error *error) {
    nkt_fieller f = {NAN, NAN, NAN, NKT_FIELLER_NONE, 0};
    nkt_status status;

    nkt_i_error_clear(error);
    status = check(x, y, var_x, var_y, cov, df, error);
    if (!status)
        status = nkt_i_confidence(&confidence, 7, error);
    if (!status && !out)
        status = nkt_i_refuse_null(error, 8, "out");
    if (status)
        return status;
    if (!isnan(x) && y != 0)
        f.ratio = x / y;
    if (!isnan(x + y + var_x + var_y + cov)) {
        const double p = (1 - confidence) / 2;
        const double t = isinf(df) ? -nkt_i_normal_quantile(p) : -nkt_i_t_quantile(p, df);
        const double x_unit = unit_of(x, var_x), y_unit = unit_of(y, var_y);
        const double u = x / x_unit, v = y / y_unit, var_u = var_x / x_unit / x_unit,
                     var_v = var_y / y_unit / y_unit, cov_uv = cov / x_unit / y_unit;
        const double own = fmax(var_u * var_v - cov_uv * cov_uv, 0);
        const double spread = fmax(var_u * v * v - 2 * cov_uv * u * v + var_v * u * u, 0);
        solve(v * v - t * t * var_v, u * v - t * t * cov_uv, u * u - t * t * var_u,
              t * t * (spread - t * t * own), &f);
        f.lower *= x_unit / y_unit;
        f.upper *= x_unit / y_unit;
    }
    *out = f;
    return NKT_OK;
}
