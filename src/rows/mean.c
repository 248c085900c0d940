/*
 * The mean of a column in two passes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/distribution.h"

#include "numeric/numeric.h"
#include "rows/rows.h"

/* The sum of the numbers, or of the squares of their distances from a middle. */
static double sum_of(nkt_i_call *call, const nkt_column *values, const nkt_rows *rows,
                     const double *middle, int64_t *n) {
    nkt_i_exact_sum sum;

    nkt_i_exact_sum_init(&sum);
    *n = 0;
    for (int64_t row = 0; row < rows->n_rows; row++) {
        int8_t state;
        double x;
        if (!nkt_i_row_included(call, "rows.include", rows, row))
            continue;
        x = nkt_i_column_value(values, row, &state);
        if (state == NKT_STATE_INVALID && call)
            nkt_i_bad_element(call, "values", -1, NULL, values, row, NKT_REASON_NOT_FINITE);
        if (state != NKT_STATE_VALUE)
            continue;
        ++*n;
        nkt_i_exact_sum_add(&sum, middle ? (x - *middle) * (x - *middle) : x);
    }
    return nkt_i_exact_sum_round(&sum);
}

nkt_status nkt_mean_of(const nkt_column *values, const nkt_rows *rows, const nkt_options *options,
                       nkt_estimate *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "values rows options out error");
    nkt_estimate e = {NAN, NAN, NAN, 0, NKT_STATE_NO_DENOMINATOR, 0};
    nkt_options read;
    int64_t n;
    double sum;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_column_needed(&call, "values", values, rows ? rows->n_rows : 0);
    nkt_i_figure_options(&call, options, NKT_INTERVAL_WILSON, &read);
    nkt_i_needed(&call, "out", out);
    if (nkt_i_call_refused(&call))
        return call.status;
    sum = sum_of(&call, values, rows, NULL, &n);
    if (isinf(sum)) {
        nkt_i_refuse_path(&call, NKT_E_DOMAIN, NKT_REASON_OVERFLOW, "values",
                          "sum to more than the largest double");
        return call.status;
    }
    if (n > 0) {
        e = (nkt_estimate){sum / (double)n, NAN, NAN, (double)n, NKT_STATE_VALUE, 0};
        if (e.basis < read.minimum_basis)
            e.flags |= NKT_FLAG_BASIS_BELOW_MINIMUM;
    }
    if (n > 0 && read.mode == NKT_MODE_PROCESS) {
        const double deviations = sum_of(NULL, values, rows, &e.value, &n);
        const double half = nkt_i_mean_half(deviations, e.basis, (1 - read.confidence) / 2);
        e.lower = e.value - half;
        e.upper = e.value + half;
    }
    *out = e;
    return nkt_i_call_end(&call);
}
