/*
 * Figures of groups of rows: a county, the nation, similar municipalities, several years together.
 *
 * A figure of a group is made of the sums of what it is made of, over the same rows: where one of its
 * inputs has no value, the others do not count either. So each figure has its own sums.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/walk.h"
#include "rows/rows.h"

/* The most inputs of one figure: two shares of two counts each, or a sum of two over a whole. */
enum { MOST_INPUTS = 4 };

/* The columns that one figure is made of. */
typedef struct operands {
    nkt_i_summand summands[MOST_INPUTS];
    int n;
    int32_t lacking; /* the first id that is not among the columns; 0: none */
} operands;

typedef struct task {
    nkt_i_call *call;
    const nkt_table *table;
    const nkt_i_grouping *by;
    nkt_total *totals; /* MOST_INPUTS times n_groups */
    uint8_t *noted;    /* a bit per row: bad in this figure or in one before it */
} task;

/* ---- which columns ------------------------------------------------------------------------------ */

static void take(const task *t, int32_t id, operands *of) {
    const nkt_column *column = nkt_i_column_of(t->table, id);

    for (int k = 0; k < of->n; k++)
        if (of->summands[k].column == column)
            return;
    if (!column)
        of->lacking = of->lacking ? of->lacking : id;
    else
        of->summands[of->n++] =
            nkt_i_summand_open(t->call, "table.columns", (int32_t)(column - t->table->columns),
                               column, t->table->rows.n_rows, NKT_I_ADD_UNITS);
}

/* The whole of a numerator stands for its parts; what a model gives is no sum of anything. */
static void take_inputs(const task *t, const nkt_indicator *figure, operands *of) {
    if (figure->kind == NKT_KIND_MODEL) {
        of->lacking = figure->id;
        return;
    }
    if (figure->numerator_whole && nkt_i_column_of(t->table, figure->numerator_whole))
        take(t, figure->numerator_whole, of);
    else
        for (int k = 0; k < 2 && figure->numerator[k]; k++)
            take(t, figure->numerator[k], of);
    if (figure->denominator)
        take(t, figure->denominator, of);
}

static operands operands_of(const task *t, const nkt_indicator *figure) {
    operands of = {.n = 0};

    if (figure->kind == NKT_KIND_BALANCE || figure->kind == NKT_KIND_DIFFERENCE) {
        take_inputs(t, nkt_indicator_by_id(figure->numerator[0]), &of);
        take_inputs(t, nkt_indicator_by_id(figure->denominator), &of);
    } else {
        take_inputs(t, figure, &of);
    }
    return of;
}

/* ---- their sums --------------------------------------------------------------------------------- */

static int is_new(const task *t, int64_t row) {
    uint8_t *byte = &t->noted[row / 8];
    const uint8_t bit = (uint8_t)(1 << row % 8);

    if (*byte & bit)
        return 0;
    *byte |= bit;
    return 1;
}

/* One row of a group: a value counts where all have one, and a reason for having none always. */
static void add_row(const task *t, const operands *of, int64_t row, nkt_i_members *members) {
    double values[MOST_INPUTS];
    int8_t states[MOST_INPUTS];
    int is_whole = 1;

    for (int k = 0; k < of->n; k++) {
        values[k] = nkt_i_summand_value(&of->summands[k], row, &states[k]);
        is_whole &= states[k] == NKT_STATE_VALUE;
        if (states[k] == NKT_STATE_INVALID && is_new(t, row))
            nkt_i_summand_note(t->call, &of->summands[k], row);
    }
    for (int k = 0; k < of->n; k++) {
        const nkt_column *column = of->summands[k].column;
        if (states[k] == NKT_STATE_VALUE && !is_whole)
            nkt_i_members_add(&members[k], NAN, NKT_STATE_MISSING);
        else
            nkt_i_members_add(&members[k], values[k], states[k]);
        if (is_whole && column->flags)
            nkt_i_members_flag(&members[k], nkt_i_column_flags(column, row), 1);
    }
}

static void add_up(const task *t, const operands *of) {
    for (int64_t g = 0; g < t->by->n_groups; g++) {
        const int64_t *rows = t->by->rows + t->by->starts[g];
        const int64_t n = t->by->starts[g + 1] - t->by->starts[g];
        nkt_i_members members[MOST_INPUTS];

        for (int k = 0; k < of->n; k++)
            nkt_i_members_begin(&members[k]);
        for (int64_t i = 0; i < n; i++)
            add_row(t, of, rows[i], members);
        for (int k = 0; k < of->n; k++) {
            nkt_total *total = &t->totals[k * t->by->n_groups + g];
            *total = nkt_i_members_sum(&members[k], 0);
            if (nkt_i_members_overflow(&members[k], total) && is_new(t, rows[0]))
                nkt_i_summand_note_overflow(t->call, &of->summands[k], rows[0]);
        }
    }
}

