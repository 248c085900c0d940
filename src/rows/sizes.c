/*
 * Sizes of work areas of functions that do not take nkt_memory yet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"

nkt_status nkt_i_refuse_size(int32_t argument, int64_t count, nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(argument);
    fault.value = (double)count;
    return nkt_i_error_value(error, NKT_E_SIZE, fault, "n_rows",
                             "rows need more memory than there can be");
}

int nkt_i_bytes_for(int64_t a, int64_t b, size_t *size) {
    uint64_t both = (uint64_t)a + (uint64_t)b; /* below 2^64 */
    return both <= SIZE_MAX && nkt_i_size_mul((size_t)both, sizeof(int64_t), size);
}
