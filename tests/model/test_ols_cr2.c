/*
 * CR2 with Satterthwaite's degrees of freedom, against numbers that tests/accuracy/cr2_reference.R
 * printed with R 4.2.2: sandwich for the covariances, n × n matrices for the degrees of freedom.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/ols_help.h"

enum { N = 26, P = 3, SETS = 3 };

static double y[N], x[2][N], w[N];
static int64_t cluster[N];
static nkt_column response, terms[2], weight, clusters;
static nkt_design design;
static nkt_memory fit, work;
static nkt_error error;

static void make(int set) {
    static const int sizes[] = {9, 2, 6, 1, 8}, codes[] = {3, 1, 7, -2, 40};
    for (int k = 0, i = 0; k < 5; k++)
        for (int last = i + sizes[k]; i < last; i++) {
            cluster[i] = codes[k];
            x[0][i] = i * 37 % 11 / 2.0;
            x[1][i] = codes[k] == 3 || codes[k] == 7;
            y[i] = 20 + 1.5 * x[0][i] + 3 * x[1][i] + i * 53 % 17 / 3.0 + codes[k] / 10.0;
            w[i] = 1 + i * 29 % 5 / 2.0;
            if (set == 2)
                x[1][i] = codes[k] == 40;
        }
    response = numbers(y);
    terms[0] = numbers(x[0]);
    terms[1] = numbers(x[1]);
    weight = numbers(w);
    clusters = (nkt_column)NKT_ARRAY(0, cluster);
    design = (nkt_design){.rows = NKT_ROWS(N),
                          .response = &response,
                          .terms = terms,
                          .n_terms = 2,
                          .weight = set == 1 ? &weight : NULL};
    ck_assert_int_eq(nkt_ols(&design, NULL, &fit, &work, &error), NKT_OK);
    design.cluster = &clusters;
}

static void setup(void) {
    fit = work = (nkt_memory)NKT_MEMORY_REALLOC;
}

static void teardown(void) {
    nkt_memory_free(&fit);
    nkt_memory_free(&work);
}

static double item(int32_t what, int k) {
    double list[P * P];
    ck_assert_int_eq(nkt_ols_copy(&fit, what, &NKT_TO(list), NULL), NKT_OK);
    return list[k];
}

static double number(int32_t what) {
    double value;
    ck_assert_int_eq(nkt_ols_get(&fit, what, &value, NULL), NKT_OK);
    return value;
}

static const struct {
    double se[P], df[P], covariance;
} reference[SETS] = {{{3.09768437659094, 0.252014798135324, 2.67224877049649},
                      {2.50481050272795, 2.27259088377831, 2.30113043696943},
                      -0.652472301029167},
                     {{2.93452097192587, 0.202191383309247, 2.5524921326725},
                      {2.5252877104259, 2.27765781465504, 2.30869290545762},
                      -0.528083020447631},
                     {{1.14546403826543, 0.316834163617601, 1.00331974934919},
                      {2.6002254715854, 2.27455699504532, 1.75247024029845},
                      -0.184996676624433}};

START_TEST(errors_and_degrees_of_freedom_agree_with_r) {
    make(_i);
    ck_assert_int_eq(nkt_ols_robust(&fit, &design, NKT_ROBUST_CR2, &work, &error), NKT_OK);
    for (int k = 0; k < P; k++) {
        const double se = reference[_i].se[k], df = reference[_i].df[k];
        const double t = item(NKT_OLS_LIST_COEFFICIENT, k) / se;
        nkt_ols_test test;
        ck_assert_double_eq_tol(item(NKT_OLS_LIST_ROBUST_SE, k), se, 1e-11 * se);
        ck_assert_double_eq_tol(item(NKT_OLS_LIST_ROBUST_DF, k), df, 1e-10 * df);
        ck_assert_double_eq_tol(item(NKT_OLS_LIST_ROBUST_T, k), t, 1e-10 * fabs(t));
        /* the test of one coefficient is its t, squared */
        ck_assert_int_eq(nkt_ols_test_coefficients(&fit, &(int32_t){k}, 1, 1, &test, &work, &error),
                         NKT_OK);
        ck_assert_double_eq_tol(test.f, t * t, 1e-9 * t * t);
        ck_assert_double_eq_tol(test.df2, df, 1e-10 * df);
        ck_assert_double_eq_tol(test.p, item(NKT_OLS_LIST_ROBUST_P, k), 1e-12);
    }
    ck_assert_double_eq_tol(item(NKT_OLS_LIST_ROBUST_COVARIANCE, 1), reference[_i].covariance,
                            1e-11);
    ck_assert_double_eq(number(NKT_OLS_ROBUST_KIND), NKT_ROBUST_CR2);
    ck_assert_double_eq(number(NKT_OLS_N_CLUSTERS), 5);
    ck_assert_double_nan(number(NKT_OLS_ROBUST_DF));
}
END_TEST

