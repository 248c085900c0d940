/*
 * Options of iteratively reweighted least squares.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/irls.h"

enum { ITERATIONS = 200, MOST_ITERATIONS = 1000000 };

static double given_or(double given, double otherwise) {
    return given == 0 ? otherwise : given;
}

nkt_irls_options nkt_i_irls_options(nkt_i_call *call, const nkt_irls_options *options) {
    nkt_irls_options o;

    nkt_i_options_open(call, options, &o, sizeof o);
    o.robust = o.robust == NKT_ROBUST_DEFAULT ? NKT_ROBUST_HC0 : o.robust;
    o.iterations = o.iterations == 0 ? ITERATIONS : o.iterations;
    o.whole = given_or(o.whole, 100);
    o.k = given_or(o.k, 1.345);
    o.tolerance = given_or(o.tolerance, 1e-13);
    o.confidence = given_or(o.confidence, 0.95);
    nkt_i_code(call, "options.method", o.method, NKT_IRLS_METHOD_LOGIT, NKT_IRLS_METHOD_HUBER);
    nkt_i_code(call, "options.robust", o.robust, NKT_ROBUST_HC0, NKT_ROBUST_HC1);
    nkt_i_count(call, "options.iterations", o.iterations, 0, MOST_ITERATIONS);
    nkt_i_above_0(call, "options.whole", o.whole);
    nkt_i_above_0(call, "options.k", o.k);
    nkt_i_between(call, "options.tolerance", o.tolerance, 0, 1);
    nkt_i_between(call, "options.confidence", o.confidence, 0, 1);
    return o;
}
