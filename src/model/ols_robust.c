/*
 * Merging scores, and what they say of a fit: robust covariances, PRESS, Breusch-Pagan.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

/* ---- merging --------------------------------------------------------------------------------------------- */

/* Room for the source's clusters, all of them or none. */
static nkt_status take_clusters(nkt_i_ols_scores *to, const nkt_i_ols_scores *from,
                                nkt_error *error) {
    const int64_t numbers = nkt_i_ols_slot_numbers(from->n_coefficients);
    const int64_t *slot = nkt_i_ols_scores_table(from);

    for (int64_t i = 0; i < from->slots; i++, slot += numbers)
        if (slot[0] && !nkt_i_ols_cluster(to, slot[1], 1)) {
            nkt_i_fault fault = NKT_I_FAULT(1);
            nkt_i_ols_clusters_undo(to);
            fault.value = (double)to->capacity;
            return nkt_i_error_value(error, NKT_E_CAPACITY, fault, "scores",
                                     "clusters are too few for both states");
        }
    nkt_i_ols_clusters_keep(to);
    return NKT_OK;
}

nkt_status nkt_ols_scores_merge(void *scores, const void *source, nkt_error *error) {
    nkt_i_ols_scores *to = (nkt_i_ols_scores *)scores;
    const nkt_i_ols_scores *from = (const nkt_i_ols_scores *)source;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ols_scores_check(scores, 1, "scores", error);
    if (!status)
        status = nkt_i_ols_scores_check(source, 2, "source", error);
    if (status)
        return status;
    if (to == from)
        return nkt_i_error_set(error, NKT_E_DUPLICATE, NKT_I_FAULT(2), "source",
                               "is the state itself");
    if (to->fit_mark != from->fit_mark || to->kind != from->kind ||
        to->n_coefficients != from->n_coefficients)
        return nkt_i_error_set(error, NKT_E_SHAPE, NKT_I_FAULT(2), "source",
                               "is of another fit or kind");
    if (to->kind == NKT_OLS_CR1) {
        status = take_clusters(to, from, error);
        if (status)
            return status;
        nkt_i_ols_clusters_merge(to, from);
    } else {
        nkt_i_gram_merge(nkt_i_ols_scores_gram(to), nkt_i_ols_scores_gram(from));
    }
    to->used += from->used;
    to->decisive += from->decisive;
    to->foreign |= from->foreign;
    nkt_i_exact_sum_merge(&to->press, &from->press);
    nkt_i_exact_sum_merge(&to->q, &from->q);
    nkt_i_exact_sum_merge(&to->q2, &from->q2);
    for (int64_t k = 0; k < to->n_coefficients; k++)
        nkt_i_exact_sum_merge(&nkt_i_ols_scores_zq(to)[k], &nkt_i_ols_scores_zq(from)[k]);
    return NKT_OK;
}

/* ---- the covariance of the scores ------------------------------------------------------------------------- */

/* Clusters that have rows: one that has only rows that were not used does not count. */
static int64_t count_clusters(const nkt_i_ols_scores *scores) {
    const int64_t numbers = nkt_i_ols_slot_numbers(scores->n_coefficients);
    const int64_t *slot = nkt_i_ols_scores_table(scores);
    int64_t count = 0;

    for (int64_t i = 0; i < scores->slots; i++, slot += numbers)
        count += slot[2] > 0;
    return count;
}

/* Σ over clusters of the products of two sums, exactly, so in any order. */
static double clustered(const nkt_i_ols_scores *scores, int64_t i, int64_t j) {
    const int64_t numbers = nkt_i_ols_slot_numbers(scores->n_coefficients);
    const int64_t *slot = nkt_i_ols_scores_table(scores);
    nkt_i_exact_sum sum;

    nkt_i_exact_sum_init(&sum);
    for (int64_t s = 0; s < scores->slots; s++, slot += numbers) {
        double product, error;
        if (slot[2] == 0)
            continue;
        nkt_i_two_product(nkt_i_ols_cluster_sum(slot, i), nkt_i_ols_cluster_sum(slot, j), &product,
                          &error);
        nkt_i_exact_sum_add(&sum, product);
        nkt_i_exact_sum_add(&sum, error);
    }
    return nkt_i_exact_sum_round(&sum);
}

