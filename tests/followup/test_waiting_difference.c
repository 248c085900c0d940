/*
 * The difference of two restricted mean waiting times: against R and a published example, by the two
 * means themselves, how often its limits cover, bad input.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data.h"
#include "draw.h"
#include "nyckeltal/cohort.h"
#include "nyckeltal/realloc.h"

enum { MOST = 320 };

static double times[2][MOST], causes[2][MOST];
static nkt_column of_times[2], of_causes[2];
static nkt_cases groups[2];
static nkt_cohort_options options;
static nkt_waiting_difference d;
static nkt_memory memory = NKT_MEMORY_REALLOC;
static nkt_error error;

static void setup(void) {
    seed = 2014;
    options = (nkt_cohort_options){.size = sizeof options};
    for (int k = 0; k < 2; k++) {
        of_times[k] = doubles(times[k]);
        of_causes[k] = doubles(causes[k]);
        groups[k] = (nkt_cases){NKT_ROWS(0), &of_times[k], &of_causes[k]};
    }
}

static void teardown(void) {
    nkt_memory_free(&memory);
}

/* Exponential waiting of that mean; last seen within `seen` if not before. whole: in whole months. */
static void draw(int k, int n, double mean, double seen, int whole) {
    groups[k].rows.n_rows = n;
    for (int i = 0; i < n; i++) {
        const double event = -mean * log(uniform()), last = seen * uniform();
        times[k][i] = whole ? ceil(fmin(event, last)) : fmin(event, last);
        causes[k][i] = event <= last;
    }
}

static nkt_status difference(void) {
    return nkt_cohort_difference(&groups[0], &groups[1], &options, &d, &memory, &error);
}

START_TEST(is_that_of_the_means) {
    nkt_waiting waiting[2];

    draw(0, 80, 20, 60, 1);
    draw(1, 120, 14, 60, 1);
    options.horizon = 24;
    options.confidence = 0.9;
    ck_assert_int_eq(difference(), NKT_OK);
    for (int k = 0; k < 2; k++)
        nkt_cohort_waiting(&groups[k], &options, NULL, &waiting[k], &memory, &error);
    ck_assert_double_eq(d.first, waiting[0].mean);
    ck_assert_double_eq(d.second, waiting[1].mean);
    ck_assert_double_eq(d.difference, d.first - d.second);
    ck_assert_double_eq_tol(d.se, hypot(waiting[0].mean_se, waiting[1].mean_se), 1e-14);
    ck_assert_double_eq_tol(d.upper - d.lower, 2 * 1.6448536269514722 * d.se, 1e-12);
    ck_assert_double_eq_tol(d.upper + d.lower, 2 * d.difference, 1e-12);
    ck_assert_int_eq(d.n_first, 80);
    ck_assert_int_eq(d.n_second, 120);
    ck_assert_double_eq(d.horizon, 24);
}
END_TEST

/* ---- R ------------------------------------------------------------------------------------------- */

/* The rows of one group of the package's data. */
static void take_pbc(csv_table *csv, int k, int arm) {
    int n = 0;

    for (int row = 0; row < csv_rows(csv); row++)
        if (strcmp(csv_text(csv, row, 0), "pbc") == 0 && csv_number(csv, row, 1) == arm) {
            times[k][n] = csv_number(csv, row, 2);
            causes[k][n++] = csv_number(csv, row, 3);
        }
    groups[k].rows.n_rows = n;
}

static csv_table *ask_r(void) {
    char in[512], out[512], command[1200];
    FILE *to;

    snprintf(in, sizeof in, "%s", output_path("waiting_difference_in.csv"));
    snprintf(out, sizeof out, "%s", output_path("waiting_difference_out.csv"));
    to = fopen(in, "w");
    fprintf(to, "group,time,cause\n");
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < groups[k].rows.n_rows; i++)
            fprintf(to, "%d,%.17g,%.17g\n", 1 + k, times[k][i], causes[k][i]);
    ck_assert_int_eq(fclose(to), 0);
    snprintf(command, sizeof command, "Rscript tests/accuracy/waiting_difference.R '%s' '%s'", in,
             out);
    ck_assert_int_eq(system(command), 0);
    return csv_read(out);
}

