/*
 * A gap that stays as it is while the level of both groups moves is seldom called a trend. A slice of
 * tests/accuracy/gap_trend.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>

#include "draw.h"
#include "nyckeltal/trend.h"

enum { YEARS = 8, DRAWS = 4000 };

static const struct {
    double from, to, sizes[2];
} worlds[] = {{0.05, 0.30, {200, 200}}, {0.05, 0.60, {200, 200}}, {0.60, 0.05, {100, 300}}};

static double years[YEARS], counts[4][YEARS];

static void draw(int w) {
    for (int i = 0; i < YEARS; i++) {
        const double p = worlds[w].from + (worlds[w].to - worlds[w].from) * i / (YEARS - 1);
        years[i] = 2010 + i;
        for (int g = 0; g < 2; g++) {
            counts[2 * g + 1][i] = worlds[w].sizes[g];
            counts[2 * g][i] = 0;
            for (double person = 0; person < worlds[w].sizes[g]; person++)
                counts[2 * g][i] += uniform() < p;
        }
    }
}

/* Two groups identical in every year. */
START_TEST(a_moving_level_is_no_opening_gap) {
    const nkt_trend_options options = {
        .size = sizeof options, .measure = NKT_MEASURE_FLOW, .dispersion = 1};
    const int32_t contrast = _i % 2 ? NKT_CONTRAST_RATIO : NKT_CONTRAST_DIFFERENCE;
    const nkt_column of_years = doubles(years);
    double seen = 0, rejected = 0;

    seed = 40 + (uint64_t)_i;
    for (int d = 0; d < DRAWS; d++) {
        nkt_column columns[4];
        nkt_series series[2];
        nkt_trend_result r;
        draw(_i / 2);
        for (int k = 0; k < 4; k++)
            columns[k] = doubles(counts[k]);
        for (int g = 0; g < 2; g++)
            series[g] = (nkt_series){.rows = NKT_ROWS(YEARS),
                                     .years = &of_years,
                                     .parts = &columns[2 * g],
                                     .wholes = &columns[2 * g + 1]};
        ck_assert_int_eq(nkt_trend_gap(&series[0], &series[1], contrast, &options, &r, NULL),
                         NKT_OK);
        seen += r.verdict == NKT_VERDICT_UP || r.verdict == NKT_VERDICT_DOWN;
        rejected += r.monotone.p < 0.05;
    }
    ck_assert_msg(seen / DRAWS < 0.05 + 2.5 * sqrt(0.05 * 0.95 / DRAWS), "%.4f", seen / DRAWS);
    /* The verdict asks for more than the test behind it, which says whether the variance is right. */
    ck_assert_msg(rejected / DRAWS < 0.05 + 2.5 * sqrt(0.05 * 0.95 / DRAWS), "%.4f",
                  rejected / DRAWS);
    ck_assert_double_gt(rejected / DRAWS, 0.03);
}
END_TEST

Suite *nkt_suite_moving_level(void) {
    Suite *suite = suite_create("moving_level");
    TCase *tcase = tcase_create("moving_level");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, a_moving_level_is_no_opening_gap, 0, 6);
    suite_add_tcase(suite, tcase);
    return suite;
}
