/*
 * The way of a call: parameters by name, the first fault and no other, remarks, bad rows counted
 * once; counts, codes and numbers; options.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <float.h>
#include <math.h>

#include "base/base.h"

static nkt_error error;

START_TEST(parameters_are_counted_by_name) {
    const char *names = "values rows direction n_rows ranks work error";

    ck_assert_int_eq(nkt_i_parameter_number(names, "values"), 1);
    ck_assert_int_eq(nkt_i_parameter_number(names, "rows"), 2);
    ck_assert_int_eq(nkt_i_parameter_number(names, "rows.include"), 2);
    ck_assert_int_eq(nkt_i_parameter_number(names, "n_rows"), 4);
    ck_assert_int_eq(nkt_i_parameter_number(names, "ranks[3]"), 5);
    ck_assert_int_eq(nkt_i_parameter_number(names, "error"), 7);
    ck_assert_int_eq(nkt_i_parameter_number(names, "row"), 0);
    ck_assert_int_eq(nkt_i_parameter_number(names, "rowsx"), 0);
    ck_assert_int_eq(nkt_i_parameter_number(names, ""), 0);
    ck_assert_int_eq(nkt_i_parameter_number(names, NULL), 0);
}
END_TEST

START_TEST(the_first_fault_is_reported) {
    nkt_i_call call = nkt_i_call_begin(&error, "a b c error");
    nkt_i_fault fault = NKT_I_AT("b.weights");

    ck_assert_int_eq(error.status, NKT_OK);
    ck_assert_str_eq(error.message, "");
    ck_assert_double_nan(error.bound);
    fault.item = 2;
    fault.id = 101;
    fault.value = -3;
    nkt_i_refuse(&call, NKT_E_DOMAIN, NKT_REASON_NEGATIVE, fault, NULL);
    nkt_i_needed(&call, "a", NULL);
    nkt_i_count(&call, "c", -1, 0, 1);
    ck_assert(nkt_i_call_refused(&call));
    ck_assert_int_eq(nkt_i_call_end(&call), NKT_E_DOMAIN);
    ck_assert_int_eq(error.status, NKT_E_DOMAIN);
    ck_assert_int_eq(error.reason, NKT_REASON_NEGATIVE);
    ck_assert_int_eq(error.argument, 2);
    ck_assert_int_eq(error.item, 2);
    ck_assert_int_eq(error.id, 101);
    ck_assert_int_eq(error.row, -1);
    ck_assert_double_eq(error.value, -3);
    ck_assert_str_eq(error.subject, "b.weights[2]");
    ck_assert_str_eq(error.message, "b.weights[2]: -3 is negative");
}
END_TEST

START_TEST(a_fault_without_an_error_is_a_status) {
    nkt_i_call call = nkt_i_call_begin(NULL, "a error");

    nkt_i_needed(&call, "a", NULL);
    ck_assert_int_eq(nkt_i_call_end(&call), NKT_E_NULL);
}
END_TEST

START_TEST(names_go_before_paths) {
    nkt_i_call call = nkt_i_call_begin(&error, "table error");
    nkt_i_fault fault = NKT_I_AT("table.columns");

    fault.item = 4;
    fault.name = "sfi_passed";
    fault.row = 17;
    fault.value = -3;
    nkt_i_bad_row(&call, NKT_REASON_NEGATIVE, fault, NULL);
    ck_assert_int_eq(nkt_i_call_end(&call), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "sfi_passed: row 17: -3 is negative");
    ck_assert_str_eq(error.subject, "table.columns[4]");
    ck_assert_int_eq(error.rows_affected, 1);
}
END_TEST

static void note(nkt_i_call *call, int64_t row, int32_t item) {
    nkt_i_fault fault = NKT_I_AT("a");

    fault.row = row;
    fault.item = item;
    nkt_i_bad_row(call, NKT_REASON_NEGATIVE, fault, NULL);
}

START_TEST(bad_rows_are_counted_once) {
    nkt_i_call call = nkt_i_call_begin(&error, "a error");

    for (int32_t item = 2; item >= 0; item--) /* column by column within a block */
        for (int64_t row = 300; row >= 290; row -= 2)
            note(&call, row, item);
    for (int64_t row = 511; row < 515; row++) /* over the end of a window */
        note(&call, row, 0);
    note(&call, 514, 3);
    note(&call, INT64_MAX, 0);
    ck_assert_int_eq(nkt_i_call_end(&call), NKT_ROWS_INVALID);
    ck_assert_int_eq(error.row, 290);
    ck_assert_int_eq(error.item, 0);
    ck_assert_int_eq(error.rows_affected, 6 + 4 + 1);
}
END_TEST

