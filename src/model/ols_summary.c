/*
 * What follows from the coefficients: errors, tests, the quality of the fit. Each number is formed
 * in wide numbers as far as cancellation matters, and rounded once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

static double ratio(const nkt_i_wide *a, const nkt_i_wide *b) {
    nkt_i_wide quotient;
    if (!b->sign)
        return NAN;
    quotient = nkt_i_wide_divide(a, b);
    return nkt_i_wide_round(&quotient);
}

static double root(const nkt_i_wide *a) {
    const nkt_i_wide r = nkt_i_wide_root(a);
    return nkt_i_wide_round(&r);
}

/* log of a number that may lie beyond double; a is positive. */
static double logarithm(const nkt_i_wide *a) {
    const nkt_i_wide m = nkt_i_wide_scale(*a, -(a->exponent + 256));
    const int64_t e = a->exponent + 256;
    if (e > -1000 && e < 1000)
        return log(nkt_i_wide_round(a));
    return log(nkt_i_wide_round(&m)) + (double)e * 0.69314718055994530942;
}

/*
 * Settles what counts as zero: a residual sum that is less than the last bits of the response could
 * leave, or that the wide arithmetic itself leaves where there are no degrees of freedom.
 */
static void settle_residuals(const nkt_i_ols_state *state, nkt_i_ols_fit *fit) {
    const int64_t y = state->shape.n_columns + 1;
    const nkt_i_wide squares = nkt_i_gram_get(nkt_i_ols_gram_const(state), y, y);
    const nkt_i_wide share = nkt_i_wide_from_double(0x1p-52 * (double)fit->n_coefficients);
    nkt_i_wide limit = nkt_i_wide_multiply(&share, &share);
    int constant = state->response_min == state->response_max &&
                   (fit->tss_is_centred || state->response_max == 0);

    limit = nkt_i_wide_multiply(&limit, &squares);
    if (constant) {
        fit->tss = nkt_i_wide_zero();
        fit->remarks |= INT64_C(1) << NKT_CONSTANT_RESPONSE;
    }
    if (fit->df == 0)
        fit->remarks |= INT64_C(1) << NKT_NOT_ESTIMABLE;
    else if (constant || fit->rss.sign <= 0 || nkt_i_wide_compare(&fit->rss, &limit) <= 0)
        fit->remarks |= INT64_C(1) << NKT_PERFECT_FIT;
    if (fit->df == 0 || fit->remarks >> NKT_PERFECT_FIT & 1)
        fit->rss = nkt_i_wide_zero();
}

static void standard_errors(nkt_i_ols_fit *fit) {
    nkt_i_ols_parts parts = nkt_i_ols_fit_parts(fit);
    double *se = nkt_i_ols_list(fit, NKT_OLS_LIST_SE), *vif = nkt_i_ols_list(fit, NKT_OLS_LIST_VIF);
    double *b = nkt_i_ols_list(fit, NKT_OLS_LIST_COEFFICIENT);
    const double *dropped = nkt_i_ols_list(fit, NKT_OLS_LIST_DROPPED);
    const nkt_i_wide df = nkt_i_wide_from_integer(fit->df);
    const nkt_i_wide s2 = fit->df ? nkt_i_wide_divide(&fit->rss, &df) : nkt_i_wide_zero();

    fit->sigma = fit->df ? root(&s2) : NAN;
    fit->own_share = 1;
    for (int64_t k = 0; k < fit->n_coefficients; k++) {
        nkt_i_wide own, inflation, variance;
        double share;
        b[k] = se[k] = vif[k] = NAN;
        if (dropped[k] != 0)
            continue;
        own = nkt_i_ols_unscaled(fit, k, k);
        variance = nkt_i_wide_multiply(&s2, &own);
        b[k] = nkt_i_wide_round(&parts.coefficient[k]);
        se[k] = fit->df ? root(&variance) : NAN;
        inflation = nkt_i_wide_multiply(&own, &parts.spread2[k]);
        if (k > 0 || !fit->intercept)
            vif[k] = nkt_i_wide_round(&inflation);
        inflation = nkt_i_wide_multiply(&own, &parts.length2[k]);
        share = 1 / root(&inflation);
        if (share < fit->own_share) {
            fit->own_share = share;
            fit->least_own = k;
        }
    }
    if (fit->own_share < NKT_I_OLS_NEARLY_COLLINEAR)
        fit->remarks |= INT64_C(1) << NKT_NEARLY_COLLINEAR;
}