START_TEST(as_in_r) {
    csv_table *csv;
    int checked = 0;

    if (!have_program("Rscript", "the difference of waiting times against R"))
        return;
    if (system("Rscript -e 'library(survival)' >/dev/null 2>&1") != 0) {
        printf("skipped: the difference of waiting times against R (R has no survival)\n");
        return;
    }
    draw(0, 90, 20, 60, 1);
    draw(1, 60, 30, 50, 0);
    csv = ask_r();
    for (int row = 0; row < csv_rows(csv); row++) {
        if (strcmp(csv_text(csv, row, 0), "pbc") == 0)
            continue;
        options.horizon = csv_number(csv, row, 1);
        ck_assert_int_eq(difference(), NKT_OK);
        ck_assert_double_eq_tol(d.difference, csv_number(csv, row, 2), 1e-10);
        ck_assert_double_eq_tol(d.se, csv_number(csv, row, 3), 1e-10);
        checked++;
    }
    ck_assert_int_eq(checked, 8);
    /* survRM2's example: arm 1 less arm 2 within 10 years, -0.137 (-0.939 to 0.665) */
    take_pbc(csv, 0, 1);
    take_pbc(csv, 1, 2);
    options.horizon = 10;
    ck_assert_int_eq(difference(), NKT_OK);
    ck_assert_int_eq(d.n_first + d.n_second, 312);
    ck_assert_double_eq_tol(d.difference, -0.137, 5.1e-4);
    ck_assert_double_eq_tol(d.lower, -0.939, 5.1e-4);
    ck_assert_double_eq_tol(d.upper, 0.665, 5.1e-4);
    csv_free(csv);
}
END_TEST

/* ---- how often it is wrong ------------------------------------------------------------------------ */

/* Exponential waiting has the restricted mean m (1 - exp(-h / m)). 4 000 draws. */
static double covered(int n, double mean_1, double mean_2) {
    const double h = options.horizon = 24;
    const double truth = mean_1 * (1 - exp(-h / mean_1)) - mean_2 * (1 - exp(-h / mean_2));
    int count = 0, n_known = 0;

    for (int k = 0; k < 4000; k++) {
        draw(0, n, mean_1, 60, 0);
        draw(1, n, mean_2, 60, 0);
        difference();
        if (isnan(d.difference)) /* all seen for too short a time */
            continue;
        n_known++;
        count += d.lower <= truth && truth <= d.upper;
    }
    ck_assert_int_gt(n_known, 3500);
    return count / (double)n_known;
}

/* As the header says: three standard errors are .0103 at .95, .013 at .92. */
START_TEST(limits_cover) {
    ck_assert_double_eq_tol(covered(100, 20, 20), 0.95, 0.0103);
    ck_assert_double_eq_tol(covered(100, 20, 10), 0.95, 0.0103);
    ck_assert_double_eq_tol(covered(20, 20, 20), 0.935, 0.0155);
    ck_assert_double_eq_tol(covered(20, 30, 10), 0.935, 0.0155);
}
END_TEST

/* ---- edges ----------------------------------------------------------------------------------------- */

START_TEST(edges) {
    draw(0, 50, 10, 40, 0);
    draw(1, 50, 10, 20, 0);
    options.horizon = 0; /* the last time of the group that is seen shorter */
    ck_assert_int_eq(difference(), NKT_OK);
    ck_assert_double_le(d.horizon, 20);
    ck_assert(!isnan(d.se));
    options.horizon = 39; /* nobody of the second was seen so long, and somebody still waits */
    times[1][0] = 20;
    causes[1][0] = 0;
    ck_assert_int_eq(difference(), NKT_OK);
    ck_assert_double_nan(d.difference);
    ck_assert_double_nan(d.lower);
    ck_assert_double_eq(d.horizon, 39);
    groups[1].rows.n_rows = 0;
    options.horizon = 5;
    ck_assert_int_eq(difference(), NKT_OK);
    ck_assert_double_nan(d.difference);
    ck_assert_int_eq(d.n_second, 0);
    options.horizon = 0;
    ck_assert_int_eq(difference(), NKT_OK);
    ck_assert_double_nan(d.horizon);
}
END_TEST

