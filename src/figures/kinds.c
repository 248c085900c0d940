/*
 * The kinds of figures that rest on one or two operands: count, share, rate, ratio, odds, mean.
 *
 * Each computes a whole block without a question per row, and then mends the rows that are no
 * ordinary ones: numbers that were computed from a missing operand are overwritten, never used.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/figures.h"

#include "numeric/numeric.h"

static void fill(double *to, int64_t count, double value) {
    for (int64_t i = 0; i < count; i++)
        to[i] = value;
}

/* States and flags of two operands together. */
static void begin_block(nkt_i_block *block, const nkt_i_operand *a, const nkt_i_operand *b,
                        int64_t count) {
    memset(block->flags, 0, (size_t)count * sizeof *block->flags);
    for (int64_t i = 0; i < count; i++)
        block->states[i] = a->states[i] | b->states[i]; /* 0 where both have a value */
    NKT_I_FOR_ODD(i, block->states, count)
    block->states[i] = nkt_i_state_worst(a->states[i], b->states[i]);
    nkt_i_flags_add(block->flags, a, count);
    nkt_i_flags_add(block->flags, b, count);
}

/* Whether some denominator is 0; a NaN is none. In 64 bits, as wide as what is compared. */
static int any_zero(const double *denominator, int64_t count) {
    int64_t found = 0;
    for (int64_t i = 0; i < count; i++)
        found |= denominator[i] == 0;
    return found != 0;
}

/* A denominator of 0: nobody to take a share of. */
static void mark_no_denominator(nkt_i_block *block, const double *denominator, int64_t count) {
    if (!any_zero(denominator, count))
        return;
    for (int64_t i = 0; i < count; i++)
        if (denominator[i] == 0 && block->states[i] == NKT_STATE_VALUE)
            block->states[i] = NKT_STATE_NO_DENOMINATOR;
}

static void no_interval(nkt_i_block *block, int64_t count) {
    fill(block->lower, count, NAN);
    fill(block->upper, count, NAN);
}

static int wants_interval(int interval, const nkt_i_method *method) {
    return interval && method->options.mode == NKT_MODE_PROCESS;
}

void nkt_i_block_count(const nkt_i_operand *count_of, int64_t count, int interval,
                       const nkt_i_method *method, nkt_i_block *block) {
    begin_block(block, count_of, count_of, count);
    memcpy(block->value, count_of->values, (size_t)count * sizeof *block->value);
    memcpy(block->basis, count_of->values, (size_t)count * sizeof *block->basis);
    no_interval(block, count);
    if (wants_interval(interval, method))
        for (int64_t i = 0; i < count; i++)
            if (block->states[i] == NKT_STATE_VALUE) {
                nkt_i_limits limits = nkt_i_count_limits(count_of->values[i], method);
                block->lower[i] = limits.lower;
                block->upper[i] = limits.upper;
            }
    nkt_i_block_finish(block, count, method);
}

/* restrict, because a compiler that must fear overlap does not vectorise. */
static void wilson_block(const double *restrict part, const double *restrict whole, int64_t count,
                         double z, double *restrict value, double *restrict lower,
                         double *restrict upper) {
    for (int64_t i = 0; i < count; i++)
        nkt_i_wilson(part[i], whole[i], z, &value[i], &lower[i], &upper[i]);
}

static void other_share_block(const double *part, const double *whole, int64_t count, int interval,
                              const nkt_i_method *method, nkt_i_block *block) {
    for (int64_t i = 0; i < count; i++) {
        nkt_i_limits limits = NKT_I_NO_LIMITS;
        if (interval && block->states[i] == NKT_STATE_VALUE)
            limits = nkt_i_share_limits(part[i], whole[i], method);
        block->value[i] = 100 * part[i] / whole[i];
        block->lower[i] = 100 * limits.lower;
        block->upper[i] = 100 * limits.upper;
    }
}

static int any_above(const double *part, const double *whole, int64_t count) {
    int64_t found = 0;
    for (int64_t i = 0; i < count; i++)
        found |= part[i] > whole[i];
    return found != 0;
}

/* A part above its whole: a remark, or bad data, as the caller says. */
static void judge_parts(const double *part, const double *whole, int64_t count,
                        const nkt_i_method *method, nkt_i_block *block) {
    int keep_limits = method->options.noise_variance > 0;

    if (!any_above(part, whole, count))
        return;
    for (int64_t i = 0; i < count; i++) {
        if (!(part[i] > whole[i])) /* nor where one of them is NaN */
            continue;
        block->flags[i] |= NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR;
        if (method->options.part_above_whole == NKT_PART_ABOVE_INVALID)
            block->states[i] = NKT_STATE_INVALID;
        if (!keep_limits)
            block->lower[i] = block->upper[i] = NAN;
    }
}

void nkt_i_block_share(const nkt_i_operand *part, const nkt_i_operand *whole, int64_t count,
                       int interval, const nkt_i_method *method, nkt_i_block *block) {
    int wilson = method->options.share_interval == NKT_INTERVAL_WILSON &&
                 method->options.noise_variance == 0;

    interval = wants_interval(interval, method);
    begin_block(block, part, whole, count);
    mark_no_denominator(block, whole->values, count);
    if (interval && wilson)
        wilson_block(part->values, whole->values, count, method->z, block->value, block->lower,
                     block->upper);
    else
        other_share_block(part->values, whole->values, count, interval, method, block);
    memcpy(block->basis, whole->values, (size_t)count * sizeof *block->basis);
    judge_parts(part->values, whole->values, count, method, block);
    nkt_i_block_finish(block, count, method);
}

