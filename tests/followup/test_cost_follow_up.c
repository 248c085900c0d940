/*
 * Follow-up of costs against sums by hand, and amounts in the prices of one year.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/cost_help.h"

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
    of_cohorts = NKT_ARRAY_N(0, cohorts, 0);
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
    ck_assert_str_eq(error.message,
                     "table.rows.groups: row 3: 7 is no such code, the last one is 2");
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

/* ---- what is refused ------------------------------------------------------------------------------------ */

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

Suite *nkt_suite_cost_follow_up(void) {
    Suite *suite = suite_create("cost_follow_up");
    TCase *tcase = tcase_create("cost_follow_up");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, sums_of_a_cohort);
    tcase_add_test(tcase, what_is_missing_stays_missing);
    tcase_add_test(tcase, without_groups_all_are_one);
    tcase_add_test(tcase, costs_are_columns_again);
    tcase_add_test(tcase, bad_accounts_are_reported);
    tcase_add_test(tcase, prices_of_one_year);
    tcase_add_test(tcase, follow_up_is_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
