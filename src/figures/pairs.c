/*
 * The kinds of figures that set two shares against each other: balance and difference; and what
 * every block ends with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/mover.h"

#include "numeric/numeric.h"

/* Newcombe's hybrid score interval for p1 - p2; with a correlation his method 10 for pairs. */
static nkt_i_limits newcombe(double p1, nkt_i_limits l1, double p2, nkt_i_limits l2, double phi) {
    double difference = p1 - p2;
    double down_1 = p1 - l1.lower, up_1 = l1.upper - p1;
    double down_2 = p2 - l2.lower, up_2 = l2.upper - p2;

    if (isnan(l1.lower) || isnan(l2.lower))
        return NKT_I_NO_LIMITS;
    /* A square that rounding makes negative is 0: phi = 1 and equal distances. */
    double down = fmax(0, down_1 * down_1 - 2 * phi * down_1 * up_2 + up_2 * up_2);
    double up = fmax(0, up_1 * up_1 - 2 * phi * up_1 * down_2 + down_2 * down_2);

    return (nkt_i_limits){100 * (difference - sqrt(down)), 100 * (difference + sqrt(up))};
}

static nkt_i_limits agresti_caffo(double part_1, double whole_1, double part_2, double whole_2,
                                  double z) {
    double n1 = whole_1 + 2, n2 = whole_2 + 2;
    double p1 = (part_1 + 1) / n1, p2 = (part_2 + 1) / n2;
    double half = z * sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2), middle = p1 - p2;

    return (nkt_i_limits){100 * fmax(-1, middle - half), 100 * fmin(1, middle + half)};
}

static nkt_i_limits per_cent(nkt_i_limits limits) {
    return (nkt_i_limits){100 * limits.lower, 100 * limits.upper};
}

/* What two shares have in common, whichever way they are set against each other. */
static void begin_pair(const nkt_i_operand *part_1, const nkt_i_operand *whole_1,
                       const nkt_i_operand *part_2, const nkt_i_operand *whole_2, int64_t count,
                       const nkt_i_method *method, nkt_i_block *block) {
    for (int64_t i = 0; i < count; i++) {
        int8_t state = nkt_i_state_worst(nkt_i_state_worst(part_1->states[i], whole_1->states[i]),
                                         nkt_i_state_worst(part_2->states[i], whole_2->states[i]));
        double n1 = whole_1->values[i], n2 = whole_2->values[i];
        int above = part_1->values[i] > n1 || part_2->values[i] > n2;
        int32_t flags = 0;

        if (state == NKT_STATE_VALUE && above) {
            flags = NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR;
            if (method->options.part_above_whole == NKT_PART_ABOVE_INVALID)
                state = NKT_STATE_INVALID;
        }
        if (state == NKT_STATE_VALUE && (n1 == 0 || n2 == 0))
            state = NKT_STATE_NO_DENOMINATOR;
        block->states[i] = state;
        block->flags[i] = flags;
        block->lower[i] = block->upper[i] = NAN;
        block->basis[i] = n1 < n2 ? n1 : n2;
    }
    block->n_beyond = 0;
}

/* The flags of the columns come last: the own ones decide about limits. */
static void end_pair(const nkt_i_operand *part_1, const nkt_i_operand *whole_1,
                     const nkt_i_operand *part_2, const nkt_i_operand *whole_2, int64_t count,
                     const nkt_i_method *method, nkt_i_block *block) {
    nkt_i_flags_add(block->flags, part_1, count);
    nkt_i_flags_add(block->flags, whole_1, count);
    nkt_i_flags_add(block->flags, part_2, count);
    nkt_i_flags_add(block->flags, whole_2, count);
    nkt_i_block_mark_beyond(block, count);
    nkt_i_block_finish(block, count, method);
}

/*
 * Where distances to limits are taken from: noise may put a part above its whole, but no share above
 * 1, and the limits are those of the share.
 */
static double within(double part, double whole) {
    return part < whole ? part / whole : 1;
}

/* Whether a row has a value, an interval is wanted for it, and the shares are such as have one. */
static int has_limits(const nkt_i_block *block, int64_t i, int interval,
                      const nkt_i_method *method) {
    int above = block->flags[i] & NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR;
    return interval && method->options.mode == NKT_MODE_PROCESS &&
           block->states[i] == NKT_STATE_VALUE && (!above || method->options.noise_variance > 0);
}

