/*
 * Area 2: Swedish for immigrants (sfi).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_SFI_H
#define NYCKELTAL_SFI_H

#include "composition.h"
#include "catalogue.h"
#include "estimate.h"

NKT_BEGIN

/* clang-format off */

/* The key figures of this area; what each is made of: nkt_indicator_by_id. Pinned for ever. */
enum {
    NKT_SFI_PASSED_SHARE                           = 201,
    NKT_SFI_CONTINUING_SHARE                       = 202,
    NKT_SFI_INTERRUPTED_SHARE                      = 203,
    NKT_SFI_INTERRUPTED_EMPLOYED_OR_STUDYING_SHARE = 204,
    NKT_SFI_PUPILS                                 = 205,
    NKT_SFI_PUPILS_REFUGEES_SHARE                  = 206,
    NKT_SFI_PUPILS_SCHOOLING_0_6_SHARE             = 207,
    NKT_SFI_TRACK_1_SHARE                          = 208,
    NKT_SFI_TRACK_2_SHARE                          = 209,
    NKT_SFI_TRACK_3_SHARE                          = 210,
    NKT_SFI_TEACHERS_WITH_DEGREE_SHARE             = 211,
    NKT_SFI_TEACHERS_CERTIFIED_SHARE               = 212,
    NKT_SFI_PUPILS_PER_TEACHER                     = 213,
    NKT_SFI_INTERRUPTED_EMPLOYED_SHARE             = 214,
    NKT_SFI_INTERRUPTED_STUDYING_SHARE             = 215
};

/* Its inputs; what each counts: nkt_input_by_id. Pinned for ever. */
enum {
    NKT_IN_SFI_BEGINNERS                        = 2001,
    NKT_IN_SFI_PASSED                           = 2002,
    NKT_IN_SFI_CONTINUING                       = 2003,
    NKT_IN_SFI_INTERRUPTED                      = 2004,
    NKT_IN_SFI_INTERRUPTED_EMPLOYED             = 2005,
    NKT_IN_SFI_INTERRUPTED_STUDYING             = 2006,
    NKT_IN_SFI_INTERRUPTED_EMPLOYED_OR_STUDYING = 2007,
    NKT_IN_SFI_PUPILS                           = 2008,
    NKT_IN_SFI_PUPILS_REFUGEES                  = 2009,
    NKT_IN_SFI_PUPILS_SCHOOLING_0_6             = 2010,
    NKT_IN_SFI_PUPILS_OWN                       = 2011,
    NKT_IN_SFI_PARTICIPANTS                     = 2012,
    NKT_IN_SFI_TRACK_1                          = 2013,
    NKT_IN_SFI_TRACK_2                          = 2014,
    NKT_IN_SFI_TRACK_3                          = 2015,
    NKT_IN_SFI_TEACHERS                         = 2016,
    NKT_IN_SFI_TEACHERS_WITH_DEGREE             = 2017,
    NKT_IN_SFI_TEACHERS_CERTIFIED               = 2018
};

/* clang-format on */

/* The items of nkt_sfi_outcomes. Pinned for ever. */
enum {
    NKT_SFI_OUTCOMES_PASSED = 0,
    NKT_SFI_OUTCOMES_CONTINUING = 1,
    NKT_SFI_OUTCOMES_INTERRUPTED = 2,
    NKT_SFI_OUTCOMES_UNKNOWN = 3 /* the remainder: 0 where the three are complete */
};

/*
 * What became of those who began sfi two years earlier: the shares who passed at least two courses,
 * are continuing, have interrupted, and the remainder, with the sum of the three checked against
 * the beginners. Four items, NKT_SFI_OUTCOMES_*.
 *
 * inputs, n_inputs, n_rows
 *             the caller's columns, as for nkt_compute: in any order, with the ids of inputs.
 *             Needed are NKT_IN_SFI_PASSED, _CONTINUING, _INTERRUPTED and NKT_IN_SFI_BEGINNERS; one
 *             that is absent is missing in every row, others are not looked at
 * options     NULL: the defaults. Intervals by share_interval
 * out, capacity, row_stride, item_stride
 *             the shares, as in nkt_composition; capacity is 4 or more
 * sums, sums_stride
 *             NKT_SUM_* of each row; NULL: not wanted. The three are the whole cohort, so any other
 *             than NKT_SUM_EQUAL calls for a look at the data
 *
 * Missing, secret and bad data as in nkt_composition.
 * Returns NKT_OK; NKT_ROWS_INVALID with the first bad row, column and value, and the number of bad
 * rows, in error; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID, NKT_E_DUPLICATE, NKT_E_OPTION,
 * NKT_E_OPTIONS_SIZE, NKT_E_CAPACITY, NKT_E_STRIDE, NKT_E_SIZE. On refusal nothing is written.
 * Thread-safe on distinct outputs. Source: the guide, area 2. Since 0.1.
 */
