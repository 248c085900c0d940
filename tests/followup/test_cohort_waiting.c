/*
 * Waiting times by hand: a textbook case, no censoring, nobody, bad persons; where persons come
 * from, where curves go to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/cohort_persons.h"

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

Suite *nkt_suite_cohort_waiting(void) {
    Suite *suite = suite_create("cohort_waiting");
    TCase *tcase = tcase_create("cohort_waiting");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, a_textbook_case);
    tcase_add_test(tcase, without_censoring_it_is_a_mean);
    tcase_add_test(tcase, the_median_where_the_curve_is_flat);
    tcase_add_test(tcase, nobody_and_all_censored);
    tcase_add_test(tcase, bad_and_missing_persons);
    tcase_add_test(tcase, columns_of_r_and_structs_of_the_caller);
    tcase_add_test(tcase, memory_is_asked_for);
    suite_add_tcase(suite, tcase);
    return suite;
}
