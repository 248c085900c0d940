/*
 * The summary of a distribution.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/distribution.h"
#include "rows/order.h"

/* Exact sums: they do not depend on the order of the rows. */
typedef struct sums {
    nkt_i_exact_sum values, weights, products;
    int64_t n, n_weighted;
} sums;

/* The weight of a row, NaN where it has none; bad data are noted. */
static double weight_of(const nkt_column *weights, int64_t row, nkt_i_bad_rows *bad) {
    int8_t state;
    const double w = nkt_i_column_value(weights, row, &state);

    if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && w < 0)) {
        nkt_i_bad_rows_note(bad, 2, -1, row, w, "weights", "is no weight");
        return NAN;
    }
    return state == NKT_STATE_VALUE ? w : NAN;
}

static void add_up(sums *s, const nkt_i_ordered *ordered, const nkt_column *weights,
                   nkt_i_bad_rows *bad) {
    nkt_i_exact_sum_init(&s->values);
    nkt_i_exact_sum_init(&s->weights);
    nkt_i_exact_sum_init(&s->products);
    s->n = ordered->n;
    s->n_weighted = 0;
    for (int64_t i = 0; i < ordered->n; i++) {
        const double x = nkt_i_key_value(ordered->items[i].key);
        const double w = weights ? weight_of(weights, ordered->items[i].row, bad) : NAN;
        nkt_i_exact_sum_add(&s->values, x);
        if (isnan(w))
            continue;
        s->n_weighted++;
        nkt_i_exact_sum_add(&s->weights, w);
        nkt_i_exact_sum_add(&s->products, w * x);
    }
}

static double deviation_of(const nkt_i_ordered *ordered, double mean) {
    nkt_i_exact_sum squares;

    nkt_i_exact_sum_init(&squares);
    for (int64_t i = 0; i < ordered->n; i++) {
        const double d = nkt_i_key_value(ordered->items[i].key) - mean;
        nkt_i_exact_sum_add(&squares, d * d);
    }
    return ordered->n > 1 ? sqrt(nkt_i_exact_sum_round(&squares) / (double)(ordered->n - 1)) : NAN;
}

nkt_status nkt_summarise(const nkt_column *values, const nkt_column *weights, int64_t n_rows,
                         nkt_summary *out, void *work, size_t work_size, nkt_error *error) {
    static const double probabilities[] = {0, 0.25, 0.5, 0.75, 1};
    double quantiles[5];
    nkt_i_ordered ordered;
    nkt_i_bad_rows bad;
    nkt_status status;
    nkt_summary found;
    sums s;

    nkt_i_error_clear(error);
    status = nkt_i_ordered_begin(&ordered, n_rows, 3, work, work_size, 5, error);
    if (!status)
        status = nkt_i_ordered_check(values, n_rows, 1, "values", error);
    if (!status && weights)
        status = nkt_i_ordered_check(weights, n_rows, 2, "weights", error);
    if (!status && !out)
        status = nkt_i_refuse_null(error, 4, "out");
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    nkt_i_ordered_read(&ordered, values, n_rows, 0, 1, "values", &bad);
    add_up(&s, &ordered, weights, &bad);
    found.n = s.n;
    found.n_weighted = s.n_weighted;
    found.n_missing = n_rows - s.n;
    found.mean = s.n > 0 ? nkt_i_exact_sum_round(&s.values) / (double)s.n : NAN;
    found.sd = deviation_of(&ordered, found.mean);
    found.weights = s.n_weighted > 0 ? nkt_i_exact_sum_round(&s.weights) : NAN;
    found.weighted_mean =
        found.weights > 0 ? nkt_i_exact_sum_round(&s.products) / found.weights : NAN;
    nkt_i_ordered_quantiles(&ordered, probabilities, 5, 7, quantiles);
    found.minimum = quantiles[0];
    found.lower_quartile = quantiles[1];
    found.median = quantiles[2];
    found.upper_quartile = quantiles[3];
    found.maximum = quantiles[4];
    *out = found;
    return nkt_i_bad_rows_end(&bad, error);
}
