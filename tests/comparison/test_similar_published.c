/*
 * Similar units: Kolada's published groups, member for member.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <stdio.h>

#include "comparison/similar_units.h"
#include "data.h"

static int n_published;
static char codes[UNITS][8];

static int read_published(void) {
    static const char *const names[VARIABLES] = {"N01951", "N02006", "N01993", "N02925"};
    const char *path = data_path("similar_integration_inputs_2021.csv");
    csv_table *csv = path ? csv_read(path) : NULL;

    if (!csv)
        return 0;
    n_published = csv_rows(csv);
    for (int r = 0; r < n_published; r++) {
        snprintf(codes[r], sizeof codes[r], "%s",
                 csv_text(csv, r, csv_column(csv, "municipality")));
        for (int v = 0; v < VARIABLES; v++)
            x[v][r] = csv_number(csv, r, csv_column(csv, names[v]));
    }
    csv_free(csv);
    scales[0] = 1;
    scales[1] = 3.093e-5;
    scales[2] = 6.647e-5;
    scales[3] = 26.02e-5;
    return 1;
}

static nkt_status find_published(void) {
    return nkt_similar(
        &(nkt_similar_task){.variables = NKT_TABLE(columns, n_published), .scales = scales, .k = 7},
        NULL, &(nkt_similar_result){.members = to_members, .states = to_states}, &work, &error);
}

static int unit_of(const char *code) {
    for (int r = 0; r < n_published; r++)
        if (strcmp(codes[r], code) == 0)
            return r;
    return -1;
}

START_TEST(published_groups_are_found) {
    static int listed[UNITS], right[UNITS];
    csv_table *csv;
    int groups = 0;

    if (!read_published())
        return;
    ck_assert_int_eq(find_published(), NKT_OK);
    csv = csv_read(data_path("similar_integration_published_2021.csv"));
    for (int r = 0; r < csv_rows(csv); r++) {
        const int focus = unit_of(csv_text(csv, r, csv_column(csv, "focus")));
        const int member = unit_of(csv_text(csv, r, csv_column(csv, "member")));
        ck_assert(focus >= 0 && member >= 0);
        listed[focus]++;
        for (int j = 0; j < 7; j++)
            right[focus] += members[7 * focus + j] == member;
    }
    csv_free(csv);
    for (int unit = 0; unit < n_published; unit++) {
        groups += listed[unit] == 7;
        ck_assert_int_eq(listed[unit], states[unit] == NKT_STATE_VALUE ? 7 : 0);
        ck_assert_int_eq(right[unit], listed[unit]);
    }
    ck_assert_int_eq(groups, 282);
}
END_TEST

START_TEST(a_municipality_without_a_variable_is_left_out_and_reported) {
    int gone;

    if (!read_published())
        return;
    gone = unit_of("0139"); /* the nearest of 0114 */
    x[2][gone] = NAN;
    ck_assert_int_eq(find_published(), NKT_OK);
    ck_assert_int_eq(states[gone], NKT_STATE_MISSING);
    for (int64_t i = 0; i < 7 * (int64_t)n_published; i++)
        ck_assert_int_ne(members[i], gone);
    for (int j = 0; j < 7; j++)
        ck_assert_int_eq(members[7 * gone + j], -1);
}
END_TEST

Suite *nkt_suite_similar_published(void) {
    Suite *suite = suite_create("similar_published");
    TCase *tcase = tcase_create("similar_published");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, published_groups_are_found);
    tcase_add_test(tcase, a_municipality_without_a_variable_is_left_out_and_reported);
    suite_add_tcase(suite, tcase);
    return suite;
}
