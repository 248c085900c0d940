/*
 * Counts that are changed before they are shown: rounded to a base, or moved by a small whole
 * number that a key decides.
 *
 *     nkt_rounding_base                            to a multiple of 3, 5, 10, ...
 *     nkt_rounding_cell_keys, nkt_rounding_perturb the cell-key method
 *
 * Both are the same whenever and wherever the same cell is shown, so that asking again tells
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

NKT_BEGIN

/* How to round; NKT_ROUNDING_SMALL may be added to either. Pinned for ever. */
enum {
    NKT_ROUNDING_NEAREST = 0, /* to the nearest multiple, halves up */
    NKT_ROUNDING_RANDOM = 1,  /* up with probability rest / base, so right on average */
    NKT_ROUNDING_SMALL = 2    /* only counts below the base; others stay as they are */
};

/*
 * Rounds counts to multiples of a base. A multiple, 0 among them, stays as it is.
 *
 * counts   n_rows counts, 0 or more, whole or not
 * keys     of each row a whole number that names the cell, such as a code of unit, year and sex:
 *          the same seed, key and count give the same result. NULL: the number of the row. Looked
 *          at only under NKT_ROUNDING_RANDOM
 * n_rows   0 or more
 * base     2 ... 1000
 * method   NKT_ROUNDING_*
 * seed     of the random numbers; keep it secret
 * out      receives n_rows estimates, number i at (char *) out + i · stride: the rounded count,
 *          without limits or basis
 * stride   bytes, at least sizeof (nkt_estimate) in size, may be negative
 *
 * A count that is missing keeps its state, and one without a key is missing. Bad data (infinite,
 * negative; a key that is no whole number) are NKT_STATE_INVALID, and told.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DOMAIN (base,
 * method), NKT_E_STRIDE, NKT_E_SIZE. On refusal nothing is written. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_rounding_base(const nkt_column *counts, const nkt_column *keys,
                                     int64_t n_rows, int64_t base, int32_t method, uint64_t seed,
                                     nkt_estimate *out, int64_t stride, nkt_error *error);

/*
 * The key of each cell: the sum of the keys of its records, without the whole part. Keys are cut
 * to multiples of 2^-53; from there on the sum is exact, in any order of records.
 *
 * record_keys  n_rows keys, 0 or more and below 1, drawn once for each record and kept
 * cells        of each row the number of its cell, 0 ... n_cells - 1, as nkt_group_keys gives them;
 *              -1: none
 * n_rows, n_cells  0 or more
 * keys         receives n_cells keys; NaN where a record of the cell has none
 *
 * A record key that is missing, infinite or not in the range is bad data, and told. A margin is a
 * cell of its own: call once for each way of grouping the records.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DOMAIN (a cell
 * number that is none). On refusal nothing is written. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_rounding_cell_keys(const nkt_column *record_keys, const int64_t *cells,
                                          int64_t n_rows, int64_t n_cells, double *keys,
                                          nkt_error *error);

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
 * counts   n_rows whole numbers, 0 or more
 * keys     n_rows keys of cells, 0 or more and below 1, such as nkt_rounding_cell_keys gives
 * n_rows   0 or more
 * table    n_noise lines, the caller's: all lines of a count together, counts ascending without a
 *          gap from 0 or 1; probabilities of a count sum to 1 within 1e-9. Counts above the last
 *          take its lines; 0 stays 0 where the table has no lines for it
 * n_noise  1 or more
 * out      receives n_rows estimates, number i at (char *) out + i · stride: the perturbed count,
 *          without limits or basis; what noise does to intervals is options.noise_variance
 * stride   bytes, at least sizeof (nkt_estimate) in size, may be negative
 *
 * A count that is missing keeps its state, and one without a key is missing. Bad data (infinite,
 * negative, not whole, above 2^53; a key out of range) are NKT_STATE_INVALID, and told.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_STRIDE, NKT_E_SIZE,
 * NKT_E_DOMAIN (the table; error.item is the line). On refusal nothing is written. Thread-safe.
 * Since 0.1.
 */
NKT_API nkt_status nkt_rounding_perturb(const nkt_column *counts, const nkt_column *keys,
                                        int64_t n_rows, const nkt_noise *table, int64_t n_noise,
                                        nkt_estimate *out, int64_t stride, nkt_error *error);

NKT_END

#endif
