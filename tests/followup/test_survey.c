/*
 * The survey: degrees by hand, groups, differences against R, bad input.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data.h"
#include "draw.h"
#include "nyckeltal/survey.h"

enum { N = 140, GROUPS = 7 };

static double plan[N], degree[N], together[N];
static int64_t groups[N];
static nkt_column plans, degrees, actors;
static nkt_survey s[GROUPS];
static nkt_error error;

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
}

static nkt_status survey(int n) {
    return nkt_survey_groups(&plans, &degrees, &actors, groups, n, GROUPS, NULL, s, sizeof s[0],
                             &error);
}

START_TEST(degrees_of_cases) {
    const double a[] = {1, 0, NAN, 1, NAN}, b[] = {4, 2, 3, 5, NAN}, highest[] = {1, 4};
    const double weights[] = {1, 3};
    const nkt_column answers[] = {doubles(a), doubles(b)};
    double out[5];

    ck_assert_int_eq(
        nkt_survey_degrees(answers, 2, highest, weights, 1, 5, out, sizeof out[0], &error),
        NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "answers: row 3: 5 is not 0 to the highest answer");
    ck_assert_int_eq(error.item, 1);
    ck_assert_double_eq(out[0], 100);
    ck_assert_double_eq(out[1], 37.5);
    ck_assert_double_eq(out[2], 75);
    ck_assert_double_nan(out[3]);
    ck_assert_double_nan(out[4]);
    ck_assert_int_eq(
        nkt_survey_degrees(answers, 2, highest, NULL, 2, 3, out, sizeof out[0], &error), NKT_OK);
    ck_assert_double_eq(out[1], 25);
    ck_assert_double_nan(out[2]);
}
END_TEST

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
    nkt_survey_groups(&plans, &degrees, NULL, NULL, 1, 1, NULL, s, 0, &error);
    ck_assert_int_eq(s[0].n, 1);
    ck_assert_int_eq(s[0].plan.state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_int_eq(s[0].individualisation.state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_int_eq(s[0].cooperation.state, NKT_STATE_MISSING); /* not asked */
}
END_TEST

START_TEST(bad_cases_are_told) {
    plan[3] = 2;
    degree[4] = 101;
    groups[5] = GROUPS;
    groups[6] = -1;
    ck_assert_int_eq(survey(10), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "plans: row 3: 2 is neither 0 nor 1");
    ck_assert_int_eq(error.rows_affected, 3);
    ck_assert_int_eq(s[0].n + s[1].n + s[2].n + s[3].n + s[4].n + s[5].n + s[6].n, 6);
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
    for (int what = NKT_SURVEY_PLAN; what <= NKT_SURVEY_INDIVIDUALISATION; what++) {
        ck_assert_int_eq(nkt_survey_compare(s, sizeof s[0], GROUPS, what, &d, &error), NKT_OK);
        same(d.statistic, csv_number(csv, what - 1, 0));
        same(d.df, csv_number(csv, what - 1, 1));
        if (what > NKT_SURVEY_PLAN)
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
    nkt_survey_compare(s, sizeof s[0], GROUPS, NKT_SURVEY_COOPERATION, &d, &error);
    ck_assert_int_eq(d.n_groups, 2);
    ck_assert_double_eq_tol(d.statistic, t * t, 1e-10);
    ck_assert_double_eq_tol(d.df_within, (a + b) * (a + b) / (a * a / 69 + b * b / 69), 1e-8);
    nkt_survey_compare(s, sizeof s[0], 1, NKT_SURVEY_COOPERATION, &d, &error);
    ck_assert_int_eq(d.n_groups, 1);
    ck_assert_double_nan(d.p);
    for (int i = 0; i < N; i++)
        plan[i] = 1; /* all have one: nothing to tell apart */
    survey(N);
    nkt_survey_compare(s, sizeof s[0], GROUPS, NKT_SURVEY_PLAN, &d, &error);
    ck_assert_double_nan(d.p);
    ck_assert_double_eq(d.spread, 0);
}
END_TEST

static void refused(nkt_status got, nkt_status status, int argument) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
}

