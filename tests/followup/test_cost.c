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
#include "nyckeltal/estimate.h"
#include "nyckeltal/realloc.h"

static nkt_error error;
static nkt_memory memory = NKT_MEMORY_REALLOC;

static void setup(void) {
    seed = 77;
}

static void teardown(void) {
    nkt_memory_free(&memory);
}

/* ---- follow-up ----------------------------------------------------------------------------------- */

enum { ROWS = 5, COLUMNS = 9 };

/* Two years of one cohort, one of another, a row of none, and a row that lacks its inhabitants. */
static double accounts[COLUMNS][ROWS] = {
    {100, 60, 40, 1e9, 7}, {300, 140, 60, 1e9, 3}, {NAN, NAN, 101, NAN, NAN},
    {10, 30, 5, 1e9, 0},   {90, 110, 45, 1e9, 2},  {1000, 1100, 500, 1, NAN},
    {20, 30, 10, 1, 1},    {18, 12, 8, 1, 1},      {250, 150, 100, 1, 16},
};
static const int8_t cohorts[ROWS] = {0, 0, 1, -1, 2};

static nkt_column inputs[COLUMNS];
static nkt_cost costs[ROWS];
static nkt_column of_cohorts;
static nkt_table table;

static void fill(void) {
    for (int k = 0; k < COLUMNS; k++) {
        inputs[k] = doubles(accounts[k]);
        inputs[k].id = NKT_COST_IN_ASSISTANCE + k;
    }
    of_cohorts = NKT_ARRAY(0, cohorts);
    table = (nkt_table){{NULL, &of_cohorts, ROWS, 3, 0, 0}, inputs, COLUMNS};
}

static nkt_status follow(int32_t kind) {
    fill();
    return nkt_cost_follow_up(&table, kind, costs, 0, &memory, &error);
}

START_TEST(sums_of_a_cohort) {
    ck_assert_int_eq(follow(NKT_COST_KIND_NET), NKT_OK);
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
    ck_assert_int_eq(costs[0].state, NKT_STATE_VALUE);
    ck_assert_int_eq(costs[0].flags, 0);
    ck_assert_double_eq(costs[1].gross,
                        100); /* the sum of its parts, and that it differs from 101 */
    ck_assert_int_eq(costs[1].flags, NKT_FLAG_PARTS_DIFFER);
    ck_assert_double_nan(costs[2].per_inhabitant);
    ck_assert_double_eq(costs[2].per_recipient, 10);
    follow(NKT_COST_KIND_GROSS);
    ck_assert_double_eq(costs[0].per_recipient, 12);
    ck_assert_double_eq(costs[0].deviation, 50);
    follow(NKT_COST_KIND_OWN);
    ck_assert_double_eq_tol(costs[0].per_recipient, 7.2, 1e-14);
    ck_assert_double_eq(costs[0].deviation, -10);
}
END_TEST

START_TEST(what_is_missing_stays_missing) {
    double both[] = {500, 700}, zero[] = {0};
    int32_t each[] = {1, 2}; /* as a factor of R */
    nkt_column two[] = {doubles(both), doubles(zero)}, by_row;
    nkt_table of = NKT_TABLE(two, 2);

    two[0].id = NKT_COST_IN_BOTH;
    two[1].id = NKT_COST_IN_INCOME;
    two[1].stride = 0;
    by_row = (nkt_column){.values = each, .stride = 4, .type = NKT_INT32_R};
    of.rows.groups = &by_row;
    of.rows.n_groups = 3;
    of.rows.first_group = 1;
    ck_assert_int_eq(nkt_cost_follow_up(&of, NKT_COST_KIND_NET, costs, 0, &memory, &error), NKT_OK);
    ck_assert_double_eq(costs[1].net, 700); /* each row is its own group */
    ck_assert_double_nan(costs[1].own);
    ck_assert_double_nan(costs[1].benefit_share);
    ck_assert_double_nan(costs[1].deviation);
    ck_assert_int_eq(costs[2].state, NKT_STATE_MISSING); /* nobody there */
    ck_assert_int_eq(costs[2].n_rows, 0);
    of.n_columns = 0;
    of.columns = NULL;
    ck_assert_int_eq(nkt_cost_follow_up(&of, NKT_COST_KIND_NET, costs, 0, &memory, &error), NKT_OK);
    ck_assert_double_nan(costs[0].gross);
    accounts[0][1] = NAN; /* one year of two: no sum of the other */
    follow(NKT_COST_KIND_NET);
    accounts[0][1] = 60;
    ck_assert_double_nan(costs[0].gross);
    ck_assert_double_nan(costs[0].per_recipient);
    ck_assert_double_eq(costs[1].gross, 100);
}
END_TEST

