/*
 * What the program expected reads: the rows of one year of a CSV file, and the sizes of its groups.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef EXPECTED_INPUT_H
#define EXPECTED_INPUT_H

#include "csv.h"

#include <nyckeltal.h>

#include <stdbool.h>

/* The command line. */
typedef struct request {
    const char *file, *response, *size, *rows;
    const char *terms[NKT_OLS_TERMS_MAX];
    int n_terms;
    double year;
    nkt_expected_options options;
} request;

/* The rows of that year, but for the nation's. Memory of the terms is one block: term by term. */
typedef struct cross_section {
    csv_table table;
    size_t n_rows;
    size_t *row;                     /* of the table */
    double *response, *terms, *size; /* NAN where there is none; size NULL: none was asked for */
    bool *included;                  /* 0 where the column --rows has no value */
} cross_section;

/* A file that cannot be understood ends the program. */
void cross_section_read(cross_section *rows, const request *r);
void cross_section_free(cross_section *rows);

/* The code of a municipality. */
const char *municipality_of(const cross_section *rows, size_t row);

#endif
