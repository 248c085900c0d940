/*
 * Power: what is said to show is found as often as it says, by the library's own test, over all
 * outcomes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>

#include "nyckeltal/kinds.h"
#include "nyckeltal/trend.h"

enum { MOST = 90 };

static nkt_power_options options;
static nkt_detectable found;
static nkt_error error;

static void setup(void) {
    options = (nkt_power_options){.size = sizeof options};
}

static void probabilities(int n, double p, double *of) {
    of[0] = 1;
    for (int k = 1; k <= n; k++)
        of[k] = 0;
    for (int i = 0; i < n; i++)
        for (int k = i + 1; k >= 0; k--)
            of[k] = of[k] * (1 - p) + (k > 0 ? of[k - 1] * p : 0);
}

/* How often nkt_difference leaves out 0 on the side of sign. */
static double power_of(double before, int n, double now, int m, int sign) {
    const nkt_options how = {.size = sizeof how, .confidence = options.confidence};
    double p[MOST + 1], q[MOST + 1], power = 0;

    probabilities(n, before / 100, p);
    probabilities(m, now / 100, q);
    for (int a = 0; a <= n; a++)
        for (int b = 0; b <= m; b++) {
            nkt_estimate e;
            nkt_difference(b, m, a, n, &how, &e, NULL);
            if (sign > 0 ? e.lower > 0 : e.upper < 0)
                power += p[a] * q[b];
        }
    return power;
}

static void check_one(double share, double points, int n, int m, int sign, double power) {
    if (isnan(points)) {
        ck_assert_double_lt(power_of(share, n, sign > 0 ? 100 : 0, m, sign), power);
        return;
    }
    ck_assert(points >= 0 && share + sign * points >= -1e-9 && share + sign * points <= 100 + 1e-9);
    ck_assert_double_ge(power_of(share, n, share + sign * points, m, sign), power - 1e-6);
    if (points > 0.001)
        ck_assert_double_lt(power_of(share, n, share + sign * (points - 0.001), m, sign), power);
}

START_TEST(differences_show_as_often_as_they_say) {
    static const double shares[] = {0, 1, 2, 5, 10, 30, 50, 95, 100}, powers[] = {0.8, 0.5, 0.95};
    static const int sizes[][2] = {{60, 60}, {20, 90}, {7, 5}};

    for (int s = 0; s < 9; s++)
        for (int k = 0; k < 3; k++) {
            options.power = powers[k];
            options.confidence = k == 1 ? 0.9 : 0.95;
            ck_assert_int_eq(nkt_detectable_difference(shares[s], sizes[k][0], sizes[k][1],
                                                       &options, &found, &error),
                             NKT_OK);
            check_one(shares[s], found.up, sizes[k][0], sizes[k][1], 1, powers[k]);
            check_one(shares[s], found.down, sizes[k][0], sizes[k][1], -1, powers[k]);
        }
}
END_TEST

START_TEST(from_nobody_it_only_goes_up) {
    ck_assert_int_eq(nkt_detectable_difference(0, 60, 60, NULL, &found, &error), NKT_OK);
    ck_assert_double_gt(found.up, 5);
    ck_assert_double_nan(found.down);
    nkt_detectable_difference(100, 60, 60, NULL, &found, &error);
    ck_assert_double_nan(found.up);
    ck_assert_double_gt(found.down, 5);
    nkt_detectable_difference(5, 60, 60, NULL, &found, &error);
    ck_assert_double_nan(found.down); /* three of 60 can become none, and it does not show */
    nkt_detectable_difference(50, 1, 1, NULL, &found, &error);
    ck_assert_double_nan(found.up);
    ck_assert_double_nan(found.down);
}
END_TEST

