/*
 * The establishment area's questions, by hand and on published figures.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>

#include "areas_test.h"

static const question questions[] = {
    {NULL,
     NKT_COMPOSITION_ENROLLED_EDUCATION,
     4,
     4,
     {NKT_IN_ENROLLED, NKT_IN_ENROLLED_POST_SECONDARY, NKT_IN_ENROLLED_LOWER_SECONDARY,
      NKT_IN_ENROLLED_UPPER_SECONDARY},
     {100, 25, 45, 20},
     "sums"},
    {NULL,
     NKT_COMPOSITION_LEFT_STATUS,
     6,
     5,
     {NKT_IN_LEFT_IN_PROGRAMME, NKT_IN_LEFT, NKT_IN_LEFT_EMPLOYED, NKT_IN_LEFT_EMPLOYED_OR_STUDYING,
      NKT_IN_LEFT_STUDYING},
     {40, 100, 30, 33, 7},
     NULL},
};

QUESTION_TESTS(questions)

typedef struct counts {
    double programme, left, employed, either, studying;
} counts;

/* One row of nkt_establishment_status. */
static nkt_status ask(counts row, const nkt_options *options, nkt_estimate *out, nkt_error *error) {
    const nkt_column inputs[] = {NKT_FIELD(NKT_IN_LEFT_IN_PROGRAMME, &row, programme),
                                 NKT_FIELD(NKT_IN_LEFT, &row, left),
                                 NKT_FIELD(NKT_IN_LEFT_EMPLOYED, &row, employed),
                                 NKT_FIELD(NKT_IN_LEFT_EMPLOYED_OR_STUDYING, &row, either),
                                 NKT_FIELD(NKT_IN_LEFT_STUDYING, &row, studying)};
    return nkt_composition_of(TABLE(inputs, 5, 1), NKT_COMPOSITION_LEFT_STATUS, options,
                              &NKT_ESTIMATES_N(out, 0), NULL, error);
}

START_TEST(education_is_where_it_belongs) {
    double numbers[] = {100, 25, 45, 20};
    const nkt_column inputs[] = {NKT_ARRAY_N(NKT_IN_ENROLLED, (&numbers[0]), 0),
                                 NKT_ARRAY_N(NKT_IN_ENROLLED_POST_SECONDARY, (&numbers[1]), 0),
                                 NKT_ARRAY_N(NKT_IN_ENROLLED_LOWER_SECONDARY, (&numbers[2]), 0),
                                 NKT_ARRAY_N(NKT_IN_ENROLLED_UPPER_SECONDARY, (&numbers[3]), 0)};
    nkt_estimate out[4], share;
    int32_t sum;

    ck_assert_int_eq(nkt_composition_of(TABLE(inputs, 4, 1), NKT_COMPOSITION_ENROLLED_EDUCATION,
                                        NULL, &NKT_ESTIMATES(out), TO(&sum, 0), NULL),
                     NKT_OK);
    ck_assert_double_eq(out[NKT_ITEM_ENROLLED_EDUCATION_LOWER_SECONDARY].value, 45);
    ck_assert_double_eq(out[NKT_ITEM_ENROLLED_EDUCATION_UPPER_SECONDARY].value, 20);
    ck_assert_double_eq(out[NKT_ITEM_ENROLLED_EDUCATION_POST_SECONDARY].value, 25);
    nkt_share(10, 100, NULL, &share, NULL);
    share.lower = share.upper = NAN; /* who they are, not how they fared */
    ck_assert_same(out[NKT_ITEM_ENROLLED_EDUCATION_UNKNOWN], share, "unknown");
    ck_assert_int_eq(sum, NKT_SUM_BELOW);
}
END_TEST

