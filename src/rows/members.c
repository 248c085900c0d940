/*
 * A sum over members that come and go, and what it is when some have no value.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"

_Static_assert(sizeof(nkt_total) == 32, "frozen for ever");

/*
 * Whole numbers of this magnitude in all add up without rounding, in any order and with others
 * taken out again. Half of 2^53, because the reach itself is a rounded sum.
 */
#define PLAIN_REACH 0x1p52

void nkt_i_members_begin(nkt_i_members *members) {
    memset(members->with_state, 0, sizeof members->with_state);
    members->partial = members->broken = 0;
    members->plain = members->reach = 0;
    members->is_wide = 0;
}

static void widen(nkt_i_members *members) {
    nkt_i_exact_sum_init(&members->wide);
    nkt_i_exact_sum_add(&members->wide, members->plain);
    members->is_wide = 1;
}

void nkt_i_members_add(nkt_i_members *members, double value, int8_t state) {
    members->with_state[state]++;
    if (state != NKT_STATE_VALUE)
        return;
    if (!members->is_wide) {
        if (value == floor(value) && members->reach + fabs(value) <= PLAIN_REACH) {
            members->plain += value;
            members->reach += fabs(value);
            return;
        }
        widen(members);
    }
    nkt_i_exact_sum_add(&members->wide, value);
}

void nkt_i_members_remove(nkt_i_members *members, double value, int8_t state) {
    members->with_state[state]--;
    if (state != NKT_STATE_VALUE)
        return;
    if (members->is_wide) {
        nkt_i_exact_sum_add(&members->wide, -value);
    } else {
        members->plain -= value;
        members->reach -= fabs(value);
    }
}

void nkt_i_members_flag(nkt_i_members *members, int32_t flags, int by) {
    members->partial += flags & NKT_FLAG_PARTIAL ? by : 0;
    members->broken += flags & NKT_FLAG_SERIES_BREAK ? by : 0;
}

double nkt_i_members_value(const nkt_i_members *members) {
    return members->is_wide ? nkt_i_exact_sum_round(&members->wide) : members->plain;
}

static int64_t count(const nkt_i_members *members, int8_t state) {
    return members->with_state[state];
}

/* Missing, or a share of nobody: there is no number, and nothing against the others. */
static int64_t missing(const nkt_i_members *members) {
    return count(members, NKT_STATE_MISSING) + count(members, NKT_STATE_NO_DENOMINATOR);
}

/* A total without a value, with its counts. */
static nkt_total empty(const nkt_i_members *members, int64_t absent) {
    nkt_total total = {.value = NAN, .state = NKT_STATE_MISSING};
    total.contributors = count(members, NKT_STATE_VALUE);
    total.members = total.contributors + missing(members) + count(members, NKT_STATE_SECRET) +
                    count(members, NKT_STATE_INVALID) + absent;
    if (total.members == 0 && count(members, NKT_STATE_NOT_APPLICABLE))
        total.state = NKT_STATE_NOT_APPLICABLE;
    return total;
}

/* Gives a total, of which no member forbids it, its value: divisor 1 for a sum. */
static void set_value(nkt_total *total, const nkt_i_members *members, double divisor) {
    double value =
        members->is_wide ? nkt_i_exact_sum_mean(&members->wide, divisor) : members->plain / divisor;
    if (isinf(value)) {
        total->state = NKT_STATE_INVALID;
        return;
    }
    total->value = value;
    total->state = NKT_STATE_VALUE;
    if (total->contributors < total->members || members->partial)
        total->flags |= NKT_FLAG_PARTIAL;
    if (members->broken)
        total->flags |= NKT_FLAG_SERIES_BREAK;
}

nkt_total nkt_i_members_sum(const nkt_i_members *members, int64_t absent) {
    nkt_total total = empty(members, absent);
    if (count(members, NKT_STATE_SECRET))
        total.state = NKT_STATE_SECRET;
    else if (count(members, NKT_STATE_INVALID))
        total.state = NKT_STATE_INVALID;
    else if (total.contributors)
        set_value(&total, members, 1);
    return total;
}

nkt_total nkt_i_members_mean(const nkt_i_members *members) {
    nkt_total total = empty(members, 0);
    if (count(members, NKT_STATE_INVALID))
        total.state = NKT_STATE_INVALID;
    else if (total.contributors)
        set_value(&total, members, (double)total.contributors);
    else if (count(members, NKT_STATE_SECRET))
        total.state = NKT_STATE_SECRET;
    return total;
}

int nkt_i_members_overflow(const nkt_i_members *members, const nkt_total *total) {
    return total->state == NKT_STATE_INVALID && !count(members, NKT_STATE_INVALID);
}
