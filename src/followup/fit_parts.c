/*
 * The memory of a fit by least squares, and what it says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"
#include "followup/followup.h"
#include "nyckeltal/codes.h"

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

/* What a message says after its subject, the value of the fault included. */
static const char *sentence_of(const nkt_error *error) {
    for (const char *at = error->message; *at; at++)
        if (at[0] == ':' && at[1] == ' ')
            return at + 2;
    return nkt_code_of("status", error->status)->text;
}

void nkt_i_fit_says(nkt_i_call *call, nkt_status status, const char *path,
                    const nkt_error *of_fit) {
    const int says_nothing = nkt_i_call_refused(call) || (status > 0 && call->status);
    nkt_i_fault fault = NKT_I_AT(path);

    if (says_nothing)
        return;
    fault.item = of_fit->item;
    fault.bound = of_fit->bound;
    if (status < 0)
        nkt_i_refuse(call, status, of_fit->reason, fault, sentence_of(of_fit));
    else
        nkt_i_remark(call, status, of_fit->reason, fault, sentence_of(of_fit));
    if (call->error) /* the sentence says it already */
        call->error->value = of_fit->value;
}
