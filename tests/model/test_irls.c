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
#include "nyckeltal/realloc.h"

enum { N = 80, TERMS = 2, P = TERMS + 1, SETS = 4 };

static double y[N], x[TERMS][N], w[N];
static nkt_column response, terms[TERMS], weight;
static nkt_design design;
static nkt_memory result, work;
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
    response = doubles(y);
    weight = doubles(w);
    for (int k = 0; k < TERMS; k++)
        terms[k] = doubles(x[k]);
    design =
        (nkt_design){.rows = NKT_ROWS(N), .response = &response, .terms = terms, .n_terms = TERMS};
    result = work = (nkt_memory)NKT_MEMORY_REALLOC;
}

static void teardown(void) {
    nkt_memory_free(&result);
    nkt_memory_free(&work);
}

static nkt_status fit(int by_weight, const nkt_column *include, const nkt_irls_options *options) {
    design.rows.include = include;
    design.weight = by_weight ? &weight : NULL;
    return nkt_irls(&design, options, &result, &work, &error);
}

static double number(int32_t what) {
    double value;
    ck_assert_int_eq(nkt_irls_get(&result, what, &value, NULL), NKT_OK);
    return value;
}

static double item(int32_t what, int k) {
    double list[N];
    ck_assert_int_eq(nkt_irls_copy(&result, what, &NKT_TO(list), NULL), NKT_OK);
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
                                    .method =
                                        logit ? NKT_IRLS_METHOD_LOGIT : NKT_IRLS_METHOD_HUBER};
        make(set);
        ck_assert_int_eq(fit(set % 2, NULL, &options), NKT_OK);
        compare(csv, set, "scale", 0, number(NKT_IRLS_SCALE));
        compare(csv, set, "deviance", 0, number(NKT_IRLS_DEVIANCE));
        for (int k = 0; k < P; k++) {
            compare(csv, set, "coefficient", k, item(NKT_IRLS_COEFFICIENT, k));
            compare(csv, set, "se_model", k, item(NKT_IRLS_COEFFICIENT_SE_MODEL, k));
            compare(csv, set, logit ? "hc0" : "se", k, item(NKT_IRLS_COEFFICIENT_SE, k));
        }
        for (int i = 0; i < N; i++) {
            compare(csv, set, "fitted", i, item(NKT_IRLS_ROW_FITTED, i));
            compare(csv, set, "weight", i, item(NKT_IRLS_ROW_WEIGHT, i));
        }
        if (logit) {
            compare(csv, set, "effect1", 0, item(NKT_IRLS_COEFFICIENT_EFFECT, 1));
            compare(csv, set, "effect2", 0, item(NKT_IRLS_COEFFICIENT_EFFECT, 2));
            compare(csv, set, "effect_se1", 0, item(NKT_IRLS_COEFFICIENT_EFFECT_SE, 1));
            compare(csv, set, "effect_se2", 0, item(NKT_IRLS_COEFFICIENT_EFFECT_SE, 2));
            options.robust = NKT_ROBUST_HC1;
            ck_assert_int_eq(fit(set % 2, NULL, &options), NKT_OK);
            for (int k = 0; k < P; k++)
                compare(csv, set, "hc1", k, item(NKT_IRLS_COEFFICIENT_SE, k));
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
    ck_assert_int_eq(nkt_irls_copy(&result, NKT_IRLS_ROW_RESIDUAL, &NKT_TO(residual), NULL),
                     NKT_OK);
    for (int k = 0; k < P; k++)
        BALANCED(1e-12, k, (_i ? w[i] : 1) * residual[i]);
    for (int i = 0; i < N; i++) {
        double eta = item(NKT_IRLS_COEFFICIENT, 0);
        for (int k = 0; k < TERMS; k++)
            eta += item(NKT_IRLS_COEFFICIENT, k + 1) * x[k][i];
        ck_assert_double_eq_tol(y[i] - residual[i], 100 / (1 + exp(-eta)), 1e-10);
    }
    for (int k = 0; k < P; k++) {
        const double b = item(NKT_IRLS_COEFFICIENT, k), se = item(NKT_IRLS_COEFFICIENT_SE, k);
        ck_assert_double_eq_tol(item(NKT_IRLS_COEFFICIENT_Z, k), b / se, 1e-12);
        ck_assert_double_eq_tol(item(NKT_IRLS_COEFFICIENT_P, k), erfc(fabs(b / se) / sqrt(2)),
                                1e-14);
        ck_assert_double_eq_tol(item(NKT_IRLS_COEFFICIENT_UPPER, k) -
                                    item(NKT_IRLS_COEFFICIENT_LOWER, k),
                                2 * 1.95996398454005423552 * se, 1e-12);
    }
}
END_TEST

