/*
 * Groups that have persons in common: the correlation by its formula and by simulation, how persons
 * keep, balances with a correlation by the published formula, and how often limits then cover.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>

#include "draw.h"
#include "nyckeltal/compute.h"
#include "nyckeltal/kinds.h"
#include "nyckeltal/renewal.h"
#include "nyckeltal/representation.h"

static nkt_error error;

START_TEST(by_formula) {
    double r;

    ck_assert_int_eq(nkt_overlap_correlation(80, 100, 100, 1, &r, &error), NKT_OK);
    ck_assert_double_eq_tol(r, 0.8, 1e-15);
    nkt_overlap_correlation(80, 100, 100, 0.5, &r, &error);
    ck_assert_double_eq_tol(r, 0.4, 1e-15);
    nkt_overlap_correlation(80, 80, 2000, 1, &r, &error); /* a part of a population */
    ck_assert_double_eq_tol(r, 0.2, 1e-15);
    nkt_overlap_correlation(0, 80, 2000, 1, &r, &error);
    ck_assert_double_eq(r, 0);
    nkt_overlap_correlation(80, 80, 80, -1, &r, &error);
    ck_assert_double_eq_tol(r, -1, 1e-15);
    for (double n = 1; n < 1e300; n *= 7.3) { /* an option takes it as it is */
        nkt_overlap_correlation(n, n, n, 1, &r, &error);
        ck_assert(r <= 1 && r > 1 - 1e-15);
    }
    ck_assert_int_eq(nkt_overlap_correlation(NAN, 80, 80, 1, &r, &error), NKT_OK);
    ck_assert_double_nan(r);
    ck_assert_int_eq(nkt_overlap_correlation(10, 80, 80, NAN, &r, &error), NKT_OK);
    ck_assert_double_nan(r);
}
END_TEST

START_TEST(how_persons_keep) {
    double phi;

    nkt_persistence(30, 0, 0, 70, &phi, &error); /* nobody changes */
    ck_assert_double_eq_tol(phi, 1, 1e-15);
    nkt_persistence(0, 50, 50, 0, &phi, &error); /* everybody does */
    ck_assert_double_eq_tol(phi, -1, 1e-15);
    nkt_persistence(9, 21, 21, 49, &phi, &error); /* the first year says nothing */
    ck_assert_double_eq_tol(phi, 0, 1e-15);
    nkt_persistence(20, 10, 5, 40, &phi, &error);
    ck_assert_double_eq_tol(phi, (20 * 40 - 10 * 5) / sqrt(30.0 * 45 * 25 * 50), 1e-15);
    nkt_persistence(20e200, 10e200, 5e200, 40e200, &phi, &error);
    ck_assert_double_eq_tol(phi, (20 * 40 - 10 * 5) / sqrt(30.0 * 45 * 25 * 50), 1e-15);
    nkt_persistence(20, 10, 0, 0, &phi, &error); /* all are counted in the first year */
    ck_assert_double_nan(phi);
    nkt_persistence(0, 0, 3, 10, &phi, &error);
    ck_assert_double_nan(phi);
    nkt_persistence(0, 0, 0, 0, &phi, &error);
    ck_assert_double_nan(phi);
    nkt_persistence(1, NAN, 1, 1, &phi, &error);
    ck_assert_double_nan(phi);
}
END_TEST

START_TEST(calls_are_checked) {
    double r = 4711;

#define REFUSED(call, status, number)                                                              \
    do {                                                                                           \
        ck_assert_int_eq(call, status);                                                            \
        ck_assert_int_eq(error.argument, number);                                                  \
        ck_assert_double_eq(r, 4711);                                                              \
    } while (0)
#define CORRELATION(c, m, n, phi, to) nkt_overlap_correlation(c, m, n, phi, to, &error)
    REFUSED(CORRELATION(-1, 10, 10, 1, &r), NKT_E_DOMAIN, 1);
    REFUSED(CORRELATION(11, 10, 20, 1, &r), NKT_E_DOMAIN, 1);
    ck_assert_str_eq(error.message, "in_both: 11 is more than the smaller group has");
    REFUSED(CORRELATION(0, 0, 20, 1, &r), NKT_E_DOMAIN, 2);
    REFUSED(CORRELATION(1, INFINITY, 20, 1, &r), NKT_E_DOMAIN, 2);
    REFUSED(CORRELATION(1, 10, -20, 1, &r), NKT_E_DOMAIN, 3);
    REFUSED(CORRELATION(1, 10, 20, 1.5, &r), NKT_E_DOMAIN, 4);
    REFUSED(CORRELATION(1, 10, 20, 1, NULL), NKT_E_NULL, 5);
    REFUSED(nkt_persistence(-1, 1, 1, 1, &r, &error), NKT_E_DOMAIN, 1);
    REFUSED(nkt_persistence(1, -1, 1, 1, &r, &error), NKT_E_DOMAIN, 2);
    REFUSED(nkt_persistence(1, 1, INFINITY, 1, &r, &error), NKT_E_DOMAIN, 3);
    REFUSED(nkt_persistence(1, 1, 1, -1, &r, &error), NKT_E_DOMAIN, 4);
    REFUSED(nkt_persistence(1, 1, 1, 1, NULL, &error), NKT_E_NULL, 5);
}
END_TEST

