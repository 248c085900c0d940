/*
 * A small fit and what a refused call of least squares must leave alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_OLS_BAD_CALLS_H
#define TESTS_OLS_BAD_CALLS_H

#include "model/ols_help.h"

enum { N = 12, OUT = 40 };

static double y[N], a[N], b[N], groups[N];

static nkt_column response, terms[2], cluster;
static nkt_design design;
static model m;
static nkt_memory absent, odd, small; /* holds nothing; is misaligned; is too small */
static nkt_error error;

static inline void setup(void) {
    for (int i = 0; i < N; i++) {
        y[i] = i * 7 % 5 + i;
        a[i] = i;
        b[i] = i * i % 7;
        groups[i] = i % 4;
    }
    response = numbers(y);
    terms[0] = numbers(a);
    terms[1] = numbers(b);
    cluster = numbers(groups);
    design = design_of(&response, terms, 2, NULL, NULL, N);
    ck_assert_int_eq(model_of(&m, &response, terms, 2, NULL, N, NULL), NKT_OK);
    memset(&absent, 0, sizeof absent);
    odd = (nkt_memory){(char *)m.state.data + 4, m.state.needed, 0, NULL, NULL};
    small = (nkt_memory){m.work.data, 8, 0, NULL, NULL};
}

static inline void teardown(void) {
    model_free(&m);
}

/* The call was refused with that status, for that parameter, in those words. */
static inline void refused(nkt_status got, nkt_status status, int argument, const char *message) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.status, status);
    if (message)
        ck_assert_str_eq(error.message, message);
    ck_assert_int_eq(error.argument, argument);
    ck_assert_int_ne(error.reason, NKT_REASON_NONE);
}

#endif
