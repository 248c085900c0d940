/*
 * The cost of an outcome, one way of working against another, and when a cost is paid back: the
 * meeting places of SKL 2017.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/cost_help.h"

/* ---- cost per outcome -------------------------------------------------------------------------------- */

enum { PERSONS = 60 };

START_TEST(cost_of_an_outcome) {
    double cost[PERSONS], outcome[PERSONS], way[PERSONS], mean_c = 0, mean_e = 0, vc = 0, ve = 0,
                                                          cce = 0;
    nkt_column c = doubles(cost), e = doubles(outcome), w = doubles(way);
    const nkt_rows rows = {.include = &w, .n_rows = PERSONS};
    nkt_cost_outcome first, second;
    nkt_cost_incremental d;
    nkt_fieller f;

    for (int i = 0; i < PERSONS; i++) {
        way[i] = i % 3 != 0;
        outcome[i] = uniform() < 0.3 + 0.3 * way[i];
        cost[i] = floor(1000 * (40 + 20 * way[i] - 10 * outcome[i] + 5 * normal()));
    }
    cost[1] = NAN;
    outcome[4] = NAN;
    ck_assert_int_eq(nkt_cost_per_outcome(&c, &e, &rows, NULL, &first, &error), NKT_OK);
    ck_assert_int_eq(first.n, 38);
    ck_assert_int_eq(first.n_without, 2);
    for (int i = 0; i < PERSONS; i++)
        if (way[i] == 1 && i != 1 && i != 4) {
            mean_c += cost[i] / 38;
            mean_e += outcome[i] / 38;
        }
    for (int i = 0; i < PERSONS; i++)
        if (way[i] == 1 && i != 1 && i != 4) {
            vc += (cost[i] - mean_c) * (cost[i] - mean_c) / 37 / 38;
            ve += (outcome[i] - mean_e) * (outcome[i] - mean_e) / 37 / 38;
            cce += (cost[i] - mean_c) * (outcome[i] - mean_e) / 37 / 38;
        }
    ck_assert_double_eq_tol(first.cost, mean_c, 1e-9);
    ck_assert_double_eq_tol(first.var_cost, vc, 1e-10 * vc);
    ck_assert_double_eq_tol(first.var_outcome, ve, 1e-10 * ve);
    ck_assert_double_eq_tol(first.cov, cce, 1e-10 * fabs(cce));
    ck_assert_double_eq_tol(first.n_outcome, mean_e * 38, 1e-9);
    fieller(mean_c, mean_e, vc, ve, cce, 37, 0.95, &f);
    ck_assert_double_eq_tol(first.per_outcome.lower, f.lower, 1e-9 * f.lower);
    ck_assert_double_eq_tol(first.per_outcome.upper, f.upper, 1e-9 * f.upper);
    for (int i = 0; i < PERSONS; i++)
        way[i] = 1 - way[i];
    nkt_cost_per_outcome(&c, &e, &rows, NULL, &second, &error);
    ck_assert_int_eq(second.n, 20);
    ck_assert_int_eq(nkt_cost_compare(&first, &second, NULL, &d, &error), NKT_OK);
    ck_assert_double_eq_tol(d.cost, first.cost - second.cost, 1e-9);
    ck_assert_double_eq_tol(d.cost_upper - d.cost,
                            2.093024054408263 * sqrt(first.var_cost + second.var_cost), 1e-6);
    fieller(d.cost, d.outcome, first.var_cost + second.var_cost,
            first.var_outcome + second.var_outcome, first.cov + second.cov, 19, 0.95, &f);
    ck_assert_int_eq(d.per_outcome.kind, f.kind);
    ck_assert_double_eq(d.per_outcome.lower, f.lower);
    ck_assert_int_eq(d.standing,
                     d.outcome > 0 ? NKT_COST_STANDING_BUYS : NKT_COST_STANDING_DOMINATED);
}
END_TEST

/* The confidence that is asked for is that of every interval. */
START_TEST(confidence_of_costs) {
    const nkt_cost_options wide = {.size = sizeof wide, .confidence = 0.99};
    double cost[] = {5, 7, 6, 9, 8, 5}, outcome[] = {1, 0, 1, 1, 1, 1};
    nkt_column c = doubles(cost), e = doubles(outcome);
    const nkt_rows rows = NKT_ROWS(6);
    nkt_cost_outcome narrow_one, one;
    nkt_cost_incremental narrow, d;
    nkt_fieller f;

    nkt_cost_per_outcome(&c, &e, &rows, NULL, &narrow_one, &error);
    ck_assert_int_eq(nkt_cost_per_outcome(&c, &e, &rows, &wide, &one, &error), NKT_OK);
    fieller(one.cost, one.outcome, one.var_cost, one.var_outcome, one.cov, 5, 0.99, &f);
    ck_assert_int_eq(one.per_outcome.kind, f.kind);
    ck_assert_double_eq(one.per_outcome.lower, f.lower);
    ck_assert_double_lt(one.per_outcome.lower, narrow_one.per_outcome.lower);
    nkt_cost_compare(&one, &one, NULL, &narrow, &error);
    ck_assert_int_eq(nkt_cost_compare(&one, &one, &wide, &d, &error), NKT_OK);
    ck_assert_double_gt(d.cost_upper, narrow.cost_upper);
    ck_assert_double_eq_tol(d.cost_upper, 4.032142983557536 * sqrt(2 * one.var_cost), 1e-9);
}
END_TEST

