/*
 * The part that every question of an area shares: parameters checked, rows gone through in blocks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/areas.h"

nkt_status nkt_i_plain_columns_check(const nkt_column *columns, int64_t count, int64_t n_rows,
                                     int32_t argument, const char *name, nkt_error *error) {
    for (int64_t i = 0; i < count; i++) {
        const char *its_name = columns[i].id ? nkt_i_name_of(columns[i].id, NULL) : name;
        nkt_i_fault fault = NKT_I_FAULT(argument);
        nkt_status status;
        fault.item = (int32_t)(i > INT32_MAX ? INT32_MAX : i);
        if (!its_name) {
            fault.id = columns[i].id;
            fault.value = columns[i].id;
            return nkt_i_error_value(error, NKT_E_ID, fault, name,
                                     "is the id of no input and no figure");
        }
        status = nkt_i_column_check(&columns[i], n_rows, fault, its_name, error);
        if (status)
            return status;
    }
    return NKT_OK;
}

nkt_status nkt_i_question_check(const nkt_i_question *question, int64_t n_items, nkt_i_walk *walk,
                                nkt_error *error) {
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_inputs_check(question->inputs, question->n_inputs, question->n_rows, 1, error);
    if (!status)
        status = nkt_i_method_read(question->options, 4, &walk->method, error);
    if (!status)
        status = nkt_i_capacity_check(question->capacity, n_items, 6, error);
    if (status)
        return status;
    walk->inputs = question->inputs;
    walk->n_inputs = question->n_inputs;
    walk->n_rows = question->n_rows;
    walk->out = (nkt_i_target){(char *)question->out,
                               sizeof(nkt_estimate),
                               question->n_rows,
                               n_items,
                               question->row_stride,
                               question->item_stride,
                               "out",
                               5,
                               7};
    walk->codes = nkt_i_target_of(question->codes, sizeof *question->codes, question->n_rows,
                                  question->codes_stride, question->codes_name, 9);
    status = nkt_i_target_check(&walk->out, 1, error);
    return status ? status : nkt_i_target_check(&walk->codes, 0, error);
}

nkt_status nkt_i_walk_rows(nkt_i_walk *walk, nkt_i_step *step, const void *context,
                           nkt_error *error) {
    nkt_i_faults_begin(&walk->faults);
    for (int64_t first = 0; first < walk->n_rows; first += NKT_I_BLOCK) {
        int64_t left = walk->n_rows - first;
        nkt_i_faults_block(&walk->faults, first);
        step(walk, context, first, left < NKT_I_BLOCK ? left : NKT_I_BLOCK);
    }
    return nkt_i_faults_end(&walk->faults, error);
}

nkt_status nkt_i_answer(const nkt_i_question *question, int64_t n_items, nkt_i_step *step,
                        const void *context, nkt_error *error) {
    nkt_i_walk walk;
    nkt_status status = nkt_i_question_check(question, n_items, &walk, error);

    return status ? status : nkt_i_walk_rows(&walk, step, context, error);
}

void nkt_i_walk_load(nkt_i_walk *walk, int32_t id, int64_t first, int64_t count,
                     nkt_i_operand *operand) {
    const nkt_column *column = nkt_i_input_column(walk->inputs, walk->n_inputs, id);
    const nkt_indicator *figure = nkt_indicator_by_id(id);
    int modelled = figure && figure->kind == NKT_KIND_MODEL;
    nkt_i_fault place = NKT_I_FAULT(1);

    place.row = first;
    place.item = column ? (int32_t)(column - walk->inputs) : -1;
    nkt_i_operand_load(column, first, count, modelled ? NKT_I_ANY_FINITE : NKT_I_NOT_NEGATIVE,
                       place, "", operand, &walk->faults);
}

void nkt_i_walk_fault(nkt_i_walk *walk, int32_t id, int64_t row, double value,
                      const char *sentence) {
    const nkt_column *column = nkt_i_input_column(walk->inputs, walk->n_inputs, id);
    nkt_i_fault fault = NKT_I_FAULT(1);

    fault.item = column ? (int32_t)(column - walk->inputs) : -1;
    fault.id = id;
    fault.value = value;
    nkt_i_faults_add(&walk->faults, row, nkt_i_name_of(id, ""), sentence, fault);
}

void nkt_i_walk_write(const nkt_i_walk *walk, const nkt_i_block *block, int64_t first,
                      int64_t count, int64_t item) {
    for (int64_t i = 0; i < count; i++) {
        nkt_estimate estimate = nkt_i_block_estimate(block, i);
        nkt_i_target_put(&walk->out, first + i, item, &estimate);
    }
}
