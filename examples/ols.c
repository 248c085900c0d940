/*
 * ols: least squares on a CSV file. Prints a line per coefficient, then a line per statistic.
 *
 *     ols FILE.csv --response NAME --terms A,B,... [--weight NAME] [--no-intercept] [--poly NAME:10]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "columns.h"
#include "fail.h"

#define USAGE                                                                                      \
    "usage: ols FILE.csv --response NAME --terms A,B,... [--weight NAME] [--no-intercept] "        \
    "[--poly NAME:DEGREE]"

typedef struct request {
    const char *file, *response, *weight;
    const char *terms[NKT_OLS_TERMS_MAX];
    int n_terms;
    nkt_ols_options options;
} request;

/* The number of a term, which is added where it is not there yet. */
static int term_number(request *r, const char *name) {
    for (int k = 0; k < r->n_terms; k++)
        if (strcmp(r->terms[k], name) == 0)
            return k;
    if (r->n_terms == NKT_OLS_TERMS_MAX)
        fail(MISUSED, "more than %d terms", NKT_OLS_TERMS_MAX);
    r->terms[r->n_terms] = name;
    return r->n_terms++;
}

/* Terms that --poly named before stay where they are. */
static void take_terms(request *r, char *list) {
    const char *names[NKT_OLS_TERMS_MAX];
    const int n = cut_list(list, names, NKT_OLS_TERMS_MAX, "--terms");

    for (int k = 0; k < n; k++)
        term_number(r, names[k]);
}

/* "NAME:10" */
static void take_powers(request *r, char *text) {
    char *colon = strrchr(text, ':'), *end;
    long degree = colon ? strtol(colon + 1, &end, 10) : 0;

    if (!colon || *end || degree < 1 || degree > NKT_OLS_TERMS_MAX)
        fail(MISUSED, "--poly %s: not NAME:DEGREE, with a degree from 1 to %d", text,
             NKT_OLS_TERMS_MAX);
    *colon = '\0';
    r->options.degree[term_number(r, text)] = (uint8_t)degree;
}

static void read_arguments(request *r, int argc, char **argv) {
    memset(r, 0, sizeof *r);
    r->options.size = sizeof r->options;
    for (int i = 1; i < argc; i++) {
        char *value = i + 1 < argc ? argv[i + 1] : NULL;
        if (strcmp(argv[i], "--no-intercept") == 0) {
            r->options.intercept = NKT_OLS_INTERCEPT_NONE;
            continue;
        }
        if (strncmp(argv[i], "--", 2) != 0) {
            if (r->file)
                fail(MISUSED, "%s\n%s", "more than one file", USAGE);
            r->file = argv[i];
            continue;
        }
        if (!value)
            fail(MISUSED, "%s needs a value\n%s", argv[i], USAGE);
        if (strcmp(argv[i], "--response") == 0)
            r->response = value;
        else if (strcmp(argv[i], "--weight") == 0)
            r->weight = value;
        else if (strcmp(argv[i], "--terms") == 0)
            take_terms(r, value);
        else if (strcmp(argv[i], "--poly") == 0)
            take_powers(r, value);
        else
            fail(MISUSED, "unknown option %s\n%s", argv[i], USAGE);
        i++;
    }
    if (!r->file || !r->response)
        fail(MISUSED, USAGE);
}

/* A column of the file, by name. */
static nkt_column column_of(const csv_table *table, const char *name, double **values) {
    nkt_column column;

    *values = read_column(table, name);
    column = NKT_ARRAY_N(0, *values, (int64_t)table->n_rows);
    column.name = name; /* what messages call it */
    return column;
}

