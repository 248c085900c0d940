/*
 * Bad calls that read a least squares fit: summaries, rows, scores, tests.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/ols_bad_calls.h"

static double out[OUT];

static const int32_t what[2] = {NKT_OLS_ROW_FITTED, NKT_OLS_ROW_LEVERAGE};
static const nkt_target to = {.values = out, .capacity = OUT, .type = NKT_FLOAT64};

START_TEST(reading_is_checked) {
    int8_t narrow[3];
    double value = 4711;
    nkt_target t = to;
    static double zeros[5000];
    nkt_memory bad = {(char *)m.fit.data + 4, m.fit.needed, 0, NULL, NULL};
    nkt_memory blank = {zeros, sizeof zeros, 0, NULL, NULL};

    refused(nkt_ols_get(NULL, NKT_OLS_R2, &value, &error), NKT_E_NULL, 1, "fit: is NULL");
    refused(nkt_ols_get(&blank, NKT_OLS_R2, &value, &error), NKT_E_STATE, 1,
            "fit: is no least-squares fit, or is damaged");
    refused(nkt_ols_get(&m.state, NKT_OLS_R2, &value, &error), NKT_E_ID, 2,
            "what: 23 is no number of a state: fit it first");
    refused(nkt_ols_get(&bad, NKT_OLS_R2, &value, &error), NKT_E_ALIGNMENT, 1,
            "fit: is not 8-byte aligned");
    refused(nkt_ols_get(&m.fit, 19, &value, &error), NKT_E_ID, 2, "what: 19 is no number of a fit");
    refused(nkt_ols_get(&m.fit, NKT_OLS_LIST_SE, &value, &error), NKT_E_ID, 2,
            "what: 102 is no number of a fit");
    refused(nkt_ols_get(&m.fit, NKT_OLS_R2, NULL, &error), NKT_E_NULL, 3, "value: is NULL");
    ck_assert_double_eq(value, 4711);
    refused(nkt_ols_copy(&m.state, NKT_OLS_LIST_SE, &t, &error), NKT_E_STATE, 1,
            "fit: is no least-squares fit, or is damaged");
    refused(nkt_ols_copy(&m.fit, NKT_OLS_R2, &t, &error), NKT_E_ID, 2,
            "what: 23 is no list of a fit");
    refused(nkt_ols_copy(&m.fit, 113, &t, &error), NKT_E_ID, 2, "what: 113 is no list of a fit");
    refused(nkt_ols_copy(&m.fit, NKT_OLS_LIST_SE, NULL, &error), NKT_E_NULL, 3, "out: is NULL");
    t.values = NULL;
    refused(nkt_ols_copy(&m.fit, NKT_OLS_LIST_SE, &t, &error), NKT_E_NULL, 3, "out: is NULL");
    t = to;
    t.stride = 4;
    refused(nkt_ols_copy(&m.fit, NKT_OLS_LIST_SE, &t, &error), NKT_E_STRIDE, 3, NULL);
    ck_assert_int_eq(error.reason, NKT_REASON_OVERLAP);
    t = to;
    t.capacity = 2;
    refused(nkt_ols_copy(&m.fit, NKT_OLS_LIST_SE, &t, &error), NKT_E_CAPACITY, 3, NULL);
    ck_assert_double_eq(error.bound, 3);
    t.capacity = 0; /* how long the list is, is not the caller's to say */
    refused(nkt_ols_copy(&m.fit, NKT_OLS_LIST_SE, &t, &error), NKT_E_CAPACITY, 3, NULL);
    t.capacity = 8;
    refused(nkt_ols_copy(&m.fit, NKT_OLS_LIST_COVARIANCE, &t, &error), NKT_E_CAPACITY, 3, NULL);
    /* Numbers do not go into integers: they would be cut without a word. */
    refused(nkt_ols_copy(&m.fit, NKT_OLS_LIST_COEFFICIENT, &NKT_TO(narrow), &error), NKT_E_TYPE, 3,
            NULL);
    ck_assert_int_eq(nkt_ols_copy(&m.fit, NKT_OLS_LIST_DROPPED, &NKT_TO(narrow), &error), NKT_OK);
}
END_TEST

