/*
 * Inside the synthetic panel: one municipality, year by year, women and men apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef SYNTHETIC_DRAW_H
#define SYNTHETIC_DRAW_H

#include "random.h"
#include "synthetic.h"

/* What is typical of a municipality, drawn once: sizes, and the chances of a person there. */
typedef struct synthetic_traits {
    double population; /* in the first year */
    double growth;     /* of the population from one year to the next */
    double young, old, foreign_born, outside_eu;
    double asylum, agency_housing, received, assigned; /* per inhabitant and year in a usual year */
    double passes, interrupts, works, studies, unemployed;
    double hires_foreign_born, elects_foreign_born;
    double rentals;    /* per inhabitant */
    double floor_area; /* square metres per resident */
    double council;    /* seats */
} synthetic_traits;

void synthetic_draw_traits(random_state *state, int number, synthetic_traits *traits);

/*
 * Draws the women's and men's rows of a year, whose municipality, year and sex are filled in, and
 * the employees by area of operation. before: the two rows of the year before; NULL in the first.
 */
void synthetic_draw_year(random_state *state, const synthetic_traits *traits,
                         const synthetic_row before[2], synthetic_row now[2],
                         synthetic_operation operations[SYNTHETIC_OPERATIONS]);

/* What is not told by sex: dwellings, floor area, teachers. Goes into the row of the total. */
void synthetic_draw_total(random_state *state, const synthetic_traits *traits,
                          synthetic_row *total);

#endif
