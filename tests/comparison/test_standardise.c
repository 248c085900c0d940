/*
 * Standardised figures by their formulas, the coverage of their limits, Kitagawa's identity, bad
 * input.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "draw.h"
#include "nyckeltal/kinds.h"
#include "nyckeltal/standardise.h"

enum { STRATA = 6 };

static double a[STRATA], n[STRATA], b[STRATA], m[STRATA], w[STRATA];
static nkt_column parts, wholes, parts_b, wholes_b, standard;
static const nkt_strata of_a = {&parts, &wholes}, of_b = {&parts_b, &wholes_b};
static const nkt_rows strata = NKT_ROWS(STRATA);
static nkt_estimate e;
static nkt_decomposition d;
static nkt_error error;

static void setup(void) {
    seed = 21;
    parts = doubles(a);
    wholes = doubles(n);
    parts_b = doubles(b);
    wholes_b = doubles(m);
    standard = doubles(w);
    for (int i = 0; i < STRATA; i++) {
        n[i] = 20 + floor(80 * uniform());
        m[i] = 20 + floor(900 * uniform());
        a[i] = floor(uniform() * (n[i] + 1));
        b[i] = floor(uniform() * (m[i] + 1));
        w[i] = 1 + floor(5000 * uniform());
    }
}

static nkt_status direct(int32_t kind) {
    return nkt_standardise_direct(&of_a, &standard, &strata, kind, NULL, &e, &error);
}

static nkt_status indirect(double observed, int32_t kind) {
    return nkt_standardise_indirect(observed, &wholes, &of_b, &strata, kind, NULL, &e, &error);
}

static double variance_of(double part, double whole, int32_t kind) {
    const double p = (part + 0.5) / (whole + 1);
    return kind == NKT_STANDARD_SHARE ? p * (1 - p) / whole : (part + 0.5) / (whole * whole);
}

START_TEST(direct_is_the_weighted_mean) {
    for (int32_t kind = 0; kind < 2; kind++) {
        const double per = kind == NKT_STANDARD_SHARE ? 100 : 1000;
        double sum = 0, weights = 0, variance = 0, part = 0, whole = 0, crude_variance;
        nkt_estimate crude;
        for (int i = 0; i < STRATA; i++) {
            const double p = a[i] / n[i];
            sum += w[i] * p;
            weights += w[i];
            variance += w[i] * w[i] * variance_of(a[i], n[i], kind);
            part += a[i];
            whole += n[i];
        }
        crude_variance = variance_of(part, whole, kind);
        ck_assert_int_eq(direct(kind), NKT_OK);
        ck_assert_double_eq_tol(e.value, per * sum / weights, 1e-10);
        ck_assert_double_eq(e.basis, whole);
        if (kind == NKT_STANDARD_SHARE)
            nkt_share(part, whole, NULL, &crude, NULL);
        else
            nkt_rate(part, whole, per, NULL, &crude, NULL);
        ck_assert_double_eq_tol((e.upper - e.value) / (crude.upper - crude.value),
                                sqrt(variance / crude_variance) / weights, 1e-10);
        ck_assert_double_eq_tol((e.value - e.lower) / (crude.value - crude.lower),
                                sqrt(variance / crude_variance) / weights, 1e-10);
    }
    /* with its own composition as the standard it is the crude figure */
    memcpy(w, n, sizeof w);
    direct(NKT_STANDARD_SHARE);
    {
        double part = 0, whole = 0;
        nkt_estimate crude;
        for (int i = 0; i < STRATA; i++) {
            part += a[i];
            whole += n[i];
        }
        nkt_share(part, whole, NULL, &crude, NULL);
        ck_assert_double_eq_tol(e.value, crude.value, 1e-10);
    }
}
END_TEST

/* 95 per cent limits hold the truth about as often, also in groups of 75 in all. */
START_TEST(limits_hold_the_truth) {
    static const double shares[STRATA] = {0.3, 0.5, 0.6, 0.45, 0.7, 0.2};
    double truth = 0, weights = 0, held = 0;

    for (int i = 0; i < STRATA; i++) {
        n[i] = 5 + 3 * i;
        w[i] = 10 - i;
        truth += w[i] * shares[i];
        weights += w[i];
    }
    for (int k = 0; k < 10000; k++) {
        for (int i = 0; i < STRATA; i++) {
            a[i] = 0;
            for (double person = 0; person < n[i]; person++)
                a[i] += uniform() < shares[i];
        }
        direct(NKT_STANDARD_SHARE);
        held += e.lower <= 100 * truth / weights && 100 * truth / weights <= e.upper;
    }
    ck_assert_double_ge(held / 10000, 0.93);
    ck_assert_double_le(held / 10000, 0.97);
}
END_TEST

