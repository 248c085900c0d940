/*
 * The reception area's questions, by hand, against nkt_compute and on published figures.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>

#include "areas_test.h"

static const question questions[] = {
    {NULL,
     NKT_COMPOSITION_RECEIVED_AGES,
     6,
     6,
     {NKT_IN_RECEIVED, NKT_IN_RECEIVED_6_15, NKT_IN_RECEIVED_0_5, NKT_IN_RECEIVED_20_64,
      NKT_IN_RECEIVED_16_17, NKT_IN_RECEIVED_18_19},
     {50, 10, 5, 20, 7, 6},
     "sums"},
    {NULL,
     NKT_COMPOSITION_ASYLUM_AGES,
     3,
     3,
     {NKT_IN_ASYLUM_SEEKERS_18_PLUS, NKT_IN_ASYLUM_SEEKERS, NKT_IN_ASYLUM_SEEKERS_0_17},
     {30, 50, 20},
     "sums"},
    {NULL,
     NKT_COMPOSITION_ASYLUM_HOUSING,
     4,
     4,
     {NKT_IN_ASYLUM_SEEKERS_OTHER, NKT_IN_ASYLUM_SEEKERS_EBO, NKT_IN_ASYLUM_SEEKERS_ABO,
      NKT_IN_ASYLUM_SEEKERS},
     {5, 20, 25, 50},
     "sums"},
    {nkt_reception_settlement,
     0,
     3,
     2,
     {NKT_IN_RECEIVED, NKT_IN_RECEIVED_ASSIGNED},
     {50, 10},
     "ways"},
};

QUESTION_TESTS(questions)

/* One row of a question; numbers in the order of its ids. */
static nkt_status ask_row(const question *q, const double *numbers, const nkt_options *options,
                          nkt_estimate *out, int32_t *code, nkt_error *error) {
    nkt_column inputs[Q_INPUTS];
    for (int k = 0; k < q->n_inputs; k++)
        inputs[k] = (nkt_column)NKT_ARRAY_N(q->ids[k], (&numbers[k]), 0);
    if (q->own)
        return q->own(TABLE(inputs, q->n_inputs, 1), options, &NKT_ESTIMATES_N(out, 0), TO(code, 0),
                      error);
    return nkt_composition_of(TABLE(inputs, q->n_inputs, 1), q->composition, options,
                              &NKT_ESTIMATES_N(out, 0), TO(code, 0), error);
}

START_TEST(ages_are_where_they_belong) {
    const double numbers[] = {50, 10, 5, 20, 7, 6};
    nkt_estimate out[6];
    int32_t sum;

    ck_assert_int_eq(ask_row(&questions[0], numbers, NULL, out, &sum, NULL), NKT_OK);
    ck_assert_double_eq(out[NKT_ITEM_RECEIVED_AGE_0_5].value, 10);
    ck_assert_double_eq(out[NKT_ITEM_RECEIVED_AGE_6_15].value, 20);
    ck_assert_double_eq(out[NKT_ITEM_RECEIVED_AGE_16_17].value, 14);
    ck_assert_double_eq(out[NKT_ITEM_RECEIVED_AGE_18_19].value, 12);
    ck_assert_double_eq(out[NKT_ITEM_RECEIVED_AGE_20_64].value, 40);
    ck_assert_double_eq(out[NKT_ITEM_RECEIVED_AGE_65_PLUS].value, 4);
    for (int k = 0; k < 6; k++) {
        ck_assert(isnan(out[k].lower) && isnan(out[k].upper)); /* no process, so no interval */
        ck_assert_double_eq(out[k].basis, 50);
    }
    ck_assert_int_eq(sum, NKT_SUM_BELOW);
}
END_TEST

