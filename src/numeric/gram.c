/*
 * The exact Gram matrix: superaccumulators of products, as for exact sums, one for each pair.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/gram.h"

#include <string.h>

#define DIGITS NKT_I_GRAM_DIGITS
#define LOW32  UINT64_C(0xFFFFFFFF)

/* The digits in use end before this one: the last is left for what a reader carries out. */
#define HIGHEST (DIGITS - 1)

/* A digit that gains less than 2^32 each time, starting below 2^32, is then still below 2^62. */
#define TERMS_BEFORE_CARRY (INT64_C(1) << 29)

static size_t pairs(int64_t n_columns) {
    return (size_t)(n_columns * (n_columns + 1) / 2);
}

static int64_t *digits_of(nkt_i_gram *gram, int64_t i, int64_t j) {
    return gram->digits + (j * (j + 1) / 2 + i) * DIGITS;
}

size_t nkt_i_gram_size(int64_t n_columns) {
    return sizeof(nkt_i_gram) + pairs(n_columns) * DIGITS * sizeof(int64_t);
}

void nkt_i_gram_init(nkt_i_gram *gram, int64_t n_columns) {
    memset(gram, 0, nkt_i_gram_size(n_columns));
    gram->n_columns = n_columns;
    gram->low = DIGITS;
}

/* v = carry · 2^32 + digit with 0 <= digit < 2^32, without shifting a negative number. */
static int64_t split(int64_t v, int64_t *carry) {
    const int64_t digit = v & (int64_t)LOW32;
    *carry = (v - digit) / (INT64_C(1) << 32);
    return digit;
}

/* Digits from low to before high may be in use from now on. */
static void widen(nkt_i_gram *gram, int64_t low, int64_t high) {
    gram->low = low < gram->low ? low : gram->low;
    gram->high = high > gram->high ? high : gram->high;
}

static void carry_all(nkt_i_gram *gram) {
    int64_t *digits = gram->digits;

    if (gram->high < HIGHEST)
        gram->high++; /* for what is carried out */
    for (size_t pair = 0; pair < pairs(gram->n_columns); pair++, digits += DIGITS) {
        int64_t carry = 0;
        for (int64_t k = gram->low; k < gram->high - 1; k++)
            digits[k] = split(digits[k] + carry, &carry);
        digits[gram->high - 1] += carry; /* this one keeps the sign */
    }
    gram->since_carry = 0;
}

static void count_terms(nkt_i_gram *gram, int64_t n) {
    if (gram->since_carry > TERMS_BEFORE_CARRY - n)
        carry_all(gram);
    gram->since_carry += n;
}

/* Adds sign · (n 64-bit limbs) · 2^(position - 3222). */
static void add_limbs(nkt_i_gram *gram, int64_t *digits, const uint64_t *limbs, int n,
                      int32_t position, int32_t sign) {
    const int shift = position % 32, first = position / 32;
    int64_t *digit = digits + first;
    uint64_t below = 0; /* what the shift brings up from the word before */

    widen(gram, first, first + 2 * n + 1);
    for (int k = 0; k < 2 * n; k++) {
        const uint64_t word = (limbs[k / 2] >> (k % 2 * 32) & LOW32) << shift;
        digit[k] += sign * (int64_t)((word & LOW32) | below);
        below = word >> 32;
    }
    digit[2 * n] += sign * (int64_t)below;
}

void nkt_i_gram_add_integer(nkt_i_gram *gram, int64_t i, int64_t j, const uint64_t limbs[3],
                            int32_t exponent, int32_t sign) {
    const int n = limbs[2] ? 3 : 2;
    count_terms(gram, 1);
    add_limbs(gram, digits_of(gram, i, j), limbs, n, exponent - NKT_I_GRAM_LOWEST, sign);
}

/* A finite double as sign · whole · 2^exponent. */
typedef struct part {
    uint64_t whole;
    int32_t exponent, sign;
} part;

static part take_apart(double x) {
    uint64_t bits;
    part p;

    memcpy(&bits, &x, sizeof bits);
    p.sign = bits >> 63 ? -1 : 1;
    p.exponent = (int32_t)(bits >> 52 & 2047);
    p.whole = bits & ((UINT64_C(1) << 52) - 1);
    if (p.exponent)
        p.whole |= UINT64_C(1) << 52;
    else
        p.exponent = 1;
    p.exponent -= 1075;
    return p;
}

/* digits += w · a · b, exactly: 53 + 53 + 53 bits in three limbs. */
static void add_product(nkt_i_gram *gram, int64_t *digits, part w, double a, double b) {
    const part x = take_apart(a), y = take_apart(b);
    uint64_t limbs[3], high, carry;

    if (!x.whole || !y.whole)
        return;
    limbs[0] = nkt_i_multiply64(w.whole, x.whole, &high);
    limbs[0] = nkt_i_multiply64(limbs[0], y.whole, &carry);
    limbs[1] = nkt_i_multiply64(high, y.whole, &limbs[2]);
    limbs[1] += carry;
    limbs[2] += limbs[1] < carry;
    add_limbs(gram, digits, limbs, 3, w.exponent + x.exponent + y.exponent - NKT_I_GRAM_LOWEST,
              x.sign * y.sign);
}

