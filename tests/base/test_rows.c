/*
 * The rows of a call: which take part, which group they belong to, in any integer type; columns of
 * a known length; why an element is bad.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdint.h>

#include "base/base.h"
#include "nyckeltal.h"

static nkt_error error;

static nkt_status check_rows(const nkt_rows *rows, int with_groups) {
    nkt_i_call call = nkt_i_call_begin(&error, "values rows error");

    nkt_i_rows_check(&call, "rows", rows, with_groups);
    return nkt_i_call_end(&call);
}

START_TEST(rows_are_checked) {
    int32_t groups[] = {0, 1, 0};
    nkt_column column = NKT_ARRAY(0, groups);
    nkt_rows rows = NKT_ROWS(3);

    ck_assert_int_eq(check_rows(&rows, 0), NKT_OK);
    ck_assert_int_eq(check_rows(NULL, 0), NKT_E_NULL);
    rows.n_rows = -1;
    ck_assert_int_eq(check_rows(&rows, 0), NKT_E_COUNT);
    ck_assert_str_eq(error.subject, "rows.n_rows");
    ck_assert_int_eq(error.argument, 2);
    rows.n_rows = 3;
    rows.n_groups = 2; /* without groups there is one */
    ck_assert_int_eq(check_rows(&rows, 0), NKT_E_COUNT);
    ck_assert_str_eq(error.subject, "rows.n_groups");
    ck_assert_int_eq(check_rows(&rows, 1), NKT_E_COUNT);
    rows.groups = &column;
    ck_assert_int_eq(check_rows(&rows, 1), NKT_OK);
    ck_assert_int_eq(check_rows(&rows, 0), NKT_E_OPTION);
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_TAKEN);
    ck_assert_str_eq(error.message, "rows.groups: is not taken by this function: leave it NULL");
    rows.first_group = 2;
    ck_assert_int_eq(check_rows(&rows, 1), NKT_E_COUNT);
    rows.first_group = 0;
    column.type = 77;
    ck_assert_int_eq(check_rows(&rows, 1), NKT_E_TYPE);
    ck_assert_str_eq(error.subject, "rows.groups");
    rows.include = &column;
    ck_assert_int_eq(check_rows(&rows, 1), NKT_E_TYPE);
    ck_assert_str_eq(error.subject, "rows.include");
}
END_TEST

START_TEST(rows_that_take_part) {
    double include[] = {1, 0, NAN, -1, INFINITY};
    const int part[] = {1, 0, 0, 1, 0};
    const nkt_column column = NKT_ARRAY(0, include);
    nkt_rows rows = NKT_ROWS(5);
    nkt_i_call call = nkt_i_call_begin(&error, "rows error");

    ck_assert(nkt_i_row_included(&call, "rows.include", &rows, 4));
    rows.include = &column;
    for (int row = 0; row < 5; row++)
        ck_assert_int_eq(nkt_i_row_included(&call, "rows.include", &rows, row), part[row]);
    ck_assert_int_eq(nkt_i_row_included(NULL, NULL, &rows, 4), 0);
    ck_assert_int_eq(nkt_i_call_end(&call), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "rows.include: row 4: infinity is no finite number");
    ck_assert_int_eq(error.rows_affected, 1);
}
END_TEST

/* Groups of a type: 0, 1, 2 of three; then none, and what is no group. */
#define GROUPS(ctype, code, first_, none)                                                          \
    do {                                                                                           \
        ctype numbers[] = {(first_), (first_) + 1, (first_) + 2, none, (first_) + 3};              \
        nkt_column column = NKT_ARRAY(0, numbers);                                                 \
        nkt_rows rows = {NULL, &column, 5, 3, (first_), 0};                                        \
        nkt_i_call call = nkt_i_call_begin(&error, "rows error");                                  \
        column.type = code;                                                                        \
        for (int row = 0; row < 3; row++)                                                          \
            ck_assert_int_eq(nkt_i_row_group(&call, "rows.groups", &rows, row), row);              \
        ck_assert_int_eq(nkt_i_row_group(&call, "rows.groups", &rows, 3), -1);                     \
        ck_assert_int_eq(call.bad_rows, 0);                                                        \
        ck_assert_int_eq(nkt_i_row_group(&call, "rows.groups", &rows, 4), -1);                     \
        ck_assert_int_eq(nkt_i_call_end(&call), NKT_ROWS_INVALID);                                 \
        ck_assert_int_eq(error.row, 4);                                                            \
        ck_assert_int_eq(error.reason, NKT_REASON_UNKNOWN_CODE);                                   \
    } while (0)

START_TEST(groups_of_every_type) {
    GROUPS(int8_t, NKT_INT8, 0, -1); /* categories of pandas */
    GROUPS(int16_t, NKT_INT16, 0, -1);
    GROUPS(int32_t, NKT_INT32, 0, -1);
    GROUPS(int64_t, NKT_INT64, 0, -1);
    GROUPS(int32_t, NKT_INT32_R, 1, INT32_MIN); /* factors of R */
    GROUPS(int32_t, NKT_INT32_R, 1, -1);
    GROUPS(int64_t, NKT_INT64_R, 1, INT64_MIN);
    GROUPS(double, NKT_FLOAT64, 0, NAN);
    GROUPS(double, NKT_FLOAT64, 1, NAN);
}
END_TEST

