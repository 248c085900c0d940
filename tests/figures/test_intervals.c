/*
 * Intervals against R's prop.test, binom.test, poisson.test and the published formulas, over a grid
 * from no one to 10 million, written by tests/accuracy/intervals.R.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data.h"
#include "figures/views.h"
#include "nyckeltal.h"

#define TOLERANCE 1e-10

/* One line of the grid by this library: the limits in R's scale. */
static nkt_estimate by_library(const char *kind, const char *method, double confidence,
                               const double x[4]) {
    nkt_options options = {.size = sizeof options};
    nkt_estimate e;
    nkt_status status = NKT_OK;
    int tied = strcmp(kind, "difference_tied") == 0;

    options.confidence = confidence;
    options.correlation = tied ? 0.5 : 0;
    ck_assert_int_gt(interval_called(method), 0);
    set_interval(&options, interval_called(method));
    if (strcmp(kind, "share") == 0)
        status = nkt_share(x[0], x[1], &options, &e, NULL);
    else if (strcmp(kind, "count") == 0)
        status = nkt_count(x[0], &options, &e, NULL);
    else if (strcmp(kind, "balance") == 0)
        status = nkt_balance(x[0], x[1], x[2], x[3], &options, &e, NULL);
    else
        status = nkt_difference(x[0], x[1], x[2], x[3], &options, &e, NULL);
    ck_assert_int_eq(status, NKT_OK);
    if (kind[0] == 's' || kind[0] == 'd') {
        e.lower /= 100;
        e.upper /= 100;
    }
    return e;
}

/* Absolute for proportions, relative for counts and large balances. */
static double off(double ours, double theirs) {
    return fabs(ours - theirs) / fmax(1, fabs(theirs));
}

START_TEST(intervals_agree_with_r) {
    char path[4096], command[9000];
    csv_table *table;
    int checked = 0;

    if (!have_program("Rscript", "intervals against R"))
        return;
    snprintf(path, sizeof path, "%s", output_path("intervals.csv"));
    snprintf(command, sizeof command, "Rscript tests/accuracy/intervals.R > '%s'", path);
    ck_assert_int_eq(system(command), 0);
    table = csv_read(path);
    ck_assert_ptr_nonnull(table);
    for (int row = 0; row < csv_rows(table); row++) {
        const char *kind = csv_text(table, row, 0), *method = csv_text(table, row, 1);
        double x[4], lower = csv_number(table, row, 7), upper = csv_number(table, row, 8);
        nkt_estimate e;

        for (int i = 0; i < 4; i++)
            x[i] = csv_number(table, row, 3 + i);
        e = by_library(kind, method, csv_number(table, row, 2), x);
        ck_assert_msg(off(e.lower, lower) <= TOLERANCE && off(e.upper, upper) <= TOLERANCE,
                      "line %d, %s %s of %g/%g %g/%g: %.17g to %.17g, R %.17g to %.17g", row + 2,
                      kind, method, x[0], x[1], x[2], x[3], e.lower, e.upper, lower, upper);
        checked++;
    }
    ck_assert_int_gt(checked, 500);
    csv_free(table);
}
END_TEST

Suite *nkt_suite_intervals(void) {
    Suite *suite = suite_create("intervals");
    TCase *tcase = tcase_create("intervals");
    tcase_add_test(tcase, intervals_agree_with_r);
    suite_add_tcase(suite, tcase);
    return suite;
}
