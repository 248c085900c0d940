/*
 * A few rows of two terms, of which the tests of edges spoil some.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_OLS_EDGE_ROWS_H
#define TESTS_OLS_EDGE_ROWS_H

#include "model/ols_help.h"

enum { N = 8 };

static double y[N], a[N], b[N], c[N], w[N];
static nkt_column response, terms[3], weight;

static inline void setup(void) {
    static const double noise[N] = {0.3, -0.2, 0.5, -0.7, 0.1, 0.4, -0.6, 0.2};
    for (int i = 0; i < N; i++) {
        a[i] = i;
        b[i] = (i * 3) % 7 + 0.25;
        c[i] = i * i % 5;
        y[i] = 2 + 3 * a[i] - b[i] + noise[i];
        w[i] = 1 + i % 3;
    }
    response = numbers(y);
    terms[0] = numbers(a);
    terms[1] = numbers(b);
    terms[2] = numbers(c);
    weight = numbers(w);
}

#endif
