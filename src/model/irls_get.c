/*
 * How a result of iteratively reweighted least squares is read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/irls.h"

static void refuse_what(nkt_i_call *call, int32_t what, const char *sentence) {
    nkt_i_fault fault = NKT_I_AT("what");

    fault.id = what;
    fault.value = what;
    nkt_i_refuse(call, NKT_E_ID, NKT_REASON_UNKNOWN_CODE, fault, sentence);
}

nkt_status nkt_irls_get(const nkt_memory *result, int32_t what, double *value, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "result what value error");
    const nkt_i_irls *live = nkt_i_irls_open(&call, "result", result);

    if (what < NKT_IRLS_N || what > NKT_IRLS_CONFIDENCE)
        refuse_what(&call, what, "is no number of a result");
    nkt_i_needed(&call, "value", value);
    if (!nkt_i_call_refused(&call)) {
        /* in the order of their ids */
        const double numbers[] = {(double)live->used,
                                  (double)live->rank,
                                  (double)live->left_out,
                                  (double)live->invalid,
                                  (double)live->steps,
                                  (double)live->converged,
                                  live->scale,
                                  live->deviance,
                                  (double)live->n_terms,
                                  (double)live->n_rows,
                                  (double)live->intercept,
                                  (double)live->method,
                                  (double)live->robust,
                                  (double)live->iterations,
                                  live->whole,
                                  live->k,
                                  live->tolerance,
                                  live->confidence};
        *value = numbers[what - NKT_IRLS_N];
    }
    return nkt_i_call_end(&call);
}

nkt_status nkt_irls_copy(const nkt_memory *result, int32_t what, const nkt_target *out,
                         nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "result what out error");
    const nkt_i_irls *live = nkt_i_irls_open(&call, "result", result);
    const int per_row = what >= NKT_IRLS_ROW_FITTED && what <= NKT_IRLS_ROW_WEIGHT;
    int64_t count = 0;
    nkt_i_out to;

    if (!per_row && (what < NKT_IRLS_COEFFICIENT || what > NKT_IRLS_COEFFICIENT_EFFECT_SE))
        refuse_what(&call, what, "is no list of a result");
    if (!nkt_i_call_refused(&call))
        count = per_row ? live->n_rows : live->n_terms + 1;
    to = nkt_i_target_open(&call, "out", out, NKT_I_CONTENT_NUMBERS, count, 1, 1);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t k = 0; k < count; k++)
        nkt_i_put_number(&to, k, 0, nkt_i_irls_list(live, what)[k]);
    return nkt_i_call_end(&call);
}
