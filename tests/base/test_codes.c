/*
 * Every enum at run time: each is found by name, each code by value, name and constant, and some are
 * compared with the headers by hand. Flags as words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "nyckeltal.h"
#include "nyckeltal/codes.h"

static nkt_error error;

/* ---- enums ------------------------------------------------------------------------------------------ */

START_TEST(every_enum_is_found_by_name) {
    const int64_t n = nkt_enum_count();
    char tag[128];

    ck_assert_int_gt(n, 50);
    for (int64_t i = 0; i < n; i++) {
        const nkt_enum *at = nkt_enum_at(i);
        ck_assert_ptr_nonnull(at);
        ck_assert_ptr_nonnull(at->name);
        ck_assert_int_gt((int64_t)strlen(at->name), 0);
        ck_assert_int_ne(strncmp(at->name, "nkt_", 4), 0);
        ck_assert_ptr_eq(nkt_enum_by_name(at->name), at);
        snprintf(tag, sizeof tag, "nkt_%s", at->name);
        ck_assert_ptr_eq(nkt_enum_by_name(tag), at);
        snprintf(tag, sizeof tag, "nkt_nkt_%s", at->name);
        ck_assert_ptr_null(nkt_enum_by_name(tag));
        snprintf(tag, sizeof tag, "%s ", at->name);
        ck_assert_ptr_null(nkt_enum_by_name(tag));
        ck_assert(at->are_flags == 0 || at->are_flags == 1);
        ck_assert_int_eq(at->reserved, 0);
        ck_assert_int_gt(at->n_codes, 0);
        ck_assert_ptr_nonnull(at->codes);
    }
}
END_TEST

START_TEST(enums_are_in_order_of_name) {
    for (int64_t i = 1; i < nkt_enum_count(); i++)
        ck_assert_str_lt(nkt_enum_at(i - 1)->name, nkt_enum_at(i)->name); /* so none is twice */
}
END_TEST

START_TEST(there_is_no_other_enum) {
    static const char *const names[] = {"",       "nkt_", "State",   "STATE",     "stat",
                                        "states", "nkt",  " state",  "NKT_STATE", "nkt_status_code",
                                        "\xff",   "zzzz", "nkt_\xff"};

    ck_assert_ptr_null(nkt_enum_at(-1));
    ck_assert_ptr_null(nkt_enum_at(INT64_MIN));
    ck_assert_ptr_null(nkt_enum_at(nkt_enum_count()));
    ck_assert_ptr_null(nkt_enum_at(INT64_MAX));
    ck_assert_ptr_null(nkt_enum_by_name(NULL));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        ck_assert_ptr_null(nkt_enum_by_name(names[i]));
        ck_assert_ptr_null(nkt_code_of(names[i], 0));
        ck_assert_ptr_null(nkt_code_by_name(names[i], "value"));
        ck_assert_str_eq(nkt_code_name(names[i], 0), "");
    }
}
END_TEST

/* ---- codes ------------------------------------------------------------------------------------------ */

/* In lower case; ASCII alone. */
static int is_lower_of(char lower, char of) {
    return lower == (of >= 'A' && of <= 'Z' ? (char)(of - 'A' + 'a') : of);
}

/* "not_applicable" ends "NKT_STATE_NOT_APPLICABLE". */
static int is_end_of(const char *name, const char *constant) {
    const size_t length = strlen(name), whole = strlen(constant);

    if (length + 4 > whole || strncmp(constant, "NKT_", 4) != 0 ||
        constant[whole - length - 1] != '_')
        return 0;
    for (size_t i = 0; i < length; i++)
        if (!is_lower_of(name[i], constant[whole - length + i]))
            return 0;
    return 1;
}

static void check_code(const nkt_enum *of, const nkt_code *code) {
    char tag[128];

    snprintf(tag, sizeof tag, "nkt_%s", of->name);
    ck_assert_ptr_nonnull(code->text);
    ck_assert_msg(is_end_of(code->name, code->constant), "%s, %s", code->name, code->constant);
    ck_assert_ptr_eq(nkt_code_of(of->name, code->value), code);
    ck_assert_ptr_eq(nkt_code_of(tag, code->value), code);
    ck_assert_ptr_eq(nkt_code_by_name(of->name, code->name), code);
    ck_assert_ptr_eq(nkt_code_by_name(tag, code->name), code);
    ck_assert_ptr_eq(nkt_code_by_name(of->name, code->constant), code);
    ck_assert_ptr_eq(nkt_code_name(of->name, code->value), code->name);
}

