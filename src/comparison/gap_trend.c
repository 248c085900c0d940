/*
 * Whether the gap between two groups opens or closes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/series.h"
#include "nyckeltal/kinds.h"

enum { PART_1, WHOLE_1, PART_2, WHOLE_2, N_COUNTS };

static const char *const names[N_COUNTS] = {"parts_1", "wholes_1", "parts_2", "wholes_2"};

/* The parameters of the call. */
typedef struct call {
    const nkt_column *years, *counts[N_COUNTS], *breaks;
    int64_t n_rows;
    int32_t measure;
} call;

/* The gaps in the order of their years, and the counts behind them. */
typedef struct gaps {
    nkt_i_series series; /* value: the gap; part: its variance; whole: not used */
    double counts[NKT_I_YEARS][N_COUNTS];
} gaps;

/* ---- reading --------------------------------------------------------------------------------------- */

/* The counts of a row; 1: all are there. Bad data are noted, once. */
static int read_counts(const call *in, int64_t row, double *counts, nkt_i_bad_rows *bad) {
    int complete = 1;

    for (int k = 0; k < N_COUNTS; k++) {
        int8_t state;
        counts[k] = nkt_i_column_value(in->counts[k], row, &state);
        if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && counts[k] < 0)) {
            nkt_i_bad_rows_note(bad, 2 + k, -1, row, counts[k], names[k],
                                counts[k] < 0 ? "is negative" : "is no finite number");
            return 0;
        }
        complete &= state == NKT_STATE_VALUE;
    }
    return complete && counts[WHOLE_1] > 0 && counts[WHOLE_2] > 0;
}

static int is_break(const call *in, int64_t row) {
    int8_t state;

    return in->breaks && nkt_i_column_value(in->breaks, row, &state) != 0 &&
           state == NKT_STATE_VALUE;
}

/* Puts a year where it belongs. */
static void insert(gaps *g, int64_t year, int breaks_here, const double *counts) {
    int64_t at = g->series.n++;

    for (; at > 0 && g->series.at[at - 1].year > year; at--) {
        g->series.at[at] = g->series.at[at - 1];
        memcpy(g->counts[at], g->counts[at - 1], sizeof g->counts[at]);
    }
    g->series.at[at] = (nkt_i_year){.year = year, .is_break = breaks_here};
    memcpy(g->counts[at], counts, sizeof g->counts[at]);
}

static void read_rows(const call *in, gaps *g, nkt_i_bad_rows *bad) {
    g->series.n = 0;
    for (int64_t row = 0; row < in->n_rows; row++) {
        double counts[N_COUNTS];
        int8_t state;
        const int64_t year = nkt_i_column_code(in->years, row, &state);
        if (state == NKT_STATE_INVALID)
            nkt_i_bad_rows_note(bad, 1, -1, row, NAN, "years", "is no whole number");
        else if (state == NKT_STATE_VALUE && read_counts(in, row, counts, bad))
            insert(g, year, is_break(in, row), counts);
    }
}

/* Leaves out the years before the last break, and their counts. */
static void cut(gaps *g) {
    const int64_t n = g->series.n;

    nkt_i_series_cut(&g->series);
    memmove(g->counts, g->counts + (n - g->series.n), (size_t)g->series.n * sizeof g->counts[0]);
}

/* ---- one year ---------------------------------------------------------------------------------------- */

/* With half a person more of either outcome, so that none is 0 or 1; a part may exceed its whole. */
static double share_of(double part, double whole) {
    const double share = (part + 0.5) / (whole + 1);

    return share < 1 ? share : 1;
}

/*
 * The shares of both groups over all years: variances are made from these, because a year's own
 * share would give more weight to the years that by chance lie further out.
 */
static void pool(const gaps *g, double *shares) {
    double sums[N_COUNTS] = {0};

    for (int64_t i = 0; i < g->series.n; i++)
        for (int k = 0; k < N_COUNTS; k++)
            sums[k] += g->counts[i][k];
    shares[0] = fmin(share_of(sums[PART_1], sums[WHOLE_1]), 1 - 0.5 / (sums[WHOLE_1] + 1));
    shares[1] = fmin(share_of(sums[PART_2], sums[WHOLE_2]), 1 - 0.5 / (sums[WHOLE_2] + 1));
}

