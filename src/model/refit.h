/*
 * What the files of refits share: their layout in memory, and the sums over rows that every refit
 * is solved from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_REFIT_H
#define NKT_REFIT_H

#include "model/model.h"

#include "nyckeltal/refit.h"

#define NKT_I_REFIT UINT64_C(0x325446524c544b4e) /* native */

/* Sums go over several refits at once, and over products in tiles. */
enum { NKT_I_REFITS = 4, NKT_I_TILE = 4 };

/*
 * Flat, of members of 8 bytes. m rows are used; r coefficients are not dropped, of p. Of each row q is its place in the
 * orthonormal basis times the root of its weight, e its residual times the same. Its products are
 * q_a q_b for b <= a, then from the next tile on q_a e; 0 where a tile is not full.
 */
typedef struct nkt_i_refit {
    uint64_t magic, size;
    int64_t n_rows, used, rank, n_coefficients;
} nkt_i_refit;

typedef struct nkt_i_refit_parts {
    double *products;    /* tile by tile; in each row by row; in each NKT_I_TILE */
    double *coefficient; /* p: b */
    double *back;        /* p of r: b* = b + back c */
    double *rest;        /* m: 1 - leverage, 0 where that is 1 */
    int64_t *place;      /* n_rows: which of the m rows; -1: none */
} nkt_i_refit_parts;

/* Tiles of the products q_a q_b, and of q_a e. */
int64_t nkt_i_refit_square_tiles(int64_t rank);
int64_t nkt_i_refit_tiles(int64_t rank);

nkt_i_refit_parts nkt_i_refit_places(const nkt_i_refit *refit);

/* The refits that a memory holds; NULL where the call is refused. */
nkt_i_refit *nkt_i_refit_open(nkt_i_call *call, const char *path, const nkt_memory *memory);

/* Refuses a memory that holds no refits, or such as could lead a reader out of it. */
void nkt_i_refit_check(nkt_i_call *call, const char *path, const nkt_memory *memory);

/*
 * sums[k · tiles · NKT_I_TILE + t · NKT_I_TILE + l] = Σ over rows of weight k times product l of tile t,
 * rows in order; k < NKT_I_REFITS. weights: row by row, NKT_I_REFITS each. products: those of the
 * first tile.
 */
typedef void nkt_i_refit_summer(const double *products, int64_t tiles, const double *weights,
                                int64_t n_rows, double *sums);
void nkt_i_refit_sums(const double *products, int64_t tiles, const double *weights, int64_t n_rows,
                      double *sums);

/* The same in the instructions that every machine of this kind has; for tests. */
void nkt_i_refit_sums_portable(const double *products, int64_t tiles, const double *weights,
                               int64_t n_rows, double *sums);

#endif
