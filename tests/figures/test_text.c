/*
 * Numbers and estimates as text: against printf, at the ends of what a double holds, and with every
 * size of room.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "nyckeltal.h"

static nkt_error error;
static char text[1500];

static const char *number(double x, int32_t decimals, int32_t style) {
    memset(text, '#', sizeof text);
    ck_assert_int_eq(nkt_number_text(x, decimals, style, text, sizeof text, NULL, &error), NKT_OK);
    return text;
}

static const char *estimate(nkt_estimate e, int32_t style) {
    memset(text, '#', sizeof text);
    ck_assert_int_eq(nkt_estimate_text(&e, 1, style, text, sizeof text, NULL, &error), NKT_OK);
    return text;
}

START_TEST(numbers_by_hand) {
    ck_assert_str_eq(number(41.26, 1, 0), "41.3");
    ck_assert_str_eq(number(41.26, 1, NKT_TEXT_COMMA), "41,3");
    ck_assert_str_eq(number(-0.04, 1, 0), "0.0");
    ck_assert_str_eq(number(-0.05, 1, 0), "-0.1");
    ck_assert_str_eq(number(0.285, 2, 0), "0.29"); /* which is a little less in binary */
    ck_assert_str_eq(number(0.995, 2, 0), "1.00");
    ck_assert_str_eq(number(9.5, 0, 0), "10");
    ck_assert_str_eq(number(1250, -2, 0), "1300");
    ck_assert_str_eq(number(-1250, -2, 0), "-1300");
    ck_assert_str_eq(number(0, 3, 0), "0.000");
    ck_assert_str_eq(number(NAN, 1, 0), "-");
    ck_assert_str_eq(number(INFINITY, 1, 0), "inf");
    ck_assert_str_eq(number(-INFINITY, 1, 0), "-inf");
    ck_assert_str_eq(number(0x1p53 + 2, 0, 0), "9007199254740994");
    ck_assert_str_eq(number(1e15, 2, 0), "1000000000000000.00");
}
END_TEST

/* All digits, up to the largest double; other locales change nothing. */
START_TEST(numbers_are_those_of_printf) {
    const double ends[] = {DBL_MAX, -DBL_MAX, DBL_MIN,  5e-324,   1e22,
                           1e23,    0x1p53,   0x1p1000, 123456789};
    uint64_t seed = 1;
    char expected[1500];

    setlocale(LC_ALL, "sv_SE.UTF-8");
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        setlocale(LC_NUMERIC, "C");
        snprintf(expected, sizeof expected, "%.0f", ends[i]);
        ck_assert_str_eq(number(ends[i], 0, 0), expected);
    }
    for (int i = 0; i < 20000; i++) {
        const int decimals = i % 10;
        double x;
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        x = nkt_round_half_away((double)(int64_t)seed / 0x1p63 * pow(10, i % 6), decimals);
        snprintf(expected, sizeof expected, "%.*f", decimals, x);
        ck_assert_str_eq(number(x, decimals, 0), expected);
    }
}
END_TEST

START_TEST(estimates_by_hand) {
    const nkt_estimate e = {41.26, 38.21, 44.49, 900, NKT_STATE_VALUE, 0};
    const char *const signs[] = {"", "-", ".", "..", ".", "?", "?"};

    ck_assert_str_eq(estimate(e, NKT_TEXT_VALUE), "41.3");
    ck_assert_str_eq(estimate(e, NKT_TEXT_LIMITS), "41.3 [38.2; 44.5]");
    ck_assert_str_eq(estimate(e, NKT_TEXT_LIMITS | NKT_TEXT_COMMA), "41,3 [38,2; 44,5]");
    ck_assert_str_eq(estimate((nkt_estimate){41.26, NAN, NAN, 9, 0, 0}, NKT_TEXT_LIMITS), "41.3");
    ck_assert_str_eq(estimate((nkt_estimate){2, 1, INFINITY, 9, 0, 0}, NKT_TEXT_LIMITS),
                     "2.0 [1.0; inf]");
    ck_assert_str_eq(estimate((nkt_estimate){INFINITY, 1, 2, 9, 0, 0}, NKT_TEXT_LIMITS), "?");
    ck_assert_str_eq(estimate((nkt_estimate){NAN, 1, 2, 9, 0, 0}, NKT_TEXT_LIMITS), "-");
    for (int32_t state = 1; state < 7; state++) /* a value that is withheld is not written */
        ck_assert_str_eq(estimate((nkt_estimate){41, 38, 44, 9, state, 0}, NKT_TEXT_LIMITS),
                         signs[state]);
    ck_assert_str_eq(estimate((nkt_estimate){41, 38, 44, 9, -1, 0}, NKT_TEXT_LIMITS), "?");
}
END_TEST

