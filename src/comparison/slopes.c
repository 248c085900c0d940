/*
 * The change per year: least squares, and the median of all pairs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/series.h"

enum { MOST_PAIRS = NKT_I_YEARS * (NKT_I_YEARS - 1) / 2 };

static nkt_estimate no_slope(int64_t n) {
    return (nkt_estimate){NAN, NAN, NAN, (double)n, NKT_STATE_MISSING, 0};
}

static nkt_estimate least_squares(const nkt_i_series *s, double confidence) {
    nkt_estimate e = no_slope(s->n);
    double mean_year = 0, mean = 0, products = 0, squares = 0, rest = 0, reach;
    const double n = (double)s->n;

    for (int64_t i = 0; i < s->n; i++) { /* from the first year on: years are large numbers */
        mean_year += (double)(s->at[i].year - s->at[0].year) / n;
        mean += s->at[i].value / n;
    }
    for (int64_t i = 0; i < s->n; i++) {
        const double t = (double)(s->at[i].year - s->at[0].year) - mean_year;
        products += t * (s->at[i].value - mean);
        squares += t * t;
    }
    e.value = products / squares;
    e.state = NKT_STATE_VALUE;
    if (s->n < 3 || isnan(confidence))
        return e;
    for (int64_t i = 0; i < s->n; i++) {
        const double t = (double)(s->at[i].year - s->at[0].year) - mean_year;
        const double residual = s->at[i].value - mean - e.value * t;
        rest += residual * residual;
    }
    reach = nkt_i_t_quantile(0.5 + confidence / 2, n - 2) * sqrt(rest / (n - 2) / squares);
    e.lower = e.value - reach;
    e.upper = e.value + reach;
    return e;
}

/* Ascending, by the gaps of Ciura 2001. */
static void sort(double *x, int64_t n) {
    static const int gaps[] = {701, 301, 132, 57, 23, 10, 4, 1};

    for (size_t g = 0; g < sizeof gaps / sizeof gaps[0]; g++)
        for (int64_t i = gaps[g]; i < n; i++) {
            const double value = x[i];
            int64_t j = i;
            for (; j >= gaps[g] && x[j - gaps[g]] > value; j -= gaps[g])
                x[j] = x[j - gaps[g]];
            x[j] = value;
        }
}

static nkt_estimate theil_sen(const nkt_i_series *s, double confidence) {
    double slopes[MOST_PAIRS];
    nkt_estimate e = no_slope(s->n);
    int64_t n = 0, m;

    for (int64_t a = 0; a < s->n; a++)
        for (int64_t b = a + 1; b < s->n; b++)
            slopes[n++] =
                (s->at[b].value - s->at[a].value) / (double)(s->at[b].year - s->at[a].year);
    sort(slopes, n);
    e.value = (slopes[(n - 1) / 2] + slopes[n / 2]) / 2;
    e.state = NKT_STATE_VALUE;
    if (isnan(confidence))
        return e;
    /* So many slopes lie outside on either side. The values need not differ: the null is that of
     * residuals without ties. */
    m = nkt_i_kendall_outside(s->n, (1 - confidence) / 2);
    if (m > 0) {
        e.lower = slopes[m - 1];
        e.upper = slopes[n - m];
    }
    return e;
}

nkt_estimate nkt_i_slope(const nkt_i_series *s, int32_t method, double confidence) {
    if (s->n < 2)
        return no_slope(s->n);
    return method == NKT_SLOPE_THEIL_SEN ? theil_sen(s, confidence) : least_squares(s, confidence);
}

nkt_status nkt_slope(const nkt_series *series, int32_t method, const nkt_trend_options *options,
                     nkt_estimate *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "series method options out error");
    nkt_trend_options read;
    nkt_i_series years;

    nkt_i_code(&call, "method", method, NKT_SLOPE_LEAST_SQUARES, NKT_SLOPE_THEIL_SEN);
    if (!nkt_i_series_open(&call, series, NKT_I_SERIES_VALUES, options, &read, out, &years))
        return call.status;
    *out = nkt_i_slope(&years, method, read.mode == NKT_MODE_PROCESS ? read.confidence : NAN);
    out->flags |= nkt_i_series_flags(&years);
    return nkt_i_call_end(&call);
}
