/*
 * A line through years, and one that bends in a year, where the chance of neighbouring years goes
 * together.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_LINE_H
#define NKT_LINE_H

#include "comparison/series.h"

/* Values in the order of their years, and how chance moves them. */
typedef struct nkt_i_points {
    int64_t n;
    double year[NKT_I_YEARS], value[NKT_I_YEARS];
    double spread[NKT_I_YEARS]; /* of chance in each year, up to a common factor */
    double
        together; /* correlation of chance in neighbouring years, 0 ... 1; at 1 each year's chance
                        adds to that of the year before, and only changes tell anything */
    int is_known; /* the spread is that of persons: chance is at least so large */
} nkt_i_points;

/* How many times the variance of persons chance has, where it is not to be estimated. */
typedef struct nkt_i_dispersion {
    double factor; /* 0: estimated about the line, and never below 1 where the spread is known */
    double df; /* of the factor, which are added to those of the series; 0: it is known for sure */
} nkt_i_dispersion;

/* What least squares say, weighted by what chance is. */
typedef struct nkt_i_fit {
    double slope;    /* per year; where the line bends, the mean of both slopes */
    double bend;     /* half of what the slope changes; 0 for a straight line */
    double variance; /* of the last one of the two, for a dispersion of 1 */
    double rest;     /* squares about the line */
    double df;       /* of the rest */
    double size;     /* squares of all, to tell rounding from chance */
} nkt_i_fit;

/* A straight line; one that bends at a year, NaN: none. */
nkt_i_fit nkt_i_line(const nkt_i_points *points, double bend_year);

/* Weighted squares about the mean: chi-square with n - 1 degrees of freedom where chance is that of persons. */
double nkt_i_about_mean(const nkt_i_points *points);

/* The dispersion that a fit is judged by, and its degrees of freedom (infinite: it is known). */
double nkt_i_dispersion_of(const nkt_i_fit *fit, int is_known, const nkt_i_dispersion *given,
                           double *df);

/* Student's test of a slope, which is `shrink` times as far from 0 as it is (a continuity correction). */
nkt_test nkt_i_slope_test(const nkt_i_points *points, const nkt_i_dispersion *given, double shrink);

/*
 * The test of a turn: of all years with two or more on either side the one where a bend with a rise on
 * one side and a fall on the other fits best; its p is that of as many tests as there are such years.
 * turn_year: 0 where there is none.
 */
nkt_test nkt_i_turn_test(const nkt_i_points *points, const nkt_i_dispersion *given,
                         int64_t *turn_year);

#endif
