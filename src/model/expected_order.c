/*
 * What depends on the order of the rows: quarters of the deviations, p-values adjusted for their
 * number.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected.h"

static int rises(const void *context, int64_t a, int64_t b) {
    const double *values = (const double *)context;
    return nkt_i_double_less(values[a], values[b]);
}

/* Row numbers of those that have a value, ascending by it. Returns how many. */
static int64_t sort_known(const double *values, const double *use, int64_t n, int64_t *order,
                          int64_t *scratch) {
    int64_t count = 0;

    for (int64_t row = 0; row < n; row++)
        if (use[row] == NKT_USE_USED && !isnan(values[row]))
            order[count++] = row;
    nkt_i_sort(order, scratch, count, rises, values);
    return count;
}

/* 1 + the whole part of 4 times the share of rows that are better; ascending or descending. */
void nkt_i_expected_quarters(nkt_i_expected *model, int64_t *order, int64_t *scratch) {
    const double *deviation = nkt_i_expected_list(model, NKT_EXPECTED_ROW_DEVIATION);
    const double *use = nkt_i_expected_list(model, NKT_EXPECTED_ROW_USE);
    double *quarter = nkt_i_expected_list(model, NKT_EXPECTED_ROW_QUARTER);
    const int64_t count = sort_known(deviation, use, model->n_rows, order, scratch);
    const int high = model->direction == NKT_DIRECTION_HIGH;
    int64_t better = 0;

    for (int64_t k = 0; k < count; k++) {
        const int64_t row = order[high ? count - 1 - k : k];
        if (k > 0 && deviation[row] != deviation[order[high ? count - k : k - 1]])
            better = k;
        quarter[row] = (double)(1 + (4 * better) / count);
    }
}

/* q of the k-th smallest of m: the smallest of p_j m / j over j >= k, at most 1. */
void nkt_i_expected_adjust(nkt_i_expected *model, int64_t *order, int64_t *scratch) {
    const double *p = nkt_i_expected_list(model, NKT_EXPECTED_ROW_OUTLYING_P);
    const double *use = nkt_i_expected_list(model, NKT_EXPECTED_ROW_USE);
    double *q = nkt_i_expected_list(model, NKT_EXPECTED_ROW_OUTLYING_Q);
    const int64_t count = sort_known(p, use, model->n_rows, order, scratch);
    double least = 1;

    for (int64_t k = count - 1; k >= 0; k--) {
        least = fmin(least, p[order[k]] * (double)count / (double)(k + 1));
        q[order[k]] = least;
    }
}
