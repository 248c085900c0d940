/*
 * Benchmark, for information: what least squares takes on 10^6 rows of 10 terms, in milliseconds:
 * ours (all rows added, then fitted), a compensated Gram matrix alone (Dot2 of Ogita, Rump and
 * Oishi, in plain C), GSL's gsl_multifit_linear, and a plain read of the same numbers.
 *
 *     gram ROUNDS
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench_common.h"

#include <gsl/gsl_multifit.h>
#include <math.h>
#include <nyckeltal.h>
#include <nyckeltal/realloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 1000000, TERMS = 10, COLUMNS = TERMS + 2, MOST_ROUNDS = 100, BLOCK = 256 };

/* Columns of a problem: ones, terms, response; then weights. */
struct problem {
    double *columns[COLUMNS + 1];
    gsl_matrix *x;
    gsl_vector *y, *w;
    nkt_memory fit, work;
};

/* ---- data ------------------------------------------------------------------------------------- */

static uint64_t seed = 20240229;

static double uniform(void) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (double)(seed >> 11) * 0x1p-53;
}

static double normal(void) {
    return sqrt(-2 * log(1 - uniform())) * cos(6.283185307179586 * uniform());
}

/* Percentages of one decimal and counts, in turn. */
static double published(int column) {
    return column % 2 ? round(1000 * uniform()) / 10 : floor(100000 * uniform());
}

static double percentage(int column) {
    (void)column;
    return round(1000 * uniform()) / 10;
}

static double count(int column) {
    (void)column;
    return floor(100000 * uniform());
}

static double share(int column) {
    (void)column;
    return 100 * uniform();
}

static double deviate(int column) {
    (void)column;
    return normal();
}

static const struct kind {
    const char *name;
    double (*draw)(int column);
} kinds[] = {{"percentages, 1 decimal", percentage},
             {"counts", count},
             {"both in turn", published},
             {"shares, all bits", share},
             {"normal deviates", deviate}};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

static void draw(struct problem *p, const struct kind *kind) {
    for (int r = 0; r < ROWS; r++) {
        double sum = 0;
        p->columns[0][r] = 1;
        for (int c = 1; c <= TERMS; c++)
            sum += p->columns[c][r] = kind->draw(c);
        p->columns[TERMS + 1][r] = kind->draw(1) + round(sum);
        p->columns[COLUMNS][r] = floor(200 + 20000 * uniform());
        for (int c = 0; c <= TERMS; c++)
            gsl_matrix_set(p->x, (size_t)r, (size_t)c, p->columns[c][r]);
        gsl_vector_set(p->y, (size_t)r, p->columns[TERMS + 1][r]);
        gsl_vector_set(p->w, (size_t)r, p->columns[COLUMNS][r]);
    }
}

/* ---- the four ---------------------------------------------------------------------------------- */

static void expect(nkt_status status, const nkt_error *error) {
    if (status)
        bench_fail("%s", error->message);
}

static double ours(struct problem *p, int weighted) {
    nkt_design design = {.rows = NKT_ROWS(ROWS), .n_terms = TERMS};
    nkt_column columns[COLUMNS + 1];
    nkt_error error;
    const double start = bench_clock();

    for (int c = 0; c <= COLUMNS; c++)
        columns[c] = (nkt_column){
            .values = p->columns[c], .type = NKT_FLOAT64, .stride = sizeof(double), .id = -1};
    design.response = &columns[TERMS + 1];
    design.terms = columns + 1;
    design.weight = weighted ? &columns[COLUMNS] : NULL;
    expect(nkt_ols(&design, NULL, &p->fit, &p->work, &error), &error);
    return bench_clock() - start;
}

static volatile double sink;

/* Two doubles at a time, which every x86-64 and ARM64 machine can add and multiply. */
typedef double pair __attribute__((vector_size(2 * sizeof(double))));
enum { PAIRS = BLOCK / 2, LANES = 4 };

/* A block of a column: its numbers, and their halves by Dekker's split. */
struct halves {
    pair all[PAIRS], high[PAIRS], low[PAIRS];
};

static void split(const double *x, struct halves *to) {
    memcpy(to->all, x, sizeof to->all);
    for (int r = 0; r < PAIRS; r++) {
        const pair big = 134217729 * to->all[r]; /* 2^27 + 1 */
        to->high[r] = big - (big - to->all[r]);
        to->low[r] = to->all[r] - to->high[r];
    }
}

struct dot {
    pair sum[LANES], error[LANES];
};

