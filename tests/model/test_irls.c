/*
 * Fractional logit and Huber's fit: against R where it is installed, against the equations that
 * define them everywhere, and on rows that take no part.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data.h"
#include "nyckeltal/irls.h"

enum { N = 80, TERMS = 2, P = TERMS + 1, SETS = 4 };

static double y[N], x[TERMS][N], w[N];
static nkt_column response, terms[TERMS], weight;
static void *result, *work;
static nkt_error error;

static uint64_t seed;

static double uniform(void) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return ((double)(seed >> 11) + 0.5) * 0x1p-53;
}

static nkt_column doubles(const double *values) {
    return (nkt_column){.values = values, .stride = sizeof *values, .type = NKT_FLOAT64};
}

/* Shares of all sizes; for Huber's fit some rows lie far off. */
static void make(int set) {
    seed = 100 + (uint64_t)set;
    for (int i = 0; i < N; i++) {
        x[0][i] = 10 + 40 * uniform();
        x[1][i] = 5 * uniform();
        w[i] = 1 + floor(400 * uniform());
        y[i] = 100 / (1 + exp(-(-2 + 0.06 * x[0][i] - 0.3 * x[1][i] + 2 * (uniform() - 0.5))));
        if (set >= 2)
            y[i] = 60 - 0.5 * x[0][i] + 3 * x[1][i] + 8 * (uniform() + uniform() - 1) +
                   (i % 13 == 0 ? 40 : 0);
    }
    if (set < 2) {
        y[5] = 0;
        y[6] = 100;
    }
}

static void setup(void) {
    size_t size, work_size;

    response = doubles(y);
    weight = doubles(w);
    for (int k = 0; k < TERMS; k++)
        terms[k] = doubles(x[k]);
    ck_assert_int_eq(nkt_irls_size(TERMS, N, &size, &error), NKT_OK);
    ck_assert_int_eq(nkt_irls_work_size(TERMS, N, &work_size, &error), NKT_OK);
    result = malloc(size);
    work = malloc(work_size);
}

static void teardown(void) {
    free(result);
    free(work);
}

static nkt_status fit(int by_weight, const nkt_column *include, const nkt_irls_options *options) {
    size_t size, work_size;
    nkt_irls_size(TERMS, N, &size, NULL);
    nkt_irls_work_size(TERMS, N, &work_size, NULL);
    return nkt_irls_fit(&response, terms, TERMS, by_weight ? &weight : NULL, include, N, options,
                        result, size, work, work_size, &error);
}

static double number(int32_t what) {
    double value;
    ck_assert_int_eq(nkt_irls_get(result, what, &value, NULL), NKT_OK);
    return value;
}

static double item(int32_t what, int k) {
    double list[N];
    ck_assert_int_eq(nkt_irls_copy(result, what, list, sizeof list[0], N, NULL), NKT_OK);
    return list[k];
}

/* ---- against R ------------------------------------------------------------------------------------------ */

static csv_table *reference(void) {
    char in[512], out[512], command[1200];
    FILE *to;

    if (!have_program("Rscript", "fractional logit and Huber's fit against R"))
        return NULL;
    snprintf(in, sizeof in, "%s", output_path("irls_in.csv"));
    snprintf(out, sizeof out, "%s", output_path("irls_out.csv"));
    to = fopen(in, "w");
    ck_assert_ptr_nonnull(to);
    fprintf(to, "set,y,a,b,w\n");
    for (int set = 0; set < SETS; set++) {
        make(set);
        for (int i = 0; i < N; i++)
            fprintf(to, "%d,%.17g,%.17g,%.17g,%.17g\n", set + 1, y[i], x[0][i], x[1][i], w[i]);
    }
    ck_assert_int_eq(fclose(to), 0);
    snprintf(command, sizeof command, "Rscript tests/accuracy/irls_reference.R '%s' '%s'", in, out);
    ck_assert_int_eq(system(command), 0);
    return csv_read(out);
}

static int compared;

static void compare(const csv_table *csv, int set, const char *what, int index, double got) {
    for (int r = 0; r < csv_rows(csv); r++)
        if (csv_number(csv, r, 0) == set + 1 && strcmp(csv_text(csv, r, 1), what) == 0 &&
            csv_number(csv, r, 2) == index) {
            const double wanted = csv_number(csv, r, 3);
            compared++;
            ck_assert_msg(fabs(got - wanted) <= 1e-9 * fmax(1, fabs(wanted)),
                          "set %d, %s %d: %.17g, and R says %.17g", set + 1, what, index, got,
                          wanted);
        }
}