void nkt_i_gram_add_product(nkt_i_gram *gram, int64_t i, int64_t j, double weight, double x,
                            double y) {
    const part w = take_apart(weight);
    count_terms(gram, 1);
    if (w.whole)
        add_product(gram, digits_of(gram, i, j), w, x, y);
}

static void add_pair(nkt_i_gram *gram, int64_t *digits, part w, const nkt_i_gram_rows *rows,
                     int64_t a, int64_t b) {
    const double *high = rows->high, *low = rows->low;

    add_product(gram, digits, w, high[a], high[b]);
    if (!low)
        return;
    add_product(gram, digits, w, high[a], low[b]);
    add_product(gram, digits, w, low[a], high[b]);
    add_product(gram, digits, w, low[a], low[b]);
}

void nkt_i_gram_add_pair_plain(nkt_i_gram *gram, const nkt_i_gram_rows *rows, int64_t i,
                               int64_t j) {
    count_terms(gram, 4 * rows->n_rows);
    for (int64_t row = 0; row < rows->n_rows; row++) {
        const part w = rows->weights ? take_apart(rows->weights[row]) : (part){1, 0, 1};
        if (w.whole)
            add_pair(gram, digits_of(gram, i, j), w, rows, i * NKT_I_GRAM_ROWS + row,
                     j * NKT_I_GRAM_ROWS + row);
    }
}

void nkt_i_gram_add_plain(nkt_i_gram *gram, const nkt_i_gram_rows *rows) {
    for (int64_t j = 0; j < gram->n_columns; j++)
        for (int64_t i = 0; i <= j; i++)
            nkt_i_gram_add_pair_plain(gram, rows, i, j);
}

void nkt_i_gram_merge(nkt_i_gram *gram, const nkt_i_gram *source) {
    const int64_t last = source->high < HIGHEST ? source->high : HIGHEST - 1;
    const int64_t *from = source->digits;
    int64_t *to = gram->digits;

    if (source->low >= source->high)
        return;
    count_terms(gram, 1);
    widen(gram, source->low, last + 1);
    for (size_t pair = 0; pair < pairs(gram->n_columns); pair++, from += DIGITS, to += DIGITS) {
        /* The source's digits as after a carry; the source itself stays as it is. */
        int64_t carry = 0;
        for (int64_t k = source->low; k < last; k++)
            to[k] += split(from[k] + carry, &carry);
        to[last] += from[last] + carry; /* this one keeps the sign */
    }
}

int nkt_i_gram_is_sound(const nkt_i_gram *gram, int64_t n_columns) {
    const int64_t limit = INT64_C(1) << 62;
    const size_t n = pairs(n_columns) * DIGITS;

    if (gram->n_columns != n_columns || gram->since_carry < 0 ||
        gram->since_carry > TERMS_BEFORE_CARRY || gram->low < 0 || gram->low > DIGITS ||
        gram->high < 0 || gram->high > HIGHEST)
        return 0;
    for (size_t k = 0; k < n; k++)
        if (gram->digits[k] <= -limit || gram->digits[k] >= limit)
            return 0;
    return 1;
}

int32_t nkt_i_gram_read(const nkt_i_gram *gram, int64_t i, int64_t j,
                        uint32_t digits[NKT_I_GRAM_DIGITS]) {
    const int64_t *from = gram->digits + (j * (j + 1) / 2 + i) * DIGITS;
    int64_t carry = 0, any = 0;
    int32_t sign = 1;

    memset(digits, 0, DIGITS * sizeof *digits);
    for (int64_t k = gram->low; k < gram->high; k++) {
        const int64_t digit = split(from[k] + carry, &carry);
        digits[k] = (uint32_t)digit;
        any |= digit;
    }
    if (!any && !carry)
        return 0;
    if (carry < 0) {
        int64_t borrow = 0;
        sign = -1;
        for (int64_t k = gram->low; k < gram->high; k++)
            digits[k] = (uint32_t)split(borrow - (int64_t)digits[k], &borrow);
        carry = borrow - carry;
    }
    digits[gram->high] = (uint32_t)carry;
    return sign;
}

nkt_i_wide nkt_i_gram_get(const nkt_i_gram *gram, int64_t i, int64_t j) {
    enum { KEPT = 2 * NKT_I_WIDE_LIMBS + 2 }; /* 256 bits below the top one, wherever it stands */
    uint32_t digits[DIGITS];
    uint64_t limbs[KEPT / 2];
    const int32_t sign = nkt_i_gram_read(gram, i < j ? i : j, i < j ? j : i, digits);
    int top = (int)gram->high, first;

    if (!sign)
        return nkt_i_wide_zero();
    while (!digits[top])
        top--;
    first = top < KEPT ? 0 : top + 1 - KEPT;
    for (int k = 0; k < KEPT / 2; k++)
        limbs[k] = digits[first + 2 * k] | (uint64_t)digits[first + 2 * k + 1] << 32;
    return nkt_i_wide_from_limbs(limbs, KEPT / 2, 32 * first + NKT_I_GRAM_LOWEST, sign);
}
