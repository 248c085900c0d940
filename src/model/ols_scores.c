/*
 * The state of scores: what each row of a fit adds to robust covariances, PRESS and the test for
 * heteroscedasticity.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

#define ROWS NKT_I_OLS_ROWS

/* ---- making ---------------------------------------------------------------------------------------- */

uint64_t nkt_i_ols_fit_mark(const nkt_i_ols_fit *fit) {
    const nkt_i_ols_parts parts = nkt_i_ols_fit_parts(fit);
    uint64_t mark = (uint64_t)fit->used;

    for (int64_t k = 0; k < fit->n_coefficients; k++)
        mark = (mark ^ parts.coefficient[k].limb[3] ^ parts.reciprocal[k].limb[2]) *
               UINT64_C(0x100000001b3);
    return (mark ^ fit->rss.limb[3]) * 2 + (uint64_t)fit->intercept;
}

void nkt_i_ols_scores_begin(nkt_i_ols_scores *scores, size_t size, const nkt_i_ols_fit *fit,
                            int32_t kind, int64_t clusters) {
    memset(scores, 0, size);
    scores->magic = NKT_I_OLS_SCORES;
    scores->size = size;
    scores->fit_mark = nkt_i_ols_fit_mark(fit);
    scores->n_coefficients = fit->n_coefficients;
    scores->kind = kind;
    scores->capacity = clusters;
    scores->slots = nkt_i_ols_is_clustered(kind) ? nkt_i_ols_slots_for(clusters) : 0;
    if (!nkt_i_ols_is_clustered(kind))
        nkt_i_gram_init(nkt_i_ols_scores_gram(scores), scores->n_coefficients);
}

nkt_status nkt_ols_scores_init(nkt_memory *scores, const nkt_memory *fit, int32_t kind,
                               int64_t clusters, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "scores fit kind clusters error");
    const nkt_i_ols_fit *of = nkt_i_ols_fit_open(&call, "fit", fit);
    const int32_t resolved = kind == NKT_ROBUST_DEFAULT ? NKT_ROBUST_HC3 : kind;
    const int is_clustered = nkt_i_ols_is_clustered(kind);
    nkt_i_bytes bytes = {0, 0};
    nkt_i_ols_scores *live;

    nkt_i_code(&call, "kind", kind, NKT_ROBUST_DEFAULT, NKT_ROBUST_CR2);
    nkt_i_count(&call, "clusters", clusters, is_clustered,
                is_clustered ? NKT_I_OLS_CLUSTERS_MAX : 0);
    nkt_i_distinct(&call, "scores", scores, fit);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_ols_scores_bytes(&bytes, of->n_coefficients, resolved, clusters);
    live = nkt_i_claim(&call, "scores", scores, bytes);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_ols_scores_begin(live, bytes.total, of, resolved, clusters);
    return nkt_i_call_end(&call);
}

/* ---- rows ------------------------------------------------------------------------------------------------ */

/* What the residual is multiplied by. */
static double correction(int64_t kind, const nkt_i_ols_row *row) {
    switch (kind) {
    case NKT_ROBUST_HC2:
        return row->rest > 0 ? 1 / sqrt(row->rest) : 0;
    case NKT_ROBUST_HC3:
        return row->rest > 0 ? 1 / row->rest : 0;
    default:
        return 1;
    }
}

/* Adds a number so often, exactly. */
static void add_times(nkt_i_exact_sum *sum, double number, double times) {
    double product, error;

    nkt_i_two_product(number, times, &product, &error);
    nkt_i_exact_sum_add(sum, product);
    if (error != 0)
        nkt_i_exact_sum_add(sum, error);
}

