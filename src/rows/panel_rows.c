/*
 * Asking a panel: how many units, and which rows belong to a row in other years.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"

nkt_status nkt_panel_units(const void *panel, int64_t *n_units, nkt_error *error) {
    nkt_i_panel view;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_panel_open(panel, 0, &view, error);
    if (status)
        return status;
    if (!n_units)
        return nkt_i_refuse_null(error, 2, "n_units");
    *n_units = view.n_units;
    return NKT_OK;
}

nkt_status nkt_panel_left_out(const void *panel, int64_t *n_rows, nkt_error *error) {
    nkt_i_panel view;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_panel_open(panel, 0, &view, error);
    if (status)
        return status;
    if (!n_rows)
        return nkt_i_refuse_null(error, 2, "n_rows");
    *n_rows = view.n_rows - view.n_seats;
    return NKT_OK;
}

int nkt_i_year_subtract(int64_t a, int64_t b, int64_t *out) {
    if (b > 0 ? a < INT64_MIN + b : a > INT64_MAX + b)
        return 0;
    *out = a - b;
    return 1;
}

/* The lags of one unit's rows: years ascend, so the years sought do too. */
static void lag_unit(const nkt_i_panel *panel, int64_t unit, int64_t years, int64_t *rows) {
    int64_t found = panel->first[unit], end = panel->first[unit + 1];

    for (int64_t s = panel->first[unit]; s < end; s++) {
        int64_t sought;
        if (!nkt_i_year_subtract(panel->year[s], years, &sought))
            continue; /* no int64 is that year */
        while (found < end && panel->year[found] < sought)
            found++;
        if (found < end && panel->year[found] == sought)
            rows[panel->row[s]] = panel->row[found];
    }
}

static nkt_status refuse_capacity(int64_t capacity, int32_t argument, const char *sentence,
                                  nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(argument);
    fault.value = (double)capacity;
    return nkt_i_error_value(error, NKT_E_CAPACITY, fault, "capacity", sentence);
}

nkt_status nkt_panel_lag(const void *panel, int64_t years, int64_t *rows, int64_t capacity,
                         nkt_error *error) {
    nkt_i_panel view;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_panel_open(panel, 1, &view, error);
    if (status)
        return status;
    if (capacity < 0)
        return nkt_i_refuse_count(error, 4, "capacity", capacity);
    if (!rows && view.n_rows > 0)
        return nkt_i_refuse_null(error, 3, "rows");
    if (capacity < view.n_rows)
        return refuse_capacity(capacity, 4, "is less than the panel has rows", error);
    for (int64_t r = 0; r < view.n_rows; r++)
        rows[r] = -1;
    for (int64_t u = 0; u < view.n_units; u++)
        lag_unit(&view, u, years, rows);
    return NKT_OK;
}

/* The seats of the unit of one row: none where it belongs to no unit. */
struct seats {
    int64_t first, end;
};

/* Reads no more of the panel than it must, and so checks that what it reads makes sense. */
static nkt_status seats_of(const nkt_i_panel *panel, int64_t row, struct seats *seats,
                           nkt_error *error) {
    int64_t seat, unit;

    *seats = (struct seats){0, 0};
    if (row < 0 || row >= panel->n_rows) {
        nkt_i_fault fault = NKT_I_FAULT(2);
        fault.value = (double)row;
        return nkt_i_error_value(error, NKT_E_COUNT, fault, "row", "is no row of the panel");
    }
    seat = panel->seat[row];
    if (seat == -1)
        return NKT_OK;
    unit = seat >= 0 && seat < panel->n_seats ? panel->unit[seat] : -1;
    if (unit >= 0 && unit < panel->n_units)
        *seats = (struct seats){panel->first[unit], panel->first[unit + 1]};
    if (seats->first < 0 || seats->first > seat || seat >= seats->end ||
        seats->end > panel->n_seats || panel->row[seat] != row)
        return nkt_i_error_set(error, NKT_E_STATE, NKT_I_FAULT(1), "panel", "is damaged");
    return NKT_OK;
}

/* The first seat whose year is not before the one sought. */
static int64_t search(const nkt_i_panel *panel, struct seats seats, int64_t year) {
    while (seats.first < seats.end) {
        int64_t middle = seats.first + (seats.end - seats.first) / 2;
        if (panel->year[middle] < year)
            seats.first = middle + 1;
        else
            seats.end = middle;
    }
    return seats.first;
}

nkt_status nkt_panel_find(const void *panel, int64_t row, int64_t year, int64_t *found,
                          nkt_error *error) {
    nkt_i_panel view;
    struct seats seats;
    int64_t seat, result = -1;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_panel_open(panel, 0, &view, error);
    if (!status)
        status = seats_of(&view, row, &seats, error);
    if (status)
        return status;
    if (!found)
        return nkt_i_refuse_null(error, 4, "found");
    seat = search(&view, seats, year);
    if (seat < seats.end && view.year[seat] == year)
        result = view.row[seat];
    if (result < -1 || result >= view.n_rows)
        return nkt_i_error_set(error, NKT_E_STATE, NKT_I_FAULT(1), "panel", "is damaged");
    *found = result;
    return NKT_OK;
}

nkt_status nkt_panel_unit_rows(const void *panel, int64_t row, int64_t *rows, int64_t capacity,
                               int64_t *n, nkt_error *error) {
    nkt_i_panel view;
    struct seats seats;
    int64_t count;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_panel_open(panel, 0, &view, error);
    if (!status)
        status = seats_of(&view, row, &seats, error);
    if (status)
        return status;
    if (capacity < 0)
        return nkt_i_refuse_count(error, 4, "capacity", capacity);
    if (!rows && capacity > 0)
        return nkt_i_refuse_null(error, 3, "rows");
    if (!n)
        return nkt_i_refuse_null(error, 5, "n");
    count = seats.end - seats.first;
    if (rows && capacity < count)
        return refuse_capacity(capacity, 4, "is less than the unit has rows", error);
    for (int64_t i = 0; i < count; i++)
        if (view.row[seats.first + i] < 0 || view.row[seats.first + i] >= view.n_rows)
            return nkt_i_error_set(error, NKT_E_STATE, NKT_I_FAULT(1), "panel", "is damaged");
    if (rows)
        memcpy(rows, view.row + seats.first, (size_t)count * sizeof *rows);
    *n = count;
    return NKT_OK;
}
