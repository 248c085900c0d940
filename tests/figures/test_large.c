/*
 * Numbers so large that something on the way to a figure is no double: where the figure itself is one
 * it is given, where it is none the row is bad data.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <float.h>
#include <math.h>

#include "nyckeltal/compute.h"
#include "nyckeltal/composition.h"
#include "nyckeltal/kinds.h"
#include "nyckeltal/reception.h"

static nkt_estimate e;
static nkt_error error;

static void is_close(double value, double wanted) {
    ck_assert(isfinite(value));
    ck_assert_double_le(fabs(value - wanted), 1e-14 * fabs(wanted));
}

static void is(double value, double lower, double upper) {
    ck_assert_int_eq(error.status, NKT_OK);
    ck_assert_int_eq(e.state, NKT_STATE_VALUE);
    is_close(e.value, value);
    is_close(e.lower, lower);
    is_close(e.upper, upper);
}

static void is_beyond(void) {
    ck_assert_int_eq(error.status, NKT_ROWS_INVALID);
    ck_assert_int_eq(error.reason, NKT_REASON_OVERFLOW);
    ck_assert_int_eq(error.row, 0);
    ck_assert_int_eq(e.state, NKT_STATE_INVALID);
    ck_assert_double_nan(e.value);
    ck_assert_double_nan(e.lower);
    ck_assert_double_nan(e.upper);
    ck_assert_double_nan(e.basis);
}

START_TEST(shares_of_crowds) {
    static const int32_t intervals[] = {NKT_INTERVAL_WILSON, NKT_INTERVAL_CLOPPER_PEARSON,
                                        NKT_INTERVAL_MID_P, NKT_INTERVAL_JEFFREYS};
    static const double sizes[] = {1e308, DBL_MAX, 1e200, 1e154, 1e151, 1e101};

    for (int k = 0; k < 4; k++)
        for (int n = 0; n < 6; n++) {
            const nkt_options options = {.size = sizeof options, .share_interval = intervals[k]};
            nkt_share(sizes[n], sizes[n], &options, &e, &error);
            is(100, 100, 100);
            nkt_share(sizes[n] / 4, sizes[n], &options, &e, &error);
            is(25, 25, 25);
            nkt_share(0, sizes[n], &options, &e, &error);
            ck_assert_double_eq(e.value, 0);
            ck_assert_double_eq(e.lower, 0);
            ck_assert(e.upper > 0 && e.upper < 1e-90);
        }
}
END_TEST

START_TEST(shares_above_their_whole) {
    nkt_share(1e307, 10, NULL, &e, &error);
    ck_assert_int_eq(error.status, NKT_OK);
    is_close(e.value, 1e308);
    ck_assert_int_eq(e.flags, NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR);
    nkt_share(1e308, 1, NULL, &e, &error);
    is_beyond();
    ck_assert_str_eq(error.subject, "part");
}
END_TEST

START_TEST(quotients) {
    nkt_rate(1e308, 1e308, 1000, NULL, &e, &error);
    is(1000, 1000, 1000);
    nkt_rate(1e300, 1e-100, 1000, NULL, &e, &error);
    is_beyond();
    nkt_ratio(1e300, 1e-300, NULL, &e, &error);
    is_beyond();
    nkt_odds(1e308, 1e308, NULL, &e, &error);
    is(1, 1, 1);
    nkt_odds(1e308, 1e-10, NULL, &e, &error);
    is_beyond();
    nkt_balance(1e308, 1e308, 5e307, 1e308, NULL, &e, &error);
    is(2, 2, 2);
    nkt_balance(1e300, 1e301, 1e-300, 1e300, NULL, &e, &error);
    is_beyond();
    nkt_balance(1e-10, 1e-5, 1e-300, 1e300, NULL, &e, &error);
    is_beyond();
    nkt_difference(1e308, 1e308, 5e307, 1e308, NULL, &e, &error);
    is(50, 50, 50);
    nkt_difference(1e308, 1, 1e308, 1, NULL, &e, &error);
    is_beyond();
}
END_TEST

START_TEST(means_and_their_squares) {
    ck_assert_int_eq(nkt_mean(1e200, 1e300, 5, NULL, &e, &error), NKT_ROWS_INVALID);
    ck_assert_int_eq(error.reason, NKT_REASON_IMPOSSIBLE);
    ck_assert_int_eq(e.state, NKT_STATE_INVALID);
    ck_assert_double_nan(e.value);
    nkt_mean(3e150, 5e300, 2, NULL, &e, &error); /* 1e150 and 2e150 */
    is(1.5e150, (1.5 - 12.706204736174694 / 2) * 1e150, (1.5 + 12.706204736174694 / 2) * 1e150);
    nkt_mean(1e300, NAN, 1e-300, NULL, &e, &error);
    is_beyond();
}
END_TEST

