/*
 * How often intervals cover the truth, by exact enumeration of every outcome: asserted, not
 * assumed. The figures that the methods page quotes are those asserted here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdio.h>

#include "nyckeltal.h"

enum { MOST = 200, GRID = 1999 };

static double binomial(int k, int n, double p) {
    return exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(p) +
               (n - k) * log1p(-p));
}

static double poisson(int k, double mean) {
    return exp(k * log(mean) - mean - lgamma(k + 1));
}

typedef struct coverage {
    double mean, minimum;
} coverage;

static void limits_of(int n, int32_t method, double *lower, double *upper) {
    nkt_options options = {.size = sizeof options, .share_interval = method};
    for (int k = 0; k <= n; k++) {
        nkt_estimate e;
        ck_assert_int_eq(nkt_share(k, n, &options, &e, NULL), NKT_OK);
        lower[k] = e.lower / 100;
        upper[k] = e.upper / 100;
    }
}

static void wald_limits(int n, double *lower, double *upper) {
    for (int k = 0; k <= n; k++) {
        double p = (double)k / n, half = 1.959963984540054 * sqrt(p * (1 - p) / n);
        lower[k] = p - half;
        upper[k] = p + half;
    }
}

/* Over shares spread evenly between 0 and 1. */
static coverage enumerate(int n, const double *lower, const double *upper) {
    coverage c = {0, 1};
    for (int i = 1; i <= GRID; i++) {
        double p = i / (GRID + 1.0), covered = 0;
        for (int k = 0; k <= n; k++)
            if (lower[k] <= p && p <= upper[k])
                covered += binomial(k, n, p);
        c.mean += covered / GRID;
        c.minimum = fmin(c.minimum, covered);
    }
    return c;
}

static coverage of_share(int n, int32_t method) {
    double lower[MOST + 1], upper[MOST + 1];
    limits_of(n, method, lower, upper);
    return enumerate(n, lower, upper);
}

static const int sizes[] = {5, 10, 20, 60, 200};
#define N_SIZES (int)(sizeof sizes / sizeof sizes[0])

START_TEST(wilson_covers_95_per_cent_on_average) {
    for (int i = 0; i < N_SIZES; i++) {
        coverage c = of_share(sizes[i], NKT_INTERVAL_WILSON);
        ck_assert_msg(fabs(c.mean - 0.95) < 0.006, "n %d: mean %.4f", sizes[i], c.mean);
        ck_assert_msg(c.minimum > 0.825, "n %d: minimum %.4f", sizes[i], c.minimum);
        if (sizes[i] <= 20) /* the weak spots lie near 0 and 1, and move there as n grows */
            ck_assert_msg(c.minimum < 0.87, "n %d: minimum %.4f", sizes[i], c.minimum);
    }
}
END_TEST

START_TEST(wald_does_not) {
    double lower[MOST + 1], upper[MOST + 1];
    wald_limits(10, lower, upper);
    ck_assert_double_eq_tol(enumerate(10, lower, upper).mean, 0.77, 0.005);
}
END_TEST

START_TEST(clopper_pearson_covers_always) {
    for (int i = 0; i < N_SIZES; i++) {
        coverage c = of_share(sizes[i], NKT_INTERVAL_CLOPPER_PEARSON);
        ck_assert_msg(c.minimum >= 0.95, "n %d: minimum %.4f", sizes[i], c.minimum);
        ck_assert(c.mean > of_share(sizes[i], NKT_INTERVAL_WILSON).mean);
    }
}
END_TEST

START_TEST(mid_p_and_jeffreys_cover_on_average) {
    for (int i = 0; i < N_SIZES; i++) {
        coverage mid_p = of_share(sizes[i], NKT_INTERVAL_MID_P);
        coverage jeffreys = of_share(sizes[i], NKT_INTERVAL_JEFFREYS);
        ck_assert_msg(mid_p.mean >= 0.95 && mid_p.mean < 0.985 && mid_p.minimum > 0.89,
                      "n %d: mid-P %.4f %.4f", sizes[i], mid_p.mean, mid_p.minimum);
        ck_assert_msg(fabs(jeffreys.mean - 0.95) < 0.025 && jeffreys.minimum > 0.79,
                      "n %d: Jeffreys %.4f %.4f", sizes[i], jeffreys.mean, jeffreys.minimum);
    }
}
END_TEST

