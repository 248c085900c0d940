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

/* Degrees go to 100: a deviation below this is rounding, and none. */
#define LEAST_DEVIATION (100 * NKT_I_ROUNDING)

static int has_variance(const group *g) {
    return g->variance > LEAST_DEVIATION * LEAST_DEVIATION;
}

static int takes_part(const group *g, int32_t method) {
    return g->n >= (method == NKT_SURVEY_TEST_CHI_SQUARE ? 1 : 2);
}

/* The weight of a group in the common mean: cases, or for Welch 1 / variance of the mean. */
static double weight_of(const group *g, int32_t method) {
    return method == NKT_SURVEY_TEST_WELCH ? g->n / g->variance : g->n;
}

/*
 * Welch's test needs the variance of every group. Where one has none it would have to be left out,
 * however far it is from the others; then the variance is that of all groups together.
 */
static int32_t method_for(const nkt_i_array *surveys, int64_t n_groups, int32_t figure) {
    if (figure == NKT_SURVEY_FIGURE_PLAN)
        return NKT_SURVEY_TEST_CHI_SQUARE;
    for (int64_t k = 0; k < n_groups; k++) {
        nkt_survey s;
        group g;
        nkt_i_array_get(surveys, k, &s);
        g = group_of(&s, figure);
        if (takes_part(&g, NKT_SURVEY_TEST_POOLED) && !has_variance(&g))
            return NKT_SURVEY_TEST_POOLED;
    }
    return NKT_SURVEY_TEST_WELCH;
}

/* What comes of the groups that take part; sums are exact. */
typedef struct sums {
    nkt_i_exact_sum weights, means; /* Σ w, Σ w · mean */
    nkt_i_exact_sum about;          /* weighted squares about the common mean */
    nkt_i_exact_sum lack;           /* Welch: (1 - share of the weight)² / (n - 1) */
    nkt_i_exact_sum within;         /* squares about the means of the groups */
    double lowest, highest;
    int64_t n;
} sums;

static sums sums_begin(void) {
    sums t;

    nkt_i_exact_sum_init(&t.weights);
    nkt_i_exact_sum_init(&t.means);
    nkt_i_exact_sum_init(&t.about);
    nkt_i_exact_sum_init(&t.lack);
    nkt_i_exact_sum_init(&t.within);
    t.lowest = INFINITY;
    t.highest = -INFINITY;
    t.n = 0;
    return t;
}

/* The first pass: the common mean is that of means over weights. */
static void find_mean(const nkt_i_array *surveys, int64_t n_groups, int32_t figure, int32_t method,
                      sums *t) {
    for (int64_t k = 0; k < n_groups; k++) {
        nkt_survey s;
        double w;
        group g;
        nkt_i_array_get(surveys, k, &s);
        g = group_of(&s, figure);
        if (!takes_part(&g, method))
            continue;
        w = weight_of(&g, method);
        t->n++;
        nkt_i_exact_sum_add(&t->weights, w);
        nkt_i_exact_sum_add(&t->means, w * g.mean);
        t->lowest = fmin(t->lowest, g.mean);
        t->highest = fmax(t->highest, g.mean);
    }
}

/* The second pass: how far the groups are from it. */
static void find_spread(const nkt_i_array *surveys, int64_t n_groups, int32_t figure,
                        int32_t method, double weight, double mean, sums *t) {
    for (int64_t k = 0; k < n_groups; k++) {
        nkt_survey s;
        double w, rest;
        group g;
        nkt_i_array_get(surveys, k, &s);
        g = group_of(&s, figure);
        if (!takes_part(&g, method))
            continue;
        w = weight_of(&g, method);
        rest = 1 - w / weight;
        nkt_i_exact_sum_add(&t->about, w * (g.mean - mean) * (g.mean - mean));
        nkt_i_exact_sum_add(&t->lack, rest * rest / (g.n - 1));
        nkt_i_exact_sum_add(&t->within, (g.n - 1) * g.variance);
    }
}

static nkt_survey_difference difference_of(const nkt_i_array *surveys, int64_t n_groups,
                                           int32_t figure) {
    const int32_t method = method_for(surveys, n_groups, figure);
    nkt_survey_difference d = {NAN, NAN, NAN, NAN, NAN, 0, NKT_SURVEY_TEST_NONE, 0};
    sums t = sums_begin();
    double weight, mean, about, lack, within, n;

    find_mean(surveys, n_groups, figure, method, &t);
    d.n_groups = t.n;
    if (t.n < 2)
        return d;
    weight = nkt_i_exact_sum_round(&t.weights);
    mean = nkt_i_exact_sum_round(&t.means) / weight;
    find_spread(surveys, n_groups, figure, method, weight, mean, &t);
    about = nkt_i_exact_sum_round(&t.about);
    lack = nkt_i_exact_sum_round(&t.lack);
    within = nkt_i_exact_sum_round(&t.within);
    n = (double)t.n;
    d.df = n - 1;
    d.spread = t.highest - t.lowest;
    if (method == NKT_SURVEY_TEST_CHI_SQUARE) {
        d.statistic = about / (mean * (100 - mean)); /* NaN where all are the same */
        d.p = nkt_i_chi2_sf(d.statistic, d.df);
    } else if (method == NKT_SURVEY_TEST_WELCH) {
        d.statistic = about / d.df / (1 + 2 * (n - 2) * lack / (n * n - 1));
        d.df_within = (n * n - 1) / (3 * lack);
        d.p = nkt_i_f_sf(d.statistic, d.df, d.df_within);
    } else if (within > (weight - n) * LEAST_DEVIATION * LEAST_DEVIATION) {
        d.df_within = weight - n;
        d.statistic = about / d.df / (within / d.df_within);
        d.p = nkt_i_f_sf(d.statistic, d.df, d.df_within);
    } /* otherwise nobody differs from those of the same group: there is no measure of chance */
    d.method = isnan(d.p) ? NKT_SURVEY_TEST_NONE : method;
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
