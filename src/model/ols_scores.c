/*
 * The state of scores: what each row of a fit adds to robust covariances, PRESS and the test for
 * heteroscedasticity.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

#define ROWS NKT_I_OLS_ROWS

/* ---- memory ------------------------------------------------------------------------------------------- */

nkt_i_exact_sum *nkt_i_ols_scores_zq(const nkt_i_ols_scores *scores) {
    return (nkt_i_exact_sum *)(uintptr_t)(scores + 1);
}

nkt_i_gram *nkt_i_ols_scores_gram(const nkt_i_ols_scores *scores) {
    return (nkt_i_gram *)(void *)(nkt_i_ols_scores_zq(scores) + scores->n_coefficients);
}

int64_t *nkt_i_ols_scores_table(const nkt_i_ols_scores *scores) {
    return (int64_t *)(void *)(nkt_i_ols_scores_zq(scores) + scores->n_coefficients);
}

/* Behind the Gram matrix: its scratch, then the block of scores. */
static int64_t *gram_scratch(const nkt_i_ols_scores *scores) {
    return (int64_t *)(void *)((char *)nkt_i_ols_scores_gram(scores) +
                               nkt_i_gram_size(scores->n_coefficients));
}

static double *gram_block(const nkt_i_ols_scores *scores) {
    return (double *)(void *)(gram_scratch(scores) + nkt_i_gram_scratch(scores->n_coefficients, 0));
}

static int64_t slots_for(int64_t clusters) {
    return clusters + clusters / 2 + 1;
}

static int bytes_of(int64_t p, int64_t kind, int64_t clusters, size_t *size) {
    const size_t head = sizeof(nkt_i_ols_scores) + (size_t)p * sizeof(nkt_i_exact_sum);
    size_t slot, table;

    if (kind != NKT_OLS_CR1) {
        *size = head + nkt_i_gram_size(p) +
                (size_t)(nkt_i_gram_scratch(p, 0) + p * ROWS) * sizeof(int64_t);
        return 1;
    }
    slot = (size_t)nkt_i_ols_slot_numbers(p) * sizeof(int64_t);
    return (uint64_t)slots_for(clusters) <= SIZE_MAX &&
           nkt_i_size_mul((size_t)slots_for(clusters), slot, &table) &&
           nkt_i_size_add(head, table, size);
}

uint64_t nkt_i_ols_fit_mark(const nkt_i_ols_fit *fit) {
    const nkt_i_ols_parts parts = nkt_i_ols_fit_parts(fit);
    uint64_t mark = (uint64_t)fit->used;

    for (int64_t k = 0; k < fit->n_coefficients; k++)
        mark = (mark ^ parts.coefficient[k].limb[3] ^ parts.reciprocal[k].limb[2]) *
               UINT64_C(0x100000001b3);
    return (mark ^ fit->rss.limb[3]) * 2 + (uint64_t)fit->intercept;
}

nkt_status nkt_i_ols_scores_check(const void *scores, int32_t argument, const char *name,
                                  nkt_error *error) {
    const nkt_i_ols_scores *live = (const nkt_i_ols_scores *)scores;
    nkt_i_fault fault = NKT_I_FAULT(argument);
    size_t size;

    if (!scores)
        return nkt_i_refuse_null(error, argument, name);
    if (!nkt_i_is_aligned8(scores))
        return nkt_i_error_set(error, NKT_E_ALIGNMENT, fault, name, "is not 8-byte aligned");
    if (live->magic != NKT_I_OLS_SCORES ||
        !bytes_of(live->n_coefficients, live->kind, live->capacity, &size) || size != live->size)
        return nkt_i_error_set(error, NKT_E_STATE, fault, name,
                               "was not initialised as a state of scores, or is damaged");
    return NKT_OK;
}

/* kind and clusters are parameters number argument and the next. */
static nkt_status check_kind(int32_t kind, int64_t clusters, int32_t argument, nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(argument);

    if (kind < NKT_OLS_HC3 || kind > NKT_OLS_CR1) {
        fault.value = kind;
        return nkt_i_error_value(error, NKT_E_ID, fault, "kind", "is no robust covariance");
    }
    if (clusters < 0 || clusters > INT64_C(1) << 40 || (kind != NKT_OLS_CR1 && clusters > 0))
        return nkt_i_refuse_count(error, argument + 1, "clusters", clusters);
    if (kind == NKT_OLS_CR1 && clusters == 0)
        return nkt_i_error_set(error, NKT_E_COUNT, NKT_I_FAULT(argument + 1), "clusters",
                               "needs room for at least one");
    return NKT_OK;
}

static nkt_status find_size(const nkt_i_ols_fit *fit, int32_t kind, int64_t clusters,
                            int32_t argument, size_t *size, nkt_error *error) {
    const nkt_status status = check_kind(kind, clusters, argument, error);
    if (status)
        return status;
    if (!bytes_of(fit->n_coefficients, kind, clusters, size))
        return nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(argument + 1), "clusters",
                               "need more memory than there can be");
    return NKT_OK;
}

