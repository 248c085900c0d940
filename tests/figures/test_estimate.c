/*
 * The scalar kinds: values and edge cases. Their intervals are compared with R in
 * test_intervals.c, their coverage is enumerated in test_coverage.c, bad input is in
 * test_estimate_bad.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "data.h"
#include "figures/estimate_help.h"

#define CLOSE(a, b, tolerance) ck_assert_double_eq_tol(a, b, tolerance)

START_TEST(share_is_in_per_cent) {
    nkt_estimate e;
    ck_assert_int_eq(nkt_share(14, 60, NULL, &e, NULL), NKT_OK);
    ck_assert_double_eq(e.value, 100.0 * 14 / 60);
    /* Wilson: (p + z²/2n ± z √(p q / n + z²/4n²)) / (1 + z²/n) */
    {
        double z = 1.959963984540054, n = 60, p = 14 / n;
        double middle = p + z * z / (2 * n), half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        CLOSE(e.lower, 100 * (middle - half) / (1 + z * z / n), 1e-11);
        CLOSE(e.upper, 100 * (middle + half) / (1 + z * z / n), 1e-11);
    }
    ck_assert_double_eq(e.basis, 60);
    ck_assert_int_eq(e.state, NKT_STATE_VALUE);
    ck_assert_int_eq(e.flags, 0);
}
END_TEST

START_TEST(share_at_its_ends_has_whole_limits) {
    static const char *const methods[] = {"wilson", "clopper-pearson", "mid-p", "jeffreys"};
    for (int m = 0; m < 4; m++) {
        nkt_options options = {.size = sizeof options};
        nkt_estimate e;
        set_interval(&options, interval_called(methods[m]));
        for (double n = 1; n < 2e9; n = n * 7 + 1) {
            ck_assert_int_eq(nkt_share(0, n, &options, &e, NULL), NKT_OK);
            ck_assert_double_eq(e.value, 0);
            ck_assert_double_eq(e.lower, 0);
            ck_assert(e.upper > 0 && e.upper < 100);
            ck_assert_int_eq(nkt_share(n, n, &options, &e, NULL), NKT_OK);
            ck_assert_double_eq(e.value, 100);
            ck_assert_double_eq(e.upper, 100);
            ck_assert(e.lower > 0 && e.lower < 100);
        }
    }
}
END_TEST

START_TEST(limits_enclose_the_share) {
    static const int32_t methods[] = {NKT_INTERVAL_WILSON, NKT_INTERVAL_CLOPPER_PEARSON,
                                      NKT_INTERVAL_MID_P, NKT_INTERVAL_JEFFREYS};
    static const double wholes[] = {1, 2, 3, 7, 10, 31.5, 100, 1e4, 1e7, 1e9};
    static const double shares[] = {0, 1e-6, 0.01, 0.3, 0.5, 0.9, 0.999, 1};
    static const double confidences[] = {0.5, 0.8, 0.95, 0.999};

    for (int m = 0; m < 4; m++)
        for (int i = 0; i < 10; i++)
            for (int j = 0; j < 8; j++)
                for (int c = 0; c < 4; c++) {
                    double n = wholes[i], a = shares[j] * n;
                    nkt_options options = {.size = sizeof options};
                    nkt_estimate e, complement;
                    options.confidence = confidences[c];
                    options.share_interval = methods[m];
                    ck_assert_int_eq(nkt_share(a, n, &options, &e, NULL), NKT_OK);
                    ck_assert_int_eq(nkt_share(n - a, n, &options, &complement, NULL), NKT_OK);
                    ck_assert(e.lower >= 0 && e.lower <= e.value && e.value <= e.upper &&
                              e.upper <= 100);
                    /* the share of the others is the mirror image */
                    CLOSE(100 - complement.lower, e.upper, 1e-8);
                    CLOSE(100 - complement.upper, e.lower, 1e-8);
                }
}
END_TEST

START_TEST(part_above_whole_is_flagged_or_invalid) {
    nkt_options options = {.size = sizeof options};
    nkt_estimate e;
    nkt_error error;

    ck_assert_int_eq(nkt_share(12, 10, NULL, &e, &error), NKT_OK);
    ck_assert_double_eq(e.value, 120);
    ck_assert_double_nan(e.lower);
    ck_assert_double_nan(e.upper);
    ck_assert_int_eq(e.flags, NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR);

    options.part_above_whole = NKT_PART_ABOVE_INVALID;
    ck_assert_int_eq(nkt_share(12, 10, &options, &e, &error), NKT_ROWS_INVALID);
    check_none(&e, NKT_STATE_INVALID);
    ck_assert_str_eq(error.message, "part: row 0: is more than its whole");
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_int_eq(nkt_balance(1, 10, 12, 10, &options, &e, &error), NKT_ROWS_INVALID);
    check_none(&e, NKT_STATE_INVALID);

    /* With the noise of a perturbed table the same counts are ordinary, and have limits. */
    options.part_above_whole = NKT_PART_ABOVE_FLAGGED;
    options.noise_variance = 2;
    ck_assert_int_eq(nkt_share(12, 10, &options, &e, &error), NKT_OK);
    ck_assert(e.lower > 0 && e.lower < 100 && e.upper == 100);
}
END_TEST

