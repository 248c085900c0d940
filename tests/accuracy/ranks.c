/*
 * What is promised of a group, and of all ranks together, where units are nearly equal.
 *
 *     ranks [SEED [DRAWS]]       two minutes with 10 000 draws, the default
 *
 * Worlds: figures with normal errors, all of one size or the last three times as unsure as the first;
 * shares of 10 and 50 per cent in groups of 60 and 300 persons, with Wilson's limits, and in groups of
 * 30 to 1 000 as those of municipalities are.
 *
 * 1. Seven others that are as good as the focus: how often one of them is "better" by nkt_better_among,
 *    by the group's rule and by that of each. 2. Of seven others four are far better: how often one of
 *    the other three is "better". 3. How often a rival who is better by three standard errors of the
 *    difference is found, among six that are equal to the focus. 4. Fields of 7 to 290 units that are
 *    equal, or a hundredth of a standard error apart: how often the true first lies outside its ranks,
 *    and how often somebody does, by nkt_rank_limits and by nkt_rank_limits_joint.
 *
 * Fails where a measured rate is further from what docs/comparison.md says than three standard errors.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <nyckeltal.h>
#include <nyckeltal/realloc.h>

enum { MOST = 290 };

static uint64_t seed = 1;
static int n_draws = 10000, n_fields; /* a fifth as many fields as draws */
static int n_failed;
static nkt_estimate e[MOST];
static int n_units;

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

static double binomial(int n, double p) {
    int count = 0;

    for (int i = 0; i < n; i++)
        count += uniform() < p;
    return count;
}

static void demand(double measured, double least, double most, int draws) {
    const double low = least - 3 * sqrt(least * (1 - least) / draws);
    const double high = most + 3 * sqrt(most * (1 - most) / draws);

    if (measured >= low && measured <= high)
        return;
    printf("  FAILED (%g to %g)", least, most);
    n_failed++;
}

/* ---- worlds --------------------------------------------------------------------------------------- */

/* size 0: normal errors, `spread` times as large for the last as for the first. -1: sizes differ. */
typedef struct world {
    const char *name;
    int size;
    double share, spread;
} world;

static const world worlds[] = {{"normal", 0, 0, 1},
                               {"normal, to 3 times", 0, 0, 3},
                               {"60 at 10 %", 60, 10, 0},
                               {"60 at 50 %", 60, 50, 0},
                               {"300 at 10 %", 300, 10, 0},
                               {"300 at 50 %", 300, 50, 0},
                               {"30 to 1 000 at 50 %", -1, 50, 0}};
enum { WORLDS = sizeof worlds / sizeof worlds[0] };

static int size_of(const world *w, int i) {
    static const int sizes[] = {60, 30, 45, 90, 150, 300, 1000};

    return w->size > 0 ? w->size : sizes[i % 7];
}

static double sd_of(const world *w, int i, int n) {
    if (w->size == 0)
        return 1 + (w->spread - 1) * i / n;
    return sqrt(w->share * (100 - w->share) / size_of(w, i));
}

/* Unit i, its truth so much above the common one. */
static void draw(const world *w, int i, int n, double above) {
    const double sd = sd_of(w, i, n), reach = 1.959963984540054 * sd;

    if (w->size == 0) {
        const double x = above + sd * normal();
        e[i] = (nkt_estimate){x, x - reach, x + reach, 100, NKT_STATE_VALUE, 0};
    } else {
        const int size = size_of(w, i);
        nkt_share(binomial(size, (w->share + above) / 100), size, NULL, &e[i], NULL);
    }
}

/* ---- who is better ---------------------------------------------------------------------------------- */

/* How often one of the rows `first` ... `last` is found better than row 0. */
static double found(const world *w, int n, int n_better, double above, int first, int last,
                    int control) {
    int times = 0;

    for (int k = 0; k < n_draws; k++) {
        const nkt_rows rows = NKT_ROWS(n);
        const nkt_peers peers = {.focus = 0};
        const nkt_better_options options = {
            .size = sizeof options, .direction = NKT_DIRECTION_HIGH, .control = control};
        int32_t better[MOST];
        int64_t count;
        int any = 0;
        for (int i = 0; i < n; i++)
            draw(w, i, n,
                 i >= 1 && i <= n_better ? above * hypot(sd_of(w, 0, n), sd_of(w, i, n)) : 0);
        nkt_better_among(&NKT_ESTIMATES(e), &rows, &peers, &options, &NKT_TO(better), NULL, &count,
                         NULL);
        for (int j = 0; j < count; j++)
            any |= better[j] >= first && better[j] <= last;
        times += any;
    }
    return times / (double)n_draws;
}

