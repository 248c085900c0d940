/*
 * Checks that the files of this room share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/followup.h"

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

nkt_status nkt_i_refuse_number(int32_t argument, double value, const char *name,
                               const char *sentence, nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(argument);

    fault.value = value;
    return isnan(value) ? nkt_i_error_set(error, NKT_E_DOMAIN, fault, name, sentence)
                        : nkt_i_error_value(error, NKT_E_DOMAIN, fault, name, sentence);
}

nkt_status nkt_i_confidence(double *confidence, int32_t argument, nkt_error *error) {
    if (*confidence == 0)
        *confidence = 0.95;
    if (!(*confidence > 0 && *confidence < 1))
        return nkt_i_refuse_number(argument, *confidence, "confidence", "is not between 0 and 1",
                                   error);
    return NKT_OK;
}

nkt_status nkt_i_weights_check(const double *weights, int64_t n, int32_t argument,
                               nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(argument);
    double sum = 0;

    for (int64_t q = 0; weights && q < n; q++) {
        sum += weights[q];
        fault.item = (int32_t)q;
        if (!(weights[q] >= 0) || isinf(weights[q]))
            return nkt_i_error_set(error, NKT_E_DOMAIN, fault, "weights",
                                   "holds one that is not 0 or more, and finite");
    }
    fault.item = -1;
    if (weights && (!(sum > 0) || isinf(10 * sum))) /* answers go up to 10 */
        return nkt_i_error_set(error, NKT_E_DOMAIN, fault, "weights", "do not sum to a weight");
    return NKT_OK;
}

void nkt_i_note_outside(nkt_i_call *call, const char *path, int32_t item, const nkt_column *column,
                        int64_t row, const char *sentence) {
    nkt_i_fault fault = NKT_I_AT(path);
    const int32_t why = nkt_i_column_why_invalid(column, row, &fault.value);
    int8_t state;

    if (!why)
        fault.value = nkt_i_column_value(column, row, &state);
    fault.item = item;
    fault.row = row;
    fault.id = column->id;
    fault.name = column->name;
    nkt_i_bad_row(call, why ? why : NKT_REASON_OUT_OF_RANGE, fault, sentence);
}
