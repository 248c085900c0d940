/*
 * The survey: groups, differences against R, bad input. Degrees are in test_degrees.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data.h"
#include "draw.h"
#include "nyckeltal/realloc.h"
#include "nyckeltal/survey.h"

enum { N = 140, GROUPS = 7 };

static double plan[N], degree[N], together[N];
static int64_t groups[N];
static nkt_column plans, degrees, actors, of_groups;
static nkt_survey_answers answered;
static nkt_rows rows;
static nkt_survey s[GROUPS];
static nkt_error error;
static nkt_memory memory = NKT_MEMORY_REALLOC;

static void setup(void) {
    seed = 5;
    for (int i = 0; i < N; i++) {
        groups[i] = (int64_t)(GROUPS * uniform());
        plan[i] = uniform() < 0.5 + 0.05 * (double)groups[i];
        degree[i] =
            fmin(100, fmax(0, 50 + 2 * (double)groups[i] + (10 + (double)groups[i]) * normal()));
        together[i] = 100 * uniform();
    }
    plans = doubles(plan);
    degrees = doubles(degree);
    actors = doubles(together);
    of_groups = NKT_ARRAY(0, groups);
    answered = (nkt_survey_answers){&plans, &degrees, &actors};
    rows = (nkt_rows){NULL, &of_groups, N, GROUPS, 0, 0};
}

static void teardown(void) {
    nkt_memory_free(&memory);
}

static nkt_status survey(int n) {
    rows.n_rows = n;
    return nkt_survey_groups(&answered, &rows, NULL, s, 0, &memory, &error);
}

START_TEST(groups_of_cases) {
    double n = 0, with = 0, sum = 0, about = 0;

    ck_assert_int_eq(survey(N), NKT_OK);
    for (int i = 0; i < N; i++)
        if (groups[i] == 2) {
            n++;
            with += plan[i];
            sum += degree[i];
        }
    for (int i = 0; i < N; i++)
        about += groups[i] == 2 ? (degree[i] - sum / n) * (degree[i] - sum / n) : 0;
    ck_assert_double_eq(s[2].n, n);
    ck_assert_double_eq_tol(s[2].plan.value, 100 * with / n, 1e-12);
    ck_assert_double_eq(s[2].individualisation.basis, n);
    ck_assert_double_eq_tol(s[2].individualisation.value, sum / n, 1e-12);
    ck_assert_double_eq_tol(s[2].individualisation_sd, sqrt(about / (n - 1)), 1e-12);
    ck_assert_double_lt(s[2].individualisation.lower, sum / n);
    plan[0] = NAN;
    degree[0] = NAN;
    answered.cooperation = NULL;
    rows = (nkt_rows)NKT_ROWS(1);
    survey(1);
    ck_assert_int_eq(s[0].n, 1);
    ck_assert_int_eq(s[0].plan.state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_int_eq(s[0].individualisation.state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_int_eq(s[0].cooperation.state, NKT_STATE_MISSING); /* not asked */
}
END_TEST

START_TEST(bad_cases_are_reported) {
    plan[3] = 2;
    degree[4] = 101;
    groups[5] = GROUPS;
    groups[6] = -1;
    ck_assert_int_eq(survey(10), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "answers.plans: row 3: 2 lies outside its range");
    ck_assert_int_eq(error.reason, NKT_REASON_OUT_OF_RANGE);
    ck_assert_int_eq(error.rows_affected, 3);
    ck_assert_int_eq(s[0].n + s[1].n + s[2].n + s[3].n + s[4].n + s[5].n + s[6].n, 6);
    plan[3] = 1;
    degree[4] = 1;
    ck_assert_int_eq(survey(10), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "rows.groups: row 5: 7 is no such code, the last one is 6");
}
END_TEST

