/*
 * Area 5: demography and housing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_DEMOGRAPHY_H
#define NYCKELTAL_DEMOGRAPHY_H

#include "catalogue.h"
#include "estimate.h"

NKT_BEGIN

/* clang-format off */

/* The key figures of this area; what each is made of: nkt_indicator_by_id. Pinned for ever. */
enum {
    NKT_DEPENDENCY_RATIO                   = 501,
    NKT_EMPLOYEES_55_64                    = 502,
    NKT_EMPLOYEES_55_64_SHARE              = 503,
    NKT_FOREIGN_BORN_OUTSIDE_EU_EFTA_SHARE = 504,
    NKT_FOREIGN_BORN_SHARE                 = 505,
    NKT_RENTAL_DWELLINGS_PER_1000          = 506,
    NKT_RENTAL_DWELLINGS_PUBLIC_PER_1000   = 507,
    NKT_FLOOR_AREA_PER_PERSON              = 508
};

/* Its inputs; what each counts: nkt_input_by_id. Pinned for ever. */
enum {
    NKT_IN_POPULATION                   = 5001,
    NKT_IN_POPULATION_PREVIOUS_YEAR     = 5002,
    NKT_IN_POPULATION_0_19              = 5003,
    NKT_IN_POPULATION_65_PLUS           = 5004,
    NKT_IN_POPULATION_DEPENDENT         = 5005,
    NKT_IN_POPULATION_20_64             = 5006,
    NKT_IN_FOREIGN_BORN                 = 5007,
    NKT_IN_FOREIGN_BORN_OUTSIDE_EU_EFTA = 5008,
    NKT_IN_EMPLOYEES                    = 5009,
    NKT_IN_EMPLOYEES_55_64              = 5010,
    NKT_IN_RENTAL_DWELLINGS             = 5011,
    NKT_IN_RENTAL_DWELLINGS_PUBLIC      = 5012,
    NKT_IN_FLOOR_AREA                   = 5013,
    NKT_IN_RESIDENTS_IN_DWELLINGS       = 5014
};

/* clang-format on */

/* The items of nkt_recruiting_need. Pinned for ever. */
enum {
    NKT_NEED_NUMBER = 0,  /* employees aged 55-64 in the area of operation; as figure 502 */
    NKT_NEED_SHARE = 1,   /* of the area's employees, per cent; as figure 503 */
    NKT_NEED_PART = 2,    /* of the 55-64 in all areas of the municipality, per cent */
    NKT_NEED_PER_YEAR = 3 /* number / horizon */
};

/* How many years it takes until those aged 55-64 have left, if all leave at 65. */
#define NKT_NEED_HORIZON 10

/*
 * How much memory nkt_recruiting_need needs to work.
 *
 * n_rows  0 or more
 * size    receives the bytes
 * Returns NKT_OK, NKT_E_NULL, NKT_E_COUNT, NKT_E_SIZE. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_recruiting_need_work_size(int64_t n_rows, size_t *size, nkt_error *error);

/*
 * In which areas of operation will most have to be recruited: for each area of a municipality the
 * number of employees aged 55-64, who leave within some ten years, what share of the area's
 * employees and of the municipality's whole need they are, how many that makes a year, and the
 * area's rank. Four items, NKT_NEED_*.
 *
 * inputs, n_inputs, n_rows
 *             the caller's columns, a row for each area of operation, as for nkt_compute: in any
 *             order, with the ids of inputs. Needed are NKT_IN_EMPLOYEES_55_64 and
 *             NKT_IN_EMPLOYEES; one that is absent is missing in every row, others are not looked
 *             at. A row for the municipality as a whole among those of its areas would be counted
 *             as an area
 * groups      which rows make up a municipality (in one year): any number that is 0 or more, such
 *             as nkt_group_keys gives; -1: none. NULL: all rows are one municipality
 * horizon     in how many years those aged 55-64 leave, above 0; 0: NKT_NEED_HORIZON. That they all
 *             stay until then, none leaves later, and as many leave every year is an assumption
 * options     NULL: the defaults. Only NKT_NEED_SHARE has an interval
 * out, capacity, row_stride, item_stride
 *             item k of row r at (char *) out + r · row_stride + k · item_stride; capacity is 4 or
 *             more. May not overlap the inputs. NULL only if n_rows is 0
 * ranks       receives 1 + the number of areas of the same municipality with a larger number aged
 *             55-64, at (char *) ranks + r · ranks_stride: so areas that are equal share the better
 *             rank (1, 2, 2, 4). -1 where the row has no number or no municipality. NULL: not
 *             wanted
 * ranks_stride
 *             bytes, may be negative
 * work, work_size
 *             8-byte aligned, as told by nkt_recruiting_need_work_size; contents are lost
 *
 * The whole need of a municipality is a sum by the rules of total.h: areas that do not apply are
 * none; one that is missing leaves the sum, and so every NKT_NEED_PART, with NKT_FLAG_PARTIAL (and
 * ranks are among those present); one that is secret makes every part secret, one with bad data
 * every part invalid. NKT_NEED_PART is missing in rows of no municipality.
 *
 * Returns NKT_OK; NKT_ROWS_INVALID with the first bad row, column and value, and the number of bad
 * rows, in error; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID, NKT_E_DUPLICATE, NKT_E_DOMAIN
 * (horizon; a number in groups below -1), NKT_E_OPTION, NKT_E_OPTIONS_SIZE, NKT_E_STRIDE,
 * NKT_E_CAPACITY (capacity, work_size), NKT_E_ALIGNMENT, NKT_E_SIZE. On refusal nothing is written
 * to out or ranks. Thread-safe on distinct outputs and work. Source: the guide, area 5. Since 0.1.
 */
NKT_API nkt_status nkt_recruiting_need(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                                       const int64_t *groups, double horizon,
                                       const nkt_options *options, nkt_estimate *out,
                                       int64_t capacity, int64_t row_stride, int64_t item_stride,
                                       int64_t *ranks, int64_t ranks_stride, void *work,
                                       size_t work_size, nkt_error *error);

NKT_END

#endif
