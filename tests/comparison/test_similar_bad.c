/*
 * Similar units: bad data, and calls that are refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>

#include "comparison/similar_units.h"

START_TEST(bad_units_are_reported_and_left_out) {
    draw(60, 9);
    for (int unit = 0; unit < 60; unit++) {
        for (int v = 0; v < VARIABLES; v++)
            x[v][unit] = isnan(x[v][unit]) ? 1 : x[v][unit];
        region[unit] = 1;
        population[unit] = 100;
    }
    x[2][5] = INFINITY;
    x[1][6] = 1e200;
    x[1][7] = 1e149;
    population[8] = 0;
    region[9] = 0.5;
    options.band = 2;
    options.metric = NKT_METRIC_EUCLIDEAN;
    ck_assert_int_eq(find(60, 70, 1, scales), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message,
                     "task.variables.columns[2]: row 5: infinity is no finite number");
    ck_assert_int_eq(error.item, 2);
    ck_assert_int_eq(error.rows_affected, 5);
    for (int unit = 0; unit < 60; unit++) {
        ck_assert_int_eq(states[unit],
                         unit >= 5 && unit < 10 ? NKT_STATE_INVALID : NKT_STATE_VALUE);
        ck_assert_int_eq(members[70 * unit + 53],
                         unit >= 5 && unit < 10 ? -1 : members[70 * unit + 53]);
        ck_assert_int_eq(members[70 * unit + 54], -1);
    }
}
END_TEST

START_TEST(none_can_be_compared) {
    draw(20, 9);
    for (int unit = 0; unit < 20; unit++)
        x[unit % VARIABLES][unit] = NAN;
    ck_assert_int_eq(find(20, 7, 0, NULL), NKT_OK);
    for (int i = 0; i < 20 * 7; i++)
        ck_assert_int_eq(members[i], -1);
    ck_assert_int_eq(find(0, 7, 0, NULL), NKT_OK);
}
END_TEST

static void refused(nkt_status got, nkt_status status, int argument, const char *message) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
    if (message)
        ck_assert_str_eq(error.message, message);
    ck_assert_int_eq(members[0], 4711);
}

static int32_t does_not_grow(nkt_memory *lent, size_t needed) {
    (void)lent;
    (void)needed;
    return 0;
}

START_TEST(calls_are_checked) {
    static const int64_t foci[] = {0, 10};
    static const double zeros[VARIABLES] = {0};
    const nkt_similar_task whole = {.variables = NKT_TABLE(columns, 10), .scales = scales, .k = 7};
    const nkt_column of_foci = NKT_ARRAY(0, foci);
    nkt_similar_result result = {.members = to_members};
    nkt_similar_task task = whole;
    nkt_memory lent = {0};
    nkt_column odd[VARIABLES];

    draw(10, 9);
    memcpy(odd, columns, sizeof odd);
    odd[1].type = 99;
    members[0] = 4711;
#define CALL(o) nkt_similar(&task, o, &result, &work, &error)
#define TASK(member, wrong, status, message)                                                       \
    task = whole;                                                                                  \
    task.member = wrong;                                                                           \
    refused(CALL(NULL), status, 1, message)
    TASK(variables.columns, NULL, NKT_E_NULL, "task.variables.columns: is NULL");
    TASK(variables.columns, odd, NKT_E_TYPE, NULL);
    ck_assert_int_eq(error.item, 1);
    TASK(variables.n_columns, 0, NKT_E_COUNT, "task.variables.n_columns: 0 is less than 1");
    task = whole;
    {
        nkt_column many[65];
        for (int v = 0; v < 65; v++)
            many[v] = columns[0];
        task.variables = (nkt_table)NKT_TABLE(many, 10);
        refused(CALL(NULL), NKT_E_COUNT, 1, "task.variables.n_columns: 65 is more than 64");
    }
    TASK(variables.rows.n_rows, -1, NKT_E_COUNT, NULL);
    TASK(variables.rows.n_groups, 2, NKT_E_COUNT, NULL);
    TASK(k, 0, NKT_E_COUNT, "task.k: 0 is less than 1");
    TASK(k, -1, NKT_E_COUNT, "task.k: -1 is negative");
    TASK(scales, zeros, NKT_E_DOMAIN, "task.scales[0]: 0 is not above 0");
    TASK(weights, zeros, NKT_E_DOMAIN, "task.weights: are all 0");
    TASK(region, &odd[1], NKT_E_TYPE, NULL);
    TASK(n_foci, 9, NKT_E_COUNT, NULL);
    task = whole;
    task.foci = &of_foci;
    task.n_foci = 2;
    refused(CALL(NULL), NKT_E_DOMAIN, 1, "task.foci[1]: 10 is no number of a unit");
    ck_assert_int_eq(error.item, 1);
    task.n_foci = -1;
    refused(CALL(NULL), NKT_E_COUNT, 1, NULL);
    task = whole;
    options.metric = 2;
    refused(CALL(&options), NKT_E_OPTION, 2, NULL);
    options.metric = 0;
    options.scaling = 5;
    refused(CALL(&options), NKT_E_OPTION, 2, NULL);
    options.scaling = 0;
    options.band = 0.5;
    refused(CALL(&options), NKT_E_OPTION, 2, "options.band: 0.5 is less than 1");
    options.band = 2;
    refused(CALL(&options), NKT_E_NULL, 1, NULL);
    ck_assert_str_eq(error.subject, "task.population");
    options.band = 0;
    options.size = 2;
    refused(CALL(&options), NKT_E_OPTIONS_SIZE, 2, NULL);
    task.variables.rows.n_rows = INT64_MAX;
    refused(CALL(NULL), NKT_E_SIZE, 3, NULL);
    task = whole;
    result.members.values = NULL;
    refused(CALL(NULL), NKT_E_NULL, 3, "result.members: is NULL");
    result.members = to_members;
    result.members.capacity = 9;
    refused(CALL(NULL), NKT_E_CAPACITY, 3, NULL);
    result.members.capacity = 0;
    result.members.stride = 8; /* seven members do not fit between two rows */
    refused(CALL(NULL), NKT_E_STRIDE, 3, NULL);
    result.members = to_members;
    refused(nkt_similar(NULL, NULL, &result, &work, &error), NKT_E_NULL, 1, "task: is NULL");
    refused(nkt_similar(&task, NULL, NULL, &work, &error), NKT_E_NULL, 3, "result: is NULL");
    refused(nkt_similar(&task, NULL, &result, NULL, &error), NKT_E_NULL, 4, NULL);
    refused(nkt_similar(&task, NULL, &result, &lent, &error), NKT_E_CAPACITY, 4, NULL);
    lent.grow = does_not_grow;
    refused(nkt_similar(&task, NULL, &result, &lent, &error), NKT_E_CAPACITY, 4, NULL);
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_GROWN);
    lent.data = malloc(lent.needed);
    lent.size = lent.needed;
    ck_assert_int_eq(nkt_similar(&task, NULL, &result, &lent, &error), NKT_OK);
    free(lent.data);
}
END_TEST

Suite *nkt_suite_similar_bad(void) {
    Suite *suite = suite_create("similar_bad");
    TCase *tcase = tcase_create("similar_bad");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, bad_units_are_reported_and_left_out);
    tcase_add_test(tcase, none_can_be_compared);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
