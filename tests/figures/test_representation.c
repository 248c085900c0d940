/*
 * Classes of the balance index: those of the guide, on the figures that the guide counted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>

#include "areas_test.h"

START_TEST(classes_have_names) {
    ck_assert_str_eq(nkt_representation_class_name(NKT_REPRESENTATION_UNDER), "under-represented");
    ck_assert_str_eq(nkt_representation_class_name(NKT_REPRESENTATION_SIMILAR), "similar");
    ck_assert_str_eq(nkt_representation_class_name(NKT_REPRESENTATION_OVER), "over-represented");
    ck_assert_str_eq(nkt_representation_class_name(-1), "");
    ck_assert_str_eq(nkt_representation_class_name(3), "");
}
END_TEST

START_TEST(by_hand) {
    double balance[] = {0.3, 0.74999, 0.75, 1.04, 1.05, 2, NAN, 0};
    const int32_t expected[] = {0, 0, 1, 1, 2, 2, -1, 0};
    const nkt_column column = NKT_ARRAY(0, balance);
    int32_t classes[8];
    int32_t states[8];

    ck_assert_int_eq(nkt_representation_classes(&column, 8, NULL, 0, classes, sizeof classes[0],
                                                states, 4, NULL),
                     NKT_OK);
    ck_assert_mem_eq(classes, expected, sizeof classes);
    ck_assert_int_eq(states[6], NKT_STATE_MISSING);
    ck_assert_int_eq(states[7], NKT_STATE_VALUE);
}
END_TEST

START_TEST(own_cuts_replace_the_guides) {
    double balance[] = {0.4, 0.5, 0.6, 1.5, 1.6};
    const double cuts[] = {0.5};
    const nkt_column column = NKT_ARRAY(NKT_COUNCIL_FOREIGN_BORN_BALANCE, balance);
    int32_t classes[5];

    ck_assert_int_eq(
        nkt_representation_classes(&column, 5, cuts, 1, classes, sizeof classes[0], NULL, 0, NULL),
        NKT_OK);
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(classes[i], i >= 2);
    ck_assert_int_eq(
        nkt_representation_classes(&column, 5, cuts, 0, classes, sizeof classes[0], NULL, 0, NULL),
        NKT_OK); /* none of one's own: one class */
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(classes[i], 0);
}
END_TEST

/* From counts to classes: the estimates of nkt_compute are a column. */
START_TEST(estimates_are_classified) {
    double employees[] = {1000, 1000}, foreign[] = {148, 60}, people[] = {10000, 10000};
    double foreign_people[] = {2000, 2000};
    const nkt_column inputs[] = {NKT_ARRAY(NKT_IN_EMPLOYEES_18_64, employees),
                                 NKT_ARRAY(NKT_IN_EMPLOYEES_18_64_FOREIGN_BORN, foreign),
                                 NKT_ARRAY(NKT_IN_POPULATION_18_64, people),
                                 NKT_ARRAY(NKT_IN_FOREIGN_BORN_18_64, foreign_people)};
    const int32_t figure = NKT_EMPLOYEES_FOREIGN_BORN_BALANCE;
    nkt_estimate out[2];
    const nkt_column balance = NKT_FIELD(NKT_EMPLOYEES_FOREIGN_BORN_BALANCE, out, value);
    int32_t classes[2];

    nkt_compute(inputs, 4, 2, &figure, 1, NULL, out, sizeof out[0], 0, NULL);
    ck_assert_int_eq(
        nkt_representation_classes(&balance, 2, NULL, 0, classes, sizeof classes[0], NULL, 0, NULL),
        NKT_OK);
    ck_assert_int_eq(classes[0], NKT_REPRESENTATION_UNDER); /* 0.74 is published as 0.7 */
    ck_assert_int_eq(classes[1], NKT_REPRESENTATION_UNDER);
}
END_TEST

