/*
 * What the files of disclosure control share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_DISCLOSURE_H
#define NKT_DISCLOSURE_H

#include "rows/rows.h"
#include "nyckeltal/disclosure.h"

/* Sums of NKT_HIDE_* are written; NKT_NO_CODE for a row that is left out. */
#define NKT_I_CONTENT_HIDE NKT_I_CONTENT_CODES(NKT_NO_CODE, 2 * NKT_HIDE_UNKNOWN - 1)

/* The caller's rules with every default filled in; a rule that is off has 0 or infinity. */
nkt_disclosure_options nkt_i_disclosure_options(nkt_i_call *call,
                                                const nkt_disclosure_options *options);

/*
 * A number of a column that is 0 or more; below 0 its state is INVALID. Where that is so, it is
 * noted; not where call is NULL, for a second look.
 */
double nkt_i_count_read(nkt_i_call *call, const char *path, const nkt_column *column, int64_t row,
                        int8_t *state);

/*
 * Notes a bad element of a column: why it is invalid, or else, where it is a finite number, the
 * reason and its sentence.
 */
void nkt_i_bad_number(nkt_i_call *call, const char *path, const nkt_column *column, int64_t row,
                      int32_t reason, const char *sentence);

/* Whether a row is to be hidden: anything but 0 hides. path: of the column, for bad data. */
int nkt_i_hidden_read(nkt_i_call *call, const char *path, const nkt_column *hidden, int64_t row);

#endif
