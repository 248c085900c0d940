/*
 * The composite index by its rule.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>

#include "comparison/rank_units.h"

static double ranks[MOST];

/* Scales numbers from their 2.5th to their 97.5th percentile, as the rule says it. */
static void scale(double *numbers, int n) {
    static const double ends[] = {0.025, 0.975};
    const nkt_column of = doubles(numbers);
    double at[2];

    ck_assert_int_eq(nkt_quantiles(&of, &(nkt_rows)NKT_ROWS(n), ends, 2, 7, at, &memory, &error),
                     NKT_OK);
    for (int i = 0; i < n; i++)
        numbers[i] = isnan(numbers[i])
                         ? NAN
                         : fmin(fmax(100 * (numbers[i] - at[0]) / (at[1] - at[0]), 0), 100);
}

START_TEST(the_composite_follows_its_rule) {
    const int32_t directions[] = {NKT_DIRECTION_HIGH, NKT_DIRECTION_LOW};
    const nkt_column figures[] = {doubles(x), doubles(w)};
    nkt_table table = NKT_TABLE(figures, 290);
    static double a[290], b[290];
    const int n = 290;

    draw(n, 1e3);
    memcpy(a, x, sizeof a);
    memcpy(b, w, sizeof b);
    ck_assert_int_eq(nkt_composite(&table, directions, &NKT_TO(ranks), &memory, &error), NKT_OK);
    scale(a, n);
    scale(b, n);
    for (int i = 0; i < n; i++)
        a[i] = (a[i] + (100 - b[i])) / 2;
    scale(a, n);
    for (int i = 0; i < n; i++)
        if (isnan(a[i]))
            ck_assert_double_nan(ranks[i]);
        else
            ck_assert_double_eq_tol(ranks[i], a[i], 1e-10);
    for (int i = 0; i < n; i++)
        x[i] = 3;
    table.n_columns = 1;
    ck_assert_int_eq(nkt_composite(&table, directions, &NKT_TO(ranks), &memory, &error), NKT_OK);
    ck_assert_double_eq(ranks[5], 50);
}
END_TEST

Suite *nkt_suite_rank_composite(void) {
    Suite *suite = suite_create("rank_composite");
    TCase *tcase = tcase_create("rank_composite");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, the_composite_follows_its_rule);
    suite_add_tcase(suite, tcase);
    return suite;
}
