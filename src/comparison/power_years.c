/*
 * How many years a steady change needs to show.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/power.h"
#include "comparison/verdict.h"

/*
 * The test of a trend in counts of a flow that nkt_trend has: Cochran & Armitage's, with its continuity
 * correction, over the dispersion about the line; over years of equal
 * groups: the sum over persons of the year t, measured from the middle year, is compared with a spread
 * that follows from how many have the outcome in all.
 */
typedef struct plan {
    double n, size, persons, z;
    double squares;       /* sum of t² over persons */
    double count, spread; /* of those with the outcome in all: mean, standard deviation */
    double sum, slope;    /* of the sum: mean, and change with the count */
    double rest;          /* its standard deviation, given the count */
} plan;

/*
 * How far the sum has to be, in standard deviations of chance: Student's t with the degrees of freedom
 * of the dispersion that the years show, times the root of that, 1 at least. How large it comes out is
 * itself chance; these are its values, in as many equal parts of what chance does as there are.
 */
enum { MOST_NEEDED = 16 };

typedef struct distances {
    int n;
    double at[MOST_NEEDED], weight[MOST_NEEDED];
} distances;

static distances needed_of(int32_t n_years, double confidence) {
    const double df = n_years - 2, level = NKT_I_OF_TREND * (1 - confidence);
    const double t = -nkt_i_t_quantile(level / 2, df), below = nkt_i_chi2_cdf(df, df);
    distances out = {.n = MOST_NEEDED};

    out.at[0] = t; /* the dispersion is below 1 */
    out.weight[0] = below;
    for (int k = 1; k < MOST_NEEDED; k++) {
        const double above = (1 - below) * (k - 0.5) / (MOST_NEEDED - 1);
        out.at[k] = t * sqrt(2 * nkt_i_gamma_quantile_upper(above, df / 2) / df);
        out.weight[k] = (1 - below) / (MOST_NEEDED - 1);
    }
    return out;
}

/* The probability that a rise is found where so many have the outcome in all. */
static double found_with(const void *context, double count) {
    const plan *t = context;
    const double share = count / t->persons;
    const double needed = 0.5 + t->z * sqrt(share * (1 - share) * t->squares);
    const double mean = t->sum + t->slope * (count - t->count);

    if (!(share > 0 && share < 1))
        return 0;
    if (!(t->rest > 0))
        return mean >= needed;
    return nkt_i_normal_sf((needed - mean) / t->rest);
}

/* Of many, the count is nearly normal. */
static double mean_over_normal(const plan *t) {
    double sum = 0, all = 0;

    for (int k = -32; k <= 32; k++) {
        const double z = k / 4.0, weight = exp(-z * z / 2);
        all += weight;
        sum += weight * found_with(t, t->count + z * t->spread);
    }
    return sum / all;
}

/*
 * The probability that the test finds a rise by `change` a year from the share of the first year; NaN
 * where a share would not be one.
 */
static double power_of(double share, double size, double change, int32_t n, double z) {
    plan t = {.n = n, .size = size, .persons = n * size, .z = z};
    double variance = 0, covariance = 0, of_count = 0;

    if (!(share + change * (n - 1) <= 1 + 1e-12))
        return NAN;
    for (int32_t i = 0; i < n; i++) {
        const double year = i - (n - 1) / 2.0, p = fmin(1, share + change * i);
        t.squares += size * year * year;
        t.count += size * p;
        t.sum += size * p * year;
        variance += size * p * (1 - p) * year * year;
        covariance += size * p * (1 - p) * year;
        of_count += size * p * (1 - p);
    }
    t.spread = sqrt(of_count);
    t.slope = of_count > 0 ? covariance / of_count : 0;
    t.rest = sqrt(fmax(0, variance - t.slope * covariance));
    if (t.spread > NKT_I_POWER_MOST)
        return mean_over_normal(&t);
    return nkt_i_binomial_mean(floor(t.persons), t.count / t.persons, found_with, &t);
}

/* Over the dispersions that the years may show. */
static double mean_power(double share, double size, double change, int32_t n, double confidence) {
    const distances z = needed_of(n, confidence);
    double sum = 0;

    for (int k = 0; k < z.n; k++)
        sum += z.weight[k] * power_of(share, size, change, n, z.at[k]);
    return sum;
}

enum { LEAST_YEARS = 3 }; /* what nkt_trend judges */

nkt_status nkt_years_to_show(double share, double size, double change,
                             const nkt_power_options *options, int32_t *years, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "share size change options years error");
    nkt_power_options read;
    double from;

    nkt_i_power_options(&call, share, options, &read);
    nkt_i_at_least(&call, "size", size, 1);
    if (change == 0 || !isfinite(change))
        nkt_i_refuse_value(&call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, "change", change,
                           change == 0 ? "is no change" : "is no finite number");
    nkt_i_needed(&call, "years", years);
    if (nkt_i_call_refused(&call))
        return call.status;
    from = change > 0 ? share : 100 - share; /* a fall is a rise of the others */
    *years = -1;
    for (int32_t n = LEAST_YEARS; n <= NKT_TREND_YEARS_MAX; n++) {
        const double power =
            mean_power(from / 100, floor(size), fabs(change) / 100, n, read.confidence);
        if (isnan(power)) /* the share would have to leave 0 to 100 */
            break;
        if (power >= read.power) {
            *years = n;
            break;
        }
    }
    return nkt_i_call_end(&call);
}
