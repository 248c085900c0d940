/*
 * The check of published shares: what rounding explains, what is missing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "areas_test.h"

static int32_t check_three(double a, double b, double c, int32_t decimals, int32_t *state) {
    nkt_column shares[] = {NKT_ARRAY_N(0, (&a), 0), NKT_ARRAY_N(0, (&b), 0),
                           NKT_ARRAY_N(0, (&c), 0)};
    int32_t sum = 99;
    ck_assert_int_ge(
        nkt_composition_check(TABLE(shares, 3, 1), decimals, TO(&sum, 0), TO(state, 0), NULL),
        NKT_OK);
    return sum;
}

START_TEST(rounding_explains_so_much) {
    int32_t state;

    ck_assert_int_eq(check_three(45, 32, 24, 0, &state), NKT_SUM_EQUAL);
    ck_assert_int_eq(state, NKT_STATE_VALUE);
    ck_assert_int_eq(check_three(45, 32, 22, 0, NULL), NKT_SUM_EQUAL);
    ck_assert_int_eq(check_three(45, 32, 25, 0, NULL), NKT_SUM_ABOVE);
    ck_assert_int_eq(check_three(45, 32, 21, 0, NULL), NKT_SUM_BELOW);
    ck_assert_int_eq(check_three(45, 32, 24, 1, NULL), NKT_SUM_ABOVE);
    /* 33.3 three times is 99.9: exactly as far as one decimal may be off is 0.15 */
    ck_assert_int_eq(check_three(33.3, 33.3, 33.3, 1, NULL), NKT_SUM_EQUAL);
    ck_assert_int_eq(check_three(33.3, 33.3, 33.3, 2, NULL), NKT_SUM_BELOW);
    ck_assert_int_eq(check_three(33.25, 33.3, 33.3, 1, NULL), NKT_SUM_EQUAL); /* the edge itself */
    ck_assert_int_eq(check_three(43.67692926, 33.36331107, 22.95975967, 8, NULL), NKT_SUM_EQUAL);
    ck_assert_int_eq(check_three(43.67692926, 33.36331107, 22.95975961, 8, NULL), NKT_SUM_BELOW);
    ck_assert_int_eq(check_three(100. / 3, 100. / 3, 100. / 3, 15, NULL), NKT_SUM_EQUAL);
}
END_TEST

START_TEST(zeros_and_gaps_are_told_apart) {
    int32_t state;

    ck_assert_int_eq(check_three(0, 0, 0, 0, &state), NKT_SUM_ALL_ZERO);
    ck_assert_int_eq(state, NKT_STATE_MISSING);
    ck_assert_int_eq(check_three(0, NAN, NAN, 0, &state), NKT_SUM_ALL_ZERO);
    ck_assert_int_eq(state, NKT_STATE_MISSING);
    ck_assert_int_eq(check_three(0, 0, 100, 0, &state), NKT_SUM_EQUAL);
    ck_assert_int_eq(check_three(NAN, 40, 60, 0, &state), NKT_SUM_PARTS_MISSING);
    ck_assert_int_eq(state, NKT_STATE_MISSING);
    ck_assert_int_eq(check_three(NAN, NAN, NAN, 0, &state), NKT_SUM_PARTS_MISSING);
    ck_assert_int_eq(check_three(NAN, 60, 60, 0, &state), NKT_SUM_ABOVE);
    ck_assert_int_eq(check_three(-1, 60, 41, 0, &state), NKT_SUM_NONE);
    ck_assert_int_eq(state, NKT_STATE_INVALID);
    ck_assert_int_eq(check_three(INFINITY, 60, 40, 0, &state), NKT_SUM_NONE);
}
END_TEST

START_TEST(reasons_are_kept) {
    double a[] = {0, 0, 40, 40}, b[] = {7, 7, 7, 7}, c[] = {0, 0, 60, 50};
    int32_t of_b[] = {NKT_STATE_SECRET, NKT_STATE_MISSING, NKT_STATE_NOT_APPLICABLE,
                      NKT_STATE_NOT_APPLICABLE};
    nkt_column shares[] = {NKT_ARRAY(0, a), NKT_ARRAY(0, b), NKT_ARRAY(0, c)};
    int32_t sums[4];
    int32_t states[8];

    shares[1].reasons = of_b;
    shares[1].reasons_stride = sizeof(int32_t);
    memset(states, 9, sizeof states);
    ck_assert_int_eq(nkt_composition_check(TABLE(shares, 3, 4), 0, TO(sums, sizeof sums[0]),
                                           TO(states, 8), NULL),
                     NKT_OK);
    ck_assert_int_eq(sums[0], NKT_SUM_PARTS_MISSING); /* zeros beside a secret may be true zeros */
    ck_assert_int_eq(states[0], NKT_STATE_SECRET);
    ck_assert_int_eq(sums[1], NKT_SUM_ALL_ZERO);
    ck_assert_int_eq(states[2], NKT_STATE_MISSING);
    ck_assert_int_eq(sums[2], NKT_SUM_EQUAL);
    ck_assert_int_eq(states[4], NKT_STATE_NOT_APPLICABLE);
    ck_assert_int_eq(sums[3], NKT_SUM_BELOW);
    ck_assert_int_eq(states[1], 0x09090909);
}
END_TEST

Suite *nkt_suite_composition_check(void) {
    Suite *suite = suite_create("composition_check");
    TCase *tcase = tcase_create("composition_check");
    tcase_add_test(tcase, rounding_explains_so_much);
    tcase_add_test(tcase, zeros_and_gaps_are_told_apart);
    tcase_add_test(tcase, reasons_are_kept);
    suite_add_tcase(suite, tcase);
    return suite;
}
