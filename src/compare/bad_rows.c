/*
 * Gathering bad rows that are met in the order of groups or units, not of rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "compare/compare.h"

void nkt_i_bad_rows_begin(nkt_i_bad_rows *bad) {
    bad->first = NKT_I_FAULT(0);
    bad->subject = bad->sentence = NULL;
    bad->rows = 0;
}

void nkt_i_bad_rows_add(nkt_i_bad_rows *bad, nkt_i_fault fault, const char *subject,
                        const char *sentence) {
    if (bad->rows == 0 || fault.row < bad->first.row) {
        bad->first = fault;
        bad->subject = subject;
        bad->sentence = sentence;
    }
    bad->rows++;
}

nkt_status nkt_i_bad_rows_end(const nkt_i_bad_rows *bad, nkt_error *error) {
    if (bad->rows == 0)
        return NKT_OK;
    if (isnan(bad->first.value))
        nkt_i_error_set(error, NKT_ROWS_INVALID, bad->first, bad->subject, bad->sentence);
    else
        nkt_i_error_value(error, NKT_ROWS_INVALID, bad->first, bad->subject, bad->sentence);
    if (error)
        error->rows_affected = bad->rows;
    return NKT_ROWS_INVALID;
}