START_TEST(noise_widens_wilson_limits) {
    nkt_options options = {.size = sizeof options};
    nkt_estimate plain, noisy;

    nkt_share(30, 100, NULL, &plain, NULL);
    options.noise_variance = 1e-12;
    nkt_share(30, 100, &options, &noisy, NULL);
    CLOSE(noisy.lower, plain.lower, 1e-9);
    CLOSE(noisy.upper, plain.upper, 1e-9);
    options.noise_variance = 3;
    nkt_share(30, 100, &options, &noisy, NULL);
    ck_assert(noisy.lower < plain.lower && noisy.upper > plain.upper);
    /* at its limits P the score equals z: (p - P)² = z² (P Q / n + V (1 + P²) / n²) */
    for (int k = 0; k < 2; k++) {
        double P = (k ? noisy.upper : noisy.lower) / 100, z = 1.959963984540054;
        CLOSE((0.3 - P) * (0.3 - P), z * z * (P * (1 - P) / 100 + 3 * (1 + P * P) / 10000), 1e-13);
    }
    nkt_share(1, 2, &options, &noisy, NULL); /* drowned */
    ck_assert_double_eq(noisy.lower, 0);
    ck_assert_double_eq(noisy.upper, 100);
}
END_TEST

START_TEST(nobody_has_no_share) {
    nkt_estimate e;
    ck_assert_int_eq(nkt_share(0, 0, NULL, &e, NULL), NKT_OK);
    check_none(&e, NKT_STATE_NO_DENOMINATOR);
    ck_assert_double_eq(e.basis, 0);
    nkt_share(3, 0, NULL, &e, NULL);
    check_none(&e, NKT_STATE_NO_DENOMINATOR);
    ck_assert_int_eq(e.flags, NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR);
    nkt_rate(3, 0, 1000, NULL, &e, NULL);
    check_none(&e, NKT_STATE_NO_DENOMINATOR);
    nkt_ratio(3, 0, NULL, &e, NULL);
    check_none(&e, NKT_STATE_NO_DENOMINATOR);
    nkt_odds(3, 0, NULL, &e, NULL);
    check_none(&e, NKT_STATE_NO_DENOMINATOR);
    nkt_mean(0, NAN, 0, NULL, &e, NULL);
    check_none(&e, NKT_STATE_NO_DENOMINATOR);
    nkt_balance(1, 10, 0, 10, NULL, &e, NULL);
    check_none(&e, NKT_STATE_NO_DENOMINATOR);
    nkt_balance(1, 0, 1, 10, NULL, &e, NULL);
    check_none(&e, NKT_STATE_NO_DENOMINATOR);
    nkt_difference(1, 10, 0, 0, NULL, &e, NULL);
    check_none(&e, NKT_STATE_NO_DENOMINATOR);
}
END_TEST

START_TEST(counts_and_rates_have_poisson_limits) {
    nkt_estimate e, few;
    double z = 1.959963984540054;

    ck_assert_int_eq(nkt_count(0, NULL, &e, NULL), NKT_OK);
    ck_assert_double_eq(e.lower, 0);
    CLOSE(e.upper, -log(0.025), 1e-13); /* P(0) = 0.025 */
    ck_assert_double_eq(e.basis, 0);
    nkt_count(100, NULL, &e, NULL); /* Byar */
    CLOSE(e.lower, 100 * pow(1 - 1.0 / 900 - z / 30, 3), 1e-11);
    CLOSE(e.upper, 101 * pow(1 - 1.0 / 909 + z / (3 * sqrt(101)), 3), 1e-11);
    /* A rate is its events, scaled. */
    nkt_rate(100, 4000, 1000, NULL, &few, NULL);
    ck_assert_double_eq(few.value, 25);
    CLOSE(few.lower, e.lower / 4, 1e-12);
    CLOSE(few.upper, e.upper / 4, 1e-12);
    ck_assert_double_eq(few.basis, 4000);
}
END_TEST

