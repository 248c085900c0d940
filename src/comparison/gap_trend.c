/*
 * Whether the gap between two groups opens or closes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/verdict.h"
#include "nyckeltal/kinds.h"

enum { PART_1, WHOLE_1, PART_2, WHOLE_2, N_COUNTS };

/* The gaps in the order of their years, and what they rest on. */
typedef struct gaps {
    nkt_i_series series; /* of the gaps; its counts are not used */
    double counts[NKT_I_YEARS][N_COUNTS];
    double variances[NKT_I_YEARS];
    int32_t contrast;
    int is_stock;
} gaps;

/* ---- reading --------------------------------------------------------------------------------------- */

/* Brings two series together by year. */
static void join(const nkt_i_series *first, const nkt_i_series *second, gaps *g) {
    g->series.n = 0;
    for (int64_t i = 0, j = 0; i < first->n && j < second->n;) {
        const nkt_i_year *a = &first->at[i], *b = &second->at[j];
        if (a->year == b->year) {
            double *counts = g->counts[g->series.n];
            counts[PART_1] = a->part;
            counts[WHOLE_1] = a->whole;
            counts[PART_2] = b->part;
            counts[WHOLE_2] = b->whole;
            g->series.at[g->series.n++] = (nkt_i_year){.year = a->year};
        }
        i += a->year <= b->year;
        j += b->year <= a->year;
    }
}

/* ---- one year ---------------------------------------------------------------------------------------- */

/* With half a person more of either outcome, so that none is 0 or 1; a part may exceed its whole. */
static double share_of(double part, double whole) {
    const double share = (part + 0.5) / (whole + 1);

    return share < 1 ? share : 1;
}

/*
 * The gap of all years together, by Mantel & Haenszel: the ratio, with half a person more, or the
 * difference of the shares.
 */
static double common_gap(const gaps *g) {
    double above = 0.5, below = 0.5, gap = 0, weights = 0;

    for (int64_t i = 0; i < g->series.n; i++) {
        const double *c = g->counts[i], all = c[WHOLE_1] + c[WHOLE_2];
        const double weight = c[WHOLE_1] / all * c[WHOLE_2];
        above += c[PART_1] / all * c[WHOLE_2];
        below += c[PART_2] / all * c[WHOLE_1];
        gap += weight * (c[PART_1] / c[WHOLE_1] - c[PART_2] / c[WHOLE_2]);
        weights += weight;
    }
    return g->contrast == NKT_CONTRAST_RATIO ? above / below : gap / weights;
}

/* Where a share may lie, with half a person of either outcome. */
static double inside(double share, double whole) {
    const double least = 0.5 / (whole + 1);

    return share < least ? least : share > 1 - least ? 1 - least : share;
}

/*
 * The shares of both groups in a year, had they the common gap: variances are made from these. The
 * year's own level, because a variance is another one at 5 than at 30 per cent; but not its own gap,
 * because that would give more weight to years that by chance lie further out.
 */
static void shares_without_trend(const double *c, int32_t contrast, double gap, double *shares) {
    const double n = c[WHOLE_1], m = c[WHOLE_2];
    const double have = share_of(c[PART_1] + c[PART_2], n + m) * (n + m); /* both together */
    const double second =
        contrast == NKT_CONTRAST_RATIO ? have / (gap * n + m) : (have - gap * n) / (n + m);

    shares[0] = inside(contrast == NKT_CONTRAST_RATIO ? gap * second : gap + second, n);
    shares[1] = inside((have - shares[0] * n) / m, m);
}

static void find_gap(gaps *g, int64_t i, double common) {
    const double *c = g->counts[i];
    double shares[2], p, q;

    shares_without_trend(c, g->contrast, common, shares);
    p = shares[0];
    q = shares[1];
    if (g->contrast == NKT_CONTRAST_RATIO) {
        g->series.at[i].value =
            log(share_of(c[PART_1], c[WHOLE_1]) / share_of(c[PART_2], c[WHOLE_2]));
        g->variances[i] = (1 - p) / (p * c[WHOLE_1]) + (1 - q) / (q * c[WHOLE_2]);
    } else {
        g->series.at[i].value = 100 * (c[PART_1] / c[WHOLE_1] - c[PART_2] / c[WHOLE_2]);
        g->variances[i] = 1e4 * (p * (1 - p) / c[WHOLE_1] + q * (1 - q) / c[WHOLE_2]);
    }
}