nkt_status nkt_ols_scores_size(const void *fit, int32_t kind, int64_t clusters, size_t *size,
                               nkt_error *error) {
    size_t found;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ols_fit_check(fit, 1, error);
    if (!status)
        status = find_size((const nkt_i_ols_fit *)fit, kind, clusters, 2, &found, error);
    if (!status && !size)
        status = nkt_i_refuse_null(error, 4, "size");
    if (!status)
        *size = found;
    return status;
}

nkt_status nkt_ols_scores_init(void *scores, size_t scores_size, const void *fit, int32_t kind,
                               int64_t clusters, nkt_error *error) {
    const nkt_i_ols_fit *of = (const nkt_i_ols_fit *)fit;
    nkt_i_ols_scores *live = (nkt_i_ols_scores *)scores;
    size_t size;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ols_fit_check(fit, 3, error);
    if (!status)
        status = find_size(of, kind, clusters, 4, &size, error);
    if (!status)
        status = nkt_i_memory_check(scores, scores_size, size, 1, "scores", error);
    if (status)
        return status;
    memset(scores, 0, size);
    live->magic = NKT_I_OLS_SCORES;
    live->size = size;
    live->fit_mark = nkt_i_ols_fit_mark(of);
    live->n_coefficients = of->n_coefficients;
    live->kind = kind;
    live->capacity = clusters;
    live->slots = kind == NKT_OLS_CR1 ? slots_for(clusters) : 0;
    if (kind != NKT_OLS_CR1)
        nkt_i_gram_init(nkt_i_ols_scores_gram(live), live->n_coefficients);
    return NKT_OK;
}

/* ---- rows ------------------------------------------------------------------------------------------------ */

/* What the residual is multiplied by. */
static double correction(int64_t kind, const nkt_i_ols_row *row) {
    switch (kind) {
    case NKT_OLS_HC2:
        return row->rest > 0 ? 1 / sqrt(row->rest) : 0;
    case NKT_OLS_HC3:
        return row->rest > 0 ? 1 / row->rest : 0;
    default:
        return 1;
    }
}

/* The sums that every kind keeps. q in units of sigma². */
static void add_common(nkt_i_ols_scores *scores, const nkt_i_ols_fit *fit,
                       const nkt_i_ols_row *row) {
    nkt_i_exact_sum *zq = nkt_i_ols_scores_zq(scores);
    const double relative = fit->sigma > 0 ? row->residual / fit->sigma : 0;
    const double q = relative * relative, d = row->rest > 0 ? row->residual / row->rest : 0;

    scores->used++;
    scores->decisive += row->rest == 0;
    nkt_i_exact_sum_add(&scores->press, row->weight * d * d);
    nkt_i_exact_sum_add(&scores->q, q);
    nkt_i_exact_sum_add(&scores->q2, q * q);
    for (int64_t k = 0; k < fit->n_coefficients; k++)
        nkt_i_exact_sum_add(&zq[k], row->z[k] * q);
}

/* Adds the row to its cluster. */
static void add_clustered(nkt_i_ols_scores *scores, const nkt_i_ols_fit *fit,
                          const nkt_i_ols_row *row, int64_t code) {
    int64_t *slot = nkt_i_ols_cluster(scores, code, 0);
    const double e = fit->sigma > 0 ? row->weight * row->residual / fit->sigma : 0;

    for (int64_t k = 0; k < fit->n_coefficients; k++)
        if (!nkt_i_ols_cluster_add(slot, k, row->z[k] * e))
            scores->foreign = 1;
}

static void add_block(nkt_i_ols_scores *scores, const nkt_i_ols_pass *pass,
                      const nkt_i_ols_block *block, int64_t count, const int64_t *codes) {
    const int64_t p = pass->fit->n_coefficients;
    const int clustered = scores->kind == NKT_OLS_CR1;
    double *to = clustered ? NULL : gram_block(scores);
    nkt_i_gram_rows rows = {to, NULL, NULL, 0};
    nkt_i_ols_row row;

    for (int64_t r = 0; r < count; r++) {
        double e;
        if (block->use[r] != NKT_I_ROW_USED)
            continue;
        nkt_i_ols_row_make(pass, block, r, block->weights[r], &row);
        add_common(scores, pass->fit, &row);
        if (clustered) {
            add_clustered(scores, pass->fit, &row, codes[r]);
            continue;
        }
        e = row.weight * row.residual * correction(scores->kind, &row);
        for (int64_t k = 0; k < p; k++)
            to[k * ROWS + rows.n_rows] = row.z[k] * e;
        rows.n_rows++;
    }
    if (rows.n_rows > 0)
        nkt_i_gram_add(nkt_i_ols_scores_gram(scores), &rows, gram_scratch(scores));
}

