/*
 * The rules of disclosure with their defaults.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/disclosure.h"

#define MOST_DOMINANT 16

/* 0 becomes the default, -1 what switches the rule off. Refuses other numbers below 0. */
static void fill(nkt_i_call *call, const char *path, double *field, double standard, double off) {
    if (*field == 0)
        *field = standard;
    else if (*field == -1)
        *field = off;
    else if (!(*field > 0) || isinf(*field))
        nkt_i_refuse_value(call, NKT_E_OPTION, NKT_REASON_OUT_OF_RANGE, path, *field,
                           "is not -1, or 0 or more");
}

nkt_disclosure_options nkt_i_disclosure_options(nkt_i_call *call,
                                                const nkt_disclosure_options *options) {
    nkt_disclosure_options o;

    nkt_i_options_open(call, options, &o, sizeof o);
    nkt_i_code(call, "options.extremes", o.extremes, NKT_EXTREMES_HIDDEN, NKT_EXTREMES_SHOWN);
    fill(call, "options.minimum_numerator", &o.minimum_numerator, 3, 0);
    fill(call, "options.minimum_denominator", &o.minimum_denominator, 10, 0);
    fill(call, "options.minimum_complement", &o.minimum_complement, 3, 0);
    fill(call, "options.dominance_percent", &o.dominance_percent, 85, INFINITY);
    if (isfinite(o.dominance_percent))
        nkt_i_within(call, "options.dominance_percent", o.dominance_percent, 0, 100);
    fill(call, "options.p_percent", &o.p_percent, 10, 0);
    nkt_i_within(call, "options.minimum_contributors", o.minimum_contributors, -1, INT32_MAX);
    if (o.minimum_contributors == 0)
        o.minimum_contributors = 3;
    if (o.dominance_n == 0)
        o.dominance_n = 2;
    nkt_i_within(call, "options.dominance_n", o.dominance_n, 1, MOST_DOMINANT);
    return o;
}
