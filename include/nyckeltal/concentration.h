/*
 * Concentration: how unevenly something is spread over units, such as reception over municipalities.
 *
 * Source: Integrationsverket 2001 (the 15 municipalities that received most) and 2002 (some thirty
 * municipalities received two thirds).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_CONCENTRATION_H
#define NYCKELTAL_CONCENTRATION_H

#include "memory.h"
#include "table.h"

NKT_BEGIN

/* 56 bytes, frozen for ever. All but the counts and the total NaN where the total is 0. */
typedef struct nkt_concentration_result {
    double total;
    double largest; /* the share of the k largest, per cent */
    double gini;    /* sum (2 i - n - 1) x / (n · total), x ascending: 0 where all have the same,
                          1 - 1 / n where one has all */
    double herfindahl; /* sum (x / total)²: 1 / n to 1 */
    int64_t n;         /* units with a number */
    int64_t needed;    /* how many of the largest have `share` per cent of the total together */
    int64_t n_zero;    /* units that have 0 */
} nkt_concentration_result;

/*
 * The concentration of what units have.
 *
 * values  numbers, 0 or more; units without one take no part
 * rows    the units, without groups
 * k       0 or more: how many of the largest; more than there are: all
 * share   per cent, 0 ... 100, for `needed`
 * out     receives the concentration; its sums are exact
 * work    scratch
 *
 * Bad data (negative, infinite) take no part, and the first is reported.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups),
 * NKT_E_DOMAIN (share; a total beyond the largest double), NKT_E_SIZE, NKT_E_CAPACITY,
 * NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_concentration(const nkt_column *values, const nkt_rows *rows, int64_t k,
                                     double share, nkt_concentration_result *out, nkt_memory *work,
                                     nkt_error *error);

NKT_END

#endif
