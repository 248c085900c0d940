/*
 * The gap between two groups in a share of the catalogue: difference or ratio, with interval.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/gap.h"

#include "figures/walk.h"

/* One of the two groups: its columns, and which of their rows are its own. */
typedef struct group {
    const nkt_table *table;
    const char *path; /* of its columns, or of its rows in the pairs: which is at fault */
    const char *include_path;
    const nkt_column *rows; /* numbers of rows; NULL: the rows as they are */
    int32_t first_row;
    int64_t at[NKT_I_BLOCK]; /* of the block, where there are rows; -1: not there */
} group;

/* A call that was checked. */
typedef struct gap {
    group *groups; /* two */
    const int32_t *figures;
    int64_t n_figures;
    int32_t contrast;
} gap;

/* The share of one group in a block of rows. */
typedef struct share {
    nkt_i_operand part, whole; /* of counts */
    nkt_i_operand value;       /* the figure as given, in per cent, where there are no counts */
    int given;
} share;

/* ---- checks ------------------------------------------------------------------------------------------- */

/* Only shares have a gap. */
static void check_shares(nkt_i_call *call, const int32_t *figures, int64_t n_figures) {
    nkt_i_figures_check(call, figures, n_figures);
    for (int64_t f = 0; !nkt_i_call_refused(call) && f < n_figures; f++) {
        const nkt_indicator *figure = nkt_indicator_by_id(figures[f]);
        nkt_i_fault fault = NKT_I_AT("figures");
        if (figure->kind == NKT_KIND_SHARE)
            continue;
        fault.item = (int32_t)f;
        fault.id = figure->id;
        fault.name = figure->name;
        nkt_i_refuse(call, NKT_E_MEASURE, NKT_REASON_OTHER_MEASURE, fault,
                     "is no share: a gap is between shares of two groups");
    }
}

/* The parameters that both calls end with. */
static void check_rest(nkt_i_walk *walk, const gap *asked, const nkt_options *options,
                       const nkt_estimates *out) {
    check_shares(walk->call, asked->figures, asked->n_figures);
    nkt_i_code(walk->call, "contrast", asked->contrast, NKT_CONTRAST_DIFFERENCE,
               NKT_CONTRAST_RATIO);
    nkt_i_method_open(walk->call, options, &walk->method);
    nkt_i_walk_out(walk, "out", out, asked->n_figures);
}

/* ---- the rows of a block ------------------------------------------------------------------------------ */

/* A number of a pair that is no row's: the bound is the last one that is. */
static void note_no_row(nkt_i_call *call, const group *g, int64_t pair) {
    const int64_t n_rows = g->table->rows.n_rows;
    nkt_i_fault fault = NKT_I_AT(g->path);
    const int32_t why = nkt_i_column_why_invalid(g->rows, pair, &fault.value);

    fault.row = pair;
    fault.id = g->rows->id;
    fault.name = g->rows->name;
    if (!why && n_rows > 0)
        fault.bound = (double)(n_rows - 1 + g->first_row);
    nkt_i_bad_row(call, why ? why : NKT_REASON_UNKNOWN_CODE, fault, why ? NULL : "is no row");
}

/* The row of a pair, -1: not there; a number of no row makes the pair invalid. */
static int64_t row_of(nkt_i_walk *walk, const group *g, int64_t pair, int *bad) {
    int8_t state;
    const int64_t code = nkt_i_column_code(g->rows, pair, &state);

    if (state != NKT_STATE_VALUE && state != NKT_STATE_INVALID)
        return -1;
    if (state == NKT_STATE_VALUE) {
        if (code == -1)
            return -1;
        if (code >= g->first_row && code - g->first_row < g->table->rows.n_rows)
            return code - g->first_row;
    }
    note_no_row(walk->call, g, pair);
    *bad = 1;
    return -1;
}

/* Where the rows of the block are, and which of them take part in neither group's table. */
static void begin_block(nkt_i_walk *walk, const gap *asked, uint8_t *bad) {
    walk->some_left_out = 0;
    for (int64_t i = 0; i < walk->count; i++) {
        int is_bad = 0, is_out = 0;
        for (int k = 0; k < 2; k++) {
            group *g = &asked->groups[k];
            const int64_t row =
                g->rows ? row_of(walk, g, walk->first + i, &is_bad) : walk->first + i;
            g->at[i] = row;
            is_out |=
                row >= 0 && !nkt_i_row_included(walk->call, g->include_path, &g->table->rows, row);
        }
        bad[i] = (uint8_t)is_bad;
        walk->left_out[i] = (uint8_t)is_out;
        walk->some_left_out |= is_out;
    }
}