START_TEST(row_passes_are_checked) {
    static const int32_t wrong[2] = {NKT_OLS_ROW_FITTED, 250}, beyond = NKT_OLS_ROW_DFBETAS + 3;
    nkt_design d = design, later = design_of(NULL, terms, 2, NULL, NULL, N);
    nkt_target t = to;
    int32_t uses[N];
    for (int i = 0; i < OUT; i++)
        out[i] = 4711;
#define PASS(fit, what_, n_what) nkt_ols_rows(fit, &d, what_, n_what, &t, &m.work, &error)
    refused(PASS(NULL, what, 2), NKT_E_NULL, 1, "fit: is NULL");
    refused(nkt_ols_rows(&m.fit, NULL, what, 2, &t, &m.work, &error), NKT_E_NULL, 2,
            "design: is NULL");
    d.response = NULL;
    refused(PASS(&m.fit, what, 2), NKT_E_NULL, 2, "design.response: is NULL");
    d = design;
    d.terms = NULL;
    refused(PASS(&m.fit, what, 2), NKT_E_NULL, 2, "design.terms: is NULL");
    d = design;
    d.n_terms = 1;
    refused(PASS(&m.fit, what, 2), NKT_E_COUNT, 2,
            "design.n_terms: 1 is not what the model was made for");
    d = design;
    d.rows.n_rows = -5;
    refused(PASS(&m.fit, what, 2), NKT_E_COUNT, 2, "design.rows.n_rows: -5 is negative");
    d = design;
    refused(PASS(&m.fit, NULL, 2), NKT_E_NULL, 3, "what: is NULL");
    refused(PASS(&m.fit, wrong, 2), NKT_E_ID, 3, "what[1]: 250 is no number of a row");
    ck_assert_int_eq(error.item, 1);
    refused(PASS(&m.fit, &beyond, 1), NKT_E_ID, 3, "what[0]: 1003 is no number of a row");
    refused(PASS(&m.fit, what, -2), NKT_E_COUNT, 4, "n_what: -2 is negative");
    refused(nkt_ols_rows(&m.fit, &d, what, 2, NULL, &m.work, &error), NKT_E_NULL, 5,
            "out: is NULL");
    t.stride = 8;
    refused(PASS(&m.fit, what, 2), NKT_E_STRIDE, 5, NULL);
    t.stride = INT64_MAX;
    refused(PASS(&m.fit, what, 2), NKT_E_SIZE, 5, NULL);
    t = (nkt_target){.values = uses, .type = NKT_INT32};
    refused(PASS(&m.fit, what, 2), NKT_E_TYPE, 5, NULL);
    t = to;
    t.capacity = N - 1;
    refused(PASS(&m.fit, what, 2), NKT_E_CAPACITY, 5, NULL);
    t = to;
    refused(nkt_ols_rows(&m.fit, &d, what, 2, &t, NULL, &error), NKT_E_NULL, 6, "work: is NULL");
    refused(nkt_ols_rows(&m.fit, &d, what, 2, &t, &small, &error), NKT_E_CAPACITY, 6, NULL);
    refused(nkt_ols_rows(&m.fit, &d, what, 2, &t, &m.fit, &error), NKT_E_DUPLICATE, 6, NULL);
    refused(nkt_ols_predict(&m.fit, &later, what, 2, &t, &m.work, &error), NKT_E_ID, 3,
            "what[1]: 203 is no prediction");
    refused(nkt_ols_predict(&m.fit, &design, what, 1, &t, &m.work, &error), NKT_E_OPTION, 2,
            "design.response: is not taken by this function: leave it NULL");
    later.terms = NULL;
    refused(nkt_ols_predict(&m.fit, &later, what, 1, &t, &m.work, &error), NKT_E_NULL, 2,
            "design.terms: is NULL");
    for (int i = 0; i < OUT; i++)
        ck_assert_double_eq(out[i], 4711);
    d.rows.n_rows = 0;
    ck_assert_int_eq(nkt_ols_rows(&m.fit, &d, what, 2, NULL, &m.work, &error), NKT_OK);
    d = design;
    ck_assert_int_eq(PASS(&m.fit, what, 2), NKT_OK);
}
END_TEST