/* x·y = p + e by Dekker, sum + p = t + what is lost by Knuth. */
static void dot2(const struct halves *x, const struct halves *y, struct dot *dot) {
    struct dot d = *dot;

    for (int r = 0; r < PAIRS; r += LANES)
        for (int k = 0; k < LANES; k++) {
            const pair p = x->all[r + k] * y->all[r + k];
            const pair e =
                x->low[r + k] * y->low[r + k] -
                (((p - x->high[r + k] * y->high[r + k]) - x->low[r + k] * y->high[r + k]) -
                 x->high[r + k] * y->low[r + k]);
            const pair t = d.sum[k] + p, z = t - d.sum[k];
            d.error[k] += e + ((d.sum[k] - (t - z)) + (p - z));
            d.sum[k] = t;
        }
    *dot = d;
}

static double compensated(struct problem *p) {
    static struct dot dots[COLUMNS][COLUMNS];
    static struct halves halves[COLUMNS];
    const double start = bench_clock();

    memset(dots, 0, sizeof dots);
    for (int r = 0; r + BLOCK <= ROWS; r += BLOCK) {
        for (int c = 0; c < COLUMNS; c++)
            split(p->columns[c] + r, &halves[c]);
        for (int j = 0; j < COLUMNS; j++)
            for (int i = 0; i <= j; i++)
                dot2(&halves[i], &halves[j], &dots[i][j]);
    }
    sink = dots[1][2].sum[0][0] + dots[1][2].error[0][0];
    return bench_clock() - start;
}

static double theirs(struct problem *p, int weighted) {
    gsl_multifit_linear_workspace *work = gsl_multifit_linear_alloc(ROWS, TERMS + 1);
    gsl_vector *b = gsl_vector_alloc(TERMS + 1);
    gsl_matrix *covariance = gsl_matrix_alloc(TERMS + 1, TERMS + 1);
    double chi2;
    const double start = bench_clock();
    double time;

    if (weighted)
        gsl_multifit_wlinear(p->x, p->w, p->y, b, covariance, &chi2, work);
    else
        gsl_multifit_linear(p->x, p->y, b, covariance, &chi2, work);
    time = bench_clock() - start;
    gsl_matrix_free(covariance);
    gsl_vector_free(b);
    gsl_multifit_linear_free(work);
    return time;
}

static double plain_read(struct problem *p) {
    const double start = bench_clock();
    double total[4] = {0};

    for (int c = 1; c < COLUMNS; c++)
        for (int r = 0; r < ROWS; r += 4)
            for (int k = 0; k < 4; k++)
                total[k] += p->columns[c][r + k];
    sink = total[0] + total[1] + total[2] + total[3];
    return bench_clock() - start;
}

/* ---- rounds ------------------------------------------------------------------------------------ */

static void compare(struct problem *p, const struct kind *kind, int weighted, int rounds) {
    double mine[MOST_ROUNDS], dots[MOST_ROUNDS], gsl[MOST_ROUNDS], reads[MOST_ROUNDS];
    double by_dot[MOST_ROUNDS], by_gsl[MOST_ROUNDS];
    const size_t n = (size_t)rounds;

    for (int round = 0; round < rounds; round++) {
        mine[round] = ours(p, weighted);
        dots[round] = compensated(p);
        gsl[round] = theirs(p, weighted);
        reads[round] = plain_read(p);
        by_dot[round] = mine[round] / dots[round];
        by_gsl[round] = gsl[round] / mine[round];
    }
    printf("%-24s %-9s %8.1f %8.1f %8.1f %8.1f %10.2f %10.2f\n", kind->name,
           weighted ? "weighted" : "", bench_median(mine, n), bench_median(dots, n),
           bench_median(gsl, n), bench_median(reads, n), bench_median(by_dot, n),
           bench_median(by_gsl, n));
    fflush(stdout);
}

int main(int argc, char **argv) {
    const nkt_memory empty = NKT_MEMORY_REALLOC;
    struct problem p;
    const int rounds = argc == 2 ? atoi(argv[1]) : 0;

    if (rounds < 1 || rounds > MOST_ROUNDS)
        bench_fail("usage: gram ROUNDS");
    for (int c = 0; c <= COLUMNS; c++)
        p.columns[c] = bench_allocate(ROWS * sizeof(double));
    p.x = gsl_matrix_alloc(ROWS, TERMS + 1);
    p.y = gsl_vector_alloc(ROWS);
    p.w = gsl_vector_alloc(ROWS);
    p.fit = p.work = empty;
    printf("\nleast squares of %d rows, %d terms, in ms\n%-34s %8s %8s %8s %8s %10s %10s\n", ROWS,
           TERMS, "", "ours", "Dot2", "GSL", "read", "ours/Dot2", "GSL/ours");
    for (int k = 0; k < KINDS; k++) {
        draw(&p, &kinds[k]);
        for (int weighted = 0; weighted < 2; weighted++)
            compare(&p, &kinds[k], weighted, rounds);
    }
    return EXIT_SUCCESS;
}
