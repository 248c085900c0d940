/*
 * Area 1: asylum seekers and persons received in the municipality.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_RECEPTION_H
#define NYCKELTAL_RECEPTION_H

#include "composition.h"
#include "catalogue.h"
#include "estimate.h"

NKT_BEGIN

/* clang-format off */

/* The key figures of this area; what each is made of: nkt_indicator_by_id. Pinned for ever. */
enum {
    NKT_ASYLUM_SEEKERS                  = 101,
    NKT_ASYLUM_SEEKERS_0_17             = 102,
    NKT_ASYLUM_SEEKERS_18_PLUS          = 103,
    NKT_ASYLUM_SEEKERS_ABO              = 104,
    NKT_ASYLUM_SEEKERS_EBO              = 105,
    NKT_ASYLUM_SEEKERS_PER_1000         = 106,
    NKT_ASSIGNED_UNACCOMPANIED_CHILDREN = 107,
    NKT_RECEIVED                        = 108,
    NKT_RECEIVED_0_5                    = 109,
    NKT_RECEIVED_6_15                   = 110,
    NKT_RECEIVED_16_17                  = 111,
    NKT_RECEIVED_18_19                  = 112,
    NKT_RECEIVED_20_64                  = 113,
    NKT_RECEIVED_ASSIGNED               = 114,
    NKT_RECEIVED_ASSIGNED_SHARE         = 115,
    NKT_RECEIVED_2_YEARS                = 116,
    NKT_RECEIVED_2_YEARS_PER_1000       = 117,
    NKT_RECEIVED_PER_1000               = 118,
    NKT_ASYLUM_SEEKERS_OTHER            = 119
};

/* Its inputs; what each counts: nkt_input_by_id. Pinned for ever. */
enum {
    NKT_IN_ASYLUM_SEEKERS                  = 1001,
    NKT_IN_ASYLUM_SEEKERS_0_17             = 1002,
    NKT_IN_ASYLUM_SEEKERS_18_PLUS          = 1003,
    NKT_IN_ASYLUM_SEEKERS_ABO              = 1004,
    NKT_IN_ASYLUM_SEEKERS_EBO              = 1005,
    NKT_IN_ASYLUM_SEEKERS_OTHER            = 1006,
    NKT_IN_ASSIGNED_UNACCOMPANIED_CHILDREN = 1007,
    NKT_IN_RECEIVED                        = 1008,
    NKT_IN_RECEIVED_PREVIOUS_YEAR          = 1009,
    NKT_IN_RECEIVED_0_5                    = 1010,
    NKT_IN_RECEIVED_6_15                   = 1011,
    NKT_IN_RECEIVED_16_17                  = 1012,
    NKT_IN_RECEIVED_18_19                  = 1013,
    NKT_IN_RECEIVED_20_64                  = 1014,
    NKT_IN_RECEIVED_ASSIGNED               = 1015
};

/* clang-format on */

/* The items of nkt_reception_ages. Pinned for ever. */
enum {
    NKT_RECEIVED_AGES_0_5 = 0,
    NKT_RECEIVED_AGES_6_15 = 1,
    NKT_RECEIVED_AGES_16_17 = 2,
    NKT_RECEIVED_AGES_18_19 = 3,
    NKT_RECEIVED_AGES_20_64 = 4,
    NKT_RECEIVED_AGES_65_PLUS = 5 /* the remainder; with 20-65 as published from 2024: 66 and over */
};

/*
 * The ages of those received in the municipality: the share of each age group among all received,
 * in per cent, and the remainder, who are 65 and over. Six items, NKT_RECEIVED_AGES_*.
 *
 * inputs, n_inputs, n_rows
 *             the caller's columns, as for nkt_compute: in any order, with the ids of inputs.
 *             Needed are NKT_IN_RECEIVED_0_5, _6_15, _16_17, _18_19, _20_64 and NKT_IN_RECEIVED;
 *             one that is absent is missing in every row, others are not looked at
 * options     NULL: the defaults. There is no interval: these persons were allotted or moved in,
 *             they are not the outcome of a process (as the catalogue says)
 * out, capacity, row_stride, item_stride
 *             the shares, as in nkt_composition; capacity is 6 or more
 * sums, sums_stride
 *             NKT_SUM_* of each row, as in nkt_composition; NULL: not wanted
 *
 * Missing, secret and bad data as in nkt_composition.
 * Returns NKT_OK; NKT_ROWS_INVALID with the first bad row, column and value, and the number of bad
 * rows, in error; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID, NKT_E_DUPLICATE, NKT_E_OPTION,
 * NKT_E_OPTIONS_SIZE, NKT_E_CAPACITY, NKT_E_STRIDE, NKT_E_SIZE. On refusal nothing is written.
 * Thread-safe on distinct outputs. Source: the guide, area 1. Since 0.1.
 */
