/*
 * Recruiting need by area of operation, by hand and against a reference that counts pairs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <float.h>

#include "figures/need_call.h"

typedef struct area_row {
    double older, all;
    int32_t older_state, all_state;
    nkt_estimate need[4];
    double rank;
} area_row;

static nkt_status ask(area_row *rows, int64_t n, const int64_t *groups, double horizon,
                      const nkt_options *options, nkt_error *error) {
    nkt_column inputs[] = {NKT_FIELD(NKT_IN_EMPLOYEES, rows, all),
                           NKT_FIELD(NKT_IN_EMPLOYEES_55_64, rows, older)};
    const nkt_column group = NKT_ARRAY_N(0, groups, 0);
    nkt_table table = NKT_TABLE(inputs, n);
    nkt_memory work = {.data = buffer, .size = sizeof buffer};

    inputs[0].reasons = &rows[0].all_state;
    inputs[1].reasons = &rows[0].older_state;
    inputs[0].reasons_stride = inputs[1].reasons_stride = sizeof rows[0];
    if (groups) {
        table.rows.groups = &group;
        table.rows.n_groups = 1000;
    }
    return nkt_recruiting_need(&table, horizon, options,
                               AT(rows[0].need, sizeof rows[0], sizeof rows[0].need[0]),
                               TO(&rows[0].rank, sizeof rows[0]), &work, error);
}

START_TEST(by_hand) {
    area_row rows[5] = {{.older = 30, .all = 100},
                        {.older = 60, .all = 120},
                        {.older = 30, .all = 60},
                        {.older = 0, .all = 10},
                        {.older = 30, .all = 40}};
    static const double ranks[] = {2, 1, 2, 5, 2};
    nkt_estimate share;

    ck_assert_int_eq(ask(rows, 5, NULL, 0, NULL, NULL), NKT_OK);
    for (int r = 0; r < 5; r++) {
        ck_assert_double_eq(rows[r].rank, ranks[r]);
        ck_assert_double_eq(rows[r].need[NKT_ITEM_NEED_NUMBER].value, rows[r].older);
        nkt_share(rows[r].older, rows[r].all, NULL, &share, NULL);
        ck_assert_same(rows[r].need[NKT_ITEM_NEED_SHARE], share, "share");
        ck_assert_double_eq(rows[r].need[NKT_ITEM_NEED_PART].value, 100 * rows[r].older / 150);
        ck_assert_double_eq(rows[r].need[NKT_ITEM_NEED_PART].basis, 150);
        ck_assert(isnan(rows[r].need[NKT_ITEM_NEED_PART].lower));
        ck_assert_int_eq(rows[r].need[NKT_ITEM_NEED_PART].flags, 0);
        ck_assert_double_eq(rows[r].need[NKT_ITEM_NEED_PER_YEAR].value, rows[r].older / 10);
        ck_assert(isnan(rows[r].need[NKT_ITEM_NEED_NUMBER].lower));
    }
    ck_assert_int_eq(ask(rows, 5, NULL, 12, NULL, NULL), NKT_OK);
    ck_assert_double_eq(rows[1].need[NKT_ITEM_NEED_PER_YEAR].value, 5);
    ck_assert_int_eq(NKT_NEED_HORIZON, 10);
}
END_TEST

START_TEST(a_missing_area_makes_the_sum_partial) {
    area_row rows[4] = {{.older = 30, .all = 100},
                        {.older = NAN, .all = 120},
                        {.older = 10, .all = NAN},
                        {.older = 7, .all = 70, .older_state = NKT_STATE_NOT_APPLICABLE}};

    ck_assert_int_eq(ask(rows, 4, NULL, 0, NULL, NULL), NKT_OK);
    ck_assert_double_eq(rows[0].need[NKT_ITEM_NEED_PART].value, 75);
    ck_assert_int_eq(rows[0].need[NKT_ITEM_NEED_PART].flags, NKT_FLAG_PARTIAL);
    ck_assert_int_eq(rows[1].need[NKT_ITEM_NEED_PART].state, NKT_STATE_MISSING);
    ck_assert_int_eq(rows[1].need[NKT_ITEM_NEED_PART].flags, 0);
    ck_assert(isnan(rows[1].rank));
    ck_assert_int_eq(rows[2].need[NKT_ITEM_NEED_SHARE].state, NKT_STATE_MISSING);
    ck_assert_double_eq(rows[2].need[NKT_ITEM_NEED_PART].value, 25);
    ck_assert_double_eq(rows[2].rank, 2);
    ck_assert_int_eq(rows[3].need[NKT_ITEM_NEED_PART].state, NKT_STATE_NOT_APPLICABLE);
    ck_assert(isnan(rows[3].rank));
    /* what does not apply is no member of the sum */
    rows[1].older = 60;
    ck_assert_int_eq(ask(rows, 4, NULL, 0, NULL, NULL), NKT_OK);
    ck_assert_int_eq(rows[0].need[NKT_ITEM_NEED_PART].flags, 0);
    ck_assert_double_eq(rows[0].need[NKT_ITEM_NEED_PART].value, 30);
}
END_TEST

