/*
 * Miettinen & Nurminen's interval: published examples, the equation that its limits solve, the other
 * way round, the ends, and who takes it. Against R: test_intervals.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>

#include "nyckeltal/gap.h"
#include "nyckeltal/kinds.h"
#include "nyckeltal/sfi.h"

static nkt_estimate e;
static nkt_error error;

static nkt_status difference(double a, double m, double b, double n) {
    const nkt_options options = {.size = sizeof options,
                                 .difference_interval = NKT_INTERVAL_MIETTINEN_NURMINEN};

    return nkt_difference(a, m, b, n, &options, &e, &error);
}

/* Newcombe 1998, table II, method 6. */
START_TEST(as_published) {
    static const struct {
        double a, m, b, n, lower, upper;
    } examples[] = {{56, 70, 48, 80, 0.0528, 0.3382},
                    {9, 10, 3, 10, 0.1700, 0.8406},
                    {5, 56, 0, 29, -0.0326, 0.1933}};

    for (int k = 0; k < 3; k++) {
        difference(examples[k].a, examples[k].m, examples[k].b, examples[k].n);
        ck_assert_double_eq_tol(e.lower / 100, examples[k].lower, 5.1e-5);
        ck_assert_double_eq_tol(e.upper / 100, examples[k].upper, 5.1e-5);
    }
}
END_TEST

static double log_of(double count, double share) {
    return count == 0 ? 0 : count * log(share);
}

/* The likelihood's largest value at a difference d, by golden section; its second share. */
static double likely(double a, double m, double b, double n, double d) {
    const double g = (sqrt(5) - 1) / 2;
    double low = fmax(0, -d), high = fmin(1, 1 - d);

    for (int k = 0; k < 80; k++) {
        const double x = high - g * (high - low), y = low + g * (high - low);
        const double at_x =
            log_of(a, x + d) + log_of(m - a, 1 - x - d) + log_of(b, x) + log_of(n - b, 1 - x);
        const double at_y =
            log_of(a, y + d) + log_of(m - a, 1 - y - d) + log_of(b, y) + log_of(n - b, 1 - y);
        *(at_x > at_y ? &high : &low) = at_x > at_y ? y : x;
    }
    return (low + high) / 2;
}

static double score(double a, double m, double b, double n, double d) {
    const double q = likely(a, m, b, n, d), p = fmin(1, fmax(0, q + d));

    return fabs(a / m - b / n - d) /
           sqrt((p * (1 - p) / m + q * (1 - q) / n) * (m + n) / (m + n - 1));
}

/* Every limit that is no end of the scale solves the equation; at an end the score is no larger. */
START_TEST(limits_solve_the_equation) {
    const double z = 1.959963984540054, m = 7, n = 12;

    for (int a = 0; a <= m; a++)
        for (int b = 0; b <= n; b++) {
            ck_assert_int_eq(difference(a, m, b, n), NKT_OK);
            ck_assert_double_le(e.lower, e.value);
            ck_assert_double_ge(e.upper, e.value);
            if (e.lower > -100)
                ck_assert_double_eq_tol(score(a, m, b, n, e.lower / 100), z, 1e-5);
            else
                ck_assert_double_eq(e.value, -100);
            if (e.upper < 100)
                ck_assert_double_eq_tol(score(a, m, b, n, e.upper / 100), z, 1e-5);
            else
                ck_assert_double_eq(e.value, 100);
        }
}
END_TEST

/* The groups change places, or those who are not counted are: the limits change sign. */
START_TEST(the_other_way_round) {
    nkt_estimate first;

    for (int a = 0; a <= 20; a += 5)
        for (int b = 0; b <= 300; b += 50) {
            difference(a, 20, b, 300);
            first = e;
            difference(b, 300, a, 20);
            ck_assert_double_eq_tol(e.lower, -first.upper, 1e-10);
            difference(20 - a, 20, 300 - b, 300);
            ck_assert_double_eq_tol(e.upper, -first.lower, 1e-10);
        }
}
END_TEST

START_TEST(edges) {
    difference(0, 10, 0, 20); /* nobody in either: still an interval, on both sides */
    ck_assert(e.lower < -10 && e.upper > 20 && e.value == 0);
    difference(10, 10, 0, 10);
    ck_assert_double_eq(e.upper, 100);
    difference(0.3, 0.4, 0.1, 0.5); /* less than one person in all */
    ck_assert_double_eq(e.lower, -100);
    ck_assert_double_eq(e.upper, 100);
    difference(11, 10, 3, 10); /* a part above its whole */
    ck_assert_double_nan(e.lower);
    difference(1, 0, 3, 10);
    ck_assert_int_eq(e.state, NKT_STATE_NO_DENOMINATOR);
    difference(NAN, 4, 3, 10);
    ck_assert_int_eq(e.state, NKT_STATE_MISSING);
    ck_assert_int_eq(difference(-1, 4, 3, 10), NKT_ROWS_INVALID);
}
END_TEST

/* A gap between rows takes the same limits. */
START_TEST(gaps_take_it) {
    static const double of_women[] = {56}, women[] = {70}, of_men[] = {48}, men[] = {80};
    const nkt_indicator *figure = nkt_indicator_by_id(NKT_SFI_PASSED_SHARE);
    const nkt_column first[] = {NKT_ARRAY(figure->numerator[0], of_women),
                                NKT_ARRAY(figure->denominator, women)};
    const nkt_column second[] = {NKT_ARRAY(figure->numerator[0], of_men),
                                 NKT_ARRAY(figure->denominator, men)};
    const nkt_options options = {.size = sizeof options,
                                 .difference_interval = NKT_INTERVAL_MIETTINEN_NURMINEN};
    const int32_t id = NKT_SFI_PASSED_SHARE;
    nkt_estimate gap;

    difference(56, 70, 48, 80);
    ck_assert_int_eq(nkt_gap(&(nkt_table)NKT_TABLE(first, 1), &(nkt_table)NKT_TABLE(second, 1), &id,
                             1, NKT_CONTRAST_DIFFERENCE, &options, &NKT_ESTIMATES_N(&gap, 1),
                             &error),
                     NKT_OK);
    ck_assert_double_eq(gap.value, e.value);
    ck_assert_double_eq(gap.lower, e.lower);
    ck_assert_double_eq(gap.upper, e.upper);
}
END_TEST

Suite *nkt_suite_score_difference(void) {
    Suite *suite = suite_create("score_difference");
    TCase *tcase = tcase_create("score_difference");
    tcase_add_test(tcase, as_published);
    tcase_add_test(tcase, limits_solve_the_equation);
    tcase_add_test(tcase, the_other_way_round);
    tcase_add_test(tcase, edges);
    tcase_add_test(tcase, gaps_take_it);
    suite_add_tcase(suite, tcase);
    return suite;
}