static void load(nkt_i_walk *walk, const group *g, int32_t id, nkt_i_operand *operand) {
    const nkt_column *column = nkt_i_column_of(g->table, id);
    nkt_i_fault place = NKT_I_AT(g->path);
    int64_t rows[NKT_I_BLOCK];
    nkt_column view;

    if (column && !g->rows)
        place.item = (int32_t)(column - g->table->columns);
    place.name = column ? nkt_i_name_of(column) : NULL;
    if (!column || !g->rows) {
        nkt_i_walk_read(walk, column, walk->first, NKT_I_NOT_NEGATIVE, place, operand);
        return;
    }
    /* The rows of the group, seen through the rows that the column has itself. */
    for (int64_t i = 0; i < walk->count; i++)
        rows[i] = g->at[i] < 0 || !column->rows ? g->at[i] : column->rows[g->at[i]];
    view = *column;
    view.rows = rows;
    nkt_i_walk_read(walk, &view, 0, NKT_I_NOT_NEGATIVE, place, operand);
}

/* ---- one figure --------------------------------------------------------------------------------------- */

static void add(nkt_i_operand *a, const nkt_i_operand *b, int64_t count) {
    for (int64_t i = 0; i < count; i++) {
        a->values[i] += b->values[i];
        a->states[i] = nkt_i_state_worst(a->states[i], b->states[i]);
    }
    nkt_i_operand_join(a, b, count);
}

static int has_counts(const group *g, const nkt_indicator *figure) {
    return nkt_i_column_of(g->table, figure->numerator[0]) &&
           nkt_i_column_of(g->table, figure->denominator) &&
           (!figure->numerator[1] || nkt_i_column_of(g->table, figure->numerator[1]));
}

static void load_share(nkt_i_walk *walk, const group *g, const nkt_indicator *figure, share *s) {
    nkt_i_operand other;

    s->given = !has_counts(g, figure);
    if (s->given) {
        load(walk, g, figure->id, &s->value);
        return;
    }
    load(walk, g, figure->numerator[0], &s->part);
    if (figure->numerator[1]) {
        load(walk, g, figure->numerator[1], &other);
        add(&s->part, &other, walk->count);
    }
    load(walk, g, figure->denominator, &s->whole);
}

/* A part above its whole that the caller declared invalid: reported by its group. */
static void report_above(nkt_i_walk *walk, const gap *asked, const nkt_indicator *figure,
                         const share shares[2]) {
    if (walk->method.options.part_above_whole != NKT_PART_ABOVE_INVALID)
        return;
    for (int k = 0; k < 2; k++)
        for (int64_t i = 0; !shares[k].given && i < walk->count; i++) {
            const group *g = &asked->groups[k];
            const nkt_column *part = nkt_i_column_of(g->table, figure->numerator[0]);
            nkt_i_fault fault = NKT_I_AT(g->path);
            if (!(shares[k].part.values[i] > shares[k].whole.values[i]))
                continue;
            if (!g->rows)
                fault.item = (int32_t)(part - g->table->columns);
            fault.id = figure->id;
            fault.name = figure->name;
            fault.value = shares[k].part.values[i];
            fault.row = walk->first + i;
            nkt_i_bad_row(walk->call, NKT_REASON_ABOVE_WHOLE, fault, NULL);
        }
}

/* The share itself, in per cent. flags: of each row, added to. */
static void form_value(share *s, int64_t count, const nkt_i_method *method, int32_t *flags) {
    nkt_i_block block;

    if (s->given) {
        for (int64_t i = 0; i < count; i++)
            flags[i] |= s->value.states[i] == NKT_STATE_VALUE ? NKT_FLAG_OPERAND_GIVEN : 0;
        nkt_i_flags_add(flags, &s->value, count);
        return;
    }
    nkt_i_block_share(&s->part, &s->whole, count, 0, method, &block);
    for (int64_t i = 0; i < count; i++) {
        const int is_beyond = nkt_i_is_beyond(&block, i); /* and so is what is made of it */
        s->value.values[i] = is_beyond ? (double)INFINITY : block.value[i];
        s->value.states[i] = is_beyond ? NKT_STATE_VALUE : block.states[i];
        flags[i] |= block.flags[i] & ~NKT_FLAG_BASIS_BELOW_MINIMUM;
    }
}

