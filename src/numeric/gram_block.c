/*
 * The exact Gram matrix, the fast way: each column of a block as integers on a grid of its own,
 * products summed in 128 bits, and only the sums handed to the superaccumulators. What the grids
 * miss is added on its own, so the sum is the same to the last bit.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/gram_grid.h"

#ifdef __SIZEOF_INT128__

#include <math.h>
#include <string.h>

/* Compilers that have this type shift negative numbers right as if divided and rounded down. */
__extension__ typedef __int128 i128;
__extension__ typedef unsigned __int128 u128;

#define ROWS NKT_I_GRAM_ROWS

/* Products of two integers below 2^60: so many of them are below 2^127. */
enum { CHUNK = 128 };

/* Sums of doubles, all of them whole multiples of one power of two, are exact to this many bits;
 * the rows of a block take eight of them. */
enum { DOUBLE_BITS = 53, ROW_BITS = 8 };

/*
 * A column, its low part, and what the grids of either miss where that is much, are up to four
 * grids, which belong to one column of the matrix.
 */
enum { GRIDS = NKT_I_GRAM_PARTS * NKT_I_GRAM_COLUMNS };

/* One odd row costs as much as some eight others: from one in eight on, they get their own grid. */
enum { ROWS_PER_ODD = 8 };

typedef struct block {
    nkt_i_gram *gram;
    int64_t n_rows, n_grids;
    const nkt_i_grid *weights; /* its whole without its zeros; NULL: all are 1 */
    const double *weight_numbers;
    nkt_i_grid grids[GRIDS];
} block;

/* A column times the weights: each part integers times 2^exponent. */
typedef struct factor {
    const int64_t *parts[2];
    int32_t exponents[2];
    int n_parts, bits; /* bits: of the only part; 0: not known to be few */
    const double *numbers;
    int32_t scale; /* numbers · 2^scale, where bits are few */
    int64_t room[2][ROWS];
    double number_room[ROWS];
} factor;

/* ---- sums into the matrix ------------------------------------------------------------------------- */

/* high · 2^64 + low */
typedef struct sum {
    u128 low;
    i128 high;
} sum;

static void sum_add(sum *to, i128 v) {
    to->low += (uint64_t)v;
    to->high += v >> 64;
}

/* Adds the sum, times 2^exponent, to the pair that the two grids belong to. */
static void add_sum(block *b, const nkt_i_grid *u, const nkt_i_grid *v, sum s, int32_t exponent) {
    const int64_t i = u->column < v->column ? u->column : v->column;
    const int64_t j = u->column < v->column ? v->column : u->column;
    uint64_t limbs[3];
    int32_t sign = 1;

    s.high += (i128)(s.low >> 64);
    s.low = (uint64_t)s.low;
    if (s.high < 0) {
        sign = -1;
        s.high = -s.high - (s.low != 0);
        s.low = (uint64_t)(0 - s.low);
    }
    limbs[0] = (uint64_t)s.low;
    limbs[1] = (uint64_t)s.high;
    limbs[2] = (uint64_t)((u128)s.high >> 64);
    if (limbs[0] | limbs[1] | limbs[2])
        nkt_i_gram_add_integer(b->gram, i, j, limbs, exponent, sign);
}

static void add_i128(block *b, const nkt_i_grid *u, const nkt_i_grid *v, i128 value,
                     int32_t exponent) {
    sum s = {0, 0};
    sum_add(&s, value);
    add_sum(b, u, v, s, exponent);
}

/* ---- all rows: integers, or doubles where few bits are in use ------------------------------------- */

static sum sum_of_products(const int64_t *x, const int64_t *y, int64_t n) {
    sum s = {0, 0};

    for (int64_t first = 0; first < n; first += CHUNK) {
        const int64_t last = n - first < CHUNK ? n : first + CHUNK;
        i128 one = 0, other = 0;
        for (int64_t r = first; r < last; r += 4) { /* padded with zeros */
            one += (i128)x[r] * y[r];
            other += (i128)x[r + 1] * y[r + 1];
            one += (i128)x[r + 2] * y[r + 2];
            other += (i128)x[r + 3] * y[r + 3];
        }
        sum_add(&s, one + other);
    }
    return s;
}

static double sum_of_doubles(const double *x, const double *y, int64_t n) {
    enum { LANES = 8 };
    double lanes[LANES] = {0}, s = 0;
    int64_t r = 0;

    for (; r + LANES <= n; r += LANES)
        for (int k = 0; k < LANES; k++)
            lanes[k] += x[r + k] * y[r + k];
    for (; r < n; r++)
        s += x[r] * y[r];
    for (int k = 0; k < LANES; k++)
        s += lanes[k];
    return s;
}

