/*
 * Published shares that together are a whole: whether they add up, as far as rounding allows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/composition.h"

#include "figures/areas.h"
#include "numeric/numeric.h"

/* How far a sum of shares may be from 100: half a unit of the last decimal each, and what is left of
   the decimals that are no doubles. */
static double leeway(int64_t n, int32_t decimals) {
    double unit = 1;

    while (decimals-- > 0)
        unit /= 10;
    return (double)n * (unit / 2 + 100 * NKT_I_ROUNDING);
}

/* The shares of each row of a block, put together. */
struct together {
    double sum[NKT_I_BLOCK];
    int8_t states[NKT_I_BLOCK];      /* the worst */
    uint8_t zero[NKT_I_BLOCK];       /* whether one that has a value is 0 */
    uint8_t above_zero[NKT_I_BLOCK]; /* or is above it */
    uint8_t absent[NKT_I_BLOCK];     /* whether one that applies has no value */
};

static void add_share(struct together *together, const nkt_i_operand *share, int64_t count) {
    for (int64_t i = 0; i < count; i++) {
        int8_t state = share->states[i];
        together->states[i] = nkt_i_state_worst(together->states[i], state);
        if (state == NKT_STATE_VALUE) {
            together->sum[i] += share->values[i];
            together->zero[i] |= share->values[i] == 0;
            together->above_zero[i] |= share->values[i] > 0;
        } else {
            together->absent[i] |= state != NKT_STATE_NOT_APPLICABLE;
        }
    }
}

/* Every share that has a value is 0, and no other reason is known for the rest to have none. */
static int is_all_zero(const struct together *together, int64_t i) {
    int8_t state = together->states[i];
    return together->zero[i] && !together->above_zero[i] &&
           (state == NKT_STATE_VALUE || state == NKT_STATE_MISSING);
}

static int32_t code_of(const struct together *together, int64_t i, double allowed) {
    int8_t state = together->states[i];

    if (is_all_zero(together, i))
        return NKT_SUM_ALL_ZERO;
    if (together->sum[i] > 100 + allowed)
        return NKT_SUM_ABOVE;
    if (state == NKT_STATE_INVALID)
        return NKT_SUM_NONE;
    if (together->absent[i] || !(together->zero[i] || together->above_zero[i]))
        return NKT_SUM_PARTS_MISSING;
    return together->sum[i] < 100 - allowed ? NKT_SUM_BELOW : NKT_SUM_EQUAL;
}

/* What a step needs besides the walk, whose codes are the sums. */
struct check {
    int64_t n_absent;
    double allowed;
    nkt_i_target states;
};

static void check_step(nkt_i_walk *walk, const void *context, int64_t first, int64_t count) {
    const struct check *check = context;
    struct together together;
    nkt_i_operand share;

    memset(&together, 0, sizeof together);
    for (int64_t k = 0; k < walk->n_inputs; k++) {
        nkt_i_fault place = NKT_I_FAULT(1);
        place.item = (int32_t)k;
        place.row = first;
        nkt_i_operand_load(&walk->inputs[k], first, count, NKT_I_NOT_NEGATIVE, place, "shares",
                           &share, &walk->faults);
        add_share(&together, &share, count);
    }
    if (check->n_absent > 0) {
        nkt_i_operand_missing(count, &share);
        add_share(&together, &share, count);
    }
    for (int64_t i = 0; i < count; i++) {
        int32_t code = code_of(&together, i, check->allowed);
        int32_t state = code == NKT_SUM_ALL_ZERO ? NKT_STATE_MISSING : together.states[i];
        nkt_i_target_put(&walk->codes, first + i, 0, &code);
        nkt_i_target_put(&check->states, first + i, 0, &state);
    }
}

nkt_status nkt_i_shares_check(const nkt_column *shares, int64_t n_shares, int64_t n_absent,
                              int64_t n_rows, int32_t decimals, int32_t *sums, int64_t sums_stride,
                              int32_t *states, int64_t states_stride, nkt_error *error) {
    nkt_i_walk walk = {.inputs = shares, .n_inputs = n_shares, .n_rows = n_rows};
    struct check check = {.n_absent = n_absent};
    nkt_status status;

    if (decimals < 0 || decimals > 15) {
        nkt_i_fault fault = NKT_I_FAULT(4);
        fault.value = decimals;
        return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "decimals", "is not 0 to 15");
    }
    check.allowed = leeway(n_shares + n_absent, decimals);
    walk.codes = nkt_i_target_of(sums, sizeof *sums, n_rows, sums_stride, "sums", 5);
    check.states = nkt_i_target_of(states, sizeof *states, n_rows, states_stride, "states", 7);
    status = nkt_i_target_check(&walk.codes, 1, error);
    if (!status)
        status = nkt_i_target_check(&check.states, 0, error);
    return status ? status : nkt_i_walk_rows(&walk, check_step, &check, error);
}

nkt_status nkt_composition_check(const nkt_column *shares, int64_t n_shares, int64_t n_rows,
                                 int32_t decimals, int32_t *sums, int64_t sums_stride,
                                 int32_t *states, int64_t states_stride, nkt_error *error) {
    nkt_status status;

    nkt_i_error_clear(error);
    if (n_shares < 1) {
        nkt_i_fault fault = NKT_I_FAULT(2);
        fault.value = (double)n_shares;
        return nkt_i_error_value(error, NKT_E_COUNT, fault, "n_shares", "is less than 1");
    }
    if (n_shares >= INT32_MAX)
        return nkt_i_refuse_count(error, 2, "n_shares", n_shares);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 3, "n_rows", n_rows);
    if (!shares)
        return nkt_i_refuse_null(error, 1, "shares");
    status = nkt_i_plain_columns_check(shares, n_shares, n_rows, 1, "shares", error);
    return status ? status
                  : nkt_i_shares_check(shares, n_shares, 0, n_rows, decimals, sums, sums_stride,
                                       states, states_stride, error);
}