START_TEST(numbers_that_are_no_group) {
    int64_t numbers[] = {INT64_MIN, INT64_MAX, -2, 0};
    double halves[] = {0.5};
    nkt_column column = NKT_ARRAY(0, numbers);
    nkt_rows rows = {NULL, &column, 4, 3, 1, 0};
    nkt_i_call call = nkt_i_call_begin(&error, "rows error");

    for (int row = 0; row < 4; row++)
        ck_assert_int_eq(nkt_i_row_group(&call, "rows.groups", &rows, row), -1);
    ck_assert_int_eq(call.bad_rows, 4);
    column = NKT_ARRAY(0, halves);
    rows.n_rows = 1;
    ck_assert_int_eq(nkt_i_row_group(&call, "rows.groups", &rows, 0), -1);
    rows.groups = NULL;
    ck_assert_int_eq(nkt_i_row_group(&call, "rows.groups", &rows, 0), 0);
    ck_assert_int_eq(nkt_i_n_groups(&rows), 1);
}
END_TEST

START_TEST(elements_beyond_a_column) {
    double values[] = {1, 2, 3};
    int64_t rows[] = {2, 0, 3, INT64_MAX, -1};
    nkt_column column = NKT_ARRAY(0, values);
    int8_t state;

    column.length = 3;
    ck_assert_int_eq(nkt_column_check(&column, 3, &error), NKT_OK);
    ck_assert_int_eq(nkt_column_check(&column, 4, &error), NKT_E_COUNT);
    ck_assert_int_eq(error.reason, NKT_REASON_TOO_FEW);
    ck_assert_double_eq(error.value, 3);
    ck_assert_double_eq(error.bound, 4);
    column.rows = rows;
    ck_assert_int_eq(nkt_column_check(&column, 5, &error), NKT_OK);
    ck_assert_double_eq(nkt_i_column_value(&column, 0, &state), 3);
    for (int row = 2; row < 4; row++) {
        nkt_i_column_value(&column, row, &state);
        ck_assert_int_eq(state, NKT_STATE_INVALID);
    }
    nkt_i_column_value(&column, 4, &state);
    ck_assert_int_eq(state, NKT_STATE_MISSING);
    column.length = -1;
    ck_assert_int_eq(nkt_column_check(&column, 1, &error), NKT_E_COUNT);
    column = (nkt_column)NKT_CONSTANT(0, values[1]);
    column.length = 1; /* one value serves any number of rows */
    ck_assert_int_eq(nkt_column_check(&column, 100, &error), NKT_OK);
    ck_assert_double_eq(nkt_i_column_value(&column, 99, &state), 2);
}
END_TEST

START_TEST(why_an_element_is_bad) {
    double values[] = {INFINITY, 1, 2, 3, -4};
    int32_t reasons[] = {0, NKT_STATE_INVALID, 17, 0, 0};
    int64_t rows[] = {0, 1, 2, -7, 5, 4};
    const struct {
        int32_t reason;
        const char *message;
    } expected[] = {{NKT_REASON_NOT_FINITE, "a: row 0: infinity is no finite number"},
                    {NKT_REASON_MARKED, "a: row 1: is marked as invalid"},
                    {NKT_REASON_UNKNOWN_STATE, "a: row 2: 17 has a state that is none"},
                    {NKT_REASON_BEYOND_COLUMN, "a: row 3: -7 is no element of the column"},
                    {NKT_REASON_BEYOND_COLUMN, "a: row 4: 5 is no element of the column"},
                    {NKT_REASON_NEGATIVE, "a: row 5: -4 is negative"}};
    nkt_column column = NKT_ARRAY(0, values);

    column.reasons = reasons;
    column.reasons_stride = sizeof reasons[0];
    column.rows = rows;
    column.length = 5;
    for (int row = 0; row < 6; row++) {
        nkt_i_call call = nkt_i_call_begin(&error, "a error");
        nkt_i_bad_element(&call, "a", -1, NULL, &column, row, NKT_REASON_NEGATIVE);
        ck_assert_int_eq(nkt_i_call_end(&call), NKT_ROWS_INVALID);
        ck_assert_int_eq(error.reason, expected[row].reason);
        ck_assert_str_eq(error.message, expected[row].message);
    }
}
END_TEST

