/*
 * Distribution functions: normal by GSL, the others by nkt_i_tail. The only file that sees GSL.
 *
 * Arguments are proven valid before GSL is called, its results are checked, and only those of its
 * functions are called that have no path to its error handler, which ends the process.
 *
 * Why not its other distribution functions: in GSL 2.7.1, against 30-digit arithmetic, beta is
 * wrong by 1e-7 of its value where one shape is above 1e5 and the other below 10, and by 1e-10 at
 * (1e5, 1e5); t by 5e-7 far out at 100 degrees of freedom; gamma by 2e-3 at shape 5e5, one standard
 * deviation below the mean, and at shape 1e6, 1.3 above it, it enters the handler. nkt_i_tail stays
 * within 2e-14 for all of these and takes about as long.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/numeric.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* At this t, e^t is infinite, and every tail of a valid shape is 0: t itself need not be. */
#define T_MAX 1e4

/* ---- normal ---------------------------------------------------------------------------------- */

/* A result of GSL, if it can be a probability. */
static double checked(double p) {
    return p >= 0.0 && p <= 1.0 ? p : NAN;
}

double nkt_i_normal_cdf(double z) {
    return isnan(z) ? NAN : checked(gsl_cdf_ugaussian_P(z));
}

double nkt_i_normal_sf(double z) {
    return isnan(z) ? NAN : checked(gsl_cdf_ugaussian_Q(z));
}

double nkt_i_normal_quantile(double p) {
    if (!(p >= 0.0 && p <= 1.0))
        return NAN;
    if (p == 0.0 || p == 1.0)
        return p == 0.0 ? -INFINITY : INFINITY;
    return gsl_cdf_ugaussian_Pinv(p);
}

/* ---- beta ------------------------------------------------------------------------------------ */

/* log1p(less_1), where ratio = 1 + less_1 is known just as well. */
static double log_ratio(double less_1, double ratio) {
    return less_1 < -0.5 ? log(ratio) : log1p(less_1);
}

/*
 * logit(x) - logit(a / (a + b)). Where x is near the mode of 10^9 trials, x less the mode must be
 * known far better than x: its numerator x (a + b) - a is formed in twice the precision.
 */
static double beta_t(double x, double a, double b) {
    double sum, sum_error, product, product_error;
    nkt_i_two_sum(a, b, &sum, &sum_error);
    nkt_i_two_product(x, sum, &product, &product_error);
    const double distance = (product - a) + (product_error + x * sum_error);
    return log_ratio(distance / a, product / a) - log_ratio(-distance / b, (1.0 - x) * (sum / b));
}

static double beta_tail(double x, double a, double b, int upper) {
    if (isnan(x) || !nkt_i_is_shape(a) || !nkt_i_is_shape(b))
        return NAN;
    if (x <= 0.0 || x >= 1.0)
        return (x <= 0.0) == (upper != 0) ? 1.0 : 0.0;
    const double t = beta_t(x, a, b);
    nkt_i_tail tail;
    if (a <= b) {
        nkt_i_tail_beta(&tail, a, b);
        return exp(nkt_i_tail_log(&tail, t, upper));
    }
    nkt_i_tail_beta(&tail, b, a);
    return exp(nkt_i_tail_log(&tail, -t, !upper));
}

double nkt_i_beta_cdf(double x, double a, double b) {
    return beta_tail(x, a, b, 0);
}

double nkt_i_beta_sf(double x, double a, double b) {
    return beta_tail(x, a, b, 1);
}

/* ---- F and t: beta in disguise, with the logarithm of F as t ----------------------------------- */

static double f_tail(double log_x, double nu_1, double nu_2, int upper) {
    nkt_i_tail tail;
    if (nu_1 <= nu_2) {
        nkt_i_tail_beta(&tail, 0.5 * nu_1, 0.5 * nu_2);
        return exp(nkt_i_tail_log(&tail, log_x, upper));
    }
    nkt_i_tail_beta(&tail, 0.5 * nu_2, 0.5 * nu_1);
    return exp(nkt_i_tail_log(&tail, -log_x, !upper));
}

static double f_checked(double x, double nu_1, double nu_2, int upper) {
    if (isnan(x) || !nkt_i_is_shape(nu_1) || !nkt_i_is_shape(nu_2))
        return NAN;
    if (x <= 0.0 || isinf(x))
        return (x <= 0.0) == (upper != 0) ? 1.0 : 0.0;
    return f_tail(log(x), nu_1, nu_2, upper);
}

double nkt_i_f_cdf(double x, double nu_1, double nu_2) {
    return f_checked(x, nu_1, nu_2, 0);
}

double nkt_i_f_sf(double x, double nu_1, double nu_2) {
    return f_checked(x, nu_1, nu_2, 1);
}

double nkt_i_t_sf(double x, double nu) {
    if (isnan(x) || !nkt_i_is_shape(nu))
        return NAN;
    if (isinf(x))
        return x > 0.0 ? 0.0 : 1.0;
    if (x == 0.0)
        return 0.5;
    const double tail = 0.5 * f_tail(2.0 * log(fabs(x)), 1.0, nu, 1);
    return x > 0.0 ? tail : 1.0 - tail;
}

double nkt_i_t_cdf(double x, double nu) {
    return nkt_i_t_sf(-x, nu);
}

/* ---- gamma and chi-square -------------------------------------------------------------------- */

/* mean: of x, which is the shape but for the scale. */
static double gamma_tail(double x, double mean, double shape, int upper) {
    if (isnan(x) || !nkt_i_is_shape(mean))
        return NAN;
    if (x <= 0.0 || isinf(x))
        return (x <= 0.0) == (upper != 0) ? 1.0 : 0.0;
    nkt_i_tail tail;
    nkt_i_tail_gamma(&tail, shape);
    const double t = log_ratio((x - mean) / mean, x / mean);
    return exp(nkt_i_tail_log(&tail, fmin(t, T_MAX), upper));
}

double nkt_i_gamma_cdf(double x, double shape) {
    return gamma_tail(x, shape, shape, 0);
}

double nkt_i_gamma_sf(double x, double shape) {
    return gamma_tail(x, shape, shape, 1);
}

double nkt_i_chi2_cdf(double x, double nu) {
    return gamma_tail(x, nu, 0.5 * nu, 0);
}

double nkt_i_chi2_sf(double x, double nu) {
    return gamma_tail(x, nu, 0.5 * nu, 1);
}
