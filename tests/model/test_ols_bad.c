/*
 * Bad calls of least squares: the status, the place and the sentence of each, and that nothing is
 * written on refusal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/ols_help.h"

enum { N = 12, OUT = 40 };

static double y[N], a[N], b[N], groups[N], out[OUT];
static nkt_column response, terms[2], cluster;
static model m;
static nkt_error error;
static size_t size;
static const int32_t what[2] = {NKT_OLS_ROW_FITTED, NKT_OLS_ROW_LEVERAGE};

static void setup(void) {
    for (int i = 0; i < N; i++) {
        y[i] = i * 7 % 5 + i;
        a[i] = i;
        b[i] = i * i % 7;
        groups[i] = i % 4;
    }
    response = numbers(y);
    terms[0] = numbers(a);
    terms[1] = numbers(b);
    cluster = numbers(groups);
    ck_assert_int_eq(model_of(&m, &response, terms, 2, NULL, N, NULL), NKT_OK);
}

static void teardown(void) {
    model_free(&m);
}

/* The call was refused with that status, for that parameter, in those words. */
static void refused(nkt_status got, nkt_status status, int argument, const char *message) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.status, status);
    ck_assert_str_eq(error.message, message);
    ck_assert_int_eq(error.argument, argument);
}

START_TEST(options_are_checked) {
    struct {
        nkt_ols_options options;
        double newer;
    } o = {.options = {.size = sizeof o.options}};
#define SIZE(n) nkt_ols_size(n, &o.options, &size, &error)
    size = 4711;
    refused(SIZE(-1), NKT_E_COUNT, 1, "n_terms: -1 is negative");
    refused(SIZE(65), NKT_E_COUNT, 1, "n_terms: 65 is too many");
    o.options.degree[2] = 60;
    refused(SIZE(8), NKT_E_COUNT, 1, "n_terms: 67 columns, powers counted, are more than 64");
    ck_assert_int_eq(SIZE(5), NKT_OK);
    size = 4711;
    o.options.size = 0;
    refused(SIZE(3), NKT_E_OPTIONS_SIZE, 2,
            "options.size: 0 is no size of options: set it to sizeof (nkt_ols_options)");
    o.options.size = sizeof o;
    o.newer = 1;
    refused(SIZE(3), NKT_E_OPTIONS_SIZE, 2,
            "options.size: 104 bytes set a field that this library does not have");
    o.newer = 0;
    ck_assert_int_eq(SIZE(3), NKT_OK);
    size = 4711;
    o.options.intercept = 2;
    refused(SIZE(3), NKT_E_OPTION, 2, "options.intercept: 2 is not 0 or 1");
    o.options.intercept = 0;
    o.options.collinear = -1;
    refused(SIZE(3), NKT_E_OPTION, 2, "options.collinear: -1 is not 0 or 1");
    o.options.collinear = 0;
    o.options.reserved = 9;
    refused(SIZE(3), NKT_E_OPTION, 2, "options.reserved: 9 is not 0");
    o.options.reserved = 0;
    o.options.confidence = 95;
    refused(SIZE(3), NKT_E_OPTION, 2, "options.confidence: 95 is not between 0 and 1");
    o.options.confidence = NAN;
    refused(SIZE(3), NKT_E_OPTION, 2, "options.confidence: NaN is not between 0 and 1");
    o.options.confidence = 0.9;
    o.options.tolerance = 1;
    refused(SIZE(3), NKT_E_OPTION, 2, "options.tolerance: 1 is not 0 or more and below 1");
    ck_assert_uint_eq(size, 4711);
    refused(nkt_ols_size(3, NULL, NULL, &error), NKT_E_NULL, 3, "size: is NULL");
}
END_TEST

