/*
 * Gathering bad rows that are met in any order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "base/base.h"

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

void nkt_i_bad_rows_note(nkt_i_bad_rows *bad, int32_t argument, int32_t item, int64_t row,
                         double value, const char *subject, const char *sentence) {
    nkt_i_fault fault = NKT_I_FAULT(argument);

    fault.item = item;
    fault.row = row;
    fault.value = value;
    nkt_i_bad_rows_add(bad, fault, subject, sentence);
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
