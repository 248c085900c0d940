/*
 * Whether groups of a survey differ by more than chance.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/survey.h"

#include "numeric/numeric.h"
#include "followup/followup.h"

/* What a test looks at in a group: mean, how many, and the variance of a single case. */
typedef struct group {
    double n, mean, variance;
} group;

static group group_of(const nkt_survey *s, int32_t figure) {
    const nkt_estimate *e = figure == NKT_SURVEY_FIGURE_PLAN                ? &s->plan
                            : figure == NKT_SURVEY_FIGURE_INDIVIDUALISATION ? &s->individualisation
                                                                            : &s->cooperation;
    const double sd =
        figure == NKT_SURVEY_FIGURE_INDIVIDUALISATION ? s->individualisation_sd : s->cooperation_sd;

    return (group){e->state == NKT_STATE_VALUE ? e->basis : 0, e->value, sd * sd};
}

static int takes_part(const group *g, int32_t figure) {
    return g->n > 0 && (figure == NKT_SURVEY_FIGURE_PLAN || g->variance > 0);
}

/* The weight of a group in the common mean: cases for shares, 1 / variance of the mean for means. */
static double weight_of(const group *g, int32_t figure) {
    return figure == NKT_SURVEY_FIGURE_PLAN ? g->n : g->n / g->variance;
}

/* What comes of the groups that take part; sums are exact. */
typedef struct sums {
    nkt_i_exact_sum weights, means; /* Σ w, Σ w · mean */
    nkt_i_exact_sum about;          /* weighted squares about the common mean */
    nkt_i_exact_sum lack;           /* Welch: (1 - share of the weight)² / (n - 1) */
    double lowest, highest;
    int64_t n;
} sums;

static sums sums_begin(void) {
    sums t;

    nkt_i_exact_sum_init(&t.weights);
    nkt_i_exact_sum_init(&t.means);
    nkt_i_exact_sum_init(&t.about);
    nkt_i_exact_sum_init(&t.lack);
    t.lowest = INFINITY;
    t.highest = -INFINITY;
    t.n = 0;
    return t;
}

/* The first pass: the common mean is that of means over weights. */
static void find_mean(const nkt_i_array *surveys, int64_t n_groups, int32_t figure, sums *t) {
    for (int64_t k = 0; k < n_groups; k++) {
        nkt_survey s;
        double w;
        group g;
        nkt_i_array_get(surveys, k, &s);
        g = group_of(&s, figure);
        if (!takes_part(&g, figure))
            continue;
        w = weight_of(&g, figure);
        t->n++;
        nkt_i_exact_sum_add(&t->weights, w);
        nkt_i_exact_sum_add(&t->means, w * g.mean);
        t->lowest = fmin(t->lowest, g.mean);
        t->highest = fmax(t->highest, g.mean);
    }
}

/* The second pass: how far the groups are from it. */
static void find_spread(const nkt_i_array *surveys, int64_t n_groups, int32_t figure, double weight,
                        double mean, sums *t) {
    for (int64_t k = 0; k < n_groups; k++) {
        nkt_survey s;
        double w, rest;
        group g;
        nkt_i_array_get(surveys, k, &s);
        g = group_of(&s, figure);
        if (!takes_part(&g, figure))
            continue;
        w = weight_of(&g, figure);
        rest = 1 - w / weight;
        nkt_i_exact_sum_add(&t->about, w * (g.mean - mean) * (g.mean - mean));
        nkt_i_exact_sum_add(&t->lack, rest * rest / (g.n - 1));
    }
}

static nkt_survey_difference difference_of(const nkt_i_array *surveys, int64_t n_groups,
                                           int32_t figure) {
    nkt_survey_difference d = {NAN, NAN, NAN, NAN, NAN, 0};
    sums t = sums_begin();
    double weight, mean, about, lack, n;

    find_mean(surveys, n_groups, figure, &t);
    d.n_groups = t.n;
    if (t.n < 2)
        return d;
    weight = nkt_i_exact_sum_round(&t.weights);
    mean = nkt_i_exact_sum_round(&t.means) / weight;
    find_spread(surveys, n_groups, figure, weight, mean, &t);
    about = nkt_i_exact_sum_round(&t.about);
    lack = nkt_i_exact_sum_round(&t.lack);
    n = (double)t.n;
    d.df = n - 1;
    d.spread = t.highest - t.lowest;
    if (figure == NKT_SURVEY_FIGURE_PLAN) {
        d.statistic = about / (mean * (100 - mean)); /* NaN where all are the same */
        d.p = nkt_i_chi2_sf(d.statistic, d.df);
    } else {
        d.statistic = about / d.df / (1 + 2 * (n - 2) * lack / (n * n - 1));
        d.df_within = (n * n - 1) / (3 * lack);
        d.p = nkt_i_f_sf(d.statistic, d.df, d.df_within);
    }
    return d;
}

nkt_status nkt_survey_compare(const nkt_survey *surveys, int64_t stride, int64_t n_groups,
                              int32_t figure, nkt_survey_difference *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "surveys stride n_groups figure out error");
    nkt_i_array from;

    nkt_i_count(&call, "n_groups", n_groups, 0, INT64_MAX);
    from =
        nkt_i_array_open(&call, "surveys", surveys, sizeof *surveys, "stride", stride, n_groups, 1);
    nkt_i_code(&call, "figure", figure, NKT_SURVEY_FIGURE_PLAN, NKT_SURVEY_FIGURE_COOPERATION);
    nkt_i_needed(&call, "out", out);
    if (nkt_i_call_refused(&call))
        return call.status;
    *out = difference_of(&from, n_groups, figure);
    return NKT_OK;
}
