/*
 * Reading a table with its relations into the work area.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/suppression.h"

/* Arrays of cells and of relations in the layout of the work area, those of choosing included. */
enum { CELL_ARRAYS = 14, RELATION_ARRAYS = 4, CHOICE_CELL_ARRAYS = 5 };

/* ---- room ------------------------------------------------------------------------------------ */

static const nkt_relations *relations_of(const nkt_cells *cells) {
    static const nkt_relations none = {NULL, NULL, NULL, NULL, 0, 0};

    return cells->relations ? cells->relations : &none;
}

static int is_marked(const nkt_cells *cells, int64_t c) {
    return nkt_i_hidden_read(NULL, NULL, cells->hidden, c);
}

/* At most as many cells as that are hidden: those that are marked, and those whose count is odd. */
static int64_t count_hidden(const nkt_cells *cells) {
    int64_t n = 0;

    for (int64_t c = 0; c < cells->n_cells; c++) {
        int8_t state;
        const double count = nkt_i_column_value(cells->counts, c, &state);
        n += is_marked(cells, c) || cells->least || cells->most || cells->need_above ||
             cells->need_below || state != NKT_STATE_VALUE || count < 0 || count != floor(count) ||
             count > (double)NKT_I_MOST_COUNT;
    }
    return n;
}

/*
 * Numbers of the largest linear program: an audit has the hidden cells; choosing moves each cell up
 * and down, and has a row for the losses. What the options do not allow is not solved.
 */
static int64_t tableau_length(const nkt_cells *cells, int use, int64_t allowed) {
    const int64_t n_relations = relations_of(cells)->n_relations;
    size_t length;
    int fits;

    if (allowed == 0)
        return 0;
    if (use == NKT_I_TO_CHOOSE)
        fits = cells->n_cells <= INT64_MAX / 2 &&
               nkt_i_simplex_length(n_relations + 1, 2 * cells->n_cells, &length);
    else
        fits = nkt_i_simplex_length(n_relations, count_hidden(cells), &length);
    return !fits || length > (uint64_t)allowed ? allowed : (int64_t)length;
}

nkt_i_table nkt_i_table_claim(nkt_i_call *call, const nkt_cells *cells, int use,
                              const nkt_suppression_options *o, nkt_memory *work) {
    nkt_i_table t = {0};
    int64_t **const of_cells[CELL_ARRAYS] = {
        &t.value, &t.known_low, &t.known_high,  &t.need_above,   &t.need_below,
        &t.low,   &t.high,      &t.reached_low, &t.reached_high, &t.is_bad,
        &t.group, &t.order,     &t.scratch,     &t.local};
    int64_t **const of_relations[RELATION_ARRAYS] = {&t.rest, &t.relation_group, &t.relation_order,
                                                     &t.relation_scratch};
    nkt_i_bytes bytes = {0, 0};
    int64_t n, m, *next;
    size_t states, own, tableau;
    char *at;

    if (nkt_i_call_refused(call))
        return t;
    n = cells->n_cells;
    t.n_cells = n;
    t.relations = relations_of(cells);
    t.n_relations = m = t.relations->n_relations;
    t.tableau_length = (size_t)tableau_length(cells, use, o->tableau);
    nkt_i_bytes_add(&bytes, n, CELL_ARRAYS * sizeof(int64_t));
    nkt_i_bytes_add(&bytes, m, RELATION_ARRAYS * sizeof(int64_t));
    states = nkt_i_bytes_add(&bytes, n, sizeof(int32_t));
    own = bytes.total;
    if (use == NKT_I_TO_CHOOSE) {
        nkt_i_bytes_add(&bytes, n, CHOICE_CELL_ARRAYS * sizeof(int64_t));
        nkt_i_bytes_add(&bytes, m, sizeof(int64_t));
        nkt_i_bytes_add(&bytes, t.relations->n_elements, sizeof(int64_t));
        nkt_i_bytes_add(&bytes, 1, sizeof(int64_t));
    }
    tableau = nkt_i_bytes_add(&bytes, (int64_t)t.tableau_length, sizeof(int64_t));
    at = nkt_i_claim(call, "work", work, bytes);
    if (nkt_i_call_refused(call) || bytes.total == 0)
        return t;
    next = (int64_t *)(void *)at;
    for (int i = 0; i < CELL_ARRAYS; i++, next += n)
        *of_cells[i] = next;
    for (int i = 0; i < RELATION_ARRAYS; i++, next += m)
        *of_relations[i] = next;
    t.states = (int32_t *)(void *)(at + states);
    t.own = (int64_t *)(void *)(at + own);
    t.tableau = (int64_t *)(void *)(at + tableau);
    for (int64_t c = 0; c < n; c++)
        if (use == NKT_I_TO_AUDIT)
            t.states[c] = (int32_t)nkt_i_column_code(cells->hidden, c, &(int8_t){0});
        else
            t.states[c] = is_marked(cells, c) ? NKT_CELL_PRIMARY : NKT_CELL_SHOWN;
    return t;
}