void nkt_i_block_rate(const nkt_i_operand *events, const nkt_i_operand *population, double per,
                      int64_t count, int interval, const nkt_i_method *method, nkt_i_block *block) {
    begin_block(block, events, population, count);
    mark_no_denominator(block, population->values, count);
    no_interval(block, count);
    for (int64_t i = 0; i < count; i++) {
        block->value[i] = per * events->values[i] / population->values[i];
        block->basis[i] = population->values[i];
    }
    if (wants_interval(interval, method))
        for (int64_t i = 0; i < count; i++)
            if (block->states[i] == NKT_STATE_VALUE) {
                nkt_i_limits limits = nkt_i_count_limits(events->values[i], method);
                block->lower[i] = per * limits.lower / population->values[i];
                block->upper[i] = per * limits.upper / population->values[i];
            }
    nkt_i_block_finish(block, count, method);
}

void nkt_i_block_ratio(const nkt_i_operand *numerator, const nkt_i_operand *denominator,
                       double scale, int64_t count, const nkt_i_method *method,
                       nkt_i_block *block) {
    begin_block(block, numerator, denominator, count);
    mark_no_denominator(block, denominator->values, count);
    no_interval(block, count);
    for (int64_t i = 0; i < count; i++) {
        block->value[i] = scale * numerator->values[i] / denominator->values[i];
        block->basis[i] = denominator->values[i];
    }
    nkt_i_block_finish(block, count, method);
}

void nkt_i_block_odds(const nkt_i_operand *numerator, const nkt_i_operand *denominator,
                      int64_t count, int interval, const nkt_i_method *method, nkt_i_block *block) {
    nkt_i_block_ratio(numerator, denominator, 1, count, method, block);
    if (!wants_interval(interval, method))
        return;
    for (int64_t i = 0; i < count; i++)
        if (block->states[i] == NKT_STATE_VALUE) {
            const nkt_i_limits limits =
                nkt_i_odds_limits(numerator->values[i], denominator->values[i], method);
            block->lower[i] = limits.lower;
            block->upper[i] = limits.upper;
        }
}

/*
 * The sum of squared deviations from the mean, sum_of_squares - sum² / n. For numbers with a small
 * spread it is the difference of nearly equal numbers: the square is formed without rounding.
 */
static double squared_deviations(double sum, double sum_of_squares, double n) {
    double high, low, quotient, product_high, product_low;
    nkt_i_two_product(sum, sum, &high, &low);
    quotient = (high + low) / n;
    nkt_i_two_product(quotient, n, &product_high, &product_low);
    /* what the division left over, carried to the difference */
    return (sum_of_squares - quotient) - ((high - product_high) + (low - product_low)) / n;
}

/* Rounding of the caller's sums, relative: below this, a negative spread is none. */
#define SPREAD_ROUNDING 1e-12

/*
 * The spread that sums of doubles still tell, relative to the sum of squares: of what is less, the
 * rounding of the sums is a good part.
 */
#define SPREAD_KNOWN 1e-10

/* Sums of whole numbers below this are exact. Whole ones above it may be so by rounding alone. */
#define MOST_WHOLE 0x1p49

/* Whether these are sums of whole numbers; x and x² are odd together. */
static int are_whole(double sum, double sum_of_squares, double n) {
    return sum_of_squares <= MOST_WHOLE && sum_of_squares == floor(sum_of_squares) &&
           sum == floor(sum) && n == floor(n) && fmod(sum_of_squares - sum, 2) == 0;
}

static int mean_limits(double sum, double sum_of_squares, double n, double tail,
                       nkt_i_limits *limits) {
    double deviations = squared_deviations(sum, sum_of_squares, n), half;

    if (deviations < -SPREAD_ROUNDING * sum_of_squares)
        return 0;
    if (!(deviations > SPREAD_KNOWN * sum_of_squares) && !are_whole(sum, sum_of_squares, n))
        return 1;
    half = nkt_i_mean_half(fmax(0, deviations), n, tail);
    *limits = (nkt_i_limits){sum / n - half, sum / n + half};
    return 1;
}

void nkt_i_block_mean(const nkt_i_operand *sum, const nkt_i_operand *sum_of_squares,
                      const nkt_i_operand *n, int64_t count, const nkt_i_method *method,
                      nkt_i_block *block) {
    nkt_i_block_ratio(sum, n, 1, count, method, block);
    nkt_i_flags_add(block->flags, sum_of_squares, count);
    for (int64_t i = 0; i < count; i++) {
        nkt_i_limits limits = NKT_I_NO_LIMITS;
        if (block->states[i] != NKT_STATE_VALUE)
            continue;
        if (sum_of_squares->states[i] == NKT_STATE_INVALID)
            block->states[i] = NKT_STATE_INVALID;
        else if (sum_of_squares->states[i] == NKT_STATE_VALUE &&
                 !mean_limits(sum->values[i], sum_of_squares->values[i], n->values[i], method->tail,
                              &limits))
            block->states[i] = NKT_STATE_INVALID;
        if (wants_interval(1, method)) {
            block->lower[i] = limits.lower;
            block->upper[i] = limits.upper;
        }
    }
    nkt_i_block_finish(block, count, method);
}
