/*
 * What the files of this room share: limits of shares and counts, the kinds of figures over a
 * block of rows, and finding inputs among the caller's columns.
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

/* argument: the number of the options parameter in the public call. */
nkt_status nkt_i_method_read(const nkt_options *options, int32_t argument, nkt_i_method *method,
                             nkt_error *error);

/* ---- limits of one number --------------------------------------------------------------------- */

typedef struct nkt_i_limits {
    double lower, upper;
} nkt_i_limits;

#define NKT_I_NO_LIMITS ((nkt_i_limits){NAN, NAN})

/*
 * Limits of the proportion part / whole by method->options.share_interval; whole > 0, part >= 0,
 * both finite. A part above its whole has limits only where noise may have put it there.
 */
nkt_i_limits nkt_i_share_limits(double part, double whole, const nkt_i_method *method);

/*
 * A share in per cent with its Wilson limits, without noise; 0 <= part <= whole, whole > 0. The one
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

/* Limits of a Poisson mean by method->options.rate_interval; events >= 0, finite. */
nkt_i_limits nkt_i_count_limits(double events, const nkt_i_method *method);

/* ---- kinds of figures over a block of rows ------------------------------------------------------ */

/* Rows are worked on in blocks: large enough for vector loops, small enough for the stack. */
#define NKT_I_BLOCK 128

/* One operand of a block: its numbers (NaN where there is none), and why there is none. */
typedef struct nkt_i_operand {
    double values[NKT_I_BLOCK];
    int8_t states[NKT_I_BLOCK];
} nkt_i_operand;

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

/* ---- the caller's columns ------------------------------------------------------------------------- */

/*
 * Checks the inputs of a call: refuses an id that is neither an input nor an operand figure, one
 * that stands twice, a negative count, and what nkt_column_check refuses. inputs, n_inputs and
 * n_rows are parameters number `argument` and the two after it of the public call.
 */
nkt_status nkt_i_inputs_check(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                              int32_t argument, nkt_error *error);

/* The name of an input or figure, or `otherwise` where the id is none. */
const char *nkt_i_name_of(int32_t id, const char *otherwise);

/* The column with that id, or NULL; id 0: NULL. */
const nkt_column *nkt_i_input_column(const nkt_column *inputs, int64_t n_inputs, int32_t id);

/*
 * Bad data met so far: the first bad row, and how many rows are bad. Rows are reported in any order
 * within a block, blocks in ascending order.
 */
typedef struct nkt_i_faults {
    nkt_i_fault first;
    const char *subject, *sentence; /* of the first */
    int64_t rows;
    int64_t block_start;
    uint8_t bad[NKT_I_BLOCK]; /* which rows of the block are bad */
} nkt_i_faults;

void nkt_i_faults_begin(nkt_i_faults *faults);
void nkt_i_faults_block(nkt_i_faults *faults, int64_t start); /* a new block begins */
void nkt_i_faults_add(nkt_i_faults *faults, int64_t row, const char *subject, const char *sentence,
                      nkt_i_fault fault);
/* NKT_OK, or NKT_ROWS_INVALID with the error filled in. */
nkt_status nkt_i_faults_end(nkt_i_faults *faults, nkt_error *error);

/* What an operand may be: only a modelled value may be negative. */
enum { NKT_I_NOT_NEGATIVE = 0, NKT_I_ANY_FINITE = 1 };

/*
 * Reads a block of a column: infinite numbers, and negative ones if lowest says so, become INVALID
 * and are reported. column NULL: all missing. place: argument and item of the column; its row is
 * that of the first one loaded, as the caller counts. name: what messages call the column if its id
 * does not say.
 */
void nkt_i_operand_load(const nkt_column *column, int64_t first, int64_t count, int32_t lowest,
                        nkt_i_fault place, const char *name, nkt_i_operand *operand,
                        nkt_i_faults *faults);

/* An operand that nobody gave: all missing. */
void nkt_i_operand_missing(int64_t count, nkt_i_operand *operand);

#endif
