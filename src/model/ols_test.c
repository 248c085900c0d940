/*
 * The Wald test of a set of coefficients, and the share of the variance that is theirs alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

/* A triangle for the set, and its coefficients behind it. */
static size_t work_bytes(const nkt_i_ols_fit *fit) {
    return (size_t)(nkt_i_triangle(fit->n_coefficients, 0) + fit->n_coefficients) *
           sizeof(nkt_i_wide);
}

nkt_status nkt_ols_test_work_size(const void *fit, size_t *size, nkt_error *error) {
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ols_fit_check(fit, 1, error);
    if (!status && !size)
        status = nkt_i_refuse_null(error, 2, "size");
    if (!status)
        *size = work_bytes((const nkt_i_ols_fit *)fit);
    return status;
}

static nkt_status check_set(const nkt_i_ols_fit *fit, const int32_t *coefficients, int64_t count,
                            nkt_error *error) {
    if (count < 1 || count > fit->n_coefficients) {
        nkt_i_fault fault = NKT_I_FAULT(3);
        fault.value = (double)count;
        return nkt_i_error_value(error, NKT_E_COUNT, fault, "count",
                                 "is not from 1 to the number of coefficients");
    }
    if (!coefficients)
        return nkt_i_refuse_null(error, 2, "coefficients");
    for (int64_t i = 0; i < count; i++) {
        nkt_i_fault fault = NKT_I_FAULT(2);
        fault.item = (int32_t)i;
        fault.value = coefficients[i];
        if (coefficients[i] < 0 || coefficients[i] >= fit->n_coefficients)
            return nkt_i_error_value(error, NKT_E_ID, fault, "coefficients",
                                     "is no coefficient of the fit");
        for (int64_t j = 0; j < i; j++)
            if (coefficients[j] == coefficients[i])
                return nkt_i_error_value(error, NKT_E_DUPLICATE, fault, "coefficients",
                                         "stands twice");
    }
    return NKT_OK;
}

/* b'V^-1 b by elimination in place, v a triangle of n; NAN where V is singular. */
static double quadratic_form(nkt_i_wide *v, nkt_i_wide *b, int64_t n, nkt_i_wide *exact) {
    nkt_i_wide sum = nkt_i_wide_zero();

    for (int64_t c = 0; c < n; c++) {
        const nkt_i_wide pivot = v[nkt_i_triangle(c, c)];
        nkt_i_wide square = nkt_i_wide_multiply(&b[c], &b[c]);
        if (pivot.sign <= 0)
            return NAN;
        square = nkt_i_wide_divide(&square, &pivot);
        sum = nkt_i_wide_add(&sum, &square);
        for (int64_t i = c + 1; i < n; i++) {
            const nkt_i_wide m = nkt_i_wide_divide(&v[nkt_i_triangle(i, c)], &pivot);
            for (int64_t j = c + 1; j <= i; j++)
                v[nkt_i_triangle(i, j)] = nkt_i_wide_subtract_product(&v[nkt_i_triangle(i, j)], &m,
                                                                      &v[nkt_i_triangle(j, c)]);
            b[i] = nkt_i_wide_subtract_product(&b[i], &m, &b[c]);
        }
    }
    *exact = sum;
    return nkt_i_wide_round(&sum);
}

/* Fills V and b with what is not dropped; returns how many. */
static int64_t fill(const nkt_i_ols_fit *fit, const int32_t *coefficients, int64_t count,
                    int32_t robust, nkt_i_wide *v, nkt_i_wide *b) {
    const nkt_i_ols_parts parts = nkt_i_ols_fit_parts(fit);
    const double *dropped = nkt_i_ols_list(fit, NKT_OLS_DROPPED);
    int64_t kept[NKT_OLS_TERMS_MAX + 1], n = 0;

    for (int64_t i = 0; i < count; i++)
        if (dropped[coefficients[i]] == 0)
            kept[n++] = coefficients[i];
    for (int64_t i = 0; i < n; i++) {
        b[i] = parts.coefficient[kept[i]];
        for (int64_t j = 0; j <= i; j++) {
            const int64_t high = kept[i] > kept[j] ? kept[i] : kept[j],
                          low = kept[i] > kept[j] ? kept[j] : kept[i];
            v[nkt_i_triangle(i, j)] =
                robust ? nkt_i_wide_from_double(parts.robust[nkt_i_triangle(high, low)])
                       : nkt_i_ols_unscaled(fit, high, low);
        }
    }
    return n;
}

static void run_test(const nkt_i_ols_fit *fit, const int32_t *coefficients, int64_t count,
                     int32_t robust, nkt_ols_test *out, nkt_i_wide *work) {
    nkt_i_wide *b = work + nkt_i_triangle(fit->n_coefficients, 0), squares, total;
    const double df2 = robust ? fit->robust_df : (double)fit->df;
    double form;
    int64_t n;

    *out = (nkt_ols_test){NAN, NAN, NAN, NAN, NAN, NAN};
    if (!(df2 > 0) || !(fit->sigma > 0) || (robust && isnan(nkt_i_ols_fit_parts(fit).robust[0])))
        return;
    n = fill(fit, coefficients, count, robust, work, b);
    if (n == 0)
        return;
    form = quadratic_form(work, b, n, &squares);
    if (isnan(form))
        return;
    out->chi2 = robust ? form : form / (fit->sigma * fit->sigma);
    out->df1 = (double)n;
    out->df2 = df2;
    out->f = out->chi2 / out->df1;
    out->p = nkt_i_f_sf(out->f, out->df1, df2);
    if (robust)
        return;
    total = nkt_i_wide_add(&squares, &fit->rss);
    squares = nkt_i_wide_divide(&squares, &total);
    out->partial_r2 = nkt_i_wide_round(&squares);
}

nkt_status nkt_ols_test_coefficients(const void *fit, const int32_t *coefficients, int64_t count,
                                     int32_t robust, nkt_ols_test *out, void *work,
                                     size_t work_size, nkt_error *error) {
    const nkt_i_ols_fit *live = (const nkt_i_ols_fit *)fit;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ols_fit_check(fit, 1, error);
    if (!status)
        status = check_set(live, coefficients, count, error);
    if (!status && robust != 0 && robust != 1) {
        nkt_i_fault fault = NKT_I_FAULT(4);
        fault.value = robust;
        status = nkt_i_error_value(error, NKT_E_DOMAIN, fault, "robust", "is not 0 or 1");
    }
    if (!status && !out)
        status = nkt_i_refuse_null(error, 5, "out");
    if (!status)
        status = nkt_i_memory_check(work, work_size, work_bytes(live), 6, "work", error);
    if (!status)
        run_test(live, coefficients, count, robust, out, (nkt_i_wide *)work);
    return status;
}
