/*
 * What the report's areas say, in words. A figure is called better or worse only where it has a
 * direction; the rest is told as it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef REPORT_WORDS_H
#define REPORT_WORDS_H

#include "report_book.h"

/* The questions of each area, answered. */
void say_reception(const struct book *book);
void say_sfi(const struct book *book);
void say_establishment(const struct book *book);
void say_employment(const struct book *book);
void say_demography(const struct book *book);
void say_representation(const struct book *book);

/* The model of expected employment: what its deviation is worth, and what of it stays. */
void say_model(const struct book *book);

/* Its deviations from what the model expects in a year, chance taken off, for the caller to free;
 * NULL: there is no model with sizes of groups. */
nkt_estimate *model_deviations(const struct book *book, int year);

/* Which municipalities are most like it, why, and who of them does better. */
void say_similar(const struct book *book);

/* ", which is the best quarter", or what else; "" for a figure without direction. */
const char *quarter_of(const struct book *book, int year, int32_t figure);

/* Whether its years show a trend, or no more than chance. */
void say_trend(const struct book *book, int32_t figure);

/* Where the municipality stands, in a few lines. */
void say_in_short(const struct book *book);

/* Where the municipality stands among the others and beside the nation. */
void say_place(const struct book *book, int32_t figure);

/* From the first year with a value to the last. */
void say_development(const struct book *book, int32_t figure);

/* Whether a figure has a value that may be shown, and that value. */
int has(const struct book *book, int unit, int year, int32_t figure);
double value(const struct book *book, int unit, int year, int32_t figure);

/* What to add where only so many of several years have figures. */
const char *years_in(int n_years, int width, char *text, size_t size);

/* "0–5 2 (6 per cent), 6–15 8 (24 per cent)": shares by name; those without a value are left out. */
const char *list_shares(const nkt_estimate *shares, const char *const *names, int n, char *text,
                        size_t size);

#endif
