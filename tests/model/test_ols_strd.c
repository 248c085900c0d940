/*
 * Least squares against the certified values of NIST's Statistical Reference Datasets: at least 13
 * digits of every coefficient and standard error.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data.h"
#include "nyckeltal/ols.h"
#include "nyckeltal/realloc.h"

enum { MOST_ROWS = 100, MOST_COLUMNS = 8, MOST_PARAMETERS = 12 };

typedef struct dataset {
    double data[MOST_ROWS][MOST_COLUMNS]; /* y first */
    double estimate[MOST_PARAMETERS], se[MOST_PARAMETERS], sigma, r2;
    int rows, columns, parameters, intercept;
} dataset;

static const char *const names[] = {"Norris",   "Pontius",  "NoInt1",   "NoInt2",
                                    "Filip",    "Longley",  "Wampler1", "Wampler2",
                                    "Wampler3", "Wampler4", "Wampler5"};
enum { SETS = sizeof names / sizeof names[0] };

static int read_set(const char *name, dataset *set) {
    char file[64], line[256];
    const char *path;
    FILE *in;
    int number = 0, first = 0, last = 0, index;

    snprintf(file, sizeof file, "strd/%s.dat", name);
    path = data_path(file);
    if (!path)
        return 0;
    memset(set, 0, sizeof *set);
    in = fopen(path, "r");
    ck_assert_ptr_nonnull(in);
    while (fgets(line, sizeof line, in)) {
        char *at = line, *end;
        number++;
        if (strstr(line, "Data ") && strstr(line, "(lines"))
            sscanf(strstr(line, "(lines"), "(lines %d to %d", &first, &last);
        if (sscanf(line, " B%d %lf %lf", &index, &set->estimate[set->parameters],
                   &set->se[set->parameters]) == 3) {
            if (index == 0)
                set->intercept = 1;
            set->parameters++;
        }
        sscanf(line, " Standard Deviation %lf", &set->sigma);
        sscanf(line, " R-Squared %lf", &set->r2);
        if (number < first || number > last || !first)
            continue;
        set->columns = 0;
        for (double x = strtod(at, &end); end != at; x = strtod(at, &end)) {
            set->data[set->rows][set->columns++] = x;
            at = end;
        }
        set->rows++;
    }
    fclose(in);
    ck_assert_int_gt(set->rows, 2);
    ck_assert_int_gt(set->parameters, 0);
    return 1;
}

static double digits(double got, double certified) {
    const double off = fabs(got - certified);
    if (off == 0)
        return 17;
    return -log10(certified == 0 ? off : off / fabs(certified));
}

static nkt_memory fit_set(const dataset *set) {
    nkt_ols_options options = {.size = sizeof options};
    nkt_memory fit = NKT_MEMORY_REALLOC, work = NKT_MEMORY_REALLOC;
    nkt_column columns[MOST_COLUMNS];
    nkt_design design = {.rows = NKT_ROWS(set->rows)};
    nkt_error error;
    nkt_status status;

    for (int c = 0; c < set->columns; c++)
        columns[c] = (nkt_column){
            .values = &set->data[0][c], .stride = sizeof set->data[0], .type = NKT_FLOAT64};
    design.response = &columns[0];
    design.terms = columns + 1;
    design.n_terms = set->columns - 1;
    options.intercept = set->intercept ? NKT_OLS_INTERCEPT_WITH : NKT_OLS_INTERCEPT_NONE;
    if (design.n_terms == 1)
        options.degree[0] = (uint8_t)(set->parameters - set->intercept);
    status = nkt_ols(&design, &options, &fit, &work, &error);
    ck_assert_msg(status == NKT_OK || status == NKT_PERFECT_FIT || status == NKT_NEARLY_COLLINEAR,
                  "%s", error.message);
    nkt_memory_free(&work);
    return fit;
}

START_TEST(thirteen_digits) {
    static dataset set;
    double b[MOST_PARAMETERS], se[MOST_PARAMETERS], sigma, r2, least_b = 17, least_se = 17;
    nkt_memory fit;

    if (!read_set(names[_i], &set))
        return;
    fit = fit_set(&set);
    ck_assert_int_eq(nkt_ols_copy(&fit, NKT_OLS_LIST_COEFFICIENT, &NKT_TO(b), NULL), NKT_OK);
    ck_assert_int_eq(nkt_ols_copy(&fit, NKT_OLS_LIST_SE, &NKT_TO(se), NULL), NKT_OK);
    for (int k = 0; k < set.parameters; k++) {
        least_b = fmin(least_b, digits(b[k], set.estimate[k]));
        least_se = fmin(least_se, digits(se[k], set.se[k]));
    }
    nkt_ols_get(&fit, NKT_OLS_SIGMA, &sigma, NULL);
    nkt_ols_get(&fit, NKT_OLS_R2, &r2, NULL);
    if (getenv("NYCKELTAL_VERBOSE"))
        printf("%s: %.1f digits of coefficients, %.1f of standard errors\n", names[_i], least_b,
               least_se);
    ck_assert_double_ge(least_b, 13);
    ck_assert_double_ge(least_se, 13);
    ck_assert_double_ge(digits(sigma, set.sigma), 13);
    ck_assert_double_ge(digits(r2, set.r2), 13);
    nkt_memory_free(&fit);
}
END_TEST

Suite *nkt_suite_ols_strd(void) {
    Suite *suite = suite_create("ols_strd");
    TCase *tcase = tcase_create("ols_strd");
    tcase_add_loop_test(tcase, thirteen_digits, 0, SETS);
    suite_add_tcase(suite, tcase);
    return suite;
}