START_TEST(calls_are_checked) {
    const double zero[] = {0, 0}, negative[] = {1, -1};
    const nkt_column two[] = {plans, plans};
    nkt_column odd = plans;
    nkt_survey_difference d = {.p = 4711};
    double out[2] = {4711, 4711};

    odd.type = 99;
    s[0].n = 4711;
#define DEGREES(a, q, high, w, min, n, to, stride)                                                 \
    nkt_survey_degrees(a, q, high, w, min, n, to, stride, &error)
    refused(DEGREES(NULL, 2, NULL, NULL, 1, 2, out, 8), NKT_E_NULL, 1);
    refused(DEGREES(&odd, 1, NULL, NULL, 1, 2, out, 8), NKT_E_TYPE, 1);
    refused(DEGREES(two, 0, NULL, NULL, 1, 2, out, 8), NKT_E_COUNT, 2);
    refused(DEGREES(two, 2, zero, NULL, 1, 2, out, 8), NKT_E_DOMAIN, 3);
    refused(DEGREES(two, 2, NULL, zero, 1, 2, out, 8), NKT_E_DOMAIN, 4);
    refused(DEGREES(two, 2, NULL, negative, 1, 2, out, 8), NKT_E_DOMAIN, 4);
    ck_assert_int_eq(error.item, 1);
    refused(DEGREES(two, 2, NULL, NULL, 3, 2, out, 8), NKT_E_DOMAIN, 5);
    refused(DEGREES(two, 2, NULL, NULL, 1, -2, out, 8), NKT_E_COUNT, 6);
    refused(DEGREES(two, 2, NULL, NULL, 1, 2, NULL, 8), NKT_E_NULL, 7);
    refused(DEGREES(two, 2, NULL, NULL, 1, 2, out, 4), NKT_E_STRIDE, 8);
    ck_assert_double_eq(out[0], 4711);
#define GROUP(a, b, c, n, n_groups, to, stride)                                                    \
    nkt_survey_groups(a, b, c, groups, n, n_groups, NULL, to, stride, &error)
    refused(GROUP(&odd, NULL, NULL, 5, 1, s, 144), NKT_E_TYPE, 1);
    refused(GROUP(NULL, &odd, NULL, 5, 1, s, 144), NKT_E_TYPE, 2);
    refused(GROUP(NULL, NULL, &odd, 5, 1, s, 144), NKT_E_TYPE, 3);
    refused(GROUP(&plans, NULL, NULL, -5, 1, s, 144), NKT_E_COUNT, 5);
    refused(GROUP(&plans, NULL, NULL, 5, 0, s, 144), NKT_E_COUNT, 6);
    refused(GROUP(&plans, NULL, NULL, 5, 1, NULL, 144), NKT_E_NULL, 8);
    refused(GROUP(&plans, NULL, NULL, 5, 2, s, 140), NKT_E_STRIDE, 9);
    ck_assert_int_eq(s[0].n, 4711);
    refused(nkt_survey_compare(NULL, 144, 2, 1, &d, &error), NKT_E_NULL, 1);
    refused(nkt_survey_compare(s, 100, 2, 1, &d, &error), NKT_E_STRIDE, 2);
    refused(nkt_survey_compare(s, 144, -2, 1, &d, &error), NKT_E_COUNT, 3);
    refused(nkt_survey_compare(s, 144, 2, 0, &d, &error), NKT_E_DOMAIN, 4);
    refused(nkt_survey_compare(s, 144, 2, 1, NULL, &error), NKT_E_NULL, 5);
    ck_assert_double_eq(d.p, 4711);
}
END_TEST

Suite *nkt_suite_survey(void) {
    Suite *suite = suite_create("survey");
    TCase *tcase = tcase_create("survey");
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_set_timeout(tcase, 60); /* R takes a second to start */
    tcase_add_test(tcase, degrees_of_cases);
    tcase_add_test(tcase, groups_of_cases);
    tcase_add_test(tcase, bad_cases_are_told);
    tcase_add_test(tcase, differences_as_in_r);
    tcase_add_test(tcase, two_groups);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