/* The codes of a block; a row that lacks one is no longer used, and told as invalid. */
static void read_codes(const nkt_column *cluster, int64_t first, int64_t count,
                       nkt_i_ols_block *block, int64_t *codes, nkt_i_ols_faults *faults) {
    for (int64_t r = 0; r < count; r++) {
        int8_t state;
        codes[r] = nkt_i_column_code(cluster, first + r, &state);
        if (state == NKT_STATE_VALUE || block->use[r] != NKT_I_ROW_USED)
            continue;
        block->use[r] = NKT_I_ROW_INVALID;
        faults->rows++;
        if (!faults->sentence || faults->first.row > first + r) {
            nkt_i_text text = nkt_i_text_begin(faults->subject, sizeof faults->subject);
            nkt_i_text_add(&text, "cluster");
            faults->first = NKT_I_FAULT(8);
            faults->first.id = cluster->id;
            faults->first.row = first + r;
            faults->sentence = "there is no whole number";
        }
    }
}

/* Makes room for every cluster before any row is added, or takes none. */
static nkt_status take_clusters(nkt_i_ols_scores *scores, const nkt_column *cluster, int64_t n_rows,
                                nkt_error *error) {
    for (int64_t row = 0; row < n_rows; row++) {
        int8_t state;
        const int64_t code = nkt_i_column_code(cluster, row, &state);
        nkt_i_fault fault = NKT_I_FAULT(8);
        if (state != NKT_STATE_VALUE || nkt_i_ols_cluster(scores, code, 1))
            continue;
        nkt_i_ols_clusters_undo(scores);
        fault.row = row;
        fault.value = (double)code;
        return nkt_i_error_value(error, NKT_E_CAPACITY, fault, "cluster",
                                 "is one cluster more than there is room for");
    }
    nkt_i_ols_clusters_keep(scores);
    return NKT_OK;
}

static nkt_status check_cluster(const nkt_i_ols_scores *scores, const nkt_column *cluster,
                                int64_t n_rows, nkt_error *error) {
    if (scores->kind != NKT_OLS_CR1)
        return cluster ? nkt_i_error_set(error, NKT_E_SHAPE, NKT_I_FAULT(8), "cluster",
                                         "is given, but these scores are not clustered")
                       : NKT_OK;
    if (!cluster)
        return nkt_i_refuse_null(error, 8, "cluster");
    return nkt_i_column_check(cluster, n_rows, NKT_I_FAULT(8), "cluster", error);
}

static nkt_status check_fit(const nkt_i_ols_scores *scores, const nkt_i_ols_fit *fit,
                            nkt_error *error) {
    if (scores->fit_mark == nkt_i_ols_fit_mark(fit) &&
        scores->n_coefficients == fit->n_coefficients)
        return NKT_OK;
    return nkt_i_error_set(error, NKT_E_SHAPE, NKT_I_FAULT(2), "fit",
                           "is not the one that the scores were made for");
}

nkt_status nkt_ols_scores_add(void *scores, const void *fit, const nkt_column *response,
                              const nkt_column *terms, int64_t n_terms, const nkt_column *weight,
                              const nkt_column *include, const nkt_column *cluster, int64_t n_rows,
                              void *work, size_t work_size, nkt_error *error) {
    const nkt_i_ols_input input = {response, terms, weight, include, n_terms, n_rows,
                                   3,        4,     6,      7,       9};
    const nkt_i_ols_fit *of = (const nkt_i_ols_fit *)fit;
    nkt_i_ols_scores *live = (nkt_i_ols_scores *)scores;
    nkt_i_ols_faults faults;
    nkt_i_ols_block block;
    nkt_i_ols_pass pass;
    int64_t codes[ROWS] = {0};
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ols_scores_check(scores, 1, "scores", error);
    if (!status)
        status = nkt_i_ols_fit_check(fit, 2, error);
    if (!status)
        status = check_fit(live, of, error);
    if (!status && !response)
        status = nkt_i_refuse_null(error, 3, "response");
    if (!status)
        status = nkt_i_ols_input_check(&input, &of->shape, error);
    if (!status)
        status = check_cluster(live, cluster, n_rows, error);
    if (!status)
        status = nkt_i_memory_check(work, work_size,
                                    (size_t)nkt_i_ols_block_numbers(&of->shape) * sizeof(double),
                                    10, "work", error);
    if (!status && cluster)
        status = take_clusters(live, cluster, n_rows, error);
    if (status)
        return status;
    nkt_i_ols_faults_begin(&faults);
    nkt_i_ols_pass_begin(&pass, of);
    nkt_i_ols_block_place(&block, &of->shape, (double *)work);
    for (int64_t first = 0; first < n_rows; first += ROWS) {
        const int64_t left = n_rows - first, count = left < ROWS ? left : ROWS;
        nkt_i_ols_block_load(&block, &of->shape, &input, first, count, &faults);
        if (cluster)
            read_codes(cluster, first, count, &block, codes, &faults);
        add_block(live, &pass, &block, count, codes);
    }
    return nkt_i_ols_faults_end(&faults, error);
}
