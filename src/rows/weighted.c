/*
 * Numbers with weights, in their order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/order.h"

/* Frequencies are exact in a double up to here. */
#define MOST_WRITTEN_OUT 0x1p53

void nkt_i_weighted_check(nkt_i_call *call, const nkt_weighted *sample) {
    nkt_i_needed(call, "sample", sample);
    if (!sample)
        return;
    nkt_i_rows_check(call, "sample.rows", &sample->rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_column_needed(call, "sample.values", sample->values, sample->rows.n_rows);
    nkt_i_column_optional(call, "sample.weights", sample->weights, sample->rows.n_rows);
    nkt_i_code(call, "sample.weighting", sample->weighting, NKT_WEIGHTING_ANALYTIC,
               NKT_WEIGHTING_FREQUENCY);
    nkt_i_reserved(call, "sample.reserved", sample->reserved);
}

nkt_i_ordered nkt_i_weighted_claim(nkt_i_call *call, const nkt_weighted *sample,
                                   nkt_i_weighted *weighted, nkt_memory *work) {
    const int64_t n = sample ? sample->rows.n_rows : 0;
    double *more = NULL;
    const nkt_i_ordered ordered =
        nkt_i_order_claim_with(call, n, n > INT64_MAX / 4 ? INT64_MAX : 4 * n, &more, work);

    *weighted = (nkt_i_weighted){0};
    if (more) {
        weighted->values = more;
        weighted->weights = more + n;
        weighted->squares = more + 2 * n;
        weighted->upto = more + 3 * n;
    }
    return ordered;
}

/* The weight of a row, 0 where it takes no part; bad data are noted, where there is a call. */
static double weight_of(nkt_i_call *call, const nkt_weighted *sample, int64_t row) {
    int8_t state;
    double w;
    int is_fraction;

    if (!sample->weights)
        return 1;
    w = nkt_i_column_value(sample->weights, row, &state);
    if (state != NKT_STATE_VALUE && state != NKT_STATE_INVALID)
        return 0;
    is_fraction = sample->weighting == NKT_WEIGHTING_FREQUENCY && w != floor(w);
    if (state == NKT_STATE_VALUE && w >= 0 && !is_fraction)
        return w;
    if (call)
        nkt_i_bad_element(call, "sample.weights", -1, NULL, sample->weights, row,
                          w < 0 ? NKT_REASON_NEGATIVE : NKT_REASON_NOT_WHOLE);
    return 0;
}

/* The rows that take part, ascending by number; returns the largest weight. */
static double read_rows(nkt_i_call *call, const nkt_weighted *sample, int may_be_negative,
                        nkt_i_ordered *ordered) {
    double largest = 0;

    for (int64_t row = 0; row < sample->rows.n_rows; row++) {
        int8_t state;
        double x, w;
        if (!nkt_i_row_included(call, "sample.rows.include", &sample->rows, row))
            continue;
        x = nkt_i_column_value(sample->values, row, &state);
        if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && x < 0 && !may_be_negative)) {
            nkt_i_bad_element(call, "sample.values", -1, NULL, sample->values, row,
                              NKT_REASON_NEGATIVE);
            continue;
        }
        w = weight_of(call, sample, row);
        if (state != NKT_STATE_VALUE || !(w > 0))
            continue;
        largest = fmax(largest, w);
        ordered->items[ordered->n++] = (nkt_i_keyed){nkt_i_key_of(x), row};
    }
    nkt_i_sort_keyed(ordered->items, ordered->scratch, ordered->n);
    return largest;
}

/* Only proportions of analytic weights matter: a power of two keeps their squares within reach. */
static int exponent_of(const nkt_weighted *sample, double largest) {
    int exponent = 0;

    if (sample->weighting == NKT_WEIGHTING_ANALYTIC && largest > 0)
        frexp(largest, &exponent);
    return exponent;
}

void nkt_i_weighted_read(nkt_i_call *call, const nkt_weighted *sample, int may_be_negative,
                         nkt_i_ordered *ordered, nkt_i_weighted *weighted) {
    const double largest = read_rows(call, sample, may_be_negative, ordered);
    const int exponent = exponent_of(sample, largest);
    nkt_i_exact_sum upto, squares, of_number, of_squares;

    nkt_i_exact_sum_init(&upto);
    nkt_i_exact_sum_init(&squares);
    for (int64_t i = 0; i < ordered->n;) {
        const int64_t end = nkt_i_ordered_equal(ordered, i), k = weighted->n++;
        nkt_i_exact_sum_init(&of_number);
        nkt_i_exact_sum_init(&of_squares);
        weighted->values[k] = nkt_i_key_value(ordered->items[i].key);
        for (; i < end; i++) {
            const double w = ldexp(weight_of(NULL, sample, ordered->items[i].row), -exponent);
            nkt_i_exact_sum_add(&of_number, w);
            nkt_i_exact_sum_add(&of_squares, w * w);
        }
        nkt_i_exact_sum_merge(&upto, &of_number);
        nkt_i_exact_sum_merge(&squares, &of_squares);
        weighted->weights[k] = nkt_i_exact_sum_round(&of_number);
        weighted->squares[k] = nkt_i_exact_sum_round(&of_squares);
        weighted->upto[k] = nkt_i_exact_sum_round(&upto);
    }
    weighted->n_rows = ordered->n;
    weighted->total = nkt_i_exact_sum_round(&upto);
    weighted->size =
        sample->weighting == NKT_WEIGHTING_FREQUENCY
            ? weighted->total
            : fmax(1, weighted->total * weighted->total / nkt_i_exact_sum_round(&squares));
    if (sample->weighting == NKT_WEIGHTING_FREQUENCY && weighted->total > MOST_WRITTEN_OUT)
        nkt_i_refuse_path(call, NKT_E_DOMAIN, NKT_REASON_OVERFLOW, "sample.weights",
                          "sum to more than 2^53");
}
