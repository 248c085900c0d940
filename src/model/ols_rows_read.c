/*
 * The caller's rows, block by block: read, judged, powers formed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

#define ROWS NKT_I_OLS_ROWS

/* What stands for the number of a term where a column is none. */
enum { RESPONSE = -1, WEIGHT = -2 };

/* ---- checks without values ------------------------------------------------------------------------ */

static nkt_status check_column(const nkt_column *column, int64_t n_rows, int32_t argument,
                               int32_t item, const char *name, nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(argument);
    fault.item = item;
    return column ? nkt_i_column_check(column, n_rows, fault, name, error) : NKT_OK;
}

static void term_name(int64_t term, char *name, size_t size) {
    nkt_i_text text = nkt_i_text_begin(name, size);
    nkt_i_text_add(&text, "term ");
    nkt_i_text_integer(&text, term);
}

nkt_status nkt_i_ols_input_check(const nkt_i_ols_input *input, const nkt_i_ols_shape *shape,
                                 nkt_error *error) {
    nkt_status status;

    if (input->n_rows < 0)
        return nkt_i_refuse_count(error, input->rows_argument, "n_rows", input->n_rows);
    if (input->n_terms != shape->n_terms) {
        nkt_i_fault fault = NKT_I_FAULT(input->terms_argument + 1);
        fault.value = (double)input->n_terms;
        return nkt_i_error_value(error, NKT_E_COUNT, fault, "n_terms",
                                 "is not what the state was made for");
    }
    if (!input->terms && input->n_terms > 0)
        return nkt_i_refuse_null(error, input->terms_argument, "terms");
    status = check_column(input->response, input->n_rows, input->response_argument, -1, "response",
                          error);
    for (int64_t k = 0; !status && k < input->n_terms; k++) {
        char name[24];
        term_name(k, name, sizeof name);
        status = check_column(&input->terms[k], input->n_rows, input->terms_argument, (int32_t)k,
                              name, error);
    }
    if (!status)
        status =
            check_column(input->weight, input->n_rows, input->weight_argument, -1, "weight", error);
    if (!status)
        status = check_column(input->include, input->n_rows, input->include_argument, -1, "include",
                              error);
    return status;
}

/* ---- bad rows --------------------------------------------------------------------------------------- */

void nkt_i_ols_faults_begin(nkt_i_ols_faults *faults) {
    faults->first = NKT_I_FAULT(0);
    faults->sentence = NULL;
    faults->rows = 0;
}

/* Rows of a block are met column by column: the first is that of the smallest number. */
static void tell(nkt_i_ols_faults *faults, int32_t argument, int32_t item, int32_t id, int64_t row,
                 double value, const char *sentence) {
    if (faults->sentence && faults->first.row <= row)
        return;
    faults->first = NKT_I_FAULT(argument);
    faults->first.item = item >= 0 ? item : -1;
    faults->first.id = id;
    faults->first.row = row;
    faults->first.value = value;
    faults->sentence = sentence;
    if (item >= 0) {
        term_name(item, faults->subject, sizeof faults->subject);
    } else {
        nkt_i_text text = nkt_i_text_begin(faults->subject, sizeof faults->subject);
        nkt_i_text_add(&text, item == WEIGHT ? "weight" : "response");
    }
}

void nkt_i_ols_faults_response(nkt_i_ols_faults *faults, int32_t argument, int32_t id, int64_t row,
                               double value, const char *sentence) {
    tell(faults, argument, RESPONSE, id, row, value, sentence);
    faults->rows++;
}

nkt_status nkt_i_ols_faults_end(const nkt_i_ols_faults *faults, nkt_error *error) {
    if (!faults->sentence)
        return NKT_OK;
    if (isnan(faults->first.value))
        nkt_i_error_set(error, NKT_ROWS_INVALID, faults->first, faults->subject, faults->sentence);
    else
        nkt_i_error_value(error, NKT_ROWS_INVALID, faults->first, faults->subject,
                          faults->sentence);
    if (error)
        error->rows_affected = faults->rows;
    return NKT_ROWS_INVALID;
}

static const char *diagnose(double value) {
    return isinf(value) ? "is not finite"
                        : "the value is marked as invalid, or by no known reason or row";
}

/* ---- blocks ------------------------------------------------------------------------------------------- */

int64_t nkt_i_ols_block_numbers(const nkt_i_ols_shape *shape) {
    return (shape->n_columns + 2) * ROWS * (nkt_i_ols_shape_has_powers(shape) ? 2 : 1);
}

void nkt_i_ols_block_place(nkt_i_ols_block *block, const nkt_i_ols_shape *shape, double *numbers) {
    block->high = numbers;
    block->low = nkt_i_ols_shape_has_powers(shape) ? numbers + (shape->n_columns + 2) * ROWS : NULL;
}

/*
 * Reads a column into to[]; rows that are not excluded are marked missing or invalid where it is.
 * known: cleared where there is no value.
 */
