/*
 * The gap between two groups in every share of the catalogue, against the scalar functions, by hand,
 * and on published figures of women and men.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>

#include "areas_test.h"

enum { ROWS = 300, MOST = 80 };

/* Columns for every input of the catalogue, of two groups, and random numbers in them. */
typedef struct everything {
    double values[2][MOST][ROWS];
    int32_t reasons[2][MOST][ROWS];
    nkt_column inputs[2][MOST];
    int n_inputs;
} everything;

static void draw_everything(everything *e, uint64_t seed) {
    e->n_inputs = (int)nkt_input_count();
    ck_assert_int_le(e->n_inputs, MOST);
    for (int g = 0; g < 2; g++)
        for (int k = 0; k < e->n_inputs; k++) {
            for (int r = 0; r < ROWS; r++) {
                e->values[g][k][r] = draw(&seed, 9) ? draw(&seed, 90) : 0;
                e->reasons[g][k][r] = draw_state(&seed);
            }
            e->inputs[g][k] = (nkt_column)NKT_ARRAY(nkt_input_at(k)->id, e->values[g][k]);
            e->inputs[g][k].reasons = e->reasons[g][k];
            e->inputs[g][k].reasons_stride = sizeof(int32_t);
        }
}

static double input_of(const everything *e, int g, int32_t id, int row, int *state) {
    for (int k = 0; k < e->n_inputs; k++)
        if (nkt_input_at(k)->id == id) {
            *state = nkt_state_worst(*state, e->reasons[g][k][row]);
            return e->values[g][k][row];
        }
    ck_abort_msg("no input %d", id);
    return NAN;
}

/* The gap of a row by the scalar functions; without interval where no process stands behind it. */
static nkt_estimate gap_of(const everything *e, const nkt_indicator *figure, const int rows[2],
                           int32_t measure) {
    nkt_options options = {.size = sizeof options, .mode = NKT_MODE_DESCRIPTIVE};
    double part[2], whole[2];
    int state = NKT_STATE_VALUE;
    nkt_estimate estimate;

    options.mode = figure->process ? NKT_MODE_PROCESS : NKT_MODE_DESCRIPTIVE;
    for (int g = 0; g < 2; g++) {
        part[g] = input_of(e, g, figure->numerator[0], rows[g], &state);
        if (figure->numerator[1])
            part[g] += input_of(e, g, figure->numerator[1], rows[g], &state);
        whole[g] = input_of(e, g, figure->denominator, rows[g], &state);
    }
    if (state != NKT_STATE_VALUE)
        return none(state);
    if (measure == NKT_GAP_RATIO)
        nkt_balance(part[0], whole[0], part[1], whole[1], &options, &estimate, NULL);
    else
        nkt_difference(part[0], whole[0], part[1], whole[1], &options, &estimate, NULL);
    return estimate;
}

static int all_shares(int32_t *figures) {
    int n = 0;
    for (int64_t i = 0; i < nkt_indicator_count(); i++)
        if (nkt_indicator_at(i)->kind == NKT_KIND_SHARE) {
            ck_assert_int_eq(nkt_indicator_at(i)->numerator_whole, 0); /* none is read here */
            figures[n++] = nkt_indicator_at(i)->id;
        }
    return n;
}

START_TEST(every_share_agrees_with_the_scalar_functions) {
    static everything e;
    static nkt_estimate out[ROWS][MOST];
    int32_t figures[MOST], measure = _i == 0 ? NKT_GAP_DIFFERENCE : NKT_GAP_RATIO;
    int n = all_shares(figures), with_interval = 0;
    nkt_error error;

    ck_assert_int_ge(n, 30);
    draw_everything(&e, 11);
    ck_assert_int_eq(nkt_gap(e.inputs[0], e.n_inputs, e.inputs[1], e.n_inputs, ROWS, figures, n,
                             measure, NULL, out[0], sizeof out[0], sizeof out[0][0], &error),
                     NKT_OK);
    for (int f = 0; f < n; f++)
        for (int r = 0; r < ROWS; r++) {
            nkt_estimate expected =
                gap_of(&e, nkt_indicator_by_id(figures[f]), (int[]){r, r}, measure);
            ck_assert_same(out[r][f], expected, nkt_indicator_by_id(figures[f])->name);
            with_interval += !isnan(out[r][f].lower);
        }
    ck_assert_int_ge(with_interval, ROWS);
}
END_TEST