/* The middle of the sandwich, on the orthogonal columns, with the kind's factor. */
static void fill_middle(const nkt_i_ols_scores *scores, const nkt_i_ols_fit *fit, int64_t clusters,
                        double *middle) {
    const double n = (double)fit->used, df = (double)fit->df, g = (double)clusters;
    double factor = 1;

    if (scores->kind == NKT_OLS_HC1)
        factor = n / df;
    if (scores->kind == NKT_OLS_CR1)
        factor = g / (g - 1) * ((n - 1) / df) * fit->sigma * fit->sigma;
    for (int64_t i = 0; i < fit->n_coefficients; i++)
        for (int64_t j = 0; j <= i; j++) {
            double *to = &middle[nkt_i_triangle(i, j)];
            if (scores->kind == NKT_OLS_CR1) {
                *to = factor * clustered(scores, j, i);
            } else {
                const nkt_i_wide sum = nkt_i_gram_get(nkt_i_ols_scores_gram(scores), j, i);
                *to = factor * nkt_i_wide_round(&sum);
            }
        }
}

/* M' middle M, each coefficient in its own unit again. */
static void fill_covariance(const nkt_i_ols_fit *fit, const double *middle) {
    const nkt_i_ols_parts parts = nkt_i_ols_fit_parts(fit);
    const int64_t p = fit->n_coefficients;

    for (int64_t k = 0; k < p; k++) {
        double u[NKT_OLS_TERMS_MAX + 1];
        for (int64_t i = 0; i < p; i++) {
            u[i] = 0;
            for (int64_t j = k; j < p; j++)
                u[i] += middle[i > j ? nkt_i_triangle(i, j) : nkt_i_triangle(j, i)] *
                        parts.m_high[nkt_i_triangle(j, k)];
        }
        for (int64_t l = 0; l <= k; l++) {
            double sum = 0;
            for (int64_t i = l; i < p; i++)
                sum += parts.m_high[nkt_i_triangle(i, l)] * u[i];
            parts.robust[nkt_i_triangle(k, l)] =
                ldexp(sum, -(int)(parts.exponent[k] + parts.exponent[l]));
        }
    }
}

static void fill_robust(const nkt_i_ols_scores *scores, nkt_i_ols_fit *fit, int64_t clusters,
                        double *middle) {
    const nkt_i_ols_parts parts = nkt_i_ols_fit_parts(fit);
    const double *dropped = nkt_i_ols_list(fit, NKT_OLS_DROPPED);
    const int undefined =
        scores->decisive > 0 && (scores->kind == NKT_OLS_HC2 || scores->kind == NKT_OLS_HC3);

    fill_middle(scores, fit, clusters, middle);
    fill_covariance(fit, middle);
    for (int64_t k = 0; k < fit->n_coefficients; k++) {
        const double variance = parts.robust[nkt_i_triangle(k, k)];
        nkt_i_ols_list(fit, NKT_OLS_ROBUST_SE)[k] =
            undefined || dropped[k] != 0 ? NAN : sqrt(fmax(variance, 0));
        for (int64_t l = 0; undefined && l <= k; l++)
            parts.robust[nkt_i_triangle(k, l)] = NAN;
    }
    fit->robust_kind = (double)scores->kind;
    fit->robust_df = scores->kind == NKT_OLS_CR1 ? (double)clusters - 1 : (double)fit->df;
    fit->n_clusters = scores->kind == NKT_OLS_CR1 ? (double)clusters : NAN;
    nkt_i_ols_inference(fit, NKT_OLS_ROBUST_SE, fit->robust_df);
}

