/*
 * Version, statuses, states, message texts, sizes, memory checks, sorting.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <float.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/base.h"
#include "nyckeltal/codes.h"
#include "nyckeltal.h"

START_TEST(version_is_that_of_the_header) {
    char text[32];
    snprintf(text, sizeof text, "%d.%d.%d", NKT_VERSION_MAJOR, NKT_VERSION_MINOR,
             NKT_VERSION_PATCH);
    ck_assert_int_eq(nkt_version(), NKT_VERSION);
    ck_assert_str_eq(nkt_version_string(), text);
}
END_TEST

START_TEST(statuses_have_names_and_meanings) {
    static const nkt_status all[] = {NKT_OK,
                                     NKT_ROWS_INVALID,
                                     NKT_E_NULL,
                                     NKT_E_COUNT,
                                     NKT_E_TYPE,
                                     NKT_E_ID,
                                     NKT_E_DUPLICATE,
                                     NKT_E_OPTION,
                                     NKT_E_OPTIONS_SIZE,
                                     NKT_E_STRIDE,
                                     NKT_E_DOMAIN,
                                     NKT_E_MEASURE,
                                     NKT_E_CAPACITY,
                                     NKT_E_ALIGNMENT,
                                     NKT_E_STATE,
                                     NKT_E_SIZE,
                                     NKT_TERM_DROPPED,
                                     NKT_NEARLY_COLLINEAR,
                                     NKT_PERFECT_FIT,
                                     NKT_CONSTANT_RESPONSE,
                                     NKT_NOT_ESTIMABLE,
                                     NKT_LEVERAGE_ONE,
                                     NKT_NOT_CONVERGED,
                                     NKT_SEEMS_PROPORTIONS,
                                     NKT_E_TOO_FEW_ROWS,
                                     NKT_E_COLLINEAR,
                                     NKT_E_SHAPE,
                                     NKT_E_PACKED,
                                     NKT_E_CLUSTERS};
    ck_assert_str_eq(nkt_code_of("status", NKT_E_NULL)->constant, "NKT_E_NULL");
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        ck_assert(nkt_code_of("status", all[i])->constant[0] == 'N');
        ck_assert(all[i] == NKT_OK || nkt_code_of("status", all[i])->text[0] != '\0');
        for (size_t j = 0; j < i; j++)
            ck_assert_str_ne(nkt_code_of("status", all[i])->constant,
                             nkt_code_of("status", all[j])->constant);
    }
    ck_assert_ptr_null(nkt_code_of("status", -9999));
}
END_TEST

START_TEST(states_have_names_and_an_order) {
    /* from the strongest to the weakest */
    static const int32_t order[] = {NKT_STATE_SECRET,  NKT_STATE_NOT_APPLICABLE, NKT_STATE_INVALID,
                                    NKT_STATE_MISSING, NKT_STATE_NO_DENOMINATOR, NKT_STATE_VALUE};
    for (int i = 0; i < 6; i++) {
        ck_assert_str_ne(nkt_code_name("state", order[i]), "");
        for (int j = 0; j < 6; j++)
            ck_assert_int_eq(nkt_state_worst(order[i], order[j]), order[i < j ? i : j]);
    }
    ck_assert_str_eq(nkt_code_name("state", 6), "");
    ck_assert_str_eq(nkt_code_name("state", -1), "");
    ck_assert_int_eq(nkt_state_worst(77, NKT_STATE_VALUE), NKT_STATE_INVALID);
    ck_assert_int_eq(nkt_state_worst(NKT_STATE_SECRET, -3), NKT_STATE_SECRET);
}
END_TEST

static const char *as_text(double number) {
    static char buffer[64];
    nkt_i_text text = nkt_i_text_begin(buffer, sizeof buffer);
    nkt_i_text_double(&text, number);
    return buffer;
}

