/*
 * What begins after the last day observed has not begun: no more of it is left than was ever allowed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>

#include "nyckeltal/timeliness.h"

START_TEST(nothing_is_known_of_what_has_not_begun) {
    const int64_t start[] = {7, 0, -3, 1, 7},
                  end[] = {INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN, 20};
    const nkt_column starts = {.values = start, .stride = sizeof *start, .type = NKT_INT64};
    const nkt_column ends = {.values = end, .stride = sizeof *end, .type = NKT_INT64_R};
    const nkt_rows rows = NKT_ROWS(5);
    const nkt_length_options options = {.size = sizeof options, .days = 10, .until_given = 1};
    double exceeds[5];
    int64_t n;
    nkt_error error;

    ck_assert_int_eq(
        nkt_timeliness_lengths(&starts, &ends, &rows, &options, &NKT_TO(exceeds), &n, &error),
        NKT_OK);
    ck_assert_double_nan(exceeds[0]);
    ck_assert_double_eq(exceeds[1], -9); /* its first day: nine are left */
    ck_assert_double_eq(exceeds[2], -6);
    ck_assert_double_nan(exceeds[3]);
    ck_assert_double_eq(exceeds[4], 4); /* its end is known */
    ck_assert_int_eq(n, 1);
}
END_TEST

Suite *nkt_suite_timeliness_not_begun(void) {
    Suite *suite = suite_create("timeliness_not_begun");
    TCase *tcase = tcase_create("timeliness_not_begun");
    tcase_add_test(tcase, nothing_is_known_of_what_has_not_begun);
    suite_add_tcase(suite, tcase);
    return suite;
}
