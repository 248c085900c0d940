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

static nkt_i_fault fault_of(const nkt_i_summand *summand) {
    nkt_i_fault fault = NKT_I_AT(summand->path);

    fault.item = summand->item;
    fault.id = summand->column->id;
    fault.name = summand->name ? summand->name : summand->column->name;
    return fault;
}

nkt_i_summand nkt_i_summand_open(nkt_i_call *call, const char *path, int32_t item,
                                 const nkt_column *column, int64_t n_rows, int use) {
    nkt_i_summand summand = {column, path, NULL, item, 0};
    const nkt_input *input;
    const nkt_indicator *figure;
    const char *why_not;

    /* Columns of a table were checked with it. */
    if (item < 0)
        nkt_i_column_needed(call, path, column, n_rows);
    if (nkt_i_call_refused(call))
        return summand;
    input = nkt_input_by_id(column->id);
    figure = nkt_indicator_by_id(column->id);
    summand.name = input ? input->name : figure ? figure->name : NULL;
    summand.may_be_negative = may_be_negative(input, figure);
    if (column->id && !input && !figure) {
        nkt_i_fault fault = fault_of(&summand);
        fault.value = column->id;
        nkt_i_refuse(call, NKT_E_ID, NKT_REASON_UNKNOWN_CODE, fault,
                     "is the id of no input and no figure");
    }
    why_not = objection(input, figure, use);
    if (why_not)
        nkt_i_refuse(call, NKT_E_MEASURE, NKT_REASON_OTHER_MEASURE, fault_of(&summand), why_not);
    return summand;
}

double nkt_i_summand_value(const nkt_i_summand *summand, int64_t row, int8_t *state) {
    double value = nkt_i_column_value(summand->column, row, state);

    if (*state == NKT_STATE_VALUE && value < 0 && !summand->may_be_negative)
        *state = NKT_STATE_INVALID;
    return *state == NKT_STATE_VALUE ? value : (double)NAN;
}

int nkt_i_summand_add(const nkt_i_summand *summand, int64_t row, nkt_i_members *members) {
    int8_t state;
    const double value = nkt_i_summand_value(summand, row, &state);

    nkt_i_members_add(members, value, state);
    if (summand->column->flags && state == NKT_STATE_VALUE)
        nkt_i_members_flag(members, nkt_i_column_flags(summand->column, row), 1);
    return state == NKT_STATE_INVALID;
}

void nkt_i_summand_remove(const nkt_i_summand *summand, int64_t row, nkt_i_members *members) {
    int8_t state;
    const double value = nkt_i_summand_value(summand, row, &state);

    nkt_i_members_remove(members, value, state);
    if (summand->column->flags && state == NKT_STATE_VALUE)
        nkt_i_members_flag(members, nkt_i_column_flags(summand->column, row), -1);
}

void nkt_i_summand_note(nkt_i_call *call, const nkt_i_summand *summand, int64_t row) {
    nkt_i_bad_element(call, summand->path, summand->item, summand->name, summand->column, row,
                      NKT_REASON_NEGATIVE);
}

void nkt_i_summand_note_overflow(nkt_i_call *call, const nkt_i_summand *summand, int64_t row) {
    nkt_i_fault fault = fault_of(summand);

    fault.row = row;
    nkt_i_bad_row(call, NKT_REASON_OVERFLOW, fault, "the sum is beyond the largest number");
}
