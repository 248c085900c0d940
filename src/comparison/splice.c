/*
 * Breaks and revisions: an old series on the level of a new one, and what later figures changed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"
#include "nyckeltal/trend.h"

/* A number of a row, NaN where it has none; bad data are noted. */
static double read_number(const nkt_column *column, int64_t row, int32_t argument, const char *name,
                          nkt_i_bad_rows *bad) {
    int8_t state;
    const double x = nkt_i_column_value(column, row, &state);

    if (state == NKT_STATE_INVALID && bad) {
        nkt_i_bad_rows_note(bad, argument, -1, row, x, name, "is no finite number");
    }
    return state == NKT_STATE_VALUE ? x : NAN;
}

static nkt_status check_pair(const nkt_column *a, const nkt_column *b, const char *name_a,
                             const char *name_b, int64_t n_rows, nkt_error *error) {
    nkt_status status;

    if (n_rows < 0)
        return nkt_i_refuse_count(error, 3, "n_rows", n_rows);
    if (!a)
        return nkt_i_refuse_null(error, 1, name_a);
    if (!b)
        return nkt_i_refuse_null(error, 2, name_b);
    status = nkt_i_column_check(a, n_rows, NKT_I_FAULT(1), name_a, error);
    return status ? status : nkt_i_column_check(b, n_rows, NKT_I_FAULT(2), name_b, error);
}

/* ---- splicing ---------------------------------------------------------------------------------------------- */

static nkt_status check_splice(int32_t method, const nkt_i_target *target, const double *step,
                               const int64_t *n_overlap, nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(4);
    nkt_status status;

    fault.value = method;
    if (method != NKT_SPLICE_DIFFERENCE && method != NKT_SPLICE_RATIO)
        return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "method", "is no way to splice");
    status = nkt_i_target_check(target, 1, error);
    if (status)
        return status;
    if (!step)
        return nkt_i_refuse_null(error, 7, "step");
    return n_overlap ? NKT_OK : nkt_i_refuse_null(error, 8, "n_overlap");
}

nkt_status nkt_splice(const nkt_column *old_values, const nkt_column *new_values, int64_t n_rows,
                      int32_t method, double *out, int64_t stride, double *step, int64_t *n_overlap,
                      nkt_error *error) {
    const nkt_i_target target = nkt_i_target_of(out, sizeof *out, n_rows, stride, "out", 5);
    nkt_i_exact_sum sum_old, sum_new;
    nkt_i_bad_rows bad;
    nkt_status status;
    int64_t n = 0;
    double by;

    nkt_i_error_clear(error);
    status = check_pair(old_values, new_values, "old_values", "new_values", n_rows, error);
    if (!status)
        status = check_splice(method, &target, step, n_overlap, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    nkt_i_exact_sum_init(&sum_old);
    nkt_i_exact_sum_init(&sum_new);
    for (int64_t row = 0; row < n_rows; row++) {
        const double a = read_number(old_values, row, 1, "old_values", &bad);
        const double b = read_number(new_values, row, 2, "new_values", &bad);
        if (isnan(a) || isnan(b))
            continue;
        n++;
        nkt_i_exact_sum_add(&sum_old, a);
        nkt_i_exact_sum_add(&sum_new, b);
    }
    by = method == NKT_SPLICE_RATIO
             ? nkt_i_exact_sum_round(&sum_new) / nkt_i_exact_sum_round(&sum_old)
             : (nkt_i_exact_sum_round(&sum_new) - nkt_i_exact_sum_round(&sum_old)) / (double)n;
    by = n > 0 && isfinite(by) ? by : NAN;
    for (int64_t row = 0; row < n_rows; row++) {
        const double a = read_number(old_values, row, 1, "", NULL);
        double b = read_number(new_values, row, 2, "", NULL);
        if (isnan(b))
            b = method == NKT_SPLICE_RATIO ? a * by : a + by;
        nkt_i_target_put(&target, row, 0, &b);
    }
    *step = by;
    *n_overlap = n;
    if (!bad.rows && isnan(by))
        return nkt_i_error_set(error, NKT_NOT_ESTIMABLE, NKT_I_FAULT(2), "new_values",
                               "and old ones have no year in common that tells their levels");
    return nkt_i_bad_rows_end(&bad, error);
}

/* ---- revision ---------------------------------------------------------------------------------------------- */

nkt_status nkt_revision_of(const nkt_column *earlier, const nkt_column *later, int64_t n_rows,
                           double tolerance, nkt_revision *out, nkt_error *error) {
    nkt_revision r = {NAN, NAN, NAN, -1, 0, 0, 0};
    nkt_i_exact_sum sum, sizes;
    nkt_i_fault fault = NKT_I_FAULT(4);
    nkt_i_bad_rows bad;
    nkt_status status;

    nkt_i_error_clear(error);
    status = check_pair(earlier, later, "earlier", "later", n_rows, error);
    fault.value = tolerance;
    if (!status && !(tolerance >= 0))
        status = nkt_i_error_value(error, NKT_E_DOMAIN, fault, "tolerance", "is not 0 or more");
    if (!status && !out)
        status = nkt_i_refuse_null(error, 5, "out");
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    nkt_i_exact_sum_init(&sum);
    nkt_i_exact_sum_init(&sizes);
    for (int64_t row = 0; row < n_rows; row++) {
        const double a = read_number(earlier, row, 1, "earlier", &bad);
        const double b = read_number(later, row, 2, "later", &bad), d = b - a;
        r.n_lost += isnan(a) != isnan(b);
        if (isnan(d))
            continue;
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
        r.mean = nkt_i_exact_sum_round(&sum) / (double)r.n;
        r.mean_absolute = nkt_i_exact_sum_round(&sizes) / (double)r.n;
    }
    *out = r;
    return nkt_i_bad_rows_end(&bad, error);
}
