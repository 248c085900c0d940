/*
 * Frequencies for weights: everything that a fit says, and what scores say of it, is to the last bit
 * what it is of the rows written as often as they weigh.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/ols_help.h"

#include "nyckeltal/block.h"
#include "nyckeltal/refit.h"

enum { N = 30, MOST = 400, P = 4 };

static double y[MOST], x[2][MOST], w[MOST];
static double cluster[MOST];
static nkt_column response, terms[2], weight, clusters;
static const nkt_ols_options frequencies = {
    .size = sizeof frequencies, .weights = NKT_OLS_WEIGHTS_FREQUENCY, .degree = {2, 1}};
static const nkt_ols_options plain = {.size = sizeof plain, .degree = {2, 1}};
static nkt_memory few, many, work;
static nkt_error error;

static void setup(void) {
    for (int i = 0; i < N; i++) {
        x[0][i] = i * 37 % 29 / 7.0;
        x[1][i] = i * 11 % 13 / 3.0;
        y[i] = 3 + x[0][i] - 0.3 * x[0][i] * x[0][i] + 2 * x[1][i] + i * 53 % 17 / 5.0;
        w[i] = i * 29 % 7; /* 0 among them */
        cluster[i] = i % 5;
    }
    response = numbers(y);
    terms[0] = numbers(x[0]);
    terms[1] = numbers(x[1]);
    weight = numbers(w);
    clusters = numbers(cluster);
    few = many = work = (nkt_memory)NKT_MEMORY_REALLOC;
}

static void teardown(void) {
    nkt_memory_free(&few);
    nkt_memory_free(&many);
    nkt_memory_free(&work);
}

static nkt_design design_with(const nkt_column *by, int n) {
    return design_of(&response, terms, 2, by, NULL, n);
}

/* The rows as often as they weigh, in place. Returns how many there are. */
static int repeat(void) {
    double rows[N][5];
    int n = 0;

    for (int i = 0; i < N; i++) {
        const double row[5] = {y[i], x[0][i], x[1][i], cluster[i], w[i]};
        memcpy(rows[i], row, sizeof row);
    }
    for (int i = 0; i < N; i++)
        for (int copy = 0; copy < (int)rows[i][4]; copy++, n++) {
            y[n] = rows[i][0];
            x[0][n] = rows[i][1];
            x[1][n] = rows[i][2];
            cluster[n] = rows[i][3];
        }
    return n;
}

static double number(const nkt_memory *fit, int32_t what) {
    double value;
    ck_assert_int_eq(nkt_ols_get(fit, what, &value, NULL), NKT_OK);
    return value;
}

/* The same bits, or both none. */
static void same(double a, double b, int32_t what) {
    ck_assert_msg(a == b || (isnan(a) && isnan(b)), "%d: %.17g and %.17g", what, a, b);
}

static void compare_lists(int32_t what, int n) {
    double of_few[P * P], of_many[P * P];
    ck_assert_int_eq(nkt_ols_copy(&few, what, &NKT_TO(of_few), NULL), NKT_OK);
    ck_assert_int_eq(nkt_ols_copy(&many, what, &NKT_TO(of_many), NULL), NKT_OK);
    for (int k = 0; k < n; k++)
        same(of_few[k], of_many[k], what);
}

static void compare(void) {
    for (int32_t what = NKT_OLS_N; what <= NKT_OLS_N_CLUSTERS; what++) {
        double of_few, of_many;
        if (what == NKT_OLS_N_ZERO_WEIGHT || what == NKT_OLS_WEIGHTS ||
            nkt_ols_get(&few, what, &of_few, NULL) != NKT_OK)
            continue;
        ck_assert_int_eq(nkt_ols_get(&many, what, &of_many, NULL), NKT_OK);
        same(of_few, of_many, what);
    }
    for (int32_t what = NKT_OLS_LIST_COEFFICIENT; what <= NKT_OLS_LIST_UPPER; what++)
        compare_lists(what, P);
    for (int32_t what = NKT_OLS_LIST_ROBUST_SE; what <= NKT_OLS_LIST_ROBUST_UPPER; what++)
        compare_lists(what, P);
    compare_lists(NKT_OLS_LIST_VIF, P);
    compare_lists(NKT_OLS_LIST_ROBUST_DF, P);
    compare_lists(NKT_OLS_LIST_COVARIANCE, P * P);
    compare_lists(NKT_OLS_LIST_ROBUST_COVARIANCE, P * P);
}