START_TEST(remarks_stand_before_bad_rows) {
    nkt_i_call call = nkt_i_call_begin(&error, "a error");

    note(&call, 5, 0);
    nkt_i_remark(&call, NKT_TERM_DROPPED, NKT_REASON_COLLINEAR, NKT_I_AT("a"), NULL);
    nkt_i_remark(&call, NKT_PERFECT_FIT, NKT_REASON_CONSTANT, NKT_I_AT("a"), NULL);
    ck_assert_int_eq(nkt_i_call_end(&call), NKT_TERM_DROPPED);
    ck_assert_int_eq(error.reason, NKT_REASON_COLLINEAR);
    ck_assert_int_eq(error.rows_affected, 1);
}
END_TEST

/* The check refuses with that status, reason and sentence. */
#define REFUSES(check, status_, reason_, sentence)                                                 \
    do {                                                                                           \
        nkt_i_call call = nkt_i_call_begin(&error, "x options error");                             \
        check;                                                                                     \
        ck_assert_int_eq(nkt_i_call_end(&call), status_);                                          \
        ck_assert_int_eq(error.reason, reason_);                                                   \
        ck_assert_str_eq(error.message, sentence);                                                 \
    } while (0)
#define PASSES(check)                                                                              \
    do {                                                                                           \
        nkt_i_call call = nkt_i_call_begin(&error, "x options error");                             \
        check;                                                                                     \
        ck_assert_int_eq(nkt_i_call_end(&call), NKT_OK);                                           \
    } while (0)

START_TEST(numbers_are_held_against_their_range) {
    PASSES(nkt_i_count(&call, "x", 0, 0, 5));
    PASSES(nkt_i_count(&call, "x", 5, 0, 5));
    REFUSES(nkt_i_count(&call, "x", -1, 0, 5), NKT_E_COUNT, NKT_REASON_NEGATIVE,
            "x: -1 is negative");
    REFUSES(nkt_i_count(&call, "x", 0, 1, 5), NKT_E_COUNT, NKT_REASON_TOO_SMALL,
            "x: 0 is less than 1");
    ck_assert_double_eq(error.bound, 1);
    REFUSES(nkt_i_count(&call, "x", 6, 1, 5), NKT_E_COUNT, NKT_REASON_TOO_LARGE,
            "x: 6 is more than 5");
    ck_assert_double_eq(error.bound, 5);
    REFUSES(nkt_i_code(&call, "x", 4, 1, 3), NKT_E_ID, NKT_REASON_UNKNOWN_CODE,
            "x: 4 is no code: these are 1 ... 3");
    REFUSES(nkt_i_code(&call, "options.x", -1, 0, 1), NKT_E_OPTION, NKT_REASON_UNKNOWN_CODE,
            "options.x: -1 is no code: these are 0 and 1");
    PASSES(nkt_i_between(&call, "x", 0.5, 0, 1));
    REFUSES(nkt_i_between(&call, "x", 1, 0, 1), NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE,
            "x: 1 is not between 0 and 1");
    REFUSES(nkt_i_between(&call, "options.x", 0, 0, 1), NKT_E_OPTION, NKT_REASON_OUT_OF_RANGE,
            "options.x: 0 is not between 0 and 1");
    REFUSES(nkt_i_between(&call, "x", NAN, 0, 1), NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE,
            "x: NaN is not between 0 and 1");
    PASSES(nkt_i_within(&call, "x", 1, -1, 1));
    REFUSES(nkt_i_within(&call, "x", 1.5, -1, 1), NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE,
            "x: 1.5 is not within -1 and 1");
    REFUSES(nkt_i_within(&call, "options.x", NAN, -1, 1), NKT_E_OPTION, NKT_REASON_OUT_OF_RANGE,
            "options.x: NaN is not within -1 and 1");
    PASSES(nkt_i_at_least(&call, "x", 0, 0));
    REFUSES(nkt_i_at_least(&call, "x", -0.5, 0), NKT_E_DOMAIN, NKT_REASON_TOO_SMALL,
            "x: -0.5 is less than 0");
    REFUSES(nkt_i_at_least(&call, "options.x", INFINITY, 0), NKT_E_OPTION, NKT_REASON_NOT_FINITE,
            "options.x: infinity is no finite number");
    PASSES(nkt_i_above_0(&call, "x", DBL_MIN));
    REFUSES(nkt_i_above_0(&call, "x", 0), NKT_E_DOMAIN, NKT_REASON_TOO_SMALL,
            "x: 0 is not above 0");
    REFUSES(nkt_i_direction(&call, "x", 0), NKT_E_ID, NKT_REASON_UNKNOWN_CODE,
            "x: 0 is neither high (1) nor low (-1)");
    PASSES(nkt_i_direction(&call, "x", NKT_DIRECTION_LOW));
}
END_TEST

