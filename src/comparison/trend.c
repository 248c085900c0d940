/*
 * The verdict on a series: random, or part of a trend?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/series.h"
#include "nyckeltal/kinds.h"

enum { LEAST_WITH_COUNTS = 3, LEAST = 5 };

const char *nkt_verdict_name(int32_t verdict) {
    static const char *const names[] = {"too few years", "stable",     "random",
                                        "trend up",      "trend down", "changed without trend"};
    return verdict >= 0 && verdict < (int32_t)(sizeof names / sizeof names[0]) ? names[verdict]
                                                                               : "";
}

nkt_status nkt_i_trend_options(const nkt_trend_options *options, int32_t argument,
                               nkt_trend_options *out, nkt_error *error) {
    const nkt_status status = nkt_i_options_copy(options, argument, out, sizeof *out,
                                                 "is not sizeof (nkt_trend_options)", error);

    if (status)
        return status;
    out->confidence = out->confidence == 0 ? 0.95 : out->confidence;
    if (out->is_stock != 0 && out->is_stock != 1)
        return nkt_i_refuse_option(error, argument, out->is_stock, "is_stock", "is not 0 or 1");
    if (!(out->dead_band >= 0))
        return nkt_i_refuse_option(error, argument, out->dead_band, "dead_band", "is not 0 or more");
    if (!(out->confidence > 0 && out->confidence < 1))
        return nkt_i_refuse_option(error, argument, out->confidence, "confidence",
                                   "is not between 0 and 1");
    if (!(out->correlation >= -1 && out->correlation <= 1))
        return nkt_i_refuse_option(error, argument, out->correlation, "correlation", "is not -1 to 1");
    if (!(out->autocorrelation >= 0 && out->autocorrelation < 1))
        return nkt_i_refuse_option(error, argument, out->autocorrelation, "autocorrelation",
                                   "is not 0 to below 1");
    if (out->draws < -1)
        return nkt_i_refuse_option(error, argument, (double)out->draws, "draws", "is no number of draws");
    if (out->across_breaks != 0 && out->across_breaks != 1)
        return nkt_i_refuse_option(error, argument, out->across_breaks, "across_breaks", "is not 0 or 1");
    if (out->reserved != 0)
        return nkt_i_refuse_option(error, argument, out->reserved, "reserved", "is not 0");
    return NKT_OK;
}

void nkt_i_series_cut(nkt_i_series *s) {
    int64_t first = s->n - 1, n = 0;

    while (first > 0 && !s->at[first].is_break)
        first--;
    for (int64_t i = first < 0 ? 0 : first; i < s->n; i++)
        s->at[n++] = s->at[i];
    s->n = n;
}

static void find_change(const nkt_i_series *s, int has_counts, const nkt_trend_options *options,
                        nkt_estimate *change) {
    const int64_t last = s->n - 1;

    *change = (nkt_estimate){NAN, NAN, NAN, NAN, NKT_STATE_MISSING, 0};
    if (s->n < 2)
        return;
    *change = (nkt_estimate){s->at[last].value - s->at[0].value, NAN, NAN, NAN, NKT_STATE_VALUE, 0};
    if (has_counts) {
        const nkt_options interval = {.size = sizeof interval,
                                      .confidence = options->confidence,
                                      .correlation = options->correlation};
        const double value = change->value;
        nkt_difference(s->at[last].part, s->at[last].whole, s->at[0].part, s->at[0].whole,
                       &interval, change, NULL);
        change->value = value; /* as published, where values were given beside the counts */
    }
}

int32_t nkt_i_trend_verdict(const nkt_i_series *s, int compares_counts,
                            const nkt_trend_options *options, const nkt_trend_result *r) {
    const double alpha = 1 - options->confidence;

    if (s->n < (compares_counts ? LEAST_WITH_COUNTS : LEAST))
        return NKT_VERDICT_TOO_FEW_YEARS;
    if (options->dead_band > 0 && r->change.lower >= -options->dead_band &&
        r->change.upper <= options->dead_band)
        return NKT_VERDICT_STABLE;
    if (r->monotone.p < alpha && r->monotone.sign * nkt_i_kendall_s(s) > 0)
        return r->monotone.sign > 0 ? NKT_VERDICT_UP : NKT_VERDICT_DOWN;
    return r->differ.p < alpha ? NKT_VERDICT_CHANGED : NKT_VERDICT_RANDOM;
}

static nkt_trend_result find_trend(nkt_i_series *s, int has_counts,
                                   const nkt_trend_options *options) {
    const int compares_counts = has_counts && !options->is_stock;
    nkt_trend_result r;

    if (!options->across_breaks)
        nkt_i_series_cut(s);
    find_change(s, has_counts, options, &r.change);
    r.slope = nkt_i_slope(s, NKT_SLOPE_THEIL_SEN, options->confidence);
    r.monotone = compares_counts ? nkt_i_cochran_armitage(s, 1)
                                 : nkt_i_mann_kendall(s, options->autocorrelation);
    r.differ = compares_counts ? nkt_i_heterogeneity(s, options->draws, options->seed)
                               : nkt_i_no_test(s->n);
    r.first_year = s->n > 0 ? s->at[0].year : 0;
    r.last_year = s->n > 0 ? s->at[s->n - 1].year : 0;
    r.arrow = 0;
    nkt_arrow(&r.change, options->dead_band, &r.arrow, NULL);
    r.verdict = nkt_i_trend_verdict(s, compares_counts, options, &r);
    return r;
}

static nkt_status check(const nkt_i_series_columns *in, const nkt_trend_result *out,
                        nkt_error *error) {
    nkt_status status = nkt_i_series_check(in, error);

    if (status)
        return status;
    if (in->parts && !in->wholes)
        return nkt_i_refuse_null(error, 4, "wholes");
    if (in->wholes && !in->parts)
        return nkt_i_refuse_null(error, 3, "parts");
    if (!in->values && !in->parts)
        return nkt_i_refuse_null(error, 2, "values");
    return out ? NKT_OK : nkt_i_refuse_null(error, 8, "out");
}

nkt_status nkt_trend(const nkt_column *years, const nkt_column *values, const nkt_column *parts,
                     const nkt_column *wholes, const nkt_column *breaks, int64_t n_rows,
                     const nkt_trend_options *options, nkt_trend_result *out, nkt_error *error) {
    const nkt_i_series_columns in = {.years = years,
                                     .values = values,
                                     .parts = parts,
                                     .wholes = wholes,
                                     .breaks = breaks,
                                     .values_argument = 2,
                                     .parts_argument = 3,
                                     .n_rows = n_rows,
                                     .n_rows_argument = 6};
    nkt_trend_options read;
    nkt_i_series series;
    nkt_i_bad_rows bad;
    nkt_status status;

    nkt_i_error_clear(error);
    status = check(&in, out, error);
    if (!status)
        status = nkt_i_trend_options(options, 7, &read, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    status = nkt_i_series_read(&in, &series, &bad, error);
    if (status)
        return status;
    for (int64_t i = 0; !values && i < series.n; i++)
        series.at[i].value = 100 * series.at[i].part / series.at[i].whole;
    *out = find_trend(&series, parts != NULL, &read);
    return nkt_i_bad_rows_end(&bad, error);
}
