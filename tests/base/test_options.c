/*
 * Options: sizes of older and newer programs, ranges, names of interval methods.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <stddef.h>

#include "base/base.h"
#include "nyckeltal.h"

/* As a call does whose options are that parameter: 1, 3 or 6. */
static nkt_status read_options(const nkt_options *options, int argument, nkt_options *out,
                               nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, argument == 1   ? "options error"
                                              : argument == 3 ? "part whole options error"
                                                              : "a b c d e options error");

    nkt_i_figure_options(&call, options, NKT_INTERVAL_WILSON, out);
    return nkt_i_call_end(&call);
}

START_TEST(null_and_zero_are_the_defaults) {
    nkt_options read, zero = {.size = sizeof zero};
    nkt_options again;

    ck_assert_int_eq(read_options(NULL, 1, &read, NULL), NKT_OK);
    ck_assert_int_eq(read_options(&zero, 1, &again, NULL), NKT_OK);
    ck_assert_mem_eq(&read, &again, sizeof read);
    ck_assert_int_eq(read.mode, NKT_MODE_PROCESS);
    ck_assert_double_eq(read.confidence, 0.95);
    ck_assert_int_eq(read.share_interval, NKT_INTERVAL_WILSON);
    ck_assert_int_eq(read.rate_interval, NKT_INTERVAL_EXACT_OR_BYAR);
    ck_assert_int_eq(read.difference_interval, NKT_INTERVAL_NEWCOMBE);
}
END_TEST

START_TEST(older_and_newer_structs_are_understood) {
    struct {
        nkt_options known;
        double future[2];
    } newer = {{0}, {0}};
    nkt_options read, old;
    nkt_error error;

    /* An older struct: what lies beyond its size is not ours to read. */
    memset(&old, 0xFF, sizeof old);
    old.size = 16;
    old.mode = NKT_MODE_DESCRIPTIVE;
    old.confidence = 0.9;
    ck_assert_int_eq(read_options(&old, 1, &read, &error), NKT_OK);
    ck_assert_double_eq(read.confidence, 0.9);
    ck_assert_double_eq(read.minimum_basis, 0);

    newer.known.size = sizeof newer;
    newer.known.confidence = 0.8;
    ck_assert_int_eq(read_options(&newer.known, 1, &read, &error), NKT_OK);
    ck_assert_double_eq(read.confidence, 0.8);
    newer.future[1] = 1;
    ck_assert_int_eq(read_options(&newer.known, 6, &read, &error), NKT_E_OPTIONS_SIZE);
    ck_assert_int_eq(error.argument, 6);
    ck_assert_str_eq(error.message,
                     "options.size: 72 bytes set a field that this library does not have");
}
END_TEST

START_TEST(impossible_sizes_are_refused) {
    static const uint32_t sizes[] = {0, 4, 12, 57, 1025, UINT32_MAX};
    nkt_options options = {0}, read;
    nkt_error error;

    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        options.size = sizes[i];
        ck_assert_int_eq(read_options(&options, 1, &read, &error), NKT_E_OPTIONS_SIZE);
        ck_assert_double_eq(error.value, sizes[i]);
    }
}
END_TEST