START_TEST(both_agree_with_r) {
    csv_table *csv = reference();

    if (!csv)
        return;
    compared = 0;
    for (int set = 0; set < SETS; set++) {
        const int logit = set < 2;
        nkt_irls_options options = {.size = sizeof options,
                                    .method = logit ? NKT_IRLS_LOGIT : NKT_IRLS_HUBER};
        make(set);
        ck_assert_int_eq(fit(set % 2, NULL, &options), NKT_OK);
        compare(csv, set, "scale", 0, number(NKT_IRLS_SCALE));
        compare(csv, set, "deviance", 0, number(NKT_IRLS_DEVIANCE));
        for (int k = 0; k < P; k++) {
            compare(csv, set, "coefficient", k, item(NKT_IRLS_COEFFICIENT, k));
            compare(csv, set, "se_model", k, item(NKT_IRLS_SE_MODEL, k));
            compare(csv, set, logit ? "hc0" : "se", k, item(NKT_IRLS_SE, k));
        }
        for (int i = 0; i < N; i++) {
            compare(csv, set, "fitted", i, item(NKT_IRLS_ROW_FITTED, i));
            compare(csv, set, "weight", i, item(NKT_IRLS_ROW_WEIGHT, i));
        }
        if (logit) {
            compare(csv, set, "effect1", 0, item(NKT_IRLS_EFFECT, 1));
            compare(csv, set, "effect2", 0, item(NKT_IRLS_EFFECT, 2));
            compare(csv, set, "effect_se1", 0, item(NKT_IRLS_EFFECT_SE, 1));
            compare(csv, set, "effect_se2", 0, item(NKT_IRLS_EFFECT_SE, 2));
            options.robust = NKT_IRLS_HC1;
            ck_assert_int_eq(fit(set % 2, NULL, &options), NKT_OK);
            for (int k = 0; k < P; k++)
                compare(csv, set, "hc1", k, item(NKT_IRLS_SE, k));
        }
    }
    ck_assert_int_gt(compared, SETS * 2 * N);
    csv_free(csv);
}
END_TEST

/* ---- against their equations ---------------------------------------------------------------------------- */

/* The sum over the rows of a number times term k. */
#define BALANCED(size, k, number_of_row)                                                           \
    do {                                                                                           \
        double sum = 0, absolute = 0;                                                              \
        for (int i = 0; i < N; i++) {                                                              \
            const double part = (number_of_row) * ((k) ? x[(k)-1][i] : 1);                         \
            sum += part;                                                                           \
            absolute += fabs(part);                                                                \
        }                                                                                          \
        ck_assert_double_le(fabs(sum), (size)*absolute);                                           \
    } while (0)

START_TEST(the_logit_solves_its_equations) {
    double residual[N];

    make(_i);
    ck_assert_int_eq(fit(_i, NULL, NULL), NKT_OK);
    ck_assert_double_eq(number(NKT_IRLS_CONVERGED), 1);
    ck_assert_int_eq(nkt_irls_copy(result, NKT_IRLS_ROW_RESIDUAL, residual, 8, N, NULL), NKT_OK);
    for (int k = 0; k < P; k++)
        BALANCED(1e-12, k, (_i ? w[i] : 1) * residual[i]);
    for (int i = 0; i < N; i++) {
        double eta = item(NKT_IRLS_COEFFICIENT, 0);
        for (int k = 0; k < TERMS; k++)
            eta += item(NKT_IRLS_COEFFICIENT, k + 1) * x[k][i];
        ck_assert_double_eq_tol(y[i] - residual[i], 100 / (1 + exp(-eta)), 1e-10);
    }
    for (int k = 0; k < P; k++) {
        const double b = item(NKT_IRLS_COEFFICIENT, k), se = item(NKT_IRLS_SE, k);
        ck_assert_double_eq_tol(item(NKT_IRLS_Z, k), b / se, 1e-12);
        ck_assert_double_eq_tol(item(NKT_IRLS_P, k), erfc(fabs(b / se) / sqrt(2)), 1e-14);
        ck_assert_double_eq_tol(item(NKT_IRLS_UPPER, k) - item(NKT_IRLS_LOWER, k),
                                2 * 1.95996398454005423552 * se, 1e-12);
    }
}
END_TEST

static int ascending(const void *a, const void *b) {
    const double *p = a, *q = b;
    return (*p > *q) - (*p < *q);
}

