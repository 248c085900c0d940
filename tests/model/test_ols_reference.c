/*
 * Every statistic of least squares against R, where R is installed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <stdio.h>

#include "data.h"
#include "model/ols_help.h"

enum { SETS = 4, ROWS = 60, TERMS = 3, COLUMNS = 6 };

/* y, a, b, c, weight, cluster */
static double data[SETS][ROWS][COLUMNS];

static uint64_t seed = UINT64_C(6364136223846793005);

static double uniform(void) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (double)(seed >> 11) * 0x1p-53;
}

static void make_data(void) {
    for (int set = 0; set < SETS; set++)
        for (int r = 0; r < ROWS; r++) {
            double *row = data[set][r];
            row[1] = 20 + 30 * uniform();
            row[2] = 0.7 * row[1] + 10 * uniform();
            row[3] = uniform() < 0.3;
            row[4] = r % 11 == 5 ? 0 : 1 + floor(2000 * uniform() * uniform());
            row[5] = r * 7 % 9;
            row[0] = 60 - 0.5 * row[1] + 0.3 * row[2] + row[3] +
                     (uniform() + uniform() + uniform() - 1.5) * row[1] / 4;
        }
}

static int write_data(const char *path) {
    FILE *to = fopen(path, "w");
    if (!to)
        return 0;
    fprintf(to, "set,y,a,b,c,w,g\n");
    for (int set = 0; set < SETS; set++)
        for (int r = 0; r < ROWS; r++) {
            fprintf(to, "%d", set + 1);
            for (int c = 0; c < COLUMNS; c++)
                fprintf(to, ",%.17g", data[set][r][c]);
            fputc('\n', to);
        }
    return fclose(to) == 0;
}

static csv_table *reference(void) {
    char in[512], out[512], command[1200];

    if (!have_program("Rscript", "least squares against R"))
        return NULL;
    make_data();
    snprintf(in, sizeof in, "%s", output_path("ols_reference_in.csv"));
    snprintf(out, sizeof out, "%s", output_path("ols_reference_out.csv"));
    ck_assert(write_data(in));
    snprintf(command, sizeof command, "Rscript tests/accuracy/ols_reference.R '%s' '%s'", in, out);
    ck_assert_int_eq(system(command), 0);
    return csv_read(out);
}

/* What R says; 0 where it says nothing. */
static int lookup(const csv_table *csv, int set, const char *what, int index, double *value) {
    for (int r = 0; r < csv_rows(csv); r++)
        if (csv_number(csv, r, 0) == set + 1 && strcmp(csv_text(csv, r, 1), what) == 0 &&
            csv_number(csv, r, 2) == index) {
            *value = csv_number(csv, r, 3);
            return 1;
        }
    return 0;
}

static int compared;

static void compare(const csv_table *csv, int set, const char *what, int index, double got) {
    double wanted;
    if (!lookup(csv, set, what, index, &wanted))
        return;
    compared++;
    if (isnan(wanted))
        return; /* a row that R leaves out */
    ck_assert_msg(fabs(got - wanted) <= 1e-9 * fmax(1, fabs(wanted)),
                  "set %d, %s %d: %.17g, and R says %.17g", set + 1, what, index, got, wanted);
}