static void find_gap(const double *c, int32_t measure, const double *shares, nkt_i_year *year) {
    const double p = shares[0], q = shares[1];

    if (measure == NKT_CONTRAST_RATIO) {
        year->value = log(share_of(c[PART_1], c[WHOLE_1]) / share_of(c[PART_2], c[WHOLE_2]));
        year->part = (1 - p) / (p * c[WHOLE_1]) + (1 - q) / (q * c[WHOLE_2]);
    } else {
        year->value = 100 * (c[PART_1] / c[WHOLE_1] - c[PART_2] / c[WHOLE_2]);
        year->part = 1e4 * (p * (1 - p) / c[WHOLE_1] + q * (1 - q) / c[WHOLE_2]);
    }
}

/* ---- the series -------------------------------------------------------------------------------------- */

/* A line through the gaps by least squares, weighted by 1 / variance. */
typedef struct line {
    double slope, variance;
    double about_mean; /* weighted squares about the mean gap */
} line;

static line fit(const nkt_i_series *s) {
    double weight = 0, mean_t = 0, mean_g = 0, tt = 0, tg = 0, gg = 0;

    for (int64_t i = 0; i < s->n; i++) {
        const double w = 1 / s->at[i].part;
        weight += w;
        mean_t += ((double)(s->at[i].year - s->at[0].year) - mean_t) * (w / weight);
        mean_g += (s->at[i].value - mean_g) * (w / weight);
    }
    for (int64_t i = 0; i < s->n; i++) {
        const double w = 1 / s->at[i].part, g = s->at[i].value - mean_g;
        const double t = (double)(s->at[i].year - s->at[0].year) - mean_t;
        tt += w * t * t;
        tg += w * t * g;
        gg += w * g * g;
    }
    return (line){tg / tt, 1 / tt, gg};
}

static nkt_test test_of(double statistic, double df, int64_t n, double slope) {
    nkt_test test = nkt_i_no_test(n);

    test.statistic = statistic;
    test.df = df;
    test.p = nkt_i_chi2_sf(statistic, df);
    test.method = NKT_TEST_ASYMPTOTIC;
    test.sign = (slope > 0) - (slope < 0);
    return test;
}