/* That each is found by what it has says too that no two have the same. */
START_TEST(every_code_is_found) {
    for (int64_t i = 0; i < nkt_enum_count(); i++) {
        const nkt_enum *at = nkt_enum_at(i);
        for (int64_t k = 0; k < at->n_codes; k++)
            check_code(at, &at->codes[k]);
    }
}
END_TEST

START_TEST(no_other_code_is_found) {
    for (int64_t i = 0; i < nkt_enum_count(); i++) {
        const nkt_enum *at = nkt_enum_at(i);
        int64_t most = at->codes[0].value, least = most;
        for (int64_t k = 0; k < at->n_codes; k++) {
            most = at->codes[k].value > most ? at->codes[k].value : most;
            least = at->codes[k].value < least ? at->codes[k].value : least;
        }
        ck_assert_ptr_null(nkt_code_of(at->name, most + 1));
        ck_assert_ptr_null(nkt_code_of(at->name, least - 1));
        ck_assert_ptr_null(nkt_code_of(at->name, INT64_MAX));
        ck_assert_ptr_null(nkt_code_of(at->name, INT64_MIN));
        /* a 64-bit number is not cut to the 32 bits of an enum */
        ck_assert_ptr_null(nkt_code_of(at->name, at->codes[0].value + (INT64_C(1) << 32)));
        ck_assert_str_eq(nkt_code_name(at->name, most + 1), "");
        ck_assert_ptr_null(nkt_code_by_name(at->name, ""));
        ck_assert_ptr_null(nkt_code_by_name(at->name, "NKT_"));
        ck_assert_ptr_null(nkt_code_by_name(at->name, "no such code"));
        ck_assert_ptr_null(nkt_code_by_name(at->name, NULL));
    }
    ck_assert_ptr_null(nkt_code_of(NULL, 0));
    ck_assert_str_eq(nkt_code_name(NULL, 0), "");
    ck_assert_ptr_null(nkt_code_by_name(NULL, "value"));
    ck_assert_ptr_null(nkt_code_by_name(NULL, NULL));
    ck_assert_ptr_null(nkt_code_by_name("state", "Value")); /* matched exactly */
    ck_assert_ptr_null(nkt_code_by_name("state", "nkt_state_value"));
    ck_assert_ptr_null(nkt_code_by_name("state", "NKT_DIRECTION_HIGH")); /* of another enum */
}
END_TEST

/* ---- against the headers ------------------------------------------------------------------------------ */

typedef struct pinned {
    const char *enumeration, *name, *constant, *text;
    int64_t value;
} pinned;

