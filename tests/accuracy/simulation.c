/*
 * What the benchmark of expected.h is worth, where the truth is known.
 *
 *     simulation [SEED]       300 simulated years
 *
 * Each year has 290 municipalities with groups of 30 to some 10 000 persons, three conditions, and
 * a true deviation u that the conditions do not explain (standard deviation 4 points). Each person
 * is employed with the probability 60 per cent + conditions + u, drawn one by one; the conditions
 * explain some 72 per cent of the published shares, as in 2013-2017. Then the library sees what
 * an agency would: shares, conditions, sizes.
 *
 * Prints, for each fifth of the municipalities by group size: how often each rule flags one, how
 * often the flag has the wrong sign, how often the limits of the shrunken deviation hold u, and the
 * distance of raw and shrunken deviations from u. Fails unless the limits hold u in 94 to 96 per
 * cent in every fifth, and flags by P > .95 are wrong in at most 2 per cent and as often as they
 * say, within .3 points, and the shrunken deviations are nearer to u than the raw ones.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <nyckeltal.h>
#include <nyckeltal/realloc.h>

enum { UNITS = 290, TERMS = 3, FIFTHS = 5, YEARS = 300 };

static const double tau = 4, slopes[TERMS] = {6, 5, 5};

/* ---- the truth ----------------------------------------------------------------------------------------- */

static uint64_t seed = 1;

