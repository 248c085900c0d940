/*
 * Figures of groups: each over the rows that have all it is made of.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "figures/views.h"
#include "nyckeltal/realloc.h"

static nkt_error error;
static nkt_memory work = NKT_MEMORY_REALLOC;

static void done(void) {
    nkt_memory_free(&work);
}

static nkt_status groups_of(const nkt_table *table, const int32_t *figures, int64_t n,
                            const nkt_estimates *out) {
    return nkt_compute_groups(table, figures, n, NULL, out, &work, &error);
}

/* 300 and 70 received; of last year's population one number is known: 43 000. */
START_TEST(a_row_counts_in_both_or_in_neither) {
    const double received[] = {300, 70}, population[] = {43000, NAN}, assigned[] = {120, 50};
    const nkt_column in[] = {NKT_ARRAY(NKT_IN_RECEIVED, received),
                             NKT_ARRAY(NKT_IN_POPULATION_PREVIOUS_YEAR, population),
                             NKT_ARRAY(NKT_IN_RECEIVED_ASSIGNED, assigned)};
    const int32_t figures[] = {NKT_RECEIVED_PER_1000, NKT_RECEIVED_ASSIGNED_SHARE, NKT_RECEIVED};
    nkt_estimate out[3];

    ck_assert_int_eq(groups_of(TABLE(in, 3, 2), figures, 3, &NKT_ESTIMATES(out)), NKT_OK);
    ck_assert_double_eq(out[0].value, 1000.0 * 300 / 43000);
    ck_assert_int_eq(out[0].flags, NKT_FLAG_PARTIAL);
    ck_assert_double_eq(out[1].value, 100.0 * 170 / 370); /* the population is none of its inputs */
    ck_assert_int_eq(out[1].flags, 0);
    ck_assert_double_eq(out[1].basis, 370);
    ck_assert_double_eq(out[2].value, 370);
    done();
}
END_TEST

START_TEST(a_secret_member_makes_a_secret_figure) {
    const double received[] = {300, NAN, 20}, assigned[] = {120, 5, 10};
    const int32_t reasons[] = {0, NKT_STATE_SECRET, 0}, county[] = {1, 1, 2};
    nkt_column in[] = {NKT_ARRAY(NKT_IN_RECEIVED, received),
                       NKT_ARRAY(NKT_IN_RECEIVED_ASSIGNED, assigned)};
    const nkt_column groups = NKT_ARRAY(0, county);
    const int32_t figure = NKT_RECEIVED_ASSIGNED_SHARE;
    nkt_table table = NKT_TABLE(in, 3);
    nkt_estimate out[2];

    in[0].reasons = reasons;
    in[0].reasons_stride = sizeof reasons[0];
    table.rows.groups = &groups;
    table.rows.n_groups = 2;
    table.rows.first_group = 1;
    ck_assert_int_eq(groups_of(&table, &figure, 1, &NKT_ESTIMATES(out)), NKT_OK);
    ck_assert_int_eq(out[0].state, NKT_STATE_SECRET);
    ck_assert_double_nan(out[0].value);
    ck_assert_double_eq(out[1].value, 50);
    done();
}
END_TEST

/* ---- every figure against matching, summing and computing, one figure at a time -------------------- */

enum { ROWS = 40, GROUPS = 5, MOST_INPUTS = 128 };

static double numbers[MOST_INPUTS][ROWS];
static int32_t reasons[MOST_INPUTS][ROWS], flags[MOST_INPUTS][ROWS];
static int32_t codes[ROWS];
static nkt_column inputs[MOST_INPUTS], groups;

static uint64_t seed = 2018;
static int draw(int below) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int)((seed >> 33) % (uint64_t)below);
}

