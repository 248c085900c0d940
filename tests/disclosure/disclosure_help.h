/*
 * What the tests of disclosure share: rows, random numbers, refusals.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_DISCLOSURE_HELP_H
#define TESTS_DISCLOSURE_HELP_H

#include <check.h>
#include <stdint.h>

#include "nyckeltal/disclosure.h"

#define ROWS_OF(n) (&(nkt_rows)NKT_ROWS(n))

static nkt_error error;
static uint64_t seed = 1;

static inline int64_t draw(int64_t below) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)((seed >> 33) % (uint64_t)below);
}

static inline void refused(nkt_status got, nkt_status status, int argument, const char *message) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
    if (message)
        ck_assert_str_eq(error.message, message);
}

#endif
