/*
 * Sums of scores by cluster, in fixed point, so that the order of rows does not matter.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

enum { TAKEN = 0, CODE = 1, N_ROWS = 2, SUMS = 3 }; /* places in a slot */
enum { FREE = 0, KEPT = 1, FRESH = 2 };             /* what TAKEN may be */

/*
 * A sum is high / 2^30 + low / 2^80, 0 <= low < 2^50. A score in units of sigma is at most the root
 * of the number of rows, and so is every sum of their sizes: high stays far below 2^63.
 */
#define HIGH_UNIT 0x1p30
#define LOW_UNIT  0x1p50
#define LOW_END   (INT64_C(1) << 50)
#define GREATEST  0x1p31

int64_t nkt_i_ols_slot_sums(int64_t n_coefficients, int64_t kind) {
    return n_coefficients + (kind == NKT_ROBUST_CR2 ? nkt_i_triangle(n_coefficients, 0) : 0);
}

int64_t nkt_i_ols_slot_numbers(int64_t n_coefficients, int64_t kind) {
    return SUMS + 2 * nkt_i_ols_slot_sums(n_coefficients, kind);
}

int64_t *nkt_i_ols_slot(const nkt_i_ols_scores *scores, int64_t number) {
    return nkt_i_ols_scores_table(scores) +
           number * nkt_i_ols_slot_numbers(scores->n_coefficients, scores->kind);
}

int64_t *nkt_i_ols_cluster(nkt_i_ols_scores *scores, int64_t code, int make) {
    const int64_t numbers = nkt_i_ols_slot_numbers(scores->n_coefficients, scores->kind);
    int64_t *table = nkt_i_ols_scores_table(scores);
    uint64_t at = nkt_i_random_mix((uint64_t)code) % (uint64_t)scores->slots;

    /* There are more slots than clusters, so a free one ends every search, unless memory is damaged. */
    for (int64_t left = scores->slots; left > 0;
         left--, at = at + 1 == (uint64_t)scores->slots ? 0 : at + 1) {
        int64_t *slot = table + (int64_t)at * numbers;
        if (slot[TAKEN] != FREE && slot[CODE] == code)
            return slot;
        if (slot[TAKEN] != FREE)
            continue;
        if (!make || scores->clusters == scores->capacity)
            return NULL;
        slot[TAKEN] = FRESH;
        slot[CODE] = code;
        scores->clusters++;
        return slot;
    }
    return NULL;
}

/* A sum of sizes stays far below this: see above. */
#define HIGH_END (INT64_C(1) << 60)

static int slot_is_sound(const int64_t *slot, int64_t n_sums) {
    if (slot[TAKEN] < FREE || slot[TAKEN] > KEPT || slot[N_ROWS] < 0 ||
        slot[N_ROWS] > INT64_C(1) << 53)
        return 0;
    for (int64_t k = 0; k < n_sums; k++) {
        const int64_t *sum = slot + SUMS + 2 * k;
        if (sum[0] <= -HIGH_END || sum[0] >= HIGH_END || sum[1] < 0 || sum[1] >= LOW_END)
            return 0;
    }
    return 1;
}

int nkt_i_ols_clusters_are_sound(const nkt_i_ols_scores *scores) {
    const int64_t numbers = nkt_i_ols_slot_numbers(scores->n_coefficients, scores->kind);
    const int64_t *slot = nkt_i_ols_scores_table(scores);
    int64_t taken = 0;

    for (int64_t i = 0; i < scores->slots; i++, slot += numbers) {
        if (!slot_is_sound(slot, nkt_i_ols_slot_sums(scores->n_coefficients, scores->kind)))
            return 0;
        taken += slot[TAKEN] == KEPT;
    }
    return taken == scores->clusters;
}

void nkt_i_ols_clusters_keep(nkt_i_ols_scores *scores) {
    const int64_t numbers = nkt_i_ols_slot_numbers(scores->n_coefficients, scores->kind);
    int64_t *slot = nkt_i_ols_scores_table(scores);

    for (int64_t i = 0; i < scores->slots; i++, slot += numbers)
        slot[TAKEN] = slot[TAKEN] != FREE ? KEPT : FREE;
}

/* The fresh ones were placed last, so no search for an older one passes through them. */
void nkt_i_ols_clusters_undo(nkt_i_ols_scores *scores) {
    const int64_t numbers = nkt_i_ols_slot_numbers(scores->n_coefficients, scores->kind);
    int64_t *slot = nkt_i_ols_scores_table(scores);

    for (int64_t i = 0; i < scores->slots; i++, slot += numbers)
        if (slot[TAKEN] == FRESH) {
            slot[TAKEN] = slot[CODE] = 0;
            scores->clusters--;
        }
}

static void add_parts(int64_t *slot, int64_t coefficient, int64_t high, int64_t low) {
    int64_t *sum = slot + SUMS + 2 * coefficient;

    sum[0] += high;
    sum[1] += low;
    if (sum[1] >= LOW_END) {
        sum[1] -= LOW_END;
        sum[0]++;
    } else if (sum[1] < 0) {
        sum[1] += LOW_END;
        sum[0]--;
    }
}

int nkt_i_ols_cluster_add(int64_t *slot, int64_t sum, double score, int64_t times) {
    const double scaled = score * HIGH_UNIT;
    int64_t high, low, carry;

    if (!(fabs(score) * (double)times < GREATEST))
        return 0;
    high = (int64_t)scaled;
    low = (int64_t)((scaled - (double)high) * LOW_UNIT);
    /* In two steps: low · times, of 50 and 32 bits, is more than 64 hold. */
    carry = (low >> 25) * times;
    low = (low & ((1 << 25) - 1)) * times;
    carry += low >> 25;
    low &= (1 << 25) - 1;
    add_parts(slot, sum, high * times + (carry >> 25), ((carry & ((1 << 25) - 1)) << 25) + low);
    slot[N_ROWS] += sum == 0 ? times : 0;
    return 1;
}

double nkt_i_ols_cluster_sum(const int64_t *slot, int64_t coefficient) {
    const int64_t *sum = slot + SUMS + 2 * coefficient;
    return ((double)sum[0] + (double)sum[1] / LOW_UNIT) / HIGH_UNIT;
}

void nkt_i_ols_clusters_merge(nkt_i_ols_scores *scores, const nkt_i_ols_scores *source) {
    const int64_t numbers = nkt_i_ols_slot_numbers(source->n_coefficients, source->kind);
    const int64_t n_sums = nkt_i_ols_slot_sums(source->n_coefficients, source->kind);
    const int64_t *from = nkt_i_ols_scores_table(source);

    for (int64_t i = 0; i < source->slots; i++, from += numbers) {
        int64_t *to;
        if (from[TAKEN] == FREE)
            continue;
        to = nkt_i_ols_cluster(scores, from[CODE], 1);
        if (!to)
            continue; /* only where memory is damaged: every cluster has a slot */
        to[N_ROWS] += from[N_ROWS];
        for (int64_t k = 0; k < n_sums; k++)
            add_parts(to, k, from[SUMS + 2 * k], from[SUMS + 2 * k + 1]);
    }
}
