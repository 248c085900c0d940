/*
 * Making a panel: rows in order of unit and year, in one flat block of the caller's memory.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"

static void refuse_duplicate(nkt_i_call *call, int64_t row, int64_t earlier, int64_t repeated) {
    char sentence[80];
    nkt_i_text text = nkt_i_text_begin(sentence, sizeof sentence);
    nkt_i_fault fault = NKT_I_AT("keys");

    fault.row = row;
    nkt_i_text_add(&text, "has the same keys and year as row ");
    nkt_i_text_integer(&text, earlier);
    nkt_i_refuse(call, NKT_E_DUPLICATE, NKT_REASON_TWICE, fault, sentence);
    if (call->error)
        call->error->rows_affected = repeated;
}

/* Equal ones stand side by side, in order of row: the first row that repeats one before it. */
static void check_duplicates(nkt_i_call *call, const nkt_i_row_keys *by,
                             const nkt_i_row_order *order) {
    int64_t row = INT64_MAX, earlier = -1, repeated = 0;

    for (int64_t i = 1; i < order->n; i++) {
        const int64_t a = order->rows[i - 1], b = order->rows[i];
        if (nkt_i_row_year(by, a) != nkt_i_row_year(by, b) || !nkt_i_row_keys_equal(by, a, b))
            continue;
        repeated++;
        if (b < row) {
            row = b;
            earlier = a;
        }
    }
    if (repeated)
        refuse_duplicate(call, row, earlier, repeated);
}

/* Fills in the seats, and the units that they make. */
static void seat(const nkt_i_row_keys *by, const nkt_i_row_order *order, nkt_i_panel *panel) {
    int64_t unit = -1;

    panel->n_seats = order->n;
    for (int64_t s = 0; s < order->n; s++) {
        const int64_t row = order->rows[s];
        if (s == 0 || !nkt_i_row_keys_equal(by, order->rows[s - 1], row))
            panel->first[++unit] = s;
        panel->row[s] = row;
        panel->year[s] = nkt_i_row_year(by, row);
        panel->unit[s] = unit;
        panel->seat[row] = s;
    }
    panel->n_units = unit + 1;
    panel->first[panel->n_units] = panel->n_seats;
}

nkt_status nkt_panel_init(nkt_memory *panel, const nkt_table *keys, const nkt_column *years,
                          nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "panel keys years work error");
    const nkt_i_row_keys by = {keys, years};
    const int64_t n_rows = keys ? keys->rows.n_rows : 0;
    nkt_i_bytes bytes = {0, 0}, work_bytes = {0, 0};
    nkt_i_row_order order;
    nkt_i_panel view;
    void *block, *at;

    nkt_i_row_keys_check(&call, keys);
    nkt_i_column_needed(&call, "years", years, n_rows);
    nkt_i_distinct(&call, "work", work, panel);
    nkt_i_panel_bytes(&bytes, n_rows);
    nkt_i_row_order_bytes(&work_bytes, n_rows);
    block = nkt_i_claim(&call, "panel", panel, bytes);
    at = nkt_i_claim(&call, "work", work, work_bytes);
    if (nkt_i_call_refused(&call))
        return call.status;

    order = nkt_i_row_order_at(at, n_rows);
    nkt_i_row_keys_sort(&call, &by, &order);
    check_duplicates(&call, &by, &order);
    if (nkt_i_call_refused(&call))
        return call.status;
    memset(block, 0, bytes.total); /* also what no seat or unit will use */
    view = nkt_i_panel_lay_out(block, n_rows);
    for (int64_t row = 0; row < n_rows; row++)
        view.seat[row] =
            nkt_i_row_included(NULL, NULL, &keys->rows, row) ? NKT_I_NO_UNIT : NKT_I_LEFT_OUT;
    seat(&by, &order, &view);
    nkt_i_panel_seal(block, &view);
    return nkt_i_call_end(&call);
}
