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
    if (measure == NKT_CONTRAST_RATIO)
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
    int32_t figures[MOST], measure = _i == 0 ? NKT_CONTRAST_DIFFERENCE : NKT_CONTRAST_RATIO;
    int n = all_shares(figures), with_interval = 0;
    nkt_error error;

    ck_assert_int_ge(n, 30);
    draw_everything(&e, 11);
    ck_assert_int_eq(nkt_gap(TABLE(e.inputs[0], e.n_inputs, ROWS),
                             TABLE(e.inputs[1], e.n_inputs, ROWS), figures, n, measure, NULL,
                             AT(out[0], sizeof out[0], sizeof out[0][0]), &error),
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
    ck_assert_int_eq(nkt_gap_rows(TABLE(e.inputs[0], e.n_inputs, ROWS), PAIRS(rows_1, rows_2, ROWS),
                                  &figure, 1, NKT_CONTRAST_DIFFERENCE, NULL, &NKT_ESTIMATES(out),
                                  &error),
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
                          NKT_CONTRAST_DIFFERENCE);
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

    ck_assert_int_eq(nkt_gap(TABLE(in_1, 2, 1), TABLE(in_2, 2, 1), &figure, 1,
                             NKT_CONTRAST_DIFFERENCE, &options, &NKT_ESTIMATES(&out), NULL),
                     NKT_OK);
    ck_assert_double_eq(out.value, 25);
    ck_assert(out.lower > 8 && out.lower < 25 && out.upper > 25 && out.upper < 41);
    ck_assert_double_eq(out.basis, 60);
    ck_assert_int_eq(out.flags, NKT_FLAG_BASIS_BELOW_MINIMUM);
    ck_assert_int_eq(nkt_gap(TABLE(in_1, 2, 1), TABLE(in_2, 2, 1), &figure, 1, NKT_CONTRAST_RATIO,
                             NULL, &NKT_ESTIMATES(&out), NULL),
                     NKT_OK);
    ck_assert_double_eq(out.value, 2);
    ck_assert(out.lower > 1.2 && out.upper < 3.3);
    men[0] = 0;
    ck_assert_int_eq(nkt_gap(TABLE(in_1, 2, 1), TABLE(in_2, 2, 1), &figure, 1, NKT_CONTRAST_RATIO,
                             NULL, &NKT_ESTIMATES(&out), NULL),
                     NKT_OK);
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
    ck_assert_int_eq(nkt_gap(TABLE(in_1, 1, 3), TABLE(in_2, 1, 3), &figure, 1,
                             NKT_CONTRAST_DIFFERENCE, NULL, &NKT_ESTIMATES(out), NULL),
                     NKT_OK);
    ck_assert_double_eq(out[0].value, 5.5);
    ck_assert_int_eq(out[0].flags, NKT_FLAG_OPERAND_GIVEN);
    ck_assert(isnan(out[0].lower) && isnan(out[0].upper) && isnan(out[0].basis));
    ck_assert_double_eq(out[1].value, 40);
    ck_assert_int_eq(out[2].state, NKT_STATE_SECRET);
    ck_assert_int_eq(nkt_gap(TABLE(in_1, 1, 3), TABLE(in_2, 1, 3), &figure, 1, NKT_CONTRAST_RATIO,
                             NULL, &NKT_ESTIMATES(out), NULL),
                     NKT_OK);
    ck_assert_double_eq(out[0].value, 1.11);
    ck_assert_int_eq(out[1].state, NKT_STATE_NO_DENOMINATOR);
    /* counts on one side only */
    ck_assert_int_eq(nkt_gap(TABLE(counts, 2, 3), TABLE(in_2, 1, 3), &figure, 1,
                             NKT_CONTRAST_DIFFERENCE, NULL, &NKT_ESTIMATES(out), NULL),
                     NKT_OK);
    ck_assert_double_eq(out[0].value, -25);
    ck_assert_int_eq(out[0].flags, NKT_FLAG_OPERAND_GIVEN);
    ck_assert_int_eq(out[1].state, NKT_STATE_NO_DENOMINATOR);
    /* nothing on one side */
    ck_assert_int_eq(nkt_gap(TABLE(counts, 2, 3), TABLE(NULL, 0, 3), &figure, 1,
                             NKT_CONTRAST_DIFFERENCE, NULL, &NKT_ESTIMATES(out), NULL),
                     NKT_INPUTS_LACK);
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

START_TEST(only_shares_have_a_gap) {
    double values[] = {1};
    const nkt_column inputs[] = {NKT_ARRAY(NKT_IN_LEFT, values)};
    nkt_estimate out = {.value = 77};
    nkt_error error;
    int refused = 0;

    for (int64_t i = 0; i < nkt_indicator_count(); i++) {
        const nkt_indicator *figure = nkt_indicator_at(i);
        nkt_status status = nkt_gap(TABLE(inputs, 1, 1), TABLE(inputs, 1, 1), &figure->id, 1,
                                    NKT_CONTRAST_DIFFERENCE, NULL, &NKT_ESTIMATES(&out), &error);
        if (figure->kind == NKT_KIND_SHARE) {
            ck_assert_int_eq(status, NKT_INPUTS_LACK);
            ck_assert_int_eq(error.id, figure->id);
            out.value = 77;
            continue;
        }
        refused++;
        ck_assert_int_eq(status, NKT_E_MEASURE);
        ck_assert_int_eq(error.id, figure->id);
        ck_assert_int_eq(error.argument, 3);
        ck_assert_int_eq(error.reason, NKT_REASON_OTHER_MEASURE);
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
    nkt_column a[3], b[2], first, second;
    int64_t rows_1[2], rows_2[2];
    int32_t figures[2];
    nkt_options options;
    uint64_t after_options;
    nkt_estimate out[3][2];
    nkt_table a_table, b_table;
    nkt_pairs pairs;
    nkt_estimates view;
    const nkt_table *a_at, *b_at;
    const nkt_pairs *pairs_at;
    const int32_t *figures_at;
    const nkt_estimates *view_at;
    int64_t n_figures;
    int32_t contrast;
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
    c->first = (nkt_column)NKT_ARRAY(0, c->rows_1);
    c->second = (nkt_column)NKT_ARRAY(0, c->rows_2);
    c->figures[0] = NKT_LEFT_STUDYING_SHARE;
    c->figures[1] = NKT_LEFT_EMPLOYED_SHARE;
    memset(&c->options, 0, sizeof c->options);
    c->options.size = sizeof c->options;
    c->a_table = (nkt_table)NKT_TABLE_OF(c->a, 3, 3);
    c->b_table = (nkt_table)NKT_TABLE_OF(c->b, 2, 3);
    c->pairs = (nkt_pairs){.first = &c->first, .second = &c->second, .n_pairs = 2};
    c->view = estimates_at(c->out[0], sizeof c->out[0], sizeof c->out[0][0]);
    c->a_at = &c->a_table;
    c->b_at = &c->b_table;
    c->pairs_at = &c->pairs;
    c->view_at = &c->view;
    c->n_figures = 2;
    c->figures_at = c->figures;
    c->contrast = NKT_CONTRAST_DIFFERENCE;
}

static nkt_status run(gap_call *c, int by_rows, nkt_error *error) {
    return by_rows ? nkt_gap_rows(c->a_at, c->pairs_at, c->figures_at, c->n_figures, c->contrast,
                                  &c->options, c->view_at, error)
                   : nkt_gap(c->a_at, c->b_at, c->figures_at, c->n_figures, c->contrast,
                             &c->options, c->view_at, error);
}

#define SPOIL(name, code)                                                                          \
    static void name(gap_call *c) {                                                                \
        code;                                                                                      \
    }
SPOIL(null_a, c->a_at = NULL)
SPOIL(null_b, c->b_at = NULL)
SPOIL(null_columns, c->a_table.columns = NULL)
SPOIL(null_pairs, c->pairs_at = NULL)
SPOIL(null_rows_1, c->pairs.first = NULL)
SPOIL(null_rows_2, c->pairs.second = NULL)
SPOIL(null_figures, c->figures_at = NULL)
SPOIL(null_out, c->view_at = NULL)
SPOIL(null_values, c->a[1].values = NULL)
SPOIL(negative_n_a, c->a_table.n_columns = -1)
SPOIL(negative_n_b, c->b_table.n_columns = -1)
SPOIL(negative_rows, c->a_table.rows.n_rows = -1)
SPOIL(other_rows, c->b_table.rows.n_rows = 2)
SPOIL(groups, c->a_table.rows.groups = &c->first)
SPOIL(negative_pairs, c->pairs.n_pairs = -1)
SPOIL(bad_first_row, c->pairs.first_row = 2)
SPOIL(negative_figures, c->n_figures = -1)
SPOIL(wrong_type, c->a[2].type = 0)
SPOIL(wrong_pair_type, c->second.type = 0)
SPOIL(unknown_id, c->a[0].id = 4711)
SPOIL(no_id, c->a[0].id = 0)
SPOIL(doubled_id, c->a[2].id = NKT_IN_LEFT)
SPOIL(doubled_b, c->b[1].id = NKT_IN_LEFT)
SPOIL(unknown_figure, c->figures[1] = 999)
SPOIL(no_share, c->figures[1] = NKT_LEFT)
SPOIL(no_contrast, c->contrast = 0)
SPOIL(bad_option, c->options.correlation = 2)
SPOIL(newer_options, c->options.size += 8)
SPOIL(short_rows, c->view.stride = 44)
SPOIL(short_figures, c->view.item_stride = 4)
SPOIL(endless, c->view.stride = INT64_MIN)

static const struct {
    void (*spoil)(gap_call *);
    nkt_status status;
    const char *subject[2]; /* of nkt_gap and nkt_gap_rows; NULL: not spoilt by it */
    const char *message;    /* after the subject, or a name */
} bad[] = {
    {null_a, NKT_E_NULL, {"table_1", "table"}, ": is NULL"},
    {null_b, NKT_E_NULL, {"table_2", NULL}, ": is NULL"},
    {null_columns, NKT_E_NULL, {"table_1.columns", "table.columns"}, ": is NULL"},
    {null_pairs, NKT_E_NULL, {NULL, "pairs"}, ": is NULL"},
    {null_rows_1, NKT_E_NULL, {NULL, "pairs.first"}, ": is NULL"},
    {null_rows_2, NKT_E_NULL, {NULL, "pairs.second"}, ": is NULL"},
    {null_figures, NKT_E_NULL, {"figures", "figures"}, ": is NULL"},
    {null_out, NKT_E_NULL, {"out", "out"}, ": is NULL"},
    {null_values, NKT_E_NULL, {"table_1.columns[1]", "table.columns[1]"}, ": values is NULL"},
    {negative_n_a, NKT_E_COUNT, {"table_1.n_columns", "table.n_columns"}, ": -1 is negative"},
    {negative_n_b, NKT_E_COUNT, {"table_2.n_columns", NULL}, ": -1 is negative"},
    {negative_rows, NKT_E_COUNT, {"table_1.rows.n_rows", "table.rows.n_rows"}, ": -1 is negative"},
    {other_rows,
     NKT_E_COUNT,
     {"table_2.rows.n_rows", NULL},
     ": 2 rows are not as many as those of table_1"},
    {groups,
     NKT_E_OPTION,
     {"table_1.rows.groups", "table.rows.groups"},
     ": is not taken by this function: leave it NULL"},
    {negative_pairs, NKT_E_COUNT, {NULL, "pairs.n_pairs"}, ": -1 is negative"},
    {bad_first_row, NKT_E_COUNT, {NULL, "pairs.first_row"}, ": 2 is more than 1"},
    {negative_figures, NKT_E_COUNT, {"n_figures", "n_figures"}, ": -1 is negative"},
    {wrong_type, NKT_E_TYPE, {"table_1.columns[2]", "table.columns[2]"}, ": 0 is no type code"},
    {wrong_pair_type, NKT_E_TYPE, {NULL, "pairs.second"}, ": 0 is no type code"},
    {unknown_id,
     NKT_E_ID,
     {"table_1.columns[0]", "table.columns[0]"},
     ": 4711 is the id of no input and no figure"},
    {no_id,
     NKT_E_ID,
     {"table_1.columns[0]", "table.columns[0]"},
     ": 0 is the id of no input and no figure"},
    {doubled_id,
     NKT_E_DUPLICATE,
     {"table_1.columns[2]", "table.columns[2]"},
     "left: appears twice among the columns"},
    {doubled_b,
     NKT_E_DUPLICATE,
     {"table_2.columns[1]", NULL},
     "left: appears twice among the columns"},
    {unknown_figure, NKT_E_ID, {"figures[1]", "figures[1]"}, ": 999 is no figure's id"},
    {no_share,
     NKT_E_MEASURE,
     {"figures[1]", "figures[1]"},
     "left: is no share: a gap is between shares of two groups"},
    {no_contrast, NKT_E_ID, {"contrast", "contrast"}, ": 0 is no code: these are 1 and 2"},
    {bad_option,
     NKT_E_OPTION,
     {"options.correlation", "options.correlation"},
     ": 2 is not between -1 and 1"},
    {newer_options,
     NKT_E_OPTIONS_SIZE,
     {"options.size", "options.size"},
     ": 64 bytes set a field that this library does not have"},
    {short_rows, NKT_E_STRIDE, {"out", "out"}, ": has strides that make elements overlap"},
    {short_figures, NKT_E_STRIDE, {"out", "out"}, ": has strides that make elements overlap"},
    {endless, NKT_E_SIZE, {"out", "out"}, ": has strides that reach beyond memory"},
};

START_TEST(bad_calls_are_refused) {
    for (int by_rows = 0; by_rows < 2; by_rows++) {
        static gap_call c, before;
        const char *subject = bad[_i].subject[by_rows];
        char message[NKT_ERROR_MESSAGE_SIZE];
        nkt_error error;
        if (!subject)
            continue;
        good_call(&c);
        bad[_i].spoil(&c);
        before = c;
        snprintf(message, sizeof message, "%s%s", bad[_i].message[0] == ':' ? subject : "",
                 bad[_i].message);
        ck_assert_int_eq(run(&c, by_rows, &error), bad[_i].status);
        ck_assert_str_eq(error.subject, subject);
        ck_assert_str_eq(error.message, message);
        ck_assert_int_eq(run(&c, by_rows, NULL), bad[_i].status);
        ck_assert_mem_eq(&c, &before, sizeof c);
    }
}
END_TEST

START_TEST(the_good_call_is_good) {
    gap_call c;

    for (int by_rows = 0; by_rows < 2; by_rows++) {
        good_call(&c);
        if (!by_rows) /* the second group has no column for the other share */
            ck_assert_int_eq(run(&c, by_rows, NULL), NKT_INPUTS_LACK);
        else
            ck_assert_int_eq(run(&c, by_rows, NULL), NKT_OK);
        ck_assert_double_eq(c.out[0][0].value, by_rows ? -20 : 0);
        ck_assert_int_eq(c.out[1][1].state, NKT_STATE_MISSING);
        good_call(&c);
        c.a_table.rows.n_rows = c.b_table.rows.n_rows = c.pairs.n_pairs = 0;
        c.view_at = NULL;
        c.pairs.first = c.pairs.second = NULL;
        c.n_figures = 1;
        ck_assert_int_eq(run(&c, by_rows, NULL), NKT_OK);
        good_call(&c);
        c.n_figures = 0;
        c.figures_at = NULL;
        c.view_at = NULL;
        ck_assert_int_eq(run(&c, by_rows, NULL), NKT_OK);
    }
}
END_TEST

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
    ck_assert_str_eq(error.message, "pairs.first: row 1: 4 is no such code");
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

/* Flags of either group, and rows that either table leaves out. */
START_TEST(both_tables_have_a_say) {
    double part[] = {3, 4, 5}, whole[] = {10, 10, 10};
    const int32_t partial[] = {NKT_FLAG_PARTIAL, 0, 0}, broken[] = {0, NKT_FLAG_SERIES_BREAK, 0};
    const int8_t include[] = {1, 1, 0};
    nkt_column a[] = {NKT_ARRAY(NKT_IN_LEFT, whole), NKT_ARRAY(NKT_IN_LEFT_STUDYING, part)};
    nkt_column b[] = {a[0], a[1]};
    const nkt_column included = NKT_ARRAY(0, include);
    const int32_t figure = NKT_LEFT_STUDYING_SHARE;
    nkt_table second = NKT_TABLE(b, 3);
    nkt_estimate out[3];

    a[0].flags = partial;
    b[1].flags = broken;
    a[0].reasons_stride = b[1].reasons_stride = sizeof(int32_t);
    second.rows.include = &included;
    for (int32_t contrast = NKT_CONTRAST_DIFFERENCE; contrast <= NKT_CONTRAST_RATIO; contrast++) {
        ck_assert_int_eq(
            nkt_gap(TABLE(a, 2, 3), &second, &figure, 1, contrast, NULL, &NKT_ESTIMATES(out), NULL),
            NKT_OK);
        ck_assert_int_eq(out[0].flags, NKT_FLAG_PARTIAL);
        ck_assert_int_eq(out[1].flags, NKT_FLAG_SERIES_BREAK);
        ck_assert_int_eq(out[2].state, NKT_STATE_NOT_APPLICABLE);
        ck_assert_int_eq(out[2].flags, 0);
        ck_assert(!isnan(out[0].lower));
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
    ck_assert_int_eq(nkt_gap_rows(TABLE(inputs, 2, rows), PAIRS(women, men, n), &figure, 1,
                                  NKT_CONTRAST_DIFFERENCE, NULL, &NKT_ESTIMATES(out), NULL),
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
    ck_assert_int_eq(nkt_gap_rows(TABLE(&input, 1, rows), PAIRS(women, men, n), &figure, 1,
                                  NKT_CONTRAST_DIFFERENCE, NULL, &NKT_ESTIMATES(out), NULL),
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
    tcase_add_test(tcase, pairs_are_numbers_of_rows);
    tcase_add_test(tcase, both_tables_have_a_say);
    tcase_add_test(tcase, women_and_men_after_the_programme);
    tcase_add_test(tcase, women_and_men_in_work_as_published);
    suite_add_tcase(suite, tcase);
    return suite;
}
