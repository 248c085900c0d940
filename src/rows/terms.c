/*
 * Columns whose numbers are summed: what may be added over units or years, and what is bad data.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"

#include "nyckeltal/catalogue.h"

/* Why the years of an input do not add up; NULL where they do. */
static const char *years_do_not_add(int32_t measure) {
    switch (measure) {
    case NKT_MEASURE_FLOW:
    case NKT_MEASURE_COHORT:
    case NKT_MEASURE_AMOUNT_FLOW:
        return NULL;
    case NKT_MEASURE_STOCK:
        return "is a stock, mostly the same persons from year to year: its years do not add up";
    default:
        return "is measured at a point in time: its years do not add up";
    }
}

/* Why the use does not fit what the column holds; NULL where it does. */
static const char *objection(const nkt_input *input, const nkt_indicator *figure, int use) {
    if (use == NKT_I_ADD_YEARS && input)
        return years_do_not_add(input->measure);
    if (use == NKT_I_ADD_YEARS && figure)
        return "is a key figure: pool what it is made of";
    if (use == NKT_I_ADD_UNITS && figure && figure->kind != NKT_KIND_COUNT)
        return "is a key figure and no count: sum what it is made of, or take the mean";
    return NULL;
}

/* Differences lie on both sides of 0, and a model may reach below it. */
static int may_be_negative(const nkt_input *input, const nkt_indicator *figure) {
    if (figure)
        return figure->kind == NKT_KIND_DIFFERENCE || figure->kind == NKT_KIND_MODEL;
    return !input;
}

nkt_status nkt_i_terms_open(const nkt_column *column, int64_t n_rows, int use, nkt_i_fault fault,
                            nkt_i_terms *terms, nkt_error *error) {
    const nkt_input *input;
    const nkt_indicator *figure;
    const char *why_not;

    if (!column)
        return nkt_i_refuse_null(error, fault.argument, "column");
    input = nkt_input_by_id(column->id);
    figure = nkt_indicator_by_id(column->id);
    fault.id = column->id;
    if (column->id && !input && !figure) {
        fault.value = column->id;
        return nkt_i_error_value(error, NKT_E_ID, fault, "column",
                                 "is the id of no input and no figure");
    }
    terms->column = column;
    terms->name = input ? input->name : figure ? figure->name : "column";
    terms->may_be_negative = may_be_negative(input, figure);
    terms->argument = fault.argument;
    why_not = objection(input, figure, use);
    if (why_not)
        return nkt_i_error_set(error, NKT_E_MEASURE, fault, terms->name, why_not);
    return nkt_i_column_check(column, n_rows, fault, terms->name, error);
}

double nkt_i_terms_value(const nkt_i_terms *terms, int64_t row, int8_t *state) {
    double value = nkt_i_column_value(terms->column, row, state);
    if (*state == NKT_STATE_VALUE && value < 0 && !terms->may_be_negative)
        *state = NKT_STATE_INVALID;
    return *state == NKT_STATE_VALUE ? value : (double)NAN;
}

static nkt_i_fault fault_at(const nkt_i_terms *terms, int64_t row) {
    nkt_i_fault fault = NKT_I_FAULT(terms->argument);
    fault.id = terms->column->id;
    fault.row = row;
    return fault;
}

void nkt_i_terms_note(const nkt_i_terms *terms, int64_t row, nkt_i_bad_rows *bad) {
    nkt_i_fault fault = fault_at(terms, row);
    int8_t state;
    const char *sentence = "the value is marked as invalid, or by no known reason or row";

    fault.value = nkt_i_column_value(terms->column, row, &state);
    if (isinf(fault.value))
        sentence = "is not finite";
    else if (fault.value < 0)
        sentence = "is negative";
    nkt_i_bad_rows_add(bad, fault, terms->name, sentence);
}

void nkt_i_terms_note_overflow(const nkt_i_terms *terms, int64_t row, nkt_i_bad_rows *bad) {
    nkt_i_bad_rows_add(bad, fault_at(terms, row), terms->name,
                       "the sum is beyond the largest number");
}
