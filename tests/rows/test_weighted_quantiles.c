/*
 * Quantiles with weights: frequencies written out, equal weights, the definition of analytic weights
 * in exact fractions and by a naive mean, bad input.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "draw.h"
#include "nyckeltal/distribution.h"
#include "nyckeltal/realloc.h"

enum { MOST = 2000, PROBABILITIES = 21 };

static double x[MOST], w[MOST], plain[MOST];
static double probabilities[PROBABILITIES], got[PROBABILITIES], wanted[PROBABILITIES];
static nkt_column values, weights;
static nkt_memory memory = NKT_MEMORY_REALLOC;
static nkt_error error;

static void setup(void) {
    values = doubles(x);
    weights = doubles(w);
    seed = 7;
    for (int k = 0; k < PROBABILITIES; k++)
        probabilities[k] = k / (PROBABILITIES - 1.0);
}

static void teardown(void) {
    nkt_memory_free(&memory);
}

static nkt_status quantiles(int n, int weighting, int type) {
    const nkt_weighted sample = {
        .rows = NKT_ROWS(n), .values = &values, .weights = &weights, .weighting = weighting};

    return nkt_weighted_quantiles(&sample, probabilities, PROBABILITIES, type, got, &memory,
                                  &error);
}

static void unweighted(const double *numbers, int n, int type) {
    const nkt_column column = doubles(numbers);

    ck_assert_int_eq(nkt_quantiles(&column, &(nkt_rows)NKT_ROWS(n), probabilities, PROBABILITIES,
                                   type, wanted, &memory, &error),
                     NKT_OK);
}

/* Rows written out as often as they say; those with 0 are not written, those without are not there. */
START_TEST(frequencies_are_rows_written_out) {
    for (int round = 0; round < 30; round++) {
        const int n = 1 + 3 * round;
        int m = 0;
        for (int i = 0; i < n; i++) {
            x[i] = floor(40 * uniform()) / 8;
            w[i] = floor(6 * uniform());
            if (uniform() < 0.1)
                *(uniform() < 0.5 ? &x[i] : &w[i]) = NAN;
            for (int j = 0; !isnan(x[i]) && j < w[i]; j++)
                plain[m++] = x[i];
        }
        for (int type = 1; type <= 9; type++) {
            unweighted(plain, m, type);
            ck_assert_int_eq(quantiles(n, NKT_WEIGHTING_FREQUENCY, type), NKT_OK);
            for (int k = 0; k < PROBABILITIES; k++)
                if (isnan(wanted[k]))
                    ck_assert_double_nan(got[k]);
                else
                    ck_assert_double_eq(got[k], wanted[k]);
        }
    }
}
END_TEST

/* Whatever they are: only proportions matter. */
START_TEST(equal_weights_are_none) {
    static const double sizes[] = {1, 0.1, 3e-200, 7e250};

    for (int s = 0; s < 4; s++)
        for (int n = 1; n < 120; n += 1 + n / 3) {
            for (int i = 0; i < n; i++) {
                x[i] = normal();
                w[i] = sizes[s];
            }
            for (int type = 1; type <= 9; type++) {
                if (type == 3)
                    continue;
                unweighted(x, n, type);
                ck_assert_int_eq(quantiles(n, NKT_WEIGHTING_ANALYTIC, type), NKT_OK);
                for (int k = 0; k < PROBABILITIES; k++)
                    ck_assert_double_eq_tol(got[k], wanted[k], 1e-12);
            }
        }
}
END_TEST

/*
 * The definition by hand: 0, 1, 4 with the weights 1, 2, 1. N = 16 / 6, and the median of type 7 has the
 * window from 5/16 to 11/16 of the weights, all of it at 1. At 1/4 the rank is 17/12: from 5/32 to
 * 17/32, 3/32 of its 12/32 at 0.
 */
START_TEST(by_hand) {
    x[0] = 0, x[1] = 1, x[2] = 4;
    w[0] = 1, w[1] = 2, w[2] = 1;
    probabilities[0] = 0.5;
    probabilities[1] = 0.25;
    probabilities[2] = 1;
    quantiles(3, NKT_WEIGHTING_ANALYTIC, 7);
    ck_assert_double_eq_tol(got[0], 1, 1e-15);
    ck_assert_double_eq_tol(got[1], 0.75, 1e-15);
    ck_assert_double_eq_tol(got[2], 1.0 / 3 * 1 + 2.0 / 3 * 4, 1e-15); /* from 10/16 to 1 */
    quantiles(3, NKT_WEIGHTING_ANALYTIC, 2);
    ck_assert_double_eq(got[0], 1);
    ck_assert_double_eq(got[1], 0.5);
    quantiles(3, NKT_WEIGHTING_ANALYTIC, 1);
    ck_assert_double_eq(got[1], 0);
}
END_TEST

