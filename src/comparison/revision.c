/*
 * What later figures changed.
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
    if (state == NKT_STATE_INVALID)
        nkt_i_bad_element(call, path, -1, NULL, column, row, NKT_REASON_NOT_FINITE);
    return state == NKT_STATE_VALUE ? x : NAN;
}

nkt_status nkt_revision_of(const nkt_column *earlier, const nkt_column *later, const nkt_rows *rows,
                           double tolerance, nkt_revision *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "earlier later rows tolerance out error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    nkt_revision r = {NAN, NAN, NAN, -1, 0, 0, 0};
    nkt_i_exact_sum sum, sizes;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_column_needed(&call, "earlier", earlier, n_rows);
    nkt_i_column_needed(&call, "later", later, n_rows);
    nkt_i_at_least(&call, "tolerance", tolerance, 0);
    nkt_i_needed(&call, "out", out);
    if (nkt_i_call_refused(&call))
        return call.status;

    nkt_i_exact_sum_init(&sum);
    nkt_i_exact_sum_init(&sizes);
    for (int64_t row = 0; row < n_rows; row++) {
        const double a = read_number(&call, "earlier", earlier, rows, row);
        const double b = read_number(&call, "later", later, rows, row), d = b - a;
        r.n_lost += isnan(a) != isnan(b);
        if (isnan(d))
            continue;
        if (isinf(d)) {
            nkt_i_fault fault = NKT_I_AT("later");
            fault.row = row;
            fault.value = b;
            nkt_i_bad_row(&call, NKT_REASON_OVERFLOW, fault,
                          "is further from the earlier value than the largest number");
            continue;
        }
        r.n++;
        r.n_changed += fabs(d) > tolerance;
        nkt_i_exact_sum_add(&sum, d);
        nkt_i_exact_sum_add(&sizes, fabs(d));
        if (r.largest_row < 0 || fabs(d) > fabs(r.largest)) {
            r.largest = d;
            r.largest_row = row;
        }
    }
    if (r.n > 0) {
        r.mean = nkt_i_exact_sum_mean(&sum, (double)r.n);
        r.mean_absolute = nkt_i_exact_sum_mean(&sizes, (double)r.n);
    }
    *out = r;
    return nkt_i_call_end(&call);
}