/* ---- counts ---------------------------------------------------------------------------------- */

/* Whether the element is +infinity: of `most` that says that nothing is known. */
static int is_no_bound(const nkt_column *column, int64_t cell) {
    double value;

    return nkt_i_column_why_invalid(column, cell, &value) == NKT_REASON_NOT_FINITE && value > 0;
}

/* A whole number in a column, missing where there is none; -1 and noted where it is bad. */
static int64_t read_whole(nkt_i_call *call, const char *path, const nkt_column *column,
                          int64_t cell, int64_t missing, int64_t *is_bad) {
    int8_t state;
    double value;

    if (!column || (missing == NKT_I_NO_BOUND && is_no_bound(column, cell)))
        return missing;
    value = nkt_i_count_read(call, path, column, cell, &state);
    if (state == NKT_STATE_VALUE && value == floor(value) && value <= (double)NKT_I_MOST_COUNT)
        return (int64_t)value;
    if (state != NKT_STATE_VALUE && state != NKT_STATE_INVALID)
        return missing;
    if (state == NKT_STATE_VALUE)
        nkt_i_bad_number(call, path, column, cell, NKT_REASON_NOT_WHOLE,
                         "is no whole number up to 2^40");
    *is_bad = 1;
    return -1;
}

/* A level of protection; NKT_I_NO_BOUND where it is missing, or bad, which is noted. */
static int64_t read_need(nkt_i_call *call, const char *path, const nkt_column *column, int64_t cell,
                         int64_t *is_bad) {
    int8_t state;
    double value;

    if (!column)
        return 0;
    value = nkt_i_count_read(call, path, column, cell, &state);
    if (state == NKT_STATE_VALUE && value <= (double)NKT_I_MOST_COUNT)
        return (int64_t)ceil(value);
    if (state == NKT_STATE_VALUE)
        nkt_i_bad_number(call, path, column, cell, NKT_REASON_TOO_LARGE, "is more than 2^40");
    if (state == NKT_STATE_VALUE || state == NKT_STATE_INVALID)
        *is_bad = 1;
    return NKT_I_NO_BOUND;
}

static void read_cell(nkt_i_call *call, nkt_i_table *t, const nkt_cells *cells, int64_t c) {
    int64_t value, least, most;

    t->is_bad[c] = 0;
    value = read_whole(call, "cells.counts", cells->counts, c, -1, &t->is_bad[c]);
    least = read_whole(call, "cells.least", cells->least, c, 0, &t->is_bad[c]);
    most = read_whole(call, "cells.most", cells->most, c, NKT_I_NO_BOUND, &t->is_bad[c]);
    t->need_above[c] = read_need(call, "cells.need_above", cells->need_above, c, &t->is_bad[c]);
    t->need_below[c] = read_need(call, "cells.need_below", cells->need_below, c, &t->is_bad[c]);
    if (!t->is_bad[c] && (value >= 0 ? value < least || value > most : least > most)) {
        if (value >= 0)
            nkt_i_bad_number(call, "cells.counts", cells->counts, c, NKT_REASON_CONTRADICTION,
                             "is not between least and most");
        else
            nkt_i_bad_number(call, "cells.least", cells->least, c, NKT_REASON_CONTRADICTION,
                             "is more than most");
        t->is_bad[c] = 1;
    }
    if (t->is_bad[c]) { /* a cell that nothing is known of */
        value = -1;
        least = 0;
        most = NKT_I_NO_BOUND;
    }
    t->value[c] = value;
    t->known_low[c] = least;
    t->known_high[c] = most;
    t->reached_low[c] = value >= 0 ? value : INT64_MAX;
    t->reached_high[c] = value;
}

/* Bad marks hide, and are reported: only where cells are chosen, an audit refuses them. */
static void note_mark(nkt_i_call *call, const nkt_cells *cells, int64_t c) {
    (void)nkt_i_hidden_read(call, "cells.hidden", cells->hidden, c);
}

void nkt_i_table_read(nkt_i_call *call, nkt_i_table *t, const nkt_cells *cells) {
    const nkt_relations *rel = t->relations;

    for (int64_t c = 0; c < t->n_cells; c++) {
        read_cell(call, t, cells, c);
        note_mark(call, cells, c);
    }
    for (int64_t r = 0; r < t->n_relations; r++) {
        int64_t sum = rel->sums ? -(int64_t)rel->sums[r] : 0;
        int is_known = 1;
        for (int64_t e = rel->first[r]; e < rel->first[r + 1]; e++) {
            is_known &= t->value[rel->cells[e]] >= 0;
            sum += nkt_i_sign(rel, r, e) * t->value[rel->cells[e]];
        }
        if (is_known && sum != 0) {
            nkt_i_fault fault = NKT_I_AT("cells.relations");
            fault.item = r > INT32_MAX ? INT32_MAX : (int32_t)r;
            fault.value = (double)sum;
            nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_CONTRADICTION, fault,
                         "is left over: the counts do not add up");
            return;
        }
    }
}
