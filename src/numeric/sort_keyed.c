/*
 * Radix sort: see sort_keyed.h. Of the distances of the keys to the smallest one the first 27 bits are
 * sorted, in three digits, the lowest of them first. That is seldom too little: exponents take a few
 * of them, and what is left of the mantissa tells a quarter of a million numbers apart. Keys that share
 * these bits are sorted by their own distances, a run at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/sort_keyed.h"

enum {
    BITS = 9, /* more would be fewer passes, but write to more pages at a time than are at hand */
    DIGITS = 1 << BITS,
    PASSES = 3,
    FEW = 64 /* so few are sorted by insertion */
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

/* What is sorted by: the bits from `shift` on of the distances to the smallest key. */
typedef struct digits {
    uint64_t least;
    int shift;
} digits;

static uint64_t part_of(uint64_t key, const digits *d) {
    return (key - d->least) >> d->shift;
}

static int64_t digit_of(uint64_t part, int pass) {
    return (int64_t)(part >> (pass * BITS) & (DIGITS - 1));
}

static digits find_digits(const nkt_i_keyed *items, int64_t n) {
    digits d = {items[0].key, 0};
    uint64_t most = items[0].key;

    for (int64_t i = 1; i < n; i++) {
        d.least = items[i].key < d.least ? items[i].key : d.least;
        most = items[i].key > most ? items[i].key : most;
    }
    while ((most - d.least) >> d.shift >> (PASSES * BITS))
        d.shift++;
    return d;
}

/* How many items have each value of each digit, in one look at the keys. */
static void count_digits(const nkt_i_keyed *items, int64_t n, const digits *d,
                         int64_t counts[PASSES][DIGITS]) {
    memset(counts, 0, PASSES * sizeof *counts);
    for (int64_t i = 0; i < n; i++) {
        const uint64_t part = part_of(items[i].key, d);
        for (int pass = 0; pass < PASSES; pass++)
            counts[pass][digit_of(part, pass)]++;
    }
}

/* Moves the items in the order of one digit, of which there are so many. */
static void distribute(const nkt_i_keyed *from, nkt_i_keyed *to, int64_t n, digits d, int pass,
                       int64_t counts[DIGITS]) {
    int64_t start = 0;

    for (int64_t k = 0; k < DIGITS; k++) {
        const int64_t count = counts[k];
        counts[k] = start;
        start += count;
    }
    for (int64_t i = 0; i < n; i++)
        to[counts[digit_of(part_of(from[i].key, &d), pass)]++] = from[i];
}

static void sort_by(const digits *d, nkt_i_keyed *items, nkt_i_keyed *scratch, int64_t n) {
    nkt_i_keyed *from = items, *to = scratch;
    int64_t counts[PASSES][DIGITS];

    count_digits(items, n, d, counts);
    for (int pass = 0; pass < PASSES; pass++) {
        nkt_i_keyed *swap = from;
        if (counts[pass][digit_of(part_of(from[0].key, d), pass)] == n)
            continue; /* they all have the same, and stay where they are */
        distribute(from, to, n, *d, pass, counts[pass]);
        from = to;
        to = swap;
    }
    if (from != items)
        memcpy(items, from, (size_t)n * sizeof *items);
}

/* Three deep at most: every time another 27 bits are done with. */
void nkt_i_sort_keyed(nkt_i_keyed *items, nkt_i_keyed *scratch, int64_t n) {
    digits d;

    if (n <= FEW) {
        insert(items, n);
        return;
    }
    d = find_digits(items, n);
    sort_by(&d, items, scratch, n);
    for (int64_t begin = 0, end; d.shift > 0 && begin < n; begin = end) {
        const uint64_t part = part_of(items[begin].key, &d);
        int sorted = 1;
        for (end = begin + 1; end < n && part_of(items[end].key, &d) == part; end++)
            sorted &= items[end - 1].key <= items[end].key;
        if (!sorted)
            nkt_i_sort_keyed(items + begin, scratch, end - begin);
    }
}