/* The sums that every kind keeps. q in units of sigma². */
static void add_common(nkt_i_ols_scores *scores, const nkt_i_ols_fit *fit, const nkt_i_ols_row *row,
                       double times) {
    nkt_i_exact_sum *zq = nkt_i_ols_scores_zq(scores);
    const double relative = fit->sigma > 0 ? row->residual / fit->sigma : 0;
    const double q = relative * relative, d = row->rest > 0 ? row->residual / row->rest : 0;

    scores->used += (int64_t)times;
    scores->decisive += row->rest == 0;
    add_times(&scores->press, row->weight * d * d, times);
    add_times(&scores->q, q, times);
    add_times(&scores->q2, q * q, times);
    for (int64_t k = 0; k < fit->n_coefficients; k++)
        add_times(&zq[k], row->z[k] * q, times);
}

/* Adds the row to its cluster. */
static void add_clustered(nkt_i_ols_scores *scores, const nkt_i_ols_fit *fit,
                          const nkt_i_ols_row *row, int64_t code, int64_t times) {
    int64_t *slot = nkt_i_ols_cluster(scores, code, 0);
    const double e = fit->sigma > 0 ? row->weight * row->residual / fit->sigma : 0;

    const int64_t p = fit->n_coefficients;

    for (int64_t k = 0; k < p; k++)
        if (!slot || !nkt_i_ols_cluster_add(slot, k, row->z[k] * e, times))
            scores->foreign = 1;
    for (int64_t i = 0; scores->kind == NKT_ROBUST_CR2 && i < p; i++)
        for (int64_t j = 0; j <= i; j++)
            if (!slot || !nkt_i_ols_cluster_add(slot, p + nkt_i_triangle(i, j),
                                                row->weight * row->z[i] * row->z[j], times))
                scores->foreign = 1;
}

static void add_block(nkt_i_ols_scores *scores, const nkt_i_ols_pass *pass,
                      const nkt_i_ols_block *block, int64_t count, const int64_t *codes) {
    const int64_t p = pass->fit->n_coefficients;
    const int clustered = nkt_i_ols_is_clustered(scores->kind);
    double *to = clustered ? NULL : nkt_i_ols_scores_block(scores);
    const int frequencies = pass->fit->shape.weights == NKT_OLS_WEIGHTS_FREQUENCY;
    double times[ROWS];
    nkt_i_gram_rows rows = {to, NULL, frequencies ? times : NULL, 0};
    nkt_i_ols_row row;

    for (int64_t r = 0; r < count; r++) {
        double e;
        if (block->use[r] != NKT_USE_USED)
            continue;
        nkt_i_ols_row_make(pass, block, r, block->weights[r], &row);
        add_common(scores, pass->fit, &row, block->times[r]);
        if (clustered) {
            add_clustered(scores, pass->fit, &row, codes[r], (int64_t)block->times[r]);
            continue;
        }
        e = row.weight * row.residual * correction(scores->kind, &row);
        for (int64_t k = 0; k < p; k++)
            to[k * ROWS + rows.n_rows] = row.z[k] * e;
        times[rows.n_rows++] = block->times[r];
    }
    if (rows.n_rows > 0)
        nkt_i_gram_add(nkt_i_ols_scores_gram(scores), &rows, nkt_i_ols_scores_scratch(scores));
}

/* Notes a row of the fit that has no cluster: bad data, or none where one is needed. */
static void note_code(nkt_i_call *call, const nkt_column *cluster, int64_t row, int8_t state) {
    nkt_i_bad_element(call, "design.cluster", -1, NULL, cluster, row,
                      state == NKT_STATE_INVALID ? NKT_REASON_NOT_WHOLE : NKT_REASON_MISSING);
}

/* The codes of a block; a row that lacks one is no longer used, and is bad. */
static void read_codes(nkt_i_call *call, const nkt_column *cluster, int64_t first, int64_t count,
                       nkt_i_ols_block *block, int64_t *codes) {
    for (int64_t r = 0; r < count; r++) {
        int8_t state;
        codes[r] = nkt_i_column_code(cluster, first + r, &state);
        if (state == NKT_STATE_VALUE || block->use[r] != NKT_USE_USED)
            continue;
        block->use[r] = NKT_USE_INVALID;
        note_code(call, cluster, first + r, state);
    }
}

