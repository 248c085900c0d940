/*
 * Quantiles against R and by counting, summaries against their parts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <stdio.h>

#include "comparison/rank_units.h"
#include "data.h"

enum { SETS = 6 };
static const int set_sizes[SETS] = {1, 2, 7, 40, 290, MOST};
static const double probabilities[] = {0, 0.025, 0.1, 0.25, 1.0 / 3, 0.5, 0.75, 0.9, 0.975, 1};
enum { PROBABILITIES = 10 };

static void draw_set(int set) {
    seed = (uint64_t)set + 1;
    draw(set_sizes[set], set % 2 ? 1 : 1e6);
    if (isnan(x[0]))
        x[0] = 4;
}

START_TEST(quantiles_are_those_of_r) {
    char in[512], out[512], command[1200];
    csv_table *csv;
    FILE *to;

    if (!have_program("Rscript", "quantiles against R"))
        return;
    snprintf(in, sizeof in, "%s", output_path("quantiles_in.csv"));
    snprintf(out, sizeof out, "%s", output_path("quantiles_out.csv"));
    to = fopen(in, "w");
    ck_assert_ptr_nonnull(to);
    fprintf(to, "set,x\n");
    for (int set = 0; set < SETS; set++) {
        draw_set(set);
        for (int i = 0; i < set_sizes[set]; i++)
            if (isnan(x[i]))
                fprintf(to, "%d,NA\n", set);
            else
                fprintf(to, "%d,%.17g\n", set, x[i]);
    }
    ck_assert_int_eq(fclose(to), 0);
    snprintf(command, sizeof command, "Rscript tests/accuracy/quantiles.R '%s' '%s'", in, out);
    ck_assert_int_eq(system(command), 0);
    csv = csv_read(out);
    ck_assert_int_eq(csv_rows(csv), SETS * 9 * PROBABILITIES);
    for (int r = 0; r < csv_rows(csv); r++) {
        const int set = (int)csv_number(csv, r, 0), type = (int)csv_number(csv, r, 1);
        const int k = (int)csv_number(csv, r, 2);
        double found[PROBABILITIES];
        draw_set(set);
        ck_assert_int_eq(nkt_quantiles(&column, &(nkt_rows)NKT_ROWS(set_sizes[set]), probabilities,
                                       PROBABILITIES, type, found, &memory, &error),
                         NKT_OK);
        ck_assert_double_eq_tol(found[k], csv_number(csv, r, 3), 1e-12);
    }
    csv_free(csv);
}
END_TEST

/* Keys that share their first bits, so that buckets are large, and values of every size. */
START_TEST(quantiles_of_like_and_unlike_numbers) {
    for (int kind = 0; kind < 3; kind++) {
        for (int i = 0; i < MOST; i++)
            x[i] = kind == 0   ? 1 + uniform() * 0x1p-20
                   : kind == 1 ? (uniform() < 0.5 ? -1 : 1) * exp(1400 * uniform() - 700)
                               : floor(3 * uniform());
        for (int k = 0; k < 40; k++) {
            const int rank =
                (int)(MOST * uniform()); /* from 0; type 1 has it up to (rank + 1) / n */
            const double p = (rank + 0.5) / MOST;
            double found;
            int below = 0, not_above = 0;
            ck_assert_int_eq(nkt_quantiles(&column, &(nkt_rows)NKT_ROWS(MOST), &p, 1, 1, &found,
                                           &memory, &error),
                             NKT_OK);
            for (int i = 0; i < MOST; i++) {
                below += x[i] < found;
                not_above += x[i] <= found;
            }
            ck_assert(below <= rank && rank < not_above);
        }
    }
}
END_TEST

START_TEST(summaries_are_those_of_their_parts) {
    double sum = 0, products = 0, sum_w = 0, squares = 0, quartiles[3];
    static const double at[] = {0.25, 0.5, 0.75};
    int n = 0, n_weighted = 0;
    nkt_summary s;

    draw(290, 1e3);
    for (int i = 0; i < 290; i++) {
        if (isnan(x[i]))
            continue;
        n++;
        sum += x[i];
        if (isnan(w[i]))
            continue;
        n_weighted++;
        sum_w += w[i];
        products += w[i] * x[i];
    }
    for (int i = 0; i < 290; i++)
        squares += isnan(x[i]) ? 0 : (x[i] - sum / n) * (x[i] - sum / n);
    ck_assert_int_eq(
        nkt_summarise(&column, &weights, &(nkt_rows)NKT_ROWS(290), &s, &memory, &error), NKT_OK);
    nkt_quantiles(&column, &(nkt_rows)NKT_ROWS(290), at, 3, 7, quartiles, &memory, &error);
    ck_assert_int_eq(s.n, n);
    ck_assert_int_eq(s.n_missing, 290 - n);
    ck_assert_int_eq(s.n_weighted, n_weighted);
    ck_assert_double_eq_tol(s.mean, sum / n, 1e-12);
    ck_assert_double_eq_tol(s.weighted_mean, products / sum_w, 1e-12);
    ck_assert_double_eq_tol(s.sd, sqrt(squares / (n - 1)), 1e-12);
    ck_assert_double_eq(s.weights, sum_w);
    ck_assert_double_eq(s.lower_quartile, quartiles[0]);
    ck_assert_double_eq(s.median, quartiles[1]);
    ck_assert_double_eq(s.upper_quartile, quartiles[2]);
    for (int i = 0; i < 290; i++)
        ck_assert(isnan(x[i]) || (s.minimum <= x[i] && x[i] <= s.maximum));
    ck_assert_int_eq(nkt_summarise(&column, NULL, &(nkt_rows)NKT_ROWS(0), &s, &memory, &error),
                     NKT_OK);
    ck_assert_int_eq(s.n, 0);
    ck_assert_double_nan(s.mean);
    ck_assert_double_nan(s.median);
    ck_assert_double_nan(s.weighted_mean);
}
END_TEST

Suite *nkt_suite_rank_quantiles(void) {
    Suite *suite = suite_create("rank_quantiles");
    TCase *tcase = tcase_create("rank_quantiles");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, quantiles_are_those_of_r);
    tcase_add_test(tcase, quantiles_of_like_and_unlike_numbers);
    tcase_add_test(tcase, summaries_are_those_of_their_parts);
    suite_add_tcase(suite, tcase);
    return suite;
}
