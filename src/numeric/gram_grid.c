/*
 * A column of a block of rows as integers on a grid.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/gram_grid.h"

#include <math.h>
#include <string.h>

/*
 * Powers of two between these limits scale exactly, whatever the column holds; between the nearer
 * ones products of two numbers, and of their lowest bits, are ordinary doubles.
 */
enum { LEAST_TOP = -850, GREATEST_TOP = 850, LEAST_NARROW = -400, GREATEST_NARROW = 400 };

/*
 * The top of the greatest number: all are below 2^top. Its exponent is all that is looked for, so
 * integers will do, which compilers turn into vector code. Below the normal numbers: -1022 or less.
 * any: whether some number is not 0.
 */
static int top_of(const double *numbers, int64_t n, int *any) {
    int32_t most = 0;
    uint64_t all = 0;

    for (int64_t r = 0; r < n; r++) {
        uint64_t bits;
        int32_t high;
        memcpy(&bits, &numbers[r], sizeof bits);
        high = (int32_t)(bits >> 32 & 0x7FFFFFFF);
        most = high > most ? high : most;
        all |= bits;
    }
    *any = all << 1 != 0;
    return (most >> 20) - 1022;
}

static int32_t trailing_zeros(uint64_t bits) {
    return bits ? __builtin_ctzll(bits) : 64;
}

/*
 * Which of up to 64 numbers differ. Most often none does, or one: lanes of vector code see whether
 * and where to look.
 */
static uint64_t differing(const double *x, const double *y, int64_t n) {
    enum { LANES = 8 };
    double difference[LANES] = {0};
    uint64_t rows = 0;
    int64_t r = 0;

    for (; r + LANES <= n; r += LANES)
        for (int k = 0; k < LANES; k++)
            difference[k] += fabs(x[r + k] - y[r + k]);
    for (int k = 0; k < LANES; k++)
        if (difference[k] != 0)
            for (int64_t s = k; s < r; s += LANES)
                rows |= (uint64_t)(x[s] != y[s]) << s;
    for (; r < n; r++)
        rows |= (uint64_t)(x[r] != y[r]) << r;
    return rows;
}

/* whole[], cut towards 0; returns all their bits, and the rows where something is cut off. */
static uint64_t cut(const nkt_i_grid *grid, int64_t n, nkt_i_grid_rows *missed) {
    const double scale = ldexp(1, -grid->exponent), unit = grid->unit;
    uint64_t bits = 0;

    for (int64_t first = 0; first < n; first += 64) {
        const int64_t count = n - first < 64 ? n - first : 64;
        const double *from = grid->numbers + first;
        int64_t *to = grid->whole + first;
        double back[64];
        for (int64_t r = 0; r < count; r++) {
            to[r] = (int64_t)(from[r] * scale);
            bits |= (uint64_t)to[r];
            back[r] = (double)to[r] * unit;
        }
        missed->words[first / 64] = differing(from, back, count);
    }
    return bits;
}

/* Nothing fits: every number but 0 is stray. */
static void leave_all(nkt_i_grid *grid, int64_t n) {
    memset(grid->whole, 0, (size_t)n * sizeof *grid->whole);
    for (int64_t r = 0; r < n; r++)
        grid->odd.words[r / 64] |= (uint64_t)(grid->numbers[r] != 0) << r % 64;
}

static void exclude(nkt_i_grid *grid, const nkt_i_grid_rows *excluded, int64_t n) {
    for (int64_t r = 0; r < n; r++)
        if (nkt_i_grid_has(excluded, r)) {
            grid->whole[r] = 0;
            grid->odd.words[r / 64] |= (uint64_t)(grid->numbers[r] != 0) << r % 64;
        }
}

/* Rows of which nothing reached the grid go from odd to stray. */
static void part_strays(nkt_i_grid *grid) {
    int16_t list[NKT_I_GRAM_ROWS];
    const int64_t n = nkt_i_grid_list(&grid->odd, list);

    for (int64_t k = 0; k < n; k++) {
        const int64_t word = list[k] / 64;
        const uint64_t bit = UINT64_C(1) << list[k] % 64;
        if (grid->whole[list[k]]) {
            grid->n_odd++;
        } else {
            grid->odd.words[word] &= ~bit;
            grid->stray.words[word] |= bit;
            grid->any_stray = 1;
        }
    }
}

int nkt_i_grid_make(nkt_i_grid *grid, const double *numbers, int64_t n_rows,
                    const nkt_i_grid_rows *excluded, int64_t *whole) {
    uint64_t bits = 0;
    int any, top = top_of(numbers, n_rows, &any);

    if (!any)
        return 0;
    grid->numbers = numbers;
    grid->whole = whole;
    grid->exponent = top - NKT_I_GRID_BITS;
    grid->n_odd = grid->any_stray = grid->is_more = 0;
    memset(&grid->odd, 0, sizeof grid->odd);
    memset(&grid->stray, 0, sizeof grid->stray);
    if (top < LEAST_TOP || top > GREATEST_TOP) {
        grid->exponent = 0;
        leave_all(grid, n_rows);
    } else {
        grid->unit = ldexp(1, grid->exponent);
        grid->more_scale = ldexp(1, NKT_I_GRID_MORE - grid->exponent);
        bits = cut(grid, n_rows, &grid->odd);
    }
    for (int64_t r = n_rows; r < nkt_i_grid_padded(n_rows); r++)
        whole[r] = 0;
    if (excluded)
        exclude(grid, excluded, n_rows);
    part_strays(grid);
    grid->zeros = grid->n_odd || grid->any_stray ? 0 : trailing_zeros(bits);
    grid->is_narrow = top >= LEAST_NARROW && top <= GREATEST_NARROW;
    return 1;
}

int64_t nkt_i_grid_more(const nkt_i_grid *grid, int64_t row) {
    const double reached = (double)grid->whole[row] * grid->unit;

    return (int64_t)((grid->numbers[row] - reached) * grid->more_scale); /* each step is exact */
}

void nkt_i_grid_move_more(nkt_i_grid *grid, int64_t n_rows, nkt_i_grid *more, int64_t *whole) {
    memset(more, 0, sizeof *more);
    more->numbers = grid->numbers;
    more->whole = whole;
    more->column = grid->column;
    more->exponent = grid->exponent - NKT_I_GRID_MORE;
    more->is_more = 1;
    for (int64_t r = 0; r < nkt_i_grid_padded(n_rows); r++)
        whole[r] = r < n_rows && nkt_i_grid_has(&grid->odd, r) ? nkt_i_grid_more(grid, r) : 0;
    memset(&grid->odd, 0, sizeof grid->odd);
    grid->n_odd = 0;
}

int64_t nkt_i_grid_list(const nkt_i_grid_rows *rows, int16_t list[NKT_I_GRAM_ROWS]) {
    int64_t n = 0;

    for (int word = 0; word < NKT_I_GRID_WORDS; word++)
        for (uint64_t left = rows->words[word]; left; left &= left - 1)
            list[n++] = (int16_t)(64 * word + trailing_zeros(left));
    return n;
}
