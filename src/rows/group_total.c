/*
 * Sums and unweighted means of groups of rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"

/* One column of a call. */
typedef struct task {
    nkt_i_call *call;
    nkt_i_summand summand;
    int use;
    const nkt_i_grouping *by;
    uint8_t *noted; /* a bit per row: bad in this column or in one before it */
} task;

/* The work area: rows by group, and the bits. */
typedef struct layout {
    size_t by, noted, noted_size;
} layout;

static layout lay_out(nkt_i_bytes *bytes, int64_t n_rows, int64_t n_groups) {
    layout at;

    at.by = nkt_i_grouping_bytes(bytes, n_rows, n_groups);
    at.noted_size = (size_t)n_rows / 8 + 1;
    at.noted = nkt_i_bytes_add(bytes, 1, at.noted_size);
    return at;
}

/* Groups come in any order, and so do their rows: a bit says that a row was noted before. */
static int is_new(const task *t, int64_t row) {
    uint8_t *byte = &t->noted[row / 8];
    const uint8_t bit = (uint8_t)(1 << row % 8);

    if (*byte & bit)
        return 0;
    *byte |= bit;
    return 1;
}

static nkt_total total_of(const task *t, int64_t group) {
    const int64_t *rows = t->by->rows + t->by->starts[group];
    const int64_t n = t->by->starts[group + 1] - t->by->starts[group];
    nkt_i_members members;
    nkt_total total;

    nkt_i_members_begin(&members);
    for (int64_t i = 0; i < n; i++)
        if (nkt_i_summand_add(&t->summand, rows[i], &members) && is_new(t, rows[i]))
            nkt_i_summand_note(t->call, &t->summand, rows[i]);
    total = t->use == NKT_I_AVERAGE ? nkt_i_members_mean(&members) : nkt_i_members_sum(&members, 0);
    if (nkt_i_members_overflow(&members, &total) && is_new(t, rows[0]))
        nkt_i_summand_note_overflow(t->call, &t->summand, rows[0]);
    return total;
}

static void write_totals(const task *t, const nkt_i_array *out) {
    for (int64_t g = 0; g < t->by->n_groups; g++) {
        const nkt_total total = total_of(t, g);
        nkt_i_array_put(out, g, &total);
    }
}

static nkt_status totals(nkt_i_call *call, const nkt_column *values, const nkt_rows *rows, int use,
                         nkt_total *out, int64_t stride, nkt_memory *work) {
    const int64_t n_rows = rows ? rows->n_rows : 0, n_groups = rows ? nkt_i_n_groups(rows) : 0;
    task t = {.call = call, .use = use};
    nkt_i_bytes bytes = {0, 0};
    nkt_i_grouping by;
    nkt_i_array to;
    layout at;
    char *base;

    nkt_i_rows_check(call, "rows", rows, NKT_I_WITH_GROUPS);
    t.summand = nkt_i_summand_open(call, "values", -1, values, n_rows, use);
    to = nkt_i_array_open(call, "out", out, sizeof *out, "stride", stride, n_groups, 1);
    at = lay_out(&bytes, n_rows, n_groups);
    base = nkt_i_claim(call, "work", work, bytes);
    if (nkt_i_call_refused(call))
        return call->status;

    by = nkt_i_grouping_at(base + at.by, n_rows, n_groups);
    nkt_i_grouping_read(call, "rows.include", "rows.groups", &by, rows);
    t.by = &by;
    t.noted = (uint8_t *)base + at.noted;
    memset(t.noted, 0, at.noted_size);
    write_totals(&t, &to);
    return nkt_i_call_end(call);
}

nkt_status nkt_group_sum(const nkt_column *values, const nkt_rows *rows, nkt_total *out,
                         int64_t stride, nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "values rows out stride work error");
    return totals(&call, values, rows, NKT_I_ADD_UNITS, out, stride, work);
}

nkt_status nkt_group_mean(const nkt_column *values, const nkt_rows *rows, nkt_total *out,
                          int64_t stride, nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "values rows out stride work error");
    return totals(&call, values, rows, NKT_I_AVERAGE, out, stride, work);
}

/* ---- tables ------------------------------------------------------------------------------------- */

static nkt_i_summand column_of(nkt_i_call *call, const nkt_table *table, int64_t c) {
    return nkt_i_summand_open(call, "table.columns", (int32_t)c, &table->columns[c],
                              table->rows.n_rows, NKT_I_ADD_UNITS);
}

nkt_status nkt_group_table(const nkt_table *table, nkt_column *columns, nkt_memory *totals,
                           nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "table columns totals work error");
    nkt_i_bytes bytes = {0, 0}, work_bytes = {0, 0};
    int64_t n_rows, n_groups, n_columns;
    task t = {.call = &call, .use = NKT_I_ADD_UNITS};
    nkt_i_grouping by;
    nkt_total *out;
    layout at;
    char *base;

    nkt_i_table_check(&call, "table", table, NKT_I_WITH_GROUPS);
    if (nkt_i_call_refused(&call))
        return call.status;
    n_rows = table->rows.n_rows;
    n_groups = nkt_i_n_groups(&table->rows);
    n_columns = table->n_columns;
    for (int64_t c = 0; c < n_columns; c++)
        column_of(&call, table, c);
    if (n_columns > 0)
        nkt_i_needed(&call, "columns", columns);
    nkt_i_distinct(&call, "work", work, totals);
    nkt_i_not_inside(&call, "totals", totals, table);
    for (int64_t c = 0; c < n_columns && !bytes.overflow; c++)
        nkt_i_bytes_add(&bytes, n_groups, sizeof *out);
    at = lay_out(&work_bytes, n_rows, n_groups);
    out = nkt_i_claim(&call, "totals", totals, bytes);
    base = nkt_i_claim(&call, "work", work, work_bytes);
    if (nkt_i_call_refused(&call))
        return call.status;

    by = nkt_i_grouping_at(base + at.by, n_rows, n_groups);
    nkt_i_grouping_read(&call, "table.rows.include", "table.rows.groups", &by, &table->rows);
    t.by = &by;
    t.noted = (uint8_t *)base + at.noted;
    memset(t.noted, 0, at.noted_size);
    for (int64_t c = 0; c < n_columns; c++) {
        nkt_total *of_column = out + c * n_groups;
        const nkt_i_array to = {(char *)of_column, sizeof *out, sizeof *out};
        const char *name = table->columns[c].name;
        const int32_t id = table->columns[c].id;
        t.summand = column_of(&call, table, c);
        write_totals(&t, &to);
        columns[c] = NKT_TOTALS_N(id, of_column, 0);
        columns[c].name = name;
    }
    return nkt_i_call_end(&call);
}
