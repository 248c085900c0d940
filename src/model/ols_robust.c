/*
 * What scores say of a fit: robust covariances, PRESS, Breusch-Pagan; and all of it in one call.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

/* ---- the covariance of the scores ------------------------------------------------------------------------- */

/* Clusters that have rows: one that has only rows that were not used does not count. */
static int64_t count_clusters(const nkt_i_ols_scores *scores) {
    const int64_t numbers = nkt_i_ols_slot_numbers(scores->n_coefficients, scores->kind);
    const int64_t *slot = nkt_i_ols_scores_table(scores);
    int64_t count = 0;

    for (int64_t i = 0; i < scores->slots; i++, slot += numbers)
        count += slot[2] > 0;
    return count;
}

/* Σ over clusters of the products of two sums, exactly, so in any order. */
static double clustered(const nkt_i_ols_scores *scores, int64_t i, int64_t j) {
    const int64_t numbers = nkt_i_ols_slot_numbers(scores->n_coefficients, scores->kind);
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

    if (scores->kind == NKT_ROBUST_HC1)
        factor = n / df;
    if (scores->kind == NKT_ROBUST_CR1)
        factor = g / (g - 1) * ((n - 1) / df) * fit->sigma * fit->sigma;
    for (int64_t i = 0; i < fit->n_coefficients; i++)
        for (int64_t j = 0; j <= i; j++) {
            double *to = &middle[nkt_i_triangle(i, j)];
            if (scores->kind == NKT_ROBUST_CR1) {
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
    const double *dropped = nkt_i_ols_list(fit, NKT_OLS_LIST_DROPPED);
    const int undefined =
        scores->decisive > 0 && (scores->kind == NKT_ROBUST_HC2 || scores->kind == NKT_ROBUST_HC3);

    double *df = nkt_i_ols_list(fit, NKT_OLS_LIST_ROBUST_DF);
    const int each = scores->kind == NKT_ROBUST_CR2;

    if (each)
        nkt_i_ols_bias_reduced(scores, fit, middle, df,
                               middle + nkt_i_triangle(fit->n_coefficients, 0));
    else
        fill_middle(scores, fit, clusters, middle);
    fill_covariance(fit, middle);
    for (int64_t k = 0; k < fit->n_coefficients; k++) {
        const double variance = parts.robust[nkt_i_triangle(k, k)];
        nkt_i_ols_list(fit, NKT_OLS_LIST_ROBUST_SE)[k] =
            undefined || dropped[k] != 0 ? NAN : sqrt(fmax(variance, 0));
        for (int64_t l = 0; undefined && l <= k; l++)
            parts.robust[nkt_i_triangle(k, l)] = NAN;
    }
    fit->robust_kind = (double)scores->kind;
    fit->n_clusters = nkt_i_ols_is_clustered(scores->kind) ? (double)clusters : NAN;
    fit->robust_df = each                             ? NAN
                     : scores->kind == NKT_ROBUST_CR1 ? (double)clusters - 1
                                                      : (double)fit->df;
    for (int64_t k = 0; k < fit->n_coefficients && !each; k++)
        df[k] = dropped[k] != 0 ? NAN : fit->robust_df;
    nkt_i_ols_inference_each(fit, NKT_OLS_LIST_ROBUST_SE, df);
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

static void check_rows(nkt_i_call *call, const char *rows, const nkt_i_ols_scores *scores,
                       const nkt_i_ols_fit *fit) {
    nkt_i_fault fault = NKT_I_AT(rows);

    if (scores->fit_mark != nkt_i_ols_fit_mark(fit) || scores->foreign)
        nkt_i_refuse_path(call, NKT_E_SHAPE, NKT_REASON_OTHER_SHAPE, "fit",
                          "is not the one that the scores were made for");
    if (scores->used == fit->used)
        return;
    fault.value = (double)scores->used;
    fault.bound = (double)fit->used;
    nkt_i_refuse(call, NKT_E_TOO_FEW_ROWS, NKT_REASON_TOO_FEW, fault,
                 "rows are not all rows of the fit, each once");
}

/* How many clusters there are; fewer than two are refused. Without clusters 0. */
static int64_t check_clusters(nkt_i_call *call, const char *rows, const nkt_i_ols_scores *scores) {
    nkt_i_fault fault = NKT_I_AT(rows);
    int64_t clusters;

    if (nkt_i_call_refused(call) || !nkt_i_ols_is_clustered(scores->kind))
        return 0;
    clusters = count_clusters(scores);
    fault.value = (double)clusters;
    fault.bound = 2;
    if (clusters < 2)
        nkt_i_refuse(call, NKT_E_CLUSTERS, NKT_REASON_TOO_FEW, fault,
                     "clusters are too few: two are needed");
    return clusters;
}

void nkt_i_ols_finish_bytes(nkt_i_bytes *bytes, int64_t n_coefficients, int64_t kind,
                            int64_t slots) {
    nkt_i_bytes_add(bytes, nkt_i_triangle(n_coefficients, 0), sizeof(double));
    if (kind == NKT_ROBUST_CR2)
        nkt_i_ols_bias_reduced_bytes(bytes, n_coefficients, slots);
}

void nkt_i_ols_scores_finish(nkt_i_call *call, const char *rows, const nkt_i_ols_scores *scores,
                             nkt_i_ols_fit *fit, double *work) {
    nkt_i_fault fault = NKT_I_AT(rows);
    int64_t clusters;

    check_rows(call, rows, scores, fit);
    clusters = check_clusters(call, rows, scores);
    if (nkt_i_call_refused(call))
        return;
    fill_press(scores, fit);
    if (fit->df == 0) {
        fault.value = (double)fit->used;
        fault.bound = (double)fit->rank + 1;
        nkt_i_remark(call, NKT_NOT_ESTIMABLE, NKT_REASON_TOO_FEW, fault,
                     "rows, as many as coefficients: there are no standard errors");
        return;
    }
    fill_robust(scores, fit, clusters, work);
    fill_breusch_pagan(scores, fit);
    if (scores->decisive == 0)
        return;
    fault.value = (double)scores->decisive;
    nkt_i_remark_rows(call, NKT_LEVERAGE_ONE, NKT_REASON_DECISIVE, fault, scores->decisive,
                      "rows decide a coefficient alone and cannot be left out");
}

/* ---- the calls ------------------------------------------------------------------------------------- */

nkt_status nkt_ols_scores_apply(const nkt_memory *scores, nkt_memory *fit, nkt_memory *work,
                                nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "scores fit work error");
    const nkt_i_ols_scores *live = nkt_i_ols_scores_open(&call, "scores", scores);
    nkt_i_ols_fit *of = nkt_i_ols_fit_open(&call, "fit", fit);
    nkt_i_bytes bytes = {0, 0};
    double *middle;

    nkt_i_distinct(&call, "work", work, scores);
    nkt_i_distinct(&call, "work", work, fit);
    if (nkt_i_call_refused(&call))
        return call.status;
    if (live->n_coefficients != of->n_coefficients)
        nkt_i_refuse_path(&call, NKT_E_SHAPE, NKT_REASON_OTHER_SHAPE, "fit",
                          "is not the one that the scores were made for");
    nkt_i_ols_finish_bytes(&bytes, of->n_coefficients, live->kind, live->slots);
    middle = nkt_i_claim(&call, "work", work, bytes);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_ols_scores_finish(&call, "scores", live, of, middle);
    return nkt_i_call_end(&call);
}

/* Room for as many clusters as there are rows: how many there are is not known before. */
static int64_t clusters_of(int32_t kind, const nkt_design *design) {
    const int64_t n = design->rows.n_rows;

    if (!nkt_i_ols_is_clustered(kind))
        return 0;
    return n < 1 ? 1 : n < NKT_I_OLS_CLUSTERS_MAX ? n : NKT_I_OLS_CLUSTERS_MAX;
}

static int64_t scores_slots(int32_t kind, const nkt_design *design) {
    return nkt_i_ols_is_clustered(kind) ? nkt_i_ols_slots_for(clusters_of(kind, design)) : 0;
}

nkt_status nkt_ols_robust(nkt_memory *fit, const nkt_design *design, int32_t kind, nkt_memory *work,
                          nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "fit design kind work error");
    nkt_i_ols_fit *of = nkt_i_ols_fit_open(&call, "fit", fit);
    const int32_t resolved = kind == NKT_ROBUST_DEFAULT ? NKT_ROBUST_HC3 : kind;
    nkt_i_bytes bytes = {0, 0};
    nkt_i_ols_scores *scores;
    size_t size, block, finish;
    char *at;

    nkt_i_code(&call, "kind", kind, NKT_ROBUST_DEFAULT, NKT_ROBUST_CR2);
    nkt_i_ols_design_check(&call, design, of ? &of->shape : NULL,
                           nkt_i_ols_is_clustered(kind) ? NKT_I_OLS_RESPONSE | NKT_I_OLS_CLUSTER
                                                        : NKT_I_OLS_RESPONSE);
    nkt_i_distinct(&call, "work", work, fit);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_ols_scores_bytes(&bytes, of->n_coefficients, resolved, clusters_of(kind, design));
    size = block = bytes.total;
    nkt_i_ols_pass_bytes(&bytes, &of->shape);
    finish = bytes.total;
    nkt_i_ols_finish_bytes(&bytes, of->n_coefficients, resolved, scores_slots(resolved, design));
    at = nkt_i_claim(&call, "work", work, bytes);
    if (nkt_i_call_refused(&call))
        return call.status;
    scores = (nkt_i_ols_scores *)(void *)at;
    nkt_i_ols_scores_begin(scores, size, of, resolved, clusters_of(kind, design));
    nkt_i_ols_scores_take(&call, scores, design);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_ols_scores_rows(&call, scores, of, design, (double *)(void *)(at + block));
    nkt_i_ols_scores_finish(&call, "design.rows", scores, of, (double *)(void *)(at + finish));
    return nkt_i_call_end(&call);
}
