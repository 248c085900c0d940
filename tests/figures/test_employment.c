/*
 * The employment area's questions: deviations against nkt_compute and published ones.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "areas_test.h"

static const question questions[] = {
    {nkt_employment_deviation,
     0,
     3,
     3,
     {NKT_IN_REFUGEES_20_64, NKT_IN_REFUGEES_EMPLOYED, NKT_REFUGEES_EMPLOYED_EXPECTED},
     {200, 110, 51.5},
     "sides"},
};

START_TEST(bad_calls_are_refused) {
    question_refuses(&questions[0], _i);
}
END_TEST

START_TEST(good_calls_are_answered) {
    question_accepts(&questions[0]);
    question_follows_views(&questions[0]);
    question_leaves_out(&questions[0]);
    question_keeps_flags(&questions[0]);
    question_respects_reasons(&questions[0]);
}
END_TEST

START_TEST(deviations_by_hand) {
    double employed[] = {110, 100, 90, NAN, 90}, all[] = {200, 200, 200, 200, 0};
    double expected[] = {51.5, 50, 51.5, 50, 40}, share[] = {60, 50, 41.5, NAN, 40};
    const nkt_column counts[] = {NKT_ARRAY(NKT_REFUGEES_EMPLOYED_EXPECTED, expected),
                                 NKT_ARRAY(NKT_IN_REFUGEES_EMPLOYED, employed),
                                 NKT_ARRAY(NKT_IN_REFUGEES_20_64, all)};
    const nkt_column given[] = {NKT_ARRAY(NKT_REFUGEES_EMPLOYED_SHARE, share),
                                NKT_ARRAY(NKT_REFUGEES_EMPLOYED_EXPECTED, expected)};
    nkt_estimate out[5][3], actual;
    int32_t sides[5];

    ck_assert_int_eq(nkt_employment_deviation(TABLE(counts, 3, 5), NULL,
                                              AT(out[0], sizeof out[0], sizeof out[0][0]),
                                              TO(sides, sizeof sides[0]), NULL),
                     NKT_OK);
    nkt_share(110, 200, NULL, &actual, NULL);
    ck_assert_same(out[0][NKT_ITEM_DEVIATION_ACTUAL], actual, "actual");
    ck_assert_double_eq(out[0][NKT_ITEM_DEVIATION_EXPECTED].value, 51.5);
    ck_assert_double_eq(out[0][NKT_ITEM_DEVIATION_POINTS].value, 3.5);
    ck_assert(isnan(out[0][NKT_ITEM_DEVIATION_POINTS].lower));
    ck_assert_double_eq(out[0][NKT_ITEM_DEVIATION_POINTS].basis, 200);
    ck_assert_int_eq(out[0][NKT_ITEM_DEVIATION_POINTS].flags, NKT_FLAG_OPERAND_GIVEN);
    ck_assert_double_eq(out[2][NKT_ITEM_DEVIATION_POINTS].value, -6.5);
    ck_assert_int_eq(sides[0], NKT_SIDE_ABOVE);
    ck_assert_int_eq(sides[1], NKT_SIDE_EQUAL);
    ck_assert_int_eq(sides[2], NKT_SIDE_BELOW);
    ck_assert_int_eq(sides[3], NKT_NO_CODE);
    ck_assert_int_eq(out[3][NKT_ITEM_DEVIATION_POINTS].state, NKT_STATE_MISSING);
    ck_assert_double_eq(out[3][NKT_ITEM_DEVIATION_EXPECTED].value, 50);
    ck_assert_int_eq(out[4][NKT_ITEM_DEVIATION_POINTS].state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_int_eq(sides[4], NKT_NO_CODE);
    ck_assert_int_eq(nkt_employment_deviation(TABLE(given, 2, 5), NULL,
                                              AT(out[0], sizeof out[0], sizeof out[0][0]),
                                              TO(sides, sizeof sides[0]), NULL),
                     NKT_OK);
    ck_assert_double_eq(out[0][NKT_ITEM_DEVIATION_ACTUAL].value, 60);
    ck_assert_int_eq(out[0][NKT_ITEM_DEVIATION_ACTUAL].flags, NKT_FLAG_OPERAND_GIVEN);
    ck_assert(isnan(out[0][NKT_ITEM_DEVIATION_ACTUAL].lower));
    ck_assert_double_eq(out[0][NKT_ITEM_DEVIATION_POINTS].value, 8.5);
    ck_assert_double_eq(out[2][NKT_ITEM_DEVIATION_POINTS].value, -10);
    ck_assert_int_eq(sides[4], NKT_SIDE_EQUAL);
}
END_TEST

START_TEST(bad_rows_are_located) {
    double employed[] = {110, -1, 300}, all[] = {200, 200, 200}, expected[] = {INFINITY, 50, -3};
    const nkt_column inputs[] = {NKT_ARRAY(NKT_IN_REFUGEES_EMPLOYED, employed),
                                 NKT_ARRAY(NKT_IN_REFUGEES_20_64, all),
                                 NKT_ARRAY(NKT_REFUGEES_EMPLOYED_EXPECTED, expected)};
    nkt_options options = {.size = sizeof options, .part_above_whole = NKT_PART_ABOVE_INVALID};
    nkt_estimate out[3][3];
    int32_t sides[3];
    nkt_error error;

    ck_assert_int_eq(nkt_employment_deviation(TABLE(inputs, 3, 3), NULL,
                                              AT(out[0], sizeof out[0], sizeof out[0][0]),
                                              TO(sides, sizeof sides[0]), &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message,
                     "refugees_employed_expected: row 0: infinity is no finite number");
    ck_assert_int_eq(error.item, 2);
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(out[0][NKT_ITEM_DEVIATION_EXPECTED].state, NKT_STATE_INVALID);
    ck_assert_int_eq(out[0][NKT_ITEM_DEVIATION_ACTUAL].state, NKT_STATE_VALUE);
    ck_assert_int_eq(out[1][NKT_ITEM_DEVIATION_ACTUAL].state, NKT_STATE_INVALID);
    ck_assert_int_eq(sides[1], NKT_NO_CODE);
    ck_assert_double_eq(out[2][NKT_ITEM_DEVIATION_POINTS].value, 153); /* a model may go below 0 */
    ck_assert_int_eq(out[2][NKT_ITEM_DEVIATION_ACTUAL].flags, NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR);
    ck_assert_int_eq(nkt_employment_deviation(TABLE(inputs, 3, 3), &options,
                                              AT(out[0], sizeof out[0], sizeof out[0][0]),
                                              TO(sides, sizeof sides[0]), &error),
                     NKT_ROWS_INVALID);
    ck_assert_int_eq(error.rows_affected, 3);
    ck_assert_int_eq(out[2][NKT_ITEM_DEVIATION_POINTS].state, NKT_STATE_INVALID);
}
END_TEST

