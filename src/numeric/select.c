/*
 * Selection by the first digit: see select.h. Only keys that share the first 16 bits with the one
 * that is looked for are partitioned further (Hoare's quickselect).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/select.h"

#include "numeric/random.h"

static int64_t digit_of(uint64_t key) {
    return (int64_t)(key >> 48);
}

void nkt_i_selection_begin(nkt_i_selection *s, const uint64_t *keys, int64_t n, uint64_t *scratch,
                           int64_t *starts) {
    int64_t start = 0;

    s->keys = keys;
    s->n = n;
    s->scratch = scratch;
    s->starts = starts;
    s->bucket = -1;
    memset(starts, 0, NKT_I_SELECT_BYTES);
    for (int64_t i = 0; i < n; i++)
        starts[digit_of(keys[i])]++;
    for (int64_t d = 0; d < NKT_I_SELECT_DIGITS; d++) {
        const int64_t count = starts[d];
        starts[d] = start;
        start += count;
    }
}

/* The last digit that begins at or before rank i: those without keys begin where the next does. */
static int64_t bucket_of(const nkt_i_selection *s, int64_t i) {
    int64_t low = 0, high = NKT_I_SELECT_DIGITS;

    while (high - low > 1) {
        const int64_t middle = low + (high - low) / 2;
        if (s->starts[middle] <= i)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static int64_t count_of(const nkt_i_selection *s, int64_t bucket) {
    return (bucket + 1 < NKT_I_SELECT_DIGITS ? s->starts[bucket + 1] : s->n) - s->starts[bucket];
}

static void gather(nkt_i_selection *s, int64_t bucket) {
    const int64_t count = count_of(s, bucket);
    int64_t found = 0;

    for (int64_t i = 0; i < s->n && found < count; i++)
        if (digit_of(s->keys[i]) == bucket)
            s->scratch[found++] = s->keys[i];
    s->bucket = bucket;
}

/* The pivots are drawn, so that no order is a bad one; keys that equal the pivot are set apart. */
static uint64_t quickselect(uint64_t *keys, int64_t n, int64_t i) {
    int64_t low = 0, high = n;

    for (uint64_t step = 0; high - low > 1; step++) {
        const uint64_t draw = nkt_i_random_bits(0, step);
        const uint64_t pivot = keys[low + (int64_t)(draw % (uint64_t)(high - low))];
        int64_t smaller = low, at = low, larger = high;
        while (at < larger) {
            const uint64_t key = keys[at];
            if (key < pivot) {
                keys[at++] = keys[smaller];
                keys[smaller++] = key;
            } else if (key > pivot) {
                keys[at] = keys[--larger];
                keys[larger] = key;
            } else {
                at++;
            }
        }
        if (i < smaller)
            high = smaller;
        else if (i >= larger)
            low = larger;
        else
            return pivot;
    }
    return keys[low];
}

uint64_t nkt_i_selection_key(nkt_i_selection *s, int64_t i) {
    const int64_t bucket = bucket_of(s, i);

    if (bucket != s->bucket)
        gather(s, bucket);
    return quickselect(s->scratch, count_of(s, bucket), i - s->starts[bucket]);
}
