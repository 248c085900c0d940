/*
 * The report's tables: the municipality's years beside the nation, the median municipality and the
 * unweighted mean.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef REPORT_TABLE_H
#define REPORT_TABLE_H

#include "report_book.h"

/* How to read the tables. */
void report_legend(const struct book *book);

/* The table of an area (NKT_AREA_*), with its heading. */
void report_table(const struct book *book, int32_t area);

#endif
