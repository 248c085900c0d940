/*
 * Flows whose years vary by more than their persons: the test of a trend against formulas written out,
 * by hand, and what the caller knows of the dispersion.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/trend_series.h"

static nkt_trend_options flow(double dispersion, double df) {
    return (nkt_trend_options){.size = sizeof(nkt_trend_options),
                               .measure = NKT_MEASURE_FLOW,
                               .draws = -1,
                               .dispersion = dispersion,
                               .dispersion_df = df};
}

static void fill(int n, const double *shares, double size) {
    for (int i = 0; i < n; i++) {
        year[i] = 2012 + i;
        whole[i] = size;
        part[i] = size * shares[i];
    }
}

/* Pearson's squares about the mean and Cochran & Armitage's sum, written out. */
typedef struct by_hand {
    double about_line, z, corrected;
} by_hand;

static by_hand formulas(int n) {
    double a = 0, m = 0, mean = 0, sum = 0, squares = 0, about = 0, p, least = INFINITY;
    by_hand out;

    for (int i = 0; i < n; i++) {
        a += part[i];
        m += whole[i];
    }
    p = a / m;
    for (int i = 0; i < n; i++)
        mean += whole[i] * year[i] / m;
    for (int i = 0; i < n; i++) {
        sum += part[i] * (year[i] - mean);
        squares += whole[i] * (year[i] - mean) * (year[i] - mean);
        about += (part[i] - whole[i] * p) * (part[i] - whole[i] * p) / (whole[i] * p * (1 - p));
        if (i > 0 && year[i] - year[i - 1] < least)
            least = year[i] - year[i - 1];
    }
    out.z = sum / sqrt(p * (1 - p) * squares);
    out.corrected =
        (fabs(sum) < least / 2 ? 0 : fabs(sum) - least / 2) / sqrt(p * (1 - p) * squares);
    out.about_line = about - out.z * out.z;
    return out;
}

START_TEST(student_over_the_dispersion) {
    const nkt_trend_options options = flow(0, 0);

    for (int set = 0; set < 200; set++) {
        const int n = 3 + set % 9;
        by_hand f;
        double phi;
        draw(n, 0);
        for (int i = 0; i < n; i++)
            part[i] = binomial(whole[i], 0.2 + 0.3 * uniform());
        ck_assert_int_eq(judge(n, &options), NKT_OK);
        f = formulas(n);
        phi = f.about_line / (n - 2);
        ck_assert_double_eq_tol(result.dispersion, phi, 1e-9 * (1 + phi));
        ck_assert_double_eq(result.dispersion_df, n - 2);
        ck_assert_int_eq(result.monotone.method, NKT_TEST_STUDENT);
        ck_assert_double_eq(result.monotone.df, n - 2);
        ck_assert_double_eq_tol(fabs(result.monotone.statistic), f.corrected / sqrt(fmax(1, phi)),
                                1e-9);
        if (f.corrected > 0)
            ck_assert_int_eq(result.monotone.sign, f.z > 0 ? 1 : -1);
        if (n == 4) /* two degrees of freedom: a closed form */
            ck_assert_double_eq_tol(result.monotone.p,
                                    1 - fabs(result.monotone.statistic) /
                                            sqrt(2 + pow(result.monotone.statistic, 2)),
                                    1e-9);
    }
}
END_TEST

/* One year that lies apart is no trend, however many persons say so. */
START_TEST(one_year_apart_is_no_trend) {
    static const double shares[] = {0.3, 0.3, 0.3, 0.3, 0.45, 0.3};

    for (double size = 1000; size <= 1e6; size *= 10) {
        fill(6, shares, size);
        judge(6, NULL);
        ck_assert_int_eq(result.verdict, NKT_VERDICT_CHANGED);
    }
}
END_TEST

START_TEST(a_trend_is_one_all_the_same) {
    static const double up[] = {0.30, 0.34, 0.37, 0.42, 0.45, 0.50};
    nkt_trend_options options = flow(0, 0);
    double p;

    fill(6, up, 1000);
    judge(6, NULL);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_UP);
    fill(4, up, 100); /* of few persons and years, only where it is known how much years vary */
    judge(4, NULL);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_RANDOM);
    p = result.monotone.p;
    options = flow(1, 0);
    judge(4, &options);
    ck_assert_int_eq(result.monotone.method, NKT_TEST_ASYMPTOTIC);
    ck_assert_double_nan(result.monotone.df);
    ck_assert_double_lt(result.monotone.p, p);
    ck_assert_double_eq_tol(result.monotone.statistic, formulas(4).corrected, 1e-12);
    ck_assert_double_eq_tol(result.monotone.p, erfc(formulas(4).corrected / sqrt(2)), 1e-12);
    options = flow(4, 0);
    judge(4, &options);
    ck_assert_double_eq_tol(result.monotone.statistic, formulas(4).corrected / 2, 1e-12);
}
END_TEST

/* What is known of others and what the series shows, each with its degrees of freedom. */
START_TEST(dispersion_of_others_is_weighed_in) {
    const nkt_trend_options options = flow(2, 30);
    by_hand f;

    draw(7, 0);
    for (int i = 0; i < 7; i++)
        part[i] = binomial(whole[i], 0.2 + 0.3 * uniform());
    judge(7, &options);
    f = formulas(7);
    ck_assert_double_eq(result.monotone.df, 35);
    ck_assert_double_eq_tol(fabs(result.monotone.statistic),
                            f.corrected / sqrt((f.about_line + 60) / 35), 1e-9);
    ck_assert_double_eq_tol(result.dispersion, f.about_line / 5, 1e-9); /* its own */
    ck_assert_double_eq(result.dispersion_df, 5);
}
END_TEST

START_TEST(bad_options) {
    nkt_trend_options options = flow(0.5, 0);

    draw(7, 0);
    result.verdict = 4711;
    refused(judge(7, &options), NKT_E_OPTION, 2, NULL);
    ck_assert_str_eq(error.subject, "options.dispersion");
    options = flow(NAN, 0);
    refused(judge(7, &options), NKT_E_OPTION, 2, NULL);
    options = flow(1, -1);
    refused(judge(7, &options), NKT_E_OPTION, 2, NULL);
    ck_assert_str_eq(error.subject, "options.dispersion_df");
    options = flow(0, 0);
    options.renewal = 1.5;
    refused(judge(7, &options), NKT_E_OPTION, 2, NULL);
    ck_assert_str_eq(error.subject, "options.renewal");
    options.renewal = -0.1;
    refused(judge(7, &options), NKT_E_OPTION, 2, NULL);
    options.renewal = 0;
    options.autocorrelation = -0.5;
    refused(judge(7, &options), NKT_E_OPTION, 2, NULL);
    options.autocorrelation = 1;
    refused(judge(7, &options), NKT_E_OPTION, 2, NULL);
    options.autocorrelation = -1;
    options.renewal = 1;
    ck_assert_int_eq(judge(7, &options), NKT_OK);
}
END_TEST

Suite *nkt_suite_trend_dispersion(void) {
    Suite *suite = suite_create("trend_dispersion");
    TCase *tcase = tcase_create("trend_dispersion");
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_test(tcase, student_over_the_dispersion);
    tcase_add_test(tcase, one_year_apart_is_no_trend);
    tcase_add_test(tcase, a_trend_is_one_all_the_same);
    tcase_add_test(tcase, dispersion_of_others_is_weighed_in);
    tcase_add_test(tcase, bad_options);
    suite_add_tcase(suite, tcase);
    return suite;
}
