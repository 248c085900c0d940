/*
 * The cheapest change of a table that moves one cell and leaves every sum as it is, by a linear
 * program over the relations around the cell. Near ones are tried first: the program is small,
 * and what it finds is as valid as what a larger one would find.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/suppression_move.h"

void nkt_i_choice_open(nkt_i_choice *choice, nkt_i_table *t, const nkt_suppression_options *o) {
    const nkt_relations *rel = t->relations;
    const int64_t n = t->n_cells, elements = t->n_relations ? rel->first[t->n_relations] : 0;
    int64_t *const own = t->own, *first = own + 4 * n;

    choice->t = t;
    choice->o = o;
    choice->loss = own;
    choice->mark = own + n;
    choice->saved_low = own + 2 * n;
    choice->saved_high = own + 3 * n;
    choice->cell_first = first;
    choice->cell_relations = first + n + 1;
    choice->ring = choice->cell_relations + elements;
    memset(first, 0, (size_t)(n + 1) * sizeof *first);
    for (int64_t e = 0; e < elements; e++)
        first[rel->cells[e]]++;
    for (int64_t c = 0, sum = 0; c <= n; c++) {
        sum += c < n ? first[c] : 0;
        first[c] = sum;
    }
    for (int64_t r = t->n_relations; r-- > 0;)
        for (int64_t e = rel->first[r]; e < rel->first[r + 1]; e++)
            choice->cell_relations[--first[rel->cells[e]]] = r;
}

/* ---- the relations around a cell ------------------------------------------------------------- */

/* Reaches the relations of one cell. Returns how many are new. */
static int64_t reach_cell(nkt_i_choice *ch, int64_t cell, int64_t ring) {
    int64_t added = 0;

    for (int64_t i = ch->cell_first[cell]; i < ch->cell_first[cell + 1]; i++) {
        const int64_t r = ch->cell_relations[i];
        if (ch->ring[r] < 0) {
            ch->ring[r] = ring;
            added++;
        }
    }
    return added;
}

/* Reaches the relations of all cells in the relations of the ring before. */
static int64_t reach_ring(nkt_i_choice *ch, int64_t ring) {
    const nkt_relations *rel = ch->t->relations;
    int64_t added = 0;

    for (int64_t r = 0; r < ch->t->n_relations; r++)
        if (ch->ring[r] == ring - 1)
            for (int64_t e = rel->first[r]; e < rel->first[r + 1]; e++)
                added += reach_cell(ch, rel->cells[e], ring);
    return added;
}

/* Whether a cell may move: its number is known, it may be hidden, all its relations are reached. */
static int may_move(const nkt_i_choice *ch, int64_t cell, int64_t ring) {
    if (ch->t->value[cell] < 0 ||
        (ch->t->states[cell] == NKT_CELL_SHOWN && ch->loss[cell] == NKT_I_KEEP))
        return 0;
    for (int64_t i = ch->cell_first[cell]; i < ch->cell_first[cell + 1]; i++) {
        const int64_t r = ch->cell_relations[i];
        if (ch->ring[r] < 0 || ch->ring[r] > ring)
            return 0;
    }
    return 1;
}

typedef struct move {
    int64_t target, change, ring;
    double loss; /* of hiding what moves, by how far it moves */
} move;

/* Numbers the relations up to the ring (relation_order) and the cells that may move (order). */
static void gather(nkt_i_choice *ch, const move *m, int64_t *n_relations, int64_t *n_cells) {
    nkt_i_table *t = ch->t;

    *n_relations = *n_cells = 0;
    memset(ch->mark, 0, (size_t)t->n_cells * sizeof *ch->mark);
    for (int64_t r = 0; r < t->n_relations; r++) {
        if (ch->ring[r] < 0 || ch->ring[r] > m->ring)
            continue;
        t->relation_order[(*n_relations)++] = r;
        for (int64_t e = t->relations->first[r]; e < t->relations->first[r + 1]; e++) {
            const int64_t c = t->relations->cells[e];
            if (c == m->target || ch->mark[c] || !may_move(ch, c, m->ring))
                continue;
            ch->mark[c] = 1;
            t->local[c] = *n_cells;
            t->order[(*n_cells)++] = c;
        }
    }
}

/* ---- the program --------------------------------------------------------------------------- */

