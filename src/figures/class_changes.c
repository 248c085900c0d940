/*
 * How rows moved between classes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/classify.h"

enum { MOST_CLASSES = 46340 };

nkt_status nkt_class_changes(const nkt_column *before, const nkt_column *now, const nkt_rows *rows,
                             int64_t n_classes, int64_t *counts, nkt_estimate *changed,
                             nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "before now rows n_classes counts changed error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    int64_t n = 0, n_changed = 0;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_column_needed(&call, "before", before, n_rows);
    nkt_i_column_needed(&call, "now", now, n_rows);
    nkt_i_count(&call, "n_classes", n_classes, 1, MOST_CLASSES);
    nkt_i_needed(&call, "counts", counts);
    nkt_i_needed(&call, "changed", changed);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t k = 0; k < n_classes * n_classes; k++)
        counts[k] = 0;
    for (int64_t row = 0; row < n_rows; row++) {
        int8_t state;
        int64_t from, to;
        if (!nkt_i_row_included(&call, "rows.include", rows, row))
            continue;
        from =
            nkt_i_class_of_row(&call, "before", before, rows->first_group, n_classes, row, &state);
        to = nkt_i_class_of_row(&call, "now", now, rows->first_group, n_classes, row, &state);
        if (from < 0 || to < 0)
            continue;
        counts[from * n_classes + to]++;
        n++;
        n_changed += from != to;
    }
    *changed = nkt_i_share_of_rows(n_changed, n);
    return nkt_i_call_end(&call);
}
