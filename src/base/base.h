/*
 * What every room may use of the base: faults and their texts, reading columns and options,
 * checked sizes, stable sorting.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_BASE_H
#define NKT_BASE_H

#include "base/float.h"
#include "base/call.h"
#include "base/check.h"

#include <math.h>
#include <string.h>

#include "nyckeltal/column.h"
#include "nyckeltal/options.h"

/*
 * Text of bounded length, without locale and without printf. What does not fit is cut at the end
 * of a whole UTF-8 character.
 */
typedef struct nkt_i_text {
    char *at;
    size_t left; /* room, the closing NUL included */
} nkt_i_text;

nkt_i_text nkt_i_text_begin(char *buffer, size_t size);
void nkt_i_text_add(nkt_i_text *text, const char *words);
void nkt_i_text_integer(nkt_i_text *text, int64_t number);
void nkt_i_text_double(nkt_i_text *text,
                       double number); /* 9 significant digits, of whole numbers below 1e17 all */

/* Empties the error, as after NKT_OK. NULL is allowed, as everywhere here. */
void nkt_i_error_clear(nkt_error *error);

/*
 * Reads rows first ... first + count - 1 of a column that was checked: numbers (NaN where there is
 * none) and states.
 */
void nkt_i_column_load(const nkt_column *column, int64_t first, int64_t count, double *values,
                       int8_t *states);

/*
 * The same, where numbers below lowest are NKT_STATE_INVALID too (the number itself stays, for the
 * message).
 */
void nkt_i_column_load_bounded(const nkt_column *column, int64_t first, int64_t count,
                               double lowest, double *values, int8_t *states);

/*
 * Whether the numbers of a checked column say all there is to know of their rows, so that they can
 * be read many at a time: nothing but NaN stands for missing, and the type is one of the commonest.
 */
int nkt_i_column_is_plain(const nkt_column *column);

/*
 * Rows first ... first + count - 1 of such a column: where they lie, if they are doubles one after
 * another, otherwise converted into room, which holds count.
 */
const double *nkt_i_column_numbers(const nkt_column *column, int64_t first, int64_t count,
                                   double *room);

/* One row of a column that was checked. */
double nkt_i_column_value(const nkt_column *column, int64_t row, int8_t *state);

/*
 * One row of a column of whole-number codes (unit, year, group), exact over all of int64_t.
 * The state is INVALID for a number that is not whole, or beyond int64_t.
 */
int64_t nkt_i_column_code(const nkt_column *column, int64_t row, int8_t *state);

/* Whether there is such a type code. */
int nkt_i_is_type(int32_t type);

/* NKT_FLAG_* of a row of a column that was checked. */
int32_t nkt_i_column_flags(const nkt_column *column, int64_t row);

/*
 * Why a row of a checked column is NKT_STATE_INVALID: NKT_REASON_*, and the number that is at fault
 * (NaN: none); NKT_REASON_NONE where nothing but its finite value can be.
 */
int32_t nkt_i_column_why_invalid(const nkt_column *column, int64_t row, double *value);

/* The worst of two states: nkt_state_worst for states that are known to be in range. */
int8_t nkt_i_state_worst(int8_t a, int8_t b);

/* Sizes: 1 and *out, or 0 where the result does not fit. */
int nkt_i_size_add(size_t a, size_t b, size_t *out);
int nkt_i_size_mul(size_t a, size_t b, size_t *out);

/* Rounds up to a multiple of 8; 0 where that does not fit. */
int nkt_i_size_align8(size_t size, size_t *out);

/* Whether memory is aligned for int64_t and double. */
int nkt_i_is_aligned8(const void *memory);

/*
 * Sorts n row numbers stably. less(context, a, b): whether row a comes before row b; rows that are
 * equal keep their order. scratch holds n row numbers.
 */
typedef int nkt_i_less(const void *context, int64_t a, int64_t b);
void nkt_i_sort(int64_t *rows, int64_t *scratch, int64_t n, nkt_i_less *less, const void *context);

/* Whether a comes before b among doubles: ascending, every NaN after every number. */
int nkt_i_double_less(double a, double b);

#endif
