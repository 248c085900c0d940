/*
 * Gaps of pairs of rows: bad rows, numbers of no row, and women and men as published.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "areas_test.h"

START_TEST(bad_rows_tell_their_group) {
    double part[] = {3, 4, 50, -6}, whole[] = {10, 10, 10, 10};
    const nkt_column inputs[] = {NKT_ARRAY(NKT_IN_LEFT, whole),
                                 NKT_ARRAY(NKT_IN_LEFT_STUDYING, part)};
    const int64_t rows_1[] = {0, 1, 0}, rows_2[] = {1, 3, 2};
    int32_t figure = NKT_LEFT_STUDYING_SHARE;
    nkt_options options = {.size = sizeof options};
    nkt_estimate out[3];
    nkt_error error;

    ck_assert_int_eq(nkt_gap_rows(TABLE(inputs, 2, 4), PAIRS(rows_1, rows_2, 3), &figure, 1,
                                  NKT_CONTRAST_DIFFERENCE, &options, &NKT_ESTIMATES(out), &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "left_studying: row 1: -6 is negative");
    ck_assert_str_eq(error.subject, "pairs.second");
    ck_assert_int_eq(error.id, NKT_IN_LEFT_STUDYING);
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_double_eq_tol(out[0].value, -10, 1e-12);
    ck_assert_int_eq(out[1].state, NKT_STATE_INVALID);
    ck_assert_double_eq_tol(out[2].value, -470, 1e-12);
    ck_assert_int_eq(out[2].flags, NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR);
    ck_assert(isnan(out[2].lower));
    options.part_above_whole = NKT_PART_ABOVE_INVALID;
    part[3] = 6;
    ck_assert_int_eq(nkt_gap_rows(TABLE(inputs, 2, 4), PAIRS(rows_1, rows_2, 3), &figure, 1,
                                  NKT_CONTRAST_RATIO, &options, &NKT_ESTIMATES(out), &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "left_studying_share: row 2: 50 is more than its whole");
    ck_assert_str_eq(error.subject, "pairs.second");
    ck_assert_int_eq(out[2].state, NKT_STATE_INVALID);
    ck_assert_int_eq(out[1].state, NKT_STATE_VALUE);
    /* beside each other: the set of columns is told */
    ck_assert_int_eq(nkt_gap(TABLE(inputs, 2, 4), TABLE(inputs, 2, 4), &figure, 1,
                             NKT_CONTRAST_DIFFERENCE, &options, AT(out, 4, 0), &error),
                     NKT_E_STRIDE);
    {
        double good[] = {1, 1, 1, 1};
        nkt_column other[] = {inputs[0], inputs[1]};
        nkt_estimate four[4];
        part[1] = -4;
        other[1].values = good;
        ck_assert_int_eq(nkt_gap(TABLE(other, 2, 4), TABLE(inputs, 2, 4), &figure, 1,
                                 NKT_CONTRAST_DIFFERENCE, &options, &NKT_ESTIMATES(four), &error),
                         NKT_ROWS_INVALID);
        ck_assert_str_eq(error.subject, "table_2.columns[1]");
        ck_assert_int_eq(error.rows_affected, 2);
        ck_assert_int_eq(four[0].state, NKT_STATE_VALUE);
    }
}
END_TEST

/* ---- bad calls ------------------------------------------------------------------------------------------ */

