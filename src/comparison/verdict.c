/*
 * What the tests of a series say together.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/verdict.h"

enum { LEAST_WITH_COUNTS = 3, LEAST = 5 };

/*
 * Whether the series goes one way: of the pairs of years that differ three of four do, or so many that
 * chance would not order so many years like that.
 */
static int goes_one_way(const nkt_i_series *s, int32_t sign, double level) {
    const nkt_test order = nkt_i_mann_kendall(s, 0);
    double differ = 0;

    if (order.p < level && order.sign == sign)
        return 1;

    for (int64_t a = 0; a < s->n; a++)
        for (int64_t b = a + 1; b < s->n; b++)
            differ += s->at[b].value != s->at[a].value;
    return 2 * sign * order.statistic >= differ;
}

/* Whether some order of these years could have been a trend. */
static int is_testable(const nkt_i_judged *j, double level, const nkt_test *monotone) {
    return monotone->method != NKT_TEST_NONE &&
           (!j->by_order || nkt_i_kendall_least_p(j->years) < level);
}

int32_t nkt_i_trend_verdict(const nkt_i_judged *j, double confidence, const nkt_trend_result *r) {
    const double of_trend = NKT_I_OF_TREND * (1 - confidence);
    const double of_others = NKT_I_OF_OTHERS * (1 - confidence);
    const int differ = r->differ.p < of_others;
    const int differ_or_untold = differ || r->differ.method == NKT_TEST_NONE;

    if (j->years->n < (j->compares_counts ? LEAST_WITH_COUNTS : LEAST))
        return NKT_VERDICT_TOO_FEW_YEARS;
    if (j->is_stable)
        return NKT_VERDICT_STABLE;
    if (r->monotone.p < of_trend && r->monotone.sign != 0 &&
        goes_one_way(j->years, r->monotone.sign, 1 - confidence))
        return r->monotone.sign > 0 ? NKT_VERDICT_UP : NKT_VERDICT_DOWN;
    if (r->turn.p < of_others && differ_or_untold)
        return NKT_VERDICT_TURNED;
    if (differ)
        return NKT_VERDICT_CHANGED;
    return r->differ.method != NKT_TEST_NONE || is_testable(j, of_trend, &r->monotone)
               ? NKT_VERDICT_RANDOM
               : NKT_VERDICT_NOT_TESTABLE;
}

/* The order of the values has to say the same: of a few years, a line says nothing of its own chance. */
static nkt_test by_order_too(nkt_test test, const nkt_i_series *s) {
    const nkt_test order = nkt_i_mann_kendall(s, 0);

    if (test.method == NKT_TEST_NONE || order.method == NKT_TEST_NONE)
        return nkt_i_no_test(s->n);
    test.p = test.sign == order.sign ? fmax(test.p, order.p) : 1;
    return test;
}

void nkt_i_trend_tests(const nkt_i_points *points, const nkt_i_judged *judged,
                       const nkt_trend_options *options, double shrink, nkt_trend_result *r) {
    const nkt_i_dispersion given = {options->dispersion, options->dispersion_df};

    r->dispersion = r->dispersion_df = NAN;
    if (points->is_known && points->n >= 3) {
        const nkt_i_fit fit = nkt_i_line(points, NAN);
        r->dispersion_df = fit.df;
        r->dispersion = fit.rest / fit.df;
    }
    r->monotone = nkt_i_slope_test(points, &given, shrink);
    if (judged->by_order)
        r->monotone = by_order_too(r->monotone, judged->years);
    r->turn = nkt_i_turn_test(points, &given, &r->turn_year);
}
