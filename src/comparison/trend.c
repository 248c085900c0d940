/*
 * The verdict on a series: random, or part of a trend?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/series.h"
#include "nyckeltal/kinds.h"

enum { LEAST_WITH_COUNTS = 3, LEAST = 5 };

static void find_change(const nkt_i_series *s, const nkt_trend_options *options,
                        nkt_estimate *change) {
    const nkt_i_year *first = s->at, *last = s->at + (s->n > 0 ? s->n - 1 : 0);

    *change = (nkt_estimate){NAN, NAN, NAN, NAN, NKT_STATE_MISSING, 0};
    if (s->n < 2)
        return;
    *change = (nkt_estimate){last->value - first->value, NAN, NAN, NAN, NKT_STATE_VALUE, 0};
    if (!isnan(first->whole) && !isnan(last->whole)) {
        const nkt_options interval = {.size = sizeof interval,
                                      .mode = options->mode,
                                      .confidence = options->confidence,
                                      .correlation = options->correlation};
        const double value = change->value;
        nkt_difference(last->part, last->whole, first->part, first->whole, &interval, change, NULL);
        /* As published, where values were given beside the counts: the limits go with it. */
        change->lower += value - change->value;
        change->upper += value - change->value;
        change->value = value;
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

static nkt_trend_result find_trend(const nkt_i_series *s, int compares_counts,
                                   const nkt_trend_options *options) {
    const double confidence = options->mode == NKT_MODE_PROCESS ? options->confidence : NAN;
    nkt_i_series counted = *s;
    nkt_trend_result r;

    nkt_i_series_counted(&counted);
    find_change(s, options, &r.change);
    r.slope = nkt_i_slope(s, NKT_SLOPE_THEIL_SEN, confidence);
    r.monotone = compares_counts ? nkt_i_cochran_armitage(&counted, 1)
                                 : nkt_i_mann_kendall(s, options->autocorrelation);
    r.differ = compares_counts ? nkt_i_heterogeneity(&counted, options->draws, options->seed)
                               : nkt_i_no_test(s->n);
    r.first_year = s->n > 0 ? s->at[0].year : 0;
    r.last_year = s->n > 0 ? s->at[s->n - 1].year : 0;
    r.arrow = nkt_i_arrow(&r.change, options->dead_band);
    r.verdict = nkt_i_trend_verdict(compares_counts ? &counted : s, compares_counts, options, &r);
    return r;
}

nkt_status nkt_trend(const nkt_series *series, const nkt_trend_options *options,
                     nkt_trend_result *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "series options out error");
    nkt_trend_options read;
    nkt_i_series years;
    int compares_counts = 0;

    if (!nkt_i_series_open(&call, series, NKT_I_SERIES_VALUES, options, &read, out, &years))
        return call.status;
    if (series->parts)
        compares_counts = !nkt_i_series_is_stock(&call, &read, series, NULL);
    if (nkt_i_call_refused(&call))
        return call.status;
    *out = find_trend(&years, compares_counts, &read);
    nkt_i_trend_break(out, &years);
    return nkt_i_call_end(&call);
}