/* ---- the series -------------------------------------------------------------------------------------- */

/* The gaps as points: with the spread of their persons, where it is known how it goes together. */
static nkt_i_points points_of(const gaps *g, const nkt_trend_options *options) {
    const double together = nkt_i_series_together(options, g->is_stock);
    nkt_i_points p = {.n = g->series.n, .together = together, .is_known = together < 1};

    for (int64_t i = 0; i < p.n; i++) {
        p.year[i] = (double)g->series.at[i].year;
        p.value[i] = g->series.at[i].value;
        p.spread[i] = p.is_known ? sqrt(g->variances[i]) : 1;
    }
    return p;
}

/* The gap of a year with its limits; of a ratio, their logarithms. */
static nkt_estimate gap_of(const double *c, int32_t contrast, const nkt_trend_options *in) {
    const nkt_options options = {
        .size = sizeof options, .mode = in->mode, .confidence = in->confidence};
    nkt_estimate gap;

    if (contrast == NKT_CONTRAST_DIFFERENCE) {
        nkt_difference(c[PART_1], c[WHOLE_1], c[PART_2], c[WHOLE_2], &options, &gap, NULL);
        return gap;
    }
    nkt_balance(c[PART_1] + 0.5, c[WHOLE_1] + 1, c[PART_2] + 0.5, c[WHOLE_2] + 1, &options, &gap,
                NULL);
    gap.value = log(gap.value);
    gap.lower = log(gap.lower);
    gap.upper = log(gap.upper);
    return gap;
}

static nkt_estimate missing(void) {
    return (nkt_estimate){NAN, NAN, NAN, NAN, NKT_STATE_MISSING, 0};
}

/* The slope by least squares; of a flow with limits, by the test of a trend. */
static void find_slope(const nkt_i_points *points, int is_flow, const nkt_trend_options *options,
                       nkt_estimate *slope) {
    const nkt_i_dispersion given = {options->dispersion, options->dispersion_df};
    const nkt_i_fit fit = nkt_i_line(points, NAN);
    double df, reach = NAN;
    const double factor = nkt_i_dispersion_of(&fit, points->is_known, &given, &df);

    if (is_flow && options->mode == NKT_MODE_PROCESS && !isnan(factor)) {
        const double tail = 0.5 + options->confidence / 2;
        reach = (isinf(df) ? nkt_i_normal_quantile(tail) : nkt_i_t_quantile(tail, df)) *
                sqrt(factor * fit.variance);
    }
    *slope = (nkt_estimate){fit.slope,         fit.slope - reach, fit.slope + reach,
                            (double)points->n, NKT_STATE_VALUE,   0};
}

static void find_tests(gaps *g, const nkt_trend_options *options, nkt_i_judged *judged,
                       nkt_trend_result *r) {
    const nkt_i_points points = points_of(g, options);

    judged->by_order = !points.is_known;
    find_slope(&points, !g->is_stock, options, &r->slope);
    nkt_i_trend_tests(&points, judged, options, 1, r);
    if (points.is_known && (!g->is_stock || options->autocorrelation != 0)) {
        r->differ.statistic = nkt_i_about_mean(&points);
        r->differ.df = (double)(points.n - 1);
        r->differ.p = nkt_i_chi2_sf(r->differ.statistic, r->differ.df);
        r->differ.method = NKT_TEST_ASYMPTOTIC;
    }
}