static void add_double(block *b, const nkt_i_grid *u, const nkt_i_grid *v, double value,
                       int32_t scale) {
    int exponent;
    const double fraction = frexp(value, &exponent);

    add_i128(b, u, v, (int64_t)(fraction * 0x1p53), exponent - DOUBLE_BITS + scale);
}

static int bits_of(const nkt_i_grid *grid) {
    return NKT_I_GRID_BITS - grid->zeros;
}

static void add_all_rows(block *b, const factor *f, const nkt_i_grid *u, const nkt_i_grid *v) {
    const int twice = u != v && u->column == v->column;

    if (f->bits && v->is_narrow && f->bits + bits_of(v) + ROW_BITS <= DOUBLE_BITS) {
        add_double(b, u, v, sum_of_doubles(f->numbers, v->numbers, b->n_rows), f->scale + twice);
        return;
    }
    for (int k = 0; k < f->n_parts; k++)
        add_sum(b, u, v, sum_of_products(f->parts[k], v->whole, b->n_rows),
                f->exponents[k] + v->exponent + twice);
}

/* ---- the factor ------------------------------------------------------------------------------------- */

/* Few bits: products of weights and numbers fit into one part, and into doubles. */
static void weigh_narrow(factor *f, const nkt_i_grid *u, const nkt_i_grid *weights, int64_t n) {
    f->n_parts = 1;
    f->bits = bits_of(u) + bits_of(weights);
    f->exponents[0] = u->exponent + u->zeros + weights->exponent;
    f->scale = f->exponents[0];
    for (int64_t r = 0; r < n; r++) {
        f->room[0][r] = (u->whole[r] >> u->zeros) * weights->whole[r];
        f->number_room[r] = (double)f->room[0][r];
    }
    f->numbers = f->number_room;
}

static void weigh_wide(factor *f, const nkt_i_grid *u, const nkt_i_grid *weights, int64_t n) {
    f->n_parts = 2;
    f->bits = 0;
    f->exponents[1] = u->exponent + weights->exponent;
    f->exponents[0] = f->exponents[1] + NKT_I_GRID_BITS;
    for (int64_t r = 0; r < n; r++) {
        const i128 product = (i128)u->whole[r] * weights->whole[r];
        f->room[0][r] = (int64_t)(product >> NKT_I_GRID_BITS);
        f->room[1][r] = (int64_t)(product & (((i128)1 << NKT_I_GRID_BITS) - 1));
    }
}

static void make_factor(factor *f, const block *b, const nkt_i_grid *u) {
    if (b->weights) {
        f->parts[0] = f->room[0];
        f->parts[1] = f->room[1];
        if (bits_of(u) + bits_of(b->weights) <= NKT_I_GRID_BITS)
            weigh_narrow(f, u, b->weights, nkt_i_grid_padded(b->n_rows));
        else
            weigh_wide(f, u, b->weights, nkt_i_grid_padded(b->n_rows));
        return;
    }
    f->n_parts = 1;
    f->parts[0] = u->whole;
    f->exponents[0] = u->exponent;
    f->bits = u->is_narrow ? bits_of(u) : 0;
    f->numbers = u->numbers;
    f->scale = 0;
}

/* ---- odd rows: the little that a grid misses, times everything ------------------------------------ */

/* Sums over the odd rows of one grid u, for each grid v; more: below 2^52, weighted 2^112. */
typedef struct odd_sums {
    i128 whole[2][GRIDS], more[2][GRIDS]; /* two parts of u's more, times v's whole or more */
} odd_sums;

enum { PART = 56 }; /* bits of the parts of more times weight */

static void add_odd_row(const block *b, const nkt_i_grid *u, int64_t row, odd_sums *sums) {
    const int64_t more = nkt_i_grid_more(u, row), index = u - b->grids;
    int64_t part[2] = {more, 0};

    if (b->weights) {
        const i128 product = (i128)more * b->weights->whole[row];
        part[0] = (int64_t)(product & (((i128)1 << PART) - 1));
        part[1] = (int64_t)(product >> PART);
    }
    for (int k = 0; k < (b->weights ? 2 : 1); k++) {
        for (int64_t v = 0; v < b->n_grids; v++)
            sums->whole[k][v] += (i128)part[k] * b->grids[v].whole[row];
        for (int64_t v = index; v < b->n_grids; v++)
            if (nkt_i_grid_has(&b->grids[v].odd, row))
                sums->more[k][v] += (i128)part[k] * nkt_i_grid_more(&b->grids[v], row);
    }
}

