/*
 * What the other rooms may use of the numeric room: error-free transforms, exact sums,
 * distribution functions and their inverses.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_NUMERIC_H
#define NKT_NUMERIC_H

#include "base/float.h"

#include <math.h>
#include <stdint.h>

#include "numeric/gram.h"
#include "numeric/random.h"
#include "numeric/select.h"
#include "numeric/sort_keyed.h"
#include "numeric/wide.h"

/* ---- error-free transforms ------------------------------------------------------------------- */

/* a + b = *sum + *error exactly, unless the sum overflows. (Knuth; no order of a and b assumed.) */
static inline void nkt_i_two_sum(double a, double b, double *sum, double *error) {
    const double s = a + b;
    const double b_seen = s - a;
    const double a_seen = s - b_seen;
    *sum = s;
    *error = (a - a_seen) + (b - b_seen);
}

/*
 * a · b = *product + *error exactly, for |a|, |b| and |a · b| below 2^995 and |a · b| above 2^-968
 * (or 0). Dekker's splitting instead of fma(): where there is no such instruction, fma() is a slow
 * call, and the bits are the same.
 */
static inline void nkt_i_two_product(double a, double b, double *product, double *error) {
    const double splitter = 134217729.0; /* 2^27 + 1 */
    const double p = a * b;
    const double a_scaled = splitter * a, b_scaled = splitter * b;
    const double a_high = a_scaled - (a_scaled - a), b_high = b_scaled - (b_scaled - b);
    const double a_low = a - a_high, b_low = b - b_high;
    *product = p;
    *error = ((a_high * b_high - p) + a_high * b_low + a_low * b_high) + a_low * b_low;
}

/*
 * a · b / (c · d), infinite only where the result itself is beyond the largest double, not where
 * something on the way is. Where a · b / c / d is finite, its bits are those. NaN where one of them
 * is no finite number, or c or d is 0.
 */
double nkt_i_scaled_quotient(double a, double b, double c, double d);

/* ---- sorting ---------------------------------------------------------------------------------- */

/* Sorts n row numbers stably, in ascending order of codes[row]. scratch holds n of them. */
void nkt_i_sort_by_code(int64_t *rows, int64_t *scratch, const int64_t *codes, int64_t n);

/* ---- decimals -------------------------------------------------------------------------------- */

/* Differences below this, relatively, are what rounding leaves of decimals that are no doubles. */
#define NKT_I_ROUNDING 0x1p-50

/* nkt_round_half_away of classes.h. */
double nkt_i_round_half_away(double value, int32_t decimals);

/* ---- exact sums ------------------------------------------------------------------------------ */

enum {
    NKT_I_EXACT_DIGITS = 68 /* 32 bits each: all doubles (2098 bits), 2^63 of them, and a sign */
};

/*
 * The exact sum of doubles, as a fixed-point number. Native, flat, without pointers; 8-byte
 * aligned. All members are set by nkt_i_exact_sum_init.
 */
typedef struct nkt_i_exact_sum {
    int64_t
        digit[NKT_I_EXACT_DIGITS]; /* digit i counts 2^(32 i - 1074); may be any size, any sign */
    int64_t since_carry;           /* terms added since every digit was last below 2^32 */
    int64_t not_finite;            /* 1 after an infinity or a NaN: the sum is NaN from then on */
} nkt_i_exact_sum;

void nkt_i_exact_sum_init(nkt_i_exact_sum *sum);

/* Adds one double. Infinities and NaN are to be refused by the caller; here they make the sum NaN. */
void nkt_i_exact_sum_add(nkt_i_exact_sum *sum, double x);

/* Adds another sum, which stays as it is. A sum of nothing changes no bit of the value. */
void nkt_i_exact_sum_merge(nkt_i_exact_sum *sum, const nkt_i_exact_sum *source);

/* Brings the digits into the one form that depends on the exact value alone, for packing. */
void nkt_i_exact_sum_normalise(nkt_i_exact_sum *sum);

/* Whether that is a sum that these functions may have made: no digit can overflow. */
int nkt_i_exact_sum_is_sound(const nkt_i_exact_sum *sum);

/*
 * The sum, rounded once (nearest, ties to even), so independent of the order of the terms and of
 * how they were split. An exact 0 is +0; beyond the largest double it is an infinity.
 */
double nkt_i_exact_sum_round(const nkt_i_exact_sum *sum);

/*
 * The mean of n terms: the rounded sum by n, also where the sum lies beyond the largest double, which
 * a mean of doubles never does.
 */
double nkt_i_exact_sum_mean(const nkt_i_exact_sum *sum, double n);

/* ---- distribution functions ------------------------------------------------------------------ */

/*
 * Each gives the probability at or below x (_cdf) or above x (_sf); neither is one minus the other
 * rounded, so small tails keep their relative accuracy. x may be any number, infinities included:
 * outside the support the answer is 0 or 1. Shapes and degrees of freedom lie in
 * [NKT_I_SHAPE_MIN, NKT_I_SHAPE_MAX]. Any other argument, NaN among them, gives NaN.
 */
