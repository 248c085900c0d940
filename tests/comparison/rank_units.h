/*
 * Units with values that tie and lack, and their ranks by definition, for the tests of ranks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_RANK_UNITS_H
#define TESTS_RANK_UNITS_H

#include <string.h>

#include "draw.h"
#include "nyckeltal/kinds.h"
#include "nyckeltal/rank.h"
#include "nyckeltal/realloc.h"

enum { MOST = 5000 };

static double x[MOST], w[MOST], limits[MOST][2];

static nkt_estimate estimates[MOST];
static nkt_column column, weights;
static nkt_memory memory = NKT_MEMORY_REALLOC;
static nkt_error error;

static inline void setup(void) {
    column = doubles(x);
    weights = doubles(w);
    seed = 11;
}

static inline void teardown(void) {
    nkt_memory_free(&memory);
}

static inline nkt_rows plain(int64_t n) {
    return (nkt_rows)NKT_ROWS(n);
}

static const nkt_target to_limits = {.values = limits, .type = NKT_FLOAT64};

/* Ties, where there are few decimals; negative numbers; gaps. */
static inline void draw(int n, double decimals) {
    for (int i = 0; i < n; i++) {
        x[i] = floor(decimals * (uniform() * uniform() * 90 - 10)) / decimals;
        w[i] = floor(uniform() * 50);
        if (uniform() < 0.1)
            x[i] = NAN;
        if (uniform() < 0.05)
            w[i] = NAN;
    }
}

static inline nkt_status place_of(int64_t n, int64_t focus, const nkt_column *members,
                                  int64_t n_members, int direction, nkt_place *place) {
    return nkt_place_among(&column, &(nkt_rows)NKT_ROWS(n),
                           &(nkt_peers){.members = members, .n_members = n_members, .focus = focus},
                           direction, place, &error);
}

enum { SHARES = 5, PEERS = 6 };

static inline void make_shares(void) {
    static const double part[] = {500, 560, 510, 430, 600},
                        whole[] = {1000, 1000, 1000, 1000, 1000};

    for (int i = 0; i < SHARES; i++)
        nkt_share(part[i], whole[i], NULL, &estimates[i], NULL);
    estimates[4].state = NKT_STATE_SECRET;
}

#endif