START_TEST(rows_pair_as_told) {
    static everything e;
    static nkt_estimate out[ROWS];
    int64_t rows_1[ROWS], rows_2[ROWS], shuffle[ROWS];
    int32_t figure = NKT_REFUGEES_RESIDENCE_0_6_SHARE; /* a sum of two inputs */
    uint64_t seed = 4;
    nkt_error error;

    draw_everything(&e, 12);
    memcpy(e.values[1], e.values[0], sizeof e.values[0]); /* one table: */
    memcpy(e.reasons[1], e.reasons[0], sizeof e.reasons[0]);
    for (int p = 0; p < ROWS; p++) {
        rows_1[p] = draw(&seed, ROWS + 20) - 10;
        rows_2[p] = draw(&seed, ROWS);
        if (rows_1[p] < -1 || rows_1[p] >= ROWS)
            rows_1[p] = -1;
        shuffle[p] = ROWS - 1 - p; /* and columns that are read through rows of their own */
    }
    for (int k = 0; k < e.n_inputs; k += 2)
        e.inputs[0][k].rows = shuffle;
    ck_assert_int_eq(nkt_gap_rows(e.inputs[0], e.n_inputs, ROWS, rows_1, rows_2, ROWS, &figure, 1,
                                  NKT_GAP_DIFFERENCE, NULL, out, sizeof out[0], 0, &error),
                     NKT_OK);
    for (int k = 0; k < e.n_inputs; k += 2) /* the same by moving the numbers */
        for (int g = 0; g < 2; g++)
            for (int r = 0; r < ROWS / 2; r++) {
                double value = e.values[g][k][r];
                int32_t reason = e.reasons[g][k][r];
                e.values[g][k][r] = e.values[g][k][ROWS - 1 - r];
                e.values[g][k][ROWS - 1 - r] = value;
                e.reasons[g][k][r] = e.reasons[g][k][ROWS - 1 - r];
                e.reasons[g][k][ROWS - 1 - r] = reason;
            }
    for (int p = 0; p < ROWS; p++) {
        nkt_estimate expected;
        if (rows_1[p] < 0) {
            /* missing, or worse by its partner */
            ck_assert(out[p].state != NKT_STATE_VALUE && isnan(out[p].value));
            continue;
        }
        expected = gap_of(&e, nkt_indicator_by_id(figure), (int[]){(int)rows_1[p], (int)rows_2[p]},
                          NKT_GAP_DIFFERENCE);
        ck_assert_same(out[p], expected, "pair");
    }
}
END_TEST

START_TEST(by_hand) {
    double women[] = {30}, all_women[] = {60}, men[] = {20}, all_men[] = {80};
    const nkt_column in_1[] = {NKT_ARRAY(NKT_IN_LEFT_EMPLOYED, women),
                               NKT_ARRAY(NKT_IN_LEFT, all_women)};
    const nkt_column in_2[] = {NKT_ARRAY(NKT_IN_LEFT, all_men),
                               NKT_ARRAY(NKT_IN_LEFT_EMPLOYED, men)};
    int32_t figure = NKT_LEFT_EMPLOYED_SHARE;
    nkt_options options = {.size = sizeof options, .minimum_basis = 61};
    nkt_estimate out;

    ck_assert_int_eq(
        nkt_gap(in_1, 2, in_2, 2, 1, &figure, 1, NKT_GAP_DIFFERENCE, &options, &out, 0, 0, NULL),
        NKT_OK);
    ck_assert_double_eq(out.value, 25);
    ck_assert(out.lower > 8 && out.lower < 25 && out.upper > 25 && out.upper < 41);
    ck_assert_double_eq(out.basis, 60);
    ck_assert_int_eq(out.flags, NKT_FLAG_BASIS_BELOW_MINIMUM);
    ck_assert_int_eq(
        nkt_gap(in_1, 2, in_2, 2, 1, &figure, 1, NKT_GAP_RATIO, NULL, &out, 0, 0, NULL), NKT_OK);
    ck_assert_double_eq(out.value, 2);
    ck_assert(out.lower > 1.2 && out.upper < 3.3);
    men[0] = 0;
    ck_assert_int_eq(
        nkt_gap(in_1, 2, in_2, 2, 1, &figure, 1, NKT_GAP_RATIO, NULL, &out, 0, 0, NULL), NKT_OK);
    ck_assert_int_eq(out.state, NKT_STATE_NO_DENOMINATOR);
}
END_TEST