/* Without groups all rows are one, as everywhere; who is left out costs nothing; sums are exact. */
START_TEST(without_groups_all_are_one) {
    double amounts[] = {0x1p53, 1, 1, 1e300};
    int32_t include[] = {1, 1, 1, INT32_MIN};
    nkt_column all = doubles(amounts), in = {.values = include, .stride = 4, .type = NKT_INT32_R};
    nkt_table of = NKT_TABLE_OF(&all, 1, 4);
    struct {
        int8_t kind;
        nkt_cost cost;
    } own = {0};

    all.id = NKT_COST_IN_BOTH;
    of.rows.include = &in;
    ck_assert_int_eq(
        nkt_cost_follow_up(&of, NKT_COST_KIND_GROSS, &own.cost, sizeof own, &memory, &error),
        NKT_OK);
    ck_assert_double_eq(own.cost.gross, 0x1p53 + 2);
    ck_assert_int_eq(own.cost.n_rows, 3);
}
END_TEST

/* Costs go on as columns of whatever comes next, with their states. */
START_TEST(costs_are_columns_again) {
    nkt_column gross;
    double value;
    int32_t state;

    accounts[3][1] = -1;
    follow(NKT_COST_KIND_NET);
    accounts[3][1] = 30;
    gross = NKT_FIELD(0, costs, gross);
    gross.reasons = &costs[0].state;
    gross.flags = &costs[0].flags;
    gross.reasons_stride = sizeof costs[0];
    ck_assert_int_eq(nkt_column_get(&gross, 0, &value, &state, &error), NKT_OK);
    ck_assert_int_eq(state, NKT_STATE_INVALID);
    ck_assert_int_eq(nkt_column_get(&gross, 1, &value, &state, &error), NKT_OK);
    ck_assert_int_eq(state, NKT_STATE_VALUE);
    ck_assert_double_eq(value, 100);
}
END_TEST

