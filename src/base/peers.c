/*
 * A unit and those it is compared with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "base/base.h"

static void check_members(nkt_i_call *call, const char *path, const nkt_peers *peers,
                          int64_t n_rows) {
    nkt_i_fault fault = NKT_I_AT(path);

    for (int64_t k = 0; k < peers->n_members && !nkt_i_call_refused(call); k++) {
        int8_t state;
        const int64_t code = nkt_i_column_code(peers->members, k, &state);
        if (state != NKT_STATE_INVALID &&
            (state != NKT_STATE_VALUE || code == -1 ||
             (code >= peers->first_row && code - peers->first_row < n_rows)))
            continue;
        fault.item = k > INT32_MAX ? INT32_MAX : (int32_t)k;
        fault.value = nkt_i_column_value(peers->members, k, &state);
        nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_UNKNOWN_CODE, fault, "is no number of a row");
    }
}

void nkt_i_peers_check(nkt_i_call *call, const char *path, const nkt_peers *peers, int64_t n_rows) {
    char at[NKT_I_PATH_SIZE];

    nkt_i_needed(call, path, peers);
    if (nkt_i_call_refused(call))
        return;
    nkt_i_count(call, nkt_i_member_path(at, path, ".first_row"), peers->first_row, 0, 1);
    if (peers->focus < peers->first_row || peers->focus - peers->first_row >= n_rows)
        nkt_i_refuse_value(call, NKT_E_DOMAIN, NKT_REASON_UNKNOWN_CODE,
                           nkt_i_member_path(at, path, ".focus"), (double)peers->focus,
                           "is no number of a row");
    nkt_i_reserved(call, nkt_i_member_path(at, path, ".reserved"), peers->reserved);
    nkt_i_count(call, nkt_i_member_path(at, path, ".n_members"), peers->n_members, 0,
                peers->members ? INT64_MAX : 0);
    nkt_i_column_optional(call, nkt_i_member_path(at, path, ".members"), peers->members,
                          peers->n_members);
    if (!nkt_i_call_refused(call))
        check_members(call, nkt_i_member_path(at, path, ".members"), peers, n_rows);
}

int64_t nkt_i_focus(const nkt_peers *peers) {
    return peers->focus - peers->first_row;
}

int64_t nkt_i_n_peers(const nkt_peers *peers, int64_t n_rows) {
    return peers->members ? peers->n_members : n_rows;
}

int64_t nkt_i_peer(const nkt_peers *peers, int64_t k) {
    int8_t state;
    int64_t code;

    if (!peers->members)
        return k;
    code = nkt_i_column_code(peers->members, k, &state);
    return state != NKT_STATE_VALUE || code == -1 ? -1 : code - peers->first_row;
}