/* each: the degrees of freedom of each coefficient; NULL: df for all. */
static void infer(nkt_i_ols_fit *fit, int32_t se, double df, const double *each) {
    const double *b = nkt_i_ols_list(fit, NKT_OLS_LIST_COEFFICIENT),
                 *error = nkt_i_ols_list(fit, se);
    double *t = nkt_i_ols_list(fit, se + 1), *p = nkt_i_ols_list(fit, se + 2);
    double *lower = nkt_i_ols_list(fit, se + 3), *upper = nkt_i_ols_list(fit, se + 4);
    double reach = df > 0 ? -nkt_i_t_quantile((1 - fit->confidence) / 2, df) : NAN;

    for (int64_t k = 0; k < fit->n_coefficients; k++) {
        if (each) {
            df = each[k];
            reach = df > 0 ? -nkt_i_t_quantile((1 - fit->confidence) / 2, df) : NAN;
        }
        t[k] = error[k] > 0 ? b[k] / error[k] : NAN;
        p[k] = df > 0 && !isnan(t[k]) ? 2 * nkt_i_t_sf(fabs(t[k]), df) : NAN;
        lower[k] = b[k] - reach * error[k];
        upper[k] = b[k] + reach * error[k];
    }
}

void nkt_i_ols_inference(nkt_i_ols_fit *fit, int32_t se, double df) {
    infer(fit, se, df, NULL);
}

void nkt_i_ols_inference_each(nkt_i_ols_fit *fit, int32_t se, const double *df) {
    infer(fit, se, NAN, df);
}

static void quality(const nkt_i_ols_state *state, nkt_i_ols_fit *fit) {
    const double n = (double)fit->used, k0 = (double)fit->tss_is_centred, df = (double)fit->df;
    const nkt_i_wide explained = nkt_i_wide_subtract(&fit->tss, &fit->rss);
    const nkt_i_wide df1 = nkt_i_wide_from_integer(fit->rank - fit->tss_is_centred);
    const nkt_i_wide df0 = nkt_i_wide_from_integer(fit->used - fit->tss_is_centred);
    const nkt_i_wide df2 = nkt_i_wide_from_integer(fit->df);
    nkt_i_wide a, b;

    fit->r2 = ratio(&explained, &fit->tss);
    fit->r2_adjusted = fit->f = fit->f_p = fit->log_likelihood = fit->aic = fit->bic = NAN;
    if (fit->df == 0)
        return;
    /* 1 - (RSS / nu) / (TSS / (n - k0)) */
    a = nkt_i_wide_multiply(&fit->rss, &df0);
    b = nkt_i_wide_multiply(&fit->tss, &df2);
    a = nkt_i_wide_subtract(&b, &a);
    fit->r2_adjusted = ratio(&a, &b);
    if (fit->rss.sign <= 0)
        return;
    a = nkt_i_wide_multiply(&explained, &df2);
    b = nkt_i_wide_multiply(&fit->rss, &df1);
    fit->f = ratio(&a, &b);
    if (!isnan(fit->f))
        fit->f_p = nkt_i_f_sf(fit->f, (double)fit->rank - k0, df);
    fit->log_likelihood =
        (nkt_i_exact_sum_round(&state->log_weights) -
         n * (1.83787706640934548356 /* log 2 pi */ + 1 - log(n) + logarithm(&fit->rss))) /
        2;
    fit->aic = 2 * ((double)fit->rank + 1) - 2 * fit->log_likelihood;
    fit->bic = log(n) * ((double)fit->rank + 1) - 2 * fit->log_likelihood;
}

/* What the row pass needs: numbers of two doubles, for columns divided by powers of two. */
static void prepare_rows(nkt_i_ols_fit *fit) {
    nkt_i_ols_parts parts = nkt_i_ols_fit_parts(fit);

    for (int64_t j = 0; j < fit->n_coefficients; j++) {
        const nkt_i_wide *length2 = &parts.length2[j];
        nkt_i_wide b;
        /* Divided by about its root mean square. Halving the exponent may round either way. */
        parts.exponent[j] =
            length2->sign ? (length2->exponent + 256) / 2 - (int64_t)log2((double)fit->used) / 2
                          : 0;
        b = nkt_i_wide_scale(parts.coefficient[j], parts.exponent[j]);
        nkt_i_wide_round_pair(&b, &parts.b_high[j], &parts.b_low[j]);
    }
    for (int64_t i = 0; i < fit->n_coefficients; i++) {
        const nkt_i_wide scale = nkt_i_wide_root(&parts.reciprocal[i]);
        for (int64_t j = 0; j <= i; j++) {
            const int64_t at = nkt_i_triangle(i, j);
            nkt_i_wide m = nkt_i_wide_multiply(&scale, &parts.inverse[at]);
            m = nkt_i_wide_scale(m, parts.exponent[j]);
            nkt_i_wide_round_pair(&m, &parts.m_high[at], &parts.m_low[at]);
        }
    }
}

void nkt_i_ols_summarise(const nkt_i_ols_state *state, nkt_i_ols_fit *fit) {
    fit->remarks = 0;
    fit->df = fit->used - fit->rank;
    if (fit->rank < fit->n_coefficients)
        fit->remarks |= INT64_C(1) << NKT_TERM_DROPPED;
    settle_residuals(state, fit);
    standard_errors(fit);
    nkt_i_ols_inference(fit, NKT_OLS_LIST_SE, (double)fit->df);
    fit->t_quantile =
        fit->df > 0 ? -nkt_i_t_quantile((1 - fit->confidence) / 2, (double)fit->df) : NAN;
    quality(state, fit);
    prepare_rows(fit);
}
