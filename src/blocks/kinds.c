/*
 * What lives in a memory.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "blocks/kinds.h"

#include "model/blocks.h"
#include "rows/rows.h"

static const nkt_i_block_kind kinds[] = {
    {NKT_BLOCK_OLS_STATE, NKT_I_OLS_STATE, nkt_i_ols_state_check},
    {NKT_BLOCK_OLS_FIT, NKT_I_OLS_FIT, nkt_i_ols_fit_check},
    {NKT_BLOCK_OLS_SCORES, NKT_I_OLS_SCORES, nkt_i_ols_scores_check},
    {NKT_BLOCK_REFIT, NKT_I_REFIT, nkt_i_refit_check},
    {NKT_BLOCK_IRLS, NKT_I_IRLS, nkt_i_irls_check},
    {NKT_BLOCK_EXPECTED, NKT_I_EXPECTED, nkt_i_expected_check},
    {NKT_BLOCK_PANEL, NKT_I_PANEL, nkt_i_panel_check},
};

#define N_KINDS ((int)(sizeof kinds / sizeof kinds[0]))

const nkt_i_block_kind *nkt_i_block_kind_of(int32_t what) {
    for (int i = 0; i < N_KINDS; i++)
        if (kinds[i].what == what)
            return &kinds[i];
    return NULL;
}

const nkt_i_block_kind *nkt_i_block_kind_by_magic(uint64_t magic) {
    for (int i = 0; i < N_KINDS; i++)
        if (kinds[i].magic == magic)
            return &kinds[i];
    return NULL;
}

uint64_t nkt_i_block_size(const nkt_memory *memory) {
    uint64_t head[2];
    memcpy(head, memory->data, sizeof head);
    return head[1];
}

const nkt_i_block_kind *nkt_i_block_open(nkt_i_call *call, const char *path,
                                         const nkt_memory *memory) {
    const nkt_i_block_kind *kind;
    const uint64_t *head = nkt_i_held(call, path, memory, 2 * sizeof *head);

    if (nkt_i_call_refused(call))
        return NULL;
    kind = nkt_i_block_kind_by_magic(head[0]);
    if (!kind || head[1] > memory->size || head[1] % 8) {
        nkt_i_refuse_path(call, NKT_E_STATE, NKT_REASON_NO_STATE, path,
                          "is no block that this library has made");
        return NULL;
    }
    kind->check(call, path, memory);
    return nkt_i_call_refused(call) ? NULL : kind;
}

nkt_status nkt_block_what(const nkt_memory *block, int32_t *what, int64_t *size, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "block what size error");
    const nkt_i_block_kind *kind = nkt_i_block_open(&call, "block", block);

    nkt_i_needed(&call, "what", what);
    if (nkt_i_call_refused(&call))
        return call.status;
    *what = kind->what;
    if (size)
        *size = (int64_t)nkt_i_block_size(block);
    return NKT_OK;
}
