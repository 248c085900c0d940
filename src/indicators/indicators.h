/*
 * What the files of this room share: limits of shares and counts, the kinds of figures over a
 * block of rows, and finding inputs among the caller's columns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_INDICATORS_H
#define NKT_INDICATORS_H

#include "base/base.h"
#include "nyckeltal/estimate.h"
#include "nyckeltal/indicator.h"

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

/* The Wilson limits without noise, 0 <= part <= whole: the one formula behind both of the above. */
static inline nkt_i_limits nkt_i_wilson_limits(double part, double whole, double z) {
    /*
     * The two roots have the product part² / (whole · (whole + z²)): so neither is a difference of
     * nearly equal numbers. At part = whole the root is z itself up to rounding: hence the select.
     */
    double p = part / whole, zz = z * z;
    double twice = 2 * part + zz + z * sqrt(zz + 4 * (whole - part) * p);
    nkt_i_limits limits = {2 * part * p / twice, twice / (2 * (whole + zz))};
    limits.upper = part == whole ? 1 : limits.upper;
    return limits;
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

/* One operand of a block: its numbers, and why there is none. */
typedef struct nkt_i_operand {
    double values[NKT_I_BLOCK];
    int8_t states[NKT_I_BLOCK];
    int all_values; /* 1: every state is NKT_STATE_VALUE */
} nkt_i_operand;

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
nkt_estimate nkt_i_block_estimate(const nkt_i_block *block, int64_t i);

/* ---- the caller's columns ------------------------------------------------------------------------- */

/*
 * Checks the inputs of a call: refuses an id that is neither an input nor an operand figure, one
 * that stands twice, a negative count, and what nkt_column_check refuses. inputs, n_inputs and
 * n_rows are parameters number `argument` and the two after it of the public call.
 */
nkt_status nkt_i_inputs_check(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                              int32_t argument, nkt_error *error);

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
 * and are reported. column NULL: all missing. item: the place of the column among the caller's,
 * which are parameter number `argument`.
 */
void nkt_i_operand_load(const nkt_column *column, int64_t first, int64_t count, int32_t lowest,
                        int32_t argument, int32_t item, nkt_i_operand *operand,
                        nkt_i_faults *faults);
void nkt_i_operand_missing(int64_t count, nkt_i_operand *operand);

#endif
