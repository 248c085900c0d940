/*
 * Concentration over units.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/concentration.h"

#include "rows/order.h"

/* The numbers of the rows that take part, ascending. Bad data are noted. */
static void read_sorted(nkt_i_call *call, const nkt_column *values, const nkt_rows *rows,
                        nkt_i_ordered *ordered) {
    for (int64_t row = 0; row < rows->n_rows; row++) {
        int8_t state;
        double x;
        if (!nkt_i_row_included(call, "rows.include", rows, row))
            continue;
        x = nkt_i_column_value(values, row, &state);
        if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && x < 0))
            nkt_i_bad_element(call, "values", -1, NULL, values, row, NKT_REASON_NEGATIVE);
        else if (state == NKT_STATE_VALUE)
            ordered->items[ordered->n++] = (nkt_i_keyed){nkt_i_key_of(x), row};
    }
    nkt_i_sort_keyed(ordered->items, ordered->scratch, ordered->n);
}

static double number(const nkt_i_keyed *items, int64_t i) {
    return nkt_i_key_value(items[i].key);
}

/* The sums that need the total: Gini's and Herfindahl's. */
static void find_spread(const nkt_i_keyed *items, nkt_concentration_result *c) {
    nkt_i_exact_sum gini, squares;

    nkt_i_exact_sum_init(&gini);
    nkt_i_exact_sum_init(&squares);
    for (int64_t i = 0; i < c->n; i++) {
        const double share = number(items, i) / c->total;
        nkt_i_exact_sum_add(&gini, (double)(2 * i + 1 - c->n) * share);
        nkt_i_exact_sum_add(&squares, share * share);
    }
    c->gini = nkt_i_exact_sum_round(&gini) / (double)c->n;
    c->herfindahl = nkt_i_exact_sum_round(&squares);
}

/*
 * Whether a sum is the share of the total, within what the sums and decimals like .7 that no double
 * is leave of one that is: the percentage itself would be rounded once more.
 */
static int reaches(double sum, double share, double total) {
    const double aim = share / 100 * total;

    return sum >= aim - NKT_I_ROUNDING * aim;
}

/* Goes down from the largest: what the k first have, and how many have the share. */
static void find_largest(const nkt_i_keyed *items, int64_t k, double share,
                         nkt_concentration_result *c) {
    nkt_i_exact_sum sum;
    int64_t taken = 0;
    int has_share = !(share > 0);

    nkt_i_exact_sum_init(&sum);
    c->largest = k == 0 ? 0 : NAN;
    while (taken < c->n && (taken < k || !has_share)) {
        double part;
        nkt_i_exact_sum_add(&sum, number(items, c->n - 1 - taken));
        taken++;
        part = nkt_i_exact_sum_round(&sum);
        if (!has_share)
            c->needed = taken;
        has_share = has_share || reaches(part, share, c->total);
        if (taken == k || (taken == c->n && taken < k))
            c->largest = 100 * (part / c->total);
    }
}

nkt_status nkt_concentration(const nkt_column *values, const nkt_rows *rows, int64_t k,
                             double share, nkt_concentration_result *out, nkt_memory *work,
                             nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "values rows k share out work error");
    nkt_concentration_result c = {0, NAN, NAN, NAN, 0, 0, 0};
    nkt_i_exact_sum total;
    nkt_i_ordered ordered;

    nkt_i_order_check(&call, values, rows);
    nkt_i_count(&call, "k", k, 0, INT64_MAX);
    if (!(share >= 0 && share <= 100))
        nkt_i_refuse_value(&call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, "share", share,
                           "is not 0 to 100");
    nkt_i_needed(&call, "out", out);
    ordered = nkt_i_order_claim(&call, rows ? rows->n_rows : 0, work);
    if (nkt_i_call_refused(&call))
        return call.status;
    read_sorted(&call, values, rows, &ordered);
    nkt_i_exact_sum_init(&total);
    c.n = ordered.n;
    for (int64_t i = 0; i < c.n; i++) {
        nkt_i_exact_sum_add(&total, number(ordered.items, i));
        c.n_zero += number(ordered.items, i) == 0;
    }
    c.total = nkt_i_exact_sum_round(&total);
    if (isinf(c.total)) {
        nkt_i_refuse_path(&call, NKT_E_DOMAIN, NKT_REASON_OVERFLOW, "values",
                          "sum to more than the largest double");
        return call.status;
    }
    if (c.total > 0) {
        find_spread(ordered.items, &c);
        find_largest(ordered.items, k, share, &c);
    }
    *out = c;
    return nkt_i_call_end(&call);
}
