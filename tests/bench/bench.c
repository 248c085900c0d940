/*
 * Benchmark: the whole catalogue with 95 per cent Wilson intervals over 290 municipalities × 25
 * years × 3 sexes, side by side with other programs that compute the same.
 *
 *     bench FOLDER ROUNDS [NAME=COMMAND]...
 *
 * In every round each side computes once, in alternating order; a ratio is the median of the
 * ratios within the rounds. Times are processor time: every side has one thread. Fails where the results differ by more than 1e-12.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench_common.h"
#include "bench_compare.h"
#include "bench_data.h"
#include "bench_ours.h"
#include "bench_rival.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SIDES = 8, MOST_ROUNDS = 1000 };
#define MOST_DIFFERENCE 1e-12

/* One of those compared: a layout of ours, or another program. */
struct side {
    const char *title;
    struct ours *ours;
    struct rival *rival;
    double difference, times[MOST_ROUNDS];
};

static double run(struct side *side) {
    return side->ours ? ours_run(side->ours) : rival_run(side->rival, "catalogue");
}

static double *make_numbers(const char *folder) {
    size_t n = (size_t)(bench_columns() * BENCH_ROWS);
    double *numbers = bench_allocate(n * sizeof *numbers);

    for (int64_t c = 0; c < bench_columns(); c++)
        for (int64_t row = 0; row < BENCH_ROWS; row++)
            numbers[c * BENCH_ROWS + row] = bench_number(c, row);
    bench_write(folder, "inputs.bin", numbers, n);
    return numbers;
}

/* The share that a balance or difference is made of, as its two columns. */
static void print_operand(FILE *file, int32_t id) {
    const nkt_indicator *figure = nkt_indicator_by_id(id);
    if (figure->kind == NKT_KIND_MODEL)
        fprintf(file, "\t%lld\t-1", (long long)bench_column_of(id));
    else
        fprintf(file, "\t%lld\t%lld", (long long)bench_column_of(figure->numerator[0]),
                (long long)bench_column_of(figure->denominator));
}

/*
 * The catalogue for the other programs: per figure its kind, its scale, whether it has an interval,
 * and which columns of inputs.bin it is made of, from 0, -1: none. See the header line.
 */
static void write_catalogue(const char *folder) {
    FILE *file = bench_open(folder, "catalogue.tsv", "w");

    fputs("kind\tscale\tinterval\tpart\tpart_2\twhole\tdenominator\tpart_b\twhole_b\n", file);
    for (int64_t f = 0; f < nkt_indicator_count(); f++) {
        const nkt_indicator *figure = nkt_indicator_at(f);
        int pair = figure->kind == NKT_KIND_BALANCE || figure->kind == NKT_KIND_DIFFERENCE;
        int scale = figure->unit == NKT_UNIT_PER_CENT ? 100 : 1;

        fprintf(file, "%s\t%d\t%d", nkt_code_name("kind", figure->kind),
                figure->unit == NKT_UNIT_PER_1000 ? 1000 : scale, (int)figure->process);
        if (pair) {
            const nkt_indicator *first = nkt_indicator_by_id(figure->numerator[0]);
            fprintf(file, "\t%lld\t-1\t-1\t%lld", (long long)bench_column_of(first->numerator[0]),
                    (long long)bench_column_of(first->denominator));
            print_operand(file, figure->denominator);
        } else {
            fprintf(file, "\t%lld\t%lld\t%lld\t%lld\t-1\t-1",
                    (long long)bench_column_of(figure->numerator[0]),
                    (long long)bench_column_of(figure->numerator[1]),
                    (long long)bench_column_of(figure->numerator_whole),
                    (long long)bench_column_of(figure->denominator));
        }
        fputc('\n', file);
    }
    if (fclose(file))
        bench_fail("%s/catalogue.tsv cannot be written", folder);
}

static double median_ratio(const struct side *side, const struct side *first, int rounds) {
    double ratios[MOST_ROUNDS];
    for (int i = 0; i < rounds; i++)
        ratios[i] = side->times[i] / first->times[i];
    return bench_median(ratios, (size_t)rounds);
}

static void print_table(struct side *sides, int n_sides, int rounds) {
    double ratios[MOST_SIDES];

    for (int s = 0; s < n_sides; s++)
        ratios[s] = median_ratio(&sides[s], &sides[0], rounds);
    printf("\n%-34s %9s %12s %10s  %s\n", "medians", "ms", "rows/s", "times ours",
           "largest difference");
    for (int s = 0; s < n_sides; s++) {
        double ms = bench_median(sides[s].times, (size_t)rounds);
        printf("%-34s %9.2f %12.0f %10.2f", sides[s].title, ms, 1e3 * BENCH_ROWS / ms, ratios[s]);
        if (sides[s].rival)
            printf("  %.1e", sides[s].difference);
        putchar('\n');
    }
}

int main(int argc, char **argv) {
    static struct side sides[MOST_SIDES];
    static struct rival rivals[MOST_SIDES];
    static struct ours arrays, structs;
    int n_sides = 2, rounds = argc > 2 ? atoi(argv[2]) : 0, different = 0;
    const char *folder = argv[1];
    double *numbers;

    if (argc < 3 || argc - 3 > MOST_SIDES - 2 || rounds < 1 || rounds > MOST_ROUNDS)
        bench_fail("usage: bench FOLDER ROUNDS [NAME=COMMAND]...");
    numbers = make_numbers(folder);
    write_catalogue(folder);
    ours_arrays(&arrays, numbers);
    ours_structs(&structs, numbers);
    sides[0] = (struct side){.title = "libnyckeltal, arrays of double", .ours = &arrays};
    sides[1] = (struct side){.title = "libnyckeltal, array of structs", .ours = &structs};
    run(&sides[0]);
    run(&sides[1]);
    compare_layouts(&arrays, &structs);
    printf("%d figures from %d columns over %d rows; %d rounds; the library compiled by %s\n",
           (int)arrays.n_figures, (int)bench_columns(), (int)BENCH_ROWS, rounds, BENCH_COMPILER);
    for (int i = 3; i < argc; i++) {
        struct side *side = &sides[n_sides];
        if (!rival_start(&rivals[i - 3], argv[i], folder))
            continue;
        *side = (struct side){.title = rivals[i - 3].title, .rival = &rivals[i - 3]};
        side->difference = compare_file(&arrays, folder, side->rival->name);
        different |= !(side->difference <= MOST_DIFFERENCE);
        n_sides++;
    }
    fflush(stdout);
    for (int round = 0; round < rounds; round++)
        for (int i = 0; i < n_sides; i++) {
            struct side *side = &sides[round % 2 ? n_sides - 1 - i : i];
            side->times[round] = run(side);
        }
    print_table(sides, n_sides, rounds);
    for (int s = 2; s < n_sides; s++)
        rival_stop(sides[s].rival);
    if (different)
        bench_fail("the results differ by more than %g", MOST_DIFFERENCE);
    return EXIT_SUCCESS;
}
