/*
 * What the program compare reads: the municipalities of one year, each with its earlier years.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef COMPARE_INPUT_H
#define COMPARE_INPUT_H

#include <nyckeltal.h>

#include "csv.h"

/* NAN: there is none. */
typedef struct year_of_series {
    double year, value, basis;
} year_of_series;

typedef struct municipality {
    const char *code;
    double value, basis;    /* of the year that is compared */
    year_of_series *series; /* that year and those before it */
    int64_t n_years;
} municipality;

typedef struct comparison {
    /* the command line */
    const char *file, *indicator, *group, *basis;
    double year;

    /* what the catalogue and the command line say of the figure */
    int32_t better;  /* NKT_DIRECTION_* */
    double per;      /* 100: per cent; 1000; 0: it rests on no count of persons */
    int32_t measure; /* NKT_MEASURE_*; a flow where nothing is known of it */

    /* the file */
    csv_table table;
    municipality *municipalities; /* those with a row in that year, in the order of the file */
    int64_t n;
    year_of_series *years; /* all series, one after another */
} comparison;

/* Reads all that the command line names. What cannot be understood ends the program. */
void comparison_read(comparison *c);
void comparison_free(comparison *c);

#endif