static void add_odd_rows(block *b, const nkt_i_grid *u, odd_sums *sums) {
    const int32_t exponent =
        u->exponent - NKT_I_GRID_MORE + (b->weights ? b->weights->exponent : 0);
    const int n_parts = b->weights ? 2 : 1;
    int16_t rows[ROWS];
    const int64_t n = nkt_i_grid_list(&u->odd, rows);

    for (int k = 0; k < n_parts; k++) {
        memset(sums->whole[k], 0, (size_t)b->n_grids * sizeof sums->whole[k][0]);
        memset(sums->more[k], 0, (size_t)b->n_grids * sizeof sums->more[k][0]);
    }
    for (int64_t r = 0; r < n; r++)
        add_odd_row(b, u, rows[r], sums);
    for (int k = 0; k < n_parts; k++)
        for (int64_t g = 0; g < b->n_grids; g++) {
            const nkt_i_grid *v = &b->grids[g];
            const int same = u->column == v->column;
            const int32_t at = exponent + k * PART + v->exponent;
            add_i128(b, u, v, sums->whole[k][g], at + same); /* u's more by v's whole: two orders */
            add_i128(b, u, v, sums->more[k][g], at - NKT_I_GRID_MORE + (same && u != v));
        }
}

/* ---- stray rows: one by one ------------------------------------------------------------------------- */

static void add_stray_row(block *b, const nkt_i_grid *u, int64_t row) {
    const double weight = b->weights ? b->weight_numbers[row] : 1;

    for (const nkt_i_grid *v = b->grids; v < b->grids + b->n_grids; v++) {
        const int64_t i = u->column < v->column ? u->column : v->column;
        const int64_t j = u->column < v->column ? v->column : u->column;
        if (v->is_more)
            continue;
        if (v < u && nkt_i_grid_has(&v->stray, row))
            continue; /* v has added this product */
        for (int times = u != v && i == j ? 2 : 1; times > 0; times--)
            nkt_i_gram_add_product(b->gram, i, j, weight, u->numbers[row], v->numbers[row]);
    }
}

static void add_stray_rows(block *b, const nkt_i_grid *u) {
    int16_t rows[ROWS];
    const int64_t n = nkt_i_grid_list(&u->stray, rows);

    for (int64_t r = 0; r < n; r++)
        add_stray_row(b, u, rows[r]);
}

/* ---- the block -------------------------------------------------------------------------------------- */

static void add_grid(block *b, const double *numbers, int64_t column,
                     const nkt_i_grid_rows *excluded, int64_t *scratch) {
    nkt_i_grid *grid = &b->grids[b->n_grids];
    int64_t *whole = scratch + b->n_grids * ROWS;

    grid->column = column;
    if (!nkt_i_grid_make(grid, numbers, b->n_rows, excluded, whole))
        return;
    b->n_grids++;
    if (grid->n_odd * ROWS_PER_ODD > b->n_rows) {
        nkt_i_grid_move_more(grid, b->n_rows, grid + 1, whole + ROWS);
        b->n_grids++;
    }
}

/* The weights' grid, and the rows whose weight has no exact place on it. Returns 0: all are 0. */
static int make_weights(block *b, nkt_i_grid *weights, nkt_i_grid_rows *excluded, int64_t *whole) {
    if (!nkt_i_grid_make(weights, b->weight_numbers, b->n_rows, NULL, whole))
        return 0;
    for (int k = 0; k < NKT_I_GRID_WORDS; k++)
        excluded->words[k] = weights->odd.words[k] | weights->stray.words[k];
    for (int64_t r = 0; r < b->n_rows; r++)
        whole[r] >>= weights->zeros;
    weights->exponent += weights->zeros;
    b->weights = weights;
    return 1;
}

void nkt_i_gram_add(nkt_i_gram *gram, const nkt_i_gram_rows *rows, int64_t *scratch) {
    nkt_i_grid weights;
    nkt_i_grid_rows excluded;
    int64_t weights_room[ROWS];
    odd_sums sums;
    factor f;
    block b;

    b.gram = gram;
    b.n_rows = rows->n_rows;
    b.n_grids = 0;
    b.weights = NULL;
    b.weight_numbers = rows->weights;
    if (rows->weights && !make_weights(&b, &weights, &excluded, weights_room))
        return;
    for (int64_t c = 0; c < gram->n_columns; c++) {
        const nkt_i_grid_rows *without = rows->weights ? &excluded : NULL;
        add_grid(&b, rows->high + c * ROWS, c, without, scratch);
        if (rows->low)
            add_grid(&b, rows->low + c * ROWS, c, without, scratch);
    }
    for (const nkt_i_grid *u = b.grids; u < b.grids + b.n_grids; u++) {
        make_factor(&f, &b, u);
        for (const nkt_i_grid *v = u; v < b.grids + b.n_grids; v++)
            add_all_rows(&b, &f, u, v);
        if (u->n_odd)
            add_odd_rows(&b, u, &sums);
        if (u->any_stray)
            add_stray_rows(&b, u);
    }
}

#else

void nkt_i_gram_add(nkt_i_gram *gram, const nkt_i_gram_rows *rows, int64_t *scratch) {
    (void)scratch;
    nkt_i_gram_add_plain(gram, rows);
}

#endif
