/*
 * Area 3: the establishment programme of the Public Employment Service.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_ESTABLISHMENT_H
#define NYCKELTAL_ESTABLISHMENT_H

#include "composition.h"
#include "catalogue.h"
#include "estimate.h"

NKT_BEGIN

/* clang-format off */

/* The key figures of this area; what each is made of: nkt_indicator_by_id. Pinned for ever. */
enum {
    NKT_LEFT_EMPLOYED_OR_STUDYING_SHARE = 301,
    NKT_LEFT_EMPLOYED_SHARE             = 302,
    NKT_LEFT_STUDYING_SHARE             = 303,
    NKT_ENROLLED                        = 304,
    NKT_ENROLLED_POST_SECONDARY_SHARE   = 305,
    NKT_ENROLLED_UPPER_SECONDARY_SHARE  = 306,
    NKT_ENROLLED_LOWER_SECONDARY_SHARE  = 307,
    NKT_LEFT                            = 308,
    NKT_LEFT_IN_PROGRAMME_SHARE         = 309
};

/* Its inputs; what each counts: nkt_input_by_id. Pinned for ever. */
enum {
    NKT_IN_ENROLLED                  = 3001,
    NKT_IN_ENROLLED_LOWER_SECONDARY  = 3002,
    NKT_IN_ENROLLED_UPPER_SECONDARY  = 3003,
    NKT_IN_ENROLLED_POST_SECONDARY   = 3004,
    NKT_IN_LEFT                      = 3005,
    NKT_IN_LEFT_EMPLOYED             = 3006,
    NKT_IN_LEFT_STUDYING             = 3007,
    NKT_IN_LEFT_EMPLOYED_OR_STUDYING = 3008,
    NKT_IN_LEFT_IN_PROGRAMME         = 3009
};

/* clang-format on */

/*
 * How few leavers are too few to tell how a municipality does: the guide leaves municipalities with
 * fewer than 10 out of its diagram. Set options.minimum_basis to it, and figures and items that
 * rest on fewer have NKT_FLAG_BASIS_BELOW_MINIMUM; their values stay.
 */
#define NKT_ESTABLISHMENT_MINIMUM_LEAVERS 10

/* The items of nkt_establishment_education. Pinned for ever. */
enum {
    NKT_ENROLLED_EDUCATION_LOWER_SECONDARY = 0, /* at most */
    NKT_ENROLLED_EDUCATION_UPPER_SECONDARY = 1, /* with post-secondary of at most two years */
    NKT_ENROLLED_EDUCATION_POST_SECONDARY = 2,  /* longer than two years */
    NKT_ENROLLED_EDUCATION_UNKNOWN = 3          /* the remainder */
};

/*
 * The education of those enrolled in the establishment programme: the shares of three levels among
 * all enrolled, and the remainder, whose education is not known. Four items,
 * NKT_ENROLLED_EDUCATION_*.
 *
 * inputs, n_inputs, n_rows
 *             the caller's columns, as for nkt_compute: in any order, with the ids of inputs.
 *             Needed are NKT_IN_ENROLLED_LOWER_SECONDARY, _UPPER_SECONDARY, _POST_SECONDARY and
 *             NKT_IN_ENROLLED; one that is absent is missing in every row, others are not looked at
 * options     NULL: the defaults. Intervals by share_interval
 * out, capacity, row_stride, item_stride
 *             the shares, as in nkt_composition; capacity is 4 or more
 * sums, sums_stride
 *             NKT_SUM_* of each row, as in nkt_composition; NULL: not wanted
 *
 * Missing, secret and bad data as in nkt_composition.
 * Returns NKT_OK; NKT_ROWS_INVALID with the first bad row, column and value, and the number of bad
 * rows, in error; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID, NKT_E_DUPLICATE, NKT_E_OPTION,
 * NKT_E_OPTIONS_SIZE, NKT_E_CAPACITY, NKT_E_STRIDE, NKT_E_SIZE. On refusal nothing is written.
 * Thread-safe on distinct outputs. Source: the guide, area 3. Since 0.1.
 */
NKT_API nkt_status nkt_establishment_education(const nkt_column *inputs, int64_t n_inputs,
                                               int64_t n_rows, const nkt_options *options,
                                               nkt_estimate *out, int64_t capacity,
                                               int64_t row_stride, int64_t item_stride,
                                               int32_t *sums, int64_t sums_stride,
                                               nkt_error *error);

/* The items of nkt_establishment_status. Pinned for ever. */
enum {
    NKT_LEFT_STATUS_EMPLOYED_ONLY = 0, /* either - studying */
    NKT_LEFT_STATUS_STUDYING_ONLY = 1, /* either - employed */
    NKT_LEFT_STATUS_BOTH = 2,          /* employed + studying - either */
    NKT_LEFT_STATUS_IN_PROGRAMME = 3,  /* in a labour-market programme, whatever else they do */
    NKT_LEFT_STATUS_OTHER_LEAST = 4,   /* max (0, left - either - in programme) */
    NKT_LEFT_STATUS_OTHER_MOST = 5     /* left - max (either, in programme) */
};

/*
 * The status of those who left the establishment programme, 90 days later: the shares who are
 * employed only, studying only, both, in a labour-market programme, and between which limits the
 * share lies of those who are none of these (unemployed, elsewhere, not known). Six items,
 * NKT_LEFT_STATUS_*.
 *
 * Needed are NKT_IN_LEFT_EMPLOYED, NKT_IN_LEFT_STUDYING, NKT_IN_LEFT_EMPLOYED_OR_STUDYING
 * ("either"), NKT_IN_LEFT_IN_PROGRAMME and NKT_IN_LEFT. An item is missing only where one of the
 * counts it is made of is, so the limits of the others stand without studying.
 *
 * Which overlaps are known: that of work and studies is, from the count of either. That of a
 * programme with work or studies is not: no count of it is published. So the items do not add up
 * to 100, and the others have two limits. If nobody in a programme is counted as employed or
 * studying, the others are NKT_LEFT_STATUS_OTHER_LEAST; the published figures allow that: in no row
 * of 2016-2018 do programme and either exceed all who left, and in some they reach them. An interval
 * for the others that holds in any case reaches from the lower limit of _LEAST to the upper of _MOST.
 *
 * With options.noise_variance only NKT_LEFT_STATUS_IN_PROGRAMME has an interval: the others bear the
 * noise of several counts.
 * Counts that contradict each other are bad data, whatever options.part_above_whole says, and the
 * whole row is NKT_STATE_INVALID: either or in programme above left, employed or studying above
 * either, either above employed and studying together. The rest as nkt_establishment_education,
 * without sums; capacity is 6 or more. Thread-safe on distinct outputs. Source: the guide, area 3.
 * Since 0.1.
 */
NKT_API nkt_status nkt_establishment_status(const nkt_column *inputs, int64_t n_inputs,
                                            int64_t n_rows, const nkt_options *options,
                                            nkt_estimate *out, int64_t capacity, int64_t row_stride,
                                            int64_t item_stride, nkt_error *error);

NKT_END

#endif