START_TEST(statuses_by_hand) {
    /* 30 employed and 7 studying are 33, so 4 are both; 27 and 40 in a programme leave */
    const counts row = {40, 100, 30, 33, 7};
    static const double expected[] = {26, 3, 4, 40, 27, 60};
    nkt_estimate out[6];

    ck_assert_int_eq(ask(row, NULL, out, NULL), NKT_OK);
    for (int k = 0; k < 6; k++) {
        nkt_estimate share;
        nkt_share(expected[k], 100, NULL, &share, NULL);
        ck_assert_same(out[k], share, "status");
    }
    ck_assert_int_eq(NKT_ITEM_LEFT_STATUS_EMPLOYED_ONLY, 0);
    ck_assert_int_eq(NKT_ITEM_LEFT_STATUS_OTHER_MOST, 5);
}
END_TEST

START_TEST(a_large_programme_bounds_the_others) {
    nkt_estimate out[6];

    ck_assert_int_eq(ask((counts){80, 100, 30, 33, 7}, NULL, out, NULL), NKT_OK);
    ck_assert_double_eq(out[NKT_ITEM_LEFT_STATUS_OTHER_LEAST].value, 0); /* 13 must be in both */
    ck_assert_double_eq(out[NKT_ITEM_LEFT_STATUS_OTHER_MOST].value, 20);
}
END_TEST

START_TEST(what_can_be_told_without_studying_is_told) {
    nkt_estimate out[6];

    ck_assert_int_eq(ask((counts){40, 100, 30, 33, NAN}, NULL, out, NULL), NKT_OK);
    ck_assert_int_eq(out[NKT_ITEM_LEFT_STATUS_EMPLOYED_ONLY].state, NKT_STATE_MISSING);
    ck_assert_double_eq(out[NKT_ITEM_LEFT_STATUS_STUDYING_ONLY].value, 3);
    ck_assert_int_eq(out[NKT_ITEM_LEFT_STATUS_BOTH].state, NKT_STATE_MISSING);
    ck_assert_double_eq(out[NKT_ITEM_LEFT_STATUS_IN_PROGRAMME].value, 40);
    ck_assert_double_eq(out[NKT_ITEM_LEFT_STATUS_OTHER_LEAST].value, 27);
    ck_assert_double_eq(out[NKT_ITEM_LEFT_STATUS_OTHER_MOST].value, 60);
    ck_assert_int_eq(ask((counts){NAN, 100, 30, 33, 7}, NULL, out, NULL), NKT_OK);
    ck_assert_double_eq(out[NKT_ITEM_LEFT_STATUS_BOTH].value, 4);
    ck_assert_int_eq(out[NKT_ITEM_LEFT_STATUS_OTHER_LEAST].state, NKT_STATE_MISSING);
    ck_assert_int_eq(out[NKT_ITEM_LEFT_STATUS_OTHER_MOST].state, NKT_STATE_MISSING);
    ck_assert_int_eq(ask((counts){0, 0, 0, 0, 0}, NULL, out, NULL), NKT_OK);
    for (int k = 0; k < 6; k++)
        ck_assert_int_eq(out[k].state, NKT_STATE_NO_DENOMINATOR);
}
END_TEST

