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
#include "base/target.h"

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
void nkt_i_text_double(nkt_i_text *text, double number); /* up to 9 significant digits */

/* One fault of a function that counts its parameters by hand. */
#define NKT_I_FAULT(argument_)                                                                     \
    ((nkt_i_fault){.argument = (argument_), .item = -1, .row = -1, .value = NAN, .bound = NAN})

/* Empties the error, as after NKT_OK. NULL is allowed, as everywhere here. */
void nkt_i_error_clear(nkt_error *error);

/*
 * Fills the error and returns the status. The message is the sentence, after "row N: " where the
 * fault has a row, after "subject: " where subject is not NULL.
 */
nkt_status nkt_i_error_set(nkt_error *error, nkt_status status, nkt_i_fault fault,
                           const char *subject, const char *sentence);

/* The same, the sentence preceded by the fault's value: "-3 is negative". */
nkt_status nkt_i_error_value(nkt_error *error, nkt_status status, nkt_i_fault fault,
                             const char *subject, const char *sentence);

/* The commonest refusals. name: that of the parameter. */
nkt_status nkt_i_refuse_null(nkt_error *error, int32_t argument, const char *name);
nkt_status nkt_i_refuse_count(nkt_error *error, int32_t argument, const char *name, int64_t count);

/* Bad rows met so far, in any order: the first one is told in full, the others are counted. */
typedef struct nkt_i_bad_rows {
    nkt_i_fault first;
    const char *subject, *sentence; /* of the first */
    int64_t rows;
} nkt_i_bad_rows;

/* None so far; so is a struct of zeros. */
void nkt_i_bad_rows_begin(nkt_i_bad_rows *bad);

/* Notes a bad row; each row is to be noted once. The fault has its row. */
void nkt_i_bad_rows_add(nkt_i_bad_rows *bad, nkt_i_fault fault, const char *subject,
                        const char *sentence);

/* The same from the numbers of a fault; item -1: none. */
void nkt_i_bad_rows_note(nkt_i_bad_rows *bad, int32_t argument, int32_t item, int64_t row,
                         double value, const char *subject, const char *sentence);

/* NKT_OK, or NKT_ROWS_INVALID with the error filled in. */
nkt_status nkt_i_bad_rows_end(const nkt_i_bad_rows *bad, nkt_error *error);

/* nkt_column_check for a column that stands where the fault says, under that name. */
nkt_status nkt_i_column_check(const nkt_column *column, int64_t n_rows, nkt_i_fault fault,
                              const char *name, nkt_error *error);

/* Checks `count` columns of n_rows rows that are parameter number `argument` of a call. */
nkt_status nkt_i_columns_check(const nkt_column *columns, int64_t count, int64_t n_rows,
                               int32_t argument, const char *name, nkt_error *error);

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

/*
 * Copies an options struct of any kind, whose first member is its size: fields that the caller's
 * struct lacks become 0, a field that ours lacks must be 0. options NULL: all 0. out_size: of our
 * struct, to which its first member is set. argument: the number of the parameter in the public
 * call. no_size: what is said of a size that cannot be.
 */
nkt_status nkt_i_options_copy(const void *options, int32_t argument, void *out, size_t out_size,
                              const char *no_size, nkt_error *error);

/* Refuses the value of one field, called "options.name". */
nkt_status nkt_i_refuse_option(nkt_error *error, int32_t argument, double value, const char *field,
                               const char *sentence);

/*
 * The caller's options (NULL: defaults) with every default filled in, and checked.
 * argument: the number of the parameter in the public call.
 */
nkt_status nkt_i_options_read(const nkt_options *options, int32_t argument, nkt_options *out,
                              nkt_error *error);

/* Sizes: 1 and *out, or 0 where the result does not fit. */
int nkt_i_size_add(size_t a, size_t b, size_t *out);
int nkt_i_size_mul(size_t a, size_t b, size_t *out);

/* Rounds up to a multiple of 8; 0 where that does not fit. */
int nkt_i_size_align8(size_t size, size_t *out);

/* Whether memory is aligned for int64_t and double. */
int nkt_i_is_aligned8(const void *memory);

/*
 * Checks a work area or the memory for a state: there, aligned, large enough.
 * name and argument: those of the pointer; the size is the parameter after it.
 */
nkt_status nkt_i_memory_check(const void *memory, size_t size, size_t needed, int32_t argument,
                              const char *name, nkt_error *error);

/*
 * Sorts n row numbers stably. less(context, a, b): whether row a comes before row b; rows that are
 * equal keep their order. scratch holds n row numbers.
 */
typedef int nkt_i_less(const void *context, int64_t a, int64_t b);
void nkt_i_sort(int64_t *rows, int64_t *scratch, int64_t n, nkt_i_less *less, const void *context);

/* Whether a comes before b among doubles: ascending, every NaN after every number. */
int nkt_i_double_less(double a, double b);

#endif