static int by_value(const void *a, const void *b) {
    const double p = *(const double *)a, q = *(const double *)b;

    return (p > q) - (p < q);
}

/* The mean of the quantile function over the window, in long double, number by number. */
static double naive(int n, double p, double a, double b) {
    static double sorted[MOST][2];
    long double total = 0, squares = 0, upto = 0, sum = 0, size, rank;

    for (int i = 0; i < n; i++) {
        sorted[i][0] = x[i];
        sorted[i][1] = w[i];
        total += w[i];
        squares += (long double)w[i] * w[i];
    }
    qsort(sorted, (size_t)n, sizeof sorted[0], by_value);
    size = total * total / squares;
    rank = a + p * (size + 1 - a - b);
    rank = rank < 1 ? 1 : rank > size ? size : rank;
    for (int i = 0; i < n; i++) {
        const long double from = fmaxl(upto / total, (rank - 1) / size);
        upto += sorted[i][1];
        sum += fmaxl(0, fminl(upto / total, rank / size) - from) * sorted[i][0] * size;
    }
    return (double)sum;
}

START_TEST(as_defined) {
    static const double ends[10][2] = {
        [4] = {0, 1}, [5] = {0.5, 0.5},         [6] = {0, 0},
        [7] = {1, 1}, [8] = {1.0 / 3, 1.0 / 3}, [9] = {3.0 / 8, 3.0 / 8}};

    for (int n = 1; n < 300; n += 1 + n / 2) {
        for (int i = 0; i < n; i++) {
            x[i] = floor(300 * normal()) / 10;
            w[i] = exp(2 * normal());
        }
        for (int type = 4; type <= 9; type++) {
            ck_assert_int_eq(quantiles(n, NKT_WEIGHTING_ANALYTIC, type), NKT_OK);
            for (int k = 0; k < PROBABILITIES; k++)
                ck_assert_double_eq_tol(
                    got[k], naive(n, probabilities[k], ends[type][0], ends[type][1]), 1e-10);
        }
    }
}
END_TEST

/* The order of the rows changes no bit; a weight that goes to 0 leaves its number out without a jump. */
START_TEST(order_and_small_weights) {
    for (int i = 0; i < 50; i++) {
        x[i] = floor(20 * uniform());
        w[i] = uniform();
    }
    quantiles(50, NKT_WEIGHTING_ANALYTIC, 7);
    for (int k = 0; k < PROBABILITIES; k++)
        wanted[k] = got[k];
    for (int i = 0; i < 25; i++) {
        const double number = x[i], weight = w[i];
        x[i] = x[49 - i], w[i] = w[49 - i];
        x[49 - i] = number, w[49 - i] = weight;
    }
    quantiles(50, NKT_WEIGHTING_ANALYTIC, 7);
    for (int k = 0; k < PROBABILITIES; k++)
        ck_assert_double_eq(got[k], wanted[k]);
    x[50] = 5e9;
    w[50] = 1e-30;
    quantiles(51, NKT_WEIGHTING_ANALYTIC, 7);
    for (int k = 0; k < PROBABILITIES; k++)
        ck_assert_double_eq_tol(got[k], wanted[k], 1e-5);
    w[50] = 0;
    quantiles(51, NKT_WEIGHTING_ANALYTIC, 7);
    for (int k = 0; k < PROBABILITIES; k++)
        ck_assert_double_eq(got[k], wanted[k]);
    x[0] = -1.7e308, x[1] = 1.7e308; /* no sum is beyond the largest double */
    w[0] = w[1] = 1;
    quantiles(2, NKT_WEIGHTING_ANALYTIC, 7);
    ck_assert_double_eq_tol(got[10] / 1e308, 0, 1e-12);
}
END_TEST

START_TEST(bad_rows) {
    for (int i = 0; i < 6; i++)
        x[i] = w[i] = i + 1;
    x[1] = INFINITY;
    w[2] = -3;
    w[3] = INFINITY;
    ck_assert_int_eq(quantiles(6, NKT_WEIGHTING_ANALYTIC, 1), NKT_ROWS_INVALID);
    ck_assert_int_eq(error.rows_affected, 3);
    ck_assert_int_eq(error.row, 1);
    ck_assert_str_eq(error.subject, "sample.values");
    ck_assert_double_eq(got[0], 1);
    ck_assert_double_eq(got[PROBABILITIES - 1], 6);
    w[0] = 2.5;
    ck_assert_int_eq(quantiles(1, NKT_WEIGHTING_FREQUENCY, 7), NKT_ROWS_INVALID);
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_WHOLE);
    ck_assert_str_eq(error.subject, "sample.weights");
    ck_assert_double_nan(got[0]);
    ck_assert_int_eq(quantiles(0, NKT_WEIGHTING_ANALYTIC, 7), NKT_OK);
    ck_assert_double_nan(got[0]);
}
END_TEST

