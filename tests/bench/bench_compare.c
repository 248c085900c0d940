/*
 * Comparing results: see bench_compare.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench_compare.h"

#include "bench_common.h"
#include "bench_data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MEMBERS = 5 };

/* Where a difference stands, for the message. */
struct place {
    const char *name;
    int32_t figure;
    int64_t row;
};

static double difference(double ours, double theirs, double size, const char *member,
                         const struct place *place) {
    if (isnan(ours) != isnan(theirs) || (!isnan(ours) && !isfinite(theirs)))
        bench_fail("%s: figure %d, row %lld: %s is %.17g, here %.17g", place->name,
                   (int)place->figure, (long long)place->row, member, theirs, ours);
    return isnan(ours) || ours == theirs ? 0 : fabs(ours - theirs) / size;
}

/* theirs: the five members of one estimate, BENCH_ROWS apart. */
static double one_estimate(const nkt_estimate *ours, const double *theirs,
                           const struct place *place) {
    double size = fmax(fmax(fabs(ours->value), fabs(ours->lower)), fabs(ours->upper));
    double largest = difference(ours->value, theirs[0], size, "value", place);

    largest = fmax(largest, difference(ours->lower, theirs[BENCH_ROWS], size, "lower", place));
    largest = fmax(largest, difference(ours->upper, theirs[2 * BENCH_ROWS], size, "upper", place));
    largest =
        fmax(largest, difference(ours->basis, theirs[3 * BENCH_ROWS], ours->basis, "basis", place));
    if (difference(ours->state, theirs[4 * BENCH_ROWS], 1, "state", place) > 0)
        bench_fail("%s: figure %d, row %lld: the state is %g, here %d", place->name,
                   (int)place->figure, (long long)place->row, theirs[4 * BENCH_ROWS],
                   (int)ours->state);
    return largest;
}

double compare_file(const struct ours *ours, const char *folder, const char *name) {
    size_t n = (size_t)(ours->n_figures * MEMBERS * BENCH_ROWS);
    double *theirs = bench_allocate(n * sizeof *theirs), largest = 0;
    char file[32];

    snprintf(file, sizeof file, "%s.bin", name);
    bench_read(folder, file, theirs, n);
    for (int64_t f = 0; f < ours->n_figures; f++)
        for (int64_t row = 0; row < BENCH_ROWS; row++) {
            const struct place place = {name, ours->figures[f], row};
            const nkt_estimate own = ours_estimate(ours, row, f);
            largest =
                fmax(largest, one_estimate(&own, &theirs[f * MEMBERS * BENCH_ROWS + row], &place));
        }
    free(theirs);
    return largest;
}

void compare_layouts(const struct ours *all, const struct ours *other) {
    for (int64_t f = 0; f < all->n_figures; f++)
        for (int64_t row = 0; row < BENCH_ROWS; row++) {
            const nkt_estimate a = ours_estimate(all, row, f), b = ours_estimate(other, row, f);
            if (memcmp(&a.value, &b.value, sizeof a.value) ||
                (other->out.lower && memcmp(&a.lower, &b.lower, 2 * sizeof a.lower)) ||
                (other->out.basis && memcmp(&a, &b, sizeof a)))
                bench_fail("figure %d, row %lld: the layouts differ", (int)all->figures[f],
                           (long long)row);
        }
}
