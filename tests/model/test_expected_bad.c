/*
 * Bad calls of the expected-value model: the status, the place and the sentence of each, and that
 * nothing is written on refusal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected_help.h"

enum { N = 12 };

static double y[N], x[N], size[N];
static nkt_column response, term, sizes;
static struct {
    nkt_expected_options options;
    double newer;
} o;
static nkt_error error;
static unsigned char *model, *before, *work;
static size_t model_size, work_size;

static void setup(void) {
    for (int i = 0; i < N; i++) {
        x[i] = i;
        y[i] = 50 + i + (i * 7 % 5);
        size[i] = 100 + 10 * i;
    }
    response = doubles(y);
    term = doubles(x);
    sizes = doubles(size);
    memset(&o, 0, sizeof o);
    o.options.size = sizeof o.options;
    ck_assert_int_eq(nkt_expected_size(1, N, &model_size, NULL), NKT_OK);
    ck_assert_int_eq(nkt_expected_work_size(1, N, NULL, &work_size, NULL), NKT_OK);
    model = malloc(model_size);
    before = malloc(model_size);
    work = malloc(work_size);
    memset(model, 0xAB, model_size);
    memcpy(before, model, model_size);
}

static void teardown(void) {
    free(model);
    free(before);
    free(work);
}

/* The call was refused with that status, for that parameter, in those words; nothing was written. */
static void refused(nkt_status got, nkt_status status, int argument, const char *message) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.status, status);
    ck_assert_str_eq(error.message, message);
    ck_assert_int_eq(error.argument, argument);
    ck_assert_mem_eq(model, before, model_size);
}

#define FIT(response_, terms_, n_terms, n_rows, model_, m_size, work_, w_size)                     \
    nkt_expected_fit(response_, terms_, n_terms, &sizes, NULL, NULL, n_rows, &o.options, model_,   \
                     m_size, work_, w_size, &error)

START_TEST(calls_are_checked) {
    nkt_column odd = term;

    refused(FIT(NULL, &term, 1, N, model, model_size, work, work_size), NKT_E_NULL, 1,
            "response: is NULL");
    refused(FIT(&response, NULL, 1, N, model, model_size, work, work_size), NKT_E_NULL, 2,
            "terms: is NULL");
    refused(FIT(&response, &term, 1, N, NULL, model_size, work, work_size), NKT_E_NULL, 9,
            "model: is NULL");
    refused(FIT(&response, &term, 1, N, model, model_size, NULL, work_size), NKT_E_NULL, 11,
            "work: is NULL");
    refused(FIT(&response, &term, -1, N, model, model_size, work, work_size), NKT_E_COUNT, 3,
            "n_terms: -1 is negative");
    refused(FIT(&response, &term, 65, N, model, model_size, work, work_size), NKT_E_COUNT, 3,
            "n_terms: 65 is too many");
    refused(FIT(&response, &term, 1, -1, model, model_size, work, work_size), NKT_E_COUNT, 7,
            "n_rows: -1 is negative");
    refused(FIT(&response, &term, 1, INT64_MAX, model, model_size, work, work_size), NKT_E_SIZE, 7,
            "n_rows: is more than memory can hold");
    refused(FIT(&response, &term, 1, N, model, model_size - 1, work, work_size), NKT_E_CAPACITY, 10,
            error.message);
    refused(FIT(&response, &term, 1, N, model, model_size, work, work_size - 1), NKT_E_CAPACITY, 12,
            error.message);
    refused(FIT(&response, &term, 1, N, model + 4, model_size, work, work_size), NKT_E_ALIGNMENT, 9,
            error.message);
    refused(FIT(&response, &term, 1, N, model, model_size, work + 1, work_size), NKT_E_ALIGNMENT,
            11, error.message);
    odd.type = 99;
    refused(FIT(&response, &odd, 1, N, model, model_size, work, work_size), NKT_E_TYPE, 2,
            "term 0: 99 is no type code");
    refused(nkt_expected_fit(&response, &term, 1, &odd, NULL, NULL, N, NULL, model, model_size,
                             work, work_size, &error),
            NKT_E_TYPE, 4, "group_size: 99 is no type code");
    refused(nkt_expected_fit(&response, &term, 1, NULL, &odd, NULL, N, NULL, model, model_size,
                             work, work_size, &error),
            NKT_E_TYPE, 5, "unit: 99 is no type code");
    refused(nkt_expected_fit(&response, &term, 1, NULL, NULL, &odd, N, NULL, model, model_size,
                             work, work_size, &error),
            NKT_E_TYPE, 6, "include: 99 is no type code");
}
END_TEST

