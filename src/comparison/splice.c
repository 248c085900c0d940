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

/* The difference of two means, or the ratio of two sums; of sums that are no doubles too. */
static double step_of(const nkt_i_exact_sum *sum_new, const nkt_i_exact_sum *sum_old, double n,
                      int32_t contrast) {
    const double a = nkt_i_exact_sum_round(sum_new), b = nkt_i_exact_sum_round(sum_old);
    const int is_ratio = contrast == NKT_CONTRAST_RATIO;

    if (isfinite(a) && isfinite(b) && (is_ratio || isfinite(a - b)))
        return is_ratio ? a / b : (a - b) / n;
    return is_ratio ? nkt_i_exact_sum_mean(sum_new, n) / nkt_i_exact_sum_mean(sum_old, n)
                    : nkt_i_exact_sum_mean(sum_new, n) - nkt_i_exact_sum_mean(sum_old, n);
}

/* Why there is no step: no year shows the levels, or they are too far apart. */
static void remark(nkt_i_call *call, int is_beyond) {
    if (is_beyond)
        nkt_i_remark(call, NKT_NOT_ESTIMABLE, NKT_REASON_OVERFLOW, NKT_I_AT("new_values"),
                     "are further from the old ones than the largest number");
    else
        nkt_i_remark(call, NKT_NOT_ESTIMABLE, NKT_REASON_TOO_FEW, NKT_I_AT("new_values"),
                     "and old ones have no year in common that shows their levels");
}

/* An old value on the new level; NaN, and noted, where no double holds it. */
static double moved(nkt_i_call *call, double value, double by, int32_t contrast, int64_t row) {
    const double to = contrast == NKT_CONTRAST_RATIO ? value * by : value + by;
    nkt_i_fault fault = NKT_I_AT("old_values");

    if (!isinf(to))
        return to;
    fault.row = row;
    fault.value = value;
    nkt_i_bad_row(call, NKT_REASON_OVERFLOW, fault,
                  "is beyond the largest number on the new level");
    return NAN;
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
    int is_beyond;

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
    by = n > 0 ? step_of(&sum_new, &sum_old, (double)n, contrast) : NAN;
    is_beyond =
        isinf(by) && (contrast == NKT_CONTRAST_DIFFERENCE || nkt_i_exact_sum_round(&sum_old) != 0);
    by = isfinite(by) ? by : NAN;
    for (int64_t row = 0; row < n_rows; row++) {
        const double a = read_number(NULL, NULL, old_values, rows, row);
        double b = read_number(NULL, NULL, new_values, rows, row);
        if (isnan(b))
            b = moved(&call, a, by, contrast, row);
        nkt_i_put_number(&to, row, 0, b);
    }
    *step = by;
    *n_overlap = n;
    if (isnan(by))
        remark(&call, is_beyond);
    return nkt_i_call_end(&call);
}
