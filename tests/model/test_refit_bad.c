/*
 * Bad calls of refits, and refits that have no solution: status, place and sentence; nothing is
 * written on refusal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/ols_help.h"
#include "nyckeltal/refit.h"

enum { N = 12, P = 2, REFITS = 6 };

static double y[N], x[N], v[REFITS][N], out[REFITS][P];
static nkt_column response, term, weights[REFITS];
static nkt_design design;
static nkt_table table;
static model m;
static nkt_memory refit, odd, small;
static unsigned char *before; /* the refits as they were prepared */
static nkt_error error;
static const nkt_target to = {.values = out, .type = NKT_FLOAT64};

#define INIT(refit_, fit_, work_) nkt_refit_init(refit_, fit_, &d, work_, &error)

static void setup(void) {
    const nkt_memory empty = NKT_MEMORY_REALLOC;

    for (int i = 0; i < N; i++) {
        y[i] = i * 7 % 5 + i;
        x[i] = i;
        for (int j = 0; j < REFITS; j++)
            v[j][i] = 1;
    }
    response = numbers(y);
    term = numbers(x);
    for (int j = 0; j < REFITS; j++)
        weights[j] = numbers(v[j]);
    design = design_of(&response, &term, 1, NULL, NULL, N);
    table = (nkt_table)NKT_TABLE_OF(weights, 2, N);
    ck_assert_int_eq(model_of(&m, &response, &term, 1, NULL, N, NULL), NKT_OK);
    refit = empty;
    ck_assert_int_eq(nkt_refit_init(&refit, &m.fit, &design, &m.work, &error), NKT_OK);
    before = malloc(refit.needed);
    memcpy(before, refit.data, refit.needed);
    odd = (nkt_memory){(char *)refit.data + 4, refit.needed, 0, NULL, NULL};
    small = (nkt_memory){m.work.data, 8, 0, NULL, NULL};
    memset(out, 0x11, sizeof out);
}

static void teardown(void) {
    model_free(&m);
    nkt_memory_free(&refit);
    free(before);
}

static void refused(nkt_status got, nkt_status status, int argument, const char *message) {
    static double untouched[REFITS][P];
    memset(untouched, 0x11, sizeof untouched);
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.status, status);
    if (message)
        ck_assert_str_eq(error.message, message);
    ck_assert_int_eq(error.argument, argument);
    ck_assert_int_ne(error.reason, NKT_REASON_NONE);
    ck_assert_mem_eq(out, untouched, sizeof out);
}

START_TEST(preparing_is_checked) {
    const size_t size = refit.needed;
    nkt_memory less = {refit.data, size - 1, 0, NULL, NULL};
    nkt_design d = design;

    refused(INIT(NULL, &m.fit, &m.work), NKT_E_NULL, 1, "refit: is NULL");
    refused(INIT(&odd, &m.fit, &m.work), NKT_E_ALIGNMENT, 1, NULL);
    refused(INIT(&less, &m.fit, &small), NKT_E_CAPACITY, 1, NULL);
    ck_assert_uint_eq(less.needed, size);
    ck_assert_uint_gt(small.needed, 8);
    refused(INIT(&refit, NULL, &m.work), NKT_E_NULL, 2, "fit: is NULL");
    refused(INIT(&refit, &refit, &m.work), NKT_E_STATE, 2, NULL);
    refused(INIT(&m.fit, &m.fit, &m.work), NKT_E_DUPLICATE, 1, NULL);
    refused(INIT(&refit, &m.fit, &refit), NKT_E_DUPLICATE, 4, NULL);
    d.response = NULL;
    refused(INIT(&refit, &m.fit, &m.work), NKT_E_NULL, 3, "design.response: is NULL");
    d = design;
    d.terms = NULL;
    refused(INIT(&refit, &m.fit, &m.work), NKT_E_NULL, 3, "design.terms: is NULL");
    d = design;
    d.rows.n_rows = -2;
    refused(INIT(&refit, &m.fit, &m.work), NKT_E_COUNT, 3, "design.rows.n_rows: -2 is negative");
    d.rows.n_rows = INT64_MAX;
    refused(INIT(&refit, &m.fit, &m.work), NKT_E_SIZE, 1, NULL);
    d = design;
    refused(INIT(&refit, &m.fit, NULL), NKT_E_NULL, 4, "work: is NULL");
    refused(INIT(&refit, &m.fit, &small), NKT_E_CAPACITY, 4, NULL);
    d.rows.n_rows = N - 1;
    refused(INIT(&refit, &m.fit, &m.work), NKT_E_TOO_FEW_ROWS, 3,
            "design.rows: 11 rows can be used, not as many as the fit has");
    ck_assert_double_eq(error.bound, N);
    /* none of these touched what was prepared */
    ck_assert_mem_eq(refit.data, before, size);
    ck_assert_int_eq(nkt_refit_weights(&refit, &table, &to, &m.work, &error), NKT_OK);
}
END_TEST

