/*
 * The memory of a fit by least squares.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"
#include "followup/followup.h"

nkt_i_fit_parts nkt_i_fit_parts_of(int64_t n_terms) {
    const nkt_i_ols_shape shape = nkt_i_ols_shape_plain(n_terms);
    nkt_i_bytes of_scores = {0, 0};
    nkt_i_fit_parts parts;

    parts.state = nkt_i_ols_state_size(&shape);
    parts.fit = nkt_i_ols_fit_bytes(&shape);
    /* nkt_ols_fit makes the fit in its work area, and copies it when nothing can be refused. */
    parts.work = nkt_i_ols_fit_bytes(&shape) + nkt_i_ols_fit_work_bytes(&shape);
    /* nkt_ols_robust */
    nkt_i_ols_scores_bytes(&of_scores, n_terms + 1, NKT_ROBUST_HC1, 0);
    nkt_i_ols_pass_bytes(&of_scores, &shape);
    nkt_i_ols_finish_bytes(&of_scores, n_terms + 1, NKT_ROBUST_HC1, 0);
    if (of_scores.total > parts.work)
        parts.work = of_scores.total;
    return parts;
}

nkt_memory nkt_i_fit_memory(void *at, size_t size) {
    return (nkt_memory){.data = at, .size = size};
}