START_TEST(strata_without_anybody) {
    n[2] = a[2] = 0;
    ck_assert_int_eq(direct(NKT_STANDARD_SHARE), NKT_OK);
    ck_assert_int_eq(e.state, NKT_STATE_NO_DENOMINATOR);
    w[2] = 0;
    direct(NKT_STANDARD_SHARE);
    ck_assert_int_eq(e.state, NKT_STATE_VALUE);
    w[3] = NAN;
    direct(NKT_STANDARD_SHARE);
    ck_assert_int_eq(e.state, NKT_STATE_MISSING);
    memset(w, 0, sizeof w);
    direct(NKT_STANDARD_SHARE);
    ck_assert_int_eq(e.state, NKT_STATE_NO_DENOMINATOR);
    memcpy(w, m, sizeof w);
    memset(a, 0, sizeof a);
    n[2] = 10;
    direct(NKT_STANDARD_SHARE);
    ck_assert_double_eq(e.value, 0);
    ck_assert_double_eq(e.lower, 0);
    ck_assert(e.upper > 0 && e.upper < 10);
}
END_TEST

START_TEST(indirect_is_observed_of_expected) {
    double expected = 0;
    nkt_estimate count;

    for (int i = 0; i < STRATA; i++)
        expected += n[i] * b[i] / m[i];
    ck_assert_int_eq(indirect(37, NKT_STANDARD_RATE), NKT_OK);
    nkt_count(37, NULL, &count, NULL);
    ck_assert_double_eq_tol(e.basis, expected, 1e-10);
    ck_assert_double_eq_tol(e.value, 3700 / expected, 1e-10);
    ck_assert_double_eq_tol(e.lower, 100 * count.lower / expected, 1e-10);
    ck_assert_double_eq_tol(e.upper, 100 * count.upper / expected, 1e-10);
    ck_assert_int_eq(indirect(NAN, NKT_STANDARD_RATE), NKT_OK);
    ck_assert_int_eq(e.state, NKT_STATE_MISSING);
    ck_assert_int_eq(indirect(-1, NKT_STANDARD_RATE), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "observed: -1 is no number of persons");
    memset(b, 0, sizeof b);
    indirect(3, NKT_STANDARD_RATE);
    ck_assert_int_eq(e.state, NKT_STATE_NO_DENOMINATOR);
}
END_TEST