START_TEST(hubers_fit_solves_its_equations) {
    nkt_irls_options options = {.size = sizeof options, .method = NKT_IRLS_HUBER, .k = 1.2};
    double residual[N], size[N], scale;
    int weighted_down = 0;

    make(2 + _i);
    ck_assert_int_eq(fit(_i, NULL, &options), NKT_OK);
    ck_assert_int_eq(nkt_irls_copy(result, NKT_IRLS_ROW_RESIDUAL, residual, 8, N, NULL), NKT_OK);
    for (int i = 0; i < N; i++)
        size[i] = fabs(residual[i]) * (_i ? sqrt(w[i]) : 1);
    qsort(size, N, sizeof size[0], ascending);
    scale = (size[N / 2 - 1] + size[N / 2]) / 2 / 0.6745;
    ck_assert_double_eq_tol(number(NKT_IRLS_SCALE), scale, 1e-11 * scale);
    for (int i = 0; i < N; i++) {
        const double u = fabs(residual[i]) * (_i ? sqrt(w[i]) : 1) / scale;
        ck_assert_double_eq_tol(item(NKT_IRLS_ROW_WEIGHT, i), u <= 1.2 ? 1 : 1.2 / u, 1e-9);
        weighted_down += u > 1.2;
    }
    ck_assert_int_gt(weighted_down, 5);
    for (int k = 0; k < P; k++)
        BALANCED(1e-10, k, (_i ? w[i] : 1) * item(NKT_IRLS_ROW_WEIGHT, i) * residual[i]);
    ck_assert_double_nan(number(NKT_IRLS_DEVIANCE));
    ck_assert_double_nan(item(NKT_IRLS_EFFECT, 1));
}
END_TEST

/* ---- rows that take no part, and fits without an answer -------------------------------------------------- */

START_TEST(rows_that_take_no_part) {
    static int8_t included[N];
    const nkt_column include = {.values = included, .stride = 1, .type = NKT_BOOL};
    double all[P];

    make(0);
    for (int i = 0; i < N; i++)
        included[i] = i != 3;
    for (int k = 0; k < P; k++)
        all[k] = 0;
    w[4] = 0;
    y[10] = NAN;
    y[11] = 100.5; /* no share */
    x[1][12] = -INFINITY;
    ck_assert_int_eq(fit(1, &include, NULL), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "response: row 11: 100.5 is not between none and all");
    ck_assert_int_eq(error.argument, 1);
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_double_eq(number(NKT_IRLS_N), N - 5);
    ck_assert_double_eq(number(NKT_IRLS_N_LEFT_OUT), 3);
    ck_assert_double_eq(number(NKT_IRLS_N_INVALID), 2);
    ck_assert_double_nan(item(NKT_IRLS_ROW_FITTED, 3));
    ck_assert_double_nan(item(NKT_IRLS_ROW_WEIGHT, 4));
    for (int k = 0; k < P; k++)
        all[k] = item(NKT_IRLS_COEFFICIENT, k);
    for (int i = 0; i < N; i++)
        if (i == 3 || i == 4 || (i >= 10 && i <= 12))
            y[i] = NAN;
    x[1][12] = 0;
    ck_assert_int_eq(fit(1, NULL, NULL), NKT_OK);
    for (int k = 0; k < P; k++)
        ck_assert_double_eq(item(NKT_IRLS_COEFFICIENT, k), all[k]);
}
END_TEST

START_TEST(terms_that_separate_have_no_maximum) {
    make(0);
    for (int i = 0; i < N; i++)
        y[i] = x[0][i] > 30 ? 100 : 0;
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_NOT_CONVERGED);
    ck_assert_str_eq(error.message,
                     "logit: the terms tell none from all: there is no greatest likelihood");
    ck_assert_double_eq(number(NKT_IRLS_CONVERGED), 0);
    ck_assert_double_nan(item(NKT_IRLS_SE, 1));
    for (int i = 0; i < N; i++)
        y[i] = 100;
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_NOT_CONVERGED);
    for (int i = 0; i < N; i++)
        y[i] = 50;
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_OK);
    ck_assert_double_eq_tol(item(NKT_IRLS_COEFFICIENT, 1), 0, 1e-14);
}
END_TEST

