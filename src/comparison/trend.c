/*
 * Whether a figure has changed by chance, or as part of a trend.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/verdict.h"
#include "nyckeltal/kinds.h"

/* From one year to another, with limits where both have counts. */
static nkt_estimate change_between(const nkt_i_year *first, const nkt_i_year *last,
                                   const nkt_trend_options *options) {
    nkt_estimate change = {last->value - first->value, NAN, NAN, NAN, NKT_STATE_VALUE, 0};

    if (!isnan(first->whole) && !isnan(last->whole)) {
        const nkt_options interval = {.size = sizeof interval,
                                      .mode = options->mode,
                                      .confidence = options->confidence,
                                      .correlation = options->correlation};
        const double value = change.value;
        nkt_difference(last->part, last->whole, first->part, first->whole, &interval, &change,
                       NULL);
        /* As published, where values were given beside the counts: the limits go with it. */
        change.lower += value - change.value;
        change.upper += value - change.value;
        change.value = value;
    }
    return change;
}

static nkt_estimate find_change(const nkt_i_series *s, const nkt_trend_options *options) {
    if (s->n < 2)
        return (nkt_estimate){NAN, NAN, NAN, NAN, NKT_STATE_MISSING, 0};
    return change_between(&s->at[0], &s->at[s->n - 1], options);
}

/* Whether no two years differ by more than the dead band; known of the first and the last for sure. */
static int is_stable(const nkt_i_series *s, const nkt_trend_options *options,
                     const nkt_estimate *change) {
    const double band = options->dead_band;

    if (!(band > 0) || s->n < 2 || isnan(change->lower))
        return 0;
    for (int64_t a = 0; a < s->n; a++)
        for (int64_t b = a + 1; b < s->n; b++) {
            const nkt_estimate d = change_between(&s->at[a], &s->at[b], options);
            const double lower = isnan(d.lower) ? d.value : d.lower;
            const double upper = isnan(d.upper) ? d.value : d.upper;
            if (!(lower >= -band && upper <= band))
                return 0;
        }
    return 1;
}

/* ---- the points -------------------------------------------------------------------------------------- */

/* Values whose chance is as large in every year, nobody knows how large. */
static nkt_i_points points_of_values(const nkt_i_series *s, double together) {
    nkt_i_points p = {.n = s->n, .together = together};

    for (int64_t i = 0; i < s->n; i++) {
        p.year[i] = (double)s->at[i].year;
        p.value[i] = s->at[i].value;
        p.spread[i] = 1;
    }
    return p;
}

/* Shares, with the spread of so many persons who all have the share of all years. */
static nkt_i_points points_of_counts(const nkt_i_series *s, double together) {
    nkt_i_points p = {.n = s->n, .together = together, .is_known = 1};
    double part = 0, whole = 0;

    for (int64_t i = 0; i < s->n; i++) {
        part += s->at[i].part;
        whole += s->at[i].whole;
    }
    if (!(part > 0 && part < whole)) /* nothing varies, or a part above its whole */
        p.n = 0;
    for (int64_t i = 0; i < p.n; i++) {
        p.year[i] = (double)s->at[i].year;
        p.value[i] = s->at[i].part / s->at[i].whole;
        p.spread[i] = sqrt(part / whole * (1 - part / whole) / s->at[i].whole);
    }
    return p;
}

/* How much nearer to 0 the corrected slope of Cochran & Armitage is. */
static double correction(const nkt_i_series *s) {
    const nkt_test plain = nkt_i_cochran_armitage(s, 0), corrected = nkt_i_cochran_armitage(s, 1);

    return plain.statistic > 0 ? sqrt(corrected.statistic / plain.statistic) : 0;
}

/* ---- what becomes of it -------------------------------------------------------------------------------- */

/* A flow of which there are counts. */
static void judge_flow(const nkt_i_series *s, const nkt_trend_options *options,
                       nkt_i_judged *judged, nkt_trend_result *r) {
    const nkt_i_points points = points_of_counts(s, nkt_i_series_together(options, 0));

    judged->compares_counts = 1;
    nkt_i_trend_tests(&points, judged, options, correction(s), r);
    r->monotone.n = r->turn.n = s->n;
    r->differ = nkt_i_heterogeneity(s, options->draws, options->seed);
}

/* A stock of which it is known how its chance goes together. */
static void judge_persons(const nkt_i_series *s, const nkt_trend_options *options,
                          nkt_i_judged *judged, nkt_trend_result *r) {
    const nkt_i_points points = points_of_counts(s, nkt_i_series_together(options, 1));

    nkt_i_trend_tests(&points, judged, options, 1, r);
    r->monotone.n = r->turn.n = s->n;
    if (options->autocorrelation != 0 && points.n >= 2) { /* not but an upper bound of it */
        r->differ.statistic = nkt_i_about_mean(&points);
        r->differ.df = (double)(points.n - 1);
        r->differ.p = nkt_i_chi2_sf(r->differ.statistic, r->differ.df);
        r->differ.method = NKT_TEST_ASYMPTOTIC;
    }
}

/* Values, whatever they rest on. */
static void judge_values(const nkt_i_series *s, const nkt_trend_options *options, int is_flow,
                         nkt_i_judged *judged, nkt_trend_result *r) {
    const double together = nkt_i_series_together(options, !is_flow);
    const nkt_i_points points = points_of_values(s, together);

    judged->by_order = 1;
    nkt_i_trend_tests(&points, judged, options, 1, r);
    if (together == 0)
        r->monotone = nkt_i_mann_kendall(s, 0);
}

static nkt_trend_result find_trend(const nkt_i_series *s, const nkt_series *series, int is_stock,
                                   const nkt_trend_options *options) {
    const double confidence = options->mode == NKT_MODE_PROCESS ? options->confidence : NAN;
    nkt_i_series counted = *s;
    nkt_i_judged judged = {.years = s};
    nkt_trend_result r = {.first_year = s->n > 0 ? s->at[0].year : 0,
                          .last_year = s->n > 0 ? s->at[s->n - 1].year : 0};

    nkt_i_series_counted(&counted);
    r.change = find_change(s, options);
    r.slope = nkt_i_slope(s, NKT_SLOPE_THEIL_SEN, confidence);
    r.monotone = r.differ = r.turn = nkt_i_no_test(s->n);
    judged.is_stable = is_stable(s, options, &r.change);
    if (series->parts && !is_stock) {
        r.differ.n = counted.n;
        judged.years = &counted;
        judge_flow(&counted, options, &judged, &r);
    } else if (series->parts && nkt_i_series_together(options, 1) < 1) {
        judged.years = &counted;
        judge_persons(&counted, options, &judged, &r);
    } else {
        judge_values(s, options, !series->parts && nkt_i_series_is_flow(options, series), &judged,
                     &r);
    }
    r.arrow = nkt_i_arrow(&r.change, options->dead_band);
    r.verdict = nkt_i_trend_verdict(&judged, options->confidence, &r);
    return r;
}

nkt_status nkt_trend(const nkt_series *series, const nkt_trend_options *options,
                     nkt_trend_result *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "series options out error");
    nkt_trend_options read;
    nkt_i_series years;
    int is_stock = 0;

    if (!nkt_i_series_open(&call, series, NKT_I_SERIES_VALUES, options, &read, out, &years))
        return call.status;
    if (series->parts)
        is_stock = nkt_i_series_is_stock(&call, &read, series, NULL);
    if (nkt_i_call_refused(&call))
        return call.status;
    *out = find_trend(&years, series, is_stock, &read);
    nkt_i_trend_break(out, &years);
    return nkt_i_call_end(&call);
}