/* Several coefficients have no degrees of freedom together; nor does a dropped one. */
START_TEST(what_has_no_degrees_of_freedom_is_not_tested) {
    nkt_ols_test test;

    make(0);
    ck_assert_int_eq(nkt_ols_robust(&fit, &design, NKT_ROBUST_CR2, &work, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols_test_coefficients(&fit, (int32_t[]){1, 2}, 2, 1, &test, &work, &error),
                     NKT_OK);
    ck_assert_double_nan(test.f);
    ck_assert_double_nan(test.p);
    terms[1] = terms[0];
    design.cluster = NULL;
    ck_assert_int_eq(nkt_ols(&design, NULL, &fit, &work, &error), NKT_TERM_DROPPED);
    design.cluster = &clusters;
    ck_assert_int_eq(nkt_ols_robust(&fit, &design, NKT_ROBUST_CR2, &work, &error), NKT_OK);
    ck_assert_double_nan(item(NKT_OLS_LIST_ROBUST_DF, 2));
    ck_assert_double_nan(item(NKT_OLS_LIST_ROBUST_SE, 2));
    ck_assert_double_gt(item(NKT_OLS_LIST_ROBUST_DF, 1), 1);
}
END_TEST

/* Clusters of one row each: CR2 is HC2. */
START_TEST(single_rows_as_clusters_are_hc2) {
    double se[P];

    make(_i);
    for (int i = 0; i < N; i++)
        cluster[i] = 1000 - i;
    ck_assert_int_eq(nkt_ols_robust(&fit, &design, NKT_ROBUST_CR2, &work, &error), NKT_OK);
    for (int k = 0; k < P; k++)
        se[k] = item(NKT_OLS_LIST_ROBUST_SE, k);
    design.cluster = NULL;
    ck_assert_int_eq(nkt_ols_robust(&fit, &design, NKT_ROBUST_HC2, &work, &error), NKT_OK);
    for (int k = 0; k < P; k++) {
        ck_assert_double_eq_tol(item(NKT_OLS_LIST_ROBUST_SE, k), se[k], 1e-12 * se[k]);
        ck_assert_double_eq(item(NKT_OLS_LIST_ROBUST_DF, k), N - P); /* one for all */
    }
}
END_TEST

static void add(nkt_memory *scores, int from, int to) {
    nkt_column part_include;
    int8_t include[N] = {0};

    for (int i = from; i < to; i++)
        include[i] = 1;
    part_include = (nkt_column){.values = include, .stride = 1, .type = NKT_BOOL};
    design.rows.include = &part_include;
    ck_assert_int_eq(nkt_ols_scores_add(scores, &fit, &design, &work, &error), NKT_OK);
    design.rows.include = NULL;
}

/* Any split and order of the rows gives the same bits. */
START_TEST(chunks_merge_to_the_same_bits) {
    nkt_memory first = NKT_MEMORY_REALLOC, second = NKT_MEMORY_REALLOC;
    double whole[2][P];

    make(1);
    ck_assert_int_eq(nkt_ols_robust(&fit, &design, NKT_ROBUST_CR2, &work, &error), NKT_OK);
    for (int k = 0; k < P; k++) {
        whole[0][k] = item(NKT_OLS_LIST_ROBUST_SE, k);
        whole[1][k] = item(NKT_OLS_LIST_ROBUST_DF, k);
    }
    ck_assert_int_eq(nkt_ols_scores_init(&first, &fit, NKT_ROBUST_CR2, 5, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols_scores_init(&second, &fit, NKT_ROBUST_CR2, 7, &error), NKT_OK);
    add(&second, 20, N);
    add(&second, 0, 4);
    add(&first, 4, 20);
    ck_assert_int_eq(nkt_ols_scores_merge(&first, &second, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols_scores_apply(&first, &fit, &work, &error), NKT_OK);
    for (int k = 0; k < P; k++) {
        ck_assert_double_eq(item(NKT_OLS_LIST_ROBUST_SE, k), whole[0][k]);
        ck_assert_double_eq(item(NKT_OLS_LIST_ROBUST_DF, k), whole[1][k]);
    }
    nkt_memory_free(&first);
    nkt_memory_free(&second);
}
END_TEST

START_TEST(bad_calls_are_refused) {
    nkt_memory scores = NKT_MEMORY_REALLOC, other = NKT_MEMORY_REALLOC;

    make(0);
    ck_assert_int_eq(nkt_ols_robust(&fit, &design, 7, &work, &error), NKT_E_ID);
    design.cluster = NULL;
    ck_assert_int_eq(nkt_ols_robust(&fit, &design, NKT_ROBUST_CR2, &work, &error), NKT_E_NULL);
    ck_assert_str_eq(error.subject, "design.cluster");
    design.cluster = &clusters;
    for (int i = 0; i < N; i++)
        cluster[i] = 4;
    ck_assert_int_eq(nkt_ols_robust(&fit, &design, NKT_ROBUST_CR2, &work, &error), NKT_E_CLUSTERS);
    ck_assert_int_eq(nkt_ols_scores_init(&scores, &fit, NKT_ROBUST_CR2, 0, &error), NKT_E_COUNT);
    /* of one kind only */
    ck_assert_int_eq(nkt_ols_scores_init(&scores, &fit, NKT_ROBUST_CR2, 5, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols_scores_init(&other, &fit, NKT_ROBUST_CR1, 5, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols_scores_merge(&scores, &other, &error), NKT_E_SHAPE);
    nkt_memory_free(&scores);
    nkt_memory_free(&other);
}
END_TEST

Suite *nkt_suite_ols_cr2(void) {
    Suite *suite = suite_create("ols_cr2");
    TCase *tcase = tcase_create("ols_cr2");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, errors_and_degrees_of_freedom_agree_with_r, 0, SETS);
    tcase_add_test(tcase, what_has_no_degrees_of_freedom_is_not_tested);
    tcase_add_loop_test(tcase, single_rows_as_clusters_are_hc2, 0, 2);
    tcase_add_test(tcase, chunks_merge_to_the_same_bits);
    tcase_add_test(tcase, bad_calls_are_refused);
    suite_add_tcase(suite, tcase);
    return suite;
}