static const struct {
    const char *name;
    int32_t what;
} numbers_of[] =
    {{"sigma", NKT_OLS_SIGMA}, {"r2", NKT_OLS_R2},   {"r2_adjusted", NKT_OLS_R2_ADJUSTED},
     {"f", NKT_OLS_F},         {"f_p", NKT_OLS_F_P}, {"log_likelihood", NKT_OLS_LOG_LIKELIHOOD},
     {"aic", NKT_OLS_AIC},     {"bic", NKT_OLS_BIC}, {"condition", NKT_OLS_CONDITION},
     {"press", NKT_OLS_PRESS}, {"bp", NKT_OLS_BP},   {"bp_p", NKT_OLS_BP_P}},
  lists[] = {{"coefficient", NKT_OLS_LIST_COEFFICIENT},
             {"se", NKT_OLS_LIST_SE},
             {"t", NKT_OLS_LIST_T},
             {"p", NKT_OLS_LIST_P},
             {"lower", NKT_OLS_LIST_LOWER},
             {"upper", NKT_OLS_LIST_UPPER},
             {"vif", NKT_OLS_LIST_VIF}},
  rows_of[] = {{"fitted", NKT_OLS_ROW_FITTED},
               {"residual", NKT_OLS_ROW_RESIDUAL},
               {"leverage", NKT_OLS_ROW_LEVERAGE},
               {"studentised", NKT_OLS_ROW_STUDENTISED},
               {"deleted", NKT_OLS_ROW_DELETED},
               {"cook", NKT_OLS_ROW_COOK},
               {"dffits", NKT_OLS_ROW_DFFITS},
               {"covratio", NKT_OLS_ROW_COVRATIO},
               {"se_fit", NKT_OLS_ROW_SE_FIT},
               {"confidence_lower", NKT_OLS_ROW_CONFIDENCE_LOWER},
               {"confidence_upper", NKT_OLS_ROW_CONFIDENCE_UPPER},
               {"prediction_lower", NKT_OLS_ROW_PREDICTION_LOWER},
               {"prediction_upper", NKT_OLS_ROW_PREDICTION_UPPER},
               {"dfbetas0", NKT_OLS_ROW_DFBETAS},
               {"dfbetas1", NKT_OLS_ROW_DFBETAS + 1},
               {"dfbetas2", NKT_OLS_ROW_DFBETAS + 2},
               {"dfbetas3", NKT_OLS_ROW_DFBETAS + 3}},
  robust[] = {{"hc0", NKT_ROBUST_HC0},
              {"hc1", NKT_ROBUST_HC1},
              {"hc2", NKT_ROBUST_HC2},
              {"cr1", NKT_ROBUST_CR1},
              {"hc3", NKT_ROBUST_HC3}};
#define COUNT(a) ((int)(sizeof(a) / sizeof(a)[0]))

typedef struct columns {
    nkt_column at[COLUMNS];
    const nkt_column *weight;
} columns;

/* The second pass: in two chunks, to two states that are merged; one call gives the same bits. */
static void apply_scores(model *m, const columns *c, int32_t kind) {
    const int clustered = kind == NKT_ROBUST_CR1;
    nkt_memory scores[2] = {NKT_MEMORY_REALLOC, NKT_MEMORY_REALLOC}, before = NKT_MEMORY_REALLOC;
    nkt_design design = design_of(&c->at[0], c->at + 1, TERMS, c->weight, NULL, ROWS);

    ck_assert(before.grow(&before, m->fit.needed));
    design.cluster = clustered ? &c->at[5] : NULL;
    ck_assert_int_eq(nkt_ols_robust(&m->fit, &design, kind, &m->work, &m->error), NKT_OK);
    memcpy(before.data, m->fit.data, before.size);
    for (int part = 0; part < 2; part++) {
        nkt_column rows[COLUMNS];
        const int first = part ? 23 : 0, count = part ? ROWS - 23 : 23;
        ck_assert_int_eq(nkt_ols_scores_init(&scores[part], &m->fit, kind, clustered ? 9 : 0, NULL),
                         NKT_OK);
        for (int k = 0; k < COLUMNS; k++) {
            rows[k] = c->at[k];
            rows[k].values = (const char *)rows[k].values + first * rows[k].stride;
        }
        design = design_of(&rows[0], rows + 1, TERMS, c->weight ? &rows[4] : NULL, NULL, count);
        design.cluster = clustered ? &rows[5] : NULL;
        ck_assert_int_eq(nkt_ols_scores_add(&scores[part], &m->fit, &design, &m->work, &m->error),
                         NKT_OK);
    }
    ck_assert_int_eq(nkt_ols_scores_merge(&scores[1], &scores[0], NULL), NKT_OK);
    ck_assert_int_eq(nkt_ols_scores_apply(&scores[1], &m->fit, &m->work, &m->error), NKT_OK);
    ck_assert_mem_eq(before.data, m->fit.data, before.size);
    nkt_memory_free(&scores[0]);
    nkt_memory_free(&scores[1]);
    nkt_memory_free(&before);
}

