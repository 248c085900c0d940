/*
 * Robust fits: the memory that they need, where lists go, and calls that are refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>
#include <string.h>

#include "model/irls_help.h"

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
    WRONG_MEMBER(response, &odd, NKT_E_TYPE, "99 is no type: NKT_FLOAT64, NKT_INT32, ...");
    WRONG_MEMBER(weight, &odd, NKT_E_TYPE, "99 is no type: NKT_FLOAT64, NKT_INT32, ...");
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
            "2 rows of room are too few, needed are 3");
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

Suite *nkt_suite_irls_bad(void) {
    Suite *suite = suite_create("irls_bad");
    TCase *tcase = tcase_create("irls_bad");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, the_call_says_what_it_needs);
    tcase_add_test(tcase, lists_go_where_the_caller_wants_them);
    tcase_add_test(tcase, calls_are_checked);
    tcase_add_test(tcase, reading_is_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