NKT_API nkt_status nkt_sfi_outcomes(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                                    const nkt_options *options, nkt_estimate *out, int64_t capacity,
                                    int64_t row_stride, int64_t item_stride, int32_t *sums,
                                    int64_t sums_stride, nkt_error *error);

/*
 * Checks published outcome shares: nkt_composition_check for the three figures of the triple.
 *
 * shares, n_shares, n_rows
 *             columns in any order, each with the id NKT_SFI_PASSED_SHARE, NKT_SFI_CONTINUING_SHARE
 *             or NKT_SFI_INTERRUPTED_SHARE; any other id is refused, and so is one that stands
 *             twice.
 *             One that is absent is missing in every row. NULL only if n_shares is 0
 * decimals    of the shares as published, 0 to 15. Before 2017 and in 2019 they were rounded one by
 *             one to whole per cents: with 0 decimals 99 to 101 is in order
 * sums, sums_stride, states, states_stride
 *             as in nkt_composition_check. NKT_SUM_ALL_ZERO finds the nation of 2013 and 2014
 *             (passed stored as 0, the other two missing): a missing value coded as zero
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID, NKT_E_DUPLICATE,
 * NKT_E_DOMAIN (decimals), NKT_E_STRIDE, NKT_E_SIZE. On refusal nothing is written. Thread-safe on
 * distinct outputs. Since 0.1.
 */
NKT_API nkt_status nkt_sfi_check_shares(const nkt_column *shares, int64_t n_shares, int64_t n_rows,
                                        int32_t decimals, int32_t *sums, int64_t sums_stride,
                                        int32_t *states, int64_t states_stride, nkt_error *error);

/* The items of nkt_sfi_after_interruption. Pinned for ever. */
enum {
    NKT_SFI_AFTER_EMPLOYED_ONLY = 0, /* either - studying */
    NKT_SFI_AFTER_STUDYING_ONLY = 1, /* either - employed */
    NKT_SFI_AFTER_BOTH = 2,          /* employed + studying - either */
    NKT_SFI_AFTER_NEITHER = 3        /* interrupted - either */
};

/*
 * What those do who interrupted sfi without having passed: the shares who are employed only,
 * studying only, both, and neither, in per cent of those who interrupted. Four items,
 * NKT_SFI_AFTER_*.
 *
 * Needed are NKT_IN_SFI_INTERRUPTED_EMPLOYED, NKT_IN_SFI_INTERRUPTED_STUDYING,
 * NKT_IN_SFI_INTERRUPTED_EMPLOYED_OR_STUDYING ("either") and NKT_IN_SFI_INTERRUPTED. An item is
 * missing only where one of the counts it is made of is, so employed only stands without employed.
 *
 * With options.noise_variance the items have no interval: they bear the noise of several counts.
 * Counts that contradict each other are bad data, whatever options.part_above_whole says, and the
 * whole row is NKT_STATE_INVALID: either above interrupted, employed or studying above either,
 * either above employed and studying together. The rest as nkt_sfi_outcomes; capacity is 4 or more.
 * Thread-safe on distinct outputs. Since 0.1.
 */
NKT_API nkt_status nkt_sfi_after_interruption(const nkt_column *inputs, int64_t n_inputs,
                                              int64_t n_rows, const nkt_options *options,
                                              nkt_estimate *out, int64_t capacity,
                                              int64_t row_stride, int64_t item_stride,
                                              nkt_error *error);

NKT_END

#endif
