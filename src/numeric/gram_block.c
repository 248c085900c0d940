/*
 * The exact Gram matrix, the fast way: each column of a block as integers on a grid of its own,
 * products summed in 128 bits, and only the sums handed to the superaccumulators. What does not fit
 * is added the plain way, so the sum is the same to the last bit.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/gram.h"

#include <math.h>

#ifdef __SIZEOF_INT128__

__extension__ typedef __int128 i128;
__extension__ typedef unsigned __int128 u128;

#define ROWS NKT_I_GRAM_ROWS

/*
 * Integers are below 2^59, so 256 products of two are below 2^126. The grid of a column lies that
 * far below its greatest number; powers of two between these limits scale exactly.
 */
enum { BITS = 59, LEAST_TOP = -850, GREATEST_TOP = 850 };

/*
 * Integers times 2^exponent: of every row, or only of those few that are not 0, whose numbers stand
 * in rows[] in ascending order. A double has 53 bits, so the grid holds every number that is not
 * 2^-6 times the greatest or less; what it misses of smaller ones makes a piece of few rows.
 */
typedef struct piece {
    int64_t *integers;
    uint8_t *rows; /* NULL: every row */
    int64_t count;
    int32_t exponent;
} piece;

/* A column is the sum of its pieces: two of its high parts, two of its low ones or, weighted, two of each
 * of the former. */
enum { MOST_PIECES = 4 };
typedef struct column {
    piece pieces[MOST_PIECES];
    int n_pieces, n_high; /* n_high: of the high parts */
    int fits;             /* 0: it has no such form here */
} column;

/* The memory of one column: integers of its pieces, then those of its weighted pieces. */
typedef struct room {
    int64_t *integers;
    uint8_t *rows; /* of the pieces of few rows: high, low */
} room;

static room room_of(int64_t *scratch, int64_t number) {
    room r;
    r.integers = scratch + number * NKT_I_GRAM_SCRATCH;
    r.rows = (uint8_t *)(r.integers + NKT_I_GRAM_PIECES * ROWS);
    return r;
}

/* In lanes, so that it becomes vector instructions. */
static double greatest(const double *values, int64_t n) {
    enum { LANES = 4 };
    double most[LANES] = {0};
    int64_t r = 0;

    for (; r + LANES <= n; r += LANES)
        for (int k = 0; k < LANES; k++) {
            const double size = fabs(values[r + k]);
            most[k] = size > most[k] ? size : most[k];
        }
    for (; r < n; r++)
        most[0] = fabs(values[r]) > most[0] ? fabs(values[r]) : most[0];
    for (int k = 1; k < LANES; k++)
        most[0] = most[k] > most[0] ? most[k] : most[0];
    return most[0];
}

/*
 * Puts the numbers on their grid. What it misses of them goes to missed, a place for the next
 * number each time that is kept only if there is something: no branch is taken per number. Returns
 * of how many it missed something.
 */
static int64_t put_on_grid(const double *values, int64_t n, double scale, int64_t *integers,
                           double *missed, uint8_t *rows) {
    int64_t count = 0;

    for (int64_t r = 0; r < n; r++) {
        const double x = values[r] * scale;
        const int64_t whole = (int64_t)x;
        const double rest = x - (double)whole;
        integers[r] = whole;
        missed[count] = rest;
        rows[count] = (uint8_t)r;
        count += rest != 0;
    }
    return count;
}

/* Adds the numbers to the column's pieces: on their grid, and what that missed, as finely again. */
static void add_pieces(column *c, const double *values, int64_t n, int64_t *integers,
                       uint8_t *rows) {
    const double most = greatest(values, n);
    double missed[ROWS];
    piece on_grid = {integers, NULL, n, 0}, rest = {integers + ROWS, rows, 0, 0};
    int top;

    if (most == 0)
        return;
    frexp(most, &top); /* most < 2^top */
    if (top < LEAST_TOP || top > GREATEST_TOP) {
        c->fits = 0;
        return;
    }
    on_grid.exponent = top - BITS;
    rest.exponent = top - 2 * BITS;
    rest.count = put_on_grid(values, n, ldexp(1, BITS - top), integers, missed, rows);
    c->pieces[c->n_pieces++] = on_grid;
    for (int64_t k = 0; k < rest.count; k++) {
        const double x = missed[k] * 0x1p59;
        rest.integers[k] = (int64_t)x;
        c->fits &= (double)rest.integers[k] == x;
    }
    if (rest.count)
        c->pieces[c->n_pieces++] = rest;
}

/* A piece times the weights: the upper and the lower half of the products' 118 bits. */
static void weigh_piece(const piece *from, const piece *weights, int64_t *integers,
                        column *weighted) {
    for (int k = 0; k < 2; k++) {
        piece *to = &weighted->pieces[weighted->n_pieces++];
        *to = *from;
        to->integers = integers + k * ROWS;
        to->exponent = from->exponent + weights->exponent + (k == 0 ? BITS : 0);
    }
    for (int64_t k = 0; k < from->count; k++) {
        const int64_t weight = weights->integers[from->rows ? from->rows[k] : k];
        const i128 product = (i128)from->integers[k] * weight;
        const int64_t high = (int64_t)(product / ((i128)1 << BITS));
        integers[k] = high;
        integers[ROWS + k] = (int64_t)(product - (i128)high * ((i128)1 << BITS));
    }
}

