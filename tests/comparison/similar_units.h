/*
 * Units with variables, and the search for those that are like them, for the tests of similar
 * units.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_SIMILAR_UNITS_H
#define TESTS_SIMILAR_UNITS_H

#include <string.h>

#include "draw.h"
#include "nyckeltal/realloc.h"
#include "nyckeltal/similar.h"
#include "nyckeltal/status.h"

enum { UNITS = 700, VARIABLES = 4, MOST_K = UNITS + 5, MOST = UNITS * MOST_K };

static double x[VARIABLES][UNITS], weights[VARIABLES], scales[VARIABLES], used[VARIABLES];
static double population[UNITS], distances[MOST], contributions[MOST * VARIABLES];
static double region[UNITS];
static int64_t members[MOST];
static int32_t states[UNITS];
static nkt_column columns[VARIABLES], regions, populations;
static nkt_similar_options options;
static nkt_memory work = NKT_MEMORY_REALLOC;
static nkt_error error;

static const nkt_target to_members = {.values = members, .type = NKT_INT64},
                        to_distances = {.values = distances, .type = NKT_FLOAT64},
                        to_contributions = {.values = contributions, .type = NKT_FLOAT64},
                        to_states = {.values = states, .type = NKT_INT32};

static inline void setup(void) {
    for (int v = 0; v < VARIABLES; v++)
        columns[v] = doubles(x[v]);
    regions = doubles(region);
    populations = doubles(population);
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    seed = 7;
}

static inline void teardown(void) {
    nkt_memory_free(&work);
}

/* Numbers of few decimals make ties; some are missing. */
static inline void draw(int n, double decimals) {
    for (int unit = 0; unit < n; unit++) {
        for (int v = 0; v < VARIABLES; v++) {
            x[v][unit] = floor(decimals * (uniform() + uniform() * uniform() * v)) / decimals;
            if (uniform() < 0.01)
                x[v][unit] = NAN;
        }
        region[unit] = floor(4 * uniform());
        population[unit] = floor(exp(6 + 5 * uniform()));
        if (uniform() < 0.01)
            region[unit] = NAN;
        if (uniform() < 0.01)
            population[unit] = NAN;
    }
    for (int v = 0; v < VARIABLES; v++) {
        weights[v] = v == 2 ? 0 : 0.3 + v;
        scales[v] = v == 1 ? 3 : 0.1 + uniform();
    }
}

static inline nkt_status find(int n, int k, int with_region, const double *by) {
    return nkt_similar(
        &(nkt_similar_task){.variables = NKT_TABLE(columns, n),
                            .scales = by,
                            .weights = weights,
                            .region = with_region ? &regions : NULL,
                            .population = &populations,
                            .k = k},
        &options,
        &(nkt_similar_result){to_members, to_distances, to_contributions, to_states, used}, &work,
        &error);
}

#endif
