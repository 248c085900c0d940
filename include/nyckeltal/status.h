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

enum {
    NKT_OK = 0,

    /* Remarks: the outputs are written. */
    NKT_ROWS_INVALID = 1, /* some rows hold bad data: those are NKT_STATE_INVALID */

    /* An argument is wrong. */
    NKT_E_NULL = -101,         /* a pointer that is needed is NULL */
    NKT_E_COUNT = -102,        /* a count is negative or too large */
    NKT_E_TYPE = -103,         /* a column has an unknown type code */
    NKT_E_ID = -104,           /* no such figure, input, area or other id */
    NKT_E_DUPLICATE = -105,    /* the same id, or the same key, stands twice */
    NKT_E_OPTION = -106,       /* an option lies outside its range */
    NKT_E_OPTIONS_SIZE = -107, /* options of a newer header set a field that this library lacks */
    NKT_E_STRIDE = -108,       /* output strides make elements overlap, or are no whole elements */
    NKT_E_DOMAIN = -109,  /* a number lies outside the range that the function is defined for */
    NKT_E_MEASURE = -110, /* the operation does not fit what the input measures (stock or flow) */

    /* The caller's memory is wrong. */
    NKT_E_CAPACITY = -201,  /* the output or the work area is too small */
    NKT_E_ALIGNMENT = -202, /* a state or a work area is not 8-byte aligned */
    NKT_E_STATE = -203,     /* a state was not initialised, or is damaged */
    NKT_E_SIZE = -204       /* the size that would be needed does not fit in size_t */
};

/*
 * The name of a status as it stands in this header, such as "NKT_E_NULL"; "" for an unknown one.
 * Constant string. Thread-safe. Since 0.1.
 */
NKT_API const char *nkt_status_name(nkt_status status);

/*
 * What a status means, in a few words; "unknown status" for an unknown one.
 * nkt_error.message says more: where, and which value. Constant string. Thread-safe. Since 0.1.
 */
NKT_API const char *nkt_status_text(nkt_status status);

NKT_END

#endif
