/*
 * How rows moved between classes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/classes.h"

#include "figures/figures.h"

enum { MOST_CLASSES = 46340 };

static nkt_status check(const nkt_column *before, const nkt_column *now, int64_t n_rows,
                        int64_t n_classes, const int64_t *counts, const nkt_estimate *changed,
                        nkt_error *error) {
    nkt_status status;

    if (n_rows < 0)
        return nkt_i_refuse_count(error, 3, "n_rows", n_rows);
    if (!before)
        return nkt_i_refuse_null(error, 1, "before");
    if (!now)
        return nkt_i_refuse_null(error, 2, "now");
    status = nkt_i_column_check(before, n_rows, NKT_I_FAULT(1), "before", error);
    if (!status)
        status = nkt_i_column_check(now, n_rows, NKT_I_FAULT(2), "now", error);
    if (status)
        return status;
    if (n_classes < 1 || n_classes > MOST_CLASSES) {
        nkt_i_fault fault = NKT_I_FAULT(4);
        fault.value = (double)n_classes;
        return nkt_i_error_value(error, NKT_E_COUNT, fault, "n_classes", "is not 1 to 46340");
    }
    if (!counts)
        return nkt_i_refuse_null(error, 5, "counts");
    return changed ? NKT_OK : nkt_i_refuse_null(error, 6, "changed");
}

/* The class of a row; -1: it has none, -2: that is bad data. */
static int64_t class_of(const nkt_column *column, int64_t row, int64_t n_classes) {
    int8_t state;
    const int64_t code = nkt_i_column_code(column, row, &state);

    if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && code >= n_classes))
        return -2;
    return state == NKT_STATE_VALUE && code >= 0 ? code : -1;
}

nkt_status nkt_class_changes(const nkt_column *before, const nkt_column *now, int64_t n_rows,
                             int64_t n_classes, int64_t *counts, nkt_estimate *changed,
                             nkt_error *error) {
    int64_t n = 0, n_changed = 0, n_bad = 0;
    nkt_status status;

    nkt_i_error_clear(error);
    status = check(before, now, n_rows, n_classes, counts, changed, error);
    if (status)
        return status;
    for (int64_t k = 0; k < n_classes * n_classes; k++)
        counts[k] = 0;
    for (int64_t row = 0; row < n_rows; row++) {
        const int64_t from = class_of(before, row, n_classes), to = class_of(now, row, n_classes);
        if ((from == -2 || to == -2) && n_bad++ == 0) {
            nkt_i_fault fault = NKT_I_FAULT(from == -2 ? 1 : 2);
            int8_t state;
            fault.row = row;
            fault.value = nkt_i_column_value(from == -2 ? before : now, row, &state);
            nkt_i_error_value(error, NKT_ROWS_INVALID, fault, from == -2 ? "before" : "now",
                              "is no class");
        }
        if (from < 0 || to < 0)
            continue;
        counts[from * n_classes + to]++;
        n++;
        n_changed += from != to;
    }
    *changed = (nkt_estimate){NAN, NAN, NAN, (double)n, NKT_STATE_NO_DENOMINATOR, 0};
    if (n > 0) {
        changed->value = 100 * (double)n_changed / (double)n;
        changed->state = NKT_STATE_VALUE;
    }
    if (error && n_bad > 0)
        error->rows_affected = n_bad;
    return n_bad > 0 ? NKT_ROWS_INVALID : NKT_OK;
}
