/*
 * Who does better, of a group: what the certainty is promised of, against a naive integral, published
 * critical values, and simulated groups.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>

#include "draw.h"
#include "nyckeltal/rank.h"

enum { MOST = 40 };

static nkt_estimate e[MOST];
static int32_t better[MOST];
static double probability[MOST];
static int64_t n_better;
static nkt_error error;

static nkt_estimate of(double value, double sd) {
    const double reach = 1.959963984540054 * sd;

    return (nkt_estimate){value, value - reach, value + reach, 100, NKT_STATE_VALUE, 0};
}

static nkt_status find(int n, int direction, int control, double certainty) {
    const nkt_rows rows = NKT_ROWS(n);
    const nkt_peers peers = {.focus = 0};
    const nkt_better_options options = {
        .size = sizeof options, .direction = direction, .certainty = certainty, .control = control};

    return nkt_better_among(&NKT_ESTIMATES(e), &rows, &peers, &options, &NKT_TO(better),
                            &NKT_TO(probability), &n_better, &error);
}

static double phi(double z) {
    return 0.5 * erfc(-z / sqrt(2));
}

/* The probability that none of the rivals from `first` on seems better by z, in a sum of 20 000 terms. */
static double none_of(const double *sd, int first, int n, double own, double z) {
    const int terms = 20000;
    double sum = 0;

    for (int k = 0; k < terms; k++) {
        const double u = -8 + 16 * (k + 0.5) / terms;
        double product = exp(-u * u / 2) / sqrt(2 * acos(-1));
        for (int i = first; i < n; i++)
            product *= phi((z * sqrt(sd[i] * sd[i] + own * own) + own * u) / sd[i]);
        sum += product;
    }
    return sum * 16 / terms;
}

START_TEST(as_by_a_naive_integral) {
    static const double sd[] = {0.5, 1, 2, 0.1, 3, 0.7};
    static const double z[] = {4, 3.1, 2.9, 2.6, 1, -2};
    double least = 1;

    for (int direction = -1; direction <= 1; direction += 2)
        for (int n = 1; n <= 6; n++) {
            const double own = 0.8;
            e[0] = of(50, own);
            for (int i = 0; i < n; i++)
                e[1 + i] = of(50 + direction * z[i] * hypot(sd[i], own), sd[i]);
            ck_assert_int_eq(find(1 + n, direction, NKT_CONTROL_GROUP, 0.5), NKT_OK);
            ck_assert_int_eq(n_better, n < 5 ? n : 4 + (none_of(sd, 4, n, own, 1) > 0.5));
            least = 1;
            for (int i = 0; i < n_better; i++) {
                least = fmin(least, none_of(sd, i, n, own, z[i]));
                ck_assert_int_eq(better[i], 1 + i);
                ck_assert_double_eq_tol(probability[i], least, 1e-9);
            }
        }
}
END_TEST

/* Dunnett (1955, 1964): one-sided 5 per cent, as many degrees of freedom as one likes, equal sizes. */
START_TEST(as_published) {
    static const double critical[] = {1.64, 1.92, 2.06, 2.16, 2.23, 2.29, 2.34, 2.38, 2.42};

    for (int n = 1; n <= 9; n++) {
        e[0] = of(0, 1);
        for (int i = 1; i <= n; i++)
            e[i] = of(-10, 1);
        e[n] = of((critical[n - 1] + 0.006) * sqrt(2), 1);
        find(1 + n, NKT_DIRECTION_HIGH, NKT_CONTROL_GROUP, 0);
        ck_assert_int_eq(n_better, 1);
        ck_assert_int_eq(better[0], n);
        ck_assert_double_eq_tol(probability[0], 0.95, 1.2e-3); /* half a unit of the table */
        e[n] = of((critical[n - 1] - 0.006) * sqrt(2), 1);
        find(1 + n, NKT_DIRECTION_HIGH, NKT_CONTROL_GROUP, 0);
        ck_assert_int_eq(n_better, 0);
    }
}
END_TEST

/* Written in the order of the members though found from the best down; each is as sure as the one above. */
START_TEST(the_order_is_that_of_the_members) {
    static const double value[] = {10, 14, 18, 9, 14, 30};

    for (int i = 0; i < 6; i++)
        e[i] = of(value[i], 1);
    ck_assert_int_eq(find(6, NKT_DIRECTION_HIGH, NKT_CONTROL_GROUP, 0.9), NKT_OK);
    ck_assert_int_eq(n_better, 4);
    ck_assert_int_eq(better[0], 1);
    ck_assert_int_eq(better[1], 2);
    ck_assert_int_eq(better[2], 4);
    ck_assert_int_eq(better[3], 5);
    ck_assert_double_eq(probability[0], probability[2]);
    ck_assert_double_lt(probability[0], probability[1]);
    ck_assert_double_le(probability[1], probability[3]);
}
END_TEST