/* Factors of R, a logical for who takes part, and results in the caller's structs: the same numbers. */
START_TEST(columns_of_r_and_structs_of_the_caller) {
    int32_t factor[N], with[N];
    nkt_column of_factor = {.values = factor, .stride = 4, .type = NKT_INT32_R};
    nkt_column of_with = {.values = with, .stride = 4, .type = NKT_INT32_R};
    const nkt_rows in_r = {&of_with, &of_factor, N, GROUPS, 1, 0};
    const nkt_options wide = {.size = sizeof wide, .confidence = 0.99};
    struct {
        int8_t other;
        nkt_survey survey;
    } own[GROUPS];

    for (int i = 0; i < N; i++) {
        with[i] = i % 5 ? 1 : i % 2 ? 0 : INT32_MIN;
        factor[i] = i % 9 ? (int32_t)groups[i] + 1 : INT32_MIN;
        if (i % 5 == 0 || i % 9 == 0)
            groups[i] = -1;
    }
    ck_assert_int_eq(survey(N), NKT_OK);
    ck_assert_int_eq(
        nkt_survey_groups(&answered, &in_r, NULL, &own[0].survey, sizeof own[0], &memory, &error),
        NKT_OK);
    for (int g = 0; g < GROUPS; g++)
        ck_assert_mem_eq(&own[g].survey, &s[g], sizeof s[g]);
    nkt_survey_groups(&answered, &in_r, &wide, &own[0].survey, sizeof own[0], &memory, &error);
    ck_assert_double_lt(own[2].survey.plan.lower, s[2].plan.lower);
    ck_assert_double_gt(own[2].survey.cooperation.upper, s[2].cooperation.upper);
}
END_TEST

/* The order of the cases does not change a bit. */
START_TEST(sums_of_degrees_are_exact) {
    nkt_survey forwards;

    rows = (nkt_rows)NKT_ROWS(N);
    survey(N);
    forwards = s[0];
    degrees.values = &degree[N - 1];
    degrees.stride = -degrees.stride;
    actors.values = &together[N - 1];
    actors.stride = -actors.stride;
    plans.values = &plan[N - 1];
    plans.stride = -plans.stride;
    survey(N);
    ck_assert_mem_eq(&forwards, &s[0], sizeof forwards);
}
END_TEST

static void same(double got, double wanted) {
    ck_assert_double_le(fabs(got - wanted), 1e-10 * fabs(wanted));
}

START_TEST(differences_as_in_r) {
    char in[512], out[512], command[1200];
    nkt_survey_difference d;
    csv_table *csv;
    FILE *to;

    if (!have_program("Rscript", "differences between municipalities against R"))
        return;
    snprintf(in, sizeof in, "%s", output_path("survey_in.csv"));
    snprintf(out, sizeof out, "%s", output_path("survey_out.csv"));
    to = fopen(in, "w");
    fprintf(to, "group,plan,degree\n");
    for (int i = 0; i < N; i++)
        fprintf(to, "%d,%g,%.17g\n", (int)groups[i], plan[i], degree[i]);
    ck_assert_int_eq(fclose(to), 0);
    snprintf(command, sizeof command, "Rscript tests/accuracy/survey_reference.R '%s' '%s'", in,
             out);
    ck_assert_int_eq(system(command), 0);
    csv = csv_read(out);
    survey(N);
    for (int what = NKT_SURVEY_FIGURE_PLAN; what <= NKT_SURVEY_FIGURE_INDIVIDUALISATION; what++) {
        ck_assert_int_eq(nkt_survey_compare(s, 0, GROUPS, what, &d, &error), NKT_OK);
        same(d.statistic, csv_number(csv, what - 1, 0));
        same(d.df, csv_number(csv, what - 1, 1));
        if (what > NKT_SURVEY_FIGURE_PLAN)
            same(d.df_within, csv_number(csv, what - 1, 2));
        same(d.p, csv_number(csv, what - 1, 3));
        ck_assert_int_eq(d.n_groups, GROUPS);
        ck_assert_double_gt(d.spread, 0);
    }
    csv_free(csv);
}
END_TEST

/* Of two groups Welch's F is the square of his t. */
START_TEST(two_groups) {
    nkt_survey_difference d;
    double t, a, b;

    for (int i = 0; i < N; i++)
        groups[i] = i % 2;
    survey(N);
    a = s[0].cooperation_sd * s[0].cooperation_sd / s[0].cooperation.basis;
    b = s[1].cooperation_sd * s[1].cooperation_sd / s[1].cooperation.basis;
    t = (s[0].cooperation.value - s[1].cooperation.value) / sqrt(a + b);
    nkt_survey_compare(s, 0, GROUPS, NKT_SURVEY_FIGURE_COOPERATION, &d, &error);
    ck_assert_int_eq(d.n_groups, 2);
    ck_assert_double_eq_tol(d.statistic, t * t, 1e-10);
    ck_assert_double_eq_tol(d.df_within, (a + b) * (a + b) / (a * a / 69 + b * b / 69), 1e-8);
    nkt_survey_compare(s, 0, 1, NKT_SURVEY_FIGURE_COOPERATION, &d, &error);
    ck_assert_int_eq(d.n_groups, 1);
    ck_assert_double_nan(d.p);
    for (int i = 0; i < N; i++)
        plan[i] = 1; /* all have one: nothing to tell apart */
    survey(N);
    nkt_survey_compare(s, 0, GROUPS, NKT_SURVEY_FIGURE_PLAN, &d, &error);
    ck_assert_double_nan(d.p);
    ck_assert_double_eq(d.spread, 0);
}
END_TEST

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

