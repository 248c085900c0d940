/*
 * Rounding as in print: halves away from 0.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <float.h>

#include "areas_test.h"

/* Reads the decimal that printf shows with `decimals` more digits, rounded by hand on the digits. */
static double round_on_paper(const char *digits, int decimals) {
    char text[80];
    int point = (int)strcspn(digits, "."), at = point + 1 + decimals, up;

    snprintf(text, sizeof text, "0%s", digits); /* room for a carry */
    at++;
    up = at < (int)strlen(text) && text[at] >= '5';
    text[at] = '\0';
    for (int i = at - 1; up && i >= 0; i--) {
        if (text[i] == '.')
            continue;
        up = text[i] == '9';
        text[i] = (char)(up ? '0' : text[i] + 1);
    }
    return strtod(text, NULL);
}

START_TEST(decimals_round_as_on_paper) {
    uint64_t seed = 20170301;

    for (int n = 0; n < 20000; n++) {
        int decimals = draw(&seed, 6), digits = decimals + 1 + draw(&seed, 2);
        char text[64];
        double value, expected;
        int length = snprintf(text, sizeof text, "%d.", draw(&seed, 3) ? draw(&seed, 130) : 0);
        for (int i = 0; i < digits; i++) /* many of them end in a 5, a half or nearly one */
            length += snprintf(text + length, sizeof text - (size_t)length, "%d",
                               i == decimals && draw(&seed, 2) ? 5 : draw(&seed, 10));
        value = strtod(text, NULL);
        expected = round_on_paper(text, decimals);
        ck_assert_msg(nkt_round_half_away(value, decimals) == expected, "%s to %d: %.17g", text,
                      decimals, nkt_round_half_away(value, decimals));
        ck_assert(nkt_round_half_away(-value, decimals) == -expected);
    }
}
END_TEST

START_TEST(halves_that_are_no_doubles_round_up) {
    /* stored as 2.67499999999999982 */
    ck_assert_double_eq(nkt_round_half_away(2.675, 2), 2.68);
    ck_assert_double_eq(nkt_round_half_away(0.05, 1), 0.1);
    ck_assert_double_eq(nkt_round_half_away(-0.05, 1), -0.1);
    ck_assert_double_eq(nkt_round_half_away(1.005, 2), 1.01);
    ck_assert_double_eq(nkt_round_half_away(0.15 + 0.1 + 0.1, 1), 0.4); /* 0.35 less one unit */
    ck_assert_double_eq(nkt_round_half_away(100 * (7 / 40.) / 2, 2), 8.75);
    ck_assert_double_eq(nkt_round_half_away(0.65 - 1e-9, 1), 0.6); /* but not what is truly less */
    ck_assert_double_eq(nkt_round_half_away(0.65 * (1 - 0x1p-48), 1), 0.6);
    ck_assert_double_eq(nkt_round_half_away(0.65 * (1 - 0x1p-52), 1), 0.7);
    ck_assert_double_eq(nkt_round_half_away(0.5, 0), 1);
    ck_assert_double_eq(nkt_round_half_away(0.49999999999, 0), 0);
    ck_assert_double_eq(nkt_round_half_away(2.5, 0), 3); /* and not to the even one */
}
END_TEST

START_TEST(tens_and_thousands_round_too) {
    ck_assert_double_eq(nkt_round_half_away(15, -1), 20);
    ck_assert_double_eq(nkt_round_half_away(14.9, -1), 10);
    ck_assert_double_eq(nkt_round_half_away(-25, -1), -30);
    ck_assert_double_eq(nkt_round_half_away(4186842, -3), 4187000);
    ck_assert_double_eq(nkt_round_half_away(500000000, -9), 1e9);
    ck_assert_double_eq(nkt_round_half_away(499999999, -9), 0);
}
END_TEST

START_TEST(numbers_without_such_decimals_stay) {
    ck_assert(isnan(nkt_round_half_away(NAN, 1)));
    ck_assert(nkt_round_half_away(INFINITY, 1) == INFINITY);
    ck_assert(nkt_round_half_away(-INFINITY, -9) == -INFINITY);
    ck_assert(isnan(nkt_round_half_away(1, 16)));
    ck_assert(isnan(nkt_round_half_away(1, -10)));
    ck_assert(isnan(nkt_round_half_away(1, INT32_MIN)));
    ck_assert(isnan(nkt_round_half_away(INFINITY, 127)));
    ck_assert_double_eq(nkt_round_half_away(DBL_MAX, 15), DBL_MAX);
    ck_assert_double_eq(nkt_round_half_away(-DBL_MAX, 0), -DBL_MAX);
    ck_assert_double_eq(nkt_round_half_away(5.3, 15), 5.3);
    ck_assert_double_eq(nkt_round_half_away(DBL_MIN, 15), 0);
    ck_assert_double_eq(nkt_round_half_away(0x1p52 + 1, 0), 0x1p52 + 1);
    /* large, but with quarters: only a true half is one */
    ck_assert_double_eq(nkt_round_half_away(0x1p50 + 0.25, 0), 0x1p50);
    ck_assert_double_eq(nkt_round_half_away(0x1p50 + 0.5, 0), 0x1p50 + 1);
    ck_assert(!signbit(nkt_round_half_away(-0.04, 1)));
    ck_assert(!signbit(nkt_round_half_away(-0.0, 1)));
}
END_TEST

START_TEST(rounding_twice_changes_nothing) {
    uint64_t seed = 3;
    for (int n = 0; n < 5000; n++) {
        int decimals = draw(&seed, 16);
        double value = draw(&seed, 1 << 30) / 8388593.0;
        double once = nkt_round_half_away(value, decimals);
        ck_assert_double_eq(nkt_round_half_away(once, decimals), once);
        ck_assert_double_eq_tol(once, value, 0.5000001 * pow(10, -decimals) + 1e-13);
    }
}
END_TEST

Suite *nkt_suite_round_half_away(void) {
    Suite *suite = suite_create("round_half_away");
    TCase *tcase = tcase_create("round_half_away");
    tcase_add_test(tcase, decimals_round_as_on_paper);
    tcase_add_test(tcase, halves_that_are_no_doubles_round_up);
    tcase_add_test(tcase, tens_and_thousands_round_too);
    tcase_add_test(tcase, numbers_without_such_decimals_stay);
    tcase_add_test(tcase, rounding_twice_changes_nothing);
    suite_add_tcase(suite, tcase);
    return suite;
}
