/*
 * Radix sort, the lowest digit first: see sort_keyed.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/sort_keyed.h"

enum {
    BITS = 11,
    DIGITS = 1 << BITS,
    PASSES = 6, /* 6 · 11 bits are 64 and two more */
    FEW = 64    /* so few are sorted by insertion */
};

static void insert(nkt_i_keyed *items, int64_t n) {
    for (int64_t i = 1; i < n; i++) {
        const nkt_i_keyed item = items[i];
        int64_t j = i;
        for (; j > 0 && items[j - 1].key > item.key; j--)
            items[j] = items[j - 1];
        items[j] = item;
    }
}

static int64_t digit_of(uint64_t key, int pass) {
    return (int64_t)(key >> (BITS * pass) & (DIGITS - 1));
}

/* Moves the items in the order of one digit. 0: they all have the same, and stay where they are. */
static int distribute(const nkt_i_keyed *from, nkt_i_keyed *to, int64_t n, int pass) {
    int64_t starts[DIGITS] = {0}, start = 0;

    for (int64_t i = 0; i < n; i++)
        starts[digit_of(from[i].key, pass)]++;
    if (starts[digit_of(from[0].key, pass)] == n)
        return 0;
    for (int64_t d = 0; d < DIGITS; d++) {
        const int64_t count = starts[d];
        starts[d] = start;
        start += count;
    }
    for (int64_t i = 0; i < n; i++)
        to[starts[digit_of(from[i].key, pass)]++] = from[i];
    return 1;
}

void nkt_i_sort_keyed(nkt_i_keyed *items, nkt_i_keyed *scratch, int64_t n) {
    nkt_i_keyed *from = items, *to = scratch;

    if (n <= FEW) {
        insert(items, n);
        return;
    }
    for (int pass = 0; pass < PASSES; pass++)
        if (distribute(from, to, n, pass)) {
            nkt_i_keyed *swap = from;
            from = to;
            to = swap;
        }
    if (from != items)
        memcpy(items, from, (size_t)n * sizeof *items);
}