START_TEST(states_are_checked) {
    unsigned char *bytes = m.state;
    const size_t n = m.state_size;
    nkt_ols_options powers = {.size = sizeof powers, .degree = {2, 1}};
    model other;

    refused(nkt_ols_init(NULL, n, 2, NULL, &error), NKT_E_NULL, 1, "state: is NULL");
    refused(nkt_ols_init(bytes + 4, n, 2, NULL, &error), NKT_E_ALIGNMENT, 1,
            "state: is not 8-byte aligned");
    ck_assert_int_eq(nkt_ols_init(bytes, n - 1, 2, NULL, &error), NKT_E_CAPACITY);
    ck_assert_int_eq(error.argument, 2);
    refused(nkt_ols_init(bytes, n, 65, NULL, &error), NKT_E_COUNT, 3, "n_terms: 65 is too many");
    powers.confidence = 2;
    refused(nkt_ols_init(bytes, n, 2, &powers, &error), NKT_E_OPTION, 4,
            "options.confidence: 2 is not between 0 and 1");
    powers.confidence = 0;
    model_init(&other, 2, &powers);
    refused(nkt_ols_merge(m.state, other.state, &error), NKT_E_SHAPE, 2,
            "source: has other terms than the state");
    refused(nkt_ols_merge(m.state, m.state, &error), NKT_E_DUPLICATE, 2,
            "source: is the state itself");
    refused(nkt_ols_merge(m.state, NULL, &error), NKT_E_NULL, 2, "source: is NULL");
    refused(nkt_ols_merge(NULL, m.state, &error), NKT_E_NULL, 1, "state: is NULL");
    refused(nkt_ols_merge(m.state, bytes + 4, &error), NKT_E_ALIGNMENT, 2,
            "source: is not 8-byte aligned");
    refused(nkt_ols_merge(m.state, m.fit, &error), NKT_E_STATE, 2,
            "source: was not initialised as a least-squares state, or is damaged");
    refused(nkt_ols_pack_size(m.state, NULL, &error), NKT_E_NULL, 2, "size: is NULL");
    refused(nkt_ols_pack(m.state, NULL, 100, &error), NKT_E_NULL, 2, "packed: is NULL");
    refused(nkt_ols_pack(m.state, out, 100, &error), NKT_E_CAPACITY, 3,
            "capacity: 100 bytes are fewer than nkt_ols_pack_size said");
    refused(nkt_ols_unpack_size(NULL, 5, &size, &error), NKT_E_NULL, 1, "packed: is NULL");
    refused(nkt_ols_unpack_size("foreign bytes", 13, &size, &error), NKT_E_PACKED, 1,
            "packed: is no packed least-squares state");
    model_free(&other);
}
END_TEST

START_TEST(added_columns_are_checked) {
    nkt_column wrong[2] = {terms[0], terms[1]};
    unsigned char *before = malloc(m.state_size);
    memcpy(before, m.state, m.state_size);
#define ADD(state, y_, terms_, k, w_, i_, n) nkt_ols_add(state, y_, terms_, k, w_, i_, n, &error)
    refused(ADD(NULL, &response, terms, 2, NULL, NULL, N), NKT_E_NULL, 1, "state: is NULL");
    refused(ADD((char *)m.state + 4, &response, terms, 2, NULL, NULL, N), NKT_E_ALIGNMENT, 1,
            "state: is not 8-byte aligned");
    refused(ADD(m.fit, &response, terms, 2, NULL, NULL, N), NKT_E_STATE, 1,
            "state: was not initialised as a least-squares state, or is damaged");
    refused(ADD(m.state, NULL, terms, 2, NULL, NULL, N), NKT_E_NULL, 2, "response: is NULL");
    refused(ADD(m.state, &response, NULL, 2, NULL, NULL, N), NKT_E_NULL, 3, "terms: is NULL");
    refused(ADD(m.state, &response, terms, 3, NULL, NULL, N), NKT_E_COUNT, 4,
            "n_terms: 3 is not what the state was made for");
    refused(ADD(m.state, &response, terms, 2, NULL, NULL, -1), NKT_E_COUNT, 7,
            "n_rows: -1 is negative");
    wrong[1].type = 77;
    refused(ADD(m.state, &response, wrong, 2, NULL, NULL, N), NKT_E_TYPE, 3,
            "term 1: 77 is no type code");
    ck_assert_int_eq(error.item, 1);
    refused(ADD(m.state, &wrong[1], terms, 2, NULL, NULL, N), NKT_E_TYPE, 2,
            "response: 77 is no type code");
    refused(ADD(m.state, &response, terms, 2, &wrong[1], NULL, N), NKT_E_TYPE, 5,
            "weight: 77 is no type code");
    refused(ADD(m.state, &response, terms, 2, NULL, &wrong[1], N), NKT_E_TYPE, 6,
            "include: 77 is no type code");
    wrong[0].values = NULL;
    refused(ADD(m.state, &response, wrong, 2, NULL, NULL, N), NKT_E_NULL, 3,
            "term 0: values is NULL");
    ck_assert_mem_eq(before, m.state, m.state_size);
    ck_assert_int_eq(ADD(m.state, &response, terms, 2, NULL, NULL, 0), NKT_OK);
    free(before);
}
END_TEST