START_TEST(calls_are_checked) {
    nkt_survey_answers odd_ones[3] = {{0}};
    nkt_column odd = plans;
    nkt_survey_difference d = {.p = 4711};
    nkt_memory none = {0}, stiff = {.grow = does_not_grow};
    nkt_options bad = {.size = sizeof bad, .confidence = 2};
    nkt_rows less = rows;
    static const char *const paths[] = {"answers.plans", "answers.individualisation",
                                        "answers.cooperation"};

    odd.type = 99;
    odd_ones[0].plans = odd_ones[1].individualisation = odd_ones[2].cooperation = &odd;
    s[0].n = 4711;
#define GROUP(a, r, o, to, stride, lent) nkt_survey_groups(a, r, o, to, stride, lent, &error)
    for (int k = 0; k < 3; k++)
        refused(GROUP(&odd_ones[k], &rows, NULL, s, 0, &memory), NKT_E_TYPE, paths[k]);
    refused(GROUP(NULL, &rows, NULL, s, 0, &memory), NKT_E_NULL, "answers");
    refused(GROUP(&answered, NULL, NULL, s, 0, &memory), NKT_E_NULL, "rows");
    less.n_rows = -5;
    refused(GROUP(&answered, &less, NULL, s, 0, &memory), NKT_E_COUNT, "rows.n_rows");
    less = rows;
    less.n_groups = -1;
    refused(GROUP(&answered, &less, NULL, s, 0, &memory), NKT_E_COUNT, "rows.n_groups");
    refused(GROUP(&answered, &rows, &bad, s, 0, &memory), NKT_E_OPTION, "options.confidence");
    refused(GROUP(&answered, &rows, NULL, NULL, 0, &memory), NKT_E_NULL, "out");
    refused(GROUP(&answered, &rows, NULL, s, 140, &memory), NKT_E_STRIDE, "stride");
    refused(GROUP(&answered, &rows, NULL, s, 0, NULL), NKT_E_NULL, "work");
    refused(GROUP(&answered, &rows, NULL, s, 0, &none), NKT_E_CAPACITY, "work");
    ck_assert_double_eq(error.bound, (double)none.needed);
    refused(GROUP(&answered, &rows, NULL, s, 0, &stiff), NKT_E_CAPACITY, "work");
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_GROWN);
    ck_assert_int_eq(s[0].n, 4711);
    none.data = malloc(none.needed);
    none.size = none.needed;
    ck_assert_int_eq(GROUP(&answered, &rows, NULL, s, 0, &none), NKT_OK);
    free(none.data);
    refused(nkt_survey_compare(NULL, 0, 2, 1, &d, &error), NKT_E_NULL, "surveys");
    refused(nkt_survey_compare(s, 100, 2, 1, &d, &error), NKT_E_STRIDE, "stride");
    refused(nkt_survey_compare(s, 0, -2, 1, &d, &error), NKT_E_COUNT, "n_groups");
    refused(nkt_survey_compare(s, 0, 2, 0, &d, &error), NKT_E_ID, "figure");
    refused(nkt_survey_compare(s, 0, 2, 4, &d, &error), NKT_E_ID, "figure");
    refused(nkt_survey_compare(s, 0, 2, 1, NULL, &error), NKT_E_NULL, "out");
    ck_assert_double_eq(d.p, 4711);
}
END_TEST

Suite *nkt_suite_survey(void) {
    Suite *suite = suite_create("survey");
    TCase *tcase = tcase_create("survey");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 60); /* R takes a second to start */
    tcase_add_test(tcase, groups_of_cases);
    tcase_add_test(tcase, bad_cases_are_reported);
    tcase_add_test(tcase, columns_of_r_and_structs_of_the_caller);
    tcase_add_test(tcase, sums_of_degrees_are_exact);
    tcase_add_test(tcase, differences_as_in_r);
    tcase_add_test(tcase, two_groups);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
