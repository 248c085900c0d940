/*
 * What the caller's columns allow: figures that can be made and what lacks for the others, and the
 * remarks of nkt_compute on inputs that were forgotten or swapped.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <string.h>

#include "figures/views.h"
#include "nyckeltal.h"

static const int32_t two[] = {NKT_SFI_PASSED_SHARE, NKT_SFI_PASSED_SHARE};

START_TEST(figures_that_cannot_be_made_are_reported) {
    double passed[] = {3, 4}, beginners[] = {10, 10};
    const nkt_column in[] = {NKT_ARRAY(NKT_IN_SFI_BEGINNERS, beginners),
                             NKT_ARRAY(NKT_IN_SFI_PASSED, passed)};
    const int32_t ids[] = {NKT_SFI_PASSED_SHARE, NKT_SFI_INTERRUPTED_SHARE,
                           NKT_REFUGEES_EMPLOYED_DEVIATION};
    nkt_estimate e[2][3];
    nkt_error error;

    ck_assert_int_eq(nkt_compute(TABLE(in, 2, 2), ids, 3, NULL, &NKT_ESTIMATES_ROWS(e), &error),
                     NKT_INPUTS_LACK);
    ck_assert_str_eq(error.message, "sfi_interrupted_share: cannot be made: sfi_interrupted (2004) "
                                    "is not among the columns");
    ck_assert_str_eq(error.subject, "figures[1]");
    ck_assert_int_eq(error.reason, NKT_REASON_LACKING);
    ck_assert_int_eq(error.id, NKT_SFI_INTERRUPTED_SHARE);
    ck_assert_int_eq(error.item, 1);
    ck_assert_int_eq(error.argument, 2);
    ck_assert_double_eq(e[0][0].value, 30); /* what can be made is made */
    ck_assert_int_eq(e[1][1].state, NKT_STATE_MISSING);
    passed[1] = -4; /* bad data come first */
    ck_assert_int_eq(nkt_compute(TABLE(in, 2, 2), ids, 3, NULL, &NKT_ESTIMATES_ROWS(e), &error),
                     NKT_ROWS_INVALID);
    ck_assert_int_eq(nkt_compute(TABLE(in, 1, 2), ids, 1, NULL, &NKT_ESTIMATES_ROWS(e), &error),
                     NKT_INPUTS_LACK); /* also where a single input is forgotten */
}
END_TEST

START_TEST(the_columns_say_what_is_possible) {
    double x[] = {1};
    const nkt_column in[] = {
        NKT_ARRAY(NKT_IN_SFI_BEGINNERS, x),        NKT_ARRAY(NKT_IN_SFI_PASSED, x),
        NKT_ARRAY(NKT_REFUGEES_EMPLOYED_SHARE, x), NKT_ARRAY(NKT_REFUGEES_EMPLOYED_EXPECTED, x),
        NKT_ARRAY(NKT_IN_POPULATION_DEPENDENT, x), NKT_ARRAY(NKT_IN_POPULATION_20_64, x)};
    const int32_t expected[] = {NKT_SFI_PASSED_SHARE, NKT_REFUGEES_EMPLOYED_EXPECTED,
                                NKT_REFUGEES_EMPLOYED_DEVIATION, NKT_DEPENDENCY_RATIO};
    int32_t ids[128], one;
    int64_t n = -1;
    nkt_error error;

    ck_assert_int_eq(nkt_possible(TABLE(in, 6, 1), ids, 128, &n, &error), NKT_OK);
    ck_assert_int_eq(n, 4);
    ck_assert_mem_eq(ids, expected, sizeof expected);
    ck_assert_int_eq(nkt_possible(TABLE(in, 6, 1), NULL, 0, &n, &error), NKT_OK);
    ck_assert_int_eq(n, 4);
    n = -1;
    ck_assert_int_eq(nkt_possible(TABLE(in, 6, 1), ids, 3, &n, &error), NKT_E_CAPACITY);
    ck_assert_double_eq(error.bound, 4);
    ck_assert_str_eq(error.subject, "capacity");
    ck_assert_int_eq(n, -1);
    ck_assert_int_eq(nkt_possible(NULL, ids, 3, &n, &error), NKT_E_NULL);
    ck_assert_int_eq(nkt_possible(TABLE(in, 6, 1), NULL, 3, &n, &error), NKT_E_NULL);
    ck_assert_int_eq(nkt_possible(TABLE(in, 6, 1), &one, -1, &n, &error), NKT_E_COUNT);
    ck_assert_int_eq(nkt_possible(TABLE(in, 6, 1), ids, 128, NULL, &error), NKT_E_NULL);
    ck_assert_int_eq(nkt_possible(TABLE(NULL, 0, 1), ids, 128, &n, &error), NKT_OK);
    ck_assert_int_eq(n, 0);
    /* Whatever is possible is computed without a remark. */
    nkt_possible(TABLE(in, 6, 1), ids, 128, &n, NULL);
    {
        nkt_estimate e[4];
        ck_assert_int_eq(nkt_compute(TABLE(in, 6, 1), ids, n, NULL, &NKT_ESTIMATES(e), &error),
                         NKT_OK);
        for (int f = 0; f < 4; f++)
            ck_assert_int_eq(e[f].state, NKT_STATE_VALUE);
    }
}
END_TEST

