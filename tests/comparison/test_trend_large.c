/*
 * Numbers of a series so large that a slope or a test of them would be infinite.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/trend_series.h"

static void set(void) {
    for (int i = 0; i < 6; i++) {
        year[i] = 2000 + i;
        y[i] = i + 1;
        part[i] = 10 * (i + 1);
        whole[i] = 100;
    }
}

static void is_reported(nkt_status status, const char *subject) {
    ck_assert_int_eq(status, NKT_ROWS_INVALID);
    ck_assert_int_eq(error.reason, NKT_REASON_OVERFLOW);
    ck_assert_str_eq(error.subject, subject);
    ck_assert_int_eq(error.row, 2);
    ck_assert_int_eq(error.rows_affected, 1);
}

START_TEST(are_bad_data_of_their_row) {
    static const double large[] = {1.7e308, -1.7e308, 1e200};

    for (int k = 0; k < 3; k++) {
        set();
        y[2] = large[k];
        is_reported(slope(6, NKT_SLOPE_LEAST_SQUARES), "series.values");
        ck_assert_double_eq_tol(estimate.value, 1, 1e-12);
        ck_assert(isfinite(estimate.lower) && isfinite(estimate.upper));
        is_reported(slope(6, NKT_SLOPE_THEIL_SEN), "series.values");
        ck_assert_double_eq_tol(estimate.value, 1, 1e-12);
        is_reported(kendall(6), "series.values");
    }
    set();
    part[2] = whole[2] = 1e308;
    is_reported(armitage(6), "series.parts");
    ck_assert(isfinite(test.statistic));
    ck_assert_int_eq(test.sign, NKT_SIDE_ABOVE);
    is_reported(judge(6, NULL), "series.parts");
    ck_assert(isfinite(result.slope.value));
    part[2] = 1e100;
    whole[2] = 1e-100;
    is_reported(judge(6, NULL), "series.parts");
}
END_TEST

START_TEST(the_largest_are_some) {
    set();
    for (int i = 0; i < 6; i++) {
        year[i] = (i - 3) * 0x1p51;
        y[i] = i % 2 ? 1e130 : -1e130;
        whole[i] = 1e130;
        part[i] = i * 1e129;
    }
    for (int method = 0; method < 2; method++) {
        ck_assert_int_eq(slope(6, method), NKT_OK);
        ck_assert(isfinite(estimate.value) && isfinite(estimate.lower) && isfinite(estimate.upper));
    }
    ck_assert_int_eq(armitage(6), NKT_OK);
    ck_assert(isfinite(test.statistic) && test.sign == NKT_SIDE_ABOVE);
    ck_assert_int_eq(judge(6, NULL), NKT_OK);
    ck_assert(isfinite(result.slope.value) && isfinite(result.differ.statistic));
}
END_TEST

Suite *nkt_suite_trend_large(void) {
    Suite *suite = suite_create("trend_large");
    TCase *tcase = tcase_create("trend_large");
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_test(tcase, are_bad_data_of_their_row);
    tcase_add_test(tcase, the_largest_are_some);
    suite_add_tcase(suite, tcase);
    return suite;
}
