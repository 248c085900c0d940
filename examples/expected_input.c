/*
 * Reading one year of a CSV file: see expected_input.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "expected_input.h"

#include "columns.h"
#include "fail.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Notes the rows of the year; of two for one municipality nobody could say which counts. */
static void find_rows(cross_section *rows, const request *r) {
    const size_t municipality = need_column(&rows->table, r->file, "municipality");
    const size_t year = need_column(&rows->table, r->file, "year");

    rows->row = allocate(rows->table.n_rows + 1, sizeof *rows->row);
    for (size_t row = 0; row < rows->table.n_rows; row++) {
        const char *code = csv_cell(&rows->table, row, municipality);
        if (number_of(&rows->table, r->file, row, year) != r->year || is_nation(code))
            continue;
        for (size_t i = 0; i < rows->n_rows; i++)
            if (strcmp(municipality_of(rows, i), code) == 0)
                fail(FAILED,
                     "%s:%zu: municipality %s has two rows for the year %g (the other: line %zu)",
                     r->file, csv_line(&rows->table, row), code, r->year,
                     csv_line(&rows->table, rows->row[i]));
        rows->row[rows->n_rows++] = row;
    }
    if (rows->n_rows == 0)
        fail(FAILED, "%s: there is no municipality with the year %g", r->file, r->year);
}

static void take_column(const cross_section *rows, const request *r, const char *name, double *to) {
    const size_t column = need_column(&rows->table, r->file, name);

    for (size_t i = 0; i < rows->n_rows; i++)
        to[i] = number_of(&rows->table, r->file, rows->row[i], column);
}

/* The column of sizes: the last one that is no key. */
static size_t size_column(const csv_table *sizes, const char *path) {
    for (size_t c = sizes->n_columns; c-- > 0;)
        if (strcmp(csv_name(sizes, c), "municipality") != 0 &&
            strcmp(csv_name(sizes, c), "year") != 0 && strcmp(csv_name(sizes, c), "name") != 0)
            return c;
    fail(FAILED, "%s: there is no column of sizes", path);
}

/* Sizes from a file of their own: municipality, year (if they differ by year), size. */
static void read_sizes(const cross_section *rows, const request *r, double *to) {
    csv_table sizes;
    size_t municipality, column;
    ptrdiff_t year;

    if (csv_read(&sizes, r->size) != 0)
        fail(FAILED, "--size %s: no column of %s has that name, and as a file: %s", r->size,
             r->file, sizes.problem);
    municipality = need_column(&sizes, r->size, "municipality");
    year = csv_find(&sizes, "year");
    column = size_column(&sizes, r->size);
    for (size_t i = 0; i < rows->n_rows; i++)
        to[i] = NAN;
    for (size_t row = 0; row < sizes.n_rows; row++) {
        if (year >= 0 && number_of(&sizes, r->size, row, (size_t)year) != r->year)
            continue;
        for (size_t i = 0; i < rows->n_rows; i++)
            if (strcmp(municipality_of(rows, i), csv_cell(&sizes, row, municipality)) == 0)
                to[i] = number_of(&sizes, r->size, row, column);
    }
    csv_free(&sizes);
}

void cross_section_read(cross_section *rows, const request *r) {
    memset(rows, 0, sizeof *rows);
    if (csv_read(&rows->table, r->file) != 0)
        fail(FAILED, "%s", rows->table.problem);
    find_rows(rows, r);
    rows->response = allocate(rows->n_rows, sizeof(double));
    rows->terms = allocate(rows->n_rows * (size_t)(r->n_terms + 1), sizeof(double));
    rows->included = allocate(rows->n_rows, sizeof *rows->included);
    take_column(rows, r, r->response, rows->response);
    for (int k = 0; k < r->n_terms; k++)
        take_column(rows, r, r->terms[k], rows->terms + (size_t)k * rows->n_rows);
    if (r->size) {
        rows->size = allocate(rows->n_rows, sizeof(double));
        if (csv_find(&rows->table, r->size) >= 0)
            take_column(rows, r, r->size, rows->size);
        else
            read_sizes(rows, r, rows->size);
    }
    for (size_t i = 0; i < rows->n_rows; i++)
        rows->included[i] = true;
    if (r->rows) {
        double *values = allocate(rows->n_rows, sizeof *values);
        take_column(rows, r, r->rows, values);
        for (size_t i = 0; i < rows->n_rows; i++)
            rows->included[i] = !isnan(values[i]);
        free(values);
    }
}

void cross_section_free(cross_section *rows) {
    free(rows->row);
    free(rows->response);
    free(rows->terms);
    free(rows->size);
    free(rows->included);
    csv_free(&rows->table);
}

const char *municipality_of(const cross_section *rows, size_t row) {
    return csv_cell(&rows->table, rows->row[row], (size_t)csv_find(&rows->table, "municipality"));
}
