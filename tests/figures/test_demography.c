/*
 * Recruiting need by area of operation, by hand and against a reference that counts pairs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <float.h>
#include <stdio.h>

#include "areas_test.h"

enum { MOST = 1200 };

typedef struct area_row {
    double older, all;
    int32_t older_state, all_state;
    nkt_estimate need[4];
    int64_t rank;
} area_row;

static uint64_t work[4 * MOST];

static nkt_status ask(area_row *rows, int64_t n, const int64_t *groups, double horizon,
                      const nkt_options *options, nkt_error *error) {
    nkt_column inputs[] = {NKT_FIELD(NKT_IN_EMPLOYEES, rows, all),
                           NKT_FIELD(NKT_IN_EMPLOYEES_55_64, rows, older)};
    size_t size;

    inputs[0].reasons = &rows[0].all_state;
    inputs[1].reasons = &rows[0].older_state;
    inputs[0].reasons_stride = inputs[1].reasons_stride = sizeof rows[0];
    ck_assert_int_eq(nkt_recruiting_need_work_size(n, &size, NULL), NKT_OK);
    ck_assert_uint_le(size, sizeof work);
    return nkt_recruiting_need(inputs, 2, n, groups, horizon, options, rows[0].need, 4,
                               sizeof rows[0], sizeof rows[0].need[0], &rows[0].rank,
                               sizeof rows[0], work, size, error);
}

START_TEST(by_hand) {
    area_row rows[5] = {{.older = 30, .all = 100},
                        {.older = 60, .all = 120},
                        {.older = 30, .all = 60},
                        {.older = 0, .all = 10},
                        {.older = 30, .all = 40}};
    static const int64_t ranks[] = {2, 1, 2, 5, 2};
    nkt_estimate share;

    ck_assert_int_eq(ask(rows, 5, NULL, 0, NULL, NULL), NKT_OK);
    for (int r = 0; r < 5; r++) {
        ck_assert_int_eq(rows[r].rank, ranks[r]);
        ck_assert_double_eq(rows[r].need[NKT_NEED_NUMBER].value, rows[r].older);
        nkt_share(rows[r].older, rows[r].all, NULL, &share, NULL);
        ck_assert_same(rows[r].need[NKT_NEED_SHARE], share, "share");
        ck_assert_double_eq(rows[r].need[NKT_NEED_PART].value, 100 * rows[r].older / 150);
        ck_assert_double_eq(rows[r].need[NKT_NEED_PART].basis, 150);
        ck_assert(isnan(rows[r].need[NKT_NEED_PART].lower));
        ck_assert_int_eq(rows[r].need[NKT_NEED_PART].flags, 0);
        ck_assert_double_eq(rows[r].need[NKT_NEED_PER_YEAR].value, rows[r].older / 10);
        ck_assert(isnan(rows[r].need[NKT_NEED_NUMBER].lower));
    }
    ck_assert_int_eq(ask(rows, 5, NULL, 12, NULL, NULL), NKT_OK);
    ck_assert_double_eq(rows[1].need[NKT_NEED_PER_YEAR].value, 5);
    ck_assert_int_eq(NKT_NEED_HORIZON, 10);
}
END_TEST

START_TEST(a_missing_area_makes_the_sum_partial) {
    area_row rows[4] = {{.older = 30, .all = 100},
                        {.older = NAN, .all = 120},
                        {.older = 10, .all = NAN},
                        {.older = 7, .all = 70, .older_state = NKT_STATE_NOT_APPLICABLE}};

    ck_assert_int_eq(ask(rows, 4, NULL, 0, NULL, NULL), NKT_OK);
    ck_assert_double_eq(rows[0].need[NKT_NEED_PART].value, 75);
    ck_assert_int_eq(rows[0].need[NKT_NEED_PART].flags, NKT_FLAG_PARTIAL);
    ck_assert_int_eq(rows[1].need[NKT_NEED_PART].state, NKT_STATE_MISSING);
    ck_assert_int_eq(rows[1].need[NKT_NEED_PART].flags, 0);
    ck_assert_int_eq(rows[1].rank, -1);
    ck_assert_int_eq(rows[2].need[NKT_NEED_SHARE].state, NKT_STATE_MISSING);
    ck_assert_double_eq(rows[2].need[NKT_NEED_PART].value, 25);
    ck_assert_int_eq(rows[2].rank, 2);
    ck_assert_int_eq(rows[3].need[NKT_NEED_PART].state, NKT_STATE_NOT_APPLICABLE);
    ck_assert_int_eq(rows[3].rank, -1);
    /* what does not apply is no member of the sum */
    rows[1].older = 60;
    ck_assert_int_eq(ask(rows, 4, NULL, 0, NULL, NULL), NKT_OK);
    ck_assert_int_eq(rows[0].need[NKT_NEED_PART].flags, 0);
    ck_assert_double_eq(rows[0].need[NKT_NEED_PART].value, 30);
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
        ck_assert_int_eq(rows[r].need[NKT_NEED_PART].state, NKT_STATE_SECRET);
    ck_assert_double_eq(rows[0].need[NKT_NEED_NUMBER].value, 30);
    ck_assert_int_eq(rows[0].rank, 1);
    rows[1].older_state = 0;
    ck_assert_int_eq(ask(rows, 3, NULL, 0, NULL, &error), NKT_ROWS_INVALID);
    for (int r = 0; r < 3; r++)
        ck_assert_int_eq(rows[r].need[NKT_NEED_PART].state, NKT_STATE_INVALID);
    ck_assert_int_eq(rows[2].rank, -1);
}
END_TEST