NKT_API nkt_status nkt_reception_ages(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                                      const nkt_options *options, nkt_estimate *out,
                                      int64_t capacity, int64_t row_stride, int64_t item_stride,
                                      int32_t *sums, int64_t sums_stride, nkt_error *error);

/* The items of nkt_reception_asylum_ages. Pinned for ever. */
enum {
    NKT_ASYLUM_AGES_0_17 = 0,
    NKT_ASYLUM_AGES_18_PLUS = 1,
    NKT_ASYLUM_AGES_UNKNOWN = 2 /* the remainder */
};

/*
 * The ages of asylum seekers: the shares of children (0-17) and adults, and the remainder. Three
 * items, NKT_ASYLUM_AGES_*; capacity is 3 or more.
 *
 * Needed are NKT_IN_ASYLUM_SEEKERS_0_17, _18_PLUS and NKT_IN_ASYLUM_SEEKERS. The rest as
 * nkt_reception_ages. Thread-safe on distinct outputs. Since 0.1.
 */
NKT_API nkt_status nkt_reception_asylum_ages(const nkt_column *inputs, int64_t n_inputs,
                                             int64_t n_rows, const nkt_options *options,
                                             nkt_estimate *out, int64_t capacity,
                                             int64_t row_stride, int64_t item_stride, int32_t *sums,
                                             int64_t sums_stride, nkt_error *error);

/* The items of nkt_reception_housing. Pinned for ever. */
enum {
    NKT_ASYLUM_HOUSING_ABO = 0,    /* accommodation of the Migration Agency */
    NKT_ASYLUM_HOUSING_EBO = 1,    /* own accommodation */
    NKT_ASYLUM_HOUSING_OTHER = 2,  /* other accommodation, as the agency counts it */
    NKT_ASYLUM_HOUSING_UNKNOWN = 3 /* the remainder: none in the published figures of 2015-2018 */
};

/*
 * How asylum seekers live: the shares in abo, in ebo and in other accommodation, and the remainder.
 * Four items, NKT_ASYLUM_HOUSING_*; capacity is 4 or more.
 *
 * Needed are NKT_IN_ASYLUM_SEEKERS_ABO, _EBO, _OTHER and NKT_IN_ASYLUM_SEEKERS. The rest as
 * nkt_reception_ages. Thread-safe on distinct outputs. Since 0.1.
 */
NKT_API nkt_status nkt_reception_housing(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                                         const nkt_options *options, nkt_estimate *out,
                                         int64_t capacity, int64_t row_stride, int64_t item_stride,
                                         int32_t *sums, int64_t sums_stride, nkt_error *error);

/* The items of nkt_reception_settlement. Pinned for ever. */
enum {
    NKT_SETTLEMENT_ASSIGNED_SHARE = 0, /* of received, per cent; the same as figure 115 */
    NKT_SETTLEMENT_SELF_SHARE = 1,     /* of received, per cent */
    NKT_SETTLEMENT_SELF_NUMBER = 2     /* self-settled persons: received - assigned */
};

/* Which way of settling predominates. Pinned for ever. */
enum {
    NKT_SETTLED_NONE = -1, /* cannot be told: no value, or nobody was received */
    NKT_SETTLED_EQUAL = 0,
    NKT_SETTLED_ASSIGNED = 1, /* more were assigned than settled by themselves */
    NKT_SETTLED_SELF = 2
};

/*
 * Assigned or self-settled: the share of those received who came after an assignment, the share and
 * number of those who settled by themselves (received - assigned), and which are more. Three items,
 * NKT_SETTLEMENT_*; capacity is 3 or more. How it has developed is a question to the panel.
 *
 * ways, ways_stride
 *             receives NKT_SETTLED_* of row r at (char *) ways + r · ways_stride. NULL: not wanted
 *
 * Needed are NKT_IN_RECEIVED_ASSIGNED and NKT_IN_RECEIVED. More assigned than received occurs in
 * published figures (24 of 1 408 rows of 2014-2018): such a row is flagged with
 * NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR, its self-settled share and number are negative, and
 * assigned predominates; or it is NKT_STATE_INVALID, as options.part_above_whole says. The rest as
 * nkt_reception_ages. Thread-safe on distinct outputs. Source: the guide, area 1. Since 0.1.
 */
NKT_API nkt_status nkt_reception_settlement(const nkt_column *inputs, int64_t n_inputs,
                                            int64_t n_rows, const nkt_options *options,
                                            nkt_estimate *out, int64_t capacity, int64_t row_stride,
                                            int64_t item_stride, int32_t *ways, int64_t ways_stride,
                                            nkt_error *error);

NKT_END

#endif
