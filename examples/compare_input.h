/*
 * What the program compare reads: the municipalities of one year, and the rows of their earlier
 * years.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef COMPARE_INPUT_H
#define COMPARE_INPUT_H

#include <nyckeltal.h>

#include "csv.h"

/* Of each municipality what the library says; without a basis there are no limits. */
typedef struct municipality {
    int64_t row; /* of the file, in the year that is compared */
    nkt_estimate figure;
    double rank, limits[2]; /* limits: the best and the worst rank */
    int32_t quarter, colour;
} municipality;

typedef struct comparison {
    /* the command line */
    const char *file;
    char *indicator, *group, *basis;
    double year;
    int32_t across; /* NKT_ACROSS_* */

    /* what the catalogue and the command line say of the figure */
    int32_t figure;  /* the id of the column's figure; 0: the catalogue does not know it */
    int32_t better;  /* NKT_DIRECTION_* */
    double per;      /* 100: per cent; 1000; 0: it rests on no count of persons */
    int32_t measure; /* NKT_MEASURE_*; a flow where nothing is known of it */

    /* the file: a number for each row, NAN where there is none */
    csv_table table;
    double *years, *values, *wholes;
    nkt_memory panel; /* which rows belong to one municipality */

    municipality *municipalities; /* those with a row in that year, in the order of the file */
    int64_t n;
} comparison;

/* Reads all that the command line names. What cannot be understood ends the program. */
void comparison_read(comparison *c);
void comparison_free(comparison *c);

/* The code of the municipality that a row of the file is about. */
const char *code_of(const comparison *c, int64_t row);

#endif
