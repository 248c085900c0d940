/*
 * Bad rows met so far, and strides of outputs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "programmes/bad_rows.h"

void nkt_i_bad_note(nkt_i_bad *bad, int32_t argument, int32_t item, int64_t row, double value,
                    const char *subject, const char *sentence) {
    if (bad->rows == 0 || row < bad->first.row) {
        bad->first = (nkt_i_fault){argument, item, 0, row, value};
        bad->subject = subject;
        bad->sentence = sentence;
    }
    bad->rows++;
}

nkt_status nkt_i_bad_end(const nkt_i_bad *bad, nkt_error *error) {
    if (bad->rows == 0)
        return NKT_OK;
    if (isnan(bad->first.value))
        nkt_i_error_set(error, NKT_ROWS_INVALID, bad->first, bad->subject, bad->sentence);
    else
        nkt_i_error_value(error, NKT_ROWS_INVALID, bad->first, bad->subject, bad->sentence);
    if (error)
        error->rows_affected = bad->rows;
    return NKT_ROWS_INVALID;
}

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
