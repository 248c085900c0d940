/*
 * Good calls of panels, groups and totals, of which a test spoils one argument.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_ROWS_CALLS_H
#define TESTS_ROWS_CALLS_H

#include <check.h>

#include "nyckeltal.h"
#include "rows/rows.h"

enum { N = 4, WORDS = 64 };

static const int32_t units[] = {1, 1, 2, 2}, year_of[] = {2015, 2016, 2015, 2016};
static const double values[] = {1, 2, 3, 4};

/* The arguments of all functions: a test changes one of them before the call. */
static struct call {
    int64_t panel[WORDS], state[WORDS], out[WORDS], work[WORDS]; /* panel: a good one */
    nkt_memory good, made, scratch;                              /* in these */
    const nkt_memory *used;
    nkt_memory *made_, *scratch_;
    nkt_column keys[9], years, column, of;
    int64_t groups[N];
    nkt_table table, inputs;
    const nkt_table *table_, *inputs_;
    const nkt_column *years_, *column_;
    nkt_rows rows;
    const nkt_rows *rows_;
    nkt_target target;
    const nkt_target *target_;
    nkt_column columns[4];
    nkt_column *columns_;
    const nkt_total *totals_;
    int64_t row, capacity, width, stride;
    int32_t what;
    void *out_, *n_;
    nkt_error error;
} c;

static inline nkt_status panel_lag(void) {
    return nkt_panel_lag(c.used, 1, c.target_, &c.error);
}

static inline nkt_status panel_window(void) {
    return nkt_panel_window(c.used, c.column_, c.width, 0, c.out_, c.stride, &c.error);
}

static inline nkt_status group_first(void) {
    return nkt_group_first(c.rows_, c.target_, &c.error);
}

static inline void reset(void) {
    memset(&c, 0, sizeof c);
    for (int k = 0; k < 9; k++)
        c.keys[k] = NKT_ARRAY_N(0, units, 0);
    c.years = NKT_ARRAY_N(0, year_of, 0);
    c.column = NKT_ARRAY_N(NKT_IN_POPULATION, values, 0);
    c.table = (nkt_table)NKT_TABLE_OF(c.keys, 1, N);
    c.inputs = (nkt_table)NKT_TABLE_OF(&c.column, 1, N);
    c.good = (nkt_memory){.data = c.panel, .size = sizeof c.panel};
    c.made = (nkt_memory){.data = c.state, .size = sizeof c.state};
    c.scratch = (nkt_memory){.data = c.work, .size = sizeof c.work};
    ck_assert_int_eq(nkt_panel_init(&c.good, &c.table, &c.years, &c.scratch, &c.error), NKT_OK);
    c.column.id = NKT_IN_RECEIVED;
    c.used = &c.good;
    c.made_ = &c.made;
    c.scratch_ = &c.scratch;
    c.table_ = &c.table;
    c.inputs_ = &c.inputs;
    c.years_ = &c.years;
    c.column_ = &c.column;
    c.groups[1] = c.groups[3] = 1;
    c.of = NKT_ARRAY_N(0, c.groups, 0);
    c.rows = (nkt_rows){.groups = &c.of, .n_rows = N, .n_groups = 2};
    c.inputs.rows = c.rows;
    c.rows_ = &c.rows;
    c.width = 2;
    c.what = NKT_PANEL_UNITS;
    c.target = NKT_TO_N(c.out, N);
    c.target_ = &c.target;
    c.columns_ = c.columns;
    c.capacity = 4;
    c.totals_ = (const nkt_total *)(const void *)c.panel;
    c.out_ = c.out;
    c.n_ = &c.out[WORDS - 1];
    memset(c.out, 0x55, sizeof c.out);
    memset(c.state, 0x55, sizeof c.state);
    memset(c.columns, 0x55, sizeof c.columns);
}

static inline int is_untouched(const void *memory, size_t size) {
    const char *bytes = (const char *)memory;
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != 0x55)
            return 0;
    return 1;
}

#endif
