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
#include <nyckeltal.h>
#include <nyckeltal/realloc.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "columns.h"
#include "expected_input.h"
#include "fail.h"

#define USAGE                                                                                      \
    "usage: expected FILE.csv --year Y [--response NAME] [--terms A,B,...] [--size COLUMN|FILE] "  \
    "[--minimum N] [--rows COLUMN]"

/* ---- the command line --------------------------------------------------------------------------------- */

static double take_number(const char *option, const char *text) {
    double value;

    if (csv_number(text, &value) != CSV_NUMBER)
        fail(MISUSED, "%s: \"%s\" is no number", option, text);
    return value;
}

static void read_arguments(request *r, int argc, char **argv) {
    /* Upper-secondary or post-secondary education: Kolada's own model has changed between them. */
    static const char *const guide[] = {"N00704", "N00707", "N00708"};

    memset(r, 0, sizeof *r);
    r->options.size = sizeof r->options;
    r->response = "N00700";
    r->year = NAN;
    for (int k = 0; k < 3; k++)
        r->terms[r->n_terms++] = guide[k];
    for (int i = 1; i < argc; i++) {
        char *value = i + 1 < argc ? argv[i + 1] : NULL;
        if (strncmp(argv[i], "--", 2) != 0) {
            if (r->file)
                fail(MISUSED, "%s\n%s", "more than one file", USAGE);
            r->file = argv[i];
            continue;
        }
        if (!value)
            fail(MISUSED, "%s needs a value\n%s", argv[i], USAGE);
        if (strcmp(argv[i], "--year") == 0)
            r->year = take_number(argv[i], value);
        else if (strcmp(argv[i], "--response") == 0)
            r->response = value;
        else if (strcmp(argv[i], "--terms") == 0)
            r->n_terms = cut_list(value, r->terms, NKT_OLS_TERMS_MAX, argv[i]);
        else if (strcmp(argv[i], "--size") == 0)
            r->size = value;
        else if (strcmp(argv[i], "--minimum") == 0)
            r->options.minimum_persons = take_number(argv[i], value);
        else if (strcmp(argv[i], "--rows") == 0)
            r->rows = value;
        else
            fail(MISUSED, "unknown option %s\n%s", argv[i], USAGE);
        i++;
    }
    if (!r->file || isnan(r->year))
        fail(MISUSED, USAGE);
    if (r->options.minimum_persons > 0 && !r->size)
        fail(MISUSED, "--minimum needs --size: without sizes no group is known to be small");
}

/* ---- the fit ------------------------------------------------------------------------------------------ */

static void check(nkt_status status, const nkt_error *error) {
    if (status < 0)
        fail(FAILED, "%s", error->message);
}

static nkt_memory fit(const request *r, const cross_section *rows) {
    nkt_memory model = NKT_MEMORY_REALLOC, work = NKT_MEMORY_REALLOC;
    nkt_column terms[NKT_OLS_TERMS_MAX], response, size, included;
    nkt_design design = {.rows = NKT_ROWS((int64_t)rows->n_rows)};
    nkt_status status;
    nkt_error error;

    for (int k = 0; k < r->n_terms; k++)
        terms[k] = NKT_ARRAY_N(0, rows->terms + (size_t)k * rows->n_rows, 0);
    response = NKT_ARRAY_N(0, rows->response, 0);
    size = NKT_ARRAY_N(0, rows->size, 0);
    included = NKT_ARRAY_N(0, rows->included, 0);
    size.name = "group_size";
    design.rows.include = &included;
    design.response = &response;
    design.terms = terms;
    design.n_terms = r->n_terms;
    design.size = rows->size ? &size : NULL;
    status = nkt_expected(&design, &r->options, &model, &work, &error);
    check(status, &error);
    if (status > 0)
        fprintf(stderr, "expected: %s\n", error.message);
    nkt_memory_free(&work);
    return model;
}

