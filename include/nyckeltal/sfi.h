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
    NKT_SFI_PASSED_SHARE                           = 201, /* sfi beginners two years earlier who
                                                             passed at least two courses */
    NKT_SFI_CONTINUING_SHARE                       = 202, /* sfi beginners two years earlier
                                                             still studying without having passed */
    NKT_SFI_INTERRUPTED_SHARE                      = 203, /* sfi beginners two years earlier who
                                                             interrupted without having passed */
    NKT_SFI_INTERRUPTED_EMPLOYED_OR_STUDYING_SHARE = 204, /* employed or studying among those who
                                                             interrupted */
    NKT_SFI_PUPILS                                 = 205, /* sfi pupils during the year */
    NKT_SFI_PUPILS_REFUGEES_SHARE                  = 206, /* sfi pupils who are refugees or their
                                                             relatives */
    NKT_SFI_PUPILS_SCHOOLING_0_6_SHARE             = 207, /* sfi pupils with 0–6 years of
                                                             schooling */
    NKT_SFI_TRACK_1_SHARE                          = 208, /* course participants on study track 1
                                                             (courses A, B) */
    NKT_SFI_TRACK_2_SHARE                          = 209, /* course participants on study track 2
                                                             (courses B, C) */
    NKT_SFI_TRACK_3_SHARE                          = 210, /* course participants on study track 3
                                                             (courses C, D) */
    NKT_SFI_TEACHERS_WITH_DEGREE_SHARE             = 211, /* sfi teachers with a degree in
                                                             education */
    NKT_SFI_TEACHERS_CERTIFIED_SHARE               = 212, /* certified sfi teachers */
    NKT_SFI_PUPILS_PER_TEACHER                     = 213, /* sfi pupils per teacher (full-time
                                                             equivalents) */
    NKT_SFI_INTERRUPTED_EMPLOYED_SHARE             = 214, /* employed among those who interrupted */
    NKT_SFI_INTERRUPTED_STUDYING_SHARE             = 215  /* studying among those who interrupted */
};

/* Its inputs; what each counts: nkt_input_by_id. Pinned for ever. */
enum nkt_sfi_input {
    NKT_IN_SFI_BEGINNERS                        = 2001, /* never enrolled before, began in year
                                                           T−2 */
    NKT_IN_SFI_PASSED                           = 2002, /* of the beginners: passed at least two
                                                           courses, also if interrupted later */
    NKT_IN_SFI_CONTINUING                       = 2003, /* of the beginners: fewer than two
                                                           courses, still studying */
    NKT_IN_SFI_INTERRUPTED                      = 2004, /* of the beginners: fewer than two
                                                           courses, not studying */
    NKT_IN_SFI_INTERRUPTED_EMPLOYED             = 2005, /* of those who interrupted: employed,
                                                           also subsidised */
    NKT_IN_SFI_INTERRUPTED_STUDYING             = 2006, /* of those who interrupted: in education
                                                           that entitles to study aid */
    NKT_IN_SFI_INTERRUPTED_EMPLOYED_OR_STUDYING = 2007, /* of those who interrupted: employed or
                                                           in education that entitles to study
                                                           aid */
    NKT_IN_SFI_PUPILS                           = 2008, /* sfi pupils in schools located in the
                                                           municipality */
    NKT_IN_SFI_PUPILS_REFUGEES                  = 2009, /* of the sfi pupils: refugees and
                                                           relatives */
    NKT_IN_SFI_PUPILS_SCHOOLING_0_6             = 2010, /* of the sfi pupils: 0–6 years of
                                                           schooling */
    NKT_IN_SFI_PUPILS_OWN                       = 2011, /* pupils in the municipality’s own
                                                           schools */
    NKT_IN_SFI_PARTICIPANTS                     = 2012, /* course participants in the organiser’s
                                                           schools */
    NKT_IN_SFI_TRACK_1                          = 2013, /* of the course participants: study
                                                           track 1 (courses A, B) */
    NKT_IN_SFI_TRACK_2                          = 2014, /* of the course participants: study
                                                           track 2 (courses B, C) */
    NKT_IN_SFI_TRACK_3                          = 2015, /* of the course participants: study
                                                           track 3 (courses C, D) */
    NKT_IN_SFI_TEACHERS                         = 2016, /* teachers in the organiser’s schools */
    NKT_IN_SFI_TEACHERS_WITH_DEGREE             = 2017, /* of the teachers: degree in education */
    NKT_IN_SFI_TEACHERS_CERTIFIED               = 2018  /* of the teachers: certified, in at
                                                           least one subject */
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
 * is NKT_STATE_INVALID, but for items that are secret or not applicable, which is worse: either above interrupted, employed or studying above either, either above
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
