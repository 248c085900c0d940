/*
 * The exact Gram matrix of columns, Σ w·x·y for every pair: integers only, so that any split of the
 * rows, merged in any order and tree, gives the same number.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_GRAM_H
#define NKT_GRAM_H

#include <stddef.h>

#include "numeric/wide.h"

/*
 * Room for every product of three doubles, from 2^-3222 to 2^3072, and 2^63 of them: no value of
 * a column is too small or too large, and nothing is ever rounded or dropped.
 */
enum { NKT_I_GRAM_DIGITS = 200, NKT_I_GRAM_LOWEST = -3222 };

/* Rows are added in blocks of at most this many. */
enum { NKT_I_GRAM_ROWS = 256 };

/* The most columns; and in how many parts of integers the fast way splits one. */
enum { NKT_I_GRAM_COLUMNS = 66, NKT_I_GRAM_PARTS = 4 };

/*
 * Native, flat, 8-byte aligned, set by nkt_i_gram_init. Digit k of a pair counts
 * 2^(32 k + NKT_I_GRAM_LOWEST); a digit may have any size and sign.
 */
typedef struct nkt_i_gram {
    int64_t n_columns;
    int64_t since_carry; /* terms of up to 2^32 per digit since digits were last below 2^32 */
    int64_t low, high;   /* digits below low and from high on are 0 in every pair */
    int64_t digits[];    /* NKT_I_GRAM_DIGITS for each pair i <= j, pair j (j + 1) / 2 + i */
} nkt_i_gram;

/* Bytes for that many columns, from 1 to NKT_I_GRAM_COLUMNS. */
size_t nkt_i_gram_size(int64_t n_columns);

void nkt_i_gram_init(nkt_i_gram *gram, int64_t n_columns);

/* A block of rows, all of whose numbers are finite. */
typedef struct nkt_i_gram_rows {
    const double *high; /* column c, row r: high[c · NKT_I_GRAM_ROWS + r] */
    const double *low;  /* what is to be added to high: numbers of twice the bits; NULL: nothing */
    const double *weights; /* 0 or more; NULL: 1 */
    int64_t n_rows;        /* 1 ... NKT_I_GRAM_ROWS */
} nkt_i_gram_rows;

/* Adds a block, product by product: the plain way, which takes any numbers. */
void nkt_i_gram_add_plain(nkt_i_gram *gram, const nkt_i_gram_rows *rows);

/* The same for one pair, i <= j. */
void nkt_i_gram_add_pair_plain(nkt_i_gram *gram, const nkt_i_gram_rows *rows, int64_t i, int64_t j);

/*
 * Adds a block: the same sum to the last bit, most of it in 64-bit integers.
 * scratch: nkt_i_gram_scratch integers.
 */
void nkt_i_gram_add(nkt_i_gram *gram, const nkt_i_gram_rows *rows, int64_t *scratch);

/* How many integers the fast way needs for that many columns; has_low: of rows with low parts. */
static inline int64_t nkt_i_gram_scratch(int64_t n_columns, int has_low) {
    return n_columns * (has_low ? NKT_I_GRAM_PARTS : NKT_I_GRAM_PARTS / 2) * NKT_I_GRAM_ROWS;
}

/*
 * Adds sign · (limbs, the lowest first) · 2^exponent to pair i <= j: no bit of it lower or higher
 * than those of a product of three doubles, or 80 bits above.
 */
void nkt_i_gram_add_integer(nkt_i_gram *gram, int64_t i, int64_t j, const uint64_t limbs[3],
                            int32_t exponent, int32_t sign);

/* Adds weight · x · y to pair i <= j; weight is 0 or more. */
void nkt_i_gram_add_product(nkt_i_gram *gram, int64_t i, int64_t j, double weight, double x,
                            double y);

/* Adds another Gram of as many columns, which stays as it is. */
void nkt_i_gram_merge(nkt_i_gram *gram, const nkt_i_gram *source);

/* Whether a gram of so many columns is one that these functions may have made: no reader of it is
 * led out of its memory, and nothing overflows. */
int nkt_i_gram_is_sound(const nkt_i_gram *gram, int64_t n_columns);

/* Sign (-1, 0, 1) and size of the sum of a pair, i <= j: all digits below 2^32. */
int32_t nkt_i_gram_read(const nkt_i_gram *gram, int64_t i, int64_t j,
                        uint32_t digits[NKT_I_GRAM_DIGITS]);

/* The sum of a pair, in any order of i and j, cut to 256 bits. */
nkt_i_wide nkt_i_gram_get(const nkt_i_gram *gram, int64_t i, int64_t j);

/*
 * Packed: for each pair the number of its first digit, sign and count of digits, and those digits,
 * little-endian; depends on the exact sums alone.
 */
size_t nkt_i_gram_packed_size(const nkt_i_gram *gram);
unsigned char *nkt_i_gram_pack(const nkt_i_gram *gram, unsigned char *out);

/*
 * Reads what nkt_i_gram_pack wrote into a gram that is initialised and empty. Returns where the
 * packed bytes end; NULL where they are damaged or do not end by `end`.
 */
const unsigned char *nkt_i_gram_unpack(nkt_i_gram *gram, const unsigned char *in,
                                       const unsigned char *end);

/* The same without reading into anything: where the packed bytes end, or NULL. */
const unsigned char *nkt_i_gram_packed_end(int64_t n_columns, const unsigned char *in,
                                           const unsigned char *end);

#endif
