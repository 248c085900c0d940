/*
 * Classes of the balance index: those of the guide, on the figures that the guide counted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>

#include "areas_test.h"

static const double guide_cuts[] = {0.7, 1.0};
static const nkt_classing guide = NKT_CLASSING(guide_cuts, NKT_CLOSED_RIGHT, 1);

START_TEST(by_hand) {
    double balance[] = {0.3, 0.74999, 0.75, 1.04, 1.05, 2, NAN, 0};
    const int32_t expected[] = {0, 0, 1, 1, 2, 2, -1, 0};
    const nkt_column column = NKT_ARRAY(0, balance);
    int32_t classes[8];
    int32_t states[8];

    ck_assert_int_eq(
        nkt_classify(&column, ROWS(8), &guide, TO(classes, sizeof classes[0]), TO(states, 4), NULL),
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

    ck_assert_int_eq(nkt_classify(&column, ROWS(5), CLASSING(cuts, 1, NKT_CLOSED_RIGHT, 1),
                                  TO(classes, sizeof classes[0]), NULL, NULL),
                     NKT_OK);
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(classes[i], i >= 2);
    ck_assert_int_eq(nkt_classify(&column, ROWS(5), CLASSING(cuts, 0, NKT_CLOSED_RIGHT, 1),
                                  TO(classes, sizeof classes[0]), NULL, NULL),
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

    nkt_compute(TABLE(inputs, 4, 2), &figure, 1, NULL, &NKT_ESTIMATES(out), NULL);
    ck_assert_int_eq(
        nkt_classify(&balance, ROWS(2), &guide, TO(classes, sizeof classes[0]), NULL, NULL),
        NKT_OK);
    ck_assert_int_eq(classes[0], NKT_REPRESENTATION_UNDER); /* 0.74 is published as 0.7 */
    ck_assert_int_eq(classes[1], NKT_REPRESENTATION_UNDER);
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
        nkt_classify(&column, ROWS(n), &guide, TO(classes, sizeof classes[0]), NULL, NULL), NKT_OK);
    ck_assert_int_eq(nkt_class_distribution(&of_classes, ROWS(n), 3, counts, &NKT_ESTIMATES(shares),
                                            by_state, NULL),
                     NKT_OK);
    ck_assert_int_eq(by_state[NKT_STATE_VALUE], 290);
    ck_assert_int_eq(counts[NKT_REPRESENTATION_UNDER], 169);
    ck_assert_int_eq(counts[NKT_REPRESENTATION_SIMILAR], 106);
    ck_assert_int_eq(counts[NKT_REPRESENTATION_OVER], 15);
    ck_assert_double_eq(nkt_round_half_away(shares[0].value, 1), 58.3);
    ck_assert_double_eq(nkt_round_half_away(shares[1].value, 1), 36.6);
    ck_assert_double_eq(nkt_round_half_away(shares[2].value, 1), 5.2);
    /* without rounding first they are not the guide's */
    nkt_classify(&column, ROWS(n), CLASSING(cuts, 2, NKT_CLOSED_RIGHT, NKT_UNROUNDED),
                 TO(classes, sizeof classes[0]), NULL, NULL);
    nkt_class_distribution(&of_classes, ROWS(n), 3, counts, &NKT_ESTIMATES(shares), NULL, NULL);
    ck_assert_double_ne(nkt_round_half_away(shares[0].value, 0), 58);
    csv_free(table);
}
END_TEST

Suite *nkt_suite_representation(void) {
    Suite *suite = suite_create("representation");
    TCase *tcase = tcase_create("representation");
    tcase_add_test(tcase, by_hand);
    tcase_add_test(tcase, own_cuts_replace_the_guides);
    tcase_add_test(tcase, estimates_are_classified);
    tcase_add_test(tcase, the_guides_classes_of_2014);
    suite_add_tcase(suite, tcase);
    return suite;
}
