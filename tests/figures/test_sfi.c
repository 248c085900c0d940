/*
 * The sfi area's questions, by hand, and the check of published outcomes on Kolada's figures.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>

#include "areas_test.h"

static const question questions[] = {
    {NULL,
     NKT_COMPOSITION_SFI_OUTCOMES,
     4,
     4,
     {NKT_IN_SFI_INTERRUPTED, NKT_IN_SFI_BEGINNERS, NKT_IN_SFI_CONTINUING, NKT_IN_SFI_PASSED},
     {24, 100, 32, 44},
     "sums"},
    {NULL,
     NKT_COMPOSITION_SFI_AFTER_INTERRUPTION,
     4,
     4,
     {NKT_IN_SFI_INTERRUPTED, NKT_IN_SFI_INTERRUPTED_EMPLOYED_OR_STUDYING,
      NKT_IN_SFI_INTERRUPTED_EMPLOYED, NKT_IN_SFI_INTERRUPTED_STUDYING},
     {60, 33, 25, 12},
     NULL},
};

QUESTION_TESTS(questions)

static nkt_status outcomes(double passed, double continuing, double interrupted, double beginners,
                           nkt_estimate *out, int32_t *sum) {
    const nkt_column inputs[] = {NKT_ARRAY_N(NKT_IN_SFI_BEGINNERS, (&beginners), 0),
                                 NKT_ARRAY_N(NKT_IN_SFI_INTERRUPTED, (&interrupted), 0),
                                 NKT_ARRAY_N(NKT_IN_SFI_PASSED, (&passed), 0),
                                 NKT_ARRAY_N(NKT_IN_SFI_CONTINUING, (&continuing), 0)};
    return nkt_composition_of(TABLE(inputs, 4, 1), NKT_COMPOSITION_SFI_OUTCOMES, NULL,
                              &NKT_ESTIMATES_N(out, 0), TO(sum, 0), NULL);
}

START_TEST(outcomes_by_hand) {
    static const double expected[] = {44, 32, 24, 0};
    nkt_estimate out[4], share;
    int32_t sum;

    ck_assert_int_eq(outcomes(88, 64, 48, 200, out, &sum), NKT_OK);
    for (int k = 0; k < 4; k++) {
        nkt_share(2 * expected[k], 200, NULL, &share, NULL);
        ck_assert_same(out[k], share, "outcome");
        ck_assert_double_eq(out[k].value, expected[k]);
    }
    ck_assert_int_eq(sum, NKT_SUM_EQUAL);
    outcomes(88, 64, 47, 200, out, &sum);
    ck_assert_int_eq(sum, NKT_SUM_BELOW);
    ck_assert_double_eq(out[NKT_ITEM_SFI_OUTCOME_UNKNOWN].value, 0.5);
    outcomes(88, 64, 49, 200, out, &sum);
    ck_assert_int_eq(sum, NKT_SUM_ABOVE);
    outcomes(88, 64, NAN, 200, out, &sum);
    ck_assert_int_eq(sum, NKT_SUM_PARTS_MISSING);
    ck_assert_double_eq(out[NKT_ITEM_SFI_OUTCOME_CONTINUING].value, 32);
    ck_assert_int_eq(out[NKT_ITEM_SFI_OUTCOME_UNKNOWN].state, NKT_STATE_MISSING);
    outcomes(0, 0, 0, 200, out, &sum);
    ck_assert_int_eq(sum, NKT_SUM_ALL_ZERO);
    outcomes(0, 0, 0, 0, out, &sum);
    ck_assert_int_eq(sum, NKT_SUM_EQUAL);
    ck_assert_int_eq(out[0].state, NKT_STATE_NO_DENOMINATOR);
    outcomes(1, 2, 3, NAN, out, &sum);
    ck_assert_int_eq(sum, NKT_SUM_NONE);
}
END_TEST

START_TEST(after_an_interruption_by_hand) {
    /* 25 employed and 12 studying are 33 of 60, so 4 are both */
    static const double expected[] = {21, 8, 4, 27};
    double numbers[] = {60, 33, 25, 12};
    nkt_column inputs[4];
    nkt_estimate out[4], share;
    nkt_error error;

    for (int k = 0; k < 4; k++)
        inputs[k] = (nkt_column)NKT_ARRAY_N(questions[1].ids[k], (&numbers[k]), 0);
    ck_assert_int_eq(nkt_composition_of(TABLE(inputs, 4, 1), NKT_COMPOSITION_SFI_AFTER_INTERRUPTION,
                                        NULL, &NKT_ESTIMATES(out), NULL, &error),
                     NKT_OK);
    for (int k = 0; k < 4; k++) {
        nkt_share(expected[k], 60, NULL, &share, NULL);
        ck_assert_same(out[k], share, "after");
    }
    numbers[3] = 34;
    ck_assert_int_eq(nkt_composition_of(TABLE(inputs, 4, 1), NKT_COMPOSITION_SFI_AFTER_INTERRUPTION,
                                        NULL, &NKT_ESTIMATES(out), NULL, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "sfi_interrupted_studying: row 0: 34 is more than are "
                                    "employed or studying");
    ck_assert_int_eq(error.item, 3);
    for (int k = 0; k < 4; k++)
        ck_assert_int_eq(out[k].state, NKT_STATE_INVALID);
    numbers[3] = NAN;
    ck_assert_int_eq(nkt_composition_of(TABLE(inputs, 4, 1), NKT_COMPOSITION_SFI_AFTER_INTERRUPTION,
                                        NULL, &NKT_ESTIMATES(out), NULL, &error),
                     NKT_OK);
    ck_assert_int_eq(out[NKT_ITEM_SFI_AFTER_EMPLOYED_ONLY].state, NKT_STATE_MISSING);
    ck_assert_double_eq(out[NKT_ITEM_SFI_AFTER_STUDYING_ONLY].value, 100 * 8 / 60.);
    ck_assert_int_eq(out[NKT_ITEM_SFI_AFTER_BOTH].state, NKT_STATE_MISSING);
    ck_assert_double_eq(out[NKT_ITEM_SFI_AFTER_NEITHER].value, 45);
}
END_TEST

