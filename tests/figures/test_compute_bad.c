/*
 * A table of bad calls of nkt_compute: the status, the place and the sentence of each, and that
 * nothing is written on refusal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "figures/views.h"
#include "nyckeltal.h"

enum { ROWS = 4, FIGURES = 2 };

/* A good call; each bad one changes one thing of it. */
typedef struct call {
    nkt_column inputs[3];
    int32_t figures[FIGURES];
    nkt_options options;
    uint64_t after_options;
    nkt_table table;
    const nkt_table *table_at;
    const int32_t *figures_at;
    int64_t n_figures;
    const nkt_options *options_at;
    nkt_estimate out[ROWS][FIGURES];
    nkt_estimates view;
    const nkt_estimates *view_at;
} call;

static double passed[ROWS] = {3, 4, 5, 6}, beginners[ROWS] = {10, 10, 10, 10};
static double interrupted[ROWS] = {1, 2, 3, 4};

static void good_call(call *c) {
    memset(c, 0x5A, sizeof *c);
    c->inputs[0] = (nkt_column)NKT_ARRAY(NKT_IN_SFI_PASSED, passed);
    c->inputs[1] = (nkt_column)NKT_ARRAY(NKT_IN_SFI_BEGINNERS, beginners);
    c->inputs[2] = (nkt_column)NKT_ARRAY(NKT_IN_SFI_INTERRUPTED, interrupted);
    c->figures[0] = NKT_SFI_PASSED_SHARE;
    c->figures[1] = NKT_SFI_INTERRUPTED_SHARE;
    memset(&c->options, 0, sizeof c->options);
    c->options.size = sizeof c->options;
    c->table = (nkt_table)NKT_TABLE_OF(c->inputs, 3, ROWS);
    c->table_at = &c->table;
    c->figures_at = c->figures;
    c->n_figures = FIGURES;
    c->options_at = &c->options;
    c->view = estimates_at(c->out[0], sizeof c->out[0], sizeof c->out[0][0]);
    c->view_at = &c->view;
}

static nkt_status run(call *c, nkt_error *error) {
    return nkt_compute(c->table_at, c->figures_at, c->n_figures, c->options_at, c->view_at, error);
}

static void null_table(call *c) {
    c->table_at = NULL;
}
static void null_inputs(call *c) {
    c->table.columns = NULL;
}
static void groups(call *c) {
    c->table.rows.groups = &c->inputs[0];
}
static void bad_include(call *c) {
    c->inputs[2].type = 77;
    c->table.rows.include = &c->inputs[2];
}
static void null_figures(call *c) {
    c->figures_at = NULL;
}
static void null_out(call *c) {
    c->view_at = NULL;
}
static void empty_out(call *c) {
    memset(&c->view, 0, sizeof c->view);
}
static void null_values(call *c) {
    c->inputs[1].values = NULL;
}
static void negative_inputs(call *c) {
    c->table.n_columns = -1;
}
static void negative_rows(call *c) {
    c->table.rows.n_rows = -2;
}
static void negative_figures(call *c) {
    c->n_figures = INT64_MIN;
}
static void wrong_type(call *c) {
    c->inputs[2].type = 77;
}
static void unknown_input(call *c) {
    c->inputs[0].id = 4711;
}
static void figure_as_input(call *c) {
    c->inputs[0].id = NKT_SFI_PASSED_SHARE; /* no figure has it as an operand */
}
static void sum_as_input(call *c) {
    c->inputs[0].id = NKT_RECEIVED_0_5; /* as 1010 is meant */
}
static void no_id(call *c) {
    c->inputs[1].id = 0;
}
static void doubled_input(call *c) {
    c->inputs[2].id = NKT_IN_SFI_PASSED;
}
static void unknown_figure(call *c) {
    c->figures[1] = 408;
}
static void input_as_figure(call *c) {
    c->figures[0] = NKT_IN_SFI_PASSED;
}
static void newer_options(call *c) {
    /* what follows the options in this struct is a field that is set */
    c->options.size = sizeof c->options + 8;
}
static void unsized_options(call *c) {
    c->options.size = 0;
}
static void bad_confidence(call *c) {
    c->options.confidence = 95;
}
static void bad_interval(call *c) {
    c->options.share_interval = NKT_INTERVAL_BYAR;
}
static void short_row_stride(call *c) {
    c->view.stride = sizeof c->out[0][0] + 4;
}
static void short_figure_stride(call *c) {
    c->view.item_stride = 7;
}
static void short_state_stride(call *c) {
    c->view.state_item_stride = 3;
}
static void crossing_strides(call *c) {
    c->view.stride = 80;
    c->view.item_stride = 84;
}
static void endless_stride(call *c) {
    c->view.stride = INT64_MAX;
}
static void endless_backwards(call *c) {
    c->view.stride = INT64_MIN;
}
static void too_few_items(call *c) {
    c->view.capacity = 1;
}

