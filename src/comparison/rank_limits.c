/*
 * Between which ranks a unit may lie.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/limited.h"
#include "nyckeltal/rank.h"
#include "rows/order.h"

enum { BEST, WORST, ITEMS };

/* The parameters of the call, checked. */
typedef struct task {
    nkt_estimates estimates;
    const nkt_rows *rows;
    int32_t direction;
} task;

/* Limits of a row, those of the numbers with the sign turned where high is first. */
typedef struct ends {
    double low, high;
} ends;

/* 0: the row takes no part. Bad data are noted; call NULL: they were. */
static int read_limits(nkt_i_call *call, const task *in, int64_t row, ends *out) {
    nkt_estimate e;

    if (!nkt_i_limited_read(call, &in->estimates, in->rows, row, &e))
        return 0;
    *out =
        in->direction == NKT_DIRECTION_HIGH ? (ends){-e.upper, -e.lower} : (ends){e.lower, e.upper};
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

/* Sorts the lower or the upper limits of all that take part. */
static void sort_limits(nkt_i_call *call, const task *in, int upper, nkt_i_ordered *ordered) {
    ordered->n = 0;
    for (int64_t row = 0; row < in->rows->n_rows; row++) {
        ends l;
        if (read_limits(call, in, row, &l))
            ordered->items[ordered->n++] = (nkt_i_keyed){nkt_i_key_of(upper ? l.high : l.low), row};
    }
    nkt_i_sort_keyed(ordered->items, ordered->scratch, ordered->n);
}

/* Surely before a row are those whose upper limit is below its lower one. */
static void put_best(const task *in, const nkt_i_ordered *ordered, const nkt_i_out *out) {
    for (int64_t row = 0; row < in->rows->n_rows; row++) {
        double best = NAN;
        ends l;
        if (read_limits(NULL, in, row, &l))
            best = (double)(1 + count_below(ordered->items, ordered->n, nkt_i_key_of(l.low)));
        nkt_i_put_number(out, row, BEST, best);
    }
}

/* Not surely behind it are those whose lower limit is at most its upper one. */
static void put_worst(const task *in, const nkt_i_ordered *ordered, const nkt_i_out *out) {
    for (int64_t row = 0; row < in->rows->n_rows; row++) {
        double worst = NAN;
        ends l;
        if (read_limits(NULL, in, row, &l))
            worst = (double)count_below(ordered->items, ordered->n, nkt_i_key_of(l.high) + 1);
        nkt_i_put_number(out, row, WORST, worst);
    }
}

nkt_status nkt_rank_limits(const nkt_estimates *estimates, const nkt_rows *rows, int32_t direction,
                           const nkt_target *limits, nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "estimates rows direction limits work error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    task in = {.rows = rows, .direction = direction};
    nkt_i_ordered ordered;
    nkt_i_out out;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    in.estimates = nkt_i_estimates_open(&call, "estimates", estimates, n_rows, 1, 1);
    nkt_i_direction(&call, "direction", direction);
    out = nkt_i_target_open(&call, "limits", limits, NKT_I_CONTENT_NUMBERS, n_rows, ITEMS, 1);
    ordered = nkt_i_order_claim(&call, n_rows, work);
    if (nkt_i_call_refused(&call))
        return call.status;

    sort_limits(&call, &in, 1, &ordered);
    put_best(&in, &ordered, &out);
    sort_limits(NULL, &in, 0, &ordered);
    put_worst(&in, &ordered, &out);
    return nkt_i_call_end(&call);
}
