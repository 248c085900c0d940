/*
 * A SYNTHETIC panel of municipalities with all inputs of the catalogue, women and men apart, for
 * trying the library without anybody's data. It describes no place that exists.
 *
 * It is consistent: parts sum to their wholes, women and men to the total, municipalities to the
 * nation, and the value of the year before is that of the row of the year before. A few cells are
 * not reported; small numbers are secret, never just one in the country.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef SYNTHETIC_H
#define SYNTHETIC_H

#include <nyckeltal.h>
#include <stdint.h>

enum {
    SYNTHETIC_MUNICIPALITIES = 20, /* besides the nation */
    SYNTHETIC_FIRST_YEAR = 2012,
    SYNTHETIC_YEARS = 7,
    SYNTHETIC_SEXES = 3, /* total, women, men */
    SYNTHETIC_OPERATIONS = 6,
    SYNTHETIC_INPUTS = 88,
    SYNTHETIC_SEED = 2017,

    SYNTHETIC_ROWS = (SYNTHETIC_MUNICIPALITIES + 1) * SYNTHETIC_YEARS * SYNTHETIC_SEXES,
    SYNTHETIC_OPERATION_ROWS =
        (SYNTHETIC_MUNICIPALITIES + 1) * SYNTHETIC_YEARS * SYNTHETIC_OPERATIONS
};

/* One municipality in one year. */
typedef struct synthetic_row {
    int32_t municipality; /* 9901, 9902, ...: codes that no municipality has; 0: the nation */
    int32_t year;
    char sex;                          /* 'T' total, 'K' women, 'M' men, as in Kolada */
    double values[SYNTHETIC_INPUTS];   /* in the order of nkt_input_at */
    int32_t reasons[SYNTHETIC_INPUTS]; /* NKT_STATE_* */
} synthetic_row;

/* The employees of one area of operation in one municipality and year. */
typedef struct synthetic_operation {
    int32_t municipality, year, area; /* area: see synthetic_area_name */
    double employees, employees_55_64;
} synthetic_operation;

/*
 * Fills rows[SYNTHETIC_ROWS], in order of municipality (the nation first), year and sex, and
 * operations[SYNTHETIC_OPERATION_ROWS], in order of municipality, year and area of operation.
 * The same seed gives the same panel everywhere. Returns 0, or -1 where the library refuses.
 */
int synthetic_panel(uint64_t seed, synthetic_row *rows, synthetic_operation *operations);

/* "care of the elderly", ... for an area of operation, from 0. */
const char *synthetic_area_name(int32_t area);

/* All inputs of the rows, as SYNTHETIC_INPUTS columns for the library. */
void synthetic_view(const synthetic_row *rows, nkt_column *columns);

/* The place of an input among the values of a row. */
int64_t synthetic_position(int32_t input);

#endif
