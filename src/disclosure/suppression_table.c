/*
 * Reading a table with its relations into the work area.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/suppression.h"

/* Arrays of cells and of relations in the layout of the work area, those of choosing included. */
enum { CELL_ARRAYS = 12, RELATION_ARRAYS = 4, CHOICE_CELL_ARRAYS = 5 };

int nkt_i_table_length(int64_t n_cells, int64_t n_relations, int64_t n_elements, size_t *length) {
    size_t cells, relations, sum, bytes;

    return nkt_i_size_mul((size_t)n_cells, CELL_ARRAYS + CHOICE_CELL_ARRAYS, &cells) &&
           nkt_i_size_mul((size_t)n_relations, RELATION_ARRAYS + 1, &relations) &&
           nkt_i_size_add(cells, relations, &sum) &&
           nkt_i_size_add(sum, (size_t)n_elements, &sum) && nkt_i_size_add(sum, 1, length) &&
           nkt_i_size_mul(*length, sizeof(int64_t), &bytes);
}

nkt_status nkt_i_relation_refuse(nkt_error *error, int64_t r, double value, const char *sentence) {
    nkt_i_fault fault = NKT_I_FAULT(3);

    fault.item = r > INT32_MAX ? INT32_MAX : (int32_t)r;
    fault.value = value;
    return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "relations", sentence);
}

static nkt_status check_relation(const nkt_relations *rel, int64_t r, int64_t n_cells,
                                 nkt_error *error) {
    const int64_t size = rel->first[r + 1] - rel->first[r];

    if (rel->first[r + 1] < rel->first[r] || size > NKT_I_MOST_MEMBERS)
        return nkt_i_relation_refuse(error, r, (double)rel->first[r + 1],
                                     "does not follow on first, or is too far from it");
    for (int64_t e = rel->first[r]; e < rel->first[r + 1]; e++) {
        if (rel->cells[e] < 0 || rel->cells[e] >= n_cells)
            return nkt_i_relation_refuse(error, r, (double)rel->cells[e], "is no cell");
        if (rel->signs && rel->signs[e] != 1 && rel->signs[e] != -1)
            return nkt_i_relation_refuse(error, r, rel->signs[e], "is no sign, 1 or -1");
    }
    if (rel->sums &&
        !(fabs(rel->sums[r]) <= (double)NKT_I_MOST_COUNT && rel->sums[r] == floor(rel->sums[r])))
        return nkt_i_relation_refuse(error, r, rel->sums[r], "is no whole number below 2^40");
    return NKT_OK;
}

nkt_status nkt_i_relations_check(const nkt_relations *rel, int64_t n_cells, nkt_error *error) {
    nkt_status status = NKT_OK;

    if (!rel)
        return NKT_OK;
    if (rel->n_relations < 0)
        return nkt_i_refuse_count(error, 3, "relations.n_relations", rel->n_relations);
    if (rel->n_relations == 0)
        return NKT_OK;
    if (!rel->first)
        return nkt_i_refuse_null(error, 3, "relations.first");
    if (rel->first[0] != 0)
        return nkt_i_relation_refuse(error, 0, (double)rel->first[0], "is first[0], not 0");
    if (!rel->cells && rel->first[rel->n_relations] != 0)
        return nkt_i_refuse_null(error, 3, "relations.cells");
    for (int64_t r = 0; r < rel->n_relations && !status; r++)
        status = check_relation(rel, r, n_cells, error);
    return status;
}

