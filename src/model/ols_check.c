/*
 * Whether a memory holds what a call reads from it. A block that comes from packed bytes is not
 * trusted: what a reader goes by must not lead it out of the block.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

static void refuse(nkt_i_call *call, const char *path, const char *sentence) {
    nkt_i_refuse_path(call, NKT_E_STATE, NKT_REASON_NO_STATE, path, sentence);
}

/* ---- the state ------------------------------------------------------------------------------------- */

static int is_state(const nkt_i_ols_state *state, size_t room) {
    return state->magic == NKT_I_OLS_STATE && nkt_i_ols_shape_is_sound(&state->shape) &&
           state->size == nkt_i_ols_state_size(&state->shape) && state->size <= room &&
           (state->intercept == NKT_OLS_INTERCEPT_WITH ||
            state->intercept == NKT_OLS_INTERCEPT_NONE) &&
           nkt_i_ols_gram_const(state)->n_columns == state->shape.n_columns + 2;
}

nkt_i_ols_state *nkt_i_ols_state_open(nkt_i_call *call, const char *path,
                                      const nkt_memory *memory) {
    const nkt_i_ols_state *state = nkt_i_held(call, path, memory, sizeof *state);

    if (nkt_i_call_refused(call))
        return NULL;
    if (!is_state(state, memory->size)) {
        refuse(call, path, "was not initialised as a least-squares state, or is damaged");
        return NULL;
    }
    return memory->data;
}

void nkt_i_ols_state_check(nkt_i_call *call, const char *path, const nkt_memory *memory) {
    nkt_i_ols_state_open(call, path, memory);
}

/* ---- the fit --------------------------------------------------------------------------------------- */

/* No memory holds so many rows. */
#define ROWS_LIMIT (INT64_C(1) << 53)

/* The exponents of doubles, products and quotients of theirs lie far within this. */
enum { EXPONENT_LIMIT = 1 << 20 };

static int wides_are_sound(const nkt_i_wide *wides, int64_t n) {
    for (int64_t i = 0; i < n; i++)
        if (!nkt_i_wide_is_sound(&wides[i]))
            return 0;
    return 1;
}

/* What is dropped says how many numbers a row has in the basis: as many as the rank. */
static int drops_are_sound(const nkt_i_ols_fit *fit) {
    const double *dropped = nkt_i_ols_list(fit, NKT_OLS_LIST_DROPPED);
    int64_t kept = 0;

    for (int64_t k = 0; k < fit->n_coefficients; k++) {
        if (dropped[k] != 0 && dropped[k] != 1)
            return 0;
        kept += dropped[k] == 0;
    }
    return kept == fit->rank;
}

static int parts_are_sound(const nkt_i_ols_fit *fit) {
    const nkt_i_ols_parts parts = nkt_i_ols_fit_parts(fit);
    const int64_t n_wides = (const nkt_i_wide *)(const void *)parts.list - parts.coefficient;

    for (int64_t k = 0; k < fit->n_coefficients; k++)
        if (parts.exponent[k] < -EXPONENT_LIMIT || parts.exponent[k] > EXPONENT_LIMIT)
            return 0;
    return wides_are_sound(parts.coefficient, n_wides) && wides_are_sound(&fit->rss, 1) &&
           wides_are_sound(&fit->tss, 1) && drops_are_sound(fit);
}

static int is_fit(const nkt_i_ols_fit *fit, size_t room) {
    return fit->magic == NKT_I_OLS_FIT && nkt_i_ols_shape_is_sound(&fit->shape) &&
           fit->size == nkt_i_ols_fit_bytes(&fit->shape) && fit->size <= room &&
           (fit->intercept == 0 || fit->intercept == 1) &&
           (fit->tss_is_centred == 0 || fit->tss_is_centred == 1) &&
           fit->n_coefficients == fit->shape.n_columns + fit->intercept &&
           fit->n_coefficients > 0 && fit->rank >= 0 && fit->rank <= fit->used &&
           fit->used <= ROWS_LIMIT && fit->df >= 0 && fit->df == fit->used - fit->rank &&
           fit->least_own >= 0 && fit->least_own < fit->n_coefficients && parts_are_sound(fit);
}

