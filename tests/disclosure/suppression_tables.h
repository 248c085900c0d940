/*
 * Random tables with margins, and a judge that tries every table that a reader cannot exclude.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_TESTS_SUPPRESSION_TABLES_H
#define NKT_TESTS_SUPPRESSION_TABLES_H

#include <check.h>
#include <stdint.h>
#include <string.h>

#include "nyckeltal/suppression.h"

enum { TABLE_CELLS = 128, TABLE_RELATIONS = 128, TABLE_ELEMENTS = 1024, JUDGE_STEPS = 200000 };

typedef struct table {
    int64_t count[TABLE_CELLS], most[TABLE_CELLS];
    int64_t total_of[TABLE_CELLS];
    int64_t first[TABLE_RELATIONS + 1], cells[TABLE_ELEMENTS]; /* of table_any */
    int8_t signs[TABLE_ELEMENTS];
    nkt_relations relations;
    int64_t n_cells;
    int64_t block[2 * TABLE_ELEMENTS]; /* of the others */
} table;

static uint64_t table_seed = 1;

static inline int64_t table_draw(int64_t below) {
    table_seed = table_seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)((table_seed >> 33) % (uint64_t)below);
}

static inline nkt_column table_column(const int64_t *values) {
    return (nkt_column){.values = values, .stride = sizeof *values, .type = NKT_INT64};
}

static inline nkt_column table_states(const int32_t *values) {
    return (nkt_column){.values = values, .stride = sizeof *values, .type = NKT_INT32};
}

/* The relations of total_of are appended. */
static inline void table_append(table *t) {
    nkt_memory room = {.data = t->block, .size = sizeof t->block};
    const nkt_column total_of = table_column(t->total_of);

    ck_assert_int_eq(nkt_suppression_totals(&t->relations, &total_of, t->n_cells, &room, NULL),
                     NKT_OK);
}

/*
 * A table of up to three dimensions with all margins: category 0 of each is the total. Counts below
 * `below`.
 */
static inline void table_cube(table *t, int64_t a, int64_t b, int64_t c, int64_t below) {
    const int64_t size[3] = {a + 1, b + 1, c + 1};
    const int64_t step[3] = {1, size[0], size[0] * size[1]};

    memset(t, 0, sizeof *t);
    t->n_cells = size[0] * size[1] * size[2];
    for (int64_t i = 0; i < t->n_cells; i++) {
        const int64_t at[3] = {i % size[0], i / step[1] % size[1], i / step[2]};
        if ((at[0] || !a) && (at[1] || !b) && (at[2] || !c)) {
            const int64_t n = table_draw(3) ? table_draw(below) : 0;
            const int one = (a ? 1 : 0) + (b ? 2 : 0) + (c ? 4 : 0);
            for (int m = 0; m < 8; m++) /* into each margin */
                if ((m & ~one) == 0)
                    t->count[(m & 1 ? at[0] : 0) + (m & 2 ? at[1] * step[1] : 0) +
                             (m & 4 ? at[2] * step[2] : 0)] += n;
        }
    }
    for (int d = 0; d < 3; d++) {
        for (int64_t i = 0; i < t->n_cells; i++) {
            const int64_t at = i / step[d] % size[d];
            t->total_of[i] = at ? i - at * step[d] : -1;
        }
        if (size[d] > 1)
            table_append(t);
    }
}

/* Municipalities in counties in the nation, by sex: 3 cells each, both sexes first. */
static inline void table_regions(table *t, int64_t counties, int64_t units, int64_t below) {
    int64_t region_of[TABLE_CELLS / 3];
    int64_t n = 0;

    memset(t, 0, sizeof *t);
    region_of[n++] = -1;
    for (int64_t c = 0; c < counties; c++) {
        const int64_t county = n;
        region_of[n++] = 0;
        for (int64_t u = 0; u < units; u++)
            region_of[n++] = county;
    }
    t->n_cells = 3 * n;
    for (int64_t r = n - 1; r > 0; r--) {
        const int is_unit = region_of[r] > 0;
        for (int64_t sex = 1; sex < 3 && is_unit; sex++)
            t->count[3 * r + sex] = table_draw(below);
        for (int64_t sex = 1; sex < 3; sex++)
            t->count[3 * region_of[r] + sex] += t->count[3 * r + sex];
    }
    for (int64_t r = 0; r < n; r++)
        t->count[3 * r] = t->count[3 * r + 1] + t->count[3 * r + 2];
    for (int64_t i = 0; i < t->n_cells; i++)
        t->total_of[i] = i % 3 ? i - i % 3 : -1;
    table_append(t);
    for (int64_t i = 0; i < t->n_cells; i++)
        t->total_of[i] = region_of[i / 3] < 0 ? -1 : 3 * region_of[i / 3] + i % 3;
    table_append(t);
}