static const struct {
    void (*spoil)(call *);
    nkt_status status;
    int32_t argument, item, id, reason;
    const char *subject, *message;
} bad[] = {
    {null_table, NKT_E_NULL, 1, -1, 0, NKT_REASON_NULL, "table", "table: is NULL"},
    {null_inputs, NKT_E_NULL, 1, -1, 0, NKT_REASON_NULL, "table.columns", "table.columns: is NULL"},
    {groups, NKT_E_OPTION, 1, -1, 0, NKT_REASON_NOT_TAKEN, "table.rows.groups",
     "table.rows.groups: is not taken by this function: leave it NULL"},
    {bad_include, NKT_E_TYPE, 1, -1, NKT_IN_SFI_INTERRUPTED, NKT_REASON_UNKNOWN_CODE,
     "table.rows.include", "table.rows.include: 77 is no type: NKT_FLOAT64, NKT_INT32, ..."},
    {null_figures, NKT_E_NULL, 2, -1, 0, NKT_REASON_NULL, "figures", "figures: is NULL"},
    {null_out, NKT_E_NULL, 5, -1, 0, NKT_REASON_NULL, "out", "out: is NULL"},
    {empty_out, NKT_E_NULL, 5, -1, 0, NKT_REASON_NULL, "out", "out: is NULL"},
    {null_values, NKT_E_NULL, 1, 1, NKT_IN_SFI_BEGINNERS, NKT_REASON_NULL, "table.columns[1]",
     "table.columns[1]: values is NULL"},
    {negative_inputs, NKT_E_COUNT, 1, -1, 0, NKT_REASON_NEGATIVE, "table.n_columns",
     "table.n_columns: -1 is negative"},
    {negative_rows, NKT_E_COUNT, 1, -1, 0, NKT_REASON_NEGATIVE, "table.rows.n_rows",
     "table.rows.n_rows: -2 is negative"},
    {negative_figures, NKT_E_COUNT, 3, -1, 0, NKT_REASON_NEGATIVE, "n_figures",
     "n_figures: -9.22337204e+18 is negative"},
    {wrong_type, NKT_E_TYPE, 1, 2, NKT_IN_SFI_INTERRUPTED, NKT_REASON_UNKNOWN_CODE,
     "table.columns[2]", "table.columns[2]: 77 is no type: NKT_FLOAT64, NKT_INT32, ..."},
    {unknown_input, NKT_E_ID, 1, 0, 4711, NKT_REASON_UNKNOWN_CODE, "table.columns[0]",
     "table.columns[0]: 4711 is the id of no input and no figure"},
    {figure_as_input, NKT_E_ID, 1, 0, NKT_SFI_PASSED_SHARE, NKT_REASON_UNKNOWN_CODE,
     "table.columns[0]",
     "table.columns[0]: 201 is the figure sfi_passed_share, made of sfi_passed (2002) and "
     "sfi_beginners (2001)"},
    {sum_as_input, NKT_E_ID, 1, 0, NKT_RECEIVED_0_5, NKT_REASON_UNKNOWN_CODE, "table.columns[0]",
     "table.columns[0]: 109 is the figure received_0_5: its input is received_0_5 (1010)"},
    {no_id, NKT_E_ID, 1, 1, 0, NKT_REASON_UNKNOWN_CODE, "table.columns[1]",
     "table.columns[1]: 0 is the id of no input and no figure"},
    {doubled_input, NKT_E_DUPLICATE, 1, 2, NKT_IN_SFI_PASSED, NKT_REASON_TWICE, "table.columns[2]",
     "sfi_passed: appears twice among the columns"},
    {unknown_figure, NKT_E_ID, 2, 1, 408, NKT_REASON_UNKNOWN_CODE, "figures[1]",
     "figures[1]: 408 is no figure's id"},
    {input_as_figure, NKT_E_ID, 2, 0, NKT_IN_SFI_PASSED, NKT_REASON_UNKNOWN_CODE, "figures[0]",
     "figures[0]: 2002 is the id of an input, not of a figure"},
    {newer_options, NKT_E_OPTIONS_SIZE, 4, -1, 0, NKT_REASON_OTHER_SIZE, "options.size",
     "options.size: 64 bytes set a field that this library does not have"},
    {unsized_options, NKT_E_OPTIONS_SIZE, 4, -1, 0, NKT_REASON_OTHER_SIZE, "options.size",
     "options.size: 0 is no size of these options: set it to their sizeof"},
    {bad_confidence, NKT_E_OPTION, 4, -1, 0, NKT_REASON_OUT_OF_RANGE, "options.confidence",
     "options.confidence: 95 is not between 0 and 1"},
    {bad_interval, NKT_E_OPTION, 4, -1, 0, NKT_REASON_UNKNOWN_CODE, "options.share_interval",
     "options.share_interval: 13 is no interval method of a share"},
    {short_row_stride, NKT_E_STRIDE, 5, -1, 0, NKT_REASON_OVERLAP, "out",
     "out: has strides that make elements overlap"},
    {short_figure_stride, NKT_E_STRIDE, 5, -1, 0, NKT_REASON_OVERLAP, "out",
     "out: has strides that make elements overlap"},
    {short_state_stride, NKT_E_STRIDE, 5, -1, 0, NKT_REASON_OVERLAP, "out",
     "out: has strides that make elements overlap"},
    {crossing_strides, NKT_E_STRIDE, 5, -1, 0, NKT_REASON_OVERLAP, "out",
     "out: has strides that make elements overlap"},
    {endless_stride, NKT_E_SIZE, 5, -1, 0, NKT_REASON_BEYOND_MEMORY, "out",
     "out: has strides that reach beyond memory"},
    {endless_backwards, NKT_E_SIZE, 5, -1, 0, NKT_REASON_BEYOND_MEMORY, "out",
     "out: has strides that reach beyond memory"},
    {too_few_items, NKT_E_CAPACITY, 5, -1, 0, NKT_REASON_TOO_LITTLE_ROOM, "out",
     "out: 1 items of room in a row are too few, needed are 2"},
};

