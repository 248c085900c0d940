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
    block->n_beyond = 0;
    for (int64_t i = 0; i < count; i++)
        block->states[i] = a->states[i] | b->states[i]; /* 0 where both have a value */
    NKT_I_FOR_ODD(i, block->states, count)
    block->states[i] = nkt_i_state_worst(a->states[i], b->states[i]);
    nkt_i_flags_add(block->flags, a, count);
    nkt_i_flags_add(block->flags, b, count);
}

/*
 * A denominator of 0: nobody to take a share of. Returns whether some are large. In 64 bits, as wide
 * as what is compared; a NaN is neither.
 */
static int mark_no_denominator(nkt_i_block *block, const double *denominator, int64_t count) {
    int64_t zero = 0, large = 0;

    for (int64_t i = 0; i < count; i++) {
        zero |= denominator[i] == 0;
        large |= denominator[i] > NKT_I_LARGE;
    }
    for (int64_t i = 0; zero && i < count; i++)
        if (denominator[i] == 0 && block->states[i] == NKT_STATE_VALUE)
            block->states[i] = NKT_STATE_NO_DENOMINATOR;
    return large != 0;
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
    nkt_i_block_mark_beyond(block, count); /* a sum of counts may be */
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

/* Shares of groups so large that something on the way was no double. */
static void mend_large(const double *part, const double *whole, int64_t count, int interval,
                       const nkt_i_method *method, nkt_i_block *block) {
    for (int64_t i = 0; i < count; i++) {
        nkt_i_limits limits = NKT_I_NO_LIMITS;
        if (!(whole[i] > NKT_I_LARGE) || block->states[i] != NKT_STATE_VALUE)
            continue;
        if (interval)
            limits = nkt_i_share_limits(part[i], whole[i], method);
        block->value[i] = nkt_i_scaled_quotient(100, part[i], whole[i], 1);
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
        if (isinf(block->value[i])) /* so large that 100 times it is no double */
            block->value[i] = nkt_i_scaled_quotient(100, part[i], whole[i], 1);
        block->flags[i] |= NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR;
        if (method->options.part_above_whole == NKT_PART_ABOVE_INVALID)
            block->states[i] = NKT_STATE_INVALID;
        if (!keep_limits)
            block->lower[i] = block->upper[i] = NAN;
    }
    nkt_i_block_mark_beyond(block, count); /* only parts above their whole may be */
}

void nkt_i_block_share(const nkt_i_operand *part, const nkt_i_operand *whole, int64_t count,
                       int interval, const nkt_i_method *method, nkt_i_block *block) {
    int wilson = method->options.share_interval == NKT_INTERVAL_WILSON &&
                 method->options.noise_variance == 0;
    int some_large;

    interval = wants_interval(interval, method);
    begin_block(block, part, whole, count);
    some_large = mark_no_denominator(block, whole->values, count);
    if (interval && wilson)
        wilson_block(part->values, whole->values, count, method->z, block->value, block->lower,
                     block->upper);
    else
        other_share_block(part->values, whole->values, count, interval, method, block);
    if (some_large)
        mend_large(part->values, whole->values, count, interval, method, block);
    memcpy(block->basis, whole->values, (size_t)count * sizeof *block->basis);
    judge_parts(part->values, whole->values, count, method, block);
    nkt_i_block_finish(block, count, method);
}

/* value = scale · numerator / denominator, where no denominator is 0. */
static void divide(const nkt_i_operand *numerator, const nkt_i_operand *denominator, double scale,
                   int64_t count, nkt_i_block *block) {
    begin_block(block, numerator, denominator, count);
    mark_no_denominator(block, denominator->values, count);
    no_interval(block, count);
    for (int64_t i = 0; i < count; i++) {
        block->value[i] = scale * numerator->values[i] / denominator->values[i];
        block->basis[i] = denominator->values[i];
    }
    if (!nkt_i_any_infinite(block->value, count))
        return;
    for (int64_t i = 0; i < count; i++)
        if (isinf(block->value[i]) && block->states[i] == NKT_STATE_VALUE)
            block->value[i] =
                nkt_i_scaled_quotient(scale, numerator->values[i], denominator->values[i], 1);
    nkt_i_block_mark_beyond(block, count);
}

void nkt_i_block_rate(const nkt_i_operand *events, const nkt_i_operand *population, double per,
                      int64_t count, int interval, const nkt_i_method *method, nkt_i_block *block) {
    divide(events, population, per, count, block);
    if (wants_interval(interval, method))
        for (int64_t i = 0; i < count; i++)
            if (block->states[i] == NKT_STATE_VALUE) {
                const double n = population->values[i];
                nkt_i_limits limits = nkt_i_count_limits(events->values[i], method);
                block->lower[i] = nkt_i_scaled_quotient(per, limits.lower, n, 1);
                block->upper[i] = nkt_i_scaled_quotient(per, limits.upper, n, 1);
                if (isinf(block->upper[i])) /* the value fits a double, its limit does not */
                    block->lower[i] = block->upper[i] = NAN;
            }
    nkt_i_block_finish(block, count, method);
}

void nkt_i_block_ratio(const nkt_i_operand *numerator, const nkt_i_operand *denominator,
                       double scale, int64_t count, const nkt_i_method *method,
                       nkt_i_block *block) {
    divide(numerator, denominator, scale, count, block);
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

/* The same for sums whose square may be no double: on another scale, which changes no bit. */
static int scaled_mean_limits(double sum, double sum_of_squares, double n, double tail,
                              nkt_i_limits *limits) {
    const double scale = fabs(sum) > 0x1p490 ? 0x1p-600 : 1;
    const int is_possible =
        mean_limits(scale * sum, scale * (scale * sum_of_squares), n, tail, limits);

    limits->lower /= scale;
    limits->upper /= scale;
    return is_possible;
}

void nkt_i_block_mean(const nkt_i_operand *sum, const nkt_i_operand *sum_of_squares,
                      const nkt_i_operand *n, int64_t count, const nkt_i_method *method,
                      nkt_i_block *block) {
    divide(sum, n, 1, count, block);
    nkt_i_flags_add(block->flags, sum_of_squares, count);
    for (int64_t i = 0; i < count; i++) {
        nkt_i_limits limits = NKT_I_NO_LIMITS;
        if (block->states[i] != NKT_STATE_VALUE)
            continue;
        if (sum_of_squares->states[i] == NKT_STATE_INVALID)
            block->states[i] = NKT_STATE_INVALID;
        else if (sum_of_squares->states[i] == NKT_STATE_VALUE &&
                 !scaled_mean_limits(sum->values[i], sum_of_squares->values[i], n->values[i],
                                     method->tail, &limits))
            block->states[i] = NKT_STATE_INVALID;
        if (wants_interval(1, method)) {
            block->lower[i] = limits.lower;
            block->upper[i] = limits.upper;
        }
    }
    nkt_i_block_finish(block, count, method);
}
