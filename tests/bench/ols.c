/*
 * Benchmark: least squares beside R, NumPy, statsmodels and GSL, each asked for the same numbers:
 * one fit with inference of 290 rows and 7 terms, 10 000 bootstrap refits of it, and its 290
 * leave-one-out deviations. For a million rows see gram.c.
 *
 *     ols FOLDER ROUNDS [NAME=COMMAND...]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench_common.h"
#include "bench_rival.h"
#include "ols_rows.h"

#include <math.h>
#include <nyckeltal.h>
#include <nyckeltal/realloc.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROUNDS = 100, MOST_RIVALS = 4, MOST_SIDES = 12, FITS = 50, LOO = 100 };

/* ---- ours ---------------------------------------------------------------------------------------------- */

static void check(nkt_status status) {
    if (status)
        bench_fail("%s", nkt_code_of("status", status)->text);
}

/* The memory of one model, taken once, as a program would that fits many. */
struct ours {
    const struct rows *rows;
    nkt_column terms[MOST_TERMS], response;
    nkt_design design;
    nkt_memory fit, work, refit;
};

/* Rows to coefficients, errors, t, p, limits, R² and F. */
static void fit(struct ours *o) {
    static const int32_t lists[] = {NKT_OLS_LIST_COEFFICIENT, NKT_OLS_LIST_SE,
                                    NKT_OLS_LIST_T,           NKT_OLS_LIST_P,
                                    NKT_OLS_LIST_LOWER,       NKT_OLS_LIST_UPPER};
    double list[MOST_TERMS + 1], number;

    check(nkt_ols(&o->design, NULL, &o->fit, &o->work, NULL));
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        check(nkt_ols_copy(&o->fit, lists[i], &NKT_TO(list), NULL));
    check(nkt_ols_get(&o->fit, NKT_OLS_R2, &number, NULL));
    check(nkt_ols_get(&o->fit, NKT_OLS_F_P, &number, NULL));
}

static void prepare_refits(struct ours *o) {
    check(nkt_refit_init(&o->refit, &o->fit, &o->design, &o->work, NULL));
}

static void begin(struct ours *o, const struct rows *rows) {
    const nkt_memory empty = NKT_MEMORY_REALLOC;

    o->rows = rows;
    o->fit = o->work = o->refit = empty;
    for (int k = 0; k < rows->n_terms; k++)
        o->terms[k] = NKT_ARRAY_N(0, rows->columns[k], rows->n_rows);
    o->response = NKT_ARRAY_N(0, rows->columns[rows->n_terms], rows->n_rows);
    o->design = (nkt_design){.rows = NKT_ROWS(rows->n_rows),
                             .response = &o->response,
                             .terms = o->terms,
                             .n_terms = rows->n_terms};
    fit(o);
    prepare_refits(o);
}

static void refits(struct ours *o) {
    static double out[BENCH_REFITS][MOST_TERMS + 1];
    check(nkt_refit_bootstrap(
        &o->refit, NKT_REFIT_CASES, 1, 0, BENCH_REFITS,
        &(nkt_target){.values = out, .stride = sizeof out[0], .type = NKT_FLOAT64}, &o->work,
        NULL));
}

static void leave_one_out(struct ours *o) {
    static double out[SMALL_ROWS];
    const int32_t what = NKT_OLS_ROW_LOO_DEVIATION;
    check(nkt_ols_rows(&o->fit, &o->design, &what, 1, &NKT_TO(out), &o->work, NULL));
}

/* Milliseconds of one of `times` runs. */
static double time_ours(void (*task)(struct ours *), struct ours *o, int times) {
    const double start = bench_clock();
    for (int i = 0; i < times; i++)
        task(o);
    return (bench_clock() - start) / times;
}

/* ---- side by side --------------------------------------------------------------------------------------- */

struct comparison {
    const char *title;
    void (*task)(struct ours *);
    struct ours *ours;
    int times;
    const char *rival_tasks[8];             /* asked of every rival */
    double (*here[4])(const struct rows *); /* rivals in this program */
    const char *here_names[4];
};

static void print_side(const char *name, const double *ours, const double *theirs, int rounds) {
    double times[MOST_ROUNDS], ratios[MOST_ROUNDS];

    for (int r = 0; r < rounds; r++) {
        times[r] = theirs[r];
        ratios[r] = theirs[r] / ours[r];
    }
    printf("  %-44s %12.4f %10.2f\n", name, bench_median(times, (size_t)rounds),
           bench_median(ratios, (size_t)rounds));
}

static void compare(const struct comparison *c, struct rival *rivals, int n_rivals, int rounds) {
    static double times[MOST_SIDES][MOST_ROUNDS];
    char names[MOST_SIDES][160];
    int sides = 0;

    for (int round = 0; round < rounds; round++) {
        sides = 0;
        snprintf(names[sides], sizeof names[0], "libnyckeltal");
        times[sides++][round] = time_ours(c->task, c->ours, c->times);
        for (int i = 0; c->here[i]; i++) {
            snprintf(names[sides], sizeof names[0], "%s", c->here_names[i]);
            times[sides++][round] = c->here[i](c->ours->rows);
        }
        for (int i = 0; i < n_rivals; i++)
            for (int k = 0; c->rival_tasks[k]; k++) {
                const double took = rival_run(&rivals[i], c->rival_tasks[k]);
                if (isnan(took))
                    continue;
                snprintf(names[sides], sizeof names[0], "%s, %s", c->rival_tasks[k],
                         rivals[i].title);
                times[sides++][round] = took;
            }
    }
    printf("\n%-46s %12s %10s\n", c->title, "ms", "times ours");
    for (int side = 0; side < sides; side++)
        print_side(names[side], times[0], times[side], rounds);
    fflush(stdout);
}

int main(int argc, char **argv) {
    static struct rival rivals[MOST_RIVALS];
    static struct ours small;
    int rounds = argc > 2 ? atoi(argv[2]) : 0, n_rivals = 0;
    struct rows *rows;

    if (argc < 3 || argc > 3 + MOST_RIVALS || rounds < 1 || rounds > MOST_ROUNDS)
        bench_fail("usage: ols FOLDER ROUNDS [NAME=COMMAND...]");
    rows = rows_make();
    rows_write(rows, argv[1], "ols.bin");
    for (int i = 3; i < argc; i++)
        n_rivals += rival_start(&rivals[n_rivals], argv[i], argv[1]);
    begin(&small, rows);
    compare(&(struct comparison){"one fit, 290 x 7, with inference",
                                 fit,
                                 &small,
                                 FITS,
                                 {".lm.fit", "lm.fit", "lm", "lstsq", "statsmodels",
                                  "statsmodels+inference"},
                                 {gsl_one_fit},
                                 {"GSL multifit_linear"}},
            rivals, n_rivals, rounds);
    compare(
        &(struct comparison){
            "10 000 bootstrap refits", refits, &small, 1, {"refits"}, {NULL}, {NULL}},
        rivals, n_rivals, rounds);
    compare(&(struct comparison){"290 leave-one-out deviations of a fit",
                                 leave_one_out,
                                 &small,
                                 LOO,
                                 {NULL},
                                 {gsl_leave_one_out},
                                 {"GSL, 290 fits"}},
            rivals, n_rivals, rounds);
    for (int i = 0; i < n_rivals; i++)
        rival_stop(&rivals[i]);
    return EXIT_SUCCESS;
}
