/*
 * Area 1: asylum seekers and persons received in the municipality.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_RECEPTION_H
#define NYCKELTAL_RECEPTION_H

#include "catalogue.h"
#include "estimate.h"
#include "table.h"
#include "target.h"

NKT_BEGIN

/* clang-format off */

/* The key figures of this area; what each is made of: nkt_indicator_by_id. Pinned for ever. */
enum nkt_reception_figure {
    NKT_ASYLUM_SEEKERS                  = 101, /* asylum seekers */
    NKT_ASYLUM_SEEKERS_0_17             = 102, /* asylum seekers aged 0–17 */
    NKT_ASYLUM_SEEKERS_18_PLUS          = 103, /* asylum seekers aged 18 and over */
    NKT_ASYLUM_SEEKERS_ABO              = 104, /* asylum seekers in agency accommodation (abo) */
    NKT_ASYLUM_SEEKERS_EBO              = 105, /* asylum seekers in own accommodation (ebo) */
    NKT_ASYLUM_SEEKERS_PER_1000         = 106, /* asylum seekers per 1 000 inhabitants */
    NKT_ASSIGNED_UNACCOMPANIED_CHILDREN = 107, /* assigned unaccompanied asylum-seeking children */
    NKT_RECEIVED                        = 108, /* persons received during the year */
    NKT_RECEIVED_0_5                    = 109, /* received aged 0–5 */
    NKT_RECEIVED_6_15                   = 110, /* received aged 6–15 */
    NKT_RECEIVED_16_17                  = 111, /* received aged 16–17 */
    NKT_RECEIVED_18_19                  = 112, /* received aged 18–19 */
    NKT_RECEIVED_20_64                  = 113, /* received aged 20–64 */
    NKT_RECEIVED_ASSIGNED               = 114, /* received after assignment */
    NKT_RECEIVED_ASSIGNED_SHARE         = 115, /* share received after assignment */
    NKT_RECEIVED_2_YEARS                = 116, /* received during the last two years */
    NKT_RECEIVED_2_YEARS_PER_1000       = 117, /* received during the last two years per 1 000
                                                  inhabitants */
    NKT_RECEIVED_PER_1000               = 118, /* received per 1 000 inhabitants */
    NKT_ASYLUM_SEEKERS_OTHER            = 119  /* asylum seekers in other accommodation */
};

/* Its inputs; what each counts: nkt_input_by_id. Pinned for ever. */
enum nkt_reception_input {
    NKT_IN_ASYLUM_SEEKERS                  = 1001, /* registered in the Migration Agency’s
                                                      reception system */
    NKT_IN_ASYLUM_SEEKERS_0_17             = 1002, /* registered in the Migration Agency’s
                                                      reception system, aged 0–17 */
    NKT_IN_ASYLUM_SEEKERS_18_PLUS          = 1003, /* registered in the Migration Agency’s
                                                      reception system, aged 18 and over */
    NKT_IN_ASYLUM_SEEKERS_ABO              = 1004, /* registered in the Migration Agency’s
                                                      reception system, agency accommodation */
    NKT_IN_ASYLUM_SEEKERS_EBO              = 1005, /* registered in the Migration Agency’s
                                                      reception system, own accommodation */
    NKT_IN_ASYLUM_SEEKERS_OTHER            = 1006, /* registered in the Migration Agency’s
                                                      reception system, other accommodation */
    NKT_IN_ASSIGNED_UNACCOMPANIED_CHILDREN = 1007, /* unaccompanied children assigned to the
                                                      municipality (not necessarily living there) */
    NKT_IN_RECEIVED                        = 1008, /* first received with a residence permit as
                                                      refugee, otherwise in need of protection,
                                                      on particularly distressing grounds, or as
                                                      relative; later movers not counted */
    NKT_IN_RECEIVED_PREVIOUS_YEAR          = 1009, /* received in the year before (T−1),
                                                      otherwise as received */
    NKT_IN_RECEIVED_0_5                    = 1010, /* received, aged 0–5 */
    NKT_IN_RECEIVED_6_15                   = 1011, /* received, aged 6–15 */
    NKT_IN_RECEIVED_16_17                  = 1012, /* received, aged 16–17 */
    NKT_IN_RECEIVED_18_19                  = 1013, /* received, aged 18–19 */
    NKT_IN_RECEIVED_20_64                  = 1014, /* received, aged 20–64 (20–65 from 2024:
                                                      break) */
    NKT_IN_RECEIVED_ASSIGNED               = 1015  /* received after assignment by an agency */
};

