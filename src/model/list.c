/*
 * Handing a list of numbers to the caller.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

nkt_status nkt_i_list_copy(const double *list, int64_t count, void *out, int64_t stride,
                           int64_t capacity, nkt_error *error) {
    if (capacity < 0)
        return nkt_i_refuse_count(error, 5, "capacity", capacity);
    if (capacity < count) {
        nkt_i_fault fault = NKT_I_FAULT(5);
        fault.value = (double)capacity;
        return nkt_i_error_value(error, NKT_E_CAPACITY, fault, "capacity",
                                 "is less than the list is long");
    }
    if (!out && count > 0)
        return nkt_i_refuse_null(error, 3, "out");
    if (stride > -8 && stride < 8 && count > 1)
        return nkt_i_error_set(error, NKT_E_STRIDE, NKT_I_FAULT(4), "stride",
                               "makes elements overlap");
    if (count > 1 && (stride > PTRDIFF_MAX / (count - 1) || stride < -PTRDIFF_MAX / (count - 1)))
        return nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(4), "stride",
                               "reaches beyond memory");
    for (int64_t k = 0; k < count; k++)
        memcpy((char *)out + k * stride, &list[k], sizeof list[k]);
    return NKT_OK;
}
