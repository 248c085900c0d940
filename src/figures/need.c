/*
 * The demography area's own question: in which areas of operation most will have to be recruited.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/demography.h"

#include "figures/walk.h"
#include "rows/rows.h"

/* The question, and what is kept of its rows for the second part: sums and ranks of municipalities. */
typedef struct need {
    double horizon;
    nkt_i_out ranks;
    double *numbers; /* aged 55-64, by row */
    int64_t *groups; /* the municipality of each row; -1: none, or left out */
    int64_t *order, *scratch;
    int8_t *states;
    int32_t *flags;
    int64_t beyond; /* a row of a municipality whose sum is beyond the largest double; -1: none */
} need;

static need claim(nkt_i_call *call, int64_t n_rows, nkt_memory *work) {
    need n = {.beyond = -1};
    nkt_i_bytes bytes = {0, 0};
    const size_t numbers = nkt_i_bytes_add(&bytes, n_rows, sizeof *n.numbers);
    const size_t groups = nkt_i_bytes_add(&bytes, n_rows, sizeof *n.groups);
    const size_t order = nkt_i_bytes_add(&bytes, n_rows, sizeof *n.order);
    const size_t scratch = nkt_i_bytes_add(&bytes, n_rows, sizeof *n.scratch);
    const size_t flags = nkt_i_bytes_add(&bytes, n_rows, sizeof *n.flags);
    const size_t states = nkt_i_bytes_add(&bytes, n_rows, sizeof *n.states);
    char *at = nkt_i_claim(call, "work", work, bytes);

    if (nkt_i_call_refused(call) || n_rows == 0)
        return n;
    n.numbers = (double *)(void *)(at + numbers);
    n.groups = (int64_t *)(void *)(at + groups);
    n.order = (int64_t *)(void *)(at + order);
    n.scratch = (int64_t *)(void *)(at + scratch);
    n.flags = (int32_t *)(void *)(at + flags);
    n.states = (int8_t *)(void *)(at + states);
    return n;
}

/* ---- rows by themselves --------------------------------------------------------------------------- */

static void per_year(nkt_i_block *number, int64_t count, double horizon) {
    for (int64_t i = 0; i < count; i++)
        number->value[i] /= horizon;
    nkt_i_block_mark_beyond(number, count);
}

/* What the second part needs to know of the rows of the block. */
static void keep(nkt_i_walk *walk, const need *n, const nkt_i_operand *older) {
    const size_t count = (size_t)walk->count;

    memcpy(n->numbers + walk->first, older->values, count * sizeof *n->numbers);
    memcpy(n->states + walk->first, older->states, count);
    memset(n->flags + walk->first, 0, count * sizeof *n->flags);
    nkt_i_flags_add(n->flags + walk->first, older, walk->count);
    for (int64_t i = 0; i < walk->count; i++)
        n->groups[walk->first + i] = walk->some_left_out && walk->left_out[i]
                                         ? -1
                                         : nkt_i_row_group(walk->call, "table.rows.groups",
                                                           &walk->table->rows, walk->first + i);
}

static void need_step(nkt_i_walk *walk, const void *context) {
    const need *n = context;
    const int64_t count = walk->count;
    nkt_i_operand older, employees;
    nkt_i_block block;

    nkt_i_walk_load(walk, NKT_IN_EMPLOYEES_55_64, &older);
    nkt_i_walk_load(walk, NKT_IN_EMPLOYEES, &employees);
    nkt_i_block_share(&older, &employees, count, 1, &walk->method, &block);
    nkt_i_walk_write(walk, &block, NKT_ITEM_NEED_SHARE);
    for (int64_t i = 0; i < count; i++)
        if (block.states[i] == NKT_STATE_INVALID && older.states[i] == NKT_STATE_VALUE &&
            employees.states[i] == NKT_STATE_VALUE && !nkt_i_is_beyond(&block, i))
            nkt_i_walk_bad(walk, i, NKT_IN_EMPLOYEES_55_64, older.values[i], NKT_REASON_ABOVE_WHOLE,
                           NULL);
    nkt_i_block_count(&older, count, 0, &walk->method, &block);
    nkt_i_walk_write(walk, &block, NKT_ITEM_NEED_NUMBER);
    per_year(&block, count, n->horizon);
    nkt_i_walk_write(walk, &block, NKT_ITEM_NEED_PER_YEAR);
    keep(walk, n, &older);
}

/* ---- municipalities ----------------------------------------------------------------------------------- */

/* By municipality, within it the largest number first, rows without a number last. */
static int comes_before(const void *context, int64_t a, int64_t b) {
    const need *n = context;

    if (n->groups[a] != n->groups[b])
        return n->groups[a] < n->groups[b];
    return nkt_i_double_less(-n->numbers[a], -n->numbers[b]);
}

/* The whole need of a municipality, by the rules of total.h; flags: of those it rests on. */
static nkt_total whole_of(need *n, const int64_t *rows, int64_t n_rows, int32_t *flags) {
    nkt_i_members members;
    nkt_total whole;

    nkt_i_members_begin(&members);
    *flags = 0;
    for (int64_t i = 0; i < n_rows; i++) {
        nkt_i_members_add(&members, n->numbers[rows[i]], n->states[rows[i]]);
        *flags |= n->flags[rows[i]];
    }
    whole = nkt_i_members_sum(&members, 0);
    *flags |= whole.flags;
    if (nkt_i_members_overflow(&members, &whole) && (n->beyond < 0 || rows[0] < n->beyond))
        n->beyond = rows[0];
    return whole;
}