START_TEST(fits_are_checked) {
    nkt_ols_options powers = {.size = sizeof powers, .degree = {2, 1}};
    nkt_ols_options bare = {.size = sizeof bare, .intercept = NKT_OLS_NO_INTERCEPT};
    unsigned char *before = malloc(m.fit_size);
    model none;
    memcpy(before, m.fit, m.fit_size);
#define FIT(state, options, fit, fit_size, work, work_size)                                        \
    nkt_ols_fit(state, options, fit, fit_size, work, work_size, &error)
    refused(FIT(NULL, NULL, m.fit, m.fit_size, m.work, m.work_size), NKT_E_NULL, 1,
            "state: is NULL");
    refused(FIT(m.state, &powers, m.fit, m.fit_size, m.work, m.work_size), NKT_E_SHAPE, 2,
            "options.degree: 2 is not what the state was made with");
    refused(FIT(m.state, NULL, NULL, m.fit_size, m.work, m.work_size), NKT_E_NULL, 3,
            "fit: is NULL");
    refused(FIT(m.state, NULL, (char *)m.fit + 4, m.fit_size, m.work, m.work_size), NKT_E_ALIGNMENT,
            3, "fit: is not 8-byte aligned");
    ck_assert_int_eq(FIT(m.state, NULL, m.fit, m.fit_size - 1, m.work, m.work_size),
                     NKT_E_CAPACITY);
    ck_assert_int_eq(error.argument, 4);
    refused(FIT(m.state, NULL, m.fit, m.fit_size, NULL, m.work_size), NKT_E_NULL, 5,
            "work: is NULL");
    ck_assert_int_eq(FIT(m.state, NULL, m.fit, m.fit_size, m.work, m.work_size - 1),
                     NKT_E_CAPACITY);
    ck_assert_int_eq(error.argument, 6);
    model_init(&none, 0, NULL);
    refused(FIT(none.state, &bare, m.fit, m.fit_size, m.work, m.work_size), NKT_E_COUNT, 2,
            "options.intercept: there is neither an intercept nor a term to fit");
    ck_assert_mem_eq(before, m.fit, m.fit_size);
    refused(nkt_ols_fit_size(NULL, &size, &error), NKT_E_NULL, 1, "state: is NULL");
    refused(nkt_ols_fit_size(m.state, NULL, &error), NKT_E_NULL, 2, "size: is NULL");
    refused(nkt_ols_fit_work_size(m.state, NULL, &error), NKT_E_NULL, 2, "size: is NULL");
    model_free(&none);
    free(before);
}
END_TEST

