/*
 * What the tests of costs share: Fieller's limits of numbers, refusals.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_COST_HELP_H
#define TESTS_COST_HELP_H

#include <check.h>
#include <string.h>

#include "draw.h"
#include "nyckeltal/cost.h"
#include "nyckeltal/estimate.h"
#include "nyckeltal/realloc.h"

static nkt_error error;
static nkt_memory memory = NKT_MEMORY_REALLOC;

static inline void setup(void) {
    seed = 77;
}

static inline void teardown(void) {
    nkt_memory_free(&memory);
}

static inline nkt_status fieller(double x, double y, double var_x, double var_y, double cov,
                                 double df, double confidence, nkt_fieller *out) {
    const nkt_fieller_input input = {x, y, var_x, var_y, cov, df};
    const nkt_cost_options options = {.size = sizeof options, .confidence = confidence};

    return nkt_cost_fieller(&input, &options, out, &error);
}

static inline void refused(nkt_status got, nkt_status status, const char *subject) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.status, status);
    ck_assert_str_eq(error.subject, subject);
    ck_assert_int_gt(error.argument, 0);
    ck_assert_int_ne(error.reason, NKT_REASON_NONE);
}

#endif
