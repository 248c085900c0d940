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
static model m;
static unsigned char *refit, *work;
static size_t refit_size, work_size;
static nkt_error error;

#define INIT(...) INIT_8(__VA_ARGS__)
#define INIT_8(refit_, size_, fit_, response_, term_, n_rows_, work_, work_size_)                  \
    nkt_refit_init(refit_, size_, fit_, response_, term_, 1, NULL, NULL, n_rows_, work_,           \
                   work_size_, &error)

static void setup(void) {
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
    ck_assert_int_eq(model_of(&m, &response, &term, 1, NULL, N, NULL), NKT_OK);
    ck_assert_int_eq(nkt_refit_size(m.fit, N, &refit_size, &error), NKT_OK);
    refit = malloc(refit_size);
    ck_assert_int_eq(
        INIT(refit, refit_size, m.fit, &response, &term, N, m.rows_work, m.rows_work_size), NKT_OK);
    ck_assert_int_eq(nkt_refit_work_size(refit, &work_size, &error), NKT_OK);
    work = malloc(work_size);
    memset(out, 0x11, sizeof out);
}

static void teardown(void) {
    model_free(&m);
    free(refit);
    free(work);
}

static void refused(nkt_status got, nkt_status status, int argument, const char *message) {
    static double untouched[REFITS][P];
    memset(untouched, 0x11, sizeof untouched);
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.status, status);
    if (message)
        ck_assert_str_eq(error.message, message);
    ck_assert_int_eq(error.argument, argument);
    ck_assert_mem_eq(out, untouched, sizeof out);
}

START_TEST(preparing_is_checked) {
    size_t size = 4711;

    refused(nkt_refit_size(NULL, N, &size, &error), NKT_E_NULL, 1, "fit: is NULL");
    refused(nkt_refit_size(refit, N, &size, &error), NKT_E_STATE, 1, NULL);
    refused(nkt_refit_size(m.fit, -1, &size, &error), NKT_E_COUNT, 2, "n_rows: -1 is negative");
    refused(nkt_refit_size(m.fit, INT64_MAX, &size, &error), NKT_E_SIZE, 2,
            "n_rows: is more than memory can hold");
    refused(nkt_refit_size(m.fit, N, NULL, &error), NKT_E_NULL, 3, "size: is NULL");
    ck_assert_uint_eq(size, 4711);
#define ROWS_WORK m.rows_work, m.rows_work_size
    refused(INIT(NULL, refit_size, m.fit, &response, &term, N, ROWS_WORK), NKT_E_NULL, 1,
            "refit: is NULL");
    refused(INIT(refit + 4, refit_size, m.fit, &response, &term, N, ROWS_WORK), NKT_E_ALIGNMENT, 1,
            NULL);
    refused(INIT(refit, refit_size - 1, m.fit, &response, &term, N, ROWS_WORK), NKT_E_CAPACITY, 2,
            NULL);
    refused(INIT(refit, refit_size, NULL, &response, &term, N, ROWS_WORK), NKT_E_NULL, 3,
            "fit: is NULL");
    refused(INIT(refit, refit_size, m.fit, NULL, &term, N, ROWS_WORK), NKT_E_NULL, 4,
            "response: is NULL");
    refused(INIT(refit, refit_size, m.fit, &response, NULL, N, ROWS_WORK), NKT_E_NULL, 5,
            "terms: is NULL");
    refused(INIT(refit, refit_size, m.fit, &response, &term, -2, ROWS_WORK), NKT_E_COUNT, 9,
            "n_rows: -2 is negative");
    refused(INIT(refit, refit_size, m.fit, &response, &term, N, NULL, m.rows_work_size), NKT_E_NULL,
            10, "work: is NULL");
    refused(INIT(refit, refit_size, m.fit, &response, &term, N, m.rows_work, 8), NKT_E_CAPACITY, 11,
            NULL);
    /* none of these touched what was prepared */
    ck_assert_int_eq(nkt_refit_work_size(refit, &size, &error), NKT_OK);
    refused(INIT(refit, refit_size, m.fit, &response, &term, N - 1, ROWS_WORK), NKT_E_TOO_FEW_ROWS,
            9, "n_rows: 11 rows can be used, not as many as the fit has");
    refused(nkt_refit_work_size(refit, &size, &error), NKT_E_STATE, 1,
            "refit: was not initialised, or is damaged");
    refused(nkt_refit_work_size(NULL, &size, &error), NKT_E_NULL, 1, "refit: is NULL");
}
END_TEST

