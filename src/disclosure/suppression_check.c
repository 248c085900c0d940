/*
 * The checks of a table and of its relations.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/suppression.h"

/* ---- relations ------------------------------------------------------------------------------- */

static void refuse(nkt_i_call *call, const char *path, int64_t r, int32_t reason, double value,
                   const char *sentence) {
    nkt_i_fault fault = NKT_I_AT(path);

    fault.item = r > INT32_MAX ? INT32_MAX : (int32_t)r;
    fault.value = value;
    nkt_i_refuse(call, NKT_E_DOMAIN, reason, fault, sentence);
}

static void check_elements(nkt_i_call *call, const char *path, const nkt_relations *rel, int64_t r,
                           int64_t n_cells) {
    for (int64_t e = rel->first[r]; e < rel->first[r + 1] && !nkt_i_call_refused(call); e++) {
        if (rel->cells[e] < 0 || rel->cells[e] >= n_cells)
            refuse(call, path, r, NKT_REASON_UNKNOWN_CODE, (double)rel->cells[e], "is no cell");
        else if (rel->signs && rel->signs[e] != 1 && rel->signs[e] != -1)
            refuse(call, path, r, NKT_REASON_UNKNOWN_CODE, rel->signs[e], "is no sign, 1 or -1");
    }
}

static void check_relation(nkt_i_call *call, const char *path, const nkt_relations *rel, int64_t r,
                           int64_t n_cells) {
    const int64_t from = rel->first[r], to = rel->first[r + 1];

    /* from is 0 or more and n_elements at most: the relation before has passed */
    if (to < from || to > rel->n_elements)
        refuse(call, path, r, NKT_REASON_NOT_SORTED, (double)to,
               "does not follow on first, or is beyond n_elements");
    else if (to - from > NKT_I_MOST_MEMBERS)
        refuse(call, path, r, NKT_REASON_TOO_LARGE, (double)(to - from),
               "cells are too many for one relation");
    else
        check_elements(call, path, rel, r, n_cells);
    if (!nkt_i_call_refused(call) && rel->sums &&
        !(fabs(rel->sums[r]) <= (double)NKT_I_MOST_COUNT && rel->sums[r] == floor(rel->sums[r])))
        refuse(call, path, r, NKT_REASON_NOT_WHOLE, rel->sums[r], "is no whole number below 2^40");
}

void nkt_i_relations_check(nkt_i_call *call, const char *path, const nkt_relations *rel,
                           int64_t n_cells) {
    char at[NKT_I_PATH_SIZE];

    if (!rel || nkt_i_call_refused(call))
        return;
    nkt_i_count(call, nkt_i_member_path(at, path, ".n_relations"), rel->n_relations, 0,
                INT64_MAX - 1);
    nkt_i_count(call, nkt_i_member_path(at, path, ".n_elements"), rel->n_elements, 0,
                rel->n_relations > 0 ? INT64_MAX : 0);
    if (rel->n_relations > 0)
        nkt_i_needed(call, nkt_i_member_path(at, path, ".first"), rel->first);
    if (rel->n_elements > 0)
        nkt_i_needed(call, nkt_i_member_path(at, path, ".cells"), rel->cells);
    if (nkt_i_call_refused(call) || rel->n_relations == 0)
        return;
    if (rel->first[0] != 0)
        refuse(call, path, 0, NKT_REASON_NOT_SORTED, (double)rel->first[0], "is first[0], not 0");
    for (int64_t r = 0; r < rel->n_relations && !nkt_i_call_refused(call); r++)
        check_relation(call, path, rel, r, n_cells);
    if (!nkt_i_call_refused(call) && rel->first[rel->n_relations] != rel->n_elements)
        refuse(call, path, rel->n_relations - 1, NKT_REASON_CONTRADICTION,
               (double)rel->first[rel->n_relations], "is where the last one ends, not n_elements");
}

/* ---- tables ---------------------------------------------------------------------------------- */

static int is_cell_state(int64_t code) {
    return code == NKT_CELL_SHOWN || code == NKT_CELL_PRIMARY || code == NKT_CELL_SECONDARY;
}

/* What nobody knows to be hidden or shown cannot be audited. */
static void check_states(nkt_i_call *call, const nkt_column *hidden, int64_t n_cells) {
    for (int64_t c = 0; c < n_cells && !nkt_i_call_refused(call); c++) {
        int8_t state;
        nkt_i_fault fault = NKT_I_AT("cells.hidden");
        const int64_t code = nkt_i_column_code(hidden, c, &state);
        if (state == NKT_STATE_VALUE && is_cell_state(code))
            continue;
        (void)nkt_i_column_why_invalid(hidden, c, &fault.value);
        fault.row = c;
        nkt_i_refuse(call, NKT_E_ID, NKT_REASON_UNKNOWN_CODE, fault, "is no NKT_CELL_*");
    }
}

/* Who contributes to what says all there is to say of sums. */
static void refuse_all_but_marks(nkt_i_call *call, const nkt_cells *cells) {
    nkt_i_not_taken(call, "cells.counts", cells->counts);
    nkt_i_not_taken(call, "cells.least", cells->least);
    nkt_i_not_taken(call, "cells.most", cells->most);
    nkt_i_not_taken(call, "cells.need_above", cells->need_above);
    nkt_i_not_taken(call, "cells.need_below", cells->need_below);
    nkt_i_not_taken(call, "cells.losses", cells->losses);
}

void nkt_i_cells_check(nkt_i_call *call, const nkt_cells *cells, int use) {
    nkt_i_bytes bytes = {0, 0};
    int64_t n;

    nkt_i_needed(call, "cells", cells);
    if (nkt_i_call_refused(call))
        return;
    n = cells->n_cells;
    nkt_i_count(call, "cells.n_cells", n, 0, INT64_MAX);
    /* cells that no memory holds are not looked at one by one */
    nkt_i_bytes_add(&bytes, n, 64 * sizeof(int64_t));
    if (bytes.overflow)
        nkt_i_refuse_value(call, NKT_E_SIZE, NKT_REASON_BEYOND_MEMORY, "cells.n_cells", (double)n,
                           NULL);
    if (use == NKT_I_TO_SUM)
        refuse_all_but_marks(call, cells);
    else
        nkt_i_column_needed(call, "cells.counts", cells->counts, n);
    nkt_i_column_needed(call, "cells.hidden", cells->hidden, n);
    nkt_i_column_optional(call, "cells.least", cells->least, n);
    nkt_i_column_optional(call, "cells.most", cells->most, n);
    nkt_i_column_optional(call, "cells.need_above", cells->need_above, n);
    nkt_i_column_optional(call, "cells.need_below", cells->need_below, n);
    if (use == NKT_I_TO_AUDIT)
        nkt_i_not_taken(call, "cells.losses", cells->losses);
    nkt_i_column_optional(call, "cells.losses", cells->losses, n);
    nkt_i_relations_check(call, "cells.relations", cells->relations, n);
    if (use != NKT_I_TO_CHOOSE)
        check_states(call, cells->hidden, n);
}
