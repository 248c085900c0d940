/*
 * Changes of estimates that hold no number, an infinite one, or numbers too far apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>

#include "nyckeltal/options.h"
#include "nyckeltal/trend.h"

static const nkt_estimate good = {7, 6, 9, 20, NKT_STATE_VALUE, 0};
static nkt_estimate out;
static nkt_error error;

static nkt_estimate valued(double value, double lower, double upper) {
    return (nkt_estimate){value, lower, upper, 10, NKT_STATE_VALUE, 0};
}

static void ends(const nkt_estimate *e, int32_t state) {
    ck_assert_int_eq(e->state, state);
    ck_assert_double_nan(e->value);
    ck_assert_double_nan(e->lower);
    ck_assert_double_nan(e->upper);
}

START_TEST(no_number_is_missing) {
    const nkt_estimate absent = valued(NAN, NAN, NAN);
    int32_t arrow;

    ck_assert_int_eq(nkt_change(&absent, &good, 0, &out, &error), NKT_OK);
    ends(&out, NKT_STATE_MISSING);
    ck_assert_int_eq(nkt_change(&good, &absent, 0, &out, &error), NKT_OK);
    ends(&out, NKT_STATE_MISSING);
    ck_assert_int_eq(nkt_arrow(&absent, 0, &arrow, &error), NKT_OK);
    ck_assert_int_eq(arrow, NKT_NO_CODE);
}
END_TEST

START_TEST(infinite_numbers_and_no_states_are_bad) {
    const nkt_estimate bad[] = {valued(INFINITY, 1, 2),
                                valued(5, -INFINITY, 6),
                                valued(5, 4, INFINITY),
                                {5, 4, 6, 10, 77, 0}};

    for (int k = 0; k < 4; k++) {
        const int32_t reason = k == 3 ? NKT_REASON_UNKNOWN_STATE : NKT_REASON_NOT_FINITE;
        int32_t arrow = 4711;
        ck_assert_int_eq(nkt_change(&bad[k], &good, 0, &out, &error), NKT_ROWS_INVALID);
        ck_assert_str_eq(error.subject, "before");
        ck_assert_int_eq(error.row, 0);
        ck_assert_int_eq(error.reason, reason);
        ends(&out, NKT_STATE_INVALID);
        ck_assert_int_eq(nkt_change(&good, &bad[k], 0, &out, &error), NKT_ROWS_INVALID);
        ck_assert_str_eq(error.subject, "now");
        ends(&out, NKT_STATE_INVALID);
        ck_assert_int_eq(nkt_arrow(&bad[k], 0, &arrow, &error), NKT_ROWS_INVALID);
        ck_assert_int_eq(error.reason, reason);
        ck_assert_int_eq(arrow, NKT_NO_CODE);
    }
}
END_TEST

START_TEST(a_change_must_fit_a_double) {
    const nkt_estimate low = valued(-1e308, NAN, NAN), high = valued(1e308, NAN, NAN);
    const nkt_estimate wide = valued(0, -1.7e308, 1.7e308), wider = valued(1e308, 0.9e308, 1.7e308);

    ck_assert_int_eq(nkt_change(&low, &high, 0, &out, &error), NKT_ROWS_INVALID);
    ck_assert_int_eq(error.reason, NKT_REASON_OVERFLOW);
    ck_assert_str_eq(error.message, "now: row 0: less before is beyond the largest number");
    ends(&out, NKT_STATE_INVALID);
    ck_assert_int_eq(nkt_change(&wide, &wider, 0, &out, &error), NKT_ROWS_INVALID);
    ends(&out, NKT_STATE_INVALID);
}
END_TEST

START_TEST(limits_far_apart_have_their_root) {
    const nkt_estimate a = valued(0, -3e200, 3e200), b = valued(1e200, -3e200, 5e200);

    ck_assert_int_eq(nkt_change(&a, &b, 0, &out, &error), NKT_OK);
    ck_assert_double_eq_tol(out.lower / 1e200, 1 - 5, 1e-12);
    ck_assert_double_eq_tol(out.upper / 1e200, 1 + 5, 1e-12);
}
END_TEST

Suite *nkt_suite_change_bad(void) {
    Suite *suite = suite_create("change_bad");
    TCase *tcase = tcase_create("change_bad");
    tcase_add_test(tcase, no_number_is_missing);
    tcase_add_test(tcase, infinite_numbers_and_no_states_are_bad);
    tcase_add_test(tcase, a_change_must_fit_a_double);
    tcase_add_test(tcase, limits_far_apart_have_their_root);
    suite_add_tcase(suite, tcase);
    return suite;
}