START_TEST(published_deviations_are_met) {
    const char *path = data_path("kolada_2012_2018.csv");
    csv_table *table = path ? csv_read(path) : NULL;
    int rows, published, compared = 0;
    double *values;
    nkt_column inputs[2];
    nkt_estimate(*out)[3];
    int32_t *sides;

    if (!table)
        return;
    rows = csv_rows(table);
    published = csv_column(table, "N00486");
    values = calloc((size_t)rows, 2 * sizeof *values);
    out = calloc((size_t)rows, sizeof *out);
    sides = calloc((size_t)rows, sizeof *sides);
    for (int r = 0; r < rows; r++) {
        values[r] = csv_number(table, r, csv_column(table, "N00700"));
        values[rows + r] = csv_number(table, r, csv_column(table, "N00485"));
    }
    inputs[0] = (nkt_column)NKT_ARRAY_N(NKT_REFUGEES_EMPLOYED_SHARE, values, 0);
    inputs[1] = inputs[0];
    inputs[1].values = values + rows;
    inputs[1].id = NKT_REFUGEES_EMPLOYED_EXPECTED;
    ck_assert_int_eq(nkt_employment_deviation(TABLE(inputs, 2, rows), NULL,
                                              AT(out[0], sizeof out[0], sizeof out[0][0]),
                                              TO(sides, sizeof *sides), NULL),
                     NKT_OK);
    for (int r = 0; r < rows; r++) {
        double deviation = csv_number(table, r, published);
        if (isnan(deviation) || out[r][NKT_ITEM_DEVIATION_POINTS].state != NKT_STATE_VALUE)
            continue;
        ck_assert_double_eq_tol(out[r][NKT_ITEM_DEVIATION_POINTS].value, deviation,
                                0.5e-8 + 1e-14 * 100);
        if (fabs(deviation) > 1e-7)
            ck_assert_int_eq(sides[r], deviation > 0 ? NKT_SIDE_ABOVE : NKT_SIDE_BELOW);
        compared++;
    }
    ck_assert_int_ge(compared, 1700);
    free(values);
    free(out);
    free(sides);
    csv_free(table);
}
END_TEST

Suite *nkt_suite_employment(void) {
    Suite *suite = suite_create("employment");
    TCase *tcase = tcase_create("employment");
    tcase_add_loop_test(tcase, bad_calls_are_refused, 0, N_BAD);
    tcase_add_test(tcase, good_calls_are_answered);
    tcase_add_test(tcase, deviations_by_hand);
    tcase_add_test(tcase, bad_rows_are_located);
    tcase_add_test(tcase, published_deviations_are_met);
    suite_add_tcase(suite, tcase);
    return suite;
}
