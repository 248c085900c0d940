/*
 * Selection by digits: see select.h. The keys are put in the order of their first 16 bits; of those
 * that share them with the one that is looked for, further digits are compared.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/select.h"

enum {
    FIRST_SHIFT = 48,
    BITS = 11, /* of the digits after the first */
    DIGITS = 1 << BITS,
    FEW = 32 /* so few are sorted by insertion */
};

static int64_t first_digit(uint64_t key) {
    return (int64_t)(key >> FIRST_SHIFT);
}

void nkt_i_selection_begin(nkt_i_selection *s, uint64_t *keys, int64_t n, uint64_t *scratch,
                           int64_t *starts) {
    int64_t start = 0;

    s->n = n;
    s->ordered = scratch;
    s->ends = starts;
    s->some = keys;
    memset(starts, 0, NKT_I_SELECT_BYTES);
    for (int64_t i = 0; i < n; i++)
        starts[first_digit(keys[i])]++;
    for (int64_t d = 0; d < NKT_I_SELECT_DIGITS; d++) {
        const int64_t count = starts[d];
        starts[d] = start;
        start += count;
    }
    for (int64_t i = 0; i < n; i++)
        scratch[starts[first_digit(keys[i])]++] = keys[i]; /* a start becomes an end */
}

/* The digit of the key of rank i: the first whose keys end behind it. */
static int64_t bucket_of(const nkt_i_selection *s, int64_t i) {
    int64_t low = 0, high = NKT_I_SELECT_DIGITS - 1;

    while (low < high) {
        const int64_t middle = low + (high - low) / 2;
        if (s->ends[middle] > i)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static int64_t digit_of(uint64_t key, int shift) {
    return (int64_t)(key >> shift & (DIGITS - 1));
}

/*
 * Of n keys those that share a digit with the one of rank *i, into `to`, where there is room for n;
 * it may be where they are. *i becomes the rank among them. Returns how many.
 */
static int64_t narrow(const uint64_t *keys, int64_t n, int shift, int64_t *i, uint64_t *to) {
    int64_t counts[DIGITS] = {0}, digit = 0, found = 0;

    for (int64_t k = 0; k < n; k++)
        counts[digit_of(keys[k], shift)]++;
    for (; *i >= counts[digit]; digit++)
        *i -= counts[digit];
    for (int64_t k = 0; k < n; k++) {
        const uint64_t key = keys[k];
        to[found] = key; /* without a branch: the next one takes its place unless it belongs */
        found += digit_of(key, shift) == digit;
    }
    return found;
}

static void insert(uint64_t *keys, int64_t n) {
    for (int64_t i = 1; i < n; i++) {
        const uint64_t key = keys[i];
        int64_t j = i;
        for (; j > 0 && keys[j - 1] > key; j--)
            keys[j] = keys[j - 1];
        keys[j] = key;
    }
}

uint64_t nkt_i_selection_key(nkt_i_selection *s, int64_t i) {
    const int64_t bucket = bucket_of(s, i), begin = bucket > 0 ? s->ends[bucket - 1] : 0;
    int64_t n = s->ends[bucket] - begin, rank = i - begin;
    int shift = FIRST_SHIFT;
    const uint64_t *keys = s->ordered + begin;

    while (n > FEW && shift > 0) {
        shift = shift > BITS ? shift - BITS : 0;
        n = narrow(keys, n, shift, &rank, s->some);
        keys = s->some;
    }
    if (shift == 0) /* all digits are the same */
        return keys[0];
    memmove(s->some, keys, (size_t)n * sizeof *keys);
    insert(s->some, n);
    return s->some[rank];
}
