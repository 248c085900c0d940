/*
 * Rows put together by group, by counting.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/followup.h"

void nkt_i_rows_by_group(const int64_t *groups, int64_t n_rows, int64_t n_groups, int64_t *rows,
                         int64_t *starts, int32_t argument, nkt_i_bad_rows *bad) {
    int64_t start = 0;

    for (int64_t g = 0; g <= n_groups; g++)
        starts[g] = 0;
    for (int64_t row = 0; row < n_rows; row++) {
        const int64_t group = groups ? groups[row] : row;
        if (group >= 0 && group < n_groups)
            starts[group]++;
        else if (group != -1)
            nkt_i_bad_rows_note(bad, argument, -1, row, (double)group, "groups",
                                "is no number of a group");
    }
    for (int64_t g = 0; g <= n_groups; g++) { /* counts become the places where groups begin */
        const int64_t count = g < n_groups ? starts[g] : 0;
        starts[g] = start;
        start += count;
    }
    for (int64_t row = 0; row < n_rows; row++) {
        const int64_t group = groups ? groups[row] : row;
        if (group >= 0 && group < n_groups)
            rows[starts[group]++] = row;
    }
    for (int64_t g = n_groups; g > 0; g--) /* now they are ends: each the beginning of the next */
        starts[g] = starts[g - 1];
    starts[0] = 0;
}