START_TEST(numbers_become_text) {
    ck_assert_str_eq(as_text(-3), "-3");
    ck_assert_str_eq(as_text(0), "0");
    ck_assert_str_eq(as_text(NAN), "NaN");
    ck_assert_str_eq(as_text(INFINITY), "infinity");
    ck_assert_str_eq(as_text(-INFINITY), "-infinity");
    ck_assert_str_eq(as_text(0.5), "0.5");
    ck_assert_str_eq(as_text(-0.05), "-0.05");
    ck_assert_str_eq(as_text(0.000123456789), "0.000123456789");
    ck_assert_str_eq(as_text(1234.5678), "1234.5678");
    ck_assert_str_eq(as_text(99999999.96), "100000000");
    ck_assert_str_eq(as_text(1e15), "1e+15");
    ck_assert_str_eq(as_text(2.5e-7), "2.5e-7");
    ck_assert_str_eq(as_text(DBL_MAX), "1.79769313e+308");
    ck_assert_str_eq(as_text(5e-324), "4.94065646e-324");
    ck_assert_str_eq(as_text(999999999.0), "999999999");
    /* every number reads back within the nine digits */
    for (double x = 1.234567e-300; x < 1e300; x *= 17.3) {
        double back = strtod(as_text(x), NULL);
        ck_assert_double_le(fabs(back / x - 1), 5.1e-9);
    }
}
END_TEST

START_TEST(text_is_cut_between_characters) {
    char buffer[6];
    nkt_i_text text = nkt_i_text_begin(buffer, sizeof buffer);
    nkt_i_text_add(&text, "abcd");
    nkt_i_text_add(&text, "é"); /* two bytes: does not fit before the NUL */
    nkt_i_text_add(&text, "x"); /* nor may anything follow what was cut */
    ck_assert_str_eq(buffer, "abcd");
}
END_TEST

START_TEST(error_is_filled_and_emptied) {
    nkt_error error;
    nkt_i_call call = nkt_i_call_begin(&error, "whole parts error");
    nkt_i_fault fault = NKT_I_AT("parts");
    char words[400];

    ck_assert_int_eq(sizeof(nkt_error), 320);
    fault.item = 5;
    fault.id = 101;
    fault.row = 17;
    fault.value = -3;
    fault.name = "sfi_passed";
    nkt_i_refuse(&call, NKT_E_DOMAIN, NKT_REASON_NEGATIVE, fault, NULL);
    ck_assert_str_eq(error.message, "sfi_passed: row 17: -3 is negative");
    ck_assert_int_eq(error.argument, 2);
    ck_assert_int_eq(error.item, 5);
    ck_assert_int_eq(error.id, 101);
    ck_assert_int_eq(error.row, 17);
    ck_assert_double_eq(error.value, -3);
    nkt_i_error_clear(&error);
    ck_assert_str_eq(error.message, "");
    ck_assert_int_eq(error.status, NKT_OK);
    ck_assert_int_eq(error.row, -1);
    ck_assert_int_eq(error.item, -1);
    ck_assert_double_nan(error.value);
    ck_assert_double_nan(error.bound);
    nkt_i_error_clear(NULL);
    memset(words, 'x', sizeof words - 1);
    words[sizeof words - 1] = '\0';
    call = nkt_i_call_begin(&error, "whole parts error");
    fault.name = words;
    nkt_i_refuse(&call, NKT_E_NULL, NKT_REASON_NULL, fault, words);
    ck_assert_uint_eq(strlen(error.message), sizeof error.message - 1);
}
END_TEST

START_TEST(sizes_do_not_overflow) {
    size_t out = 7;
    ck_assert(nkt_i_size_add(2, 3, &out) && out == 5);
    ck_assert(nkt_i_size_mul(2, 3, &out) && out == 6);
    ck_assert(nkt_i_size_mul(SIZE_MAX, 0, &out) && out == 0);
    ck_assert(nkt_i_size_add(SIZE_MAX, 0, &out) && out == SIZE_MAX);
    ck_assert(nkt_i_size_align8(9, &out) && out == 16);
    ck_assert(nkt_i_size_align8(16, &out) && out == 16);
    ck_assert(!nkt_i_size_add(SIZE_MAX, 1, &out));
    ck_assert(!nkt_i_size_mul(SIZE_MAX / 2 + 1, 2, &out));
    ck_assert(!nkt_i_size_align8(SIZE_MAX - 3, &out));
}
END_TEST

static int key_less(const void *context, int64_t a, int64_t b) {
    const double *keys = context;
    return nkt_i_double_less(keys[a], keys[b]);
}

