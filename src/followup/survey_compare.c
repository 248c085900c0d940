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

static group group_of(const nkt_survey *s, int32_t what) {
    const nkt_estimate *e = what == NKT_SURVEY_PLAN                ? &s->plan
                            : what == NKT_SURVEY_INDIVIDUALISATION ? &s->individualisation
                                                                   : &s->cooperation;
    const double sd =
        what == NKT_SURVEY_INDIVIDUALISATION ? s->individualisation_sd : s->cooperation_sd;

    return (group){e->state == NKT_STATE_VALUE ? e->basis : 0, e->value, sd * sd};
}

static int takes_part(const group *g, int32_t what) {
    return g->n > 0 && (what == NKT_SURVEY_PLAN || g->variance > 0);
}

/* The weight of a group in the common mean: cases for shares, 1 / variance of the mean for means. */
static double weight_of(const group *g, int32_t what) {
    return what == NKT_SURVEY_PLAN ? g->n : g->n / g->variance;
}

/* Sums over the groups that take part. */
typedef struct sums {
    double weight, mean, lowest, highest;
    double about; /* weighted squares about the common mean */
    double lack;  /* Welch: (1 - share of the weight)² / (n - 1) */
    int64_t n;
} sums;

static void sum_groups(const nkt_survey *surveys, int64_t stride, int64_t n_groups, int32_t what,
                       int pass, sums *t) {
    for (int64_t k = 0; k < n_groups; k++) {
        nkt_survey s;
        double w;
        group g;
        memcpy(&s, (const char *)surveys + k * stride, sizeof s);
        g = group_of(&s, what);
        if (!takes_part(&g, what))
            continue;
        w = weight_of(&g, what);
        if (pass == 1) {
            t->n++;
            t->weight += w;
            t->mean += (g.mean - t->mean) * (w / t->weight);
            t->lowest = fmin(t->lowest, g.mean);
            t->highest = fmax(t->highest, g.mean);
        } else {
            const double rest = 1 - w / t->weight;
            t->about += w * (g.mean - t->mean) * (g.mean - t->mean);
            t->lack += rest * rest / (g.n - 1);
        }
    }
}

nkt_status nkt_survey_compare(const nkt_survey *surveys, int64_t stride, int64_t n_groups,
                              int32_t what, nkt_survey_difference *out, nkt_error *error) {
    const nkt_i_target from = nkt_i_target_of((void *)(uintptr_t)surveys, sizeof *surveys, n_groups,
                                              stride, "surveys", 1);
    nkt_survey_difference d = {NAN, NAN, NAN, NAN, NAN, 0};
    sums t = {.lowest = INFINITY, .highest = -INFINITY};
    nkt_status status;

    nkt_i_error_clear(error);
    if (n_groups < 0)
        return nkt_i_refuse_count(error, 3, "n_groups", n_groups);
    status = nkt_i_target_check(&from, 1, error);
    if (!status && (what < NKT_SURVEY_PLAN || what > NKT_SURVEY_COOPERATION))
        status = nkt_i_refuse_number(4, what, "what", "is no NKT_SURVEY_ figure", error);
    if (!status && !out)
        status = nkt_i_refuse_null(error, 5, "out");
    if (status)
        return status;
    sum_groups(surveys, stride, n_groups, what, 1, &t);
    sum_groups(surveys, stride, n_groups, what, 2, &t);
    d.n_groups = t.n;
    if (t.n >= 2) {
        d.df = (double)(t.n - 1);
        d.spread = t.highest - t.lowest;
        if (what == NKT_SURVEY_PLAN) {
            d.statistic = t.about / (t.mean * (100 - t.mean)); /* NaN where all are the same */
            d.p = nkt_i_chi2_sf(d.statistic, d.df);
        } else {
            const double n = (double)t.n;
            d.statistic = t.about / d.df / (1 + 2 * (n - 2) * t.lack / (n * n - 1));
            d.df_within = (n * n - 1) / (3 * t.lack);
            d.p = nkt_i_f_sf(d.statistic, d.df, d.df_within);
        }
    }
    *out = d;
    return NKT_OK;
}