/* The share of a row's number in the need of all; states of the row and of the whole. */
static nkt_estimate part_of(double number, int8_t state, const nkt_total *whole, int32_t flags,
                            double minimum) {
    nkt_estimate part = {NAN, NAN, NAN, NAN, NKT_STATE_VALUE, 0};

    part.state = nkt_i_state_worst(state, (int8_t)whole->state);
    if (part.state == NKT_STATE_VALUE && whole->value == 0) {
        part.state = NKT_STATE_NO_DENOMINATOR;
        part.basis = 0;
    }
    if (part.state != NKT_STATE_VALUE)
        return part;
    part.value = nkt_i_scaled_quotient(100, number, whole->value, 1); /* 100 at most */
    part.basis = whole->value;
    part.flags = flags;
    if (whole->value < minimum)
        part.flags |= NKT_FLAG_BASIS_BELOW_MINIMUM;
    return part;
}

/* The rows of one municipality, in order. */
static void finish_group(need *n, const nkt_i_walk *walk, const int64_t *rows, int64_t n_rows) {
    int32_t flags;
    const nkt_total whole = whole_of(n, rows, n_rows, &flags);
    double rank = 1;

    for (int64_t i = 0; i < n_rows; i++) {
        const int8_t state = n->states[rows[i]];
        const double number = n->numbers[rows[i]];
        const nkt_estimate part =
            part_of(number, state, &whole, flags, walk->method.options.minimum_basis);
        if (i > 0 && number < n->numbers[rows[i - 1]])
            rank = (double)i + 1;
        nkt_i_estimates_put(&walk->out, rows[i], NKT_ITEM_NEED_PART, &part);
        nkt_i_put_number(&n->ranks, rows[i], 0, state == NKT_STATE_VALUE ? rank : (double)NAN);
    }
}

/* Rows of no municipality: no part of anything, and no rank. */
static void finish_others(const need *n, const nkt_i_walk *walk, const int64_t *rows,
                          int64_t n_rows) {
    const nkt_total nowhere = {.state = NKT_STATE_MISSING};

    for (int64_t i = 0; i < n_rows; i++) {
        const nkt_estimate part = part_of(NAN, n->states[rows[i]], &nowhere, 0, 0);
        nkt_i_estimates_put(&walk->out, rows[i], NKT_ITEM_NEED_PART, &part);
        nkt_i_put_number(&n->ranks, rows[i], 0, NAN);
    }
}

static void finish(need *n, const nkt_i_walk *walk) {
    int64_t start = 0;

    for (int64_t i = 0; i < walk->n_rows; i++)
        n->order[i] = i;
    nkt_i_sort(n->order, n->scratch, walk->n_rows, comes_before, n);
    for (int64_t end = 1; end <= walk->n_rows; end++) {
        const int64_t group = n->groups[n->order[start]];
        if (end < walk->n_rows && n->groups[n->order[end]] == group)
            continue;
        if (group == -1)
            finish_others(n, walk, n->order + start, end - start);
        else
            finish_group(n, walk, n->order + start, end - start);
        start = end;
    }
}

static void note_beyond(nkt_i_walk *walk, const need *n) {
    if (n->beyond < 0)
        return;
    walk->first = 0;
    nkt_i_walk_bad(walk, n->beyond, NKT_IN_EMPLOYEES_55_64, NAN, NKT_REASON_OVERFLOW,
                   "the sum of its municipality is beyond the largest number");
}

nkt_status nkt_recruiting_need(const nkt_table *table, double horizon, const nkt_options *options,
                               const nkt_estimates *out, const nkt_target *ranks, nkt_memory *work,
                               nkt_error *error) {
    static const int32_t needed[] = {NKT_IN_EMPLOYEES_55_64, NKT_IN_EMPLOYEES};
    nkt_i_call call = nkt_i_call_begin(error, "table horizon options out ranks work error");
    nkt_i_walk walk = nkt_i_walk_over(&call, table);
    nkt_i_out ranks_out;
    need n;

    nkt_i_columns_open(&call, "table", "table.columns", table, NKT_I_WITH_GROUPS,
                       NKT_I_IDS_OF_INPUTS);
    nkt_i_at_least(&call, "horizon", horizon, 0);
    nkt_i_method_open(&call, options, &walk.method);
    nkt_i_walk_out(&walk, "out", out, 4);
    ranks_out = nkt_i_target_open(&call, "ranks", ranks, NKT_I_CONTENT_NUMBERS, walk.n_rows, 1, 0);
    n = claim(&call, walk.n_rows, work);
    if (nkt_i_call_refused(&call))
        return call.status;
    n.ranks = ranks_out;
    n.horizon = horizon == 0 ? NKT_NEED_HORIZON : horizon;
    nkt_i_walk_rows(&walk, need_step, &n);
    if (walk.n_rows > 0)
        finish(&n, &walk);
    note_beyond(&walk, &n);
    nkt_i_walk_needs(&walk, "recruiting_need", needed, 2);
    return nkt_i_call_end(&call);
}