/* Numbers of no row are bad data of the pair; numbers from 1, of any type; rows that are left out. */
START_TEST(pairs_are_numbers_of_rows) {
    double part[] = {3, 4, 5}, whole[] = {10, 10, 10};
    const nkt_column inputs[] = {NKT_ARRAY(NKT_IN_LEFT, whole),
                                 NKT_ARRAY(NKT_IN_LEFT_STUDYING, part)};
    const int32_t first[] = {1, 4, 3, INT32_MIN, 1};
    const float second[] = {2, 1, 0, 1, NAN};
    const int8_t include[] = {1, 0, 1};
    nkt_column columns[] = {NKT_ARRAY(0, first), NKT_ARRAY(0, second)};
    const nkt_column included = NKT_ARRAY(0, include);
    const nkt_pairs pairs = {&columns[0], &columns[1], 5, 1, 0};
    const int32_t figure = NKT_LEFT_STUDYING_SHARE;
    nkt_table table = NKT_TABLE(inputs, 3);
    nkt_estimate out[5];
    nkt_error error;

    columns[0].type = NKT_INT32_R;
    ck_assert_int_eq(nkt_gap_rows(&table, &pairs, &figure, 1, NKT_CONTRAST_DIFFERENCE, NULL,
                                  &NKT_ESTIMATES(out), &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "pairs.first: row 1: 4 is no row, the last one is 3");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_double_eq_tol(out[0].value, -10, 1e-12);
    ck_assert_int_eq(out[1].state, NKT_STATE_INVALID);
    ck_assert_int_eq(out[2].state, NKT_STATE_INVALID); /* 0 is before the first */
    ck_assert_int_eq(out[3].state, NKT_STATE_MISSING);
    ck_assert_int_eq(out[4].state, NKT_STATE_MISSING);
    table.rows.include = &included;
    nkt_gap_rows(&table, &pairs, &figure, 1, NKT_CONTRAST_DIFFERENCE, NULL, &NKT_ESTIMATES(out),
                 NULL);
    ck_assert_int_eq(out[0].state, NKT_STATE_NOT_APPLICABLE);
    ck_assert_int_eq(out[3].state, NKT_STATE_MISSING);
}
END_TEST

/* ---- published figures -------------------------------------------------------------------------------------- */

/* Half a unit of the last decimal that is printed. */
static double half_unit(const char *text) {
    const char *point = strchr(text, '.');
    return 0.5 * pow(10, point ? 1 - (double)strlen(point) : 0);
}

/* Women's and men's rows of each municipality and year. */
static int pair_sexes(const csv_table *table, int64_t *women, int64_t *men) {
    int sex = csv_column(table, "sex"), code = csv_column(table, "municipality");
    int year = csv_column(table, "year"), n = 0;

    for (int r = 0; r + 1 < csv_rows(table); r++)
        if (strcmp(csv_text(table, r, sex), "K") == 0 &&
            strcmp(csv_text(table, r + 1, sex), "M") == 0 &&
            strcmp(csv_text(table, r, code), csv_text(table, r + 1, code)) == 0 &&
            csv_number(table, r, year) == csv_number(table, r + 1, year)) {
            women[n] = r;
            men[n++] = r + 1;
        }
    return n;
}

START_TEST(women_and_men_after_the_programme) {
    const char *path = data_path("kolada_by_sex_2012_2018.csv");
    csv_table *table = path ? csv_read(path) : NULL;
    int rows, n, left, share, compared = 0, apart = 0;
    double *counts;
    int64_t *women, *men;
    nkt_estimate *out;
    int32_t figure = NKT_LEFT_EMPLOYED_OR_STUDYING_SHARE;
    nkt_column inputs[2];

    if (!table)
        return;
    rows = csv_rows(table);
    left = csv_column(table, "N00964");
    share = csv_column(table, "N00973");
    counts = calloc((size_t)rows, 2 * sizeof *counts);
    women = calloc((size_t)rows, 2 * sizeof *women);
    men = women + rows;
    out = calloc((size_t)rows, sizeof *out);
    for (int r = 0; r < rows; r++) { /* the published share gives the count back */
        counts[2 * r] = csv_number(table, r, left);
        counts[2 * r + 1] = round(csv_number(table, r, share) * counts[2 * r] / 100);
    }
    inputs[0] = (nkt_column){
        .values = counts, .stride = 2 * sizeof *counts, .type = NKT_FLOAT64, .id = NKT_IN_LEFT};
    inputs[1] = inputs[0];
    inputs[1].values = counts + 1;
    inputs[1].id = NKT_IN_LEFT_EMPLOYED_OR_STUDYING;
    n = pair_sexes(table, women, men);
    ck_assert_int_ge(n, 2000);
    ck_assert_int_eq(nkt_gap_rows(TABLE(inputs, 2, rows), PAIRS(women, men, n), &figure, 1,
                                  NKT_CONTRAST_DIFFERENCE, NULL, &NKT_ESTIMATES_N(out, 0), NULL),
                     NKT_OK);
    for (int p = 0; p < n; p++) {
        double published =
            csv_number(table, (int)women[p], share) - csv_number(table, (int)men[p], share);
        if (isnan(published)) {
            ck_assert_int_ne(out[p].state, NKT_STATE_VALUE);
            continue;
        }
        ck_assert_double_eq_tol(out[p].value, published,
                                half_unit(csv_text(table, (int)women[p], share)) +
                                    half_unit(csv_text(table, (int)men[p], share)) + 1e-12);
        ck_assert(out[p].lower <= out[p].value && out[p].value <= out[p].upper);
        compared++;
        apart += out[p].lower > 0 || out[p].upper < 0;
    }
    ck_assert_int_ge(compared, 900);
    /* some municipalities differ beyond what small numbers make, most do not */
    ck_assert(apart > compared / 20 && apart < compared / 2);
    free(counts);
    free(women);
    free(out);
    csv_free(table);
}
END_TEST

START_TEST(women_and_men_in_work_as_published) {
    const char *path = data_path("kolada_by_sex_2012_2018.csv");
    csv_table *table = path ? csv_read(path) : NULL;
    int rows, n, share, compared = 0;
    double *values;
    int64_t *women, *men;
    nkt_estimate *out;
    int32_t figure = NKT_REFUGEES_EMPLOYED_SHARE;
    nkt_column input;

    if (!table)
        return;
    rows = csv_rows(table);
    share = csv_column(table, "N00700");
    values = calloc((size_t)rows, sizeof *values);
    women = calloc((size_t)rows, 2 * sizeof *women);
    men = women + rows;
    out = calloc((size_t)rows, sizeof *out);
    for (int r = 0; r < rows; r++)
        values[r] = csv_number(table, r, share);
    input = (nkt_column)NKT_ARRAY_N(NKT_REFUGEES_EMPLOYED_SHARE, values, 0);
    n = pair_sexes(table, women, men);
    ck_assert_int_eq(nkt_gap_rows(TABLE(&input, 1, rows), PAIRS(women, men, n), &figure, 1,
                                  NKT_CONTRAST_DIFFERENCE, NULL, &NKT_ESTIMATES_N(out, 0), NULL),
                     NKT_OK);
    for (int p = 0; p < n; p++) {
        double expected = values[women[p]] - values[men[p]];
        ck_assert_int_eq(out[p].state, isnan(expected) ? NKT_STATE_MISSING : NKT_STATE_VALUE);
        ck_assert(same_number(out[p].value, expected));
        ck_assert(isnan(out[p].lower));
        compared += !isnan(expected);
    }
    ck_assert_int_ge(compared, 1000);
    free(values);
    free(women);
    free(out);
    csv_free(table);
}
END_TEST

Suite *nkt_suite_gap_pairs(void) {
    Suite *suite = suite_create("gap_pairs");
    TCase *tcase = tcase_create("gap_pairs");
    tcase_add_test(tcase, bad_rows_tell_their_group);
    tcase_add_test(tcase, pairs_are_numbers_of_rows);
    tcase_add_test(tcase, women_and_men_after_the_programme);
    tcase_add_test(tcase, women_and_men_in_work_as_published);
    suite_add_tcase(suite, tcase);
    return suite;
}