START_TEST(refits_are_checked) {
    nkt_column wrong = weights[0];
    nkt_table t = table;
    nkt_target o = to;

#define GIVEN(refit_) nkt_refit_weights(refit_, &t, &o, &m.work, &error)
    refused(GIVEN(NULL), NKT_E_NULL, 1, "refit: is NULL");
    refused(GIVEN(&m.fit), NKT_E_STATE, 1, "refit: was not initialised, or is damaged");
    refused(nkt_refit_weights(&refit, NULL, &o, &m.work, &error), NKT_E_NULL, 2,
            "weights: is NULL");
    t.columns = NULL;
    refused(GIVEN(&refit), NKT_E_NULL, 2, "weights.columns: is NULL");
    t = table;
    t.n_columns = -1;
    refused(GIVEN(&refit), NKT_E_COUNT, 2, "weights.n_columns: -1 is negative");
    t = table;
    t.rows.n_rows = N - 1;
    refused(GIVEN(&refit), NKT_E_COUNT, 2,
            "weights.rows.n_rows: 11 is not the number of rows that the refits were made of");
    t = table;
    t.rows.groups = &weights[0];
    t.rows.n_groups = 2;
    refused(GIVEN(&refit), NKT_E_OPTION, 2, NULL);
    t = table;
    refused(nkt_refit_weights(&refit, &t, NULL, &m.work, &error), NKT_E_NULL, 3, "out: is NULL");
    o.stride = 8;
    refused(GIVEN(&refit), NKT_E_STRIDE, 3, NULL);
    o = to;
    o.item_stride = 4;
    refused(GIVEN(&refit), NKT_E_STRIDE, 3, NULL);
    o = to;
    o.stride = INT64_MAX;
    refused(GIVEN(&refit), NKT_E_SIZE, 3, NULL);
    o = to;
    o.type = NKT_INT32;
    refused(GIVEN(&refit), NKT_E_TYPE, 3, NULL);
    o = to;
    o.capacity = 1;
    refused(GIVEN(&refit), NKT_E_CAPACITY, 3, NULL);
    o = to;
    refused(nkt_refit_weights(&refit, &t, &o, NULL, &error), NKT_E_NULL, 4, "work: is NULL");
    refused(nkt_refit_weights(&refit, &t, &o, &small, &error), NKT_E_CAPACITY, 4, NULL);
    refused(nkt_refit_weights(&refit, &t, &o, &odd, &error), NKT_E_ALIGNMENT, 4, NULL);
    refused(nkt_refit_weights(&refit, &t, &o, &refit, &error), NKT_E_DUPLICATE, 4, NULL);
    wrong.type = 77;
    t = (nkt_table)NKT_TABLE_OF(&wrong, 1, N);
    refused(GIVEN(&refit), NKT_E_TYPE, 2,
            "weights.columns[0]: 77 is no type: NKT_FLOAT64, NKT_INT32, ...");
#define DRAWN(kind, first, n) nkt_refit_bootstrap(&refit, kind, 1, first, n, &o, &m.work, &error)
    refused(DRAWN(4, 0, 2), NKT_E_ID, 2, "kind: 4 is no code: these are 0 ... 3");
    refused(DRAWN(-1, 0, 2), NKT_E_ID, 2, "kind: -1 is no code: these are 0 ... 3");
    refused(DRAWN(0, -1, 2), NKT_E_COUNT, 4, "first: -1 is negative");
    refused(DRAWN(0, 0, -2), NKT_E_COUNT, 5, "n_refits: -2 is negative");
    refused(DRAWN(0, 2, INT64_MAX), NKT_E_COUNT, 5, NULL);
    refused(nkt_refit_bootstrap(&refit, 0, 1, 0, 2, NULL, &m.work, &error), NKT_E_NULL, 6,
            "out: is NULL");
    refused(nkt_refit_bootstrap(&refit, 0, 1, 0, 2, &o, &small, &error), NKT_E_CAPACITY, 7, NULL);
    t = (nkt_table)NKT_TABLE_OF(NULL, 0, N);
    ck_assert_int_eq(nkt_refit_weights(&refit, &t, NULL, &m.work, &error), NKT_OK);
    ck_assert_int_eq(DRAWN(0, 0, 0), NKT_OK);
}
END_TEST