/* ---- the figures of the sums -------------------------------------------------------------------- */

typedef struct request {
    const nkt_indicator *figure;
    int64_t item;
} request;

static void figure_step(nkt_i_walk *walk, const void *context) {
    const request *asked = context;
    nkt_i_block block;

    nkt_i_figure_block(walk, asked->figure, &block);
    nkt_i_walk_write(walk, &block, asked->item);
}

/* The groups are the rows of this walk; what lacks is missing in all of them. */
static void write_figure(const task *t, nkt_i_walk *walk, const request *asked,
                         const operands *of) {
    nkt_column sums[MOST_INPUTS];
    nkt_table table = NKT_TABLE(sums, t->by->n_groups);

    table.n_columns = of->lacking ? 0 : of->n;
    for (int k = 0; k < table.n_columns; k++)
        sums[k] = NKT_TOTALS_N(of->summands[k].column->id, t->totals + k * t->by->n_groups,
                               t->by->n_groups);
    walk->table = &table;
    nkt_i_walk_rows(walk, figure_step, asked);
    walk->table = NULL;
}

typedef struct layout {
    size_t by, totals, noted, noted_size;
} layout;

static layout lay_out(nkt_i_bytes *bytes, int64_t n_rows, int64_t n_groups) {
    layout at;

    at.by = nkt_i_grouping_bytes(bytes, n_rows, n_groups);
    at.totals = nkt_i_bytes_add(bytes, n_groups, MOST_INPUTS * sizeof(nkt_total));
    at.noted_size = (size_t)n_rows / 8 + 1;
    at.noted = nkt_i_bytes_add(bytes, 1, at.noted_size);
    return at;
}

nkt_status nkt_compute_groups(const nkt_table *table, const int32_t *figures, int64_t n_figures,
                              const nkt_options *options, const nkt_estimates *out,
                              nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "table figures n_figures options out work error");
    const int64_t n_rows = table ? table->rows.n_rows : 0;
    const int64_t n_groups = table ? nkt_i_n_groups(&table->rows) : 0;
    nkt_i_call of_groups = nkt_i_call_begin(error, call.parameters);
    nkt_i_walk walk = nkt_i_walk_over(&call, NULL);
    task t = {.call = &call, .table = table};
    nkt_i_bytes bytes = {0, 0};
    nkt_i_grouping by;
    int64_t first_lacking = -1;
    int32_t lacking = 0;
    layout at;
    char *base;

    walk.n_rows = n_groups;
    nkt_i_columns_open(&call, "table", "table.columns", table, NKT_I_WITH_GROUPS,
                       NKT_I_IDS_OF_INPUTS);
    nkt_i_figures_check(&call, figures, n_figures);
    nkt_i_method_open(&call, options, &walk.method);
    nkt_i_walk_out(&walk, "out", out, n_figures);
    at = lay_out(&bytes, n_rows, n_groups);
    base = nkt_i_claim(&call, "work", work, bytes);
    if (nkt_i_call_refused(&call))
        return call.status;

    by = nkt_i_grouping_at(base + at.by, n_rows, n_groups);
    nkt_i_grouping_read(&call, "table.rows.include", "table.rows.groups", &by, &table->rows);
    walk.call = &of_groups;
    t.by = &by;
    t.totals = (nkt_total *)(void *)(base + at.totals);
    t.noted = (uint8_t *)base + at.noted;
    memset(t.noted, 0, at.noted_size);
    for (int64_t f = 0; f < n_figures; f++) {
        const request asked = {nkt_indicator_by_id(figures[f]), f};
        const operands of = operands_of(&t, asked.figure);
        if (of.lacking && first_lacking < 0) {
            first_lacking = f;
            lacking = of.lacking;
        }
        if (!of.lacking)
            add_up(&t, &of);
        write_figure(&t, &walk, &asked, &of);
    }
    if (first_lacking >= 0) {
        const nkt_indicator *figure = nkt_indicator_by_id(figures[first_lacking]);
        nkt_i_remark_lacking(&call, "figures", (int32_t)first_lacking, figure->id, figure->name,
                             lacking);
    }
    /* What is bad in a group and in none of its rows, such as a part above its whole. */
    if (call.bad_rows == 0 && of_groups.bad_rows > 0)
        return nkt_i_call_end(&of_groups);
    return nkt_i_call_end(&call);
}