/* ---- by simulation ---------------------------------------------------------------------------------- */

/* The counts of two years: persons who stay keep their state with probability `keep`, or draw anew. */
static void year(int n, int stay, double p, double keep, double *before, double *now) {
    *before = *now = 0;
    for (int i = 0; i < n; i++) {
        const int first = uniform() < p;
        const int second = i < stay && uniform() < keep ? first : uniform() < p;
        *before += first;
        *now += second;
    }
}

/* Who keeps with a probability is correlated by it: the shares go together as the formula says. */
START_TEST(shares_go_together_so) {
    const int n = 100, stay = 70, draws = 20000;
    const double keep = 0.6, p = 0.3;
    double sum = 0, squares = 0, products = 0, r;

    seed = 12;
    for (int k = 0; k < draws; k++) {
        double before, now;
        year(n, stay, p, keep, &before, &now);
        before -= n * p;
        now -= n * p;
        sum += before * before;
        squares += now * now;
        products += before * now;
    }
    nkt_overlap_correlation(stay, n, n, keep, &r, &error);
    ck_assert_double_eq_tol(products / sqrt(sum * squares), r, 3 / sqrt(draws));
}
END_TEST

/* 6 000 draws: three standard errors are .0085 at .95. */
START_TEST(limits_of_stocks_cover) {
    const int n = 200, stay = 160, draws = 6000;
    int with = 0, without = 0;

    seed = 13;
    for (int k = 0; k < draws; k++) {
        nkt_options options = {.size = sizeof options};
        double before, now;
        nkt_estimate e;
        year(n, stay, 0.4, 0.7, &before, &now);
        nkt_difference(now, n, before, n, &options, &e, NULL);
        without += e.lower <= 0 && 0 <= e.upper;
        nkt_overlap_correlation(stay, n, n, 0.7, &options.correlation, NULL);
        nkt_difference(now, n, before, n, &options, &e, NULL);
        with += e.lower <= 0 && 0 <= e.upper;
    }
    ck_assert_double_eq_tol(with / (double)draws, 0.95, 0.0085);
    ck_assert_double_ge(without / (double)draws, 0.985);
}
END_TEST

/* ---- balances ---------------------------------------------------------------------------------------- */

static nkt_estimate balance(double a, double m, double b, double n, double correlation) {
    const nkt_options options = {.size = sizeof options, .correlation = correlation};
    nkt_estimate e;

    ck_assert_int_eq(nkt_balance(a, m, b, n, &options, &e, &error), NKT_OK);
    return e;
}

/* Donner & Zou 2012, as it stands there, with Wilson's limits from nkt_share. */
START_TEST(balances_by_the_published_formula) {
    seed = 14;
    for (int k = 0; k < 500; k++) {
        const double m = 20 + floor(400 * uniform()), n = m + floor(4000 * uniform());
        const double a = floor((m + 1) * uniform()), b = 1 + floor(n * uniform());
        const double r = 2 * uniform() - 1, p = a / m, q = b / n;
        const nkt_estimate e = balance(a, m, b, n, r);
        nkt_estimate first, second;
        double l1, u1, l2, u2, middle;
        nkt_share(a, m, NULL, &first, NULL);
        nkt_share(b, n, NULL, &second, NULL);
        l1 = first.lower / 100, u1 = first.upper / 100;
        l2 = second.lower / 100, u2 = second.upper / 100;
        middle = p * q - r * (p - l1) * (u2 - q);
        if (fabs(2 * q - u2) > 0.01 * q) /* the published form divides by it */
            ck_assert_double_eq_tol(
                e.lower,
                (middle - sqrt(middle * middle - l1 * u2 * (2 * p - l1) * (2 * q - u2))) /
                    (u2 * (2 * q - u2)),
                1e-9);
        middle = p * q - r * (u1 - p) * (q - l2);
        ck_assert_double_eq_tol(
            e.upper / ((middle + sqrt(middle * middle - u1 * l2 * (2 * p - u1) * (2 * q - l2))) /
                       (l2 * (2 * q - l2))),
            1, 1e-9);
        ck_assert(e.lower <= e.value * (1 + 1e-12) && e.value <= e.upper * (1 + 1e-12));
    }
}
END_TEST

