/*
 * The scalar kinds: bad numbers are located, refusals write nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>
#include <string.h>

#include "figures/estimate_help.h"

/* Every scalar kind through one shape, so that every argument of each can be made bad in turn. */
typedef nkt_status call4(const double *x, const nkt_options *o, nkt_estimate *e, nkt_error *r);
static nkt_status count_(const double *x, const nkt_options *o, nkt_estimate *e, nkt_error *r) {
    return nkt_count(x[0], o, e, r);
}
static nkt_status share_(const double *x, const nkt_options *o, nkt_estimate *e, nkt_error *r) {
    return nkt_share(x[0], x[1], o, e, r);
}
static nkt_status rate_(const double *x, const nkt_options *o, nkt_estimate *e, nkt_error *r) {
    return nkt_rate(x[0], x[1], 1000, o, e, r);
}
static nkt_status ratio_(const double *x, const nkt_options *o, nkt_estimate *e, nkt_error *r) {
    return nkt_ratio(x[0], x[1], o, e, r);
}
static nkt_status odds_(const double *x, const nkt_options *o, nkt_estimate *e, nkt_error *r) {
    return nkt_odds(x[0], x[1], o, e, r);
}
static nkt_status mean_(const double *x, const nkt_options *o, nkt_estimate *e, nkt_error *r) {
    return nkt_mean(x[0], 1000, x[1], o, e, r);
}
static nkt_status balance_(const double *x, const nkt_options *o, nkt_estimate *e, nkt_error *r) {
    return nkt_balance(x[0], x[1], x[2], x[3], o, e, r);
}
static nkt_status difference_(const double *x, const nkt_options *o, nkt_estimate *e,
                              nkt_error *r) {
    return nkt_difference(x[0], x[1], x[2], x[3], o, e, r);
}

static const struct {
    call4 *call;
    int arguments;
    const char *names[4];
} kinds[] = {
    {count_, 1, {"count"}},
    {share_, 2, {"part", "whole"}},
    {rate_, 2, {"events", "population"}},
    {ratio_, 2, {"numerator", "denominator"}},
    {odds_, 2, {"numerator", "denominator"}},
    {mean_, 2, {"sum", "n"}},
    {balance_, 4, {"part_1", "whole_1", "part_2", "whole_2"}},
    {difference_, 4, {"part_1", "whole_1", "part_2", "whole_2"}},
};
#define N_KINDS (int)(sizeof kinds / sizeof kinds[0])

START_TEST(bad_numbers_are_located) {
    static const double good[4] = {3, 10, 4, 20};
    for (int k = 0; k < N_KINDS; k++)
        for (int i = 0; i < kinds[k].arguments; i++) {
            double x[4];
            char expected[64];
            nkt_estimate e;
            nkt_error error;

            memcpy(x, good, sizeof x);
            x[i] = NAN;
            ck_assert_int_eq(kinds[k].call(x, NULL, &e, &error), NKT_OK);
            check_none(&e, NKT_STATE_MISSING);
            ck_assert_str_eq(error.message, "");

            x[i] = INFINITY;
            ck_assert_int_eq(kinds[k].call(x, NULL, &e, &error), NKT_ROWS_INVALID);
            check_none(&e, NKT_STATE_INVALID);
            snprintf(expected, sizeof expected, "%s: row 0: infinity is no finite number",
                     kinds[k].names[i]);
            ck_assert_str_eq(error.message, expected);
            ck_assert_int_eq(error.row, 0);
            ck_assert_int_eq(error.rows_affected, 1);
            ck_assert_double_infinite(error.value);

            if (kinds[k].call == mean_ && i == 0)
                continue; /* a sum may be negative */
            x[i] = -2;
            ck_assert_int_eq(kinds[k].call(x, NULL, &e, &error), NKT_ROWS_INVALID);
            check_none(&e, NKT_STATE_INVALID);
            snprintf(expected, sizeof expected, "%s: row 0: -2 is negative", kinds[k].names[i]);
            ck_assert_str_eq(error.message, expected);
        }
}
END_TEST

START_TEST(refusals_write_nothing) {
    static const double x[4] = {3, 10, 4, 20};
    nkt_options bad = {.size = sizeof bad, .confidence = 2}, unsized = {0};
    for (int k = 0; k < N_KINDS; k++) {
        nkt_estimate e = {1, 2, 3, 4, 5, 6}, before = e;
        nkt_error error;
        ck_assert_int_eq(kinds[k].call(x, NULL, NULL, &error), NKT_E_NULL);
        ck_assert_str_eq(error.message, "out: is NULL");
        ck_assert_int_eq(kinds[k].call(x, &bad, &e, &error), NKT_E_OPTION);
        ck_assert_str_eq(error.message, "options.confidence: 2 is not between 0 and 1");
        ck_assert_int_eq(kinds[k].call(x, &unsized, &e, &error), NKT_E_OPTIONS_SIZE);
        ck_assert_int_eq(kinds[k].call(x, &unsized, &e, NULL), NKT_E_OPTIONS_SIZE);
        ck_assert_mem_eq(&e, &before, sizeof e);
    }
}
END_TEST

START_TEST(rate_needs_a_finite_factor) {
    static const double bad[] = {0, -1, INFINITY, NAN};
    nkt_estimate e = {0}, before = e;
    nkt_error error;
    for (int i = 0; i < 4; i++) {
        ck_assert_int_eq(nkt_rate(1, 2, bad[i], NULL, &e, &error), NKT_E_DOMAIN);
        ck_assert_int_eq(error.argument, 3);
        ck_assert_mem_eq(&e, &before, sizeof e);
    }
}
END_TEST

START_TEST(impossible_sums_of_squares_are_bad) {
    nkt_estimate e;
    nkt_error error;
    ck_assert_int_eq(nkt_mean(55, 300, 10, NULL, &e, &error), NKT_ROWS_INVALID);
    check_none(&e, NKT_STATE_INVALID);
    ck_assert_str_eq(error.message, "sum_of_squares: row 0: is too small for the sum");
    ck_assert_int_eq(nkt_mean(55, -1, 10, NULL, &e, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "sum_of_squares: row 0: -1 is negative");
    ck_assert_int_eq(nkt_mean(55, INFINITY, 10, NULL, &e, &error), NKT_ROWS_INVALID);
}
END_TEST

Suite *nkt_suite_estimate_bad(void) {
    Suite *suite = suite_create("estimate_bad");
    TCase *tcase = tcase_create("estimate_bad");
    tcase_add_test(tcase, bad_numbers_are_located);
    tcase_add_test(tcase, refusals_write_nothing);
    tcase_add_test(tcase, rate_needs_a_finite_factor);
    tcase_add_test(tcase, impossible_sums_of_squares_are_bad);
    suite_add_tcase(suite, tcase);
    return suite;
}