nkt_status nkt_i_table_open(nkt_i_table *t, const nkt_i_table_input *input, void *work,
                            size_t work_size, int32_t argument, nkt_error *error) {
    static const nkt_relations none = {NULL, NULL, NULL, NULL, 0};
    const nkt_relations *rel = input->relations ? input->relations : &none;
    const int64_t n = input->n_cells, m = rel->n_relations;
    const int64_t elements = m ? rel->first[m] : 0;
    size_t length;
    nkt_status status;

    if (!nkt_i_table_length(n, m, elements, &length))
        return nkt_i_refuse_size(2, n, error);
    status = nkt_i_memory_check(work, work_size, length * sizeof(int64_t), argument, "work", error);
    if (status)
        return status;
    memset(t, 0, sizeof *t);
    t->n_cells = n;
    t->n_relations = m;
    t->relations = rel;
    {
        int64_t **const of_cells[CELL_ARRAYS] = {&t->value,        &t->known_low, &t->known_high,
                                                 &t->low,          &t->high,      &t->reached_low,
                                                 &t->reached_high, &t->is_bad,    &t->group,
                                                 &t->order,        &t->scratch,   &t->local};
        int64_t **const of_relations[RELATION_ARRAYS] = {&t->rest, &t->relation_group,
                                                         &t->relation_order, &t->relation_scratch};
        int64_t *next = work;
        for (int i = 0; i < CELL_ARRAYS; i++, next += n)
            *of_cells[i] = next;
        for (int i = 0; i < RELATION_ARRAYS; i++, next += m)
            *of_relations[i] = next;
        t->own = next;
    }
    t->tableau = (int64_t *)work + length;
    t->tableau_length = work_size / sizeof(int64_t) - length;
    return NKT_OK;
}

/* ---- counts ---------------------------------------------------------------------------------- */

/*
 * A whole number in a column, missing where there is none; -1 and noted where it is bad. A cell is
 * noted once.
 */
static int64_t read_whole(const nkt_column *column, int64_t cell, int64_t missing, int32_t argument,
                          const char *name, nkt_i_table *t, nkt_i_bad_rows *bad) {
    int8_t state = NKT_STATE_MISSING;
    double value = NAN;

    if (column)
        value =
            nkt_i_count_read(column, cell, argument, name, t->is_bad[cell] ? NULL : bad, &state);
    if (state == NKT_STATE_VALUE && value == floor(value) && value <= (double)NKT_I_MOST_COUNT)
        return (int64_t)value;
    if (state != NKT_STATE_VALUE && state != NKT_STATE_INVALID)
        return missing;
    if (state == NKT_STATE_VALUE && !t->is_bad[cell]) {
        nkt_i_fault fault = NKT_I_FAULT(argument);
        fault.row = cell;
        fault.value = value;
        nkt_i_bad_rows_add(bad, fault, name, "is no whole number up to 2^40");
    }
    t->is_bad[cell] = 1;
    return -1;
}

static void read_cell(nkt_i_table *t, const nkt_i_table_input *in, int64_t c, nkt_i_bad_rows *bad) {
    int64_t value, least, most;

    t->is_bad[c] = 0;
    value = read_whole(in->counts, c, -1, 1, "counts", t, bad);
    least = read_whole(in->least, c, 0, in->least_argument, "least", t, bad);
    most = read_whole(in->most, c, NKT_I_NO_BOUND, in->most_argument, "most", t, bad);
    if (!t->is_bad[c] && (value >= 0 ? value < least || value > most : least > most)) {
        nkt_i_fault fault = NKT_I_FAULT(value >= 0 ? 1 : in->least_argument);
        fault.row = c;
        fault.value = (double)(value >= 0 ? value : least);
        nkt_i_bad_rows_add(bad, fault, value >= 0 ? "counts" : "least",
                           "is not between least and most");
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

nkt_status nkt_i_table_read(nkt_i_table *t, const nkt_i_table_input *input, nkt_i_bad_rows *bad,
                            nkt_error *error) {
    const nkt_relations *rel = t->relations;

    for (int64_t c = 0; c < t->n_cells; c++)
        read_cell(t, input, c, bad);
    for (int64_t r = 0; r < t->n_relations; r++) {
        int64_t sum = rel->sums ? -(int64_t)rel->sums[r] : 0;
        int is_known = 1;
        for (int64_t e = rel->first[r]; e < rel->first[r + 1]; e++) {
            is_known &= t->value[rel->cells[e]] >= 0;
            sum += nkt_i_sign(rel, r, e) * t->value[rel->cells[e]];
        }
        if (is_known && sum != 0)
            return nkt_i_relation_refuse(error, r, (double)sum,
                                         "is left over: the counts do not add up");
    }
    return NKT_OK;
}