START_TEST(mean_has_t_limits) {
    /* 1 ... 10: mean 5.5, s² = 55/6, t(9, .975) = 2.2621571627982049 (R) */
    nkt_estimate e;
    double half = 2.2621571627982049 * sqrt(55.0 / 6 / 10);
    nkt_options wide = {.size = sizeof wide};

    ck_assert_int_eq(nkt_mean(55, 385, 10, NULL, &e, NULL), NKT_OK);
    ck_assert_double_eq(e.value, 5.5);
    CLOSE(e.lower, 5.5 - half, 1e-12);
    CLOSE(e.upper, 5.5 + half, 1e-12);
    nkt_mean(-55, NAN, 10, NULL, &e, NULL);
    ck_assert_double_eq(e.value, -5.5);
    ck_assert_double_nan(e.lower);
    ck_assert_int_eq(e.state, NKT_STATE_VALUE);
    nkt_mean(5, 25, 1, NULL, &e, NULL);
    ck_assert_double_nan(e.lower);
    /* Ten equal numbers, their squares summed with rounding: its spread is no limit. */
    ck_assert_int_eq(nkt_mean(10 * 0.1, 10 * (0.1 * 0.1), 10, &wide, &e, NULL), NKT_OK);
    ck_assert_double_nan(e.lower);
    ck_assert_double_nan(e.upper);
    /* A small spread about a large mean: 1e7 + {-1, 0, 1} */
    nkt_mean(3e7, 3e14 + 2, 3, &wide, &e, NULL);
    CLOSE(e.upper - 1e7, 0.95 * sqrt(2 / 0.0975) * sqrt(1.0 / 3), 1e-6);
}
END_TEST

START_TEST(balance_is_a_ratio_of_shares) {
    nkt_estimate e, wide;
    nkt_options options = {.size = sizeof options};

    ck_assert_int_eq(nkt_balance(30, 200, 4000, 16000, NULL, &e, NULL), NKT_OK);
    CLOSE(e.value, 0.6, 1e-15);
    ck_assert(e.lower < 0.6 && 0.6 < e.upper);
    ck_assert_double_eq(e.basis, 200);
    nkt_balance(0, 200, 4000, 16000, NULL, &e, NULL);
    ck_assert_double_eq(e.value, 0);
    ck_assert_double_eq(e.lower, 0);
    ck_assert(e.upper > 0 && e.upper < 0.2);
    nkt_balance(200, 200, 1, 16000, NULL, &e, NULL);
    ck_assert(isfinite(e.upper) && e.upper > e.value && e.lower < e.value);
    options.share_interval = NKT_INTERVAL_CLOPPER_PEARSON;
    nkt_balance(200, 200, 1, 16000, &options, &wide, NULL);
    ck_assert(wide.upper > e.upper);
}
END_TEST

START_TEST(difference_is_in_percentage_points) {
    nkt_estimate e, tied;
    nkt_options options = {.size = sizeof options};

    /* Newcombe 1998, table II, methods 10: 56/70 - 48/80: 0.0524 to 0.3339 */
    ck_assert_int_eq(nkt_difference(56, 70, 48, 80, NULL, &e, NULL), NKT_OK);
    CLOSE(e.value, 20, 1e-12);
    CLOSE(e.lower, 5.24, 0.005);
    CLOSE(e.upper, 33.39, 0.005);
    ck_assert_double_eq(e.basis, 70);
    /* 9/10 - 3/10: 0.1705 to 0.8090; 10/10 - 0/20: 0.6791 to 1.0000 */
    nkt_difference(9, 10, 3, 10, NULL, &e, NULL);
    CLOSE(e.lower, 17.05, 0.005);
    CLOSE(e.upper, 80.90, 0.005);
    nkt_difference(10, 10, 0, 20, NULL, &e, NULL);
    CLOSE(e.lower, 67.91, 0.005);
    ck_assert_double_eq(e.upper, 100);
    /* Persons who are the same in both years: a narrower interval. */
    options.correlation = 0.8;
    nkt_difference(9, 10, 3, 10, &options, &tied, NULL);
    nkt_difference(9, 10, 3, 10, NULL, &e, NULL);
    ck_assert(tied.upper - tied.lower < e.upper - e.lower);
    options.correlation = 1;
    nkt_difference(5, 10, 5, 10, &options, &tied, NULL);
    CLOSE(tied.lower, 0, 1e-12);
    options.correlation = 0;
    options.difference_interval = NKT_INTERVAL_AGRESTI_CAFFO;
    nkt_difference(10, 10, 0, 20, &options, &e, NULL);
    {
        double p1 = 11.0 / 12, p2 = 1.0 / 22, z = 1.959963984540054;
        double half = z * sqrt(p1 * (1 - p1) / 12 + p2 * (1 - p2) / 22);
        CLOSE(e.lower, 100 * (p1 - p2 - half), 1e-11);
        ck_assert_double_eq(e.upper, fmin(100, 100 * (p1 - p2 + half)));
    }
}
END_TEST

