/*
 * Counts that are changed before they are shown: rounded to a base, or moved by a small whole
 * number that a key decides.
 *
 *     nkt_rounding_base                            to a multiple of 3, 5, 10, ...
 *     nkt_rounding_cell_keys, nkt_rounding_perturb the cell-key method
 *
 * Both are the same whenever and wherever the same cell is shown, so that asking again says
 * nothing more. Margins that are changed on their own are not the sums of their parts.
 *
 * Source: Hundepool et al. 2012, Statistical Disclosure Control, 5.4 (rounding); Fraser & Wooton
 * 2005, Thompson, Broadfoot & Elazar 2013 (cell key). Statistics Norway rounds 1 and 2 to 0 or 3.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_ROUNDING_H
#define NYCKELTAL_ROUNDING_H

#include "estimate.h"
#include "table.h"
#include "target.h"

NKT_BEGIN

/* How to round. Pinned for ever. */
enum nkt_rounding {
    NKT_ROUNDING_NEAREST = 0, /* to the nearest multiple, halves up */
    NKT_ROUNDING_RANDOM = 1   /* up with probability rest / base, so right on average */
};

/* Which counts are rounded. Pinned for ever. */
enum nkt_rounded {
    NKT_ROUNDED_ALL = 0,  /* all of them */
    NKT_ROUNDED_SMALL = 1 /* only those below the base; others stay as they are */
};

/* Pass NULL for all defaults; otherwise set size first. Zero is the default of every field. */
typedef struct nkt_rounding_options {
    uint32_t size;   /* sizeof (nkt_rounding_options) as the caller compiled it; not 0 */
    int32_t base;    /* 2 ... 1000; 0: 3 */
    int32_t method;  /* NKT_ROUNDING_NEAREST or NKT_ROUNDING_RANDOM */
    int32_t rounded; /* NKT_ROUNDED_ALL or NKT_ROUNDED_SMALL */
    uint64_t seed;   /* of NKT_ROUNDING_RANDOM, which needs one: not 0. Keep it secret */
} nkt_rounding_options;

/*
 * Rounds counts to multiples of a base. A multiple, 0 among them, stays as it is.
 *
 * counts   0 or more, whole or not; their flags stay with them
 * keys     of each row a whole number that names the cell, such as a code of unit, year and sex:
 *          the same seed, key and count give the same result. NULL: the number of the row. Looked
 *          at only under NKT_ROUNDING_RANDOM
 * rows     without groups
 * options  NULL: the defaults
 * out      receives the rounded counts, without limits or basis
 *
 * A count that is missing keeps its state, and one without a key is missing. Bad data (infinite,
 * negative; a key that is no whole number) are NKT_STATE_INVALID, and reported.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups among
 * them), NKT_E_OPTIONS_SIZE, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY.
 */
NKT_API nkt_status nkt_rounding_base(const nkt_column *counts, const nkt_column *keys,
                                     const nkt_rows *rows, const nkt_rounding_options *options,
                                     const nkt_estimates *out, nkt_error *error);

/*
 * The key of each cell: the sum of the keys of its records, without the whole part. Keys are cut
 * to multiples of 2^-53; from there on the sum is exact, in any order of records.
 *
 * record_keys  0 or more and below 1, drawn once for each record and kept
 * rows         a row per record; groups: its cell. What include leaves out is not in the cell
 * keys         numbers, NKT_FLOAT64 only: the key of each cell (rows->n_groups of them, 1 without
 *              groups); NaN where a record of the cell has none
 *
 * A record key that is missing, infinite or not in the range is bad data, and reported. A margin is
 * a cell of its own: call once for each way of grouping the records.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_STRIDE, NKT_E_SIZE,
 * NKT_E_CAPACITY.
 */
NKT_API nkt_status nkt_rounding_cell_keys(const nkt_column *record_keys, const nkt_rows *rows,
                                          const nkt_target *keys, nkt_error *error);

/* One line of the table of the cell-key method. 24 bytes, frozen for ever. */
typedef struct nkt_noise {
    int64_t count;      /* the true count that the line is for */
    int64_t change;     /* what is added to it: -count or more */
    double probability; /* how often, 0 ... 1 */
} nkt_noise;

/*
 * Adds to each count the change that its key picks: the first line of that count whose cumulated
 * probability is above the key.
 *
 * counts   whole numbers, 0 or more; their flags stay with them
 * keys     keys of cells, 0 or more and below 1, such as nkt_rounding_cell_keys gives
 * rows     without groups
 * noise    n_noise lines, the caller's: all lines of a count together, counts ascending without a
 *          gap from 0 or 1; probabilities of a count sum to 1 within 1e-9. Counts above the last
 *          take its lines; 0 stays 0 where there are no lines for it
 * n_noise  1 or more
 * out      receives the perturbed counts, without limits or basis; what noise does to intervals is
 *          options.noise_variance
 *
 * A count that is missing keeps its state, and one without a key is missing. Bad data (infinite,
 * negative, not whole, above 2^53; a key out of range) are NKT_STATE_INVALID, and reported.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups),
 * NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY, NKT_E_DOMAIN (noise; error.item is the line).
 */
NKT_API nkt_status nkt_rounding_perturb(const nkt_column *counts, const nkt_column *keys,
                                        const nkt_rows *rows, const nkt_noise *noise,
                                        int64_t n_noise, const nkt_estimates *out,
                                        nkt_error *error);

NKT_END

#endif
