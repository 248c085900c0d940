/*
 * How rows distribute over classes, and change them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "areas_test.h"

START_TEST(rows_are_counted_by_class_and_by_reason) {
    int32_t classes[] = {0, 2, 2, -1, 1, 2, -1, 0, 2, 7};
    int32_t reasons[] = {0, 0, 0, NKT_STATE_SECRET, 0, NKT_STATE_NOT_APPLICABLE, 0, 0, 0, 0};
    nkt_column column = NKT_ARRAY(0, classes);
    int64_t counts[4], by_state[6];
    nkt_estimate shares[4];
    nkt_error error;

    column.reasons = reasons;
    column.reasons_stride = sizeof(int32_t);
    ck_assert_int_eq(nkt_class_distribution(&column, ROWS(10), 4, counts, &NKT_ESTIMATES(shares),
                                            by_state, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "classes: row 9: 7 is no such code");
    ck_assert_int_eq(error.row, 9);
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_int_eq(counts[0], 2);
    ck_assert_int_eq(counts[1], 1);
    ck_assert_int_eq(counts[2], 3);
    ck_assert_int_eq(counts[3], 0);
    ck_assert_int_eq(by_state[NKT_STATE_VALUE], 6);
    ck_assert_int_eq(by_state[NKT_STATE_MISSING], 1);
    ck_assert_int_eq(by_state[NKT_STATE_SECRET], 1);
    ck_assert_int_eq(by_state[NKT_STATE_NOT_APPLICABLE], 1);
    ck_assert_int_eq(by_state[NKT_STATE_NO_DENOMINATOR], 0);
    ck_assert_int_eq(by_state[NKT_STATE_INVALID], 1);
    ck_assert_double_eq(shares[2].value, 50);
    ck_assert_double_eq(shares[3].value, 0);
    ck_assert_double_eq(shares[0].basis, 6);
    ck_assert(isnan(shares[0].lower));
}
END_TEST

/* Classes counted from 1, as R's factors are, from the target to the count; rows left out are not. */
START_TEST(classes_may_count_from_one) {
    double values[] = {0.3, 0.8, 2, NAN, 0.9, 5};
    const double cuts[] = {0.7, 1.0};
    const int8_t include[] = {1, 1, 1, 1, 1, 0};
    const nkt_column column = NKT_ARRAY(0, values), included = NKT_ARRAY(0, include);
    const int32_t expected[] = {1, 2, 3, INT32_MIN, 2, INT32_MIN};
    int32_t factor[6], states[6];
    int8_t narrow[6];
    nkt_target target = NKT_TO(factor);
    nkt_column codes = NKT_ARRAY(0, factor);
    nkt_rows rows = NKT_ROWS(6);
    int64_t counts[3], by_state[6];
    double shares[3];
    const nkt_estimates out = {.value = shares};
    nkt_estimate changed;

    rows.include = &included;
    target.type = codes.type = NKT_INT32_R;
    target.first = rows.first_group = 1;
    ck_assert_int_eq(nkt_classify(&column, &rows, CLASSING(cuts, 2, NKT_CLOSED_RIGHT, 1), &target,
                                  TO(states, 0), NULL),
                     NKT_OK);
    ck_assert_mem_eq(factor, expected, sizeof expected);
    ck_assert_int_eq(states[3], NKT_STATE_MISSING);
    ck_assert_int_eq(states[5], NKT_STATE_NOT_APPLICABLE);
    ck_assert_int_eq(nkt_class_distribution(&codes, &rows, 3, counts, &out, by_state, NULL),
                     NKT_OK);
    ck_assert_int_eq(counts[0], 1);
    ck_assert_int_eq(counts[1], 2);
    ck_assert_double_eq(shares[1], 50);
    ck_assert_int_eq(by_state[NKT_STATE_VALUE], 4);
    ck_assert_int_eq(by_state[NKT_STATE_MISSING], 1);
    ck_assert_int_eq(by_state[NKT_STATE_NOT_APPLICABLE], 0);
    {
        int64_t moved[9];
        ck_assert_int_eq(nkt_class_changes(&codes, &codes, &rows, 3, moved, &changed, NULL),
                         NKT_OK);
        ck_assert_int_eq(moved[4], 2);
        ck_assert_double_eq(changed.value, 0);
        ck_assert_double_eq(changed.basis, 4);
    }
    ck_assert_int_eq(nkt_classify(&column, &rows, CLASSING(cuts, 2, NKT_CLOSED_RIGHT, 1),
                                  TO(narrow, 0), NULL, NULL),
                     NKT_OK);
    ck_assert_int_eq(narrow[2], 2);
    ck_assert_int_eq(narrow[3], -1);
}
END_TEST

