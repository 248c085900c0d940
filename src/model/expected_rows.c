/*
 * Which rows take part in a model of expected values.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected.h"

static int has_value(const nkt_column *column, int64_t row) {
    int8_t state;
    nkt_i_column_value(column, row, &state);
    return state == NKT_STATE_VALUE;
}

/*
 * The size of a row's group, NaN where it is not known. Returns 0 where it is bad data, which 0 is
 * too if there is a response: a figure of nobody does not exist.
 */
static int read_size(nkt_i_call *call, const nkt_design *design, int64_t row, double *size) {
    nkt_i_fault fault = NKT_I_AT("design.size");
    int32_t why;
    int8_t state;

    *size = nkt_i_column_value(design->size, row, &state);
    if (state == NKT_STATE_VALUE &&
        (*size > 0 || (*size == 0 && !has_value(design->response, row))))
        return 1;
    if (state != NKT_STATE_VALUE && state != NKT_STATE_INVALID) {
        *size = NAN;
        return 1;
    }
    why = nkt_i_column_why_invalid(design->size, row, &fault.value);
    fault.id = design->size->id;
    fault.name = design->size->name;
    fault.row = row;
    if (why)
        nkt_i_bad_row(call, why, fault, NULL);
    else
        nkt_i_bad_row(call, *size < 0 ? NKT_REASON_NEGATIVE : NKT_REASON_IMPOSSIBLE, fault,
                      "is no size of a group");
    *size = NAN;
    return 0;
}

/* One row; candidate: whether it may be fitted as far as response and terms allow it. */
static int32_t judge(nkt_i_call *call, const nkt_design *design,
                     const nkt_expected_options *options, int64_t row, double *size, double *y,
                     int8_t *candidate) {
    *size = *y = NAN;
    *candidate = 0;
    if (!nkt_i_row_included(call, "design.rows.include", &design->rows, row))
        return NKT_USE_NOT_INCLUDED;
    if (design->size) {
        int8_t state;
        if (!read_size(call, design, row, size))
            return NKT_USE_INVALID;
        if (*size < options->minimum_persons)
            return NKT_USE_SMALL;
        *y = nkt_i_column_value(design->response, row, &state);
        if (state == NKT_STATE_VALUE &&
            nkt_i_inner_is_no_share(call, design, row, *y, options->whole))
            return NKT_USE_INVALID;
    }
    *candidate = 1;
    return nkt_i_inner_judge(call, design, row, y);
}

nkt_i_inner_range nkt_i_expected_judge(nkt_i_call *call, const nkt_design *design,
                                       const nkt_expected_options *options,
                                       const nkt_i_expected_work *w, nkt_i_expected *found) {
    nkt_i_inner_range range = {0, 0, 0};

    for (int64_t row = 0; row < design->rows.n_rows; row++) {
        double y;
        const int32_t use =
            judge(call, design, options, row, &w->sizes[row], &y, &w->candidate[row]);
        w->use[row] = use;
        found->small += use == NKT_USE_SMALL;
        found->not_included += use == NKT_USE_NOT_INCLUDED;
        found->missing += use == NKT_USE_MISSING;
        found->invalid += use == NKT_USE_INVALID;
        if (use == NKT_USE_USED)
            nkt_i_inner_widen(&range, y);
    }
    found->used = range.n;
    return range;
}
