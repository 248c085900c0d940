/*
 * Shares given as 0 to 1 where per cent are meant: nothing is wrong with any one number, so a remark.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/walk.h"

/* One or two small shares say nothing. */
enum { FEWEST = 3 };

/* The largest number of the rows that take part; NaN unless all are between 0 and 1 and some above 0. */
static double largest_proportion(const nkt_table *table, const nkt_column *column) {
    double most = 0;
    int64_t n = 0;

    for (int64_t row = 0; row < table->rows.n_rows; row++) {
        int8_t state;
        const double value = nkt_i_row_included(NULL, NULL, &table->rows, row)
                                 ? nkt_i_column_value(column, row, &state)
                                 : (double)NAN;
        if (isnan(value))
            continue;
        if (!(value >= 0 && value <= 1))
            return NAN;
        most = fmax(most, value);
        n++;
    }
    return n < FEWEST || most == 0 ? (double)NAN : most;
}

void nkt_i_remark_proportions(nkt_i_call *call, const char *columns_path, const nkt_table *table) {
    for (int64_t i = 0; call->bad_rows == 0 && i < table->n_columns; i++) {
        const nkt_column *column = &table->columns[i];
        const nkt_indicator *figure = nkt_indicator_by_id(column->id);
        nkt_i_fault fault = NKT_I_AT(columns_path);

        if (!figure || figure->unit != NKT_UNIT_PER_CENT)
            continue;
        fault.value = largest_proportion(table, column);
        if (isnan(fault.value))
            continue;
        fault.item = (int32_t)i;
        fault.id = column->id;
        fault.name = column->name ? column->name : figure->name;
        fault.bound = 100;
        nkt_i_remark(call, NKT_SEEMS_PROPORTIONS, NKT_REASON_OTHER_SCALE, fault,
                     "is the largest: proportions, it seems, where per cent are meant");
        return;
    }
}