static nkt_table drawn_table(void) {
    nkt_table table = {{NULL, &groups, ROWS, GROUPS, 0, 0}, inputs, nkt_input_count()};

    for (int64_t k = 0; k < nkt_input_count(); k++) {
        for (int r = 0; r < ROWS; r++) {
            numbers[k][r] = draw(1000);
            reasons[k][r] = draw(25) ? 0 : 1 + draw(4); /* but not invalid */
            flags[k][r] = draw(60) ? 0 : NKT_FLAG_PARTIAL;
        }
        inputs[k] = (nkt_column)NKT_ARRAY(nkt_input_at(k)->id, numbers[k]);
        inputs[k].reasons = reasons[k];
        inputs[k].flags = flags[k];
        inputs[k].reasons_stride = sizeof(int32_t);
    }
    for (int r = 0; r < ROWS; r++)
        codes[r] = draw(GROUPS + 1) - 1;
    groups = (nkt_column)NKT_ARRAY(0, codes);
    return table;
}

static void take(int32_t id, nkt_column *columns, int64_t *n) {
    for (int64_t i = 0; i < *n; i++)
        if (columns[i].id == id)
            return;
    for (int64_t k = 0; k < nkt_input_count(); k++)
        if (inputs[k].id == id)
            columns[(*n)++] = inputs[k];
}

static void take_all_of(const nkt_indicator *figure, nkt_column *columns, int64_t *n) {
    if (nkt_indicator_by_id(figure->denominator)) {
        take_all_of(nkt_indicator_by_id(figure->numerator[0]), columns, n);
        take_all_of(nkt_indicator_by_id(figure->denominator), columns, n);
    } else if (figure->numerator_whole) {
        take(figure->numerator_whole, columns, n);
        take(figure->denominator, columns, n);
    } else {
        take(figure->numerator[0], columns, n);
        take(figure->numerator[1], columns, n);
        take(figure->denominator, columns, n);
    }
}

static void reference(const nkt_table *table, const nkt_indicator *figure, nkt_estimate *out) {
    nkt_column columns[8];
    nkt_table some = {table->rows, columns, 0}, sums = NKT_TABLE(columns, GROUPS);
    nkt_memory rows = NKT_MEMORY_REALLOC, totals = NKT_MEMORY_REALLOC;

    take_all_of(figure, columns, &some.n_columns);
    ck_assert_int_eq(nkt_total_match(&some, columns, &rows, &error), NKT_OK);
    ck_assert_int_eq(nkt_group_table(&some, columns, &totals, &work, &error), NKT_OK);
    sums.n_columns = some.n_columns;
    ck_assert_int_ge(
        nkt_compute(&sums, &figure->id, 1, NULL, &NKT_ESTIMATES_N(out, GROUPS), &error), 0);
    nkt_memory_free(&rows);
    nkt_memory_free(&totals);
}

static int rests_on_a_model(const nkt_indicator *figure) {
    const nkt_indicator *of = nkt_indicator_by_id(figure->denominator);
    return figure->kind == NKT_KIND_MODEL || (of && of->kind == NKT_KIND_MODEL);
}

START_TEST(every_figure_is_that_of_its_own_sums) {
    static nkt_estimate out[GROUPS][MOST_INPUTS];
    const nkt_table table = drawn_table();
    int32_t figures[MOST_INPUTS];
    int64_t n_figures, n_values = 0;
    nkt_status status;

    ck_assert_int_eq(nkt_area_figures(0, figures, MOST_INPUTS, &n_figures, &error), NKT_OK);
    status = groups_of(&table, figures, n_figures, &NKT_ESTIMATES_ROWS(out));
    ck_assert_int_eq(status, NKT_INPUTS_LACK); /* of the figures that rest on a model */
    ck_assert_int_eq(error.id, NKT_REFUGEES_EMPLOYED_EXPECTED);
    for (int64_t f = 0; f < n_figures; f++) {
        const nkt_indicator *figure = nkt_indicator_at(f);
        nkt_estimate expected[GROUPS];

        if (rests_on_a_model(figure)) {
            ck_assert_int_eq(out[0][f].state, NKT_STATE_MISSING);
            continue;
        }
        reference(&table, figure, expected);
        for (int g = 0; g < GROUPS; g++) {
            ck_assert_msg(memcmp(&out[g][f], &expected[g], sizeof expected[g]) == 0,
                          "%s of group %d: %.17g, not %.17g", figure->name, g, out[g][f].value,
                          expected[g].value);
            n_values += expected[g].state == NKT_STATE_VALUE;
        }
    }
    ck_assert_int_gt(n_values, 100);
    done();
}
END_TEST