START_TEST(who_stands_where) {
    nkt_cost_outcome a = {.n = 1}, b = {.n = 1};
    nkt_cost_incremental d;
    const int wanted[3][3] = {
        {NKT_COST_STANDING_SAVES, NKT_COST_STANDING_DOMINATES, NKT_COST_STANDING_DOMINATES},
        {NKT_COST_STANDING_DOMINATED, NKT_COST_STANDING_SAME, NKT_COST_STANDING_DOMINATES},
        {NKT_COST_STANDING_DOMINATED, NKT_COST_STANDING_DOMINATED, NKT_COST_STANDING_BUYS}};

    a.var_cost = a.var_outcome = a.cov = b.var_cost = b.var_outcome = b.cov = NAN;
    for (int cost = -1; cost <= 1; cost++)
        for (int outcome = -1; outcome <= 1; outcome++) {
            a.cost = 5 + cost;
            a.outcome = 5 + outcome;
            b.cost = b.outcome = 5;
            ck_assert_int_eq(nkt_cost_compare(&a, &b, NULL, &d, &error), NKT_OK);
            ck_assert_int_eq(d.standing, wanted[cost + 1][outcome + 1]);
            ck_assert_double_nan(d.cost_lower);
            ck_assert_int_eq(d.per_outcome.kind, NKT_FIELLER_NONE);
        }
    a.cost = NAN;
    nkt_cost_compare(&a, &b, NULL, &d, &error);
    ck_assert_int_eq(d.standing, NKT_COST_STANDING_UNKNOWN);
}
END_TEST

START_TEST(bad_persons_and_no_persons) {
    double cost[] = {5, -1, INFINITY, 7}, outcome[] = {1, -2, 1, NAN};
    nkt_column c = doubles(cost), e = doubles(outcome);
    nkt_rows rows = NKT_ROWS(4);
    nkt_cost_outcome o;

    ck_assert_int_eq(nkt_cost_per_outcome(&c, &e, &rows, NULL, &o, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "costs: row 1: -1 is negative");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(o.n, 1);
    ck_assert_int_eq(o.n_without, 1);
    ck_assert_double_eq(o.per_outcome.ratio, 5);
    ck_assert_int_eq(o.per_outcome.kind, NKT_FIELLER_NONE);
    ck_assert_double_nan(o.var_cost);
    rows.n_rows = 0;
    ck_assert_int_eq(nkt_cost_per_outcome(&c, &e, &rows, NULL, &o, &error), NKT_OK);
    ck_assert_int_eq(o.n, 0);
    ck_assert_double_nan(o.cost);
    ck_assert_double_nan(o.per_outcome.ratio);
}
END_TEST

/* ---- payback ------------------------------------------------------------------------------------------- */

START_TEST(meeting_places) {
    nkt_payback p;

    ck_assert_int_eq(nkt_cost_payback(27000, 1000, 12, NAN, 2, &p, &error), NKT_OK);
    ck_assert_double_eq(p.saving, 27e6);
    ck_assert_double_eq(p.highest_cost, 4.5e6);
    ck_assert_double_nan(p.months); /* the guide does not print the cost */
    ck_assert_double_nan(p.net);
    nkt_cost_payback(27000, 1000, 12, 4.5e6, 2, &p, &error);
    ck_assert_double_eq(p.months, 2);
    ck_assert_double_eq(p.net, 22.5e6);
    ck_assert_double_eq(p.per_krona, 6);
    nkt_cost_payback(-5, 10, 12, 100, 2, &p, &error);
    ck_assert_double_eq(p.months, INFINITY);
    ck_assert_double_eq(p.highest_cost, 0);
    ck_assert_double_eq(p.net, -150);
    nkt_cost_payback(-5, 10, 12, 3, 6, &p, &error); /* no cost below 0 is one */
    ck_assert_double_eq(p.highest_cost, 0);
}
END_TEST

Suite *nkt_suite_cost_outcome(void) {
    Suite *suite = suite_create("cost_outcome");
    TCase *tcase = tcase_create("cost_outcome");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, cost_of_an_outcome);
    tcase_add_test(tcase, confidence_of_costs);
    tcase_add_test(tcase, who_stands_where);
    tcase_add_test(tcase, bad_persons_and_no_persons);
    tcase_add_test(tcase, meeting_places);
    suite_add_tcase(suite, tcase);
    return suite;
}