/* Column 2 j is how far cell j goes up, 2 j + 1 how far down; the last row is what is lost. */
static void fill(nkt_i_choice *ch, const move *m, nkt_i_simplex *s, int64_t n_relations,
                 int64_t n_cells) {
    const nkt_i_table *t = ch->t;
    const nkt_relations *rel = t->relations;
    const int64_t columns = 2 * n_cells;

    for (int64_t i = 0; i < n_relations; i++) {
        const int64_t r = t->relation_order[i];
        for (int64_t e = rel->first[r]; e < rel->first[r + 1]; e++) {
            const int64_t c = rel->cells[e], sign = nkt_i_sign(rel, r, e);
            if (c == m->target) {
                s->b[i] -= sign * m->change;
            } else if (ch->mark[c]) {
                s->a[i * columns + 2 * t->local[c]] += sign;
                s->a[i * columns + 2 * t->local[c] + 1] -= sign;
            }
        }
    }
    for (int64_t j = 0; j < n_cells; j++) {
        const int64_t c = t->order[j];
        const int64_t loss = ch->t->states[c] == NKT_CELL_SHOWN ? ch->loss[c] : 0;
        s->a[n_relations * columns + 2 * j] = s->a[n_relations * columns + 2 * j + 1] = -loss;
        s->upper[2 * j + 1] = t->value[c] - t->known_low[c];
        if (t->known_high[c] != NKT_I_NO_BOUND)
            s->upper[2 * j] = t->known_high[c] - t->value[c];
    }
}

/* Solves a move, whose loss is set. 0: it is not possible; -1: there is no room for it. */
static int solve(nkt_i_choice *ch, move *m, nkt_i_simplex *s, int64_t *n_cells) {
    nkt_i_table *t = ch->t;
    const int64_t value = t->value[m->target] + m->change;
    int64_t n_relations;
    size_t length;

    if (value < t->known_low[m->target] || value > t->known_high[m->target])
        return 0;
    gather(ch, m, &n_relations, n_cells);
    if (*n_cells > INT64_MAX / 2 || !nkt_i_simplex_length(n_relations + 1, 2 * *n_cells, &length) ||
        length > t->tableau_length)
        return -1;
    nkt_i_simplex_init(s, t->tableau, n_relations + 1, 2 * *n_cells, ch->o->pivots);
    fill(ch, m, s, n_relations, *n_cells);
    if (nkt_i_simplex_start(s, 1) != NKT_I_SIMPLEX_BEST ||
        nkt_i_simplex_push(s, 2 * *n_cells + n_relations, 0) != NKT_I_SIMPLEX_BEST)
        return 0;
    m->loss = (double)nkt_i_simplex_value(s, 2 * *n_cells + n_relations) / (double)s->d;
    return !s->failed;
}

/*
 * Hides what moves. Where all moves are whole, the moved table is as possible as the true one,
 * which is noted; otherwise it is left to the audit to find out what is.
 */
static void apply(nkt_i_choice *ch, const move *m, nkt_i_simplex *s, int64_t n_cells) {
    nkt_i_table *t = ch->t;
    const int is_whole = nkt_i_simplex_is_whole(s);

    for (int64_t j = 0; j < n_cells; j++) {
        const int64_t c = t->order[j];
        const int64_t way = nkt_i_simplex_value(s, 2 * j) - nkt_i_simplex_value(s, 2 * j + 1);
        if (way == 0)
            continue;
        if (ch->t->states[c] == NKT_CELL_SHOWN)
            ch->t->states[c] = NKT_CELL_SECONDARY;
        if (is_whole)
            nkt_i_reach(t, c, t->value[c] + way / s->d);
    }
    if (is_whole)
        nkt_i_reach(t, m->target, t->value[m->target] + m->change);
}

/* The best of what was tried: whole moves come before others, then less loss. */
static void keep_better(move *best, int *best_is_whole, const move *m, nkt_i_simplex *s) {
    const int is_whole = nkt_i_simplex_is_whole(s);

    if (is_whole < *best_is_whole || (is_whole == *best_is_whole && m->loss >= best->loss))
        return;
    *best = *m;
    *best_is_whole = is_whole;
}

/*
 * The cheapest of some moves of a cell. Where the first two (up and down) move others by fractions,
 * the rest are tried too. is_whole receives whether it moves whole numbers. 0: none is possible.
 */
