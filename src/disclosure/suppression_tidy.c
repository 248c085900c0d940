/*
 * Cells are protected one after the other, so that some turn out to be hidden without need.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/suppression_move.h"

int64_t nkt_i_choice_not_safe(const nkt_i_choice *ch) {
    int64_t not_safe = 0;

    for (int64_t c = 0; c < ch->t->n_cells; c++)
        if (ch->t->states[c] != NKT_CELL_SHOWN)
            not_safe += nkt_i_table_feasible(ch->t, c, ch->o).verdict != NKT_FEASIBLE_SAFE;
    return not_safe;
}

/* What is proven of the cells as they are hidden now. */
static void save(nkt_i_choice *ch) {
    const size_t bytes = (size_t)ch->t->n_cells * sizeof(int64_t);

    memcpy(ch->saved_low, ch->t->reached_low, bytes);
    memcpy(ch->saved_high, ch->t->reached_high, bytes);
}

static void restore(nkt_i_choice *ch) {
    const size_t bytes = (size_t)ch->t->n_cells * sizeof(int64_t);

    memcpy(ch->t->reached_low, ch->saved_low, bytes);
    memcpy(ch->t->reached_high, ch->saved_high, bytes);
}

/* Whether all is safe with one cell shown again; but for the truth, proofs are found anew. */
static int try_without(nkt_i_choice *ch, int64_t cell) {
    nkt_i_table *t = ch->t;

    ch->t->states[cell] = NKT_CELL_SHOWN;
    for (int64_t c = 0; c < t->n_cells; c++) {
        t->reached_low[c] = t->value[c] >= 0 ? t->value[c] : INT64_MAX;
        t->reached_high[c] = t->value[c];
    }
    nkt_i_table_audit(t, ch->o);
    return nkt_i_choice_not_safe(ch) == 0;
}

void nkt_i_choice_tidy(nkt_i_choice *ch) {
    nkt_i_table *t = ch->t;
    int64_t *cells = ch->mark, n = 0;

    for (int64_t c = 0; c < t->n_cells; c++)
        if (ch->t->states[c] == NKT_CELL_SECONDARY && t->value[c] >= 0)
            cells[n++] = c;
    if (n > 0)
        nkt_i_sort_by_code(cells, t->scratch, ch->loss, n);
    save(ch);
    while (n-- > 0) {
        if (try_without(ch, cells[n])) {
            save(ch);
            continue;
        }
        ch->t->states[cells[n]] = NKT_CELL_SECONDARY;
        restore(ch);
    }
    nkt_i_table_audit(t, ch->o);
}