START_TEST(values_outside_their_range_are_refused) {
    /* Each bad alone; the message names field and value. */
    static const struct {
        nkt_options options;
        const char *message;
    } bad[] = {
        {{.mode = 2}, "options.mode: 2 is no mode"},
        {{.mode = -1}, "options.mode: -1 is no mode"},
        {{.confidence = 95}, "options.confidence: 95 is not between 0 and 1"},
        {{.confidence = 1}, "options.confidence: 1 is not between 0 and 1"},
        {{.confidence = -0.5}, "options.confidence: -0.5 is not between 0 and 1"},
        {{.confidence = NAN}, "options.confidence: NaN is not between 0 and 1"},
        {{.minimum_basis = -1}, "options.minimum_basis: -1 is not 0 or more"},
        {{.minimum_basis = NAN}, "options.minimum_basis: NaN is not 0 or more"},
        {{.minimum_basis = INFINITY}, "options.minimum_basis: infinity is not 0 or more"},
        {{.correlation = 1.5}, "options.correlation: 1.5 is not between -1 and 1"},
        {{.correlation = NAN}, "options.correlation: NaN is not between -1 and 1"},
        {{.noise_variance = -2}, "options.noise_variance: -2 is not 0 or more"},
        {{.share_interval = NKT_INTERVAL_BYAR},
         "options.share_interval: 13 is no interval method of a share"},
        {{.share_interval = 99}, "options.share_interval: 99 is no interval method of a share"},
        {{.rate_interval = NKT_INTERVAL_WILSON},
         "options.rate_interval: 1 is no interval method of a rate"},
        {{.difference_interval = -1},
         "options.difference_interval: -1 is no interval method of a difference"},
        {{.part_above_whole = 2}, "options.part_above_whole: 2 is not 0 or 1"},
        {{.noise_variance = 1, .share_interval = NKT_INTERVAL_JEFFREYS},
         "options.noise_variance: 1 needs share_interval wilson"},
        {{.noise_variance = 1, .difference_interval = NKT_INTERVAL_AGRESTI_CAFFO},
         "options.noise_variance: 1 needs difference_interval newcombe"},
        {{.correlation = 0.5, .difference_interval = NKT_INTERVAL_AGRESTI_CAFFO},
         "options.correlation: 0.5 needs difference_interval newcombe"},
        {{.noise_variance = 1, .difference_interval = NKT_INTERVAL_MIETTINEN_NURMINEN},
         "options.noise_variance: 1 needs difference_interval newcombe"},
        {{.correlation = 0.5, .difference_interval = NKT_INTERVAL_MIETTINEN_NURMINEN},
         "options.correlation: 0.5 needs difference_interval newcombe"},
    };

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        nkt_options options = bad[i].options, read;
        nkt_error error;
        options.size = sizeof options;
        ck_assert_int_eq(read_options(&options, 3, &read, &error), NKT_E_OPTION);
        ck_assert_str_eq(error.message, bad[i].message);
        ck_assert_int_eq(error.argument, 3);
    }
}
END_TEST

/* In the words of a call: a method of its own where none is chosen, and the path of what is wrong. */
START_TEST(options_of_a_call) {
    nkt_i_call call = nkt_i_call_begin(NULL, "part options error");
    nkt_options read, odd = {.size = sizeof odd, .mode = 7};
    double confidence = 0;
    nkt_error error;

    nkt_i_figure_options(&call, NULL, NKT_INTERVAL_CLOPPER_PEARSON, &read);
    nkt_i_confidence_option(&call, &confidence);
    ck_assert_int_eq(nkt_i_call_end(&call), NKT_OK);
    ck_assert_int_eq(read.share_interval, NKT_INTERVAL_CLOPPER_PEARSON);
    ck_assert_double_eq(confidence, 0.95);
    call = nkt_i_call_begin(&error, "part options error");
    nkt_i_figure_options(&call, &odd, NKT_INTERVAL_WILSON, &read);
    ck_assert_int_eq(nkt_i_call_end(&call), NKT_E_OPTION);
    ck_assert_int_eq(error.argument, 2);
    ck_assert_str_eq(error.subject, "options.mode");
    ck_assert_int_eq(error.reason, NKT_REASON_UNKNOWN_CODE);
    call = nkt_i_call_begin(&error, "part options error");
    confidence = 2;
    nkt_i_confidence_option(&call, &confidence);
    ck_assert_int_eq(nkt_i_call_end(&call), NKT_E_OPTION);
    ck_assert_str_eq(error.message, "options.confidence: 2 is not between 0 and 1");
}
END_TEST

/* Groups after persons: both are counted, and the persons reported. */
START_TEST(bad_rows_of_two_kinds) {
    nkt_error error;
    nkt_i_call call = nkt_i_call_begin(&error, "persons groups error");
    nkt_i_fault fault = NKT_I_AT("persons");

    fault.row = 3;
    nkt_i_bad_row(&call, NKT_REASON_NEGATIVE, fault, NULL);
    nkt_i_bad_rows_of_another_kind(&call);
    fault.path = "groups";
    nkt_i_bad_row(&call, NKT_REASON_NEGATIVE, fault, NULL);
    fault.row = 0;
    nkt_i_bad_row(&call, NKT_REASON_NEGATIVE, fault, NULL);
    ck_assert_int_eq(nkt_i_call_end(&call), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.subject, "persons");
    ck_assert_int_eq(error.row, 3);
    ck_assert_int_eq(error.rows_affected, 3);
}
END_TEST

Suite *nkt_suite_options(void) {
    Suite *suite = suite_create("options");
    TCase *tcase = tcase_create("options");
    tcase_add_test(tcase, null_and_zero_are_the_defaults);
    tcase_add_test(tcase, older_and_newer_structs_are_understood);
    tcase_add_test(tcase, impossible_sizes_are_refused);
    tcase_add_test(tcase, values_outside_their_range_are_refused);
    tcase_add_test(tcase, options_of_a_call);
    tcase_add_test(tcase, bad_rows_of_two_kinds);
    suite_add_tcase(suite, tcase);
    return suite;
}