START_TEST(balances_at_the_ends) {
    const nkt_estimate wide = balance(30, 200, 400, 2000, 0),
                       narrow = balance(30, 200, 400, 2000, 0.3);
    nkt_estimate e;

    ck_assert(narrow.lower > wide.lower && narrow.upper < wide.upper);
    e = balance(100, 200, 100, 200, 1); /* the same persons, and limits that are symmetric */
    ck_assert_double_eq_tol(e.lower, 1, 1e-7);
    ck_assert_double_eq_tol(e.upper, 1, 1e-7);
    e = balance(0, 30, 100, 1000, 0.9);
    ck_assert(e.lower == 0 && e.upper > 0 && e.upper < 2);
    e = balance(30, 30, 1, 1000, 1);
    ck_assert(e.lower > 0 && e.lower <= e.value && e.upper >= e.value);
}
END_TEST

/* The figure of the catalogue takes the correlation too. */
START_TEST(the_catalogue_takes_it) {
    static const double part_1[] = {30}, whole_1[] = {200}, part_2[] = {400}, whole_2[] = {2000};
    const nkt_column columns[] = {NKT_ARRAY(NKT_IN_EMPLOYEES_18_64_FOREIGN_BORN, part_1),
                                  NKT_ARRAY(NKT_IN_EMPLOYEES_18_64, whole_1),
                                  NKT_ARRAY(NKT_IN_FOREIGN_BORN_18_64, part_2),
                                  NKT_ARRAY(NKT_IN_POPULATION_18_64, whole_2)};
    const nkt_table table = NKT_TABLE(columns, 1);
    const int32_t figure = NKT_EMPLOYEES_FOREIGN_BORN_BALANCE;
    const nkt_options options = {.size = sizeof options, .correlation = 0.3};
    const nkt_estimate plain = balance(30, 200, 400, 2000, 0.3);
    nkt_estimate e;

    ck_assert_int_eq(nkt_compute(&table, &figure, 1, &options, &NKT_ESTIMATES_N(&e, 1), &error),
                     NKT_OK);
    ck_assert_double_eq_tol(e.value, plain.value, 1e-15);
    ck_assert_double_eq_tol(e.lower, plain.lower, 1e-15);
    ck_assert_double_eq_tol(e.upper, plain.upper, 1e-15);
}
END_TEST

/* Employees who are a tenth of the population. 6 000 draws. */
START_TEST(limits_of_balances_cover) {
    const int n = 1000, m = 100, draws = 6000;
    int with = 0, without = 0;
    double r;

    seed = 15;
    nkt_overlap_correlation(m, m, n, 1, &r, &error);
    for (int k = 0; k < draws; k++) {
        double a = 0, b = 0;
        nkt_estimate e;
        for (int i = 0; i < n; i++) {
            const int is_foreign = uniform() < 0.2;
            a += i < m && is_foreign;
            b += is_foreign;
        }
        e = balance(a, m, b, n, 0);
        without += e.lower <= 1 && 1 <= e.upper;
        e = balance(a, m, b, n, r);
        with += e.lower <= 1 && 1 <= e.upper;
    }
    ck_assert_double_eq_tol(with / (double)draws, 0.95, 0.0085);
    ck_assert_double_eq_tol(without / (double)draws, 0.97, 0.0085);
}
END_TEST

Suite *nkt_suite_renewal(void) {
    Suite *suite = suite_create("renewal");
    TCase *tcase = tcase_create("renewal");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, by_formula);
    tcase_add_test(tcase, how_persons_keep);
    tcase_add_test(tcase, calls_are_checked);
    tcase_add_test(tcase, shares_go_together_so);
    tcase_add_test(tcase, limits_of_stocks_cover);
    tcase_add_test(tcase, balances_by_the_published_formula);
    tcase_add_test(tcase, balances_at_the_ends);
    tcase_add_test(tcase, the_catalogue_takes_it);
    tcase_add_test(tcase, limits_of_balances_cover);
    suite_add_tcase(suite, tcase);
    return suite;
}
