/*
 * Tests of shares over years: Cochran & Armitage's of a trend, Pearson's of any difference.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/series.h"

enum { DRAWS = 9999, MOST_DRAWN = 2000 };

/* Of all years together. */
typedef struct pooled {
    double part, whole, share;
} pooled;

static pooled pool(const nkt_i_series *s) {
    pooled all = {0, 0, NAN};

    for (int64_t i = 0; i < s->n; i++) {
        all.part += s->at[i].part;
        all.whole += s->at[i].whole;
    }
    all.share = all.part / all.whole;
    return all;
}

/* Half of the least that one person in another year would change the sum. */
static double half_step(const nkt_i_series *s) {
    double least = INFINITY;

    for (int64_t i = 1; i < s->n; i++) {
        const double step = (double)(s->at[i].year - s->at[i - 1].year);
        least = step < least ? step : least;
    }
    return least / 2;
}

nkt_test nkt_i_cochran_armitage(const nkt_i_series *s, int is_corrected) {
    const pooled all = pool(s);
    nkt_test test = nkt_i_no_test(s->n);
    double mean = 0, sum = 0, squares = 0;

    if (s->n < 2 || !(all.share > 0 && all.share < 1))
        return test;
    for (int64_t i = 0; i < s->n; i++)
        mean += s->at[i].whole / all.whole * (double)(s->at[i].year - s->at[0].year);
    for (int64_t i = 0; i < s->n; i++) {
        const double t = (double)(s->at[i].year - s->at[0].year) - mean;
        sum += s->at[i].part * t;
        squares += s->at[i].whole * t * t;
    }
    test.sign = (sum > 0) - (sum < 0);
    if (is_corrected)
        sum = fabs(sum) > half_step(s) ? fabs(sum) - half_step(s) : 0;
    test.statistic = sum * sum / (all.share * (1 - all.share) * squares);
    test.df = 1;
    test.p = nkt_i_chi2_sf(test.statistic, 1);
    test.method = NKT_TEST_ASYMPTOTIC;
    return test;
}

/* ---- heterogeneity ------------------------------------------------------------------------------------- */

static double chi_square(const nkt_i_series *s, const double *parts, const pooled *all) {
    double sum = 0;

    for (int64_t i = 0; i < s->n; i++) {
        const double d = parts[i] - s->at[i].whole * all->share;
        sum += d * d / (s->at[i].whole * all->share * (1 - all->share));
    }
    return sum;
}

/* Whether the chi-square distribution is not to be trusted, and counts can be drawn. */
static int are_to_be_drawn(const nkt_i_series *s, const pooled *all) {
    double least = INFINITY;

    for (int64_t i = 0; i < s->n; i++) {
        const double expected = s->at[i].whole * (all->share < 0.5 ? all->share : 1 - all->share);
        least = expected < least ? expected : least;
        if (s->at[i].part != floor(s->at[i].part) || s->at[i].whole != floor(s->at[i].whole))
            return 0;
    }
    return least < 5 && (all->part <= MOST_DRAWN || all->whole - all->part <= MOST_DRAWN) &&
           all->whole <= 0x1p53;
}

/* Hands the rarer outcome to persons drawn without replacement, and so to their years. */
static void draw(const nkt_i_series *s, const pooled *all, uint64_t stream, double *parts) {
    const int turned = all->part > all->whole - all->part;
    const double n_drawn = turned ? all->whole - all->part : all->part;
    double left = all->whole;

    for (int64_t i = 0; i < s->n; i++)
        parts[i] = 0;
    for (double k = 0; k < n_drawn; k++) {
        double person = floor(left * nkt_i_random_uniform(stream, (uint64_t)k));
        int64_t i = 0;
        while (i < s->n - 1 && person >= s->at[i].whole - parts[i]) {
            person -= s->at[i].whole - parts[i];
            i++;
        }
        parts[i]++;
        left--;
    }
    for (int64_t i = 0; turned && i < s->n; i++)
        parts[i] = s->at[i].whole - parts[i];
}

static double drawn_p(const nkt_i_series *s, const pooled *all, double statistic, int64_t draws,
                      uint64_t seed) {
    const double reached = statistic * (1 - 1e-12); /* rounding must not part what is equal */
    double parts[NKT_I_YEARS], as_large = 0;

    for (int64_t d = 0; d < draws; d++) {
        draw(s, all, nkt_i_random_stream(seed, (uint64_t)d), parts);
        as_large += chi_square(s, parts, all) >= reached;
    }
    return (1 + as_large) / (1 + (double)draws);
}

nkt_test nkt_i_heterogeneity(const nkt_i_series *s, int64_t draws, uint64_t seed) {
    const pooled all = pool(s);
    nkt_test test = nkt_i_no_test(s->n);
    double parts[NKT_I_YEARS];

    if (s->n < 2 || !(all.share > 0 && all.share < 1))
        return test;
    for (int64_t i = 0; i < s->n; i++)
        parts[i] = s->at[i].part;
    test.statistic = chi_square(s, parts, &all);
    test.df = (double)(s->n - 1);
    if (draws >= 0 && are_to_be_drawn(s, &all)) {
        test.p = drawn_p(s, &all, test.statistic, draws > 0 ? draws : DRAWS, seed);
        test.method = NKT_TEST_PERMUTATION;
    } else {
        test.p = nkt_i_chi2_sf(test.statistic, test.df);
        test.method = NKT_TEST_ASYMPTOTIC;
    }
    return test;
}

/* ---- the calls ------------------------------------------------------------------------------------------ */

nkt_status nkt_cochran_armitage(const nkt_series *series, const nkt_trend_options *options,
                                nkt_test *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "series options out error");
    nkt_trend_options read;
    nkt_i_series years;

    if (!nkt_i_series_open(&call, series, NKT_I_SERIES_COUNTS, options, &read, out, &years))
        return call.status;
    *out = nkt_i_cochran_armitage(&years, 0);
    nkt_i_test_break(out, &years);
    return nkt_i_call_end(&call);
}

nkt_status nkt_heterogeneity(const nkt_series *series, const nkt_trend_options *options,
                             nkt_test *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "series options out error");
    nkt_trend_options read;
    nkt_i_series years;

    if (!nkt_i_series_open(&call, series, NKT_I_SERIES_COUNTS, options, &read, out, &years))
        return call.status;
    *out = nkt_i_heterogeneity(&years, read.draws, read.seed);
    nkt_i_test_break(out, &years);
    return nkt_i_call_end(&call);
}
