/*
 * Persons who may be employed, studying, or both: from the counts of each and of either, those who
 * are only the one, both, and neither.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/areas.h"
#include "numeric/numeric.h"

/* a - b; what rounding leaves of a 0 is 0. */
static double less(double a, double b) {
    double rest = a - b;
    return fabs(rest) <= NKT_I_ROUNDING * (a + b) ? 0 : rest;
}

static void subtract(const nkt_i_operand *a, const nkt_i_operand *b, int64_t count,
                     nkt_i_operand *out) {
    for (int64_t i = 0; i < count; i++) {
        out->states[i] = nkt_i_state_worst(a->states[i], b->states[i]);
        out->values[i] = less(a->values[i], b->values[i]);
    }
}

/* Those counted under both a and b, who are not counted twice under either. */
static void form_both(nkt_i_overlap *overlap, int64_t count) {
    const nkt_i_operand *a = &overlap->employed, *b = &overlap->studying;
    const nkt_i_operand *either = &overlap->either;
    nkt_i_operand *both = &overlap->both;

    for (int64_t i = 0; i < count; i++) {
        both->states[i] =
            nkt_i_state_worst(nkt_i_state_worst(a->states[i], b->states[i]), either->states[i]);
        both->values[i] = less(a->values[i] + b->values[i], either->values[i]);
    }
}

/*
 * Those who are neither employed nor studying nor in a programme: as few as if no one in a programme
 * were employed or studying, as many as if the smaller group lay within the larger one.
 */
static void form_others(nkt_i_overlap *overlap, int64_t count) {
    const nkt_i_operand *all = &overlap->all, *either = &overlap->either;
    const nkt_i_operand *programme = &overlap->programme;
    nkt_i_operand *least = &overlap->other_least, *most = &overlap->other_most;

    for (int64_t i = 0; i < count; i++) {
        double p = programme->values[i], e = either->values[i], apart = less(all->values[i], p + e);
        least->states[i] = nkt_i_state_worst(nkt_i_state_worst(all->states[i], either->states[i]),
                                             programme->states[i]);
        most->states[i] = least->states[i];
        least->values[i] = apart < 0 ? 0 : apart;
        most->values[i] = less(all->values[i], p > e ? p : e);
    }
}

/* One way in which counts contradict each other: the difference of two is negative. */
struct contradiction {
    const nkt_i_operand *difference;
    const nkt_i_operand *told_by;
    int32_t id;
    const char *sentence;
};

static void mark_invalid(nkt_i_operand *operand, int64_t i) {
    operand->states[i] = nkt_i_state_worst(operand->states[i], NKT_STATE_INVALID);
    operand->values[i] = NAN;
}

/* Everything that is made of the counts of a row that contradict each other. */
static void mark_row(nkt_i_overlap *overlap, int64_t i) {
    mark_invalid(&overlap->only_employed, i);
    mark_invalid(&overlap->only_studying, i);
    mark_invalid(&overlap->both, i);
    mark_invalid(&overlap->neither, i);
    mark_invalid(&overlap->programme, i);
    mark_invalid(&overlap->other_least, i);
    mark_invalid(&overlap->other_most, i);
}

static void find_contradictions(nkt_i_walk *walk, const nkt_i_statuses *ids, int64_t first,
                                int64_t count, nkt_i_overlap *overlap) {
    nkt_i_operand outside;
    const struct contradiction ways[] = {
        {&overlap->neither, &overlap->either, ids->either, "is above its whole"},
        {&overlap->only_studying, &overlap->employed, ids->employed,
         "is more than are employed or studying"},
        {&overlap->only_employed, &overlap->studying, ids->studying,
         "is more than are employed or studying"},
        {&overlap->both, &overlap->either, ids->either,
         "is more than are employed and studying together"},
        {&outside, &overlap->programme, ids->programme, "is above its whole"},
    };

    subtract(&overlap->all, &overlap->programme, count, &outside);
    for (int64_t i = 0; i < count; i++) {
        int contradicted = 0;
        for (size_t k = 0; k < sizeof ways / sizeof ways[0]; k++) {
            const nkt_i_operand *difference = ways[k].difference;
            if (difference->states[i] != NKT_STATE_VALUE || !(difference->values[i] < 0))
                continue;
            nkt_i_walk_fault(walk, ways[k].id, first + i, ways[k].told_by->values[i],
                             ways[k].sentence);
            contradicted = 1;
        }
        if (contradicted)
            mark_row(overlap, i);
    }
}

void nkt_i_overlap_load(nkt_i_walk *walk, const nkt_i_statuses *statuses, int64_t first,
                        int64_t count, nkt_i_overlap *overlap) {
    nkt_i_walk_load(walk, statuses->employed, first, count, &overlap->employed);
    nkt_i_walk_load(walk, statuses->studying, first, count, &overlap->studying);
    nkt_i_walk_load(walk, statuses->either, first, count, &overlap->either);
    nkt_i_walk_load(walk, statuses->all, first, count, &overlap->all);
    nkt_i_walk_load(walk, statuses->programme, first, count, &overlap->programme);
    subtract(&overlap->either, &overlap->studying, count, &overlap->only_employed);
    subtract(&overlap->either, &overlap->employed, count, &overlap->only_studying);
    subtract(&overlap->all, &overlap->either, count, &overlap->neither);
    form_both(overlap, count);
    form_others(overlap, count);
    find_contradictions(walk, statuses, first, count, overlap);
}

void nkt_i_overlap_write(const nkt_i_walk *walk, const nkt_i_overlap *overlap,
                         const nkt_i_operand *const *items, int64_t n_items, int64_t first,
                         int64_t count) {
    /* Differences of counts have the noise of each in them: more than the options tell. */
    int noisy = walk->method.options.noise_variance > 0;
    nkt_i_block block;

    for (int64_t k = 0; k < n_items; k++) {
        int interval = items[k] == &overlap->programme || !noisy;
        nkt_i_block_share(items[k], &overlap->all, count, interval, &walk->method, &block);
        nkt_i_walk_write(walk, &block, first, count, k);
    }
}
