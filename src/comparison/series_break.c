/*
 * Where a series breaks: by the caller's own breaks, and by those that the catalogue knows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/series.h"

/* The later one of a break and the catalogue's last break of a column among the years of a series. */
static void look_up(const nkt_i_series *s, const nkt_column *column, int64_t *year, int32_t *id) {
    const nkt_break *found =
        column ? nkt_break_between(column->id, s->at[0].year, s->at[s->n - 1].year) : NULL;

    if (found && found->year > *year) {
        *year = found->year;
        *id = found->id;
    }
}

void nkt_i_series_break(nkt_i_series *s, const nkt_series *series, int64_t own,
                        int32_t across_breaks) {
    int64_t of_catalogue = INT64_MIN, last, stop = INT64_MIN, n = 0;
    int32_t id = 0;

    if (s->n == 0)
        return;
    look_up(s, series->values, &of_catalogue, &id);
    look_up(s, series->parts, &of_catalogue, &id);
    look_up(s, series->wholes, &of_catalogue, &id);
    last = own > of_catalogue ? own : of_catalogue;
    if (last > s->at[0].year) {
        s->break_year = last;
        s->break_id = last == of_catalogue ? id : 0;
    }
    if (across_breaks == NKT_ACROSS_NONE)
        stop = last;
    if (across_breaks == NKT_ACROSS_CATALOGUE)
        stop = own;
    for (int64_t i = 0; i < s->n; i++)
        if (s->at[i].year >= stop)
            s->at[n++] = s->at[i];
    s->n = n;
}

int32_t nkt_i_series_flags(const nkt_i_series *s) {
    return s->break_year != 0 ? NKT_FLAG_SERIES_BREAK : 0;
}

void nkt_i_test_break(nkt_test *test, const nkt_i_series *s) {
    test->flags |= nkt_i_series_flags(s);
    test->break_id = s->break_id;
}

void nkt_i_trend_break(nkt_trend_result *result, const nkt_i_series *s) {
    result->break_year = s->break_year;
    result->break_id = s->break_id;
    result->change.flags |= nkt_i_series_flags(s);
    result->slope.flags |= nkt_i_series_flags(s);
    nkt_i_test_break(&result->monotone, s);
    nkt_i_test_break(&result->differ, s);
    nkt_i_test_break(&result->turn, s);
}