START_TEST(bad_calls_are_refused) {
    call c, before;
    nkt_error error;

    good_call(&c);
    bad[_i].spoil(&c);
    memcpy(&before, &c, sizeof c);
    ck_assert_int_eq(run(&c, &error), bad[_i].status);
    ck_assert_str_eq(error.message, bad[_i].message);
    ck_assert_int_eq(error.status, bad[_i].status);
    ck_assert_int_eq(error.argument, bad[_i].argument);
    ck_assert_int_eq(error.item, bad[_i].item);
    ck_assert_int_eq(error.id, bad[_i].id);
    ck_assert_int_eq(error.reason, bad[_i].reason);
    ck_assert_str_eq(error.subject, bad[_i].subject);
    ck_assert_int_eq(error.row, -1);
    ck_assert_int_eq(run(&c, NULL), bad[_i].status);
    ck_assert_mem_eq(&c, &before, sizeof c); /* nothing is written on refusal */
}
END_TEST

START_TEST(the_good_call_is_good) {
    call c;
    nkt_error error;
    good_call(&c);
    ck_assert_int_eq(run(&c, &error), NKT_OK);
    ck_assert_str_eq(error.message, "");
    ck_assert_double_eq(c.out[3][0].value, 60);
    ck_assert_double_eq(c.out[3][1].value, 40);
    c.options_at = NULL;
    ck_assert_int_eq(run(&c, NULL), NKT_OK);
}
END_TEST

