/*
 * The report's figures from a file of published Kolada values.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef REPORT_KOLADA_H
#define REPORT_KOLADA_H

#include "report_book.h"

/*
 * Reads the file: a row per municipality and year, municipality 0 the nation, a column per Kolada
 * id, and perhaps `name`. Figures of published counts and ratios of published figures are computed;
 * everything else is as published. A file that cannot be understood ends the program.
 */
void report_kolada_read(struct book *book, const char *path);

/*
 * Reads how many persons the share of refugees in work rests on: a file with the columns
 * `municipality`, `year` and, last, the number. Others than the book's are passed over.
 */
void report_kolada_read_sizes(struct book *book, const char *path);

/* Says how the figures computed here agree with the published ones. */
void report_kolada_checks(const struct book *book);

#endif
