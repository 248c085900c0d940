/*
 * The sums of refits: weights times products, over the rows. Here is where refits spend their time.
 *
 * Vectors lie across products, never across rows, so wider ones change no bit.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/refit.h"

enum { REFITS = NKT_I_REFITS, TILE = NKT_I_TILE };

/* One tile: its sums stay in registers over all rows. */
static inline void sum_tile(const double *products, const double *weights, int64_t n_rows,
                            double sums[REFITS][TILE]) {
    double s[REFITS][TILE] = {{0}};

    for (int64_t i = 0; i < n_rows; i++)
        for (int k = 0; k < REFITS; k++)
            for (int l = 0; l < TILE; l++)
                s[k][l] += weights[i * REFITS + k] * products[i * TILE + l];
    memcpy(sums, s, sizeof s);
}

static inline void sum_tiles(const double *products, int64_t tiles, const double *weights,
                             int64_t n_rows, double *sums) {
    for (int64_t t = 0; t < tiles; t++) {
        double tile[REFITS][TILE];
        sum_tile(products + t * n_rows * TILE, weights, n_rows, tile);
        for (int k = 0; k < REFITS; k++)
            memcpy(sums + (k * tiles + t) * TILE, tile[k], sizeof tile[k]);
    }
}

void nkt_i_refit_sums_portable(const double *products, int64_t tiles, const double *weights,
                               int64_t n_rows, double *sums) {
    sum_tiles(products, tiles, weights, n_rows, sums);
}

#if defined(__x86_64__) && defined(__GNUC__)

/* The same code with vectors of four doubles; a multiplication and an addition stay two roundings. */
__attribute__((target("avx2"))) static void sums_avx2(const double *products, int64_t tiles,
                                                      const double *weights, int64_t n_rows,
                                                      double *sums) {
    typedef double vector __attribute__((vector_size(32), aligned(8)));

    for (int64_t t = 0; t < tiles; t++) {
        const vector *p = (const vector *)(const void *)(products + t * n_rows * TILE);
        vector s[REFITS] = {{0}, {0}, {0}, {0}};
        for (int64_t i = 0; i < n_rows; i++) {
            const vector row = p[i];
            for (int k = 0; k < REFITS; k++)
                s[k] += weights[i * REFITS + k] * row;
        }
        for (int k = 0; k < REFITS; k++)
            memcpy(sums + (k * tiles + t) * TILE, &s[k], sizeof s[k]);
    }
}

void nkt_i_refit_sums(const double *products, int64_t tiles, const double *weights, int64_t n_rows,
                      double *sums) {
    if (__builtin_cpu_supports("avx2"))
        sums_avx2(products, tiles, weights, n_rows, sums);
    else
        sum_tiles(products, tiles, weights, n_rows, sums);
}

#else

void nkt_i_refit_sums(const double *products, int64_t tiles, const double *weights, int64_t n_rows,
                      double *sums) {
    sum_tiles(products, tiles, weights, n_rows, sums);
}

#endif