/* ---- the rest --------------------------------------------------------------------------------------------- */

static void fill_press(const nkt_i_ols_scores *scores, nkt_i_ols_fit *fit) {
    const double tss = nkt_i_wide_round(&fit->tss);

    fit->press = scores->decisive ? NAN : nkt_i_exact_sum_round(&scores->press);
    fit->r2_predictive = tss > 0 ? 1 - fit->press / tss : NAN;
}

/* n R² of q = e² / sigma² on the terms. The z have length 1, so Σ z q are the coefficients. */
static void fill_breusch_pagan(const nkt_i_ols_scores *scores, nkt_i_ols_fit *fit) {
    const double n = (double)fit->used, q = nkt_i_exact_sum_round(&scores->q);
    double explained = 0, total = nkt_i_exact_sum_round(&scores->q2) - q * q / n;

    fit->bp = fit->bp_df = fit->bp_p = NAN;
    if (fit->weighted || !fit->tss_is_centred || fit->rank < 2 || !(fit->sigma > 0) || !(total > 0))
        return;
    for (int64_t k = fit->intercept; k < fit->n_coefficients; k++) {
        const double a = nkt_i_exact_sum_round(&nkt_i_ols_scores_zq(scores)[k]);
        explained += a * a;
    }
    if (!fit->intercept)
        explained -= q * q / n;
    fit->bp = n * explained / total;
    fit->bp_df = (double)fit->rank - 1;
    fit->bp_p = nkt_i_chi2_sf(fit->bp, fit->bp_df);
}

static nkt_status check_rows(const nkt_i_ols_scores *scores, const nkt_i_ols_fit *fit,
                             nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(1);

    if (scores->fit_mark != nkt_i_ols_fit_mark(fit) || scores->foreign)
        return nkt_i_error_set(error, NKT_E_SHAPE, NKT_I_FAULT(2), "fit",
                               "is not the one that the scores were made for");
    if (scores->used == fit->used)
        return NKT_OK;
    fault.value = (double)scores->used;
    return nkt_i_error_value(error, NKT_E_TOO_FEW_ROWS, fault, "scores",
                             "rows are not all rows of the fit, each once");
}

nkt_status nkt_ols_scores_apply(const void *scores, void *fit, void *work, size_t work_size,
                                nkt_error *error) {
    const nkt_i_ols_scores *live = (const nkt_i_ols_scores *)scores;
    nkt_i_ols_fit *of = (nkt_i_ols_fit *)fit;
    nkt_i_fault fault = NKT_I_FAULT(1);
    int64_t clusters = 0;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ols_scores_check(scores, 1, "scores", error);
    if (!status)
        status = nkt_i_ols_fit_check(fit, 2, error);
    if (!status)
        status = nkt_i_memory_check(work, work_size,
                                    (size_t)nkt_i_ols_block_numbers(&of->shape) * sizeof(double), 3,
                                    "work", error);
    if (!status)
        status = check_rows(live, of, error);
    if (status)
        return status;
    if (live->kind == NKT_OLS_CR1) {
        clusters = count_clusters(live);
        fault.value = (double)clusters;
        if (clusters < 2)
            return nkt_i_error_value(error, NKT_E_CLUSTERS, fault, "scores",
                                     "clusters are too few: two are needed");
    }
    fill_press(live, of);
    if (of->df == 0)
        return nkt_i_error_set(error, NKT_NOT_ESTIMABLE, NKT_I_FAULT(2), NULL,
                               "as many rows as coefficients: there are no standard errors");
    fill_robust(live, of, clusters, (double *)work);
    fill_breusch_pagan(live, of);
    if (live->decisive == 0)
        return NKT_OK;
    fault.value = (double)live->decisive;
    return nkt_i_error_value(error, NKT_LEVERAGE_ONE, fault, "scores",
                             "rows decide a coefficient alone and cannot be left out");
}
