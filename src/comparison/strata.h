/*
 * Reading strata: the columns of a call, a row per stratum.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_STRATA_H
#define NKT_STRATA_H

#include "nyckeltal/standardise.h"
#include "rows/rows.h"

enum { NKT_I_STRATA_COLUMNS = 4 };

/* The columns of a call, and their paths. */
typedef struct nkt_i_strata {
    const nkt_column *columns[NKT_I_STRATA_COLUMNS];
    const char *paths[NKT_I_STRATA_COLUMNS];
    int n_columns;
    const nkt_rows *rows;
} nkt_i_strata;

void nkt_i_strata_check(nkt_i_call *call, const nkt_i_strata *strata);

/*
 * Reads a stratum. Returns its state; NKT_STATE_NOT_APPLICABLE and *is_in 0 where it is left out. Bad
 * data are noted; numbers that are not read, because one before them is bad, are NaN.
 */
int8_t nkt_i_stratum(nkt_i_call *call, const nkt_i_strata *strata, int64_t row, double *numbers,
                     int *is_in);

#endif
