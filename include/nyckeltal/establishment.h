/*
 * Area 3: the establishment programme of the Public Employment Service.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_ESTABLISHMENT_H
#define NYCKELTAL_ESTABLISHMENT_H

#include "catalogue.h"

NKT_BEGIN

/* clang-format off */

/* The key figures of this area; what each is made of: nkt_indicator_by_id. Pinned for ever. */
enum nkt_establishment_figure {
    NKT_LEFT_EMPLOYED_OR_STUDYING_SHARE = 301, /* left the establishment programme to work or
                                                  study */
    NKT_LEFT_EMPLOYED_SHARE             = 302, /* left the programme to work */
    NKT_LEFT_STUDYING_SHARE             = 303, /* left the programme to study */
    NKT_ENROLLED                        = 304, /* enrolled in the programme during the year */
    NKT_ENROLLED_POST_SECONDARY_SHARE   = 305, /* enrolled with post-secondary education longer
                                                  than two years */
    NKT_ENROLLED_UPPER_SECONDARY_SHARE  = 306, /* enrolled with upper-secondary education */
    NKT_ENROLLED_LOWER_SECONDARY_SHARE  = 307, /* enrolled with at most lower-secondary education */
    NKT_LEFT                            = 308, /* left the programme during the year */
    NKT_LEFT_IN_PROGRAMME_SHARE         = 309,  /* left and take part in labour-market programmes */
    NKT_ENROLLED_NO_SCHOOLING_SHARE     = 310  /* enrolled in the programme without formal schooling */
};

/* Its inputs; what each counts: nkt_input_by_id. Pinned for ever. */
enum nkt_establishment_input {
    NKT_IN_ENROLLED                  = 3001, /* enrolled in the establishment programme at any
                                                time in the year (20–64, and 18–19 without
                                                parents in Sweden) */
    NKT_IN_ENROLLED_LOWER_SECONDARY  = 3002, /* of those enrolled: at most lower-secondary */
    NKT_IN_ENROLLED_UPPER_SECONDARY  = 3003, /* of those enrolled: upper-secondary, or post-
                                                secondary of at most 2 years */
    NKT_IN_ENROLLED_POST_SECONDARY   = 3004, /* of those enrolled: post-secondary longer than 2
                                                years */
    NKT_IN_LEFT                      = 3005, /* left the programme in the year */
    NKT_IN_LEFT_EMPLOYED             = 3006, /* of those who left, 90 days later: employed
                                                (unsubsidised, new-start job, subsidised) */
    NKT_IN_LEFT_STUDYING             = 3007, /* of those who left, 90 days later: in education
                                                that entitles to study aid */
    NKT_IN_LEFT_EMPLOYED_OR_STUDYING = 3008, /* of those who left, 90 days later: employed or in
                                                education that entitles to study aid */
    NKT_IN_LEFT_IN_PROGRAMME         = 3009,  /* of those who left, 90 days later: in a labour-
                                                market programme */
    NKT_IN_ENROLLED_NO_SCHOOLING     = 3010  /* of those enrolled: no formal schooling; among those
                                                with at most lower-secondary */
};

/* clang-format on */

/*
 * How few leavers are too few to tell how a municipality does: the guide leaves municipalities with
 * fewer than 10 out of its diagram. Set options.minimum_basis to it, and figures and items that
 * rest on fewer have NKT_FLAG_BASIS_BELOW_MINIMUM; their values stay.
 */
enum nkt_establishment_limit {
    NKT_ESTABLISHMENT_MINIMUM_LEAVERS = 10 /* leavers */
};

/*
 * The items of NKT_COMPOSITION_ENROLLED_EDUCATION (composition.h): shares of those enrolled in the
 * establishment programme, per cent. Pinned for ever.
 */
enum nkt_enrolled_education_item {
    NKT_ITEM_ENROLLED_EDUCATION_LOWER_SECONDARY = 0, /* at most */
    NKT_ITEM_ENROLLED_EDUCATION_UPPER_SECONDARY = 1, /* with post-secondary of at most two years */
    NKT_ITEM_ENROLLED_EDUCATION_POST_SECONDARY = 2,  /* longer than two years */
    NKT_ITEM_ENROLLED_EDUCATION_UNKNOWN = 3          /* the remainder */
};

/*
 * The items of NKT_COMPOSITION_LEFT_STATUS: the status of those who left the establishment programme,
 * 90 days later, in per cent of them, and between which limits the share lies of those who are
 * nothing of this (unemployed, elsewhere, not known). "Either" is those employed or studying. An item
 * is missing only where one of the counts it is made of is, so the limits of the others stand without
 * studying.
 *
 * Which overlaps are known: that of work and studies is, from the count of either. That of a
 * programme with work or studies is not: no count of it is published. So the items do not add up
 * to 100, and the others have two limits. If nobody in a programme is counted as employed or
 * studying, the others are _OTHER_LEAST; the published figures allow that: in no row of 2016-2018 do
 * programme and either exceed all who left, and in some they reach them. An interval for the others
 * that holds in any case reaches from the lower limit of _LEAST to the upper of _MOST.
 *
 * With options.noise_variance only _IN_PROGRAMME has an interval: the others bear the noise of several
 * counts. Counts that contradict each other are bad data, whatever options.part_above_whole says, and
 * the whole row is NKT_STATE_INVALID, but for items that are secret or not applicable, which is worse:
 * either or in programme above left, employed or studying above
 * either, either above employed and studying together. Pinned for ever.
 */
enum nkt_left_status_item {
    NKT_ITEM_LEFT_STATUS_EMPLOYED_ONLY = 0, /* either - studying */
    NKT_ITEM_LEFT_STATUS_STUDYING_ONLY = 1, /* either - employed */
    NKT_ITEM_LEFT_STATUS_BOTH = 2,          /* employed + studying - either */
    NKT_ITEM_LEFT_STATUS_IN_PROGRAMME = 3, /* in a labour-market programme, whatever else they do */
    NKT_ITEM_LEFT_STATUS_OTHER_LEAST = 4,  /* max (0, left - either - in programme) */
    NKT_ITEM_LEFT_STATUS_OTHER_MOST = 5    /* left - max (either, in programme) */
};

NKT_END

#endif
