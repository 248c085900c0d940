/*
 * Rows put together by group, by counting.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"

/* Rows whose groups are counted while they are still near. */
enum { BLOCK = 512 };

size_t nkt_i_grouping_bytes(nkt_i_bytes *bytes, int64_t n_rows, int64_t n_groups) {
    const size_t at = nkt_i_bytes_add(bytes, n_rows, sizeof(int64_t));

    nkt_i_bytes_add(bytes, n_rows, sizeof(int64_t));
    nkt_i_bytes_add(bytes, n_groups, sizeof(int64_t));
    nkt_i_bytes_add(bytes, 1, sizeof(int64_t));
    return at;
}

nkt_i_grouping nkt_i_grouping_at(void *memory, int64_t n_rows, int64_t n_groups) {
    int64_t *at = (int64_t *)memory;
    return (nkt_i_grouping){n_rows, n_groups, at, at + n_rows, at + 2 * n_rows};
}

/* Counts the groups of some rows, each in the place of the next group. */
static void count(nkt_i_grouping *by, int64_t first, int64_t n) {
    for (int64_t row = first; row < first + n; row++)
        if (by->groups[row] >= 0)
            by->starts[by->groups[row] + 1]++;
}

/*
 * Counts become places: starts[g + 1] is where the next row of group g goes, and so the end of the
 * group, which is the start of the next one, once all its rows are there.
 */
static void place(nkt_i_grouping *by) {
    int64_t start = 0;

    for (int64_t g = 0; g < by->n_groups; g++) {
        const int64_t n = by->starts[g + 1];
        by->starts[g + 1] = start;
        start += n;
    }
    for (int64_t row = 0; row < by->n_rows; row++)
        if (by->groups[row] >= 0)
            by->rows[by->starts[by->groups[row] + 1]++] = row;
}

static void begin(nkt_i_grouping *by) {
    memset(by->starts, 0, ((size_t)by->n_groups + 1) * sizeof *by->starts);
}

void nkt_i_grouping_sort(nkt_i_grouping *by) {
    begin(by);
    count(by, 0, by->n_rows);
    place(by);
}

nkt_i_grouping nkt_i_grouping_claim(nkt_i_call *call, int64_t n_rows, int64_t n_groups,
                                    nkt_memory *work) {
    nkt_i_bytes bytes = {0, 0};
    void *at;

    nkt_i_grouping_bytes(&bytes, n_rows, n_groups);
    at = nkt_i_claim(call, "work", work, bytes);
    return nkt_i_call_refused(call) ? (nkt_i_grouping){0, 0, NULL, NULL, NULL}
                                    : nkt_i_grouping_at(at, n_rows, n_groups);
}

void nkt_i_grouping_read(nkt_i_call *call, const char *include_path, const char *groups_path,
                         nkt_i_grouping *by, const nkt_rows *rows) {
    begin(by);
    for (int64_t first = 0; first < by->n_rows; first += BLOCK) {
        const int64_t n = by->n_rows - first < BLOCK ? by->n_rows - first : BLOCK;
        nkt_i_row_groups(call, include_path, groups_path, rows, first, n, by->groups + first);
        count(by, first, n);
    }
    place(by);
}