/* Found so often by chance alone: no difference is needed. It is never below 0. */
START_TEST(a_power_below_that_of_chance) {
    options.power = 0.01;
    for (double share = 0; share <= 100; share += 10) {
        nkt_detectable_difference(share, 400, 400, &options, &found, &error);
        ck_assert(isnan(found.up) || found.up >= 0);
        ck_assert(isnan(found.down) || found.down >= 0);
    }
    nkt_detectable_difference(50, 400, 400, &options, &found, &error);
    ck_assert_double_eq(found.up, 0);
    ck_assert_double_eq(found.down, 0);
}
END_TEST

/* Where outcomes become too many to go through, the normal distribution takes over without a step. */
START_TEST(many_persons_go_on_from_few) {
    static const double shares[] = {2, 20, 50, 90};

    for (int s = 0; s < 4; s++) {
        const double p = shares[s] / 100, at = 3600 / (p * (1 - p)); /* standard deviation 60 */
        nkt_detectable few, many;
        nkt_detectable_difference(shares[s], at * 0.999, at, NULL, &few, &error);
        nkt_detectable_difference(shares[s], at * 1.001, at, NULL, &many, &error);
        ck_assert_double_eq_tol(many.up / few.up, 1, 0.01);
        ck_assert_double_eq_tol(many.down / few.down, 1, 0.01);
        nkt_detectable_difference(shares[s], 1e9, 1e9, NULL, &many, &error);
        ck_assert(many.up > 0 && many.up < 0.1 && many.down > 0 && many.down < 0.1);
    }
}
END_TEST

START_TEST(steady_changes_end_at_the_ends_of_the_scale) {
    int32_t years;

    ck_assert_int_eq(nkt_years_to_show(0, 60, -1, NULL, &years, &error), NKT_OK);
    ck_assert_int_eq(years, -1);
    nkt_years_to_show(100, 60, 1, NULL, &years, &error);
    ck_assert_int_eq(years, -1);
    nkt_years_to_show(5, 60, -2, NULL, &years, &error); /* 5, 3, 1, and then no share */
    ck_assert_int_eq(years, -1);
    nkt_years_to_show(0, 60, 1, NULL, &years, &error);
    ck_assert_int_gt(years, 5);
    nkt_years_to_show(0, 1e9, 1, NULL, &years, &error);
    ck_assert_int_eq(years, 3);
    nkt_years_to_show(50, 1e9, -25, NULL, &years, &error); /* 50, 25, 0 */
    ck_assert_int_eq(years, 3);
    ck_assert_int_eq(nkt_years_to_show(50, 60, INFINITY, NULL, &years, &error), NKT_E_DOMAIN);
}
END_TEST

/* A fall is a rise of the others. */
START_TEST(up_and_down_are_mirrored) {
    for (double share = 0; share <= 50; share += 12.5) {
        nkt_detectable mirrored;
        int32_t up, down;
        nkt_detectable_difference(share, 60, 80, NULL, &found, &error);
        nkt_detectable_difference(100 - share, 60, 80, NULL, &mirrored, &error);
        ck_assert(found.up == mirrored.down || (isnan(found.up) && isnan(mirrored.down)));
        ck_assert(found.down == mirrored.up || (isnan(found.down) && isnan(mirrored.up)));
        nkt_years_to_show(share, 60, 1.5, NULL, &up, &error);
        nkt_years_to_show(100 - share, 60, -1.5, NULL, &down, &error);
        ck_assert_int_eq(up, down);
    }
}
END_TEST

Suite *nkt_suite_power(void) {
    Suite *suite = suite_create("power");
    TCase *tcase = tcase_create("power");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_test(tcase, differences_show_as_often_as_they_say);
    tcase_add_test(tcase, from_nobody_it_only_goes_up);
    tcase_add_test(tcase, a_power_below_that_of_chance);
    tcase_add_test(tcase, many_persons_go_on_from_few);
    tcase_add_test(tcase, steady_changes_end_at_the_ends_of_the_scale);
    tcase_add_test(tcase, up_and_down_are_mirrored);
    suite_add_tcase(suite, tcase);
    return suite;
}
