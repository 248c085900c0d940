/*
 * What the files of this room share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_FOLLOWUP_H
#define NKT_FOLLOWUP_H

#include "base/base.h"

/* Refuses a stride by which n elements of this size overlap, or reach beyond memory. */
nkt_status nkt_i_stride_check(int64_t stride, int64_t size, int64_t n, int32_t argument,
                              const char *name, nkt_error *error);

/* Refuses a number that is outside the range of its parameter. */
nkt_status nkt_i_refuse_number(int32_t argument, double value, const char *name,
                               const char *sentence, nkt_error *error);

/* Refuses weights that are not 0 or more, or do not sum to one above 0. NULL: equal weights. */
nkt_status nkt_i_weights_check(const double *weights, int64_t n, int32_t argument,
                               nkt_error *error);

/* options.confidence and the like: 0 becomes 0.95; what is not between 0 and 1 is refused. */
nkt_status nkt_i_confidence(double *confidence, int32_t argument, nkt_error *error);

/*
 * The rows of each group together, in ascending order: group g has rows[starts[g]] ...
 * rows[starts[g + 1] - 1]. groups NULL: every row is a group. A row whose group is no number of one is
 * noted as parameter `argument`, and left out; so is one of group -1, without a note.
 * rows holds n_rows, starts n_groups + 1.
 */
void nkt_i_rows_by_group(const int64_t *groups, int64_t n_rows, int64_t n_groups, int64_t *rows,
                         int64_t *starts, int32_t argument, nkt_i_bad_rows *bad);

/*
 * Finds the columns that have ids 1 ... last: column[id] and where it stands, item[id], for which there
 * are last + 1 places; NULL: there is none. Refuses columns and counts that cannot be, an id that is
 * none, saying `unknown` of it, and one that stands twice. inputs, n_inputs and n_rows are
 * parameters 1, 2 and 3.
 */
nkt_status nkt_i_columns_by_id(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                               int32_t last, const char *unknown, const nkt_column **column,
                               int32_t *item, nkt_error *error);

/* How a work area is cut up for a fit of n_terms terms, each part a multiple of 8 bytes. */
typedef struct nkt_i_fit_parts {
    size_t state, fit, work;
} nkt_i_fit_parts;
nkt_i_fit_parts nkt_i_fit_parts_of(int64_t n_terms);

/* Notes an element that is no number or lies outside its range, in those words. */
void nkt_i_note_outside(nkt_i_call *call, const char *path, int32_t item, const nkt_column *column,
                        int64_t row, const char *sentence);

/*
 * The rows that take part, those of each group together in ascending order: group g has
 * order[starts[g]] ... order[starts[g + 1] - 1]. Bad data are noted under the two paths. order and group_of hold n_rows, starts the number of groups + 1.
 */
void nkt_i_rows_together(nkt_i_call *call, const char *path_include, const char *path_groups,
                         const nkt_rows *rows, int64_t *group_of, int64_t *order, int64_t *starts);

#endif
