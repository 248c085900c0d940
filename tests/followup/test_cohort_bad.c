/*
 * Calls about curves and expected times that are refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/cohort_persons.h"

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

Suite *nkt_suite_cohort_bad(void) {
    Suite *suite = suite_create("cohort_bad");
    TCase *tcase = tcase_create("cohort_bad");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, curves_are_checked);
    tcase_add_test(tcase, models_are_not_too_large);
    suite_add_tcase(suite, tcase);
    return suite;
}
