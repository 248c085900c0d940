/*
 * Merging scores.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

/* Room for the source's clusters, all of them or none. */
static void take_clusters(nkt_i_call *call, nkt_i_ols_scores *to, const nkt_i_ols_scores *from) {
    const int64_t numbers = nkt_i_ols_slot_numbers(from->n_coefficients, from->kind);
    const int64_t *slot = nkt_i_ols_scores_table(from);
    nkt_i_fault fault = NKT_I_AT("scores");

    for (int64_t i = 0; i < from->slots; i++, slot += numbers)
        if (slot[0] && !nkt_i_ols_cluster(to, slot[1], 1)) {
            nkt_i_ols_clusters_undo(to);
            fault.value = (double)to->capacity;
            nkt_i_refuse(call, NKT_E_CAPACITY, NKT_REASON_TOO_LITTLE_ROOM, fault,
                         "clusters are too few for both states");
            return;
        }
    nkt_i_ols_clusters_keep(to);
}

nkt_status nkt_ols_scores_merge(nkt_memory *scores, const nkt_memory *source, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "scores source error");
    nkt_i_ols_scores *to = nkt_i_ols_scores_open(&call, "scores", scores);
    const nkt_i_ols_scores *from = nkt_i_ols_scores_open(&call, "source", source);

    nkt_i_distinct(&call, "source", scores, source);
    if (nkt_i_call_refused(&call))
        return call.status;
    if (to->fit_mark != from->fit_mark || to->kind != from->kind ||
        to->n_coefficients != from->n_coefficients)
        nkt_i_refuse_path(&call, NKT_E_SHAPE, NKT_REASON_OTHER_SHAPE, "source",
                          "is of another fit or kind");
    else if (nkt_i_ols_is_clustered(to->kind))
        take_clusters(&call, to, from);
    if (nkt_i_call_refused(&call))
        return call.status;
    if (nkt_i_ols_is_clustered(to->kind))
        nkt_i_ols_clusters_merge(to, from);
    else
        nkt_i_gram_merge(nkt_i_ols_scores_gram(to), nkt_i_ols_scores_gram(from));
    to->used += from->used;
    to->decisive += from->decisive;
    to->foreign |= from->foreign;
    nkt_i_exact_sum_merge(&to->press, &from->press);
    nkt_i_exact_sum_merge(&to->q, &from->q);
    nkt_i_exact_sum_merge(&to->q2, &from->q2);
    for (int64_t k = 0; k < to->n_coefficients; k++)
        nkt_i_exact_sum_merge(&nkt_i_ols_scores_zq(to)[k], &nkt_i_ols_scores_zq(from)[k]);
    return nkt_i_call_end(&call);
}
