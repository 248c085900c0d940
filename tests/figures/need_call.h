/*
 * A good call of recruiting need, of which a test spoils one argument.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_NEED_CALL_H
#define TESTS_NEED_CALL_H

#include "areas_test.h"

enum { MOST = 1200 };

static uint64_t buffer[6 * MOST];

typedef struct need_call {
    double older[3], all[3];
    nkt_column inputs[2], groups_column;
    int16_t groups[3];
    nkt_table table;
    nkt_options options;
    uint64_t after_options;
    nkt_estimate out[3][4];
    nkt_estimates view;
    double ranks[3];
    nkt_target target;
    nkt_memory work;
    const nkt_table *table_at;
    double horizon;
} need_call;

static inline void good_call(need_call *c) {
    memset(c, 0x5A, sizeof *c);
    memset(&c->options, 0, sizeof c->options);
    c->options.size = sizeof c->options;
    for (int r = 0; r < 3; r++) {
        c->older[r] = r;
        c->all[r] = 10;
        c->groups[r] = (int16_t)(r - 1);
    }
    c->inputs[0] = (nkt_column)NKT_ARRAY_N(NKT_IN_EMPLOYEES, c->all, 0);
    c->inputs[1] = (nkt_column)NKT_ARRAY_N(NKT_IN_EMPLOYEES_55_64, c->older, 0);
    c->groups_column = (nkt_column)NKT_ARRAY_N(0, c->groups, 0);
    c->table = (nkt_table)NKT_TABLE_OF(c->inputs, 2, 3);
    c->table.rows.groups = &c->groups_column;
    c->table.rows.n_groups = 2;
    c->view = estimates_at(c->out[0], sizeof c->out[0], sizeof c->out[0][0]);
    c->view.capacity = 4;
    c->target = NKT_TO(c->ranks);
    c->work = (nkt_memory){.data = buffer, .size = sizeof buffer};
    c->table_at = &c->table;
    c->horizon = 10;
}

static inline nkt_status run(need_call *c, nkt_error *error) {
    return nkt_recruiting_need(c->table_at, c->horizon, &c->options, &c->view, &c->target, &c->work,
                               error);
}

#endif