START_TEST(asylum_ages_and_housing_are_where_they_belong) {
    const double ages[] = {30, 51, 20}, housing[] = {5, 20, 25, 50};
    nkt_estimate out[4];
    int32_t sum;

    ck_assert_int_eq(ask_row(&questions[1], ages, NULL, out, &sum, NULL), NKT_OK);
    ck_assert_double_eq(out[NKT_ITEM_ASYLUM_AGE_0_17].value, 100 * 20 / 51.);
    ck_assert_double_eq(out[NKT_ITEM_ASYLUM_AGE_18_PLUS].value, 100 * 30 / 51.);
    ck_assert_double_eq(out[NKT_ITEM_ASYLUM_AGE_UNKNOWN].value, 100 * 1 / 51.);
    ck_assert_int_eq(sum, NKT_SUM_BELOW);
    ck_assert_int_eq(ask_row(&questions[2], housing, NULL, out, &sum, NULL), NKT_OK);
    ck_assert_double_eq(out[NKT_ITEM_ASYLUM_HOUSING_ABO].value, 50);
    ck_assert_double_eq(out[NKT_ITEM_ASYLUM_HOUSING_EBO].value, 40);
    ck_assert_double_eq(out[NKT_ITEM_ASYLUM_HOUSING_OTHER].value, 10);
    ck_assert_double_eq(out[NKT_ITEM_ASYLUM_HOUSING_UNKNOWN].value, 0);
    ck_assert_int_eq(sum, NKT_SUM_EQUAL);
}
END_TEST

START_TEST(a_whole_that_is_absent_is_not_the_sum) {
    double numbers[] = {30};
    const nkt_column inputs[] = {NKT_ARRAY(NKT_IN_ASYLUM_SEEKERS_18_PLUS, numbers)};
    nkt_estimate out[3];
    int32_t sum;

    ck_assert_int_eq(nkt_composition_of(TABLE(inputs, 1, 1), NKT_COMPOSITION_ASYLUM_AGES, NULL,
                                        &NKT_ESTIMATES(out), TO(&sum, 0), NULL),
                     NKT_INPUTS_LACK);
    for (int k = 0; k < 3; k++)
        ck_assert_int_eq(out[k].state, NKT_STATE_MISSING);
    ck_assert_int_eq(sum, NKT_SUM_NONE);
}
END_TEST

START_TEST(ages_that_exceed_the_received_are_told) {
    const double numbers[] = {40, 10, 5, 20, 7, 6};
    nkt_options options = {.size = sizeof options, .part_above_whole = NKT_PART_ABOVE_INVALID};
    nkt_estimate out[6];
    nkt_error error;
    int32_t sum;

    ck_assert_int_eq(ask_row(&questions[0], numbers, NULL, out, &sum, NULL), NKT_OK);
    ck_assert_double_eq(out[NKT_ITEM_RECEIVED_AGE_65_PLUS].value, -20);
    ck_assert_int_eq(sum, NKT_SUM_ABOVE);
    ck_assert_int_eq(ask_row(&questions[0], numbers, &options, out, &sum, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "received: row 0: 40 is less than its parts together");
    ck_assert_int_eq(error.argument, 1);
    ck_assert_int_eq(error.item, 0);
    ck_assert_int_eq(error.id, NKT_IN_RECEIVED);
    ck_assert_int_eq(out[0].state, NKT_STATE_INVALID);
}
END_TEST

START_TEST(settlement_by_hand) {
    static const struct {
        double received, assigned, number;
        int32_t way;
    } rows[] = {
        {50, 10, 40, NKT_SETTLED_SELF},    {50, 40, 10, NKT_SETTLED_ASSIGNED},
        {50, 25, 25, NKT_SETTLED_EQUAL},   {50, 0, 50, NKT_SETTLED_SELF},
        {50, 50, 0, NKT_SETTLED_ASSIGNED}, {3, 5, -2, NKT_SETTLED_ASSIGNED},
    };
    nkt_estimate out[3];
    int32_t way;

    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
        const double numbers[] = {rows[r].received, rows[r].assigned};
        int32_t flags = rows[r].number < 0 ? NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR : 0;
        ck_assert_int_eq(ask_row(&questions[3], numbers, NULL, out, &way, NULL), NKT_OK);
        ck_assert_int_eq(way, rows[r].way);
        ck_assert_double_eq(out[NKT_ITEM_SETTLEMENT_ASSIGNED_SHARE].value,
                            100 * rows[r].assigned / rows[r].received);
        ck_assert_double_eq(out[NKT_ITEM_SETTLEMENT_SELF_SHARE].value,
                            100 * rows[r].number / rows[r].received);
        ck_assert_double_eq(out[NKT_ITEM_SETTLEMENT_SELF_NUMBER].value, rows[r].number);
        for (int k = 0; k < 3; k++)
            ck_assert_int_eq(out[k].flags, flags);
    }
}
END_TEST

