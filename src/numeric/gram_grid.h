/*
 * A column of a block of rows as integers on a grid: what the fast way of the exact Gram matrix
 * multiplies.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_GRAM_GRID_H
#define NKT_GRAM_GRID_H

#include "numeric/gram.h"

/*
 * Integers are below 2^60: the grid of a column lies that far below its greatest number. What the
 * grid misses of a number counts in steps of 2^-52 of it: a number that reaches the grid at all
 * has no bits further down.
 */
enum { NKT_I_GRID_BITS = 60, NKT_I_GRID_MORE = 52 };

/* A set of rows of a block. */
enum { NKT_I_GRID_WORDS = NKT_I_GRAM_ROWS / 64 };
typedef struct nkt_i_grid_rows {
    uint64_t words[NKT_I_GRID_WORDS];
} nkt_i_grid_rows;

/*
 * numbers[r] is whole[r] · 2^exponent; for the rows that are odd it is that and a little more; the
 * rows that are stray have no such form, their whole is 0 and their numbers stand for themselves.
 */
typedef struct nkt_i_grid {
    const double *numbers;
    int64_t *whole;          /* 0 beyond the last row, up to nkt_i_grid_padded rows */
    int64_t column;          /* of the Gram matrix */
    double unit, more_scale; /* 2^exponent, 2^(NKT_I_GRID_MORE - exponent) */
    int32_t exponent;
    int32_t zeros;     /* of the lowest bits of every whole, if there is no odd or stray row */
    int32_t is_narrow; /* products of numbers with so many bits are far from the ends of range */
    int32_t n_odd, any_stray;
    int32_t is_more; /* numbers are not its own, but those of the grid that missed it */
    nkt_i_grid_rows odd, stray;
} nkt_i_grid;

/*
 * Fills all but column. excluded: rows that are to be stray; NULL: none. Returns 0 where every
 * number is 0, otherwise 1.
 */
int nkt_i_grid_make(nkt_i_grid *grid, const double *numbers, int64_t n_rows,
                    const nkt_i_grid_rows *excluded, int64_t *whole);

/* What the grid misses of an odd row's number, times 2^(NKT_I_GRID_MORE - exponent). */
int64_t nkt_i_grid_more(const nkt_i_grid *grid, int64_t row);

/* Rows up to here may be read, so that loops need no remainder. */
static inline int64_t nkt_i_grid_padded(int64_t n_rows) {
    return (n_rows + 3) / 4 * 4;
}

static inline int nkt_i_grid_has(const nkt_i_grid_rows *rows, int64_t row) {
    return rows->words[row / 64] >> (row % 64) & 1;
}

/* Moves what the grid misses, of all odd rows, to a grid of its own. */
void nkt_i_grid_move_more(nkt_i_grid *grid, int64_t n_rows, nkt_i_grid *more, int64_t *whole);

/* The rows of a set in ascending order; returns how many. */
int64_t nkt_i_grid_list(const nkt_i_grid_rows *rows, int16_t list[NKT_I_GRAM_ROWS]);

#endif
