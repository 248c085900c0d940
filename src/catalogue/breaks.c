/*
 * Which breaks a figure or an input has.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "catalogue/breaks.h"

enum { DEEPEST = 4 }; /* figures of figures are not deeper */

int64_t nkt_break_count(void) {
    return nkt_i_break_count;
}

const nkt_break *nkt_break_at(int64_t position) {
    return position >= 0 && position < nkt_i_break_count ? &nkt_i_breaks[position].what : NULL;
}

const nkt_break *nkt_break_by_id(int32_t id) {
    return nkt_break_at((int64_t)id - 1);
}

static int names(const nkt_i_break_entry *entry, int32_t id) {
    for (const int32_t *at = entry->concerns; *at; at++)
        if (*at == id)
            return 1;
    return 0;
}

/* Whether a break is of this id itself, or of anything that it is made from. */
static int concerns(const nkt_i_break_entry *entry, int32_t id, int depth) {
    const nkt_indicator *figure = nkt_indicator_by_id(id);

    if (id == 0 || names(entry, id))
        return id != 0;
    if (!figure || depth == DEEPEST)
        return 0;
    return concerns(entry, figure->numerator[0], depth + 1) ||
           concerns(entry, figure->numerator[1], depth + 1) ||
           concerns(entry, figure->numerator_whole, depth + 1) ||
           concerns(entry, figure->denominator, depth + 1);
}

/* Whether a comes before b among the breaks of one id. */
static int before(const nkt_i_break_entry *a, const nkt_i_break_entry *b) {
    return a->what.year < b->what.year || (a->what.year == b->what.year && a < b);
}

int64_t nkt_break_count_of(int32_t id) {
    int64_t n = 0;

    for (int64_t i = 0; i < nkt_i_break_count; i++)
        n += concerns(&nkt_i_breaks[i], id, 0);
    return n;
}

const nkt_break *nkt_break_of(int32_t id, int64_t position) {
    for (int64_t i = 0; i < nkt_i_break_count; i++) {
        int64_t n_before = 0;
        if (!concerns(&nkt_i_breaks[i], id, 0))
            continue;
        for (int64_t j = 0; j < nkt_i_break_count; j++)
            n_before +=
                before(&nkt_i_breaks[j], &nkt_i_breaks[i]) && concerns(&nkt_i_breaks[j], id, 0);
        if (n_before == position)
            return &nkt_i_breaks[i].what;
    }
    return NULL;
}

const nkt_break *nkt_break_between(int32_t id, int64_t year, int64_t other) {
    const int64_t first = year < other ? year : other, last = year < other ? other : year;
    const nkt_break *found = NULL;

    for (int64_t i = 0; i < nkt_i_break_count; i++) {
        const nkt_break *at = &nkt_i_breaks[i].what;
        if (at->year > first && at->year <= last && (!found || at->year >= found->year) &&
            concerns(&nkt_i_breaks[i], id, 0))
            found = at;
    }
    return found;
}
