/*
 * The range of normal numbers, against tables; integrals that are known.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>

#include "numeric/numeric.h"

/* Upper 5 and 1 per cent points, as tables of q have them (Harter 1960); beyond 20 those of R. */
START_TEST(the_studentised_range) {
    static const struct {
        int n;
        double q95, q99;
    } table[] = {{2, 2.772, 3.643},  {3, 3.314, 4.120},  {5, 3.858, 4.603},
                 {10, 4.474, 5.157}, {20, 5.012, 5.645}, {100, 6.085, 6.636}};

    for (int k = 0; k < 6; k++) {
        ck_assert_double_eq_tol(nkt_i_range_quantile(0.95, table[k].n), table[k].q95, 6e-4);
        ck_assert_double_eq_tol(nkt_i_range_quantile(0.99, table[k].n), table[k].q99, 6e-4);
    }
    /* of two it is the difference, of variance 2 */
    for (double q = 0.1; q < 8; q += 0.7)
        ck_assert_double_eq_tol(nkt_i_range_cdf(q, 2), erf(q / 2), 1e-12);
    ck_assert_double_eq(nkt_i_range_cdf(0, 5), 0);
    for (int n = 2; n < 1000; n *= 3)
        for (double p = 0.01; p < 1; p += 0.13)
            ck_assert_double_eq_tol(nkt_i_range_cdf(nkt_i_range_quantile(p, n), n), p, 1e-11);
}
END_TEST

static double step(double x, const void *context) {
    return x > *(const double *)context;
}

static double bell(double x, const void *context) {
    (void)context;
    return exp(-x * x / 2);
}

START_TEST(integrals) {
    const double at = 0.3;

    ck_assert_double_eq_tol(nkt_i_integral(bell, NULL, -NKT_I_NORMAL_END, NKT_I_NORMAL_END, 4),
                            sqrt(2 * NKT_I_PI), 1e-12);
    ck_assert_double_eq_tol(nkt_i_integral(step, &at, -1, 1, 3), 0.7, 1e-9);
    ck_assert_double_eq(nkt_i_integral(bell, NULL, 2, 2, 1), 0);
}
END_TEST

Suite *nkt_suite_range(void) {
    Suite *suite = suite_create("range");
    TCase *tcase = tcase_create("range");
    tcase_add_test(tcase, the_studentised_range);
    tcase_add_test(tcase, integrals);
    suite_add_tcase(suite, tcase);
    return suite;
}