START_TEST(tables_are_checked) {
    double a[] = {1, 2, 3}, b[] = {4, 5, 6};
    nkt_column columns[] = {NKT_ARRAY(101, a), NKT_ARRAY(102, b)};
    nkt_table table = NKT_TABLE(columns, 3);
    nkt_i_call call;

#define CHECK(status, subject_)                                                                    \
    call = nkt_i_call_begin(&error, "table error");                                                \
    nkt_i_table_check(&call, "table", &table, NKT_I_WITHOUT_GROUPS);                               \
    ck_assert_int_eq(nkt_i_call_end(&call), status);                                               \
    ck_assert_str_eq(error.subject, subject_)
    ck_assert_int_eq(table.n_columns, 2);
    CHECK(NKT_OK, "");
    columns[1].type = -3;
    columns[1].name = "b";
    CHECK(NKT_E_TYPE, "table.columns[1]");
    ck_assert_str_eq(error.message, "b: -3 is no type: NKT_FLOAT64, NKT_INT32, ...");
    ck_assert_int_eq(error.id, 102);
    table.n_columns = -1;
    CHECK(NKT_E_COUNT, "table.n_columns");
    table.n_columns = 1;
    table.columns = NULL;
    CHECK(NKT_E_NULL, "table.columns");
    table.rows.n_rows = -1;
    CHECK(NKT_E_COUNT, "table.rows.n_rows");
#undef CHECK
    call = nkt_i_call_begin(&error, "table error");
    nkt_i_table_check(&call, "table", NULL, NKT_I_WITHOUT_GROUPS);
    ck_assert_int_eq(nkt_i_call_end(&call), NKT_E_NULL);
}
END_TEST

/* An array says how long it is, so that a call on more rows is refused instead of reading beyond it. */
START_TEST(arrays_know_their_length) {
    const double three[] = {1, 2, 3};
    nkt_column column = NKT_ARRAY(NKT_IN_RECEIVED, three);
    nkt_estimate two[2];
    const int32_t figure = NKT_RECEIVED;
    const nkt_table table = NKT_TABLE_OF(&column, 1, 4);

    ck_assert_int_eq(nkt_column_check(&column, 3, &error), NKT_OK);
    ck_assert_int_eq(nkt_column_check(&column, 4, &error), NKT_E_COUNT);
    ck_assert_int_eq(nkt_compute(&table, &figure, 1, NULL, &NKT_ESTIMATES(two), &error),
                     NKT_E_COUNT);
    ck_assert_str_eq(error.message, "table.columns[0]: 3 elements are fewer than the rows: 4");
    ck_assert_double_eq(error.bound, 4);
    ck_assert_int_eq(error.id, NKT_IN_RECEIVED);

    column = (nkt_column)NKT_ARRAY_N(NKT_IN_RECEIVED, &three[0], 0); /* the caller's word */
    ck_assert_int_eq(nkt_column_check(&column, 4, &error), NKT_OK);
    column.length = 3; /* as many elements, all in the same place */
    column.stride = 0;
    ck_assert_int_eq(nkt_column_check(&column, 3, &error), NKT_E_STRIDE);
    ck_assert_int_eq(error.reason, NKT_REASON_CONTRADICTION);
}
END_TEST

/* And an array of estimates how much room there is. */
START_TEST(estimates_know_their_room) {
    const double three[] = {1, 2, 3};
    const nkt_column column = NKT_ARRAY(NKT_IN_RECEIVED, three);
    const nkt_table table = NKT_TABLE_OF(&column, 1, 3);
    const int32_t figures[] = {NKT_RECEIVED, NKT_RECEIVED};
    nkt_estimate out[5], wide[3][4];
    nkt_estimates view = NKT_ESTIMATES(out);

    ck_assert_int_eq(nkt_compute(&table, figures, 2, NULL, &view, &error), NKT_E_CAPACITY);
    ck_assert_str_eq(error.message, "out: 5 estimates of room are too few, needed are 6");
    ck_assert_int_eq(nkt_compute(&table, figures, 1, NULL, &view, &error), NKT_OK);
    ck_assert_double_eq(out[2].value, 3);
    view.room = -1;
    ck_assert_int_eq(nkt_compute(&table, figures, 1, NULL, &view, &error), NKT_E_CAPACITY);
    /* Rows that are wider than the figures asked for stay apart. */
    ck_assert_int_eq(nkt_compute(&table, figures, 2, NULL, &NKT_ESTIMATES_ROWS(wide), &error),
                     NKT_OK);
    ck_assert_double_eq(wide[2][1].value, 3);
}
END_TEST

Suite *nkt_suite_rows(void) {
    Suite *suite = suite_create("rows");
    TCase *tcase = tcase_create("rows");

    tcase_add_test(tcase, rows_are_checked);
    tcase_add_test(tcase, rows_that_take_part);
    tcase_add_test(tcase, groups_of_every_type);
    tcase_add_test(tcase, numbers_that_are_no_group);
    tcase_add_test(tcase, elements_beyond_a_column);
    tcase_add_test(tcase, why_an_element_is_bad);
    tcase_add_test(tcase, tables_are_checked);
    tcase_add_test(tcase, arrays_know_their_length);
    tcase_add_test(tcase, estimates_know_their_room);
    suite_add_tcase(suite, tcase);
    return suite;
}
