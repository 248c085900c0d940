/*
 * Options of the expected-value model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected.h"

/* More draws would not make rank limits any better, and 32 bits count them. */
enum { DRAWS = 2000, MOST_DRAWS = 1000000 };

static double given_or(double given, double otherwise) {
    return given == 0 ? otherwise : given;
}

nkt_expected_options nkt_i_expected_options(nkt_i_call *call, const nkt_expected_options *options) {
    nkt_expected_options o;

    nkt_i_options_open(call, options, &o, sizeof o);
    o.whole = given_or(o.whole, 100);
    o.confidence = given_or(o.confidence, 0.95);
    o.certainty = given_or(o.certainty, 0.95);
    o.draws = o.draws == 0 ? DRAWS : o.draws;
    o.direction = o.direction == NKT_DIRECTION_NONE ? NKT_DIRECTION_HIGH : o.direction;
    nkt_i_code(call, "options.decimals", o.decimals, NKT_DECIMALS_ALL, NKT_DECIMALS_ONE);
    nkt_i_code(call, "options.tau2_method", o.tau2_method, NKT_TAU2_PAULE_MANDEL, NKT_TAU2_REML);
    nkt_i_direction(call, "options.direction", o.direction);
    nkt_i_above_0(call, "options.whole", o.whole);
    nkt_i_at_least(call, "options.minimum_persons", o.minimum_persons, 0);
    nkt_i_between(call, "options.confidence", o.confidence, 0, 1);
    nkt_i_between(call, "options.certainty", o.certainty, 0.5, 1);
    nkt_i_at_least(call, "options.above_by", o.above_by, 0);
    nkt_i_count(call, "options.draws", o.draws, -1, MOST_DRAWS);
    return o;
}
