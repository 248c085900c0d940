/*
 * Columns that say by their id what they hold.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/followup.h"

void nkt_i_table_by_id(nkt_i_call *call, const nkt_table *table, int with_groups, int32_t first,
                       int32_t last, const nkt_column **column, int32_t *item) {
    for (int32_t k = 0; k <= last - first; k++) {
        column[k] = NULL;
        item[k] = -1;
    }
    nkt_i_table_check(call, "table", table, with_groups);
    if (nkt_i_call_refused(call))
        return;
    for (int32_t i = 0; i < (int32_t)table->n_columns; i++) {
        const int32_t id = table->columns[i].id;
        nkt_i_fault fault = NKT_I_AT("table.columns");
        fault.item = i;
        fault.id = id;
        fault.value = id;
        if (id < first || id > last) {
            nkt_i_refuse(call, NKT_E_ID, NKT_REASON_UNKNOWN_CODE, fault, "is no id of this table");
            return;
        }
        if (column[id - first]) {
            nkt_i_refuse(call, NKT_E_DUPLICATE, NKT_REASON_TWICE, fault,
                         "is an id that appears twice");
            return;
        }
        column[id - first] = &table->columns[i];
        item[id - first] = i;
    }
}