START_TEST(without_weights_and_rows_left_out) {
    static const int8_t include[] = {1, 0, 1, 1};
    const nkt_column taken = NKT_ARRAY(0, include);
    const nkt_weighted sample = {.rows = {.include = &taken, .n_rows = 4}, .values = &values};
    const double half = 0.5;

    for (int i = 0; i < 4; i++)
        x[i] = 10 * i;
    ck_assert_int_eq(nkt_weighted_quantiles(&sample, &half, 1, 7, got, &memory, &error), NKT_OK);
    ck_assert_double_eq(got[0], 20);
}
END_TEST

START_TEST(calls_are_checked) {
    const nkt_weighted good = {.rows = NKT_ROWS(3), .values = &values, .weights = &weights};
    nkt_weighted bad = good;
    nkt_memory none = {0};

    for (int i = 0; i < 3; i++)
        x[i] = w[i] = i + 1;
    got[0] = 4711;
#define REFUSED(call, status, number)                                                              \
    do {                                                                                           \
        ck_assert_int_eq(call, status);                                                            \
        ck_assert_int_eq(error.argument, number);                                                  \
        ck_assert_double_eq(got[0], 4711);                                                         \
    } while (0)
#define CALL(sample, p, n, type, to, lent)                                                         \
    nkt_weighted_quantiles(sample, p, n, type, to, lent, &error)
    REFUSED(CALL(NULL, probabilities, 2, 7, got, &memory), NKT_E_NULL, 1);
    bad.weighting = 2;
    REFUSED(CALL(&bad, probabilities, 2, 7, got, &memory), NKT_E_ID, 1);
    ck_assert_str_eq(error.subject, "sample.weighting");
    bad = good;
    bad.values = NULL;
    REFUSED(CALL(&bad, probabilities, 2, 7, got, &memory), NKT_E_NULL, 1);
    bad = good;
    bad.reserved = 1;
    REFUSED(CALL(&bad, probabilities, 2, 7, got, &memory), NKT_E_OPTION, 1);
    bad = good;
    bad.rows.groups = &values;
    REFUSED(CALL(&bad, probabilities, 2, 7, got, &memory), NKT_E_OPTION, 1);
    bad = good;
    bad.rows.n_rows = -1;
    REFUSED(CALL(&bad, probabilities, 2, 7, got, &memory), NKT_E_COUNT, 1);
    bad = good;
    bad.rows.n_rows = INT64_MAX;
    REFUSED(CALL(&bad, probabilities, 2, 7, got, &memory), NKT_E_SIZE, 6);
    REFUSED(CALL(&good, NULL, 2, 7, got, &memory), NKT_E_NULL, 2);
    REFUSED(CALL(&good, x, 2, 7, got, &memory), NKT_E_DOMAIN, 2);
    ck_assert_int_eq(error.item, 1);
    REFUSED(CALL(&good, probabilities, -1, 7, got, &memory), NKT_E_COUNT, 3);
    REFUSED(CALL(&good, probabilities, 2, 10, got, &memory), NKT_E_ID, 4);
    REFUSED(CALL(&good, probabilities, 2, 3, got, &memory), NKT_E_ID, 4);
    ck_assert_str_eq(error.message, "type: 3 needs weights that are frequencies");
    REFUSED(CALL(&good, probabilities, 2, 7, NULL, &memory), NKT_E_NULL, 5);
    REFUSED(CALL(&good, probabilities, 2, 7, got, NULL), NKT_E_NULL, 6);
    REFUSED(CALL(&good, probabilities, 2, 7, got, &none), NKT_E_CAPACITY, 6);
    bad = good;
    bad.weighting = NKT_WEIGHTING_FREQUENCY;
    w[1] = 0x1p53;
    REFUSED(CALL(&bad, probabilities, 2, 7, got, &memory), NKT_E_DOMAIN, 1);
    ck_assert_str_eq(error.subject, "sample.weights");
    w[1] = 2;
    none.data = malloc(none.needed);
    none.size = none.needed;
    ck_assert_int_eq(CALL(&good, probabilities, 2, 7, got, &none), NKT_OK);
    free(none.data);
}
END_TEST

Suite *nkt_suite_weighted_quantiles(void) {
    Suite *suite = suite_create("weighted_quantiles");
    TCase *tcase = tcase_create("weighted_quantiles");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, frequencies_are_rows_written_out);
    tcase_add_test(tcase, equal_weights_are_none);
    tcase_add_test(tcase, by_hand);
    tcase_add_test(tcase, as_defined);
    tcase_add_test(tcase, order_and_small_weights);
    tcase_add_test(tcase, bad_rows);
    tcase_add_test(tcase, without_weights_and_rows_left_out);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