static int ascending(const void *a, const void *b) {
    const double *p = a, *q = b;
    return (*p > *q) - (*p < *q);
}

START_TEST(hubers_fit_solves_its_equations) {
    nkt_irls_options options = {.size = sizeof options, .method = NKT_IRLS_METHOD_HUBER, .k = 1.2};
    double residual[N], size[N], scale;
    int weighted_down = 0;

    make(2 + _i);
    ck_assert_int_eq(fit(_i, NULL, &options), NKT_OK);
    ck_assert_int_eq(nkt_irls_copy(&result, NKT_IRLS_ROW_RESIDUAL, &NKT_TO(residual), NULL),
                     NKT_OK);
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
    ck_assert_double_nan(item(NKT_IRLS_COEFFICIENT_EFFECT, 1));
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
    ck_assert_str_eq(error.message, "design.response: row 11: 100.5 is more than its whole");
    ck_assert_int_eq(error.argument, 1);
    ck_assert_int_eq(error.reason, NKT_REASON_ABOVE_WHOLE);
    ck_assert_double_eq(error.bound, 100);
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
    ck_assert_str_eq(
        error.message,
        "logit: the terms separate 0 from 100 per cent: there is no greatest likelihood");
    ck_assert_double_eq(number(NKT_IRLS_CONVERGED), 0);
    ck_assert_double_nan(item(NKT_IRLS_COEFFICIENT_SE, 1));
    for (int i = 0; i < N; i++)
        y[i] = 100;
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_NOT_CONVERGED);
    for (int i = 0; i < N; i++)
        y[i] = 50;
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_OK);
    ck_assert_double_eq_tol(item(NKT_IRLS_COEFFICIENT, 1), 0, 1e-14);
}
END_TEST

START_TEST(too_few_steps_are_remarked) {
    nkt_irls_options options = {.size = sizeof options, .iterations = 2};

    make(0);
    ck_assert_int_eq(fit(0, NULL, &options), NKT_NOT_CONVERGED);
    ck_assert_str_eq(error.message, "logit: the iteration did not converge");
    ck_assert_double_eq(number(NKT_IRLS_STEPS), 2);
    options.method = NKT_IRLS_METHOD_HUBER;
    make(2);
    ck_assert_int_eq(fit(0, NULL, &options), NKT_NOT_CONVERGED);
    ck_assert_str_eq(error.message, "huber: the iteration did not converge");
}
END_TEST

START_TEST(a_scale_of_0_is_a_perfect_fit) {
    nkt_irls_options options = {.size = sizeof options, .method = NKT_IRLS_METHOD_HUBER};

    make(2);
    for (int i = 0; i < N; i++)
        y[i] = 7 + 2 * x[0][i] - x[1][i] / 3;
    ck_assert_int_eq(fit(0, NULL, &options), NKT_PERFECT_FIT);
    ck_assert_double_eq(number(NKT_IRLS_SCALE), 0);
    ck_assert_double_eq_tol(item(NKT_IRLS_COEFFICIENT, 1), 2, 1e-12);
    ck_assert_double_nan(item(NKT_IRLS_COEFFICIENT_SE, 1));
}
END_TEST

