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
#include "nyckeltal/realloc.h"

enum { N = 90, HORIZON = 30 };

static double times[N], causes[N];
static nkt_column time_column, cause_column;
static nkt_cases cases;
static nkt_curve_point points[N];
static nkt_curve curve;
static nkt_waiting waiting;
static double pseudo[N];
static nkt_cohort_options options;
static nkt_error error;
static nkt_memory memory = NKT_MEMORY_REALLOC;

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
    cases = (nkt_cases){NKT_ROWS(N), &time_column, &cause_column};
    curve = (nkt_curve){points, 0, N, 0};
    options = (nkt_cohort_options){.size = sizeof options, .horizon = HORIZON};
}

static void teardown(void) {
    nkt_memory_free(&memory);
}

static nkt_status wait(int n) {
    cases.rows.n_rows = n;
    return nkt_cohort_waiting(&cases, &options, &curve, &waiting, &memory, &error);
}

static nkt_status make_pseudo(int n) {
    cases.rows.n_rows = n;
    return nkt_cohort_pseudo(&cases, &options, &NKT_TO(pseudo), &memory, &error);
}

static nkt_status incidence(int64_t cause, const nkt_cohort_options *with) {
    return nkt_cohort_incidence(&cases, cause, with, &curve, &memory, &error);
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

/* The lines of one kind, in order; values at 0 and 100 have limits here that R does not name. */
static int compare_points(csv_table *csv, const char *what) {
    int k = 0;

    for (int row = 0; row < csv_rows(csv); row++) {
        if (strcmp(csv_text(csv, row, 0), what) != 0)
            continue;
        ck_assert_int_lt(k, (int)curve.n);
        same(points[k].time, csv_number(csv, row, 1));
        same(points[k].value, 100 * csv_number(csv, row, 2)); /* per cent */
        if (points[k].value > 0 && points[k].value < 100) {
            same(points[k].se, 100 * csv_number(csv, row, 3));
            same(points[k].lower, 100 * csv_number(csv, row, 4));
            same(points[k].upper, 100 * csv_number(csv, row, 5));
        }
        k++;
    }
    ck_assert_int_eq(k, (int)curve.n);
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
        ck_assert_int_eq(incidence(cause, &options), NKT_OK);
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
    for (int64_t k = 0, w = 0; k < curve.n; k++)
        if (points[k].n_events > 0) {
            ck_assert_double_eq(points[k].time, wanted[w][0]);
            ck_assert_double_eq_tol(points[k].value, 100 * wanted[w++][1], 5e-3);
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
        incidence(cause, NULL);
        f[cause] = points[curve.n - 1].value; /* and its error is that of a share */
        ck_assert_double_eq_tol(points[curve.n - 1].se, sqrt(f[cause] * (100 - f[cause]) / N),
                                1e-10);
    }
    ck_assert_double_eq_tol(f[1] + f[2], 100, 1e-10);
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
    ck_assert_int_eq(curve.n, 0);
    ck_assert_double_nan(waiting.median);
    ck_assert_double_nan(waiting.mean);
    ck_assert_int_eq(make_pseudo(0), NKT_OK);
    memset(causes, 0, sizeof causes);
    options.horizon = 0;
    ck_assert_int_eq(wait(N), NKT_OK);
    ck_assert_double_nan(waiting.median);
    ck_assert_double_eq(waiting.mean, points[curve.n - 1].time);
    ck_assert_double_eq(waiting.mean_se, 0);
    ck_assert_int_eq(waiting.n_events, 0);
    ck_assert_double_eq(points[0].value, 100);
    ck_assert_double_eq(points[0].lower, 100);
    make_pseudo(N);
    ck_assert_double_eq(pseudo[3], waiting.mean);
    ck_assert_int_eq(incidence(1, NULL), NKT_OK);
    ck_assert_double_eq(points[curve.n - 1].value, 0);
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
    cases.rows.include = &in;
    curve.capacity = 0;
    ck_assert_int_eq(nkt_cohort_waiting(&cases, NULL, &curve, &waiting, &memory, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "cases.times: row 8: -1 is negative");
    ck_assert_int_eq(error.reason, NKT_REASON_NEGATIVE);
    ck_assert_int_eq(error.rows_affected, 4);
    ck_assert_int_eq(waiting.n, N - 7);
    ck_assert_int_eq(waiting.n_without, 2);
    ck_assert_int_eq(make_pseudo(N), NKT_ROWS_INVALID);
    for (int i = 0; i < N; i++)
        ck_assert_int_eq(isnan(pseudo[i]), i == 5 || (i >= 8 && i <= 13));
    times[8] = times[9] = 1;
    ck_assert_int_eq(make_pseudo(N), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "cases.causes: row 10: 0.5 is no whole number");
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_WHOLE);
    include[20] = INFINITY; /* nor is it known whether somebody takes part */
    include[10] = include[11] = 0;
    ck_assert_int_eq(make_pseudo(N), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.subject, "cases.rows.include");
    ck_assert_double_nan(pseudo[20]);
}
END_TEST

/* ---- where things come from and go to ---------------------------------------------------------------- */

/* Integers of R, a logical of R for who takes part, results in the caller's structs and in floats. */
START_TEST(columns_of_r_and_structs_of_the_caller) {
    struct {
        char kind;
        nkt_curve_point point;
    } own[N];
    struct {
        float pseudo;
        int8_t other;
    } persons[N];
    int32_t months[N], ends[N], with[N];
    nkt_column of_months = {.values = months, .stride = 4, .type = NKT_INT32_R};
    nkt_column of_ends = {.values = ends, .stride = 4, .type = NKT_INT32_R};
    nkt_column of_with = {.values = with, .stride = 4, .type = NKT_INT32_R};
    const nkt_cases in_r = {{.include = &of_with, .n_rows = N}, &of_months, &of_ends};
    nkt_curve to = {&own[0].point, sizeof own[0], N, 0};
    double include[N], plain[N];
    nkt_column in = doubles(include);

    for (int i = 0; i < N; i++) {
        months[i] = (int32_t)times[i];
        ends[i] = (int32_t)causes[i];
        with[i] = i % 7 ? 1 : i % 2 ? 0 : INT32_MIN;
        include[i] = i % 7 != 0;
    }
    months[1] = INT32_MIN; /* NA */
    times[1] = NAN;
    cases.rows.include = &in;
    ck_assert_int_eq(wait(N), NKT_OK);
    ck_assert_int_eq(make_pseudo(N), NKT_OK);
    memcpy(plain, pseudo, sizeof plain);
    ck_assert_int_eq(nkt_cohort_waiting(&in_r, &options, &to, &waiting, &memory, &error), NKT_OK);
    ck_assert_int_eq(waiting.n_without, 1);
    ck_assert_int_eq(to.n, curve.n);
    for (int64_t k = 0; k < to.n; k++)
        ck_assert_mem_eq(&own[k].point, &points[k], sizeof points[k]);
    ck_assert_int_eq(
        nkt_cohort_pseudo(&in_r, &options, &NKT_TO_FIELD(persons, pseudo), &memory, &error),
        NKT_OK);
    for (int i = 0; i < N; i++)
        if (isnan(plain[i]))
            ck_assert_double_nan(persons[i].pseudo);
        else
            ck_assert_float_eq(persons[i].pseudo, (float)plain[i]);
}
END_TEST

static int32_t does_not_grow(nkt_memory *lent, size_t needed) {
    (void)lent;
    (void)needed;
    return 0;
}

/* What a call says is needed is enough, and one byte less is not. */
START_TEST(memory_is_asked_for) {
    nkt_memory none = {0}, stiff = {.grow = does_not_grow};

    waiting.n = 4711;
    curve.n = 4711;
    ck_assert_int_eq(nkt_cohort_waiting(&cases, NULL, &curve, &waiting, &none, &error),
                     NKT_E_CAPACITY);
    ck_assert_int_eq(error.reason, NKT_REASON_TOO_LITTLE_ROOM);
    ck_assert_double_eq(error.bound, (double)none.needed);
    ck_assert_int_eq(nkt_cohort_waiting(&cases, NULL, &curve, &waiting, &stiff, &error),
                     NKT_E_CAPACITY);
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_GROWN);
    ck_assert_uint_eq(stiff.needed, none.needed);
    none.data = malloc(none.needed);
    none.size = none.needed - 1;
    ck_assert_int_eq(incidence(1, NULL), NKT_OK);
    ck_assert_int_eq(nkt_cohort_incidence(&cases, 1, NULL, &curve, &none, &error), NKT_E_CAPACITY);
    ck_assert_int_eq(waiting.n, 4711);
    none.size++;
    ck_assert_int_eq(nkt_cohort_waiting(&cases, NULL, &curve, &waiting, &none, &error), NKT_OK);
    ck_assert_int_eq(nkt_cohort_incidence(&cases, 1, NULL, &curve, &none, &error), NKT_OK);
    ck_assert_int_eq(nkt_cohort_pseudo(&cases, NULL, &NKT_TO(pseudo), &none, &error), NKT_OK);
    ck_assert_int_eq(waiting.n, N);
    free(none.data);
    /* How many points there are can be asked before there is room for any. */
    waiting.n = curve.n;
    curve = (nkt_curve){NULL, 0, 0, 0};
    ck_assert_int_eq(nkt_cohort_incidence(&cases, 1, NULL, &curve, &memory, &error), NKT_OK);
    ck_assert_int_eq(curve.n, waiting.n);
}
END_TEST

