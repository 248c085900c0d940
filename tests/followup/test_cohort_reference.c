/*
 * Waiting times and competing events against R's survival, pseudo-values against leaving each
 * person out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>

#include "data.h"
#include "followup/cohort_persons.h"

static csv_table *ask_r(void) {
    char in[512], out[512], command[1200];
    FILE *to;

    snprintf(in, sizeof in, "%s", output_path("survival_in.csv"));
    snprintf(out, sizeof out, "%s", output_path("survival_out.csv"));
    to = fopen(in, "w");
    fprintf(to, "time,cause\n");
    for (int i = 0; i < N; i++)
        fprintf(to, "%.17g,%.17g\n", times[i], causes[i]);
    ck_assert_int_eq(fclose(to), 0);
    snprintf(command, sizeof command, "Rscript tests/accuracy/survival_reference.R '%s' %d '%s'",
             in, HORIZON, out);
    ck_assert_int_eq(system(command), 0);
    return csv_read(out);
}

static int have_survival(const char *what) {
    if (!have_program("Rscript", what))
        return 0;
    if (system("Rscript -e 'library(survival)' >/dev/null 2>&1") == 0)
        return 1;
    printf("skipped: %s (R has no survival)\n", what);
    return 0;
}

static void same(double got, double wanted) {
    if (isnan(wanted))
        ck_assert_double_nan(got);
    else
        ck_assert_double_le(fabs(got - wanted), 1e-10 * fabs(wanted));
}

/* The lines of one kind, in order; values at 0 and 100 have limits here that R does not name. */
static int compare_points(csv_table *csv, const char *what) {
    int k = 0;

    for (int row = 0; row < csv_rows(csv); row++) {
        if (strcmp(csv_text(csv, row, 0), what) != 0)
            continue;
        ck_assert_int_lt(k, (int)curve.n);
        same(points[k].time, csv_number(csv, row, 1));
        same(points[k].value, 100 * csv_number(csv, row, 2)); /* per cent */
        if (points[k].value > 0 && points[k].value < 100) {
            same(points[k].se, 100 * csv_number(csv, row, 3));
            same(points[k].lower, 100 * csv_number(csv, row, 4));
            same(points[k].upper, 100 * csv_number(csv, row, 5));
        }
        k++;
    }
    ck_assert_int_eq(k, (int)curve.n);
    return k;
}

static int line(csv_table *csv, const char *what) {
    for (int row = 0; row < csv_rows(csv); row++)
        if (strcmp(csv_text(csv, row, 0), what) == 0)
            return row;
    ck_abort_msg("R does not tell %s", what);
}

START_TEST(as_in_survival) {
    static const char *const scales[] = {"log", "log-log", "plain"};
    csv_table *csv;
    char name[32];
    int row;

    if (!have_survival("waiting times against R"))
        return;
    csv = ask_r();
    for (int scale = 0; scale < 3; scale++) {
        options.limits = scale;
        ck_assert_int_eq(wait(N), NKT_OK);
        ck_assert_int_gt(compare_points(csv, scales[scale]), 30);
        snprintf(name, sizeof name, "median_%s", scales[scale]);
        row = line(csv, name);
        same(waiting.median, csv_number(csv, row, 2));
        same(waiting.median_lower, csv_number(csv, row, 4));
        same(waiting.median_upper, csv_number(csv, row, 5));
    }
    row = line(csv, "mean");
    same(waiting.mean, csv_number(csv, row, 2));
    same(waiting.mean_se, csv_number(csv, row, 3));
    options.limits = NKT_LIMITS_LOG;
    for (int cause = 1; cause <= 2; cause++) {
        ck_assert_int_eq(incidence(cause, &options), NKT_OK);
        snprintf(name, sizeof name, "incidence_%d", cause);
        ck_assert_int_gt(compare_points(csv, name), 30);
    }
    ck_assert_int_eq(make_pseudo(N), NKT_OK);
    for (int k = 0, first = line(csv, "without"); k < N; k++) {
        const double without = csv_number(csv, first + k, 2);
        ck_assert_double_eq_tol(pseudo[k], N * waiting.mean - (N - 1) * without, 1e-9);
    }
    csv_free(csv);
}
END_TEST

Suite *nkt_suite_cohort_reference(void) {
    Suite *suite = suite_create("cohort_reference");
    TCase *tcase = tcase_create("cohort_reference");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, as_in_survival);
    suite_add_tcase(suite, tcase);
    return suite;
}
