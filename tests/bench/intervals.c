/*
 * Benchmark, for information: what one limit costs by each interval method of shares and counts,
 * in microseconds, and what R's qbeta and qgamma take for the same.
 *
 *     intervals FOLDER ROUNDS [NAME=COMMAND]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench_common.h"
#include "bench_rival.h"

#include <math.h>
#include <nyckeltal.h>
#include <stdlib.h>

enum { PAIRS = 500, LIMITS = 2 * PAIRS, MOST_ROUNDS = 100 };

/* Parts and wholes from 10 to 10 million, small parts more often; then their limits. */
struct sample {
    double pairs[2 * PAIRS]; /* the parts, then the wholes */
    double limits[LIMITS];   /* the lower ones, then the upper ones */
};

static const int32_t methods[] = {
    NKT_INTERVAL_WILSON,   NKT_INTERVAL_CLOPPER_PEARSON, NKT_INTERVAL_MID_P,
    NKT_INTERVAL_JEFFREYS, NKT_INTERVAL_EXACT_POISSON,   NKT_INTERVAL_BYAR,
};
enum { METHODS = sizeof methods / sizeof methods[0] };

static void make_pairs(struct sample *sample) {
    for (int i = 0; i < PAIRS; i++) {
        double whole = floor(pow(10, 1 + 6.0 * i / PAIRS));
        double u = fmod(0.6180339887498949 * (i + 1), 1); /* golden ratio: evenly spread */
        sample->pairs[i] = floor(whole * u * u);
        sample->pairs[PAIRS + i] = whole;
    }
}

/* All limits by one method: milliseconds. */
static double run(struct sample *sample, int32_t method) {
    nkt_options options = {.size = sizeof options};
    double start;

    if (method < NKT_INTERVAL_EXACT_OR_BYAR)
        options.share_interval = method;
    else
        options.rate_interval = method;
    start = bench_clock();
    for (int i = 0; i < PAIRS; i++) {
        nkt_estimate estimate;
        nkt_status status =
            options.share_interval
                ? nkt_share(sample->pairs[i], sample->pairs[PAIRS + i], &options, &estimate, NULL)
                : nkt_count(sample->pairs[i], &options, &estimate, NULL);
        if (status)
            bench_fail("%s: %s", nkt_code_name("interval", method),
                       nkt_code_of("status", status)->text);
        sample->limits[i] = estimate.lower;
        sample->limits[PAIRS + i] = estimate.upper;
    }
    return bench_clock() - start;
}

/* The largest relative difference from what the rival wrote for that method. */
static double difference(const struct sample *sample, const char *folder, const char *method) {
    double theirs[LIMITS], largest = 0;
    char file[64];

    snprintf(file, sizeof file, "%s.bin", method);
    bench_read(folder, file, theirs, LIMITS);
    for (int i = 0; i < LIMITS; i++) {
        double upper = sample->limits[PAIRS + i % PAIRS];
        largest = fmax(largest, fabs(theirs[i] - sample->limits[i]) / upper);
        if (isnan(theirs[i]))
            return NAN;
    }
    return largest;
}

static void print_method(struct sample *sample, int32_t method, struct rival *rival, int rounds,
                         const char *folder) {
    const char *name = nkt_code_name("interval", method);
    double ours[MOST_ROUNDS], theirs[MOST_ROUNDS], ratios[MOST_ROUNDS];

    for (int round = 0; round < rounds; round++) {
        ours[round] = run(sample, method);
        theirs[round] = rival ? rival_run(rival, name) : NAN;
        ratios[round] = theirs[round] / ours[round];
    }
    printf("%-18s %12.3f", name, 1e3 * bench_median(ours, (size_t)rounds) / LIMITS);
    if (!isnan(theirs[0]))
        printf(" %12.3f %12.2f  %.1e", 1e3 * bench_median(theirs, (size_t)rounds) / LIMITS,
               bench_median(ratios, (size_t)rounds), difference(sample, folder, name));
    putchar('\n');
    fflush(stdout);
}

int main(int argc, char **argv) {
    static struct sample sample;
    static struct rival rival;
    int rounds = argc > 2 ? atoi(argv[2]) : 0, there = 0;

    if (argc < 3 || argc > 4 || rounds < 1 || rounds > MOST_ROUNDS)
        bench_fail("usage: intervals FOLDER ROUNDS [NAME=COMMAND]");
    make_pairs(&sample);
    bench_write(argv[1], "pairs.bin", sample.pairs, 2 * PAIRS);
    putchar('\n');
    if (argc == 4)
        there = rival_start(&rival, argv[3], argv[1]);
    printf("%-18s %12s", "interval method", "µs/limit");
    printf(there ? " %12s %12s  %s\n" : "\n", rival.title, "times ours", "largest difference");
    for (int i = 0; i < METHODS; i++)
        print_method(&sample, methods[i], there ? &rival : NULL, rounds, argv[1]);
    if (there)
        rival_stop(&rival);
    return EXIT_SUCCESS;
}