/* Each way to place E employed, S studying and both among n persons: what is counted comes back. */
START_TEST(every_small_group_comes_back) {
    enum { N = 4 };
    for (int a = 0; a <= N; a++)
        for (int b = 0; a + b <= N; b++)
            for (int both = 0; a + b + both <= N; both++) {
                double numbers[] = {N, a + b + both, a + both, b + both};
                const double expected[] = {a, b, both, N - a - b - both};
                nkt_column inputs[4];
                nkt_estimate out[4];
                for (int k = 0; k < 4; k++)
                    inputs[k] = (nkt_column)NKT_ARRAY_N(questions[1].ids[k], (&numbers[k]), 0);
                ck_assert_int_eq(nkt_composition_of(TABLE(inputs, 4, 1),
                                                    NKT_COMPOSITION_SFI_AFTER_INTERRUPTION, NULL,
                                                    &NKT_ESTIMATES(out), NULL, NULL),
                                 NKT_OK);
                for (int k = 0; k < 4; k++)
                    ck_assert_double_eq(out[k].value, 100 * expected[k] / N);
            }
}
END_TEST

/* ---- published shares --------------------------------------------------------------------------------------- */

typedef struct checked {
    csv_table *table;
    int rows, year;
    double *values;
    nkt_column shares[3];
    int32_t *sums;
    int32_t *states;
} checked;

