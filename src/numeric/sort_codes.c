/*
 * A stable radix sort of rows by whole-number codes: years and municipalities fill one or two
 * bytes, so it takes a pass or two where sorting by comparison takes twenty over a million rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/numeric.h"

#include <string.h>

#define DIGIT_BITS 8
#define DIGITS     256

/* Codes are counted from the least of them, as unsigned: no difference of two int64 overflows. */
static unsigned digit_of(int64_t code, int64_t least, int shift) {
    return (unsigned)(((uint64_t)code - (uint64_t)least) >> shift) & (DIGITS - 1);
}

/* The least code and the difference of the largest to it; whether the rows are in order already. */
static int survey(const int64_t *rows, const int64_t *codes, int64_t n, int64_t *least,
                  uint64_t *range) {
    int64_t largest = codes[rows[0]];
    int sorted = 1;

    *least = largest;
    for (int64_t i = 1; i < n; i++) {
        int64_t code = codes[rows[i]];
        sorted &= code >= codes[rows[i - 1]];
        *least = code < *least ? code : *least;
        largest = code > largest ? code : largest;
    }
    *range = (uint64_t)largest - (uint64_t)*least;
    return sorted;
}

/* One pass: stably by one digit. */
static void distribute(const int64_t *from, int64_t *to, const int64_t *codes, int64_t n,
                       int64_t least, int shift) {
    int64_t next[DIGITS] = {0}, start = 0;

    for (int64_t i = 0; i < n; i++)
        next[digit_of(codes[from[i]], least, shift)]++;
    for (int d = 0; d < DIGITS; d++) {
        int64_t count = next[d];
        next[d] = start;
        start += count;
    }
    for (int64_t i = 0; i < n; i++)
        to[next[digit_of(codes[from[i]], least, shift)]++] = from[i];
}

void nkt_i_sort_by_code(int64_t *rows, int64_t *scratch, const int64_t *codes, int64_t n) {
    int64_t *from = rows, *to = scratch, least;
    uint64_t range;

    if (n < 2 || survey(rows, codes, n, &least, &range))
        return;
    for (int shift = 0; shift < 64 && range >> shift; shift += DIGIT_BITS) {
        int64_t *swap = from;
        distribute(from, to, codes, n, least, shift);
        from = to;
        to = swap;
    }
    if (from != rows)
        memcpy(rows, from, (size_t)n * sizeof *rows);
}
