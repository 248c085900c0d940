/*
 * A table of bad calls of nkt_compute and nkt_compute_area: the status, the place and the sentence
 * of each, and that nothing is written on refusal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nyckeltal.h"

enum { ROWS = 4, FIGURES = 2 };

/* A good call; each bad one changes one thing of it. */
typedef struct call {
    nkt_column inputs[3];
    int32_t figures[FIGURES];
    nkt_options options;
    const nkt_column *inputs_at;
    int64_t n_inputs, n_rows;
    const int32_t *figures_at;
    int64_t n_figures;
    const nkt_options *options_at;
    nkt_estimate out[ROWS][FIGURES];
    nkt_estimate *out_at;
    int64_t row_stride, figure_stride;
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
    c->inputs_at = c->inputs;
    c->n_inputs = 3;
    c->n_rows = ROWS;
    c->figures_at = c->figures;
    c->n_figures = FIGURES;
    c->options_at = &c->options;
    c->out_at = &c->out[0][0];
    c->row_stride = sizeof c->out[0];
    c->figure_stride = sizeof c->out[0][0];
}

static nkt_status run(call *c, nkt_error *error) {
    return nkt_compute(c->inputs_at, c->n_inputs, c->n_rows, c->figures_at, c->n_figures,
                       c->options_at, c->out_at, c->row_stride, c->figure_stride, error);
}

static void null_inputs(call *c) {
    c->inputs_at = NULL;
}
static void null_figures(call *c) {
    c->figures_at = NULL;
}
static void null_out(call *c) {
    c->out_at = NULL;
}
static void null_values(call *c) {
    c->inputs[1].values = NULL;
}
static void negative_inputs(call *c) {
    c->n_inputs = -1;
}
static void negative_rows(call *c) {
    c->n_rows = -2;
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
    /* what follows the options in this struct are pointers: fields that are set */
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
    c->row_stride = sizeof c->out[0] - 8;
}
static void no_row_stride(call *c) {
    c->row_stride = 0;
}
static void short_figure_stride(call *c) {
    c->figure_stride = 39;
}
static void crossing_strides(call *c) {
    c->row_stride = 80;
    c->figure_stride = 120;
}
static void endless_stride(call *c) {
    c->row_stride = INT64_MAX;
}
static void endless_backwards(call *c) {
    c->row_stride = INT64_MIN;
}

