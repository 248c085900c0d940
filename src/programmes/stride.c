/*
 * Strides of outputs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "programmes/programmes.h"

nkt_status nkt_i_stride_check(int64_t stride, int64_t size, int64_t n, int32_t argument,
                              const char *name, nkt_error *error) {
    if (n < 2)
        return NKT_OK;
    if (stride > -size && stride < size)
        return nkt_i_error_set(error, NKT_E_STRIDE, NKT_I_FAULT(argument), name,
                               "makes elements overlap");
    if (stride > PTRDIFF_MAX / (n - 1) || stride < -PTRDIFF_MAX / (n - 1))
        return nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(argument), name,
                               "reaches beyond memory");
    return NKT_OK;
}
