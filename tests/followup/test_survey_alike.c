/*
 * Groups of a survey in which all are alike are compared too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>

#include "draw.h"
#include "nyckeltal/realloc.h"
#include "nyckeltal/survey.h"

enum { MOST = 64, GROUPS = 6 };

static double degrees[MOST];
static int32_t groups[MOST];
static int n_rows;
static nkt_survey surveys[GROUPS];
static nkt_survey_difference d;
static nkt_memory work = NKT_MEMORY_REALLOC;
static nkt_error error;

static void setup(void) {
    seed = 30;
    n_rows = 0;
}

static void teardown(void) {
    nkt_memory_free(&work);
}

static void add(int32_t g, double degree) {
    groups[n_rows] = g;
    degrees[n_rows++] = degree;
}

static void compare(int n_groups) {
    const nkt_column of_degrees = NKT_ARRAY(0, degrees), group = NKT_ARRAY(0, groups);
    const nkt_survey_answers answers = {.individualisation = &of_degrees};
    nkt_rows rows = NKT_ROWS(n_rows);

    rows.groups = &group;
    rows.n_groups = n_groups;
    ck_assert_int_eq(nkt_survey_groups(&answers, &rows, NULL, surveys, 0, &work, &error), NKT_OK);
    ck_assert_int_eq(
        nkt_survey_compare(surveys, 0, n_groups, NKT_SURVEY_FIGURE_INDIVIDUALISATION, &d, &error),
        NKT_OK);
}

/* All 100, all 0, two near 50: R 4.2, oneway.test(var.equal = TRUE). */
START_TEST(groups_that_are_alike_take_part) {
    static const double near[] = {45, 55, 50}, also[] = {52, 48, 53, 47, 50};

    for (int i = 0; i < 4; i++)
        add(0, 100);
    for (int i = 0; i < 3; i++)
        add(1, 0);
    for (int i = 0; i < 3; i++)
        add(2, near[i]);
    for (int i = 0; i < 5; i++)
        add(3, also[i]);
    compare(4);
    ck_assert_int_eq(d.method, NKT_SURVEY_TEST_POOLED);
    ck_assert_int_eq(d.n_groups, 4);
    ck_assert_double_eq(d.spread, 100);
    ck_assert_double_eq(d.df, 3);
    ck_assert_double_eq(d.df_within, 11);
    ck_assert_double_eq_tol(d.statistic, 836.25730994152036, 1e-9);
    ck_assert_double_eq_tol(d.p, 2.9507843263005088e-13, 1e-23);
}
END_TEST

/* Thirds are no doubles: their mean is off by rounding, which is no variance. */
START_TEST(rounding_is_no_variance) {
    for (int i = 0; i < 3; i++) {
        add(0, 100.0 / 3);
        add(1, 20 + 10 * i);
        add(2, 100 - 100.0 / 3);
    }
    compare(3);
    ck_assert_int_eq(d.method, NKT_SURVEY_TEST_POOLED);
    n_rows = 0;
    for (int i = 0; i < 3; i++) {
        add(0, 100.0 / 3);
        add(1, 200.0 / 3);
    }
    compare(2); /* nobody differs within a group: nothing tells what chance does */
    ck_assert_int_eq(d.method, NKT_SURVEY_TEST_NONE);
    ck_assert_double_nan(d.p);
    ck_assert_double_nan(d.statistic);
    ck_assert_int_eq(d.n_groups, 2);
}
END_TEST

START_TEST(a_single_case_has_no_variance_to_lack) {
    add(0, 100);
    for (int i = 0; i < 4; i++) {
        add(1, 10 * i);
        add(2, 30 + 5 * i);
    }
    compare(3);
    ck_assert_int_eq(d.method, NKT_SURVEY_TEST_WELCH);
    ck_assert_int_eq(d.n_groups, 2);
}
END_TEST

/*
 * Groups of 2 to 7 whose degrees are 0, 25, ... 100 alike: at 5 per cent some 4 to 6 per cent differ,
 * be it by Welch's test or, where two of a kind sit in one group, by the pooled one.
 */
START_TEST(chance_rejects_as_often_as_it_says) {
    enum { DRAWS = 6000 };
    double rejected = 0, pooled = 0;

    for (int k = 0; k < DRAWS; k++) {
        n_rows = 0;
        for (int g = 0; g < GROUPS; g++)
            for (int i = 0; i < g + 2; i++)
                add(g, 25 * floor(5 * uniform()));
        compare(GROUPS);
        rejected += d.p < 0.05;
        pooled += d.method == NKT_SURVEY_TEST_POOLED;
    }
    ck_assert_msg(rejected / DRAWS > 0.035 && rejected / DRAWS < 0.065 && pooled / DRAWS > 0.2,
                  "%.4f, %.4f pooled", rejected / DRAWS, pooled / DRAWS);
}
END_TEST

Suite *nkt_suite_survey_alike(void) {
    Suite *suite = suite_create("survey_alike");
    TCase *tcase = tcase_create("survey_alike");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, groups_that_are_alike_take_part);
    tcase_add_test(tcase, rounding_is_no_variance);
    tcase_add_test(tcase, a_single_case_has_no_variance_to_lack);
    tcase_add_test(tcase, chance_rejects_as_often_as_it_says);
    suite_add_tcase(suite, tcase);
    return suite;
}
