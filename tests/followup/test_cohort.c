/*
 * Cohorts: shares and incomes by year, waiting times and competing events against R's survival,
 * pseudo-values against leaving each person out, expected times, bad input.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data.h"
#include "draw.h"
#include "nyckeltal/cohort.h"
#include "nyckeltal/ols.h"

enum { N = 90, HORIZON = 30 };

static double times[N], causes[N];
static nkt_column time_column, cause_column;
static nkt_curve_point points[N];
static int64_t n_points;
static nkt_waiting waiting;
static double pseudo[N];
static nkt_cohort_options options;
static nkt_error error;
static int64_t work[4 * N];

/* Whole months, so with ties between events, other events and those last seen. */
static void setup(void) {
    seed = 31;
    for (int i = 0; i < N; i++) {
        const double job = -30 * log(uniform()), move = -60 * log(uniform()), seen = 60 * uniform();
        const double first = fmin(job, fmin(move, seen));
        times[i] = ceil(first);
        causes[i] = first == job ? 1 : first == move ? 2 : 0;
    }
    time_column = doubles(times);
    cause_column = doubles(causes);
    options = (nkt_cohort_options){.size = sizeof options, .horizon = HORIZON};
}

static nkt_status wait(int n) {
    return nkt_cohort_waiting(&time_column, &cause_column, NULL, n, &options, points, N, &n_points,
                              &waiting, work, sizeof work, &error);
}

static nkt_status make_pseudo(int n) {
    return nkt_cohort_pseudo(&time_column, &cause_column, NULL, n, &options, pseudo,
                             sizeof pseudo[0], work, sizeof work, &error);
}

/* ---- against R ------------------------------------------------------------------------------------ */

static csv_table *ask_r(void) {
    char in[512], out[512], command[1200];
    FILE *to;

    snprintf(in, sizeof in, "%s", output_path("survival_in.csv"));
    snprintf(out, sizeof out, "%s", output_path("survival_out.csv"));
    to = fopen(in, "w");
    fprintf(to, "time,cause\n");
    for (int i = 0; i < N; i++)
        fprintf(to, "%.17g,%.17g\n", times[i], causes[i]);
    ck_assert_int_eq(fclose(to), 0);
    snprintf(command, sizeof command, "Rscript tests/accuracy/survival_reference.R '%s' %d '%s'",
             in, HORIZON, out);
    ck_assert_int_eq(system(command), 0);
    return csv_read(out);
}

static int have_survival(const char *what) {
    if (!have_program("Rscript", what))
        return 0;
    if (system("Rscript -e 'library(survival)' >/dev/null 2>&1") == 0)
        return 1;
    printf("skipped: %s (R has no survival)\n", what);
    return 0;
}

static void same(double got, double wanted) {
    if (isnan(wanted))
        ck_assert_double_nan(got);
    else
        ck_assert_double_le(fabs(got - wanted), 1e-10 * fabs(wanted));
}

/* The lines of one kind, in order; values at 0 and 1 have limits here that R does not name. */
static int compare_points(csv_table *csv, const char *what) {
    int k = 0;

    for (int row = 0; row < csv_rows(csv); row++) {
        if (strcmp(csv_text(csv, row, 0), what) != 0)
            continue;
        ck_assert_int_lt(k, (int)n_points);
        same(points[k].time, csv_number(csv, row, 1));
        same(points[k].value, csv_number(csv, row, 2));
        if (points[k].value > 0 && points[k].value < 1) {
            same(points[k].se, csv_number(csv, row, 3));
            same(points[k].lower, csv_number(csv, row, 4));
            same(points[k].upper, csv_number(csv, row, 5));
        }
        k++;
    }
    ck_assert_int_eq(k, (int)n_points);
    return k;
}

static int line(csv_table *csv, const char *what) {
    for (int row = 0; row < csv_rows(csv); row++)
        if (strcmp(csv_text(csv, row, 0), what) == 0)
            return row;
    ck_abort_msg("R does not tell %s", what);
}

