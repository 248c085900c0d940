/*
 * What the files of this room share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_FOLLOWUP_H
#define NKT_FOLLOWUP_H

#include "base/base.h"

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

/* One of those parts, as the functions of least squares take it. */
nkt_memory nkt_i_fit_memory(void *at, size_t size);

/*
 * Passes on what such a fit says: status, reason, item, value, bound, and its sentence, of another
 * parameter. of_fit: its error.
 */
void nkt_i_fit_says(nkt_i_call *call, nkt_status status, const char *path, const nkt_error *of_fit);

/* Notes an element that is no number or lies outside its range, in those words. */
void nkt_i_note_outside(nkt_i_call *call, const char *path, int32_t item, const nkt_column *column,
                        int64_t row, const char *sentence);

#endif
