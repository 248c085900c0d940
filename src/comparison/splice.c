/*
 * An old series on the level of a new one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"
#include "nyckeltal/trend.h"

/* A number of a row, NaN where it has none or is left out; bad data are noted. */
static double read_number(nkt_i_call *call, const char *path, const nkt_column *column,
                          const nkt_rows *rows, int64_t row) {
    int8_t state;
    double x;

    if (!nkt_i_row_included(call, "rows.include", rows, row))
        return NAN;
    x = nkt_i_column_value(column, row, &state);
    if (state == NKT_STATE_INVALID && call)
        nkt_i_bad_element(call, path, -1, NULL, column, row, NKT_REASON_NOT_FINITE);
    return state == NKT_STATE_VALUE ? x : NAN;
}

nkt_status nkt_splice(const nkt_column *old_values, const nkt_column *new_values,
                      const nkt_rows *rows, int32_t contrast, const nkt_target *out, double *step,
                      int64_t *n_overlap, nkt_error *error) {
    nkt_i_call call =
        nkt_i_call_begin(error, "old_values new_values rows contrast out step n_overlap error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    nkt_i_exact_sum sum_old, sum_new;
    nkt_i_out to;
    int64_t n = 0;
    double by;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_column_needed(&call, "old_values", old_values, n_rows);
    nkt_i_column_needed(&call, "new_values", new_values, n_rows);
    nkt_i_code(&call, "contrast", contrast, NKT_CONTRAST_DIFFERENCE, NKT_CONTRAST_RATIO);
    to = nkt_i_target_open(&call, "out", out, NKT_I_CONTENT_NUMBERS, n_rows, 1, 1);
    nkt_i_needed(&call, "step", step);
    nkt_i_needed(&call, "n_overlap", n_overlap);
    if (nkt_i_call_refused(&call))
        return call.status;

    nkt_i_exact_sum_init(&sum_old);
    nkt_i_exact_sum_init(&sum_new);
    for (int64_t row = 0; row < n_rows; row++) {
        const double a = read_number(&call, "old_values", old_values, rows, row);
        const double b = read_number(&call, "new_values", new_values, rows, row);
        if (isnan(a) || isnan(b))
            continue;
        n++;
        nkt_i_exact_sum_add(&sum_old, a);
        nkt_i_exact_sum_add(&sum_new, b);
    }
    by = contrast == NKT_CONTRAST_RATIO
             ? nkt_i_exact_sum_round(&sum_new) / nkt_i_exact_sum_round(&sum_old)
             : (nkt_i_exact_sum_round(&sum_new) - nkt_i_exact_sum_round(&sum_old)) / (double)n;
    by = n > 0 && isfinite(by) ? by : NAN;
    for (int64_t row = 0; row < n_rows; row++) {
        const double a = read_number(NULL, NULL, old_values, rows, row);
        double b = read_number(NULL, NULL, new_values, rows, row);
        if (isnan(b))
            b = contrast == NKT_CONTRAST_RATIO ? a * by : a + by;
        nkt_i_put_number(&to, row, 0, b);
    }
    *step = by;
    *n_overlap = n;
    if (isnan(by))
        nkt_i_remark(&call, NKT_NOT_ESTIMABLE, NKT_REASON_TOO_FEW, NKT_I_AT("new_values"),
                     "and old ones have no year in common that shows their levels");
    return nkt_i_call_end(&call);
}
