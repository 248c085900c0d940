/*
 * The mean effect of a weighted logit is that of the rows written as often as they weigh.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/irls_help.h"

#include <stdlib.h>

enum { MOST = 6 };

static double many_y[N * MOST], many_x[TERMS][N * MOST];

/* Each row as often as its weight says. Returns how many there are. */
static int repeat(void) {
    int n = 0;
    for (int i = 0; i < N; i++)
        for (int copy = 0; copy < (int)w[i]; copy++, n++) {
            many_y[n] = y[i];
            for (int k = 0; k < TERMS; k++)
                many_x[k][n] = x[k][i];
        }
    return n;
}

START_TEST(weights_count_in_the_mean_effect) {
    double effect[TERMS], error_of[TERMS], plain[TERMS];
    nkt_column many = doubles(many_y), many_terms[TERMS];
    nkt_irls_options options = {.size = sizeof options};

    make(0);
    for (int i = 0; i < N; i++)
        w[i] = 1 + (int)(MOST * uniform());
    ck_assert_int_eq(fit(0, NULL, &options), NKT_OK);
    for (int k = 0; k < TERMS; k++)
        plain[k] = item(NKT_IRLS_COEFFICIENT_EFFECT, k + 1);
    ck_assert_int_eq(fit(1, NULL, &options), NKT_OK);
    for (int k = 0; k < TERMS; k++) {
        effect[k] = item(NKT_IRLS_COEFFICIENT_EFFECT, k + 1);
        error_of[k] = item(NKT_IRLS_COEFFICIENT_EFFECT_SE, k + 1);
        many_terms[k] = doubles(many_x[k]);
        ck_assert_double_gt(fabs(effect[k] - plain[k]), 1e-3 * fabs(plain[k]));
        ck_assert_double_gt(error_of[k], 0);
    }
    design = (nkt_design){
        .rows = NKT_ROWS(repeat()), .response = &many, .terms = many_terms, .n_terms = TERMS};
    ck_assert_int_eq(nkt_irls(&design, &options, &result, &work, &error), NKT_OK);
    for (int k = 0; k < TERMS; k++)
        ck_assert_double_eq_tol(item(NKT_IRLS_COEFFICIENT_EFFECT, k + 1), effect[k],
                                1e-11 * fabs(effect[k]));
}
END_TEST

Suite *nkt_suite_irls_weighted_effect(void) {
    Suite *suite = suite_create("irls_weighted_effect");
    TCase *tcase = tcase_create("irls_weighted_effect");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, weights_count_in_the_mean_effect);
    suite_add_tcase(suite, tcase);
    return suite;
}
