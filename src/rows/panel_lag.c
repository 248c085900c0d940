/*
 * Lags: the row of the same unit some years earlier, and the inputs of the year before.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"

#include "nyckeltal/catalogue.h"

int nkt_i_year_subtract(int64_t a, int64_t b, int64_t *out) {
    if (b > 0 ? a < INT64_MIN + b : a > INT64_MAX + b)
        return 0;
    *out = a - b;
    return 1;
}

/*
 * Goes through the seats of a unit in order of year, so that the years sought ascend too: `found` is
 * the first seat that is not before the last year sought.
 */
typedef struct lagging {
    const nkt_i_panel *panel;
    int64_t years, found, end;
} lagging;

static lagging lag_unit(const nkt_i_panel *panel, int64_t unit, int64_t years) {
    return (lagging){panel, years, panel->first[unit], panel->first[unit + 1]};
}

/* The row of the year that is `years` before that of the seat; -1: none. */
static int64_t row_before(lagging *l, int64_t seat) {
    const nkt_i_panel *panel = l->panel;
    int64_t sought;

    if (!nkt_i_year_subtract(panel->year[seat], l->years, &sought))
        return -1; /* no int64 is that year */
    while (l->found < l->end && panel->year[l->found] < sought)
        l->found++;
    return l->found < l->end && panel->year[l->found] == sought ? panel->row[l->found] : -1;
}

void nkt_i_panel_lag_rows(const nkt_i_panel *panel, int64_t years, int64_t *rows) {
    for (int64_t r = 0; r < panel->n_rows; r++)
        rows[r] = -1;
    for (int64_t u = 0; u < panel->n_units; u++) {
        lagging l = lag_unit(panel, u, years);
        for (int64_t s = panel->first[u]; s < panel->first[u + 1]; s++)
            rows[panel->row[s]] = row_before(&l, s);
    }
}

nkt_status nkt_panel_lag(const nkt_memory *panel, int64_t years, const nkt_target *rows,
                         nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "panel years rows error");
    nkt_i_panel view;
    nkt_i_out out;

    nkt_i_panel_open(&call, "panel", panel, 1, &view);
    out = nkt_i_target_open(&call, "rows", rows,
                            NKT_I_CONTENT_NUMBERING(view.n_rows > 0 ? view.n_rows - 1 : 0),
                            view.n_rows, 1, 1);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t r = 0; r < view.n_rows; r++)
        if (view.seat[r] < 0)
            nkt_i_put_numbering(&out, r, 0, -1);
    for (int64_t u = 0; u < view.n_units; u++) {
        lagging l = lag_unit(&view, u, years);
        for (int64_t s = view.first[u]; s < view.first[u + 1]; s++)
            nkt_i_put_numbering(&out, view.row[s], 0, row_before(&l, s));
    }
    return NKT_OK;
}

/* ---- the inputs of the year before -------------------------------------------------------------- */

static const nkt_column *find(const nkt_table *table, int32_t id) {
    for (int64_t c = 0; c < table->n_columns; c++)
        if (table->columns[c].id == id)
            return &table->columns[c];
    return NULL;
}

/*
 * The column of which an input is to be a view, through the lag; NULL where it is not to be added:
 * it is no value of the year before, or the table has it, or has nothing to take it from.
 */
static const nkt_column *base_of(const nkt_table *table, const nkt_input *input) {
    return input->lag_of && !find(table, input->id) ? find(table, input->lag_of) : NULL;
}

/* How many columns are added, and how many of them have an order of their own. */
static void count_added(const nkt_table *table, int64_t *n, int64_t *n_ordered) {
    *n = *n_ordered = 0;
    for (int64_t i = 0; i < nkt_input_count(); i++) {
        const nkt_column *base = base_of(table, nkt_input_at(i));
        *n += base != NULL;
        *n_ordered += base && base->rows;
    }
}