static int read_shares(const char *file, checked *c) {
    static const char *const names[] = {"N18411", "N18409", "N18410"};
    static const int32_t ids[] = {NKT_SFI_INTERRUPTED_SHARE, NKT_SFI_PASSED_SHARE,
                                  NKT_SFI_CONTINUING_SHARE};
    const char *path = data_path(file);

    c->table = path ? csv_read(path) : NULL;
    if (!c->table)
        return 0;
    c->rows = csv_rows(c->table);
    c->year = csv_column(c->table, "year");
    c->values = calloc((size_t)c->rows, 3 * sizeof *c->values);
    c->sums = calloc((size_t)c->rows, sizeof *c->sums);
    c->states = calloc((size_t)c->rows, sizeof *c->states);
    for (int k = 0; k < 3; k++) {
        for (int r = 0; r < c->rows; r++)
            c->values[k * c->rows + r] = csv_number(c->table, r, csv_column(c->table, names[k]));
        c->shares[k] = (nkt_column){.values = c->values + k * c->rows,
                                    .stride = sizeof *c->values,
                                    .type = NKT_FLOAT64,
                                    .id = ids[k]};
    }
    return 1;
}

static void check_shares(checked *c, int32_t decimals) {
    ck_assert_int_eq(nkt_composition_check(TABLE(c->shares, 3, c->rows), decimals,
                                           TO(c->sums, sizeof *c->sums), TO(c->states, 4), NULL),
                     NKT_OK);
}

static void free_checked(checked *c) {
    free(c->values);
    free(c->sums);
    free(c->states);
    csv_free(c->table);
}

/* How many rows of some years have that code. */
static int with_code(const checked *c, int from, int to, int32_t code) {
    int n = 0;
    for (int r = 0; r < c->rows; r++) {
        double year = csv_number(c->table, r, c->year);
        n += year >= from && year <= to && c->sums[r] == code;
    }
    return n;
}

START_TEST(published_outcomes_of_municipalities) {
    checked c;
    int nation, zeros = 0;

    if (!read_shares("kolada_2012_2018.csv", &c))
        return;
    nation = csv_column(c.table, "municipality");
    check_shares(&c, 0); /* rounded one by one until 2016 */
    ck_assert_int_eq(with_code(&c, 2012, 2016, NKT_SUM_EQUAL), 148 + 149 + 167 + 182);
    ck_assert_int_eq(with_code(&c, 2012, 2016, NKT_SUM_BELOW), 0);
    ck_assert_int_eq(with_code(&c, 2012, 2016, NKT_SUM_ABOVE), 0);
    for (int r = 0; r < c.rows; r++) {
        double year = csv_number(c.table, r, c.year);
        if (c.sums[r] != NKT_SUM_ALL_ZERO)
            continue;
        ck_assert_str_eq(csv_text(c.table, r, nation), "0"); /* the nation of 2013 and 2014 */
        ck_assert(year == 2013 || year == 2014);
        ck_assert_double_eq(c.values[c.rows + r], 0);
        ck_assert_int_eq(c.states[r], NKT_STATE_MISSING);
        zeros++;
    }
    ck_assert_int_eq(zeros, 2);
    check_shares(&c, 8); /* as published from 2017 on */
    ck_assert_int_eq(with_code(&c, 2017, 2018, NKT_SUM_EQUAL), 512);
    ck_assert_int_eq(with_code(&c, 2017, 2018, NKT_SUM_BELOW), 0);
    ck_assert_int_eq(with_code(&c, 2017, 2018, NKT_SUM_ABOVE), 0);
    /* with eight decimals the sums of 99 and 101 before 2017 are no longer explained, one of 101
       that two shares alone make among them */
    ck_assert_int_eq(with_code(&c, 2012, 2016, NKT_SUM_BELOW), 18 + 18 + 19 + 16);
    ck_assert_int_eq(with_code(&c, 2012, 2016, NKT_SUM_ABOVE), 19 + 20 + 21 + 28 + 1);
    free_checked(&c);
}
END_TEST