START_TEST(bad_accounts_are_reported) {
    int64_t odd[ROWS] = {0, 0, 1, 7, 2};

    accounts[3][1] = -1;
    accounts[4][1] = INFINITY; /* the same row is counted once */
    ck_assert_int_eq(follow(NKT_COST_KIND_NET), NKT_ROWS_INVALID);
    accounts[3][1] = 30;
    accounts[4][1] = 110;
    ck_assert_str_eq(error.message, "table.columns[3]: row 1: -1 is negative");
    ck_assert_int_eq(error.item, 3);
    ck_assert_int_eq(error.id, NKT_COST_IN_INCOME);
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_int_eq(costs[0].state, NKT_STATE_INVALID);
    ck_assert_double_nan(costs[0].gross);
    ck_assert_double_eq(costs[1].gross, 100);
    of_cohorts = NKT_ARRAY(0, odd);
    ck_assert_int_eq(nkt_cost_follow_up(&table, NKT_COST_KIND_NET, costs, 0, &memory, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "table.rows.groups: row 3: 7 is no such code");
    ck_assert_double_eq(costs[0].gross, 600);
}
END_TEST

START_TEST(prices_of_one_year) {
    const double amounts[] = {100, -50, NAN, 10, INFINITY}, level[] = {250, 200, 200, 0, 200};
    const int8_t include[] = {1, 0, 1, 0, 0};
    const nkt_column a = doubles(amounts), i = doubles(level), in = NKT_ARRAY(0, include);
    nkt_rows rows = NKT_ROWS(5);
    struct {
        int8_t year;
        float price;
    } own[5];
    double out[5];

    ck_assert_int_eq(nkt_cost_prices(&a, &i, &rows, 300, &NKT_TO(out), &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "index: row 3: 0 is too small");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_double_eq_tol(out[0], 120, 1e-13);
    ck_assert_double_eq(out[1], -75);
    for (int k = 2; k < 5; k++)
        ck_assert_double_nan(out[k]);
    rows.include = &in;
    ck_assert_int_eq(nkt_cost_prices(&a, &i, &rows, 300, &NKT_TO_FIELD(own, price), &error),
                     NKT_OK);
    ck_assert_float_eq(own[0].price, 120);
    for (int k = 1; k < 5; k++)
        ck_assert_float_nan(own[k].price);
}
END_TEST

/* ---- Fieller --------------------------------------------------------------------------------------- */

/* Student's t for 95 %: with 10 degrees of freedom, from printed tables; and normal. */
#define T_10   2.228138851964939
#define NORMAL 1.959963984540054

static nkt_status fieller(double x, double y, double var_x, double var_y, double cov, double df,
                          double confidence, nkt_fieller *out) {
    const nkt_fieller_input input = {x, y, var_x, var_y, cov, df};
    const nkt_cost_options options = {.size = sizeof options, .confidence = confidence};

    return nkt_cost_fieller(&input, &options, out, &error);
}

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
        ck_assert_int_eq(fieller(x, y, all[0], all[1], cov, df, 0.95, &f), NKT_OK);
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

    fieller(6, 2, 1, 0, 0, INFINITY, 0, &f); /* a known denominator */
    ck_assert_int_eq(f.kind, NKT_FIELLER_BOUNDED);
    ck_assert_double_eq_tol(f.lower, 3 - NORMAL / 2, 1e-12);
    ck_assert_double_eq_tol(f.upper, 3 + NORMAL / 2, 1e-12);
    fieller(6, 0, 1, 1, 0, INFINITY, 0, &f);
    ck_assert_double_nan(f.ratio);
    ck_assert_int_eq(f.kind, NKT_FIELLER_OUTSIDE); /* it is large, but its sign is not known */
    ck_assert_double_eq_tol(f.lower, -f.upper, 1e-12);
    ck_assert_double_gt(f.lower, 0);
    fieller(0, 0, 1, 1, 0, INFINITY, 0, &f);
    ck_assert_int_eq(f.kind, NKT_FIELLER_WHOLE_LINE);
    fieller(3, 0, 1, 0, 0, INFINITY, 0, &f); /* x / 0 for certain */
    ck_assert_int_eq(f.kind, NKT_FIELLER_NONE);
    ck_assert_double_nan(f.lower);
    fieller(NAN, 2, 1, 1, 0, 5, 0, &f);
    ck_assert_int_eq(f.kind, NKT_FIELLER_NONE);
    ck_assert_double_nan(f.ratio);
    fieller(6e300, 2e300, 1e300, 1e300, 1e299, 5, 0, &f); /* nothing overflows */
    ck_assert_int_eq(f.kind, NKT_FIELLER_BOUNDED);
    ck_assert_double_eq_tol(f.lower, 3, 1e-12);
    fieller(0, 1e308, 0, 0, 0, 5, 0, &f);
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
        fieller(0, 1, 1, 0, 0, INFINITY, confidence, &f);
        y = f.upper; /* t */
        ck_assert_int_eq(fieller(sign * 9, y, 1, 1, 0, INFINITY, confidence, &f), NKT_OK);
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
    const nkt_frontier_units units = {NKT_ROWS(UNITS), in, of, IN, OUT};
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
    ck_assert_int_eq(nkt_cost_frontier(&units, f, 0, &error), NKT_OK);
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
        ck_assert_double_eq(f[u].input, 100 * input); /* per cent */
        ck_assert_int_eq(f[u].state, NKT_STATE_VALUE);
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
    nkt_frontier_units units = {NKT_ROWS(6), &in, &of, 1, 1};
    nkt_frontier f[6];

    ck_assert_int_eq(nkt_cost_frontier(&units, f, 0, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "units.outputs[0]: row 4: infinity is no finite number");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_double_eq(f[0].input, 100); /* nothing for nothing */
    ck_assert_double_eq(f[1].input, 0);   /* something for nothing: unit 0 does as well */
    ck_assert_int_eq(f[1].input_peer, 0);
    ck_assert_double_eq(f[2].output, 1);
    ck_assert_double_nan(f[3].input); /* lacks a number; and nobody's peer */
    ck_assert_int_eq(f[3].input_peer, -1);
    ck_assert_int_eq(f[3].state, NKT_STATE_MISSING);
    ck_assert_double_nan(f[5].output);
    ck_assert_int_eq(f[5].state, NKT_STATE_INVALID);
    x[2] = 2; /* now 5 comes of what unit 1 spends for nothing */
    units.rows.n_rows = 3;
    nkt_cost_frontier(&units, f, 0, &error);
    ck_assert_double_eq(f[1].output, INFINITY);
    ck_assert_int_eq(f[1].output_peer, 2);
    units.rows.n_rows = 0;
    ck_assert_int_eq(nkt_cost_frontier(&units, NULL, 0, &error), NKT_OK);
}
END_TEST

/* Who is left out is nobody's peer: the country beside its municipalities. */
START_TEST(frontier_of_some) {
    int32_t x[] = {10, 8, 4}, y[] = {5, 4, 4};
    int8_t include[] = {1, 1, 0};
    nkt_column in = NKT_ARRAY(0, x), of = NKT_ARRAY(0, y), taking_part = NKT_ARRAY(0, include);
    nkt_frontier_units units = {NKT_ROWS(3), &in, &of, 1, 1};
    struct {
        nkt_frontier frontier;
        int8_t other;
    } own[3];

    ck_assert_int_eq(nkt_cost_frontier(&units, &own[0].frontier, sizeof own[0], &error), NKT_OK);
    ck_assert_double_eq(own[1].frontier.input, 50);
    ck_assert_int_eq(own[1].frontier.input_peer, 2);
    units.rows.include = &taking_part;
    ck_assert_int_eq(nkt_cost_frontier(&units, &own[0].frontier, sizeof own[0], &error), NKT_OK);
    ck_assert_double_eq(own[1].frontier.input, 100);
    ck_assert_int_eq(own[2].frontier.state, NKT_STATE_NOT_APPLICABLE);
    ck_assert_double_nan(own[2].frontier.input);
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

static void refused(nkt_status got, nkt_status status, const char *subject) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.status, status);
    ck_assert_str_eq(error.subject, subject);
    ck_assert_int_gt(error.argument, 0);
    ck_assert_int_ne(error.reason, NKT_REASON_NONE);
}

static int32_t does_not_grow(nkt_memory *lent, size_t needed) {
    (void)lent;
    (void)needed;
    return 0;
}

START_TEST(follow_up_is_checked) {
    nkt_column odd[2];
    nkt_memory none = {0}, stiff = {.grow = does_not_grow}, crooked = {0};
    nkt_table of;

    fill();
    costs[0].gross = 4711;
#define FOLLOW(of, kind, to, stride, lent) nkt_cost_follow_up(of, kind, to, stride, lent, &error)
    refused(FOLLOW(NULL, 1, costs, 0, &memory), NKT_E_NULL, "table");
    of = (nkt_table)NKT_TABLE_OF(NULL, 1, 2);
    refused(FOLLOW(&of, 1, costs, 0, &memory), NKT_E_NULL, "table.columns");
    of = (nkt_table)NKT_TABLE_OF(inputs, -1, 2);
    refused(FOLLOW(&of, 1, costs, 0, &memory), NKT_E_COUNT, "table.n_columns");
    of = (nkt_table)NKT_TABLE_OF(inputs, 1, -2);
    refused(FOLLOW(&of, 1, costs, 0, &memory), NKT_E_COUNT, "table.rows.n_rows");
    of = (nkt_table)NKT_TABLE_OF(inputs, 1, 2);
    of.rows.n_groups = 3; /* of which nothing says which rows they have */
    refused(FOLLOW(&of, 1, costs, 0, &memory), NKT_E_COUNT, "table.rows.n_groups");
    of = table;
    of.rows.n_groups = -1;
    refused(FOLLOW(&of, 1, costs, 0, &memory), NKT_E_COUNT, "table.rows.n_groups");
    refused(FOLLOW(&table, 4, costs, 0, &memory), NKT_E_ID, "kind");
    refused(FOLLOW(&table, 0, costs, 0, &memory), NKT_E_ID, "kind");
    refused(FOLLOW(&table, 1, NULL, 0, &memory), NKT_E_NULL, "out");
    refused(FOLLOW(&table, 1, costs, 95, &memory), NKT_E_STRIDE, "stride");
    refused(FOLLOW(&table, 1, costs, 0, NULL), NKT_E_NULL, "work");
    refused(FOLLOW(&table, 1, costs, 0, &none), NKT_E_CAPACITY, "work");
    ck_assert_int_eq(error.reason, NKT_REASON_TOO_LITTLE_ROOM);
    ck_assert_int_eq(error.argument, 5);
    refused(FOLLOW(&table, 1, costs, 0, &stiff), NKT_E_CAPACITY, "work");
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_GROWN);
    ck_assert_uint_eq(stiff.needed, none.needed);
    none.data = malloc(none.needed + 8);
    crooked.data = (char *)none.data + 1;
    crooked.size = none.needed;
    refused(FOLLOW(&table, 1, costs, 0, &crooked), NKT_E_ALIGNMENT, "work");
    of = (nkt_table)NKT_TABLE(odd, 2);
    odd[0] = odd[1] = inputs[0];
    refused(FOLLOW(&of, 1, costs, 0, &memory), NKT_E_DUPLICATE, "table.columns[1]");
    odd[1].id = 10;
    refused(FOLLOW(&of, 1, costs, 0, &memory), NKT_E_ID, "table.columns[1]");
    ck_assert_int_eq(error.item, 1);
    odd[1].id = NKT_COST_KIND_NET; /* a kind is no column */
    refused(FOLLOW(&of, 1, costs, 0, &memory), NKT_E_ID, "table.columns[1]");
    odd[0].type = 99;
    refused(FOLLOW(&of, 1, costs, 0, &memory), NKT_E_TYPE, "table.columns[0]");
    of = table;
    of.rows.n_rows = INT64_MAX;
    refused(FOLLOW(&of, 1, costs, 0, &memory), NKT_E_SIZE, "work");
    ck_assert_double_eq(costs[0].gross, 4711);
    none.size = none.needed;
    ck_assert_int_eq(FOLLOW(&table, 1, costs, 0, &none), NKT_OK);
    free(none.data);
}
END_TEST

