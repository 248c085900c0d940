/*
 * Shares of groups that have persons in common: how often limits cover, without a correlation and with
 * that of nkt_overlap_correlation.
 *
 *     overlap [SEED [DRAWS]]       some seconds with 20 000 draws, the default
 *
 * 1. Balance of employees among a population (604): of 2 000 to 20 000 persons 5, 8 or 12 per cent are
 *    employees, all of them or 70 per cent living there, and 10 or 20 per cent of the population are
 *    foreign-born, of the employees .5, .7 or as many. 2. A stock followed from one year to the next:
 *    60 to 1 000 persons, of whom 60 or 80 per cent stay; of those who stay, what they are in the second
 *    year is correlated by .5 or .8 with what they were; the share is the same in both years, or rises by
 *    5 points. The persistence is the true one, or that of those who stay (nkt_persistence).
 *
 * Fails where a coverage is further from what docs/methods.md says than three standard errors.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <nyckeltal.h>

static uint64_t seed = 1;
static int n_draws = 20000, n_failed;

/* Between 0 and 1: SplitMix64 (Steele, Lea & Flood 2014). */
static double uniform(void) {
    uint64_t z = seed += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return ((double)((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53;
}

/* Exact below 1 000; beyond that a normal number will do, for groups of thousands. */
static double binomial(int n, double p) {
    int count = 0;

    if (n > 1000) {
        const double normal = sqrt(-2 * log(uniform())) * cos(6.283185307179586 * uniform());
        return fmin(n, fmax(0, floor(n * p + sqrt(n * p * (1 - p)) * normal + 0.5)));
    }
    for (int i = 0; i < n; i++)
        count += uniform() < p;
    return count;
}

static void show(int covered, double least, double most) {
    const double rate = covered / (double)n_draws;

    printf("  %.3f", rate);
    if (rate >= least - 3 * sqrt(least * (1 - least) / n_draws) &&
        rate <= most + 3 * sqrt(most * (1 - most) / n_draws))
        return;
    printf(" FAILED (%g to %g)", least, most);
    n_failed++;
}

/* ---- employees ------------------------------------------------------------------------------------ */

static void employees(int population, double employed, double living, double share,
                      double balance) {
    const int m = (int)(population * employed + 0.5), inside = (int)(m * living + 0.5);
    const double p = share * balance,
                 others = (share * population - p * inside) / (population - inside);
    nkt_options options = {.size = sizeof options};
    int without = 0, with = 0;
    double correlation;

    nkt_overlap_correlation(inside, m, population, 1, &correlation, NULL);
    for (int k = 0; k < n_draws; k++) {
        const double there = binomial(inside, p), elsewhere = binomial(m - inside, p);
        const double all = there + binomial(population - inside, others);
        nkt_estimate e;
        options.correlation = 0;
        nkt_balance(there + elsewhere, m, all, population, &options, &e, NULL);
        without += e.lower <= balance && balance <= e.upper;
        options.correlation = correlation;
        nkt_balance(there + elsewhere, m, all, population, &options, &e, NULL);
        with += e.lower <= balance && balance <= e.upper;
    }
    printf("%6d  %3.0f %%  %3.0f %%  %3.0f %%  %.1f", population, 100 * employed, 100 * living,
           100 * share, balance);
    show(without, 0.954, 0.975);
    show(with, 0.944, 0.955);
    printf("\n");
}

static void balances(void) {
    static const int populations[] = {2000, 6000, 20000};
    static const double of_employed[] = {0.05, 0.08, 0.12}, shares[] = {0.1, 0.2},
                        balance[] = {0.5, 0.7, 1};

    printf("balance: population, employed, of them living there, foreign-born, balance; covered "
           "without, with the correlation\n");
    for (int n = 0; n < 3; n++)
        for (int s = 0; s < 2; s++)
            for (int b = 0; b < 3; b++)
                employees(populations[n], of_employed[(n + b) % 3], b == 1 ? 0.7 : 1, shares[s],
                          balance[b]);
}

/* ---- stocks ---------------------------------------------------------------------------------------- */

static void stock(int n, double staying, double persistence, double p, double q) {
    const int stay = (int)(n * staying + 0.5);
    const double both = p * q + persistence * sqrt(p * (1 - p) * q * (1 - q));
    nkt_options options = {.size = sizeof options};
    int without = 0, with = 0, estimated = 0;

    for (int k = 0; k < n_draws; k++) {
        double table[4] = {0, 0, 0, 0}, phi, before, now;
        nkt_estimate e;
        for (int i = 0; i < stay; i++) {
            const int first = uniform() < p,
                      second = uniform() < (first ? both / p : (q - both) / (1 - p));
            table[(first ? 0 : 2) + (second ? 0 : 1)]++;
        }
        before = table[0] + table[1] + binomial(n - stay, p);
        now = table[0] + table[2] + binomial(n - stay, q);
        options.correlation = 0;
        nkt_difference(now, n, before, n, &options, &e, NULL);
        without += e.lower <= 100 * (q - p) && 100 * (q - p) <= e.upper;
        nkt_overlap_correlation(stay, n, n, persistence, &options.correlation, NULL);
        nkt_difference(now, n, before, n, &options, &e, NULL);
        with += e.lower <= 100 * (q - p) && 100 * (q - p) <= e.upper;
        nkt_persistence(table[0], table[1], table[2], table[3], &phi, NULL);
        if (isnan(phi))
            phi = 0;
        nkt_overlap_correlation(stay, n, n, phi, &options.correlation, NULL);
        nkt_difference(now, n, before, n, &options, &e, NULL);
        estimated += e.lower <= 100 * (q - p) && 100 * (q - p) <= e.upper;
    }
    printf("%5d  %3.0f %%  %.1f  %3.0f %%  %3.0f %%", n, 100 * staying, persistence, 100 * p,
           100 * q);
    show(without, 0.978, 1);
    show(with, 0.936, 0.956);
    show(estimated, 0.936, 0.956);
    printf("\n");
}

static void stocks(void) {
    static const int sizes[] = {60, 300, 1000};
    static const double persistence[] = {0.5, 0.8}, staying[] = {0.6, 0.8};

    printf("stocks: persons, staying, persistence, share, share after; covered without, with the "
           "correlation, with the estimated one\n");
    for (int n = 0; n < 3; n++)
        for (int k = 0; k < 2; k++)
            for (int s = 0; s < 2; s++) {
                stock(sizes[n], staying[s], persistence[k], 0.3, 0.3);
                stock(sizes[n], staying[s], persistence[k], 0.5, 0.55);
            }
}

int main(int argc, char **argv) {
    if (argc > 1)
        seed = strtoull(argv[1], NULL, 10);
    if (argc > 2)
        n_draws = atoi(argv[2]);
    balances();
    stocks();
    return n_failed > 0;
}
