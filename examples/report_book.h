/*
 * The report's book: every key figure of every municipality and year, with the nation beside them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef REPORT_BOOK_H
#define REPORT_BOOK_H

#include <nyckeltal.h>

enum { BOOK_NATION = 0, BOOK_MOST_YEARS = 64, BOOK_MOST_INPUTS = 400 /* as in panel_file.h */ };

/* Where a figure comes from. */
enum { BOOK_PUBLISHED = 1, BOOK_COMPUTED = 2 };

struct book {
    int n_units; /* the nation is number 0, the municipalities follow */
    const char **codes, **names;
    int own;                   /* the municipality that the report is on */
    nkt_column municipalities; /* 0 for the nation, 1 for the others: what takes part */

    int n_years;
    int years[BOOK_MOST_YEARS]; /* ascending */

    /* By figure, year and unit (book_place): the units of one figure and year are an array. */
    int n_figures;           /* those of the catalogue, in its order */
    nkt_estimate *estimates; /* as computed or published */
    nkt_estimate *shown;     /* the same without those that rest on too few persons */
    int8_t *origins;         /* BOOK_PUBLISHED or BOOK_COMPUTED */

    /* By year and unit. */
    int8_t *false_zeros; /* 1: sfi outcomes that were 0 for missing */
    double *group_sizes; /* refugees aged 20-64, NAN: not known */
    int64_t *row_of;     /* the row below, -1: none */

    /* What the figures were computed from: rows in any order. */
    int64_t n_rows, n_inputs;
    nkt_column inputs[BOOK_MOST_INPUTS];
    int64_t *row_units, *row_years; /* which unit and which year (its number here) a row holds */

    int from_counts; /* 1: figures rest on counts of persons; 0: shares are as published */
};

/* Makes room for the figures, all of them missing; units, years and rows are filled in already. */
void book_open(struct book *book);

/* Computes every figure of the catalogue from the inputs, for every row. */
void book_compute(struct book *book);

/*
 * Decides what may be shown, once all figures are there: the guide leaves out municipalities with
 * fewer than ten who left the establishment programme.
 */
void book_close(struct book *book);

/* Where a figure lies in estimates, shown and origins; where a unit's year does in the others. */
size_t book_place(const struct book *book, int unit, int year, int32_t figure);
size_t book_unit_year(const struct book *book, int unit, int year);

/* A figure that may be shown, and whether it is a value. */
const nkt_estimate *book_cell(const struct book *book, int unit, int year, int32_t figure);
int has(const struct book *book, int unit, int year, int32_t figure);
double value(const struct book *book, int unit, int year, int32_t figure);
int book_origin(const struct book *book, int unit, int year, int32_t figure);

/* Whether it has a value that is not shown, because it rests on too few. */
int book_is_few(const struct book *book, int unit, int year, int32_t figure);

/* The last year in which a unit has a value that may be shown, -1: none. */
int book_latest(const struct book *book, int unit, int32_t figure);

/* The units, of which the municipalities take part; and a figure of theirs in a year. */
nkt_rows book_rows(const struct book *book);
nkt_column book_column(const struct book *book, int year, int32_t figure);

/* An input of all units in a year, from some unit on; 0: the book does not have it. */
int book_input(const struct book *book, int unit, int year, int32_t id, nkt_column *input);

/*
 * The inputs of one unit in one year, as a table of one row over these columns, for the functions of
 * the areas.
 */
nkt_table book_inputs(const struct book *book, int unit, int year, nkt_column *inputs);

/* How a figure is spread over the municipalities in a year; few individuals are left out. */
typedef struct book_spread {
    int n;     /* municipalities with a value */
    int above; /* how many of them lie above the report's own */
    double median;
    double mean; /* unweighted */
} book_spread;

book_spread book_spread_of(const struct book *book, int year, int32_t figure);

/*
 * A figure over several years together, ending with that year, from the sums of its counts; only
 * for what happens during a year or to a yearly cohort. A year without both counts is left out;
 * n_years receives how many are in.
 */
nkt_estimate book_pooled(const struct book *book, int unit, int year, int width, int32_t figure,
                         int *n_years);

/*
 * Published shares together, each weighted with its published denominator: Σ share · weight / Σ
 * weight. Add the years or municipalities that have both, then take the mean; its basis is Σ weight.
 */
struct book_weighted {
    double sum, weights;
};

int book_weighted_add(struct book_weighted *weighted, const struct book *book, int unit, int year,
                      int32_t share, int32_t weight);
nkt_estimate book_weighted_mean(const struct book_weighted *weighted);

#endif
