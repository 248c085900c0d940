/*
 * The rows of each group together, by counting.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/followup.h"

void nkt_i_rows_together(nkt_i_call *call, const char *path_include, const char *path_groups,
                         const nkt_rows *rows, int64_t *group_of, int64_t *order, int64_t *starts) {
    const int64_t n_groups = nkt_i_n_groups(rows);
    int64_t start = 0;

    for (int64_t g = 0; g <= n_groups; g++)
        starts[g] = 0;
    for (int64_t row = 0; row < rows->n_rows;
         row++) { /* read once, so that faults are noted once */
        group_of[row] = nkt_i_row_included(call, path_include, rows, row)
                            ? nkt_i_row_group(call, path_groups, rows, row)
                            : -1;
        if (group_of[row] >= 0)
            starts[group_of[row]]++;
    }
    for (int64_t g = 0; g <= n_groups; g++) { /* counts become the places where groups begin */
        const int64_t count = g < n_groups ? starts[g] : 0;
        starts[g] = start;
        start += count;
    }
    for (int64_t row = 0; row < rows->n_rows; row++)
        if (group_of[row] >= 0)
            order[starts[group_of[row]]++] = row;
    for (int64_t g = n_groups; g > 0; g--) /* now they are ends: each the beginning of the next */
        starts[g] = starts[g - 1];
    starts[0] = 0;
}
