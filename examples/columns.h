/*
 * What the programs that read a CSV file have in common: their command line, and columns of the file
 * as numbers. What cannot be understood ends the program, with the line of the file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef COLUMNS_H
#define COLUMNS_H

#include "csv.h"

#include <stdint.h>

/* ---- the command line -------------------------------------------------------------------------- */

/* "--name VALUE"; value receives what was given, and stays as it is where nothing was. */
typedef struct cli_option {
    const char *name;
    char **value;
} cli_option;

/* Reads "FILE --name VALUE ...": the name of the file, NULL where there is none. */
const char *read_options(char **argv, const cli_option *options, size_t n_options,
                         const char *usage);

/* The value of an option as a number. */
double number_given(const char *option, const char *text);

/* Cuts "A,B,C" into its names, in place; at most `most` of them, empty ones left out. */
int cut_list(char *list, const char **names, int most, const char *option);

/* ---- the file ---------------------------------------------------------------------------------- */

/* Reads a table. */
void open_table(csv_table *table, const char *file);

/* The number of the column of that name. */
size_t need_column(const csv_table *table, const char *name);

/* A cell as a number; NAN where it is missing. */
double number_of(const csv_table *table, size_t row, size_t column);

/* A whole column, for the caller to free. */
double *read_column(const csv_table *table, const char *name);

/*
 * The column of that name; or, where the table has none, the numbers that another file holds: its
 * columns are municipality, year (if they differ by year), name (perhaps), and, last, the number.
 * option is what asked for it.
 */
double *read_column_or_file(const csv_table *table, const char *name, const char *option);

/*
 * The library wants keys as numbers: that of a text is its place among the distinct ones of its
 * column. For the caller to free.
 */
int64_t *number_texts(const csv_table *table, size_t column);

/* Whether a code is the nation's: 0, however many digits it is written with. */
int is_nation(const char *code);

/*
 * Leaves only the rows of units, told apart by the column `key`: of one year, where the year is not
 * NAN, and without the nation's, which is the sum of the others and like none of them. Two rows of
 * one unit are refused: nobody could say which counts.
 */
void keep_units(csv_table *table, const char *key, double year);

#endif
