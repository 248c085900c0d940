/*
 * Limits of a mean of numbers that are nearly alike: from the numbers they keep their digits, from
 * sums of squares they are given only where these have any.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <string.h>

#include "nyckeltal/distribution.h"
#include "nyckeltal/kinds.h"

enum { N = 4 };

static const double t_3 = 3.182446305284263; /* t(3, .975), R */
static double x[N];
static nkt_column column;
static const nkt_rows rows = NKT_ROWS(N);
static nkt_estimate e;
static nkt_error error;

/* .1, .2, .4 and .3 from a large number on; their squared deviations are .05. */
static void from(double offset) {
    static const double rest[N] = {0.1, 0.2, 0.4, 0.3};

    for (int i = 0; i < N; i++)
        x[i] = offset + rest[i];
    column = (nkt_column)NKT_ARRAY(0, x);
}

static nkt_status of_sums(void) {
    double sum = 0, squares = 0;

    for (int i = 0; i < N; i++) {
        sum += x[i];
        squares += x[i] * x[i];
    }
    return nkt_mean(sum, squares, N, NULL, &e, &error);
}

START_TEST(numbers_keep_their_digits) {
    const double half = t_3 * sqrt(0.05 / 3 / 4);

    for (double offset = 1; offset < 1e12; offset *= 10) {
        from(offset);
        ck_assert_int_eq(nkt_mean_of(&column, &rows, NULL, &e, &error), NKT_OK);
        ck_assert_int_eq(e.state, NKT_STATE_VALUE);
        ck_assert_double_eq(e.basis, N);
        ck_assert_double_eq_tol(e.value, offset + 0.25, 1e-15 * offset + 1e-15);
        ck_assert_double_eq_tol((e.upper - e.lower) / 2, half, 1e-15 * offset + 1e-13);
    }
}
END_TEST

/* Either right to three digits or none; what is refused is only what has lost its digits. */
START_TEST(sums_give_limits_that_are_right_or_none) {
    const double half = t_3 * sqrt(0.05 / 3 / 4);

    for (double offset = 0; offset<1e12; offset = offset> 0 ? offset * 1.3 : 0.01) {
        from(offset);
        ck_assert_int_eq(of_sums(), NKT_OK);
        ck_assert_double_eq_tol(e.value, offset + 0.25, 1e-15 * offset + 1e-15);
        ck_assert_int_eq(isnan(e.lower), isnan(e.upper));
        if (!isnan(e.lower))
            ck_assert_double_eq_tol((e.upper - e.lower) / 2, half, 1e-3 * half);
        ck_assert_int_eq(isnan(e.lower), offset > 1.1e4);
    }
    from(1e8);
    of_sums();
    ck_assert_double_nan(e.lower);
}
END_TEST

/* Sums of whole numbers are exact: no spread is no spread, and a unit in ten million is one. */
START_TEST(whole_numbers_lose_nothing) {
    nkt_mean(35, 245, 5, NULL, &e, &error); /* five sevens */
    ck_assert_double_eq(e.lower, 7);
    ck_assert_double_eq(e.upper, 7);
    nkt_mean(3e7, 3e14 + 2, 3, NULL, &e, &error);
    ck_assert_double_eq_tol(e.upper - 1e7, 4.302652729911275 / sqrt(3), 1e-8);
}
END_TEST

START_TEST(rows_without_a_number_take_no_part) {
    static const int32_t include[N] = {1, 1, 1, 0};
    const nkt_column of_include = NKT_ARRAY(0, include);
    const nkt_options asked = {.size = sizeof asked, .minimum_basis = 3, .confidence = 0.9};
    nkt_rows some = NKT_ROWS(N);

    from(0);
    x[1] = NAN;
    some.include = &of_include;
    ck_assert_int_eq(nkt_mean_of(&column, &some, &asked, &e, &error), NKT_OK);
    ck_assert_double_eq(e.value, 0.25);
    ck_assert_double_eq(e.basis, 2);
    ck_assert_int_eq(e.flags, NKT_FLAG_BASIS_BELOW_MINIMUM);
    ck_assert_double_eq_tol(e.upper, 0.25 + 6.313751514675043 * 0.15, 1e-12); /* t(1, .95) */
    x[2] = INFINITY;
    ck_assert_int_eq(nkt_mean_of(&column, &some, NULL, &e, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "values: row 2: infinity is no finite number");
    ck_assert_double_eq(e.value, 0.1);
    ck_assert_double_nan(e.lower); /* of one number */
    x[0] = NAN;
    nkt_mean_of(&column, &some, NULL, &e, &error);
    ck_assert_int_eq(e.state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_double_nan(e.value);
    ck_assert_double_eq(e.basis, 0);
}
END_TEST

START_TEST(what_cannot_be_read_is_refused) {
    const nkt_options odd = {.size = sizeof odd, .confidence = 2};
    const nkt_options descriptive = {.size = sizeof descriptive, .mode = NKT_MODE_DESCRIPTIVE};
    nkt_rows grouped = NKT_ROWS(N);

    from(1);
    e.value = 4711;
    ck_assert_int_eq(nkt_mean_of(NULL, &rows, NULL, &e, &error), NKT_E_NULL);
    ck_assert_int_eq(nkt_mean_of(&column, NULL, NULL, &e, &error), NKT_E_NULL);
    grouped.groups = &column;
    ck_assert_int_eq(nkt_mean_of(&column, &grouped, NULL, &e, &error), NKT_E_OPTION);
    ck_assert_int_eq(nkt_mean_of(&column, &rows, &odd, &e, &error), NKT_E_OPTION);
    ck_assert_int_eq(nkt_mean_of(&column, &rows, NULL, NULL, &error), NKT_E_NULL);
    ck_assert_int_eq(error.argument, 4);
    x[0] = x[1] = 1.7e308;
    ck_assert_int_eq(nkt_mean_of(&column, &rows, NULL, &e, &error), NKT_E_DOMAIN);
    ck_assert_int_eq(error.reason, NKT_REASON_OVERFLOW);
    ck_assert_double_eq(e.value, 4711);
    from(1);
    nkt_mean_of(&column, &rows, &descriptive, &e, &error);
    ck_assert_double_eq(e.value, 1.25);
    ck_assert_double_nan(e.lower);
}
END_TEST

Suite *nkt_suite_mean(void) {
    Suite *suite = suite_create("mean");
    TCase *tcase = tcase_create("mean");
    tcase_add_test(tcase, numbers_keep_their_digits);
    tcase_add_test(tcase, sums_give_limits_that_are_right_or_none);
    tcase_add_test(tcase, whole_numbers_lose_nothing);
    tcase_add_test(tcase, rows_without_a_number_take_no_part);
    tcase_add_test(tcase, what_cannot_be_read_is_refused);
    suite_add_tcase(suite, tcase);
    return suite;
}
