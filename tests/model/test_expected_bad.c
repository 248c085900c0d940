/*
 * Bad calls of the expected-value model: the status, the place and the sentence of each, and that
 * nothing is written on refusal: a model that was there stays as it was.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected_help.h"

enum { N = 12 };

static double y[N], x[N], size[N];
static nkt_column response, term, sizes;
static nkt_design design;
static struct {
    nkt_expected_options options;
    double newer;
} o;
static nkt_error error;
static nkt_memory model, work;
static unsigned char *before;

static nkt_status fit(void) {
    return nkt_expected(&design, &o.options, &model, &work, &error);
}

/* A model is there before each test, so that every refusal is one to fit anew. */
static void setup(void) {
    for (int i = 0; i < N; i++) {
        x[i] = i;
        y[i] = 50 + i + (i * 7 % 5);
        size[i] = 100 + 10 * i;
    }
    response = doubles(y);
    term = doubles(x);
    sizes = doubles(size);
    design = (nkt_design){
        .rows = NKT_ROWS(N), .response = &response, .terms = &term, .n_terms = 1, .size = &sizes};
    memset(&o, 0, sizeof o);
    o.options.size = sizeof o.options;
    model = work = (nkt_memory)NKT_MEMORY_REALLOC;
    ck_assert_int_eq(fit(), NKT_OK);
    before = malloc(model.size);
    memcpy(before, model.data, model.size);
    y[0] = 49;
}

static void teardown(void) {
    nkt_memory_free(&model);
    nkt_memory_free(&work);
    free(before);
}

/* Refused with that status, for that member, in those words; the model is what it was. */
static void refused(nkt_status got, nkt_status status, const char *subject, const char *message) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.status, status);
    ck_assert_str_eq(error.subject, subject);
    if (message)
        ck_assert_str_eq(error.message, message);
    ck_assert_int_eq(error.argument, subject[0] == 'd'   ? 1
                                     : subject[0] == 'o' ? 2
                                     : subject[0] == 'm' ? 3
                                                         : 4);
    ck_assert_mem_eq(model.data, before, model.size);
}

