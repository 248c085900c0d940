/*
 * Costs: follow-up against sums by hand, Fieller against its definition, the frontier against
 * exhaustive comparison, the meeting places of SKL 2017, bad input.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "draw.h"
#include "nyckeltal/cost.h"

static nkt_error error;

static void setup(void) {
    seed = 77;
}

/* ---- follow-up ----------------------------------------------------------------------------------- */

enum { ROWS = 5, COLUMNS = 9 };

/* Two years of one cohort, one of another, a row of none, and a row that lacks its inhabitants. */
static double accounts[COLUMNS][ROWS] = {
    {100, 60, 40, 1e9, 7}, {300, 140, 60, 1e9, 3}, {NAN, NAN, 101, NAN, NAN},
    {10, 30, 5, 1e9, 0},   {90, 110, 45, 1e9, 2},  {1000, 1100, 500, 1, NAN},
    {20, 30, 10, 1, 1},    {18, 12, 8, 1, 1},      {250, 150, 100, 1, 16},
};
static const int64_t cohorts[ROWS] = {0, 0, 1, -1, 2};

static nkt_column inputs[COLUMNS];
static nkt_cost costs[ROWS];
static int64_t work[64];

static void fill(void) {
    for (int k = 0; k < COLUMNS; k++) {
        inputs[k] = doubles(accounts[k]);
        inputs[k].id = k + 1;
    }
}

static nkt_status follow(int32_t measure) {
    fill();
    return nkt_cost_follow_up(inputs, COLUMNS, ROWS, cohorts, 3, measure, costs, sizeof costs[0],
                              work, sizeof work, &error);
}

START_TEST(sums_of_a_cohort) {
    ck_assert_int_eq(follow(NKT_COST_NET), NKT_OK);
    ck_assert_double_eq(costs[0].gross, 600);
    ck_assert_double_eq(costs[0].net, 560);
    ck_assert_double_eq(costs[0].own, 360);
    ck_assert_double_eq_tol(costs[0].benefit_share, 100 * 440 / 600.0, 1e-12);
    ck_assert_double_eq_tol(costs[0].reimbursed_share, 100 / 3.0, 1e-12);
    ck_assert_double_eq_tol(costs[0].per_inhabitant, 560 / 2100.0, 1e-15);
    ck_assert_double_eq_tol(costs[0].per_recipient, 11.2, 1e-14);
    ck_assert_double_eq_tol(costs[0].per_person_year, 560 / 30.0, 1e-14);
    ck_assert_double_eq(costs[0].deviation, 40);
    ck_assert_int_eq(costs[0].n_rows, 2);
    ck_assert_int_eq(costs[0].flags, 0);
    ck_assert_double_eq(costs[1].gross,
                        100); /* the sum of its parts, and that it differs from 101 */
    ck_assert_int_eq(costs[1].flags, NKT_COST_PARTS_DIFFER);
    ck_assert_double_nan(costs[2].per_inhabitant);
    ck_assert_double_eq(costs[2].per_recipient, 10);
    follow(NKT_COST_GROSS);
    ck_assert_double_eq(costs[0].per_recipient, 12);
    ck_assert_double_eq(costs[0].deviation, 50);
    follow(NKT_COST_OWN);
    ck_assert_double_eq_tol(costs[0].per_recipient, 7.2, 1e-14);
    ck_assert_double_eq(costs[0].deviation, -10);
}
END_TEST

