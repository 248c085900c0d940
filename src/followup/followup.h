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
 * The columns of a table that say by their id, first ... last, what they hold: column[id - first] and
 * where it stands, item[id - first]; NULL and -1: there is none. Refuses a table that cannot be, an id
 * that is none of these, and one that appears twice. Its parameter is called "table".
 */
void nkt_i_table_by_id(nkt_i_call *call, const nkt_table *table, int with_groups, int32_t first,
                       int32_t last, const nkt_column **column, int32_t *item);

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

/*
 * The rows that take part, those of each group together in ascending order: group g has
 * order[starts[g]] ... order[starts[g + 1] - 1]. Bad data are noted under the two paths. order and
 * group_of hold n_rows, starts the number of groups + 1.
 */
void nkt_i_rows_together(nkt_i_call *call, const char *path_include, const char *path_groups,
                         const nkt_rows *rows, int64_t *group_of, int64_t *order, int64_t *starts);

#endif