START_TEST(as_in_survival) {
    static const char *const scales[] = {"log", "log-log", "plain"};
    csv_table *csv;
    char name[32];
    int row;

    if (!have_survival("waiting times against R"))
        return;
    csv = ask_r();
    for (int scale = 0; scale < 3; scale++) {
        options.limits = scale;
        ck_assert_int_eq(wait(N), NKT_OK);
        ck_assert_int_gt(compare_points(csv, scales[scale]), 30);
        snprintf(name, sizeof name, "median_%s", scales[scale]);
        row = line(csv, name);
        same(waiting.median, csv_number(csv, row, 2));
        same(waiting.median_lower, csv_number(csv, row, 4));
        same(waiting.median_upper, csv_number(csv, row, 5));
    }
    row = line(csv, "mean");
    same(waiting.mean, csv_number(csv, row, 2));
    same(waiting.mean_se, csv_number(csv, row, 3));
    options.limits = NKT_LIMITS_LOG;
    for (int cause = 1; cause <= 2; cause++) {
        ck_assert_int_eq(nkt_cohort_incidence(&time_column, &cause_column, NULL, N, cause, &options,
                                              points, N, &n_points, work, sizeof work, &error),
                         NKT_OK);
        snprintf(name, sizeof name, "incidence_%d", cause);
        ck_assert_int_gt(compare_points(csv, name), 30);
    }
    ck_assert_int_eq(make_pseudo(N), NKT_OK);
    for (int k = 0, first = line(csv, "without"); k < N; k++) {
        const double without = csv_number(csv, first + k, 2);
        ck_assert_double_eq_tol(pseudo[k], N * waiting.mean - (N - 1) * without, 1e-9);
    }
    csv_free(csv);
}
END_TEST

/* ---- without R -------------------------------------------------------------------------------------- */

/* The remission times of Freireich and others 1963, treated group, as in every textbook. */
START_TEST(a_textbook_case) {
    const double t[] = {6,  6,  6,  6,  7,  9,  10, 10, 11, 13, 16,
                        17, 19, 20, 22, 23, 25, 32, 32, 34, 35};
    const double had[] = {1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0};
    const double wanted[][2] = {{6, 0.8571},  {7, 0.8067},  {10, 0.7529}, {13, 0.6902},
                                {16, 0.6275}, {22, 0.5378}, {23, 0.4482}};

    memcpy(times, t, sizeof t);
    memcpy(causes, had, sizeof had);
    options.horizon = 0;
    ck_assert_int_eq(wait(21), NKT_OK);
    ck_assert_int_eq(waiting.n, 21);
    ck_assert_int_eq(waiting.n_events, 9);
    ck_assert_int_eq(waiting.n_censored, 12);
    ck_assert_double_eq(waiting.median, 23);
    ck_assert_double_eq(waiting.horizon, 35);
    for (int64_t k = 0, w = 0; k < n_points; k++)
        if (points[k].n_events > 0) {
            ck_assert_double_eq(points[k].time, wanted[w][0]);
            ck_assert_double_eq_tol(points[k].value, wanted[w++][1], 5e-5);
        }
    ck_assert_int_eq(points[0].at_risk, 21);
    ck_assert_int_eq(points[0].n_events, 3);
    ck_assert_int_eq(points[0].n_censored, 1);
}
END_TEST

START_TEST(without_censoring_it_is_a_mean) {
    double sum = 0, f[3];

    for (int i = 0; i < N; i++) {
        causes[i] = 1 + i % 2;
        sum += fmin(times[i], HORIZON) / N;
    }
    wait(N);
    make_pseudo(N);
    ck_assert_double_eq_tol(waiting.mean, sum, 1e-12);
    for (int i = 0; i < N; i++)
        ck_assert_double_eq_tol(pseudo[i], fmin(times[i], HORIZON), 1e-10);
    for (int cause = 1; cause <= 2; cause++) {
        nkt_cohort_incidence(&time_column, &cause_column, NULL, N, cause, NULL, points, N,
                             &n_points, work, sizeof work, &error);
        f[cause] = points[n_points - 1].value; /* and its error is that of a share */
        ck_assert_double_eq_tol(points[n_points - 1].se, sqrt(f[cause] * (1 - f[cause]) / N),
                                1e-12);
    }
    ck_assert_double_eq_tol(f[1] + f[2], 1, 1e-12);
}
END_TEST