/* At least one share is given as it is: no interval, and no basis. */
static void block_of_values(share shares[2], int32_t contrast, int64_t count,
                            const nkt_i_method *method, nkt_i_block *block) {
    const int ratio = contrast == NKT_CONTRAST_RATIO;

    memset(block->flags, 0, (size_t)count * sizeof *block->flags);
    block->n_beyond = 0;
    form_value(&shares[0], count, method, block->flags);
    form_value(&shares[1], count, method, block->flags);
    for (int64_t i = 0; i < count; i++) {
        const double a = shares[0].value.values[i], b = shares[1].value.values[i];
        int8_t state = nkt_i_state_worst(shares[0].value.states[i], shares[1].value.states[i]);
        if (state == NKT_STATE_VALUE && ratio && b == 0)
            state = NKT_STATE_NO_DENOMINATOR;
        block->states[i] = state;
        block->value[i] = isinf(a) || isinf(b) ? (double)INFINITY : ratio ? a / b : a - b;
        block->lower[i] = block->upper[i] = block->basis[i] = NAN;
    }
    nkt_i_block_mark_beyond(block, count);
    nkt_i_block_finish(block, count, method);
}

static void gap_figure(nkt_i_walk *walk, const gap *asked, const nkt_indicator *figure,
                       nkt_i_block *block) {
    share shares[2];

    for (int k = 0; k < 2; k++)
        load_share(walk, &asked->groups[k], figure, &shares[k]);
    report_above(walk, asked, figure, shares);
    if (shares[0].given || shares[1].given)
        block_of_values(shares, asked->contrast, walk->count, &walk->method, block);
    else if (asked->contrast == NKT_CONTRAST_RATIO)
        nkt_i_block_balance(&shares[0].part, &shares[0].whole, &shares[1].part, &shares[1].whole,
                            walk->count, figure->process, &walk->method, block);
    else
        nkt_i_block_difference(&shares[0].part, &shares[0].whole, &shares[1].part, &shares[1].whole,
                               walk->count, figure->process, &walk->method, block);
}

/* Pairs whose rows are no rows: not missing, but invalid. */
static void mark_bad(nkt_i_block *block, const uint8_t *bad, const nkt_i_walk *walk) {
    for (int64_t i = 0; i < walk->count; i++)
        if (bad[i] && !walk->left_out[i]) {
            block->states[i] = NKT_STATE_INVALID;
            block->value[i] = block->lower[i] = block->upper[i] = block->basis[i] = NAN;
        }
}

static void gap_step(nkt_i_walk *walk, const void *context) {
    const gap *asked = context;
    uint8_t bad[NKT_I_BLOCK];
    nkt_i_block block;

    begin_block(walk, asked, bad);
    for (int64_t f = 0; f < asked->n_figures; f++) {
        gap_figure(walk, asked, nkt_indicator_by_id(asked->figures[f]), &block);
        mark_bad(&block, bad, walk);
        nkt_i_walk_write(walk, &block, f);
    }
}

/* The first figure that one of the groups has neither the counts of nor itself. */
static void remark_lacking(nkt_i_call *call, const gap *asked) {
    int32_t lacking[NKT_I_MOST_LACKING];

    for (int64_t f = 0; f < asked->n_figures; f++)
        for (int k = 0; k < 2; k++) {
            const nkt_indicator *figure = nkt_indicator_by_id(asked->figures[f]);
            const nkt_table *table = asked->groups[k].table;
            if (nkt_i_column_of(table, figure->id) || nkt_i_lacking(table, figure, lacking) == 0)
                continue;
            nkt_i_remark_lacking(call, "figures", (int32_t)f, figure->id, figure->name, lacking[0]);
            return;
        }
}

