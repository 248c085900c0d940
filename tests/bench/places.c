/*
 * Benchmark: similar units, quantiles and ranks beside R, NumPy, SciPy and, where it is installed,
 * scikit-learn. Each side's answers are compared with ours.
 *
 *     places FOLDER ROUNDS [NAME=COMMAND...]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench_common.h"
#include "bench_rival.h"

#include <math.h>
#include <nyckeltal.h>
#include <nyckeltal/realloc.h>
#include <stdint.h>
#include <stdlib.h>

enum {
    MOST_ROUNDS = 100,
    MOST_RIVALS = 4,
    MOST_SIDES = 12,
    FEW = 290,
    MANY = 50000,
    VARIABLES = 4,
    K = 7,
    NUMBERS = 1000000
};

static double *variables, *numbers; /* MANY × VARIABLES, unit by unit; NUMBERS */
static double *ranks, quantiles[5];
static int64_t *members;
static nkt_memory memory = NKT_MEMORY_REALLOC;

static void check(nkt_status status) {
    if (status)
        bench_fail("%s", nkt_code_of("status", status)->text);
}

/* ---- ours ---------------------------------------------------------------------------------------------- */

static void similar(int64_t n) {
    nkt_column columns[VARIABLES];

    for (int v = 0; v < VARIABLES; v++) {
        columns[v] = NKT_ARRAY_N(0, variables + v, n);
        columns[v].stride = VARIABLES * sizeof *variables;
    }
    check(nkt_similar(&(nkt_similar_task){.variables = NKT_TABLE(columns, n), .k = K}, NULL,
                      &(nkt_similar_result){.members = {.values = members, .type = NKT_INT64}},
                      &memory, NULL));
}

static void similar_few(void) {
    similar(FEW);
}

static void similar_many(void) {
    similar(MANY);
}

static void find_quantiles(void) {
    static const double probabilities[] = {0.025, 0.25, 0.5, 0.75, 0.975};
    const nkt_column column = NKT_ARRAY_N(0, numbers, NUMBERS);

    check(nkt_quantiles(&column, &(nkt_rows)NKT_ROWS(NUMBERS), probabilities, 5, 7, quantiles,
                        &memory, NULL));
}

static void find_ranks(void) {
    const nkt_column column = NKT_ARRAY_N(0, numbers, NUMBERS);

    check(nkt_rank(&column, &(nkt_rows)NKT_ROWS(NUMBERS), NKT_DIRECTION_LOW, NKT_TIES_AVERAGE,
                   &NKT_TO_N(ranks, NUMBERS), NULL, &memory, NULL));
}

/* ---- side by side ------------------------------------------------------------------------------------------ */

/* A task has the same name on every side; rivals have several ways, the name with a suffix. */
static const struct {
    const char *title;
    void (*ours)(void);
    int times;
    const char *rivals[4];
} tasks[] = {
    {"7 nearest of each of 290 in 4 variables", similar_few, 20, {"dist_290", "tree_290", NULL}},
    {"7 nearest of each of 50 000 in 4 variables",
     similar_many,
     1,
     {"tree_50000", "ball_50000", NULL}},
    {"5 quantiles of 1 000 000", find_quantiles, 1, {"quantiles", NULL}},
    {"ranks of 1 000 000, ties shared", find_ranks, 1, {"ranks", NULL}},
};

static double time_of(void (*task)(void), int times) {
    const double start = bench_clock();
    for (int i = 0; i < times; i++)
        task();
    return (bench_clock() - start) / times;
}

static void print_side(const char *name, const double *ours, double *theirs, int rounds) {
    double ratios[MOST_ROUNDS];

    for (int r = 0; r < rounds; r++)
        ratios[r] = theirs[r] / ours[r];
    printf("  %-44s %12.3f %10.2f\n", name, bench_median(theirs, (size_t)rounds),
           bench_median(ratios, (size_t)rounds));
}

