/*
 * Area 4: refugees in work and studies.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_EMPLOYMENT_H
#define NYCKELTAL_EMPLOYMENT_H

#include "catalogue.h"
#include "estimate.h"
#include "table.h"
#include "target.h"

NKT_BEGIN

/* clang-format off */

/* The key figures of this area; what each is made of: nkt_indicator_by_id. Pinned for ever. */
enum nkt_employment_figure {
    NKT_REFUGEES_EMPLOYED_SHARE             = 401, /* employed refugees and relatives aged 20–64 */
    NKT_REFUGEES_EMPLOYED_EXPECTED          = 402, /* expected share employed */
    NKT_REFUGEES_EMPLOYED_DEVIATION         = 403, /* deviation from the expected share */
    NKT_REFUGEES_STUDYING_SHARE             = 404, /* refugees aged 20–64 who study */
    NKT_SOCIAL_ASSISTANCE_TO_NET_INCOME     = 405, /* social assistance as a share of net income */
    NKT_REFUGEES_20_25_NEET_SHARE           = 406, /* aged 20–25 neither employed nor studying */
    NKT_REFUGEES_EMPLOYED_OR_STUDYING_SHARE = 407, /* employed or studying, aged 20–64 */
    NKT_REFUGEES_RESIDENCE_0_6_SHARE        = 410, /* residence in Sweden 0–6 years */
    NKT_REFUGEES_RESIDENCE_0_2_SHARE        = 411, /* residence in Sweden 0–2 years */
    NKT_REFUGEES_RESIDENCE_3_6_SHARE        = 412, /* residence in Sweden 3–6 years */
    NKT_REFUGEES_LOWER_SECONDARY_SHARE      = 413, /* lower-secondary education */
    NKT_REFUGEES_UPPER_SECONDARY_SHARE      = 414, /* upper-secondary education */
    NKT_REFUGEES_POST_SECONDARY_SHARE       = 415, /* post-secondary education */
    NKT_NATIVE_BORN_UNEMPLOYED_SHARE        = 416,  /* unemployed among the native-born aged 20–64 */
    NKT_REFUGEES_RESIDENCE_4_6_EMPLOYED_SHARE = 417, /* employed, of the refugees with 4–6 years in
                                                        Sweden */
    NKT_FOREIGN_BORN_EMPLOYED_SHARE         = 418, /* employed, of the foreign-born aged 20–64 */
    NKT_POPULATION_EMPLOYED_SHARE           = 419, /* employed, of all inhabitants aged 20–64 */
    NKT_SOCIAL_ASSISTANCE_SHARE             = 420  /* with social assistance, of all inhabitants */
};

/* Its inputs; what each counts: nkt_input_by_id. Pinned for ever. */
enum nkt_employment_input {
    NKT_IN_NATIVE_BORN_20_64             = 4001, /* born in Sweden, aged 20–64 */
    NKT_IN_NATIVE_BORN_UNEMPLOYED        = 4002, /* of the native-born aged 20–64: registered
                                                    unemployed or in a programme at any time in
                                                    the year */
    NKT_IN_REFUGEES_20_64                = 4003, /* refugees and relatives aged 20–64, whenever
                                                    they came (reliable from the 1990s) */
    NKT_IN_REFUGEES_EMPLOYED             = 4004, /* of the refugees aged 20–64: employed */
    NKT_IN_REFUGEES_STUDYING             = 4005, /* of the refugees aged 20–64: registered in
                                                    education that entitles to study aid */
    NKT_IN_REFUGEES_EMPLOYED_OR_STUDYING = 4006, /* of the refugees aged 20–64: employed or in
                                                    education that entitles to study aid */
    NKT_IN_REFUGEES_20_25                = 4007, /* refugees and relatives aged 20–25 */
    NKT_IN_REFUGEES_20_25_NEET           = 4008, /* of the refugees aged 20–25: neither employed
                                                    nor registered in any form of school, sfi
                                                    included */
    NKT_IN_REFUGEES_RESIDENCE_0_2        = 4009, /* of the refugees aged 20–64: 0–2 years in
                                                    Sweden */
    NKT_IN_REFUGEES_RESIDENCE_3_6        = 4010, /* of the refugees aged 20–64: 3–6 years in
                                                    Sweden */
    NKT_IN_REFUGEES_LOWER_SECONDARY      = 4011, /* of the refugees aged 20–64: lower-secondary */
    NKT_IN_REFUGEES_UPPER_SECONDARY      = 4012, /* of the refugees aged 20–64: upper-secondary */
    NKT_IN_REFUGEES_POST_SECONDARY       = 4013, /* of the refugees aged 20–64: post-secondary or
                                                    research */
    NKT_IN_SOCIAL_ASSISTANCE             = 4014, /* social assistance paid to refugees 20–64 */
    NKT_IN_NET_INCOME                    = 4015,  /* net income of the refugees aged 20–64:
                                                    taxable and tax-free income less tax and
                                                    negative transfers */
    NKT_IN_REFUGEES_RESIDENCE_4_6        = 4016, /* of the refugees aged 20–64: 4–6 years in
                                                    Sweden */
    NKT_IN_REFUGEES_RESIDENCE_4_6_EMPLOYED = 4017, /* of these: employed */
    NKT_IN_FOREIGN_BORN_20_64            = 4018, /* born abroad, aged 20–64 */
    NKT_IN_FOREIGN_BORN_EMPLOYED         = 4019, /* of the foreign-born aged 20–64: employed */
    NKT_IN_POPULATION_EMPLOYED           = 4020, /* of the inhabitants aged 20–64: employed */
    NKT_IN_POPULATION_SOCIAL_ASSISTANCE  = 4021  /* of the inhabitants: received social assistance at
                                                    some time */
};