static coverage of_count(int32_t method) {
    enum { OUTCOMES = 200 };
    static double lower[OUTCOMES], upper[OUTCOMES];
    nkt_options options = {.size = sizeof options, .rate_interval = method};
    coverage c = {0, 1};
    int means = 0;

    for (int k = 0; k < OUTCOMES; k++) {
        nkt_estimate e;
        ck_assert_int_eq(nkt_count(k, &options, &e, NULL), NKT_OK);
        lower[k] = e.lower;
        upper[k] = e.upper;
    }
    for (double mean = 0.05; mean < 100; mean += 0.05, means++) {
        double covered = 0;
        for (int k = 0; k < OUTCOMES; k++)
            if (lower[k] <= mean && mean <= upper[k])
                covered += poisson(k, mean);
        c.mean += covered;
        c.minimum = fmin(c.minimum, covered);
    }
    c.mean /= means;
    return c;
}

START_TEST(poisson_limits_cover) {
    coverage exact = of_count(NKT_INTERVAL_EXACT_POISSON);
    coverage byar = of_count(NKT_INTERVAL_BYAR), both = of_count(NKT_INTERVAL_EXACT_OR_BYAR);
    ck_assert_msg(exact.minimum >= 0.95 - 1e-9, "exact %.4f", exact.minimum);
    ck_assert_msg(both.minimum >= 0.949 && both.mean > 0.95, "default %.4f %.4f", both.mean,
                  both.minimum);
    ck_assert_msg(byar.minimum > 0.93 && byar.mean > 0.95, "Byar %.4f %.4f", byar.mean,
                  byar.minimum);
}
END_TEST

/* Balance and difference: every pair of outcomes of two groups. */
typedef int covers(int a, int m, int b, int n, double p, double q);

static int balance_covers(int a, int m, int b, int n, double p, double q) {
    nkt_estimate e;
    nkt_balance(a, m, b, n, NULL, &e, NULL);
    return e.state == NKT_STATE_VALUE && e.lower <= p / q && p / q <= e.upper;
}

/* The logarithmic interval, undefined where nobody is found in the first group. */
static int log_covers(int a, int m, int b, int n, double p, double q) {
    double log_ratio, half;
    if (a == 0 || b == 0)
        return 0;
    log_ratio = log((double)a / m / ((double)b / n));
    half = 1.959963984540054 * sqrt(1.0 / a - 1.0 / m + 1.0 / b - 1.0 / n);
    return fabs(log_ratio - log(p / q)) <= half;
}

static int newcombe_covers(int a, int m, int b, int n, double p, double q) {
    nkt_estimate e;
    nkt_difference(a, m, b, n, NULL, &e, NULL);
    return e.lower <= 100 * (p - q) && 100 * (p - q) <= e.upper;
}

static int agresti_caffo_covers(int a, int m, int b, int n, double p, double q) {
    nkt_options options = {.size = sizeof options,
                           .difference_interval = NKT_INTERVAL_AGRESTI_CAFFO};
    nkt_estimate e;
    nkt_difference(a, m, b, n, &options, &e, NULL);
    return e.lower <= 100 * (p - q) && 100 * (p - q) <= e.upper;
}

static int miettinen_nurminen_covers(int a, int m, int b, int n, double p, double q) {
    nkt_options options = {.size = sizeof options,
                           .difference_interval = NKT_INTERVAL_MIETTINEN_NURMINEN};
    nkt_estimate e;
    nkt_difference(a, m, b, n, &options, &e, NULL);
    return e.lower <= 100 * (p - q) && 100 * (p - q) <= e.upper;
}

static double of_pair(covers *method, int m, int n, double p, double q) {
    double covered = 0;
    for (int a = 0; a <= m; a++)
        for (int b = 0; b <= n; b++) {
            double probability = binomial(a, m, p) * binomial(b, n, q);
            if (probability > 1e-12 && method(a, m, b, n, p, q))
                covered += probability;
        }
    return covered;
}

