/*
 * The sums of amounts by cell: what the rules say of each, or the level of protection that each needs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/contributors.h"

/* Either of the two is written for each cell. */
typedef struct results {
    nkt_i_out hide, levels;
} results;

static void judge_cells(nkt_i_call *call, const nkt_column *amounts, const nkt_i_grouping *by,
                        const nkt_disclosure_options *rules, const results *to) {
    for (int64_t number = 0; number < by->n_groups; number++) {
        nkt_i_contributors c;
        nkt_i_contributors_begin(&c);
        for (int64_t i = by->starts[number]; i < by->starts[number + 1]; i++) {
            int8_t state;
            const double amount = nkt_i_count_read(call, "amounts", amounts, by->rows[i], &state);
            nkt_i_contributors_enter(&c, amount, state);
        }
        nkt_i_put_code(&to->hide, number, 0, nkt_i_contributors_judge(&c, rules));
        nkt_i_put_number(&to->levels, number, 0, nkt_i_contributors_level(&c, rules));
    }
}

/* What both calls do; hide or levels is NULL. */
static nkt_status apply_rules(nkt_i_call *call, const nkt_column *amounts, const nkt_rows *rows,
                              const nkt_disclosure_options *options, const nkt_target *hide,
                              const nkt_target *levels, int is_levels, nkt_memory *work) {
    const int64_t n_rows = rows ? rows->n_rows : 0, n_cells = rows ? nkt_i_n_groups(rows) : 0;
    results to = {{.at = NULL}, {.at = NULL}};
    nkt_disclosure_options rules;
    nkt_i_grouping by;

    nkt_i_rows_check(call, "rows", rows, NKT_I_WITH_GROUPS);
    nkt_i_column_needed(call, "amounts", amounts, n_rows);
    rules = nkt_i_disclosure_options(call, options);
    if (is_levels)
        to.levels = nkt_i_target_open(call, "levels", levels, NKT_I_CONTENT_NUMBERS, n_cells, 1, 1);
    else
        to.hide = nkt_i_target_open(call, "hide", hide, NKT_I_CONTENT_HIDE, n_cells, 1, 1);
    by = nkt_i_grouping_claim(call, n_rows, n_cells, work);
    if (nkt_i_call_refused(call))
        return call->status;
    nkt_i_grouping_read(call, "rows.include", "rows.groups", &by, rows);
    judge_cells(call, amounts, &by, &rules, &to);
    return nkt_i_call_end(call);
}

nkt_status nkt_disclosure_magnitudes(const nkt_column *amounts, const nkt_rows *rows,
                                     const nkt_disclosure_options *options, const nkt_target *hide,
                                     nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "amounts rows options hide work error");

    return apply_rules(&call, amounts, rows, options, hide, NULL, 0, work);
}

nkt_status nkt_disclosure_levels(const nkt_column *amounts, const nkt_rows *rows,
                                 const nkt_disclosure_options *options, const nkt_target *levels,
                                 nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "amounts rows options levels work error");

    return apply_rules(&call, amounts, rows, options, NULL, levels, 1, work);
}
