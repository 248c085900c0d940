/*
 * Counts rounded to multiples of a base.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/rounding.h"

#include "disclosure/disclosure.h"

#define STANDARD_BASE 3
#define MOST_BASE     1000

static nkt_rounding_options read_options(nkt_i_call *call, const nkt_rounding_options *options) {
    nkt_rounding_options o;

    nkt_i_options_open(call, options, &o, sizeof o);
    if (o.base == 0)
        o.base = STANDARD_BASE;
    nkt_i_within(call, "options.base", o.base, 2, MOST_BASE);
    nkt_i_code(call, "options.method", o.method, NKT_ROUNDING_NEAREST, NKT_ROUNDING_RANDOM);
    nkt_i_code(call, "options.rounded", o.rounded, NKT_ROUNDED_ALL, NKT_ROUNDED_SMALL);
    /* with a seed that everybody knows, everybody can round back */
    if (o.method == NKT_ROUNDING_RANDOM && o.seed == 0)
        nkt_i_refuse_path(call, NKT_E_OPTION, NKT_REASON_LACKING, "options.seed",
                          "is 0: random rounding needs a secret seed");
    return o;
}

/* keys NULL: numbers of rows. */
static int64_t read_key(nkt_i_call *call, const nkt_column *keys, int64_t row, int8_t *state) {
    int64_t key;

    if (!keys)
        return row;
    key = nkt_i_column_code(keys, row, state);
    if (*state == NKT_STATE_INVALID)
        nkt_i_bad_element(call, "keys", -1, NULL, keys, row, NKT_REASON_NOT_WHOLE);
    return key;
}

static double round_count(const nkt_rounding_options *o, double count, int64_t key) {
    const double base = o->base, rest = fmod(count, base), below = count - rest;

    if (rest == 0 || (o->rounded == NKT_ROUNDED_SMALL && count >= base))
        return count;
    if (o->method == NKT_ROUNDING_NEAREST)
        return 2 * rest >= base ? below + base : below;
    return nkt_i_random_uniform(nkt_i_random_stream(o->seed, (uint64_t)key), 0) * base < rest
               ? below + base
               : below;
}

static nkt_estimate round_row(nkt_i_call *call, const nkt_column *counts, const nkt_column *keys,
                              int64_t row, const nkt_rounding_options *o) {
    nkt_estimate e = {NAN, NAN, NAN, NAN, NKT_STATE_MISSING, 0};
    int8_t state, key_state = NKT_STATE_VALUE;
    const double count = nkt_i_count_read(call, "counts", counts, row, &state);
    int64_t key = 0;

    if (state == NKT_STATE_VALUE && o->method == NKT_ROUNDING_RANDOM)
        key = read_key(call, keys, row, &key_state);
    e.state = nkt_i_state_worst(state, key_state);
    e.flags = nkt_i_column_flags(counts, row);
    if (e.state == NKT_STATE_VALUE)
        e.value = round_count(o, count, key);
    return e;
}

nkt_status nkt_rounding_base(const nkt_column *counts, const nkt_column *keys, const nkt_rows *rows,
                             const nkt_rounding_options *options, const nkt_estimates *out,
                             nkt_error *error) {
    static const nkt_estimate left_out = {NAN, NAN, NAN, NAN, NKT_STATE_NOT_APPLICABLE, 0};
    nkt_i_call call = nkt_i_call_begin(error, "counts keys rows options out error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    nkt_rounding_options o;
    nkt_estimates to;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_column_needed(&call, "counts", counts, n_rows);
    nkt_i_column_optional(&call, "keys", keys, n_rows);
    o = read_options(&call, options);
    to = nkt_i_estimates_open(&call, "out", out, n_rows, 1, 1);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t row = 0; row < n_rows; row++) {
        nkt_estimate e = left_out;
        if (nkt_i_row_included(&call, "rows.include", rows, row))
            e = round_row(&call, counts, keys, row, &o);
        nkt_i_estimates_put(&to, row, 0, &e);
    }
    return nkt_i_call_end(&call);
}
