/*
 * Counts rounded to multiples of a base.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/rounding.h"

#include "disclosure/disclosure.h"

#define MOST_BASE 1000

typedef struct rounding {
    const nkt_column *counts, *keys; /* keys NULL: numbers of rows */
    double base;
    uint64_t seed;
    int is_random, small_only;
    nkt_i_bad_rows *bad;
} rounding;

static nkt_status check(const nkt_column *counts, const nkt_column *keys, int64_t n_rows,
                        int64_t base, int32_t method, const nkt_estimate *out, int64_t stride,
                        nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(4);
    nkt_status status;

    if (n_rows < 0)
        return nkt_i_refuse_count(error, 3, "n_rows", n_rows);
    status = nkt_i_column_need(counts, n_rows, 1, "counts", error);
    if (!status && keys)
        status = nkt_i_column_check(keys, n_rows, NKT_I_FAULT(2), "keys", error);
    if (status)
        return status;
    fault.value = (double)base;
    if (base < 2 || base > MOST_BASE)
        return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "base", "is not 2 to 1000");
    fault.argument = 5;
    fault.value = method;
    if (method < 0 || method > (NKT_ROUNDING_RANDOM | NKT_ROUNDING_SMALL))
        return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "method", "is not 0 to 3");
    return nkt_i_estimates_check(out, n_rows, stride, 7, "out", 8, "stride", error);
}

static int64_t read_key(const rounding *r, int64_t row, int8_t *state) {
    int64_t key;

    if (!r->keys || !r->is_random)
        return row;
    key = nkt_i_column_code(r->keys, row, state);
    if (*state == NKT_STATE_INVALID) {
        nkt_i_fault fault = NKT_I_FAULT(2);
        fault.row = row;
        fault.value = nkt_i_column_value(r->keys, row, &(int8_t){0});
        nkt_i_bad_rows_add(r->bad, fault, "keys", "is no whole number");
    }
    return key;
}

static double round_count(const rounding *r, double count, int64_t key) {
    const double rest = fmod(count, r->base), below = count - rest;

    if (rest == 0 || (r->small_only && count >= r->base))
        return count;
    if (!r->is_random)
        return 2 * rest >= r->base ? below + r->base : below;
    return nkt_i_random_uniform(nkt_i_random_stream(r->seed, (uint64_t)key), 0) * r->base < rest
               ? below + r->base
               : below;
}

nkt_status nkt_rounding_base(const nkt_column *counts, const nkt_column *keys, int64_t n_rows,
                             int64_t base, int32_t method, uint64_t seed, nkt_estimate *out,
                             int64_t stride, nkt_error *error) {
    nkt_i_bad_rows bad;
    const rounding r = {counts,
                        keys,
                        (double)base,
                        seed,
                        (method & NKT_ROUNDING_RANDOM) != 0,
                        (method & NKT_ROUNDING_SMALL) != 0,
                        &bad};
    nkt_status status;

    nkt_i_error_clear(error);
    status = check(counts, keys, n_rows, base, method, out, stride, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    for (int64_t row = 0; row < n_rows; row++) {
        nkt_estimate e = {NAN, NAN, NAN, NAN, NKT_STATE_MISSING, 0};
        int8_t state, key_state = NKT_STATE_VALUE;
        const double count = nkt_i_count_read(counts, row, 1, "counts", &bad, &state);
        int64_t key = 0;

        if (state == NKT_STATE_VALUE)
            key = read_key(&r, row, &key_state);
        e.state = nkt_i_state_worst(state, key_state);
        if (e.state == NKT_STATE_VALUE)
            e.value = round_count(&r, count, key);
        memcpy((char *)out + (row ? row * stride : 0), &e, sizeof e);
    }
    return nkt_i_bad_rows_end(&bad, error);
}