/* ---- expected time ---------------------------------------------------------------------------------- */

START_TEST(expected_times) {
    double age[N], market[N], a = 0, sum = 0;
    nkt_column terms[2] = {doubles(age), doubles(market)}, p;
    nkt_table table = NKT_TABLE(terms, N);
    nkt_expected_time_options odd = {.size = sizeof odd, .confidence = 0.9};
    nkt_column group = {.values = NULL};
    nkt_expected_time t[3];
    int8_t groups[N];
    const nkt_design design = {.rows = NKT_ROWS(N), .response = &p, .terms = terms, .n_terms = 2};
    nkt_memory fit = NKT_MEMORY_REALLOC;
    double b[3];

    for (int i = 0; i < N; i++) {
        groups[i] = (int8_t)(i % 4 - 1);
        age[i] = 20 + floor(30 * uniform());
        market[i] = i % 4;
    }
    group = NKT_ARRAY(0, groups);
    table.rows.groups = &group;
    table.rows.n_groups = 3;
    make_pseudo(N);
    p = doubles(pseudo);
    age[2] = NAN; /* takes no part */
    ck_assert_int_eq(nkt_cohort_expected(&p, &table, NULL, t, 0, &memory, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols(&design, NULL, &fit, &memory, &error), NKT_OK);
    nkt_ols_copy(&fit, NKT_OLS_LIST_COEFFICIENT, &NKT_TO(b), NULL);
    for (int i = 1; i < N; i += 4) { /* group 0 */
        a += pseudo[i] / 23;
        sum += (b[0] + b[1] * age[i] + b[2] * market[i]) / 23;
    }
    ck_assert_int_eq(t[0].n, 23);
    ck_assert_int_eq(t[1].n, 21);
    ck_assert_int_eq(t[1].state, NKT_STATE_VALUE);
    ck_assert_double_eq_tol(t[0].observed, a, 1e-10);
    ck_assert_double_eq_tol(t[0].expected, sum, 1e-10);
    ck_assert_double_eq_tol(t[0].deviation, a - sum, 1e-10);
    ck_assert_double_gt(t[0].se, 0);
    ck_assert_double_eq_tol(t[0].upper - t[0].deviation, 1.959963984540054 * t[0].se, 1e-9);
    ck_assert_int_eq(nkt_cohort_expected(&p, &table, &odd, t, 0, &memory, &error), NKT_OK);
    ck_assert_double_eq_tol(t[0].upper - t[0].deviation, 1.644853626951472 * t[0].se, 1e-9);
    pseudo[7] = INFINITY;
    groups[0] = 9;
    ck_assert_int_eq(nkt_cohort_expected(&p, &table, NULL, t, 0, &memory, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "terms.rows.groups: row 0: 9 is no such code");
    ck_assert_int_eq(error.rows_affected, 2);
    table.rows.groups = NULL;
    table.rows.n_groups = 0;
    table.rows.n_rows = 2;
    ck_assert_int_eq(nkt_cohort_expected(&p, &table, NULL, t, 0, &memory, &error),
                     NKT_E_TOO_FEW_ROWS);
    ck_assert_str_eq(error.subject, "terms.rows");
    ck_assert_int_eq(error.argument, 2);
    pseudo[7] = 3;
    table = (nkt_table)NKT_TABLE_OF(NULL, 0, N);
    ck_assert_int_eq(nkt_cohort_expected(&p, &table, NULL, t, 0, &memory, &error), NKT_OK);
    ck_assert_double_eq_tol(t[0].deviation, 0, 1e-10);
    nkt_memory_free(&fit);
}
END_TEST

/* Who is in no group counts in the model, who is in one that is none does not; who is left out neither. */
START_TEST(who_counts_in_the_model) {
    double y[] = {1, 2, 3, 1000, 1000, 4}, x[] = {1, 2, 3, 4, 5, 4}, include[] = {1, 1, 1, 1, 0, 1};
    int32_t groups[] = {1, 1, INT32_MIN, 7, 1, 2}; /* factors of R */
    nkt_column p = doubles(y), term = doubles(x), in = doubles(include);
    nkt_column group = {.values = groups, .stride = 4, .type = NKT_INT32_R};
    const nkt_table table = {{&in, &group, 6, 3, 1, 0}, &term, 1};
    nkt_expected_time t[3];

    ck_assert_int_eq(nkt_cohort_expected(&p, &table, NULL, t, 0, &memory, &error),
                     NKT_PERFECT_FIT); /* so the 1 000 are not in it */
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_int_eq(t[0].n, 2);
    ck_assert_double_eq(t[0].observed, 1.5);
    ck_assert_double_eq_tol(t[0].expected, 1.5, 1e-12);
    ck_assert_int_eq(t[1].n, 1);
    ck_assert_double_eq(t[1].observed, 4);
    ck_assert_int_eq(t[2].n, 0);
    ck_assert_int_eq(t[2].state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_double_nan(t[2].observed);
}
END_TEST

/* 2^53, 1 and 1 add up to two more, not to none; and a term that is another one is dropped by name. */
START_TEST(sums_of_times_are_exact) {
    double y[] = {0x1p53, 1, 1, 0}, x[] = {1, 2, 3, 4}, z[] = {2, 4, 6, 8};
    nkt_column p = doubles(y), terms[] = {doubles(x), doubles(z)};
    const nkt_table table = NKT_TABLE(terms, 4);
    nkt_expected_time t;

    ck_assert_int_eq(nkt_cohort_expected(&p, &table, NULL, &t, 0, &memory, &error),
                     NKT_TERM_DROPPED);
    ck_assert_str_eq(error.subject, "terms.columns[1]");
    ck_assert_int_eq(error.reason, NKT_REASON_COLLINEAR);
    ck_assert_double_eq(t.observed, (0x1p53 + 2) / 4);
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
static nkt_table table;
static nkt_cohort_year years[4];

static nkt_status by_years(int n_inputs) {
    for (int k = 0; k < COLUMNS; k++) {
        inputs[k] = doubles(rows[k]);
        inputs[k].id = NKT_COHORT_IN_SINCE + k;
    }
    table = (nkt_table)NKT_TABLE_OF(inputs, n_inputs, ROWS);
    return nkt_cohort_years(&table, 4, NULL, years, 0, &memory, &error);
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
    table.n_columns = 3;
    ck_assert_int_eq(nkt_cohort_years(&table, 4, NULL, years, 0, &memory, &error), NKT_OK);
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
    ck_assert_str_eq(error.message, "table.columns[5]: row 0: infinity is no finite number");
    ck_assert_int_eq(error.item, 5);
    ck_assert_int_eq(error.id, NKT_COHORT_IN_INCOME);
    ck_assert_int_eq(error.rows_affected, 3);
    ck_assert_int_eq(years[0].n, 2);
    rows[5][0] = 100;
    ck_assert_int_eq(by_years(COLUMNS), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "table.columns[0]: row 3: 1.5 is no whole number");
    rows[0][3] = 0;
    ck_assert_int_eq(by_years(COLUMNS), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "table.columns[2]: row 4: 2 lies outside its range");
    rows[2][4] = 1;
}
END_TEST

/* Codes of a byte, who takes part as a logical of R, years in the caller's structs; other limits. */
START_TEST(years_of_some) {
    struct {
        int32_t n;
        nkt_cohort_year year;
    } own[3];
    int8_t since[] = {0, 0, 0, 1, 2, -1}, employed[] = {1, 0, 1, 1, 0, 1};
    int32_t include[] = {1, 1, 0, 1, INT32_MIN, 0};
    nkt_column columns[] = {NKT_ARRAY(NKT_COHORT_IN_SINCE, since),
                            NKT_ARRAY(NKT_COHORT_IN_EMPLOYED, employed)};
    nkt_column in = {.values = include, .stride = 4, .type = NKT_INT32_R};
    nkt_table of = NKT_TABLE(columns, 6);
    nkt_options wide = {.size = sizeof wide, .confidence = 0.99};
    nkt_estimate upper;

    of.rows.include = &in;
    ck_assert_int_eq(nkt_cohort_years(&of, 3, &wide, &own[0].year, sizeof own[0], &memory, &error),
                     NKT_OK);
    ck_assert_int_eq(own[0].year.n, 2);
    ck_assert_double_eq(own[0].year.employed.value, 50);
    ck_assert_double_eq(own[1].year.employed.value, 100);
    ck_assert_int_eq(own[2].year.n, 0);
    upper = own[0].year.employed;
    ck_assert_int_eq(nkt_cohort_years(&of, 3, NULL, &own[0].year, sizeof own[0], &memory, &error),
                     NKT_OK);
    ck_assert_double_gt(upper.upper, own[0].year.employed.upper);
    include[5] = 1;
    ck_assert_int_eq(nkt_cohort_years(&of, 3, NULL, &own[0].year, sizeof own[0], &memory, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "table.columns[0]: row 5: -1 is negative");
}
END_TEST

/* ---- what is refused ------------------------------------------------------------------------------------ */

static void refused(nkt_status got, nkt_status status, const char *subject) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.status, status);
    ck_assert_str_eq(error.subject, subject);
    ck_assert_int_gt(error.argument, 0);
    ck_assert_int_ne(error.reason, NKT_REASON_NONE);
}

START_TEST(curves_are_checked) {
    nkt_cohort_options bad = options;
    nkt_cases lacking = cases;
    nkt_curve small = {points, 0, 3, 4711}, close = {points, 64, N, 4711};
    nkt_column odd = time_column;
    nkt_target narrow = NKT_TO(pseudo), far = NKT_TO(pseudo);
    nkt_memory none = {0};
    int64_t whole[N];

    odd.type = 99;
    waiting.n = 4711;
    pseudo[0] = 4711;
#define WAIT(c, o, to, lent)      nkt_cohort_waiting(c, o, to, &waiting, lent, &error)
#define PSEUDO(c, o, to, lent)    nkt_cohort_pseudo(c, o, to, lent, &error)
#define SHARE(c, cause, to, lent) nkt_cohort_incidence(c, cause, NULL, to, lent, &error)
#define WITHOUT(member, to, status, path)                                                          \
    lacking = cases;                                                                               \
    lacking.member = to;                                                                           \
    refused(WAIT(&lacking, NULL, &curve, &memory), status, path);                                  \
    refused(SHARE(&lacking, 1, &curve, &memory), status, path);                                    \
    refused(PSEUDO(&lacking, NULL, &narrow, &memory), status, path)
    WITHOUT(times, NULL, NKT_E_NULL, "cases.times");
    WITHOUT(causes, NULL, NKT_E_NULL, "cases.causes");
    WITHOUT(times, &odd, NKT_E_TYPE, "cases.times");
    WITHOUT(causes, &odd, NKT_E_TYPE, "cases.causes");
    WITHOUT(rows.include, &odd, NKT_E_TYPE, "cases.rows.include");
    WITHOUT(rows.groups, &time_column, NKT_E_OPTION, "cases.rows.groups");
    WITHOUT(rows.n_rows, -1, NKT_E_COUNT, "cases.rows.n_rows");
    lacking = cases;
    lacking.rows.n_rows = INT64_MAX;
    refused(WAIT(&lacking, NULL, &curve, &memory), NKT_E_SIZE, "work");
    refused(WAIT(NULL, NULL, &curve, &memory), NKT_E_NULL, "cases");
    ck_assert_int_eq(error.argument, 1);
    curve.points = NULL;
    refused(WAIT(&cases, NULL, &curve, &memory), NKT_E_NULL, "curve.points");
    curve.points = points;
    refused(WAIT(&cases, NULL, &small, &memory), NKT_E_CAPACITY, "curve.capacity");
    ck_assert_double_gt(error.bound, 3);
    ck_assert_int_eq(error.argument, 3);
    refused(WAIT(&cases, NULL, &close, &memory), NKT_E_STRIDE, "curve.stride");
    small.capacity = -3;
    refused(WAIT(&cases, NULL, &small, &memory), NKT_E_COUNT, "curve.capacity");
    refused(WAIT(&cases, NULL, &curve, NULL), NKT_E_NULL, "work");
    refused(WAIT(&cases, NULL, &curve, &none), NKT_E_CAPACITY, "work");
    ck_assert_int_eq(error.argument, 5);
    bad.limits = 3;
    refused(WAIT(&cases, &bad, &curve, &memory), NKT_E_OPTION, "options.limits");
    bad = options;
    bad.confidence = 1;
    refused(WAIT(&cases, &bad, &curve, &memory), NKT_E_OPTION, "options.confidence");
    bad = options;
    bad.horizon = -1;
    refused(WAIT(&cases, &bad, &curve, &memory), NKT_E_OPTION, "options.horizon");
    bad.size = 0;
    refused(WAIT(&cases, &bad, &curve, &memory), NKT_E_OPTIONS_SIZE, "options.size");
    ck_assert_int_eq(error.argument, 2);
    refused(SHARE(NULL, 1, &curve, &memory), NKT_E_NULL, "cases");
    refused(SHARE(&cases, 0, &curve, &memory), NKT_E_DOMAIN, "cause");
    refused(SHARE(&cases, 1, NULL, &memory), NKT_E_NULL, "curve");
    curve.points = NULL;
    refused(SHARE(&cases, 1, &curve, &memory), NKT_E_NULL, "curve.points");
    curve.points = points;
    small.capacity = 3;
    refused(SHARE(&cases, 1, &small, &memory), NKT_E_CAPACITY, "curve.capacity");
    refused(SHARE(&cases, 1, &curve, &none), NKT_E_CAPACITY, "work");
    ck_assert_int_eq(small.n, 4711);
    ck_assert_int_eq(waiting.n, 4711);
    refused(PSEUDO(NULL, NULL, &narrow, &memory), NKT_E_NULL, "cases");
    refused(PSEUDO(&cases, NULL, NULL, &memory), NKT_E_NULL, "out");
    narrow.stride = 4;
    refused(PSEUDO(&cases, NULL, &narrow, &memory), NKT_E_STRIDE, "out");
    refused(PSEUDO(&cases, NULL, &NKT_TO(whole), &memory), NKT_E_TYPE, "out");
    refused(PSEUDO(&cases, NULL, &far, &none), NKT_E_CAPACITY, "work");
    bad = options;
    bad.horizon = 1000;
    refused(PSEUDO(&cases, &bad, &far, &memory), NKT_E_OPTION, "options.horizon");
    ck_assert_double_eq(error.value, 1000);
    ck_assert_double_eq(pseudo[0], 4711);
}
END_TEST

START_TEST(years_and_groups_are_checked) {
    nkt_expected_time e = {.n = 4711};
    nkt_expected_time_options bad = {.size = sizeof bad, .confidence = 1};
    nkt_column odd[2], x;
    nkt_memory none = {0};
    nkt_table of, terms;

    by_years(COLUMNS);
    years[0].n = 4711;
#define YEARS(of, n_years, to, stride, lent)                                                       \
    nkt_cohort_years(of, n_years, NULL, to, stride, lent, &error)
    refused(YEARS(NULL, 4, years, 0, &memory), NKT_E_NULL, "table");
    of = (nkt_table)NKT_TABLE_OF(NULL, 2, 5);
    refused(YEARS(&of, 4, years, 0, &memory), NKT_E_NULL, "table.columns");
    of = (nkt_table)NKT_TABLE_OF(inputs, -2, 5);
    refused(YEARS(&of, 4, years, 0, &memory), NKT_E_COUNT, "table.n_columns");
    of = (nkt_table)NKT_TABLE_OF(inputs, 2, -5);
    refused(YEARS(&of, 4, years, 0, &memory), NKT_E_COUNT, "table.rows.n_rows");
    of = (nkt_table)NKT_TABLE_OF(inputs, 2, 5);
    refused(YEARS(&of, -4, years, 0, &memory), NKT_E_COUNT, "n_years");
    of.rows.groups = &inputs[0];
    refused(YEARS(&of, 4, years, 0, &memory), NKT_E_OPTION, "table.rows.groups");
    of = (nkt_table)NKT_TABLE_OF(inputs + 1, 2, 5);
    refused(YEARS(&of, 4, years, 0, &memory), NKT_E_ID, "table.columns");
    ck_assert_int_eq(error.id, NKT_COHORT_IN_SINCE);
    ck_assert_int_eq(error.reason, NKT_REASON_LACKING);
    of = (nkt_table)NKT_TABLE(odd, 5);
    odd[0] = odd[1] = inputs[0];
    refused(YEARS(&of, 4, years, 0, &memory), NKT_E_DUPLICATE, "table.columns[1]");
    odd[1].id = 1; /* as in earlier versions, and as a figure of the catalogue */
    refused(YEARS(&of, 4, years, 0, &memory), NKT_E_ID, "table.columns[1]");
    odd[1].id = NKT_COHORT_IN_INCOME + 1;
    refused(YEARS(&of, 4, years, 0, &memory), NKT_E_ID, "table.columns[1]");
    ck_assert_str_eq(error.message, "table.columns[1]: 9107 is no id of this table");
    odd[0].type = 99;
    refused(YEARS(&of, 4, years, 0, &memory), NKT_E_TYPE, "table.columns[0]");
    of = (nkt_table)NKT_TABLE_OF(inputs, 2, 5);
    refused(YEARS(&of, 4, NULL, 0, &memory), NKT_E_NULL, "out");
    refused(YEARS(&of, 4, years, 100, &memory), NKT_E_STRIDE, "stride");
    refused(YEARS(&of, 4, years, 0, NULL), NKT_E_NULL, "work");
    refused(YEARS(&of, 4, years, 0, &none), NKT_E_CAPACITY, "work");
    ck_assert_uint_gt(none.needed, 0);
    ck_assert_int_eq(years[0].n, 4711);
    of.rows.n_rows = INT64_MAX;
    refused(YEARS(&of, 4, years, 0, &memory), NKT_E_SIZE, "work");
    of.rows.n_rows = 5;
    none.data = malloc(none.needed);
    none.size = none.needed;
    ck_assert_int_eq(YEARS(&of, 4, years, 0, &none), NKT_OK);
    free(none.data);
    none = (nkt_memory){0};

    x = doubles(times);
    terms = (nkt_table)NKT_TABLE_OF(&x, 1, N);
#define EXPECTED(p, terms, o, to, stride, lent)                                                    \
    nkt_cohort_expected(p, terms, o, to, stride, lent, &error)
    refused(EXPECTED(NULL, &terms, NULL, &e, 0, &memory), NKT_E_NULL, "pseudo");
    refused(EXPECTED(&x, NULL, NULL, &e, 0, &memory), NKT_E_NULL, "terms");
    refused(EXPECTED(&odd[0], &terms, NULL, &e, 0, &memory), NKT_E_TYPE, "pseudo");
    refused(EXPECTED(&x, &terms, &bad, &e, 0, &memory), NKT_E_OPTION, "options.confidence");
    bad = (nkt_expected_time_options){.size = sizeof bad, .reserved = 1};
    refused(EXPECTED(&x, &terms, &bad, &e, 0, &memory), NKT_E_OPTION, "options.reserved");
    refused(EXPECTED(&x, &terms, NULL, NULL, 0, &memory), NKT_E_NULL, "out");
    refused(EXPECTED(&x, &terms, NULL, &e, 0, NULL), NKT_E_NULL, "work");
    refused(EXPECTED(&x, &terms, NULL, &e, 0, &none), NKT_E_CAPACITY, "work");
    terms.rows.groups = &x;
    terms.rows.n_groups = 2;
    refused(EXPECTED(&x, &terms, NULL, &e, 8, &memory), NKT_E_STRIDE, "stride");
    terms.rows.n_groups = -1;
    refused(EXPECTED(&x, &terms, NULL, &e, 0, &memory), NKT_E_COUNT, "terms.rows.n_groups");
    terms = (nkt_table)NKT_TABLE_OF(NULL, 1, N);
    refused(EXPECTED(&x, &terms, NULL, &e, 0, &memory), NKT_E_NULL, "terms.columns");
    terms = (nkt_table)NKT_TABLE_OF(&x, 1, -1);
    refused(EXPECTED(&x, &terms, NULL, &e, 0, &memory), NKT_E_COUNT, "terms.rows.n_rows");
    terms = (nkt_table)NKT_TABLE_OF(odd, 1, N);
    refused(EXPECTED(&x, &terms, NULL, &e, 0, &memory), NKT_E_TYPE, "terms.columns[0]");
    ck_assert_int_eq(e.n, 4711);
}
END_TEST

START_TEST(models_are_not_too_large) {
    nkt_column x = doubles(times), terms[65];
    nkt_expected_time e = {.n = 4711};
    nkt_table of = NKT_TABLE(terms, N);

    for (int k = 0; k < 65; k++)
        terms[k] = x;
    refused(nkt_cohort_expected(&x, &of, NULL, &e, 0, &memory, &error), NKT_E_COUNT,
            "terms.n_columns");
    ck_assert_int_eq(e.n, 4711);
    of.n_columns = 64;
    ck_assert_int_eq(nkt_cohort_expected(&x, &of, NULL, &e, 0, &memory, &error), NKT_TERM_DROPPED);
}
END_TEST

Suite *nkt_suite_cohort(void) {
    Suite *suite = suite_create("cohort");
    TCase *tcase = tcase_create("cohort");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 120); /* R takes a second to start */
    tcase_add_test(tcase, as_in_survival);
    tcase_add_test(tcase, a_textbook_case);
    tcase_add_test(tcase, without_censoring_it_is_a_mean);
    tcase_add_test(tcase, the_median_where_the_curve_is_flat);
    tcase_add_test(tcase, nobody_and_all_censored);
    tcase_add_test(tcase, bad_and_missing_persons);
    tcase_add_test(tcase, columns_of_r_and_structs_of_the_caller);
    tcase_add_test(tcase, memory_is_asked_for);
    tcase_add_test(tcase, expected_times);
    tcase_add_test(tcase, who_counts_in_the_model);
    tcase_add_test(tcase, sums_of_times_are_exact);
    tcase_add_test(tcase, years_since_reception);
    tcase_add_test(tcase, without_residence_all_count);
    tcase_add_test(tcase, bad_years);
    tcase_add_test(tcase, years_of_some);
    tcase_add_test(tcase, curves_are_checked);
    tcase_add_test(tcase, years_and_groups_are_checked);
    tcase_add_test(tcase, models_are_not_too_large);
    suite_add_tcase(suite, tcase);
    return suite;
}