static void run(size_t t, struct rival *rivals, int n_rivals, int rounds) {
    static double times[MOST_SIDES][MOST_ROUNDS], ours[MOST_ROUNDS];
    char names[MOST_SIDES][160];
    int sides = 0;

    for (int round = 0; round < rounds; round++) {
        sides = 1;
        snprintf(names[0], sizeof names[0], "libnyckeltal");
        times[0][round] = ours[round] = time_of(tasks[t].ours, tasks[t].times);
        for (int i = 0; i < n_rivals; i++)
            for (int k = 0; tasks[t].rivals[k]; k++) {
                const double took = rival_run(&rivals[i], tasks[t].rivals[k]);
                if (isnan(took))
                    continue;
                snprintf(names[sides], sizeof names[0], "%s, %s", tasks[t].rivals[k],
                         rivals[i].title);
                times[sides++][round] = took;
            }
    }
    printf("\n%-46s %12s %10s\n", tasks[t].title, "ms", "times ours");
    for (int side = 0; side < sides; side++)
        print_side(names[side], ours, times[side], rounds);
    fflush(stdout);
}

/* ---- the same answers? --------------------------------------------------------------------------------------- */

/* NAME.bin: the members of the few and of the many, the quantiles, the first ranks; -1: not computed. */
enum { CHECKED_RANKS = 1000, ANSWERS = FEW * K + MANY * K + 5 + CHECKED_RANKS };

static void compare_answers(const char *folder, const char *name) {
    char file[64];
    double *theirs = bench_allocate(ANSWERS * sizeof *theirs),
           *own = bench_allocate(ANSWERS * sizeof *own);
    int64_t n = 0, compared = 0;

    similar_few();
    for (int64_t i = 0; i < FEW * K; i++)
        own[n++] = (double)members[i];
    similar_many();
    for (int64_t i = 0; i < MANY * K; i++)
        own[n++] = (double)members[i];
    find_quantiles();
    for (int i = 0; i < 5; i++)
        own[n++] = quantiles[i];
    find_ranks();
    for (int i = 0; i < CHECKED_RANKS; i++)
        own[n++] = ranks[i];
    snprintf(file, sizeof file, "%.16s.bin", name);
    bench_read(folder, file, theirs, ANSWERS);
    for (int64_t i = 0; i < n; i++) {
        if (theirs[i] == -1)
            continue;
        compared++;
        if (fabs(theirs[i] - own[i]) > 1e-12 * (1 + fabs(own[i])))
            bench_fail("%s: answer %lld is %.17g, and ours %.17g", name, (long long)i, theirs[i],
                       own[i]);
    }
    printf("%s: %lld answers are the same\n", name, (long long)compared);
    free(theirs);
    free(own);
}

/* ---- the numbers ------------------------------------------------------------------------------------------------ */

static double uniform(void) {
    static uint64_t seed = 1;
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return ((double)(seed >> 11) + 0.5) * 0x1p-53;
}

static void make_numbers(const char *folder) {
    variables = bench_allocate((size_t)MANY * VARIABLES * sizeof *variables);
    numbers = bench_allocate(NUMBERS * sizeof *numbers);
    ranks = bench_allocate(NUMBERS * sizeof *ranks);
    members = bench_allocate((size_t)MANY * K * sizeof *members);
    for (int64_t i = 0; i < (int64_t)MANY * VARIABLES; i++)
        variables[i] = sqrt(-2 * log(uniform())) * cos(6.283185307179586 * uniform());
    for (int64_t i = 0; i < NUMBERS; i++)
        numbers[i] = floor(1e7 * uniform()) / 1e5; /* per cent, with ties */
    bench_write(folder, "variables.bin", variables, (size_t)MANY * VARIABLES);
    bench_write(folder, "numbers.bin", numbers, NUMBERS);
}

int main(int argc, char **argv) {
    static struct rival rivals[MOST_RIVALS];
    const int rounds = argc > 2 ? atoi(argv[2]) : 0;
    int n_rivals = 0;

    if (argc < 3 || argc > 3 + MOST_RIVALS || rounds < 1 || rounds > MOST_ROUNDS)
        bench_fail("usage: places FOLDER ROUNDS [NAME=COMMAND...]");
    make_numbers(argv[1]);
    for (int i = 3; i < argc; i++)
        n_rivals += rival_start(&rivals[n_rivals], argv[i], argv[1]);
    for (int i = 0; i < n_rivals; i++)
        compare_answers(argv[1], rivals[i].name);
    for (size_t t = 0; t < sizeof tasks / sizeof tasks[0]; t++)
        run(t, rivals, n_rivals, rounds);
    for (int i = 0; i < n_rivals; i++)
        rival_stop(&rivals[i]);
    return EXIT_SUCCESS;
}
