/*
 * Reading strata.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/strata.h"

void nkt_i_strata_check(nkt_i_call *call, const nkt_i_strata *strata) {
    const int64_t n_rows = strata->rows ? strata->rows->n_rows : 0;

    nkt_i_rows_check(call, "rows", strata->rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_count(call, "rows.n_rows", n_rows, 1, INT64_MAX);
    for (int c = 0; c < strata->n_columns; c++)
        nkt_i_column_needed(call, strata->paths[c], strata->columns[c], n_rows);
}

int8_t nkt_i_stratum(nkt_i_call *call, const nkt_i_strata *strata, int64_t row, double *numbers,
                     int *is_in) {
    int8_t worst = NKT_STATE_VALUE;

    for (int c = 0; c < strata->n_columns; c++)
        numbers[c] = NAN;
    *is_in = nkt_i_row_included(call, "rows.include", strata->rows, row);
    if (!*is_in)
        return NKT_STATE_NOT_APPLICABLE;
    for (int c = 0; c < strata->n_columns; c++) {
        int8_t state;
        numbers[c] = nkt_i_column_value(strata->columns[c], row, &state);
        if (state == NKT_STATE_INVALID || numbers[c] < 0) {
            nkt_i_bad_element(call, strata->paths[c], -1, NULL, strata->columns[c], row,
                              NKT_REASON_NEGATIVE);
            return NKT_STATE_INVALID;
        }
        worst = nkt_i_state_worst(worst, state);
    }
    return worst;
}
