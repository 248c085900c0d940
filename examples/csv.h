/*
 * Reading and writing CSV (RFC 4180), small enough to copy: quotes, CRLF, UTF-8 with or
 * without a byte order mark, numbers with a decimal point whatever the locale.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef CSV_H
#define CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* A whole file in memory. Cells are UTF-8 and end in a NUL. */
typedef struct csv_table {
    size_t n_columns, n_rows; /* without the header */
    const char **cells;       /* row by row, the header first; see csv_cell */
    size_t *lines;            /* line of the file that each row begins on, the header first */
    char path[1024];          /* as it was given */
    char problem[256];        /* "panel.csv:17: 5 cells, but the header has 7" */
    char *text;               /* what the cells point into */
} csv_table;

/*
 * Reads a file, "-" for the standard input. Every row must have as many cells as the header; blank
 * lines are skipped, save in a table of one column. Returns 0, or -1 with table->problem. Call
 * csv_free in either case.
 */
int csv_read(csv_table *table, const char *path);
void csv_free(csv_table *table);

/* The name of a column, and a cell; the first row after the header is row 0. */
const char *csv_name(const csv_table *table, size_t column);
const char *csv_cell(const csv_table *table, size_t row, size_t column);

/* The line of the file that a row begins on, from 1. */
size_t csv_line(const csv_table *table, size_t row);

/* The first column of that name, or -1. */
ptrdiff_t csv_find(const csv_table *table, const char *name);

/* Leaves only the rows for which keep is true. */
void csv_keep(csv_table *table, const bool *keep);

/*
 * What a cell holds: the library's NKT_STATE_*, so that they are the reasons of a column as they are.
 * Kolada writes "-" for not reported, "." for not applicable, ".." for secret.
 */
enum csv_kind {
    CSV_NUMBER = 0,
    CSV_MISSING = 1,        /* empty, "-", "NA", "NaN" */
    CSV_NOT_APPLICABLE = 2, /* "." */
    CSV_SECRET = 3,         /* ".." */
    CSV_NO_NUMBER = 5       /* any other text */
};

/* Reads a cell as a number, with a point in every locale; NAN where it is none. */
enum csv_kind csv_number(const char *cell, double *value);

/* Writes a cell: quoted where it must be; a number so that it reads back the same, NAN as empty. */
void csv_write_text(FILE *to, const char *text);
void csv_write_number(FILE *to, double value);

#endif