/* clang-format on */

/* The items of NKT_COMPOSITION_RECEIVED_AGES (composition.h). Pinned for ever. */
enum nkt_received_age_item {
    NKT_ITEM_RECEIVED_AGE_0_5 = 0,    /* shares of those received, per cent */
    NKT_ITEM_RECEIVED_AGE_6_15 = 1,   /* at the age of compulsory school */
    NKT_ITEM_RECEIVED_AGE_16_17 = 2,  /* minors above it */
    NKT_ITEM_RECEIVED_AGE_18_19 = 3,  /* adults at the age of school */
    NKT_ITEM_RECEIVED_AGE_20_64 = 4,  /* of working age */
    NKT_ITEM_RECEIVED_AGE_65_PLUS = 5 /* the remainder; with 20-65 as published from 2024: 66 and
                                         over */
};

/* The items of NKT_COMPOSITION_ASYLUM_AGES. Pinned for ever. */
enum nkt_asylum_age_item {
    NKT_ITEM_ASYLUM_AGE_0_17 = 0,    /* shares of asylum seekers, per cent: children, */
    NKT_ITEM_ASYLUM_AGE_18_PLUS = 1, /* adults, */
    NKT_ITEM_ASYLUM_AGE_UNKNOWN = 2  /* the remainder */
};

/* The items of NKT_COMPOSITION_ASYLUM_HOUSING. Pinned for ever. */
enum nkt_asylum_housing_item {
    NKT_ITEM_ASYLUM_HOUSING_ABO = 0,   /* accommodation of the Migration Agency */
    NKT_ITEM_ASYLUM_HOUSING_EBO = 1,   /* own accommodation */
    NKT_ITEM_ASYLUM_HOUSING_OTHER = 2, /* other accommodation, as the agency counts it */
    NKT_ITEM_ASYLUM_HOUSING_UNKNOWN =
        3 /* the remainder: none in the published figures of 2015-2018 */
};

/* The items of nkt_reception_settlement. Pinned for ever. */
enum nkt_settlement_item {
    NKT_ITEM_SETTLEMENT_ASSIGNED_SHARE = 0, /* of received, per cent; the same as figure 115 */
    NKT_ITEM_SETTLEMENT_SELF_SHARE = 1,     /* of received, per cent */
    NKT_ITEM_SETTLEMENT_SELF_NUMBER = 2     /* self-settled persons: received - assigned */
};

/* Which way of settling predominates. Pinned for ever. */
enum nkt_settled {
    NKT_SETTLED_NONE = -128,  /* cannot be told: no value, or nobody was received; the same as
                                NKT_NO_CODE */
    NKT_SETTLED_EQUAL = 0,    /* as many */
    NKT_SETTLED_ASSIGNED = 1, /* more were assigned than settled by themselves */
    NKT_SETTLED_SELF = 2      /* more settled by themselves */
};

/*
 * Assigned or self-settled: the share of those received who came after an assignment, the share and
 * number of those who settled by themselves (received - assigned), and which are more. How it has
 * developed is a question to the panel.
 *
 * table    columns as for nkt_compute, in any order. Needed are NKT_IN_RECEIVED_ASSIGNED and
 *          NKT_IN_RECEIVED; one that lacks is missing in every row, and NKT_INPUTS_LACK names it.
 *          Without groups
 * options  NULL: the defaults. There is no interval: these persons were allotted or moved in
 * out      three items, NKT_ITEM_SETTLEMENT_*
 * ways     codes: NKT_SETTLED_* of each row. NULL: not wanted
 *
 * More assigned than received occurs in published figures (24 of 1 408 rows of 2014-2018): such a
 * row is flagged with NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR, its self-settled share and number are
 * negative, and assigned predominates; or it is NKT_STATE_INVALID, as options.part_above_whole says.
 * Missing and bad data, and which state shows where both meet, as in nkt_compute.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_INPUTS_LACK, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID,
 * NKT_E_DUPLICATE, NKT_E_OPTION, NKT_E_OPTIONS_SIZE, NKT_E_CAPACITY, NKT_E_STRIDE, NKT_E_SIZE.
 * Source: the guide, area 1.
 */
NKT_API nkt_status nkt_reception_settlement(const nkt_table *table, const nkt_options *options,
                                            const nkt_estimates *out, const nkt_target *ways,
                                            nkt_error *error);

NKT_END

#endif
