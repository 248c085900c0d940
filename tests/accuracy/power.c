/*
 * Whether what is said to show is found as often as it says, by the test of the library itself.
 *
 *     power [SEED]       some ten seconds
 *
 * For groups of 30 to 1 000 persons and shares of 1 to 50 per cent: the smallest differences, and how
 * often nkt_difference finds them; beside them what both variances at the share before would say, as up
 * to 0.1, and how often that is found. Then the same of stocks whose persons are the same with a
 * correlation. Then years until a steady change shows, and how often nkt_trend finds it in so many
 * years, and in one fewer.
 *
 * Fails where a difference is found less often than in 78 or more often than in 82 of 100 cases (with
 * a correlation 77 and 83), or a change in so many years less often than in 77, or in one fewer more
 * often than in 82.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <nyckeltal.h>

enum { DRAWS = 8000, YEARS_DRAWS = 3000 };

static uint64_t seed = 1;
static int n_failed;

/* Between 0 and 1: SplitMix64 (Steele, Lea & Flood 2014). */
static double uniform(void) {
    uint64_t z = seed += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return ((double)((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53;
}

static double binomial(int n, double p) {
    int count = 0;

    for (int i = 0; i < n; i++)
        count += uniform() < p;
    return count;
}

static void demand(double measured, double least, double most) {
    if (measured >= least && measured <= most)
        return;
    printf("  FAILED");
    n_failed++;
}

/* ---- differences --------------------------------------------------------------------------------- */

/* Persons of both years: where they are the same ones, what they do is correlated. */
static void draw(int n, double p, double q, double correlation, double *before, double *now) {
    const double both = p * q + correlation * sqrt(p * (1 - p) * q * (1 - q));

    *before = *now = 0;
    for (int i = 0; i < n; i++) {
        const int first = uniform() < p;
        *before += first;
        *now += uniform() < (first ? both / p : (q - both) / (1 - p));
    }
}

static double found(int n, double before, double now, double correlation) {
    const nkt_options options = {.size = sizeof options, .correlation = correlation};
    int times = 0;

    for (int k = 0; k < DRAWS; k++) {
        double a, b;
        nkt_estimate e;
        draw(n, before / 100, now / 100, correlation, &a, &b);
        nkt_difference(b, n, a, n, &options, &e, NULL);
        times += now > before ? e.lower > 0 : e.upper < 0;
    }
    return times / (double)DRAWS;
}

static void differences(double correlation) {
    static const double shares[] = {1, 2, 5, 10, 20, 50};
    static const int sizes[] = {30, 60, 200, 1000};
    const nkt_power_options options = {.size = sizeof options, .correlation = correlation};

    printf("correlation %g: share, persons; up, found; down, found; as up to 0.1, found\n",
           correlation);
    for (int s = 0; s < 6; s++)
        for (int k = 0; k < 4; k++) {
            const double p = shares[s];
            const double old =
                (1.959964 + 0.841621) * sqrt(2 * p * (100 - p) * (1 - correlation) / sizes[k]);
            nkt_detectable d;
            nkt_detectable_difference(p, sizes[k], sizes[k], &options, &d, NULL);
            printf("%5g %5d", p, sizes[k]);
            for (int down = 0; down < 2; down++) {
                const double points = down ? d.down : d.up;
                /* what two correlated shares cannot be is not drawn */
                const double q = down ? p - points : p + points, spread = sqrt(p / (100 - p));
                const int can_be = correlation <= sqrt(q / (100 - q)) / spread &&
                                   correlation <= spread / sqrt(q / (100 - q));
                double measured;
                if (isnan(points) || !can_be) {
                    printf("  %5.1f      -", points);
                    continue;
                }
                measured = found(sizes[k], p, q, correlation);
                printf("  %5.1f  %.3f", points, measured);
                if (correlation == 0)
                    demand(measured, 0.78, 0.82);
                else
                    demand(measured, 0.77, 0.83);
            }
            if (correlation == 0)
                printf("  %5.1f  %.3f", old, found(sizes[k], p, p + old, 0));
            printf("\n");
        }
}

/* ---- years --------------------------------------------------------------------------------------- */

static double found_in(int n, double share, int size, double change) {
    const nkt_trend_options options = {
        .size = sizeof options, .measure = NKT_MEASURE_FLOW, .draws = -1};
    double years[NKT_TREND_YEARS_MAX], parts[NKT_TREND_YEARS_MAX], wholes[NKT_TREND_YEARS_MAX];
    const nkt_column of_years = NKT_ARRAY(0, years), of_parts = NKT_ARRAY(0, parts),
                     of_wholes = NKT_ARRAY(0, wholes);
    const nkt_series series = {
        .rows = NKT_ROWS(n), .years = &of_years, .parts = &of_parts, .wholes = &of_wholes};
    int times = 0;

    for (int k = 0; k < YEARS_DRAWS; k++) {
        nkt_trend_result r;
        for (int i = 0; i < n; i++) {
            years[i] = 2000 + i;
            wholes[i] = size;
            parts[i] = binomial(size, (share + change * i) / 100);
        }
        nkt_trend(&series, &options, &r, NULL);
        times += r.verdict == (change > 0 ? NKT_VERDICT_UP : NKT_VERDICT_DOWN);
    }
    return times / (double)YEARS_DRAWS;
}

static void years_to_show(void) {
    static const double shares[] = {0, 5, 20, 50}, changes[] = {1, 2, -0.5, -2};
    static const int sizes[] = {30, 60, 200, 1000};

    printf("years: share, persons, change a year; years, found; one fewer\n");
    for (int s = 0; s < 4; s++)
        for (int k = 0; k < 4; k++)
            for (int c = 0; c < 4; c++) {
                int32_t n;
                double measured;
                nkt_years_to_show(shares[s], sizes[k], changes[c], NULL, &n, NULL);
                printf("%5g %5d %5g  %3d", shares[s], sizes[k], changes[c], (int)n);
                if (n > 0) {
                    measured = found_in(n, shares[s], sizes[k], changes[c]);
                    printf("  %.3f", measured);
                    demand(measured, 0.77, 1);
                }
                if (n > 3) {
                    measured = found_in(n - 1, shares[s], sizes[k], changes[c]);
                    printf("  %.3f", measured);
                    demand(measured, 0, 0.82);
                }
                printf("\n");
            }
}

int main(int argc, char **argv) {
    if (argc > 1)
        seed = strtoull(argv[1], NULL, 10);
    differences(0);
    differences(0.5);
    years_to_show();
    return n_failed > 0;
}