/* Between 0 and 1: SplitMix64 (Steele, Lea & Flood 2014). */
static double uniform(void) {
    uint64_t z = seed += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return ((double)((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53;
}

static double normal(void) {
    return sqrt(-2 * log(uniform())) * cos(6.283185307179586 * uniform());
}

static double share[UNITS], terms[TERMS][UNITS], size[UNITS], truth[UNITS];

static int by_size(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Municipalities in the order of their sizes, so that fifths are easy to find. */
static void simulate(void) {
    for (int i = 0; i < UNITS; i++)
        size[i] = fmax(30, floor(250 * exp(1.2 * normal())));
    qsort(size, UNITS, sizeof size[0], by_size);
    for (int i = 0; i < UNITS; i++) {
        double expected = 60, p;
        int employed = 0;
        for (int k = 0; k < TERMS; k++) {
            terms[k][i] = normal();
            expected += slopes[k] * terms[k][i];
        }
        p = fmin(fmax(expected + tau * normal(), 1), 99);
        truth[i] = p - expected;
        for (int person = 0; person < size[i]; person++)
            employed += 100 * uniform() < p;
        share[i] = 100 * employed / size[i];
    }
}

/* ---- what the library makes of it ----------------------------------------------------------------------- */

static double raw[UNITS], quarter[UNITS], funnel_lower[UNITS], funnel_upper[UNITS], shrunken[UNITS];
static double lower[UNITS], upper[UNITS], class_of[UNITS], class_p[UNITS], r2;

static void check(nkt_status status, const nkt_error *error) {
    if (status == NKT_OK)
        return;
    fprintf(stderr, "simulation: %s\n", error->message);
    exit(1);
}

static void fit(void) {
    static const struct {
        int32_t what;
        double *list;
    } lists[] = {{NKT_EXPECTED_ROW_DEVIATION, raw},
                 {NKT_EXPECTED_ROW_QUARTER, quarter},
                 {NKT_EXPECTED_ROW_FUNNEL_TAU_LOWER, funnel_lower},
                 {NKT_EXPECTED_ROW_FUNNEL_TAU_UPPER, funnel_upper},
                 {NKT_EXPECTED_ROW_SHRUNKEN, shrunken},
                 {NKT_EXPECTED_ROW_SHRUNKEN_LOWER, lower},
                 {NKT_EXPECTED_ROW_SHRUNKEN_UPPER, upper},
                 {NKT_EXPECTED_ROW_CLASS, class_of},
                 {NKT_EXPECTED_ROW_CLASS_P, class_p}};
    const nkt_expected_options options = {.size = sizeof options, .draws = -1};
    const nkt_column response = NKT_ARRAY(0, share), sizes = NKT_ARRAY(0, size);
    const nkt_column columns[TERMS] = {NKT_ARRAY(0, terms[0]), NKT_ARRAY(0, terms[1]),
                                       NKT_ARRAY(0, terms[2])};
    const nkt_design design = {.rows = NKT_ROWS(UNITS),
                               .response = &response,
                               .terms = columns,
                               .n_terms = TERMS,
                               .size = &sizes};
    static nkt_memory model = NKT_MEMORY_REALLOC, work = NKT_MEMORY_REALLOC;
    nkt_memory inner;
    nkt_error error;

    check(nkt_expected(&design, &options, &model, &work, &error), &error);
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        const nkt_target to = NKT_TO_N(lists[i].list, UNITS);
        check(nkt_expected_copy(&model, lists[i].what, &to, &error), &error);
    }
    check(nkt_expected_ols(&model, &inner, &error), &error);
    check(nkt_ols_get(&inner, NKT_OLS_R2, &r2, &error), &error);
}

/* ---- how often --------------------------------------------------------------------------------------------- */

enum { QUARTERS, FUNNEL, P95, RULES };

static const char *const rule_names[RULES] = {"quarters of raw deviations", "funnel with tau2",
                                              "P(sign) > .95"};

typedef struct tally {
    double n, covered, raw_square, shrunken_square, flagged[RULES], wrong[RULES];
} tally;

static tally fifths[FIFTHS];
static double said_wrong, sum_r2; /* said_wrong: the sum of 1 - P over what P > .95 flagged */

/* What a rule says of a municipality: above 1, below -1, nothing 0. */
static int flag_of(int rule, int i) {
    switch (rule) {
    case QUARTERS:
        return (quarter[i] == 1) - (quarter[i] == 4);
    case FUNNEL:
        return (share[i] > funnel_upper[i]) - (share[i] < funnel_lower[i]);
    default:
        return (class_of[i] > 0) - (class_of[i] < 0);
    }
}

static void count(void) {
    for (int i = 0; i < UNITS; i++) {
        tally *t = &fifths[i * FIFTHS / UNITS];
        t->n++;
        t->covered += lower[i] <= truth[i] && truth[i] <= upper[i];
        t->raw_square += (raw[i] - truth[i]) * (raw[i] - truth[i]);
        t->shrunken_square += (shrunken[i] - truth[i]) * (shrunken[i] - truth[i]);
        for (int rule = 0; rule < RULES; rule++) {
            const int flag = flag_of(rule, i);
            t->flagged[rule] += flag != 0;
            t->wrong[rule] += flag * truth[i] < 0;
        }
        if (flag_of(P95, i))
            said_wrong += 1 - class_p[i];
    }
    sum_r2 += r2;
}

/* ---- the verdict --------------------------------------------------------------------------------------------- */

static int n_failed;

static void demand(int holds, const char *what) {
    if (holds)
        return;
    printf("FAILED: %s\n", what);
    n_failed++;
}

static void report(void) {
    tally all = {0};
    double wrong, said;

    for (int f = 0; f < FIFTHS; f++) {
        all.n += fifths[f].n;
        all.raw_square += fifths[f].raw_square;
        all.shrunken_square += fifths[f].shrunken_square;
    }
    printf("%d years, R2 %.2f; by fifth of group size, smallest first\n", YEARS, sum_r2 / YEARS);
    printf("%-38s", "limits of the deviation hold it");
    for (int f = 0; f < FIFTHS; f++) {
        const double covered = fifths[f].covered / fifths[f].n;
        printf("  %.3f", covered);
        demand(fabs(covered - 0.95) <= 0.01, "coverage");
    }
    printf("\n%-38s", "distance from the truth, raw");
    for (int f = 0; f < FIFTHS; f++)
        printf("  %5.2f", sqrt(fifths[f].raw_square / fifths[f].n));
    printf("  all %.2f\n%-38s", sqrt(all.raw_square / all.n), "distance from the truth, shrunken");
    for (int f = 0; f < FIFTHS; f++)
        printf("  %5.2f", sqrt(fifths[f].shrunken_square / fifths[f].n));
    printf("  all %.2f\n", sqrt(all.shrunken_square / all.n));
    for (int rule = 0; rule < RULES; rule++) {
        printf("flagged by %-27s", rule_names[rule]);
        for (int f = 0; f < FIFTHS; f++) {
            printf("  %.3f", fifths[f].flagged[rule] / fifths[f].n);
            all.flagged[rule] += fifths[f].flagged[rule];
            all.wrong[rule] += fifths[f].wrong[rule];
        }
        printf("  wrong sign %.2f %%\n", 100 * all.wrong[rule] / all.flagged[rule]);
    }
    wrong = all.wrong[P95] / all.flagged[P95];
    said = said_wrong / all.flagged[P95];
    printf("P > .95 is wrong in %.2f %%, and says so in %.2f %%\n", 100 * wrong, 100 * said);
    demand(wrong <= 0.02, "wrong signs");
    demand(fabs(wrong - said) <= 0.003, "the probability of a wrong sign");
    demand(all.shrunken_square < all.raw_square, "shrinkage");
}

int main(int argc, char **argv) {
    if (argc > 1)
        seed = strtoull(argv[1], NULL, 10);
    for (int year = 0; year < YEARS; year++) {
        simulate();
        fit();
        count();
    }
    report();
    return n_failed > 0;
}