/* Alone in the group, one is what it is by itself. */
START_TEST(one_alone) {
    e[0] = of(10, 1);
    e[1] = of(13, 2);
    for (int control = NKT_CONTROL_GROUP; control <= NKT_CONTROL_EACH; control++) {
        find(2, NKT_DIRECTION_HIGH, control, 0.6);
        ck_assert_int_eq(n_better, 1);
        ck_assert_double_eq_tol(probability[0], phi(3 / sqrt(5)), 1e-12);
    }
}
END_TEST

/* Figures without any error: what is above is above; beside them, those that have some. */
START_TEST(without_error) {
    e[0] = of(10, 0);
    e[1] = of(10, 0);
    e[2] = of(10.5, 0);
    e[3] = of(12, 1);
    e[4] = of(12, 1);
    find(5, NKT_DIRECTION_HIGH, NKT_CONTROL_GROUP, 0.9);
    ck_assert_int_eq(n_better, 3);
    ck_assert_double_eq(probability[0], 1);
    ck_assert_double_eq_tol(probability[1], phi(2) * phi(2), 1e-12); /* independent of each other */
    e[0] = of(10, 1); /* all rivals are compared with one error alone */
    for (int i = 1; i < 5; i++)
        e[i] = of(12, 0);
    find(5, NKT_DIRECTION_HIGH, NKT_CONTROL_GROUP, 0.9);
    ck_assert_int_eq(n_better, 4);
    ck_assert_double_eq_tol(probability[3], phi(2), 1e-8);
}
END_TEST

/* ---- how often it is wrong ------------------------------------------------------------------------ */

/* How often one of the last `equal` of n rivals, who are no better, is called better. */
static double wrongly(int n, int equal, double spread, int control) {
    const int draws = 4000;
    int wrong = 0;

    for (int k = 0; k < draws; k++) {
        int any = 0;
        for (int i = 0; i <= n; i++) {
            const double sd = 1 + spread * i;
            e[i] = of((i > 0 && i <= n - equal ? 20 : 0) + sd * normal(), sd);
        }
        find(1 + n, NKT_DIRECTION_HIGH, control, 0);
        for (int j = 0; j < n_better; j++)
            any |= better[j] > n - equal;
        wrong += any;
    }
    return wrong / (double)draws;
}

/* 4 000 draws: three standard errors are .0104 at .05, .019 at .21. */
START_TEST(the_certainty_is_of_the_group) {
    seed = 1955;
    ck_assert_double_eq_tol(wrongly(7, 7, 0, NKT_CONTROL_GROUP), 0.05, 0.0104);
    ck_assert_double_eq_tol(wrongly(7, 7, 0.3, NKT_CONTROL_GROUP), 0.05, 0.0104);
    ck_assert_double_eq_tol(wrongly(7, 3, 0, NKT_CONTROL_GROUP), 0.05, 0.0104);
    ck_assert_double_eq_tol(wrongly(15, 15, 0, NKT_CONTROL_GROUP), 0.05, 0.0104);
    ck_assert_double_eq_tol(wrongly(7, 7, 0, NKT_CONTROL_EACH), 0.21, 0.02);
}
END_TEST

START_TEST(options_are_checked) {
    ck_assert_int_eq(find(3, NKT_DIRECTION_HIGH, 2, 0), NKT_E_OPTION);
    ck_assert_str_eq(error.subject, "options.control");
    ck_assert_int_eq(find(3, NKT_DIRECTION_HIGH, -1, 0), NKT_E_OPTION);
    {
        const nkt_better_options options = {
            .size = sizeof options, .direction = NKT_DIRECTION_HIGH, .reserved = 1};
        ck_assert_int_eq(nkt_better_among(&NKT_ESTIMATES(e), &(nkt_rows)NKT_ROWS(3),
                                          &(nkt_peers){.focus = 0}, &options, &NKT_TO(better), NULL,
                                          &n_better, &error),
                         NKT_E_OPTION);
        ck_assert_str_eq(error.subject, "options.reserved");
    }
}
END_TEST

Suite *nkt_suite_rank_group(void) {
    Suite *suite = suite_create("rank_group");
    TCase *tcase = tcase_create("rank_group");
    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, as_by_a_naive_integral);
    tcase_add_test(tcase, as_published);
    tcase_add_test(tcase, the_order_is_that_of_the_members);
    tcase_add_test(tcase, one_alone);
    tcase_add_test(tcase, without_error);
    tcase_add_test(tcase, the_certainty_is_of_the_group);
    tcase_add_test(tcase, options_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
