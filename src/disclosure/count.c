/*
 * How columns of counts and of marks are read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/disclosure.h"

double nkt_i_count_read(nkt_i_call *call, const char *path, const nkt_column *column, int64_t row,
                        int8_t *state) {
    const double value = nkt_i_column_value(column, row, state);

    if (*state == NKT_STATE_VALUE && value < 0)
        *state = NKT_STATE_INVALID;
    if (*state == NKT_STATE_INVALID && call)
        nkt_i_bad_element(call, path, -1, NULL, column, row, NKT_REASON_NEGATIVE);
    return value;
}

void nkt_i_bad_number(nkt_i_call *call, const char *path, const nkt_column *column, int64_t row,
                      int32_t reason, const char *sentence) {
    nkt_i_fault fault = NKT_I_AT(path);
    const int32_t why = nkt_i_column_why_invalid(column, row, &fault.value);

    fault.id = column->id;
    fault.name = column->name;
    fault.row = row;
    nkt_i_bad_row(call, why ? why : reason, fault, why ? NULL : sentence);
}

int nkt_i_hidden_read(nkt_i_call *call, const char *path, const nkt_column *hidden, int64_t row) {
    int8_t state;
    const double mark = nkt_i_column_value(hidden, row, &state);

    if (call && state == NKT_STATE_INVALID)
        nkt_i_bad_element(call, path, -1, NULL, hidden, row, NKT_REASON_NOT_FINITE);
    return state != NKT_STATE_VALUE || mark != 0;
}
