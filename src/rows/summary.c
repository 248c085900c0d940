/*
 * The summary of a distribution.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/distribution.h"
#include "rows/order.h"

/* Exact sums: they do not depend on the order of the rows. */
typedef struct sums {
    nkt_i_exact_sum values, weights;
    int64_t n, n_weighted;
    double largest, largest_weight; /* among the rows with a weight above 0, in size */
} sums;

/*
 * By what numbers are multiplied so that their products are doubles: a power of two, which leaves
 * all their bits; 1 for all ordinary numbers.
 */
static double scale_for(double largest) {
    return largest > 0x1p450 ? 0x1p-600 : largest > 0 && largest < 0x1p-400 ? 0x1p600 : 1;
}

/* The weight of a row, NaN where it has none; bad data are noted. call NULL: they were. */
static double weight_of(nkt_i_call *call, const nkt_column *weights, int64_t row) {
    int8_t state;
    const double w = nkt_i_column_value(weights, row, &state);

    if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && w < 0)) {
        if (call)
            nkt_i_bad_element(call, "weights", -1, NULL, weights, row, NKT_REASON_NEGATIVE);
        return NAN;
    }
    return state == NKT_STATE_VALUE ? w : NAN;
}

static void add_up(nkt_i_call *call, sums *s, const nkt_i_ordered *ordered,
                   const nkt_column *weights) {
    nkt_i_exact_sum_init(&s->values);
    nkt_i_exact_sum_init(&s->weights);
    s->n = ordered->n;
    s->n_weighted = 0;
    s->largest = s->largest_weight = 0;
    for (int64_t i = 0; i < ordered->n; i++) {
        const double x = nkt_i_key_value(ordered->items[i].key);
        const double w = weights ? weight_of(call, weights, ordered->items[i].row) : NAN;
        nkt_i_exact_sum_add(&s->values, x);
        if (isnan(w))
            continue;
        s->n_weighted++;
        nkt_i_exact_sum_add(&s->weights, w);
        if (w > 0) {
            s->largest = fmax(s->largest, fabs(x));
            s->largest_weight = fmax(s->largest_weight, w);
        }
    }
}

static double weighted_mean(const sums *s, const nkt_i_ordered *ordered, const nkt_column *weights,
                            double all) {
    const double scale = scale_for(s->largest), of_weights = scale_for(s->largest_weight);
    nkt_i_exact_sum products;

    if (!(all > 0))
        return NAN;
    nkt_i_exact_sum_init(&products);
    for (int64_t i = 0; i < ordered->n; i++) {
        const double x = nkt_i_key_value(ordered->items[i].key);
        const double w = weight_of(NULL, weights, ordered->items[i].row);
        if (w > 0)
            nkt_i_exact_sum_add(&products, of_weights * w * (scale * x));
    }
    return nkt_i_exact_sum_round(&products) / (of_weights * all) / scale;
}

static double deviation_of(const nkt_i_ordered *ordered, double mean) {
    nkt_i_exact_sum squares;
    double largest = 0, scale;

    for (int64_t i = 0; i < ordered->n; i++)
        largest = fmax(largest, fabs(nkt_i_key_value(ordered->items[i].key) - mean));
    scale = scale_for(largest);
    nkt_i_exact_sum_init(&squares);
    for (int64_t i = 0; i < ordered->n; i++) {
        const double x = nkt_i_key_value(ordered->items[i].key);
        const double d = scale < 1 ? scale * x - scale * mean : scale * (x - mean);
        nkt_i_exact_sum_add(&squares, d * d);
    }
    return ordered->n > 1 ? sqrt(nkt_i_exact_sum_round(&squares) / (double)(ordered->n - 1)) / scale
                          : NAN;
}

/* What no double holds: the call is refused, because a summary has no room to say so. */
static void refuse_beyond(nkt_i_call *call, const char *path, double number, const char *sentence) {
    if (isinf(number))
        nkt_i_refuse_path(call, NKT_E_DOMAIN, NKT_REASON_OVERFLOW, path, sentence);
}

static int64_t count_included(const nkt_rows *rows) {
    int64_t n = 0;

    if (!rows->include)
        return rows->n_rows;
    for (int64_t row = 0; row < rows->n_rows; row++)
        n += nkt_i_row_included(NULL, NULL, rows, row);
    return n;
}

nkt_status nkt_summarise(const nkt_column *values, const nkt_column *weights, const nkt_rows *rows,
                         nkt_summary *out, nkt_memory *work, nkt_error *error) {
    static const double probabilities[] = {0, 0.25, 0.5, 0.75, 1};
    nkt_i_call call = nkt_i_call_begin(error, "values weights rows out work error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    double quantiles[5];
    nkt_i_ordered ordered;
    nkt_summary found;
    sums s;

    nkt_i_order_check(&call, values, rows);
    nkt_i_column_optional(&call, "weights", weights, n_rows);
    nkt_i_needed(&call, "out", out);
    ordered = nkt_i_order_claim(&call, n_rows, work);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_order_read(&call, &ordered, values, rows, 0);
    add_up(&call, &s, &ordered, weights);
    found.n = s.n;
    found.n_weighted = s.n_weighted;
    found.n_missing = count_included(rows) - s.n;
    found.mean = s.n > 0 ? nkt_i_exact_sum_mean(&s.values, (double)s.n) : NAN;
    found.sd = deviation_of(&ordered, found.mean);
    found.weights = s.n_weighted > 0 ? nkt_i_exact_sum_round(&s.weights) : NAN;
    found.weighted_mean = weighted_mean(&s, &ordered, weights, found.weights);
    refuse_beyond(&call, "values", found.sd, "spread more than the largest double");
    refuse_beyond(&call, "weights", found.weights, "sum to more than the largest double");
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_ordered_quantiles(&ordered, probabilities, 5, 7, quantiles);
    found.minimum = quantiles[0];
    found.lower_quartile = quantiles[1];
    found.median = quantiles[2];
    found.upper_quartile = quantiles[3];
    found.maximum = quantiles[4];
    *out = found;
    return nkt_i_call_end(&call);
}
