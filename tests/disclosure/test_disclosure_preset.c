/*
 * The rules of those who publish, by name: what each of them shows, in the words of its source.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stddef.h>

#include "disclosure/disclosure_help.h"
#include "nyckeltal/codes.h"

static int is_shown(int32_t preset, double part, double whole) {
    const nkt_column a = NKT_CONSTANT(0, part), b = NKT_CONSTANT(0, whole);
    const nkt_rows one = NKT_ROWS(1);
    nkt_disclosure_options options = {.size = sizeof options};
    int32_t hide = -1;

    ck_assert_int_eq(nkt_disclosure_preset(preset, &options, &error), NKT_OK);
    ck_assert_int_eq(nkt_disclosure_shares(&a, &b, &one, &options, &NKT_TO_N(&hide, 1), &error),
                     NKT_OK);
    return hide == 0;
}

START_TEST(each_shows_what_its_source_says) {
    for (double whole = 1; whole < 60; whole++)
        for (double part = 0; part <= whole; part++) {
            ck_assert_int_eq(is_shown(NKT_PRESET_KOLADA, part, whole), whole >= 10);
            ck_assert_int_eq(is_shown(NKT_PRESET_GUIDE_LEAVERS, part, whole), whole >= 10);
            ck_assert_int_eq(is_shown(NKT_PRESET_SCB, part, whole),
                             whole > 20 && part > 5 && part < whole);
            ck_assert_int_eq(is_shown(NKT_PRESET_SSB, part, whole),
                             whole > 2 && part != 1 && part != 2);
        }
}
END_TEST

START_TEST(the_other_rules_stay) {
    nkt_disclosure_options options = {.size = sizeof options, .p_percent = 15, .dominance_n = 3};

    ck_assert_int_eq(nkt_disclosure_preset(NKT_PRESET_SCB, &options, &error), NKT_OK);
    ck_assert_double_eq(options.p_percent, 15);
    ck_assert_int_eq(options.dominance_n, 3);
    ck_assert_uint_eq(options.size, sizeof options);
    ck_assert_str_eq(nkt_code_name("disclosure_preset", NKT_PRESET_SCB), "scb");
}
END_TEST

START_TEST(calls_are_checked) {
    nkt_disclosure_options options = {.size = sizeof options, .minimum_numerator = 5};

    refused(nkt_disclosure_preset(0, &options, &error), NKT_E_ID, 1, NULL);
    refused(nkt_disclosure_preset(5, &options, &error), NKT_E_ID, 1, NULL);
    refused(nkt_disclosure_preset(NKT_PRESET_SSB, NULL, &error), NKT_E_NULL, 2, "options: is NULL");
    options.size = 0;
    refused(nkt_disclosure_preset(NKT_PRESET_SSB, &options, &error), NKT_E_OPTIONS_SIZE, 2, NULL);
    options.size = 16; /* ends before the minima */
    refused(nkt_disclosure_preset(NKT_PRESET_SSB, &options, &error), NKT_E_OPTIONS_SIZE, 2, NULL);
    ck_assert_double_eq(options.minimum_numerator, 5);
    options.size = offsetof(nkt_disclosure_options, dominance_percent);
    ck_assert_int_eq(nkt_disclosure_preset(NKT_PRESET_SSB, &options, NULL), NKT_OK);
    ck_assert_double_eq(options.minimum_numerator, 3);
}
END_TEST

Suite *nkt_suite_disclosure_preset(void) {
    Suite *suite = suite_create("disclosure_preset");
    TCase *tcase = tcase_create("disclosure_preset");

    tcase_add_test(tcase, each_shows_what_its_source_says);
    tcase_add_test(tcase, the_other_rules_stay);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