nkt_i_ols_fit *nkt_i_ols_fit_open(nkt_i_call *call, const char *path, const nkt_memory *memory) {
    const nkt_i_ols_fit *fit = nkt_i_held(call, path, memory, sizeof *fit);

    if (nkt_i_call_refused(call))
        return NULL;
    if (!is_fit(fit, memory->size)) {
        refuse(call, path, "is no least-squares fit, or is damaged");
        return NULL;
    }
    return memory->data;
}

void nkt_i_ols_fit_check(nkt_i_call *call, const char *path, const nkt_memory *memory) {
    nkt_i_ols_fit_open(call, path, memory);
}

/* ---- scores ---------------------------------------------------------------------------------------- */

static int are_scores(const nkt_i_ols_scores *scores, size_t room) {
    const int64_t p = scores->n_coefficients;
    const int is_clustered = nkt_i_ols_is_clustered(scores->kind);
    nkt_i_bytes bytes = {0, 0};

    if (scores->magic != NKT_I_OLS_SCORES || p < 1 || p > NKT_OLS_TERMS_MAX + 1 ||
        scores->kind < NKT_ROBUST_HC0 || scores->kind > NKT_ROBUST_CR2 ||
        scores->capacity < is_clustered ||
        scores->capacity > (is_clustered ? NKT_I_OLS_CLUSTERS_MAX : 0) ||
        scores->slots != (is_clustered ? nkt_i_ols_slots_for(scores->capacity) : 0) ||
        scores->clusters < 0 || scores->clusters > scores->capacity)
        return 0;
    nkt_i_ols_scores_bytes(&bytes, p, scores->kind, scores->capacity);
    return !bytes.overflow && scores->size == bytes.total && scores->size <= room &&
           (is_clustered || nkt_i_ols_scores_gram(scores)->n_columns == p);
}

nkt_i_ols_scores *nkt_i_ols_scores_open(nkt_i_call *call, const char *path,
                                        const nkt_memory *memory) {
    const nkt_i_ols_scores *scores = nkt_i_held(call, path, memory, sizeof *scores);

    if (nkt_i_call_refused(call))
        return NULL;
    if (!are_scores(scores, memory->size)) {
        refuse(call, path, "was not initialised as a state of scores, or is damaged");
        return NULL;
    }
    return memory->data;
}

static int sums_are_sound(const nkt_i_ols_scores *scores) {
    for (int64_t k = 0; k < scores->n_coefficients; k++)
        if (!nkt_i_exact_sum_is_sound(&nkt_i_ols_scores_zq(scores)[k]))
            return 0;
    return nkt_i_exact_sum_is_sound(&scores->press) && nkt_i_exact_sum_is_sound(&scores->q) &&
           nkt_i_exact_sum_is_sound(&scores->q2);
}

void nkt_i_ols_scores_check(nkt_i_call *call, const char *path, const nkt_memory *memory) {
    const nkt_i_ols_scores *scores = nkt_i_ols_scores_open(call, path, memory);

    if (nkt_i_call_refused(call))
        return;
    if (scores->used < 0 || scores->used > ROWS_LIMIT || scores->decisive < 0 ||
        scores->decisive > scores->used || scores->foreign < 0 || scores->foreign > 1 ||
        !sums_are_sound(scores) ||
        !(nkt_i_ols_is_clustered(scores->kind)
              ? nkt_i_ols_clusters_are_sound(scores)
              : nkt_i_gram_is_sound(nkt_i_ols_scores_gram(scores), scores->n_coefficients)))
        refuse(call, path, "holds no scores that this library makes");
}
