/*
 * The feasible numbers of hidden cells that are connected, by linear programs in whole numbers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/suppression.h"

/* ---- what is connected --------------------------------------------------------------------- */

static int64_t find(int64_t *group, int64_t cell) {
    while (group[cell] != cell) {
        group[cell] = group[group[cell]];
        cell = group[cell];
    }
    return cell;
}

/* Sorts hidden cells, and relations with hidden cells, by group. Returns how many they are. */
static void group_cells(nkt_i_table *t, int64_t *n_hidden, int64_t *n_active) {
    const nkt_relations *rel = t->relations;

    *n_hidden = *n_active = 0;
    for (int64_t c = 0; c < t->n_cells; c++)
        t->group[c] = c;
    for (int64_t r = 0; r < t->n_relations; r++) {
        int64_t head = -1;
        for (int64_t e = rel->first[r]; e < rel->first[r + 1]; e++) {
            const int64_t cell = rel->cells[e];
            if (!nkt_i_is_hidden(t, cell))
                continue;
            if (head >= 0)
                t->group[find(t->group, cell)] = find(t->group, head);
            head = cell;
        }
        t->relation_group[r] = head;
        if (head >= 0)
            t->relation_order[(*n_active)++] = r;
    }
    for (int64_t c = 0; c < t->n_cells; c++) {
        t->group[c] = find(t->group, c);
        if (nkt_i_is_hidden(t, c))
            t->order[(*n_hidden)++] = c;
    }
    for (int64_t i = 0; i < *n_active; i++) {
        const int64_t r = t->relation_order[i];
        t->relation_group[r] = t->group[t->relation_group[r]];
    }
    nkt_i_sort_by_code(t->order, t->scratch, t->group, *n_hidden);
    nkt_i_sort_by_code(t->relation_order, t->relation_scratch, t->relation_group, *n_active);
}

/* ---- one group ------------------------------------------------------------------------------- */

typedef struct part {
    const int64_t *cells, *relations;
    int64_t n_cells, n_relations;
} part;

/* Variable j is cell j less its lower bound. 0: there is no room. */
static int build(nkt_i_table *t, const part *p, int64_t pivots, nkt_i_simplex *s) {
    const nkt_relations *rel = t->relations;
    size_t length;

    if (!nkt_i_simplex_length(p->n_relations, p->n_cells, &length) || length > t->tableau_length)
        return 0;
    nkt_i_simplex_init(s, t->tableau, p->n_relations, p->n_cells, pivots);
    for (int64_t j = 0; j < p->n_cells; j++) {
        const int64_t c = p->cells[j];
        t->local[c] = j;
        if (t->high[c] != NKT_I_NO_BOUND)
            s->upper[j] = t->high[c] - t->low[c];
    }
    for (int64_t i = 0; i < p->n_relations; i++) {
        const int64_t r = p->relations[i];
        s->b[i] = t->rest[r];
        for (int64_t e = rel->first[r]; e < rel->first[r + 1]; e++) {
            const int64_t c = rel->cells[e], sign = nkt_i_sign(rel, r, e);
            if (!nkt_i_is_hidden(t, c))
                continue;
            s->a[i * p->n_cells + t->local[c]] += sign;
            s->b[i] -= sign * t->low[c];
        }
    }
    return 1;
}

/* The present solution is a table that is possible, if it is one of whole numbers. */
static void note_solution(nkt_i_table *t, const part *p, nkt_i_simplex *s) {
    if (!nkt_i_simplex_is_whole(s))
        return;
    for (int64_t j = 0; j < p->n_cells; j++) {
        const int64_t value = nkt_i_simplex_value(s, j);
        if (s->failed)
            return;
        nkt_i_reach(t, p->cells[j], t->low[p->cells[j]] + value / s->d);
    }
}

/* Both ends of one cell. The lower bounds, from which variables count, must stay as they are. */
static void solve_cell(nkt_i_table *t, const part *p, nkt_i_simplex *s, int64_t j, int64_t *low,
                       int64_t *high) {
    const int64_t c = p->cells[j];
    int64_t value;
    int end = nkt_i_simplex_push(s, j, 0);

    if (end != NKT_I_SIMPLEX_BEST)
        return;
    value = nkt_i_simplex_value(s, j);
    if (s->failed)
        return;
    *low = t->low[c] + value / s->d + (value % s->d > 0);
    note_solution(t, p, s);
    end = nkt_i_simplex_push(s, j, 1);
    /* Along a way without end there are whole numbers without end, once there is one. */
    if (end == NKT_I_SIMPLEX_UNBOUNDED && t->reached_high[c] >= 0)
        t->reached_high[c] = NKT_I_NO_BOUND;
    if (end != NKT_I_SIMPLEX_BEST)
        return;
    value = nkt_i_simplex_value(s, j);
    if (s->failed)
        return;
    *high = t->low[c] + value / s->d;
    note_solution(t, p, s);
}

static void solve_part(nkt_i_table *t, const part *p, int64_t pivots) {
    nkt_i_simplex s;
    int64_t j;

    if (p->n_relations == 0) { /* a cell on its own: all that is known is what was known before */
        t->reached_low[p->cells[0]] = t->low[p->cells[0]];
        t->reached_high[p->cells[0]] = t->high[p->cells[0]];
        return;
    }
    if (!build(t, p, pivots, &s) || nkt_i_simplex_start(&s, 0) != NKT_I_SIMPLEX_BEST)
        return;
    note_solution(t, p, &s);
    for (j = 0; j < p->n_cells && !s.failed && s.pivots > 0; j++) {
        const int64_t c = p->cells[j];
        int64_t low = t->low[c], high = t->high[c];
        solve_cell(t, p, &s, j, &low, &high);
        t->scratch[j] = low;
        t->high[c] = high;
    }
    while (j-- > 0)
        t->low[p->cells[j]] = t->scratch[j];
}

void nkt_i_table_solve(nkt_i_table *t, int64_t pivots) {
    int64_t n_hidden, n_active, cell = 0, relation = 0;

    group_cells(t, &n_hidden, &n_active);
    while (cell < n_hidden) {
        const int64_t group = t->group[t->order[cell]];
        part p = {&t->order[cell], &t->relation_order[relation], 0, 0};
        for (; cell < n_hidden && t->group[t->order[cell]] == group; cell++)
            p.n_cells++;
        for (; relation < n_active && t->relation_group[t->relation_order[relation]] == group;
             relation++)
            p.n_relations++;
        solve_part(t, &p, pivots);
    }
}
