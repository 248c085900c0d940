/*
 * The rules of shares and counts against the naive ones, and calls that are refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "disclosure/disclosure_help.h"
#include "nyckeltal/classes.h"

/* ---- shares ---------------------------------------------------------------------------------- */

START_TEST(shares_follow_the_rules) {
    static const struct {
        double a, b;
        int32_t hide, shown_extremes;
    } cases[] = {
        {5, 20, 0, 0},
        {2, 20, NKT_HIDE_NUMERATOR, NKT_HIDE_NUMERATOR},
        {3, 20, 0, 0},
        {3, 10, 0, 0},
        {3, 9, NKT_HIDE_DENOMINATOR, NKT_HIDE_DENOMINATOR},
        {17, 20, 0, 0},
        {18, 20, NKT_HIDE_COMPLEMENT, NKT_HIDE_COMPLEMENT},
        {0, 20, NKT_HIDE_NOBODY, 0},
        {20, 20, NKT_HIDE_EVERYBODY, 0},
        {21, 20, NKT_HIDE_EVERYBODY, 0},
        {0, 0, 0, 0},
        {1, 0, NKT_HIDE_NUMERATOR | NKT_HIDE_DENOMINATOR | NKT_HIDE_EVERYBODY,
         NKT_HIDE_NUMERATOR | NKT_HIDE_DENOMINATOR},
        {NAN, 20, NKT_HIDE_UNKNOWN, NKT_HIDE_UNKNOWN},
        {5, NAN, NKT_HIDE_UNKNOWN, NKT_HIDE_UNKNOWN},
    };
    nkt_disclosure_options o = {.size = sizeof o, .extremes = NKT_EXTREMES_SHOWN};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const nkt_column a = NKT_ARRAY_N(0, &cases[i].a, 0), b = NKT_ARRAY_N(0, &cases[i].b, 0);
        int32_t hide = -1;
        ck_assert_int_eq(
            nkt_disclosure_shares(&a, &b, ROWS_OF(1), NULL, &NKT_TO_N(&hide, 1), &error), NKT_OK);
        ck_assert_msg(hide == cases[i].hide, "case %zu: %d", i, hide);
        ck_assert_int_eq(nkt_disclosure_shares(&a, &b, ROWS_OF(1), &o, &NKT_TO_N(&hide, 1), &error),
                         NKT_OK);
        ck_assert_msg(hide == cases[i].shown_extremes, "case %zu: %d", i, hide);
    }
}
END_TEST

/* The guide's diagram hides groups of fewer than 10 leavers, and nothing else. */
START_TEST(rules_can_be_switched_off) {
    const double parts[] = {1, 9, 1, 0, 10}, wholes[] = {9, 9, 10, 10, 10};
    const int32_t wanted[] = {2, 2, 0, 0, 0};
    const nkt_column a = NKT_ARRAY(0, parts), b = NKT_ARRAY(0, wholes);
    nkt_disclosure_options o = {.size = sizeof o,
                                .extremes = NKT_EXTREMES_SHOWN,
                                .minimum_numerator = -1,
                                .minimum_complement = -1};
    int32_t hide[5];

    ck_assert_int_eq(nkt_disclosure_shares(&a, &b, ROWS_OF(5), &o, &NKT_TO(hide), &error), NKT_OK);
    ck_assert_mem_eq(hide, wanted, sizeof wanted);
}
END_TEST

START_TEST(counts_stand_alone) {
    const int32_t counts[] = {0, 1, 4, 5, 6};
    const int32_t wanted[] = {0, 1, 1, 0, 0};
    const nkt_column c = NKT_ARRAY(0, counts);
    nkt_disclosure_options o = {.size = sizeof o, .minimum_numerator = 5};
    int32_t hide[5];

    ck_assert_int_eq(nkt_disclosure_shares(&c, NULL, ROWS_OF(5), &o, &NKT_TO(hide), &error),
                     NKT_OK);
    ck_assert_mem_eq(hide, wanted, sizeof wanted);
}
END_TEST