START_TEST(collinear_terms_are_dropped) {
    make(0);
    for (int i = 0; i < N; i++)
        x[1][i] = 3 * x[0][i] - 2;
    for (int32_t method = NKT_IRLS_METHOD_LOGIT; method <= NKT_IRLS_METHOD_HUBER; method++) {
        nkt_irls_options options = {.size = sizeof options, .method = method};
        ck_assert_int_eq(fit(0, NULL, &options), NKT_TERM_DROPPED);
        ck_assert_double_eq(number(NKT_IRLS_RANK), 2);
        ck_assert_double_nan(item(NKT_IRLS_COEFFICIENT, 2));
        ck_assert(isfinite(item(NKT_IRLS_COEFFICIENT_SE, 1)));
    }
}
END_TEST

START_TEST(as_many_rows_as_coefficients) {
    make(0);
    for (int i = 3; i < N; i++)
        y[i] = NAN;
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_NOT_ESTIMABLE);
    ck_assert_double_nan(item(NKT_IRLS_COEFFICIENT_SE, 0));
    y[2] = NAN;
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_E_TOO_FEW_ROWS);
    /* the result of before is still there */
    ck_assert_double_eq(number(NKT_IRLS_N), 3);
}
END_TEST

/* Proportions are far from all: the logit would take every one for a hundredth of itself. */
START_TEST(proportions_where_per_cent_are_meant_are_remarked) {
    nkt_irls_options options = {.size = sizeof options};
    double per_cent;

    make(0);
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_OK);
    per_cent = item(NKT_IRLS_COEFFICIENT, 1);
    for (int i = 0; i < N; i++)
        y[i] /= 100;
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_SEEMS_PROPORTIONS);
    ck_assert_int_eq(error.reason, NKT_REASON_OTHER_SCALE);
    ck_assert_str_eq(error.subject, "design.response");
    options.whole = 1;
    ck_assert_int_eq(fit(0, NULL, &options), NKT_OK);
    ck_assert_double_eq_tol(item(NKT_IRLS_COEFFICIENT, 1), per_cent, 1e-10);
    options.whole = 0;
    options.method = NKT_IRLS_METHOD_HUBER; /* takes them as they are */
    ck_assert_int_eq(fit(0, NULL, &options), NKT_OK);
}
END_TEST

/* ---- memory, lists, what a result is --------------------------------------------------------------------- */

START_TEST(the_call_says_what_it_needs) {
    nkt_memory of_result = {0}, of_work = {0};

    make(0);
    ck_assert_int_eq(nkt_irls(&design, NULL, &of_result, &of_work, &error), NKT_E_CAPACITY);
    ck_assert(of_result.needed > 0 && of_work.needed > 0);
    ck_assert_str_eq(error.subject, "result");
    of_result.data = malloc(of_result.size = of_result.needed);
    of_work.data = malloc(of_work.size = of_work.needed);
    of_work.size--;
    ck_assert_int_eq(nkt_irls(&design, NULL, &of_result, &of_work, &error), NKT_E_CAPACITY);
    ck_assert_str_eq(error.subject, "work");
    of_work.size++;
    ck_assert_int_eq(nkt_irls(&design, NULL, &of_result, &of_work, &error), NKT_OK);
    free(of_result.data);
    free(of_work.data);
}
END_TEST

