/*
 * The audit of a table with hidden cells.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/suppression.h"

#define PIVOTS 100000

nkt_status nkt_i_suppression_options(const nkt_suppression_options *options, int32_t argument,
                                     nkt_suppression_options *out, nkt_error *error) {
    nkt_status status = nkt_i_options_copy(
        options, argument, out, sizeof *out,
        "is no size of options: set it to sizeof (nkt_suppression_options)", error);

    if (status)
        return status;
    if (out->effort < NKT_AUDIT_SOLVE || out->effort > NKT_AUDIT_QUICK)
        return nkt_i_refuse_option(error, argument, out->effort, "options.effort", "is not 0 to 2");
    if (out->width == 0)
        out->width = 1;
    if (!(out->width >= 1 && out->width <= (double)NKT_I_MOST_COUNT &&
          out->width == floor(out->width)))
        return nkt_i_refuse_option(error, argument, out->width, "options.width",
                                   "is no whole number of 1 or more");
    if (out->pivots < 0)
        return nkt_i_refuse_option(error, argument, (double)out->pivots, "options.pivots",
                                   "is negative");
    if (out->pivots == 0)
        out->pivots = PIVOTS;
    return NKT_OK;
}

void nkt_i_table_audit(nkt_i_table *t, const int32_t *states, const nkt_suppression_options *o) {
    nkt_i_table_bound(t, states);
    nkt_i_table_solve(t, states, o->effort != NKT_AUDIT_BOUNDS ? o->pivots : 0);
    /* A bad cell spoils those it hangs together with: a reader may know its number. */
    for (int64_t c = 0; c < t->n_cells; c++)
        if (t->is_bad[c] == 1 && t->is_bad[t->group[c]] == 0)
            t->is_bad[t->group[c]] = 2;
}

static int32_t judge(const nkt_i_table *t, const int32_t *states, int64_t c,
                     const nkt_suppression_options *o) {
    const int64_t width = states[c] == NKT_CELL_PRIMARY ? (int64_t)o->width : 1;

    if (t->high[c] != NKT_I_NO_BOUND && t->high[c] - t->low[c] < width)
        return NKT_AUDIT_DISCLOSED;
    if (!t->is_bad[c] && !t->is_bad[t->group[c]] && nkt_i_reached_width(t, c) >= width)
        return NKT_AUDIT_SAFE;
    return NKT_AUDIT_UNPROVEN;
}

static double number(int64_t bound) {
    return bound == NKT_I_NO_BOUND ? INFINITY : (double)bound;
}

nkt_feasible nkt_i_table_feasible(const nkt_i_table *t, const int32_t *states, int64_t c,
                                  const nkt_suppression_options *o) {
    nkt_feasible f = {number(t->low[c]), number(t->high[c]), NAN, NAN, NKT_AUDIT_SHOWN, 0};

    if (t->reached_low[c] <= t->reached_high[c]) {
        f.reached_lower = number(t->reached_low[c]);
        f.reached_upper = number(t->reached_high[c]);
    }
    if (!nkt_i_is_hidden(t, states, c)) {
        f.exact = 1;
        return f;
    }
    f.verdict = judge(t, states, c, o);
    f.exact = !t->is_bad[c] && !t->is_bad[t->group[c]] && f.lower == f.reached_lower &&
              f.upper == f.reached_upper;
    if (t->is_bad[c] || t->is_bad[t->group[c]])
        f.reached_lower = f.reached_upper = NAN;
    return f;
}

/* ---- the calls ------------------------------------------------------------------------------- */

nkt_status nkt_suppression_work_size(int64_t n_cells, int64_t n_relations, int64_t n_elements,
                                     int64_t solve_cells, int64_t solve_relations, size_t *size,
                                     nkt_error *error) {
    const int64_t counts[5] = {n_cells, n_relations, n_elements, solve_cells, solve_relations};
    static const char *const names[5] = {"n_cells", "n_relations", "n_elements", "solve_cells",
                                         "solve_relations"};
    size_t length, tableau = 0, bytes;

    nkt_i_error_clear(error);
    for (int32_t i = 0; i < 5; i++)
        if (counts[i] < 0)
            return nkt_i_refuse_count(error, i + 1, names[i], counts[i]);
    if (!size)
        return nkt_i_refuse_null(error, 6, "size");
    if (!nkt_i_table_length(n_cells, n_relations, n_elements, &length))
        return nkt_i_refuse_size(1, n_cells, error);
    /* choosing moves each cell up and down, and has a row for the losses */
    if (solve_cells > 0 && solve_relations > 0 &&
        (solve_cells > INT64_MAX / 2 || solve_relations == INT64_MAX ||
         !nkt_i_simplex_length(solve_relations + 1, 2 * solve_cells, &tableau)))
        return nkt_i_refuse_size(4, solve_cells, error);
    if (!nkt_i_size_add(length, tableau, &length) ||
        !nkt_i_size_mul(length, sizeof(int64_t), &bytes))
        return nkt_i_refuse_size(4, solve_cells, error);
    *size = bytes;
    return NKT_OK;
}

static nkt_status check(const nkt_i_table_input *in, const int32_t *states, const nkt_feasible *out,
                        nkt_error *error) {
    nkt_status status;

    if (in->n_cells < 0)
        return nkt_i_refuse_count(error, 2, "n_cells", in->n_cells);
    status = nkt_i_column_need(in->counts, in->n_cells, 1, "counts", error);
    if (!status)
        status = nkt_i_relations_check(in->relations, in->n_cells, error);
    if (!status && !states && in->n_cells > 0)
        status = nkt_i_refuse_null(error, 4, "states");
    for (int64_t c = 0; !status && c < in->n_cells; c++)
        if (states[c] < NKT_CELL_SHOWN || states[c] > NKT_CELL_SECONDARY) {
            nkt_i_fault fault = NKT_I_FAULT(4);
            fault.row = c;
            fault.value = states[c];
            status = nkt_i_error_value(error, NKT_E_DOMAIN, fault, "states", "is no NKT_CELL_*");
        }
    if (!status && in->least)
        status = nkt_i_column_check(in->least, in->n_cells, NKT_I_FAULT(5), "least", error);
    if (!status && in->most)
        status = nkt_i_column_check(in->most, in->n_cells, NKT_I_FAULT(6), "most", error);
    if (!status && !out && in->n_cells > 0)
        status = nkt_i_refuse_null(error, 8, "out");
    return status;
}

nkt_status nkt_suppression_audit(const nkt_column *counts, int64_t n_cells,
                                 const nkt_relations *relations, const int32_t *states,
                                 const nkt_column *least, const nkt_column *most,
                                 const nkt_suppression_options *options, nkt_feasible *out,
                                 void *work, size_t work_size, nkt_error *error) {
    const nkt_i_table_input input = {counts, least, most, n_cells, relations, 5, 6};
    nkt_suppression_options o;
    nkt_i_bad_rows bad;
    nkt_i_table t;
    nkt_status status;

    nkt_i_error_clear(error);
    status = check(&input, states, out, error);
    if (!status)
        status = nkt_i_suppression_options(options, 7, &o, error);
    if (!status)
        status = nkt_i_table_open(&t, &input, work, work_size, 9, error);
    nkt_i_bad_rows_begin(&bad);
    if (!status)
        status = nkt_i_table_read(&t, &input, &bad, error);
    if (status)
        return status;
    nkt_i_table_audit(&t, states, &o);
    for (int64_t c = 0; c < n_cells; c++)
        out[c] = nkt_i_table_feasible(&t, states, c, &o);
    return nkt_i_bad_rows_end(&bad, error);
}
