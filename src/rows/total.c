/*
 * Totals in the caller's memory, and as columns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"

nkt_status nkt_i_totals_check(const nkt_total *out, int64_t n, int64_t stride, int32_t argument,
                              nkt_error *error) {
    uint64_t size = stride < 0 ? 0 - (uint64_t)stride : (uint64_t)stride;
    nkt_i_fault fault = NKT_I_FAULT(argument + 1);

    if (n == 0)
        return NKT_OK;
    if (!out)
        return nkt_i_refuse_null(error, argument, "out");
    fault.value = (double)stride;
    if (n > 1 && size < sizeof(nkt_total))
        return nkt_i_error_value(error, NKT_E_STRIDE, fault, "stride", "makes totals overlap");
    if (n > 1 && size > (uint64_t)PTRDIFF_MAX / (uint64_t)n)
        return nkt_i_error_value(error, NKT_E_SIZE, fault, "stride", "reaches beyond memory");
    return NKT_OK;
}

void nkt_i_totals_write(nkt_total *out, int64_t i, int64_t stride, const nkt_total *total) {
    /* With a single total the stride may be anything, and i is 0. */
    memcpy((char *)out + (i ? i * stride : 0), total, sizeof *total);
}

nkt_status nkt_total_column(const nkt_total *totals, int32_t id, nkt_column *out,
                            nkt_error *error) {
    nkt_i_error_clear(error);
    if (!totals)
        return nkt_i_refuse_null(error, 1, "totals");
    if (!out)
        return nkt_i_refuse_null(error, 3, "out");
    *out = NKT_TOTALS(id, totals);
    return NKT_OK;
}
