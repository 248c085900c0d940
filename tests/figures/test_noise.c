/*
 * Intervals of perturbed counts: what the noise explains has limits, what it does not has none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>

#include "nyckeltal/kinds.h"

static const double z = 1.959963984540054;
static nkt_options options;
static nkt_estimate e;
static nkt_error error;

static void setup(void) {
    options = (nkt_options){.size = sizeof options, .noise_variance = 2};
}

static int has_limits(void) {
    ck_assert_int_eq(isnan(e.lower), isnan(e.upper));
    return !isnan(e.lower);
}

/* How far p is from P, less what sampling and noise allow: not above 0 where P is in the interval. */
static double excess(double p, double n, double P, double noise) {
    return (p - P) * (p - P) - z * z * (P * (1 - P) / n + noise / (n * n));
}

/* The interval holds the P that the equation allows, and no other: over a grid of all shares. */
START_TEST(limits_are_those_of_the_equation) {
    for (int n = 1; n <= 60; n++)
        for (int a = 0; a <= 90; a++) {
            double least = 2, most = -1;
            for (int k = 0; k <= 4000; k++) {
                const double P = k / 4000.0;
                if (excess((double)a / n, n, P, 2 * (1 + P * P)) > 0)
                    continue;
                least = fmin(least, P);
                most = P;
            }
            nkt_share(a, n, &options, &e, &error);
            ck_assert_int_eq(e.state, NKT_STATE_VALUE);
            if (most < 0) { /* none at all, or within a step of the grid */
                ck_assert(!has_limits() || e.upper - e.lower < 0.025);
                continue;
            }
            ck_assert_msg(has_limits(), "%d of %d", a, n);
            ck_assert_double_eq_tol(e.lower, 100 * least, 0.0251);
            ck_assert_double_eq_tol(e.upper, 100 * most, 0.0251);
        }
}
END_TEST

START_TEST(far_above_its_whole_there_is_no_interval) {
    nkt_share(103, 100, &options, &e, &error);
    ck_assert_double_eq_tol(e.lower, 98.4, 0.05);
    ck_assert_double_eq(e.upper, 100);
    nkt_share(105, 100, &options, &e, &error);
    ck_assert_double_eq(e.value, 105);
    ck_assert_int_eq(e.flags, NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR);
    ck_assert(!has_limits());
    nkt_balance(105, 100, 50, 100, &options, &e, &error);
    ck_assert(!has_limits());
    nkt_balance(50, 100, 105, 100, &options, &e, &error);
    ck_assert(!has_limits());
    nkt_difference(105, 100, 50, 100, &options, &e, &error);
    ck_assert(!has_limits());
}
END_TEST

/* Odds: the same equation with the noise of numerator and denominator, mapped; never infinite. */
START_TEST(odds_have_bounds_or_no_interval) {
    int without = 0;

    for (int a = 0; a < 60; a++)
        for (int b = 1; b < 60; b++) {
            const double n = a + b, p = a / n;
            nkt_odds(a, b, &options, &e, &error);
            ck_assert_int_eq(e.state, NKT_STATE_VALUE);
            if (!has_limits()) { /* the denominator may be nobody: P = 1 */
                ck_assert_double_le(excess(p, n, 1, 2), 1e-12);
                without++;
                continue;
            }
            ck_assert(0 <= e.lower && e.lower <= e.value && e.value <= e.upper &&
                      e.upper < INFINITY);
            for (int side = 0; side < 2; side++) {
                const double odds = side ? e.upper : e.lower, P = odds / (1 + odds);
                if (odds > 0)
                    ck_assert_double_eq_tol(excess(p, n, P, 2 * ((1 - P) * (1 - P) + P * P)), 0,
                                            1e-12);
            }
        }
    ck_assert_int_gt(without, 0);
}
END_TEST

/* Of every pair of shares, above their wholes too: both limits, in order and finite, or none. */
START_TEST(pairs_have_bounds_or_no_interval) {
    for (int a = 0; a <= 33; a += 3)
        for (int m = 1; m <= 30; m++)
            for (int b = 0; b <= 33; b += 3)
                for (int n = 1; n <= 30; n++) {
                    nkt_difference(a, m, b, n, &options, &e, &error);
                    if (has_limits())
                        ck_assert(e.lower >= -100 - 1e-9 && e.lower <= e.upper &&
                                  e.upper <= 100 + 1e-9);
                    nkt_balance(a, m, b, n, &options, &e, &error);
                    if (e.state == NKT_STATE_VALUE && has_limits())
                        ck_assert_msg(e.lower >= 0 && e.lower <= e.upper && e.upper < INFINITY,
                                      "%d/%d : %d/%d: %g-%g", a, m, b, n, e.lower, e.upper);
                }
}
END_TEST

/*
 * Of 40 persons of two groups, each count off by -2 ... 2 (variance 2): the limits of their odds hold
 * the truth in .945 to .975 at 20, 30 and 50 per cent, where those that know of no noise fall short.
 */
START_TEST(odds_are_covered) {
    enum { N = 40 };
    const nkt_options plain = {.size = sizeof plain};

    for (int level = 0; level < 3; level++) {
        static const double levels[] = {0.2, 0.3, 0.5};
        const double p = levels[level], odds = p / (1 - p);
        double held = 0, held_plain = 0, weight = pow(1 - p, N);
        for (int a = 0; a <= N; a++) {
            for (int i = -2; i <= 2; i++)
                for (int j = -2; j <= 2; j++) {
                    const double x = fmax(0, a + i), y = fmax(0, N - a + j);
                    nkt_odds(x, y, &options, &e, NULL);
                    held += weight / 25 * (isnan(e.lower) || (e.lower <= odds && odds <= e.upper));
                    nkt_odds(x, y, &plain, &e, NULL);
                    held_plain += weight / 25 * (e.lower <= odds && odds <= e.upper);
                }
            weight *= (N - a) / (a + 1.0) * odds;
        }
        ck_assert_msg(held > 0.945 && held < 0.975, "%.3f at %g", held, p);
        ck_assert_msg(held_plain < 0.942, "%.3f at %g", held_plain, p);
    }
}
END_TEST

START_TEST(other_intervals_refuse_noise) {
    options.difference_interval = NKT_INTERVAL_AGRESTI_CAFFO;
    ck_assert_int_eq(nkt_difference(30, 60, 20, 60, &options, &e, &error), NKT_E_OPTION);
    ck_assert_int_eq(error.reason, NKT_REASON_CONTRADICTION);
    ck_assert_str_eq(error.message, "options.noise_variance: 2 needs difference_interval newcombe");
    options.noise_variance = 0;
    ck_assert_int_eq(nkt_difference(30, 60, 20, 60, &options, &e, &error), NKT_OK);
}
END_TEST

Suite *nkt_suite_noise(void) {
    Suite *suite = suite_create("noise");
    TCase *tcase = tcase_create("noise");
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_test(tcase, limits_are_those_of_the_equation);
    tcase_add_test(tcase, far_above_its_whole_there_is_no_interval);
    tcase_add_test(tcase, odds_have_bounds_or_no_interval);
    tcase_add_test(tcase, pairs_have_bounds_or_no_interval);
    tcase_add_test(tcase, odds_are_covered);
    tcase_add_test(tcase, other_intervals_refuse_noise);
    suite_add_tcase(suite, tcase);
    return suite;
}
