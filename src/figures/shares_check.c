/*
 * Published shares that together are a whole: whether they add up, as far as rounding allows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/composition.h"

#include "figures/walk.h"
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
typedef struct check {
    double allowed;
    nkt_i_out states;
} check;

static void check_step(nkt_i_walk *walk, const void *context) {
    const check *asked = context;
    struct together together;
    nkt_i_operand share;

    memset(&together, 0, sizeof together);
    for (int64_t k = 0; k < walk->table->n_columns; k++) {
        nkt_i_fault place = NKT_I_AT(walk->path);
        place.item = (int32_t)k;
        place.name = nkt_i_name_of(&walk->table->columns[k]);
        nkt_i_walk_read(walk, &walk->table->columns[k], walk->first, NKT_I_NOT_NEGATIVE, place,
                        &share);
        add_share(&together, &share, walk->count);
    }
    for (int64_t i = 0; i < walk->count; i++) {
        const int out = walk->some_left_out && walk->left_out[i];
        const int32_t code = out ? NKT_SUM_NONE : code_of(&together, i, asked->allowed);
        nkt_i_walk_code(walk, i, code);
        nkt_i_put_code(&asked->states, walk->first + i, 0,
                       code == NKT_SUM_ALL_ZERO ? NKT_STATE_MISSING : together.states[i]);
    }
}

nkt_status nkt_composition_check(const nkt_table *shares, int32_t decimals, const nkt_target *sums,
                                 const nkt_target *states, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "shares decimals sums states error");
    nkt_i_walk walk = nkt_i_walk_over(&call, shares);
    check asked;

    walk.path = "shares.columns";
    walk.include_path = "shares.rows.include";
    nkt_i_columns_open(&call, "shares", "shares.columns", shares, NKT_I_WITHOUT_GROUPS,
                       NKT_I_IDS_OR_NONE);
    if (!nkt_i_call_refused(&call))
        nkt_i_count(&call, "shares.n_columns", shares->n_columns, 1, INT32_MAX);
    nkt_i_within(&call, "decimals", decimals, 0, 15);
    walk.codes =
        nkt_i_target_open(&call, "sums", sums, NKT_I_CONTENT_CODES(NKT_SUM_NONE, NKT_SUM_ALL_ZERO),
                          walk.n_rows, 1, 1);
    asked.states = nkt_i_target_open(&call, "states", states,
                                     NKT_I_CONTENT_CODES(NKT_STATE_VALUE, NKT_STATE_INVALID),
                                     walk.n_rows, 1, 0);
    if (nkt_i_call_refused(&call))
        return call.status;
    asked.allowed = leeway(shares->n_columns, decimals);
    nkt_i_walk_rows(&walk, check_step, &asked);
    return nkt_i_call_end(&call);
}