void nkt_i_block_balance(const nkt_i_operand *part_1, const nkt_i_operand *whole_1,
                         const nkt_i_operand *part_2, const nkt_i_operand *whole_2, int64_t count,
                         int interval, const nkt_i_method *method, nkt_i_block *block) {
    begin_pair(part_1, whole_1, part_2, whole_2, count, method, block);
    for (int64_t i = 0; i < count; i++) {
        double a = part_1->values[i], m = whole_1->values[i];
        double b = part_2->values[i], n = whole_2->values[i];
        if (block->states[i] == NKT_STATE_VALUE && b == 0)
            block->states[i] = NKT_STATE_NO_DENOMINATOR;
        block->value[i] = a / m / (b / n);
        if (!isfinite(block->value[i]) && block->states[i] == NKT_STATE_VALUE)
            block->value[i] = nkt_i_scaled_quotient(a, n, m, b);
        if (has_limits(block, i, interval, method)) {
            nkt_i_limits limits =
                nkt_i_mover_r(within(a, m), nkt_i_share_limits(a, m, method), within(b, n),
                              nkt_i_share_limits(b, n, method), method->options.correlation);
            block->lower[i] = limits.lower;
            block->upper[i] = limits.upper;
        }
    }
    end_pair(part_1, whole_1, part_2, whole_2, count, method, block);
}

/* The difference of shares that are so far above 100 per cent that something on the way is no double. */
static double far_apart(double a, double m, double b, double n) {
    const double difference =
        nkt_i_scaled_quotient(100, a, m, 1) - nkt_i_scaled_quotient(100, b, n, 1);

    return isnan(difference) ? (double)INFINITY : difference; /* both are beyond the largest */
}

void nkt_i_block_difference(const nkt_i_operand *part_1, const nkt_i_operand *whole_1,
                            const nkt_i_operand *part_2, const nkt_i_operand *whole_2,
                            int64_t count, int interval, const nkt_i_method *method,
                            nkt_i_block *block) {
    begin_pair(part_1, whole_1, part_2, whole_2, count, method, block);
    for (int64_t i = 0; i < count; i++) {
        double a = part_1->values[i], m = whole_1->values[i];
        double b = part_2->values[i], n = whole_2->values[i];
        nkt_i_limits limits;
        block->value[i] = 100 * a / m - 100 * b / n;
        if (!isfinite(block->value[i]) && block->states[i] == NKT_STATE_VALUE)
            block->value[i] = far_apart(a, m, b, n);
        if (!has_limits(block, i, interval, method))
            continue;
        if (method->options.difference_interval == NKT_INTERVAL_AGRESTI_CAFFO)
            limits = agresti_caffo(a, m, b, n, method->z);
        else if (method->options.difference_interval == NKT_INTERVAL_MIETTINEN_NURMINEN)
            limits = per_cent(nkt_i_miettinen_nurminen_limits(a, m, b, n, method->z));
        else
            limits = newcombe(within(a, m), nkt_i_share_limits(a, m, method), within(b, n),
                              nkt_i_share_limits(b, n, method), method->options.correlation);
        block->lower[i] = limits.lower;
        block->upper[i] = limits.upper;
    }
    end_pair(part_1, whole_1, part_2, whole_2, count, method, block);
}

void nkt_i_block_mark_beyond(nkt_i_block *block, int64_t count) {
    if (!nkt_i_any_infinite(block->value, count))
        return;
    if (block->n_beyond == 0)
        memset(block->beyond, 0, sizeof block->beyond);
    for (int64_t i = 0; i < count; i++)
        if (isinf(block->value[i]) && block->states[i] == NKT_STATE_VALUE) {
            block->states[i] = NKT_STATE_INVALID;
            block->value[i] = block->lower[i] = block->upper[i] = block->basis[i] = NAN;
            block->flags[i] &= ~NKT_FLAG_BASIS_BELOW_MINIMUM;
            block->beyond[i] = 1;
            block->n_beyond++;
        }
}

void nkt_i_block_finish(nkt_i_block *block, int64_t count, const nkt_i_method *method) {
    double minimum = method->options.minimum_basis;

    NKT_I_FOR_ODD(i, block->states, count) {
        block->value[i] = block->lower[i] = block->upper[i] = NAN;
        block->basis[i] = block->states[i] == NKT_STATE_NO_DENOMINATOR ? 0 : NAN;
    }
    for (int64_t i = 0; minimum > 0 && i < count; i++)
        if (block->states[i] == NKT_STATE_VALUE && block->basis[i] < minimum)
            block->flags[i] |= NKT_FLAG_BASIS_BELOW_MINIMUM;
}