START_TEST(lists_go_where_the_caller_wants_them) {
    struct {
        float fitted;
        int32_t other;
    } rows[N];
    float coefficients[P];
    nkt_target to = NKT_TO(coefficients);

    make(0);
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_OK);
    ck_assert_int_eq(
        nkt_irls_copy(&result, NKT_IRLS_ROW_FITTED, &NKT_TO_FIELD(rows, fitted), &error), NKT_OK);
    for (int i = 0; i < N; i++)
        ck_assert(rows[i].fitted == (float)item(NKT_IRLS_ROW_FITTED, i));
    ck_assert_int_eq(nkt_irls_copy(&result, NKT_IRLS_COEFFICIENT, &to, &error), NKT_OK);
    ck_assert(coefficients[2] == (float)item(NKT_IRLS_COEFFICIENT, 2));
    to.type = NKT_INT32;
    ck_assert_int_eq(nkt_irls_copy(&result, NKT_IRLS_COEFFICIENT, &to, &error), NKT_E_TYPE);
    ck_assert_double_eq(number(NKT_IRLS_N_TERMS), TERMS);
    ck_assert_double_eq(number(NKT_IRLS_N_ROWS), N);
    ck_assert_double_eq(number(NKT_IRLS_INTERCEPT), 1);
    ck_assert_double_eq(number(NKT_IRLS_METHOD), NKT_IRLS_METHOD_LOGIT);
    ck_assert_double_eq(number(NKT_IRLS_ROBUST), NKT_ROBUST_HC0);
    ck_assert_double_eq(number(NKT_IRLS_ITERATIONS), 200);
    ck_assert_double_eq(number(NKT_IRLS_WHOLE), 100);
    ck_assert_double_eq(number(NKT_IRLS_K), 1.345);
    ck_assert_double_eq(number(NKT_IRLS_TOLERANCE), 1e-13);
    ck_assert_double_eq(number(NKT_IRLS_CONFIDENCE), 0.95);
}
END_TEST

/* ---- bad calls ------------------------------------------------------------------------------------------- */

static unsigned char *before; /* the result that was there */

static void refused(nkt_status got, nkt_status status, const char *subject, const char *sentence) {
    char message[200];
    ck_assert_int_eq(got, status);
    ck_assert_str_eq(error.subject, subject);
    snprintf(message, sizeof message, "%s: %s", subject, sentence);
    if (sentence)
        ck_assert_str_eq(error.message, message);
    ck_assert_mem_eq(result.data, before, result.size);
}

START_TEST(calls_are_checked) {
    struct {
        nkt_irls_options options;
        double newer;
    } o = {.options = {.size = sizeof o.options}};
    nkt_column odd;

    make(0);
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_OK);
    before = malloc(result.size);
    memcpy(before, result.data, result.size);
    odd = response;
    odd.type = 99;
