/*
 * Which rows take part in a model of expected values, as far as unit, inclusion and size decide it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected.h"

/* Whether the size of a group is bad data. 0 is: a figure of nobody does not exist. */
static int is_bad_size(double size, int8_t state, int has_response) {
    return state == NKT_STATE_INVALID ||
           (state == NKT_STATE_VALUE && (size < 0 || (size == 0 && has_response)));
}

static int has_value(const nkt_column *column, int64_t row) {
    int8_t state;
    nkt_i_column_value(column, row, &state);
    return state == NKT_STATE_VALUE;
}

/* Rows are judged in ascending order, so that the first bad one is told of. */
static void tell(nkt_i_expected_bad *bad, nkt_i_fault fault, const char *name,
                 const char *sentence) {
    if (bad->rows++ == 0)
        nkt_i_error_value(&bad->first, NKT_ROWS_INVALID, fault, name, sentence);
}

/* One row's use as far as unit, include and size decide it; bad data are told. */
static int32_t judge(const nkt_i_expected_input *in, const nkt_expected_options *options,
                     int64_t row, double *size, nkt_i_expected_bad *bad) {
    nkt_i_fault fault = NKT_I_FAULT(5);
    int8_t state = NKT_STATE_MISSING;

    *size = NAN;
    if (in->unit) {
        const int64_t code = nkt_i_column_code(in->unit, row, &state);
        if (state == NKT_STATE_VALUE && code == options->nation)
            return NKT_EXPECTED_NATION;
        if (state == NKT_STATE_INVALID) {
            fault.value = nkt_i_column_value(in->unit, row, &state);
            fault.row = row;
            tell(bad, fault, "unit", "is no whole number");
            return NKT_EXPECTED_INVALID;
        }
    }
    if (in->include) {
        const double wanted = nkt_i_column_value(in->include, row, &state);
        if (state != NKT_STATE_VALUE || wanted == 0)
            return NKT_EXPECTED_NOT_INCLUDED;
    }
    if (in->size) {
        *size = nkt_i_column_value(in->size, row, &state);
        if (is_bad_size(*size, state, has_value(in->response, row))) {
            fault.argument = 4;
            fault.value = *size;
            *size = NAN;
            fault.row = row;
            tell(bad, fault, "group_size", "is no size of a group");
            return NKT_EXPECTED_INVALID;
        }
        if (state != NKT_STATE_VALUE)
            *size = NAN;
        if (*size < options->minimum_size)
            return NKT_EXPECTED_SMALL;
    }
    return NKT_EXPECTED_USED;
}

void nkt_i_expected_judge(const nkt_i_expected_input *in, const nkt_expected_options *options,
                          nkt_i_expected *model, nkt_i_expected_work *w, nkt_i_expected_bad *bad) {
    double *use = nkt_i_expected_list(model, NKT_EXPECTED_ROW_USE);

    for (int64_t row = 0; row < in->n_rows; row++) {
        const int32_t verdict = judge(in, options, row, &w->sizes[row], bad);
        use[row] = verdict;
        w->candidate[row] = verdict == NKT_EXPECTED_USED;
        model->small += verdict == NKT_EXPECTED_SMALL;
        model->nation += verdict == NKT_EXPECTED_NATION;
        model->not_included += verdict == NKT_EXPECTED_NOT_INCLUDED;
        model->invalid += verdict == NKT_EXPECTED_INVALID;
    }
}
