/*
 * The report's layout: plain UTF-8 text, at most PRINT_WIDTH characters wide, no colours.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef REPORT_PRINT_H
#define REPORT_PRINT_H

#include <nyckeltal.h>

enum {
    PRINT_WIDTH = 98,
    PRINT_TITLE = 33, /* width of the titles in a table */
    PRINT_TEXT = 64   /* room for a number as text, with its limits */
};

/* A heading, underlined with that character. */
void print_heading(char underline, const char *format, ...);

/* A paragraph, and one with a bullet before it; lines are broken at blanks. */
void print_paragraph(const char *format, ...);
void print_bullet(const char *format, ...);

/*
 * A row of a table: a title, broken into lines where it is long, and cells of those widths, the
 * texts right-aligned.
 */
void print_row(const char *title, const char *const *cells, const int *widths, int n_cells);

/* What follows is text in memory that the next few calls do not touch, so that a sentence may have
   several of them. */

/* A value in the unit of its figure, or the sign for why there is none: - . .. 0/0 bad. */
const char *print_value(const nkt_indicator *figure, const nkt_estimate *estimate);

/* A whole number with a blank between thousands: 1 234. */
const char *print_count(double value);

/* A number in the unit of a figure: 1 234, 56.7, 0.74, +1.2. */
const char *print_number(const nkt_indicator *figure, double value);

#endif
