/*
 * What the files of this room share: limits of shares and counts, and the kinds of figures over a
 * block of rows. How rows are gone through is in walk.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_FIGURES_H
#define NKT_FIGURES_H

#include "base/base.h"
#include "nyckeltal/compute.h"
#include "nyckeltal/kinds.h"

/* How to compute: the caller's options, checked, and what follows from them once for all rows. */
typedef struct nkt_i_method {
    nkt_options options;
    double tail; /* (1 - confidence) / 2 */
    double z;    /* the normal quantile that leaves this tail */
} nkt_i_method;

void nkt_i_method_open(nkt_i_call *call, const nkt_options *options, nkt_i_method *method);

/* ---- limits of one number --------------------------------------------------------------------- */

typedef struct nkt_i_limits {
    double lower, upper;
} nkt_i_limits;

#define NKT_I_NO_LIMITS ((nkt_i_limits){NAN, NAN})

/*
 * Limits of the proportion part / whole by method->options.share_interval; whole > 0, part >= 0,
 * both finite. A part above its whole has limits only where the noise may have put it there.
 */
nkt_i_limits nkt_i_share_limits(double part, double whole, const nkt_i_method *method);

/*
 * Limits of numerator / denominator, two groups of persons who together are all: those L of the
 * numerator's share, mapped by L / (1 - L); denominator > 0. None where the share may be all.
 */
nkt_i_limits nkt_i_odds_limits(double numerator, double denominator, const nkt_i_method *method);

/*
 * Groups that are larger than this are no groups of persons, and the square of their size is no double:
 * their figures are computed more carefully.
 */
#define NKT_I_LARGE 1e150

/*
 * A share in per cent with its Wilson limits, without noise; 0 <= part <= whole, whole > 0 and at most
 * NKT_I_LARGE. The one
 * formula behind every such share, and the loop of this library that runs most: two divisions and a
 * root, nothing to branch on.
 *
 * The roots of the score equation have the product part² / (whole (whole + z²)), so that neither is
 * a difference of nearly equal numbers; both come from one division by the product of their
 * denominators. At part = whole the root is z itself up to rounding: hence the select.
 */
static inline void nkt_i_wilson(double part, double whole, double z, double *value, double *lower,
                                double *upper) {
    double zz = z * z, share = 100 * part / whole, p = 0.01 * share;
    double twice = 2 * part + zz + z * sqrt(zz + 4 * (whole - part) * p);
    double width = 2 * (whole + zz), scale = 100 / (twice * width);
    double high = twice * twice * scale;

    *value = share;
    *lower = 2 * part * p * width * scale;
    *upper = part == whole ? 100 : high;
}

/* The exact methods, in intervals_exact.c. */
nkt_i_limits nkt_i_clopper_pearson_limits(double part, double whole, double tail);
nkt_i_limits nkt_i_mid_p_limits(double part, double whole, double tail);
nkt_i_limits nkt_i_jeffreys_limits(double part, double whole, double tail);
nkt_i_limits nkt_i_poisson_limits(double events, double tail);

/* Miettinen & Nurminen's limits of part_1 / whole_1 - part_2 / whole_2, in intervals_score.c; wholes > 0. */
nkt_i_limits nkt_i_miettinen_nurminen_limits(double part_1, double whole_1, double part_2,
                                             double whole_2, double z);

/* Limits of a Poisson mean by method->options.rate_interval; events >= 0, finite. */
nkt_i_limits nkt_i_count_limits(double events, const nkt_i_method *method);

/* ---- kinds of figures over a block of rows ------------------------------------------------------ */

/* Rows are worked on in blocks: large enough for vector loops, small enough for the stack. */
#define NKT_I_BLOCK 128

/*
 * One operand of a block: its numbers (NaN where there is none), why there is none, and the flags of
 * its column. Most columns have none: flagged 0, and flags is not looked at.
 */
typedef struct nkt_i_operand {
    double values[NKT_I_BLOCK];
    int8_t states[NKT_I_BLOCK];
    int32_t flagged;
    int32_t flags[NKT_I_BLOCK];
} nkt_i_operand;

/* Adds the flags of an operand to those of rows. */
static inline void nkt_i_flags_add(int32_t *flags, const nkt_i_operand *operand, int64_t count) {
    for (int64_t i = 0; operand->flagged && i < count; i++)
        flags[i] |= operand->flags[i];
}

/* Adds the flags of one operand to those of another. */
static inline void nkt_i_operand_join(nkt_i_operand *to, const nkt_i_operand *from, int64_t count) {
    if (from->flagged && !to->flagged) {
        to->flagged = 1;
        memset(to->flags, 0, sizeof to->flags);
    }
    nkt_i_flags_add(to->flags, from, count);
}

