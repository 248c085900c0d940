/*
 * How often a gap that stays as it is is called a trend, where the level of both groups moves.
 *
 *     gap_trend [SEED]       some ten seconds
 *
 * Eight years; the second group's share goes steadily from one level to another, and the first group's
 * is that times a constant ratio, or plus a constant difference; sizes of both groups from 20 to 1 000
 * persons, equal or not. It is known that years vary as persons do by chance (options.dispersion is 1),
 * which leaves the least room. Prints for each world how often nkt_trend_gap says up or down, by ratio and
 * by difference, and which way; fails where it is above 5 per cent and twice the error of the
 * simulation, or above 6 where one group is 16 times the other or few have the outcome at first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <nyckeltal.h>

enum { YEARS = 8, DRAWS = 20000 };

static uint64_t seed = 1;
static int n_failed;

/* Between 0 and 1: SplitMix64 (Steele, Lea & Flood 2014). */
static double uniform(void) {
    uint64_t z = seed += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return ((double)((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53;
}

static double binomial(double n, double p) {
    double count = 0;

    for (double i = 0; i < n; i++)
        count += uniform() < p;
    return count;
}

typedef struct world {
    double from, to; /* the second group's share */
    double ratio, difference;
    double sizes[2];
    double
        most[2]; /* by ratio, by difference: what is allowed; 0: not the world of that contrast */
} world;

static void draw(const world *w, double counts[4][YEARS]) {
    for (int i = 0; i < YEARS; i++) {
        const double p = w->from + (w->to - w->from) * i / (YEARS - 1);
        const double shares[] = {w->ratio * p + w->difference, p};
        for (int g = 0; g < 2; g++) {
            counts[2 * g + 1][i] = floor(w->sizes[g] * (0.8 + 0.4 * uniform()));
            counts[2 * g][i] = binomial(counts[2 * g + 1][i], shares[g]);
        }
    }
}

static void judge(const world *w) {
    static const int32_t contrasts[] = {NKT_CONTRAST_RATIO, NKT_CONTRAST_DIFFERENCE};
    const nkt_trend_options options = {
        .size = sizeof options, .measure = NKT_MEASURE_FLOW, .dispersion = 1};
    double years[YEARS], counts[4][YEARS], up[2] = {0}, down[2] = {0};
    const nkt_column of_years = NKT_ARRAY(0, years);
    nkt_column columns[4];
    nkt_series series[2];

    for (int k = 0; k < 4; k++)
        columns[k] = (nkt_column)NKT_ARRAY(0, counts[k]);
    for (int g = 0; g < 2; g++)
        series[g] = (nkt_series){.rows = NKT_ROWS(YEARS),
                                 .years = &of_years,
                                 .parts = &columns[2 * g],
                                 .wholes = &columns[2 * g + 1]};
    for (int i = 0; i < YEARS; i++)
        years[i] = 2010 + i;
    for (int d = 0; d < DRAWS; d++) {
        draw(w, counts);
        for (int c = 0; c < 2; c++) {
            nkt_trend_result r;
            if (w->most[c] == 0)
                continue;
            nkt_trend_gap(&series[0], &series[1], contrasts[c], &options, &r, NULL);
            up[c] += r.verdict == NKT_VERDICT_UP;
            down[c] += r.verdict == NKT_VERDICT_DOWN;
        }
    }
    printf("%3.0f-%3.0f %%  x %3.1f + %4.1f  %4.0f, %4.0f ", 100 * w->from, 100 * w->to, w->ratio,
           100 * w->difference, w->sizes[0], w->sizes[1]);
    for (int c = 0; c < 2; c++) {
        if (w->most[c] == 0) {
            printf("          -        ");
            continue;
        }
        printf("  %4.1f (%4.1f, %4.1f)", 100 * (up[c] + down[c]) / DRAWS, 100 * up[c] / DRAWS,
               100 * down[c] / DRAWS);
        if ((up[c] + down[c]) / DRAWS > w->most[c]) {
            printf(" FAILED");
            n_failed++;
        }
    }
    printf("\n");
}

/* 5 per cent and twice the error of the simulation; with one group 16 times the other, 6. */
#define OK     0.0535
#define UNLIKE 0.062

static const world worlds[] = {
    {0.30, 0.30, 1, 0, {100, 100}, {OK, OK}},
    {0.05, 0.30, 1, 0, {100, 100}, {OK, OK}},
    {0.05, 0.60, 1, 0, {100, 100}, {OK, OK}},
    {0.05, 0.30, 1, 0, {1000, 1000}, {OK, OK}},
    {0.05, 0.60, 1, 0, {1000, 1000}, {OK, OK}},
    {0.60, 0.05, 1, 0, {300, 300}, {OK, OK}},
    {0.05, 0.30, 1, 0, {60, 1000}, {UNLIKE, UNLIKE}},
    {0.05, 0.60, 1, 0, {60, 1000}, {UNLIKE, UNLIKE}},
    {0.05, 0.60, 1, 0, {1000, 60}, {UNLIKE, UNLIKE}},
    {0.05, 0.30, 1, 0, {20, 20}, {OK, OK}},
    {0.05, 0.60, 1, 0, {20, 20}, {OK, OK}},
    {0.05, 0.30, 1, 0, {20, 300}, {UNLIKE, UNLIKE}},
    {0.05, 0.60, 1.5, 0, {300, 300}, {OK, 0}},
    {0.10, 0.60, 0.6, 0, {300, 300}, {OK, 0}},
    {0.10, 0.60, 0.6, 0, {60, 1000}, {UNLIKE, 0}},
    {0.05, 0.30, 2, 0, {60, 1000}, {UNLIKE, 0}},
    {0.05, 0.60, 1, 0.2, {300, 300}, {0, OK}},
    {0.30, 0.80, 1, -0.2, {300, 300}, {0, OK}},
    {0.30, 0.80, 1, -0.2, {60, 1000}, {0, UNLIKE}},
    {0.40, 0.95, 1, 0, {300, 300}, {OK, OK}},
    {0.90, 0.99, 1, 0, {200, 200}, {OK, OK}},
    {0.01, 0.05, 1, 0, {200, 200}, {UNLIKE, OK}},
};

int main(int argc, char **argv) {
    if (argc > 1)
        seed = strtoull(argv[1], NULL, 10);
    printf("level      gap          persons     ratio: trend (up, down)  difference\n");
    for (size_t k = 0; k < sizeof worlds / sizeof worlds[0]; k++)
        judge(&worlds[k]);
    return n_failed > 0;
}
