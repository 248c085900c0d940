/*
 * What the questions of the areas have in common: checking their parameters, going through the rows
 * block by block, loading columns, writing results into the caller's memory.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_INDICATORS_AREAS_H
#define NKT_INDICATORS_AREAS_H

#include "figures/figures.h"

/* ---- the caller's columns -------------------------------------------------------------------------- */

/* Checks columns that need no catalogue: as nkt_column_check, and an id that is 0 or known. */
nkt_status nkt_i_plain_columns_check(const nkt_column *columns, int64_t count, int64_t n_rows,
                                     int32_t argument, const char *name, nkt_error *error);

/* ---- a question, and the walk through its rows ------------------------------------------------------- */

/*
 * The parameters that the questions have, in this order: inputs are number 1 of the public call, the
 * error, if there are codes, is number 11. codes NULL: not wanted, or none offered.
 */
typedef struct nkt_i_question {
    const nkt_column *inputs;
    int64_t n_inputs, n_rows;
    const nkt_options *options;
    nkt_estimate *out;
    int64_t capacity, row_stride, item_stride;
    int32_t *codes;
    int64_t codes_stride;
    const char *codes_name; /* as a parameter */
} nkt_i_question;

/* A question that was checked, while its rows are gone through. */
typedef struct nkt_i_walk {
    const nkt_column *inputs;
    int64_t n_inputs, n_rows;
    nkt_i_method method;
    nkt_i_target out, codes;
    nkt_i_faults faults;
} nkt_i_walk;

/* Answers the question for rows first ... first + count - 1, count <= NKT_I_BLOCK. */
typedef void nkt_i_step(nkt_i_walk *walk, const void *context, int64_t first, int64_t count);

/* Goes through all rows. NKT_OK or NKT_ROWS_INVALID. */
nkt_status nkt_i_walk_rows(nkt_i_walk *walk, nkt_i_step *step, const void *context,
                           nkt_error *error);

/* Checks the parameters; n_items: how many the question gives for a row. */
nkt_status nkt_i_question_check(const nkt_i_question *question, int64_t n_items, nkt_i_walk *walk,
                                nkt_error *error);

/* Checks the parameters and answers. */
nkt_status nkt_i_answer(const nkt_i_question *question, int64_t n_items, nkt_i_step *step,
                        const void *context, nkt_error *error);

/* An input by its id: missing where it is not among the columns. */
void nkt_i_walk_load(nkt_i_walk *walk, int32_t id, int64_t first, int64_t count,
                     nkt_i_operand *operand);

/* A row whose columns contradict each other, told by one of them and its number there. */
void nkt_i_walk_fault(nkt_i_walk *walk, int32_t id, int64_t row, double value,
                      const char *sentence);

/* The block as item `item` of rows first ... first + count - 1. */
void nkt_i_walk_write(const nkt_i_walk *walk, const nkt_i_block *block, int64_t first,
                      int64_t count, int64_t item);

/* ---- divisions: a whole and its parts, in composition.c -------------------------------------------- */

typedef struct nkt_i_division {
    const int32_t *ids; /* inputs that are the parts; NULL: they are the columns of the walk */
    int64_t n_parts;
    int32_t whole_id;        /* input that is the whole, where ids is not NULL; otherwise: */
    const nkt_column *whole; /* the column that is, */
    int whole_is_sum;        /* or 1 where the sum of the parts is the whole */
    int interval;            /* 0: no process stands behind these figures */
} nkt_i_division;

/* A step of which the context is a division: n_parts shares, the remainder, and NKT_SUM_* as code. */
void nkt_i_division_step(nkt_i_walk *walk, const void *context, int64_t first, int64_t count);

/*
 * The share of a remainder, whole - parts, which is negative where the parts are above the whole:
 * flagged then, without limits.
 */
void nkt_i_block_remainder(const nkt_i_operand *remainder, const nkt_i_operand *whole,
                           int64_t count, int interval, const nkt_i_method *method,
                           nkt_i_block *block);

/*
 * Checks n_shares published shares, of which n_absent more are missing in every row: the rest of
 * nkt_composition_check once its columns are checked. Parameters are numbered as there.
 */
nkt_status nkt_i_shares_check(const nkt_column *shares, int64_t n_shares, int64_t n_absent,
                              int64_t n_rows, int32_t decimals, int32_t *sums, int64_t sums_stride,
                              int32_t *states, int64_t states_stride, nkt_error *error);

/* ---- two statuses that one person may have both of, in overlap.c ------------------------------------ */

typedef struct nkt_i_statuses {
    int32_t employed, studying, either, all; /* inputs */
    int32_t programme;                       /* a third, whose overlap is not known; 0: none */
} nkt_i_statuses;

/* The counts as they are, and what follows from them. */
typedef struct nkt_i_overlap {
    nkt_i_operand employed, studying, either, all, programme;
    nkt_i_operand only_employed, only_studying, both, neither;
    nkt_i_operand other_least, other_most;
} nkt_i_overlap;

/* Loads and forms all of them; a row whose counts contradict each other is invalid and reported. */
void nkt_i_overlap_load(nkt_i_walk *walk, const nkt_i_statuses *statuses, int64_t first,
                        int64_t count, nkt_i_overlap *overlap);

/* The shares of n_items of its operands among all, as items 0, 1, ... of the rows. */
void nkt_i_overlap_write(const nkt_i_walk *walk, const nkt_i_overlap *overlap,
                         const nkt_i_operand *const *items, int64_t n_items, int64_t first,
                         int64_t count);

#endif