START_TEST(the_median_where_the_curve_is_flat) {
    const double t[] = {1, 2, 5, 9};

    memcpy(times, t, sizeof t);
    causes[0] = causes[1] = causes[2] = 1;
    causes[3] = 0;
    wait(4);
    ck_assert_double_eq(waiting.median, 3.5); /* one half from 2 to 5 */
    causes[2] = 0;
    wait(4);
    ck_assert_double_eq(waiting.median, 2); /* one half from 2 to the end */
    causes[1] = 0;
    wait(4);
    ck_assert_double_nan(waiting.median);
}
END_TEST

START_TEST(nobody_and_all_censored) {
    ck_assert_int_eq(wait(0), NKT_OK);
    ck_assert_int_eq(waiting.n, 0);
    ck_assert_int_eq(n_points, 0);
    ck_assert_double_nan(waiting.median);
    ck_assert_double_nan(waiting.mean);
    ck_assert_int_eq(make_pseudo(0), NKT_OK);
    memset(causes, 0, sizeof causes);
    options.horizon = 0;
    ck_assert_int_eq(wait(N), NKT_OK);
    ck_assert_double_nan(waiting.median);
    ck_assert_double_eq(waiting.mean, points[n_points - 1].time);
    ck_assert_double_eq(waiting.mean_se, 0);
    ck_assert_int_eq(waiting.n_events, 0);
    ck_assert_double_eq(points[0].value, 1);
    ck_assert_double_eq(points[0].lower, 1);
    make_pseudo(N);
    ck_assert_double_eq(pseudo[3], waiting.mean);
    ck_assert_int_eq(nkt_cohort_incidence(&time_column, &cause_column, NULL, N, 1, NULL, points, N,
                                          &n_points, work, sizeof work, &error),
                     NKT_OK);
    ck_assert_double_eq(points[n_points - 1].value, 0);
    options.horizon = 100; /* beyond all, and they all still wait */
    wait(N);
    ck_assert_double_nan(waiting.mean);
}
END_TEST

