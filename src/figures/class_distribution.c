/*
 * How rows distribute over classes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/classify.h"

int64_t nkt_i_class_of_row(nkt_i_call *call, const char *path, const nkt_column *classes,
                           int32_t first, int64_t n_classes, int64_t row, int8_t *state) {
    const int64_t number = nkt_i_column_code(classes, row, state);

    if (*state == NKT_STATE_VALUE && number < first) {
        *state = NKT_STATE_MISSING;
        return -1;
    }
    if (*state == NKT_STATE_VALUE && number - first < n_classes)
        return number - first;
    if (*state == NKT_STATE_VALUE || *state == NKT_STATE_INVALID) {
        *state = NKT_STATE_INVALID;
        nkt_i_bad_element(call, path, -1, classes->name, classes, row, NKT_REASON_UNKNOWN_CODE);
    }
    return -1;
}

nkt_estimate nkt_i_share_of_rows(int64_t n, int64_t all) {
    nkt_estimate share = {NAN, NAN, NAN, (double)all, NKT_STATE_NO_DENOMINATOR, 0};

    if (all > 0) {
        share.value = 100 * (double)n / (double)all;
        share.state = NKT_STATE_VALUE;
    }
    return share;
}

nkt_status nkt_class_distribution(const nkt_column *classes, const nkt_rows *rows,
                                  int64_t n_classes, int64_t *counts, const nkt_estimates *shares,
                                  int64_t *by_state, nkt_error *error) {
    nkt_i_call call =
        nkt_i_call_begin(error, "classes rows n_classes counts shares by_state error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    int64_t states[NKT_STATE_INVALID + 1] = {0};
    nkt_estimates out;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_column_needed(&call, "classes", classes, n_rows);
    nkt_i_count(&call, "n_classes", n_classes, 1, INT64_MAX);
    nkt_i_needed(&call, "counts", counts);
    out = nkt_i_estimates_open(&call, "shares", shares, n_classes, 1, 0);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t k = 0; k < n_classes; k++)
        counts[k] = 0;
    for (int64_t row = 0; row < n_rows; row++) {
        int8_t state;
        int64_t number;
        if (!nkt_i_row_included(&call, "rows.include", rows, row))
            continue;
        number = nkt_i_class_of_row(&call, "classes", classes, rows->first_group, n_classes, row,
                                    &state);
        states[state]++;
        if (number >= 0)
            counts[number]++;
    }
    for (int64_t k = 0; k < n_classes && nkt_i_estimates_wanted(&out); k++) {
        const nkt_estimate share = nkt_i_share_of_rows(counts[k], states[NKT_STATE_VALUE]);
        nkt_i_estimates_put(&out, k, 0, &share);
    }
    if (by_state)
        memcpy(by_state, states, sizeof states);
    return nkt_i_call_end(&call);
}