static int search(nkt_i_choice *ch, int64_t target, const int64_t *changes, int n_changes,
                  move *best, int *is_whole) {
    nkt_i_simplex s;
    int64_t n_cells, last = INT64_MAX;
    int found = 1;

    *best = (move){target, 0, 0, INFINITY};
    *is_whole = 0;
    for (int64_t r = 0; r < ch->t->n_relations; r++)
        ch->ring[r] = -1;
    reach_cell(ch, target, 0);
    for (int64_t ring = 0; ring <= last; ring++) {
        for (int i = 0; i < n_changes && found >= 0 && (i < 2 || !*is_whole); i++) {
            move m = {target, changes[i], ring, INFINITY};
            found = solve(ch, &m, &s, &n_cells);
            if (found > 0)
                keep_better(best, is_whole, &m, &s);
        }
        if (found < 0 || reach_ring(ch, ring + 1) == 0)
            break;
        /* one ring further than the first that will do: it may do for less */
        if (*is_whole && last == INT64_MAX)
            last = ring + 1;
    }
    return best->change != 0;
}

/* Makes a move that was found: the last search must have been of its target. */
static void make(nkt_i_choice *ch, move *m) {
    nkt_i_simplex s;
    int64_t n_cells;

    if (solve(ch, m, &s, &n_cells) > 0)
        apply(ch, m, &s, n_cells);
}

/* Into so many parts a width is split between up and down. */
enum { PARTS = 16 };

/* Where a cell cannot move by the width, it may go up by some of it and down by the rest. */
static void protect_both_ways(nkt_i_choice *ch, int64_t target, int64_t width) {
    for (int k = PARTS - 1; k > 0; k--) {
        const int64_t up = (width * k + PARTS - 1) / PARTS, down = up - width;
        move moves[2];
        int up_is_whole, down_is_whole;
        if (up == width || !search(ch, target, &up, 1, &moves[0], &up_is_whole) || !up_is_whole ||
            !search(ch, target, &down, 1, &moves[1], &down_is_whole) || !down_is_whole)
            continue;
        make(ch, &moves[0]);
        make(ch, &moves[1]);
        return;
    }
}

/* Where a whole move by the change is not found, one that is longer may be. */
static void protect_one_way(nkt_i_choice *ch, int64_t target, int64_t change) {
    const int64_t further = change < 0 ? change - 1 : change + 1;
    const int64_t changes[] = {change, further, 2 * change, 2 * further};
    move best;
    int is_whole;

    if (search(ch, target, changes, 4, &best, &is_whole))
        make(ch, &best);
}

static void protect_width(nkt_i_choice *ch, int64_t target, int64_t width) {
    const int64_t changes[] = {width,     -width,     width + 1,     -width - 1,
                               2 * width, -2 * width, 2 * width + 1, -2 * width - 1};
    move best;
    int is_whole;

    if (search(ch, target, changes, 8, &best, &is_whole))
        make(ch, &best);
    if (!is_whole)
        protect_both_ways(ch, target, width);
}

int nkt_i_choice_protect(nkt_i_choice *ch, int64_t target, int64_t width) {
    const int64_t above = ch->t->need_above[target], below = ch->t->need_below[target];

    /* what is not known cannot be reached */
    if (above != NKT_I_NO_BOUND && !nkt_i_reaches_above(ch->t, target))
        protect_one_way(ch, target, above);
    if (below != NKT_I_NO_BOUND && !nkt_i_reaches_below(ch->t, target))
        protect_one_way(ch, target, -below);
    if (nkt_i_reached_width(ch->t, target) < width)
        protect_width(ch, target, width);
    return nkt_i_is_protected(ch->t, target, width);
}

/* ---- without a program --------------------------------------------------------------------- */

/* The cheapest cell beside the only hidden one of a relation; -1: there is none such. */
static int64_t partner(const nkt_i_choice *ch, int64_t r) {
    const nkt_i_table *t = ch->t;
    int64_t hidden = 0, best = -1;

    for (int64_t e = t->relations->first[r]; e < t->relations->first[r + 1]; e++) {
        const int64_t c = t->relations->cells[e];
        if (nkt_i_is_hidden(t, c))
            hidden++;
        else if (ch->loss[c] != NKT_I_KEEP && t->known_low[c] < t->known_high[c] &&
                 (best < 0 || ch->loss[c] < ch->loss[best]))
            best = c;
    }
    return hidden == 1 ? best : -1;
}

void nkt_i_choice_pair(nkt_i_choice *ch) {
    for (int changed = 1; changed;) {
        changed = 0;
        for (int64_t r = 0; r < ch->t->n_relations; r++) {
            const int64_t cell = partner(ch, r);
            if (cell < 0)
                continue;
            ch->t->states[cell] = NKT_CELL_SECONDARY;
            changed = 1;
        }
    }
}
