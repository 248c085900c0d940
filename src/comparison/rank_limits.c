/*
 * Between which ranks a unit may lie.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/rank.h"

static nkt_estimate estimate_of(const nkt_estimate *estimates, int64_t stride, int64_t row) {
    nkt_estimate e;
    memcpy(&e, (const char *)estimates + row * stride, sizeof e);
    return e;
}

/* Its limits, those of the numbers with the sign turned where high is first; 0: it takes no part. */
static int limits_of(const nkt_estimate *e, int32_t first, double *low, double *high) {
    if (e->state != NKT_STATE_VALUE || isnan(e->lower) || isnan(e->upper))
        return 0;
    *low = first == NKT_DIRECTION_HIGH ? -e->upper : e->lower;
    *high = first == NKT_DIRECTION_HIGH ? -e->lower : e->upper;
    return 1;
}

/* How many keys of n sorted items are below a key. */
static int64_t count_below(const nkt_i_keyed *items, int64_t n, uint64_t key) {
    int64_t low = 0, high = n;

    while (low < high) {
        const int64_t middle = low + (high - low) / 2;
        if (items[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

typedef struct call {
    const nkt_estimate *estimates;
    int64_t stride, n_rows;
    int32_t first;
} call;

/* Sorts the lower or the upper limits of all that take part. */
static void sort_limits(const call *in, int upper, nkt_i_ordered *ordered, nkt_i_bad_rows *bad) {
    ordered->n = 0;
    for (int64_t row = 0; row < in->n_rows; row++) {
        const nkt_estimate e = estimate_of(in->estimates, in->stride, row);
        double low, high;
        if (!limits_of(&e, in->first, &low, &high))
            continue;
        if (low > high) {
            if (bad)
                nkt_i_bad_rows_note(bad, 1, -1, row, e.lower, "estimates",
                                    "is above the upper limit");
            continue;
        }
        ordered->items[ordered->n++] = (nkt_i_keyed){nkt_i_key_of(upper ? high : low), row};
    }
    nkt_i_sort_keyed(ordered->items, ordered->scratch, ordered->n);
}

static void put_best(const call *in, const nkt_i_ordered *ordered, double *best) {
    for (int64_t row = 0; row < in->n_rows; row++) {
        const nkt_estimate e = estimate_of(in->estimates, in->stride, row);
        double low, high;
        best[row] = NAN; /* surely before it: those whose upper limit is below its lower one */
        if (limits_of(&e, in->first, &low, &high) && low <= high)
            best[row] = (double)(1 + count_below(ordered->items, ordered->n, nkt_i_key_of(low)));
    }
}

static void put_worst(const call *in, const nkt_i_ordered *ordered, double *worst) {
    for (int64_t row = 0; row < in->n_rows; row++) {
        const nkt_estimate e = estimate_of(in->estimates, in->stride, row);
        double low, high;
        worst[row] =
            NAN; /* not surely behind it: those whose lower limit is at most its upper one */
        if (limits_of(&e, in->first, &low, &high) && low <= high)
            worst[row] = (double)count_below(ordered->items, ordered->n, nkt_i_key_of(high) + 1);
    }
}

static nkt_status check(const call *in, const double *lower, const double *upper,
                        nkt_error *error) {
    /* As an output it would be apart; so it is as an input. */
    const nkt_i_target from =
        nkt_i_target_of((void *)(uintptr_t)in->estimates, sizeof *in->estimates, in->n_rows,
                        in->stride, "estimates", 1);
    nkt_status status = nkt_i_target_check(&from, 1, error);

    if (!status)
        status = nkt_i_check_first(in->first, 4, error);
    if (!status && in->n_rows > 0 && !lower)
        status = nkt_i_refuse_null(error, 5, "lower");
    if (!status && in->n_rows > 0 && !upper)
        status = nkt_i_refuse_null(error, 6, "upper");
    return status;
}

nkt_status nkt_rank_limits(const nkt_estimate *estimates, int64_t stride, int64_t n_rows,
                           int32_t first, double *lower, double *upper, void *work,
                           size_t work_size, nkt_error *error) {
    const call in = {estimates, stride, n_rows, first};
    nkt_i_ordered ordered;
    nkt_i_bad_rows bad;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ordered_begin(&ordered, n_rows, 3, work, work_size, 7, error);
    if (!status)
        status = check(&in, lower, upper, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    sort_limits(&in, 1, &ordered, &bad);
    put_best(&in, &ordered, lower);
    sort_limits(&in, 0, &ordered, NULL);
    put_worst(&in, &ordered, upper);
    return nkt_i_bad_rows_end(&bad, error);
}