START_TEST(bad_and_missing_persons) {
    double include[N];
    nkt_column in = doubles(include);

    for (int i = 0; i < N; i++)
        include[i] = i != 5;
    times[5] = -7; /* not included: not looked at */
    times[8] = -1;
    times[9] = INFINITY;
    causes[10] = 0.5;
    causes[11] = -1;
    times[12] = NAN;
    causes[13] = NAN;
    ck_assert_int_eq(nkt_cohort_waiting(&time_column, &cause_column, &in, N, NULL, NULL, 0,
                                        &n_points, &waiting, work, sizeof work, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "times: row 8: -1 is negative");
    ck_assert_int_eq(error.rows_affected, 4);
    ck_assert_int_eq(waiting.n, N - 7);
    ck_assert_int_eq(waiting.n_without, 2);
    ck_assert_int_eq(nkt_cohort_pseudo(&time_column, &cause_column, &in, N, &options, pseudo,
                                       sizeof pseudo[0], work, sizeof work, &error),
                     NKT_ROWS_INVALID);
    for (int i = 0; i < N; i++)
        ck_assert_int_eq(isnan(pseudo[i]), i == 5 || (i >= 8 && i <= 13));
}
END_TEST

/* ---- expected time ---------------------------------------------------------------------------------- */

START_TEST(expected_times) {
    double age[N], market[N], a = 0, sum = 0;
    nkt_column terms[2] = {doubles(age), doubles(market)}, p;
    nkt_expected_time t[3];
    int64_t groups[N];
    size_t size, at;
    void *space;
    char *state, *fit;
    double b[3];

    for (int i = 0; i < N; i++) {
        groups[i] = i % 4 - 1;
        age[i] = 20 + floor(30 * uniform());
        market[i] = i % 4;
    }
    make_pseudo(N);
    p = doubles(pseudo);
    ck_assert_int_eq(nkt_cohort_expected_work_size(2, &size, &error), NKT_OK);
    space = malloc(size);
    age[2] = NAN; /* takes no part */
    ck_assert_int_eq(
        nkt_cohort_expected(&p, terms, 2, groups, N, 3, t, sizeof t[0], space, size, &error),
        NKT_OK);
    state = malloc(size);
    fit = malloc(size);
    nkt_ols_size(2, NULL, &at, NULL);
    nkt_ols_init(state, at, 2, NULL, NULL);
    nkt_ols_add(state, &p, terms, 2, NULL, NULL, N, NULL);
    ck_assert_int_eq(nkt_ols_fit(state, NULL, fit, size, space, size, &error), NKT_OK);
    nkt_ols_copy(fit, NKT_OLS_COEFFICIENT, b, sizeof b[0], 3, NULL);
    for (int i = 1; i < N; i += 4) { /* group 0 */
        a += pseudo[i] / 23;
        sum += (b[0] + b[1] * age[i] + b[2] * market[i]) / 23;
    }
    ck_assert_int_eq(t[0].n, 23);
    ck_assert_int_eq(t[1].n, 21);
    ck_assert_double_eq_tol(t[0].observed, a, 1e-10);
    ck_assert_double_eq_tol(t[0].expected, sum, 1e-10);
    ck_assert_double_eq_tol(t[0].deviation, a - sum, 1e-10);
    ck_assert_double_gt(t[0].se, 0);
    ck_assert_double_eq_tol(t[0].upper - t[0].deviation, 1.959963984540054 * t[0].se, 1e-9);
    pseudo[7] = INFINITY;
    groups[0] = 9;
    ck_assert_int_eq(
        nkt_cohort_expected(&p, terms, 2, groups, N, 3, t, sizeof t[0], space, size, &error),
        NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "groups: row 0: 9 is no number of a group");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(
        nkt_cohort_expected(&p, terms, 2, NULL, 2, 1, t, sizeof t[0], space, size, &error),
        NKT_E_TOO_FEW_ROWS);
    pseudo[7] = 3;
    ck_assert_int_eq(
        nkt_cohort_expected(&p, NULL, 0, NULL, N, 1, t, sizeof t[0], space, size, &error), NKT_OK);
    ck_assert_double_eq_tol(t[0].deviation, 0, 1e-10);
    free(space);
    free(state);
    free(fit);
}
END_TEST

/* ---- by years ----------------------------------------------------------------------------------------- */

enum { ROWS = 12, COLUMNS = 6 };

/* since, resident, employed, studying, self-supporting, income */
static double rows[COLUMNS][ROWS] = {
    {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 7},
    {1, 1, 1, 1, 0, 1, 1, 0, NAN, 1, 0, 1},
    {0, 1, 0, NAN, 1, 1, 1, 1, 1, 0, NAN, 1},
    {1, 0, 0, 1, 1, 0, 0, 0, 1, 1, NAN, 0},
    {0, 1, 0, 0, 1, 1, 0, 1, 1, 0, NAN, 0},
    {100, 250, NAN, 130, 9999, 200, 180, 9999, 9999, -50, NAN, 1},
};
static nkt_column inputs[COLUMNS];
static nkt_cohort_year years[4];

static nkt_status by_years(int n_inputs) {
    for (int k = 0; k < COLUMNS; k++) {
        inputs[k] = doubles(rows[k]);
        inputs[k].id = k + 1;
    }
    return nkt_cohort_years(inputs, n_inputs, ROWS, 4, NULL, years, sizeof years[0], work,
                            sizeof work, &error);
}

START_TEST(years_since_reception) {
    ck_assert_int_eq(by_years(COLUMNS), NKT_OK);
    ck_assert_int_eq(years[0].n, 5);
    ck_assert_double_eq(years[0].resident.value, 80);
    ck_assert_double_eq_tol(years[0].employed.value, 100 / 3.0, 1e-12);
    ck_assert_double_eq(years[0].employed.basis, 3);
    ck_assert_double_eq(years[0].studying.value, 50);
    ck_assert_double_eq(years[0].self_supporting.value, 25);
    ck_assert_double_eq(years[0].income_median, 130); /* 100 130 250 */
    ck_assert_double_eq(years[0].income_lower_quartile, 115);
    ck_assert_double_eq(years[0].income_upper_quartile, 190);
    ck_assert_int_eq(years[0].n_income, 3);
    ck_assert_int_eq(years[1].n, 5); /* one has moved, of one it is not known */
    ck_assert_double_eq(years[1].resident.value, 75);
    ck_assert_double_eq_tol(years[1].employed.value, 200 / 3.0, 1e-12);
    ck_assert_double_eq(years[1].income_median, 180);
    ck_assert_double_eq(years[2].resident.value, 0); /* nobody is left */
    ck_assert_int_eq(years[2].employed.state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_double_nan(years[2].income_median);
    ck_assert_int_eq(years[3].n, 0);
    ck_assert_int_eq(years[3].resident.state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_int_eq(by_years(1), NKT_OK); /* only the years: nothing else is known */
    ck_assert_int_eq(years[0].n, 5);
    ck_assert_int_eq(years[0].resident.state, NKT_STATE_MISSING);
    ck_assert_int_eq(years[0].employed.state, NKT_STATE_MISSING);
}
END_TEST

START_TEST(without_residence_all_count) {
    by_years(COLUMNS);
    inputs[1] = inputs[2];
    inputs[2] = inputs[5];
    ck_assert_int_eq(nkt_cohort_years(inputs, 3, ROWS, 4, NULL, years, sizeof years[0], work,
                                      sizeof work, &error),
                     NKT_OK);
    ck_assert_int_eq(years[0].resident.state, NKT_STATE_MISSING);
    ck_assert_double_eq(years[0].employed.value, 50);
    ck_assert_int_eq(years[0].n_income, 4);
}
END_TEST

START_TEST(bad_years) {
    rows[0][3] = 1.5;
    rows[2][4] = 2;
    rows[5][0] = INFINITY;
    ck_assert_int_eq(by_years(COLUMNS), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "inputs: row 0: infinity is no finite number");
    ck_assert_int_eq(error.item, 5);
    ck_assert_int_eq(error.rows_affected, 3);
    ck_assert_int_eq(years[0].n, 2);
    rows[0][3] = 0;
    rows[2][4] = 1;
    rows[5][0] = 100;
}
END_TEST

/* ---- what is refused ------------------------------------------------------------------------------------ */

static void refused(nkt_status got, nkt_status status, int argument) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
}

START_TEST(curves_are_checked) {
    const nkt_column *t = &time_column, *c = &cause_column;
    nkt_cohort_options bad = options;
    nkt_column odd = *t;
    size_t size;

    odd.type = 99;
    waiting.n = 4711;
    pseudo[0] = 4711;
#define WAIT(t, c, in, n, o, to, room, at, bytes)                                                  \
    nkt_cohort_waiting(t, c, in, n, o, to, room, NULL, &waiting, at, bytes, &error)
#define PSEUDO(t, n, o, to, stride, at, bytes)                                                     \
    nkt_cohort_pseudo(t, c, NULL, n, o, to, stride, at, bytes, &error)
#define SHARE(n, cause, to, room, at, bytes)                                                       \
    nkt_cohort_incidence(t, c, NULL, n, cause, NULL, to, room, NULL, at, bytes, &error)
    refused(WAIT(NULL, c, NULL, N, NULL, points, N, work, sizeof work), NKT_E_NULL, 1);
    refused(WAIT(t, NULL, NULL, N, NULL, points, N, work, sizeof work), NKT_E_NULL, 2);
    refused(WAIT(&odd, c, NULL, N, NULL, points, N, work, sizeof work), NKT_E_TYPE, 1);
    refused(WAIT(t, &odd, NULL, N, NULL, points, N, work, sizeof work), NKT_E_TYPE, 2);
    refused(WAIT(t, c, &odd, N, NULL, points, N, work, sizeof work), NKT_E_TYPE, 3);
    refused(WAIT(t, c, NULL, -1, NULL, points, N, work, sizeof work), NKT_E_COUNT, 4);
    refused(WAIT(t, c, NULL, INT64_MAX, NULL, points, N, work, sizeof work), NKT_E_SIZE, 4);
    refused(WAIT(t, c, NULL, N, NULL, NULL, N, work, sizeof work), NKT_E_NULL, 6);
    refused(WAIT(t, c, NULL, N, NULL, points, 3, work, sizeof work), NKT_E_CAPACITY, 7);
    refused(WAIT(t, c, NULL, N, NULL, points, -3, work, sizeof work), NKT_E_COUNT, 7);
    refused(WAIT(t, c, NULL, N, NULL, points, N, NULL, 0), NKT_E_NULL, 10);
    refused(WAIT(t, c, NULL, N, NULL, points, N, work, 8), NKT_E_CAPACITY, 11);
    bad.limits = 3;
    refused(WAIT(t, c, NULL, N, &bad, points, N, work, sizeof work), NKT_E_OPTION, 5);
    bad = options;
    bad.confidence = 1;
    refused(WAIT(t, c, NULL, N, &bad, points, N, work, sizeof work), NKT_E_OPTION, 5);
    bad = options;
    bad.horizon = -1;
    refused(WAIT(t, c, NULL, N, &bad, points, N, work, sizeof work), NKT_E_OPTION, 5);
    bad.size = 0;
    refused(WAIT(t, c, NULL, N, &bad, points, N, work, sizeof work), NKT_E_OPTIONS_SIZE, 5);
    ck_assert_int_eq(waiting.n, 4711);
    refused(SHARE(N, 0, points, N, work, sizeof work), NKT_E_DOMAIN, 5);
    refused(SHARE(N, 1, NULL, N, work, sizeof work), NKT_E_NULL, 7);
    refused(SHARE(N, 1, points, 3, work, sizeof work), NKT_E_CAPACITY, 8);
    refused(SHARE(-1, 1, points, N, work, sizeof work), NKT_E_COUNT, 4);
    refused(SHARE(N, 1, points, N, work, 8), NKT_E_CAPACITY, 11);
    refused(PSEUDO(NULL, N, NULL, pseudo, 8, work, sizeof work), NKT_E_NULL, 1);
    refused(PSEUDO(t, N, NULL, NULL, 8, work, sizeof work), NKT_E_NULL, 6);
    refused(PSEUDO(t, N, NULL, pseudo, 4, work, sizeof work), NKT_E_STRIDE, 7);
    refused(PSEUDO(t, N, NULL, pseudo, 8, work, 8), NKT_E_CAPACITY, 9);
    bad = options;
    bad.horizon = 1000;
    refused(PSEUDO(t, N, &bad, pseudo, 8, work, sizeof work), NKT_E_DOMAIN, 5);
    ck_assert_double_eq(pseudo[0], 4711);
    refused(nkt_cohort_work_size(-1, &size, &error), NKT_E_COUNT, 1);
    refused(nkt_cohort_work_size(INT64_MAX, &size, &error), NKT_E_SIZE, 1);
    refused(nkt_cohort_work_size(1, NULL, &error), NKT_E_NULL, 2);
    ck_assert_int_eq(nkt_cohort_work_size(N, &size, &error), NKT_OK);
    ck_assert_uint_le(size, sizeof work);
}
END_TEST

START_TEST(years_and_groups_are_checked) {
    nkt_expected_time e = {.n = 4711};
    nkt_column odd[2], x;
    size_t size;

    by_years(COLUMNS);
    years[0].n = 4711;
#define YEARS(in, n_in, n, n_years, o, to, stride, at, bytes)                                      \
    nkt_cohort_years(in, n_in, n, n_years, o, to, stride, at, bytes, &error)
    refused(YEARS(NULL, 2, 5, 4, NULL, years, 200, work, sizeof work), NKT_E_NULL, 1);
    refused(YEARS(inputs, -2, 5, 4, NULL, years, 200, work, sizeof work), NKT_E_COUNT, 2);
    refused(YEARS(inputs, 2, -5, 4, NULL, years, 200, work, sizeof work), NKT_E_COUNT, 3);
    refused(YEARS(inputs, 2, 5, -4, NULL, years, 200, work, sizeof work), NKT_E_COUNT, 4);
    refused(YEARS(inputs + 1, 2, 5, 4, NULL, years, 200, work, sizeof work), NKT_E_ID, 1);
    odd[0] = odd[1] = inputs[0];
    refused(YEARS(odd, 2, 5, 4, NULL, years, 200, work, sizeof work), NKT_E_DUPLICATE, 1);
    odd[1].id = 7;
    refused(YEARS(odd, 2, 5, 4, NULL, years, 200, work, sizeof work), NKT_E_ID, 1);
    odd[0].type = 99;
    refused(YEARS(odd, 1, 5, 4, NULL, years, 200, work, sizeof work), NKT_E_TYPE, 1);
    refused(YEARS(inputs, 2, 5, 4, NULL, NULL, 200, work, sizeof work), NKT_E_NULL, 6);
    refused(YEARS(inputs, 2, 5, 4, NULL, years, 100, work, sizeof work), NKT_E_STRIDE, 7);
    refused(YEARS(inputs, 2, 5, 4, NULL, years, 200, NULL, 0), NKT_E_NULL, 8);
    refused(YEARS(inputs, 2, 5, 4, NULL, years, 200, work, 8), NKT_E_CAPACITY, 9);
    ck_assert_int_eq(years[0].n, 4711);
    refused(nkt_cohort_years_work_size(-1, 1, &size, &error), NKT_E_COUNT, 1);
    refused(nkt_cohort_years_work_size(1, -1, &size, &error), NKT_E_COUNT, 2);
    refused(nkt_cohort_years_work_size(1, 1, NULL, &error), NKT_E_NULL, 3);
    refused(nkt_cohort_years_work_size(INT64_MAX, 1, &size, &error), NKT_E_SIZE, 1);
    x = doubles(times);
#define EXPECTED(p, terms, k, n, n_groups, to, stride, at, bytes)                                  \
    nkt_cohort_expected(p, terms, k, NULL, n, n_groups, to, stride, at, bytes, &error)
    refused(EXPECTED(NULL, &x, 1, N, 1, &e, 56, work, sizeof work), NKT_E_NULL, 1);
    refused(EXPECTED(&x, NULL, 1, N, 1, &e, 56, work, sizeof work), NKT_E_NULL, 2);
    refused(EXPECTED(&x, &x, 65, N, 1, &e, 56, work, sizeof work), NKT_E_COUNT, 3);
    refused(EXPECTED(&x, &x, 1, -1, 1, &e, 56, work, sizeof work), NKT_E_COUNT, 5);
    refused(EXPECTED(&x, &x, 1, N, 0, &e, 56, work, sizeof work), NKT_E_COUNT, 6);
    refused(EXPECTED(&x, &x, 1, N, 1, NULL, 56, work, sizeof work), NKT_E_NULL, 7);
    refused(EXPECTED(&x, &x, 1, N, 2, &e, 8, work, sizeof work), NKT_E_STRIDE, 8);
    refused(EXPECTED(&x, &x, 1, N, 1, &e, 56, NULL, 0), NKT_E_NULL, 9);
    refused(EXPECTED(&x, &x, 1, N, 1, &e, 56, work, 8), NKT_E_CAPACITY, 10);
    refused(EXPECTED(&x, odd, 1, N, 1, &e, 56, work, sizeof work), NKT_E_TYPE, 2);
    ck_assert_int_eq(e.n, 4711);
    refused(nkt_cohort_expected_work_size(-1, &size, &error), NKT_E_COUNT, 1);
    refused(nkt_cohort_expected_work_size(1, NULL, &error), NKT_E_NULL, 2);
}
END_TEST

Suite *nkt_suite_cohort(void) {
    Suite *suite = suite_create("cohort");
    TCase *tcase = tcase_create("cohort");
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_set_timeout(tcase, 120); /* R takes a second to start */
    tcase_add_test(tcase, as_in_survival);
    tcase_add_test(tcase, a_textbook_case);
    tcase_add_test(tcase, without_censoring_it_is_a_mean);
    tcase_add_test(tcase, the_median_where_the_curve_is_flat);
    tcase_add_test(tcase, nobody_and_all_censored);
    tcase_add_test(tcase, bad_and_missing_persons);
    tcase_add_test(tcase, expected_times);
    tcase_add_test(tcase, years_since_reception);
    tcase_add_test(tcase, without_residence_all_count);
    tcase_add_test(tcase, bad_years);
    tcase_add_test(tcase, curves_are_checked);
    tcase_add_test(tcase, years_and_groups_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