#define FIT() nkt_irls(&design, &o.options, &result, &work, &error)
#define WRONG_MEMBER(member, wrong, status, sentence)                                              \
    do {                                                                                           \
        const nkt_design kept = design;                                                            \
        design.member = wrong;                                                                     \
        refused(FIT(), status, "design." #member, sentence);                                       \
        design = kept;                                                                             \
    } while (0)
    refused(nkt_irls(NULL, NULL, &result, &work, &error), NKT_E_NULL, "design", "is NULL");
    WRONG_MEMBER(response, NULL, NKT_E_NULL, "is NULL");
    WRONG_MEMBER(terms, NULL, NKT_E_NULL, "is NULL");
    WRONG_MEMBER(n_terms, -1, NKT_E_COUNT, "-1 is negative");
    WRONG_MEMBER(n_terms, 65, NKT_E_COUNT, "65 is more than 64");
    WRONG_MEMBER(rows.n_rows, -1, NKT_E_COUNT, "-1 is negative");
    WRONG_MEMBER(response, &odd, NKT_E_TYPE, "99 is no type code");
    WRONG_MEMBER(weight, &odd, NKT_E_TYPE, "99 is no type code");
    WRONG_MEMBER(size, &weight, NKT_E_OPTION, "is not taken by this function: leave it NULL");
    WRONG_MEMBER(cluster, &weight, NKT_E_OPTION, "is not taken by this function: leave it NULL");
    refused(nkt_irls(&design, NULL, NULL, &work, &error), NKT_E_NULL, "result", "is NULL");
    refused(nkt_irls(&design, NULL, &result, NULL, &error), NKT_E_NULL, "work", "is NULL");
    refused(nkt_irls(&design, NULL, &result, &result, &error), NKT_E_DUPLICATE, "work", NULL);
    design.rows.n_rows = INT64_MAX;
    refused(FIT(), NKT_E_SIZE, "result", "needs more memory than there can be");
    design.rows.n_rows = 2; /* the data do not allow it */
    refused(FIT(), NKT_E_TOO_FEW_ROWS, "design.rows", "2 rows are too few for 3 coefficients");
    design.rows.n_rows = N;
#define WRONG(field, wrong, sentence)                                                              \
    o.options.field = wrong;                                                                       \
    refused(FIT(), NKT_E_OPTION, "options." #field, sentence);                                     \
    o.options.field = 0
    WRONG(method, 2, "2 is no code: these are 0 and 1");
    WRONG(robust, NKT_ROBUST_HC2, "3 is no code: these are 1 and 2");
    WRONG(iterations, -1, "-1 is negative");
    WRONG(whole, -5, "-5 is not above 0");
    WRONG(k, NAN, "NaN is no finite number");
    WRONG(tolerance, 1, "1 is not between 0 and 1");
    WRONG(confidence, 1, "1 is not between 0 and 1");
    o.options.size = sizeof o;
    o.newer = 1;
    refused(FIT(), NKT_E_OPTIONS_SIZE, "options.size", NULL);
    o.newer = 0;
    ck_assert_int_eq(FIT(), NKT_OK);
    free(before);
}
END_TEST

START_TEST(reading_is_checked) {
    uint64_t room[100] = {0};
    nkt_memory none = {.data = room, .size = sizeof room};
    double value = 4711, list[N];
    nkt_target to = NKT_TO(list);

    make(0);
    ck_assert_int_eq(fit(0, NULL, NULL), NKT_OK);
    before = malloc(result.size);
    memcpy(before, result.data, result.size);
    refused(nkt_irls_get(NULL, NKT_IRLS_N, &value, &error), NKT_E_NULL, "result", "is NULL");
    refused(nkt_irls_get(&none, NKT_IRLS_N, &value, &error), NKT_E_STATE, "result",
            "is no result, or is damaged");
    refused(nkt_irls_get(&result, 520, &value, &error), NKT_E_ID, "what",
            "520 is no number of a result");
    refused(nkt_irls_get(&result, NKT_IRLS_N, NULL, &error), NKT_E_NULL, "value", "is NULL");
    refused(nkt_irls_copy(&result, 530, &to, &error), NKT_E_ID, "what",
            "530 is no list of a result");
    to.capacity = 2;
    refused(nkt_irls_copy(&result, NKT_IRLS_COEFFICIENT_SE, &to, &error), NKT_E_CAPACITY, "out",
            "2 rows of room are too few");
    refused(nkt_irls_copy(&result, NKT_IRLS_COEFFICIENT_SE, NULL, &error), NKT_E_NULL, "out",
            "is NULL");
    to = NKT_TO(list);
    to.stride = 1;
    refused(nkt_irls_copy(&result, NKT_IRLS_COEFFICIENT_SE, &to, &error), NKT_E_STRIDE, "out",
            "has strides that make elements overlap");
    ck_assert_double_eq(value, 4711);
    for (size_t i = 0; i < 4; i++) { /* magic, size, n_terms, n_rows */
        uint64_t *words = result.data;
        const uint64_t kept = words[i];
        words[i] = kept ^ 1;
        ck_assert_int_eq(nkt_irls_get(&result, NKT_IRLS_N, &value, &error), NKT_E_STATE);
        words[i] = UINT64_MAX;
        ck_assert_int_eq(nkt_irls_get(&result, NKT_IRLS_N, &value, &error), NKT_E_STATE);
        words[i] = kept;
    }
    result.size -= 8;
    ck_assert_int_eq(nkt_irls_get(&result, NKT_IRLS_N, &value, &error), NKT_E_STATE);
    free(before);
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
    tcase_add_test(tcase, too_few_steps_are_remarked);
    tcase_add_test(tcase, a_scale_of_0_is_a_perfect_fit);
    tcase_add_test(tcase, collinear_terms_are_dropped);
    tcase_add_test(tcase, as_many_rows_as_coefficients);
    tcase_add_test(tcase, proportions_where_per_cent_are_meant_are_remarked);
    tcase_add_test(tcase, the_call_says_what_it_needs);
    tcase_add_test(tcase, lists_go_where_the_caller_wants_them);
    tcase_add_test(tcase, calls_are_checked);
    tcase_add_test(tcase, reading_is_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
