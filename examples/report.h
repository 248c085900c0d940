/*
 * The parts of the report. A figure is called better or worse only where it has a direction; the rest
 * is told as it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef REPORT_H
#define REPORT_H

#include "fail.h"
#include "report_book.h"
#include "report_print.h"

/* ---- where the figures come from ----------------------------------------------------------------- */

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

/* Makes the SYNTHETIC panel and computes all its figures. */
void report_synthetic_read(struct book *book);

/* What only the synthetic panel has: a share of women beside that of men, in the last year; */
void report_synthetic_gap(const struct book *book, int32_t figure, const char *what);

/* and employees by area of operation. */
void report_synthetic_recruiting(const struct book *book);

/* Figures that the source documents print, beside those computed here, with their sources. */
void report_sources(void);

/* ---- tables -------------------------------------------------------------------------------------- */

/* How to read the tables. */
void report_legend(const struct book *book);

/* The table of an area (NKT_AREA_*), with its heading: the municipality's years beside the nation, the
   median municipality and the unweighted mean. */
void report_table(const struct book *book, int32_t area);

/* ---- words --------------------------------------------------------------------------------------- */

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

/* What to add where only so many of several years have figures. */
const char *years_in(int n_years, int width);

/*
 * A composition of the municipality in a year: its items, whether they sum to their whole, and as
 * text "0–5 6 per cent, 6–15 24 per cent", those without a value left out. All of it is empty where
 * the year is -1.
 */
typedef struct composed {
    nkt_estimate items[NKT_COMPOSITION_MOST];
    int32_t sum; /* NKT_SUM_* */
    char text[400];
} composed;

composed compose(const struct book *book, int year, int32_t composition, const char *const *names,
                 int n_names);

/* The name of a municipality, or its code. */
const char *name_of(const struct book *book, int64_t unit);

/* "Alvesta (3.1), Ale (2.0)": some units, each with its estimate, in the unit of a figure. */
const char *list_units(const struct book *book, const int64_t *units, int64_t n,
                       const nkt_estimate *of, int32_t figure);

/*
 * The municipalities nearest to the report's own by some variables of all units, the nearest first,
 * -1 where there are no more; and, where wanted, how near, and what each variable contributes.
 */
enum { SIMILAR = 7 };

void find_nearest(const struct book *book, const nkt_table *by, const double *scales,
                  int64_t members[SIMILAR], double *distances, double *contributions);

#endif
