/*
 * Area 5: demography and housing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_DEMOGRAPHY_H
#define NYCKELTAL_DEMOGRAPHY_H

#include "catalogue.h"
#include "estimate.h"
#include "memory.h"
#include "table.h"
#include "target.h"

NKT_BEGIN

/* clang-format off */

/* The key figures of this area; what each is made of: nkt_indicator_by_id. Pinned for ever. */
enum nkt_demography_figure {
    NKT_DEPENDENCY_RATIO                   = 501, /* demographic dependency ratio */
    NKT_EMPLOYEES_55_64                    = 502, /* municipal employees over 55, by area of
                                                     operation */
    NKT_EMPLOYEES_55_64_SHARE              = 503, /* share of municipal employees over 55, by
                                                     area of operation */
    NKT_FOREIGN_BORN_OUTSIDE_EU_EFTA_SHARE = 504, /* foreign-born outside EU/EFTA */
    NKT_FOREIGN_BORN_SHARE                 = 505, /* foreign-born */
    NKT_RENTAL_DWELLINGS_PER_1000          = 506, /* rental dwellings per 1 000 inhabitants */
    NKT_RENTAL_DWELLINGS_PUBLIC_PER_1000   = 507, /* public-housing rental dwellings per 1 000
                                                     inhabitants */
    NKT_FLOOR_AREA_PER_PERSON              = 508,  /* mean floor area per inhabitant, square
                                                     metres */
    NKT_POPULATION_0_19_SHARE              = 509, /* inhabitants aged 0–19 */
    NKT_POPULATION_20_64_SHARE             = 510, /* inhabitants aged 20–64 */
    NKT_POPULATION_65_PLUS_SHARE           = 511, /* inhabitants aged 65 and over */
    NKT_CROWDED_SHARE                      = 512, /* residents in crowded housing */
    NKT_FOREIGN_BORN_18_64_RESIDENCE_0_5_SHARE = 513 /* foreign-born with 0–5 years in Sweden, of
                                                        all aged 18–64 */
};

/* Its inputs; what each counts: nkt_input_by_id. Pinned for ever. */
enum nkt_demography_input {
    NKT_IN_POPULATION                   = 5001, /* inhabitants */
    NKT_IN_POPULATION_PREVIOUS_YEAR     = 5002, /* inhabitants */
    NKT_IN_POPULATION_0_19              = 5003, /* aged 0–19 */
    NKT_IN_POPULATION_65_PLUS           = 5004, /* aged 65 and over */
    NKT_IN_POPULATION_DEPENDENT         = 5005, /* aged 0–19 or 65 and over, supplied whole */
    NKT_IN_POPULATION_20_64             = 5006, /* aged 20–64 */
    NKT_IN_FOREIGN_BORN                 = 5007, /* born abroad */
    NKT_IN_FOREIGN_BORN_OUTSIDE_EU_EFTA = 5008, /* born outside Sweden, EU and EFTA (latest EU
                                                   composition) */
    NKT_IN_EMPLOYEES                    = 5009, /* monthly-paid municipal employees, by area of
                                                   operation */
    NKT_IN_EMPLOYEES_55_64              = 5010, /* of the monthly-paid employees: aged 55–64 */
    NKT_IN_RENTAL_DWELLINGS             = 5011, /* rental dwellings, special housing included */
    NKT_IN_RENTAL_DWELLINGS_PUBLIC      = 5012, /* of the rental dwellings: owned by the
                                                   municipality’s housing company */
    NKT_IN_FLOOR_AREA                   = 5013, /* floor area of dwellings with registered
                                                   residents */
    NKT_IN_RESIDENTS_IN_DWELLINGS       = 5014,  /* persons registered in those dwellings */
    NKT_IN_CROWDED                      = 5015, /* of the persons registered in dwellings: in
                                                   crowded housing */
    NKT_IN_FOREIGN_BORN_18_64_RESIDENCE_0_5 = 5016 /* born abroad, aged 18–64, with 0–5 years in
                                                      Sweden */
};

/* clang-format on */

/*
 * The areas of operation for which Kolada publishes 502 and 503 under an id each: the numbers that
 * these ids begin with (N09221, N11221, ...). What they are called here is not in the documents.
 * Pinned for ever.
 */
