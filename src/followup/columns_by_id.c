/*
 * Columns that say by their id what they hold.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/followup.h"

nkt_status nkt_i_columns_by_id(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                               int32_t last, const char *unknown, const nkt_column **column,
                               int32_t *item, nkt_error *error) {
    if (n_inputs < 0)
        return nkt_i_refuse_count(error, 2, "n_inputs", n_inputs);
    if (n_inputs > 0 && !inputs)
        return nkt_i_refuse_null(error, 1, "inputs");
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 3, "n_rows", n_rows);
    for (int32_t id = 0; id <= last; id++) {
        column[id] = NULL;
        item[id] = -1;
    }
    for (int64_t i = 0; i < n_inputs; i++) {
        nkt_i_fault fault = NKT_I_FAULT(1);
        const int32_t id = inputs[i].id;
        fault.item = i > INT32_MAX ? INT32_MAX : (int32_t)i;
        fault.id = id;
        fault.value = id;
        if (id < 1 || id > last)
            return nkt_i_error_value(error, NKT_E_ID, fault, "inputs", unknown);
        if (column[id])
            return nkt_i_error_value(error, NKT_E_DUPLICATE, fault, "inputs",
                                     "is an id that stands twice");
        column[id] = &inputs[i];
        item[id] = fault.item;
    }
    return nkt_i_columns_check(inputs, n_inputs, n_rows, 1, "inputs", error);
}
