/*
 * Benchmark: the whole catalogue with 95 per cent Wilson intervals over 290 municipalities × 25
 * years × 3 sexes, side by side with other programs that compute the same.
 *
 *     bench FOLDER ROUNDS [NAME=COMMAND]...
 *
 * Three things are wanted in turn: values alone, values and limits, everything. Each is measured
 * beside a plain read of the inputs and a plain write of the same outputs.
 *
 * In every round each side computes once, in alternating order; a ratio is the median of the
 * ratios within the rounds. Times are processor time: every side has one thread. Fails where the
 * results differ by more than 1e-11.
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

enum { MOST_RIVALS = 4, MOST_SIDES = MOST_RIVALS + 4, MOST_ROUNDS = 1000 };
/* Textbook forms lose some digits: limits of odds divide by 1 - upper, which is a small difference. */
#define MOST_DIFFERENCE 1e-11

/* One of those compared: a layout of ours, memory alone, or another program. */
struct side {
    const char *title;
    struct ours *ours, *memory;
    struct rival *rival;
    double difference, times[MOST_ROUNDS];
};

/* What a task is called, and by which name other programs know it. */
static const struct {
    const char *title, *name;
} tasks[WANTED] = {
    [WANT_VALUE] = {"values", "value"},
    [WANT_LIMITS] = {"values and limits", "limits"},
    [WANT_ALL] = {"values, limits, bases, states, flags", "catalogue"},
};

static double run(struct side *side, int task) {
    if (side->ours)
        return ours_run(side->ours);
    return side->memory ? ours_memory(side->memory) : rival_run(side->rival, tasks[task].name);
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

static void print_table(const char *title, struct side *sides, int n_sides, int rounds) {
    double ratios[MOST_SIDES];

    for (int s = 0; s < n_sides; s++)
        ratios[s] = median_ratio(&sides[s], &sides[0], rounds);
    printf("\n%-38s %9s %12s %10s  %s\n", title, "ms", "rows/s", "times ours",
           "largest difference");
    for (int s = 0; s < n_sides; s++) {
        double ms = bench_median(sides[s].times, (size_t)rounds);
        printf("%-38s %9.2f %12.0f %10.2f", sides[s].title, ms, 1e3 * BENCH_ROWS / ms, ratios[s]);
        if (sides[s].rival)
            printf("  %.1e", sides[s].difference);
        putchar('\n');
    }
    fflush(stdout);
}

/* Ours in each layout, then each of the rivals that knows the task. */
static void run_task(int task, struct ours *columns, struct side *others, int n_others,
                     struct ours *layouts[2], int rounds) {
    static struct side sides[MOST_SIDES];
    int n_sides = 2;

    sides[0] = (struct side){.title = "libnyckeltal, columns", .ours = columns};
    sides[1] = (struct side){.title = "a plain read and write", .memory = columns};
    if (task == WANT_ALL) {
        sides[n_sides++] =
            (struct side){.title = "libnyckeltal, arrays of estimates", .ours = layouts[0]};
        sides[n_sides++] =
            (struct side){.title = "libnyckeltal, structs of all inputs", .ours = layouts[1]};
    }
    for (int i = 0; i < n_others; i++)
        if (!isnan(run(&others[i], task)))
            sides[n_sides++] = others[i];
    for (int round = 0; round < rounds; round++)
        for (int i = 0; i < n_sides; i++) {
            struct side *side = &sides[round % 2 ? n_sides - 1 - i : i];
            side->times[round] = run(side, task);
        }
    print_table(tasks[task].title, sides, n_sides, rounds);
}

int main(int argc, char **argv) {
    static struct side others[MOST_SIDES];
    static struct rival rivals[MOST_RIVALS];
    static struct ours columns[WANTED], arrays, structs;
    int n_others = 0, rounds = argc > 2 ? atoi(argv[2]) : 0, different = 0;
    const char *folder = argv[1];
    double *numbers;

    if (argc < 3 || argc - 3 > MOST_RIVALS || rounds < 1 || rounds > MOST_ROUNDS)
        bench_fail("usage: bench FOLDER ROUNDS [NAME=COMMAND]...");
    numbers = make_numbers(folder);
    write_catalogue(folder);
    ours_arrays(&arrays, numbers);
    ours_structs(&structs, numbers);
    ours_run(&arrays);
    ours_run(&structs);
    compare_layouts(&arrays, &structs);
    for (int task = 0; task < WANTED; task++) {
        ours_columns(&columns[task], numbers, (enum wanted)task);
        ours_run(&columns[task]);
        compare_layouts(&arrays, &columns[task]);
    }
    printf("%d figures from %d columns over %d rows; %d rounds; the library compiled by %s\n",
           (int)arrays.n_figures, (int)bench_columns(), (int)BENCH_ROWS, rounds, BENCH_COMPILER);
    for (int i = 3; i < argc; i++) {
        struct rival *rival = &rivals[i - 3];
        if (!rival_start(rival, argv[i], folder))
            continue;
        others[n_others] = (struct side){.title = rival->title, .rival = rival};
        others[n_others].difference = compare_file(&arrays, folder, rival->name);
        different |= !(others[n_others++].difference <= MOST_DIFFERENCE);
    }
    for (int task = 0; task < WANTED; task++)
        run_task(task, &columns[task], others, n_others, (struct ours *[]){&arrays, &structs},
                 rounds);
    for (int i = 0; i < n_others; i++)
        rival_stop(others[i].rival);
    if (different)
        bench_fail("the results differ by more than %g", MOST_DIFFERENCE);
    return EXIT_SUCCESS;
}
