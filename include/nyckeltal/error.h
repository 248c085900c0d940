/*
 * What was wrong, and where: the optional last parameter of every function that can refuse.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_ERROR_H
#define NYCKELTAL_ERROR_H

#include "status.h"

NKT_BEGIN

#define NKT_ERROR_MESSAGE_SIZE 216

/*
 * Filled anew by every call that takes it, also by one that succeeds; the caller owns it.
 * 256 bytes, the same on every machine, frozen for ever. Pass NULL where it is not wanted.
 *
 * Bad data belongs to rows, not to calls: then status is NKT_ROWS_INVALID, row and value are those
 * of the first bad row, and rows_affected counts the rows that are NKT_STATE_INVALID for it.
 */
typedef struct nkt_error {
    int32_t status;        /* the same as the call returned */
    int32_t argument;      /* which parameter is at fault, counted from 1; 0: none */
    int32_t item;          /* which element of that parameter (column, figure), from 0; -1: none */
    int32_t id;            /* the input or figure concerned (NKT_IN_..., NKT_...); 0: none */
    int64_t row;           /* the first row concerned, from 0; -1: none */
    int64_t rows_affected; /* how many rows are bad for this or any other reason */
    double value;          /* the value found; NaN: none */
    char
        message[NKT_ERROR_MESSAGE_SIZE]; /* "sfi_passed: row 17: -3 is negative"; "" after NKT_OK */
} nkt_error;

NKT_END

#endif
