/*
 * expected: what a figure of each municipality would be with its conditions, and what its deviation
 * from that is worth. Prints a line per municipality of the fit.
 *
 *     expected FILE.csv --year Y [--response N00700] [--terms N00704,N00707,N00708]
 *              [--size COLUMN|FILE] [--minimum N] [--rows COLUMN]
 *
 * expected, deviation, leverage, loo_deviation and ols_* are least squares, as Kolada's model is;
 * lower to class are the benchmark, which needs to know how many persons each figure rests on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "columns.h"
#include "fail.h"

static const char usage[] =
    "usage: expected FILE.csv --year Y [--response NAME] [--terms A,B,...] [--size COLUMN|FILE] "
    "[--minimum N] [--rows COLUMN]";

typedef struct request {
    const char *file;
    char *response, *size, *rows;
    const char *terms[NKT_OLS_TERMS_MAX];
    int n_terms;
    double year;
    nkt_expected_options options;
} request;

static void read_arguments(request *r, char **argv) {
    /* Upper-secondary or post-secondary education: Kolada's own model has changed between them. */
    static char response[] = "N00700", guide[] = "N00704,N00707,N00708";
    char *year = NULL, *minimum = NULL, *terms = guide;
    const cli_option options[] = {{"--year", &year},       {"--response", &r->response},
                                  {"--terms", &terms},     {"--size", &r->size},
                                  {"--minimum", &minimum}, {"--rows", &r->rows}};

    *r = (request){.response = response, .options = {.size = sizeof r->options}};
    r->file = read_options(argv, options, sizeof options / sizeof options[0], usage);
    if (!r->file || !year)
        fail(MISUSED, "%s", usage);
    r->year = number_given("--year", year);
    r->n_terms = cut_list(terms, r->terms, NKT_OLS_TERMS_MAX, "--terms");
    if (minimum)
        r->options.minimum_persons = number_given("--minimum", minimum);
    if (r->options.minimum_persons > 0 && !r->size)
        fail(MISUSED, "--minimum needs --size: without sizes no group is known to be small");
}

/* ---- the fit ------------------------------------------------------------------------------------------ */

/* The municipalities of the year: a row each, so that whole columns of the file are the model's. */
static void read_municipalities(csv_table *table, const request *r) {
    open_table(table, r->file);
    keep_units(table, "municipality", r->year);
    if (table->n_rows == 0)
        fail(FAILED, "%s: there is no municipality with the year %g", r->file, r->year);
}

/* Not 0 where the column --rows has a value, and everywhere without one. */
static double *read_included(const csv_table *table, const request *r) {
    double *included =
        r->rows ? read_column(table, r->rows) : allocate(table->n_rows, sizeof *included);

    for (size_t row = 0; row < table->n_rows; row++)
        included[row] = !isnan(included[row]);
    return included;
}

static nkt_memory fit(const request *r, const csv_table *table, const double *actual) {
    double *values[NKT_OLS_TERMS_MAX], *sizes = NULL, *included;
    nkt_column terms[NKT_OLS_TERMS_MAX], size, include;
    const nkt_column response = NKT_ARRAY_N(0, actual, (int64_t)table->n_rows);
    nkt_design design = {.rows = {.include = &include, .n_rows = (int64_t)table->n_rows},
                         .response = &response,
                         .terms = terms,
                         .n_terms = r->n_terms};
    nkt_memory model = NKT_MEMORY_REALLOC;

    for (int k = 0; k < r->n_terms; k++) {
        values[k] = read_column(table, r->terms[k]);
        terms[k] = NKT_ARRAY_N(0, values[k], design.rows.n_rows);
    }
    if (r->size) {
        sizes = read_column_or_file(table, r->size, "--size");
        size = NKT_ARRAY_N(0, sizes, design.rows.n_rows);
        size.name = "group_size"; /* what messages call it */
        design.size = &size;
    }
    included = read_included(table, r);
    include = NKT_ARRAY_N(0, included, design.rows.n_rows);
    must(nkt_expected(&design, &r->options, &model, &scratch, &fault));
    tell_remark("expected");
    for (int k = 0; k < r->n_terms; k++)
        free(values[k]);
    free(sizes);
    free(included);
    return model;
}

