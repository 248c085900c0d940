/*
 * The command line, and columns of a CSV file as numbers: see columns.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "columns.h"

#include "fail.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the command line -------------------------------------------------------------------------- */

const char *read_options(char **argv, const cli_option *options, size_t n_options,
                         const char *usage) {
    const char *file = NULL;

    for (int i = 1; argv[i]; i++) {
        size_t k = 0;
        if (strncmp(argv[i], "--", 2) != 0) {
            if (file)
                fail(MISUSED, "more than one file\n%s", usage);
            file = argv[i];
            continue;
        }
        if (!argv[i + 1])
            fail(MISUSED, "%s needs a value\n%s", argv[i], usage);
        while (k < n_options && strcmp(argv[i], options[k].name) != 0)
            k++;
        if (k == n_options)
            fail(MISUSED, "unknown option %s\n%s", argv[i], usage);
        *options[k].value = argv[++i];
    }
    return file;
}

double number_given(const char *option, const char *text) {
    double value;

    if (csv_number(text, &value) != CSV_NUMBER)
        fail(MISUSED, "%s: \"%s\" is no number", option, text);
    return value;
}

int cut_list(char *list, const char **names, int most, const char *option) {
    int n = 0;

    while (*list) {
        const size_t length = strcspn(list, ",");
        const int last = list[length] == '\0';
        list[length] = '\0';
        if (length > 0 && n == most)
            fail(MISUSED, "%s: more than %d names", option, most);
        if (length > 0)
            names[n++] = list;
        list += length + !last;
    }
    return n;
}

/* ---- the file ---------------------------------------------------------------------------------- */

void open_table(csv_table *table, const char *file) {
    if (csv_read(table, file) != 0)
        fail(FAILED, "%s", table->problem);
}

size_t need_column(const csv_table *table, const char *name) {
    const ptrdiff_t column = csv_find(table, name);

    if (column < 0)
        fail(FAILED, "%s: there is no column %s", table->path, name);
    return (size_t)column;
}

double number_of(const csv_table *table, size_t row, size_t column) {
    const char *cell = csv_cell(table, row, column);
    double value;

    if (csv_number(cell, &value) == CSV_NO_NUMBER)
        fail(FAILED, "%s:%zu: %s: \"%s\" is no number", table->path, csv_line(table, row),
             csv_name(table, column), cell);
    return value;
}

double *read_column(const csv_table *table, const char *name) {
    const size_t column = need_column(table, name);
    double *values = allocate(table->n_rows + 1, sizeof *values);

    for (size_t row = 0; row < table->n_rows; row++)
        values[row] = number_of(table, row, column);
    return values;
}

/* The column of numbers: the last one that is no key. */
static size_t last_column(const csv_table *table) {
    for (size_t c = table->n_columns; c-- > 0;)
        if (strcmp(csv_name(table, c), "municipality") != 0 &&
            strcmp(csv_name(table, c), "year") != 0 && strcmp(csv_name(table, c), "name") != 0)
            return c;
    fail(FAILED, "%s: there is no column of sizes", table->path);
}

double *read_column_or_file(const csv_table *table, const char *name, const char *option) {
    double *found, *years, *their_years = NULL;
    size_t codes, their_codes, numbers;
    csv_table other;

    if (csv_find(table, name) >= 0)
        return read_column(table, name);
    if (csv_read(&other, name) != 0)
        fail(FAILED, "%s %s: no column of %s has that name, and as a file: %s", option, name,
             table->path, other.problem);
    codes = need_column(table, "municipality");
    years = read_column(table, "year");
    their_codes = need_column(&other, "municipality");
    if (csv_find(&other, "year") >= 0)
        their_years = read_column(&other, "year");
    numbers = last_column(&other);
    found = allocate(table->n_rows, sizeof *found);
    for (size_t row = 0; row < table->n_rows; row++) {
        found[row] = NAN;
        for (size_t i = 0; i < other.n_rows; i++)
            if ((!their_years || their_years[i] == years[row]) &&
                strcmp(csv_cell(&other, i, their_codes), csv_cell(table, row, codes)) == 0)
                found[row] = number_of(&other, i, numbers);
    }
    free(years);
    free(their_years);
    csv_free(&other);
    return found;
}

/* A cell, and which row it is in. */
struct cell {
    const char *text;
    size_t row;
};

static int by_text(const void *a, const void *b) {
    return strcmp(((const struct cell *)a)->text, ((const struct cell *)b)->text);
}

int64_t *number_texts(const csv_table *table, size_t column) {
    const size_t n = table->n_rows;
    struct cell *cells = allocate(n, sizeof *cells);
    int64_t *numbers = allocate(n, sizeof *numbers), number = 0;

    for (size_t row = 0; row < n; row++)
        cells[row] = (struct cell){csv_cell(table, row, column), row};
    qsort(cells, n, sizeof *cells, by_text);
    for (size_t i = 0; i < n; i++) {
        number += i > 0 && by_text(&cells[i - 1], &cells[i]) != 0;
        numbers[cells[i].row] = number;
    }
    free(cells);
    return numbers;
}

int is_nation(const char *code) {
    return code[0] != '\0' && code[strspn(code, "0")] == '\0';
}

void keep_units(csv_table *table, const char *key, double year) {
    const size_t keys = need_column(table, key);
    const size_t years = isnan(year) ? 0 : need_column(table, "year");
    char of_year[64] = "";
    bool *keep;

    if (!isnan(year))
        snprintf(of_year, sizeof of_year, " for the year %g", year);
    keep = allocate(table->n_rows, sizeof *keep);
    for (size_t row = 0; row < table->n_rows; row++)
        keep[row] = !is_nation(csv_cell(table, row, keys)) &&
                    (isnan(year) || number_of(table, row, years) == year);
    csv_keep(table, keep);
    free(keep);
    for (size_t row = 0; row < table->n_rows; row++)
        for (size_t i = 0; i < row; i++)
            if (strcmp(csv_cell(table, i, keys), csv_cell(table, row, keys)) == 0)
                fail(FAILED, "%s:%zu: %s %s has two rows%s (the other: line %zu)", table->path,
                     csv_line(table, row), key, csv_cell(table, row, keys), of_year,
                     csv_line(table, i));
}