/* The gap of a year with its limits; of a ratio, their logarithms. */
static nkt_estimate gap_of(const double *c, int32_t measure, double confidence) {
    const nkt_options options = {.size = sizeof options, .confidence = confidence};
    nkt_estimate gap;

    if (measure == NKT_CONTRAST_DIFFERENCE) {
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

static void find_slope(const nkt_i_series *s, const nkt_trend_options *options,
                       nkt_trend_result *r) {
    const double z = -nkt_i_normal_quantile((1 - options->confidence) / 2);
    const line l = fit(s);
    const double se = sqrt(l.variance);

    r->slope = (nkt_estimate){l.slope,      l.slope - z * se, l.slope + z * se,
                              (double)s->n, NKT_STATE_VALUE,  0};
    if (options->is_stock) {
        r->slope.lower = r->slope.upper = NAN; /* the years are not independent */
        r->monotone = nkt_i_mann_kendall(s, options->autocorrelation);
        return;
    }
    r->monotone = test_of(l.slope * l.slope / l.variance, 1, s->n, l.slope);
    r->differ = test_of(l.about_mean, (double)(s->n - 1), s->n, 0);
}

/* From logarithms to factors. */
static void take_back(nkt_estimate *e) {
    e->value = exp(e->value);
    e->lower = exp(e->lower);
    e->upper = exp(e->upper);
}

static nkt_trend_result find_trend(gaps *g, int32_t measure, const nkt_trend_options *options) {
    nkt_trend_options on_scale = *options;
    nkt_i_series *s = &g->series;
    nkt_trend_result r = {.change = missing(), .slope = missing()};
    double shares[2];

    if (measure == NKT_CONTRAST_RATIO)
        on_scale.dead_band = log1p(options->dead_band);
    if (!options->across_breaks)
        cut(g);
    pool(g, shares);
    for (int64_t i = 0; i < s->n; i++)
        find_gap(g->counts[i], measure, shares, &s->at[i]);
    r.monotone = r.differ = nkt_i_no_test(s->n);
    r.first_year = s->n > 0 ? s->at[0].year : 0;
    r.last_year = s->n > 0 ? s->at[s->n - 1].year : 0;
    if (s->n >= 2) {
        const nkt_estimate before = gap_of(g->counts[0], measure, options->confidence);
        const nkt_estimate now = gap_of(g->counts[s->n - 1], measure, options->confidence);
        nkt_change(&before, &now, options->correlation, &r.change, NULL);
        find_slope(s, options, &r);
    }
    nkt_arrow(&r.change, on_scale.dead_band, &r.arrow, NULL);
    r.verdict = nkt_i_trend_verdict(s, !options->is_stock, &on_scale, &r);
    if (measure == NKT_CONTRAST_RATIO) {
        take_back(&r.change);
        take_back(&r.slope);
    }
    return r;
}

/* ---- the call ------------------------------------------------------------------------------------------ */

static nkt_status check(const call *in, const nkt_trend_result *out, nkt_error *error) {
    const nkt_i_series_columns first = {.years = in->years,
                                        .parts = in->counts[PART_1],
                                        .wholes = in->counts[WHOLE_1],
                                        .parts_argument = 2,
                                        .n_rows = in->n_rows,
                                        .n_rows_argument = 7};
    const nkt_i_series_columns second = {.years = in->years,
                                         .parts = in->counts[PART_2],
                                         .wholes = in->counts[WHOLE_2],
                                         .breaks = in->breaks,
                                         .parts_argument = 4,
                                         .n_rows = in->n_rows,
                                         .n_rows_argument = 7};
    nkt_status status = nkt_i_series_check(&first, error);

    if (!status)
        status = nkt_i_series_check(&second, error);
    for (int k = 0; k < N_COUNTS && !status; k++)
        if (!in->counts[k])
            status = nkt_i_refuse_null(error, 2 + k, names[k]);
    if (!status && in->measure != NKT_CONTRAST_DIFFERENCE && in->measure != NKT_CONTRAST_RATIO) {
        nkt_i_fault fault = NKT_I_FAULT(8);
        fault.value = in->measure;
        status = nkt_i_error_value(error, NKT_E_DOMAIN, fault, "measure", "is no NKT_GAP_ measure");
    }
    return status || out ? status : nkt_i_refuse_null(error, 10, "out");
}

/* Refuses a year that stands twice, with or without counts. */
static nkt_status refuse_doubles(const call *in, nkt_error *error) {
    const nkt_i_series_columns years = {
        .years = in->years, .n_rows = in->n_rows, .n_rows_argument = 7};
    nkt_i_bad_rows ignored;
    nkt_i_series series;

    nkt_i_bad_rows_begin(&ignored);
    return nkt_i_series_read(&years, &series, &ignored, error);
}

nkt_status nkt_trend_gap(const nkt_column *years, const nkt_column *parts_1,
                         const nkt_column *wholes_1, const nkt_column *parts_2,
                         const nkt_column *wholes_2, const nkt_column *breaks, int64_t n_rows,
                         int32_t measure, const nkt_trend_options *options, nkt_trend_result *out,
                         nkt_error *error) {
    const call in = {years, {parts_1, wholes_1, parts_2, wholes_2}, breaks, n_rows, measure};
    nkt_trend_options read;
    nkt_i_bad_rows bad;
    nkt_status status;
    gaps g;

    nkt_i_error_clear(error);
    status = check(&in, out, error);
    if (!status)
        status = nkt_i_trend_options(options, 9, &read, error);
    if (!status)
        status = refuse_doubles(&in, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    read_rows(&in, &g, &bad);
    *out = find_trend(&g, measure, &read);
    return nkt_i_bad_rows_end(&bad, error);
}