START_TEST(bad_calls_are_refused) {
    struct {
        double balance[2], cuts[2];
        nkt_column column;
        int32_t classes[2];
        int32_t states[2];
    } c, before;
    nkt_error error;

    memset(&c, 0x5A, sizeof c);
    c.balance[0] = c.balance[1] = c.cuts[0] = 1;
    c.cuts[1] = 1;
    c.column = (nkt_column)NKT_ARRAY(0, c.balance);
#define CLASSES(column_, rows_, cuts_, n_, classes_, stride_, states_, stride_2_)                  \
    nkt_representation_classes(column_, rows_, cuts_, n_, classes_, stride_, states_, stride_2_,   \
                               &error)
#define REFUSED(call_, status_, argument_, message_)                                               \
    do {                                                                                           \
        before = c;                                                                                \
        ck_assert_int_eq(call_, status_);                                                          \
        ck_assert_int_eq(error.argument, argument_);                                               \
        ck_assert_str_eq(error.message, message_);                                                 \
        ck_assert_mem_eq(&c, &before, sizeof c);                                                   \
    } while (0)
    REFUSED(CLASSES(NULL, 2, NULL, 0, c.classes, 4, c.states, 4), NKT_E_NULL, 1,
            "balance: is NULL");
    REFUSED(CLASSES(&c.column, -1, NULL, 0, c.classes, 4, c.states, 4), NKT_E_COUNT, 2,
            "n_rows: -1 is negative");
    REFUSED(CLASSES(&c.column, 2, NULL, 1, c.classes, 4, c.states, 4), NKT_E_NULL, 3,
            "cuts: is NULL");
    REFUSED(CLASSES(&c.column, 2, NULL, -1, c.classes, 4, c.states, 4), NKT_E_COUNT, 4,
            "n_cuts: -1 is negative");
    REFUSED(CLASSES(&c.column, 2, c.cuts, 2, c.classes, 4, c.states, 4), NKT_E_DOMAIN, 3,
            "cuts: 1 is not above the cut point before it");
    REFUSED(CLASSES(&c.column, 2, NULL, 0, NULL, 4, c.states, 4), NKT_E_NULL, 5,
            "classes: is NULL");
    REFUSED(CLASSES(&c.column, 2, NULL, 0, c.classes, -3, c.states, 4), NKT_E_STRIDE, 6,
            "classes: its strides make elements overlap");
    REFUSED(CLASSES(&c.column, 2, NULL, 0, c.classes, 4, c.states, 0), NKT_E_STRIDE, 8,
            "states: its strides make elements overlap");
    c.column.type = 33;
    REFUSED(CLASSES(&c.column, 2, NULL, 0, c.classes, 4, c.states, 4), NKT_E_TYPE, 1,
            "balance: 33 is no type code");
    c.column.type = NKT_FLOAT64;
    c.balance[1] = -0.5;
    ck_assert_int_eq(CLASSES(&c.column, 2, NULL, 0, c.classes, 4, c.states, 4), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "balance: row 1: -0.5 is negative");
    ck_assert_int_eq(c.classes[0], NKT_REPRESENTATION_SIMILAR);
    ck_assert_int_eq(c.classes[1], -1);
    ck_assert_int_eq(c.states[1], NKT_STATE_INVALID);
}
END_TEST

/* The guide: 58 per cent at most 0.7, five above 1.0, about a third between 0.8 and 1.0. */
START_TEST(the_guides_classes_of_2014) {
    const char *path = data_path("kolada_2012_2018.csv");
    csv_table *table = path ? csv_read(path) : NULL;
    double balance[400];
    int32_t classes[400];
    int n = 0, code, year, value;
    int64_t counts[3], by_state[6];
    nkt_estimate shares[3];
    nkt_column column = NKT_ARRAY(NKT_EMPLOYEES_FOREIGN_BORN_BALANCE, balance);
    const nkt_column of_classes = NKT_ARRAY(0, classes);
    const double cuts[] = {0.7, 1.0};

    if (!table)
        return;
    code = csv_column(table, "municipality");
    year = csv_column(table, "year");
    value = csv_column(table, "N00217");
    for (int r = 0; r < csv_rows(table); r++)
        if (csv_number(table, r, year) == 2014 && strcmp(csv_text(table, r, code), "0") != 0)
            balance[n++] = csv_number(table, r, value);
    ck_assert_int_eq(
        nkt_representation_classes(&column, n, NULL, 0, classes, sizeof classes[0], NULL, 0, NULL),
        NKT_OK);
    ck_assert_int_eq(
        nkt_class_distribution(&of_classes, n, 3, counts, shares, sizeof shares[0], by_state, NULL),
        NKT_OK);
    ck_assert_int_eq(by_state[NKT_STATE_VALUE], 290);
    ck_assert_int_eq(counts[NKT_REPRESENTATION_UNDER], 169);
    ck_assert_int_eq(counts[NKT_REPRESENTATION_SIMILAR], 106);
    ck_assert_int_eq(counts[NKT_REPRESENTATION_OVER], 15);
    ck_assert_double_eq(nkt_round_half_away(shares[0].value, 1), 58.3);
    ck_assert_double_eq(nkt_round_half_away(shares[1].value, 1), 36.6);
    ck_assert_double_eq(nkt_round_half_away(shares[2].value, 1), 5.2);
    /* without rounding first they are not the guide's */
    nkt_classify(&column, n, cuts, 2, NKT_CLOSED_RIGHT, NKT_UNROUNDED, classes, sizeof classes[0],
                 NULL, 0, NULL);
    nkt_class_distribution(&of_classes, n, 3, counts, shares, sizeof shares[0], NULL, NULL);
    ck_assert_double_ne(nkt_round_half_away(shares[0].value, 0), 58);
    csv_free(table);
}
END_TEST

Suite *nkt_suite_representation(void) {
    Suite *suite = suite_create("representation");
    TCase *tcase = tcase_create("representation");
    tcase_add_test(tcase, classes_have_names);
    tcase_add_test(tcase, by_hand);
    tcase_add_test(tcase, own_cuts_replace_the_guides);
    tcase_add_test(tcase, estimates_are_classified);
    tcase_add_test(tcase, bad_calls_are_refused);
    tcase_add_test(tcase, the_guides_classes_of_2014);
    suite_add_tcase(suite, tcase);
    return suite;
}
