/*
 * Years that lie too far from each other to be subtracted: bad data of their rows, in every function
 * that reads a series.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/trend_series.h"

static int64_t far[5];

/* Years before, about and after the counts and values of the first n rows. */
static void set(int n, int64_t first_year) {
    years = (nkt_column){.values = far, .stride = sizeof *far, .type = NKT_INT64};
    for (int i = 0; i < n; i++) {
        far[i] = 2000 + i;
        y[i] = i + 1;
        part[i] = 10 * (i + 1);
        whole[i] = 100;
    }
    far[0] = first_year;
}

static void is_reported(nkt_status status, int32_t reason, double bound) {
    ck_assert_int_eq(status, NKT_ROWS_INVALID);
    ck_assert_int_eq(error.row, 0);
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_int_eq(error.reason, reason);
    ck_assert(error.bound == bound);
    ck_assert_ptr_nonnull(strstr(error.message, "row 0: "));
    ck_assert_ptr_nonnull(strstr(error.message, "is no year: they lie within 2^53 of 0"));
}

START_TEST(are_left_out_everywhere) {
    static const int64_t beyond[] = {INT64_MIN, -(INT64_C(1) << 53) - 1, (INT64_C(1) << 53) + 1,
                                     INT64_MAX};
    const nkt_trend_options flow = {.size = sizeof flow, .measure = NKT_MEASURE_FLOW};

    for (int k = 0; k < 4; k++) {
        const int32_t reason = beyond[k] < 0 ? NKT_REASON_TOO_SMALL : NKT_REASON_TOO_LARGE;
        const double bound = beyond[k] < 0 ? -0x1p53 : 0x1p53;
        const nkt_series counted = of_counts(5), valued = of_values(5);
        set(5, beyond[k]);
        for (int method = 0; method < 2; method++) {
            is_reported(slope(5, method), reason, bound);
            ck_assert_double_eq_tol(estimate.value, 1, 1e-12);
            ck_assert_double_eq(estimate.basis, 4);
        }
        is_reported(kendall(5), reason, bound);
        ck_assert_int_eq(test.n, 4);
        is_reported(armitage(5), reason, bound);
        ck_assert_int_eq(test.sign, NKT_SIDE_ABOVE);
        is_reported(nkt_heterogeneity(&counted, &flow, &test, &error), reason, bound);
        ck_assert_int_eq(test.n, 4);
        is_reported(nkt_trend(&valued, &flow, &result, &error), reason, bound);
        ck_assert_int_eq(result.first_year, 2001);
        is_reported(
            nkt_trend_gap(&counted, &counted, NKT_CONTRAST_DIFFERENCE, &flow, &result, &error),
            reason, bound);
        ck_assert_int_eq(result.first_year, 2001);
    }
}
END_TEST

START_TEST(are_found_in_any_type) {
    static const double odd[] = {1e300, 0x1p53 + 2};

    set(3, 0);
    years = doubles(year);
    for (int k = 0; k < 2; k++) {
        year[0] = odd[k];
        year[1] = 2000;
        year[2] = 2001;
        is_reported(slope(3, 0), NKT_REASON_TOO_LARGE, 0x1p53);
        ck_assert_double_eq(estimate.value, 1);
    }
    year[0] = 2000.5;
    ck_assert_int_eq(slope(3, 0), NKT_ROWS_INVALID);
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_WHOLE);
}
END_TEST

START_TEST(the_furthest_years_are_some) {
    set(3, -(INT64_C(1) << 53));
    far[2] = INT64_C(1) << 53;
    for (int method = 0; method < 2; method++) {
        ck_assert_int_eq(slope(3, method), NKT_OK);
        ck_assert(estimate.value > 0 && estimate.value < 1e-15);
    }
    ck_assert_int_eq(armitage(3), NKT_OK);
    ck_assert_int_eq(test.sign, NKT_SIDE_ABOVE);
}
END_TEST

Suite *nkt_suite_trend_far_years(void) {
    Suite *suite = suite_create("trend_far_years");
    TCase *tcase = tcase_create("trend_far_years");
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_test(tcase, are_left_out_everywhere);
    tcase_add_test(tcase, are_found_in_any_type);
    tcase_add_test(tcase, the_furthest_years_are_some);
    suite_add_tcase(suite, tcase);
    return suite;
}
