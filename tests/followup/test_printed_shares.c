/*
 * A share reached is taken as it is printed, and concentration compares sums, not percentages.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>

#include "nyckeltal/concentration.h"
#include "nyckeltal/realloc.h"
#include "nyckeltal/satisfaction.h"

static nkt_error error;

/* 33 of 40 is 82.5 per cent: printed without decimals 83, not 82. By whole numbers, for all n. */
START_TEST(a_share_that_prints_otherwise_is_none) {
    static const int64_t tens[] = {1, 10, 100};
    nkt_attainment a;

    for (int32_t decimals = 0; decimals <= 2; decimals++)
        for (int64_t units = 0; units <= 100 * tens[decimals]; units += decimals ? 37 : 1)
            for (int64_t n = 1; n <= 200; n++) {
                const nkt_aim aim = {.target = 90,
                                     .reached = (double)units / (double)tens[decimals],
                                     .n = n,
                                     .decimals = decimals};
                int is_possible = 0;
                for (int64_t k = 0; k <= n; k++) { /* 100 k / n rounded, halves upwards */
                    const int64_t hundredfold = 200 * k * tens[decimals] + n;
                    is_possible |= hundredfold / (2 * n) == units;
                }
                ck_assert_msg((nkt_satisfaction_attain(&aim, NULL, &a, &error) == NKT_OK) ==
                                  is_possible,
                              "%d of 10^%d of %d", (int)units, decimals, (int)n);
            }
}
END_TEST

START_TEST(a_share_has_no_more_decimals_than_it_says) {
    nkt_aim aim = {.target = 90, .reached = 82.5, .n = 40};
    nkt_attainment a;

    ck_assert_int_eq(nkt_satisfaction_attain(&aim, NULL, &a, &error), NKT_E_DOMAIN);
    ck_assert_str_eq(error.message, "aim.reached: 82.5 has more decimals than aim.decimals says");
    aim.decimals = 1;
    ck_assert_int_eq(nkt_satisfaction_attain(&aim, NULL, &a, &error), NKT_OK);
    ck_assert_int_eq(a.k, 33);
}
END_TEST

/* How many of equal units have a share: by whole numbers; units of .1 ... 3 are seldom doubles. */
START_TEST(equal_units_have_their_share) {
    static double values[60];
    const nkt_column column = NKT_ARRAY(0, values);
    nkt_memory memory = NKT_MEMORY_REALLOC;

    for (int tenths = 1; tenths <= 30; tenths++)
        for (int64_t n = 1; n <= 60; n += n < 12 ? 1 : 8)
            for (int64_t share = 0; share <= 100; share++) {
                nkt_concentration_result c;
                for (int i = 0; i < n; i++)
                    values[i] = tenths / 10.0;
                ck_assert_int_eq(nkt_concentration(&column, &(nkt_rows)NKT_ROWS(n), 1,
                                                   (double)share, &c, &memory, &error),
                                 NKT_OK);
                ck_assert_msg(c.needed == (share * n + 99) / 100, "%d of %d/10: %d per cent: %d",
                              (int)n, tenths, (int)share, (int)c.needed);
            }
    nkt_memory_free(&memory);
}
END_TEST

Suite *nkt_suite_printed_shares(void) {
    Suite *suite = suite_create("printed_shares");
    TCase *tcase = tcase_create("printed_shares");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, a_share_that_prints_otherwise_is_none);
    tcase_add_test(tcase, a_share_has_no_more_decimals_than_it_says);
    tcase_add_test(tcase, equal_units_have_their_share);
    suite_add_tcase(suite, tcase);
    return suite;
}