START_TEST(refits_are_checked) {
    nkt_column odd = weights[0];

#define GIVEN(refit_, weights_, n, out_, stride, other, work_, size)                               \
    nkt_refit_weights(refit_, weights_, n, out_, stride, other, work_, size, &error)
#define ROW (int64_t)sizeof out[0]
    refused(GIVEN(NULL, weights, 2, out[0], ROW, 8, work, work_size), NKT_E_NULL, 1,
            "refit: is NULL");
    refused(GIVEN(m.fit, weights, 2, out[0], ROW, 8, work, work_size), NKT_E_STATE, 1, NULL);
    refused(GIVEN(refit, NULL, 2, out[0], ROW, 8, work, work_size), NKT_E_NULL, 2,
            "weights: is NULL");
    refused(GIVEN(refit, weights, -1, out[0], ROW, 8, work, work_size), NKT_E_COUNT, 3,
            "n_refits: -1 is negative");
    refused(GIVEN(refit, weights, 2, NULL, ROW, 8, work, work_size), NKT_E_NULL, 4, "out: is NULL");
    refused(GIVEN(refit, weights, 2, out[0], 8, 8, work, work_size), NKT_E_STRIDE, 5,
            "strides: make numbers overlap");
    refused(GIVEN(refit, weights, 2, out[0], ROW, 4, work, work_size), NKT_E_STRIDE, 5,
            "strides: make numbers overlap");
    refused(GIVEN(refit, weights, 2, out[0], INT64_MAX, 8, work, work_size), NKT_E_SIZE, 5,
            "strides: reach beyond memory");
    refused(GIVEN(refit, weights, 2, out[0], ROW, 8, NULL, work_size), NKT_E_NULL, 7,
            "work: is NULL");
    refused(GIVEN(refit, weights, 2, out[0], ROW, 8, work, work_size - 1), NKT_E_CAPACITY, 8, NULL);
    refused(GIVEN(refit, weights, 2, out[0], ROW, 8, work + 1, work_size), NKT_E_ALIGNMENT, 7,
            NULL);
    odd.type = 77;
    refused(GIVEN(refit, &odd, 1, out[0], ROW, 8, work, work_size), NKT_E_TYPE, 2,
            "weights: 77 is no type code");
#define DRAWN(kind, first, n)                                                                      \
    nkt_refit_bootstrap(refit, kind, 1, first, n, out[0], ROW, 8, work, work_size, &error)
    refused(DRAWN(4, 0, 2), NKT_E_ID, 2, "kind: 4 is no kind of resampling");
    refused(DRAWN(-1, 0, 2), NKT_E_ID, 2, "kind: -1 is no kind of resampling");
    refused(DRAWN(0, -1, 2), NKT_E_COUNT, 4, "first: -1 is negative");
    refused(DRAWN(0, 0, -2), NKT_E_COUNT, 5, "n_refits: -2 is negative");
    refused(nkt_refit_bootstrap(refit, 0, 1, 0, 2, NULL, ROW, 8, work, work_size, &error),
            NKT_E_NULL, 6, "out: is NULL");
    refused(nkt_refit_bootstrap(refit, 0, 1, 0, 2, out[0], ROW, 8, work, 0, &error), NKT_E_CAPACITY,
            10, NULL);
    refused(nkt_refit_leave_one_out(refit, NULL, 8, N, &error), NKT_E_NULL, 2, "out: is NULL");
    refused(nkt_refit_leave_one_out(refit, out[0], 8, N - 1, &error), NKT_E_CAPACITY, 4,
            "capacity: 11 is less than there are rows");
    refused(nkt_refit_leave_one_out(refit, out[0], 8, -1, &error), NKT_E_COUNT, 4,
            "capacity: -1 is negative");
    refused(nkt_refit_leave_one_out(refit, out[0], 7, N, &error), NKT_E_STRIDE, 3,
            "strides: make numbers overlap");
    ck_assert_int_eq(GIVEN(refit, NULL, 0, NULL, 0, 0, work, work_size), NKT_OK);
    ck_assert_int_eq(DRAWN(0, 0, 0), NKT_OK);
}
END_TEST

/* Bad weights and weights without a solution spoil their own refit only. */
START_TEST(other_refits_keep_their_values) {
    v[1][4] = -2;
    v[3][7] = NAN;
    for (int i = 0; i < N; i++)
        v[4][i] = i == 5; /* one row: no line */
    ck_assert_int_eq(GIVEN(refit, weights, REFITS, out[0], ROW, 8, work, work_size),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "weights: row 4: -2 is no weight");
    ck_assert_int_eq(error.argument, 2);
    ck_assert_int_eq(error.item, 1);
    ck_assert_int_eq(error.rows_affected, 2);
    for (int j = 0; j < REFITS; j++)
        for (int k = 0; k < P; k++)
            if (j == 1 || j == 3 || j == 4)
                ck_assert_double_nan(out[j][k]);
            else
                ck_assert_double_eq_tol(out[j][k], one(&m, NKT_OLS_COEFFICIENT, k), 1e-13);
    v[1][4] = v[3][7] = 1;
    ck_assert_int_eq(GIVEN(refit, weights, REFITS, out[0], ROW, 8, work, work_size),
                     NKT_NOT_ESTIMABLE);
    ck_assert_str_eq(error.message, "refit: leaves too few rows to determine every coefficient");
    ck_assert_int_eq(error.item, 4);
    ck_assert_int_eq(error.rows_affected, 1);
}
END_TEST

START_TEST(a_row_of_leverage_1_is_told_of) {
    nkt_column two[2] = {term, numbers(v[0])};
    size_t size;
    void *memory;

    for (int i = 0; i < N; i++)
        v[0][i] = i == 8;
    model_free(&m);
    ck_assert_int_eq(model_of(&m, &response, two, 2, NULL, N, NULL), NKT_OK);
    ck_assert_int_eq(nkt_refit_size(m.fit, N, &size, &error), NKT_OK);
    memory = malloc(size);
    ck_assert_int_eq(nkt_refit_init(memory, size, m.fit, &response, two, 2, NULL, NULL, N,
                                    m.rows_work, m.rows_work_size, &error),
                     NKT_LEVERAGE_ONE);
    ck_assert_int_eq(error.row, 8);
    {
        double deviations[N];
        ck_assert_int_eq(nkt_refit_leave_one_out(memory, deviations, 8, N, &error), NKT_OK);
        for (int i = 0; i < N; i++)
            ck_assert_int_eq(isnan(deviations[i]) != 0, i == 8);
    }
    free(memory);
}
END_TEST

Suite *nkt_suite_refit_bad(void) {
    Suite *suite = suite_create("refit_bad");
    TCase *tcase = tcase_create("refit_bad");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, preparing_is_checked);
    tcase_add_test(tcase, refits_are_checked);
    tcase_add_test(tcase, other_refits_keep_their_values);
    tcase_add_test(tcase, a_row_of_leverage_1_is_told_of);
    suite_add_tcase(suite, tcase);
    return suite;
}