START_TEST(shares_as_given_have_no_interval) {
    double women[] = {55.5, 40, NAN}, men[] = {50, 0, 10}, part[] = {20, 20, 20};
    double whole[] = {80, 0, 80};
    int32_t secret[] = {0, 0, NKT_STATE_SECRET};
    nkt_column in_1[] = {NKT_ARRAY(NKT_REFUGEES_EMPLOYED_SHARE, women)};
    nkt_column in_2[] = {NKT_ARRAY(NKT_REFUGEES_EMPLOYED_SHARE, men)};
    nkt_column counts[] = {NKT_ARRAY(NKT_IN_REFUGEES_EMPLOYED, part),
                           NKT_ARRAY(NKT_IN_REFUGEES_20_64, whole)};
    int32_t figure = NKT_REFUGEES_EMPLOYED_SHARE;
    nkt_estimate out[3];

    in_2[0].reasons = secret;
    in_2[0].reasons_stride = sizeof(int32_t);
    ck_assert_int_eq(nkt_gap(in_1, 1, in_2, 1, 3, &figure, 1, NKT_GAP_DIFFERENCE, NULL, out,
                             sizeof out[0], 0, NULL),
                     NKT_OK);
    ck_assert_double_eq(out[0].value, 5.5);
    ck_assert_int_eq(out[0].flags, NKT_FLAG_OPERAND_GIVEN);
    ck_assert(isnan(out[0].lower) && isnan(out[0].upper) && isnan(out[0].basis));
    ck_assert_double_eq(out[1].value, 40);
    ck_assert_int_eq(out[2].state, NKT_STATE_SECRET);
    ck_assert_int_eq(
        nkt_gap(in_1, 1, in_2, 1, 3, &figure, 1, NKT_GAP_RATIO, NULL, out, sizeof out[0], 0, NULL),
        NKT_OK);
    ck_assert_double_eq(out[0].value, 1.11);
    ck_assert_int_eq(out[1].state, NKT_STATE_NO_DENOMINATOR);
    /* counts on one side only */
    ck_assert_int_eq(nkt_gap(counts, 2, in_2, 1, 3, &figure, 1, NKT_GAP_DIFFERENCE, NULL, out,
                             sizeof out[0], 0, NULL),
                     NKT_OK);
    ck_assert_double_eq(out[0].value, -25);
    ck_assert_int_eq(out[0].flags, NKT_FLAG_OPERAND_GIVEN);
    ck_assert_int_eq(out[1].state, NKT_STATE_NO_DENOMINATOR);
    /* nothing on one side */
    ck_assert_int_eq(nkt_gap(counts, 2, NULL, 0, 3, &figure, 1, NKT_GAP_DIFFERENCE, NULL, out,
                             sizeof out[0], 0, NULL),
                     NKT_OK);
    for (int r = 0; r < 3; r++)
        ck_assert_int_eq(out[r].state, NKT_STATE_MISSING);
}
END_TEST