static nkt_memory fit_rows(const request *r, const csv_table *table) {
    double *values[NKT_OLS_TERMS_MAX + 2] = {NULL};
    nkt_column terms[NKT_OLS_TERMS_MAX], response, weight;
    nkt_design design = {.rows = NKT_ROWS((int64_t)table->n_rows),
                         .response = &response,
                         .terms = terms,
                         .n_terms = r->n_terms,
                         .weight = r->weight ? &weight : NULL};
    nkt_memory fit = NKT_MEMORY_REALLOC;

    for (int k = 0; k < r->n_terms; k++)
        terms[k] = column_of(table, r->terms[k], &values[k]);
    response = column_of(table, r->response, &values[r->n_terms]);
    if (r->weight)
        weight = column_of(table, r->weight, &values[r->n_terms + 1]);
    must(nkt_ols(&design, &r->options, &fit, &scratch, &fault));
    tell_remark("ols");
    for (int k = 0; k < r->n_terms + 2; k++)
        free(values[k]);
    return fit;
}

static void print_coefficients(const request *r, const nkt_memory *fit) {
    static const int32_t what[6] = {NKT_OLS_LIST_COEFFICIENT, NKT_OLS_LIST_SE,
                                    NKT_OLS_LIST_T,           NKT_OLS_LIST_P,
                                    NKT_OLS_LIST_LOWER,       NKT_OLS_LIST_UPPER};
    enum { MOST = NKT_OLS_TERMS_MAX + 1 };
    double lists[6][MOST], n;
    int32_t term[MOST], power[MOST];
    char title[512];

    must(nkt_ols_get(fit, NKT_OLS_N_COEFFICIENTS, &n, &fault));
    must(nkt_ols_copy(fit, NKT_OLS_LIST_TERM, &NKT_TO(term), &fault));
    must(nkt_ols_copy(fit, NKT_OLS_LIST_POWER, &NKT_TO(power), &fault));
    for (int list = 0; list < 6; list++)
        must(nkt_ols_copy(fit, what[list], &NKT_TO(lists[list]), &fault));
    printf("term,estimate,se,t,p,lower,upper\n");
    for (int i = 0; i < n; i++) {
        snprintf(title, sizeof title, power[i] > 1 ? "%s^%d" : "%s",
                 term[i] < 0 ? "(Intercept)" : r->terms[term[i]], (int)power[i]);
        csv_write_text(stdout, title);
        for (int list = 0; list < 6; list++) {
            putchar(',');
            csv_write_number(stdout, lists[list][i]);
        }
        putchar('\n');
    }
}

static void print_statistics(const nkt_memory *fit) {
    static const struct {
        const char *name;
        int32_t what;
    } statistics[] = {
        {"n", NKT_OLS_N},
        {"rank", NKT_OLS_RANK},
        {"df", NKT_OLS_DF},
        {"sigma", NKT_OLS_SIGMA},
        {"rss", NKT_OLS_RSS},
        {"tss", NKT_OLS_TSS},
        {"r2", NKT_OLS_R2},
        {"r2_adjusted", NKT_OLS_R2_ADJUSTED},
        {"f", NKT_OLS_F},
        {"f_df1", NKT_OLS_F_DF1},
        {"f_p", NKT_OLS_F_P},
        {"log_likelihood", NKT_OLS_LOG_LIKELIHOOD},
        {"aic", NKT_OLS_AIC},
        {"bic", NKT_OLS_BIC},
        {"condition", NKT_OLS_CONDITION},
        {"rows_missing", NKT_OLS_N_MISSING},
        {"rows_invalid", NKT_OLS_N_INVALID},
        {"rows_zero_weight", NKT_OLS_N_ZERO_WEIGHT},
        {"terms_dropped", NKT_OLS_N_DROPPED},
    };

    printf("statistic,value\n");
    for (size_t i = 0; i < sizeof statistics / sizeof statistics[0]; i++) {
        double value;
        must(nkt_ols_get(fit, statistics[i].what, &value, &fault));
        printf("%s,", statistics[i].name);
        csv_write_number(stdout, value);
        putchar('\n');
    }
}

int main(int argc, char **argv) {
    static request r;
    csv_table table;
    nkt_memory fit;

    read_arguments(&r, argc, argv);
    open_table(&table, r.file);
    fit = fit_rows(&r, &table);
    print_coefficients(&r, &fit);
    print_statistics(&fit);
    nkt_memory_free(&fit);
    csv_free(&table);
    check_output();
    return 0;
}