START_TEST(contradictions_are_located) {
    static const struct {
        counts row;
        const char *message;
        int32_t item;
    } cases[] = {
        {{40, 100, 30, 101, 90}, "left_employed_or_studying: row 0: 101 is above its whole", 3},
        {{40, 100, 34, 33, 7}, "left_employed: row 0: 34 is more than are employed or studying", 2},
        {{40, 100, 30, 33, 34},
         "left_studying: row 0: 34 is more than are employed or studying",
         4},
        {{40, 100, 20, 33, 7},
         "left_employed_or_studying: row 0: 33 is more than are employed and studying together",
         3},
        {{101, 100, 30, 33, 7}, "left_in_programme: row 0: 101 is above its whole", 0},
    };
    nkt_estimate out[6];
    nkt_error error;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ck_assert_int_eq(ask(cases[i].row, NULL, out, &error), NKT_ROWS_INVALID);
        ck_assert_str_eq(error.message, cases[i].message);
        ck_assert_int_eq(error.item, cases[i].item);
        ck_assert_int_eq(error.rows_affected, 1);
        for (int k = 0; k < 6; k++) {
            ck_assert_int_eq(out[k].state, NKT_STATE_INVALID);
            ck_assert(isnan(out[k].value) && isnan(out[k].basis));
        }
    }
    /* the edges of what is possible are no contradictions */
    ck_assert_int_eq(ask((counts){100, 100, 100, 100, 100}, NULL, out, &error), NKT_OK);
    ck_assert_double_eq(out[NKT_ITEM_LEFT_STATUS_BOTH].value, 100);
    ck_assert_int_eq(ask((counts){0, 100, 60, 100, 40}, NULL, out, &error), NKT_OK);
    ck_assert_double_eq(out[NKT_ITEM_LEFT_STATUS_BOTH].value, 0);
}
END_TEST

START_TEST(few_leavers_are_flagged) {
    nkt_options options = {.size = sizeof options,
                           .minimum_basis = NKT_ESTABLISHMENT_MINIMUM_LEAVERS};
    nkt_estimate out[6];

    ck_assert_int_eq(ask((counts){4, 9, 3, 3, 0}, &options, out, NULL), NKT_OK);
    for (int k = 0; k < 6; k++)
        ck_assert_int_eq(out[k].flags, NKT_FLAG_BASIS_BELOW_MINIMUM);
    ck_assert_int_eq(ask((counts){4, 10, 3, 3, 0}, &options, out, NULL), NKT_OK);
    for (int k = 0; k < 6; k++)
        ck_assert_int_eq(out[k].flags, 0);
}
END_TEST

START_TEST(noise_leaves_only_the_plain_count_an_interval) {
    nkt_options options = {.size = sizeof options, .noise_variance = 1};
    nkt_estimate out[6];

    ck_assert_int_eq(ask((counts){40, 100, 30, 33, 7}, &options, out, NULL), NKT_OK);
    for (int k = 0; k < 6; k++)
        ck_assert_int_eq(isnan(out[k].lower), k != NKT_ITEM_LEFT_STATUS_IN_PROGRAMME);
}
END_TEST

/* ---- published figures ----------------------------------------------------------------------------------- */

static double count_of(const csv_table *table, int row, const char *share, const char *whole) {
    return round(csv_number(table, row, csv_column(table, share)) *
                 csv_number(table, row, csv_column(table, whole)) / 100);
}

START_TEST(published_programmes_leave_room_for_work_and_studies) {
    const char *path = data_path("kolada_2012_2018.csv");
    csv_table *table = path ? csv_read(path) : NULL;
    int year, told = 0, filled = 0, few = 0;

    if (!table)
        return;
    year = csv_column(table, "year");
    for (int r = 0; r < csv_rows(table); r++) {
        nkt_options options = {.size = sizeof options,
                               .minimum_basis = NKT_ESTABLISHMENT_MINIMUM_LEAVERS};
        counts row = {.studying = NAN};
        nkt_estimate out[6];
        row.left = csv_number(table, r, csv_column(table, "N00964"));
        row.programme = count_of(table, r, "N00991", "N00964");
        row.employed = count_of(table, r, "N00971", "N00964");
        row.either = count_of(table, r, "N00973", "N00964");
        ck_assert_int_eq(ask(row, &options, out, NULL), NKT_OK); /* no contradictions */
        if (out[NKT_ITEM_LEFT_STATUS_OTHER_LEAST].state != NKT_STATE_VALUE)
            continue;
        ck_assert(csv_number(table, r, year) >= 2016);
        told++;
        few += (out[0].flags | out[NKT_ITEM_LEFT_STATUS_IN_PROGRAMME].flags) ==
               NKT_FLAG_BASIS_BELOW_MINIMUM;
        ck_assert_double_eq_tol(out[NKT_ITEM_LEFT_STATUS_OTHER_LEAST].value,
                                100 * (row.left - row.either - row.programme) / row.left, 1e-10);
        filled += out[NKT_ITEM_LEFT_STATUS_OTHER_LEAST].value == 0;
        ck_assert(out[NKT_ITEM_LEFT_STATUS_OTHER_MOST].value >=
                  out[NKT_ITEM_LEFT_STATUS_OTHER_LEAST].value);
    }
    ck_assert_int_eq(told, 845);
    ck_assert_int_ge(filled, 9); /* everyone is in a programme, employed or studying */
    ck_assert_int_ge(few, 50);
    csv_free(table);
}
END_TEST