static void better(void) {
    printf(
        "better than the focus, of seven others: world; none is: group, each; four are: one of the "
        "rest; the one that is: group, each\n");
    for (int k = 0; k < WORLDS; k++) {
        const world *w = &worlds[k];
        double measured;
        printf("%-22s", w->name);
        measured = found(w, 8, 0, 0, 1, 7, NKT_CONTROL_GROUP);
        printf("  %.3f", measured);
        demand(measured, 0.043, 0.054, n_draws);
        measured = found(w, 8, 0, 0, 1, 7, NKT_CONTROL_EACH);
        printf("  %.3f", measured);
        demand(measured, 0.18, 0.27, n_draws);
        if (w->share != 10) { /* there are no shares far above */
            measured = found(w, 8, 4, 4.5, 5, 7, NKT_CONTROL_GROUP);
            printf("  %.3f", measured);
            demand(measured, 0.043, 0.054, n_draws);
        } else {
            printf("      -");
        }
        measured = found(w, 8, 1, 3, 1, 1, NKT_CONTROL_GROUP);
        printf("  %.3f", measured);
        printf("  %.3f\n", found(w, 8, 1, 3, 1, 1, NKT_CONTROL_EACH));
    }
}

/* ---- ranks --------------------------------------------------------------------------------------------- */

typedef struct misses {
    double first, any;
} misses;

/* Unit i is `step` standard errors of the first below unit i - 1; step 0: all share all ranks. */
static void count(double limits[][2], double step, int *first, int *any) {
    int some = 0;

    for (int i = 0; i < n_units; i++)
        some |=
            limits[i][0] > (step > 0 ? i + 1 : 1) || limits[i][1] < (step > 0 ? i + 1 : n_units);
    *first += limits[0][0] > 1;
    *any += some;
}

static void field(const world *w, int n, double step, misses *marginal, misses *joint) {
    static double limits[MOST][2];
    const nkt_target to = {.values = limits, .type = NKT_FLOAT64};
    const nkt_rank_options options = {.size = sizeof options, .direction = NKT_DIRECTION_HIGH};
    const nkt_rows rows = NKT_ROWS(n);
    nkt_memory work = NKT_MEMORY_REALLOC;
    int first[2] = {0, 0}, any[2] = {0, 0};

    n_units = n;
    for (int k = 0; k < n_fields; k++) {
        for (int i = 0; i < n; i++)
            draw(w, i, n, -step * i * sd_of(w, 0, n));
        nkt_rank_limits(&NKT_ESTIMATES(e), &rows, NKT_DIRECTION_HIGH, &to, &work, NULL);
        count(limits, step, &first[0], &any[0]);
        nkt_rank_limits_joint(&NKT_ESTIMATES(e), &rows, &options, &to, &work, NULL);
        count(limits, step, &first[1], &any[1]);
    }
    nkt_memory_free(&work);
    *marginal = (misses){first[0] / (double)n_fields, any[0] / (double)n_fields};
    *joint = (misses){first[1] / (double)n_fields, any[1] / (double)n_fields};
}

static void ranks(void) {
    static const int sizes[] = {7, 30, 100, 290};
    static const double steps[] = {0, 0.01};

    printf(
        "ranks: world, units, standard errors between; outside its limits the true first, anybody: "
        "by 95 per cent limits each, jointly\n");
    for (int k = 0; k < WORLDS; k += k == 1 ? 3 : k == 4 ? 2 : 1)
        for (int s = 0; s < 4; s++)
            for (int c = 0; c < (k == 0 ? 2 : 1); c++) {
                misses marginal, joint;
                if (worlds[k].size != 0 && sizes[s] != 30)
                    continue;
                field(&worlds[k], sizes[s], steps[c], &marginal, &joint);
                printf("%-22s %3d %4.2f  %.3f %.3f  %.3f %.3f", worlds[k].name, sizes[s], steps[c],
                       marginal.first, marginal.any, joint.first, joint.any);
                demand(joint.any, 0, 0.05, n_fields);
                if (sizes[s] == 290 && steps[c] == 0) /* 15 of 100 of one size, 44 of several */
                    demand(marginal.first, k == 0 ? 0.15 : 0.44, k == 0 ? 0.15 : 0.44, n_fields);
                printf("\n");
            }
}

int main(int argc, char **argv) {
    if (argc > 1)
        seed = strtoull(argv[1], NULL, 10);
    if (argc > 2)
        n_draws = atoi(argv[2]);
    n_fields = n_draws / 5;
    better();
    ranks();
    return n_failed > 0;
}
