/*
 * What was wrong, and where: the optional last parameter of every function that can refuse.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_ERROR_H
#define NYCKELTAL_ERROR_H

#include "status.h"

NKT_BEGIN

/*
 * What is wrong with the thing that is at fault, for hosts that make a sentence of their own: in
 * another language, or with rows that count from 1. Pinned for ever.
 */
enum nkt_reason {
    NKT_REASON_NONE = 0,

    /* of an argument, or an option */
    NKT_REASON_NULL = 1,             /* is NULL, and is needed */
    NKT_REASON_NEGATIVE = 2,         /* is negative */
    NKT_REASON_TOO_SMALL = 3,        /* is less than error.bound */
    NKT_REASON_TOO_LARGE = 4,        /* is more than error.bound */
    NKT_REASON_OUT_OF_RANGE = 5,     /* lies outside its range, which has two ends */
    NKT_REASON_NOT_FINITE = 6,       /* is no finite number */
    NKT_REASON_NOT_WHOLE = 7,        /* is no whole number */
    NKT_REASON_UNKNOWN_CODE = 8,     /* is no code, id or number of that kind */
    NKT_REASON_TWICE = 9,            /* appears twice */
    NKT_REASON_NOT_TAKEN = 10,       /* is given where the call does not take it */
    NKT_REASON_LACKING = 11,         /* lacks, though something else that is given needs it */
    NKT_REASON_CONTRADICTION = 12,   /* does not go together with something else that is given */
    NKT_REASON_OVERLAP = 13,         /* has strides that make elements overlap */
    NKT_REASON_BEYOND_MEMORY = 14,   /* needs, or reaches, more memory than there can be */
    NKT_REASON_TOO_LITTLE_ROOM = 15, /* has too little room: error.bound is needed */
    NKT_REASON_MISALIGNED = 16,      /* is not 8-byte aligned */
    NKT_REASON_NOT_GROWN = 17,       /* could not be grown to error.bound bytes */
    NKT_REASON_NO_STATE = 18,        /* was not initialised, or is damaged */
    NKT_REASON_OTHER_SHAPE = 19,     /* belongs to another model, fit or panel */
    NKT_REASON_OTHER_TYPE = 20,      /* is of a type that cannot hold what is to be written */
    NKT_REASON_OTHER_SIZE = 21,      /* has a size field that is no size of these options */
    NKT_REASON_OTHER_MEASURE = 22,   /* measures something that the operation does not fit */
    NKT_REASON_DAMAGED = 23,         /* holds packed bytes that are damaged, foreign or too new */

    /* of a row */
    NKT_REASON_ABOVE_WHOLE = 31,   /* is more than its whole */
    NKT_REASON_BEYOND_COLUMN = 32, /* is an element number that the column does not have */
    NKT_REASON_UNKNOWN_STATE = 33, /* has a state that is none */
    NKT_REASON_MARKED = 34,        /* is marked as invalid by the caller */
    NKT_REASON_MISSING = 35,       /* is missing, and is needed */
    NKT_REASON_OVERFLOW = 36,      /* leads beyond the largest number */
    NKT_REASON_NOT_SORTED = 37,    /* is not in order */
    NKT_REASON_IMPOSSIBLE = 38,    /* cannot be, given the other numbers of its row */

    /* of the data as a whole */
    NKT_REASON_TOO_FEW = 51,       /* are too few: error.bound are needed */
    NKT_REASON_COLLINEAR = 52,     /* is a combination of others */
    NKT_REASON_CONSTANT = 53,      /* is the same in all rows */
    NKT_REASON_OTHER_SCALE = 54,   /* looks as if it were given on another scale */
    NKT_REASON_NOT_CONVERGED = 55, /* did not converge */
    NKT_REASON_DECISIVE = 56,      /* decides something alone: it cannot be left out */
    NKT_REASON_NOTHING_LEFT = 57   /* is explained to the last bit: nothing of it is left over */
};

enum nkt_error_size { NKT_ERROR_SUBJECT_SIZE = 64, NKT_ERROR_MESSAGE_SIZE = 200 };

/*
 * Filled anew by every call that takes it, also by one that succeeds; the caller owns it.
 * 320 bytes, the same on every machine, frozen for ever. Pass NULL where it is not wanted.
 *
 * Bad data belongs to rows, not to calls: then status is NKT_ROWS_INVALID, row and value are those
 * of the first bad row, and rows_affected counts the rows that hold some. Such a row is
 * NKT_STATE_INVALID, or in a state that is worse (nkt_state_worst): a secret operand beside a bad one
 * keeps the result secret, and the row is counted all the same.
 */
typedef struct nkt_error {
    int32_t status;        /* the same as the call returned */
    int32_t reason;        /* NKT_REASON_*: what is wrong with it */
    int32_t argument;      /* which parameter is at fault, counted from 1; 0: none */
    int32_t item;          /* which element of it (column, figure, term), from 0; -1: none */
    int32_t id;            /* the input or figure concerned (NKT_IN_..., NKT_...); 0: none */
    int32_t reserved;      /* 0 */
    int64_t row;           /* the first row concerned, from 0; -1: none */
    int64_t rows_affected; /* how many rows are bad for this or any other reason */
    double value;          /* the value found; NaN: none */
    double bound;          /* the least or the most that is allowed, or what is needed; NaN: none */
    char subject[NKT_ERROR_SUBJECT_SIZE]; /* the parameter, and the member of it:
                                             "options.confidence", "design.weight"; "": none */
    char
        message[NKT_ERROR_MESSAGE_SIZE]; /* "sfi_passed: row 17: -3 is negative"; "" after NKT_OK */
} nkt_error;

NKT_END

#endif
