/*
 * Gathering bad rows: the first one is told in full, the others are counted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/figures.h"

void nkt_i_faults_begin(nkt_i_faults *faults) {
    faults->first = NKT_I_FAULT(0);
    faults->subject = faults->sentence = NULL;
    faults->rows = 0;
    nkt_i_faults_block(faults, 0);
}

void nkt_i_faults_block(nkt_i_faults *faults, int64_t start) {
    faults->block_start = start;
    memset(faults->bad, 0, sizeof faults->bad);
}

void nkt_i_faults_add(nkt_i_faults *faults, int64_t row, const char *subject, const char *sentence,
                      nkt_i_fault fault) {
    uint8_t *bad = &faults->bad[row - faults->block_start];

    faults->rows += !*bad;
    *bad = 1;
    fault.row = row;
    /* The same first one whatever order the figures are asked for in: by row, then by column. */
    if (faults->sentence &&
        (faults->first.row < row || (faults->first.row == row && faults->first.item <= fault.item)))
        return;
    faults->first = fault;
    faults->subject = subject;
    faults->sentence = sentence;
}

nkt_status nkt_i_faults_end(nkt_i_faults *faults, nkt_error *error) {
    if (!faults->sentence)
        return NKT_OK;
    if (isnan(faults->first.value))
        nkt_i_error_set(error, NKT_ROWS_INVALID, faults->first, faults->subject, faults->sentence);
    else
        nkt_i_error_value(error, NKT_ROWS_INVALID, faults->first, faults->subject,
                          faults->sentence);
    if (error)
        error->rows_affected = faults->rows;
    return NKT_ROWS_INVALID;
}
