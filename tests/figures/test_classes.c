/*
 * Classes formed after rounding.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "areas_test.h"

START_TEST(ends_are_closed_as_told) {
    double values[] = {0.64, 0.65, 0.74, 0.75, 0.9, 1.04, 1.05, 7, NAN, -2};
    const double cuts[] = {0.7, 1.0};
    const int32_t right[] = {0, 0, 0, 1, 1, 1, 2, 2, -1, 0};
    const int32_t left[] = {0, 1, 1, 1, 1, 2, 2, 2, -1, 0};
    const int32_t unrounded[] = {0, 0, 1, 1, 1, 2, 2, 2, -1, 0};
    const nkt_column column = NKT_ARRAY(0, values);
    int32_t classes[10];
    int32_t states[10];

    ck_assert_int_eq(nkt_classify(&column, ROWS(10), CLASSING(cuts, 2, NKT_CLOSED_RIGHT, 1),
                                  TO(classes, sizeof classes[0]), TO(states, 4), NULL),
                     NKT_OK);
    ck_assert_mem_eq(classes, right, sizeof classes);
    ck_assert_int_eq(states[8], NKT_STATE_MISSING);
    ck_assert_int_eq(states[9], NKT_STATE_VALUE);
    ck_assert_int_eq(nkt_classify(&column, ROWS(10), CLASSING(cuts, 2, NKT_CLOSED_LEFT, 1),
                                  TO(classes, sizeof classes[0]), NULL, NULL),
                     NKT_OK);
    ck_assert_mem_eq(classes, left, sizeof classes);
    ck_assert_int_eq(nkt_classify(&column, ROWS(10),
                                  CLASSING(cuts, 2, NKT_CLOSED_RIGHT, NKT_UNROUNDED),
                                  TO(classes, sizeof classes[0]), NULL, NULL),
                     NKT_OK);
    ck_assert_mem_eq(classes, unrounded, sizeof classes);
}
END_TEST

START_TEST(cuts_bear_rounding_themselves) {
    double values[] = {0.3, 0.6, 0.7};
    const double cuts[] = {3 * 0.1, 6 * 0.1, 7 * 0.1}; /* each a unit above the decimal */
    const nkt_column column = NKT_ARRAY(0, values);
    int32_t classes[3];

    ck_assert(cuts[0] > 0.3 && cuts[2] > 0.7);
    ck_assert_int_eq(nkt_classify(&column, ROWS(3), CLASSING(cuts, 3, NKT_CLOSED_LEFT, 1),
                                  TO(classes, sizeof classes[0]), NULL, NULL),
                     NKT_OK);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(classes[i], i + 1);
    ck_assert_int_eq(nkt_classify(&column, ROWS(3),
                                  CLASSING(cuts, 3, NKT_CLOSED_LEFT, NKT_UNROUNDED),
                                  TO(classes, sizeof classes[0]), NULL, NULL),
                     NKT_OK);
    ck_assert_int_eq(classes[0], 0); /* unrounded values are compared as they are */
}
END_TEST

START_TEST(many_cuts_are_searched_right) {
    enum { N = 500, CUTS = 37 };
    double values[N], cuts[CUTS];
    const nkt_column column = NKT_ARRAY(0, values);
    int32_t classes[N];
    uint64_t seed = 8;

    for (int i = 0; i < CUTS; i++)
        cuts[i] = i * 7 - 100;
    for (int i = 0; i < N; i++)
        values[i] = draw(&seed, 4) ? draw(&seed, 400) - 150 : cuts[draw(&seed, CUTS)];
    for (int closed = NKT_CLOSED_RIGHT; closed <= NKT_CLOSED_LEFT; closed++) {
        ck_assert_int_eq(nkt_classify(&column, ROWS(N),
                                      CLASSING(cuts, CUTS, closed, closed == 1 ? 0 : -1),
                                      TO(&classes[N - 1], -(int64_t)sizeof classes[0]), NULL, NULL),
                         NKT_OK);
        for (int i = 0; i < N; i++) {
            double value = closed == 1 ? values[i] : nkt_round_half_away(values[i], -1);
            int32_t expected = 0;
            for (int k = 0; k < CUTS; k++)
                expected += closed == NKT_CLOSED_RIGHT ? value > cuts[k] : value >= cuts[k];
            ck_assert_int_eq(classes[N - 1 - i], expected); /* written backwards */
        }
    }
}
END_TEST

START_TEST(one_class_needs_no_cuts) {
    double values[] = {-3, INFINITY, 5};
    const nkt_column column = NKT_ARRAY(NKT_EMPLOYEES_FOREIGN_BORN_BALANCE, values);
    int32_t classes[3];
    int32_t states[3];
    nkt_error error;

    ck_assert_int_eq(nkt_classify(&column, ROWS(3), CLASSING(NULL, 0, NKT_CLOSED_LEFT, 1),
                                  TO(classes, sizeof classes[0]), TO(states, 4), &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message,
                     "employees_foreign_born_balance: row 1: infinity is no finite number");
    ck_assert_int_eq(error.row, 1);
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_int_eq(classes[0], 0);
    ck_assert_int_eq(classes[1], -1);
    ck_assert_int_eq(states[1], NKT_STATE_INVALID);
    ck_assert_int_eq(classes[2], 0);
}
END_TEST

Suite *nkt_suite_classes(void) {
    Suite *suite = suite_create("classes");
    TCase *tcase = tcase_create("classes");
    tcase_add_test(tcase, ends_are_closed_as_told);
    tcase_add_test(tcase, cuts_bear_rounding_themselves);
    tcase_add_test(tcase, many_cuts_are_searched_right);
    tcase_add_test(tcase, one_class_needs_no_cuts);
    suite_add_tcase(suite, tcase);
    return suite;
}