/* Any relations: some cells minus others are nought; the last cell takes up what is missing. */
static inline void table_any(table *t, int64_t n_base, int64_t n_relations, int64_t below) {
    int64_t element = 0;

    memset(t, 0, sizeof *t);
    t->relations = (nkt_relations){t->first, t->cells, t->signs, NULL, 0, 0};
    t->n_cells = n_base;
    for (int64_t i = 0; i < n_base; i++)
        t->count[i] = table_draw(below);
    for (int64_t r = 0; r < n_relations; r++) {
        int64_t sum = 0;
        for (int64_t i = 0; i < t->n_cells; i++)
            if (table_draw(3) == 0) {
                t->cells[element] = i;
                t->signs[element] = table_draw(2) ? 1 : -1;
                sum += t->signs[element++] * t->count[i];
            }
        t->cells[element] = t->n_cells;
        t->signs[element++] = sum > 0 ? -1 : 1;
        t->count[t->n_cells++] = sum > 0 ? sum : -sum;
        t->first[++t->relations.n_relations] = element;
    }
    t->relations.n_elements = element;
}

/* ---- the judge ------------------------------------------------------------------------------- */

typedef struct judge {
    const table *t;
    int64_t hidden[TABLE_CELLS], n_hidden;
    int64_t at[TABLE_CELLS];                     /* the number tried in each cell; -1: none yet */
    int64_t low[TABLE_CELLS], high[TABLE_CELLS]; /* of all tables found */
    int64_t tables, steps;
} judge;

/* Whether every relation can still come out even. */
static inline int judge_possible(const judge *j) {
    const nkt_relations *rel = &j->t->relations;

    for (int64_t r = 0; r < rel->n_relations; r++) {
        int64_t least = 0, most = 0;
        for (int64_t e = rel->first[r]; e < rel->first[r + 1]; e++) {
            const int64_t c = rel->cells[e];
            const int64_t sign = rel->signs ? rel->signs[e] : e == rel->first[r] ? 1 : -1;
            const int64_t low = j->at[c] < 0 ? 0 : j->at[c];
            const int64_t high = j->at[c] < 0 ? j->t->most[c] : low;
            least += sign > 0 ? low : -high;
            most += sign > 0 ? high : -low;
        }
        if (least > 0 || most < 0)
            return 0;
    }
    return 1;
}

static inline void judge_try(judge *j, int64_t depth) {
    if (++j->steps > JUDGE_STEPS || !judge_possible(j))
        return;
    if (depth == j->n_hidden) {
        j->tables++;
        for (int64_t i = 0; i < j->n_hidden; i++) {
            const int64_t c = j->hidden[i];
            if (j->at[c] < j->low[c])
                j->low[c] = j->at[c];
            if (j->at[c] > j->high[c])
                j->high[c] = j->at[c];
        }
        return;
    }
    for (int64_t n = 0; n <= j->t->most[j->hidden[depth]]; n++) {
        j->at[j->hidden[depth]] = n;
        judge_try(j, depth + 1);
    }
    j->at[j->hidden[depth]] = -1;
}

/* All tables with the shown cells as they are. 0: there are too many to try. */
static inline int judge_all(judge *j, const table *t, const int32_t *states) {
    memset(j, 0, sizeof *j);
    j->t = t;
    for (int64_t c = 0; c < t->n_cells; c++) {
        j->at[c] = states[c] ? -1 : t->count[c];
        j->low[c] = INT64_MAX;
        j->high[c] = -1;
        if (states[c])
            j->hidden[j->n_hidden++] = c;
    }
    judge_try(j, 0);
    return j->steps <= JUDGE_STEPS;
}

#endif
