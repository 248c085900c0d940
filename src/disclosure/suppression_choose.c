/*
 * Which cells to hide besides those that the rules hide.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/suppression_move.h"

/* What the call was given, besides the table. */
typedef struct input {
    const int32_t *primary;
    const nkt_column *losses;
    const int32_t *states;
    const int64_t *n_not_safe;
} input;

static nkt_status check(const nkt_i_table_input *table, const input *in, nkt_error *error) {
    const int64_t n = table->n_cells;
    nkt_status status;

    if (n < 0)
        return nkt_i_refuse_count(error, 2, "n_cells", n);
    status = nkt_i_column_need(table->counts, n, 1, "counts", error);
    if (!status)
        status = nkt_i_relations_check(table->relations, n, error);
    if (!status && !in->primary && n > 0)
        status = nkt_i_refuse_null(error, 4, "primary");
    if (!status && in->losses)
        status = nkt_i_column_check(in->losses, n, NKT_I_FAULT(5), "losses", error);
    if (!status && table->least)
        status = nkt_i_column_check(table->least, n, NKT_I_FAULT(6), "least", error);
    if (!status && table->most)
        status = nkt_i_column_check(table->most, n, NKT_I_FAULT(7), "most", error);
    if (!status && !in->states && n > 0)
        status = nkt_i_refuse_null(error, 9, "states");
    if (!status && !in->n_not_safe)
        status = nkt_i_refuse_null(error, 11, "n_not_safe");
    return status;
}

/* Losses as whole numbers from 1; the largest is NKT_I_MOST_LOSS + 1. */
static void read_losses(nkt_i_choice *ch, const nkt_column *losses, const nkt_column *counts,
                        nkt_i_bad_rows *bad) {
    const nkt_column *column = losses ? losses : counts;
    double largest = 0;
    int8_t state;

    for (int64_t c = 0; c < ch->t->n_cells; c++) {
        const int told = !losses || ch->t->is_bad[c]; /* counts were read before */
        const double loss = nkt_i_count_read(column, c, 5, "losses", told ? NULL : bad, &state);
        if (state == NKT_STATE_VALUE && loss > largest)
            largest = loss;
    }
    for (int64_t c = 0; c < ch->t->n_cells; c++) {
        const double loss = nkt_i_count_read(column, c, 5, "losses", NULL, &state);
        ch->loss[c] = NKT_I_KEEP;
        if (state == NKT_STATE_VALUE)
            ch->loss[c] =
                1 + (largest > 0 ? (int64_t)(loss / largest * (double)NKT_I_MOST_LOSS) : 0);
    }
}

/* How often cells that turn out not to be safe are protected once more. */
#define MOST_ROUNDS 4

static int64_t wanted_width(const nkt_i_choice *ch, int64_t cell) {
    return ch->states[cell] == NKT_CELL_PRIMARY ? (int64_t)ch->o->width : 1;
}

static void protect_all(nkt_i_choice *ch) {
    for (int64_t c = 0; c < ch->t->n_cells; c++) {
        const int64_t width = wanted_width(ch, c);
        if (ch->states[c] != NKT_CELL_SHOWN && ch->t->value[c] >= 0 &&
            nkt_i_reached_width(ch->t, c) < width)
            nkt_i_choice_protect(ch, c, width);
    }
}

/*
 * Protects one cell after the other, and looks at what that is worth: moves by fractions are no
 * proof. Returns how many hidden cells are not safe in the end.
 */
static int64_t choose(nkt_i_choice *ch) {

    for (int round = 0; ch->o->effort != NKT_AUDIT_BOUNDS && round < MOST_ROUNDS; round++) {
        protect_all(ch);
        nkt_i_table_audit(ch->t, ch->states, ch->o);
        if (nkt_i_choice_not_safe(ch) > 0)
            continue;
        if (ch->o->effort != NKT_AUDIT_QUICK)
            nkt_i_choice_tidy(ch);
        return 0;
    }
    nkt_i_choice_pair(ch);
    nkt_i_table_audit(ch->t, ch->states, ch->o);
    return nkt_i_choice_not_safe(ch);
}

nkt_status nkt_suppression_choose(const nkt_column *counts, int64_t n_cells,
                                  const nkt_relations *relations, const int32_t *primary,
                                  const nkt_column *losses, const nkt_column *least,
                                  const nkt_column *most, const nkt_suppression_options *options,
                                  int32_t *states, nkt_feasible *out, int64_t *n_not_safe,
                                  void *work, size_t work_size, nkt_error *error) {
    const nkt_i_table_input table = {counts, least, most, n_cells, relations, 6, 7};
    const input in = {primary, losses, states, n_not_safe};
    nkt_suppression_options o;
    nkt_i_choice choice;
    nkt_i_bad_rows bad;
    nkt_i_table t;
    nkt_status status;

    nkt_i_error_clear(error);
    status = check(&table, &in, error);
    if (!status)
        status = nkt_i_suppression_options(options, 8, &o, error);
    if (!status)
        status = nkt_i_table_open(&t, &table, work, work_size, 12, error);
    nkt_i_bad_rows_begin(&bad);
    if (!status)
        status = nkt_i_table_read(&t, &table, &bad, error);
    if (status)
        return status;
    for (int64_t c = 0; c < n_cells; c++)
        states[c] = primary[c] ? NKT_CELL_PRIMARY : NKT_CELL_SHOWN;
    nkt_i_choice_open(&choice, &t, states, &o);
    read_losses(&choice, losses, counts, &bad);
    *n_not_safe = choose(&choice);
    for (int64_t c = 0; out && c < n_cells; c++)
        out[c] = nkt_i_table_feasible(&t, states, c, &o);
    return nkt_i_bad_rows_end(&bad, error);
}
