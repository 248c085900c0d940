/*
 * Estimates beside whose value an infinite number is to be published.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>

#include "nyckeltal/disclosure.h"

START_TEST(an_infinite_number_that_is_shown_is_bad) {
    static const int32_t with[] = {NKT_PUBLISH_LIMITS, NKT_PUBLISH_LIMITS, NKT_PUBLISH_BASIS};
    const nkt_estimate e[] = {
        {50, -INFINITY, 60, 10, 0, 0}, {50, 40, INFINITY, 10, 0, 0}, {50, 40, 60, INFINITY, 0, 0}};

    for (int k = 0; k < 3; k++)
        for (int32_t show = 0; show < 4; show++) {
            const nkt_rows one = NKT_ROWS(1);
            nkt_estimate in[1] = {e[k]}, out[1];
            nkt_error error;
            const nkt_status status = nkt_disclosure_publish(&NKT_ESTIMATES(in), &one, NULL, 1,
                                                             show, &NKT_ESTIMATES(out), &error);
            if (!(show & with[k])) {
                ck_assert_int_eq(status, NKT_OK);
                ck_assert_double_eq(out[0].value, 50);
                continue;
            }
            ck_assert_int_eq(status, NKT_ROWS_INVALID);
            ck_assert_int_eq(error.row, 0);
            ck_assert_int_eq(error.reason, NKT_REASON_NOT_FINITE);
            ck_assert_int_eq(out[0].state, NKT_STATE_INVALID);
            ck_assert_double_nan(out[0].value);
            ck_assert_double_nan(out[0].lower);
            ck_assert_double_nan(out[0].upper);
        }
}
END_TEST

Suite *nkt_suite_publish_infinite(void) {
    Suite *suite = suite_create("publish_infinite");
    TCase *tcase = tcase_create("publish_infinite");
    tcase_add_test(tcase, an_infinite_number_that_is_shown_is_bad);
    suite_add_tcase(suite, tcase);
    return suite;
}