enum { ROWS = 4 };

static const double received[ROWS] = {10, 1e308, 1e308, 1},
                    assigned[ROWS] = {5, 5e307, 5e307, 1e307};
static const double before[ROWS] = {10, 1, 1e308, 1};
static const nkt_column columns[] = {NKT_ARRAY(NKT_IN_RECEIVED, received),
                                     NKT_ARRAY(NKT_IN_RECEIVED_ASSIGNED, assigned),
                                     NKT_ARRAY(NKT_IN_RECEIVED_PREVIOUS_YEAR, before)};
static const nkt_table table = {NKT_ROWS(ROWS), columns, 3};

START_TEST(rows_of_a_table) {
    static const int32_t figures[] = {NKT_RECEIVED_ASSIGNED_SHARE, NKT_RECEIVED_2_YEARS};
    nkt_estimate out[ROWS][2];

    ck_assert_int_eq(nkt_compute(&table, figures, 2, NULL, &NKT_ESTIMATES_ROWS(out), &error),
                     NKT_ROWS_INVALID);
    ck_assert_int_eq(error.reason, NKT_REASON_OVERFLOW);
    ck_assert_int_eq(error.row, 2);
    ck_assert_int_eq(error.id, NKT_RECEIVED_2_YEARS);
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_double_eq(out[0][0].value, 50);
    is_close(out[1][0].value, 50);
    ck_assert_double_eq(out[1][1].value, 1e308);
    ck_assert_int_eq(out[2][1].state, NKT_STATE_INVALID);
    ck_assert_int_eq(out[3][0].state, NKT_STATE_INVALID);
    ck_assert_double_nan(out[3][0].value);
    ck_assert_double_eq(out[3][1].value, 2);
}
END_TEST

START_TEST(settled_and_composed) {
    nkt_estimate out[ROWS][3];
    const nkt_estimates to = NKT_ESTIMATES_ROWS(out);
    const nkt_table parts = {NKT_ROWS(ROWS), columns + 1, 2};

    ck_assert_int_eq(nkt_reception_settlement(&table, NULL, &to, NULL, &error), NKT_ROWS_INVALID);
    ck_assert_int_eq(error.reason, NKT_REASON_OVERFLOW);
    ck_assert_int_eq(error.row, 3);
    ck_assert_int_eq(error.rows_affected, 1);
    for (int item = 0; item < 2; item++) {
        is_close(out[1][item].value, 50);
        ck_assert_int_eq(out[3][item].state, NKT_STATE_INVALID);
    }
    ck_assert_double_eq(out[3][2].value, 1 - 1e307);
    ck_assert_int_eq(nkt_composition(&parts, &columns[0], NULL, &to, NULL, &error),
                     NKT_ROWS_INVALID);
    ck_assert_int_eq(error.reason, NKT_REASON_OVERFLOW);
    ck_assert_int_eq(error.row, 3);
    is_close(out[1][0].value, 50);
    is_close(out[1][2].value, 50);
    is_close(out[2][1].value, 100); /* together above their whole */
    is_close(out[2][2].value, -50);
    ck_assert_int_eq(out[3][0].state, NKT_STATE_INVALID);
    ck_assert_int_eq(out[3][2].state, NKT_STATE_INVALID);
    ck_assert_double_eq(out[3][1].value, 100);
}
END_TEST

Suite *nkt_suite_large(void) {
    Suite *suite = suite_create("large");
    TCase *tcase = tcase_create("large");
    tcase_add_test(tcase, shares_of_crowds);
    tcase_add_test(tcase, shares_above_their_whole);
    tcase_add_test(tcase, quotients);
    tcase_add_test(tcase, means_and_their_squares);
    tcase_add_test(tcase, rows_of_a_table);
    tcase_add_test(tcase, settled_and_composed);
    suite_add_tcase(suite, tcase);
    return suite;
}
