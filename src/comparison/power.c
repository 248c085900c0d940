/*
 * How large a difference must be to show.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/power.h"

#include "figures/figures.h"

/* ---- what both calls share ---------------------------------------------------------------------------- */

void nkt_i_power_options(nkt_i_call *call, double share, const nkt_power_options *options,
                         nkt_power_options *out) {
    nkt_i_within(call, "share", share, 0, 100);
    nkt_i_options_open(call, options, out, sizeof *out);
    nkt_i_reserved(call, "options.reserved", out->reserved);
    nkt_i_confidence_option(call, &out->confidence);
    if (out->power == 0)
        out->power = 0.8;
    nkt_i_between(call, "options.power", out->power, 0, 1);
    nkt_i_within(call, "options.correlation", out->correlation, -1, 1);
}

double nkt_i_power_deviate(const nkt_power_options *options) {
    return -nkt_i_normal_quantile((1 - options->confidence) / 2);
}

double nkt_i_binomial_mean(double n, double p, double (*f)(const void *context, double k),
                           const void *context) {
    const double mode = fmin(n, floor((n + 1) * p)), odds = p / (1 - p);
    double all = 1, sum = f(context, mode), weight = 1;

    for (double k = mode; k < n && weight > 1e-16; k++) {
        weight *= (n - k) / (k + 1) * odds;
        all += weight;
        sum += weight * f(context, k + 1);
    }
    weight = 1;
    for (double k = mode; k > 0 && weight > 1e-16; k--) {
        weight *= k / (n - k + 1) / odds;
        all += weight;
        sum += weight * f(context, k - 1);
    }
    return sum / all;
}

/* ---- the test --------------------------------------------------------------------------------------------- */

/* Two groups, and the test between them: does Newcombe's interval of the difference leave out 0? */
typedef struct pair {
    double before, now; /* persons */
    double p, q;        /* the true shares, 0 ... 1 */
    double z, correlation;
} pair;

static nkt_i_limits wilson(double share, double size, double z) {
    double value, lower, upper;

    nkt_i_wilson(share * size, size, z, &value, &lower, &upper);
    return (nkt_i_limits){lower / 100, upper / 100};
}

/* The lower limit of now - before for these shares observed: above 0 a rise is found. */
static double lower_limit(const pair *t, double before, double now) {
    const double down = now - wilson(now, t->now, t->z).lower;
    const double up = wilson(before, t->before, t->z).upper - before;

    return now - before - nkt_i_combine(down, up, t->correlation);
}

/* ---- power, outcome by outcome ------------------------------------------------------------------------- */

/* The probability that a rise is found where so many were counted before. */
static double found_from(const void *context, double count) {
    const pair *t = context;
    const double before = count / t->before;
    double none = -1, found = t->now + 1; /* counts now for which it is not, and is */

    while (found - none > 1) {
        const double middle = floor((none + found) / 2);
        if (lower_limit(t, before, middle / t->now) > 0)
            found = middle;
        else
            none = middle;
    }
    if (found > t->now)
        return 0;
    return found == 0 ? 1 : nkt_i_beta_cdf(t->q, found, t->now - found + 1);
}

/* ---- power of many persons ------------------------------------------------------------------------------- */

/*
 * The limit is nearly normal about what the true shares give, and its spread follows from how it
 * changes with each of them.
 */
static double normal_power(const pair *t) {
    const double step = 1e-6, sp = sqrt(t->p * (1 - t->p) / t->before),
                 sq = sqrt(t->q * (1 - t->q) / t->now);
    const double p_low = fmax(0, t->p - step), p_high = fmin(1, t->p + step);
    const double q_low = fmax(0, t->q - step), q_high = fmin(1, t->q + step);
    const double by_p =
        sp * (lower_limit(t, p_high, t->q) - lower_limit(t, p_low, t->q)) / (p_high - p_low);
    const double by_q =
        sq * (lower_limit(t, t->p, q_high) - lower_limit(t, t->p, q_low)) / (q_high - q_low);
    /* by_p is below 0, so a correlation makes the spread smaller */
    const double variance = by_p * by_p + by_q * by_q + 2 * t->correlation * by_p * by_q;
    const double limit = lower_limit(t, t->p, t->q);

    if (!(variance > 0))
        return limit > 0;
    return nkt_i_normal_cdf(limit / sqrt(variance));
}

static double power_of(const pair *t) {
    const double spread = sqrt(t->before * t->p * (1 - t->p));

    if (t->correlation != 0 || spread > NKT_I_POWER_MOST)
        return normal_power(t);
    return nkt_i_binomial_mean(t->before, t->p, found_from, t);
}

/* ---- the smallest difference ------------------------------------------------------------------------------ */

/* The smallest rise that is found with that power, percentage points; NaN: not even one to 100. */
static double smallest_rise(pair t, double power) {
    double too_small = t.p, enough = 1;

    t.q = t.p;
    if (power_of(&t) >= power)
        return 0;
    t.q = 1;
    if (t.p == 1 || !(power_of(&t) >= power))
        return NAN;
    while (enough - too_small > 1e-9) {
        t.q = (too_small + enough) / 2;
        if (power_of(&t) >= power)
            enough = t.q;
        else
            too_small = t.q;
    }
    return 100 * (enough - t.p);
}

nkt_status nkt_detectable_difference(double share, double size_before, double size_now,
                                     const nkt_power_options *options, nkt_detectable *out,
                                     nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "share size_before size_now options out error");
    nkt_power_options read;
    pair up, down;

    nkt_i_power_options(&call, share, options, &read);
    nkt_i_at_least(&call, "size_before", size_before, 1);
    nkt_i_at_least(&call, "size_now", size_now, 1);
    nkt_i_needed(&call, "out", out);
    if (nkt_i_call_refused(&call))
        return call.status;
    up = (pair){floor(size_before),         floor(size_now), share / 100, 0,
                nkt_i_power_deviate(&read), read.correlation};
    down = up; /* a fall is a rise of the others */
    down.p = (100 - share) / 100;
    *out = (nkt_detectable){smallest_rise(up, read.power), smallest_rise(down, read.power)};
    return nkt_i_call_end(&call);
}