static void read(const nkt_column *column, int64_t first, int64_t count, int32_t argument,
                 int32_t item, double *to, int8_t *known, nkt_i_ols_block *block,
                 nkt_i_ols_faults *faults) {
    int8_t states[ROWS], odd = 0;

    nkt_i_column_load(column, first, count, to, states);
    for (int64_t r = 0; r < count; r++)
        odd |= states[r];
    for (int64_t r = 0; odd && r < count; r++) {
        if (states[r] == NKT_STATE_VALUE)
            continue;
        known[r] = 0;
        if (block->use[r] != NKT_I_ROW_EXCLUDED) {
            if (states[r] == NKT_STATE_INVALID) {
                tell(faults, argument, item, column->id, first + r, to[r], diagnose(to[r]));
                block->use[r] = NKT_I_ROW_INVALID;
            } else if (block->use[r] != NKT_I_ROW_INVALID) {
                block->use[r] = NKT_I_ROW_MISSING;
            }
        }
        to[r] = NAN;
    }
}

static void read_include(const nkt_column *include, int64_t first, int64_t count,
                         nkt_i_ols_block *block) {
    double values[ROWS];
    int8_t states[ROWS];

    if (!include)
        return;
    nkt_i_column_load(include, first, count, values, states);
    for (int64_t r = 0; r < count; r++)
        if (states[r] != NKT_STATE_VALUE || values[r] == 0)
            block->use[r] = NKT_I_ROW_EXCLUDED;
}

static void read_weight(const nkt_i_ols_input *input, int64_t first, int64_t count,
                        nkt_i_ols_block *block, nkt_i_ols_faults *faults) {
    int8_t known[ROWS];

    for (int64_t r = 0; r < count; r++)
        block->weights[r] = 1;
    if (!input->weight)
        return;
    read(input->weight, first, count, input->weight_argument, WEIGHT, block->weights, known, block,
         faults);
    for (int64_t r = 0; r < count; r++) {
        if (block->weights[r] < 0 && block->use[r] != NKT_I_ROW_EXCLUDED) {
            tell(faults, input->weight_argument, WEIGHT, input->weight->id, first + r,
                 block->weights[r], "is negative");
            block->use[r] = NKT_I_ROW_INVALID;
        }
        if (block->weights[r] == 0 && block->use[r] == NKT_I_ROW_USED)
            block->use[r] = NKT_I_ROW_ZERO;
    }
}

/* The powers 2 ... degree of one column, from wide numbers, so each is off by at most 2^-106. */
static void form_powers(nkt_i_ols_block *block, int64_t column, int degree, int64_t first,
                        int64_t count, int32_t argument, int32_t item, int32_t id,
                        nkt_i_ols_faults *faults) {
    const double *from = block->high + column * ROWS;

    for (int64_t r = 0; r < count; r++) {
        const int known = block->terms_known[r] && !isnan(from[r]);
        const nkt_i_wide x = known ? nkt_i_wide_from_double(from[r]) : nkt_i_wide_zero();
        nkt_i_wide power = x;
        for (int d = 1; d < degree; d++) {
            double *high = block->high + (column + d) * ROWS + r;
            double *low = block->low + (column + d) * ROWS + r;
            power = nkt_i_wide_multiply(&power, &x);
            nkt_i_wide_round_pair(&power, high, low);
            if (isfinite(*high))
                continue;
            if (block->use[r] != NKT_I_ROW_EXCLUDED) {
                tell(faults, argument, item, id, first + r, from[r],
                     "has a power beyond the largest number");
                block->use[r] = NKT_I_ROW_INVALID;
            }
            block->terms_known[r] = 0;
            break;
        }
    }
}

static void read_terms(const nkt_i_ols_shape *shape, const nkt_i_ols_input *input, int64_t first,
                       int64_t count, nkt_i_ols_block *block, nkt_i_ols_faults *faults) {
    int64_t column = 1;

    for (int64_t k = 0; k < shape->n_terms; k++) {
        read(&input->terms[k], first, count, input->terms_argument, (int32_t)k,
             block->high + column * ROWS, block->terms_known, block, faults);
        if (shape->degree[k] > 1)
            form_powers(block, column, shape->degree[k], first, count, input->terms_argument,
                        (int32_t)k, input->terms[k].id, faults);
        column += shape->degree[k];
    }
}

void nkt_i_ols_block_load(nkt_i_ols_block *block, const nkt_i_ols_shape *shape,
                          const nkt_i_ols_input *input, int64_t first, int64_t count,
                          nkt_i_ols_faults *faults) {
    double *response = block->high + (shape->n_columns + 1) * ROWS;

    if (block->low)
        memset(block->low, 0, (size_t)(shape->n_columns + 2) * ROWS * sizeof *block->low);
    for (int64_t r = 0; r < count; r++) {
        block->high[r] = 1;
        block->use[r] = NKT_I_ROW_USED;
        block->terms_known[r] = block->response_known[r] = 1;
        response[r] = NAN;
    }
    read_include(input->include, first, count, block);
    if (input->response)
        read(input->response, first, count, input->response_argument, RESPONSE, response,
             block->response_known, block, faults);
    else
        memset(block->response_known, 0, (size_t)count);
    read_terms(shape, input, first, count, block, faults);
    read_weight(input, first, count, block, faults);
    for (int64_t r = 0; r < count; r++) {
        faults->rows += block->use[r] == NKT_I_ROW_INVALID;
        if (!input->response && block->use[r] == NKT_I_ROW_USED)
            block->use[r] = NKT_I_ROW_EXCLUDED; /* a new row is part of no fit */
    }
}
