/*
 * The gap between two groups in every share of the catalogue, against the scalar functions and by
 * hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "areas_test.h"

enum { ROWS = 300, MOST = 96 };

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
                             NKT_CONTRAST_DIFFERENCE, &options, &NKT_ESTIMATES_N(&out, 0), NULL),
                     NKT_OK);
    ck_assert_double_eq(out.value, 25);
    ck_assert(out.lower > 8 && out.lower < 25 && out.upper > 25 && out.upper < 41);
    ck_assert_double_eq(out.basis, 60);
    ck_assert_int_eq(out.flags, NKT_FLAG_BASIS_BELOW_MINIMUM);
    ck_assert_int_eq(nkt_gap(TABLE(in_1, 2, 1), TABLE(in_2, 2, 1), &figure, 1, NKT_CONTRAST_RATIO,
                             NULL, &NKT_ESTIMATES_N(&out, 0), NULL),
                     NKT_OK);
    ck_assert_double_eq(out.value, 2);
    ck_assert(out.lower > 1.2 && out.upper < 3.3);
    men[0] = 0;
    ck_assert_int_eq(nkt_gap(TABLE(in_1, 2, 1), TABLE(in_2, 2, 1), &figure, 1, NKT_CONTRAST_RATIO,
                             NULL, &NKT_ESTIMATES_N(&out, 0), NULL),
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

START_TEST(only_shares_have_a_gap) {
    double values[] = {1};
    const nkt_column inputs[] = {NKT_ARRAY(NKT_IN_LEFT, values)};
    nkt_estimate out = {.value = 77};
    nkt_error error;
    int refused = 0;

    for (int64_t i = 0; i < nkt_indicator_count(); i++) {
        const nkt_indicator *figure = nkt_indicator_at(i);
        nkt_status status =
            nkt_gap(TABLE(inputs, 1, 1), TABLE(inputs, 1, 1), &figure->id, 1,
                    NKT_CONTRAST_DIFFERENCE, NULL, &NKT_ESTIMATES_N(&out, 0), &error);
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

Suite *nkt_suite_gap(void) {
    Suite *suite = suite_create("gap");
    TCase *tcase = tcase_create("gap");
    tcase_add_loop_test(tcase, every_share_agrees_with_the_scalar_functions, 0, 2);
    tcase_add_test(tcase, rows_pair_as_told);
    tcase_add_test(tcase, by_hand);
    tcase_add_test(tcase, shares_as_given_have_no_interval);
    tcase_add_test(tcase, only_shares_have_a_gap);
    tcase_add_test(tcase, both_tables_have_a_say);
    suite_add_tcase(suite, tcase);
    return suite;
}