/* The first row from i on that has no value; count where all have one. Most rows have: by eights. */
static inline int64_t nkt_i_next_odd(const int8_t *states, int64_t i, int64_t count) {
    uint64_t eight;
    while (i + 8 <= count) {
        memcpy(&eight, states + i, sizeof eight);
        if (eight)
            break;
        i += 8;
    }
    while (i < count && states[i] == NKT_STATE_VALUE)
        i++;
    return i;
}

/* For every row i of a block that has no value. */
#define NKT_I_FOR_ODD(i, states, count)                                                            \
    for (int64_t i = nkt_i_next_odd(states, 0, count); i < (count);                                \
         i = nkt_i_next_odd(states, i + 1, count))

/* The estimates of a block, by member, so that loops over one member vectorise. */
typedef struct nkt_i_block {
    double value[NKT_I_BLOCK], lower[NKT_I_BLOCK], upper[NKT_I_BLOCK], basis[NKT_I_BLOCK];
    int8_t states[NKT_I_BLOCK];
    int32_t flags[NKT_I_BLOCK];
    int64_t n_beyond;            /* rows whose value would be beyond the largest double */
    uint8_t beyond[NKT_I_BLOCK]; /* which; not looked at where there are none */
} nkt_i_block;

/*
 * Fill the block for `count` rows from operands whose numbers are finite and not negative wherever
 * they have the state VALUE. interval: 0 for figures that no process interval fits.
 */
void nkt_i_block_count(const nkt_i_operand *count_of, int64_t count, int interval,
                       const nkt_i_method *method, nkt_i_block *block);
void nkt_i_block_share(const nkt_i_operand *part, const nkt_i_operand *whole, int64_t count,
                       int interval, const nkt_i_method *method, nkt_i_block *block);
void nkt_i_block_rate(const nkt_i_operand *events, const nkt_i_operand *population, double per,
                      int64_t count, int interval, const nkt_i_method *method, nkt_i_block *block);
/* scale: 100 for a ratio shown in per cent */
void nkt_i_block_ratio(const nkt_i_operand *numerator, const nkt_i_operand *denominator,
                       double scale, int64_t count, const nkt_i_method *method, nkt_i_block *block);
void nkt_i_block_odds(const nkt_i_operand *numerator, const nkt_i_operand *denominator,
                      int64_t count, int interval, const nkt_i_method *method, nkt_i_block *block);
void nkt_i_block_balance(const nkt_i_operand *part_1, const nkt_i_operand *whole_1,
                         const nkt_i_operand *part_2, const nkt_i_operand *whole_2, int64_t count,
                         int interval, const nkt_i_method *method, nkt_i_block *block);
void nkt_i_block_difference(const nkt_i_operand *part_1, const nkt_i_operand *whole_1,
                            const nkt_i_operand *part_2, const nkt_i_operand *whole_2,
                            int64_t count, int interval, const nkt_i_method *method,
                            nkt_i_block *block);
void nkt_i_block_mean(const nkt_i_operand *sum, const nkt_i_operand *sum_of_squares,
                      const nkt_i_operand *n, int64_t count, const nkt_i_method *method,
                      nkt_i_block *block);

/* Whether some number is infinite; a NaN is not. */
static inline int nkt_i_any_infinite(const double *numbers, int64_t count) {
    int64_t found = 0; /* as wide as what is compared */
    for (int64_t i = 0; i < count; i++)
        found |= fabs(numbers[i]) > DBL_MAX;
    return found != 0;
}

/*
 * Rows with an infinite value become invalid, and are remembered besides those that were. For every
 * kind that may make one: whoever begins a block sets n_beyond.
 */
void nkt_i_block_mark_beyond(nkt_i_block *block, int64_t count);

/* Whether a row is one of them. */
static inline int nkt_i_is_beyond(const nkt_i_block *block, int64_t i) {
    return block->n_beyond > 0 && block->beyond[i];
}

/*
 * What every kind ends with: numbers of rows without a value become NaN, bases are compared with
 * options.minimum_basis.
 */
void nkt_i_block_finish(nkt_i_block *block, int64_t count, const nkt_i_method *method);

/* Element i of the block as the caller gets it. */
static inline nkt_estimate nkt_i_block_estimate(const nkt_i_block *block, int64_t i) {
    return (nkt_estimate){block->value[i], block->lower[i],  block->upper[i],
                          block->basis[i], block->states[i], block->flags[i]};
}

#endif
