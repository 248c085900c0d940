/*
 * A stable merge sort of row numbers: O(n log n) always, in scratch that the caller lends.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "base/base.h"

/* Below this many rows insertion is faster than merging. */
#define RUN 16

int nkt_i_double_less(double a, double b) {
    return a < b || (!isnan(a) && isnan(b));
}

static void insertion_sort(int64_t *rows, int64_t n, nkt_i_less *less, const void *context) {
    for (int64_t i = 1; i < n; i++) {
        int64_t row = rows[i], j = i;
        for (; j > 0 && less(context, row, rows[j - 1]); j--)
            rows[j] = rows[j - 1];
        rows[j] = row;
    }
}

static void merge(const int64_t *from, int64_t middle, int64_t end, int64_t *to, nkt_i_less *less,
                  const void *context) {
    int64_t left = 0, right = middle;
    for (int64_t k = 0; k < end; k++) {
        /* The right one goes first only if it is truly less: that is what keeps the sort stable. */
        int take_right = left == middle || (right < end && less(context, from[right], from[left]));
        to[k] = take_right ? from[right++] : from[left++];
    }
}

void nkt_i_sort(int64_t *rows, int64_t *scratch, int64_t n, nkt_i_less *less, const void *context) {
    int64_t *from = rows, *to = scratch;

    for (int64_t i = 0; i < n; i += RUN)
        insertion_sort(rows + i, n - i < RUN ? n - i : RUN, less, context);
    for (int64_t width = RUN; width < n; width *= 2) {
        for (int64_t i = 0; i < n; i += 2 * width) {
            int64_t end = n - i < 2 * width ? n - i : 2 * width;
            merge(from + i, width < end ? width : end, end, to + i, less, context);
        }
        int64_t *swap = from;
        from = to;
        to = swap;
    }
    if (from != rows)
        memcpy(rows, from, (size_t)n * sizeof *rows);
}