/* ---- the output --------------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    int32_t what;
} columns[] = {
    {"expected", NKT_EXPECTED_ROW_EXPECTED},     {"deviation", NKT_EXPECTED_ROW_DEVIATION},
    {"leverage", NKT_EXPECTED_ROW_LEVERAGE},     {"loo_deviation", NKT_EXPECTED_ROW_LOO_DEVIATION},
    {"ols_lower", NKT_EXPECTED_ROW_OLS_LOWER},   {"ols_upper", NKT_EXPECTED_ROW_OLS_UPPER},
    {"lower", NKT_EXPECTED_ROW_LOWER},           {"upper", NKT_EXPECTED_ROW_UPPER},
    {"shrunken", NKT_EXPECTED_ROW_SHRUNKEN},     {"se", NKT_EXPECTED_ROW_SE},
    {"p_above", NKT_EXPECTED_ROW_P_ABOVE},       {"rank", NKT_EXPECTED_ROW_RANK},
    {"rank_lower", NKT_EXPECTED_ROW_RANK_LOWER}, {"rank_upper", NKT_EXPECTED_ROW_RANK_UPPER},
    {"class", NKT_EXPECTED_ROW_CLASS},
};

enum { COLUMNS = sizeof columns / sizeof columns[0] };

static const char *class_name(double class) {
    return isnan(class) ? "" : class > 0 ? "above" : class < 0 ? "below" : "uncertain";
}

static double *read_list(const nkt_memory *model, int32_t what, size_t n) {
    double *list = allocate(n, sizeof *list);
    const nkt_target to = NKT_TO_N(list, (int64_t)n);
    nkt_error error;

    check(nkt_expected_copy(model, what, &to, &error), &error);
    return list;
}

static void print_rows(const cross_section *rows, const nkt_memory *model) {
    double *use = read_list(model, NKT_EXPECTED_ROW_USE, rows->n_rows), *lists[COLUMNS];

    printf("municipality,actual");
    for (int c = 0; c < COLUMNS; c++) {
        lists[c] = read_list(model, columns[c].what, rows->n_rows);
        printf(",%s", columns[c].name);
    }
    putchar('\n');
    for (size_t i = 0; i < rows->n_rows; i++) {
        if (use[i] != NKT_USE_USED)
            continue;
        csv_write_text(stdout, municipality_of(rows, i));
        putchar(',');
        csv_write_number(stdout, rows->response[i]);
        for (int c = 0; c < COLUMNS; c++) {
            putchar(',');
            if (columns[c].what == NKT_EXPECTED_ROW_CLASS)
                fputs(class_name(lists[c][i]), stdout);
            else
                csv_write_number(stdout, lists[c][i]);
        }
        putchar('\n');
    }
    for (int c = 0; c < COLUMNS; c++)
        free(lists[c]);
    free(use);
}

/* Nobody is left out in silence. */
static void tell_left_out(const cross_section *rows, const nkt_memory *model) {
    static const struct {
        int use;
        const char *why;
    } reasons[] = {{NKT_USE_SMALL, "below the minimum size"},
                   {NKT_USE_NOT_INCLUDED, "without a value in --rows"},
                   {NKT_USE_MISSING, "without a response or a term"},
                   {NKT_USE_INVALID, "bad data"}};
    double *use = read_list(model, NKT_EXPECTED_ROW_USE, rows->n_rows);

    for (size_t k = 0; k < sizeof reasons / sizeof reasons[0]; k++) {
        int found = 0;
        for (size_t i = 0; i < rows->n_rows; i++)
            if (use[i] == reasons[k].use)
                fprintf(stderr, "%s%s", found++ ? " " : "left out: ", municipality_of(rows, i));
        if (found)
            fprintf(stderr, " (%s: %d)\n", reasons[k].why, found);
    }
    free(use);
}

int main(int argc, char **argv) {
    static request r;
    cross_section rows;
    nkt_memory model;

    read_arguments(&r, argc, argv);
    cross_section_read(&rows, &r);
    model = fit(&r, &rows);
    print_rows(&rows, &model);
    tell_left_out(&rows, &model);
    nkt_memory_free(&model);
    cross_section_free(&rows);
    check_output();
    return 0;
}
