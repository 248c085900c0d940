/*
 * The sfi area's own questions: what became of a cohort of beginners, and of those who interrupted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/sfi.h"

#include "figures/areas.h"

nkt_status nkt_sfi_outcomes(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                            const nkt_options *options, nkt_estimate *out, int64_t capacity,
                            int64_t row_stride, int64_t item_stride, int32_t *sums,
                            int64_t sums_stride, nkt_error *error) {
    static const int32_t parts[] = {NKT_IN_SFI_PASSED, NKT_IN_SFI_CONTINUING,
                                    NKT_IN_SFI_INTERRUPTED};
    const nkt_i_division outcomes = {
        .ids = parts, .n_parts = 3, .whole_id = NKT_IN_SFI_BEGINNERS, .interval = 1};
    const nkt_i_question question = {inputs,     n_inputs,    n_rows, options,     out,   capacity,
                                     row_stride, item_stride, sums,   sums_stride, "sums"};
    return nkt_i_answer(&question, 4, nkt_i_division_step, &outcomes, error);
}

static const int32_t outcome_figures[] = {NKT_SFI_PASSED_SHARE, NKT_SFI_CONTINUING_SHARE,
                                          NKT_SFI_INTERRUPTED_SHARE};
#define N_OUTCOMES 3

/* Each column is one of the triple, and none stands twice. */
static nkt_status check_outcome_ids(const nkt_column *shares, int64_t n_shares, nkt_error *error) {
    for (int64_t i = 0; i < n_shares; i++) {
        int32_t id = shares[i].id;
        nkt_i_fault fault = NKT_I_FAULT(1);
        int found = 0;
        fault.item = (int32_t)i;
        fault.id = id;
        fault.value = id;
        for (int k = 0; k < N_OUTCOMES; k++)
            found |= id == outcome_figures[k];
        if (!found)
            return nkt_i_error_value(error, NKT_E_ID, fault, "shares",
                                     "is the id of none of the three outcome shares");
        for (int64_t k = 0; k < i; k++)
            if (shares[k].id == id)
                return nkt_i_error_set(error, NKT_E_DUPLICATE, fault, nkt_i_name_of(id, ""),
                                       "stands twice among the shares");
    }
    return NKT_OK;
}

nkt_status nkt_sfi_check_shares(const nkt_column *shares, int64_t n_shares, int64_t n_rows,
                                int32_t decimals, int32_t *sums, int64_t sums_stride,
                                int32_t *states, int64_t states_stride, nkt_error *error) {
    nkt_status status;

    nkt_i_error_clear(error);
    if (n_shares < 0)
        return nkt_i_refuse_count(error, 2, "n_shares", n_shares);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 3, "n_rows", n_rows);
    if (!shares && n_shares > 0)
        return nkt_i_refuse_null(error, 1, "shares");
    status = check_outcome_ids(shares, n_shares, error);
    if (!status)
        status = nkt_i_plain_columns_check(shares, n_shares, n_rows, 1, "shares", error);
    return status ? status
                  : nkt_i_shares_check(shares, n_shares, N_OUTCOMES - n_shares, n_rows, decimals,
                                       sums, sums_stride, states, states_stride, error);
}

static void after_step(nkt_i_walk *walk, const void *context, int64_t first, int64_t count) {
    static const nkt_i_statuses statuses = {
        NKT_IN_SFI_INTERRUPTED_EMPLOYED, NKT_IN_SFI_INTERRUPTED_STUDYING,
        NKT_IN_SFI_INTERRUPTED_EMPLOYED_OR_STUDYING, NKT_IN_SFI_INTERRUPTED, 0};
    nkt_i_overlap overlap;
    const nkt_i_operand *items[4];

    (void)context;
    items[NKT_SFI_AFTER_EMPLOYED_ONLY] = &overlap.only_employed;
    items[NKT_SFI_AFTER_STUDYING_ONLY] = &overlap.only_studying;
    items[NKT_SFI_AFTER_BOTH] = &overlap.both;
    items[NKT_SFI_AFTER_NEITHER] = &overlap.neither;
    nkt_i_overlap_load(walk, &statuses, first, count, &overlap);
    nkt_i_overlap_write(walk, &overlap, items, 4, first, count);
}

nkt_status nkt_sfi_after_interruption(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                                      const nkt_options *options, nkt_estimate *out,
                                      int64_t capacity, int64_t row_stride, int64_t item_stride,
                                      nkt_error *error) {
    const nkt_i_question question = {inputs,     n_inputs,    n_rows, options, out, capacity,
                                     row_stride, item_stride, NULL,   0,       ""};
    return nkt_i_answer(&question, 4, after_step, NULL, error);
}