/* Whatever the room, nothing is written beyond it, and nothing at all where it is too little. */
START_TEST(room_is_kept) {
    const nkt_estimate e = {-DBL_MAX, -DBL_MAX, -DBL_MAX, 900, NKT_STATE_VALUE, 0};
    size_t needed = 0;

    ck_assert_int_eq(nkt_estimate_text(&e, 15, NKT_TEXT_LIMITS, NULL, 0, &needed, &error),
                     NKT_E_CAPACITY);
    ck_assert_int_eq(error.argument, 5);
    ck_assert_double_eq(error.bound, (double)needed);
    ck_assert_uint_eq(needed, 3 * (1 + 309 + 1 + 15) + 5 + 1);
    for (size_t size = 0; size < needed + 3; size++) {
        size_t again = 0;
        nkt_status status;
        memset(text, '#', sizeof text);
        status = nkt_estimate_text(&e, 15, NKT_TEXT_LIMITS, text, size, &again, &error);
        ck_assert_int_eq(status, size < needed ? NKT_E_CAPACITY : NKT_OK);
        ck_assert_uint_eq(again, needed);
        for (size_t i = size < needed ? 0 : needed; i < sizeof text; i++)
            ck_assert_int_eq(text[i], '#');
        ck_assert(size < needed || strlen(text) + 1 == needed);
    }
}
END_TEST

static void refused(nkt_status got, nkt_status status, int argument) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
}

START_TEST(calls_are_checked) {
    const nkt_estimate e = {1, 1, 1, 1, 0, 0};
    size_t needed = 4711;

    refused(nkt_number_text(1, 16, 0, text, 9, &needed, &error), NKT_E_DOMAIN, 2);
    refused(nkt_number_text(1, -10, 0, text, 9, &needed, &error), NKT_E_DOMAIN, 2);
    refused(nkt_number_text(1, 1, 4, text, 9, &needed, &error), NKT_E_ID, 3);
    refused(nkt_number_text(1, 1, 0, NULL, 9, &needed, &error), NKT_E_NULL, 4);
    refused(nkt_estimate_text(NULL, 1, 0, text, 9, &needed, &error), NKT_E_NULL, 1);
    refused(nkt_estimate_text(&e, 99, 0, text, 9, &needed, &error), NKT_E_DOMAIN, 2);
    refused(nkt_estimate_text(&e, 1, -1, text, 9, &needed, &error), NKT_E_ID, 3);
    refused(nkt_estimate_text(&e, 1, 0, NULL, 9, &needed, &error), NKT_E_NULL, 4);
    ck_assert_uint_eq(needed, 4711);
    ck_assert_int_eq(nkt_number_text(1, 1, 0, NULL, 0, NULL, NULL), NKT_E_CAPACITY);
    ck_assert_int_eq(nkt_estimate_text(NULL, 1, 0, NULL, 0, NULL, NULL), NKT_E_NULL);
}
END_TEST

Suite *nkt_suite_text(void) {
    Suite *suite = suite_create("text");
    TCase *tcase = tcase_create("text");
    tcase_add_test(tcase, numbers_by_hand);
    tcase_add_test(tcase, numbers_are_those_of_printf);
    tcase_add_test(tcase, estimates_by_hand);
    tcase_add_test(tcase, room_is_kept);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