START_TEST(the_others_are_checked) {
    double x[] = {1, 2}, out[2] = {4711, 4711};
    int8_t whole[2];
    const nkt_column c = doubles(x);
    const nkt_rows rows = NKT_ROWS(2);
    const nkt_target to = NKT_TO(out);
    nkt_target narrow = to;
    nkt_rows with = rows, less = NKT_ROWS(-2), in_groups = rows;
    nkt_column odd = c;
    nkt_cost_options bad = {.size = sizeof bad, .confidence = 2};
    nkt_fieller f = {.ratio = 4711};
    nkt_cost_outcome o = {.cost = 4711, .n = 5};
    nkt_cost_incremental d = {.cost = 4711};
    nkt_payback p = {.saving = 4711};

    odd.type = 99;
    with.include = &odd;
    in_groups.groups = &c;
    narrow.stride = 4;
#define PRICES(a, i, r, b, to) nkt_cost_prices(a, i, r, b, to, &error)
    refused(PRICES(NULL, &c, &rows, 1, &to), NKT_E_NULL, "amounts");
    refused(PRICES(&c, NULL, &rows, 1, &to), NKT_E_NULL, "index");
    refused(PRICES(&odd, &c, &rows, 1, &to), NKT_E_TYPE, "amounts");
    refused(PRICES(&c, &odd, &rows, 1, &to), NKT_E_TYPE, "index");
    refused(PRICES(&c, &c, NULL, 1, &to), NKT_E_NULL, "rows");
    refused(PRICES(&c, &c, &less, 1, &to), NKT_E_COUNT, "rows.n_rows");
    refused(PRICES(&c, &c, &with, 1, &to), NKT_E_TYPE, "rows.include");
    refused(PRICES(&c, &c, &in_groups, 1, &to), NKT_E_OPTION, "rows.groups");
    refused(PRICES(&c, &c, &rows, 0, &to), NKT_E_DOMAIN, "base");
    refused(PRICES(&c, &c, &rows, INFINITY, &to), NKT_E_DOMAIN, "base");
    refused(PRICES(&c, &c, &rows, 1, NULL), NKT_E_NULL, "out");
    refused(PRICES(&c, &c, &rows, 1, &narrow), NKT_E_STRIDE, "out");
    refused(PRICES(&c, &c, &rows, 1, &NKT_TO(whole)), NKT_E_TYPE, "out");
    ck_assert_double_eq(out[0], 4711);
    refused(fieller(INFINITY, 1, 1, 1, 0, 5, 0, &f), NKT_E_DOMAIN, "input.x");
    refused(fieller(1, INFINITY, 1, 1, 0, 5, 0, &f), NKT_E_DOMAIN, "input.y");
    refused(fieller(1, 1, -1, 1, 0, 5, 0, &f), NKT_E_DOMAIN, "input.var_x");
    refused(fieller(1, 1, 1, INFINITY, 0, 5, 0, &f), NKT_E_DOMAIN, "input.var_y");
    refused(fieller(1, 1, 1, 1, 1.1, 5, 0, &f), NKT_E_DOMAIN, "input.cov");
    refused(fieller(1, 1, 1, 1, 0, 0.5, 0, &f), NKT_E_DOMAIN, "input.df");
    refused(fieller(1, 1, 1, 1, 0, NAN, 0, &f), NKT_E_DOMAIN, "input.df");
    refused(fieller(1, 1, 1, 1, 0, 5, 1, &f), NKT_E_OPTION, "options.confidence");
    refused(fieller(1, 1, 1, 1, 0, 5, 0, NULL), NKT_E_NULL, "out");
    refused(nkt_cost_fieller(NULL, NULL, &f, &error), NKT_E_NULL, "input");
    ck_assert_double_eq(f.ratio, 4711);
#define OUTCOME(c, e, r, o, to) nkt_cost_per_outcome(c, e, r, o, to, &error)
    refused(OUTCOME(NULL, &c, &rows, NULL, &o), NKT_E_NULL, "costs");
    refused(OUTCOME(&c, NULL, &rows, NULL, &o), NKT_E_NULL, "outcomes");
    refused(OUTCOME(&odd, &c, &rows, NULL, &o), NKT_E_TYPE, "costs");
    refused(OUTCOME(&c, &odd, &rows, NULL, &o), NKT_E_TYPE, "outcomes");
    refused(OUTCOME(&c, &c, &with, NULL, &o), NKT_E_TYPE, "rows.include");
    refused(OUTCOME(&c, &c, &in_groups, NULL, &o), NKT_E_OPTION, "rows.groups");
    refused(OUTCOME(&c, &c, NULL, NULL, &o), NKT_E_NULL, "rows");
    refused(OUTCOME(&c, &c, &less, NULL, &o), NKT_E_COUNT, "rows.n_rows");
    refused(OUTCOME(&c, &c, &rows, &bad, &o), NKT_E_OPTION, "options.confidence");
    refused(OUTCOME(&c, &c, &rows, NULL, NULL), NKT_E_NULL, "out");
    ck_assert_double_eq(o.cost, 4711);
    refused(nkt_cost_compare(NULL, &o, NULL, &d, &error), NKT_E_NULL, "first");
    refused(nkt_cost_compare(&o, NULL, NULL, &d, &error), NKT_E_NULL, "second");
    bad.confidence = -1;
    refused(nkt_cost_compare(&o, &o, &bad, &d, &error), NKT_E_OPTION, "options.confidence");
    bad = (nkt_cost_options){.size = sizeof bad, .reserved = 1};
    refused(nkt_cost_compare(&o, &o, &bad, &d, &error), NKT_E_OPTION, "options.reserved");
    bad.size = 0;
    refused(nkt_cost_compare(&o, &o, &bad, &d, &error), NKT_E_OPTIONS_SIZE, "options.size");
    refused(nkt_cost_compare(&o, &o, NULL, NULL, &error), NKT_E_NULL, "out");
    o.var_cost = -1;
    refused(nkt_cost_compare(&o, &o, NULL, &d, &error), NKT_E_DOMAIN, "first.var_cost");
    ck_assert_int_eq(error.argument, 1);
    o.var_cost = 1;
    {
        nkt_cost_outcome twisted = o;
        twisted.cov = 1;
        refused(nkt_cost_compare(&o, &twisted, NULL, &d, &error), NKT_E_DOMAIN, "second.cov");
        ck_assert_int_eq(error.argument, 2);
        twisted.n = -1;
        refused(nkt_cost_compare(&o, &twisted, NULL, &d, &error), NKT_E_COUNT, "second.n");
    }
    ck_assert_double_eq(d.cost, 4711);
    refused(nkt_cost_payback(NAN, 1, 1, 1, 1, &p, &error), NKT_E_DOMAIN, "saving_per_case");
    refused(nkt_cost_payback(1, -1, 1, 1, 1, &p, &error), NKT_E_DOMAIN, "cases");
    refused(nkt_cost_payback(1, 1, 0, 1, 1, &p, &error), NKT_E_DOMAIN, "period");
    refused(nkt_cost_payback(1, 1, 1, -1, 1, &p, &error), NKT_E_DOMAIN, "cost");
    refused(nkt_cost_payback(1, 1, 1, 1, NAN, &p, &error), NKT_E_DOMAIN, "limit");
    refused(nkt_cost_payback(1, 1, 1, 1, 1, NULL, &error), NKT_E_NULL, "out");
    ck_assert_double_eq(p.saving, 4711);
}
END_TEST

