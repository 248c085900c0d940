/*
 * Estimates with one limit alone, infinite ones, and equal ones: the same rule where units are
 * ranked by their limits and where those that are clearly better are looked for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>

#include "nyckeltal/rank.h"
#include "nyckeltal/realloc.h"

enum { UNITS = 4 };

static nkt_estimate e[UNITS];
static double limits[UNITS][2];
static int32_t better[UNITS];
static int64_t n_better;
static nkt_error error;

static nkt_estimate of(double value, double lower, double upper) {
    return (nkt_estimate){value, lower, upper, 10, NKT_STATE_VALUE, 0};
}

static void set(nkt_estimate odd) {
    e[0] = of(10, 9, 11);
    e[1] = of(20, 19, 21);
    e[2] = odd;
    e[3] = of(5, 4, 6);
}

static nkt_status rank(void) {
    const nkt_rows rows = NKT_ROWS(UNITS);
    const nkt_target to = {.values = limits, .type = NKT_FLOAT64};
    nkt_memory work = NKT_MEMORY_REALLOC;
    const nkt_status status =
        nkt_rank_limits(&NKT_ESTIMATES(e), &rows, NKT_DIRECTION_HIGH, &to, &work, &error);

    nkt_memory_free(&work);
    return status;
}

static nkt_status find_better(int64_t focus, double certainty) {
    const nkt_rows rows = NKT_ROWS(UNITS);
    const nkt_peers peers = {.focus = focus};
    const nkt_better_options options = {.size = sizeof options,
                                        .direction = NKT_DIRECTION_HIGH,
                                        .certainty = certainty,
                                        .control = NKT_CONTROL_EACH};
    const nkt_target to = NKT_TO(better);

    return nkt_better_among(&NKT_ESTIMATES(e), &rows, &peers, &options, &to, NULL, &n_better,
                            &error);
}

START_TEST(one_limit_is_none) {
    const nkt_estimate odd[] = {of(20, 19, NAN), of(20, NAN, 21), of(20, NAN, NAN)};

    for (int k = 0; k < 3; k++) {
        set(odd[k]);
        ck_assert_int_eq(rank(), NKT_OK);
        ck_assert_double_nan(limits[2][0]);
        ck_assert_double_eq(limits[0][0], 2);
        ck_assert_int_eq(find_better(0, 0), NKT_OK);
        ck_assert_int_eq(n_better, 1);
        ck_assert_int_eq(better[0], 1);
        ck_assert_int_eq(find_better(2, 0), NKT_OK);
        ck_assert_int_eq(n_better, 0);
    }
}
END_TEST

START_TEST(what_cannot_be_is_reported) {
    const struct {
        nkt_estimate odd;
        int32_t reason;
    } bad[] = {{of(INFINITY, 19, 21), NKT_REASON_NOT_FINITE},
               {of(20, -INFINITY, 21), NKT_REASON_NOT_FINITE},
               {of(20, 19, INFINITY), NKT_REASON_NOT_FINITE},
               {of(20, 21, 19), NKT_REASON_IMPOSSIBLE},
               {{20, 19, 21, 10, 99, 0}, NKT_REASON_UNKNOWN_STATE}};

    for (int k = 0; k < 5; k++) {
        set(bad[k].odd);
        ck_assert_int_eq(rank(), NKT_ROWS_INVALID);
        ck_assert_int_eq(error.row, 2);
        ck_assert_int_eq(error.reason, bad[k].reason);
        ck_assert_int_eq(error.rows_affected, 1);
        ck_assert_double_nan(limits[2][1]);
        ck_assert_int_eq(find_better(0, 0), NKT_ROWS_INVALID);
        ck_assert_int_eq(error.row, 2);
        ck_assert_int_eq(error.reason, bad[k].reason);
        ck_assert_int_eq(error.rows_affected, 1);
        ck_assert_int_eq(n_better, 1);
        ck_assert_int_eq(find_better(2, 0), NKT_ROWS_INVALID);
        ck_assert_int_eq(n_better, 0);
    }
}
END_TEST

START_TEST(an_equal_unit_is_not_better) {
    set(of(10, 9, 11));
    ck_assert_int_eq(find_better(0, 0.5), NKT_OK);
    ck_assert_int_eq(n_better, 1);
    ck_assert_int_eq(better[0], 1);
    set(of(10, 10, 10));
    e[0] = e[2];
    ck_assert_int_eq(find_better(0, 0.5), NKT_OK);
    ck_assert_int_eq(n_better, 1);
    set(of(10.001, 9, 11)); /* more probably than not */
    ck_assert_int_eq(find_better(0, 0.5), NKT_OK);
    ck_assert_int_eq(n_better, 2);
}
END_TEST

Suite *nkt_suite_rank_one_limit(void) {
    Suite *suite = suite_create("rank_one_limit");
    TCase *tcase = tcase_create("rank_one_limit");
    tcase_add_test(tcase, one_limit_is_none);
    tcase_add_test(tcase, what_cannot_be_is_reported);
    tcase_add_test(tcase, an_equal_unit_is_not_better);
    suite_add_tcase(suite, tcase);
    return suite;
}
