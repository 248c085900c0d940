/*
 * What a call says of itself.
 *
 * Negative: the call was refused, and nothing but the error (and the work area) was written.
 * Zero: done. Positive: done, with a remark that the caller should know of.
 * The values are pinned for ever; gaps are left inside each group for later ones.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_STATUS_H
#define NYCKELTAL_STATUS_H

#include "export.h"

NKT_BEGIN

typedef int32_t nkt_status;

enum nkt_status_code {
    NKT_OK = 0, /* done */

    /* Remarks: the outputs are written. */
    NKT_ROWS_INVALID = 1,      /* some rows hold bad data: they have no result */
    NKT_TERM_DROPPED = 2,      /* a term is a combination of those before it: no coefficient */
    NKT_NEARLY_COLLINEAR = 3,  /* less than 1e-7 of some term is its own */
    NKT_PERFECT_FIT = 4,       /* nothing is left over: sigma is 0, t and F are undefined */
    NKT_CONSTANT_RESPONSE = 5, /* there is nothing to explain: R² is undefined */
    NKT_NOT_ESTIMABLE = 6,     /* as many rows as coefficients: there are no standard errors */
    NKT_LEVERAGE_ONE = 7,      /* some row decides a coefficient alone: it cannot be left out */
    NKT_NOT_CONVERGED = 8,     /* the iteration did not converge: what is there is its last step */
    NKT_SEEMS_PROPORTIONS = 9, /* shares lie between 0 and 1 where the whole is 100 */
    NKT_INPUTS_LACK = 10,      /* something asked for cannot be made from the columns given */
    NKT_PARTS_ABOVE = 11,      /* the part is above its whole in every row: are they swapped? */

    /* An argument is wrong. */
    NKT_E_NULL = -101,         /* a pointer that is needed is NULL */
    NKT_E_COUNT = -102,        /* a count is negative or too large */
    NKT_E_TYPE = -103,         /* a column has an unknown type code */
    NKT_E_ID = -104,           /* no such figure, input, area or other id */
    NKT_E_DUPLICATE = -105,    /* the same id, or the same key, appears twice */
    NKT_E_OPTION = -106,       /* an option lies outside its range */
    NKT_E_OPTIONS_SIZE = -107, /* options of a newer header set a field that this library lacks */
    NKT_E_STRIDE = -108,       /* output strides make elements overlap, or are no whole elements */
    NKT_E_DOMAIN = -109,  /* a number lies outside the range that the function is defined for */
    NKT_E_MEASURE = -110, /* the operation does not fit what the input measures (stock or flow) */

    /* The caller's memory is wrong. */
    NKT_E_CAPACITY = -201,  /* the output or the work area is too small */
    NKT_E_ALIGNMENT = -202, /* a state or a work area is not 8-byte aligned */
    NKT_E_STATE = -203,     /* a state was not initialised, or is damaged */
    NKT_E_SIZE = -204,      /* the size that would be needed does not fit in size_t */

    /* The data as a whole do not allow it. */
    NKT_E_TOO_FEW_ROWS = -301, /* fewer rows than coefficients */
    NKT_E_COLLINEAR = -302,    /* a term would be dropped, and the options refuse that */
    NKT_E_SHAPE = -303,        /* states, fits or packed bytes of different models */
    NKT_E_PACKED = -304,  /* packed bytes are damaged, cut short, foreign or of a later version */
    NKT_E_CLUSTERS = -305 /* fewer than two clusters */
};

NKT_END

#endif
