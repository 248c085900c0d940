/*
 * Least squares on published data against R's lm and influence functions: every column within 1e-9.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <stdio.h>

#include "data.h"
#include "model/ols_help.h"

enum { MOST_ROWS = 300, TERMS = 3, WHATS = 8 };

static double table[MOST_ROWS][1 + TERMS];

static const struct {
    const char *column;
    int32_t what;
} compared[WHATS] = {
    {"fitted", NKT_OLS_ROW_FITTED},          {"resid", NKT_OLS_ROW_RESIDUAL},
    {"hat", NKT_OLS_ROW_LEVERAGE},           {"rstandard", NKT_OLS_ROW_STUDENTISED},
    {"rstudent", NKT_OLS_ROW_DELETED},       {"cooks", NKT_OLS_ROW_COOK},
    {"pi_lo", NKT_OLS_ROW_PREDICTION_LOWER}, {"pi_hi", NKT_OLS_ROW_PREDICTION_UPPER},
};

static const struct {
    const char *file;
    const char *columns[1 + TERMS];
    int rows;
} sets[] = {{"golden/ols_2015.csv", {"y", "n00704", "n00707", "n00708"}, 285},
            {"golden/ols_2018.csv", {"y", "n00704", "n00706", "n00708"}, 290}};

static nkt_column column_of(int c) {
    return (nkt_column){.values = &table[0][c], .stride = sizeof table[0], .type = NKT_FLOAT64};
}

static csv_table *read_set(int set) {
    const char *path = data_path(sets[set].file);
    csv_table *csv = path ? csv_read(path) : NULL;
    for (int r = 0; csv && r < csv_rows(csv); r++)
        for (int c = 0; c <= TERMS; c++)
            table[r][c] = csv_number(csv, r, csv_column(csv, sets[set].columns[c]));
    return csv;
}

START_TEST(rows_agree_with_r) {
    csv_table *csv = read_set(_i);
    nkt_column columns[1 + TERMS];
    static double out[MOST_ROWS][WHATS];
    int32_t what[WHATS];
    nkt_design design;
    model m;
    int n;

    if (!csv)
        return;
    n = csv_rows(csv);
    ck_assert_int_eq(n, sets[_i].rows);
    for (int c = 0; c <= TERMS; c++)
        columns[c] = column_of(c);
    ck_assert_int_eq(model_of(&m, &columns[0], columns + 1, TERMS, NULL, n, NULL), NKT_OK);
    for (int k = 0; k < WHATS; k++)
        what[k] = compared[k].what;
    design = design_of(&columns[0], columns + 1, TERMS, NULL, NULL, n);
    ck_assert_int_eq(model_rows(&m, &design, what, WHATS, out[0], &m.error), NKT_OK);
    for (int r = 0; r < n; r++)
        for (int k = 0; k < WHATS; k++)
            ck_assert_double_eq_tol(out[r][k],
                                    csv_number(csv, r, csv_column(csv, compared[k].column)), 1e-9);
    model_free(&m);
    csv_free(csv);
}
END_TEST

/* The group sizes by municipality, which the weighted fit has for weights. */
static double size_of(const csv_table *sizes, const char *municipality, const char *year) {
    const int code = csv_column(sizes, "municipality"), when = csv_column(sizes, "year");
    for (int r = 0; r < csv_rows(sizes); r++)
        if (strcmp(csv_text(sizes, r, code), municipality) == 0 &&
            strcmp(csv_text(sizes, r, when), year) == 0)
            return csv_number(sizes, r, csv_column(sizes, "refugees_20_64"));
    return NAN;
}

START_TEST(the_weighted_fit_agrees_with_r) {
    const char *path = data_path("refugee_group_size_2014_2018.csv");
    csv_table *sizes = path ? csv_read(path) : NULL, *csv, *wls;
    static double weights[MOST_ROWS];
    nkt_column columns[2 + TERMS];
    model m;

    if (!sizes)
        return;
    csv = read_set(1);
    wls = csv_read(data_path("golden/wls_2018.csv"));
    for (int r = 0; r < csv_rows(csv); r++)
        weights[r] = size_of(sizes, csv_text(csv, r, 0), "2018");
    for (int c = 0; c <= TERMS; c++)
        columns[c] = column_of(c);
    columns[1 + TERMS] = numbers(weights);
    ck_assert_int_eq(
        model_of(&m, &columns[0], columns + 1, TERMS, &columns[1 + TERMS], csv_rows(csv), NULL),
        NKT_OK);
    ck_assert_double_eq(get(&m, NKT_OLS_N), 287);
    ck_assert_double_eq(get(&m, NKT_OLS_N_MISSING), 3);
    for (int k = 0; k <= TERMS; k++) {
        ck_assert_double_eq_tol(one(&m, NKT_OLS_LIST_COEFFICIENT, k),
                                csv_number(wls, k, csv_column(wls, "estimate")), 1e-9);
        ck_assert_double_eq_tol(one(&m, NKT_OLS_LIST_SE, k),
                                csv_number(wls, k, csv_column(wls, "se")), 1e-9);
    }
    model_free(&m);
    csv_free(sizes);
    csv_free(csv);
    csv_free(wls);
}
END_TEST

Suite *nkt_suite_ols_golden(void) {
    Suite *suite = suite_create("ols_golden");
    TCase *tcase = tcase_create("ols_golden");
    tcase_add_loop_test(tcase, rows_agree_with_r, 0, 2);
    tcase_add_test(tcase, the_weighted_fit_agrees_with_r);
    suite_add_tcase(suite, tcase);
    return suite;
}
