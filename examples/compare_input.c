/*
 * Reading a panel as series of municipalities: see compare_input.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "compare_input.h"

#include "columns.h"
#include "fail.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- looking rows up ---------------------------------------------------------------------------------- */

/* Rows of a table in the order of codes, then years, so that they can be found by halving. */
typedef struct index_of {
    const csv_table *table;
    size_t code; /* the column */
    const double *years;
    size_t *rows, n;
} index_of;

static const index_of *sorted; /* for the comparison of qsort, which has no argument more */

static int by_code_and_year(const void *a, const void *b) {
    const size_t x = *(const size_t *)a, y = *(const size_t *)b;
    const int order =
        strcmp(csv_cell(sorted->table, x, sorted->code), csv_cell(sorted->table, y, sorted->code));

    if (order != 0)
        return order;
    return (sorted->years[x] > sorted->years[y]) - (sorted->years[x] < sorted->years[y]);
}

static index_of make_index(const csv_table *table, const char *file, const double *years) {
    index_of index = {table, need_column(table, file, "municipality"), years, NULL, table->n_rows};

    index.rows = allocate(index.n + 1, sizeof *index.rows);
    for (size_t row = 0; row < index.n; row++)
        index.rows[row] = row;
    sorted = &index;
    qsort(index.rows, index.n, sizeof *index.rows, by_code_and_year);
    for (size_t i = 1; i < index.n; i++)
        if (by_code_and_year(&index.rows[i - 1], &index.rows[i]) == 0)
            fail(FAILED,
                 "%s:%zu: municipality %s has two rows for the year %g (the other: line %zu)", file,
                 csv_line(table, index.rows[i]), csv_cell(table, index.rows[i], index.code),
                 years[index.rows[i]], csv_line(table, index.rows[i - 1]));
    return index;
}

/* The first place in the index whose code is not before this one. */
static size_t find_code(const index_of *index, const char *code) {
    size_t low = 0, high = index->n;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (strcmp(csv_cell(index->table, index->rows[middle], index->code), code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int has_code(const index_of *index, size_t place, const char *code) {
    return place < index->n &&
           strcmp(csv_cell(index->table, index->rows[place], index->code), code) == 0;
}

/* ---- the denominators ----------------------------------------------------------------------------------- */

/* From a file of their own: municipality, year, and, last, the number. */
static void add_basis_file(comparison *c) {
    csv_table table;
    index_of index;
    double *years;

    if (csv_read(&table, c->basis) != 0)
        fail(FAILED, "--basis %s: no column of %s has that name, and as a file: %s", c->basis,
             c->file, table.problem);
    years = read_column(&table, c->basis, "year");
    index = make_index(&table, c->basis, years);
    for (int64_t m = 0; m < c->n; m++) {
        municipality *of = &c->municipalities[m];
        for (size_t at = find_code(&index, of->code); has_code(&index, at, of->code); at++) {
            const double basis = number_of(&table, c->basis, index.rows[at], table.n_columns - 1);
            for (int64_t i = 0; i < of->n_years; i++)
                if (of->series[i].year == years[index.rows[at]])
                    of->series[i].basis = basis;
        }
    }
    free(index.rows);
    free(years);
    csv_free(&table);
}

/* ---- the group -------------------------------------------------------------------------------------------- */

/* Leaves only the municipalities that a file names in its column `municipality` or `member`. */
static void keep_group(comparison *c) {
    csv_table table;
    size_t column;
    int64_t kept = 0;

    if (csv_read(&table, c->group) != 0)
        fail(FAILED, "%s", table.problem);
    column = csv_find(&table, "municipality") >= 0 ? (size_t)csv_find(&table, "municipality")
                                                   : need_column(&table, c->group, "member");
    for (int64_t m = 0; m < c->n; m++) {
        int is_member = 0;
        for (size_t row = 0; row < table.n_rows && !is_member; row++)
            is_member = strcmp(csv_cell(&table, row, column), c->municipalities[m].code) == 0;
        if (is_member)
            c->municipalities[kept++] = c->municipalities[m];
    }
    if (kept == 0)
        fail(FAILED, "%s: none of its municipalities is in %s", c->group, c->file);
    c->n = kept;
    csv_free(&table);
}

/* ---- the panel --------------------------------------------------------------------------------------------- */

static void read_series(comparison *c, const index_of *index, const double *values,
                        const double *basis) {
    year_of_series *next = c->years;

    for (size_t row = 0; row < c->table.n_rows; row++) {
        const char *code = csv_cell(&c->table, row, index->code);
        municipality *m = &c->municipalities[c->n];
        if (index->years[row] != c->year || is_nation(code))
            continue;
        *m = (municipality){code, NAN, NAN, next, 0};
        for (size_t at = find_code(index, code); has_code(index, at, code); at++) {
            const size_t from = index->rows[at];
            if (index->years[from] <= c->year)
                m->series[m->n_years++] =
                    (year_of_series){index->years[from], values[from], basis ? basis[from] : NAN};
        }
        next += m->n_years;
        c->n++;
    }
    if (c->n == 0)
        fail(FAILED, "%s: there is no municipality with the year %g", c->file, c->year);
}

void comparison_read(comparison *c) {
    double *years, *values, *basis = NULL;
    index_of index;

    if (csv_read(&c->table, c->file) != 0)
        fail(FAILED, "%s", c->table.problem);
    years = read_column(&c->table, c->file, "year");
    values = read_column(&c->table, c->file, c->indicator);
    if (c->basis && csv_find(&c->table, c->basis) >= 0)
        basis = read_column(&c->table, c->file, c->basis);
    index = make_index(&c->table, c->file, years);
    c->municipalities = allocate(c->table.n_rows + 1, sizeof *c->municipalities);
    c->years = allocate(c->table.n_rows + 1, sizeof *c->years);
    read_series(c, &index, values, basis);
    if (c->basis && !basis)
        add_basis_file(c);
    for (int64_t m = 0; m < c->n; m++) { /* the year itself is the last of its series */
        municipality *of = &c->municipalities[m];
        of->value = of->series[of->n_years - 1].value;
        of->basis = of->series[of->n_years - 1].basis;
    }
    if (c->group)
        keep_group(c);
    free(index.rows);
    free(years);
    free(values);
    free(basis);
}

void comparison_free(comparison *c) {
    free(c->municipalities);
    free(c->years);
    csv_free(&c->table);
}
