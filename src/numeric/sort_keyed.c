/*
 * Radix sort: see sort_keyed.h. The upper half of the keys is sorted digit by digit, the lowest of them
 * first; it holds the exponent and 20 bits of the mantissa, and seldom leaves many numbers together.
 * Those that it leaves together are sorted by the lower half, a run at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/sort_keyed.h"

enum {
    HALF = 32,
    DIGITS = 1 << 11, /* the most that a digit has */
    FEW = 64          /* so few are sorted by insertion */
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

/* A digit of the keys: so many bits from `shift` on. */
typedef struct digit {
    int shift, bits;
} digit;

static int64_t digit_of(uint64_t key, digit d) {
    return (int64_t)(key >> d.shift & ((UINT64_C(1) << d.bits) - 1));
}

/* Moves the items in the order of one digit. 0: they all have the same, and stay where they are. */
static int distribute(const nkt_i_keyed *from, nkt_i_keyed *to, int64_t n, digit d) {
    int64_t starts[DIGITS], start = 0;

    memset(starts, 0, ((size_t)1 << d.bits) * sizeof *starts);
    for (int64_t i = 0; i < n; i++)
        starts[digit_of(from[i].key, d)]++;
    if (starts[digit_of(from[0].key, d)] == n)
        return 0;
    for (int64_t k = 0; k < INT64_C(1) << d.bits; k++) {
        const int64_t count = starts[k];
        starts[k] = start;
        start += count;
    }
    for (int64_t i = 0; i < n; i++)
        to[starts[digit_of(from[i].key, d)]++] = from[i];
    return 1;
}

static void distribute_all(nkt_i_keyed *items, nkt_i_keyed *scratch, int64_t n, const digit *digits,
                           int n_digits) {
    nkt_i_keyed *from = items, *to = scratch;

    for (int d = 0; d < n_digits; d++)
        if (distribute(from, to, n, digits[d])) {
            nkt_i_keyed *swap = from;
            from = to;
            to = swap;
        }
    if (from != items)
        memcpy(items, from, (size_t)n * sizeof *items);
}

/* Small digits: there may be many runs, and each digit is counted for each of them. */
static void sort_run(nkt_i_keyed *items, nkt_i_keyed *scratch, int64_t n) {
    static const digit lower[] = {{0, 8}, {8, 8}, {16, 8}, {24, 8}};

    if (n <= FEW)
        insert(items, n);
    else
        distribute_all(items, scratch, n, lower, 4);
}

void nkt_i_sort_keyed(nkt_i_keyed *items, nkt_i_keyed *scratch, int64_t n) {
    static const digit upper[] = {{HALF, 11}, {HALF + 11, 11}, {HALF + 22, 10}};

    if (n <= FEW) {
        insert(items, n);
        return;
    }
    distribute_all(items, scratch, n, upper, 3);
    for (int64_t begin = 0, end; begin < n; begin = end) {
        int sorted = 1;
        for (end = begin + 1; end < n && items[end].key >> HALF == items[begin].key >> HALF; end++)
            sorted &= items[end - 1].key <= items[end].key;
        if (!sorted)
            sort_run(items + begin, scratch, end - begin);
    }
}