START_TEST(published_outcomes_of_women_and_men_have_faults) {
    checked c;
    int above = 0;

    if (!read_shares("kolada_by_sex_2012_2018.csv", &c))
        return;
    check_shares(&c, 0);
    for (int r = 0; r < c.rows; r++)
        if (c.sums[r] == NKT_SUM_ABOVE) {
            double sum = c.values[r] + c.values[c.rows + r] + c.values[2 * c.rows + r];
            ck_assert(sum > 113 && sum < 115);
            ck_assert_double_eq(csv_number(c.table, r, c.year), 2017);
            above++;
        }
    ck_assert_int_eq(above, 2); /* 113.79 and 114.95: faults of the published table */
    ck_assert_int_eq(with_code(&c, 2012, 2018, NKT_SUM_BELOW), 0);
    ck_assert_int_eq(with_code(&c, 2014, 2014, NKT_SUM_ALL_ZERO), 2); /* the nation again */
    ck_assert_int_eq(with_code(&c, 2017, 2017, NKT_SUM_ALL_ZERO), 2); /* shares of nobody */
    free_checked(&c);
}
END_TEST

START_TEST(missing_zeros_can_be_taken_out) {
    double passed[] = {0, 44}, continuing[] = {0, 32}, interrupted[] = {0, 24};
    nkt_column shares[] = {NKT_ARRAY(NKT_SFI_PASSED_SHARE, passed),
                           NKT_ARRAY(NKT_SFI_CONTINUING_SHARE, continuing),
                           NKT_ARRAY(NKT_SFI_INTERRUPTED_SHARE, interrupted)};
    int32_t sums[2], state;
    int32_t states[2];
    double value;

    ck_assert_int_eq(nkt_composition_check(TABLE(shares, 3, 2), 0, TO(sums, sizeof sums[0]),
                                           TO(states, 4), NULL),
                     NKT_OK);
    shares[0].reasons = states; /* the states serve as reasons */
    shares[0].reasons_stride = sizeof(int32_t);
    ck_assert_int_eq(nkt_column_get(&shares[0], 0, &value, &state, NULL), NKT_OK);
    ck_assert_int_eq(state, NKT_STATE_MISSING);
    ck_assert_int_eq(nkt_column_get(&shares[0], 1, &value, &state, NULL), NKT_OK);
    ck_assert_double_eq(value, 44);
}
END_TEST

/* The shares of two of the three: what is checked is the table, so the third is to be there, missing. */
START_TEST(a_share_that_is_not_there_is_missing) {
    double a[2] = {50, 50}, b[2] = {50, 50};
    const nkt_column shares[] = {NKT_ARRAY(NKT_SFI_PASSED_SHARE, a),
                                 NKT_ARRAY(NKT_SFI_INTERRUPTED_SHARE, b),
                                 {.reasons = (const int32_t[]){NKT_STATE_MISSING},
                                  .type = NKT_FLOAT64,
                                  .id = NKT_SFI_CONTINUING_SHARE}};
    int32_t sums[2], states[2];
    nkt_error error;

    ck_assert_int_eq(
        nkt_composition_check(TABLE(shares, 3, 2), 0, TO(sums, 0), TO(states, 0), &error), NKT_OK);
    ck_assert_int_eq(sums[0], NKT_SUM_PARTS_MISSING);
    ck_assert_int_eq(states[1], NKT_STATE_MISSING);
    a[1] = -8;
    ck_assert_int_eq(
        nkt_composition_check(TABLE(shares, 3, 2), 0, TO(sums, 0), TO(states, 0), &error),
        NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "sfi_passed_share: row 1: -8 is negative");
    ck_assert_int_eq(sums[1], NKT_SUM_NONE);
}
END_TEST

Suite *nkt_suite_sfi(void) {
    Suite *suite = suite_create("sfi");
    TCase *tcase = tcase_create("sfi");
    ADD_QUESTION_TESTS(tcase, questions);
    tcase_add_test(tcase, outcomes_by_hand);
    tcase_add_test(tcase, after_an_interruption_by_hand);
    tcase_add_test(tcase, every_small_group_comes_back);
    tcase_add_test(tcase, published_outcomes_of_municipalities);
    tcase_add_test(tcase, published_outcomes_of_women_and_men_have_faults);
    tcase_add_test(tcase, missing_zeros_can_be_taken_out);
    tcase_add_test(tcase, a_share_that_is_not_there_is_missing);
    suite_add_tcase(suite, tcase);
    return suite;
}