/* clang-format on */

/* The items of nkt_employment_deviation. Pinned for ever. */
enum nkt_deviation_item {
    NKT_ITEM_DEVIATION_ACTUAL = 0,   /* the share employed, per cent; as figure 401 */
    NKT_ITEM_DEVIATION_EXPECTED = 1, /* the expected share, per cent; as figure 402 */
    NKT_ITEM_DEVIATION_POINTS = 2    /* actual - expected, percentage points; as figure 403 */
};

/*
 * The share of refugees in work beside what is expected in the circumstances of the municipality:
 * actual, expected, and actual - expected, and on which side it lies.
 *
 * table    columns as for nkt_compute, in any order. Needed are the expected share
 *          (NKT_REFUGEES_EMPLOYED_EXPECTED), and either the counts NKT_IN_REFUGEES_EMPLOYED and
 *          NKT_IN_REFUGEES_20_64 or the published share (NKT_REFUGEES_EMPLOYED_SHARE); what lacks is
 *          missing in every row, and NKT_INPUTS_LACK names it. Without groups
 * options  NULL: the defaults. The actual share has an interval where it is made from counts;
 *          the deviation has none here, because the expected share is uncertain too
 * out      three items, NKT_ITEM_DEVIATION_*
 * sides    codes: NKT_SIDE_* of each row by the sign of the deviation as computed, NKT_NO_CODE where
 *          there is none. NULL: not wanted. For bands such as "well above" use nkt_classify with cut
 *          points of your own: none are published
 *
 * Items made from figures as given have NKT_FLAG_OPERAND_GIVEN. Missing and bad data as nkt_compute.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_INPUTS_LACK, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID,
 * NKT_E_DUPLICATE, NKT_E_OPTION, NKT_E_OPTIONS_SIZE, NKT_E_CAPACITY, NKT_E_STRIDE, NKT_E_SIZE.
 * Source: the guide, area 4.
 */
NKT_API nkt_status nkt_employment_deviation(const nkt_table *table, const nkt_options *options,
                                            const nkt_estimates *out, const nkt_target *sides,
                                            nkt_error *error);

/*
 * Whom to learn from: which of the similar municipalities have a larger positive deviation from the
 * expected share than the one in focus has, whatever their limits. (nkt_better_among asks who is
 * clearly better, and so needs limits; published deviations have none.)
 *
 * deviation    percentage points, as of nkt_employment_deviation or published; its id is
 *              NKT_REFUGEES_EMPLOYED_DEVIATION or 0
 * rows         without groups; a row that is left out is passed over, and as focus has no deviation
 * peers        the municipality that asks, and the rows to look at, such as its seven similar ones in
 *              the same year; the focus itself is passed over
 * ahead        numbering: the rows with deviation > 0 and deviation > that of the focus, the largest
 *              deviation first, equal ones by row number, counted from ahead.first. A row that appears
 *              twice among the members is reported twice. Room for all members is always enough.
 *              NULL to ask only how many there are
 * n_ahead      receives how many there are
 * n_missing    receives how many of the members have no deviation, for whatever reason: they are
 *              neither ahead nor behind. NULL: not wanted
 * focus_state  receives NKT_STATE_VALUE, or why the focus has no deviation: then nobody can be said
 *              to be ahead of it, and n_ahead is 0. NULL: not wanted
 *
 * Infinite deviations, of the focus or of a member, are bad data.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID, NKT_E_DOMAIN (the
 * focus or a member is no row), NKT_E_OPTION (groups), NKT_E_CAPACITY, NKT_E_STRIDE.
 * Source: the guide, area 4.
 */
NKT_API nkt_status nkt_employment_ahead(const nkt_column *deviation, const nkt_rows *rows,
                                        const nkt_peers *peers, const nkt_target *ahead,
                                        int64_t *n_ahead, int64_t *n_missing, int32_t *focus_state,
                                        nkt_error *error);

NKT_END

#endif