/* Of every kind of robust covariance. */
START_TEST(a_row_of_weight_3_is_three_rows) {
    const int by_cluster = _i >= NKT_ROBUST_CR1;
    nkt_design design = design_with(&weight, N);

    ck_assert_int_eq(nkt_ols(&design, &frequencies, &few, &work, &error), NKT_OK);
    ck_assert_double_eq(number(&few, NKT_OLS_WEIGHTS), NKT_OLS_WEIGHTS_FREQUENCY);
    design.cluster = by_cluster ? &clusters : NULL;
    ck_assert_int_eq(nkt_ols_robust(&few, &design, _i, &work, &error), NKT_OK);
    design = design_with(NULL, repeat());
    ck_assert_int_eq(nkt_ols(&design, &plain, &many, &work, &error), NKT_OK);
    ck_assert_double_eq(number(&many, NKT_OLS_N), (double)design.rows.n_rows);
    design.cluster = by_cluster ? &clusters : NULL;
    ck_assert_int_eq(nkt_ols_robust(&many, &design, _i, &work, &error), NKT_OK);
    compare();
}
END_TEST

/* As analytic weights they leave the coefficients, and change the errors. */
START_TEST(analytic_weights_count_rows) {
    const nkt_design design = design_with(&weight, N);
    double of_few[P], of_many[P];

    ck_assert_int_eq(nkt_ols(&design, &frequencies, &few, &work, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols(&design, &plain, &many, &work, &error), NKT_OK);
    ck_assert_double_eq(number(&many, NKT_OLS_WEIGHTS), NKT_OLS_WEIGHTS_ANALYTIC);
    compare_lists(NKT_OLS_LIST_COEFFICIENT, P);
    ck_assert_double_lt(number(&many, NKT_OLS_N), number(&few, NKT_OLS_N));
    nkt_ols_copy(&few, NKT_OLS_LIST_SE, &NKT_TO(of_few), NULL);
    nkt_ols_copy(&many, NKT_OLS_LIST_SE, &NKT_TO(of_many), NULL);
    for (int k = 0; k < P; k++)
        ck_assert_double_eq_tol(of_few[k] * sqrt(number(&few, NKT_OLS_DF)),
                                of_many[k] * sqrt(number(&many, NKT_OLS_DF)), 1e-12 * of_few[k]);
}
END_TEST

/* What is said of a row is said of one of those that are alike. */
START_TEST(rows_are_single_ones) {
    static const int32_t what[] = {NKT_OLS_ROW_LEVERAGE,   NKT_OLS_ROW_STUDENTISED,
                                   NKT_OLS_ROW_DELETED,    NKT_OLS_ROW_COOK,
                                   NKT_OLS_ROW_SE_FIT,     NKT_OLS_ROW_PREDICTION_UPPER,
                                   NKT_OLS_ROW_DFBETAS + 1};
    enum { ASKED = sizeof what / sizeof what[0] };
    double of_few[N][ASKED], of_many[MOST][ASKED];
    double times[N];
    nkt_design design = design_with(&weight, N);
    int n = 0;

    memcpy(times, w, sizeof times);
    ck_assert_int_eq(nkt_ols(&design, &frequencies, &few, &work, &error), NKT_OK);
    ck_assert_int_eq(
        nkt_ols_rows(
            &few, &design, what, ASKED,
            &(nkt_target){.values = of_few, .stride = sizeof of_few[0], .type = NKT_FLOAT64}, &work,
            &error),
        NKT_OK);
    design = design_with(NULL, repeat());
    ck_assert_int_eq(nkt_ols(&design, &plain, &many, &work, &error), NKT_OK);
    ck_assert_int_eq(
        nkt_ols_rows(
            &many, &design, what, ASKED,
            &(nkt_target){.values = of_many, .stride = sizeof of_many[0], .type = NKT_FLOAT64},
            &work, &error),
        NKT_OK);
    for (int i = 0; i < N; i++)
        for (int copy = 0; copy < (int)times[i]; copy++, n++)
            for (int k = 0; k < ASKED; k++)
                same(of_few[i][k], of_many[n][k], what[k]);
}
END_TEST

/* States merge exactly, through bytes too, and keep what their weights mean. */
START_TEST(states_of_frequencies_merge) {
    nkt_memory one = NKT_MEMORY_REALLOC, two = NKT_MEMORY_REALLOC, back = NKT_MEMORY_REALLOC;
    nkt_memory bytes = NKT_MEMORY_REALLOC;
    nkt_design design = design_with(&weight, 11);
    nkt_column rest[3] = {numbers(x[0] + 11), numbers(x[1] + 11), numbers(w + 11)};
    nkt_column response_rest = numbers(y + 11);

    ck_assert_int_eq(nkt_ols_init(&one, 2, &frequencies, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols_init(&two, 2, &frequencies, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols_add(&one, &design, &error), NKT_OK);
    design = design_of(&response_rest, rest, 2, &rest[2], NULL, N - 11);
    ck_assert_int_eq(nkt_ols_add(&two, &design, &error), NKT_OK);
    ck_assert_int_eq(nkt_pack(&two, &bytes, &error), NKT_OK);
    ck_assert_int_eq(nkt_unpack(&bytes, &back, &error), NKT_OK);
    ck_assert_double_eq(number(&back, NKT_OLS_WEIGHTS), NKT_OLS_WEIGHTS_FREQUENCY);
    ck_assert_int_eq(nkt_ols_merge(&one, &back, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols_fit(&one, NULL, &few, &work, &error), NKT_OK);
    design = design_with(NULL, repeat());
    ck_assert_int_eq(nkt_ols(&design, &plain, &many, &work, &error), NKT_OK);
    compare();
    /* not with analytic ones */
    ck_assert_int_eq(nkt_ols_fit(&one, &plain, &few, &work, &error), NKT_E_SHAPE);
    ck_assert_str_eq(error.message,
                     "options.weights: 0 says analytic weights: the state was made with "
                     "frequencies");
    ck_assert_int_eq(nkt_ols_init(&two, 2, &plain, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols_merge(&one, &two, &error), NKT_E_SHAPE);
    ck_assert_str_eq(error.message, "source: has analytic weights, and the state has frequencies");
    nkt_memory_free(&one);
    nkt_memory_free(&two);
    nkt_memory_free(&back);
    nkt_memory_free(&bytes);
}
END_TEST

/* Scores in two states, the clusters in other chunks. */
START_TEST(scores_of_frequencies_merge) {
    nkt_memory one = NKT_MEMORY_REALLOC, two = NKT_MEMORY_REALLOC;
    nkt_column rest[4] = {numbers(x[0] + 17), numbers(x[1] + 17), numbers(w + 17),
                          numbers(cluster + 17)};
    nkt_column response_rest = numbers(y + 17);
    nkt_design design = design_with(&weight, N), second;

    ck_assert_int_eq(nkt_ols(&design, &frequencies, &few, &work, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols_scores_init(&one, &few, NKT_ROBUST_CR2, 5, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols_scores_init(&two, &few, NKT_ROBUST_CR2, 5, &error), NKT_OK);
    second = design_of(&response_rest, rest, 2, &rest[2], NULL, N - 17);
    second.cluster = &rest[3];
    design.rows.n_rows = 17;
    design.cluster = &clusters;
    ck_assert_int_eq(nkt_ols_scores_add(&two, &few, &second, &work, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols_scores_add(&one, &few, &design, &work, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols_scores_merge(&two, &one, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols_scores_apply(&two, &few, &work, &error), NKT_OK);
    design = design_with(NULL, repeat());
    ck_assert_int_eq(nkt_ols(&design, &plain, &many, &work, &error), NKT_OK);
    design.cluster = &clusters;
    ck_assert_int_eq(nkt_ols_robust(&many, &design, NKT_ROBUST_CR2, &work, &error), NKT_OK);
    compare();
    nkt_memory_free(&one);
    nkt_memory_free(&two);
}
END_TEST

START_TEST(bad_frequencies_are_bad_data) {
    nkt_design design = design_with(&weight, N);

    w[4] = 1.5;
    w[7] = 0x1p33;
    w[9] = -1;
    ck_assert_int_eq(nkt_ols(&design, &frequencies, &few, &work, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "design.weight: row 4: 1.5 is no whole number");
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_WHOLE);
    ck_assert_int_eq(error.rows_affected, 3);
    ck_assert_double_eq(number(&few, NKT_OLS_N_INVALID), 3);
    w[4] = 2;
    ck_assert_int_eq(nkt_ols(&design, &frequencies, &few, &work, &error), NKT_ROWS_INVALID);
    ck_assert_int_eq(error.row, 7);
    ck_assert_int_eq(error.reason, NKT_REASON_TOO_LARGE);
    /* refits draw rows, each as one */
    w[7] = w[9] = 1;
    ck_assert_int_eq(nkt_ols(&design, &frequencies, &few, &work, &error), NKT_OK);
    ck_assert_int_eq(nkt_refit_init(&many, &few, &design, &work, &error), NKT_E_OPTION);
    ck_assert_str_eq(error.subject, "fit");
}
END_TEST

Suite *nkt_suite_ols_frequency(void) {
    Suite *suite = suite_create("ols_frequency");
    TCase *tcase = tcase_create("ols_frequency");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, a_row_of_weight_3_is_three_rows, NKT_ROBUST_HC0, NKT_ROBUST_CR2 + 1);
    tcase_add_test(tcase, analytic_weights_count_rows);
    tcase_add_test(tcase, rows_are_single_ones);
    tcase_add_test(tcase, states_of_frequencies_merge);
    tcase_add_test(tcase, scores_of_frequencies_merge);
    tcase_add_test(tcase, bad_frequencies_are_bad_data);
    suite_add_tcase(suite, tcase);
    return suite;
}