START_TEST(kitagawa_adds_up) {
    double by_stratum[STRATA][2], whole_a = 0, whole_b = 0, part_a = 0, part_b = 0;
    double c = 0, r = 0;
    const nkt_target to = {.values = by_stratum, .type = NKT_FLOAT64};

    for (int i = 0; i < STRATA; i++) {
        whole_a += n[i];
        whole_b += m[i];
        part_a += a[i];
        part_b += b[i];
    }
    ck_assert_int_eq(nkt_kitagawa(&of_a, &of_b, &strata, &d, &to, &error), NKT_OK);
    ck_assert_int_eq(d.state, NKT_STATE_VALUE);
    ck_assert_double_eq_tol(d.difference, 100 * (part_a / whole_a - part_b / whole_b), 1e-10);
    for (int i = 0; i < STRATA; i++) {
        const double c_a = n[i] / whole_a, c_b = m[i] / whole_b, s_a = a[i] / n[i],
                     s_b = b[i] / m[i];
        ck_assert_double_eq_tol(by_stratum[i][0], 50 * (c_a - c_b) * (s_a + s_b), 1e-10);
        ck_assert_double_eq_tol(by_stratum[i][1], 50 * (s_a - s_b) * (c_a + c_b), 1e-10);
        c += by_stratum[i][0];
        r += by_stratum[i][1];
    }
    ck_assert_double_eq_tol(d.composition, c, 1e-10);
    ck_assert_double_eq_tol(d.rates, r, 1e-10);
    /* groups that fare alike differ by their composition only */
    for (int i = 0; i < STRATA; i++)
        a[i] = n[i] * b[i] / m[i];
    nkt_kitagawa(&of_a, &of_b, &strata, &d, NULL, &error);
    ck_assert_double_eq_tol(d.rates, 0, 1e-10);
    n[1] = a[1] = 0; /* nobody there: no difference of shares can come from it */
    nkt_kitagawa(&of_a, &of_b, &strata, &d, &to, &error);
    ck_assert_double_eq(by_stratum[1][1], 0);
    memset(n, 0, sizeof n);
    memset(a, 0, sizeof a);
    nkt_kitagawa(&of_a, &of_b, &strata, &d, NULL, &error);
    ck_assert_int_eq(d.state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_double_nan(d.difference);
}
END_TEST

START_TEST(bad_strata_are_reported) {
    a[1] = n[1] + 1; /* as perturbed tables have it */
    ck_assert_int_eq(direct(NKT_STANDARD_SHARE), NKT_OK);
    ck_assert_int_eq(e.state, NKT_STATE_VALUE);
    ck_assert_int_eq(e.flags, NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR);
    ck_assert(e.lower < e.value && e.value < e.upper);
    ck_assert_int_eq(direct(NKT_STANDARD_RATE), NKT_OK); /* one person may have several events */
    ck_assert_int_eq(e.flags, 0);
    a[1] = 0;
    w[4] = -1;
    ck_assert_int_eq(direct(NKT_STANDARD_SHARE), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "standard: row 4: -1 is negative");
    m[3] = INFINITY;
    ck_assert_int_eq(indirect(1, NKT_STANDARD_RATE), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "standard.wholes: row 3: infinity is no finite number");
}
END_TEST

static void refused(nkt_status got, nkt_status status, int argument) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
    ck_assert_double_eq(e.value, 4711);
}

/* What is left out is as if it were not there: also as integers, also into columns of floats. */
START_TEST(a_stratum_can_be_left_out) {
    static int32_t include[STRATA] = {1, 1, 1, 1, 1, INT32_MIN};
    const nkt_column of_include = {.values = include, .stride = 4, .type = NKT_INT32_R};
    nkt_rows some = NKT_ROWS(STRATA), first = NKT_ROWS(STRATA - 1);
    float both[2][STRATA] = {{0}}; /* of composition, of rates */
    const nkt_target to = {.values = both,
                           .stride = sizeof(float),
                           .item_stride = sizeof both[0],
                           .type = NKT_FLOAT32};
    nkt_estimate without;
    nkt_decomposition gap;

    some.include = &of_include;
    a[5] = -1; /* bad, but left out */
    ck_assert_int_eq(nkt_standardise_direct(&of_a, &standard, &some, 0, NULL, &e, &error), NKT_OK);
    ck_assert_int_eq(nkt_standardise_direct(&of_a, &standard, &first, 0, NULL, &without, &error),
                     NKT_OK);
    ck_assert_mem_eq(&e, &without, sizeof e);
    nkt_standardise_indirect(9, &wholes, &of_b, &some, 0, NULL, &e, &error);
    nkt_standardise_indirect(9, &wholes, &of_b, &first, 0, NULL, &without, &error);
    ck_assert_mem_eq(&e, &without, sizeof e);
    ck_assert_int_eq(nkt_kitagawa(&of_a, &of_b, &some, &d, &to, &error), NKT_OK);
    ck_assert_int_eq(nkt_kitagawa(&of_a, &of_b, &first, &gap, NULL, &error), NKT_OK);
    ck_assert_mem_eq(&d, &gap, sizeof d);
    ck_assert_float_nan(both[0][5]);
    ck_assert_float_nan(both[1][5]);
    ck_assert(isfinite(both[1][4]));
}
END_TEST

