/*
 * Two years: the change between them, its arrow, and what change can be detected.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/trend_series.h"
#include "nyckeltal/kinds.h"

START_TEST(the_change_of_shares_is_their_difference) {
    for (int k = 0; k < 50; k++) {
        const double n = 1 + floor(300 * uniform()), m = 1 + floor(300 * uniform());
        const double a = floor(uniform() * (n + 1)), b = floor(uniform() * (m + 1));
        const nkt_options options = {.size = sizeof options, .correlation = 2 * uniform() - 1};
        nkt_estimate before, now, wanted;
        nkt_share(a, n, NULL, &before, &error);
        nkt_share(b, m, NULL, &now, &error);
        nkt_difference(b, m, a, n, &options, &wanted, &error);
        ck_assert_int_eq(nkt_change(&before, &now, options.correlation, &estimate, &error), NKT_OK);
        ck_assert_double_eq_tol(estimate.value, wanted.value, 1e-12);
        ck_assert_double_eq_tol(estimate.lower, wanted.lower, 1e-6);
        ck_assert_double_eq_tol(estimate.upper, wanted.upper, 1e-6);
        ck_assert_double_eq(estimate.basis, wanted.basis);
    }
}
END_TEST

START_TEST(changes_without_limits_or_values) {
    const nkt_estimate a = {5, NAN, NAN, 10, NKT_STATE_VALUE, NKT_FLAG_PARTIAL};
    const nkt_estimate b = {7, 6, 9, 20, NKT_STATE_VALUE, 0};
    const nkt_estimate secret = {NAN, NAN, NAN, NAN, NKT_STATE_SECRET, 0};
    int32_t arrow;

    nkt_change(&a, &b, 0, &estimate, &error);
    ck_assert_double_eq(estimate.value, 2);
    ck_assert_double_nan(estimate.lower);
    ck_assert_double_nan(estimate.upper);
    ck_assert_int_eq(estimate.flags, NKT_FLAG_PARTIAL);
    ck_assert_int_eq(nkt_arrow(&estimate, 0, &arrow, &error), NKT_OK);
    ck_assert_int_eq(arrow, 1);
    nkt_arrow(&estimate, 2, &arrow, &error);
    ck_assert_int_eq(arrow, 0);
    nkt_change(&b, &a, 0, &estimate, &error);
    nkt_arrow(&estimate, 1, &arrow, &error);
    ck_assert_int_eq(arrow, -1);
    nkt_change(&secret, &b, 0, &estimate, &error);
    ck_assert_int_eq(estimate.state, NKT_STATE_SECRET);
    ck_assert_double_nan(estimate.value);
    nkt_arrow(&estimate, 1, &arrow, &error);
    ck_assert_int_eq(arrow, NKT_NO_CODE);
}
END_TEST

/* The difference that can be detected is detected as often as it says. */
START_TEST(power_is_what_it_is_called) {
    double found = 0;
    int32_t n_years;

    /* A trend of 2 points a year in groups of 300: found in so many years, and not in fewer. */
    ck_assert_int_eq(nkt_years_to_show(40, 300, 2, NULL, &n_years, &error), NKT_OK);
    for (int less = 0; less < 2; less++) {
        found = 0;
        for (int k = 0; k < 2000; k++) {
            for (int i = 0; i < n_years - less; i++) {
                year[i] = i;
                whole[i] = 300;
                part[i] = binomial(300, 0.4 + 0.02 * i);
            }
            judge(n_years - less, NULL);
            found += result.verdict == NKT_VERDICT_UP;
        }
        ck_assert(less ? found / 2000 < 0.82 : found / 2000 > 0.78);
    }
    nkt_years_to_show(50, 1, 1e-6, NULL, &n_years, &error);
    ck_assert_int_eq(n_years, -1);
}
END_TEST

Suite *nkt_suite_trend_change(void) {
    Suite *suite = suite_create("trend_change");
    TCase *tcase = tcase_create("trend_change");
    tcase_set_timeout(tcase, 120);
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_test(tcase, the_change_of_shares_is_their_difference);
    tcase_add_test(tcase, changes_without_limits_or_values);
    tcase_add_test(tcase, power_is_what_it_is_called);
    suite_add_tcase(suite, tcase);
    return suite;
}