START_TEST(settlement_of_nobody_and_of_more_than_all) {
    const double nobody[] = {0, 0}, too_many[] = {3, 5}, of_nobody[] = {0, 5};
    const double unknown[] = {NAN, 5};
    nkt_options options = {.size = sizeof options, .part_above_whole = NKT_PART_ABOVE_INVALID};
    nkt_estimate out[3];
    nkt_error error;
    int32_t way;

    ck_assert_int_eq(ask_row(&questions[3], nobody, &options, out, &way, NULL), NKT_OK);
    ck_assert_int_eq(out[0].state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_int_eq(out[1].state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_double_eq(out[2].value, 0);
    ck_assert_int_eq(way, NKT_SETTLED_NONE);
    ck_assert_int_eq(ask_row(&questions[3], unknown, &options, out, &way, NULL), NKT_OK);
    ck_assert_int_eq(out[2].state, NKT_STATE_MISSING);
    ck_assert_int_eq(way, NKT_SETTLED_NONE);
    ck_assert_int_eq(ask_row(&questions[3], too_many, &options, out, &way, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "received_assigned: row 0: 5 is more than its whole");
    ck_assert_int_eq(error.item, 1);
    for (int k = 0; k < 3; k++) {
        ck_assert_int_eq(out[k].state, NKT_STATE_INVALID);
        ck_assert(isnan(out[k].value));
    }
    ck_assert_int_eq(way, NKT_SETTLED_NONE);
    ck_assert_int_eq(ask_row(&questions[3], of_nobody, NULL, out, &way, NULL), NKT_OK);
    ck_assert_int_eq(out[0].state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_double_eq(out[2].value, -5);
}
END_TEST

/* ---- published figures ----------------------------------------------------------------------------------- */

static void read_columns(const csv_table *table, const char *const *names, const int32_t *ids,
                         int n, double *values, nkt_column *inputs) {
    for (int k = 0; k < n; k++) {
        int column = csv_column(table, names[k]);
        ck_assert_int_ge(column, 0);
        for (int r = 0; r < csv_rows(table); r++)
            values[k * csv_rows(table) + r] = csv_number(table, r, column);
        inputs[k] = (nkt_column){.values = values + k * csv_rows(table),
                                 .stride = sizeof *values,
                                 .type = NKT_FLOAT64,
                                 .id = ids[k]};
    }
}

START_TEST(published_housing_adds_up) {
    static const char *const names[] = {"N01990", "N01991", "N01992", "N01995"};
    static const int32_t ids[] = {NKT_IN_ASYLUM_SEEKERS, NKT_IN_ASYLUM_SEEKERS_ABO,
                                  NKT_IN_ASYLUM_SEEKERS_EBO, NKT_IN_ASYLUM_SEEKERS_OTHER};
    const char *path = data_path("kolada_2012_2018.csv");
    csv_table *table = path ? csv_read(path) : NULL;
    int rows, year, equal = 0, above = 0, other_missing = 0;
    double *values;
    nkt_column inputs[4];
    nkt_estimate(*out)[4];
    int32_t *sums;

    if (!table)
        return;
    rows = csv_rows(table);
    year = csv_column(table, "year");
    values = calloc((size_t)rows, 4 * sizeof *values);
    out = calloc((size_t)rows, sizeof *out);
    sums = calloc((size_t)rows, sizeof *sums);
    read_columns(table, names, ids, 4, values, inputs);
    ck_assert_int_eq(nkt_composition_of(TABLE(inputs, 4, rows), NKT_COMPOSITION_ASYLUM_HOUSING,
                                        NULL, AT(out[0], sizeof out[0], sizeof out[0][0]),
                                        TO(sums, sizeof *sums), NULL),
                     NKT_OK);
    for (int r = 0; r < rows; r++) {
        double all = values[r], abo = values[rows + r], ebo = values[2 * rows + r];
        ck_assert_int_ne(sums[r], NKT_SUM_BELOW);
        if (sums[r] == NKT_SUM_ABOVE) {
            /* a fault that the check finds: 127 of 83 asylum seekers live in ebo */
            ck_assert_str_eq(csv_text(table, r, csv_column(table, "municipality")), "0139");
            ck_assert_double_eq(csv_number(table, r, year), 2014);
            ck_assert_int_eq(out[r][NKT_ITEM_ASYLUM_HOUSING_EBO].flags,
                             NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR | NKT_FLAG_PARTS_DIFFER);
            above++;
        }
        equal += sums[r] == NKT_SUM_EQUAL;
        if (sums[r] == NKT_SUM_EQUAL && all > 0)
            ck_assert_double_eq(out[r][NKT_ITEM_ASYLUM_HOUSING_UNKNOWN].value, 0);
        if (csv_number(table, r, year) == 2014 && sums[r] == NKT_SUM_PARTS_MISSING) {
            /* other accommodation is not published yet: the remainder is not known either */
            ck_assert_int_eq(out[r][NKT_ITEM_ASYLUM_HOUSING_UNKNOWN].state, NKT_STATE_MISSING);
            if (!isnan(abo) && all > 0)
                ck_assert_double_eq(out[r][NKT_ITEM_ASYLUM_HOUSING_ABO].value, 100 * abo / all);
            if (!isnan(ebo) && all > 0)
                ck_assert_double_eq(out[r][NKT_ITEM_ASYLUM_HOUSING_EBO].value, 100 * ebo / all);
            other_missing++;
        }
    }
    ck_assert_int_eq(equal, 4 * 291 - 1);
    ck_assert_int_eq(above, 1);
    ck_assert_int_eq(other_missing, 289);
    free(values);
    free(out);
    free(sums);
    csv_free(table);
}
END_TEST

START_TEST(published_settlement) {
    static const char *const names[] = {"N01986", "N01987"};
    static const int32_t ids[] = {NKT_IN_RECEIVED, NKT_IN_RECEIVED_ASSIGNED};
    const char *path = data_path("kolada_2012_2018.csv");
    csv_table *table = path ? csv_read(path) : NULL;
    const int32_t figure = NKT_RECEIVED_ASSIGNED_SHARE;
    int rows, with_value = 0, above = 0, by_way[3] = {0};
    double *values;
    nkt_column inputs[2];
    nkt_estimate(*out)[3], *share;
    int32_t *ways;

    if (!table)
        return;
    rows = csv_rows(table);
    values = calloc((size_t)rows, 2 * sizeof *values);
    out = calloc((size_t)rows, sizeof *out);
    share = calloc((size_t)rows, sizeof *share);
    ways = calloc((size_t)rows, sizeof *ways);
    read_columns(table, names, ids, 2, values, inputs);
    ck_assert_int_eq(nkt_reception_settlement(TABLE(inputs, 2, rows), NULL,
                                              AT(out[0], sizeof out[0], sizeof out[0][0]),
                                              TO(ways, sizeof *ways), NULL),
                     NKT_OK);
    nkt_compute(TABLE(inputs, 2, rows), &figure, 1, NULL, &NKT_ESTIMATES_N(share, 0), NULL);
    for (int r = 0; r < rows; r++) {
        double received = values[r], assigned = values[rows + r];
        ck_assert_same(out[r][0], share[r], "figure 115");
        if (ways[r] != NKT_SETTLED_NONE)
            by_way[ways[r]]++;
        if (isnan(received) || isnan(assigned)) {
            ck_assert_int_eq(ways[r], NKT_SETTLED_NONE);
            continue;
        }
        with_value++;
        above += out[r][2].value < 0;
        ck_assert_double_eq(out[r][2].value, received - assigned);
        if (received > 0)
            ck_assert_int_eq(ways[r], 2 * assigned > received   ? NKT_SETTLED_ASSIGNED
                                      : 2 * assigned < received ? NKT_SETTLED_SELF
                                                                : NKT_SETTLED_EQUAL);
    }
    ck_assert_int_eq(with_value, 1408); /* as the documentation says */
    ck_assert_int_eq(above, 24);
    ck_assert_int_gt(by_way[NKT_SETTLED_SELF], by_way[NKT_SETTLED_ASSIGNED]);
    free(values);
    free(out);
    free(share);
    free(ways);
    csv_free(table);
}
END_TEST

Suite *nkt_suite_reception(void) {
    Suite *suite = suite_create("reception");
    TCase *tcase = tcase_create("reception");
    ADD_QUESTION_TESTS(tcase, questions);
    tcase_add_test(tcase, ages_are_where_they_belong);
    tcase_add_test(tcase, asylum_ages_and_housing_are_where_they_belong);
    tcase_add_test(tcase, a_whole_that_is_absent_is_not_the_sum);
    tcase_add_test(tcase, ages_that_exceed_the_received_are_told);
    tcase_add_test(tcase, settlement_by_hand);
    tcase_add_test(tcase, settlement_of_nobody_and_of_more_than_all);
    tcase_add_test(tcase, published_housing_adds_up);
    tcase_add_test(tcase, published_settlement);
    suite_add_tcase(suite, tcase);
    return suite;
}