START_TEST(frontiers_are_checked) {
    double x[] = {1, 2};
    const nkt_column c = doubles(x);
    nkt_column odd = c;
    const nkt_frontier_units units = {NKT_ROWS(2), &c, &c, 1, 1};
    nkt_frontier_units bad;
    nkt_frontier u[2] = {{.input = 4711}, {.input = 4711}};

    odd.type = 99;
#define WITHOUT(member, to, status, path)                                                          \
    bad = units;                                                                                   \
    bad.member = to;                                                                               \
    refused(nkt_cost_frontier(&bad, u, 0, &error), status, path)
    WITHOUT(inputs, NULL, NKT_E_NULL, "units.inputs");
    WITHOUT(n_inputs, 0, NKT_E_COUNT, "units.n_inputs");
    WITHOUT(inputs, &odd, NKT_E_TYPE, "units.inputs[0]");
    WITHOUT(outputs, NULL, NKT_E_NULL, "units.outputs");
    WITHOUT(n_outputs, -1, NKT_E_COUNT, "units.n_outputs");
    WITHOUT(rows.n_rows, -2, NKT_E_COUNT, "units.rows.n_rows");
    WITHOUT(rows.groups, &c, NKT_E_OPTION, "units.rows.groups");
    refused(nkt_cost_frontier(NULL, u, 0, &error), NKT_E_NULL, "units");
    refused(nkt_cost_frontier(&units, NULL, 0, &error), NKT_E_NULL, "out");
    refused(nkt_cost_frontier(&units, u, 40, &error), NKT_E_STRIDE, "stride");
    ck_assert_double_eq(u[0].input, 4711);
}
END_TEST

