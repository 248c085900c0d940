/*
 * Where the tests find published data, which are not part of this project.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_TESTS_DATA_H
#define NKT_TESTS_DATA_H

#include <stdint.h>

/*
 * The path of a file of published data: in $NYCKELTAL_DATA, otherwise in ../shared/data beside the
 * project. NULL where it is not there: then the test says on stdout that it skips.
 * The string is valid until the next call.
 */
const char *data_path(const char *file);

/* Whether a program is found on the PATH; otherwise says on stdout what skips for want of it. */
int have_program(const char *program, const char *what);

/* A directory for files that tests write: $BUILD/tests/out, made if need be. */
const char *output_path(const char *file);

/*
 * A table read from a CSV file of numbers, first line a header. Cells that are no number are NaN.
 * Rows of text columns keep their text in cell().
 */
typedef struct csv_table csv_table;
csv_table *csv_read(const char *path);
void csv_free(csv_table *table);
int csv_rows(const csv_table *table);
int csv_column(const csv_table *table, const char *name); /* -1: none */
double csv_number(const csv_table *table, int row, int column);
const char *csv_text(const csv_table *table, int row, int column);

/* The interval method that R's scripts and the programs call "clopper-pearson"; -1: there is none. */
int32_t interval_called(const char *name);

#endif
