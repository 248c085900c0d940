/*
 * The verdict on a series: what its tests say together.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_VERDICT_H
#define NKT_VERDICT_H

#include "comparison/line.h"

/*
 * Of what a verdict may err in all, the parts for a trend, and for either of the two others. Years
 * that vary at random can be taken for a trend or a turn, those of persons by chance for a trend or
 * for years that differ; a turn is looked for only where they do.
 */
#define NKT_I_OF_TREND  0.8
#define NKT_I_OF_OTHERS 0.2

/* What a verdict rests on, besides the tests of the result. */
typedef struct nkt_i_judged {
    const nkt_i_series *years; /* those that are compared */
    int compares_counts;       /* of a flow: fewer years will do */
    int by_order;              /* the order of the values has to say so too */
    int is_stable;             /* the whole series stays within the dead band */
} nkt_i_judged;

int32_t nkt_i_trend_verdict(const nkt_i_judged *judged, double confidence,
                            const nkt_trend_result *r);

/*
 * Tests of a trend and a turn through the points, whose values in order are those of the years; into
 * the result, with the dispersion. shrink: see nkt_i_slope_test.
 */
void nkt_i_trend_tests(const nkt_i_points *points, const nkt_i_judged *judged,
                       const nkt_trend_options *options, double shrink, nkt_trend_result *r);

#endif