/* Bad weights and weights without a solution spoil their own refit only. */
START_TEST(other_refits_keep_their_values) {
    const nkt_table t = NKT_TABLE_OF(weights, REFITS, N);

    v[1][4] = -2;
    v[3][7] = NAN;
    for (int i = 0; i < N; i++)
        v[4][i] = i == 5; /* one row: no line */
    ck_assert_int_eq(nkt_refit_weights(&refit, &t, &to, &m.work, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "weights.columns[1]: row 4: -2 is negative");
    ck_assert_int_eq(error.argument, 2);
    ck_assert_int_eq(error.item, 1);
    ck_assert_int_eq(error.rows_affected, 2);
    for (int j = 0; j < REFITS; j++)
        for (int k = 0; k < P; k++)
            if (j == 1 || j == 3 || j == 4)
                ck_assert_double_nan(out[j][k]);
            else
                ck_assert_double_eq_tol(out[j][k], one(&m, NKT_OLS_LIST_COEFFICIENT, k), 1e-13);
    v[1][4] = 1;
    ck_assert_int_eq(nkt_refit_weights(&refit, &t, &to, &m.work, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "weights.columns[3]: row 7: is missing");
    v[3][7] = 1;
    ck_assert_int_eq(nkt_refit_weights(&refit, &t, &to, &m.work, &error), NKT_NOT_ESTIMABLE);
    ck_assert_str_eq(error.message,
                     "weights.columns[4]: leaves too few rows to determine every coefficient");
    ck_assert_int_eq(error.item, 4);
    ck_assert_int_eq(error.rows_affected, 1);
}
END_TEST

START_TEST(a_row_of_leverage_1_is_reported) {
    nkt_column two[2] = {term, numbers(v[0])};
    const int32_t what = NKT_OLS_ROW_LOO_DEVIATION;
    nkt_memory memory = NKT_MEMORY_REALLOC;
    double deviations[N];
    nkt_design d;

    for (int i = 0; i < N; i++)
        v[0][i] = i == 8;
    model_free(&m);
    ck_assert_int_eq(model_of(&m, &response, two, 2, NULL, N, NULL), NKT_OK);
    d = design_of(&response, two, 2, NULL, NULL, N);
    ck_assert_int_eq(nkt_refit_init(&memory, &m.fit, &d, &m.work, &error), NKT_LEVERAGE_ONE);
    ck_assert_int_eq(error.row, 8);
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_int_eq(model_rows(&m, &d, &what, 1, deviations, &error), NKT_LEVERAGE_ONE);
    for (int i = 0; i < N; i++)
        ck_assert_int_eq(isnan(deviations[i]) != 0, i == 8);
    nkt_memory_free(&memory);
}
END_TEST

START_TEST(null_is_refused_everywhere) {
    ck_assert_int_eq(nkt_refit_init(NULL, NULL, NULL, NULL, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_refit_weights(NULL, NULL, NULL, NULL, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_refit_bootstrap(NULL, 0, 0, 0, 0, NULL, NULL, NULL), NKT_E_NULL);
}
END_TEST

Suite *nkt_suite_refit_bad(void) {
    Suite *suite = suite_create("refit_bad");
    TCase *tcase = tcase_create("refit_bad");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, preparing_is_checked);
    tcase_add_test(tcase, refits_are_checked);
    tcase_add_test(tcase, other_refits_keep_their_values);
    tcase_add_test(tcase, a_row_of_leverage_1_is_reported);
    tcase_add_test(tcase, null_is_refused_everywhere);
    suite_add_tcase(suite, tcase);
    return suite;
}
