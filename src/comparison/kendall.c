/*
 * Mann & Kendall's test, and the null distribution of its statistic.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/series.h"

enum { MOST_PAIRS = NKT_I_EXACT_YEARS * (NKT_I_EXACT_YEARS - 1) / 2 };

double nkt_i_kendall_s(const nkt_i_series *s) {
    double sum = 0;

    for (int64_t a = 0; a < s->n; a++)
        for (int64_t b = a + 1; b < s->n; b++)
            sum += (s->at[b].value > s->at[a].value) - (s->at[b].value < s->at[a].value);
    return sum;
}

int64_t nkt_i_ties(const nkt_i_series *s, int64_t *groups) {
    int64_t n_groups = 0;

    for (int64_t a = 0; a < s->n; a++) {
        int64_t equal = 0, before = 0;
        for (int64_t b = 0; b < s->n; b++) {
            equal += s->at[b].value == s->at[a].value;
            before += b < a && s->at[b].value == s->at[a].value;
        }
        if (before == 0)
            groups[n_groups++] = equal;
    }
    return n_groups;
}

static double pairs_of(int64_t n) {
    return (double)n * (double)(n - 1) / 2;
}

double nkt_i_kendall_variance(int64_t n, const int64_t *groups, int64_t n_groups) {
    double variance = (double)n * (double)(n - 1) * (2 * (double)n + 5);

    for (int64_t g = 0; g < n_groups; g++)
        variance -= (double)groups[g] * (double)(groups[g] - 1) * (2 * (double)groups[g] + 5);
    return variance / 18;
}

/*
 * How many orders of the values have k pairs that fall, k = 0, 1, ...: the coefficients of the
 * q-multinomial [n]! / ([t1]! [t2]! ...), with [i] = 1 + q + ... + q^(i - 1). All are whole numbers
 * below 10!, so doubles hold them.
 */
static void multiply(double *c, int64_t i) {
    for (int64_t k = MOST_PAIRS; k >= 0; k--)
        for (int64_t j = 1; j < i && j <= k; j++)
            c[k] += c[k - j];
}

static void divide(double *c, int64_t i) {
    for (int64_t k = 0; k <= MOST_PAIRS; k++)
        for (int64_t j = 1; j < i && j <= k; j++)
            c[k] -= c[k - j];
}

double nkt_i_kendall_tail(int64_t n, const int64_t *groups, int64_t n_groups, double s) {
    double c[MOST_PAIRS + 1] = {1}, all = 0, tail = 0, pairs = pairs_of(n);

    for (int64_t i = 2; i <= n; i++)
        multiply(c, i);
    for (int64_t g = 0; g < n_groups; g++) {
        pairs -= pairs_of(groups[g]); /* those that can differ */
        for (int64_t i = 2; i <= groups[g]; i++)
            divide(c, i);
    }
    for (int64_t k = 0; k <= MOST_PAIRS; k++) {
        all += c[k];
        if (pairs - 2 * (double)k >= s)
            tail += c[k];
    }
    return tail / all;
}

int64_t nkt_i_kendall_outside(int64_t n, double half) {
    double p[NKT_I_YEARS * (NKT_I_YEARS - 1) / 2 + 1] = {1}, tail = 0;
    int64_t k = 0, pairs = 0;

    for (int64_t i = 2; i <= n; i++) { /* one value more, as likely in any of its i places */
        pairs += i - 1;
        for (int64_t to = pairs; to >= 0; to--) {
            double sum = 0;
            for (int64_t fall = 0; fall < i && fall <= to; fall++)
                sum += p[to - fall];
            p[to] = sum / (double)i;
        }
    }
    for (; k <= pairs && tail + p[k] <= half; k++)
        tail += p[k];
    return k;
}

nkt_test nkt_i_no_test(int64_t n) {
    return (nkt_test){.statistic = NAN, .df = NAN, .p = NAN, .n = n, .method = NKT_TEST_NONE};
}

double nkt_i_kendall_least_p(const nkt_i_series *s) {
    int64_t groups[NKT_I_YEARS];
    const int64_t n_groups = nkt_i_ties(s, groups);
    double most = pairs_of(s->n);

    if (s->n > NKT_I_EXACT_YEARS)
        return 0;
    for (int64_t g = 0; g < n_groups; g++)
        most -= pairs_of(groups[g]);
    return most > 0 ? 2 * nkt_i_kendall_tail(s->n, groups, n_groups, most) : 1;
}

nkt_test nkt_i_mann_kendall(const nkt_i_series *s, double autocorrelation) {
    int64_t groups[NKT_I_YEARS];
    const int64_t n_groups = nkt_i_ties(s, groups);
    nkt_test test = nkt_i_no_test(s->n);
    double variance;

    test.statistic = nkt_i_kendall_s(s);
    test.sign = (test.statistic > 0) - (test.statistic < 0);
    if (s->n < 3 || n_groups < 2)
        return test;
    if (s->n <= NKT_I_EXACT_YEARS && autocorrelation == 0) {
        test.method = NKT_TEST_EXACT;
        test.p = test.sign == 0
                     ? 1
                     : 2 * nkt_i_kendall_tail(s->n, groups, n_groups, fabs(test.statistic));
        return test;
    }
    variance = nkt_i_kendall_variance(s->n, groups, n_groups) * (1 + autocorrelation) /
               (1 - autocorrelation);
    test.method = NKT_TEST_ASYMPTOTIC;
    test.p = test.sign == 0 ? 1 : 2 * nkt_i_normal_sf((fabs(test.statistic) - 1) / sqrt(variance));
    return test;
}

nkt_status nkt_mann_kendall(const nkt_series *series, const nkt_trend_options *options,
                            nkt_test *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "series options out error");
    nkt_trend_options read;
    nkt_i_series years;

    if (!nkt_i_series_open(&call, series, NKT_I_SERIES_VALUES, options, &read, out, &years))
        return call.status;
    *out = nkt_i_mann_kendall(&years, fmax(0, read.autocorrelation));
    nkt_i_test_break(out, &years);
    return nkt_i_call_end(&call);
}
