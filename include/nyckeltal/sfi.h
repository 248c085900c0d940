/*
 * Area 2: Swedish for immigrants (sfi).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_SFI_H
#define NYCKELTAL_SFI_H

#include "catalogue.h"

NKT_BEGIN

/* clang-format off */

/* The key figures of this area; what each is made of: nkt_indicator_by_id. Pinned for ever. */
enum nkt_sfi_figure {
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
enum nkt_sfi_input {
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

/*
 * The items of NKT_COMPOSITION_SFI_OUTCOMES (composition.h): what became of those who began sfi two
 * years earlier. The three are the whole cohort, so any other sum than NKT_SUM_EQUAL calls for a look
 * at the data. Pinned for ever.
 */
enum nkt_sfi_outcome_item {
    NKT_ITEM_SFI_OUTCOME_PASSED = 0,      /* at least two courses; shares of beginners, per cent */
    NKT_ITEM_SFI_OUTCOME_CONTINUING = 1,  /* still there */
    NKT_ITEM_SFI_OUTCOME_INTERRUPTED = 2, /* without having passed */
    NKT_ITEM_SFI_OUTCOME_UNKNOWN = 3      /* the remainder: 0 where the three are complete */
};

/*
 * The items of NKT_COMPOSITION_SFI_AFTER_INTERRUPTION: what those do who interrupted sfi without
 * having passed, in per cent of them. "Either" is those employed or studying. An item is missing only
 * where one of the counts it is made of is, so employed only stands without employed. With
 * options.noise_variance the items have no interval: they bear the noise of several counts. Counts
 * that contradict each other are bad data, whatever options.part_above_whole says, and the whole row
 * is NKT_STATE_INVALID: either above interrupted, employed or studying above either, either above
 * employed and studying together. Pinned for ever.
 */
enum nkt_sfi_after_item {
    NKT_ITEM_SFI_AFTER_EMPLOYED_ONLY = 0, /* either - studying */
    NKT_ITEM_SFI_AFTER_STUDYING_ONLY = 1, /* either - employed */
    NKT_ITEM_SFI_AFTER_BOTH = 2,          /* employed + studying - either */
    NKT_ITEM_SFI_AFTER_NEITHER = 3        /* interrupted - either */
};

NKT_END

#endif
