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
 * Integers of a column are below 2^60, so 64 products of two are below 2^126. The grid of a column
 * lies that far below its greatest number; powers of two between these limits scale exactly.
 */
enum { PART_BITS = 60, LEAST_TOP = -850, GREATEST_TOP = 850 };

/* A column is the sum of its parts, each integers times 2^exponent. */
typedef struct column {
    int64_t *parts[NKT_I_GRAM_PARTS];
    int32_t exponents[NKT_I_GRAM_PARTS];
    int n_parts, fits; /* fits 0: it has no such form here */
} column;

static double greatest(const double *values, int64_t n) {
    double most = 0;
    for (int64_t r = 0; r < n; r++)
        most = fabs(values[r]) > most ? fabs(values[r]) : most;
    return most;
}

/* Adds the numbers to the column's parts: one part, or two where the grid misses their last bits. */
static void add_parts(column *c, const double *values, int64_t n, int64_t *room) {
    const double most = greatest(values, n);
    int64_t *first = room + c->n_parts * ROWS, *second = first + ROWS;
    double scale, missed = 0;
    int top, exact = 1;

    if (most == 0)
        return;
    frexp(most, &top); /* most < 2^top */
    if (top < LEAST_TOP || top > GREATEST_TOP) {
        c->fits = 0;
        return;
    }
    scale = ldexp(1, PART_BITS - top);
    for (int64_t r = 0; r < n; r++) {
        const double x = values[r] * scale;
        first[r] = (int64_t)x;
        missed += fabs(x - (double)first[r]);
    }
    c->parts[c->n_parts] = first;
    c->exponents[c->n_parts++] = top - PART_BITS;
    if (missed == 0)
        return;
    for (int64_t r = 0; r < n; r++) {
        const double x = values[r] * scale;
        const double rest = (x - (double)first[r]) * 0x1p60;
        second[r] = (int64_t)rest;
        exact &= (double)second[r] == rest;
    }
    c->parts[c->n_parts] = second;
    c->exponents[c->n_parts++] = top - 2 * PART_BITS;
    c->fits &= exact;
}

/* The column times the weights, where both have one part: two parts of the products' 120 bits. */
static void weigh(const column *c, const column *weights, int64_t n, int64_t *room,
                  column *weighted) {
    weighted->n_parts = 0;
    weighted->fits = c->fits && weights->fits && c->n_parts <= 1 && weights->n_parts <= 1;
    if (!weighted->fits || !c->n_parts || !weights->n_parts)
        return;
    for (int k = 0; k < 2; k++) {
        weighted->parts[k] = room + (2 + k) * ROWS;
        weighted->exponents[k] = c->exponents[0] + weights->exponents[0] + (k == 0 ? PART_BITS : 0);
    }
    weighted->n_parts = 2;
    for (int64_t r = 0; r < n; r++) {
        const i128 product = (i128)c->parts[0][r] * weights->parts[0][r];
        const int64_t high = (int64_t)(product / ((i128)1 << PART_BITS));
        weighted->parts[0][r] = high;
        weighted->parts[1][r] = (int64_t)(product - (i128)high * ((i128)1 << PART_BITS));
    }
}

static i128 sum_of_products(const int64_t *x, const int64_t *y, int64_t n) {
    i128 sum = 0, other = 0;
    int64_t r = 0;

    for (; r + 1 < n; r += 2) {
        sum += (i128)x[r] * y[r];
        other += (i128)x[r + 1] * y[r + 1];
    }
    if (r < n)
        sum += (i128)x[r] * y[r];
    return sum + other;
}

static void add_pair(nkt_i_gram *gram, int64_t i, int64_t j, const column *x, const column *y,
                     int64_t n) {
    for (int a = 0; a < x->n_parts; a++)
        for (int b = 0; b < y->n_parts; b++) {
            const i128 sum = sum_of_products(x->parts[a], y->parts[b], n);
            const u128 size = sum < 0 ? 0 - (u128)sum : (u128)sum;
            if (size)
                nkt_i_gram_add_integer(gram, i, j, (uint64_t)(size >> 64), (uint64_t)size,
                                       x->exponents[a] + y->exponents[b], sum < 0 ? -1 : 1);
        }
}

void nkt_i_gram_add(nkt_i_gram *gram, const nkt_i_gram_rows *rows, int64_t *scratch) {
    column columns[NKT_I_GRAM_COLUMNS], weighted[NKT_I_GRAM_COLUMNS];
    column weights = {.fits = 1};
    const int64_t n_columns = gram->n_columns, n = rows->n_rows;
    int64_t *const weights_room = scratch + n_columns * NKT_I_GRAM_PARTS * ROWS;

    if (rows->weights)
        add_parts(&weights, rows->weights, n, weights_room);
    for (int64_t c = 0; c < n_columns; c++) {
        int64_t *room = scratch + c * NKT_I_GRAM_PARTS * ROWS;
        columns[c].n_parts = 0;
        columns[c].fits = 1;
        add_parts(&columns[c], rows->high + c * ROWS, n, room);
        if (rows->low)
            add_parts(&columns[c], rows->low + c * ROWS, n, room);
        if (rows->weights)
            weigh(&columns[c], &weights, n, room, &weighted[c]);
        else
            weighted[c] = columns[c];
    }
    for (int64_t j = 0; j < n_columns; j++)
        for (int64_t i = 0; i <= j; i++) {
            if (weighted[i].fits && columns[j].fits)
                add_pair(gram, i, j, &weighted[i], &columns[j], n);
            else if (weighted[j].fits && columns[i].fits)
                add_pair(gram, i, j, &weighted[j], &columns[i], n);
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