START_TEST(what_lacks_makes_a_figure_possible) {
    for (int64_t i = 0; i < nkt_indicator_count(); i++) {
        const int32_t figure = nkt_indicator_at(i)->id;
        nkt_column in[8];
        int32_t lacking[8], possible[128];
        int64_t n, left;
        int found = 0;
        double x = 1;

        ck_assert_int_eq(nkt_lacking(TABLE(NULL, 0, 1), figure, lacking, 8, &n, NULL), NKT_OK);
        ck_assert_int_ge(n, 1);
        for (int64_t k = 0; k < n; k++)
            in[k] = (nkt_column)NKT_CONSTANT(lacking[k], x);
        ck_assert_int_eq(nkt_lacking(TABLE(in, n, 1), figure, lacking, 8, &left, NULL), NKT_OK);
        ck_assert_int_eq(left, 0);
        nkt_possible(TABLE(in, n, 1), possible, 128, &left, NULL);
        for (int64_t k = 0; k < left; k++)
            found |= possible[k] == figure;
        ck_assert_int_eq(found, 1);
        nkt_lacking(TABLE(in, n - 1, 1), figure, lacking, 8, &left, NULL); /* all are needed */
        ck_assert_int_eq(left, 1);
        ck_assert_int_eq(lacking[0], in[n - 1].id);
    }
}
END_TEST

START_TEST(bad_questions_of_what_lacks_are_refused) {
    int32_t lacking[8];
    int64_t n = -1;
    nkt_error error;

    ck_assert_int_eq(nkt_lacking(NULL, 201, lacking, 8, &n, &error), NKT_E_NULL);
    ck_assert_int_eq(nkt_lacking(TABLE(NULL, 0, 1), 2001, lacking, 8, &n, &error), NKT_E_ID);
    ck_assert_str_eq(error.message, "figure: 2001 is the id of an input, not of a figure");
    ck_assert_int_eq(nkt_lacking(TABLE(NULL, 0, 1), 201, lacking, 1, &n, &error), NKT_E_CAPACITY);
    ck_assert_int_eq(nkt_lacking(TABLE(NULL, 0, 1), 201, NULL, 1, &n, &error), NKT_E_NULL);
    ck_assert_int_eq(nkt_lacking(TABLE(NULL, 0, 1), 201, NULL, 0, NULL, &error), NKT_E_NULL);
    ck_assert_int_eq(n, -1);
    ck_assert_int_eq(nkt_lacking(TABLE(NULL, 0, 1), 201, NULL, 0, &n, &error), NKT_OK);
    ck_assert_int_eq(n, 2);
}
END_TEST

/* Part and whole swapped: every row has the part above. One that has not is enough to be silent. */
START_TEST(swapped_columns_are_reported) {
    double passed[] = {30, 40, NAN, 50}, beginners[] = {10, 10, 10, 10};
    const nkt_column in[] = {NKT_ARRAY(NKT_IN_SFI_PASSED, passed),
                             NKT_ARRAY(NKT_IN_SFI_BEGINNERS, beginners)};
    nkt_estimate e[4];
    nkt_error error;

    ck_assert_int_eq(nkt_compute(TABLE(in, 2, 4), two, 1, NULL, &NKT_ESTIMATES(e), &error),
                     NKT_PARTS_ABOVE);
    ck_assert_str_eq(error.message, "sfi_passed_share: the part is above its whole in every row: "
                                    "are they swapped?");
    ck_assert_int_eq(error.reason, NKT_REASON_ABOVE_WHOLE);
    ck_assert_int_eq(error.id, NKT_SFI_PASSED_SHARE);
    ck_assert_double_eq(e[0].value, 300);
    passed[3] = 10;
    ck_assert_int_eq(nkt_compute(TABLE(in, 2, 4), two, 1, NULL, &NKT_ESTIMATES(e), &error), NKT_OK);
    passed[3] = 50; /* two rows may be chance */
    ck_assert_int_eq(nkt_compute(TABLE(in, 2, 2), two, 1, NULL, &NKT_ESTIMATES(e), &error), NKT_OK);
}
END_TEST

Suite *nkt_suite_possible(void) {
    Suite *suite = suite_create("possible");
    TCase *tcase = tcase_create("possible");
    tcase_add_test(tcase, figures_that_cannot_be_made_are_reported);
    tcase_add_test(tcase, the_columns_say_what_is_possible);
    tcase_add_test(tcase, what_lacks_makes_a_figure_possible);
    tcase_add_test(tcase, bad_questions_of_what_lacks_are_refused);
    tcase_add_test(tcase, swapped_columns_are_reported);
    suite_add_tcase(suite, tcase);
    return suite;
}
