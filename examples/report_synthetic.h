/*
 * The report's figures from the SYNTHETIC panel.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef REPORT_SYNTHETIC_H
#define REPORT_SYNTHETIC_H

#include "report_book.h"

/* Makes the panel and computes all its figures. */
void report_synthetic_read(struct book *book);

/* What only the synthetic panel has: a share of women beside that of men, in the last year; */
void report_synthetic_gap(const struct book *book, int32_t figure, const char *what);

/* and employees by area of operation. */
void report_synthetic_recruiting(const struct book *book);

#endif