START_TEST(nothing_to_do_is_done) {
    call c, before;
    nkt_error error;

    good_call(&c);
    c.table.rows.n_rows = 0;
    c.view_at = NULL;
    c.inputs[0].values = NULL;
    memcpy(&before, &c, sizeof c);
    ck_assert_int_eq(run(&c, &error), NKT_OK);
    good_call(&c);
    c.n_figures = 0;
    c.figures_at = NULL;
    c.view_at = NULL;
    ck_assert_int_eq(run(&c, &error), NKT_OK);
    good_call(&c);
    c.table.n_columns = 0;
    c.table.columns = NULL;
    ck_assert_int_eq(run(&c, &error), NKT_INPUTS_LACK);
    ck_assert_int_eq(c.out[0][0].state, NKT_STATE_MISSING);
}
END_TEST

START_TEST(bad_rows_are_told_and_the_others_computed) {
    call c;
    nkt_error error;
    double spoilt[ROWS] = {3, NAN, -3, -INFINITY};

    good_call(&c);
    c.inputs[0].values = spoilt;
    ck_assert_int_eq(run(&c, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "sfi_passed: row 2: -3 is negative");
    ck_assert_int_eq(error.argument, 1);
    ck_assert_int_eq(error.item, 0);
    ck_assert_int_eq(error.id, NKT_IN_SFI_PASSED);
    ck_assert_int_eq(error.row, 2);
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_double_eq(error.value, -3);
    ck_assert_double_eq(c.out[0][0].value, 30);
    ck_assert_int_eq(c.out[1][0].state, NKT_STATE_MISSING);
    ck_assert_int_eq(c.out[2][0].state, NKT_STATE_INVALID);
    ck_assert_int_eq(c.out[3][0].state, NKT_STATE_INVALID);
    ck_assert_double_eq(c.out[3][1].value, 40); /* the other figure does not use that column */
    ck_assert_int_eq(run(&c, NULL), NKT_ROWS_INVALID);
}
END_TEST

START_TEST(a_bad_whole_is_told_once_per_row) {
    call c;
    nkt_error error;
    double spoilt[ROWS] = {10, -1, 10, 10};

    good_call(&c);
    c.inputs[1].values = spoilt; /* both figures use it */
    ck_assert_int_eq(run(&c, &error), NKT_ROWS_INVALID);
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_int_eq(c.out[1][0].state, NKT_STATE_INVALID);
    ck_assert_int_eq(c.out[1][1].state, NKT_STATE_INVALID);
}
END_TEST

START_TEST(all_missing_is_no_error) {
    call c;
    nkt_error error;
    double none[ROWS] = {NAN, NAN, NAN, NAN}, nobody[ROWS] = {0, 0, 0, 0};

    good_call(&c);
    c.inputs[0].values = none;
    ck_assert_int_eq(run(&c, &error), NKT_OK);
    for (int r = 0; r < ROWS; r++)
        ck_assert_int_eq(c.out[r][0].state, NKT_STATE_MISSING);
    good_call(&c);
    c.inputs[1].values = nobody;
    ck_assert_int_eq(run(&c, &error), NKT_OK);
    for (int r = 0; r < ROWS; r++)
        ck_assert_int_eq(c.out[r][0].state, NKT_STATE_NO_DENOMINATOR);
}
END_TEST

Suite *nkt_suite_compute_bad(void) {
    Suite *suite = suite_create("compute_bad");
    TCase *tcase = tcase_create("compute_bad");
    tcase_add_loop_test(tcase, bad_calls_are_refused, 0, (int)(sizeof bad / sizeof bad[0]));
    tcase_add_test(tcase, the_good_call_is_good);
    tcase_add_test(tcase, nothing_to_do_is_done);
    tcase_add_test(tcase, bad_rows_are_told_and_the_others_computed);
    tcase_add_test(tcase, a_bad_whole_is_told_once_per_row);
    tcase_add_test(tcase, all_missing_is_no_error);
    suite_add_tcase(suite, tcase);
    return suite;
}
