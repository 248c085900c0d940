/*
 * What the hidden cells of a relation add up to is known: the rules, applied to that sum.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/contributors.h"
#include "disclosure/suppression.h"

/* A call, once it was checked. */
typedef struct task {
    const nkt_cells *cells;
    const nkt_column *amounts, *respondents;
    nkt_disclosure_options rules;
    nkt_i_grouping by;
    int64_t *sum_of; /* of each cell the last relation, from 1, that it was entered for */
    int64_t *list;   /* the contributions to one sum */
    int64_t *codes;  /* of each row, who it is from; -1: somebody of his own */
    int64_t *scratch;
} task;

/* ---- what is refused, and what is bad ------------------------------------------------------------ */

static void check(nkt_i_call *call, const nkt_cells *cells, const nkt_rows *rows) {
    nkt_i_cells_check(call, cells, NKT_I_TO_SUM);
    nkt_i_rows_check(call, "rows", rows, NKT_I_WITH_GROUPS);
    if (!nkt_i_call_refused(call) && nkt_i_n_groups(rows) != cells->n_cells)
        nkt_i_refuse_value(call, NKT_E_COUNT, NKT_REASON_CONTRADICTION, "rows.n_groups",
                           (double)rows->n_groups, "is not the number of cells");
}

/*
 * Reads who each contribution is from, and notes bad data: once, since a row is looked at again in
 * every relation of its cell.
 */
static void read_rows(nkt_i_call *call, task *t) {
    for (int64_t row = 0; row < t->by.n_rows; row++) {
        int8_t state = NKT_STATE_MISSING;
        t->codes[row] = -1;
        if (t->by.groups[row] < 0)
            continue;
        nkt_i_count_read(call, "amounts", t->amounts, row, &state);
        if (!t->respondents)
            continue;
        t->codes[row] = nkt_i_column_code(t->respondents, row, &state);
        if (state == NKT_STATE_INVALID)
            nkt_i_bad_number(call, "respondents", t->respondents, row, NKT_REASON_NOT_WHOLE,
                             "is no whole number");
        if (state != NKT_STATE_VALUE || t->codes[row] < 0)
            t->codes[row] = -1;
    }
}

/* ---- one sum ------------------------------------------------------------------------------------- */

/* What is hidden in a relation. */
enum { NOTHING, A_SUM, A_DIFFERENCE };

static int is_hidden(const task *t, int64_t cell) {
    int8_t state;

    return nkt_i_column_code(t->cells->hidden, cell, &state) != NKT_CELL_SHOWN;
}

/* Lists the contributions to the hidden cells of a relation; is_unknown: a cell has none. */
static int gather(task *t, int64_t r, int64_t *n, int *is_unknown) {
    const nkt_relations *rel = t->cells->relations;
    int64_t side = 0;

    *n = 0;
    *is_unknown = 0;
    for (int64_t e = rel->first[r]; e < rel->first[r + 1]; e++) {
        const int64_t c = rel->cells[e];
        if (!is_hidden(t, c))
            continue;
        if (side != 0 && side != nkt_i_sign(rel, r, e))
            return A_DIFFERENCE;
        side = nkt_i_sign(rel, r, e);
        if (t->sum_of[c] == r + 1) /* named twice */
            continue;
        t->sum_of[c] = r + 1;
        *is_unknown |= t->by.starts[c] == t->by.starts[c + 1];
        for (int64_t i = t->by.starts[c]; i < t->by.starts[c + 1]; i++)
            t->list[(*n)++] = t->by.rows[i];
    }
    return side == 0 ? NOTHING : A_SUM;
}

/* Enters the contributions of one respondent as one; the list is in order of respondents. */
static void enter(const task *t, int64_t n, nkt_i_contributors *all) {
    for (int64_t i = 0, next; i < n; i = next) {
        const int64_t from = t->codes[t->list[i]];
        nkt_i_members own;
        nkt_i_members_begin(&own);
        for (next = i; next < n && t->codes[t->list[next]] == from; next++) {
            int8_t state;
            const double amount = nkt_i_count_read(NULL, NULL, t->amounts, t->list[next], &state);
            if (from < 0 || state != NKT_STATE_VALUE)
                nkt_i_contributors_enter(all, amount, state);
            else
                nkt_i_members_add(&own, amount, state);
        }
        if (from >= 0)
            nkt_i_contributors_enter(all, nkt_i_members_value(&own), NKT_STATE_VALUE);
    }
}

static int32_t judge_relation(task *t, int64_t r) {
    nkt_i_contributors all;
    int64_t n;
    int is_unknown;

    if (gather(t, r, &n, &is_unknown) != A_SUM)
        return NKT_NO_CODE;
    if (is_unknown)
        return NKT_HIDE_UNKNOWN;
    if (n > 0)
        nkt_i_sort_by_code(t->list, t->scratch, t->codes, n);
    nkt_i_contributors_begin(&all);
    enter(t, n, &all);
    return nkt_i_contributors_judge(&all, &t->rules);
}

/* ---- the call ------------------------------------------------------------------------------------ */

static void place(task *t, char *at, const size_t *parts, int64_t n_rows, int64_t n_cells) {
    t->by = nkt_i_grouping_at(at + parts[0], n_rows, n_cells);
    t->sum_of = (int64_t *)(void *)(at + parts[1]);
    t->list = (int64_t *)(void *)(at + parts[2]);
    t->codes = (int64_t *)(void *)(at + parts[3]);
    t->scratch = (int64_t *)(void *)(at + parts[4]);
    memset(t->sum_of, 0, (size_t)n_cells * sizeof *t->sum_of);
}

nkt_status nkt_suppression_sums(const nkt_cells *cells, const nkt_column *amounts,
                                const nkt_column *respondents, const nkt_rows *rows,
                                const nkt_disclosure_options *options, const nkt_target *hide,
                                nkt_memory *work, nkt_error *error) {
    nkt_i_call call =
        nkt_i_call_begin(error, "cells amounts respondents rows options hide work error");
    const int64_t n_rows = rows ? rows->n_rows : 0, n_cells = cells ? cells->n_cells : 0;
    const int64_t n_relations = cells && cells->relations ? cells->relations->n_relations : 0;
    task t = {.cells = cells, .amounts = amounts, .respondents = respondents};
    nkt_i_bytes bytes = {0, 0};
    size_t parts[5];
    nkt_i_out out;
    char *at;

    check(&call, cells, rows);
    nkt_i_column_needed(&call, "amounts", amounts, n_rows);
    nkt_i_column_optional(&call, "respondents", respondents, n_rows);
    t.rules = nkt_i_disclosure_options(&call, options);
    out = nkt_i_target_open(&call, "hide", hide, NKT_I_CONTENT_HIDE, n_relations, 1, 1);
    parts[0] = nkt_i_grouping_bytes(&bytes, n_rows, n_cells);
    parts[1] = nkt_i_bytes_add(&bytes, n_cells, sizeof(int64_t));
    for (int i = 2; i < 5; i++)
        parts[i] = nkt_i_bytes_add(&bytes, n_rows, sizeof(int64_t));
    at = nkt_i_claim(&call, "work", work, bytes);
    if (nkt_i_call_refused(&call))
        return call.status;
    place(&t, at, parts, n_rows, n_cells);
    nkt_i_grouping_read(&call, "rows.include", "rows.groups", &t.by, rows);
    read_rows(&call, &t);
    for (int64_t r = 0; r < n_relations; r++)
        nkt_i_put_code(&out, r, 0, judge_relation(&t, r));
    return nkt_i_call_end(&call);
}