START_TEST(reading_is_checked) {
    double value = 4711;
    refused(nkt_ols_get(NULL, NKT_OLS_R2, &value, &error), NKT_E_NULL, 1, "fit: is NULL");
    refused(nkt_ols_get(m.state, NKT_OLS_R2, &value, &error), NKT_E_STATE, 1,
            "fit: is no least-squares fit, or is damaged");
    refused(nkt_ols_get((char *)m.fit + 4, NKT_OLS_R2, &value, &error), NKT_E_ALIGNMENT, 1,
            "fit: is not 8-byte aligned");
    refused(nkt_ols_get(m.fit, 12, &value, &error), NKT_E_ID, 2, "what: 12 is no number of a fit");
    refused(nkt_ols_get(m.fit, NKT_OLS_SE, &value, &error), NKT_E_ID, 2,
            "what: 102 is no number of a fit");
    refused(nkt_ols_get(m.fit, NKT_OLS_R2, NULL, &error), NKT_E_NULL, 3, "value: is NULL");
    ck_assert_double_eq(value, 4711);
    refused(nkt_ols_copy(m.fit, NKT_OLS_R2, out, 8, OUT, &error), NKT_E_ID, 2,
            "what: 23 is no list of a fit");
    refused(nkt_ols_copy(m.fit, NKT_OLS_SE, NULL, 8, OUT, &error), NKT_E_NULL, 3, "out: is NULL");
    refused(nkt_ols_copy(m.fit, NKT_OLS_SE, out, 4, OUT, &error), NKT_E_STRIDE, 4,
            "stride: makes elements overlap");
    refused(nkt_ols_copy(m.fit, NKT_OLS_SE, out, 8, 2, &error), NKT_E_CAPACITY, 5,
            "capacity: 2 is less than the list is long");
    refused(nkt_ols_copy(m.fit, NKT_OLS_COVARIANCE, out, 8, 8, &error), NKT_E_CAPACITY, 5,
            "capacity: 8 is less than the list is long");
}
END_TEST

START_TEST(row_passes_are_checked) {
    static const int32_t odd[2] = {NKT_OLS_ROW_FITTED, 250}, beyond = NKT_OLS_ROW_DFBETAS + 3;
    for (int i = 0; i < OUT; i++)
        out[i] = 4711;
#define PASS(fit, y_, t_, k, n, what_, n_what, out_, rows, whats, ...)                             \
    nkt_ols_rows(fit, y_, t_, k, NULL, NULL, n, what_, n_what, out_, rows, whats, __VA_ARGS__,     \
                 &error)
#define GOOD m.rows_work, m.rows_work_size
    refused(PASS(NULL, &response, terms, 2, N, what, 2, out, 16, 8, GOOD), NKT_E_NULL, 1,
            "fit: is NULL");
    refused(PASS(m.fit, NULL, terms, 2, N, what, 2, out, 16, 8, GOOD), NKT_E_NULL, 2,
            "response: is NULL");
    refused(PASS(m.fit, &response, NULL, 2, N, what, 2, out, 16, 8, GOOD), NKT_E_NULL, 3,
            "terms: is NULL");
    refused(PASS(m.fit, &response, terms, 1, N, what, 2, out, 16, 8, GOOD), NKT_E_COUNT, 4,
            "n_terms: 1 is not what the state was made for");
    refused(PASS(m.fit, &response, terms, 2, -5, what, 2, out, 16, 8, GOOD), NKT_E_COUNT, 7,
            "n_rows: -5 is negative");
    refused(PASS(m.fit, &response, terms, 2, N, NULL, 2, out, 16, 8, GOOD), NKT_E_NULL, 8,
            "what: is NULL");
    refused(PASS(m.fit, &response, terms, 2, N, odd, 2, out, 16, 8, GOOD), NKT_E_ID, 8,
            "what: 250 is no number of a row");
    ck_assert_int_eq(error.item, 1);
    refused(PASS(m.fit, &response, terms, 2, N, &beyond, 1, out, 16, 8, GOOD), NKT_E_ID, 8,
            "what: 1003 is no number of a row");
    refused(PASS(m.fit, &response, terms, 2, N, what, -2, out, 16, 8, GOOD), NKT_E_COUNT, 9,
            "n_what: -2 is negative");
    refused(PASS(m.fit, &response, terms, 2, N, what, 2, NULL, 16, 8, GOOD), NKT_E_NULL, 10,
            "out: is NULL");
    refused(PASS(m.fit, &response, terms, 2, N, what, 2, out, 8, 8, GOOD), NKT_E_STRIDE, 11,
            "strides: make numbers overlap");
    refused(PASS(m.fit, &response, terms, 2, N, what, 2, out, INT64_MAX, 8, GOOD), NKT_E_SIZE, 11,
            "strides: reach beyond memory");
    refused(PASS(m.fit, &response, terms, 2, N, what, 2, out, 16, 8, NULL, m.rows_work_size),
            NKT_E_NULL, 13, "work: is NULL");
    ck_assert_int_eq(
        PASS(m.fit, &response, terms, 2, N, what, 2, out, 16, 8, m.rows_work, m.rows_work_size - 1),
        NKT_E_CAPACITY);
    ck_assert_int_eq(error.argument, 14);
    refused(nkt_ols_predict(m.fit, terms, 2, NULL, N, what, 2, out, 16, 8, GOOD, &error), NKT_E_ID,
            6, "what: 203 is no prediction");
    refused(nkt_ols_predict(m.fit, NULL, 2, NULL, N, what, 1, out, 16, 8, GOOD, &error), NKT_E_NULL,
            2, "terms: is NULL");
    refused(nkt_ols_rows_work_size(m.fit, NULL, &error), NKT_E_NULL, 2, "size: is NULL");
    for (int i = 0; i < OUT; i++)
        ck_assert_double_eq(out[i], 4711);
    ck_assert_int_eq(PASS(m.fit, &response, terms, 2, 0, what, 2, NULL, 0, 0, GOOD), NKT_OK);
    ck_assert_int_eq(PASS(m.fit, &response, terms, 2, N, what, 2, out, 16, 8, GOOD), NKT_OK);
}
END_TEST

