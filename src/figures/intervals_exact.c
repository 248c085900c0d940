/*
 * Exact limits, from quantiles of the beta and gamma distributions.
 *
 * The binomial probability of k or more of n is the beta distribution function with shapes k and
 * n - k + 1 at the proportion, the Poisson one a gamma distribution function; both also hold for
 * counts that are not whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/figures.h"

#include "numeric/numeric.h"

nkt_i_limits nkt_i_clopper_pearson_limits(double part, double whole, double tail) {
    double rest = whole - part;
    nkt_i_limits limits = {0, 1};
    if (part > 0)
        limits.lower = nkt_i_beta_quantile(tail, part, rest + 1);
    if (rest > 0)
        limits.upper = nkt_i_beta_quantile_upper(tail, part + 1, rest);
    return limits;
}

nkt_i_limits nkt_i_jeffreys_limits(double part, double whole, double tail) {
    double rest = whole - part;
    nkt_i_limits limits = {0, 1};
    /* At none and at all, and close to them, equal tails would leave out the observed share. */
    if (part > 0)
        limits.lower = fmin(part / whole, nkt_i_beta_quantile(tail, part + 0.5, rest + 0.5));
    if (rest > 0)
        limits.upper = fmax(part / whole, nkt_i_beta_quantile_upper(tail, part + 0.5, rest + 0.5));
    return limits;
}

nkt_i_limits nkt_i_poisson_limits(double events, double tail) {
    nkt_i_limits limits = {0, 0};
    if (events > 0)
        limits.lower = nkt_i_gamma_quantile(tail, events);
    limits.upper = nkt_i_gamma_quantile_upper(tail, events + 1);
    return limits;
}

/* P(more than part) + half P(part), at the proportion p: rises from 0 to 1. */
static double mid_p_above(double p, double part, double rest) {
    return 0.5 *
           (nkt_i_beta_cdf(p, part, rest + 1) + (rest > 0 ? nkt_i_beta_cdf(p, part + 1, rest) : 0));
}

/* P(fewer than part) + half P(part): falls from 1 to 0. */
static double mid_p_below(double p, double part, double rest) {
    return 0.5 *
           (nkt_i_beta_sf(p, part + 1, rest) + (part > 0 ? nkt_i_beta_sf(p, part, rest + 1) : 0));
}

/*
 * The proportion between `inside`, where the tail probability is above `tail`, and `outside`, where
 * it is below: by Ridders' method, which at least halves the bracket at every step.
 */
static double mid_p_solve(double (*probability)(double, double, double), double part, double rest,
                          double tail, double inside, double outside) {
    double at_inside = probability(inside, part, rest) - tail;
    double at_outside = probability(outside, part, rest) - tail;

    if (at_inside <= 0) /* a fraction of a person: the limits enclose the share all the same */
        return inside;
    for (int step = 0; step < 40; step++) {
        double middle = inside + (outside - inside) / 2;
        double at = probability(middle, part, rest) - tail, guess, at_guess;

        if (at == 0 || middle == inside || middle == outside)
            return middle;
        guess = middle + (middle - inside) * at / sqrt(at * at - at_inside * at_outside);
        at_guess = probability(guess, part, rest) - tail;
        /* Of the four points keep the closest two between which the sign changes. */
        if ((at_guess < 0) != (at < 0)) {
            inside = at_guess < 0 ? middle : guess;
            at_inside = at_guess < 0 ? at : at_guess;
            outside = at_guess < 0 ? guess : middle;
            at_outside = at_guess < 0 ? at_guess : at;
        } else if (at_guess < 0) {
            outside = guess;
            at_outside = at_guess;
        } else {
            inside = guess;
            at_inside = at_guess;
        }
        if (at_guess == 0 || fabs(outside - inside) <= 4e-16 * fabs(inside))
            return guess;
    }
    return inside;
}

/*
 * The mid-P limits lie between those of Clopper and Pearson and the share itself: their tail
 * probabilities are at most, and at the share mostly far above, the tail asked for.
 */
nkt_i_limits nkt_i_mid_p_limits(double part, double whole, double tail) {
    double rest = whole - part, share = part / whole;
    nkt_i_limits limits = nkt_i_clopper_pearson_limits(part, whole, tail);

    if (part > 0)
        limits.lower = mid_p_solve(mid_p_above, part, rest, tail, share, limits.lower);
    if (rest > 0)
        limits.upper = mid_p_solve(mid_p_below, part, rest, tail, share, limits.upper);
    return limits;
}
