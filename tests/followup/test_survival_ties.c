/*
 * Survival curves where they meet one half, and times that are one but for rounding. What is expected
 * is from R 4.2, survival 3.5.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "draw.h"
#include "nyckeltal/cohort.h"
#include "nyckeltal/realloc.h"

#include <check.h>
#include <string.h>

enum { MOST = 8 };

static double times[MOST], causes[MOST];
static nkt_column of_times, of_causes;
static nkt_cases cases;
static nkt_curve_point points[MOST];
static nkt_curve curve;
static nkt_waiting waiting;
static nkt_memory work = NKT_MEMORY_REALLOC;
static nkt_error error;

static void setup(void) {
    of_times = doubles(times);
    of_causes = doubles(causes);
    curve = (nkt_curve){.points = points, .capacity = MOST};
}

static void teardown(void) {
    nkt_memory_free(&work);
}

static void wait_for(const double *t, const double *c, int n, int32_t limits) {
    const nkt_cohort_options options = {.size = sizeof options, .limits = limits};

    memcpy(times, t, (size_t)n * sizeof *t);
    memcpy(causes, c, (size_t)n * sizeof *c);
    cases = (nkt_cases){.rows = NKT_ROWS(n), .times = &of_times, .causes = &of_causes};
    ck_assert_int_eq(nkt_cohort_waiting(&cases, &options, &curve, &waiting, &work, &error), NKT_OK);
}

/* A plain limit is cut to 0 at 6, where it passes one half: not at 8, where it lies there still. */
START_TEST(a_limit_cut_to_0_has_passed_one_half) {
    static const double t[] = {2, 5, 6, 6, 8, 11}, c[] = {1, 0, 1, 1, 1, 1};

    wait_for(t, c, 6, NKT_LIMITS_PLAIN);
    ck_assert_double_eq(points[2].lower, 0);
    ck_assert_double_eq(waiting.median, 6);
    ck_assert_double_eq(waiting.median_lower, 6);
    ck_assert_double_nan(waiting.median_upper);
}
END_TEST

/* ... and what falls from above one half straight to 0 has passed it there, once. */
START_TEST(a_curve_that_ends_has_passed_one_half) {
    static const double t[] = {3, 3, 5, 7}, c[] = {1, 1, 0, 0}, last[] = {0, 0, 0, 1};

    wait_for(t, c, 4, NKT_LIMITS_LOG); /* at one half from 3 on, never below */
    ck_assert_double_eq(waiting.median, 3);
    wait_for(t, last, 4, NKT_LIMITS_LOG);
    ck_assert_double_eq(waiting.median, 7);
}
END_TEST

START_TEST(times_that_differ_by_rounding_are_one) {
    const double t[] = {0.3, 0.1 + 0.2, 0.2, 0.5, 0.7, 0.7}, c[] = {1, 1, 1, 0, 1, 1};
    static const double exact[] = {0.2, 0.3, 0.5, 0.7};

    ck_assert(t[0] != t[1]);
    wait_for(t, c, 6, NKT_LIMITS_LOG);
    ck_assert_int_eq(curve.n, 4);
    for (int k = 0; k < 4; k++)
        ck_assert_double_eq(points[k].time, exact[k]); /* the earliest of those that are one */
    ck_assert_int_eq(points[1].n_events, 2);
    ck_assert_int_eq(points[1].at_risk, 5);
    ck_assert_double_eq_tol(points[1].value, 50, 1e-12);
    ck_assert_double_eq_tol(points[1].lower,
                            50 * exp(-1.959963984540054 * sqrt(1.0 / 30 + 2.0 / 15)), 1e-9);
    ck_assert_double_eq_tol(waiting.median, 0.5, 1e-12); /* the middle of .3 to .7 */
}
END_TEST

/* Whatever the unit; and times that differ by more are two. */
START_TEST(the_unit_of_times_does_not_matter) {
    static const double units[] = {1e-12, 1, 365.25, 1e12}, c[] = {1, 1, 1};

    for (int k = 0; k < 4; k++) {
        const double near[] = {units[k], units[k] * (1 + 1e-9), 3 * units[k]};
        const double apart[] = {units[k], units[k] * (1 + 1e-7), 3 * units[k]};
        wait_for(near, c, 3, NKT_LIMITS_LOG);
        ck_assert_int_eq(curve.n, 2);
        wait_for(apart, c, 3, NKT_LIMITS_LOG);
        ck_assert_int_eq(curve.n, 3);
    }
}
END_TEST

/* A horizon that is the last time is not beyond it, however it was summed. */
START_TEST(the_last_time_is_a_horizon) {
    const double t[] = {0.1, 0.3, 0.1 + 0.2}, c[] = {1, 1, 0}, ends[] = {0.3, 0.1 + 0.2};

    for (int k = 0; k < 2; k++) {
        const nkt_cohort_options options = {.size = sizeof options, .horizon = ends[k]};
        double pseudo[3];
        wait_for(t, c, 3, NKT_LIMITS_LOG);
        ck_assert_int_eq(nkt_cohort_waiting(&cases, &options, NULL, &waiting, &work, &error),
                         NKT_OK);
        ck_assert_double_eq_tol(waiting.mean, (0.1 + 0.3 + 0.3) / 3, 1e-12);
        ck_assert_int_eq(nkt_cohort_pseudo(&cases, &options, &NKT_TO(pseudo), &work, &error),
                         NKT_OK);
    }
}
END_TEST

/* A censored time and an event that are one: who is last seen then is at risk of the event. */
START_TEST(events_come_before_censoring_at_one_time) {
    const double t[] = {0.3, 0.1 + 0.2, 0.9}, c[] = {0, 1, 0}, turned[] = {1, 0, 0};

    for (int k = 0; k < 2; k++) {
        wait_for(t, k ? turned : c, 3, NKT_LIMITS_LOG);
        ck_assert_int_eq(points[0].at_risk, 3);
        ck_assert_int_eq(points[0].n_events, 1);
        ck_assert_int_eq(points[0].n_censored, 1);
        ck_assert_double_eq_tol(points[0].value, 100 * 2.0 / 3, 1e-12);
    }
}
END_TEST

Suite *nkt_suite_survival_ties(void) {
    Suite *suite = suite_create("survival_ties");
    TCase *tcase = tcase_create("survival_ties");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, a_limit_cut_to_0_has_passed_one_half);
    tcase_add_test(tcase, a_curve_that_ends_has_passed_one_half);
    tcase_add_test(tcase, times_that_differ_by_rounding_are_one);
    tcase_add_test(tcase, the_unit_of_times_does_not_matter);
    tcase_add_test(tcase, the_last_time_is_a_horizon);
    tcase_add_test(tcase, events_come_before_censoring_at_one_time);
    suite_add_tcase(suite, tcase);
    return suite;
}