START_TEST(bad_rows_are_reported) {
    const double parts[] = {5, -3, INFINITY, 5, -1}, wholes[] = {20, 20, 20, -2, -1};
    const nkt_column a = NKT_ARRAY(0, parts), b = NKT_ARRAY(0, wholes);
    int32_t hide[5];

    ck_assert_int_eq(nkt_disclosure_shares(&a, &b, ROWS_OF(5), NULL, &NKT_TO(hide), &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "parts: row 1: -3 is negative");
    ck_assert_int_eq(error.rows_affected, 4);
    ck_assert_int_eq(hide[0], 0);
    for (int i = 1; i < 5; i++)
        ck_assert_int_eq(hide[i], NKT_HIDE_UNKNOWN);
}
END_TEST

/* ---- refusals -------------------------------------------------------------------------------- */

START_TEST(calls_are_checked) {
    const double one[] = {5};
    const int8_t none[] = {0};
    const nkt_column a = NKT_ARRAY(0, one), groups = NKT_ARRAY(0, none);
    const nkt_rows grouped = {.groups = &groups, .n_rows = 1, .n_groups = 1};
    nkt_column odd = a;
    nkt_disclosure_options o = {.size = sizeof o};
    int32_t hide[1] = {4711};
    int8_t narrow[1];
    const nkt_target to = NKT_TO(hide), too_narrow = NKT_TO(narrow);

    odd.type = 99;
#define SHARES(a_, b_, n_, o_, r_) nkt_disclosure_shares(a_, b_, ROWS_OF(n_), o_, r_, &error)
    refused(SHARES(NULL, &a, 1, NULL, &to), NKT_E_NULL, 1, "parts: is NULL");
    refused(SHARES(&odd, &a, 1, NULL, &to), NKT_E_TYPE, 1, NULL);
    refused(SHARES(&a, &odd, 1, NULL, &to), NKT_E_TYPE, 2, NULL);
    refused(nkt_disclosure_shares(&a, &a, NULL, NULL, &to, &error), NKT_E_NULL, 3, "rows: is NULL");
    refused(SHARES(&a, &a, -1, NULL, &to), NKT_E_COUNT, 3, "rows.n_rows: -1 is negative");
    refused(nkt_disclosure_shares(&a, &a, &grouped, NULL, &to, &error), NKT_E_OPTION, 3, NULL);
    ck_assert_str_eq(error.subject, "rows.groups");
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_TAKEN);
    refused(SHARES(&a, &a, 1, NULL, NULL), NKT_E_NULL, 5, "hide: is NULL");
    refused(SHARES(&a, &a, 1, NULL, &too_narrow), NKT_E_TYPE, 5, NULL);
    ck_assert_int_eq(error.reason, NKT_REASON_OTHER_TYPE);
    o.extremes = 2;
    refused(SHARES(&a, &a, 1, &o, &to), NKT_E_OPTION, 4, NULL);
    ck_assert_str_eq(error.subject, "options.extremes");
    o = (nkt_disclosure_options){.size = sizeof o, .minimum_numerator = -2};
    refused(SHARES(&a, &a, 1, &o, &to), NKT_E_OPTION, 4,
            "options.minimum_numerator: -2 is not -1, or 0 or more");
    o = (nkt_disclosure_options){.size = sizeof o, .p_percent = NAN};
    refused(SHARES(&a, &a, 1, &o, &to), NKT_E_OPTION, 4, NULL);
    o = (nkt_disclosure_options){.size = sizeof o, .dominance_percent = 101};
    refused(SHARES(&a, &a, 1, &o, &to), NKT_E_OPTION, 4, NULL);
    o = (nkt_disclosure_options){.size = sizeof o, .dominance_n = 17};
    refused(SHARES(&a, &a, 1, &o, &to), NKT_E_OPTION, 4,
            "options.dominance_n: 17 is not within 1 and 16");
    o = (nkt_disclosure_options){.size = sizeof o, .minimum_contributors = -2};
    refused(SHARES(&a, &a, 1, &o, &to), NKT_E_OPTION, 4, NULL);
    o = (nkt_disclosure_options){.size = 2};
    refused(SHARES(&a, &a, 1, &o, &to), NKT_E_OPTIONS_SIZE, 4, NULL);
    ck_assert_int_eq(hide[0], 4711);
    ck_assert_int_eq(nkt_disclosure_shares(NULL, NULL, NULL, NULL, NULL, NULL), NKT_E_NULL);
}
END_TEST

Suite *nkt_suite_disclosure_shares(void) {
    Suite *suite = suite_create("disclosure_shares");
    TCase *tcase = tcase_create("disclosure_shares");
    tcase_add_test(tcase, shares_follow_the_rules);
    tcase_add_test(tcase, rules_can_be_switched_off);
    tcase_add_test(tcase, counts_stand_alone);
    tcase_add_test(tcase, bad_rows_are_reported);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
