/*
 * Asking a panel: how many units, and which rows belong to a row in other years.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"

nkt_status nkt_panel_get(const nkt_memory *panel, int32_t what, int64_t *value, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "panel what value error");
    nkt_i_panel view;

    nkt_i_panel_open(&call, "panel", panel, 0, &view);
    nkt_i_code(&call, "what", what, NKT_PANEL_ROWS, NKT_PANEL_LEFT_OUT);
    nkt_i_needed(&call, "value", value);
    if (nkt_i_call_refused(&call))
        return call.status;
    switch (what) {
    case NKT_PANEL_ROWS:
        *value = view.n_rows;
        break;
    case NKT_PANEL_UNITS:
        *value = view.n_units;
        break;
    default:
        *value = view.n_rows - view.n_seats;
    }
    return NKT_OK;
}

/* The seats of the unit of one row: none where it belongs to no unit. */
typedef struct seats {
    int64_t first, end;
} seats;

static void refuse_damage(nkt_i_call *call) {
    nkt_i_refuse_path(call, NKT_E_STATE, NKT_REASON_NO_STATE, "panel", "is damaged");
}

/* Reads no more of the panel than it must, and so checks that what it reads makes sense. */
static seats seats_of(nkt_i_call *call, const nkt_i_panel *panel, int64_t row) {
    seats found = {0, 0};
    int64_t seat, unit;

    nkt_i_count(call, "row", row, 0, INT64_MAX);
    if (!nkt_i_call_refused(call) && row >= panel->n_rows)
        nkt_i_refuse_value(call, NKT_E_COUNT, NKT_REASON_TOO_LARGE, "row", (double)row,
                           "is no row of the panel");
    if (nkt_i_call_refused(call))
        return found;
    seat = panel->seat[row];
    if (seat == NKT_I_NO_UNIT || seat == NKT_I_LEFT_OUT)
        return found;
    unit = seat >= 0 && seat < panel->n_seats ? panel->unit[seat] : -1;
    if (unit >= 0 && unit < panel->n_units)
        found = (seats){panel->first[unit], panel->first[unit + 1]};
    if (found.first < 0 || found.first > seat || seat >= found.end || found.end > panel->n_seats ||
        panel->row[seat] != row)
        refuse_damage(call);
    return nkt_i_call_refused(call) ? (seats){0, 0} : found;
}

/* The first seat whose year is not before the one sought. */
static int64_t search(const nkt_i_panel *panel, seats among, int64_t year) {
    while (among.first < among.end) {
        int64_t middle = among.first + (among.end - among.first) / 2;
        if (panel->year[middle] < year)
            among.first = middle + 1;
        else
            among.end = middle;
    }
    return among.first;
}

nkt_status nkt_panel_find(const nkt_memory *panel, int64_t row, int64_t year, int64_t *found,
                          nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "panel row year found error");
    int64_t seat, result = -1;
    nkt_i_panel view;
    seats among;

    nkt_i_panel_open(&call, "panel", panel, 0, &view);
    among = seats_of(&call, &view, row);
    nkt_i_needed(&call, "found", found);
    if (nkt_i_call_refused(&call))
        return call.status;
    seat = search(&view, among, year);
    if (seat < among.end && view.year[seat] == year)
        result = view.row[seat];
    if (result < -1 || result >= view.n_rows) {
        refuse_damage(&call);
        return call.status;
    }
    *found = result;
    return NKT_OK;
}

nkt_status nkt_panel_unit_rows(const nkt_memory *panel, int64_t row, const nkt_target *rows,
                               int64_t *n, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "panel row rows n error");
    nkt_i_panel view;
    nkt_i_out out;
    seats of_unit;
    int64_t count;

    nkt_i_panel_open(&call, "panel", panel, 0, &view);
    of_unit = seats_of(&call, &view, row);
    count = of_unit.end - of_unit.first;
    for (int64_t i = 0; i < count && !nkt_i_call_refused(&call); i++)
        if (view.row[of_unit.first + i] < 0 || view.row[of_unit.first + i] >= view.n_rows)
            refuse_damage(&call);
    out = nkt_i_list_open(&call, "rows", rows,
                          NKT_I_CONTENT_NUMBERING(view.n_rows > 0 ? view.n_rows - 1 : 0), count, 0);
    nkt_i_needed(&call, "n", n);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t i = 0; i < count; i++)
        nkt_i_put_numbering(&out, i, 0, view.row[of_unit.first + i]);
    *n = count;
    return NKT_OK;
}
