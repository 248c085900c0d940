/*
 * The exact Gram matrix in bytes that any machine reads back, and that are not trusted when read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/gram.h"

enum { DIGITS = NKT_I_GRAM_DIGITS, HEAD = 4 };

/* The digits in use: first, and how many. None: 0 and 0. */
static int used(const uint32_t *digits, int *first) {
    int low = 0, high = DIGITS;
    while (low < DIGITS && !digits[low])
        low++;
    *first = low < DIGITS ? low : 0;
    while (high > low && !digits[high - 1])
        high--;
    return high - low;
}

size_t nkt_i_gram_packed_size(const nkt_i_gram *gram) {
    size_t size = 0;
    uint32_t digits[DIGITS];
    int first;

    for (int64_t j = 0; j < gram->n_columns; j++)
        for (int64_t i = 0; i <= j; i++) {
            const int32_t sign = nkt_i_gram_read(gram, i, j, digits);
            size += HEAD + (sign ? 4 * (size_t)used(digits, &first) : 0);
        }
    return size;
}

unsigned char *nkt_i_gram_pack(const nkt_i_gram *gram, unsigned char *out) {
    uint32_t digits[DIGITS];

    for (int64_t j = 0; j < gram->n_columns; j++)
        for (int64_t i = 0; i <= j; i++) {
            const int32_t sign = nkt_i_gram_read(gram, i, j, digits);
            int first = 0, count = sign ? used(digits, &first) : 0;
            *out++ = (unsigned char)first;
            *out++ = (unsigned char)count;
            *out++ = sign < 0;
            *out++ = 0;
            for (int k = first; k < first + count; k++)
                for (int byte = 0; byte < 4; byte++)
                    *out++ = (unsigned char)(digits[k] >> (8 * byte));
        }
    return out;
}

/* One pair; only the one form that pack writes is accepted. digits NULL: only looks. */
static const unsigned char *unpack_pair(int64_t *digits, int diagonal, const unsigned char *in,
                                        const unsigned char *end) {
    int first, count, negative;
    uint32_t digit = 0;

    if (end - in < HEAD)
        return NULL;
    first = in[0];
    count = in[1];
    negative = in[2];
    /* The top digit is left to the sign, so a packed number cannot reach it. */
    if (first + count > DIGITS - 1 || negative > !diagonal || in[3] ||
        (!count && (first || negative)))
        return NULL;
    in += HEAD;
    if (end - in < 4 * count)
        return NULL;
    for (int k = 0; k < count; k++, in += 4) {
        digit =
            (uint32_t)in[0] | (uint32_t)in[1] << 8 | (uint32_t)in[2] << 16 | (uint32_t)in[3] << 24;
        if (k == 0 && !digit)
            return NULL;
        if (digits)
            digits[first + k] = negative ? -(int64_t)digit : (int64_t)digit;
    }
    return count && !digit ? NULL : in;
}

const unsigned char *nkt_i_gram_packed_end(int64_t n_columns, const unsigned char *in,
                                           const unsigned char *end) {
    for (int64_t j = 0; j < n_columns; j++)
        for (int64_t i = 0; in && i <= j; i++)
            in = unpack_pair(NULL, i == j, in, end);
    return in;
}

const unsigned char *nkt_i_gram_unpack(nkt_i_gram *gram, const unsigned char *in,
                                       const unsigned char *end) {
    gram->low = 0;
    gram->high = DIGITS - 1;
    for (int64_t j = 0; j < gram->n_columns; j++)
        for (int64_t i = 0; in && i <= j; i++)
            in = unpack_pair(gram->digits + (j * (j + 1) / 2 + i) * DIGITS, i == j, in, end);
    gram->since_carry = 1;
    return in;
}
