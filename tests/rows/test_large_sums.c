/*
 * Sums that no double holds, where what is made of them is one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <float.h>
#include <math.h>

#include "nyckeltal/distribution.h"
#include "nyckeltal/group.h"
#include "nyckeltal/rank.h"
#include "nyckeltal/realloc.h"

static nkt_error error;
static nkt_summary s;

static nkt_status summarise(const double *x, const double *w, int n) {
    const nkt_column values = {.values = x, .stride = sizeof *x, .type = NKT_FLOAT64};
    const nkt_column weights = {.values = w, .stride = sizeof *w, .type = NKT_FLOAT64};
    const nkt_rows rows = NKT_ROWS(n);
    nkt_memory work = NKT_MEMORY_REALLOC;
    const nkt_status status = nkt_summarise(&values, w ? &weights : NULL, &rows, &s, &work, &error);

    nkt_memory_free(&work);
    return status;
}

static void is_close(double value, double wanted) {
    ck_assert(isfinite(value));
    ck_assert_double_le(fabs(value - wanted), 1e-15 * fabs(wanted));
}

START_TEST(means_lie_between_their_numbers) {
    const double x[] = {1.7e308, 1.7e308, 1.6e308}, low[] = {-DBL_MAX, -DBL_MAX},
                 ones[] = {1, 1, 2};

    ck_assert_int_eq(summarise(x, ones, 3), NKT_OK);
    is_close(s.mean, 1.7e308 / 3 + 1.7e308 / 3 + 1.6e308 / 3);
    is_close(s.weighted_mean, 1.65e308);
    ck_assert_double_eq(s.weights, 4);
    ck_assert_double_le(fabs(s.sd / 1e307 - sqrt(1.0 / 3)), 1e-12);
    ck_assert_int_eq(summarise(low, NULL, 2), NKT_OK);
    ck_assert_double_eq(s.mean, -DBL_MAX);
    ck_assert_double_eq(s.sd, 0);
}
END_TEST

START_TEST(squares_need_not_be_doubles) {
    const double x[] = {1e200, 3e200, 2e200}, tiny[] = {1e-200, 3e-200, 2e-200};

    ck_assert_int_eq(summarise(x, NULL, 3), NKT_OK);
    is_close(s.sd, 1e200);
    ck_assert_int_eq(summarise(tiny, NULL, 3), NKT_OK);
    is_close(s.sd, 1e-200);
}
END_TEST

START_TEST(products_need_not_be_doubles) {
    const double x[] = {5e-324, 5e-324}, w[] = {5e-324, 1e-323}, large[] = {1e300, 1e299};

    ck_assert_int_eq(summarise(x, w, 2), NKT_OK);
    ck_assert_double_eq(s.weighted_mean, 5e-324);
    ck_assert_int_eq(summarise(large, large, 2), NKT_OK);
    is_close(s.weighted_mean, 1.01 / 1.1 * 1e300);
}
END_TEST

START_TEST(what_no_double_holds_is_refused) {
    const double x[] = {DBL_MAX, -DBL_MAX}, w[] = {DBL_MAX, DBL_MAX}, one[] = {1, 2};

    s.n = 4711;
    ck_assert_int_eq(summarise(x, NULL, 2), NKT_E_DOMAIN);
    ck_assert_int_eq(error.reason, NKT_REASON_OVERFLOW);
    ck_assert_str_eq(error.subject, "values");
    ck_assert_int_eq(summarise(one, w, 2), NKT_E_DOMAIN);
    ck_assert_str_eq(error.subject, "weights");
    ck_assert_int_eq(s.n, 4711);
}
END_TEST

START_TEST(means_of_groups) {
    const double x[] = {1e308, 1e308, 1.5e308, -1e308, -1.5e308};
    const int32_t group[] = {0, 0, 0, 1, 1};
    const nkt_column values = NKT_ARRAY(0, x), groups = NKT_ARRAY(0, group);
    const nkt_rows rows = {.n_rows = 5, .groups = &groups, .n_groups = 2};
    nkt_memory work = NKT_MEMORY_REALLOC;
    nkt_total totals[2];

    ck_assert_int_eq(nkt_group_mean(&values, &rows, totals, 0, &work, &error), NKT_OK);
    is_close(totals[0].value, 3.5 / 3 * 1e308);
    is_close(totals[1].value, -1.25e308);
    ck_assert_int_eq(nkt_group_sum(&values, &rows, totals, 0, &work, &error), NKT_ROWS_INVALID);
    ck_assert_int_eq(error.reason, NKT_REASON_OVERFLOW);
    nkt_memory_free(&work);
}
END_TEST

START_TEST(a_composite_of_numbers_far_apart) {
    const double x[] = {-1.7e308, 0, 1.7e308};
    const nkt_column figures[] = {NKT_ARRAY(0, x)};
    const nkt_table table = {NKT_ROWS(3), figures, 1};
    const int32_t direction = NKT_DIRECTION_HIGH;
    nkt_memory work = NKT_MEMORY_REALLOC;
    double index[3];

    ck_assert_int_eq(nkt_composite(&table, &direction, &NKT_TO(index), &work, &error), NKT_OK);
    ck_assert_double_eq(index[0], 0);
    ck_assert_double_eq_tol(index[1], 50, 1e-12);
    ck_assert_double_eq(index[2], 100);
    nkt_memory_free(&work);
}
END_TEST

Suite *nkt_suite_large_sums(void) {
    Suite *suite = suite_create("large_sums");
    TCase *tcase = tcase_create("large_sums");
    tcase_add_test(tcase, means_lie_between_their_numbers);
    tcase_add_test(tcase, squares_need_not_be_doubles);
    tcase_add_test(tcase, products_need_not_be_doubles);
    tcase_add_test(tcase, what_no_double_holds_is_refused);
    tcase_add_test(tcase, means_of_groups);
    tcase_add_test(tcase, a_composite_of_numbers_far_apart);
    suite_add_tcase(suite, tcase);
    return suite;
}