enum nkt_operation {
    NKT_OPERATION_ALL = 0,                     /* all together: N00245, N00247 */
    NKT_OPERATION_CULTURE_AND_LEISURE = 9,     /* culture and leisure */
    NKT_OPERATION_PRESCHOOL = 11,              /* pre-school */
    NKT_OPERATION_COMPULSORY_SCHOOL = 15,      /* compulsory school */
    NKT_OPERATION_UPPER_SECONDARY_SCHOOL = 17, /* upper-secondary school */
    NKT_OPERATION_ELDERLY_AND_DISABILITY =
        20, /* care of the elderly and of persons with disabilities */
    NKT_OPERATION_INDIVIDUALS_AND_FAMILIES = 30 /* care of individuals and families */
};

/*
 * The area of operation that a Kolada id of 502 or 503 is about; NKT_NO_CODE where it is none of
 * theirs, or NULL. The figure is that of nkt_indicator_by_kolada.
 */
NKT_API int32_t nkt_operation_by_kolada(const char *kolada);

/* The items of nkt_recruiting_need. Pinned for ever. */
enum nkt_need_item {
    NKT_ITEM_NEED_NUMBER = 0,  /* employees aged 55-64 in the area of operation; as figure 502 */
    NKT_ITEM_NEED_SHARE = 1,   /* of the area's employees, per cent; as figure 503 */
    NKT_ITEM_NEED_PART = 2,    /* of the 55-64 in all areas of the municipality, per cent */
    NKT_ITEM_NEED_PER_YEAR = 3 /* number / horizon */
};

/* What is taken where the caller does not say. */
enum nkt_need_default {
    NKT_NEED_HORIZON = 10 /* years until those aged 55-64 have left, if all leave at 65 */
};

/*
 * In which areas of operation will most have to be recruited: for each area of a municipality the
 * number of employees aged 55-64, who leave within some ten years, what share of the area's
 * employees and of the municipality's whole need they are, how many that makes a year, and the
 * area's rank.
 *
 * table    a row for each area of operation; columns as for nkt_compute, in any order. Needed are
 *          NKT_IN_EMPLOYEES_55_64 and NKT_IN_EMPLOYEES; one that lacks is missing in every row, and
 *          NKT_INPUTS_LACK names it. rows.groups: which rows make up a municipality (in one year),
 *          such as nkt_group_keys gives; without, all rows are one. A row for the municipality as a
 *          whole among those of its areas would be counted as an area: leave it out
 * horizon  in how many years those aged 55-64 leave, above 0; 0: NKT_NEED_HORIZON. That they all
 *          stay until then, none leaves later, and as many leave every year is an assumption
 * options  NULL: the defaults. Only NKT_ITEM_NEED_SHARE has an interval
 * out      four items, NKT_ITEM_NEED_*
 * ranks    numbers: 1 + the number of areas of the same municipality with a larger number aged 55-64,
 *          so areas that are equal share the better rank (1, 2, 2, 4); NaN where the row has no number
 *          or no municipality. NULL: not wanted
 * work     scratch: the rows in order of their municipality, and their numbers
 *
 * The whole need of a municipality is a sum by the rules of total.h, exact and rounded once: areas
 * that do not apply are none; one that is missing leaves the sum, and so every NKT_ITEM_NEED_PART,
 * with NKT_FLAG_PARTIAL (and ranks are among those present); one that is secret makes every part
 * secret, one with bad data every part invalid. NKT_ITEM_NEED_PART is missing in rows of no
 * municipality.
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_INPUTS_LACK, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID,
 * NKT_E_DUPLICATE, NKT_E_DOMAIN (horizon), NKT_E_OPTION, NKT_E_OPTIONS_SIZE, NKT_E_STRIDE,
 * NKT_E_CAPACITY, NKT_E_ALIGNMENT, NKT_E_SIZE. Source: the guide, area 5.
 */
NKT_API nkt_status nkt_recruiting_need(const nkt_table *table, double horizon,
                                       const nkt_options *options, const nkt_estimates *out,
                                       const nkt_target *ranks, nkt_memory *work, nkt_error *error);

NKT_END

#endif