/* The elements of a column that is read in an order of its own, through the lag. */
static void order_through(const nkt_column *base, const int64_t *lag, int64_t n_rows,
                          int64_t *rows) {
    for (int64_t r = 0; r < n_rows; r++)
        rows[r] = lag[r] < 0 ? -1 : base->rows[lag[r]];
}

/* lag: n_rows numbers of the lag itself, then room for n_rows of each column with an order. */
static void add_columns(const nkt_table *table, int64_t *lag, nkt_column *columns) {
    const int64_t n_rows = table->rows.n_rows;
    int64_t *room = lag + n_rows;
    nkt_column *to = columns + table->n_columns;

    /* The columns may be the table's own: they stay in front. */
    for (int64_t c = 0; c < table->n_columns; c++)
        columns[c] = table->columns[c];
    for (int64_t i = 0; i < nkt_input_count(); i++) {
        const nkt_input *input = nkt_input_at(i);
        const nkt_column *base = base_of(table, input);
        if (!base)
            continue;
        *to = *base;
        to->id = input->id;
        to->name = NULL; /* that of the year itself */
        to->rows = lag;
        if (base->rows) {
            order_through(base, lag, n_rows, room);
            to->rows = room;
            room += n_rows;
        }
        to++;
    }
}

static void check_rows(nkt_i_call *call, const nkt_table *table, const nkt_i_panel *panel) {
    nkt_i_fault fault = NKT_I_AT("table.rows.n_rows");

    if (nkt_i_call_refused(call) || table->rows.n_rows == panel->n_rows)
        return;
    fault.value = (double)table->rows.n_rows;
    fault.bound = (double)panel->n_rows;
    nkt_i_refuse(call, NKT_E_COUNT, NKT_REASON_OTHER_SHAPE, fault,
                 "is not how many rows the panel has");
}

static void check_capacity(nkt_i_call *call, const nkt_column *columns, int64_t capacity,
                           int64_t n) {
    nkt_i_fault fault = NKT_I_AT("capacity");

    nkt_i_count(call, "capacity", capacity, 0, INT64_MAX);
    if (!columns && capacity > 0)
        nkt_i_needed(call, "columns", columns);
    if (!columns || capacity >= n)
        return;
    fault.value = (double)capacity;
    fault.bound = (double)n;
    nkt_i_refuse(call, NKT_E_CAPACITY, NKT_REASON_TOO_LITTLE_ROOM, fault,
                 "columns of room are too few");
}

nkt_status nkt_panel_table(const nkt_memory *panel, const nkt_table *table, nkt_column *columns,
                           int64_t capacity, int64_t *n_columns, nkt_memory *lag,
                           nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "panel table columns capacity n_columns lag error");
    int64_t n, n_ordered, *rows;
    nkt_i_bytes bytes = {0, 0};
    nkt_i_panel view;

    nkt_i_panel_open(&call, "panel", panel, 1, &view);
    nkt_i_table_check(&call, "table", table, NKT_I_WITH_GROUPS);
    check_rows(&call, table, &view);
    if (nkt_i_call_refused(&call))
        return call.status;
    count_added(table, &n, &n_ordered);
    check_capacity(&call, columns, capacity, table->n_columns + n);
    nkt_i_needed(&call, "n_columns", n_columns);
    nkt_i_distinct(&call, "lag", lag, panel);
    nkt_i_not_inside(&call, "lag", lag, table);
    if (n > 0)
        for (int64_t k = 0; k <= n_ordered; k++)
            nkt_i_bytes_add(&bytes, view.n_rows, sizeof *rows);
    if (!columns) { /* only asked: how many columns, and how much memory */
        if (nkt_i_call_refused(&call))
            return call.status;
        *n_columns = table->n_columns + n;
        if (lag)
            lag->needed = bytes.total;
        return call.status;
    }
    rows = nkt_i_claim(&call, "lag", lag, bytes);
    if (nkt_i_call_refused(&call))
        return call.status;
    if (n > 0)
        nkt_i_panel_lag_rows(&view, 1, rows);
    add_columns(table, rows, columns);
    *n_columns = table->n_columns + n;
    return nkt_i_call_end(&call);
}
