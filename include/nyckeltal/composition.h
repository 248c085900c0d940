/*
 * What a whole is made of: the shares of its parts, the remainder that no part accounts for, and
 * whether parts and whole agree.
 *
 * nkt_composition serves any parts of any whole. The areas have functions of the same shape for
 * their own: nkt_reception_ages, nkt_reception_asylum_ages, nkt_reception_housing (reception.h),
 * nkt_sfi_outcomes (sfi.h), nkt_establishment_education (establishment.h).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_COMPOSITION_H
#define NYCKELTAL_COMPOSITION_H

#include "estimate.h"

NKT_BEGIN

/* How the parts of a row and their whole agree. Pinned for ever. */
enum {
    NKT_SUM_NONE = -1,         /* cannot be told: the whole has no value, or there is bad data */
    NKT_SUM_EQUAL = 0,         /* the parts make up the whole */
    NKT_SUM_BELOW = 1,         /* they are less: there is a remainder */
    NKT_SUM_ABOVE = 2,         /* they are more than the whole */
    NKT_SUM_PARTS_MISSING = 3, /* some part has no value, and the others are not more */
    NKT_SUM_ALL_ZERO = 4       /* every part is 0 and the whole is not: often missing values that
                                    were stored as zero */
};

/*
 * The name of such a code: "none", "equal", "below", "above", "parts_missing", "all_zero"; "" for
 * an unknown one. Constant string. Thread-safe. Since 0.1.
 */
NKT_API const char *nkt_sum_name(int32_t sum);

/*
 * The composition of a whole: item k of a row is the share 100 · part k / whole, and the last item,
 * number n_parts, the remainder 100 · (whole - Σ parts) / whole: unknown, other, whatever is not
 * among the parts.
 *
 * parts       n_parts columns of n_rows rows of numbers, 0 or more. NULL only if n_parts is 0
 * n_parts     0 or more
 * whole       column of what the parts are parts of, 0 or more. NULL: their sum, and then a
 *             remainder is NKT_STATE_NOT_APPLICABLE. The ids of parts and whole are those of inputs
 *             or figures of the catalogue, by whose names messages then call them, or 0
 * n_rows      0 or more
 * options     NULL: the defaults. Set mode to NKT_MODE_DESCRIPTIVE for no intervals: it is for the
 *             caller to say whether these persons are the outcome of a process
 * out         receives item k of row r at (char *) out + r · row_stride + k · item_stride. It may
 *             not overlap the inputs and needs no alignment. NULL only if n_rows is 0
 * capacity    how many items there is room for in a row: n_parts + 1 or more
 * row_stride, item_stride
 *             bytes, may be negative; elements may not overlap (a stride is not looked at where
 *             there is only one row, or one item)
 * sums        receives NKT_SUM_* of row r at (char *) sums + r · sums_stride. NULL: not wanted
 * sums_stride bytes, may be negative
 *
 * Missing data: a part without a value has none as a share either, and neither has the remainder,
 * which is not 0 then; the other shares stand. Each keeps its own reason; the remainder has the
 * worst of the parts' and the whole's. A part that is NKT_STATE_NOT_APPLICABLE adds nothing and
 * takes nothing from the remainder, unless no part applies. Where the whole is the sum, one missing
 * part leaves no whole to take shares of.
 * Secret parts stay secret, and the remainder with them. What is shown may still give them away:
 * where all but one share is shown and the remainder is known to be 0, the secret one is what they
 * leave of 100. That is for whoever publishes the figures to prevent.
 * Parts that add up to more than their whole, as in perturbed tables: with NKT_PART_ABOVE_FLAGGED
 * every share of the row has NKT_FLAG_PARTS_DIFFER, a single part above the whole
 * NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR, and the remainder, which is negative, both and no interval;
 * with NKT_PART_ABOVE_INVALID the row is NKT_STATE_INVALID. Differences of some 2^-50 of the whole
 * are rounding, and none. With options.noise_variance the remainder has no interval: it bears the
 * noise of every part.
 *
 * Returns NKT_OK; NKT_ROWS_INVALID with the first bad row, column and value, and the number of bad
 * rows, in error; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID, NKT_E_OPTION, NKT_E_OPTIONS_SIZE,
 * NKT_E_CAPACITY (capacity), NKT_E_STRIDE, NKT_E_SIZE. On refusal nothing is written to out or
 * sums. Uses about 20 kB of stack. Thread-safe on distinct outputs. Since 0.1.
 */
NKT_API nkt_status nkt_composition(const nkt_column *parts, int64_t n_parts,
                                   const nkt_column *whole, int64_t n_rows,
                                   const nkt_options *options, nkt_estimate *out, int64_t capacity,
                                   int64_t row_stride, int64_t item_stride, int32_t *sums,
                                   int64_t sums_stride, nkt_error *error);

/*
 * Checks published shares that together are the whole: NKT_SUM_EQUAL where |Σ shares - 100| is at
 * most n_shares / 2 units of their last decimal, which is as much as rounding them one by one can
 * make. So with three shares without decimals 99 and 101 are in order.
 *
 * shares      n_shares columns of n_rows rows, in per cent, 0 or more; ids as for nkt_composition
 * n_shares    1 or more
 * n_rows      0 or more
 * decimals    of the shares as published, 0 to 15
 * sums        receives NKT_SUM_* of row r at (char *) sums + r · sums_stride. NULL only if n_rows
 *             is 0. NKT_SUM_ALL_ZERO: every share that has a value is 0, and the others are plainly
 *             missing (not secret): shares of nobody, or a missing value stored as zero
 * states      receives NKT_STATE_* of row r at states + r · states_stride: the worst of the shares;
 *             NKT_STATE_MISSING where they are all zero. It can serve as the reasons of a column
 *             wherever the shares are wanted all together or not at all. NULL: not wanted
 * sums_stride, states_stride
 *             bytes, may be negative
 *
 * A share that is NKT_STATE_NOT_APPLICABLE adds nothing. Negative and infinite shares are bad data.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID, NKT_E_DOMAIN
 * (decimals), NKT_E_STRIDE, NKT_E_SIZE. On refusal nothing is written. Thread-safe on distinct
 * outputs. Since 0.1.
 */
NKT_API nkt_status nkt_composition_check(const nkt_column *shares, int64_t n_shares, int64_t n_rows,
                                         int32_t decimals, int32_t *sums, int64_t sums_stride,
                                         int32_t *states, int64_t states_stride, nkt_error *error);

NKT_END

#endif
