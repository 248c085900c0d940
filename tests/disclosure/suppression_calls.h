/*
 * Columns and calls of tables whose cells are hidden, for the tests of bad data and bad calls.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_SUPPRESSION_CALLS_H
#define TESTS_SUPPRESSION_CALLS_H

#include "disclosure/suppression_tables.h"

static nkt_error error;

static int32_t states[TABLE_CELLS], primary[TABLE_CELLS];

static inline nkt_column doubles(const double *values) {
    return (nkt_column){.values = values, .stride = sizeof *values, .type = NKT_FLOAT64};
}

static const nkt_column hidden = {.values = states, .stride = sizeof *states, .type = NKT_INT32};
static const nkt_column hide = {.values = primary, .stride = sizeof *primary, .type = NKT_INT32};

static inline nkt_cells cells_of(const nkt_column *counts, const nkt_relations *relations,
                                 int64_t n) {
    return (nkt_cells){.counts = counts, .hidden = &hidden, .relations = relations, .n_cells = n};
}

static inline void refused(nkt_status got, nkt_status status, int argument, const char *message) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
    if (message)
        ck_assert_str_eq(error.message, message);
}

static inline int32_t cannot_grow(nkt_memory *memory, size_t needed) {
    (void)memory;
    (void)needed;
    return 0;
}

#endif
