/*
 * The scales of variables, from the units that are compared.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/similar.h"

#include "base/base.h"

#define NORMAL_MAD 1.4826022185056018 /* 1 / the upper quartile of a normal distribution */

/* Sums are exact, so that the scales do not depend on the order of the units. */
static double mean_of(const double *x, int64_t n, double about, int squared) {
    nkt_i_exact_sum sum;

    nkt_i_exact_sum_init(&sum);
    for (int64_t i = 0; i < n; i++)
        nkt_i_exact_sum_add(&sum, squared ? (x[i] - about) * (x[i] - about) : x[i]);
    return nkt_i_exact_sum_round(&sum) / (double)n;
}

static double median_of(const double *x, int64_t n, nkt_i_keyed *items, nkt_i_keyed *scratch) {
    double low, high;

    for (int64_t i = 0; i < n; i++)
        items[i] = (nkt_i_keyed){nkt_i_key_of(x[i]), i};
    nkt_i_sort_keyed(items, scratch, n);
    low = nkt_i_key_value(items[(n - 1) / 2].key);
    high = nkt_i_key_value(items[n / 2].key);
    return low + (high - low) / 2;
}

double nkt_i_similar_scale(int32_t scaling, double *x, int64_t n, nkt_i_keyed *items,
                           nkt_i_keyed *scratch) {
    double mean, median, smallest, largest;

    if (scaling == NKT_SCALING_NONE)
        return 1;
    if (n == 0)
        return NAN;
    switch (scaling) {
    case NKT_SCALING_MEAN:
        return fabs(mean_of(x, n, 0, 0));
    case NKT_SCALING_MAD:
        median = median_of(x, n, items, scratch);
        for (int64_t i = 0; i < n; i++)
            x[i] = fabs(x[i] - median);
        return NORMAL_MAD * median_of(x, n, items, scratch);
    case NKT_SCALING_RANGE:
        smallest = largest = x[0];
        for (int64_t i = 1; i < n; i++) {
            smallest = x[i] < smallest ? x[i] : smallest;
            largest = x[i] > largest ? x[i] : largest;
        }
        return largest - smallest;
    default:
        mean = mean_of(x, n, 0, 0);
        return n > 1 ? sqrt(mean_of(x, n, mean, 1) * ((double)n / (double)(n - 1))) : 0;
    }
}