START_TEST(too_few_steps_are_told) {
    nkt_irls_options options = {.size = sizeof options, .iterations = 2};

    make(0);
    ck_assert_int_eq(fit(0, NULL, &options), NKT_NOT_CONVERGED);
    ck_assert_str_eq(error.message, "logit: the iteration came to no end");
    ck_assert_double_eq(number(NKT_IRLS_ITERATIONS), 2);
    options.method = NKT_IRLS_HUBER;
    make(2);
    ck_assert_int_eq(fit(0, NULL, &options), NKT_NOT_CONVERGED);
    ck_assert_str_eq(error.message, "huber: the iteration came to no end");
}
END_TEST

START_TEST(a_scale_of_0_is_a_perfect_fit) {
    nkt_irls_options options = {.size = sizeof options, .method = NKT_IRLS_HUBER};

    make(2);
    for (int i = 0; i < N; i++)
        y[i] = 7 + 2 * x[0][i] - x[1][i] / 3;
    ck_assert_int_eq(fit(0, NULL, &options), NKT_PERFECT_FIT);
    ck_assert_double_eq(number(NKT_IRLS_SCALE), 0);
    ck_assert_double_eq_tol(item(NKT_IRLS_COEFFICIENT, 1), 2, 1e-12);
    ck_assert_double_nan(item(NKT_IRLS_SE, 1));
}
END_TEST

START_TEST(collinear_terms_are_dropped) {
    make(0);
    for (int i = 0; i < N; i++)
        x[1][i] = 3 * x[0][i] - 2;
    for (int32_t method = NKT_IRLS_LOGIT; method <= NKT_IRLS_HUBER; method++) {
        nkt_irls_options options = {.size = sizeof options, .method = method};
        ck_assert_int_eq(fit(0, NULL, &options), NKT_TERM_DROPPED);
        ck_assert_double_eq(number(NKT_IRLS_RANK), 2);
        ck_assert_double_nan(item(NKT_IRLS_COEFFICIENT, 2));
        ck_assert(isfinite(item(NKT_IRLS_SE, 1)));
    }
}
END_TEST

START_TEST(as_many_rows_as_coefficients) {
    make(0);
    for (int i = 3; i < N; i++)
        y[i] = NAN;
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_NOT_ESTIMABLE);
    ck_assert_double_nan(item(NKT_IRLS_SE, 0));
    y[2] = NAN;
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_E_TOO_FEW_ROWS);
    ck_assert_int_eq(nkt_irls_get(result, NKT_IRLS_N, &(double){0}, NULL), NKT_E_STATE);
}
END_TEST

/* ---- bad calls ------------------------------------------------------------------------------------------- */

static void refused(nkt_status got, nkt_status status, int argument, const char *message) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
    if (message)
        ck_assert_str_eq(error.message, message);
}

