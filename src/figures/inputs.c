/*
 * The caller's columns as inputs of figures: finding them by id, reading them block by block.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/figures.h"

#include "catalogue/catalogue.h"

/* Whether some figure takes this figure as an operand, or it comes from a model only. */
static int is_operand_figure(int32_t id) {
    const nkt_indicator *figure = nkt_indicator_by_id(id);

    if (!figure)
        return 0;
    if (figure->kind == NKT_KIND_MODEL)
        return 1;
    for (int64_t i = 0; i < nkt_i_indicator_count; i++)
        if (nkt_i_indicators[i].numerator[0] == id || nkt_i_indicators[i].denominator == id)
            return 1;
    return 0;
}

const char *nkt_i_name_of(int32_t id, const char *otherwise) {
    const nkt_input *input = nkt_input_by_id(id);
    const nkt_indicator *figure = input ? NULL : nkt_indicator_by_id(id);
    return input ? input->name : figure ? figure->name : otherwise;
}

static nkt_status check_id(const nkt_column *inputs, int64_t item, int32_t argument,
                           nkt_error *error) {
    int32_t id = inputs[item].id;
    nkt_i_fault fault = NKT_I_FAULT(argument);

    fault.item = (int32_t)item;
    fault.id = id;
    fault.value = id;
    if (!nkt_input_by_id(id) && !is_operand_figure(id))
        return nkt_i_error_value(error, NKT_E_ID, fault, "inputs",
                                 "is the id of no input and no operand figure");
    for (int64_t i = 0; i < item; i++)
        if (inputs[i].id == id)
            return nkt_i_error_set(error, NKT_E_DUPLICATE, fault, nkt_i_name_of(id, ""),
                                   "stands twice among the inputs");
    return NKT_OK;
}

nkt_status nkt_i_inputs_check(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                              int32_t argument, nkt_error *error) {
    if (n_inputs < 0)
        return nkt_i_refuse_count(error, argument + 1, "n_inputs", n_inputs);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, argument + 2, "n_rows", n_rows);
    if (!inputs && n_inputs > 0)
        return nkt_i_refuse_null(error, argument, "inputs");
    for (int64_t i = 0; i < n_inputs; i++) {
        nkt_status status = check_id(inputs, i, argument, error);
        if (status)
            return status;
    }
    /* Past the loop: ids are distinct, so there are at most as many as the catalogue has. */
    for (int64_t i = 0; i < n_inputs; i++) {
        nkt_i_fault fault = NKT_I_FAULT(argument);
        nkt_status status;
        fault.item = (int32_t)i;
        status =
            nkt_i_column_check(&inputs[i], n_rows, fault, nkt_i_name_of(inputs[i].id, ""), error);
        if (status)
            return status;
    }
    return NKT_OK;
}

const nkt_column *nkt_i_input_column(const nkt_column *inputs, int64_t n_inputs, int32_t id) {
    for (int64_t i = 0; id && i < n_inputs; i++)
        if (inputs[i].id == id)
            return &inputs[i];
    return NULL;
}

/* What is wrong with an element that was found invalid. */
static const char *diagnose(double value) {
    if (isinf(value))
        return "is not finite";
    if (value < 0)
        return "is negative";
    return "the value is marked as invalid, or by no known reason or row";
}

void nkt_i_operand_missing(int64_t count, nkt_i_operand *operand) {
    for (int64_t i = 0; i < count; i++)
        operand->values[i] = NAN;
    memset(operand->states, NKT_STATE_MISSING, (size_t)count);
}

void nkt_i_operand_load(const nkt_column *column, int64_t first, int64_t count, int32_t lowest,
                        nkt_i_fault place, const char *name, nkt_i_operand *operand,
                        nkt_i_faults *faults) {
    double least = lowest == NKT_I_NOT_NEGATIVE ? 0 : -DBL_MAX;

    if (!column) {
        nkt_i_operand_missing(count, operand);
        return;
    }
    nkt_i_column_load_bounded(column, first, count, least, operand->values, operand->states);
    NKT_I_FOR_ODD(i, operand->states, count) {
        if (operand->states[i] == NKT_STATE_INVALID) {
            nkt_i_fault fault = place;
            fault.id = column->id;
            fault.value = operand->values[i];
            nkt_i_faults_add(faults, place.row + i, nkt_i_name_of(column->id, name),
                             diagnose(fault.value), fault);
        }
        operand->values[i] = NAN;
    }
}