START_TEST(bad_rows_tell_their_group) {
    double part[] = {3, 4, 50, -6}, whole[] = {10, 10, 10, 10};
    const nkt_column inputs[] = {NKT_ARRAY(NKT_IN_LEFT, whole),
                                 NKT_ARRAY(NKT_IN_LEFT_STUDYING, part)};
    const int64_t rows_1[] = {0, 1, 0}, rows_2[] = {1, 3, 2};
    int32_t figure = NKT_LEFT_STUDYING_SHARE;
    nkt_options options = {.size = sizeof options};
    nkt_estimate out[3];
    nkt_error error;

    ck_assert_int_eq(nkt_gap_rows(inputs, 2, 4, rows_1, rows_2, 3, &figure, 1, NKT_GAP_DIFFERENCE,
                                  &options, out, sizeof out[0], 0, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "left_studying: row 1: -6 is negative");
    ck_assert_int_eq(error.argument, 5);
    ck_assert_int_eq(error.item, 1);
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_double_eq_tol(out[0].value, -10, 1e-12);
    ck_assert_int_eq(out[1].state, NKT_STATE_INVALID);
    ck_assert_double_eq_tol(out[2].value, -470, 1e-12);
    ck_assert_int_eq(out[2].flags, NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR);
    ck_assert(isnan(out[2].lower));
    options.part_above_whole = NKT_PART_ABOVE_INVALID;
    part[3] = 6;
    ck_assert_int_eq(nkt_gap_rows(inputs, 2, 4, rows_1, rows_2, 3, &figure, 1, NKT_GAP_RATIO,
                                  &options, out, sizeof out[0], 0, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "left_studying_share: row 2: 50 is above its whole");
    ck_assert_int_eq(error.argument, 5);
    ck_assert_int_eq(out[2].state, NKT_STATE_INVALID);
    ck_assert_int_eq(out[1].state, NKT_STATE_VALUE);
    /* beside each other: the set of columns is told */
    ck_assert_int_eq(nkt_gap(inputs, 2, inputs, 2, 4, &figure, 1, NKT_GAP_DIFFERENCE, &options, out,
                             0, 0, &error),
                     NKT_E_STRIDE);
    {
        double good[] = {1, 1, 1, 1};
        nkt_column other[] = {inputs[0], inputs[1]};
        nkt_estimate four[4];
        part[1] = -4;
        other[1].values = good;
        ck_assert_int_eq(nkt_gap(other, 2, inputs, 2, 4, &figure, 1, NKT_GAP_DIFFERENCE, &options,
                                 four, sizeof four[0], 0, &error),
                         NKT_ROWS_INVALID);
        ck_assert_int_eq(error.argument, 3);
        ck_assert_int_eq(error.rows_affected, 2);
        ck_assert_int_eq(four[0].state, NKT_STATE_VALUE);
    }
}
END_TEST

START_TEST(only_shares_have_a_gap) {
    double values[] = {1};
    const nkt_column inputs[] = {NKT_ARRAY(NKT_IN_LEFT, values)};
    nkt_estimate out = {.value = 77};
    nkt_error error;
    int refused = 0;

    for (int64_t i = 0; i < nkt_indicator_count(); i++) {
        const nkt_indicator *figure = nkt_indicator_at(i);
        nkt_status status = nkt_gap(inputs, 1, inputs, 1, 1, &figure->id, 1, NKT_GAP_DIFFERENCE,
                                    NULL, &out, 0, 0, &error);
        if (figure->kind == NKT_KIND_SHARE) {
            ck_assert_int_eq(status, NKT_OK);
            out.value = 77;
            continue;
        }
        refused++;
        ck_assert_int_eq(status, NKT_E_MEASURE);
        ck_assert_int_eq(error.id, figure->id);
        ck_assert_int_eq(error.argument, 6);
        ck_assert_msg(strstr(error.message, ": is no share: a gap is between shares") != NULL, "%s",
                      error.message);
        ck_assert(strncmp(error.message, figure->name, strlen(figure->name)) == 0);
        ck_assert_double_eq(out.value, 77);
    }
    ck_assert_int_ge(refused, 20);
}
END_TEST

/* ---- bad calls ------------------------------------------------------------------------------------------ */

typedef struct gap_call {
    double part[3], whole[3], share[3];
    nkt_column a[3], b[2];
    int64_t rows_1[2], rows_2[2];
    int32_t figures[2];
    nkt_options options;
    uint64_t after_options;
    nkt_estimate out[3][2];
    const nkt_column *a_at, *b_at;
    int64_t n_a, n_b, n_rows, n_pairs, n_figures;
    const int64_t *rows_1_at, *rows_2_at;
    const int32_t *figures_at;
    int32_t measure;
    nkt_estimate *out_at;
    int64_t row_stride, figure_stride;
} gap_call;

static void good_call(gap_call *c) {
    memset(c, 0x5A, sizeof *c);
    for (int i = 0; i < 3; i++) {
        c->part[i] = i;
        c->whole[i] = 10;
        c->share[i] = 5;
    }
    c->a[0] = (nkt_column)NKT_ARRAY(NKT_IN_LEFT_STUDYING, c->part);
    c->a[1] = (nkt_column)NKT_ARRAY(NKT_IN_LEFT, c->whole);
    c->a[2] = (nkt_column)NKT_ARRAY(NKT_LEFT_EMPLOYED_SHARE, c->share);
    c->b[0] = c->a[1];
    c->b[1] = c->a[0];
    c->rows_1[0] = 0;
    c->rows_1[1] = -1;
    c->rows_2[0] = 2;
    c->rows_2[1] = 1;
    c->figures[0] = NKT_LEFT_STUDYING_SHARE;
    c->figures[1] = NKT_LEFT_EMPLOYED_SHARE;
    memset(&c->options, 0, sizeof c->options);
    c->options.size = sizeof c->options;
    c->a_at = c->a;
    c->b_at = c->b;
    c->n_a = 3;
    c->n_b = 2;
    c->n_rows = 3;
    c->n_pairs = 2;
    c->n_figures = 2;
    c->rows_1_at = c->rows_1;
    c->rows_2_at = c->rows_2;
    c->figures_at = c->figures;
    c->measure = NKT_GAP_DIFFERENCE;
    c->out_at = c->out[0];
    c->row_stride = sizeof c->out[0];
    c->figure_stride = sizeof c->out[0][0];
}

static nkt_status run(gap_call *c, int by_rows, nkt_error *error) {
    return by_rows ? nkt_gap_rows(c->a_at, c->n_a, c->n_rows, c->rows_1_at, c->rows_2_at,
                                  c->n_pairs, c->figures_at, c->n_figures, c->measure, &c->options,
                                  c->out_at, c->row_stride, c->figure_stride, error)
                   : nkt_gap(c->a_at, c->n_a, c->b_at, c->n_b, c->n_rows, c->figures_at,
                             c->n_figures, c->measure, &c->options, c->out_at, c->row_stride,
                             c->figure_stride, error);
}

#define SPOIL(name, code)                                                                          \
    static void name(gap_call *c) {                                                                \
        code;                                                                                      \
    }
SPOIL(null_a, c->a_at = NULL)
SPOIL(null_b, c->b_at = NULL)
SPOIL(null_rows_1, c->rows_1_at = NULL)
SPOIL(null_rows_2, c->rows_2_at = NULL)
SPOIL(null_figures, c->figures_at = NULL)
SPOIL(null_out, c->out_at = NULL)
SPOIL(null_values, c->a[1].values = NULL)
SPOIL(negative_n_a, c->n_a = -1)
SPOIL(negative_n_b, c->n_b = -1)
SPOIL(negative_rows, c->n_rows = -1)
SPOIL(negative_pairs, c->n_pairs = -1)
SPOIL(negative_figures, c->n_figures = -1)
SPOIL(wrong_type, c->a[2].type = 0)
SPOIL(unknown_id, c->a[0].id = 4711)
SPOIL(no_id, c->a[0].id = 0)
SPOIL(doubled_id, c->a[2].id = NKT_IN_LEFT)
SPOIL(doubled_b, c->b[1].id = NKT_IN_LEFT)
SPOIL(row_above, c->rows_1[1] = 3)
SPOIL(row_below, c->rows_2[0] = -2)
SPOIL(unknown_figure, c->figures[1] = 999)
SPOIL(no_share, c->figures[1] = NKT_LEFT)
SPOIL(no_measure, c->measure = 0)
SPOIL(bad_option, c->options.correlation = 2)
SPOIL(newer_options, c->options.size += 8)
SPOIL(short_rows, c->row_stride = 72)
SPOIL(short_figures, c->figure_stride = 0)
SPOIL(endless, c->row_stride = INT64_MIN)

static const struct {
    void (*spoil)(gap_call *);
    nkt_status status;
    int32_t argument[2]; /* of nkt_gap and nkt_gap_rows; 0: not spoilt by it */
    const char *message;
} bad[] = {
    {null_a, NKT_E_NULL, {1, 1}, "inputs: is NULL"},
    {null_b, NKT_E_NULL, {3, 0}, "inputs: is NULL"},
    {null_rows_1, NKT_E_NULL, {0, 4}, "rows_1: is NULL"},
    {null_rows_2, NKT_E_NULL, {0, 5}, "rows_2: is NULL"},
    {null_figures, NKT_E_NULL, {6, 7}, "figures: is NULL"},
    {null_out, NKT_E_NULL, {10, 11}, "out: is NULL"},
    {null_values, NKT_E_NULL, {1, 1}, "left: values is NULL"},
    {negative_n_a, NKT_E_COUNT, {2, 2}, "n_inputs: -1 is negative"},
    {negative_n_b, NKT_E_COUNT, {4, 0}, "n_inputs: -1 is negative"},
    {negative_rows, NKT_E_COUNT, {5, 3}, "n_rows: -1 is negative"},
    {negative_pairs, NKT_E_COUNT, {0, 6}, "n_pairs: -1 is negative"},
    {negative_figures, NKT_E_COUNT, {7, 8}, "n_figures: -1 is negative"},
    {wrong_type, NKT_E_TYPE, {1, 1}, "left_employed_share: 0 is no type code"},
    {unknown_id, NKT_E_ID, {1, 1}, "inputs: 4711 is the id of no input and no figure"},
    {no_id, NKT_E_ID, {1, 1}, "inputs: 0 is the id of no input and no figure"},
    {doubled_id, NKT_E_DUPLICATE, {1, 1}, "left: stands twice among the inputs"},
    {doubled_b, NKT_E_DUPLICATE, {3, 0}, "left: stands twice among the inputs"},
    {row_above, NKT_E_DOMAIN, {0, 4}, "rows_1: row 1: 3 is no row"},
    {row_below, NKT_E_DOMAIN, {0, 5}, "rows_2: row 0: -2 is no row"},
    {unknown_figure, NKT_E_ID, {6, 7}, "figures: 999 is no figure's id"},
    {no_share, NKT_E_MEASURE, {6, 7}, "left: is no share: a gap is between shares of two groups"},
    {no_measure,
     NKT_E_DOMAIN,
     {8, 9},
     "measure: 0 is neither NKT_GAP_DIFFERENCE nor NKT_GAP_RATIO"},
    {bad_option, NKT_E_OPTION, {9, 10}, "options.correlation: 2 is not between -1 and 1"},
    {newer_options,
     NKT_E_OPTIONS_SIZE,
     {9, 10},
     "options.size: 64 bytes set a field that this library does not have"},
    {short_rows, NKT_E_STRIDE, {11, 12}, "out: its strides make elements overlap"},
    {short_figures, NKT_E_STRIDE, {11, 12}, "out: its strides make elements overlap"},
    {endless, NKT_E_SIZE, {11, 12}, "out: its strides reach beyond memory"},
};

START_TEST(bad_calls_are_refused) {
    for (int by_rows = 0; by_rows < 2; by_rows++) {
        static gap_call c, before;
        nkt_error error;
        if (bad[_i].argument[by_rows] == 0)
            continue;
        good_call(&c);
        bad[_i].spoil(&c);
        before = c;
        ck_assert_int_eq(run(&c, by_rows, &error), bad[_i].status);
        ck_assert_str_eq(error.message, bad[_i].message);
        ck_assert_int_eq(error.argument, bad[_i].argument[by_rows]);
        ck_assert_int_eq(run(&c, by_rows, NULL), bad[_i].status);
        ck_assert_mem_eq(&c, &before, sizeof c);
    }
}
END_TEST

START_TEST(the_good_call_is_good) {
    gap_call c;

    for (int by_rows = 0; by_rows < 2; by_rows++) {
        good_call(&c);
        ck_assert_int_eq(run(&c, by_rows, NULL), NKT_OK);
        ck_assert_double_eq(c.out[0][0].value, by_rows ? -20 : 0);
        ck_assert_int_eq(c.out[1][1].state, NKT_STATE_MISSING);
        good_call(&c);
        c.n_rows = c.n_pairs = 0;
        c.out_at = NULL;
        c.rows_1_at = c.rows_2_at = NULL;
        ck_assert_int_eq(run(&c, by_rows, NULL), NKT_OK);
        good_call(&c);
        c.n_figures = 0;
        c.figures_at = NULL;
        c.out_at = NULL;
        ck_assert_int_eq(run(&c, by_rows, NULL), NKT_OK);
    }
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
    ck_assert_int_eq(nkt_gap_rows(inputs, 2, rows, women, men, n, &figure, 1, NKT_GAP_DIFFERENCE,
                                  NULL, out, sizeof *out, 0, NULL),
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
    input = (nkt_column)NKT_ARRAY(NKT_REFUGEES_EMPLOYED_SHARE, values);
    n = pair_sexes(table, women, men);
    ck_assert_int_eq(nkt_gap_rows(&input, 1, rows, women, men, n, &figure, 1, NKT_GAP_DIFFERENCE,
                                  NULL, out, sizeof *out, 0, NULL),
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

Suite *nkt_suite_gap(void) {
    Suite *suite = suite_create("gap");
    TCase *tcase = tcase_create("gap");
    tcase_add_loop_test(tcase, every_share_agrees_with_the_scalar_functions, 0, 2);
    tcase_add_test(tcase, rows_pair_as_told);
    tcase_add_test(tcase, by_hand);
    tcase_add_test(tcase, shares_as_given_have_no_interval);
    tcase_add_test(tcase, bad_rows_tell_their_group);
    tcase_add_test(tcase, only_shares_have_a_gap);
    tcase_add_loop_test(tcase, bad_calls_are_refused, 0, (int)(sizeof bad / sizeof bad[0]));
    tcase_add_test(tcase, the_good_call_is_good);
    tcase_add_test(tcase, women_and_men_after_the_programme);
    tcase_add_test(tcase, women_and_men_in_work_as_published);
    suite_add_tcase(suite, tcase);
    return suite;
}
