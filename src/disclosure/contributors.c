/*
 * The rules for sums of amounts: who makes up how much of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/contributors.h"

void nkt_i_contributors_begin(nkt_i_contributors *c) {
    *c = (nkt_i_contributors){.number = 0};
    nkt_i_members_begin(&c->all);
}

void nkt_i_contributors_enter(nkt_i_contributors *c, double amount, int8_t state) {
    int place = NKT_I_LARGEST;

    if (state != NKT_STATE_VALUE) {
        c->is_unknown = 1;
        return;
    }
    if (amount == 0)
        return;
    nkt_i_members_add(&c->all, amount, state);
    c->number++;
    while (place > 0 && amount > c->largest[place - 1]) {
        if (place < NKT_I_LARGEST)
            c->largest[place] = c->largest[place - 1];
        place--;
    }
    if (place < NKT_I_LARGEST)
        c->largest[place] = amount;
}

/* The sum of all contributions but the n largest: exact, then rounded once. */
static double sum_of_others(const nkt_i_contributors *c, int n) {
    nkt_i_members others = c->all;

    if (c->number <= n)
        return 0;
    for (int i = 0; i < n && c->largest[i] > 0; i++)
        nkt_i_members_remove(&others, c->largest[i], NKT_STATE_VALUE);
    return nkt_i_members_sum(&others, 0).value;
}

/* A sum beyond the largest double cannot be judged. */
static int is_unknown(const nkt_i_contributors *c) {
    return c->is_unknown || (c->number > 0 && !isfinite(sum_of_others(c, 0)));
}

/* Keeps a hundred times the largest sums finite. */
#define SCALE 0x1p-10

/*
 * How much is wanting, in hundredths times SCALE of the amounts; above 0 where a rule is broken.
 * Products, not quotients, so that whole numbers are compared without rounding. The n largest make up
 * more than k per cent where the others make up less than 100 - k per cent of the whole.
 */
static double lacks_dominance(const nkt_i_contributors *c, const nkt_disclosure_options *o) {
    return (100 - o->dominance_percent) * (SCALE * sum_of_others(c, 0)) -
           100 * SCALE * sum_of_others(c, o->dominance_n);
}

static double lacks_p_percent(const nkt_i_contributors *c, const nkt_disclosure_options *o) {
    return o->p_percent * (SCALE * c->largest[0]) - 100 * SCALE * sum_of_others(c, 2);
}

int32_t nkt_i_contributors_judge(const nkt_i_contributors *c, const nkt_disclosure_options *o) {
    int32_t hide = 0;

    if (is_unknown(c))
        return NKT_HIDE_UNKNOWN;
    if (c->number == 0)
        return 0;
    if (c->number < o->minimum_contributors)
        hide |= NKT_HIDE_CONTRIBUTORS;
    if (lacks_dominance(c, o) > 0)
        hide |= NKT_HIDE_DOMINANCE;
    if (lacks_p_percent(c, o) > 0)
        hide |= NKT_HIDE_P_PERCENT;
    return hide;
}

/*
 * (100 / k) (x1 + ... + xn) - X and (p / 100) x1 - (X - x1 - x2), each as one quotient: where it is a
 * whole number it comes out as that.
 */
double nkt_i_contributors_level(const nkt_i_contributors *c, const nkt_disclosure_options *o) {
    double level = 0;

    if (is_unknown(c))
        return NAN;
    if (c->number > 0 && isfinite(o->dominance_percent))
        level = fmax(level, lacks_dominance(c, o) / (o->dominance_percent * SCALE));
    if (c->number > 0)
        level = fmax(level, lacks_p_percent(c, o) / (100 * SCALE));
    return level;
}