START_TEST(bad_rows_and_calls) {
    nkt_cases bad;
    nkt_memory none = {0};

    draw(0, 20, 10, 40, 0);
    draw(1, 20, 10, 40, 0);
    options.horizon = 3;
    times[1][4] = -2;
    causes[1][5] = 0.5;
    times[1][6] = NAN;
    ck_assert_int_eq(difference(), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.subject, "second.times");
    ck_assert_int_eq(error.row, 4);
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(d.n_second, 17);
    ck_assert_int_eq(d.n_without, 1);
    causes[0][19] = -1;
    difference();
    ck_assert_str_eq(error.subject, "first.causes");
    ck_assert_int_eq(error.row, 19);
    ck_assert_int_eq(error.rows_affected, 3);
    d.n_first = 4711;
#define REFUSED(call, status, number)                                                              \
    do {                                                                                           \
        ck_assert_int_eq(call, status);                                                            \
        ck_assert_int_eq(error.argument, number);                                                  \
        ck_assert_int_eq(d.n_first, 4711);                                                         \
    } while (0)
#define CALL(a, b, o, to, lent) nkt_cohort_difference(a, b, o, to, lent, &error)
    REFUSED(CALL(NULL, &groups[1], &options, &d, &memory), NKT_E_NULL, 1);
    REFUSED(CALL(&groups[0], NULL, &options, &d, &memory), NKT_E_NULL, 2);
    bad = groups[1];
    bad.times = NULL;
    REFUSED(CALL(&groups[0], &bad, &options, &d, &memory), NKT_E_NULL, 2);
    ck_assert_str_eq(error.subject, "second.times");
    bad = groups[0];
    bad.rows.n_rows = -1;
    REFUSED(CALL(&bad, &groups[1], &options, &d, &memory), NKT_E_COUNT, 1);
    bad.rows.n_rows = INT64_MAX;
    REFUSED(CALL(&bad, &groups[1], &options, &d, &memory), NKT_E_SIZE, 5);
    options.confidence = 1;
    REFUSED(CALL(&groups[0], &groups[1], &options, &d, &memory), NKT_E_OPTION, 3);
    options.confidence = 0;
    options.horizon = -1;
    REFUSED(CALL(&groups[0], &groups[1], &options, &d, &memory), NKT_E_OPTION, 3);
    options.horizon = 3;
    REFUSED(CALL(&groups[0], &groups[1], &options, NULL, &memory), NKT_E_NULL, 4);
    REFUSED(CALL(&groups[0], &groups[1], &options, &d, NULL), NKT_E_NULL, 5);
    REFUSED(CALL(&groups[0], &groups[1], &options, &d, &none), NKT_E_CAPACITY, 5);
    none.data = malloc(none.needed);
    none.size = none.needed;
    ck_assert_int_eq(CALL(&groups[0], &groups[1], &options, &d, &none), NKT_ROWS_INVALID);
    free(none.data);
}
END_TEST

Suite *nkt_suite_waiting_difference(void) {
    Suite *suite = suite_create("waiting_difference");
    TCase *tcase = tcase_create("waiting_difference");
    tcase_set_timeout(tcase, 120);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, is_that_of_the_means);
    tcase_add_test(tcase, as_in_r);
    tcase_add_test(tcase, limits_cover);
    tcase_add_test(tcase, edges);
    tcase_add_test(tcase, bad_rows_and_calls);
    suite_add_tcase(suite, tcase);
    return suite;
}