#define NKT_I_SHAPE_MIN 1e-100
#define NKT_I_SHAPE_MAX 1e100

static inline int nkt_i_is_shape(double v) {
    return v >= NKT_I_SHAPE_MIN && v <= NKT_I_SHAPE_MAX;
}

double nkt_i_normal_cdf(double z);
double nkt_i_normal_sf(double z);
double nkt_i_t_cdf(double x, double nu);
double nkt_i_t_sf(double x, double nu);
double nkt_i_chi2_cdf(double x, double nu);
double nkt_i_chi2_sf(double x, double nu);
double nkt_i_f_cdf(double x, double nu_1, double nu_2);
double nkt_i_f_sf(double x, double nu_1, double nu_2);
double nkt_i_beta_cdf(double x, double a, double b);
double nkt_i_beta_sf(double x, double a, double b);
double nkt_i_gamma_cdf(double x, double shape); /* scale 1 */
double nkt_i_gamma_sf(double x, double shape);

/* ---- their inverses -------------------------------------------------------------------------- */

/*
 * The x whose lower tail (or upper tail, _upper) is p. p lies in [0, 1]; at 0 and 1 the answer is
 * the end of the support. Shapes as above; any other argument gives NaN, and no valid one does.
 *
 * Relative accuracy is kept towards 0. Near 1 ask for the complement: 1 - nkt_i_beta_quantile(p, a,
 * b) is nkt_i_beta_quantile_upper(p, b, a).
 */
double nkt_i_normal_quantile(double p);
double nkt_i_t_quantile(double p, double nu);

/*
 * Half the width of Student's interval of a mean of n numbers from their squared deviations, with
 * `tail` on either side; NaN below 2 numbers.
 */
static inline double nkt_i_mean_half(double deviations, double n, double tail) {
    return n < 2 ? NAN : -nkt_i_t_quantile(tail, n - 1) * sqrt(deviations / (n - 1) / n);
}

double nkt_i_beta_quantile(double p, double a, double b);
double nkt_i_beta_quantile_upper(double p, double a, double b);
double nkt_i_gamma_quantile(double p, double shape);
double nkt_i_gamma_quantile_upper(double p, double shape);

/* The most evaluations of a distribution function that one inverse may take. */
enum { NKT_I_EVALUATIONS_MAX = 100 };

/*
 * The same, and how many evaluations it took; evaluations may be NULL, and is not written where the
 * answer needed none. upper: 0 or 1.
 */
double nkt_i_beta_quantile_counted(double p, double a, double b, int upper, int *evaluations);
double nkt_i_gamma_quantile_counted(double p, double shape, int upper, int *evaluations);
double nkt_i_t_quantile_counted(double p, double nu, int *evaluations);

/* ---- integrals, and the range of normal numbers ------------------------------------------------ */

typedef double nkt_i_function(double x, const void *context);

/*
 * The integral over as many panels, each halved until its halves agree with it to 1e-12, thirty times
 * at most: so many panels that none passes over what matters.
 */
double nkt_i_integral(nkt_i_function *f, const void *context, double from, double to,
                      int32_t panels);

#define NKT_I_PI 3.14159265358979323846

/* Beyond it no normal number is worth counting: 2e-15. */
#define NKT_I_NORMAL_END 8.0

/*
 * The probability that the largest of n independent standard normal numbers is less than `width`
 * above the smallest, n from 2 on: Tukey's studentised range with infinite degrees of freedom. And
 * its inverse, p above 0 and below 1.
 */
double nkt_i_range_cdf(double width, double n);
double nkt_i_range_quantile(double p, double n);

/* ---- the tails behind them ------------------------------------------------------------------- */

/*
 * A beta or gamma distribution in the variable t: log odds of x (beta, shapes a <= b) or log of x
 * (gamma), less its value at the mode of that variable. In t the density is log-concave.
 */
typedef struct nkt_i_tail {
    double a, b;     /* shapes; gamma: b is 0 */
    double sum;      /* a + b */
    double mode;     /* of x: a / (a + b), at most 1/2; gamma: 0 */
    double log_peak; /* log of the density of t at t = 0 */
} nkt_i_tail;

/* Shapes must be valid, and a <= b: a beta with a > b is that of 1 - x with t and tails swapped. */
void nkt_i_tail_beta(nkt_i_tail *tail, double a, double b);
void nkt_i_tail_gamma(nkt_i_tail *tail, double shape);

/* log P(T <= t), or log P(T > t) where upper is 1; t is finite. */
double nkt_i_tail_log(const nkt_i_tail *tail, double t, int upper);

/* The logarithm of the density of t, without log_peak; and its first derivative. */
double nkt_i_tail_exponent(const nkt_i_tail *tail, double t);
double nkt_i_tail_slope(const nkt_i_tail *tail, double t);

#endif