START_TEST(any_code_column_will_do) {
    double codes[] = {1, NAN, 0.5, 1, INFINITY};
    const nkt_column column = NKT_ARRAY(0, codes);
    int64_t counts[2], by_state[6];
    nkt_error error;

    ck_assert_int_eq(nkt_class_distribution(&column, ROWS(5), 2, counts, NULL, by_state, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "classes: row 2: 0.5 is no such code");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(counts[0], 0);
    ck_assert_int_eq(counts[1], 2);
    ck_assert_int_eq(by_state[NKT_STATE_MISSING], 1);
}
END_TEST

START_TEST(no_row_in_any_class_is_no_denominator) {
    int32_t classes[] = {-1, -5};
    const nkt_column column = NKT_ARRAY(0, classes);
    int64_t counts[1] = {77};
    nkt_estimate share;

    ck_assert_int_eq(nkt_class_distribution(&column, ROWS(2), 1, counts,
                                            &NKT_ESTIMATES_N(&share, 0), NULL, NULL),
                     NKT_OK);
    ck_assert_int_eq(counts[0], 0);
    ck_assert_int_eq(share.state, NKT_STATE_NO_DENOMINATOR);
    ck_assert(isnan(share.value));
    ck_assert_double_eq(share.basis, 0);
    ck_assert_int_eq(nkt_class_distribution(&column, ROWS(0), 1, counts,
                                            &NKT_ESTIMATES_N(&share, 0), NULL, NULL),
                     NKT_OK);
    ck_assert_int_eq(share.state, NKT_STATE_NO_DENOMINATOR);
}
END_TEST

START_TEST(rows_that_change_class_are_counted) {
    const int32_t before[] = {0, 1, 2, 2, 0, -1, 1, 3}, now[] = {0, 2, 2, 0, 1, 1, -1, 0};
    const int64_t wanted[9] = {1, 1, 0, 0, 0, 1, 1, 0, 1};
    const nkt_column b = NKT_ARRAY(0, before), n = NKT_ARRAY(0, now);
    nkt_column odd = b;
    nkt_estimate changed;
    nkt_error error;
    int64_t counts[9];

    ck_assert_int_eq(nkt_class_changes(&b, &n, ROWS(7), 3, counts, &changed, &error), NKT_OK);
    ck_assert_mem_eq(counts, wanted, sizeof wanted);
    ck_assert_double_eq(changed.value, 60);
    ck_assert_double_eq(changed.basis, 5);
    ck_assert_int_eq(nkt_class_changes(&b, &n, ROWS(8), 3, counts, &changed, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "before: row 7: 3 is no such code");
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_double_eq(changed.basis, 5);
    ck_assert_int_eq(nkt_class_changes(&b, &n, ROWS(0), 3, counts, &changed, &error), NKT_OK);
    ck_assert_int_eq(changed.state, NKT_STATE_NO_DENOMINATOR);
    odd.type = 99;
    counts[0] = 4711;
    ck_assert_int_eq(nkt_class_changes(NULL, &n, ROWS(7), 3, counts, &changed, &error), NKT_E_NULL);
    ck_assert_int_eq(nkt_class_changes(&b, NULL, ROWS(7), 3, counts, &changed, &error), NKT_E_NULL);
    ck_assert_int_eq(nkt_class_changes(&b, &odd, ROWS(7), 3, counts, &changed, &error), NKT_E_TYPE);
    ck_assert_int_eq(nkt_class_changes(&b, &n, ROWS(-7), 3, counts, &changed, &error), NKT_E_COUNT);
    ck_assert_int_eq(nkt_class_changes(&b, &n, ROWS(7), 0, counts, &changed, &error), NKT_E_COUNT);
    ck_assert_int_eq(nkt_class_changes(&b, &n, ROWS(7), 46341, counts, &changed, &error),
                     NKT_E_COUNT);
    ck_assert_str_eq(error.message, "n_classes: 46341 is more than 46340");
    ck_assert_int_eq(nkt_class_changes(&b, &n, ROWS(7), 3, NULL, &changed, &error), NKT_E_NULL);
    ck_assert_int_eq(nkt_class_changes(&b, &n, ROWS(7), 3, counts, NULL, &error), NKT_E_NULL);
    ck_assert_int_eq(error.argument, 6);
    ck_assert_int_eq(counts[0], 4711);
}
END_TEST

Suite *nkt_suite_class_distribution(void) {
    Suite *suite = suite_create("class_distribution");
    TCase *tcase = tcase_create("class_distribution");
    tcase_add_test(tcase, rows_are_counted_by_class_and_by_reason);
    tcase_add_test(tcase, classes_may_count_from_one);
    tcase_add_test(tcase, any_code_column_will_do);
    tcase_add_test(tcase, no_row_in_any_class_is_no_denominator);
    tcase_add_test(tcase, rows_that_change_class_are_counted);
    suite_add_tcase(suite, tcase);
    return suite;
}
