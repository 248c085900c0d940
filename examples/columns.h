/*
 * Columns of a CSV file as numbers. What cannot be understood ends the program, with the line of the
 * file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef COLUMNS_H
#define COLUMNS_H

#include "csv.h"

/* The number of the column of that name. */
size_t need_column(const csv_table *table, const char *file, const char *name);

/* A cell as a number; NAN where it is missing. */
double number_of(const csv_table *table, const char *file, size_t row, size_t column);

/* A whole column, for the caller to free. */
double *read_column(const csv_table *table, const char *file, const char *name);

/* Whether a code is the nation's: 0, however many digits it is written with. */
int is_nation(const char *code);

/* Cuts "A,B,C" into its names, in place; at most `most` of them, empty ones left out. */
int cut_list(char *list, const char **names, int most, const char *option);

#endif
