/*
 * Concentration over units.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/concentration.h"

#include "numeric/numeric.h"
#include "followup/followup.h"

static int bytes_of(int64_t n_units, size_t *bytes) {
    return nkt_i_size_mul((size_t)n_units, 2 * sizeof(nkt_i_keyed), bytes);
}

static nkt_status check_count(int64_t n_units, int32_t argument, size_t *bytes, nkt_error *error) {
    if (n_units < 0)
        return nkt_i_refuse_count(error, argument, "n_units", n_units);
    if (!bytes_of(n_units, bytes))
        return nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(argument), "n_units",
                               "is more than memory can hold");
    return NKT_OK;
}

nkt_status nkt_concentration_work_size(int64_t n_units, size_t *size, nkt_error *error) {
    nkt_status status;
    size_t bytes;

    nkt_i_error_clear(error);
    status = check_count(n_units, 1, &bytes, error);
    if (status)
        return status;
    if (!size)
        return nkt_i_refuse_null(error, 2, "size");
    *size = bytes;
    return NKT_OK;
}

/* The numbers, ascending. Returns how many there are; bad data are noted. */
static int64_t read_sorted(const nkt_column *values, int64_t n_units, nkt_i_keyed *items,
                           nkt_i_bad_rows *bad) {
    int64_t n = 0;

    for (int64_t unit = 0; unit < n_units; unit++) {
        int8_t state;
        const double x = nkt_i_column_value(values, unit, &state);
        if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && x < 0))
            nkt_i_bad_rows_note(bad, 1, -1, unit, x, "values",
                                x < 0 ? "is negative" : "is no finite number");
        else if (state == NKT_STATE_VALUE)
            items[n++] = (nkt_i_keyed){nkt_i_key_of(x), unit};
    }
    nkt_i_sort_keyed(items, items + n_units, n);
    return n;
}

static double number(const nkt_i_keyed *items, int64_t i) {
    return nkt_i_key_value(items[i].key);
}

/* The sums that need the total: Gini's and Herfindahl's. */
static void find_spread(const nkt_i_keyed *items, nkt_concentration *c) {
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

/* Goes down from the largest: what the k first have, and how many have the share. */
static void find_largest(const nkt_i_keyed *items, int64_t k, double share, nkt_concentration *c) {
    nkt_i_exact_sum sum;
    int64_t taken = 0;
    double part = 0;

    nkt_i_exact_sum_init(&sum);
    c->largest = k == 0 ? 0 : NAN;
    while (taken < c->n && (taken < k || part < share)) {
        if (part < share)
            c->needed = taken + 1;
        nkt_i_exact_sum_add(&sum, number(items, c->n - 1 - taken));
        taken++;
        part = 100 * nkt_i_exact_sum_round(&sum) / c->total;
        if (taken == k || (taken == c->n && taken < k))
            c->largest = part;
    }
}

nkt_status nkt_concentration_of(const nkt_column *values, int64_t n_units, int64_t k, double share,
                                nkt_concentration *out, void *work, size_t work_size,
                                nkt_error *error) {
    nkt_concentration c = {0, NAN, NAN, NAN, 0, 0, 0};
    nkt_i_keyed *items = (nkt_i_keyed *)work;
    nkt_i_fault fault = NKT_I_FAULT(4);
    nkt_i_exact_sum total;
    nkt_i_bad_rows bad;
    nkt_status status;
    size_t bytes = 0;

    nkt_i_error_clear(error);
    status = check_count(n_units, 2, &bytes, error);
    if (!status && !values)
        status = nkt_i_refuse_null(error, 1, "values");
    if (!status)
        status = nkt_i_column_check(values, n_units, NKT_I_FAULT(1), "values", error);
    if (!status && k < 0)
        status = nkt_i_refuse_count(error, 3, "k", k);
    fault.value = share;
    if (!status && !(share >= 0 && share <= 100))
        status = nkt_i_error_value(error, NKT_E_DOMAIN, fault, "share", "is not 0 to 100");
    if (!status && !out)
        status = nkt_i_refuse_null(error, 5, "out");
    if (!status)
        status = nkt_i_memory_check(work, work_size, bytes, 6, "work", error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    c.n = read_sorted(values, n_units, items, &bad);
    nkt_i_exact_sum_init(&total);
    for (int64_t i = 0; i < c.n; i++) {
        nkt_i_exact_sum_add(&total, number(items, i));
        c.n_zero += number(items, i) == 0;
    }
    c.total = nkt_i_exact_sum_round(&total);
    if (c.total > 0 && isfinite(c.total)) {
        find_spread(items, &c);
        find_largest(items, k, share, &c);
    }
    *out = c;
    return nkt_i_bad_rows_end(&bad, error);
}
