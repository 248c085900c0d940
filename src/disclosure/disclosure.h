/*
 * What the files of disclosure control share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_COMPARE_DISCLOSURE_H
#define NKT_COMPARE_DISCLOSURE_H

#include "rows/rows.h"
#include "nyckeltal/disclosure.h"

/* The caller's rules with every default filled in; a rule that is off has 0 or infinity. */
nkt_status nkt_i_disclosure_options(const nkt_disclosure_options *options, int32_t argument,
                                    nkt_disclosure_options *out, nkt_error *error);

/*
 * A number of a column that is 0 or more; below 0 its state is INVALID. Where that is so and bad is
 * not NULL, it is noted there.
 */
double nkt_i_count_read(const nkt_column *column, int64_t row, int32_t argument, const char *name,
                        nkt_i_bad_rows *bad, int8_t *state);

/* Refuses a column that is NULL or cannot be read. */
nkt_status nkt_i_column_need(const nkt_column *column, int64_t n_rows, int32_t argument,
                             const char *name, nkt_error *error);

/* Checks where n estimates lie: the stride is the parameter number stride_argument. */
nkt_status nkt_i_estimates_check(const nkt_estimate *estimates, int64_t n, int64_t stride,
                                 int32_t argument, const char *name, int32_t stride_argument,
                                 const char *stride_name, nkt_error *error);

#endif
