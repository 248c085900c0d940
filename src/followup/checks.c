/*
 * Checks that the files of this room share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/followup.h"

void nkt_i_note_outside(nkt_i_call *call, const char *path, int32_t item, const nkt_column *column,
                        int64_t row, const char *sentence) {
    nkt_i_fault fault = NKT_I_AT(path);
    const int32_t why = nkt_i_column_why_invalid(column, row, &fault.value);
    int8_t state;

    if (!why)
        fault.value = nkt_i_column_value(column, row, &state);
    fault.item = item;
    fault.row = row;
    fault.id = column->id;
    fault.name = column->name;
    nkt_i_bad_row(call, why ? why : NKT_REASON_OUT_OF_RANGE, fault, sentence);
}