/* The column times the weights, where it has no low parts and the grid holds every weight. */
static void weigh(const column *c, const column *weights, int64_t *integers, column *weighted) {
    weighted->n_pieces = 0;
    weighted->fits = c->fits && weights->fits && c->n_pieces == c->n_high && weights->n_pieces <= 1;
    if (!weighted->fits || !weights->n_pieces)
        return;
    for (int k = 0; k < c->n_pieces; k++)
        weigh_piece(&c->pieces[k], &weights->pieces[0], integers + 2 * k * ROWS, weighted);
}

/* ---- products ---------------------------------------------------------------------------------------- */

static i128 sum_of_all(const int64_t *x, const int64_t *y, int64_t n) {
    i128 sum = 0, other = 0;
    int64_t r = 0;

    for (; r + 4 <= n; r += 4) {
        sum += (i128)x[r] * y[r];
        other += (i128)x[r + 1] * y[r + 1];
        sum += (i128)x[r + 2] * y[r + 2];
        other += (i128)x[r + 3] * y[r + 3];
    }
    for (; r < n; r++)
        sum += (i128)x[r] * y[r];
    return sum + other;
}

static i128 sum_of_few(const piece *few, const piece *all) {
    i128 sum = 0;
    for (int64_t k = 0; k < few->count; k++)
        sum += (i128)few->integers[k] * all->integers[few->rows[k]];
    return sum;
}

/* Where both have the row. */
static i128 sum_of_common(const piece *x, const piece *y) {
    i128 sum = 0;
    int64_t j = 0;

    for (int64_t k = 0; k < x->count; k++) {
        while (j < y->count && y->rows[j] < x->rows[k])
            j++;
        if (j < y->count && y->rows[j] == x->rows[k])
            sum += (i128)x->integers[k] * y->integers[j];
    }
    return sum;
}

static i128 sum_of_products(const piece *x, const piece *y) {
    if (x->rows)
        return y->rows ? sum_of_common(x, y) : sum_of_few(x, y);
    return y->rows ? sum_of_few(y, x) : sum_of_all(x->integers, y->integers, x->count);
}

static void add_pair(nkt_i_gram *gram, int64_t i, int64_t j, const column *x, const column *y) {
    for (int a = 0; a < x->n_pieces; a++)
        for (int b = 0; b < y->n_pieces; b++) {
            const i128 sum = sum_of_products(&x->pieces[a], &y->pieces[b]);
            const u128 size = sum < 0 ? 0 - (u128)sum : (u128)sum;
            if (size)
                nkt_i_gram_add_integer(gram, i, j, (uint64_t)(size >> 64), (uint64_t)size,
                                       x->pieces[a].exponent + y->pieces[b].exponent,
                                       sum < 0 ? -1 : 1);
        }
}

void nkt_i_gram_add(nkt_i_gram *gram, const nkt_i_gram_rows *rows, int64_t *scratch) {
    column columns[NKT_I_GRAM_COLUMNS], weighted[NKT_I_GRAM_COLUMNS];
    column weights = {.fits = 1};
    const int64_t n_columns = gram->n_columns, n = rows->n_rows;

    if (rows->weights) {
        const room r = room_of(scratch, n_columns);
        add_pieces(&weights, rows->weights, n, r.integers, r.rows);
    }
    for (int64_t c = 0; c < n_columns; c++) {
        const room r = room_of(scratch, c);
        columns[c].n_pieces = 0;
        columns[c].fits = 1;
        add_pieces(&columns[c], rows->high + c * ROWS, n, r.integers, r.rows);
        columns[c].n_high = columns[c].n_pieces;
        if (rows->low)
            add_pieces(&columns[c], rows->low + c * ROWS, n, r.integers + 2 * ROWS, r.rows + ROWS);
        if (rows->weights)
            weigh(&columns[c], &weights, r.integers + 2 * ROWS, &weighted[c]);
        else
            weighted[c] = columns[c];
    }
    for (int64_t j = 0; j < n_columns; j++)
        for (int64_t i = 0; i <= j; i++) {
            if (weighted[i].fits && columns[j].fits)
                add_pair(gram, i, j, &weighted[i], &columns[j]);
            else if (weighted[j].fits && columns[i].fits)
                add_pair(gram, i, j, &weighted[j], &columns[i]);
            else
                nkt_i_gram_add_pair_plain(gram, rows, i, j);
        }
}

#else

void nkt_i_gram_add(nkt_i_gram *gram, const nkt_i_gram_rows *rows, int64_t *scratch) {
    (void)scratch;
    nkt_i_gram_add_plain(gram, rows);
}

#endif