START_TEST(published_education_leaves_the_unknown) {
    const char *path = data_path("kolada_2012_2018.csv");
    csv_table *table = path ? csv_read(path) : NULL;
    int year, compared = 0, unknown = 0;

    if (!table)
        return;
    year = csv_column(table, "year");
    for (int r = 0; r < csv_rows(table); r++) {
        double numbers[4] = {csv_number(table, r, csv_column(table, "N00960")),
                             count_of(table, r, "N00963", "N00960"),
                             count_of(table, r, "N00961", "N00960"),
                             count_of(table, r, "N00962", "N00960")};
        const nkt_column inputs[] = {
            NKT_ARRAY_N(NKT_IN_ENROLLED, (&numbers[0]), 0),
            NKT_ARRAY_N(NKT_IN_ENROLLED_POST_SECONDARY, (&numbers[1]), 0),
            NKT_ARRAY_N(NKT_IN_ENROLLED_LOWER_SECONDARY, (&numbers[2]), 0),
            NKT_ARRAY_N(NKT_IN_ENROLLED_UPPER_SECONDARY, (&numbers[3]), 0)};
        nkt_estimate out[4];
        int32_t sum;
        ck_assert_int_eq(nkt_composition_of(TABLE(inputs, 4, 1), NKT_COMPOSITION_ENROLLED_EDUCATION,
                                            NULL, &NKT_ESTIMATES(out), TO(&sum, 0), NULL),
                         NKT_OK);
        if (csv_number(table, r, year) < 2017 || out[3].state != NKT_STATE_VALUE)
            continue;
        ck_assert_double_eq_tol(out[NKT_ITEM_ENROLLED_EDUCATION_LOWER_SECONDARY].value,
                                csv_number(table, r, csv_column(table, "N00961")), 1e-6);
        ck_assert_int_ne(sum, NKT_SUM_ABOVE);
        ck_assert_int_eq(sum == NKT_SUM_EQUAL, out[3].value == 0);
        compared++;
        unknown += out[3].value > 0;
    }
    ck_assert_int_eq(compared, 582);
    ck_assert_int_eq(unknown, 578); /* in nearly all of them somebody's education is not known */
    csv_free(table);
}
END_TEST

Suite *nkt_suite_establishment(void) {
    Suite *suite = suite_create("establishment");
    TCase *tcase = tcase_create("establishment");
    ADD_QUESTION_TESTS(tcase, questions);
    tcase_add_test(tcase, education_is_where_it_belongs);
    tcase_add_test(tcase, statuses_by_hand);
    tcase_add_test(tcase, a_large_programme_bounds_the_others);
    tcase_add_test(tcase, what_can_be_told_without_studying_is_told);
    tcase_add_test(tcase, contradictions_are_located);
    tcase_add_test(tcase, few_leavers_are_flagged);
    tcase_add_test(tcase, noise_leaves_only_the_plain_count_an_interval);
    tcase_add_test(tcase, published_programmes_leave_room_for_work_and_studies);
    tcase_add_test(tcase, published_education_leaves_the_unknown);
    suite_add_tcase(suite, tcase);
    return suite;
}