START_TEST(calls_are_checked) {
    const nkt_options odd_options = {.size = sizeof odd_options, .confidence = 2};
    const nkt_rows none = NKT_ROWS(0), negative = NKT_ROWS(-1);
    nkt_column odd = parts;
    const nkt_strata no_parts = {NULL, &wholes}, no_wholes = {&parts, NULL},
                     odd_parts = {&odd, &wholes}, odd_wholes = {&parts, &odd};

    e.value = 4711;
    odd.type = 99;
#define DIRECT(group, s, rows, kind, o, to)                                                        \
    nkt_standardise_direct(group, s, rows, kind, o, to, &error)
    refused(DIRECT(NULL, &standard, &strata, 0, NULL, &e), NKT_E_NULL, 1);
    refused(DIRECT(&no_parts, &standard, &strata, 0, NULL, &e), NKT_E_NULL, 1);
    ck_assert_str_eq(error.subject, "group.parts");
    refused(DIRECT(&odd_wholes, &standard, &strata, 0, NULL, &e), NKT_E_TYPE, 1);
    ck_assert_str_eq(error.subject, "group.wholes");
    refused(DIRECT(&of_a, NULL, &strata, 0, NULL, &e), NKT_E_NULL, 2);
    refused(DIRECT(&of_a, &standard, NULL, 0, NULL, &e), NKT_E_NULL, 3);
    refused(DIRECT(&of_a, &standard, &none, 0, NULL, &e), NKT_E_COUNT, 3);
    refused(DIRECT(&of_a, &standard, &negative, 0, NULL, &e), NKT_E_COUNT, 3);
    refused(DIRECT(&of_a, &standard, &strata, 2, NULL, &e), NKT_E_ID, 4);
    refused(DIRECT(&of_a, &standard, &strata, 0, &odd_options, &e), NKT_E_OPTION, 5);
    refused(DIRECT(&of_a, &standard, &strata, 0, NULL, NULL), NKT_E_NULL, 6);
#define INDIRECT(whole, s, rows, o, to)                                                            \
    nkt_standardise_indirect(1, whole, s, rows, 0, o, to, &error)
    refused(INDIRECT(NULL, &of_b, &strata, NULL, &e), NKT_E_NULL, 2);
    refused(INDIRECT(&wholes, &odd_parts, &strata, NULL, &e), NKT_E_TYPE, 3);
    refused(INDIRECT(&wholes, &no_wholes, &strata, NULL, &e), NKT_E_NULL, 3);
    refused(INDIRECT(&wholes, NULL, &strata, NULL, &e), NKT_E_NULL, 3);
    refused(INDIRECT(&wholes, &of_b, &none, NULL, &e), NKT_E_COUNT, 4);
    refused(nkt_standardise_indirect(1, &wholes, &of_b, &strata, 2, NULL, &e, &error), NKT_E_ID, 5);
    refused(INDIRECT(&wholes, &of_b, &strata, &odd_options, &e), NKT_E_OPTION, 6);
    refused(INDIRECT(&wholes, &of_b, &strata, NULL, NULL), NKT_E_NULL, 7);
    refused(nkt_kitagawa(&no_parts, &of_b, &strata, &d, NULL, &error), NKT_E_NULL, 1);
    refused(nkt_kitagawa(&no_wholes, &of_b, &strata, &d, NULL, &error), NKT_E_NULL, 1);
    refused(nkt_kitagawa(NULL, &of_b, &strata, &d, NULL, &error), NKT_E_NULL, 1);
    refused(nkt_kitagawa(&of_a, &odd_parts, &strata, &d, NULL, &error), NKT_E_TYPE, 2);
    refused(nkt_kitagawa(&of_a, &no_wholes, &strata, &d, NULL, &error), NKT_E_NULL, 2);
    refused(nkt_kitagawa(&of_a, &of_b, &negative, &d, NULL, &error), NKT_E_COUNT, 3);
    refused(nkt_kitagawa(&of_a, &of_b, &strata, NULL, NULL, &error), NKT_E_NULL, 4);
}
END_TEST

Suite *nkt_suite_standardise(void) {
    Suite *suite = suite_create("standardise");
    TCase *tcase = tcase_create("standardise");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_test(tcase, direct_is_the_weighted_mean);
    tcase_add_test(tcase, limits_hold_the_truth);
    tcase_add_test(tcase, strata_without_anybody);
    tcase_add_test(tcase, indirect_is_observed_of_expected);
    tcase_add_test(tcase, kitagawa_adds_up);
    tcase_add_test(tcase, bad_strata_are_reported);
    tcase_add_test(tcase, a_stratum_can_be_left_out);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