START_TEST(scores_are_checked) {
    nkt_memory scores = NKT_MEMORY_REALLOC, other = NKT_MEMORY_REALLOC;
    nkt_design d = design;
    const size_t size = m.fit.needed;
    unsigned char *before = malloc(size);
    model second;

    memcpy(before, m.fit.data, size);
#define SCORES(to_, kind, clusters) nkt_ols_scores_init(to_, &m.fit, kind, clusters, &error)
#define FEED(scores, fit)           nkt_ols_scores_add(scores, fit, &d, &m.work, &error)
    refused(SCORES(&scores, 7, 0), NKT_E_ID, 3, "kind: 7 is no code: these are 0 ... 6");
    refused(SCORES(&scores, -1, 0), NKT_E_ID, 3, NULL);
    refused(SCORES(&scores, NKT_ROBUST_HC0, 3), NKT_E_COUNT, 4, "clusters: 3 is more than 0");
    refused(SCORES(&scores, NKT_ROBUST_CR1, 0), NKT_E_COUNT, 4, "clusters: 0 is less than 1");
    refused(SCORES(&scores, NKT_ROBUST_CR1, (INT64_C(1) << 40) + 1), NKT_E_COUNT, 4, NULL);
    refused(SCORES(NULL, 0, 0), NKT_E_NULL, 1, "scores: is NULL");
    refused(SCORES(&m.fit, 0, 0), NKT_E_DUPLICATE, 1, NULL);
    refused(FEED(&m.state, &m.fit), NKT_E_STATE, 1,
            "scores: was not initialised as a state of scores, or is damaged");
    ck_assert_int_eq(SCORES(&scores, NKT_ROBUST_HC3, 0), NKT_OK);
    absent.size = 0;
    refused(SCORES(&absent, 0, 0), NKT_E_CAPACITY, 1, NULL);
    ck_assert_uint_eq(absent.needed, scores.needed);
    ck_assert_int_eq(SCORES(&scores, NKT_ROBUST_DEFAULT, 0), NKT_OK);
    d.cluster = &cluster;
    refused(FEED(&scores, &m.fit), NKT_E_OPTION, 3,
            "design.cluster: is not taken by this function: leave it NULL");
    refused(nkt_ols_robust(&m.fit, &d, NKT_ROBUST_HC1, &m.work, &error), NKT_E_OPTION, 2, NULL);
    d.cluster = NULL;
    refused(nkt_ols_robust(&m.fit, &d, NKT_ROBUST_CR1, &m.work, &error), NKT_E_NULL, 2,
            "design.cluster: is NULL, and this covariance is by cluster");
    refused(nkt_ols_robust(&m.fit, &d, 7, &m.work, &error), NKT_E_ID, 3, NULL);
    refused(nkt_ols_robust(&m.fit, &d, 0, &small, &error), NKT_E_CAPACITY, 4, NULL);
    refused(nkt_ols_robust(&m.fit, &d, 0, NULL, &error), NKT_E_NULL, 4, "work: is NULL");
    refused(nkt_ols_robust(&m.fit, NULL, 0, &m.work, &error), NKT_E_NULL, 2, "design: is NULL");
    d.rows.n_rows = N - 1;
    refused(nkt_ols_robust(&m.fit, &d, 0, &m.work, &error), NKT_E_TOO_FEW_ROWS, 2,
            "design.rows: 11 rows are not all rows of the fit, each once");
    ck_assert_int_eq(FEED(&scores, &m.fit), NKT_OK);
    refused(nkt_ols_scores_apply(&scores, &m.fit, &m.work, &error), NKT_E_TOO_FEW_ROWS, 1,
            "scores: 11 rows are not all rows of the fit, each once");
    ck_assert_double_eq(error.bound, 12);
    refused(nkt_ols_scores_apply(&scores, &m.fit, &scores, &error), NKT_E_DUPLICATE, 3, NULL);
    ck_assert_int_eq(model_of(&second, &response, terms, 2, NULL, N - 1, NULL), NKT_OK);
    refused(FEED(&scores, &second.fit), NKT_E_SHAPE, 2,
            "fit: is not the one that the scores were made for");
    refused(nkt_ols_scores_apply(&scores, &second.fit, &m.work, &error), NKT_E_SHAPE, 2,
            "fit: is not the one that the scores were made for");
    model_free(&second);

    d = design;
    ck_assert_int_eq(SCORES(&other, NKT_ROBUST_CR1, 3), NKT_OK);
    refused(nkt_ols_scores_merge(&scores, &other, &error), NKT_E_SHAPE, 2,
            "source: is of another fit or kind");
    refused(nkt_ols_scores_merge(&scores, &scores, &error), NKT_E_DUPLICATE, 2, NULL);
    refused(FEED(&other, &m.fit), NKT_E_NULL, 3,
            "design.cluster: is NULL, and this covariance is by cluster");
    d.cluster = &cluster;
    refused(FEED(&other, &m.fit), NKT_E_CAPACITY, 3,
            "design.cluster: row 3: 3 is one cluster more than there is room for, needed are 4");
    memset(groups, 0, sizeof groups);
    ck_assert_int_eq(FEED(&other, &m.fit), NKT_OK); /* the refused call left no trace */
    refused(nkt_ols_scores_apply(&other, &m.fit, &m.work, &error), NKT_E_CLUSTERS, 1,
            "scores: 1 clusters are too few: two are needed");
    refused(nkt_ols_robust(&m.fit, &d, NKT_ROBUST_CR1, &m.work, &error), NKT_E_CLUSTERS, 2, NULL);
    ck_assert_mem_eq(before, m.fit.data, size);
    ck_assert_int_eq(SCORES(&other, NKT_ROBUST_CR1, 3), NKT_OK);
    groups[4] = 0.5;
    groups[6] = NAN;
    ck_assert_int_eq(FEED(&other, &m.fit), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "design.cluster: row 4: 0.5 is no whole number");
    ck_assert_int_eq(error.rows_affected, 2);
    nkt_memory_free(&scores);
    nkt_memory_free(&other);
    free(before);
}
END_TEST