START_TEST(scores_are_checked) {
    static int64_t memory[20000], other[20000];
    model second;
#define SCORES(kind, clusters) nkt_ols_scores_size(m.fit, kind, clusters, &size, &error)
#define FEED(scores, fit, cluster_, n)                                                             \
    nkt_ols_scores_add(scores, fit, &response, terms, 2, NULL, NULL, cluster_, n, GOOD, &error)
    refused(SCORES(5, 0), NKT_E_ID, 2, "kind: 5 is no robust covariance");
    refused(SCORES(NKT_OLS_HC0, 3), NKT_E_COUNT, 3, "clusters: 3 is too many");
    refused(SCORES(NKT_OLS_CR1, 0), NKT_E_COUNT, 3, "clusters: needs room for at least one");
    refused(nkt_ols_scores_size(m.fit, 0, 0, NULL, &error), NKT_E_NULL, 4, "size: is NULL");
    ck_assert_int_eq(SCORES(NKT_OLS_HC3, 0), NKT_OK);
    ck_assert_uint_le(size, sizeof memory);
    refused(FEED(memory, m.fit, NULL, N), NKT_E_STATE, 1,
            "scores: was not initialised as a state of scores, or is damaged");
    ck_assert_int_eq(nkt_ols_scores_init(memory, size - 1, m.fit, 0, 0, &error), NKT_E_CAPACITY);
    ck_assert_int_eq(nkt_ols_scores_init(memory, size, m.fit, 0, 0, &error), NKT_OK);
    refused(FEED(memory, m.fit, &cluster, N), NKT_E_SHAPE, 8,
            "cluster: is given, but these scores are not clustered");
    ck_assert_int_eq(FEED(memory, m.fit, NULL, N - 1), NKT_OK);
    refused(nkt_ols_scores_apply(memory, m.fit, GOOD, &error), NKT_E_TOO_FEW_ROWS, 1,
            "scores: 11 rows are not all rows of the fit, each once");
    ck_assert_int_eq(model_of(&second, &response, terms, 2, NULL, N - 1, NULL), NKT_OK);
    refused(FEED(memory, second.fit, NULL, N), NKT_E_SHAPE, 2,
            "fit: is not the one that the scores were made for");
    refused(nkt_ols_scores_apply(memory, second.fit, GOOD, &error), NKT_E_SHAPE, 2,
            "fit: is not the one that the scores were made for");
    model_free(&second);

    ck_assert_int_eq(SCORES(NKT_OLS_CR1, 3), NKT_OK);
    ck_assert_int_eq(nkt_ols_scores_init(other, size, m.fit, NKT_OLS_CR1, 3, &error), NKT_OK);
    refused(nkt_ols_scores_merge(memory, other, &error), NKT_E_SHAPE, 2,
            "source: is of another fit or kind");
    refused(FEED(other, m.fit, NULL, N), NKT_E_NULL, 8, "cluster: is NULL");
    refused(FEED(other, m.fit, &cluster, N), NKT_E_CAPACITY, 8,
            "cluster: row 3: 3 is one cluster more than there is room for");
    memset(groups, 0, sizeof groups);
    ck_assert_int_eq(FEED(other, m.fit, &cluster, N), NKT_OK); /* the refused call left no trace */
    refused(nkt_ols_scores_apply(other, m.fit, GOOD, &error), NKT_E_CLUSTERS, 1,
            "scores: 1 clusters are too few: two are needed");
    ck_assert_int_eq(nkt_ols_scores_init(other, size, m.fit, NKT_OLS_CR1, 3, &error), NKT_OK);
    groups[4] = 0.5;
    groups[6] = NAN;
    ck_assert_int_eq(FEED(other, m.fit, &cluster, N), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "cluster: row 4: there is no whole number");
    ck_assert_int_eq(error.rows_affected, 2);
}
END_TEST

