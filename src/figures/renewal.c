/*
 * What two stocks have in common.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/renewal.h"

#include "base/base.h"

/* A number that may be missing, least ... most. */
static void known_within(nkt_i_call *call, const char *path, double number, double least,
                         double most) {
    if (!isnan(number))
        nkt_i_within(call, path, number, least, most);
}

static void known_at_least_0(nkt_i_call *call, const char *path, double number) {
    if (!isnan(number))
        nkt_i_at_least(call, path, number, 0);
}

static void known_above_0(nkt_i_call *call, const char *path, double number) {
    if (!isnan(number))
        nkt_i_above_0(call, path, number);
}

nkt_status nkt_overlap_correlation(double in_both, double whole_1, double whole_2,
                                   double persistence, double *correlation, nkt_error *error) {
    nkt_i_call call =
        nkt_i_call_begin(error, "in_both whole_1 whole_2 persistence correlation error");

    known_at_least_0(&call, "in_both", in_both);
    known_above_0(&call, "whole_1", whole_1);
    known_above_0(&call, "whole_2", whole_2);
    known_within(&call, "persistence", persistence, -1, 1);
    nkt_i_needed(&call, "correlation", correlation);
    if (in_both > fmin(whole_1, whole_2))
        nkt_i_refuse_value(&call, NKT_E_DOMAIN, NKT_REASON_ABOVE_WHOLE, "in_both", in_both,
                           "is more than the smaller group has");
    if (nkt_i_call_refused(&call))
        return call.status;
    /* a root of each: their product may be beyond the largest double. At most 1 but for rounding. */
    *correlation = persistence * (in_both / sqrt(whole_1) / sqrt(whole_2));
    *correlation = *correlation > 1 ? 1 : *correlation < -1 ? -1 : *correlation;
    return nkt_i_call_end(&call);
}

nkt_status nkt_persistence(double both, double first_only, double second_only, double neither,
                           double *persistence, nkt_error *error) {
    nkt_i_call call =
        nkt_i_call_begin(error, "both first_only second_only neither persistence error");
    double all, p, q, a;

    known_at_least_0(&call, "both", both);
    known_at_least_0(&call, "first_only", first_only);
    known_at_least_0(&call, "second_only", second_only);
    known_at_least_0(&call, "neither", neither);
    nkt_i_needed(&call, "persistence", persistence);
    if (nkt_i_call_refused(&call))
        return call.status;
    all = both + first_only + second_only + neither;
    p = both / all + first_only / all;
    q = both / all + second_only / all;
    a = (both / all) * (neither / all) - (first_only / all) * (second_only / all);
    *persistence = p > 0 && p < 1 && q > 0 && q < 1
                       ? a / (sqrt(p * (second_only / all + neither / all)) *
                              sqrt(q * (first_only / all + neither / all)))
                       : (double)NAN;
    *persistence = *persistence > 1 ? 1 : *persistence < -1 ? -1 : *persistence;
    return nkt_i_call_end(&call);
}
