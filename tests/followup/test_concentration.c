/*
 * Concentration: known cases, the definition of Gini's coefficient as a mean difference, bad input.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "draw.h"
#include "nyckeltal/concentration.h"
#include "nyckeltal/realloc.h"

enum { MOST = 400 };

static double x[MOST];
static nkt_column values;
static nkt_concentration_result c;
static nkt_memory memory = NKT_MEMORY_REALLOC;
static nkt_error error;

static void setup(void) {
    values = doubles(x);
    seed = 41;
}

static void teardown(void) {
    nkt_memory_free(&memory);
}

static nkt_status concentrate(int n, int k, double share) {
    return nkt_concentration(&values, &(nkt_rows)NKT_ROWS(n), k, share, &c, &memory, &error);
}

START_TEST(known_cases) {
    for (int i = 0; i < 10; i++)
        x[i] = 5;
    ck_assert_int_eq(concentrate(10, 3, 50), NKT_OK);
    ck_assert_double_eq(c.total, 50);
    ck_assert_double_eq_tol(c.largest, 30, 1e-12);
    ck_assert_double_eq_tol(c.gini, 0, 1e-15);
    ck_assert_double_eq_tol(c.herfindahl, 0.1, 1e-15);
    ck_assert_int_eq(c.needed, 5);
    memset(x, 0, sizeof x);
    x[4] = 7; /* one has all */
    concentrate(10, 1, 100);
    ck_assert_double_eq_tol(c.gini, 0.9, 1e-15);
    ck_assert_double_eq(c.herfindahl, 1);
    ck_assert_double_eq(c.largest, 100);
    ck_assert_int_eq(c.needed, 1);
    ck_assert_int_eq(c.n_zero, 9);
    for (int i = 0; i < 5; i++)
        x[i] = i + 1; /* 1 ... 5: gini 4 / 15 */
    concentrate(5, 2, 60);
    ck_assert_double_eq_tol(c.gini, 4 / 15.0, 1e-15);
    ck_assert_double_eq_tol(c.herfindahl, 55 / 225.0, 1e-15);
    ck_assert_double_eq(c.largest, 60);
    ck_assert_int_eq(c.needed, 2);
    concentrate(5, 9, 0);
    ck_assert_double_eq(c.largest, 100);
    ck_assert_int_eq(c.needed, 0);
}
END_TEST

/* Half the mean difference between two units, divided by the mean. */
START_TEST(gini_is_the_mean_difference) {
    double difference = 0, total = 0, largest = 0;
    int n = 0, taken[MOST] = {0};

    for (int i = 0; i < MOST; i++) {
        x[i] = floor(exp(6 * uniform()));
        if (uniform() < 0.1)
            x[i] = NAN;
        n += !isnan(x[i]);
        total += isnan(x[i]) ? 0 : x[i];
    }
    for (int i = 0; i < MOST; i++)
        for (int j = 0; j < MOST; j++)
            difference += isnan(x[i] + x[j]) ? 0 : fabs(x[i] - x[j]);
    for (int k = 0; k < 15; k++) {
        int most = -1;
        for (int i = 0; i < MOST; i++)
            if (!isnan(x[i]) && !taken[i] && (most < 0 || x[i] > x[most]))
                most = i;
        taken[most] = 1;
        largest += x[most];
    }
    ck_assert_int_eq(concentrate(MOST, 15, 100 * largest / total), NKT_OK);
    ck_assert_int_eq(c.n, n);
    ck_assert_double_eq(c.total, total);
    ck_assert_double_eq_tol(c.gini, difference / (2.0 * n * total), 1e-12);
    ck_assert_double_eq_tol(c.largest, 100 * largest / total, 1e-12);
    ck_assert_int_eq(c.needed, 15);
    concentrate(MOST, 15, 100 * largest / total + 1e-9);
    ck_assert_int_eq(c.needed, 16);
}
END_TEST

