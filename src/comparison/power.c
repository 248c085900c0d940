/*
 * What it takes for a change to show.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/series.h"

/* Checks what both calls have in common, and fills in the defaults. */
static void read_options(nkt_i_call *call, double share, const nkt_power_options *options,
                         nkt_power_options *out) {
    nkt_i_within(call, "share", share, 0, 100);
    nkt_i_options_open(call, options, out, sizeof *out);
    nkt_i_reserved(call, "options.reserved", out->reserved);
    nkt_i_confidence_option(call, &out->confidence);
    if (out->power == 0)
        out->power = 0.8;
    nkt_i_between(call, "options.power", out->power, 0, 1);
    nkt_i_within(call, "options.correlation", out->correlation, -1, 1);
}

/* How many standard errors a true change must be. */
static double distance_of(const nkt_power_options *options) {
    return nkt_i_normal_quantile(0.5 + options->confidence / 2) +
           nkt_i_normal_quantile(options->power);
}

nkt_status nkt_detectable_difference(double share, double size_before, double size_now,
                                     const nkt_power_options *options, double *points,
                                     nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "share size_before size_now options points error");
    nkt_power_options read;

    read_options(&call, share, options, &read);
    nkt_i_above_0(&call, "size_before", size_before);
    nkt_i_above_0(&call, "size_now", size_now);
    nkt_i_needed(&call, "points", points);
    if (nkt_i_call_refused(&call))
        return call.status;
    *points = distance_of(&read) * sqrt(share * (100 - share)) *
              nkt_i_combine(1 / sqrt(size_before), 1 / sqrt(size_now), read.correlation);
    return nkt_i_call_end(&call);
}

nkt_status nkt_years_to_show(double share, double size, double change,
                             const nkt_power_options *options, int32_t *years, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "share size change options years error");
    nkt_power_options read;

    read_options(&call, share, options, &read);
    nkt_i_above_0(&call, "size", size);
    if (change == 0 || isnan(change))
        nkt_i_refuse_value(&call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, "change", change,
                           "is no change");
    nkt_i_needed(&call, "years", years);
    if (nkt_i_call_refused(&call))
        return call.status;
    *years = -1;
    for (int32_t n = 2; n <= NKT_TREND_YEARS_MAX; n++) {
        /* The variance of a slope over n years: share · (100 - share) / size / sum of t². */
        const double squares = (double)n * ((double)n * n - 1) / 12;
        if (fabs(change) >= distance_of(&read) * sqrt(share * (100 - share) / size / squares)) {
            *years = n;
            break;
        }
    }
    return nkt_i_call_end(&call);
}
