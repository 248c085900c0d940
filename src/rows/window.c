/*
 * Rolling windows over the years of each unit of a panel.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"

/* Where the totals of a call go, and what they are made of. */
struct window {
    const nkt_i_panel *panel;
    const nkt_i_terms *terms;
    int64_t width;
    nkt_total *out;
    int64_t stride;
    nkt_i_bad_rows *bad;
};

static void enter(const struct window *window, int64_t row, nkt_i_members *members) {
    int8_t state;
    double value = nkt_i_terms_value(window->terms, row, &state);
    nkt_i_members_add(members, value, state);
    if (state == NKT_STATE_INVALID)
        nkt_i_terms_note(window->terms, row, window->bad);
}

static void leave(const struct window *window, int64_t row, nkt_i_members *members) {
    int8_t state;
    double value = nkt_i_terms_value(window->terms, row, &state);
    nkt_i_members_remove(members, value, state);
}

/*
 * One unit: years enter at the head of the window and leave at its tail. The sum is exact, so what
 * has come and gone leaves no trace in it.
 */
static void slide(const struct window *window, int64_t unit) {
    const nkt_i_panel *panel = window->panel;
    int64_t tail = panel->first[unit];
    nkt_i_members members;

    nkt_i_members_begin(&members);
    for (int64_t head = tail; head < panel->first[unit + 1]; head++) {
        int64_t row = panel->row[head], oldest;
        nkt_total total;

        if (!nkt_i_year_subtract(panel->year[head], window->width - 1, &oldest))
            oldest = INT64_MIN;
        for (; panel->year[tail] < oldest; tail++)
            leave(window, panel->row[tail], &members);
        enter(window, row, &members);
        total = nkt_i_members_sum(&members, window->width - (head - tail + 1));
        if (nkt_i_members_overflow(&members, &total))
            nkt_i_terms_note_overflow(window->terms, row, window->bad);
        nkt_i_totals_write(window->out, row, window->stride, &total);
    }
}

/* Rows that belong to no unit: no year of the window is known. */
static void write_rest(const struct window *window) {
    const nkt_total none = {.value = NAN, .members = window->width, .state = NKT_STATE_MISSING};

    for (int64_t r = 0; r < window->panel->n_rows; r++)
        if (window->panel->seat[r] < 0)
            nkt_i_totals_write(window->out, r, window->stride, &none);
}

nkt_status nkt_panel_window(const void *panel, const nkt_column *column, int64_t width,
                            nkt_total *out, int64_t stride, nkt_error *error) {
    nkt_i_bad_rows bad;
    nkt_i_panel view;
    nkt_i_terms terms;
    struct window window = {&view, &terms, width, out, stride, &bad};
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_panel_open(panel, 1, &view, error);
    if (status)
        return status;
    if (width < 1) {
        nkt_i_fault fault = NKT_I_FAULT(3);
        fault.value = (double)width;
        return nkt_i_error_value(error, NKT_E_COUNT, fault, "width", "is less than 1");
    }
    status = nkt_i_terms_open(column, view.n_rows, width > 1 ? NKT_I_ADD_YEARS : NKT_I_AVERAGE,
                              NKT_I_FAULT(2), &terms, error);
    if (!status)
        status = nkt_i_totals_check(out, view.n_rows, stride, 4, error);
    if (status)
        return status;

    nkt_i_bad_rows_begin(&bad);
    for (int64_t u = 0; u < view.n_units; u++)
        slide(&window, u);
    write_rest(&window);
    return nkt_i_bad_rows_end(&bad, error);
}