START_TEST(options_of_other_sizes) {
    struct {
        uint32_t size;
        int32_t a;
        double b, c;
    } mine = {sizeof mine, 1, 2, 3};
    struct {
        uint32_t size;
        int32_t a;
        double b;
    } read;

    PASSES(nkt_i_options_open(&call, NULL, &read, sizeof read));
    ck_assert_uint_eq(read.size, sizeof read);
    ck_assert_double_eq(read.b, 0);
    REFUSES(nkt_i_options_open(&call, &mine, &read, sizeof read), NKT_E_OPTIONS_SIZE,
            NKT_REASON_OTHER_SIZE,
            "options.size: 24 bytes set a field that this library does not have");
    mine.c = 0;
    PASSES(nkt_i_options_open(&call, &mine, &read, sizeof read));
    ck_assert_double_eq(read.b, 2);
    mine.size = 8;
    PASSES(nkt_i_options_open(&call, &mine, &read, sizeof read));
    ck_assert_int_eq(read.a, 1);
    ck_assert_double_eq(read.b, 0);
    mine.size = 0;
    REFUSES(nkt_i_options_open(&call, &mine, &read, sizeof read), NKT_E_OPTIONS_SIZE,
            NKT_REASON_OTHER_SIZE,
            "options.size: 0 is no size of these options: set it to their sizeof");
    mine.size = 20;
    REFUSES(nkt_i_options_open(&call, &mine, &read, sizeof read), NKT_E_OPTIONS_SIZE,
            NKT_REASON_OTHER_SIZE,
            "options.size: 20 is no size of these options: set it to their sizeof");
}
END_TEST

Suite *nkt_suite_call(void) {
    Suite *suite = suite_create("call");
    TCase *one = tcase_create("call");

    tcase_add_test(one, parameters_are_counted_by_name);
    tcase_add_test(one, the_first_fault_is_reported);
    tcase_add_test(one, a_fault_without_an_error_is_a_status);
    tcase_add_test(one, names_go_before_paths);
    tcase_add_test(one, bad_rows_are_counted_once);
    tcase_add_test(one, remarks_stand_before_bad_rows);
    tcase_add_test(one, numbers_are_held_against_their_range);
    tcase_add_test(one, options_of_other_sizes);
    suite_add_tcase(suite, one);
    return suite;
}