/* Where there is no code: NaN in a float, NA under the types of R, NKT_NO_CODE otherwise. */
START_TEST(codes_that_are_none_look_so_in_every_type) {
    nkt_i_call call = nkt_i_call_begin(NULL, "out");
    double wide[2];
    float narrow[2];
    int8_t small[2];
    int32_t whole[2];
    int64_t large[2];
    nkt_target targets[] = {NKT_TO(wide), NKT_TO(narrow), NKT_TO(small), NKT_TO(whole),
                            NKT_TO(large)};

    targets[3].type = NKT_INT32_R;
    targets[4].type = NKT_INT64_R;
    for (size_t k = 0; k < sizeof targets / sizeof targets[0]; k++) {
        const nkt_i_out out =
            nkt_i_target_open(&call, "out", &targets[k], NKT_I_CONTENT_CODES(-2, 2), 2, 1, 1);
        nkt_i_put_code(&out, 0, 0, NKT_NO_CODE);
        nkt_i_put_code(&out, 1, 0, -2);
    }
    ck_assert_int_eq(call.status, NKT_OK);
    ck_assert(isnan(wide[0]) && wide[1] == -2);
    ck_assert(isnan(narrow[0]) && narrow[1] == -2);
    ck_assert(small[0] == NKT_NO_CODE && small[1] == -2);
    ck_assert(whole[0] == INT32_MIN && whole[1] == -2);
    ck_assert(large[0] == INT64_MIN && large[1] == -2);
}
END_TEST

START_TEST(what_is_not_taken_is_refused) {
    nkt_error error;
    nkt_i_call call = nkt_i_call_begin(&error, "design error");

    nkt_i_not_taken(&call, "design.weight", NULL);
    ck_assert_int_eq(call.status, NKT_OK);
    nkt_i_not_taken(&call, "design.weight", &error);
    ck_assert_int_eq(call.status, NKT_E_OPTION);
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_TAKEN);
    ck_assert_str_eq(error.subject, "design.weight");
}
END_TEST

START_TEST(remarks_say_how_many_rows) {
    nkt_error error;
    nkt_i_call call = nkt_i_call_begin(&error, "design error");
    nkt_i_fault fault = NKT_I_AT("design.rows");

    fault.row = 4;
    nkt_i_remark_rows(&call, NKT_LEVERAGE_ONE, NKT_REASON_NONE, fault, 3, "decides alone");
    nkt_i_remark_rows(&call, NKT_NOT_ESTIMABLE, NKT_REASON_NONE, fault, 9, "comes too late");
    ck_assert_int_eq(nkt_i_call_end(&call), NKT_LEVERAGE_ONE);
    ck_assert_int_eq(error.rows_affected, 3);
    ck_assert_int_eq(error.row, 4);
    ck_assert_str_eq(error.message, "design.rows: row 4: decides alone");
}
END_TEST

START_TEST(sort_is_stable_and_keeps_nan_last) {
    enum { MOST = 1000 };
    static double keys[MOST];
    static int64_t rows[MOST], scratch[MOST];
    uint64_t seed = 5;

    for (int n = 0; n <= MOST; n = n < 70 ? n + 1 : n + 93) {
        for (int i = 0; i < n; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            keys[i] = seed >> 60 == 3 ? NAN : (double)(seed >> 59); /* many ties */
            rows[i] = i;
        }
        nkt_i_sort(rows, scratch, n, key_less, keys);
        for (int i = 1; i < n; i++) {
            double a = keys[rows[i - 1]], b = keys[rows[i]];
            int same = a == b || (isnan(a) && isnan(b));
            ck_assert(same ? rows[i - 1] < rows[i] : nkt_i_double_less(a, b));
        }
    }
}
END_TEST

Suite *nkt_suite_base(void) {
    Suite *suite = suite_create("base");
    TCase *tcase = tcase_create("base");
    tcase_add_test(tcase, version_is_that_of_the_header);
    tcase_add_test(tcase, statuses_have_names_and_meanings);
    tcase_add_test(tcase, states_have_names_and_an_order);
    tcase_add_test(tcase, numbers_become_text);
    tcase_add_test(tcase, text_is_cut_between_characters);
    tcase_add_test(tcase, error_is_filled_and_emptied);
    tcase_add_test(tcase, sizes_do_not_overflow);
    tcase_add_test(tcase, codes_that_are_none_look_so_in_every_type);
    tcase_add_test(tcase, what_is_not_taken_is_refused);
    tcase_add_test(tcase, remarks_say_how_many_rows);
    tcase_add_test(tcase, sort_is_stable_and_keeps_nan_last);
    suite_add_tcase(suite, tcase);
    return suite;
}