START_TEST(nobody_to_replace_is_no_denominator) {
    area_row rows[2] = {{.older = 0, .all = 100}, {.older = 0, .all = 0}};
    nkt_options options = {.size = sizeof options, .minimum_basis = 5};

    ck_assert_int_eq(ask(rows, 2, NULL, 0, NULL, NULL), NKT_OK);
    for (int r = 0; r < 2; r++) {
        ck_assert_int_eq(rows[r].need[NKT_NEED_PART].state, NKT_STATE_NO_DENOMINATOR);
        ck_assert_int_eq(rows[r].rank, 1);
    }
    ck_assert_int_eq(rows[1].need[NKT_NEED_SHARE].state, NKT_STATE_NO_DENOMINATOR);
    rows[0].older = 4;
    ck_assert_int_eq(ask(rows, 2, NULL, 0, &options, NULL), NKT_OK);
    ck_assert_int_eq(rows[0].need[NKT_NEED_PART].flags, NKT_FLAG_BASIS_BELOW_MINIMUM);
}
END_TEST

START_TEST(more_than_all_is_flagged_or_invalid) {
    area_row rows[2] = {{.older = 30, .all = 20}, {.older = 1, .all = 20}};
    nkt_options options = {.size = sizeof options, .part_above_whole = NKT_PART_ABOVE_INVALID};
    nkt_error error;

    ck_assert_int_eq(ask(rows, 2, NULL, 0, NULL, &error), NKT_OK);
    ck_assert_int_eq(rows[0].need[NKT_NEED_SHARE].flags, NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR);
    ck_assert_int_eq(ask(rows, 2, NULL, 0, &options, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "employees_55_64: row 0: 30 is above its whole");
    ck_assert_int_eq(rows[0].need[NKT_NEED_SHARE].state, NKT_STATE_INVALID);
    ck_assert_double_eq(rows[0].need[NKT_NEED_NUMBER].value, 30);
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
    ck_assert_double_eq(rows[0].need[NKT_NEED_PART].value, 100);
    ck_assert_int_eq(rows[1].need[NKT_NEED_PART].state, NKT_STATE_INVALID);
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

static int64_t rank_of(const area_row *rows, const int64_t *groups, int r) {
    int64_t rank = 1;
    if (groups[r] < 0 || rows[r].older_state != NKT_STATE_VALUE)
        return -1;
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
            groups[r] = INT64_MAX - 3;
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
        ck_assert_same(rows[r].need[NKT_NEED_PART], part, "part");
        ck_assert_same(rows[r].need[NKT_NEED_SHARE], share, "share");
        ck_assert_int_eq(rows[r].rank, rank_of(rows, groups, r));
        ck_assert_int_eq(rows[r].need[NKT_NEED_NUMBER].state, rows[r].older_state);
        partial += part.flags == NKT_FLAG_PARTIAL;
        secret += part.state == NKT_STATE_SECRET;
    }
    ck_assert(partial > 20 && secret > 20);
}
END_TEST

/* ---- bad calls ------------------------------------------------------------------------------------------------ */

typedef struct need_call {
    double older[3], all[3];
    nkt_column inputs[2];
    int64_t groups[3];
    nkt_options options;
    uint64_t after_options;
    nkt_estimate out[3][4];
    int64_t ranks[3];
} need_call;

START_TEST(bad_calls_are_refused) {
    static need_call c, before;
    const int64_t row = sizeof c.out[0], item = sizeof c.out[0][0];
    size_t size;
    nkt_error error;

    memset(&c, 0x5A, sizeof c);
    memset(&c.options, 0, sizeof c.options);
    c.options.size = sizeof c.options;
    for (int r = 0; r < 3; r++) {
        c.older[r] = r;
        c.all[r] = 10;
        c.groups[r] = r - 1;
    }
    c.inputs[0] = (nkt_column)NKT_ARRAY(NKT_IN_EMPLOYEES, c.all);
    c.inputs[1] = (nkt_column)NKT_ARRAY(NKT_IN_EMPLOYEES_55_64, c.older);
    ck_assert_int_eq(nkt_recruiting_need_work_size(3, &size, NULL), NKT_OK);
#define NEED(...) nkt_recruiting_need(__VA_ARGS__, &error)
#define REFUSED(call_, status_, argument_, message_)                                               \
    do {                                                                                           \
        before = c;                                                                                \
        ck_assert_int_eq(call_, status_);                                                          \
        ck_assert_int_eq(error.argument, argument_);                                               \
        ck_assert_str_eq(error.message, message_);                                                 \
        ck_assert_mem_eq(&c, &before, sizeof c);                                                   \
    } while (0)
#define IN_   c.inputs, 2, 3, c.groups, 10, &c.options
#define OUT_  c.out[0], 4, row, item, c.ranks, 8
#define WORK_ work, size
    REFUSED(NEED(NULL, 2, 3, c.groups, 10, NULL, OUT_, WORK_), NKT_E_NULL, 1, "inputs: is NULL");
    REFUSED(NEED(c.inputs, -2, 3, c.groups, 10, NULL, OUT_, WORK_), NKT_E_COUNT, 2,
            "n_inputs: -2 is negative");
    REFUSED(NEED(c.inputs, 2, -3, c.groups, 10, NULL, OUT_, WORK_), NKT_E_COUNT, 3,
            "n_rows: -3 is negative");
    c.groups[1] = -2;
    REFUSED(NEED(IN_, OUT_, WORK_), NKT_E_DOMAIN, 4, "groups: row 1: -2 is below -1");
    ck_assert_int_eq(error.row, 1);
    c.groups[1] = 0;
    REFUSED(NEED(c.inputs, 2, 3, c.groups, -1, NULL, OUT_, WORK_), NKT_E_DOMAIN, 5,
            "horizon: -1 is no finite number of years above 0");
    REFUSED(NEED(c.inputs, 2, 3, c.groups, INFINITY, NULL, OUT_, WORK_), NKT_E_DOMAIN, 5,
            "horizon: infinity is no finite number of years above 0");
    ck_assert_int_eq(NEED(c.inputs, 2, 3, c.groups, NAN, NULL, OUT_, WORK_), NKT_E_DOMAIN);
    c.options.confidence = 1;
    REFUSED(NEED(IN_, OUT_, WORK_), NKT_E_OPTION, 6,
            "options.confidence: 1 is not between 0 and 1");
    c.options.confidence = 0;
    c.options.size += 8;
    REFUSED(NEED(IN_, OUT_, WORK_), NKT_E_OPTIONS_SIZE, 6,
            "options.size: 64 bytes set a field that this library does not have");
    c.options.size -= 8;
    REFUSED(NEED(IN_, NULL, 4, row, item, c.ranks, 8, WORK_), NKT_E_NULL, 7, "out: is NULL");
    REFUSED(NEED(IN_, c.out[0], 3, row, item, c.ranks, 8, WORK_), NKT_E_CAPACITY, 8,
            "capacity: 3 is too little, 4 are needed");
    REFUSED(NEED(IN_, c.out[0], -4, row, item, c.ranks, 8, WORK_), NKT_E_COUNT, 8,
            "capacity: -4 is negative");
    REFUSED(NEED(IN_, c.out[0], 4, 120, item, c.ranks, 8, WORK_), NKT_E_STRIDE, 9,
            "out: its strides make elements overlap");
    REFUSED(NEED(IN_, c.out[0], 4, INT64_MAX, item, c.ranks, 8, WORK_), NKT_E_SIZE, 9,
            "out: its strides reach beyond memory");
    REFUSED(NEED(IN_, c.out[0], 4, row, item, c.ranks, 4, WORK_), NKT_E_STRIDE, 12,
            "ranks: its strides make elements overlap");
    REFUSED(NEED(IN_, OUT_, NULL, size), NKT_E_NULL, 13, "work: is NULL");
    REFUSED(NEED(IN_, OUT_, (char *)work + 1, size), NKT_E_ALIGNMENT, 13,
            "work: is not 8-byte aligned");
    REFUSED(NEED(IN_, OUT_, work, size - 1), NKT_E_CAPACITY, 14,
            "work: 79 bytes are too few, 80 are needed");
    c.inputs[1].id = NKT_IN_EMPLOYEES;
    REFUSED(NEED(IN_, OUT_, WORK_), NKT_E_DUPLICATE, 1, "employees: stands twice among the inputs");
    c.inputs[1].id = 9;
    REFUSED(NEED(IN_, OUT_, WORK_), NKT_E_ID, 1,
            "inputs: 9 is the id of no input and no operand figure");
    c.inputs[1].id = NKT_IN_EMPLOYEES_55_64;
    c.inputs[1].type = 0;
    REFUSED(NEED(IN_, OUT_, WORK_), NKT_E_TYPE, 1, "employees_55_64: 0 is no type code");
    c.inputs[1].type = NKT_FLOAT64;
    ck_assert_int_eq(NEED(IN_, OUT_, WORK_), NKT_OK);
    ck_assert_int_eq(c.ranks[0], -1);
    ck_assert_int_eq(NEED(IN_, c.out[0], 4, row, item, NULL, 0, WORK_), NKT_OK);
    ck_assert_int_eq(NEED(NULL, 0, 3, NULL, 0, NULL, OUT_, WORK_), NKT_OK);
    for (int k = 0; k < 4; k++)
        ck_assert_int_eq(c.out[2][k].state, NKT_STATE_MISSING);
    ck_assert_int_eq(NEED(c.inputs, 2, 0, NULL, 0, NULL, NULL, 4, 0, 0, NULL, 0, NULL, 0), NKT_OK);
}
END_TEST

START_TEST(work_sizes_are_checked) {
    size_t size = 77;
    nkt_error error;

    ck_assert_int_eq(nkt_recruiting_need_work_size(-1, &size, &error), NKT_E_COUNT);
    ck_assert_str_eq(error.message, "n_rows: -1 is negative");
    ck_assert_int_eq(nkt_recruiting_need_work_size(1, NULL, &error), NKT_E_NULL);
    ck_assert_int_eq(error.argument, 2);
    ck_assert_int_eq(nkt_recruiting_need_work_size(INT64_MAX, &size, &error), NKT_E_SIZE);
    ck_assert_int_eq(error.argument, 1);
    ck_assert_uint_eq(size, 77);
    ck_assert_int_eq(nkt_recruiting_need_work_size(0, &size, &error), NKT_OK);
    ck_assert_uint_eq(size, 0);
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
    tcase_add_test(tcase, bad_calls_are_refused);
    tcase_add_test(tcase, work_sizes_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