START_TEST(odds_are_those_of_the_nation) {
    /* riket 2015 (SCB): 0-19 and 65+ against 20-64 */
    nkt_estimate e, share;
    ck_assert_int_eq(nkt_odds(4186842, 5664175, NULL, &e, NULL), NKT_OK);
    CLOSE(e.value, 0.73918, 5e-6);
    nkt_share(4186842, 4186842.0 + 5664175, NULL, &share, NULL);
    CLOSE(e.lower, share.lower / (100 - share.lower), 1e-14);
    CLOSE(e.upper, share.upper / (100 - share.upper), 1e-14);
    nkt_odds(0, 5, NULL, &e, NULL);
    ck_assert_double_eq(e.lower, 0);
    ck_assert(isfinite(e.upper));
}
END_TEST

START_TEST(ratio_and_descriptive_mode_have_no_interval) {
    nkt_options options = {.size = sizeof options, .mode = NKT_MODE_DESCRIPTIVE};
    nkt_estimate e;

    nkt_ratio(7, 2, NULL, &e, NULL);
    ck_assert_double_eq(e.value, 3.5);
    ck_assert_double_nan(e.lower);
#define CHECK_DESCRIPTIVE(call, expected)                                                          \
    ck_assert_int_eq(call, NKT_OK);                                                                \
    ck_assert_double_eq(e.value, expected);                                                        \
    ck_assert_double_nan(e.lower);                                                                 \
    ck_assert_double_nan(e.upper)
    CHECK_DESCRIPTIVE(nkt_count(3, &options, &e, NULL), 3);
    CHECK_DESCRIPTIVE(nkt_share(1, 4, &options, &e, NULL), 25);
    CHECK_DESCRIPTIVE(nkt_rate(1, 4, 1000, &options, &e, NULL), 250);
    CHECK_DESCRIPTIVE(nkt_odds(1, 4, &options, &e, NULL), 0.25);
    CHECK_DESCRIPTIVE(nkt_mean(55, 385, 10, &options, &e, NULL), 5.5);
    CHECK_DESCRIPTIVE(nkt_balance(1, 4, 1, 2, &options, &e, NULL), 0.5);
    CHECK_DESCRIPTIVE(nkt_difference(1, 4, 1, 2, &options, &e, NULL), -25);
}
END_TEST

START_TEST(small_bases_are_flagged) {
    nkt_options options = {.size = sizeof options, .minimum_basis = 10};
    nkt_estimate e;
    nkt_share(3, 9, &options, &e, NULL);
    ck_assert_int_eq(e.flags, NKT_FLAG_BASIS_BELOW_MINIMUM);
    nkt_share(3, 10, &options, &e, NULL);
    ck_assert_int_eq(e.flags, 0);
    nkt_balance(1, 9, 100, 1000, &options, &e, NULL);
    ck_assert_int_eq(e.flags, NKT_FLAG_BASIS_BELOW_MINIMUM);
}
END_TEST

START_TEST(flags_have_names) {
    static const int32_t flags[] = {NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR,
                                    NKT_FLAG_BASIS_BELOW_MINIMUM,
                                    NKT_FLAG_SERIES_BREAK,
                                    NKT_FLAG_PARTIAL,
                                    NKT_FLAG_OPERAND_GIVEN,
                                    NKT_FLAG_PARTS_DIFFER};
    for (int i = 0; i < 6; i++) {
        ck_assert_int_eq(flags[i], 1 << i);
        ck_assert_str_ne(nkt_code_name("flag", flags[i]), "");
    }
    ck_assert_str_eq(nkt_code_name("flag", 0), "");
    ck_assert_str_eq(nkt_code_name("flag", 3), "");
}
END_TEST

Suite *nkt_suite_estimate(void) {
    Suite *suite = suite_create("estimate");
    TCase *tcase = tcase_create("estimate");
    tcase_add_test(tcase, share_is_in_per_cent);
    tcase_add_test(tcase, share_at_its_ends_has_whole_limits);
    tcase_add_test(tcase, limits_enclose_the_share);
    tcase_add_test(tcase, part_above_whole_is_flagged_or_invalid);
    tcase_add_test(tcase, noise_widens_wilson_limits);
    tcase_add_test(tcase, nobody_has_no_share);
    tcase_add_test(tcase, counts_and_rates_have_poisson_limits);
    tcase_add_test(tcase, mean_has_t_limits);
    tcase_add_test(tcase, balance_is_a_ratio_of_shares);
    tcase_add_test(tcase, difference_is_in_percentage_points);
    tcase_add_test(tcase, odds_are_those_of_the_nation);
    tcase_add_test(tcase, ratio_and_descriptive_mode_have_no_interval);
    tcase_add_test(tcase, small_bases_are_flagged);
    tcase_add_test(tcase, flags_have_names);
    suite_add_tcase(suite, tcase);
    return suite;
}
