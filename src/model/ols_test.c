/*
 * The Wald test of a set of coefficients, and the share of the variance that is theirs alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

/* Refuses a set that is empty, or has one twice, or one that is none. */
static void check_set(nkt_i_call *call, const nkt_i_ols_fit *fit, const int32_t *coefficients,
                      int64_t n) {
    if (nkt_i_call_refused(call))
        return;
    nkt_i_count(call, "n_coefficients", n, 1, fit->n_coefficients);
    nkt_i_needed(call, "coefficients", coefficients);
    for (int64_t i = 0; i < n && !nkt_i_call_refused(call); i++) {
        nkt_i_fault fault = NKT_I_AT("coefficients");
        fault.item = (int32_t)i;
        fault.value = coefficients[i];
        if (coefficients[i] < 0 || coefficients[i] >= fit->n_coefficients)
            nkt_i_refuse(call, NKT_E_ID, NKT_REASON_UNKNOWN_CODE, fault,
                         "is no coefficient of the fit");
        for (int64_t j = 0; j < i; j++)
            if (coefficients[j] == coefficients[i])
                nkt_i_refuse(call, NKT_E_DUPLICATE, NKT_REASON_TWICE, fault, NULL);
    }
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
    const double *dropped = nkt_i_ols_list(fit, NKT_OLS_LIST_DROPPED);
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
    const double *each = nkt_i_ols_list(fit, NKT_OLS_LIST_ROBUST_DF);
    const int by_each = robust && fit->robust_kind == NKT_ROBUST_CR2;
    const double df2 = by_each ? each[coefficients[0]] : robust ? fit->robust_df : (double)fit->df;
    double form;
    int64_t n;

    *out = (nkt_ols_test){NAN, NAN, NAN, NAN, NAN, NAN};
    if (by_each && count > 1) /* each has its own degrees of freedom, several have none */
        return;
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

nkt_status nkt_ols_test_coefficients(const nkt_memory *fit, const int32_t *coefficients,
                                     int64_t n_coefficients, int32_t robust, nkt_ols_test *out,
                                     nkt_memory *work, nkt_error *error) {
    nkt_i_call call =
        nkt_i_call_begin(error, "fit coefficients n_coefficients robust out work error");
    const nkt_i_ols_fit *live = nkt_i_ols_fit_open(&call, "fit", fit);
    const int64_t p = live ? live->n_coefficients : 0;
    nkt_i_bytes bytes = {0, 0};
    nkt_i_wide *wides;

    check_set(&call, live, coefficients, n_coefficients);
    nkt_i_code(&call, "robust", robust, 0, 1);
    nkt_i_needed(&call, "out", out);
    nkt_i_distinct(&call, "work", work, fit);
    /* A triangle for the set, and its coefficients behind it. */
    nkt_i_bytes_add(&bytes, nkt_i_triangle(p, 0) + p, sizeof(nkt_i_wide));
    wides = nkt_i_claim(&call, "work", work, bytes);
    if (nkt_i_call_refused(&call))
        return call.status;
    run_test(live, coefficients, n_coefficients, robust, out, wides);
    return nkt_i_call_end(&call);
}