START_TEST(nothing_to_concentrate) {
    memset(x, 0, sizeof x);
    ck_assert_int_eq(concentrate(3, 1, 50), NKT_OK);
    ck_assert_double_eq(c.total, 0);
    ck_assert_double_nan(c.gini);
    ck_assert_double_nan(c.largest);
    ck_assert_int_eq(concentrate(0, 1, 50), NKT_OK);
    ck_assert_int_eq(c.n, 0);
    x[1] = -1;
    x[2] = INFINITY;
    x[3] = 4;
    ck_assert_int_eq(concentrate(4, 1, 50), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "values: row 1: -1 is negative");
    ck_assert_int_eq(error.reason, NKT_REASON_NEGATIVE);
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_double_eq(c.total, 4);
}
END_TEST

/* The row of the country is left out, and no code is magic. */
START_TEST(units_are_left_out) {
    static const int8_t include[] = {0, 1, 1, 1};
    const nkt_column taken = NKT_ARRAY(0, include);
    const nkt_rows rows = {.include = &taken, .n_rows = 4};
    nkt_memory lent = {0};

    for (int i = 0; i < 4; i++)
        x[i] = i ? i : 6;
    ck_assert_int_eq(nkt_concentration(&values, &rows, 1, 50, &c, &lent, &error), NKT_E_CAPACITY);
    ck_assert_uint_gt(lent.needed, 0);
    lent.data = malloc(lent.needed);
    lent.size = lent.needed;
    ck_assert_int_eq(nkt_concentration(&values, &rows, 1, 50, &c, &lent, &error), NKT_OK);
    free(lent.data);
    ck_assert_int_eq(c.n, 3);
    ck_assert_double_eq(c.total, 6);
    ck_assert_double_eq(c.largest, 50);
}
END_TEST

static void refused(nkt_status got, nkt_status status, int argument) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
    ck_assert_int_eq(c.n, 4711);
}

static int32_t grow_not(nkt_memory *lent, size_t needed) {
    return lent && needed == 0;
}

START_TEST(calls_are_checked) {
    nkt_memory none = {0}, stuck = {.grow = grow_not};
    nkt_column odd = values;

    c.n = 4711;
    odd.type = 99;
#define CALL(v, n, k, share, to, lent)                                                             \
    nkt_concentration(v, &(nkt_rows)NKT_ROWS(n), k, share, to, lent, &error)
    refused(CALL(NULL, 3, 1, 50, &c, &memory), NKT_E_NULL, 1);
    refused(CALL(&odd, 3, 1, 50, &c, &memory), NKT_E_TYPE, 1);
    refused(nkt_concentration(&values, NULL, 1, 50, &c, &memory, &error), NKT_E_NULL, 2);
    refused(CALL(&values, -3, 1, 50, &c, &memory), NKT_E_COUNT, 2);
    refused(CALL(&values, INT64_MAX, 1, 50, &c, &memory), NKT_E_SIZE, 6);
    refused(CALL(&values, 3, -1, 50, &c, &memory), NKT_E_COUNT, 3);
    ck_assert_str_eq(error.message, "k: -1 is negative");
    refused(CALL(&values, 3, 1, 101, &c, &memory), NKT_E_DOMAIN, 4);
    refused(CALL(&values, 3, 1, NAN, &c, &memory), NKT_E_DOMAIN, 4);
    refused(CALL(&values, 3, 1, 50, NULL, &memory), NKT_E_NULL, 5);
    refused(CALL(&values, 3, 1, 50, &c, NULL), NKT_E_NULL, 6);
    refused(CALL(&values, 3, 1, 50, &c, &none), NKT_E_CAPACITY, 6);
    refused(CALL(&values, 3, 1, 50, &c, &stuck), NKT_E_CAPACITY, 6);
    x[0] = x[1] = 1.7e308;
    refused(CALL(&values, 2, 1, 50, &c, &memory), NKT_E_DOMAIN, 1);
    ck_assert_int_eq(error.reason, NKT_REASON_OVERFLOW);
}
END_TEST

Suite *nkt_suite_concentration(void) {
    Suite *suite = suite_create("concentration");
    TCase *tcase = tcase_create("concentration");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, known_cases);
    tcase_add_test(tcase, gini_is_the_mean_difference);
    tcase_add_test(tcase, nothing_to_concentrate);
    tcase_add_test(tcase, units_are_left_out);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