#define PIN(enumeration, name, constant, text)                                                     \
    { enumeration, name, #constant, text, constant }

static const pinned pins[] = {
    PIN("state", "value", NKT_STATE_VALUE, "there is one"),
    PIN("state", "missing", NKT_STATE_MISSING, "\"-\": not reported"),
    PIN("state", "not_applicable", NKT_STATE_NOT_APPLICABLE, "\".\": the question does not arise"),
    PIN("state", "secret", NKT_STATE_SECRET, "\"..\": withheld"),
    PIN("state", "no_denominator", NKT_STATE_NO_DENOMINATOR, "a share of nobody"),
    PIN("state", "invalid", NKT_STATE_INVALID, "bad data: infinite, negative, out of range"),
    PIN("direction", "low", NKT_DIRECTION_LOW, ""),
    PIN("direction", "none", NKT_DIRECTION_NONE,
        "a figure that describes and does not grade; no order"),
    PIN("direction", "high", NKT_DIRECTION_HIGH, ""),
    PIN("interval", "default", NKT_INTERVAL_DEFAULT, ""),
    PIN("interval", "wilson", NKT_INTERVAL_WILSON, "score interval (Wilson 1927): the default"),
    PIN("interval", "clopper_pearson", NKT_INTERVAL_CLOPPER_PEARSON,
        "exact: covers at least the confidence, always"),
    PIN("interval", "byar", NKT_INTERVAL_BYAR, "Byar's approximation (Breslow & Day 1987)"),
    PIN("interval", "agresti_caffo", NKT_INTERVAL_AGRESTI_CAFFO,
        "Wald after one added success and failure in each group"),
    PIN("area", "reception", NKT_AREA_RECEPTION, "asylum seekers and persons received"),
    PIN("area", "sfi", NKT_AREA_SFI, "Swedish for immigrants"),
    PIN("area", "representation", NKT_AREA_REPRESENTATION,
        "foreign-born among employees and elected politicians"),
    PIN("flag", "numerator_above_denominator", NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR,
        "a part above its whole, as in perturbed tables"),
    PIN("flag", "series_break", NKT_FLAG_SERIES_BREAK, "not comparable with earlier years"),
    PIN("flag", "parts_differ", NKT_FLAG_PARTS_DIFFER,
        "a whole and the sum of its parts were given and differ"),
    PIN("status", "ok", NKT_OK, "done"),
    PIN("status", "e_null", NKT_E_NULL, "a pointer that is needed is NULL"),
    PIN("status", "rows_invalid", NKT_ROWS_INVALID, "some rows hold bad data: they have no result"),
    PIN("block", "panel", NKT_BLOCK_PANEL, "units and years, of nkt_panel_init"),
    PIN("benchmark_class", "far_below", NKT_BENCHMARK_CLASS_FAR_BELOW,
        "P(u < -above_by) is at least options.certainty"),
};

START_TEST(codes_are_those_of_the_headers) {
    for (size_t i = 0; i < sizeof pins / sizeof pins[0]; i++) {
        const nkt_code *code = nkt_code_of(pins[i].enumeration, pins[i].value);
        ck_assert_msg(code != NULL, "%s", pins[i].constant);
        ck_assert_int_eq(code->value, pins[i].value);
        ck_assert_str_eq(code->name, pins[i].name);
        ck_assert_str_eq(code->constant, pins[i].constant);
        ck_assert_str_eq(code->text, pins[i].text);
        ck_assert_str_eq(nkt_code_name(pins[i].enumeration, pins[i].value), pins[i].name);
    }
    ck_assert_int_eq(nkt_enum_by_name("state")->n_codes, 6);
    ck_assert_int_eq(nkt_enum_by_name("direction")->n_codes, 3);
    ck_assert_int_eq(nkt_enum_by_name("area")->n_codes, 6);
    ck_assert_int_eq(nkt_enum_by_name("flag")->n_codes, 6);
    ck_assert_int_eq(nkt_enum_by_name("block")->n_codes, 7);
    ck_assert_int_eq(nkt_enum_by_name("flag")->are_flags, 1);
    ck_assert_int_eq(nkt_enum_by_name("hide")->are_flags, 1);
    ck_assert_int_eq(nkt_enum_by_name("state")->are_flags, 0);
    ck_assert_int_eq(nkt_enum_by_name("status")->are_flags, 0);
}
END_TEST

/* ---- flags ------------------------------------------------------------------------------------------ */

enum { ROOM = 400, PAD = 0x5a };

static char text[ROOM];
static size_t needed;

static nkt_status words(const char *enumeration, int64_t flags, size_t size) {
    memset(text, PAD, sizeof text);
    needed = 4711;
    return nkt_flags_text(enumeration, flags, text, size, &needed, &error);
}

/* Writes exactly that, in exactly as much room as is needed; and nothing in less. */
static void says(const char *enumeration, int64_t flags, const char *wanted) {
    const size_t takes = strlen(wanted) + 1;

    for (size_t size = 0; size < takes + 2; size++) {
        const nkt_status status = words(enumeration, flags, size);
        const size_t written = size < takes ? 0 : takes;
        ck_assert_uint_eq(needed, takes);
        ck_assert_int_eq(status, size < takes ? NKT_E_CAPACITY : NKT_OK);
        if (size >= takes)
            ck_assert_str_eq(text, wanted);
        for (size_t i = written; i < sizeof text; i++)
            ck_assert_int_eq(text[i], PAD);
    }
}

START_TEST(flags_are_words) {
    says("flag", 0, "");
    says("flag", NKT_FLAG_PARTIAL, "partial");
    says("nkt_flag", NKT_FLAG_PARTIAL, "partial");
    says("flag", NKT_FLAG_PARTIAL | NKT_FLAG_SERIES_BREAK, "series_break, partial");
    says("flag", 63,
         "numerator_above_denominator, basis_below_minimum, series_break, partial, "
         "operand_given, parts_differ");
    says("hide", NKT_HIDE_NOBODY + NKT_HIDE_NUMERATOR, "numerator, nobody");
    says("publish", 0, ""); /* whose code 0 has a name */
    says("publish", NKT_PUBLISH_LIMITS | NKT_PUBLISH_BASIS, "limits, basis");
}
END_TEST

START_TEST(unknown_bits_are_numbers) {
    says("flag", 64, "64");
    says("flag", 64 + 128, "192");
    says("flag", NKT_FLAG_PARTIAL + 64, "partial, 64");
    says("flag", INT64_C(1) << 40, "1099511627776");
    says("flag", INT64_MIN, "-9223372036854775808");
    says("flag", INT64_MIN + NKT_FLAG_PARTIAL, "partial, -9223372036854775808");
    says("flag", -1,
         "numerator_above_denominator, basis_below_minimum, series_break, partial, "
         "operand_given, parts_differ, -64");
}
END_TEST

/* Each enum of flags: every code alone, and all of them together. */
START_TEST(every_flag_is_a_word) {
    int found = 0;

    for (int64_t i = 0; i < nkt_enum_count(); i++) {
        const nkt_enum *at = nkt_enum_at(i);
        char all[ROOM] = "";
        int64_t sum = 0;
        if (!at->are_flags) {
            ck_assert_int_eq(words(at->name, at->codes[0].value, ROOM), NKT_E_ID);
            continue;
        }
        found++;
        for (int64_t k = 0; k < at->n_codes; k++) {
            const nkt_code *code = &at->codes[k];
            if (code->value == 0)
                continue;
            ck_assert_int_eq(code->value & (code->value - 1), 0); /* one bit */
            ck_assert_int_eq(words(at->name, code->value, ROOM), NKT_OK);
            ck_assert_str_eq(text, code->name);
            sprintf(all + strlen(all), "%s%s", sum ? ", " : "", code->name);
            sum += code->value;
        }
        ck_assert_int_eq(words(at->name, sum, ROOM), NKT_OK);
        ck_assert_str_eq(text, all);
    }
    ck_assert_int_ge(found, 5);
}
END_TEST

START_TEST(too_little_room) {
    ck_assert_int_eq(words("flag", NKT_FLAG_PARTIAL, 5), NKT_E_CAPACITY);
    ck_assert_int_eq(error.argument, 4);
    ck_assert_int_eq(error.reason, NKT_REASON_TOO_LITTLE_ROOM);
    ck_assert_double_eq(error.value, 5);
    ck_assert_double_eq(error.bound, 8);
    /* asked for the size alone */
    needed = 0;
    ck_assert_int_eq(nkt_flags_text("flag", NKT_FLAG_PARTIAL, NULL, 0, &needed, NULL),
                     NKT_E_CAPACITY);
    ck_assert_uint_eq(needed, 8);
    ck_assert_int_eq(nkt_flags_text("flag", NKT_FLAG_PARTIAL, NULL, 0, NULL, NULL), NKT_E_CAPACITY);
    ck_assert_int_eq(nkt_flags_text("flag", NKT_FLAG_PARTIAL, text, 8, NULL, NULL), NKT_OK);
    ck_assert_str_eq(text, "partial");
}
END_TEST

/* Refused: nothing is written, not even what would be needed. */
static void refuses(nkt_status status, nkt_status wanted, int32_t argument) {
    ck_assert_int_eq(status, wanted);
    ck_assert_int_eq(error.argument, argument);
    ck_assert_uint_eq(needed, 4711);
    for (size_t i = 0; i < sizeof text; i++)
        ck_assert_int_eq(text[i], PAD);
}

START_TEST(what_is_no_flags_is_refused) {
    refuses(words(NULL, 1, ROOM), NKT_E_NULL, 1);
    refuses(words("state", 1, ROOM), NKT_E_ID, 1);
    ck_assert_int_eq(error.reason, NKT_REASON_UNKNOWN_CODE);
    ck_assert_str_eq(error.message, "enumeration: is no enum of flags");
    refuses(words("", 1, ROOM), NKT_E_ID, 1);
    refuses(words("no such enum", 1, ROOM), NKT_E_ID, 1);
    refuses(nkt_flags_text("flag", 1, NULL, 10, &needed, &error), NKT_E_NULL, 3);
}
END_TEST

Suite *nkt_suite_codes(void) {
    Suite *suite = suite_create("codes");
    TCase *tcase = tcase_create("codes");

    tcase_add_test(tcase, every_enum_is_found_by_name);
    tcase_add_test(tcase, enums_are_in_order_of_name);
    tcase_add_test(tcase, there_is_no_other_enum);
    tcase_add_test(tcase, every_code_is_found);
    tcase_add_test(tcase, no_other_code_is_found);
    tcase_add_test(tcase, codes_are_those_of_the_headers);
    tcase_add_test(tcase, flags_are_words);
    tcase_add_test(tcase, unknown_bits_are_numbers);
    tcase_add_test(tcase, every_flag_is_a_word);
    tcase_add_test(tcase, too_little_room);
    tcase_add_test(tcase, what_is_no_flags_is_refused);
    suite_add_tcase(suite, tcase);
    return suite;
}