#define WRONG(member, wrong, status, message)                                                      \
    do {                                                                                           \
        const nkt_design kept = design;                                                            \
        design.member = wrong;                                                                     \
        refused(fit(), status, "design." #member, "design." #member ": " message);                 \
        design = kept;                                                                             \
    } while (0)

START_TEST(designs_are_checked) {
    nkt_column odd = term;

    refused(nkt_expected(NULL, NULL, &model, &work, &error), NKT_E_NULL, "design",
            "design: is NULL");
    WRONG(response, NULL, NKT_E_NULL, "is NULL");
    WRONG(terms, NULL, NKT_E_NULL, "is NULL");
    WRONG(n_terms, -1, NKT_E_COUNT, "-1 is negative");
    WRONG(n_terms, 65, NKT_E_COUNT, "65 is more than 64");
    WRONG(rows.n_rows, -1, NKT_E_COUNT, "-1 is negative");
    WRONG(weight, &sizes, NKT_E_OPTION, "is not taken by this function: leave it NULL");
    WRONG(cluster, &sizes, NKT_E_OPTION, "is not taken by this function: leave it NULL");
    WRONG(reserved, &sizes, NKT_E_OPTION, "is not taken by this function: leave it NULL");
    WRONG(rows.groups, &sizes, NKT_E_OPTION, "is not taken by this function: leave it NULL");
    odd.type = 99;
    WRONG(response, &odd, NKT_E_TYPE, "99 is no type: NKT_FLOAT64, NKT_INT32, ...");
    WRONG(size, &odd, NKT_E_TYPE, "99 is no type: NKT_FLOAT64, NKT_INT32, ...");
    WRONG(rows.include, &odd, NKT_E_TYPE, "99 is no type: NKT_FLOAT64, NKT_INT32, ...");
    design.terms = &odd;
    refused(fit(), NKT_E_TYPE, "design.terms[0]",
            "design.terms[0]: 99 is no type: NKT_FLOAT64, NKT_INT32, ...");
    design.terms = &term;
    design.rows.n_rows = INT64_MAX;
    refused(fit(), NKT_E_SIZE, "model", "model: needs more memory than there can be");
}
END_TEST

START_TEST(memory_is_checked) {
    refused(nkt_expected(&design, NULL, NULL, &work, &error), NKT_E_NULL, "model",
            "model: is NULL");
    refused(nkt_expected(&design, NULL, &model, NULL, &error), NKT_E_NULL, "work", "work: is NULL");
    refused(nkt_expected(&design, NULL, &model, &model, &error), NKT_E_DUPLICATE, "work", NULL);
    ck_assert_int_eq(error.reason, NKT_REASON_TWICE);
    work.data = (char *)work.data + 1;
    refused(fit(), NKT_E_ALIGNMENT, "work", "work: is not 8-byte aligned");
    work.data = (char *)work.data - 1;
    ck_assert_int_eq(nkt_expected(&design, NULL, &model, &work, NULL), NKT_OK);
}
END_TEST

START_TEST(options_are_checked) {
#define WRONG_OPTION(field, value, sentence)                                                       \
    o.options.field = value;                                                                       \
    refused(fit(), NKT_E_OPTION, "options." #field, "options." #field ": " sentence);              \
    o.options.field = 0
    WRONG_OPTION(decimals, 2, "2 is no code: these are 0 and 1");
    WRONG_OPTION(tau2_method, -1, "-1 is no code: these are 0 and 1");
    WRONG_OPTION(direction, 7, "7 is neither high (1) nor low (-1)");
    WRONG_OPTION(whole, -100, "-100 is not above 0");
    WRONG_OPTION(whole, INFINITY, "infinity is no finite number");
    WRONG_OPTION(minimum_persons, -1, "-1 is less than 0");
    WRONG_OPTION(minimum_persons, NAN, "NaN is no finite number");
    WRONG_OPTION(confidence, 95, "95 is not between 0 and 1");
    WRONG_OPTION(certainty, 0.5, "0.5 is not between 0.5 and 1");
    WRONG_OPTION(certainty, 1, "1 is not between 0.5 and 1");
    WRONG_OPTION(above_by, -2, "-2 is less than 0");
    WRONG_OPTION(draws, -2, "-2 is less than -1");
    WRONG_OPTION(draws, 1000001, "1000001 is more than 1000000");
    o.options.size = 0;
    refused(fit(), NKT_E_OPTIONS_SIZE, "options.size",
            "options.size: 0 is no size of these options: set it to their sizeof");
    o.options.size = sizeof o;
    o.newer = 1;
    refused(fit(), NKT_E_OPTIONS_SIZE, "options.size",
            "options.size: 80 bytes set a field that this library does not have");
    o.newer = 0;
    ck_assert_int_eq(fit(), NKT_OK);
}
END_TEST

/* Where the data do not allow a fit, the model of before is still there, and can be read. */
START_TEST(what_cannot_be_fitted_leaves_the_model_as_it_was) {
    double value;

    design.rows.n_rows = 1;
    refused(fit(), NKT_E_TOO_FEW_ROWS, "design.rows",
            "design.rows: 1 rows are too few for 2 coefficients");
    ck_assert_int_eq(error.reason, NKT_REASON_TOO_FEW);
    ck_assert_double_eq(error.bound, 2);
    design.rows.n_rows = 0;
    refused(fit(), NKT_E_TOO_FEW_ROWS, "design.rows", NULL);
    design.rows.n_rows = N;
    for (int i = 0; i < N; i++)
        y[i] = NAN;
    refused(fit(), NKT_E_TOO_FEW_ROWS, "design.rows", NULL);
    ck_assert_int_eq(nkt_expected_get(&model, NKT_EXPECTED_N, &value, &error), NKT_OK);
    ck_assert_double_eq(value, N);
}
END_TEST

START_TEST(memory_without_a_model_stays_without) {
    uint64_t room[2000], as_it_was[2000];
    nkt_memory none = {.data = room, .size = sizeof room};
    double value;

    memset(room, 0xAB, sizeof room);
    memcpy(as_it_was, room, sizeof room);
    design.rows.n_rows = 1;
    ck_assert_int_eq(nkt_expected(&design, NULL, &none, &work, &error), NKT_E_TOO_FEW_ROWS);
    ck_assert_mem_eq(room, as_it_was, sizeof room);
    ck_assert_int_eq(nkt_expected_get(&none, NKT_EXPECTED_N, &value, &error), NKT_E_STATE);
    ck_assert_str_eq(error.message, "model: is no model of expected values, or is damaged");
    ck_assert_int_eq(error.reason, NKT_REASON_NO_STATE);
}
END_TEST

START_TEST(as_many_rows_as_coefficients_have_no_benchmark) {
    double value;

    design.rows.n_rows = 2;
    ck_assert_int_eq(fit(), NKT_NOT_ESTIMABLE);
    ck_assert_str_eq(error.subject, "design.rows");
    ck_assert_double_eq(error.bound, 3);
    ck_assert_int_eq(nkt_expected_get(&model, NKT_EXPECTED_TAU2, &value, &error), NKT_OK);
    ck_assert_double_nan(value);
}
END_TEST

/* Refused for the parameter of that number and name. */
static void not_read(nkt_status got, nkt_status status, int argument, const char *message) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
    ck_assert_str_eq(error.message, message);
}

START_TEST(reading_is_checked) {
    double out[N], value = 4711;
    nkt_target to = NKT_TO(out);
    nkt_memory moved = model;

    not_read(nkt_expected_get(NULL, NKT_EXPECTED_N, &value, &error), NKT_E_NULL, 1,
             "model: is NULL");
    not_read(nkt_expected_get(&model, NKT_EXPECTED_N, NULL, &error), NKT_E_NULL, 3,
             "value: is NULL");
    not_read(nkt_expected_get(&model, 407, &value, &error), NKT_E_ID, 2,
             "what: 407 is no number of a model");
    ck_assert_int_eq(error.id, 407);
    moved.data = (char *)moved.data + 1;
    not_read(nkt_expected_get(&moved, NKT_EXPECTED_N, &value, &error), NKT_E_ALIGNMENT, 1,
             "model: is not 8-byte aligned");
    moved.data = NULL;
    not_read(nkt_expected_get(&moved, NKT_EXPECTED_N, &value, &error), NKT_E_NULL, 1,
             "model: holds nothing: its data is NULL");
    not_read(nkt_expected_copy(NULL, NKT_EXPECTED_ROW_USE, &to, &error), NKT_E_NULL, 1,
             "model: is NULL");
    not_read(nkt_expected_copy(&model, 310, &to, &error), NKT_E_ID, 2,
             "what: 310 is no list of a model");
    not_read(nkt_expected_copy(&model, NKT_EXPECTED_ROW_USE, NULL, &error), NKT_E_NULL, 3,
             "out: is NULL");
    to.stride = 4;
    not_read(nkt_expected_copy(&model, NKT_EXPECTED_ROW_USE, &to, &error), NKT_E_STRIDE, 3,
             "out: has strides that make elements overlap");
    to.stride = INT64_MAX / 2;
    not_read(nkt_expected_copy(&model, NKT_EXPECTED_ROW_USE, &to, &error), NKT_E_SIZE, 3,
             "out: has strides that reach beyond memory");
    to = NKT_TO_N(out, N - 1);
    not_read(nkt_expected_copy(&model, NKT_EXPECTED_ROW_USE, &to, &error), NKT_E_CAPACITY, 3,
             "out: 11 rows of room are too few, needed are 12");
    to.capacity = -1;
    not_read(nkt_expected_copy(&model, NKT_EXPECTED_ROW_USE, &to, &error), NKT_E_CAPACITY, 3,
             "out: -1 rows of room are too few, needed are 12");
    ck_assert_double_eq(value, 4711);
    ck_assert_mem_eq(model.data, before, model.size);
    /* backwards */
    to = (nkt_target){.values = out + N - 1, .stride = -8, .type = NKT_FLOAT64};
    ck_assert_int_eq(nkt_expected_copy(&model, NKT_EXPECTED_ROW_EXPECTED, &to, &error), NKT_OK);
    ck_assert_double_eq_tol(out[N - 1] + 11 * (out[N - 2] - out[N - 1]), out[0], 1e-11);
}
END_TEST

/* A model whose head or inner fit was tampered with is no model; nor is one that was cut short. */
START_TEST(damaged_models_are_not_read) {
    uint64_t *words = model.data;
    double value;

    for (size_t i = 0; i < 4; i++) { /* magic, size, n_terms, n_rows */
        const uint64_t kept = words[i];
        const uint64_t wrong[] = {0, 1, kept + 1, kept - 1, UINT64_MAX, (uint64_t)INT64_MAX};
        for (size_t k = 0; k < sizeof wrong / sizeof wrong[0]; k++) {
            words[i] = wrong[k];
            if (wrong[k] != kept)
                ck_assert_int_eq(nkt_expected_get(&model, NKT_EXPECTED_N, &value, &error),
                                 NKT_E_STATE);
        }
        words[i] = kept;
    }
    model.size -= 8;
    ck_assert_int_eq(nkt_expected_get(&model, NKT_EXPECTED_N, &value, &error), NKT_E_STATE);
    model.size += 8;
    {
        nkt_memory fit_of;
        ck_assert_int_eq(nkt_expected_ols(&model, &fit_of, &error), NKT_OK);
        *(uint64_t *)fit_of.data ^= 1;
        ck_assert_int_eq(nkt_expected_ols(&model, &fit_of, &error), NKT_E_STATE);
        ck_assert_int_eq(nkt_expected_get(&model, NKT_EXPECTED_N, &value, &error), NKT_E_STATE);
        *(uint64_t *)fit_of.data ^= 1;
    }
    ck_assert_int_eq(nkt_expected_get(&model, NKT_EXPECTED_N, &value, &error), NKT_OK);
}
END_TEST

Suite *nkt_suite_expected_bad(void) {
    Suite *suite = suite_create("expected_bad");
    TCase *tcase = tcase_create("expected_bad");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, designs_are_checked);
    tcase_add_test(tcase, memory_is_checked);
    tcase_add_test(tcase, options_are_checked);
    tcase_add_test(tcase, what_cannot_be_fitted_leaves_the_model_as_it_was);
    tcase_add_test(tcase, memory_without_a_model_stays_without);
    tcase_add_test(tcase, as_many_rows_as_coefficients_have_no_benchmark);
    tcase_add_test(tcase, reading_is_checked);
    tcase_add_test(tcase, damaged_models_are_not_read);
    suite_add_tcase(suite, tcase);
    return suite;
}