START_TEST(tests_are_checked) {
    static const int32_t twice[] = {1, 1}, none[] = {1, 3}, good[] = {1, 2};
    nkt_ols_test test;
#define TEST(c, n, robust, to_, w) nkt_ols_test_coefficients(&m.fit, c, n, robust, to_, w, &error)
    refused(TEST(good, 0, 0, &test, &m.work), NKT_E_COUNT, 3, "n_coefficients: 0 is less than 1");
    refused(TEST(good, 4, 0, &test, &m.work), NKT_E_COUNT, 3, "n_coefficients: 4 is more than 3");
    refused(TEST(NULL, 2, 0, &test, &m.work), NKT_E_NULL, 2, "coefficients: is NULL");
    refused(TEST(twice, 2, 0, &test, &m.work), NKT_E_DUPLICATE, 2,
            "coefficients[1]: 1 appears twice");
    refused(TEST(none, 2, 0, &test, &m.work), NKT_E_ID, 2,
            "coefficients[1]: 3 is no coefficient of the fit");
    refused(TEST(good, 2, 2, &test, &m.work), NKT_E_ID, 4,
            "robust: 2 is no code: these are 0 and 1");
    refused(TEST(good, 2, 0, NULL, &m.work), NKT_E_NULL, 5, "out: is NULL");
    refused(TEST(good, 2, 0, &test, NULL), NKT_E_NULL, 6, "work: is NULL");
    refused(TEST(good, 2, 0, &test, &small), NKT_E_CAPACITY, 6, NULL);
    ck_assert_int_eq(TEST(good, 2, 1, &test, &m.work), NKT_OK);
    ck_assert_double_nan(test.f); /* no scores were applied */
    ck_assert_int_eq(TEST(good, 2, 0, &test, &m.work), NKT_OK);
    ck_assert_double_eq_tol(test.f, get(&m, NKT_OLS_F), 1e-12 * test.f);
    ck_assert_double_eq_tol(test.partial_r2, get(&m, NKT_OLS_R2), 1e-14);
}
END_TEST

Suite *nkt_suite_ols_read_bad(void) {
    Suite *suite = suite_create("ols_read_bad");
    TCase *tcase = tcase_create("ols_read_bad");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, reading_is_checked);
    tcase_add_test(tcase, row_passes_are_checked);
    tcase_add_test(tcase, scores_are_checked);
    tcase_add_test(tcase, tests_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