START_TEST(tests_are_checked) {
    static const int32_t twice[] = {1, 1}, none[] = {1, 3}, good[] = {1, 2};
    nkt_ols_test test;
    int64_t work[2000];
#define TEST(c, n, robust, to, w, s)                                                               \
    nkt_ols_test_coefficients(m.fit, c, n, robust, to, w, s, &error)
    refused(TEST(good, 0, 0, &test, work, sizeof work), NKT_E_COUNT, 3,
            "count: 0 is not from 1 to the number of coefficients");
    refused(TEST(good, 4, 0, &test, work, sizeof work), NKT_E_COUNT, 3,
            "count: 4 is not from 1 to the number of coefficients");
    refused(TEST(NULL, 2, 0, &test, work, sizeof work), NKT_E_NULL, 2, "coefficients: is NULL");
    refused(TEST(twice, 2, 0, &test, work, sizeof work), NKT_E_DUPLICATE, 2,
            "coefficients: 1 stands twice");
    refused(TEST(none, 2, 0, &test, work, sizeof work), NKT_E_ID, 2,
            "coefficients: 3 is no coefficient of the fit");
    refused(TEST(good, 2, 2, &test, work, sizeof work), NKT_E_DOMAIN, 4, "robust: 2 is not 0 or 1");
    refused(TEST(good, 2, 0, NULL, work, sizeof work), NKT_E_NULL, 5, "out: is NULL");
    refused(TEST(good, 2, 0, &test, NULL, 1), NKT_E_NULL, 6, "work: is NULL");
    ck_assert_int_eq(TEST(good, 2, 0, &test, work, 8), NKT_E_CAPACITY);
    ck_assert_int_eq(TEST(good, 2, 1, &test, work, sizeof work), NKT_OK);
    ck_assert_double_nan(test.f); /* no scores were applied */
    ck_assert_int_eq(TEST(good, 2, 0, &test, work, sizeof work), NKT_OK);
    ck_assert_double_eq_tol(test.f, get(&m, NKT_OLS_F), 1e-12 * test.f);
    ck_assert_double_eq_tol(test.partial_r2, get(&m, NKT_OLS_R2), 1e-14);
}
END_TEST

Suite *nkt_suite_ols_bad(void) {
    Suite *suite = suite_create("ols_bad");
    TCase *tcase = tcase_create("ols_bad");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, options_are_checked);
    tcase_add_test(tcase, states_are_checked);
    tcase_add_test(tcase, added_columns_are_checked);
    tcase_add_test(tcase, fits_are_checked);
    tcase_add_test(tcase, reading_is_checked);
    tcase_add_test(tcase, row_passes_are_checked);
    tcase_add_test(tcase, scores_are_checked);
    tcase_add_test(tcase, tests_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