START_TEST(a_secret_area_makes_every_part_secret) {
    area_row rows[3] = {{.older = 30, .all = 100},
                        {.older = 20, .all = 120, .older_state = NKT_STATE_SECRET},
                        {.older = -4, .all = 50}};
    nkt_error error;

    ck_assert_int_eq(ask(rows, 3, NULL, 0, NULL, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "employees_55_64: row 2: -4 is negative");
    ck_assert_int_eq(error.item, 1);
    for (int r = 0; r < 3; r++)
        ck_assert_int_eq(rows[r].need[NKT_ITEM_NEED_PART].state, NKT_STATE_SECRET);
    ck_assert_double_eq(rows[0].need[NKT_ITEM_NEED_NUMBER].value, 30);
    ck_assert_double_eq(rows[0].rank, 1);
    rows[1].older_state = 0;
    ck_assert_int_eq(ask(rows, 3, NULL, 0, NULL, &error), NKT_ROWS_INVALID);
    for (int r = 0; r < 3; r++)
        ck_assert_int_eq(rows[r].need[NKT_ITEM_NEED_PART].state, NKT_STATE_INVALID);
    ck_assert(isnan(rows[2].rank));
}
END_TEST

START_TEST(nobody_to_replace_is_no_denominator) {
    area_row rows[2] = {{.older = 0, .all = 100}, {.older = 0, .all = 0}};
    nkt_options options = {.size = sizeof options, .minimum_basis = 5};

    ck_assert_int_eq(ask(rows, 2, NULL, 0, NULL, NULL), NKT_OK);
    for (int r = 0; r < 2; r++) {
        ck_assert_int_eq(rows[r].need[NKT_ITEM_NEED_PART].state, NKT_STATE_NO_DENOMINATOR);
        ck_assert_double_eq(rows[r].rank, 1);
    }
    ck_assert_int_eq(rows[1].need[NKT_ITEM_NEED_SHARE].state, NKT_STATE_NO_DENOMINATOR);
    rows[0].older = 4;
    ck_assert_int_eq(ask(rows, 2, NULL, 0, &options, NULL), NKT_OK);
    ck_assert_int_eq(rows[0].need[NKT_ITEM_NEED_PART].flags, NKT_FLAG_BASIS_BELOW_MINIMUM);
}
END_TEST

START_TEST(more_than_all_is_flagged_or_invalid) {
    area_row rows[2] = {{.older = 30, .all = 20}, {.older = 1, .all = 20}};
    nkt_options options = {.size = sizeof options, .part_above_whole = NKT_PART_ABOVE_INVALID};
    nkt_error error;

    ck_assert_int_eq(ask(rows, 2, NULL, 0, NULL, &error), NKT_OK);
    ck_assert_int_eq(rows[0].need[NKT_ITEM_NEED_SHARE].flags, NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR);
    ck_assert_int_eq(ask(rows, 2, NULL, 0, &options, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "employees_55_64: row 0: 30 is more than its whole");
    ck_assert_int_eq(rows[0].need[NKT_ITEM_NEED_SHARE].state, NKT_STATE_INVALID);
    ck_assert_double_eq(rows[0].need[NKT_ITEM_NEED_NUMBER].value, 30);
}
END_TEST

START_TEST(a_sum_beyond_all_numbers_is_invalid) {
    area_row rows[3] = {{.older = 1, .all = 2},
                        {.older = DBL_MAX, .all = DBL_MAX},
                        {.older = DBL_MAX, .all = DBL_MAX}};
    const int64_t groups[] = {0, 1, 1};
    nkt_error error;

    ck_assert_int_eq(ask(rows, 3, groups, 0, NULL, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "employees_55_64: row 1: the sum of its municipality is "
                                    "beyond the largest number");
    ck_assert_double_eq(rows[0].need[NKT_ITEM_NEED_PART].value, 100);
    ck_assert_int_eq(rows[1].need[NKT_ITEM_NEED_PART].state, NKT_STATE_INVALID);
}
END_TEST

/* ---- against a reference ---------------------------------------------------------------------------------- */

static nkt_estimate part_of(const area_row *rows, const int64_t *groups, int r) {
    double sum = 0;
    int state = NKT_STATE_VALUE, missing = 0;
    nkt_estimate part;

    if (groups[r] < 0)
        return none(nkt_state_worst(rows[r].older_state, NKT_STATE_MISSING));
    for (int s = 0; s < MOST; s++) {
        int32_t other = rows[s].older_state;
        if (groups[s] != groups[r] || other == NKT_STATE_NOT_APPLICABLE)
            continue;
        if (other == NKT_STATE_VALUE)
            sum += rows[s].older;
        else if (other == NKT_STATE_SECRET)
            state = other;
        else
            missing = 1;
    }
    state = nkt_state_worst(state, rows[r].older_state);
    if (state == NKT_STATE_VALUE && sum == 0)
        state = NKT_STATE_NO_DENOMINATOR;
    if (state != NKT_STATE_VALUE)
        return none(state);
    part = (nkt_estimate){100 * rows[r].older / sum, NAN, NAN, sum, state, 0};
    part.flags = missing ? NKT_FLAG_PARTIAL : 0;
    return part;
}

static double rank_of(const area_row *rows, const int64_t *groups, int r) {
    double rank = 1;
    if (groups[r] < 0 || rows[r].older_state != NKT_STATE_VALUE)
        return NAN;
    for (int s = 0; s < MOST; s++)
        rank += groups[s] == groups[r] && rows[s].older_state == NKT_STATE_VALUE &&
                rows[s].older > rows[r].older;
    return rank;
}

START_TEST(many_municipalities_agree_with_the_reference) {
    static area_row rows[MOST];
    static int64_t groups[MOST];
    uint64_t seed = 21;
    int partial = 0, secret = 0;

    for (int r = 0; r < MOST; r++) {
        groups[r] = draw(&seed, 250) - 1; /* in any order, some large, -1 for none */
        if (groups[r] > 240)
            groups[r] = 999;
        rows[r].all = draw(&seed, 60);
        rows[r].older = rows[r].all > 0 ? draw(&seed, (int)rows[r].all + 1) : 0;
        rows[r].older_state = draw_state(&seed);
        rows[r].all_state = draw_state(&seed);
    }
    ck_assert_int_eq(ask(rows, MOST, groups, 0, NULL, NULL), NKT_OK);
    for (int r = 0; r < MOST; r++) {
        nkt_estimate part = part_of(rows, groups, r);
        nkt_estimate share =
            share_of(rows[r].older, rows[r].older_state, rows[r].all, rows[r].all_state, NULL);
        ck_assert_same(rows[r].need[NKT_ITEM_NEED_PART], part, "part");
        ck_assert_same(rows[r].need[NKT_ITEM_NEED_SHARE], share, "share");
        ck_assert(same_number(rows[r].rank, rank_of(rows, groups, r)));
        ck_assert_int_eq(rows[r].need[NKT_ITEM_NEED_NUMBER].state, rows[r].older_state);
        partial += part.flags == NKT_FLAG_PARTIAL;
        secret += part.state == NKT_STATE_SECRET;
    }
    ck_assert(partial > 20 && secret > 20);
}
END_TEST

/* ---- bad calls ------------------------------------------------------------------------------------------------ */

/* An unknown group number is bad data of its row; a row left out is of no municipality, and not bad. */
START_TEST(groups_are_numbers_of_groups) {
    need_call c;
    nkt_error error;
    const int8_t include[] = {1, 1, 0};
    const nkt_column included = NKT_ARRAY(0, include);

    good_call(&c);
    c.groups[1] = -2;
    ck_assert_int_eq(run(&c, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message,
                     "table.rows.groups: row 1: -2 is no such code, the last one is 1");
    ck_assert_int_eq(error.row, 1);
    ck_assert(isnan(c.ranks[1]));
    ck_assert_int_eq(c.out[1][NKT_ITEM_NEED_PART].state, NKT_STATE_MISSING);
    ck_assert_double_eq(c.ranks[2], 1);
    good_call(&c);
    c.table.rows.include = &included;
    c.table.rows.first_group = 1; /* as in R */
    c.groups[0] = 1;
    c.groups[1] = 1;
    c.groups[2] = 77;
    c.older[2] = -5;
    ck_assert_int_eq(run(&c, &error), NKT_OK);
    ck_assert_double_eq(c.ranks[1], 1);
    ck_assert_double_eq(c.ranks[0], 2);
    ck_assert_double_eq(c.out[1][NKT_ITEM_NEED_PART].value, 100);
    ck_assert(isnan(c.ranks[2]));
    for (int k = 0; k < 4; k++)
        ck_assert_int_eq(c.out[2][k].state, NKT_STATE_NOT_APPLICABLE);
}
END_TEST

/* 2^53 and two more by one: added one by one they would be lost. */
START_TEST(sums_are_exact) {
    area_row rows[3] = {
        {.older = 0x1p53, .all = 0x1p54}, {.older = 1, .all = 2}, {.older = 1, .all = 2}};

    ck_assert_int_eq(ask(rows, 3, NULL, 0, NULL, NULL), NKT_OK);
    ck_assert_double_eq(rows[0].need[NKT_ITEM_NEED_PART].basis, 0x1p53 + 2);
}
END_TEST

/* The need of a municipality that rests on a partial number is partial, in all of its areas. */
START_TEST(flags_reach_the_municipality) {
    const int32_t flags[] = {NKT_FLAG_PARTIAL, 0, 0};
    need_call c;

    good_call(&c);
    c.groups[0] = 1;
    c.inputs[1].flags = flags;
    c.inputs[1].reasons_stride = sizeof flags[0];
    ck_assert_int_eq(run(&c, NULL), NKT_OK);
    ck_assert_int_eq(c.out[0][NKT_ITEM_NEED_NUMBER].flags, NKT_FLAG_PARTIAL);
    ck_assert_int_eq(c.out[2][NKT_ITEM_NEED_NUMBER].flags, 0);
    ck_assert_int_eq(c.out[2][NKT_ITEM_NEED_PART].flags, NKT_FLAG_PARTIAL);
}
END_TEST

Suite *nkt_suite_demography(void) {
    Suite *suite = suite_create("demography");
    TCase *tcase = tcase_create("demography");
    tcase_add_test(tcase, by_hand);
    tcase_add_test(tcase, a_missing_area_makes_the_sum_partial);
    tcase_add_test(tcase, a_secret_area_makes_every_part_secret);
    tcase_add_test(tcase, nobody_to_replace_is_no_denominator);
    tcase_add_test(tcase, more_than_all_is_flagged_or_invalid);
    tcase_add_test(tcase, a_sum_beyond_all_numbers_is_invalid);
    tcase_add_test(tcase, many_municipalities_agree_with_the_reference);
    tcase_add_test(tcase, groups_are_numbers_of_groups);
    tcase_add_test(tcase, sums_are_exact);
    tcase_add_test(tcase, flags_reach_the_municipality);
    suite_add_tcase(suite, tcase);
    return suite;
}