static nkt_status answer(nkt_i_walk *walk, const gap *asked) {
    if (nkt_i_call_refused(walk->call))
        return walk->call->status;
    nkt_i_walk_rows(walk, gap_step, asked);
    remark_lacking(walk->call, asked);
    for (int k = 0; k < 2; k++)
        nkt_i_remark_proportions(walk->call,
                                 asked->groups[k].rows ? "table.columns"
                                 : k == 0              ? "table_1.columns"
                                                       : "table_2.columns",
                                 asked->groups[k].table);
    return nkt_i_call_end(walk->call);
}

/* ---- the two calls ------------------------------------------------------------------------------------- */

nkt_status nkt_gap(const nkt_table *table_1, const nkt_table *table_2, const int32_t *figures,
                   int64_t n_figures, int32_t contrast, const nkt_options *options,
                   const nkt_estimates *out, nkt_error *error) {
    nkt_i_call call =
        nkt_i_call_begin(error, "table_1 table_2 figures n_figures contrast options out error");
    nkt_i_walk walk = nkt_i_walk_over(&call, NULL);
    group groups[2];
    const gap asked = {groups, figures, n_figures, contrast};

    groups[0].path = "table_1.columns";
    groups[1].path = "table_2.columns";
    groups[0].include_path = "table_1.rows.include";
    groups[1].include_path = "table_2.rows.include";
    groups[0].table = table_1;
    groups[1].table = table_2;
    groups[0].rows = groups[1].rows = NULL;
    nkt_i_columns_open(&call, "table_1", "table_1.columns", table_1, NKT_I_WITHOUT_GROUPS,
                       NKT_I_IDS_OF_FIGURES);
    nkt_i_columns_open(&call, "table_2", "table_2.columns", table_2, NKT_I_WITHOUT_GROUPS,
                       NKT_I_IDS_OF_FIGURES);
    if (nkt_i_call_refused(&call))
        return call.status;
    walk.n_rows = table_1->rows.n_rows;
    if (table_2->rows.n_rows != walk.n_rows)
        nkt_i_refuse_value(&call, NKT_E_COUNT, NKT_REASON_CONTRADICTION, "table_2.rows.n_rows",
                           (double)table_2->rows.n_rows,
                           "rows are not as many as those of table_1");
    walk.path = groups[0].path;
    check_rest(&walk, &asked, options, out);
    return answer(&walk, &asked);
}

static void check_pairs(nkt_i_call *call, const nkt_pairs *pairs) {
    nkt_i_needed(call, "pairs", pairs);
    if (nkt_i_call_refused(call))
        return;
    nkt_i_count(call, "pairs.n_pairs", pairs->n_pairs, 0, INT64_MAX);
    nkt_i_count(call, "pairs.first_row", pairs->first_row, 0, 1);
    nkt_i_reserved(call, "pairs.reserved", pairs->reserved);
    if (pairs->n_pairs == 0)
        return;
    nkt_i_column_needed(call, "pairs.first", pairs->first, pairs->n_pairs);
    nkt_i_column_needed(call, "pairs.second", pairs->second, pairs->n_pairs);
}

nkt_status nkt_gap_rows(const nkt_table *table, const nkt_pairs *pairs, const int32_t *figures,
                        int64_t n_figures, int32_t contrast, const nkt_options *options,
                        const nkt_estimates *out, nkt_error *error) {
    nkt_i_call call =
        nkt_i_call_begin(error, "table pairs figures n_figures contrast options out error");
    nkt_i_walk walk = nkt_i_walk_over(&call, NULL);
    group groups[2];
    const gap asked = {groups, figures, n_figures, contrast};

    nkt_i_columns_open(&call, "table", "table.columns", table, NKT_I_WITHOUT_GROUPS,
                       NKT_I_IDS_OF_FIGURES);
    check_pairs(&call, pairs);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int k = 0; k < 2; k++) {
        groups[k].table = table;
        groups[k].path = k == 0 ? "pairs.first" : "pairs.second";
        groups[k].include_path = "table.rows.include";
        groups[k].rows = k == 0 ? pairs->first : pairs->second;
        groups[k].first_row = pairs->first_row;
    }
    walk.path = groups[0].path;
    walk.n_rows = pairs->n_pairs;
    check_rest(&walk, &asked, options, out);
    return answer(&walk, &asked);
}