START_TEST(calls_are_checked) {
    struct {
        nkt_irls_options options;
        double newer;
    } o = {.options = {.size = sizeof o.options}};
    size_t size, work_size, bytes = 4711;
    nkt_column odd;
    double value = 4711, list[N];

    make(0);
    nkt_irls_size(TERMS, N, &size, NULL);
    nkt_irls_work_size(TERMS, N, &work_size, NULL);
#define FIT(y_, terms_, n_terms, n_rows, result_, size_, work_, work_size_)                        \
    nkt_irls_fit(y_, terms_, n_terms, NULL, NULL, n_rows, &o.options, result_, size_, work_,       \
                 work_size_, &error)
    memset(result, 0x22, size);
    refused(FIT(NULL, terms, TERMS, N, result, size, work, work_size), NKT_E_NULL, 1,
            "response: is NULL");
    refused(FIT(&response, NULL, TERMS, N, result, size, work, work_size), NKT_E_NULL, 2,
            "terms: is NULL");
    refused(FIT(&response, terms, -1, N, result, size, work, work_size), NKT_E_COUNT, 3,
            "n_terms: -1 is negative");
    refused(FIT(&response, terms, 65, N, result, size, work, work_size), NKT_E_COUNT, 3,
            "n_terms: 65 is too many");
    refused(FIT(&response, terms, TERMS, -1, result, size, work, work_size), NKT_E_COUNT, 6,
            "n_rows: -1 is negative");
    refused(FIT(&response, terms, TERMS, INT64_MAX, result, size, work, work_size), NKT_E_SIZE, 6,
            "n_rows: is more than memory can hold");
    refused(FIT(&response, terms, TERMS, N, NULL, size, work, work_size), NKT_E_NULL, 8,
            "result: is NULL");
    refused(FIT(&response, terms, TERMS, N, result, size - 1, work, work_size), NKT_E_CAPACITY, 9,
            NULL);
    refused(FIT(&response, terms, TERMS, N, (char *)result + 1, size, work, work_size),
            NKT_E_ALIGNMENT, 8, NULL);
    refused(FIT(&response, terms, TERMS, N, result, size, NULL, work_size), NKT_E_NULL, 10,
            "work: is NULL");
    refused(FIT(&response, terms, TERMS, N, result, size, work, work_size - 1), NKT_E_CAPACITY, 11,
            NULL);
    odd = response;
    odd.type = 99;
    refused(FIT(&odd, terms, TERMS, N, result, size, work, work_size), NKT_E_TYPE, 1, NULL);
    refused(nkt_irls_fit(&response, terms, TERMS, &odd, NULL, N, NULL, result, size, work,
                         work_size, &error),
            NKT_E_TYPE, 4, "weight: 99 is no type code");
#define WRONG(field, wrong, sentence)                                                              \
    o.options.field = wrong;                                                                       \
    refused(FIT(&response, terms, TERMS, N, result, size, work, work_size), NKT_E_OPTION, 7,       \
            "options." #field ": " sentence);                                                      \
    o.options.field = 0
    WRONG(method, 2, "2 is not 0 or 1");
    WRONG(robust, -1, "-1 is not 0 or 1");
    WRONG(iterations, -1, "-1 is not 0 to 1000000");
    WRONG(whole, -5, "-5 is not above 0");
    WRONG(k, NAN, "NaN is not above 0");
    WRONG(tolerance, 1, "1 is not 0 or more and below 1");
    WRONG(confidence, 1, "1 is not between 0 and 1");
    o.options.size = sizeof o;
    o.newer = 1;
    refused(FIT(&response, terms, TERMS, N, result, size, work, work_size), NKT_E_OPTIONS_SIZE, 7,
            NULL);
    for (size_t i = 0; i < size; i++)
        ck_assert_int_eq(((unsigned char *)result)[i], 0x22);
    refused(nkt_irls_size(-1, N, &bytes, &error), NKT_E_COUNT, 1, "n_terms: -1 is negative");
    refused(nkt_irls_size(TERMS, N, NULL, &error), NKT_E_NULL, 3, "size: is NULL");
    refused(nkt_irls_work_size(TERMS, -1, &bytes, &error), NKT_E_COUNT, 2,
            "n_rows: -1 is negative");
    refused(nkt_irls_work_size(TERMS, INT64_MAX, &bytes, &error), NKT_E_SIZE, 2, NULL);
    ck_assert_uint_eq(bytes, 4711);
    refused(nkt_irls_get(NULL, NKT_IRLS_N, &value, &error), NKT_E_NULL, 1, "result: is NULL");
    refused(nkt_irls_get(result, NKT_IRLS_N, &value, &error), NKT_E_STATE, 1,
            "result: is no result, or is damaged");
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_OK);
    refused(nkt_irls_get(result, 520, &value, &error), NKT_E_ID, 2,
            "what: 520 is no number of a result");
    refused(nkt_irls_get(result, NKT_IRLS_N, NULL, &error), NKT_E_NULL, 3, "value: is NULL");
    refused(nkt_irls_copy(result, 530, list, 8, N, &error), NKT_E_ID, 2,
            "what: 530 is no list of a result");
    refused(nkt_irls_copy(result, NKT_IRLS_SE, list, 8, 2, &error), NKT_E_CAPACITY, 5,
            "capacity: 2 is less than the list is long");
    refused(nkt_irls_copy(result, NKT_IRLS_SE, NULL, 8, N, &error), NKT_E_NULL, 3, "out: is NULL");
    refused(nkt_irls_copy(result, NKT_IRLS_SE, list, 1, N, &error), NKT_E_STRIDE, 4,
            "stride: makes elements overlap");
    ck_assert_double_eq(value, 4711);
}
END_TEST

Suite *nkt_suite_irls(void) {
    Suite *suite = suite_create("irls");
    TCase *tcase = tcase_create("irls");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, both_agree_with_r);
    tcase_add_loop_test(tcase, the_logit_solves_its_equations, 0, 2);
    tcase_add_loop_test(tcase, hubers_fit_solves_its_equations, 0, 2);
    tcase_add_test(tcase, rows_that_take_no_part);
    tcase_add_test(tcase, terms_that_separate_have_no_maximum);
    tcase_add_test(tcase, too_few_steps_are_told);
    tcase_add_test(tcase, a_scale_of_0_is_a_perfect_fit);
    tcase_add_test(tcase, collinear_terms_are_dropped);
    tcase_add_test(tcase, as_many_rows_as_coefficients);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