START_TEST(options_are_checked) {
#define TRY() FIT(&response, &term, 1, N, model, model_size, work, work_size)
#define WRONG(field, value, sentence)                                                              \
    o.options.field = value;                                                                       \
    refused(TRY(), NKT_E_OPTION, 8, "options." #field ": " sentence);                              \
    o.options.field = 0
    WRONG(rounding, 2, "2 is not 0 or 1");
    WRONG(tau_method, -1, "-1 is not 0 or 1");
    WRONG(first, 7, "7 is no direction");
    WRONG(whole, -100, "-100 is not above 0");
    WRONG(whole, INFINITY, "infinity is not above 0");
    WRONG(minimum_size, -1, "-1 is not 0 or more");
    WRONG(minimum_size, NAN, "NaN is not 0 or more");
    WRONG(confidence, 95, "95 is not between 0 and 1");
    WRONG(certainty, 0.5, "0.5 is not between 0.5 and 1");
    WRONG(certainty, 1, "1 is not between 0.5 and 1");
    WRONG(above_by, -2, "-2 is not 0 or more");
    WRONG(draws, -2, "-2 is not -1 to 1000000");
    WRONG(draws, 1000001, "1000001 is not -1 to 1000000");
    o.options.size = 0;
    refused(TRY(), NKT_E_OPTIONS_SIZE, 8,
            "options.size: 0 is no size of options: set it to sizeof (nkt_expected_options)");
    o.options.size = sizeof o;
    o.newer = 1;
    refused(TRY(), NKT_E_OPTIONS_SIZE, 8,
            "options.size: 88 bytes set a field that this library does not have");
    o.newer = 0;
    ck_assert_int_eq(TRY(), NKT_OK);
}
END_TEST

START_TEST(sizes_are_checked) {
    size_t bytes = 4711;

    refused(nkt_expected_size(-1, N, &bytes, &error), NKT_E_COUNT, 1, "n_terms: -1 is negative");
    refused(nkt_expected_size(1, -1, &bytes, &error), NKT_E_COUNT, 2, "n_rows: -1 is negative");
    refused(nkt_expected_size(1, N, NULL, &error), NKT_E_NULL, 3, "size: is NULL");
    refused(nkt_expected_size(1, INT64_MAX, &bytes, &error), NKT_E_SIZE, 2,
            "n_rows: is more than memory can hold");
    refused(nkt_expected_work_size(65, N, NULL, &bytes, &error), NKT_E_COUNT, 1,
            "n_terms: 65 is too many");
    refused(nkt_expected_work_size(1, INT64_MAX / 16, NULL, &bytes, &error), NKT_E_SIZE, 2,
            "n_rows: is more than memory can hold");
    refused(nkt_expected_work_size(1, N, NULL, NULL, &error), NKT_E_NULL, 4, "size: is NULL");
    o.options.draws = -3;
    refused(nkt_expected_work_size(1, N, &o.options, &bytes, &error), NKT_E_OPTION, 3,
            "options.draws: -3 is not -1 to 1000000");
    ck_assert_uint_eq(bytes, 4711);
}
END_TEST

/* Where the data do not allow a fit, the memory holds no model. */
START_TEST(what_cannot_be_fitted_is_no_model) {
    double value;

    ck_assert_int_eq(FIT(&response, &term, 1, 1, model, model_size, work, work_size),
                     NKT_E_TOO_FEW_ROWS);
    ck_assert_int_eq(nkt_expected_get(model, NKT_EXPECTED_N, &value, &error), NKT_E_STATE);
    ck_assert_str_eq(error.message, "model: is no model of expected values, or is damaged");
    for (int i = 0; i < N; i++)
        y[i] = NAN;
    ck_assert_int_eq(FIT(&response, &term, 1, N, model, model_size, work, work_size),
                     NKT_E_TOO_FEW_ROWS);
    ck_assert_int_eq(FIT(&response, &term, 1, 0, model, model_size, work, work_size),
                     NKT_E_TOO_FEW_ROWS);
}
END_TEST

START_TEST(as_many_rows_as_coefficients_have_no_benchmark) {
    double value;

    ck_assert_int_eq(FIT(&response, &term, 1, 2, model, model_size, work, work_size),
                     NKT_NOT_ESTIMABLE);
    ck_assert_int_eq(nkt_expected_get(model, NKT_EXPECTED_TAU2, &value, &error), NKT_OK);
    ck_assert_double_nan(value);
}
END_TEST

START_TEST(reading_is_checked) {
    double out[N], value = 4711;

    ck_assert_int_eq(TRY(), NKT_OK);
    memcpy(before, model, model_size);
    refused(nkt_expected_get(NULL, NKT_EXPECTED_N, &value, &error), NKT_E_NULL, 1,
            "model: is NULL");
    refused(nkt_expected_get(model, NKT_EXPECTED_N, NULL, &error), NKT_E_NULL, 3, "value: is NULL");
    refused(nkt_expected_get(model, 9, &value, &error), NKT_E_ID, 2,
            "what: 9 is no number of a model");
    refused(nkt_expected_get(model + 1, NKT_EXPECTED_N, &value, &error), NKT_E_ALIGNMENT, 1,
            "model: is not 8-byte aligned");
    refused(nkt_expected_copy(NULL, NKT_EXPECTED_ROW_USE, out, 8, N, &error), NKT_E_NULL, 1,
            "model: is NULL");
    refused(nkt_expected_copy(model, 310, out, 8, N, &error), NKT_E_ID, 2,
            "what: 310 is no list of a model");
    refused(nkt_expected_copy(model, NKT_EXPECTED_ROW_USE, NULL, 8, N, &error), NKT_E_NULL, 3,
            "out: is NULL");
    refused(nkt_expected_copy(model, NKT_EXPECTED_ROW_USE, out, 4, N, &error), NKT_E_STRIDE, 4,
            "stride: makes elements overlap");
    refused(nkt_expected_copy(model, NKT_EXPECTED_ROW_USE, out, INT64_MAX / 2, N, &error),
            NKT_E_SIZE, 4, "stride: reaches beyond memory");
    refused(nkt_expected_copy(model, NKT_EXPECTED_ROW_USE, out, 8, N - 1, &error), NKT_E_CAPACITY,
            5, "capacity: 11 is less than the list is long");
    refused(nkt_expected_copy(model, NKT_EXPECTED_ROW_USE, out, 8, -1, &error), NKT_E_COUNT, 5,
            "capacity: -1 is negative");
    ck_assert_double_eq(value, 4711);
    /* backwards */
    ck_assert_int_eq(
        nkt_expected_copy(model, NKT_EXPECTED_ROW_EXPECTED, out + N - 1, -8, N, &error), NKT_OK);
    ck_assert_double_eq_tol(out[N - 1] + 11 * (out[N - 2] - out[N - 1]), out[0], 1e-11);
}
END_TEST

Suite *nkt_suite_expected_bad(void) {
    Suite *suite = suite_create("expected_bad");
    TCase *tcase = tcase_create("expected_bad");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, calls_are_checked);
    tcase_add_test(tcase, options_are_checked);
    tcase_add_test(tcase, sizes_are_checked);
    tcase_add_test(tcase, what_cannot_be_fitted_is_no_model);
    tcase_add_test(tcase, as_many_rows_as_coefficients_have_no_benchmark);
    tcase_add_test(tcase, reading_is_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
