/*
 * Which cells to hide besides those that the rules hide.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/suppression_move.h"

/*
 * What losses are brought to. A program adds up losses times how far cells move: the larger the
 * amounts, the coarser the losses, so that the sum of thousands of cells fits in 64 bits.
 */
static int64_t most_loss(const nkt_i_table *t) {
    int64_t most = NKT_I_MOST_LOSS, largest = 0;

    for (int64_t c = 0; c < t->n_cells; c++)
        largest = t->value[c] > largest ? t->value[c] : largest;
    for (; largest > INT64_C(1) << 30; largest /= 2)
        most /= 2;
    return most;
}

/* Losses as whole numbers from 1; the largest is most_loss + 1. */
static void read_losses(nkt_i_call *call, nkt_i_choice *ch, const nkt_cells *cells) {
    const nkt_column *column = cells->losses ? cells->losses : cells->counts;
    const double most = (double)most_loss(ch->t);
    double largest = 0;
    int8_t state;

    for (int64_t c = 0; c < ch->t->n_cells; c++) {
        const int noted = !cells->losses || ch->t->is_bad[c]; /* counts were read before */
        const double loss =
            nkt_i_count_read(noted ? NULL : call, "cells.losses", column, c, &state);
        if (state == NKT_STATE_VALUE && loss > largest)
            largest = loss;
    }
    for (int64_t c = 0; c < ch->t->n_cells; c++) {
        const double loss = nkt_i_count_read(NULL, NULL, column, c, &state);
        ch->loss[c] = NKT_I_KEEP;
        if (state == NKT_STATE_VALUE)
            ch->loss[c] = 1 + (largest > 0 ? (int64_t)(loss / largest * most) : 0);
    }
}

/* How often cells that turn out not to be safe are protected once more. */
#define MOST_ROUNDS 4

static int64_t wanted_width(const nkt_i_choice *ch, int64_t cell) {
    return ch->t->states[cell] == NKT_CELL_PRIMARY ? (int64_t)ch->o->width : 1;
}

static void protect_all(nkt_i_choice *ch) {
    for (int64_t c = 0; c < ch->t->n_cells; c++) {
        const int64_t width = wanted_width(ch, c);
        if (ch->t->states[c] != NKT_CELL_SHOWN && ch->t->value[c] >= 0 &&
            !nkt_i_is_protected(ch->t, c, width))
            nkt_i_choice_protect(ch, c, width);
    }
}

/*
 * Protects one cell after the other, and looks at what that is worth: moves by fractions are no
 * proof. Returns how many hidden cells are not safe in the end.
 */
static int64_t choose(nkt_i_choice *ch) {

    for (int round = 0; ch->o->effort != NKT_EFFORT_BOUNDS && round < MOST_ROUNDS; round++) {
        protect_all(ch);
        nkt_i_table_audit(ch->t, ch->o);
        if (nkt_i_choice_not_safe(ch) > 0)
            continue;
        if (ch->o->effort != NKT_EFFORT_QUICK)
            nkt_i_choice_tidy(ch);
        return 0;
    }
    nkt_i_choice_pair(ch);
    nkt_i_table_audit(ch->t, ch->o);
    return nkt_i_choice_not_safe(ch);
}

nkt_status nkt_suppression_choose(const nkt_cells *cells, const nkt_suppression_options *options,
                                  const nkt_target *states, nkt_feasible *out, int64_t stride,
                                  int64_t *n_not_safe, nkt_memory *work, nkt_error *error) {
    nkt_i_call call =
        nkt_i_call_begin(error, "cells options states out stride n_not_safe work error");
    const int64_t n_cells = cells ? cells->n_cells : 0;
    nkt_suppression_options o;
    nkt_i_choice choice;
    nkt_i_array to;
    nkt_i_out codes;
    nkt_i_table t;

    nkt_i_cells_check(&call, cells, NKT_I_TO_CHOOSE);
    o = nkt_i_suppression_options(&call, options);
    codes =
        nkt_i_target_open(&call, "states", states,
                          NKT_I_CONTENT_CODES(NKT_CELL_SHOWN, NKT_CELL_SECONDARY), n_cells, 1, 1);
    to = nkt_i_array_open(&call, "out", out, sizeof *out, "stride", stride, n_cells, 0);
    nkt_i_needed(&call, "n_not_safe", n_not_safe);
    t = nkt_i_table_claim(&call, cells, NKT_I_TO_CHOOSE, &o, work);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_table_read(&call, &t, cells);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_choice_open(&choice, &t, &o);
    read_losses(&call, &choice, cells);
    *n_not_safe = choose(&choice);
    for (int64_t c = 0; c < n_cells; c++) {
        const nkt_feasible found = nkt_i_table_feasible(&t, c, &o);
        nkt_i_put_code(&codes, c, 0, t.states[c]);
        nkt_i_array_put(&to, c, &found);
    }
    return nkt_i_call_end(&call);
}
