/*
 * Persons who may be employed, studying, or both: from the counts of each and of either, those who
 * are only the one, both, and neither.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/walk.h"
#include "numeric/numeric.h"
#include "nyckeltal/composition.h"
#include "nyckeltal/establishment.h"
#include "nyckeltal/sfi.h"

/* The counts as they are, and what follows from them. programme: a third status, whose overlap with
   the others is not known; missing where the composition has none. */
typedef struct overlap {
    nkt_i_operand employed, studying, either, all, programme;
    nkt_i_operand only_employed, only_studying, both, neither;
    nkt_i_operand other_least, other_most;
} overlap;

/* Where the inputs stand in a composition's list. */
enum { EMPLOYED, STUDYING, EITHER, ALL, PROGRAMME };

/* a - b; what rounding leaves of a 0 is 0. */
static double less(double a, double b) {
    double rest = a - b;
    return fabs(rest) <= NKT_I_ROUNDING * a + NKT_I_ROUNDING * b ? 0 : rest;
}

static void subtract(const nkt_i_operand *a, const nkt_i_operand *b, int64_t count,
                     nkt_i_operand *out) {
    out->flagged = 0;
    nkt_i_operand_join(out, a, count);
    nkt_i_operand_join(out, b, count);
    for (int64_t i = 0; i < count; i++) {
        out->states[i] = nkt_i_state_worst(a->states[i], b->states[i]);
        out->values[i] = less(a->values[i], b->values[i]);
    }
}

/* Those counted under both a and b, who are not counted twice under either. */
static void form_both(overlap *o, int64_t count) {
    const nkt_i_operand *a = &o->employed, *b = &o->studying;
    const nkt_i_operand *either = &o->either;
    nkt_i_operand *both = &o->both;

    both->flagged = 0;
    nkt_i_operand_join(both, a, count);
    nkt_i_operand_join(both, b, count);
    nkt_i_operand_join(both, either, count);
    for (int64_t i = 0; i < count; i++) {
        both->states[i] =
            nkt_i_state_worst(nkt_i_state_worst(a->states[i], b->states[i]), either->states[i]);
        both->values[i] = isinf(a->values[i] + b->values[i])
                              ? less(a->values[i], either->values[i] - b->values[i])
                              : less(a->values[i] + b->values[i], either->values[i]);
    }
}

/*
 * Those who are neither employed nor studying nor in a programme: as few as if no one in a programme
 * were employed or studying, as many as if the smaller group lay within the larger one.
 */
static void form_others(overlap *o, int64_t count) {
    const nkt_i_operand *all = &o->all, *either = &o->either;
    const nkt_i_operand *programme = &o->programme;
    nkt_i_operand *least = &o->other_least, *most = &o->other_most;

    least->flagged = most->flagged = 0;
    nkt_i_operand_join(least, all, count);
    nkt_i_operand_join(least, either, count);
    nkt_i_operand_join(least, programme, count);
    nkt_i_operand_join(most, least, count);
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
    const nkt_i_operand *reported_by;
    int32_t id;
    const char *sentence;
};

static void mark_invalid(nkt_i_operand *operand, int64_t i) {
    operand->states[i] = nkt_i_state_worst(operand->states[i], NKT_STATE_INVALID);
    operand->values[i] = NAN;
}

/* Everything that is made of the counts of a row that contradict each other. */
static void mark_row(overlap *o, int64_t i) {
    mark_invalid(&o->only_employed, i);
    mark_invalid(&o->only_studying, i);
    mark_invalid(&o->both, i);
    mark_invalid(&o->neither, i);
    mark_invalid(&o->programme, i);
    mark_invalid(&o->other_least, i);
    mark_invalid(&o->other_most, i);
}

static void find_contradictions(nkt_i_walk *walk, const int32_t *ids, overlap *o) {
    nkt_i_operand outside;
    const struct contradiction ways[] = {
        {&o->neither, &o->either, ids[EITHER], "is above its whole"},
        {&o->only_studying, &o->employed, ids[EMPLOYED], "is more than are employed or studying"},
        {&o->only_employed, &o->studying, ids[STUDYING], "is more than are employed or studying"},
        {&o->both, &o->either, ids[EITHER], "is more than are employed and studying together"},
        {&outside, &o->programme, ids[PROGRAMME], "is above its whole"},
    };

    subtract(&o->all, &o->programme, walk->count, &outside);
    for (int64_t i = 0; i < walk->count; i++) {
        int contradicted = 0;
        for (size_t k = 0; k < sizeof ways / sizeof ways[0]; k++) {
            const nkt_i_operand *difference = ways[k].difference;
            if (difference->states[i] != NKT_STATE_VALUE || !(difference->values[i] < 0))
                continue;
            nkt_i_walk_bad(walk, i, ways[k].id, ways[k].reported_by->values[i],
                           NKT_REASON_IMPOSSIBLE, ways[k].sentence);
            contradicted = 1;
        }
        if (contradicted)
            mark_row(o, i);
    }
}

/* Loads and forms all of them; a row whose counts contradict each other is invalid and reported. */
static void load(nkt_i_walk *walk, const nkt_composition_entry *entry, overlap *o) {
    const int32_t *ids = entry->inputs; /* 0 after the last */

    nkt_i_walk_load(walk, ids[EMPLOYED], &o->employed);
    nkt_i_walk_load(walk, ids[STUDYING], &o->studying);
    nkt_i_walk_load(walk, ids[EITHER], &o->either);
    nkt_i_walk_load(walk, ids[ALL], &o->all);
    nkt_i_walk_load(walk, ids[PROGRAMME], &o->programme);
    subtract(&o->either, &o->studying, walk->count, &o->only_employed);
    subtract(&o->either, &o->employed, walk->count, &o->only_studying);
    subtract(&o->all, &o->either, walk->count, &o->neither);
    form_both(o, walk->count);
    form_others(o, walk->count);
    find_contradictions(walk, ids, o);
}

void nkt_i_overlap_step(nkt_i_walk *walk, const void *context) {
    const nkt_composition_entry *entry = context;
    /* Differences of counts have the noise of each in them: more than the options tell. */
    const int noisy = walk->method.options.noise_variance > 0;
    const nkt_i_operand *items[NKT_COMPOSITION_MOST] = {NULL};
    overlap o;
    nkt_i_block block;

    /* Both compositions begin with the same three. */
    items[NKT_ITEM_SFI_AFTER_EMPLOYED_ONLY] = &o.only_employed;
    items[NKT_ITEM_SFI_AFTER_STUDYING_ONLY] = &o.only_studying;
    items[NKT_ITEM_SFI_AFTER_BOTH] = &o.both;
    if (entry->id == NKT_COMPOSITION_LEFT_STATUS) {
        items[NKT_ITEM_LEFT_STATUS_IN_PROGRAMME] = &o.programme;
        items[NKT_ITEM_LEFT_STATUS_OTHER_LEAST] = &o.other_least;
        items[NKT_ITEM_LEFT_STATUS_OTHER_MOST] = &o.other_most;
    } else {
        items[NKT_ITEM_SFI_AFTER_NEITHER] = &o.neither;
    }
    load(walk, entry, &o);
    for (int64_t k = 0; k < entry->n_items; k++) {
        const int interval = items[k] == &o.programme || !noisy;
        nkt_i_block_share(items[k], &o.all, walk->count, interval, &walk->method, &block);
        nkt_i_walk_write(walk, &block, k);
    }
}
