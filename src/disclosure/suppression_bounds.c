/*
 * What single relations tell of hidden cells, one after the other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/suppression.h"

/* Bounds mostly settle in a few rounds; what has not by then is left to the linear program. */
#define MOST_ROUNDS 64

/* The sum of one bound of the hidden cells of a relation; how many have none. */
typedef struct side {
    int64_t sum, without;
} side;

static void start(nkt_i_table *t) {
    const nkt_relations *rel = t->relations;

    for (int64_t c = 0; c < t->n_cells; c++) {
        const int hidden = nkt_i_is_hidden(t, c);
        t->low[c] = hidden ? t->known_low[c] : t->value[c];
        t->high[c] = hidden ? t->known_high[c] : t->value[c];
    }
    for (int64_t r = 0; r < t->n_relations; r++) {
        t->rest[r] = rel->sums ? (int64_t)rel->sums[r] : 0;
        for (int64_t e = rel->first[r]; e < rel->first[r + 1]; e++)
            if (!nkt_i_is_hidden(t, rel->cells[e]))
                t->rest[r] -= nkt_i_sign(rel, r, e) * t->value[rel->cells[e]];
    }
}

/* The lower (is_upper 0) or upper bound of sign times cell, added n times (1 or -1). */
static void add(side *s, const nkt_i_table *t, int64_t cell, int64_t sign, int is_upper, int n) {
    const int64_t bound = (sign > 0) == is_upper ? t->high[cell] : t->low[cell];

    if (bound == NKT_I_NO_BOUND)
        s->without += n;
    else
        s->sum += n * sign * bound;
}

/* Tightens one cell, given the sums of the bounds of the others. 1: something changed. */
static int tighten(nkt_i_table *t, int64_t r, int64_t cell, int64_t sign, side least, side most) {
    int changed = 0;
    int64_t low = INT64_MIN, high = NKT_I_NO_BOUND;

    if (least.without == 0) { /* sign · x <= rest - least */
        high = t->rest[r] - least.sum;
        if (sign < 0) {
            low = -high;
            high = NKT_I_NO_BOUND;
        }
    }
    if (most.without == 0) { /* sign · x >= rest - most */
        if (sign > 0)
            low = t->rest[r] - most.sum;
        else
            high = most.sum - t->rest[r];
    }
    /* Bounds cross only where bad data contradict each other: then they stay as they are. */
    if (low > t->low[cell] && low <= t->high[cell] && low <= NKT_I_MOST_BOUND) {
        t->low[cell] = low;
        changed = 1;
    }
    if (high < t->high[cell] && high >= t->low[cell] && high <= NKT_I_MOST_BOUND) {
        t->high[cell] = high;
        changed = 1;
    }
    return changed;
}

static int bound_relation(nkt_i_table *t, int64_t r) {
    const nkt_relations *rel = t->relations;
    side least = {0, 0}, most = {0, 0};
    int changed = 0;

    for (int64_t e = rel->first[r]; e < rel->first[r + 1]; e++)
        if (nkt_i_is_hidden(t, rel->cells[e])) {
            add(&least, t, rel->cells[e], nkt_i_sign(rel, r, e), 0, 1);
            add(&most, t, rel->cells[e], nkt_i_sign(rel, r, e), 1, 1);
        }
    for (int64_t e = rel->first[r]; e < rel->first[r + 1]; e++) {
        const int64_t cell = rel->cells[e], sign = nkt_i_sign(rel, r, e);
        side other_least = least, other_most = most;
        if (!nkt_i_is_hidden(t, cell))
            continue;
        add(&other_least, t, cell, sign, 0, -1);
        add(&other_most, t, cell, sign, 1, -1);
        if (tighten(t, r, cell, sign, other_least, other_most)) {
            changed = 1;
            least = other_least;
            most = other_most;
            add(&least, t, cell, sign, 0, 1);
            add(&most, t, cell, sign, 1, 1);
        }
    }
    return changed;
}

void nkt_i_table_bound(nkt_i_table *t) {
    start(t);
    for (int round = 0, changed = 1; changed && round < MOST_ROUNDS; round++) {
        changed = 0;
        for (int64_t r = 0; r < t->n_relations; r++)
            changed |= bound_relation(t, r);
    }
}