/* Whether the gaps of no two years differ by more than the dead band, by their limits. */
static int is_stable(const gaps *g, const nkt_trend_options *options) {
    nkt_estimate gap[NKT_I_YEARS];

    if (!(options->dead_band > 0) || g->series.n < 2)
        return 0;
    for (int64_t i = 0; i < g->series.n; i++)
        gap[i] = gap_of(g->counts[i], g->contrast, options);
    for (int64_t a = 0; a < g->series.n; a++)
        for (int64_t b = a + 1; b < g->series.n; b++) {
            const nkt_estimate change = nkt_i_change(&gap[a], &gap[b], options->correlation);
            if (!(change.lower >= -options->dead_band && change.upper <= options->dead_band))
                return 0;
        }
    return 1;
}

/* From logarithms to factors. */
static void take_back(nkt_estimate *e) {
    e->value = exp(e->value);
    e->lower = exp(e->lower);
    e->upper = exp(e->upper);
}

static nkt_trend_result find_trend(gaps *g, const nkt_trend_options *options) {
    nkt_trend_options on_scale = *options;
    const nkt_i_series *s = &g->series;
    nkt_i_judged judged = {.years = s};
    nkt_trend_result r = {
        .change = missing(), .slope = missing(), .dispersion = NAN, .dispersion_df = NAN};
    double common;

    if (g->contrast == NKT_CONTRAST_RATIO)
        on_scale.dead_band = log1p(options->dead_band);
    common = common_gap(g);
    for (int64_t i = 0; i < s->n; i++)
        find_gap(g, i, common);
    r.monotone = r.differ = r.turn = nkt_i_no_test(s->n);
    r.first_year = s->n > 0 ? s->at[0].year : 0;
    r.last_year = s->n > 0 ? s->at[s->n - 1].year : 0;
    if (s->n >= 2) {
        const nkt_estimate before = gap_of(g->counts[0], g->contrast, options);
        const nkt_estimate now = gap_of(g->counts[s->n - 1], g->contrast, options);
        r.change = nkt_i_change(&before, &now, options->correlation);
        judged.is_stable = is_stable(g, &on_scale);
        find_tests(g, &on_scale, &judged, &r);
    }
    r.arrow = nkt_i_arrow(&r.change, on_scale.dead_band);
    judged.compares_counts = !g->is_stock;
    r.verdict = nkt_i_trend_verdict(&judged, options->confidence, &r);
    if (g->contrast == NKT_CONTRAST_RATIO) {
        take_back(&r.change);
        take_back(&r.slope);
    }
    return r;
}

nkt_status nkt_trend_gap(const nkt_series *first, const nkt_series *second, int32_t contrast,
                         const nkt_trend_options *options, nkt_trend_result *out,
                         nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "first second contrast options out error");
    const nkt_i_series_paths *of_first = NKT_I_SERIES("first"), *of_second = NKT_I_SERIES("second");
    nkt_i_series a, b;
    nkt_trend_options read;
    int64_t break_a, break_b;
    gaps g = {.contrast = contrast};

    nkt_i_series_check(&call, of_first, first, NKT_I_SERIES_COUNTS);
    nkt_i_series_check(&call, of_second, second, NKT_I_SERIES_COUNTS);
    nkt_i_code(&call, "contrast", contrast, NKT_CONTRAST_DIFFERENCE, NKT_CONTRAST_RATIO);
    nkt_i_trend_options(&call, options, &read);
    nkt_i_needed(&call, "out", out);
    g.is_stock = nkt_i_series_is_stock(&call, &read, first, second);
    if (nkt_i_call_refused(&call))
        return call.status;

    break_a = nkt_i_series_read(&call, of_first, first, NKT_I_SERIES_COUNTS, -1, &a);
    break_b = nkt_i_series_read(&call, of_second, second, NKT_I_SERIES_COUNTS, -1, &b);
    nkt_i_series_break(&a, first, break_a, read.across_breaks);
    nkt_i_series_break(&b, second, break_b, read.across_breaks);
    join(&a, &b, &g);
    *out = find_trend(&g, &read);
    nkt_i_trend_break(out, a.break_year >= b.break_year ? &a : &b);
    return nkt_i_call_end(&call);
}
