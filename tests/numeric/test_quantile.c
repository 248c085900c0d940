/*
 * The inverses of the distribution functions: monotone, consistent in both tails, exact at the
 * ends, NaN for wrong arguments alone, and found in few steps. Their values are in test_dist.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>

#include "dist_close.h"
#include "numeric/numeric.h"

START_TEST(functions_and_inverses_are_monotone) {
    static const double shape[] = {0.2, 0.5, 1, 3, 290.5, 1e4, 1e9};
    for (size_t i = 0; i < COUNT(shape); i++) {
        for (size_t j = 0; j < COUNT(shape); j++) {
            const double a = shape[i], b = shape[j];
            double x_before = 0, lower_before = 0, g_before = 0, t_before = -INFINITY;
            for (double p = 1e-9; p < 1; p = p < 0.4 ? p * 3 : p + 0.03) {
                const double x = nkt_i_beta_quantile(p, a, b), g = nkt_i_gamma_quantile(p, a);
                const double lower = nkt_i_beta_cdf(x, a, b), t = nkt_i_t_quantile(p, a);
                ck_assert(x > x_before || x < 1e-300 || x > 1 - 1e-15);
                ck_assert(lower >= lower_before && lower <= 1);
                ck_assert(g > g_before || g < 1e-300);
                ck_assert(t > t_before);
                x_before = x, lower_before = lower, g_before = g, t_before = t;
                /* A limit does not pass that of one success more. */
                ck_assert(x <= nkt_i_beta_quantile(p, a + 1, b));
                ck_assert(g < nkt_i_gamma_quantile(p, a + 1));
            }
        }
    }
}
END_TEST

START_TEST(complements_agree) {
    static const double shape[] = {0.5, 1, 3, 290.5, 1e4, 1e9};
    for (size_t i = 0; i < COUNT(shape); i++) {
        for (size_t j = 0; j < COUNT(shape); j++) {
            const double a = shape[i], b = shape[j];
            for (double p = 1e-6; p < 0.5; p *= 2) {
                const double x = nkt_i_beta_quantile(p, a, b);
                const double rest = nkt_i_beta_quantile_upper(p, b, a); /* 1 - x, by itself */
                ck_assert_double_le(fabs(x + rest - 1), 3e-16);
                /* Each is right in its own tail, whichever is small. */
                /* Half a unit in the last place of x, five standard deviations out, is the rest. */
                ck_close(x < 0.5 ? nkt_i_beta_cdf(x, a, b) : nkt_i_beta_sf(rest, b, a), p,
                         1e-14 + 6e-16 * sqrt(a + b), p, a, b);
                ck_close(nkt_i_beta_quantile_upper(1 - p, a, b),
                         nkt_i_beta_quantile(1 - (1 - p), a, b), 1e-15, p, a, b);
            }
        }
    }
    for (double f = 0.01; f < 100; f *= 1.3)
        ck_close(nkt_i_f_cdf(f, 3, 17), nkt_i_f_sf(1 / f, 17, 3), 1e-14, f, 3, 17);
}
END_TEST

START_TEST(shapes_near_0_keep_their_digits) {
    /* All but a little of the mass lies at 0; x^a is the lower tail. */
    for (double a = 1e-2; a > 1e-14; a /= 7) {
        for (double y = 1e-3; y < 300; y *= 2.7) {
            const double p = a * y, x = exp(log1p(-p) / a);
            if (p >= 1)
                continue;
            int evaluations = 0;
            ck_close(nkt_i_beta_quantile_counted(p, a, 1, 1, &evaluations), x, 1e-14 * (1 + y), p,
                     a, 1);
            ck_assert_int_le(evaluations, 12);
            /* Gamma has no such form: back through its own tail. */
            const double g = nkt_i_gamma_quantile_counted(p, a, 1, &evaluations);
            ck_close(nkt_i_gamma_sf(g, a), p, 1e-13, p, a, 0);
            ck_assert_int_le(evaluations, 30);
        }
    }
}
END_TEST

START_TEST(ends_of_the_support_are_exact) {
    const double inf = INFINITY;
    ck_assert(nkt_i_normal_quantile(0) == -inf && nkt_i_normal_quantile(1) == inf);
    ck_assert(nkt_i_t_quantile(0, 3) == -inf && nkt_i_t_quantile(1, 3) == inf);
    ck_assert(nkt_i_beta_quantile(0, 2, 3) == 0 && nkt_i_beta_quantile(1, 2, 3) == 1);
    ck_assert(nkt_i_beta_quantile_upper(0, 2, 3) == 1 && nkt_i_beta_quantile_upper(1, 2, 3) == 0);
    ck_assert(nkt_i_gamma_quantile(0, 2) == 0 && nkt_i_gamma_quantile(1, 2) == inf);
    ck_assert(nkt_i_gamma_quantile_upper(0, 2) == inf && nkt_i_gamma_quantile_upper(1, 2) == 0);
}
END_TEST