static const struct {
    void (*spoil)(call *);
    nkt_status status;
    int32_t argument, item, id;
    const char *message;
} bad[] = {
    {null_inputs, NKT_E_NULL, 1, -1, 0, "inputs: is NULL"},
    {null_figures, NKT_E_NULL, 4, -1, 0, "figures: is NULL"},
    {null_out, NKT_E_NULL, 7, -1, 0, "out: is NULL"},
    {null_values, NKT_E_NULL, 1, 1, NKT_IN_SFI_BEGINNERS, "sfi_beginners: values is NULL"},
    {negative_inputs, NKT_E_COUNT, 2, -1, 0, "n_inputs: -1 is negative"},
    {negative_rows, NKT_E_COUNT, 3, -1, 0, "n_rows: -2 is negative"},
    {negative_figures, NKT_E_COUNT, 5, -1, 0, "n_figures: -9.22337204e+18 is negative"},
    {wrong_type, NKT_E_TYPE, 1, 2, NKT_IN_SFI_INTERRUPTED, "sfi_interrupted: 77 is no type code"},
    {unknown_input, NKT_E_ID, 1, 0, 4711,
     "inputs: 4711 is the id of no input and no operand figure"},
    {figure_as_input, NKT_E_ID, 1, 0, NKT_SFI_PASSED_SHARE,
     "inputs: 201 is the id of no input and no operand figure"},
    {no_id, NKT_E_ID, 1, 1, 0, "inputs: 0 is the id of no input and no operand figure"},
    {doubled_input, NKT_E_DUPLICATE, 1, 2, NKT_IN_SFI_PASSED,
     "sfi_passed: stands twice among the inputs"},
    {unknown_figure, NKT_E_ID, 4, 1, 408, "figures: 408 is no figure's id"},
    {input_as_figure, NKT_E_ID, 4, 0, NKT_IN_SFI_PASSED, "figures: 2002 is no figure's id"},
    {newer_options, NKT_E_OPTIONS_SIZE, 6, -1, 0,
     "options.size: 64 bytes set a field that this library does not have"},
    {unsized_options, NKT_E_OPTIONS_SIZE, 6, -1, 0,
     "options.size: 0 is no size of options: set it to sizeof (nkt_options)"},
    {bad_confidence, NKT_E_OPTION, 6, -1, 0, "options.confidence: 95 is not between 0 and 1"},
    {bad_interval, NKT_E_OPTION, 6, -1, 0,
     "options.share_interval: 13 is no interval method of a share"},
    {short_row_stride, NKT_E_STRIDE, 8, -1, 0, "strides: make estimates overlap"},
    {no_row_stride, NKT_E_STRIDE, 8, -1, 0, "strides: make estimates overlap"},
    {short_figure_stride, NKT_E_STRIDE, 8, -1, 0, "strides: make estimates overlap"},
    {crossing_strides, NKT_E_STRIDE, 8, -1, 0, "strides: make estimates overlap"},
    {endless_stride, NKT_E_SIZE, 8, -1, 0, "strides: reach beyond memory"},
    {endless_backwards, NKT_E_SIZE, 8, -1, 0, "strides: reach beyond memory"},
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
    c.n_rows = 0;
    c.out_at = NULL;
    c.inputs[0].values = NULL;
    memcpy(&before, &c, sizeof c);
    ck_assert_int_eq(run(&c, &error), NKT_OK);
    good_call(&c);
    c.n_figures = 0;
    c.figures_at = NULL;
    c.out_at = NULL;
    ck_assert_int_eq(run(&c, &error), NKT_OK);
    good_call(&c);
    c.n_inputs = 0;
    c.inputs_at = NULL;
    ck_assert_int_eq(run(&c, &error), NKT_OK);
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

START_TEST(area_calls_are_checked_too) {
    call c, before;
    nkt_error error;
    static nkt_estimate out[ROWS][15];
    int64_t row = sizeof out[0], one = sizeof out[0][0];

    good_call(&c);
    memcpy(&before, &c, sizeof c);
    memset(out, 0x5A, sizeof out);
#define AREA_CALL(inputs, n_inputs, n_rows, area, options, target, capacity, row_stride)           \
    nkt_compute_area(inputs, n_inputs, n_rows, area, options, target, capacity, row_stride, one,   \
                     &error)
    ck_assert_int_eq(AREA_CALL(NULL, 3, ROWS, 2, NULL, out[0], 15, row), NKT_E_NULL);
    ck_assert_int_eq(AREA_CALL(c.inputs, -3, ROWS, 2, NULL, out[0], 15, row), NKT_E_COUNT);
    ck_assert_int_eq(AREA_CALL(c.inputs, 3, -1, 2, NULL, out[0], 15, row), NKT_E_COUNT);
    ck_assert_int_eq(AREA_CALL(c.inputs, 3, ROWS, 7, NULL, out[0], 15, row), NKT_E_ID);
    ck_assert_str_eq(error.message, "area: 7 is no area");
    ck_assert_int_eq(error.argument, 4);
    c.options.confidence = -1;
    ck_assert_int_eq(AREA_CALL(c.inputs, 3, ROWS, 2, &c.options, out[0], 15, row), NKT_E_OPTION);
    ck_assert_int_eq(error.argument, 5);
    ck_assert_int_eq(AREA_CALL(c.inputs, 3, ROWS, 2, NULL, NULL, 15, row), NKT_E_NULL);
    ck_assert_int_eq(error.argument, 6);
    ck_assert_int_eq(AREA_CALL(c.inputs, 3, ROWS, 2, NULL, out[0], 14, row), NKT_E_CAPACITY);
    ck_assert_str_eq(error.message, "capacity: 14 is less than the area has figures");
    ck_assert_int_eq(error.argument, 7);
    ck_assert_int_eq(AREA_CALL(c.inputs, 3, ROWS, 2, NULL, out[0], 15, 40), NKT_E_STRIDE);
    ck_assert_int_eq(error.argument, 8);
    for (size_t i = 0; i < sizeof out; i++)
        ck_assert_int_eq(((unsigned char *)out)[i], 0x5A);
    ck_assert_int_eq(AREA_CALL(c.inputs, 3, ROWS, 2, NULL, out[0], 15, row), NKT_OK);
    ck_assert_double_eq(out[2][0].value, 50);
    ck_assert_int_eq(out[2][1].state, NKT_STATE_MISSING);
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
    tcase_add_test(tcase, area_calls_are_checked_too);
    suite_add_tcase(suite, tcase);
    return suite;
}