static void compare_rows(const csv_table *csv, int set, model *m, const columns *c) {
    const nkt_design design = design_of(&c->at[0], c->at + 1, TERMS, c->weight, NULL, ROWS);

    for (int k = 0; k < COUNT(rows_of); k++) {
        double out[ROWS];
        if (rows_of[k].what - NKT_OLS_ROW_DFBETAS >= (int)get(m, NKT_OLS_N_COEFFICIENTS))
            continue;
        ck_assert_int_eq(model_rows(m, &design, &rows_of[k].what, 1, out, &m->error), NKT_OK);
        for (int r = 0; r < ROWS; r++)
            compare(csv, set, rows_of[k].name, r, out[r]);
    }
}

static void compare_tests(const csv_table *csv, int set, model *m) {
    const int32_t p = (int32_t)get(m, NKT_OLS_N_COEFFICIENTS), last[] = {p - 1, p - 2};
    nkt_ols_test test;

    ck_assert_int_eq(nkt_ols_test_coefficients(&m->fit, last, 2, 0, &test, &m->work, NULL), NKT_OK);
    compare(csv, set, "test_f", 0, test.f);
    compare(csv, set, "hypothesis_f", 0, test.f);
    compare(csv, set, "partial_r2", 0, test.partial_r2);
    ck_assert_int_eq(nkt_ols_test_coefficients(&m->fit, last, 1, 1, &test, &m->work, NULL), NKT_OK);
    ck_assert_double_eq_tol(test.f, pow(one(m, NKT_OLS_LIST_ROBUST_T, p - 1), 2), 1e-9 * test.f);
    ck_assert_double_eq_tol(test.p, one(m, NKT_OLS_LIST_ROBUST_P, p - 1), 1e-12);
}

START_TEST(all_statistics_agree_with_r) {
    csv_table *csv = reference();

    if (!csv)
        return;
    for (int set = 0; set < SETS; set++) {
        nkt_ols_options options = {.size = sizeof options, .intercept = set >= 2};
        const int p = set >= 2 ? TERMS : TERMS + 1;
        columns c = {.weight = NULL};
        model m;
        for (int k = 0; k < COLUMNS; k++)
            c.at[k] = (nkt_column){
                .values = &data[set][0][k], .stride = sizeof data[set][0], .type = NKT_FLOAT64};
        if (set % 2)
            c.weight = &c.at[4];
        ck_assert_int_eq(model_of(&m, &c.at[0], c.at + 1, TERMS, c.weight, ROWS, &options), NKT_OK);
        for (int k = 0; k < COUNT(robust); k++) {
            apply_scores(&m, &c, robust[k].what);
            for (int i = 0; i < p; i++)
                compare(csv, set, robust[k].name, i, one(&m, NKT_OLS_LIST_ROBUST_SE, i));
        }
        for (int i = 0; i < p * p; i++) {
            compare(csv, set, "covariance", i, one(&m, NKT_OLS_LIST_COVARIANCE, i));
            compare(csv, set, "hc3_covariance", i, one(&m, NKT_OLS_LIST_ROBUST_COVARIANCE, i));
        }
        for (int k = 0; k < COUNT(lists); k++)
            for (int i = 0; i < p; i++)
                compare(csv, set, lists[k].name, i, one(&m, lists[k].what, i));
        for (int k = 0; k < COUNT(numbers_of); k++)
            compare(csv, set, numbers_of[k].name, 0, get(&m, numbers_of[k].what));
        compare_rows(csv, set, &m, &c);
        compare_tests(csv, set, &m);
        model_free(&m);
    }
    ck_assert_int_gt(compared, SETS * ROWS * 15);
    csv_free(csv);
}
END_TEST

Suite *nkt_suite_ols_reference(void) {
    Suite *suite = suite_create("ols_reference");
    TCase *tcase = tcase_create("ols_reference");
    tcase_add_test(tcase, all_statistics_agree_with_r);
    suite_add_tcase(suite, tcase);
    return suite;
}