/* ---- bad data and bad calls ------------------------------------------------------------------------ */

START_TEST(bad_rows_are_told_once) {
    double received[] = {300, -7, 20}, assigned[] = {400, 5, 10};
    nkt_column in[] = {NKT_ARRAY(NKT_IN_RECEIVED, received),
                       NKT_ARRAY(NKT_IN_RECEIVED_ASSIGNED, assigned)};
    const int32_t figures[] = {NKT_RECEIVED, NKT_RECEIVED_ASSIGNED_SHARE};
    nkt_options options = {.size = sizeof options};
    nkt_estimate out[2];

    ck_assert_int_eq(groups_of(TABLE(in, 2, 3), figures, 2, &NKT_ESTIMATES(out)), NKT_ROWS_INVALID);
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_int_eq(error.row, 1);
    ck_assert_str_eq(error.message, "received: row 1: -7 is negative");
    ck_assert_int_eq(out[1].state, NKT_STATE_INVALID);

    received[1] = 7; /* now only the sum is odd: 415 of 327 */
    options.part_above_whole = NKT_PART_ABOVE_INVALID;
    ck_assert_int_eq(nkt_compute_groups(TABLE(in, 2, 3), figures, 2, &options, &NKT_ESTIMATES(out),
                                        &work, &error),
                     NKT_ROWS_INVALID);
    ck_assert_int_eq(error.row, 0);
    ck_assert_int_eq(error.reason, NKT_REASON_ABOVE_WHOLE);
    done();
}
END_TEST

START_TEST(bad_calls_are_refused) {
    const double received[] = {300, 70};
    const nkt_column in = NKT_ARRAY(NKT_IN_RECEIVED, received);
    const int32_t figure = NKT_RECEIVED, no_figure = NKT_IN_RECEIVED;
    nkt_memory none = {0};
    nkt_estimate out[1] = {{.value = 4711}};
    const nkt_estimates to = NKT_ESTIMATES(out);

#define CALL(table_, figures_, n_, out_, work_)                                                    \
    nkt_compute_groups(table_, figures_, n_, NULL, out_, work_, &error)
    ck_assert_int_eq(CALL(NULL, &figure, 1, &to, &work), NKT_E_NULL);
    ck_assert_int_eq(CALL(TABLE(&in, 1, 2), NULL, 1, &to, &work), NKT_E_NULL);
    ck_assert_int_eq(CALL(TABLE(&in, 1, 2), &figure, -1, &to, &work), NKT_E_COUNT);
    ck_assert_int_eq(CALL(TABLE(&in, 1, 2), &no_figure, 1, &to, &work), NKT_E_ID);
    ck_assert_str_eq(error.message, "figures[0]: 1008 is the id of an input, not of a figure");
    ck_assert_int_eq(CALL(TABLE(&in, 1, 2), &figure, 1, NULL, &work), NKT_E_NULL);
    ck_assert_int_eq(CALL(TABLE(&in, 1, 2), &figure, 1, &to, NULL), NKT_E_NULL);
    ck_assert_int_eq(CALL(TABLE(&in, 1, 3), &figure, 1, &to, &work), NKT_E_COUNT);
    ck_assert_int_eq(CALL(TABLE(&in, 1, 2), &figure, 1, &to, &none), NKT_E_CAPACITY);
    ck_assert_uint_gt(none.needed, 0);
    ck_assert_double_eq(out[0].value, 4711);
    ck_assert_int_eq(CALL(TABLE(&in, 1, 2), &figure, 0, NULL, &work), NKT_OK);
#undef CALL
    done();
}
END_TEST

Suite *nkt_suite_compute_groups(void) {
    Suite *suite = suite_create("compute_groups");
    TCase *tcase = tcase_create("compute_groups");

    tcase_add_test(tcase, a_row_counts_in_both_or_in_neither);
    tcase_add_test(tcase, a_secret_member_makes_a_secret_figure);
    tcase_add_test(tcase, every_figure_is_that_of_its_own_sums);
    tcase_add_test(tcase, bad_rows_are_told_once);
    tcase_add_test(tcase, bad_calls_are_refused);
    suite_add_tcase(suite, tcase);
    return suite;
}
