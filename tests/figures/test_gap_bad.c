/*
 * Calls of gaps, one fault at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "areas_test.h"

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
    {wrong_type,
     NKT_E_TYPE,
     {"table_1.columns[2]", "table.columns[2]"},
     ": 0 is no type: NKT_FLOAT64, NKT_INT32, ..."},
    {wrong_pair_type,
     NKT_E_TYPE,
     {NULL, "pairs.second"},
     ": 0 is no type: NKT_FLOAT64, NKT_INT32, ..."},
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

Suite *nkt_suite_gap_bad(void) {
    Suite *suite = suite_create("gap_bad");
    TCase *tcase = tcase_create("gap_bad");
    tcase_add_loop_test(tcase, bad_calls_are_refused, 0, (int)(sizeof bad / sizeof bad[0]));
    tcase_add_test(tcase, the_good_call_is_good);
    suite_add_tcase(suite, tcase);
    return suite;
}
