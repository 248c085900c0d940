/*
 * Trends against R: the tests, and least squares' slope.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>

#include "comparison/trend_series.h"
#include "data.h"

static nkt_status differ(int n, int64_t draws, uint64_t from) {
    const nkt_series series = of_counts(n);
    const nkt_trend_options options = {.size = sizeof options, .draws = draws, .seed = from};
    return nkt_heterogeneity(&series, &options, &test, &error);
}

enum { SETS = 12 };

static int n_of(int set) {
    return set < 8 ? 3 + set : 11 + 5 * (set - 8);
}

static void draw_set(int set) {
    seed = (uint64_t)set + 100;
    draw(n_of(set), 0);
    if (set == 3) /* expected counts below 5 */
        for (int i = 0; i < n_of(set); i++) {
            whole[i] = 6 + i;
            part[i] = i % 3;
        }
}

static double found_of(const char *what) {
    if (strcmp(what, "slope") == 0)
        return estimate.value;
    if (strcmp(what, "lower") == 0)
        return estimate.lower;
    return estimate.upper;
}

START_TEST(tests_are_those_of_r) {
    char in[512], out[512], command[1200];
    int compared = 0;
    csv_table *csv;
    FILE *to;

    if (!have_program("Rscript", "trends against R"))
        return;
    snprintf(in, sizeof in, "%s", output_path("trend_in.csv"));
    snprintf(out, sizeof out, "%s", output_path("trend_out.csv"));
    to = fopen(in, "w");
    ck_assert_ptr_nonnull(to);
    fprintf(to, "set,year,y,part,whole\n");
    for (int set = 0; set < SETS; set++) {
        draw_set(set);
        for (int i = 0; i < n_of(set); i++)
            fprintf(to, "%d,%g,%.17g,%g,%g\n", set, year[i], y[i], part[i], whole[i]);
    }
    ck_assert_int_eq(fclose(to), 0);
    snprintf(command, sizeof command, "Rscript tests/accuracy/trend.R '%s' '%s'", in, out);
    ck_assert_int_eq(system(command), 0);
    csv = csv_read(out);
    for (int r = 0; r < csv_rows(csv); r++) {
        const char *what = csv_text(csv, r, 0);
        const int set = (int)csv_number(csv, r, 1), n = n_of(set);
        const double wanted = csv_number(csv, r, 2);
        double found, tolerance = 1e-10;
        draw_set(set);
        if (strncmp(what, "armitage", 8) == 0) {
            armitage(n);
            found = strcmp(what, "armitage") == 0 ? test.statistic : test.p;
        } else if (strncmp(what, "pearson", 7) == 0) {
            differ(n, -1, 0);
            ck_assert_int_eq(test.method, NKT_TEST_ASYMPTOTIC);
            found = strcmp(what, "pearson") == 0 ? test.statistic : test.p;
        } else if (strcmp(what, "drawn_p") == 0) {
            differ(n, 50000, 9);
            if (test.method != NKT_TEST_PERMUTATION)
                continue;
            found = test.p;
            tolerance = 4 * sqrt(2 * wanted * (1 - wanted) / 50000) + 2e-5;
        } else if (strcmp(what, "kendall_p") == 0) {
            kendall(n);
            found = test.p;
        } else {
            slope(n, NKT_SLOPE_LEAST_SQUARES);
            found = found_of(what);
        }
        compared++;
        ck_assert_msg(fabs(found - wanted) <= tolerance * fmax(1, fabs(wanted)),
                      "set %d, %s: %.17g, and R says %.17g", set, what, found, wanted);
    }
    csv_free(csv);
    ck_assert_int_ge(compared, SETS * 7 + 9); /* 8 exact tests of Kendall's, one drawn at least */
}
END_TEST

Suite *nkt_suite_trend_reference(void) {
    Suite *suite = suite_create("trend_reference");
    TCase *tcase = tcase_create("trend_reference");
    tcase_set_timeout(tcase, 120);
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_test(tcase, tests_are_those_of_r);
    suite_add_tcase(suite, tcase);
    return suite;
}