START_TEST(mover_r_covers_where_the_logarithm_does_not) {
    /* Employees against the population, as in small municipalities; a seldom group among few. */
    static const struct {
        int m, n;
        double p, q;
    } cases[] = {{200, 2000, 0.05, 0.1}, {60, 1500, 0.08, 0.15}, {100, 1000, 0.03, 0.12}};
    for (int i = 0; i < 3; i++) {
        double c = of_pair(balance_covers, cases[i].m, cases[i].n, cases[i].p, cases[i].q);
        ck_assert_msg(c > 0.94 && c < 0.965, "case %d: %.4f", i, c);
    }
    /* A council of 31 with a share of 4 per cent: often nobody is elected. */
    {
        double mover = of_pair(balance_covers, 31, 2000, 0.04, 0.1);
        double log = of_pair(log_covers, 31, 2000, 0.04, 0.1);
        ck_assert_msg(mover > 0.94 && log < 0.74, "MOVER-R %.4f, logarithm %.4f", mover, log);
    }
}
END_TEST

START_TEST(differences_cover) {
    static const double shares[] = {0.05, 0.2, 0.5, 0.7};
    double newcombe = 0, caffo = 0, least = 1, score = 0, least_score = 1;
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++) {
            double c = of_pair(newcombe_covers, 20, 30, shares[i], shares[j]);
            least = fmin(least, c);
            newcombe += c / 16;
            caffo += of_pair(agresti_caffo_covers, 20, 30, shares[i], shares[j]) / 16;
            c = of_pair(miettinen_nurminen_covers, 20, 30, shares[i], shares[j]);
            least_score = fmin(least_score, c);
            score += c / 16;
        }
    ck_assert_msg(fabs(newcombe - 0.955) < 0.01 && least > 0.92, "Newcombe %.4f, least %.4f",
                  newcombe, least);
    ck_assert_msg(fabs(caffo - 0.957) < 0.01, "Agresti-Caffo %.4f", caffo);
    ck_assert_msg(fabs(score - 0.955) < 0.005 && least_score > 0.94,
                  "Miettinen-Nurminen %.4f, least %.4f", score, least_score);
}
END_TEST

START_TEST(noise_is_covered_too) {
    /*
     * A share of perturbed counts: cell-key noise of -2 ... 2 with variance 2 on part and whole.
     * The plain interval falls short of the confidence; the widened one does not.
     */
    static const double noise[5] = {0.2, 0.2, 0.2, 0.2, 0.2};
    enum { N = 40 };
    double plain = 0, widened = 0, p = 0.3;
    nkt_options options = {.size = sizeof options, .noise_variance = 2};

    for (int a = 0; a <= N; a++)
        for (int i = -2; i <= 2; i++)
            for (int j = -2; j <= 2; j++) {
                double probability = binomial(a, N, p) * noise[i + 2] * noise[j + 2];
                double part = a + i < 0 ? 0 : a + i;
                nkt_estimate e;
                nkt_share(part, N + j, NULL, &e, NULL);
                if (e.lower <= 100 * p && 100 * p <= e.upper)
                    plain += probability;
                nkt_share(part, N + j, &options, &e, NULL);
                if (e.lower <= 100 * p && 100 * p <= e.upper)
                    widened += probability;
            }
    ck_assert_msg(plain < 0.94, "plain %.4f", plain);
    ck_assert_msg(widened > 0.945 && widened < 0.97, "widened %.4f", widened);
}
END_TEST

Suite *nkt_suite_coverage(void) {
    Suite *suite = suite_create("coverage");
    TCase *tcase = tcase_create("coverage");
    tcase_add_test(tcase, wilson_covers_95_per_cent_on_average);
    tcase_add_test(tcase, wald_does_not);
    tcase_add_test(tcase, clopper_pearson_covers_always);
    tcase_add_test(tcase, mid_p_and_jeffreys_cover_on_average);
    tcase_add_test(tcase, poisson_limits_cover);
    tcase_add_test(tcase, mover_r_covers_where_the_logarithm_does_not);
    tcase_add_test(tcase, differences_cover);
    tcase_add_test(tcase, noise_is_covered_too);
    suite_add_tcase(suite, tcase);
    return suite;
}