/* ---- the output --------------------------------------------------------------------------------------- */

/* What is printed of each row, under the library's own names. */
static const int32_t columns[] = {
    NKT_EXPECTED_ROW_EXPECTED,   NKT_EXPECTED_ROW_DEVIATION,
    NKT_EXPECTED_ROW_LEVERAGE,   NKT_EXPECTED_ROW_LOO_DEVIATION,
    NKT_EXPECTED_ROW_OLS_LOWER,  NKT_EXPECTED_ROW_OLS_UPPER,
    NKT_EXPECTED_ROW_LOWER,      NKT_EXPECTED_ROW_UPPER,
    NKT_EXPECTED_ROW_SHRUNKEN,   NKT_EXPECTED_ROW_SE,
    NKT_EXPECTED_ROW_P_ABOVE,    NKT_EXPECTED_ROW_RANK,
    NKT_EXPECTED_ROW_RANK_LOWER, NKT_EXPECTED_ROW_RANK_UPPER,
    NKT_EXPECTED_ROW_CLASS,
};

enum { COLUMNS = sizeof columns / sizeof columns[0] };

static double *read_list(const nkt_memory *model, int32_t what, size_t n) {
    double *list = allocate(n, sizeof *list);

    must(nkt_expected_copy(model, what, &NKT_TO_N(list, (int64_t)n), &fault));
    return list;
}

static void print_rows(const csv_table *table, const double *actual, const double *use,
                       const nkt_memory *model) {
    double *lists[COLUMNS];
    const size_t municipality = (size_t)csv_find(table, "municipality");

    printf("municipality,actual");
    for (int c = 0; c < COLUMNS; c++) {
        lists[c] = read_list(model, columns[c], table->n_rows);
        printf(",%s", nkt_code_name("expected_row", columns[c]));
    }
    putchar('\n');
    for (size_t row = 0; row < table->n_rows; row++) {
        if (use[row] != NKT_USE_USED)
            continue;
        csv_write_text(stdout, csv_cell(table, row, municipality));
        putchar(',');
        csv_write_number(stdout, actual[row]);
        for (int c = 0; c < COLUMNS; c++) {
            putchar(',');
            if (columns[c] != NKT_EXPECTED_ROW_CLASS)
                csv_write_number(stdout, lists[c][row]);
            else if (!isnan(lists[c][row]))
                fputs(nkt_code_name("benchmark_class", (int64_t)lists[c][row]), stdout);
        }
        putchar('\n');
    }
    for (int c = 0; c < COLUMNS; c++)
        free(lists[c]);
}

/* Nobody is left out in silence. */
static void tell_left_out(const csv_table *table, const double *use) {
    static const struct {
        int use;
        const char *why;
    } reasons[] = {{NKT_USE_SMALL, "below the minimum size"},
                   {NKT_USE_NOT_INCLUDED, "without a value in --rows"},
                   {NKT_USE_MISSING, "without a response or a term"},
                   {NKT_USE_INVALID, "bad data"}};
    const size_t municipality = (size_t)csv_find(table, "municipality");

    for (size_t k = 0; k < sizeof reasons / sizeof reasons[0]; k++) {
        int found = 0;
        for (size_t row = 0; row < table->n_rows; row++)
            if (use[row] == reasons[k].use)
                fprintf(stderr, "%s%s",
                        found++ ? " " : "left out: ", csv_cell(table, row, municipality));
        if (found)
            fprintf(stderr, " (%s: %d)\n", reasons[k].why, found);
    }
}

int main(int argc, char **argv) {
    request r;
    csv_table table;
    nkt_memory model;
    double *actual, *use;

    (void)argc;
    read_arguments(&r, argv);
    read_municipalities(&table, &r);
    actual = read_column(&table, r.response);
    model = fit(&r, &table, actual);
    use = read_list(&model, NKT_EXPECTED_ROW_USE, table.n_rows);
    print_rows(&table, actual, use, &model);
    tell_left_out(&table, use);
    nkt_memory_free(&model);
    free(actual);
    free(use);
    csv_free(&table);
    check_output();
    return 0;
}
