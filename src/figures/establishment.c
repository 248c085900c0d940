/*
 * The establishment area's own questions: education of those enrolled, status of those who left.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/establishment.h"

#include "figures/areas.h"

nkt_status nkt_establishment_education(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                                       const nkt_options *options, nkt_estimate *out,
                                       int64_t capacity, int64_t row_stride, int64_t item_stride,
                                       int32_t *sums, int64_t sums_stride, nkt_error *error) {
    static const int32_t parts[] = {NKT_IN_ENROLLED_LOWER_SECONDARY,
                                    NKT_IN_ENROLLED_UPPER_SECONDARY,
                                    NKT_IN_ENROLLED_POST_SECONDARY};
    const nkt_i_division education = {
        .ids = parts, .n_parts = 3, .whole_id = NKT_IN_ENROLLED, .interval = 1};
    const nkt_i_question question = {inputs,     n_inputs,    n_rows, options,     out,   capacity,
                                     row_stride, item_stride, sums,   sums_stride, "sums"};
    return nkt_i_answer(&question, 4, nkt_i_division_step, &education, error);
}

static void status_step(nkt_i_walk *walk, const void *context, int64_t first, int64_t count) {
    static const nkt_i_statuses statuses = {NKT_IN_LEFT_EMPLOYED, NKT_IN_LEFT_STUDYING,
                                            NKT_IN_LEFT_EMPLOYED_OR_STUDYING, NKT_IN_LEFT,
                                            NKT_IN_LEFT_IN_PROGRAMME};
    nkt_i_overlap overlap;
    const nkt_i_operand *items[6];

    (void)context;
    items[NKT_LEFT_STATUS_EMPLOYED_ONLY] = &overlap.only_employed;
    items[NKT_LEFT_STATUS_STUDYING_ONLY] = &overlap.only_studying;
    items[NKT_LEFT_STATUS_BOTH] = &overlap.both;
    items[NKT_LEFT_STATUS_IN_PROGRAMME] = &overlap.programme;
    items[NKT_LEFT_STATUS_OTHER_LEAST] = &overlap.other_least;
    items[NKT_LEFT_STATUS_OTHER_MOST] = &overlap.other_most;
    nkt_i_overlap_load(walk, &statuses, first, count, &overlap);
    nkt_i_overlap_write(walk, &overlap, items, 6, first, count);
}

nkt_status nkt_establishment_status(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                                    const nkt_options *options, nkt_estimate *out, int64_t capacity,
                                    int64_t row_stride, int64_t item_stride, nkt_error *error) {
    const nkt_i_question question = {inputs,     n_inputs,    n_rows, options, out, capacity,
                                     row_stride, item_stride, NULL,   0,       ""};
    return nkt_i_answer(&question, 6, status_step, NULL, error);
}
