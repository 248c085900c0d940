/*
 * What the parts of the report on follow-up programmes share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef PROGRAMMES_H
#define PROGRAMMES_H

#include <nyckeltal.h>

#include "csv.h"

/* Reads a table of the folder with the documents' tables, or ends the program. */
void open_in_folder(csv_table *table, const char *folder, const char *file);

/* The row whose first cell is that. */
size_t table_row(const csv_table *table, const char *what);

/* The number in a column of that row; NAN where it is missing. */
double table_number(const csv_table *table, const char *what, const char *column);

/* Ends the program where a call was refused. */
void need(nkt_status status, const nkt_error *error);

/* "26.2 per cent (17.2 to 38.1)", in memory that the next four calls do not touch. */
const char *share_text(const nkt_estimate *share);

/* "7 059 600", likewise. */
const char *kronor(double amount);

/* One report each. folder: where the tables are. */
void programme_2001(void);
void programme_2002(const char *folder);
void programme_2017(const char *folder);
void programme_2018(const char *folder);
void programme_2019(const char *folder);

#endif