START_TEST(what_is_missing_stays_missing) {
    double both[] = {500, 700}, zero[] = {0};
    nkt_column two[] = {doubles(both), doubles(zero)};

    two[0].id = NKT_COST_BOTH;
    two[1].id = NKT_COST_INCOME;
    two[1].stride = 0;
    ck_assert_int_eq(nkt_cost_follow_up(two, 2, 2, NULL, 2, NKT_COST_NET, costs, sizeof costs[0],
                                        work, sizeof work, &error),
                     NKT_OK);
    ck_assert_double_eq(costs[1].net, 700); /* each row is its own group */
    ck_assert_double_nan(costs[1].own);
    ck_assert_double_nan(costs[1].benefit_share);
    ck_assert_double_nan(costs[1].deviation);
    ck_assert_int_eq(nkt_cost_follow_up(NULL, 0, 2, NULL, 2, NKT_COST_NET, costs, sizeof costs[0],
                                        work, sizeof work, &error),
                     NKT_OK);
    ck_assert_double_nan(costs[0].gross);
    accounts[0][1] = NAN; /* one year of two: no sum of the other */
    follow(NKT_COST_NET);
    accounts[0][1] = 60;
    ck_assert_double_nan(costs[0].gross);
    ck_assert_double_nan(costs[0].per_recipient);
    ck_assert_double_eq(costs[1].gross, 100);
}
END_TEST