Suite *nkt_suite_cost(void) {
    Suite *suite = suite_create("cost");
    TCase *tcase = tcase_create("cost");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, sums_of_a_cohort);
    tcase_add_test(tcase, what_is_missing_stays_missing);
    tcase_add_test(tcase, without_groups_all_are_one);
    tcase_add_test(tcase, costs_are_columns_again);
    tcase_add_test(tcase, bad_accounts_are_reported);
    tcase_add_test(tcase, prices_of_one_year);
    tcase_add_test(tcase, fieller_is_its_definition);
    tcase_add_test(tcase, fieller_at_its_ends);
    tcase_add_test(tcase, fieller_of_a_half_line);
    tcase_add_test(tcase, cost_of_an_outcome);
    tcase_add_test(tcase, confidence_of_costs);
    tcase_add_test(tcase, who_stands_where);
    tcase_add_test(tcase, bad_persons_and_no_persons);
    tcase_add_test(tcase, frontier_by_exhaustion);
    tcase_add_test(tcase, frontier_of_nothing_and_of_bad_units);
    tcase_add_test(tcase, frontier_of_some);
    tcase_add_test(tcase, meeting_places);
    tcase_add_test(tcase, follow_up_is_checked);
    tcase_add_test(tcase, the_others_are_checked);
    tcase_add_test(tcase, frontiers_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
