/*
 * The rules for sums of amounts: who makes up how much of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/disclosure.h"

/* As many of the largest contributions of a cell as any rule looks at. */
enum { LARGEST = 16 };

typedef struct cell {
    nkt_i_members all; /* every contribution */
    double largest[LARGEST];
    int64_t contributors;
    int is_unknown;
} cell;

static void enter(cell *c, double amount, int8_t state) {
    int place = LARGEST;

    if (state != NKT_STATE_VALUE) {
        c->is_unknown = 1;
        return;
    }
    if (amount == 0)
        return;
    nkt_i_members_add(&c->all, amount, state);
    c->contributors++;
    while (place > 0 && amount > c->largest[place - 1]) {
        if (place < LARGEST)
            c->largest[place] = c->largest[place - 1];
        place--;
    }
    if (place < LARGEST)
        c->largest[place] = amount;
}

/* The sum of all contributions but the n largest: exact, then rounded once. */
static double sum_of_others(const cell *c, int n) {
    nkt_i_members others = c->all;

    if (c->contributors <= n)
        return 0;
    for (int i = 0; i < n && c->largest[i] > 0; i++)
        nkt_i_members_remove(&others, c->largest[i], NKT_STATE_VALUE);
    return nkt_i_members_sum(&others, 0).value;
}

/* Keeps a hundred times the largest sums finite. */
#define SCALE 0x1p-10

/*
 * The n largest make up more than k per cent where the others make up less than 100 - k per cent of
 * the whole; products, not quotients, so that whole numbers are compared without rounding. A sum
 * beyond the largest double cannot be judged.
 */
static int32_t judge(const cell *c, const nkt_disclosure_options *o) {
    const double sum = sum_of_others(c, 0);
    int32_t hide = 0;

    if (c->is_unknown || (c->contributors > 0 && !isfinite(sum)))
        return NKT_HIDE_UNKNOWN;
    if (c->contributors == 0)
        return 0;
    if (c->contributors < o->minimum_contributors)
        hide |= NKT_HIDE_CONTRIBUTORS;
    if (100 * SCALE * sum_of_others(c, o->dominance_n) <
        (100 - o->dominance_percent) * (SCALE * sum))
        hide |= NKT_HIDE_DOMINANCE;
    if (100 * SCALE * sum_of_others(c, 2) < o->p_percent * (SCALE * c->largest[0]))
        hide |= NKT_HIDE_P_PERCENT;
    return hide;
}

nkt_status nkt_disclosure_magnitudes(const nkt_column *amounts, const nkt_rows *rows,
                                     const nkt_disclosure_options *options, const nkt_target *hide,
                                     nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "amounts rows options hide work error");
    const int64_t n_rows = rows ? rows->n_rows : 0, n_cells = rows ? nkt_i_n_groups(rows) : 0;
    nkt_i_bytes bytes = {0, 0};
    nkt_disclosure_options rules;
    nkt_i_grouping by;
    nkt_i_out out;
    size_t at;
    char *base;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITH_GROUPS);
    nkt_i_column_needed(&call, "amounts", amounts, n_rows);
    rules = nkt_i_disclosure_options(&call, options);
    out = nkt_i_target_open(&call, "hide", hide, NKT_I_CONTENT_HIDE, n_cells, 1, 1);
    at = nkt_i_grouping_bytes(&bytes, n_rows, n_cells);
    base = nkt_i_claim(&call, "work", work, bytes);
    if (nkt_i_call_refused(&call))
        return call.status;
    by = nkt_i_grouping_at(base + at, n_rows, n_cells);
    nkt_i_grouping_read(&call, "rows.include", "rows.groups", &by, rows);
    for (int64_t number = 0; number < n_cells; number++) {
        cell c = {.contributors = 0};
        nkt_i_members_begin(&c.all);
        for (int64_t i = by.starts[number]; i < by.starts[number + 1]; i++) {
            int8_t state;
            const double amount = nkt_i_count_read(&call, "amounts", amounts, by.rows[i], &state);
            enter(&c, amount, state);
        }
        nkt_i_put_code(&out, number, 0, judge(&c, &rules));
    }
    return nkt_i_call_end(&call);
}