START_TEST(bad_accounts_are_told) {
    int64_t odd[ROWS] = {0, 0, 1, 7, 2};

    accounts[3][1] = -1;
    accounts[4][1] = INFINITY; /* the same row is told once */
    ck_assert_int_eq(follow(NKT_COST_NET), NKT_ROWS_INVALID);
    accounts[3][1] = 30;
    accounts[4][1] = 110;
    ck_assert_str_eq(error.message, "inputs: row 1: -1 is negative");
    ck_assert_int_eq(error.item, 3);
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_int_eq(costs[0].flags, NKT_COST_BAD_ROW);
    ck_assert_double_nan(costs[0].gross);
    ck_assert_double_eq(costs[1].gross, 100);
    ck_assert_int_eq(nkt_cost_follow_up(inputs, COLUMNS, ROWS, odd, 3, NKT_COST_NET, costs,
                                        sizeof costs[0], work, sizeof work, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "groups: row 3: 7 is no number of a group");
    ck_assert_double_eq(costs[0].gross, 600);
}
END_TEST

START_TEST(prices_of_one_year) {
    const double amounts[] = {100, -50, NAN, 10, INFINITY}, level[] = {250, 200, 200, 0, 200};
    const nkt_column a = doubles(amounts), i = doubles(level);
    double out[5];

    ck_assert_int_eq(nkt_cost_prices(&a, &i, 5, 300, out, sizeof out[0], &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "index: row 3: 0 is no price index above 0");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_double_eq_tol(out[0], 120, 1e-13);
    ck_assert_double_eq(out[1], -75);
    for (int k = 2; k < 5; k++)
        ck_assert_double_nan(out[k]);
}
END_TEST

/* ---- Fieller --------------------------------------------------------------------------------------- */

/* Student's t for 95 %: with 10 degrees of freedom, from printed tables; and normal. */
#define T_10   2.228138851964939
#define NORMAL 1.959963984540054

static int is_in(double r, double x, double y, const double *v, double t) {
    return (x - r * y) * (x - r * y) <= t * t * (v[0] - 2 * r * v[2] + r * r * v[1]);
}

static int says(const nkt_fieller *f, double r) {
    switch (f->kind) {
    case NKT_FIELLER_OUTSIDE:
        return r <= f->upper || r >= f->lower;
    case NKT_FIELLER_WHOLE_LINE:
        return 1;
    default:
        return r >= f->lower && r <= f->upper;
    }
}

START_TEST(fieller_is_its_definition) {
    int kinds[6] = {0};

    for (int set = 0; set < 3000; set++) {
        const double x = 4 * normal(), y = 2 * normal(), scale = exp(2 * normal());
        const double v[3] = {scale * uniform(), scale * uniform(), 0};
        const double cov = (2 * uniform() - 1) * sqrt(v[0] * v[1]);
        const double all[3] = {v[0], v[1], cov}, df = set % 2 ? 10 : INFINITY;
        nkt_fieller f;
        ck_assert_int_eq(nkt_cost_fieller(x, y, all[0], all[1], cov, df, 0.95, &f, &error), NKT_OK);
        kinds[f.kind]++;
        ck_assert_double_eq(f.ratio, x / y);
        for (int i = 0; i < 400; i++) {
            const double r = tan(3.14159 * (uniform() - 0.5)) * 3;
            const double lower = fabs(r - f.lower), upper = fabs(r - f.upper);
            if (fmin(lower, upper) > 1e-9 * (1 + fabs(r)))
                ck_assert_int_eq(says(&f, r), is_in(r, x, y, all, set % 2 ? T_10 : NORMAL));
        }
    }
    ck_assert_int_gt(kinds[NKT_FIELLER_BOUNDED], 300);
    ck_assert_int_gt(kinds[NKT_FIELLER_OUTSIDE], 300);
    ck_assert_int_gt(kinds[NKT_FIELLER_WHOLE_LINE], 300);
}
END_TEST

START_TEST(fieller_at_its_ends) {
    nkt_fieller f;

    nkt_cost_fieller(6, 2, 1, 0, 0, INFINITY, 0, &f, &error); /* a known denominator */
    ck_assert_int_eq(f.kind, NKT_FIELLER_BOUNDED);
    ck_assert_double_eq_tol(f.lower, 3 - NORMAL / 2, 1e-12);
    ck_assert_double_eq_tol(f.upper, 3 + NORMAL / 2, 1e-12);
    nkt_cost_fieller(6, 0, 1, 1, 0, INFINITY, 0, &f, &error);
    ck_assert_double_nan(f.ratio);
    ck_assert_int_eq(f.kind, NKT_FIELLER_OUTSIDE); /* it is large, but its sign is not known */
    ck_assert_double_eq_tol(f.lower, -f.upper, 1e-12);
    ck_assert_double_gt(f.lower, 0);
    nkt_cost_fieller(0, 0, 1, 1, 0, INFINITY, 0, &f, &error);
    ck_assert_int_eq(f.kind, NKT_FIELLER_WHOLE_LINE);
    nkt_cost_fieller(3, 0, 1, 0, 0, INFINITY, 0, &f, &error); /* x / 0 for certain */
    ck_assert_int_eq(f.kind, NKT_FIELLER_NONE);
    ck_assert_double_nan(f.lower);
    nkt_cost_fieller(NAN, 2, 1, 1, 0, 5, 0, &f, &error);
    ck_assert_int_eq(f.kind, NKT_FIELLER_NONE);
    ck_assert_double_nan(f.ratio);
    nkt_cost_fieller(6e300, 2e300, 1e300, 1e300, 1e299, 5, 0, &f, &error); /* nothing overflows */
    ck_assert_int_eq(f.kind, NKT_FIELLER_BOUNDED);
    ck_assert_double_eq_tol(f.lower, 3, 1e-12);
    nkt_cost_fieller(0, 1e308, 0, 0, 0, 5, 0, &f, &error);
    ck_assert_double_eq(f.lower, 0);
    ck_assert_double_eq(f.upper, 0);
}
END_TEST

/* Where t · sqrt(var_y) is |y| to the last bit, one end is at infinity. */
START_TEST(fieller_of_a_half_line) {
    nkt_fieller f;
    int seen[6] = {0};

    for (int k = 1; k <= 4000; k++) {
        const double confidence = 0.5 + k / 8100.0, sign = k % 2 ? 1 : -1;
        double y;
        nkt_cost_fieller(0, 1, 1, 0, 0, INFINITY, confidence, &f, &error);
        y = f.upper; /* t */
        ck_assert_int_eq(nkt_cost_fieller(sign * 9, y, 1, 1, 0, INFINITY, confidence, &f, &error),
                         NKT_OK);
        seen[f.kind]++;
        if (f.kind == NKT_FIELLER_ABOVE)
            ck_assert(isfinite(f.lower) && f.upper == INFINITY && f.lower < 9 / y);
        if (f.kind == NKT_FIELLER_BELOW)
            ck_assert(isfinite(f.upper) && f.lower == -INFINITY && f.upper > -9 / y);
    }
    ck_assert_int_gt(seen[NKT_FIELLER_ABOVE] + seen[NKT_FIELLER_BELOW], 0);
    ck_assert_int_gt(seen[NKT_FIELLER_BOUNDED], 0);
    ck_assert_int_gt(seen[NKT_FIELLER_OUTSIDE], 0);
}
END_TEST

/* ---- cost per outcome -------------------------------------------------------------------------------- */

enum { PERSONS = 60 };

START_TEST(cost_of_an_outcome) {
    double cost[PERSONS], outcome[PERSONS], way[PERSONS], mean_c = 0, mean_e = 0, vc = 0, ve = 0,
                                                          cce = 0;
    nkt_column c = doubles(cost), e = doubles(outcome), w = doubles(way);
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
    ck_assert_int_eq(nkt_cost_per_outcome(&c, &e, &w, PERSONS, 0.95, &first, &error), NKT_OK);
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
    nkt_cost_fieller(mean_c, mean_e, vc, ve, cce, 37, 0.95, &f, &error);
    ck_assert_double_eq_tol(first.per_outcome.lower, f.lower, 1e-9 * f.lower);
    ck_assert_double_eq_tol(first.per_outcome.upper, f.upper, 1e-9 * f.upper);
    for (int i = 0; i < PERSONS; i++)
        way[i] = 1 - way[i];
    nkt_cost_per_outcome(&c, &e, &w, PERSONS, 0.95, &second, &error);
    ck_assert_int_eq(second.n, 20);
    ck_assert_int_eq(nkt_cost_compare(&first, &second, 0.95, &d, &error), NKT_OK);
    ck_assert_double_eq_tol(d.cost, first.cost - second.cost, 1e-9);
    ck_assert_double_eq_tol(d.cost_upper - d.cost,
                            2.093024054408263 * sqrt(first.var_cost + second.var_cost), 1e-6);
    nkt_cost_fieller(d.cost, d.outcome, first.var_cost + second.var_cost,
                     first.var_outcome + second.var_outcome, first.cov + second.cov, 19, 0.95, &f,
                     &error);
    ck_assert_int_eq(d.per_outcome.kind, f.kind);
    ck_assert_double_eq(d.per_outcome.lower, f.lower);
    ck_assert_int_eq(d.standing, d.outcome > 0 ? NKT_COST_BUYS : NKT_COST_DOMINATED);
}
END_TEST

START_TEST(who_stands_where) {
    nkt_cost_outcome a = {.n = 1}, b = {.n = 1};
    nkt_cost_incremental d;
    const int wanted[3][3] = {{NKT_COST_SAVES, NKT_COST_DOMINATES, NKT_COST_DOMINATES},
                              {NKT_COST_DOMINATED, NKT_COST_SAME, NKT_COST_DOMINATES},
                              {NKT_COST_DOMINATED, NKT_COST_DOMINATED, NKT_COST_BUYS}};

    a.var_cost = a.var_outcome = a.cov = b.var_cost = b.var_outcome = b.cov = NAN;
    for (int cost = -1; cost <= 1; cost++)
        for (int outcome = -1; outcome <= 1; outcome++) {
            a.cost = 5 + cost;
            a.outcome = 5 + outcome;
            b.cost = b.outcome = 5;
            ck_assert_int_eq(nkt_cost_compare(&a, &b, 0, &d, &error), NKT_OK);
            ck_assert_int_eq(d.standing, wanted[cost + 1][outcome + 1]);
            ck_assert_double_nan(d.cost_lower);
            ck_assert_int_eq(d.per_outcome.kind, NKT_FIELLER_NONE);
        }
    a.cost = NAN;
    nkt_cost_compare(&a, &b, 0, &d, &error);
    ck_assert_int_eq(d.standing, NKT_COST_UNKNOWN);
}
END_TEST

START_TEST(bad_persons_and_no_persons) {
    double cost[] = {5, -1, INFINITY, 7}, outcome[] = {1, -2, 1, NAN};
    nkt_column c = doubles(cost), e = doubles(outcome);
    nkt_cost_outcome o;

    ck_assert_int_eq(nkt_cost_per_outcome(&c, &e, NULL, 4, 0, &o, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "costs: row 1: -1 is negative");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(o.n, 1);
    ck_assert_int_eq(o.n_without, 1);
    ck_assert_double_eq(o.per_outcome.ratio, 5);
    ck_assert_int_eq(o.per_outcome.kind, NKT_FIELLER_NONE);
    ck_assert_double_nan(o.var_cost);
    ck_assert_int_eq(nkt_cost_per_outcome(&c, &e, NULL, 0, 0, &o, &error), NKT_OK);
    ck_assert_int_eq(o.n, 0);
    ck_assert_double_nan(o.cost);
    ck_assert_double_nan(o.per_outcome.ratio);
}
END_TEST

/* ---- the frontier ------------------------------------------------------------------------------------ */

enum { UNITS = 120, IN = 2, OUT = 3 };

static double spent[IN][UNITS], made[OUT][UNITS];

static int no_less(int a, int b) {
    return made[0][a] >= made[0][b] && made[1][a] >= made[1][b] && made[2][a] >= made[2][b];
}

static int no_more(int a, int b) {
    return spent[0][a] <= spent[0][b] && spent[1][a] <= spent[1][b];
}

START_TEST(frontier_by_exhaustion) {
    nkt_column in[IN], of[OUT];
    nkt_frontier f[UNITS];
    int efficient = 0;

    for (int k = 0; k < IN; k++)
        in[k] = doubles(spent[k]);
    for (int k = 0; k < OUT; k++)
        of[k] = doubles(made[k]);
    for (int u = 0; u < UNITS; u++) {
        for (int k = 0; k < IN; k++)
            spent[k][u] = floor(1 + 12 * uniform());
        for (int k = 0; k < OUT; k++)
            made[k][u] = floor(1 + 6 * uniform()) + (spent[0][u] > 6 ? 2 : 0);
    }
    ck_assert_int_eq(nkt_cost_frontier(in, IN, of, OUT, UNITS, f, sizeof f[0], &error), NKT_OK);
    for (int u = 0; u < UNITS; u++) {
        double input = 1, output = 1;
        int dominating = 0, first = -1;
        for (int p = 0; p < UNITS; p++) {
            if (no_less(p, u))
                input = fmin(input, fmax(spent[0][p] / spent[0][u], spent[1][p] / spent[1][u]));
            if (no_more(p, u))
                output = fmax(output, fmin(made[0][p] / made[0][u],
                                           fmin(made[1][p] / made[1][u], made[2][p] / made[2][u])));
            if (no_less(p, u) && no_more(p, u) && !(no_less(u, p) && no_more(u, p))) {
                dominating++;
                first = first < 0 ? p : first;
            }
        }
        ck_assert_double_eq(f[u].input, input);
        ck_assert_double_eq(f[u].output, output);
        ck_assert_int_eq(f[u].n_dominating, dominating);
        ck_assert_int_eq(f[u].dominated_by, first);
        ck_assert(no_less((int)f[u].input_peer, u) && no_more((int)f[u].output_peer, u));
        if (input == 1)
            ck_assert_int_eq(f[u].input_peer, u);
        efficient += dominating == 0;
    }
    ck_assert_int_gt(efficient, 5);
    ck_assert_int_lt(efficient, UNITS / 2);
}
END_TEST

START_TEST(frontier_of_nothing_and_of_bad_units) {
    double x[] = {0, 2, 4, NAN, 1, -3}, y[] = {0, 0, 5, 9, INFINITY, 9};
    nkt_column in = doubles(x), of = doubles(y);
    nkt_frontier f[6];

    ck_assert_int_eq(nkt_cost_frontier(&in, 1, &of, 1, 6, f, sizeof f[0], &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "outputs: row 4: infinity is no finite number");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_double_eq(f[0].input, 1); /* nothing for nothing */
    ck_assert_double_eq(f[1].input, 0); /* something for nothing: unit 0 does as well */
    ck_assert_int_eq(f[1].input_peer, 0);
    ck_assert_double_eq(f[2].output, 1);
    ck_assert_double_nan(f[3].input); /* lacks a number; and nobody's peer */
    ck_assert_int_eq(f[3].input_peer, -1);
    ck_assert_double_nan(f[5].output);
    x[2] = 2; /* now 5 comes of what unit 1 spends for nothing */
    nkt_cost_frontier(&in, 1, &of, 1, 3, f, sizeof f[0], &error);
    ck_assert_double_eq(f[1].output, INFINITY);
    ck_assert_int_eq(f[1].output_peer, 2);
    ck_assert_int_eq(nkt_cost_frontier(&in, 1, &of, 1, 0, NULL, 0, &error), NKT_OK);
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
}
END_TEST

/* ---- what is refused ------------------------------------------------------------------------------------ */

static void refused(nkt_status got, nkt_status status, int argument) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
}

START_TEST(follow_up_is_checked) {
    nkt_column odd[2];
    size_t size = 4711;

    fill();
    costs[0].gross = 4711;
#define FOLLOW(in, n, rows, groups, n_groups, measure, to, stride, at, bytes)                      \
    nkt_cost_follow_up(in, n, rows, groups, n_groups, measure, to, stride, at, bytes, &error)
    refused(FOLLOW(NULL, 1, 2, NULL, 2, 1, costs, 96, work, sizeof work), NKT_E_NULL, 1);
    refused(FOLLOW(inputs, -1, 2, NULL, 2, 1, costs, 96, work, sizeof work), NKT_E_COUNT, 2);
    refused(FOLLOW(inputs, 1, -2, NULL, 2, 1, costs, 96, work, sizeof work), NKT_E_COUNT, 3);
    refused(FOLLOW(inputs, 1, 2, NULL, 3, 1, costs, 96, work, sizeof work), NKT_E_COUNT, 5);
    refused(FOLLOW(inputs, 1, 2, cohorts, -1, 1, costs, 96, work, sizeof work), NKT_E_COUNT, 5);
    refused(FOLLOW(inputs, 1, 2, NULL, 2, 4, costs, 96, work, sizeof work), NKT_E_DOMAIN, 6);
    refused(FOLLOW(inputs, 1, 2, NULL, 2, 1, NULL, 96, work, sizeof work), NKT_E_NULL, 7);
    refused(FOLLOW(inputs, 1, 2, NULL, 2, 1, costs, 95, work, sizeof work), NKT_E_STRIDE, 8);
    refused(FOLLOW(inputs, 1, 2, NULL, 2, 1, costs, 96, NULL, 0), NKT_E_NULL, 9);
    refused(FOLLOW(inputs, 1, 2, NULL, 2, 1, costs, 96, work, 8), NKT_E_CAPACITY, 10);
    refused(FOLLOW(inputs, 1, 2, NULL, 2, 1, costs, 96, (char *)work + 1, 100), NKT_E_ALIGNMENT, 9);
    odd[0] = odd[1] = inputs[0];
    refused(FOLLOW(odd, 2, 2, NULL, 2, 1, costs, 96, work, sizeof work), NKT_E_DUPLICATE, 1);
    odd[1].id = 10;
    refused(FOLLOW(odd, 2, 2, NULL, 2, 1, costs, 96, work, sizeof work), NKT_E_ID, 1);
    ck_assert_int_eq(error.item, 1);
    odd[0].type = 99;
    refused(FOLLOW(odd, 1, 2, NULL, 2, 1, costs, 96, work, sizeof work), NKT_E_TYPE, 1);
    ck_assert_double_eq(costs[0].gross, 4711);
    refused(nkt_cost_work_size(-1, 1, &size, &error), NKT_E_COUNT, 1);
    refused(nkt_cost_work_size(1, -1, &size, &error), NKT_E_COUNT, 2);
    refused(nkt_cost_work_size(1, 1, NULL, &error), NKT_E_NULL, 3);
    refused(nkt_cost_work_size(INT64_MAX, 1, &size, &error), NKT_E_SIZE, 1);
    ck_assert_int_eq(nkt_cost_work_size(ROWS, 3, &size, &error), NKT_OK);
    ck_assert_uint_le(size, sizeof work);
}
END_TEST

START_TEST(the_others_are_checked) {
    double x[] = {1, 2}, out[2] = {4711, 4711};
    const nkt_column c = doubles(x);
    nkt_column odd = c;
    nkt_fieller f = {.ratio = 4711};
    nkt_cost_outcome o = {.cost = 4711, .n = 5};
    nkt_cost_incremental d = {.cost = 4711};
    nkt_frontier u[2] = {{.input = 4711}, {.input = 4711}};
    nkt_payback p = {.saving = 4711};

    odd.type = 99;
    refused(nkt_cost_prices(NULL, &c, 2, 1, out, 8, &error), NKT_E_NULL, 1);
    refused(nkt_cost_prices(&c, NULL, 2, 1, out, 8, &error), NKT_E_NULL, 2);
    refused(nkt_cost_prices(&odd, &c, 2, 1, out, 8, &error), NKT_E_TYPE, 1);
    refused(nkt_cost_prices(&c, &odd, 2, 1, out, 8, &error), NKT_E_TYPE, 2);
    refused(nkt_cost_prices(&c, &c, -2, 1, out, 8, &error), NKT_E_COUNT, 3);
    refused(nkt_cost_prices(&c, &c, 2, 0, out, 8, &error), NKT_E_DOMAIN, 4);
    refused(nkt_cost_prices(&c, &c, 2, 1, NULL, 8, &error), NKT_E_NULL, 5);
    refused(nkt_cost_prices(&c, &c, 2, 1, out, 4, &error), NKT_E_STRIDE, 6);
    ck_assert_double_eq(out[0], 4711);
#define FIELLER(x, y, vx, vy, cov, df, conf, to)                                                   \
    nkt_cost_fieller(x, y, vx, vy, cov, df, conf, to, &error)
    refused(FIELLER(INFINITY, 1, 1, 1, 0, 5, 0, &f), NKT_E_DOMAIN, 1);
    refused(FIELLER(1, INFINITY, 1, 1, 0, 5, 0, &f), NKT_E_DOMAIN, 2);
    refused(FIELLER(1, 1, -1, 1, 0, 5, 0, &f), NKT_E_DOMAIN, 3);
    refused(FIELLER(1, 1, 1, INFINITY, 0, 5, 0, &f), NKT_E_DOMAIN, 4);
    refused(FIELLER(1, 1, 1, 1, 1.1, 5, 0, &f), NKT_E_DOMAIN, 5);
    refused(FIELLER(1, 1, 1, 1, 0, 0.5, 0, &f), NKT_E_DOMAIN, 6);
    refused(FIELLER(1, 1, 1, 1, 0, NAN, 0, &f), NKT_E_DOMAIN, 6);
    refused(FIELLER(1, 1, 1, 1, 0, 5, 1, &f), NKT_E_DOMAIN, 7);
    refused(FIELLER(1, 1, 1, 1, 0, 5, 0, NULL), NKT_E_NULL, 8);
    ck_assert_double_eq(f.ratio, 4711);
    refused(nkt_cost_per_outcome(NULL, &c, NULL, 2, 0, &o, &error), NKT_E_NULL, 1);
    refused(nkt_cost_per_outcome(&c, NULL, NULL, 2, 0, &o, &error), NKT_E_NULL, 2);
    refused(nkt_cost_per_outcome(&odd, &c, NULL, 2, 0, &o, &error), NKT_E_TYPE, 1);
    refused(nkt_cost_per_outcome(&c, &odd, NULL, 2, 0, &o, &error), NKT_E_TYPE, 2);
    refused(nkt_cost_per_outcome(&c, &c, &odd, 2, 0, &o, &error), NKT_E_TYPE, 3);
    refused(nkt_cost_per_outcome(&c, &c, NULL, -2, 0, &o, &error), NKT_E_COUNT, 4);
    refused(nkt_cost_per_outcome(&c, &c, NULL, 2, 2, &o, &error), NKT_E_DOMAIN, 5);
    refused(nkt_cost_per_outcome(&c, &c, NULL, 2, 0, NULL, &error), NKT_E_NULL, 6);
    ck_assert_double_eq(o.cost, 4711);
    refused(nkt_cost_compare(NULL, &o, 0, &d, &error), NKT_E_NULL, 1);
    refused(nkt_cost_compare(&o, NULL, 0, &d, &error), NKT_E_NULL, 2);
    refused(nkt_cost_compare(&o, &o, -1, &d, &error), NKT_E_DOMAIN, 3);
    refused(nkt_cost_compare(&o, &o, 0, NULL, &error), NKT_E_NULL, 4);
    o.var_cost = -1;
    refused(nkt_cost_compare(&o, &o, 0, &d, &error), NKT_E_DOMAIN, 1);
    ck_assert_double_eq(d.cost, 4711);
    refused(nkt_cost_frontier(NULL, 1, &c, 1, 2, u, 48, &error), NKT_E_NULL, 1);
    refused(nkt_cost_frontier(&c, 0, &c, 1, 2, u, 48, &error), NKT_E_COUNT, 2);
    refused(nkt_cost_frontier(&odd, 1, &c, 1, 2, u, 48, &error), NKT_E_TYPE, 1);
    refused(nkt_cost_frontier(&c, 1, NULL, 1, 2, u, 48, &error), NKT_E_NULL, 3);
    refused(nkt_cost_frontier(&c, 1, &c, -1, 2, u, 48, &error), NKT_E_COUNT, 4);
    refused(nkt_cost_frontier(&c, 1, &c, 1, -2, u, 48, &error), NKT_E_COUNT, 5);
    refused(nkt_cost_frontier(&c, 1, &c, 1, 2, NULL, 48, &error), NKT_E_NULL, 6);
    refused(nkt_cost_frontier(&c, 1, &c, 1, 2, u, 40, &error), NKT_E_STRIDE, 7);
    ck_assert_double_eq(u[0].input, 4711);
    refused(nkt_cost_payback(NAN, 1, 1, 1, 1, &p, &error), NKT_E_DOMAIN, 1);
    refused(nkt_cost_payback(1, -1, 1, 1, 1, &p, &error), NKT_E_DOMAIN, 2);
    refused(nkt_cost_payback(1, 1, 0, 1, 1, &p, &error), NKT_E_DOMAIN, 3);
    refused(nkt_cost_payback(1, 1, 1, -1, 1, &p, &error), NKT_E_DOMAIN, 4);
    refused(nkt_cost_payback(1, 1, 1, 1, NAN, &p, &error), NKT_E_DOMAIN, 5);
    refused(nkt_cost_payback(1, 1, 1, 1, 1, NULL, &error), NKT_E_NULL, 6);
    ck_assert_double_eq(p.saving, 4711);
}
END_TEST

Suite *nkt_suite_cost(void) {
    Suite *suite = suite_create("cost");
    TCase *tcase = tcase_create("cost");
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_test(tcase, sums_of_a_cohort);
    tcase_add_test(tcase, what_is_missing_stays_missing);
    tcase_add_test(tcase, bad_accounts_are_told);
    tcase_add_test(tcase, prices_of_one_year);
    tcase_add_test(tcase, fieller_is_its_definition);
    tcase_add_test(tcase, fieller_at_its_ends);
    tcase_add_test(tcase, fieller_of_a_half_line);
    tcase_add_test(tcase, cost_of_an_outcome);
    tcase_add_test(tcase, who_stands_where);
    tcase_add_test(tcase, bad_persons_and_no_persons);
    tcase_add_test(tcase, frontier_by_exhaustion);
    tcase_add_test(tcase, frontier_of_nothing_and_of_bad_units);
    tcase_add_test(tcase, meeting_places);
    tcase_add_test(tcase, follow_up_is_checked);
    tcase_add_test(tcase, the_others_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