START_TEST(wrong_arguments_give_nan) {
    static const double shape[] = {NAN, 0, -0.0, -1, INFINITY, -INFINITY, 1e101, 1e-101, 5e-324};
    static const double p[] = {NAN, -1e-300, -1, 1.0000000000000002, 2, INFINITY, -INFINITY};
    for (size_t i = 0; i < COUNT(shape); i++) {
        const double s = shape[i];
        for (double q = 0; q <= 1; q += 0.25) {
            ck_assert(isnan(nkt_i_t_quantile(q, s)));
            ck_assert(isnan(nkt_i_gamma_quantile(q, s)) && isnan(nkt_i_gamma_quantile_upper(q, s)));
            ck_assert(isnan(nkt_i_beta_quantile(q, s, 3)) && isnan(nkt_i_beta_quantile(q, 3, s)));
            ck_assert(isnan(nkt_i_beta_quantile_upper(q, s, 3)));
            ck_assert(isnan(nkt_i_beta_quantile_upper(q, 3, s)));
        }
    }
    for (size_t i = 0; i < COUNT(p); i++) {
        ck_assert(isnan(nkt_i_normal_quantile(p[i])) && isnan(nkt_i_t_quantile(p[i], 3)));
        ck_assert(isnan(nkt_i_beta_quantile(p[i], 2, 3)));
        ck_assert(isnan(nkt_i_beta_quantile_upper(p[i], 2, 3)));
        ck_assert(isnan(nkt_i_gamma_quantile(p[i], 2)) &&
                  isnan(nkt_i_gamma_quantile_upper(p[i], 2)));
    }
}
END_TEST

/* ---- effort ---------------------------------------------------------------------------------- */

/* A fixed sequence of numbers in (0, 1). */
static double next_uniform(uint64_t *state) {
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return ((double)(*state >> 11) + 0.5) / 9007199254740992.0;
}

/* Random valid arguments, up to 10^±reach; the most evaluations that any inverse took. */
static int most_evaluations(double reach, int draws) {
    uint64_t state = 20170914;
    int most = 0;
    for (int i = 0; i < draws; i++) {
        const double a = pow(10, reach * (2 * next_uniform(&state) - 1));
        const double b = pow(10, reach * (2 * next_uniform(&state) - 1));
        double p = next_uniform(&state);
        if (i % 4 == 1)
            p = pow(10, -307 * p);
        if (i % 4 == 2)
            p = 1 - pow(10, -15.9 * p);
        if (i % 4 == 3)
            p = 0.5 + pow(10, -15.9 * p) * (i % 8 == 3 ? 0.1 : -0.1);
        for (int upper = 0; upper <= 1; upper++) {
            int beta = 0, gamma = 0, t = 0;
            const double x = nkt_i_beta_quantile_counted(p, a, b, upper, &beta);
            ck_assert_msg(x >= 0 && x <= 1, "beta: %.17g %.17g %.17g", p, a, b);
            const double g = nkt_i_gamma_quantile_counted(p, a, upper, &gamma);
            ck_assert_msg(g >= 0, "gamma: %.17g %.17g", p, a);
            const double q = nkt_i_t_quantile_counted(p, a, &t);
            ck_assert_msg((q > 0) == (p > 0.5) || q == 0, "t: %.17g %.17g", p, a);
            most = beta > most ? beta : most;
            most = gamma > most ? gamma : most;
            most = t > most ? t : most;
        }
    }
    return most;
}

START_TEST(inverses_end_soon_and_never_in_nan) {
    ck_assert_int_le(most_evaluations(0.3, 1000), 4); /* shapes of at least 1/2 */
    ck_assert_int_le(most_evaluations(9, 800), NKT_I_EVALUATIONS_MAX / 2);
    ck_assert_int_le(most_evaluations(100, 100), NKT_I_EVALUATIONS_MAX - 1);
    for (double n = 1; n <= 1e9; n = floor(n * 2.5) + 1) {
        const double k[] = {0, 1, floor(n / 3), floor(n / 2), n - 1, n};
        for (size_t i = 0; i < COUNT(k); i++) {
            for (int digits = 1; digits <= 12; digits++) {
                int lower = 0, upper = 0;
                const double p = pow(10, -digits);
                nkt_i_beta_quantile_counted(p, k[i] + 0.5, n - k[i] + 0.5, 0, &lower);
                nkt_i_beta_quantile_counted(p, k[i] + 0.5, n - k[i] + 0.5, 1, &upper);
                ck_assert_int_le(lower, 3);
                ck_assert_int_le(upper, 3);
                ck_assert_int_ge(lower, 1);
            }
        }
    }
}
END_TEST

Suite *nkt_suite_quantile(void) {
    Suite *suite = suite_create("quantile");
    TCase *tcase = tcase_create("quantile");
    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, functions_and_inverses_are_monotone);
    tcase_add_test(tcase, complements_agree);
    tcase_add_test(tcase, shapes_near_0_keep_their_digits);
    tcase_add_test(tcase, ends_of_the_support_are_exact);
    tcase_add_test(tcase, wrong_arguments_give_nan);
    tcase_add_test(tcase, inverses_end_soon_and_never_in_nan);
    suite_add_tcase(suite, tcase);
    return suite;
}