void nkt_i_ols_scores_rows(nkt_i_call *call, nkt_i_ols_scores *scores, const nkt_i_ols_fit *fit,
                           const nkt_design *design, double *work) {
    const int64_t n_rows = design->rows.n_rows;
    int64_t codes[ROWS] = {0};
    nkt_i_ols_block block;
    nkt_i_ols_pass pass;

    nkt_i_ols_pass_begin(&pass, fit);
    nkt_i_ols_block_place(&block, &fit->shape, work);
    for (int64_t first = 0; first < n_rows; first += ROWS) {
        const int64_t count = nkt_i_ols_block_count(n_rows, first);
        nkt_i_ols_block_load(&block, &fit->shape, design, first, count, call);
        if (design->cluster)
            read_codes(call, design->cluster, first, count, &block, codes);
        add_block(scores, &pass, &block, count, codes);
    }
}

/* Makes room for every cluster before any row is added, or takes none and refuses. */
void nkt_i_ols_scores_take(nkt_i_call *call, nkt_i_ols_scores *scores, const nkt_design *design) {
    const nkt_column *cluster = design->cluster;

    for (int64_t row = 0; cluster && row < design->rows.n_rows; row++) {
        nkt_i_fault fault = NKT_I_AT("design.cluster");
        int8_t state;
        const int64_t code = nkt_i_column_code(cluster, row, &state);
        if (state != NKT_STATE_VALUE || nkt_i_ols_cluster(scores, code, 1))
            continue;
        nkt_i_ols_clusters_undo(scores);
        fault.row = row;
        fault.id = cluster->id;
        fault.name = cluster->name;
        fault.value = (double)code;
        fault.bound = (double)scores->capacity + 1;
        nkt_i_refuse(call, NKT_E_CAPACITY, NKT_REASON_TOO_LITTLE_ROOM, fault,
                     "is one cluster more than there is room for");
        return;
    }
    if (cluster)
        nkt_i_ols_clusters_keep(scores);
}

/* ---- the call -------------------------------------------------------------------------------------- */

static void check_fit(nkt_i_call *call, const nkt_i_ols_scores *scores, const nkt_i_ols_fit *fit) {
    if (nkt_i_call_refused(call))
        return;
    if (scores->fit_mark != nkt_i_ols_fit_mark(fit) ||
        scores->n_coefficients != fit->n_coefficients)
        nkt_i_refuse_path(call, NKT_E_SHAPE, NKT_REASON_OTHER_SHAPE, "fit",
                          "is not the one that the scores were made for");
}

nkt_status nkt_ols_scores_add(nkt_memory *scores, const nkt_memory *fit, const nkt_design *design,
                              nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "scores fit design work error");
    nkt_i_ols_scores *live = nkt_i_ols_scores_open(&call, "scores", scores);
    const nkt_i_ols_fit *of = nkt_i_ols_fit_open(&call, "fit", fit);
    nkt_i_bytes bytes = {0, 0};
    double *numbers;

    check_fit(&call, live, of);
    nkt_i_ols_design_check(&call, design, of ? &of->shape : NULL,
                           live && nkt_i_ols_is_clustered(live->kind)
                               ? NKT_I_OLS_RESPONSE | NKT_I_OLS_CLUSTER
                               : NKT_I_OLS_RESPONSE);
    nkt_i_distinct(&call, "work", work, scores);
    nkt_i_distinct(&call, "work", work, fit);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_ols_pass_bytes(&bytes, &of->shape);
    numbers = nkt_i_claim(&call, "work", work, bytes);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_ols_scores_take(&call, live, design);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_ols_scores_rows(&call, live, of, design, numbers);
    return nkt_i_call_end(&call);
}
