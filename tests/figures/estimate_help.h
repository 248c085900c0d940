/*
 * What an estimate is where there is none, for the tests of the scalar kinds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_ESTIMATE_HELP_H
#define TESTS_ESTIMATE_HELP_H

#include <check.h>
#include <math.h>

#include "figures/views.h"

/* No value, no limits, in this state. */
static inline void check_none(const nkt_estimate *e, int32_t state) {
    ck_assert_int_eq(e->state, state);
    ck_assert_double_nan(e->value);
    ck_assert_double_nan(e->lower);
    ck_assert_double_nan(e->upper);
}

#endif
