/*
 * The rules for sums of amounts: who makes up how much of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/disclosure.h"

/* As many of the largest contributions of a cell as any rule looks at. */
enum { LARGEST = 16 };

typedef struct cell {
    nkt_i_members all; /* every contribution */
    double largest[LARGEST];
    int64_t contributors;
    int is_unknown;
} cell;

static void enter(cell *c, double amount, int8_t state) {
    int place = LARGEST;

    if (state != NKT_STATE_VALUE) {
        c->is_unknown = 1;
        return;
    }
    if (amount == 0)
        return;
    nkt_i_members_add(&c->all, amount, state);
    c->contributors++;
    while (place > 0 && amount > c->largest[place - 1]) {
        if (place < LARGEST)
            c->largest[place] = c->largest[place - 1];
        place--;
    }
    if (place < LARGEST)
        c->largest[place] = amount;
}

/* The sum of all contributions but the n largest: exact, then rounded once. */
static double sum_of_others(const cell *c, int n) {
    nkt_i_members others = c->all;

    if (c->contributors <= n)
        return 0;
    for (int i = 0; i < n && c->largest[i] > 0; i++)
        nkt_i_members_remove(&others, c->largest[i], NKT_STATE_VALUE);
    return nkt_i_members_sum(&others, 0).value;
}

/* Keeps a hundred times the largest sums finite. */
#define SCALE 0x1p-10

/*
 * The n largest make up more than k per cent where the others make up less than 100 - k per cent of
 * the whole; products, not quotients, so that whole numbers are compared without rounding. A sum
 * beyond the largest double cannot be judged.
 */
static int32_t judge(const cell *c, const nkt_disclosure_options *o) {
    const double sum = sum_of_others(c, 0);
    int32_t reasons = 0;

    if (c->is_unknown || (c->contributors > 0 && !isfinite(sum)))
        return NKT_DISCLOSURE_UNKNOWN;
    if (c->contributors == 0)
        return 0;
    if (c->contributors < o->minimum_contributors)
        reasons |= NKT_DISCLOSURE_CONTRIBUTORS;
    if (100 * SCALE * sum_of_others(c, o->dominance_n) <
        (100 - o->dominance_percent) * (SCALE * sum))
        reasons |= NKT_DISCLOSURE_DOMINANCE;
    if (100 * SCALE * sum_of_others(c, 2) < o->p_percent * (SCALE * c->largest[0]))
        reasons |= NKT_DISCLOSURE_P_PERCENT;
    return reasons;
}

nkt_status nkt_disclosure_magnitudes_work_size(int64_t n_rows, size_t *size, nkt_error *error) {
    size_t bytes;

    nkt_i_error_clear(error);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 1, "n_rows", n_rows);
    if (!size)
        return nkt_i_refuse_null(error, 2, "size");
    if (!nkt_i_bytes_for(n_rows, n_rows, &bytes))
        return nkt_i_refuse_size(1, n_rows, error);
    *size = bytes;
    return NKT_OK;
}

static nkt_status check(const nkt_column *amounts, const int64_t *cells, int64_t n_rows,
                        int64_t n_cells, const int32_t *reasons, const void *work, size_t work_size,
                        nkt_error *error) {
    nkt_status status;
    size_t needed;

    if (n_rows < 0)
        return nkt_i_refuse_count(error, 3, "n_rows", n_rows);
    if (n_cells < 0)
        return nkt_i_refuse_count(error, 4, "n_cells", n_cells);
    status = nkt_i_column_need(amounts, n_rows, 1, "amounts", error);
    if (!status && !cells && n_rows > 0)
        status = nkt_i_refuse_null(error, 2, "cells");
    if (!status && !reasons && n_cells > 0)
        status = nkt_i_refuse_null(error, 6, "reasons");
    for (int64_t row = 0; !status && row < n_rows; row++)
        if (cells[row] < -1 || cells[row] >= n_cells) {
            nkt_i_fault fault = NKT_I_FAULT(2);
            fault.row = row;
            fault.value = (double)cells[row];
            status = nkt_i_error_value(error, NKT_E_DOMAIN, fault, "cells", "is no cell");
        }
    if (!status && !nkt_i_bytes_for(n_rows, n_rows, &needed))
        status = nkt_i_refuse_size(3, n_rows, error);
    return status ? status : nkt_i_memory_check(work, work_size, needed, 7, "work", error);
}

/* The rows that have a cell, in order of cells. Returns how many. */
static int64_t sort_rows(const int64_t *cells, int64_t n_rows, int64_t *rows) {
    int64_t n = 0;

    for (int64_t row = 0; row < n_rows; row++)
        if (cells[row] >= 0)
            rows[n++] = row;
    nkt_i_sort_by_code(rows, rows + n_rows, cells, n);
    return n;
}

nkt_status nkt_disclosure_magnitudes(const nkt_column *amounts, const int64_t *cells,
                                     int64_t n_rows, int64_t n_cells,
                                     const nkt_disclosure_options *options, int32_t *reasons,
                                     void *work, size_t work_size, nkt_error *error) {
    int64_t *rows = work, next = 0, n;
    nkt_disclosure_options rules;
    nkt_i_bad_rows bad;
    nkt_status status;

    nkt_i_error_clear(error);
    status = check(amounts, cells, n_rows, n_cells, reasons, work, work_size, error);
    if (!status)
        status = nkt_i_disclosure_options(options, 5, &rules, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    n = sort_rows(cells, n_rows, rows);
    for (int64_t number = 0; number < n_cells; number++) {
        cell c = {.contributors = 0};
        nkt_i_members_begin(&c.all);
        for (; next < n && cells[rows[next]] == number; next++) {
            int8_t state;
            const double amount = nkt_i_count_read(amounts, rows[next], 1, "amounts", &bad, &state);
            enter(&c, amount, state);
        }
        reasons[number] = judge(&c, &rules);
    }
    return nkt_i_bad_rows_end(&bad, error);
}
