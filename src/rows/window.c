/*
 * Rolling windows over the years of each unit of a panel.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"

#include "nyckeltal/catalogue.h"

/* Where the totals of a call go, and what they are made of. */
typedef struct window {
    nkt_i_call *call;
    const nkt_i_panel *panel;
    const nkt_i_summand *summand;
    int64_t width;
    int32_t across_breaks;
    const nkt_i_array *out;
} window;

/* The first year of the window that ends in a year, and whether a break lies within it. */
static int64_t first_year(const window *w, int64_t year, int *is_broken) {
    const nkt_break *at;
    int64_t oldest;

    if (!nkt_i_year_subtract(year, w->width - 1, &oldest))
        oldest = INT64_MIN;
    at = nkt_break_between(w->summand->column->id, oldest, year);
    *is_broken = at != NULL;
    return at && w->across_breaks == NKT_ACROSS_NONE ? at->year : oldest;
}

static void enter(const window *w, int64_t row, nkt_i_members *members) {
    if (nkt_i_summand_add(w->summand, row, members))
        nkt_i_summand_note(w->call, w->summand, row);
}

/*
 * One unit: years enter at the head of the window and leave at its tail. The sum is exact, so what
 * has come and gone leaves no trace in it.
 */
static void slide(const window *w, int64_t unit) {
    const nkt_i_panel *panel = w->panel;
    int64_t tail = panel->first[unit];
    nkt_i_members members;

    nkt_i_members_begin(&members);
    for (int64_t head = tail; head < panel->first[unit + 1]; head++) {
        int is_broken;
        const int64_t row = panel->row[head], oldest = first_year(w, panel->year[head], &is_broken);
        nkt_total total;

        for (; panel->year[tail] < oldest; tail++)
            nkt_i_summand_remove(w->summand, panel->row[tail], &members);
        enter(w, row, &members);
        total = nkt_i_members_sum(&members, w->width - (head - tail + 1));
        if (nkt_i_members_overflow(&members, &total))
            nkt_i_summand_note_overflow(w->call, w->summand, row);
        if (is_broken && total.state == NKT_STATE_VALUE)
            total.flags |= NKT_FLAG_SERIES_BREAK;
        nkt_i_array_put(w->out, row, &total);
    }
}

/* Rows that belong to no unit: no year of the window is known. Rows left out have no window. */
static void write_rest(const window *w) {
    const nkt_total none = {.value = NAN, .members = w->width, .state = NKT_STATE_MISSING};
    const nkt_total left_out = {.value = NAN, .state = NKT_STATE_NOT_APPLICABLE};

    for (int64_t r = 0; r < w->panel->n_rows; r++)
        if (w->panel->seat[r] < 0)
            nkt_i_array_put(w->out, r, w->panel->seat[r] == NKT_I_LEFT_OUT ? &left_out : &none);
}

nkt_status nkt_panel_window(const nkt_memory *panel, const nkt_column *values, int64_t width,
                            int32_t across_breaks, nkt_total *out, int64_t stride,
                            nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "panel values width across_breaks out stride error");
    nkt_i_summand summand;
    nkt_i_panel view;
    nkt_i_array to;
    window w = {&call, &view, &summand, width, across_breaks, &to};

    nkt_i_panel_open(&call, "panel", panel, 1, &view);
    nkt_i_count(&call, "width", width, 1, INT64_MAX);
    nkt_i_code(&call, "across_breaks", across_breaks, NKT_ACROSS_NONE, NKT_ACROSS_CATALOGUE);
    summand = nkt_i_summand_open(&call, "values", -1, values, view.n_rows,
                                 width > 1 ? NKT_I_ADD_YEARS : NKT_I_AVERAGE);
    to = nkt_i_array_open(&call, "out", out, sizeof *out, "stride", stride, view.n_rows, 1);
    if (nkt_i_call_refused(&call))
        return call.status;

    for (int64_t u = 0; u < view.n_units; u++)
        slide(&w, u);
    write_rest(&w);
    return nkt_i_call_end(&call);
}
